import fc from "fast-check";
import { expect, test } from "vitest";
import { isDomainError } from "#app/domain/errors.ts";
import { PostponeInput } from "#app/domain/events/event.ts";
import { guests, meetingForm, type Stage, stage } from "#app/domain/events/meetings.testing.ts";
import { cancelEvent, editEvent, postponeEvent } from "#app/domain/events/scheduling.server.ts";
import { datesOf, publishedSeries } from "#app/domain/series/series.testing.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import { addDays } from "#app/i18n/dates.ts";
import { testDb } from "#db/testing.ts";
import { answerByToken } from "./answer.server.ts";
import { uninvite } from "./uninvite.server.ts";

const PEOPLE = 5;
const DATES = 3;
const person = fc.nat(PEOPLE - 1);
const date = fc.nat(DATES - 1);
const seats = fc.option(fc.integer({ min: 1, max: 3 }));
const scope = fc.constantFrom("one" as const, "following" as const, "all" as const);

const step = fc.oneof(
  {
    weight: 40,
    arbitrary: fc.record({
      act: fc.constant("answer" as const),
      who: person,
      date,
      answer: fc.constantFrom("yes" as const, "yes" as const, "no" as const, "maybe" as const),
      mode: fc.constantFrom("in_person" as const, "online" as const, undefined),
      scope: fc.constantFrom("one" as const, "series" as const),
    }),
  },
  { weight: 8, arbitrary: fc.record({ act: fc.constant("limits" as const), date, capacity: seats, online: seats, scope }) },
  // The link comes and goes: two pools become one, and one two.
  { weight: 5, arbitrary: fc.record({ act: fc.constant("link" as const), date, there: fc.boolean(), scope }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constant("postpone" as const), date, scope }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constant("uninvite" as const), who: person, date }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant("cancel" as const), date, scope }) },
);

async function holds({ db }: Stage, seriesId: string): Promise<void> {
  for (const event of await datesOf(db, seriesId)) {
    const rows = await db.selectFrom("invitations").select(["seat", "mode", "answer", "removed_at"]).where("event_id", "=", event.id).execute();
    const both = event.online_url !== null && (event.host_establishment_id ?? event.address) !== null;
    const count = (seat: string, pool: string) => rows.filter((row) => row.seat === seat && (both && row.mode === "online" ? "online" : "in_person") === pool).length;
    for (const [pool, capacity, taken] of [
      ["in_person", event.capacity, event.seats_taken],
      ["online", both ? event.online_capacity : null, event.online_taken],
    ] as const) {
      expect(taken).toBe(count("held", pool));
      if (capacity !== null) expect(taken).toBeLessThanOrEqual(capacity);
      if (count("waiting", pool) > 0) expect(taken).toBe(capacity);
    }
    for (const row of rows) if (row.seat !== null) expect([row.removed_at, row.answer === "no" || row.answer === "maybe"]).toEqual([null, false]);
    for (const row of rows) if (row.answer === "yes") expect(row.seat).not.toBeNull();
  }
}

test("two pools of seats on every date of a series: counted right, never oversold, and nobody waits while one is free", async () => {
  await using t = await testDb();
  const s = await stage(t.db);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 3 }), fc.array(step, { maxLength: 20 }), async (capacity, steps) => {
      const held = { online_url: "https://meet.example/x", capacity, online_capacity: 1 };
      const id = await publishedSeries(s.camila, s.cast, { pasted: guests(PEOPLE) }, held, { repeats: "weekly", ends: "count", count: DATES });
      const ids = (await datesOf(s.db, id)).map((each) => each.id);
      let tick = 0;
      for (const each of steps) {
        tick += 1;
        const now = new Date(Date.parse(s.camila.now) + tick).toISOString();
        const eventId = ids[each.date] ?? "";
        try {
          await act(s, now, eventId, each, tick);
        } catch (error) {
          if (!isDomainError(error) || !["conflict", "gone", "invalid"].includes(error.code)) throw error;
        }
        await holds(s, id);
      }
    }),
    { numRuns: process.env.TEST_DB === "postgres" ? 8 : 40 },
  );
}, 240_000);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function act(s: Stage, now: string, eventId: string, each: Step, tick: number): Promise<void> {
  const camila = s.as("coordinatorA", now);
  const invitation = async (who: number) =>
    (
      await s.db
        .selectFrom("invitations")
        .select("id")
        .where("event_id", "=", eventId)
        .where("email", "=", `g${who + 1}@guest.example`)
        .executeTakeFirstOrThrow()
    ).id;
  if (each.act === "answer") {
    await answerByToken(s.as(null, now), mintToken(camila.deployment.secret, "answer", await invitation(each.who)), each);
  } else if (each.act === "uninvite") await uninvite(camila, await invitation(each.who));
  else if (each.act === "cancel") await cancelEvent(camila, eventId, { message: "" }, { scope: each.scope });
  else {
    const event = await s.db.selectFrom("events").selectAll().where("id", "=", eventId).executeTakeFirstOrThrow();
    const day = event.starts_local.slice(0, 10);
    const times = { date: day, start_time: event.starts_local.slice(11), end_time: event.ends_local.slice(11) };
    if (each.act === "postpone") {
      await postponeEvent(camila, eventId, PostponeInput.parse({ ...times, date: addDays(day, (tick % 5) + 1), zone: "America/Santiago" }), { scope: each.scope });
      return;
    }
    const asIs = { title: event.title, online_url: event.online_url, capacity: event.capacity, online_capacity: event.online_capacity };
    const change = each.act === "link" ? { online_url: each.there ? "https://meet.example/x" : null } : { capacity: each.capacity, online_capacity: each.online };
    await editEvent(camila, eventId, meetingForm(s.cast, { id: eventId, ...times, ...asIs, ...change }), { scope: each.scope });
  }
}
