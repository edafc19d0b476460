/** The investidura: a circle presents whoever its roles were entrusted to. The network's own custom, not a pattern of S3. Pure. */
import { z } from "zod";
import type { Actor } from "#app/domain/context.ts";
import { mayInCircle } from "#app/domain/rights.ts";
import { line, text } from "#app/domain/text.ts";
import { isId } from "#db/ids.ts";

/** Whom it is mailed to. node: the members of the circle's node; of a circle of the network, whoever speaks in it. */
export const AUDIENCES = ["node", "network", "none"] as const;
export type Audience = (typeof AUDIENCES)[number];

const reference = z.string().refine(isId, "choice");

export const InvestitureInput = z.object({
  /** Made by the form: the same button twice is one investiture. */
  id: reference,
  title: line(120),
  message: text(4000),
  audience: z.enum(AUDIENCES, "choice"),
  terms: z.array(reference, "terms_required").min(1, "terms_required").max(60, "too_long"),
});
export type InvestitureInput = z.output<typeof InvestitureInput>;

type CircleStanding = Parameters<typeof mayInCircle>[2];

export const canInvest = (actor: Actor | null, circle: CircleStanding): boolean => mayInCircle(actor, "run_circle", circle) || mayInCircle(actor, "publish", circle);

/** The whole network is written to by its administration only. */
export const audiencesFor = (actor: Actor | null): Audience[] => (actor?.admin ? [...AUDIENCES] : ["node", "none"]);

const RECENT_DAYS = 60;

/** Begun lately and presented nowhere: chosen before anybody chooses. */
export const isNews = (term: { since: string; presented: number }, now: string): boolean =>
  term.presented === 0 && Date.parse(now) - Date.parse(term.since) <= RECENT_DAYS * 86_400_000;

/** Names stand in public only where their owner agreed; whoever is signed in reads all. */
export const nameFor = (signedIn: boolean, holder: { name: string; name_public_at: string | null }): string | null =>
  signedIn || holder.name_public_at !== null ? holder.name : null;
