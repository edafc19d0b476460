/** What a node is: pure, browser-safe. Spanish labels are in app/i18n/labels.ts. */
import { z } from "zod";
import { emailAddress, line, text } from "#app/domain/text.ts";

export const KINDS = ["thematic", "community", "territorial", "council"] as const;
export type NodeKind = (typeof KINDS)[number];

/** How people come in: at once, by asking, only when asked. */
export const JOININGS = ["open", "request", "invitation"] as const;
export type Joining = (typeof JOININGS)[number];

/** The drawings a node can take (app/ui/glyph-paths.ts). */
export const GLYPHS = [
  "rayo",
  "plato",
  "corchetes",
  "brujula",
  "pico",
  "espiga",
  "racimo",
  "manos",
  "libro",
  "montana",
  "ola",
  "engranaje",
  "puente",
  "estrella",
  "hoja",
  "mapa",
] as const;

export const COLOURS = 12;

export const NodeInput = z.object({
  name: line(80),
  kind: z.enum(KINDS, "choice"),
  joining: z.enum(JOININGS, "choice"),
  summary: line(200),
  description_md: text(8000),
  colour: z.number("choice").int("choice").min(1, "choice").max(COLOURS, "choice"),
  glyph: z.enum(GLYPHS, "choice"),
  /** What its members share is looked at by its role holders before it is published. */
  reviews_resources: z
    .string()
    .optional()
    .transform((value) => (value ? 1 : 0)),
});
/** Without `reviews_resources` that stays as it is. */
export type NodeInput = Omit<z.output<typeof NodeInput>, "reviews_resources"> & { reviews_resources?: number };

/** What a person writes to the coordinators when asking to come in. */
export const JoinInput = z.object({ message: text(600) });

export const PersonByEmailInput = z.object({ email: emailAddress });

/** What a node shows wherever it is named. */
export interface NodeTagData {
  slug: string;
  name: string;
  colour: number;
  glyph: string;
}

/** Where a person stands with a node. */
export type Standing = "outside" | "requested" | "invited" | "member" | "coordinator";

/** What a person can do about it now. */
export type JoinStep = "join" | "request" | "withdraw" | "accept" | "leave" | "closed" | "archived";

export interface MembershipState {
  requested_at: string | null;
  invited_at: string | null;
  joined_at: string | null;
}

export function standingOf(open: MembershipState | undefined, coordinates: boolean): Standing {
  if (coordinates) return "coordinator";
  if (!open) return "outside";
  if (open.joined_at) return "member";
  return open.invited_at ? "invited" : "requested";
}

/** The one act that is open to them: what the button says and the action does. */
export function joinStep(node: { joining: string; archived_at: string | null }, standing: Standing): JoinStep {
  if (standing === "member" || standing === "coordinator") return "leave";
  if (standing === "requested") return "withdraw";
  if (node.archived_at) return "archived";
  if (standing === "invited") return "accept";
  if (node.joining === "open") return "join";
  return node.joining === "request" ? "request" : "closed";
}
