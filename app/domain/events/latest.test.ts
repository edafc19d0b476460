import { describe, expect, it } from "vitest";
import { insertMeeting } from "#app/http/front.testing.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW, castOf } from "#db/testing-cast.ts";
import { listLatest } from "./latest.repo.server.ts";
import { listSchoolHistory } from "./school-history.repo.server.ts";

type Db = Parameters<typeof castOf>[0];

async function attend(db: Db, event_id: string, establishment_id: string, person_id: string | null = null) {
  await db.insertInto("attendances").values({ id: newId(), event_id, establishment_id, person_id, mode: "in_person", recorded_at: CAST_NOW, recorded_by: null }).execute();
}

describe("the latest", () => {
  it("tells what was called and what was held, with the schools that came, and hides what the viewer may not see", async () => {
    await using database = await testDb();
    const { db } = database;
    const { ids, people } = await castOf(db);
    const held = await insertMeeting(db, { title: "Ya fue", nodes: [ids.a], starts_local: "2026-11-10T10:00" });
    await attend(db, held, ids.boldos);
    await attend(db, held, ids.boldos, ids.teacher);
    await insertMeeting(db, { title: "Viene", nodes: [ids.b], starts_local: "2026-12-01T10:00" });
    await insertMeeting(db, { title: "Solo con cuenta", visibility: "members", nodes: [ids.a], starts_local: "2026-12-02T10:00" });
    await insertMeeting(db, { title: "Borrador", status: "draft", nodes: [ids.a], starts_local: "2026-12-03T10:00" });
    const told = async (...args: Parameters<typeof listLatest>) => (await listLatest(...args)).map(({ what, title, figure }) => `${what} ${title} ${figure}`).sort();
    expect(await told(db, null, { now: CAST_NOW })).toEqual(["called Viene 0", "held Ya fue 1"]);
    expect(await told(db, people.outsider, { now: CAST_NOW })).toEqual(["called Solo con cuenta 0", "called Viene 0", "held Ya fue 1"]);
    expect(await told(db, people.teacher, { now: CAST_NOW, nodeIds: [ids.a] })).toEqual(["called Solo con cuenta 0", "held Ya fue 1"]);
    expect(await told(db, people.teacher, { now: CAST_NOW, nodeIds: [] })).toEqual([]);
  });

  it("tells of new nodes and of schools that came in, all at once", async () => {
    await using database = await testDb();
    await castOf(database.db);
    await database.db.updateTable("nodes").set({ created_at: "2026-11-20T12:00:00.000Z" }).where("slug", "=", "orientacion").execute();
    await database.db.updateTable("establishments").set({ created_at: "2026-11-19T12:00:00.000Z" }).execute();
    expect(await listLatest(database.db, null, { now: CAST_NOW })).toEqual([
      { what: "node", at: "2026-11-20T12:00:00.000Z", ref: "orientacion", title: "Orientación", figure: 0 },
      { what: "schools", at: "2026-11-19T12:00:00.000Z", ref: "", title: "", figure: 3 },
    ]);
  });
});

describe("where a school has been", () => {
  it("lists what it hosted and what it came to, and nothing that the viewer may not see", async () => {
    await using database = await testDb();
    const { db } = database;
    const { ids, people } = await castOf(db);
    const came = await insertMeeting(db, { title: "Vino", nodes: [ids.a], starts_local: "2026-10-01T10:00" });
    await attend(db, came, ids.boldos, ids.teacher);
    await attend(db, came, ids.boldos, ids.head);
    const closed = await insertMeeting(db, { title: "Con cuenta", visibility: "members", starts_local: "2026-10-02T10:00" });
    await attend(db, closed, ids.boldos);
    const hosted = await insertMeeting(db, { title: "Recibió", starts_local: "2026-10-03T10:00" });
    await db.updateTable("events").set({ host_establishment_id: ids.boldos }).where("id", "=", hosted).execute();
    const ahead = await insertMeeting(db, { title: "Por venir", starts_local: "2026-12-03T10:00" });
    await db.updateTable("events").set({ host_establishment_id: ids.boldos }).where("id", "=", ahead).execute();
    const visitor = await listSchoolHistory(db, null, ids.boldos, { now: CAST_NOW });
    expect(visitor.total).toBe(2);
    expect(visitor.rows).toMatchObject([
      { title: "Recibió", hosted: 1, came: 0, people: 0 },
      { title: "Vino", hosted: 0, came: 1, people: 2 },
    ]);
    const member = await listSchoolHistory(db, people.ally, ids.boldos, { now: CAST_NOW, limit: 1, page: 2 });
    expect(member).toMatchObject({ total: 3, rows: [{ title: "Con cuenta" }] });
    expect(await listSchoolHistory(db, null, ids.austral, { now: CAST_NOW })).toEqual({ rows: [], total: 0 });
  });
});
