import { describe, expect, test } from "vitest";
import { findVisibleEvent } from "#app/domain/events/events.repo.server.ts";
import { audience, meetingForm, publishedMeeting, type Stage, stage } from "#app/domain/events/meetings.testing.ts";
import { createDraft, setAudience } from "#app/domain/events/scheduling.server.ts";
import { setAnswerFor } from "#app/domain/invitations/answer.server.ts";
import { countingQueries } from "#db/query-count.ts";
import { testDb } from "#db/testing.ts";
import { mondayOf, readSlotLoads, readWeekLoad } from "./load.server.ts";

/** A draft of node A on Wednesday 9 December, its audience the node and the head of Boldos. */
async function draft(s: Stage) {
  const { id } = await createDraft(s.camila, meetingForm(s.cast, { title: "Sesión", date: "2026-12-09" }));
  await setAudience(s.camila, id, audience({ node_ids: [s.cast.nodes.a.id], person_ids: [s.cast.ids.head] }));
  const event = await findVisibleEvent(s.db, s.cast.people.coordinatorA, id, s.camila.now);
  if (!event) throw new Error("no draft");
  return event;
}

const ofHead = (s: Stage) => ({ person_ids: [s.cast.ids.head] });

describe("the load of a week", () => {
  test("counts meetings, people and schools of the list, and names what is special", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const event = await draft(s);
    const other = await publishedMeeting(s.camila, s.cast, { title: "Taller", date: "2026-12-10" }, ofHead(s));
    await publishedMeeting(
      s.camila,
      s.cast,
      { title: "De nadie nuestro", date: "2026-12-10", host_establishment_id: null, online_url: "https://x.example/1" },
      { pasted: "otra@fuera.example" },
    );
    const load = await readWeekLoad(s.camila, event, "2026-12-09");
    expect([load.monday, load.days.map((one) => one.day).at(-1), load.yearEnd]).toEqual(["2026-12-07", "2026-12-13", true]);
    expect(load.called).toEqual({ people: 3, schools: 2 });
    expect(load.days[1]?.special.map((one) => one.name)).toEqual(["Inmaculada Concepción"]);
    expect(load.days[2]).toMatchObject({ own: true, meetings: [] });
    // The head is called there, and Puerto, ours, is the host.
    expect(load.days[3]).toMatchObject({ own: false, people: 1, schools: 2, meetings: [{ id: other, title: "Taller", people: 1, schools: 2 }] });
    expect(load.busiest.map(({ name, meetings }) => [name, meetings])).toEqual([
      ["Liceo Industrial Puerto Claro", 1],
      ["Liceo Polivalente Los Boldos", 1],
    ]);
  });

  test("heads with two meetings already are named; what somebody turned down is no load", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const event = await draft(s);
    await publishedMeeting(s.camila, s.cast, { date: "2026-12-10" }, ofHead(s));
    const second = await publishedMeeting(s.camila, s.cast, { date: "2026-12-11" }, ofHead(s));
    expect((await readWeekLoad(s.camila, event, "2026-12-09")).heads).toEqual([{ name: "Hernán Vidal Cea", meetings: 2 }]);
    const invitation = await t.db.selectFrom("invitations").select("id").where("event_id", "=", second).executeTakeFirstOrThrow();
    await setAnswerFor(s.camila, { invitationId: invitation.id, answer: "no" });
    const load = await readWeekLoad(s.camila, event, "2026-12-09");
    expect(load.heads).toEqual([]);
    expect(load.days[4]?.people).toBe(0);
  });

  test("what the viewer may not see is another meeting, without name or way in", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const event = await draft(s);
    await publishedMeeting(s.camila, s.cast, { date: "2026-12-10", visibility: "members" }, ofHead(s));
    const seen = (await readWeekLoad({ ...s.camila, actor: null }, event, "2026-12-10")).days[3]?.meetings[0];
    expect(seen).toMatchObject({ id: null, title: null, people: 1 });
  });

  test("proposed times: who is busy then, who that day, and holidays", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const event = await draft(s);
    await publishedMeeting(s.camila, s.cast, { date: "2026-12-10" }, ofHead(s)); // 18:30 to 20:00
    const slot = (day: string, from: string, to: string, utc: [string, string]) => ({
      starts_local: `${day}T${from}`,
      ends_local: `${day}T${to}`,
      starts_at: utc[0],
      ends_at: utc[1],
    });
    const { result, queries } = await countingQueries(() =>
      readSlotLoads(s.camila, event, [
        slot("2026-12-10", "19:00", "20:00", ["2026-12-10T22:00:00.000Z", "2026-12-10T23:00:00.000Z"]),
        slot("2026-12-10", "09:00", "10:00", ["2026-12-10T12:00:00.000Z", "2026-12-10T13:00:00.000Z"]),
        slot("2026-12-08", "09:00", "10:00", ["2026-12-08T12:00:00.000Z", "2026-12-08T13:00:00.000Z"]),
      ]),
    );
    expect(result.map((one) => [one.people, one.peopleThatDay, one.meetingsThatDay, one.special.length])).toEqual([
      [1, 1, 1, 0],
      [0, 1, 1, 0],
      [0, 0, 0, 1],
    ]);
    expect(queries).toBeLessThanOrEqual(8);
  });

  test("a week begins on Monday", () => {
    expect(["2026-12-07", "2026-12-13", "2027-01-01"].map(mondayOf)).toEqual(["2026-12-07", "2026-12-07", "2026-12-28"]);
  });
});
