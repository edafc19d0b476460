/** What the index holds of a thing. Pure. */
import { type Findable, sign } from "./tokens.ts";

export interface Entry extends Findable {
  ref_id: string;
  at: string;
  /** What snippets are cut from. */
  shown: string;
  /** Who may find it, and where it belongs. */
  signs: string[];
  /** Its maker's alone, or for visitors alone: administration does not find it either. */
  own?: boolean;
}

/** Who may find a thing. The same signs are asked for by `signsOf` an actor. */
export const PUBLIC = sign("public");
export const MEMBERS = sign("members");
/** Without an account, and nobody else: what is found otherwise by those who have one. */
export const VISITORS = sign("visitors");
/** All that is not somebody's alone. */
export const ADMINISTRATION = sign("admin");
export const readersOfNode = (nodeId: string): string => sign("n", nodeId);
export const onePerson = (personId: string): string => sign("p", personId);
export const voiceIn = (circleId: string): string => sign("v", circleId);
/** Who runs a circle, by a role of its own. */
export const runsCircle = (circleId: string): string => sign("r", circleId);
/** Who runs circles by a role in the node. */
export const runsIn = (nodeId: string): string => sign("w", nodeId);

/** Where it belongs: what a search is narrowed by. */
export const ofNode = (nodeId: string): string => sign("o", nodeId);
export const ofRegion = (code: string): string => sign("g", code);
export const ofKind = (kind: string): string => sign("k", kind);

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: " " };

/** The words of rendered Markdown. */
export function textOfHtml(html: string): string {
  return html
    .replace(/<[^>]*>/g, " ")
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => ENTITIES[name] ?? " ")
    .replace(/\s+/g, " ")
    .trim();
}

const SHOWN_MOST = 3_000;

/** Texts one after another, as long as a snippet may be looked for in them. */
export function shownOf(...texts: (string | null | undefined)[]): string {
  const whole = texts
    .map((text) => text?.trim())
    .filter(Boolean)
    .join(" · ");
  return whole.length > SHOWN_MOST ? whole.slice(0, SHOWN_MOST).replace(/[\uD800-\uDBFF]$/, "") : whole;
}
