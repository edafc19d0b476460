import { CompiledQuery } from "kysely";
import { describe, expect, test } from "vitest";
import { answerInvitation } from "#app/domain/invitations/answer.server.ts";
import { answerCounts, answersBySchool, answersOf, listMyInvitations, waitingPlace } from "#app/domain/invitations/invitations.repo.server.ts";
import { joinEvent } from "#app/domain/invitations/joining.server.ts";
import { countTargets, listRecipients } from "#app/domain/invitations/mailings.repo.server.ts";
import { mailingProgress } from "#app/domain/invitations/mailings.server.ts";
import { isPostgres } from "#db/dialect.server.ts";
import { newId } from "#db/ids.ts";
import { countingQueries } from "#db/query-count.ts";
import { testDb } from "#db/testing.ts";
import { listForCalendar } from "./calendar-rows.repo.server.ts";
import { countEvents, findVisibleEvent, listBetween, listPast, listUpcoming } from "./events.repo.server.ts";
import { invitationOf, meetingForm, publishedMeeting, type Stage, stage } from "./meetings.testing.ts";
import { cancelEvent, createDraft, previewAudience } from "./scheduling.server.ts";

/** A public one, a members' one, a draft and a cancelled one of node A, and a public one of B; in the order of their days. */
async function season(s: Stage) {
  const { camila, cast, as } = s;
  const open = await publishedMeeting(camila, cast, { title: "Abierta", date: "2026-12-01" });
  const members = await publishedMeeting(camila, cast, { title: "De miembros", date: "2026-12-02", visibility: "members" });
  const { id: draft } = await createDraft(camila, meetingForm(cast, { title: "Borrador", date: "2026-12-03" }));
  const cancelled = await publishedMeeting(camila, cast, { title: "Cancelada", date: "2026-12-04" });
  await cancelEvent(camila, cancelled, { message: "" });
  const other = await publishedMeeting(
    as("coordinatorB"),
    cast,
    { title: "De B", date: "2026-12-06", kind: "visit", node_ids: [cast.nodes.b.id], host_establishment_id: null, online_url: "https://meet.example/x" },
    {},
  );
  return { open, members, draft, cancelled, other };
}

const titles = (rows: { title: string }[]): string[] => rows.map((row) => row.title);

describe("who sees which meeting", () => {
  test.each<[Parameters<Stage["as"]>[0], string[]]>([
    [null, ["Abierta", "Cancelada", "De B"]],
    ["outsider", ["Abierta", "De miembros", "Cancelada", "De B"]],
    ["coordinatorB", ["Abierta", "De miembros", "Cancelada", "De B"]],
    ["coordinatorA", ["Abierta", "De miembros", "Borrador", "Cancelada", "De B"]],
    ["admin", ["Abierta", "De miembros", "Borrador", "Cancelada", "De B"]],
  ])("%s", async (who, expected) => {
    await using t = await testDb();
    const s = await stage(t.db);
    const ids = await season(s);
    const { actor, now } = s.as(who);
    expect(titles(await listUpcoming(s.db, actor, { now }))).toEqual(expected);
    expect(titles(await listBetween(s.db, actor, { now, from: "2026-12-01T03:00:00.000Z", to: "2027-01-01T03:00:00.000Z" }))).toEqual(expected);
    expect(await countEvents(s.db, actor, { now, when: "upcoming" })).toBe(expected.length);
    expect(titles(await listForCalendar(s.db, actor, { now }))).toEqual(expected.filter((title) => title !== "Borrador"));
    const found = await Promise.all(Object.values(ids).map((id) => findVisibleEvent(s.db, actor, id, now)));
    expect(titles(found.filter((event) => event !== null))).toEqual(expected);
  });

  test("cancelled ones are shown until two weeks after their date; later only whoever manages them opens them", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const { cancelled } = await season(s);
    for (const [now, seen] of [
      ["2026-12-18T00:00:00.000Z", true],
      ["2026-12-19T00:00:00.000Z", false],
    ] as const) {
      expect(titles(await listPast(s.db, s.cast.people.teacher, { now })).includes("Cancelada")).toBe(seen);
      expect(titles(await listPast(s.db, s.cast.people.admin, { now })).includes("Cancelada")).toBe(seen);
      expect((await findVisibleEvent(s.db, null, cancelled, now)) !== null).toBe(seen);
      expect(await findVisibleEvent(s.db, s.cast.people.coordinatorA, cancelled, now)).not.toBeNull();
    }
  });
});

describe("lists", () => {
  test("are narrowed by node, school, kind, region and words", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    await season(s);
    const { now } = s.camila;
    const list = async (filter: object) => titles(await listUpcoming(s.db, null, { now, ...filter }));
    expect(await list({ nodeId: s.cast.nodes.b.id })).toEqual(["De B"]);
    expect(await list({ establishmentId: s.cast.ids.puerto })).toEqual(["Abierta", "Cancelada"]);
    expect(await list({ establishmentId: s.cast.ids.boldos })).toEqual(["Abierta", "Cancelada", "De B"]);
    expect(await list({ establishmentId: s.cast.ids.austral })).toEqual([]);
    expect(await list({ kind: "visit" })).toEqual(["De B"]);
    expect(await list({ region: "05" })).toEqual(["Abierta", "Cancelada"]);
    expect(await list({ q: "VALPARAÍSO abierta" })).toEqual(["Abierta"]);
    expect(await list({ q: "abierta marte" })).toEqual([]);
    expect(await list({ q: "abíerta" })).toEqual(["Abierta"]);
    expect(await list({ to: "2026-12-03T00:00:00.000Z" })).toEqual(["Abierta"]);
    expect(await list({ limit: 1, page: 2 })).toEqual(["Cancelada"]);
    expect(await countEvents(s.db, null, { now, nodeId: s.cast.nodes.a.id })).toBe(2);
  });

  test("mine: what I am invited to and did not turn down, and what my nodes do", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const { open, other } = await season(s);
    const { now } = s.camila;
    const mine = async (who: "teacher" | "head" | "coordinatorB") => titles(await listUpcoming(s.db, s.cast.people[who], { now, mine: true }));
    expect(await mine("teacher")).toEqual(["Abierta", "De miembros", "Cancelada"]);
    expect(await mine("head")).toEqual([]);
    await joinEvent(s.as("head"), other, { answer: "maybe" });
    expect(await mine("head")).toEqual(["De B"]);
    await answerInvitation(s.as("teacher"), { invitationId: (await invitationOf(s.db, open, "teresa@cast.example")).id, answer: "no" });
    expect(await mine("teacher")).toEqual(["De miembros", "Cancelada"]);
    expect(titles(await listUpcoming(s.db, null, { now, mine: true }))).toEqual([]);
  });

  test("what is on now is still to come; what is over is past, the latest first", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    await season(s);
    const now = "2026-12-06T22:00:00.000Z";
    expect(titles(await listUpcoming(s.db, null, { now }))).toEqual(["De B"]);
    expect(titles(await listPast(s.db, null, { now }))).toEqual(["Cancelada", "Abierta"]);
    expect(await countEvents(s.db, null, { now, when: "past" })).toBe(2);
  });

  test("a card has everything it shows", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await publishedMeeting(s.camila, s.cast, { node_ids: [s.cast.nodes.a.id, s.cast.nodes.b.id], capacity: 40 });
    await answerInvitation(s.as("teacher"), { invitationId: (await invitationOf(s.db, id, "teresa@cast.example")).id, answer: "yes" });
    const attendance = { event_id: id, mode: "in_person", recorded_at: s.camila.now, recorded_by: null };
    await s.db
      .insertInto("attendances")
      .values([
        { ...attendance, id: newId(), establishment_id: s.cast.ids.boldos, person_id: s.cast.ids.teacher },
        { ...attendance, id: newId(), establishment_id: s.cast.ids.puerto, person_id: null },
      ])
      .execute();
    const [card] = await listUpcoming(s.db, s.cast.people.teacher, { now: s.camila.now });
    expect(card).toMatchObject({
      id,
      kind: "workshop",
      status: "published",
      all_day: false,
      zone: "America/Santiago",
      starts_local: "2026-12-05T18:30",
      host_slug: "liceo-industrial-puerto-claro",
      host_name: "Liceo Industrial Puerto Claro",
      comuna_name: "Valparaíso",
      region_code: "05",
      region_name: "Valparaíso",
      online: false,
      capacity: 40,
      seats_taken: 1,
      yes_count: 1,
      yes_schools: 1,
      came_people: 1,
      came_schools: 2,
      nodes: [{ slug: "electricidad", name: "Electricidad", colour: 1, glyph: "rayo" }, { slug: "orientacion" }],
      mine: { answer: "yes", seat: "held", previous_answer: null },
    });
    // Public cards and pages know nothing of the link to connect to but that there is one.
    expect(Object.keys(card ?? {})).not.toContain("online_url");
  });
});

describe("queries", () => {
  /** Everything that pages ask of events and invitations. */
  function asked(s: Stage, id: string): Record<string, () => Promise<unknown>> {
    const { db, cast, camila } = s;
    const { now } = camila;
    const month = { now, from: "2026-12-01T03:00:00.000Z", to: "2027-01-01T03:00:00.000Z" };
    return {
      front: () => listUpcoming(db, null, { now }),
      mine: () => listUpcoming(db, cast.people.coordinatorA, { now, mine: true }),
      node: () => listUpcoming(db, cast.people.teacher, { now, nodeId: cast.nodes.a.id }),
      school: () => listUpcoming(db, null, { now, establishmentId: cast.ids.boldos }),
      region: () => listUpcoming(db, null, { now, region: "05" }),
      month: () => listBetween(db, cast.people.coordinatorA, month),
      past: () => listPast(db, null, { now: "2027-01-01T00:00:00.000Z" }),
      count: () => countEvents(db, cast.people.teacher, { now, when: "upcoming" }),
      feed: () => listForCalendar(db, null, { now, from: "2026-09-01T00:00:00.000Z" }),
      event: () => findVisibleEvent(db, cast.people.teacher, id, now),
      answers: () => answersOf(db, id, { state: "pending" }),
      schools: () => answersBySchool(db, id),
      counts: () => answerCounts(db, id),
      myInvitations: () => listMyInvitations(db, cast.ids.teacher, { from: now, limit: 10 }),
      progress: () => mailingProgress(db, id),
      targets: () => countTargets(db, { eventId: id, kind: "update", sequence: 1 }),
      recipients: () => listRecipients(db, { eventId: id, kind: "reminder", sequence: 0, notRemindedSince: now }, "", 200),
      preview: () => previewAudience(camila, id),
    };
  }

  test("are at most three each, however many meetings there are", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const { open } = await season(s);
    const { preview, ...rest } = asked(s, open);
    for (const [name, ask] of Object.entries(rest)) expect([name, (await countingQueries(ask)).queries <= 3]).toEqual([name, true]);
    expect((await countingQueries(preview as () => Promise<unknown>)).queries).toBeLessThanOrEqual(9);
  });

  test("never read a large table from end to end", async () => {
    await using t = await testDb();
    if (isPostgres(t.db)) return; // it plans by the sizes it sees, and these are small
    const s = await stage(t.db);
    const { open } = await season(s);
    const found: string[] = [];
    for (const [name, ask] of Object.entries(asked(s, open))) {
      const { sql: queries } = await countingQueries(ask);
      for (const query of queries) {
        const marks = query.split("?").length - 1;
        const plan = await s.db.executeQuery<{ detail: string }>(CompiledQuery.raw(`EXPLAIN QUERY PLAN ${query}`, Array(marks).fill("x")));
        const steps = plan.rows.map((row) => row.detail);
        // A co-routine is the page that was just read.
        const pages = steps.flatMap((step) => (step.startsWith("CO-ROUTINE ") ? [`SCAN ${step.slice(11)}`] : []));
        found.push(
          ...steps
            .filter((step) => /^SCAN (events|e|invitations|i|x|people|p|outbox|memberships|m|attendances)\b/.test(step) && !pages.includes(step))
            .map((step) => `${name}: ${step}`),
        );
      }
    }
    expect(found).toEqual([]);
  });

  test("of one's place in the line are two", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await publishedMeeting(s.camila, s.cast, { capacity: 1 });
    await joinEvent(s.as("head"), id, { answer: "yes" });
    const { invitation_id } = await joinEvent(s.as("ally"), id, { answer: "yes" });
    const { result, queries } = await countingQueries(() => waitingPlace(s.db, invitation_id));
    expect([result, queries]).toEqual([1, 2]);
  });
});
