/** An agreement of a circle as forms take it. Pure. */
import { z } from "zod";
import { dueDay } from "#app/domain/agreements/agreement.ts";
import { line, text } from "#app/domain/text.ts";

/** How it was decided; noted: written down afterwards from a meeting or from paper. */
export const AGREEMENT_KINDS = ["consent", "selection", "vote", "advice", "poll", "noted"] as const;
export type AgreementKind = (typeof AGREEMENT_KINDS)[number];

export const TITLE_MAX = 160;
const BODY_MAX = 20_000;

const someId = z
  .string()
  .optional()
  .transform((value) => value || null);
const words = (max: number) => text(max).refine((value) => value !== "", "required");

/** What was agreed elsewhere. Whether its people, roles and days are possible is asked where the circle is known. */
export const NotedInput = z.object({
  title: line(TITLE_MAX),
  driver: text(2_000),
  body: words(BODY_MAX),
  adopted_on: dueDay.refine((value) => value !== null, "required"),
  review_on: dueDay.refine((value) => value !== null, "required"),
  expires_on: dueDay,
  /** «role:<id>» or «person:<id>»; empty: the circle as a whole. */
  owner: someId,
  supersedes: someId,
});
export type NotedInput = z.output<typeof NotedInput>;

/** Looked at and kept: until when it holds (no day: until it is changed), and when it is looked at again. */
export const KeepInput = z.object({ review_on: dueDay.refine((value) => value !== null, "required"), expires_on: dueDay, note: text(1_000) });
export type KeepInput = z.output<typeof KeepInput>;

export const EndInput = z.object({ reason: words(1_000) });
export type EndInput = z.output<typeof EndInput>;
