/** What the pages let somebody do by their role, request by request, as the term begins, is changed and runs out. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type CircleStage, circleStage } from "#app/domain/circles/circles.testing.ts";
import { startTerm } from "#app/domain/circles/terms.server.ts";
import { inTransaction } from "#app/domain/context.ts";
import { publishedMeeting } from "#app/domain/events/meetings.testing.ts";
import { readSession, startSession } from "#app/domain/identity/sessions.server.ts";
import { contextOf } from "#app/http/front.testing.ts";
import { loader as eventPage } from "#app/routes/events/event.tsx";
import { action as agendaAction } from "#app/routes/minutes/agenda.tsx";
import { action as minutesAction, loader as minutesPage } from "#app/routes/minutes/minutes.tsx";
import { action as membershipAction, loader as membershipPage } from "#app/routes/nodes/membership.tsx";
import { newId } from "#db/ids.ts";
import { countingQueries } from "#db/query-count.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW } from "#db/testing-cast.ts";
import { action as rightsAction, loader as rightsPage } from "./rights.tsx";

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: new Date(CAST_NOW) }));
afterEach(() => vi.useRealTimers());

type Route = (args: never) => Promise<unknown>;
type TestDb = Awaited<ReturnType<typeof testDb>>;

/** A browser with somebody's session: whoever they are is read anew at every request. */
async function browser(database: TestDb, personId: string) {
  const { id } = await startSession({ ...contextless(database), now: CAST_NOW }, personId, "test");
  const base = contextOf(database, null);
  const context = { ...base, session: async () => readSession(database.db, new Date().toISOString(), id) };
  const ask = async (route: Route, path: string, params: Record<string, string>, form?: Record<string, string>) => {
    const init = form ? { method: "POST", body: new URLSearchParams(form) } : {};
    try {
      const answer = await route({ request: new Request(`https://nodos.example${path}`, init), params, context } as never);
      return answer instanceof Response ? { status: answer.status, page: null } : { status: 200, page: answer as unknown };
    } catch (thrown) {
      if (thrown instanceof Response) return { status: thrown.status, page: null };
      return { status: (thrown as { init?: { status?: number } }).init?.status ?? 500, page: null };
    }
  };
  return ask;
}

const contextless = ({ db }: TestDb) => ({
  db,
  actor: null,
  wake: () => undefined,
  deployment: { publicUrl: "", secret: "", mailFrom: { name: "", address: "" }, demo: false, networkName: "" },
});

async function meeting(s: CircleStage): Promise<string> {
  return publishedMeeting(s.ctxOf(s.people[0] ?? null), s.cast, { date: "2026-11-22" });
}

test("a secretary who calls no meetings begins the minutes on the page; when the term has run out, no more", async () => {
  await using t = await testDb();
  const s = await circleStage(t.db);
  const id = await meeting(s);
  const person = s.people[2]?.id ?? "";
  await inTransaction(s.ctxOf(s.admin), (tx) => startTerm(tx, { roleId: s.roles.secretary, personId: person, months: 1, namedBy: s.admin.id }));
  const ask = await browser(t, person);
  vi.setSystemTime("2026-11-24T15:00:00.000Z");
  const { result, queries } = await countingQueries(() => ask(eventPage as Route, `/eventos/${id}`, { id }));
  expect(result.page).toMatchObject({ may: { manage: false, attendance: true, minutes: true, prepare: true } });
  expect(queries).toBeLessThanOrEqual(12);
  expect((await ask(minutesPage as Route, `/eventos/${id}/acta`, { id })).page).toMatchObject({ manages: true, begun: true });
  expect(await ask(minutesAction as Route, `/eventos/${id}/acta`, { id }, { intent: "begin" })).toMatchObject({ status: 303 });
  const part = { intent: "add", part_id: newId(), title: "Conecta", minutes: "10" };
  expect(await ask(agendaAction as Route, `/eventos/${id}/agenda`, { id }, part)).toMatchObject({ status: 303 });
  vi.setSystemTime("2026-12-21T14:59:59.999Z");
  expect((await ask(minutesPage as Route, `/eventos/${id}/acta`, { id })).page).toMatchObject({ manages: true });
  vi.setSystemTime("2026-12-21T15:00:00.000Z");
  expect((await ask(minutesPage as Route, `/eventos/${id}/acta`, { id })).page).toMatchObject({ manages: false });
  expect(await ask(minutesAction as Route, `/eventos/${id}/acta`, { id }, { intent: "begin" })).toMatchObject({ status: 403 });
  expect(await ask(agendaAction as Route, `/eventos/${id}/agenda`, { id }, part)).toMatchObject({ status: 403 });
});

test("administration changes the table after it has seen what would change; it holds from the next request", async () => {
  await using t = await testDb();
  const s = await circleStage(t.db);
  const id = await meeting(s);
  vi.setSystemTime("2026-11-24T15:00:00.000Z");
  const [camila, admin] = [await browser(t, s.people[0]?.id ?? ""), await browser(t, s.admin.id)];
  const path = "/admin/permisos";
  expect(await camila(rightsPage as Route, path, {})).toMatchObject({ status: 404 });
  expect(await camila(rightsAction as Route, path, {}, { changes: "+other.publish" })).toMatchObject({ status: 404 });
  const { page } = await admin(rightsPage as Route, path, {});
  expect((page as { ticked: string[] }).ticked).toHaveLength(13);
  const review = await admin(rightsAction as Route, path, {}, { box: "coordinator.call_meetings" });
  const shown = (review.page as { data: { changes: object[]; nobody: string[] } }).data;
  expect([shown.changes.length, shown.nobody.length]).toEqual([12, 6]);
  expect(await camila(minutesAction as Route, `/eventos/${id}/acta`, { id }, { intent: "begin" })).toMatchObject({ status: 303 });
  expect(await admin(rightsAction as Route, path, {}, { changes: "-coordinator.keep_minutes" })).toMatchObject({ status: 303 });
  expect(await camila(minutesAction as Route, `/eventos/${id}/acta`, { id }, { intent: "begin" })).toMatchObject({ status: 403 });
  expect((await camila(eventPage as Route, `/eventos/${id}`, { id })).page).toMatchObject({ may: { manage: true, minutes: false } });
  expect(((await admin(rightsPage as Route, path, {})).page as { changes: { rows: object[] } }).changes.rows).toMatchObject([
    { said: "Coordinador/a: se quitó «Llevar el acta»", by: "Amanda Rojas Pinto" },
  ]);
});

test("the last coordinator is shown the two ways instead of a button that refuses", async () => {
  await using t = await testDb();
  const s = await circleStage(t.db);
  const slug = s.cast.nodes.a.slug;
  const ask = await browser(t, s.people[0]?.id ?? "");
  const path = `/nodos/${slug}/membresia`;
  expect((await ask(membershipPage as Route, path, { slug })).page).toMatchObject({ last: true, seat: { circle_id: s.circle.id, role_id: s.roles.coordinator } });
  expect(await ask(membershipAction as Route, path, { slug }, { act: "leave" })).toMatchObject({ status: 303 });
  expect(await t.db.selectFrom("outbox").select("id").execute()).toEqual([]);
  expect(await ask(membershipAction as Route, path, { slug }, { act: "relief" })).toMatchObject({ status: 303 });
  expect((await t.db.selectFrom("outbox").select("to_email").execute()).map((mail) => mail.to_email)).toEqual([s.admin.email]);
  expect((await ask(membershipPage as Route, path, { slug })).page).toMatchObject({ coordinates: true, last: true });
});
