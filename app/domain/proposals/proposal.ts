/** What is said in a proposal, advice or poll, and how it is read. Pure. Messages are codes of i18n/errors.ts. */
import { z } from "zod";
import { isDay } from "#app/domain/calendar-days/school-day.ts";
import type { Situation } from "#app/domain/processes/machine.ts";
import { line, text } from "#app/domain/text.ts";

export const TEXT_MAX = 20_000;
export const WORDS_MAX = 2_000;

/** S3: Describe Organizational Drivers. Why something should be done: what happens, what it leads to, what is needed. */
export interface Driver {
  situation: string;
  effect: string;
  need: string;
}

/** As the logbook keeps it: three short paragraphs, those that were written. */
export const driverText = ({ situation, effect, need }: Driver): string =>
  [situation && `Qué pasa: ${situation}`, effect && `Qué efecto tiene: ${effect}`, need && `Qué necesitamos: ${need}`].filter(Boolean).join("\n\n");

export const STANCES = ["consent", "concern", "objection"] as const;
export type Stance = (typeof STANCES)[number];

const key = z.string().min(1).max(64);
const said = (max: number) => text(max).pipe(z.string().min(1, "required"));

/** A day that exists, as a date field sends it. */
export const day = z.string("required").refine(isDay, "date");

const drafted = { text: said(TEXT_MAX), review_on: day.optional() };

/** Only consent needs no words (S3: Objection: an argument, not a veto). */
const stance = z
  .object({ act: z.literal("stance"), stance: z.enum(STANCES, "choice"), words: text(WORDS_MAX), version: z.coerce.number().int().positive() })
  .refine((act) => act.stance === "consent" || act.words !== "", { path: ["words"], message: "words_needed" });

const withdraw = z.object({ act: z.literal("withdraw"), reason: said(WORDS_MAX) });

/** `to` and `version` say what its author had before their eyes: pressed twice, or too late, it does not go two steps. */
export const ProposalAct = z.discriminatedUnion("act", [
  z.object({ act: z.literal("ask"), text: said(WORDS_MAX) }),
  z.object({ act: z.literal("clear") }),
  z.object({ act: z.literal("answer"), question: key, text: said(WORDS_MAX) }),
  z.object({ act: z.literal("version"), changed: line(500), ...drafted }),
  z.object({ act: z.literal("react"), text: text(WORDS_MAX) }),
  stance,
  z.object({ act: z.literal("advance"), to: z.enum(["react", "consent", "integrate", "adopted"]), version: z.coerce.number().int().positive() }),
  z.object({ act: z.literal("withdraw_objection"), objection: key, reason: said(WORDS_MAX) }),
  z.object({ act: z.literal("integrate"), objection: key, how: said(WORDS_MAX), ...drafted }),
  withdraw,
]);
export type ProposalAct = z.output<typeof ProposalAct>;

export const AdviceAct = z.discriminatedUnion("act", [
  z.object({ act: z.literal("advise"), text: said(WORDS_MAX) }),
  z.object({ act: z.literal("decide"), text: said(TEXT_MAX), heard: said(WORDS_MAX) }),
  withdraw,
]);
export type AdviceAct = z.output<typeof AdviceAct>;

export const PollAct = z.discriminatedUnion("act", [z.object({ act: z.literal("choose"), option: key }), z.object({ act: z.literal("count") }), withdraw]);
export type PollAct = z.output<typeof PollAct>;

/** An act of the record as its kind reads it; null: it says nothing that can be understood. */
export function readAct<A extends { act: string }>(schema: z.ZodType<A>, act: { kind: string; data: unknown }): A | null {
  const data = typeof act.data === "object" && act.data !== null ? act.data : {};
  const read = schema.safeParse({ ...data, act: act.kind });
  return read.success ? read.data : null;
}

/** Whoever conducts, or the author while they have a voice here. */
export const leads = (author: string, { conducts, by, members }: Situation): boolean => conducts || (by !== null && by === author && members.includes(author));

/** What all three begin with; a setup is read again for ever, so nothing in it is refused. */
const word = z.string().catch("");
export const NOTHING_TOLD = { author: "", driver: { situation: "", effect: "", need: "" }, text: "" };
export const told = { author: word, driver: z.object({ situation: word, effect: word, need: word }).catch(NOTHING_TOLD.driver), text: word };
