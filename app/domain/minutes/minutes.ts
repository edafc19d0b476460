/** The minutes of a meeting: pure. */
import { z } from "zod";
import { line, text } from "#app/domain/text.ts";

export const NOTES_MAX = 20_000;
export const PARTS_MAX = 60;

/** What one part of the form says. `base` is the print of what its writer had before them. */
export const PartNotes = z.object({
  title: line(200),
  notes: text(NOTES_MAX),
  base: z.string().default(""),
  revision: z.number("number").int("number"),
});
export type PartNotes = z.output<typeof PartNotes> & { id: string };

export const SENT_TO = ["all", "came", "absent", ""] as const;
export type SentTo = (typeof SENT_TO)[number];

export const PublishInput = z.object({
  revision: z.number("number").int("number"),
  note: text(1_000),
  came: z.string().optional(),
  absent: z.string().optional(),
});

export interface MinutesContent {
  title: string;
  kind: string;
  starts_at: string;
  ends_at: string;
  zone: string;
  place: string | null;
  online: boolean;
  nodes: string[];
  parts: { title: string; notes_html: string; agreements: AgreementSaid[] }[];
  /** Of no part. */
  agreements: AgreementSaid[];
  came: { name: string; from: string | null; online: boolean }[];
  excused: { name: string; from: string | null }[];
  absent: number;
  schools: number;
  students: number;
}

export interface AgreementSaid {
  id: string;
  what: string;
  owner: string;
  due_on: string | null;
}

export const allAgreements = (content: MinutesContent): AgreementSaid[] => [...content.parts.flatMap((part) => part.agreements), ...content.agreements];
