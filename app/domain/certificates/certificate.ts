/** Certificates of attendance: what their forms take. Pure. */
import { z } from "zod";
import { line } from "#app/domain/text.ts";

const MOST_MINUTES = 31 * 24 * 60;

const minutes = z.number("number").int("number").min(1, "too_small").max(MOST_MINUTES, "too_big");

export const IssueInput = z.object({ minutes, signer_role: line(120) });
export type IssueInput = z.output<typeof IssueInput>;

export const ReissueInput = z.object({ name: line(120), minutes });
export type ReissueInput = z.output<typeof ReissueInput>;

/** How long a meeting lasts, in minutes: what is certified unless told. */
export function minutesOf(event: { starts_at: string; ends_at: string }): number {
  return Math.max(1, Math.round((Date.parse(event.ends_at) - Date.parse(event.starts_at)) / 60_000));
}
