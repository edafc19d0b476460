import fc from "fast-check";
import { expect, test } from "vitest";
import { isDomainError } from "#app/domain/errors.ts";
import { AudienceInput, PostponeInput } from "#app/domain/events/event.ts";
import { guests, meetingForm, publishedMeeting, stage } from "#app/domain/events/meetings.testing.ts";
import { cancelEvent, editEvent, postponeEvent, setAudience } from "#app/domain/events/scheduling.server.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import { addDays } from "#app/i18n/dates.ts";
import type { Db } from "#db/create.ts";
import { testDb } from "#db/testing.ts";
import { answerByToken } from "./answer.server.ts";
import { joinEvent } from "./joining.server.ts";
import { uninvite } from "./uninvite.server.ts";

const PEOPLE = 6;

const step = fc.oneof(
  {
    weight: 40,
    arbitrary: fc.record({
      act: fc.constant("answer" as const),
      who: fc.nat(PEOPLE - 1),
      answer: fc.constantFrom("yes" as const, "yes" as const, "no" as const, "maybe" as const),
    }),
  },
  { weight: 10, arbitrary: fc.record({ act: fc.constant("capacity" as const), seats: fc.option(fc.integer({ min: 1, max: 5 })) }) },
  { weight: 5, arbitrary: fc.record({ act: fc.constant("postpone" as const) }) },
  { weight: 5, arbitrary: fc.record({ act: fc.constant("uninvite" as const), who: fc.nat(PEOPLE - 1) }) },
  { weight: 5, arbitrary: fc.record({ act: fc.constant("callAgain" as const) }) },
  { weight: 5, arbitrary: fc.record({ act: fc.constant("join" as const), answer: fc.constantFrom("yes" as const, "no" as const) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant("cancel" as const) }) },
);

async function holds(db: Db, id: string): Promise<void> {
  const event = await db.selectFrom("events").select(["capacity", "seats_taken"]).where("id", "=", id).executeTakeFirstOrThrow();
  const rows = await db.selectFrom("invitations").select(["seat", "seat_at", "answer", "removed_at"]).where("event_id", "=", id).execute();
  const held = rows.filter((row) => row.seat === "held").length;
  const waiting = rows.filter((row) => row.seat === "waiting").length;
  expect(event.seats_taken).toBe(held);
  if (event.capacity !== null) expect(held).toBeLessThanOrEqual(event.capacity);
  if (waiting > 0) expect(held).toBe(event.capacity);
  for (const row of rows) {
    if (row.seat !== null) expect([row.removed_at, row.answer === "no" || row.answer === "maybe", row.seat_at === null]).toEqual([null, false, false]);
    if (row.answer === "yes") expect(row.seat).not.toBeNull();
  }
}

test("whatever people and coordinators do, seats are counted right, never oversold, and nobody waits while one is free", async () => {
  await using t = await testDb();
  const s = await stage(t.db);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.array(step, { maxLength: 25 }), async (seats, steps) => {
      let form: Record<string, unknown> = { capacity: seats };
      const id = await publishedMeeting(s.camila, s.cast, form, { pasted: guests(PEOPLE) });
      const invitations = await s.db.selectFrom("invitations").select("id").where("event_id", "=", id).orderBy("id").execute();
      let tick = 0;
      for (const each of steps) {
        tick += 1;
        const now = new Date(Date.parse(s.camila.now) + tick).toISOString();
        const camila = s.as("coordinatorA", now);
        const invitation = "who" in each ? (invitations[each.who]?.id ?? "") : "";
        try {
          if (each.act === "answer") await answerByToken(s.as(null, now), mintToken(camila.deployment.secret, "answer", invitation), each);
          else if (each.act === "join") await joinEvent(s.as("outsider", now), id, each);
          else if (each.act === "uninvite") await uninvite(camila, invitation);
          else if (each.act === "callAgain") await setAudience(camila, id, AudienceInput.parse({ pasted: guests(PEOPLE) }));
          else if (each.act === "cancel") await cancelEvent(camila, id, { message: "" });
          else if (each.act === "postpone") {
            const date = addDays("2026-12-05", tick);
            await postponeEvent(camila, id, PostponeInput.parse({ date, start_time: "18:30", end_time: "20:00", zone: "America/Santiago" }));
            form = { ...form, date };
          } else {
            await editEvent(camila, id, meetingForm(s.cast, { ...form, capacity: each.seats }));
            form = { ...form, capacity: each.seats };
          }
        } catch (error) {
          if (!isDomainError(error) || !["conflict", "gone", "invalid"].includes(error.code)) throw error;
        }
        await holds(s.db, id);
      }
    }),
    { numRuns: process.env.TEST_DB === "postgres" ? 15 : 60 },
  );
}, 120_000);
