/** A meeting that people come to, for tests. */
import type { z } from "zod";
import { invitationOf, publishedMeeting, type Stage } from "#app/domain/events/meetings.testing.ts";
import { newId } from "#db/ids.ts";
import { type CheckIn, CheckIns, WalkInInput } from "./attendance.ts";

/** The cast's meeting is on 5 December 2026, 18:30 to 20:00 in Santiago. */
export const DURING = "2026-12-05T22:00:00.000Z";
export const at = (minutes: number) => new Date(Date.parse(DURING) + minutes * 60_000).toISOString();

export async function door(s: Stage, change: Record<string, unknown> = {}) {
  const { cast } = s;
  const person_ids = [cast.ids.teacher, cast.ids.head, cast.ids.outsider];
  const id = await publishedMeeting(s.camila, cast, change, { person_ids, pasted: "Gabriel Mora <gabriel@empresa.example>" });
  const invited = async (email: string) => (await invitationOf(s.db, id, email)).id;
  return {
    id,
    camila: s.as("coordinatorA", DURING),
    teresa: await invited("teresa@cast.example"),
    hernan: await invited("hernan@cast.example"),
    oscar: await invited("oscar@cast.example"),
    gabriel: await invited("gabriel@empresa.example"),
  };
}

type Sent = z.input<typeof CheckIn>;
export const act = (more: Partial<Sent>): Sent => ({ id: newId(), what: "present", at: DURING, mode: "in_person", via: "qr", ...more });
export const batch = (acts: Sent[], sent_at = DURING) => CheckIns.parse({ sent_at, acts });
export const walkIn = (more: Record<string, string>) => WalkInInput.parse({ id: newId(), name: "Rosa Leiva", ...more });
export const names = (rows: { name: string }[]) => rows.map((row) => row.name);
