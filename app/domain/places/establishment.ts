/** What a school is: pure, browser-safe. Spanish labels are in app/i18n/labels.ts. */
import { z } from "zod";
import { line, optionalLine } from "#app/domain/text.ts";

export const DEPENDENCIES = ["municipal", "local_service", "subsidised", "delegated", "private"] as const;
export type Dependency = (typeof DEPENDENCIES)[number];

/** Two people represent a school, so that the thread is not lost when one leaves. */
export const COUNTERPARTS_ADVISED = 2;

export const EstablishmentInput = z.object({
  rbd: optionalLine(12).refine((value) => value === null || /^\d{1,6}(-[\dkK])?$/.test(value), "rbd"),
  name: line(150),
  comuna_code: line(5),
  dependency: z.enum(DEPENDENCIES, "choice").nullish(),
  rural: z.union([z.literal(0), z.literal(1)], "choice").nullish(),
  cohort: z.number("number").int("number").min(1990, "too_small").max(2100, "too_big").nullish(),
  specialties: z.array(line(80)).max(30, "too_long").default([]),
});
export type EstablishmentInput = z.output<typeof EstablishmentInput>;

/** The specialties column, read; anything else than a list of names is none. */
export function specialtiesOf(json: string): string[] {
  try {
    const list: unknown = JSON.parse(json);
    return Array.isArray(list) ? list.filter((each): each is string => typeof each === "string") : [];
  } catch {
    return [];
  }
}
