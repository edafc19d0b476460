import { describe, expect, test } from "vitest";
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { sendDailyMails } from "#app/domain/reminders/reminders.server.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { type CircleStage, circleStage } from "./circles.testing.ts";
import { putTerms } from "./ending-terms.server.ts";
import { endingStage } from "./ending-terms.ts";
import { startTerm } from "./terms.server.ts";

const day = (n: number) => new Date(Date.parse("2026-11-21T15:00:00.000Z") + n * 86_400_000).toISOString();

/** The secretary's term: a year, of which `left` days are left today. */
async function ending(db: Db, left: number) {
  const on = await circleStage(db);
  const [, teresa] = on.people;
  const { id } = await inTransaction(on.ctxOf(on.admin, day(left - 365)), (tx) => startTerm(tx, { roleId: on.roles.secretary, personId: teresa?.id ?? "", months: 12 }));
  await db
    .updateTable("role_terms")
    .set({ ends_at: day(left) })
    .where("id", "=", id)
    .execute();
  // The coordinator's is not what is looked at here.
  await db.updateTable("role_terms").set({ ends_at: null }).where("id", "!=", id).execute();
  return { ...on, term: id, ctx: (n: number): Ctx => on.ctxOf(null, day(n)) };
}

const tensions = (db: Db) => db.selectFrom("tensions").selectAll().where("source", "=", "term").orderBy("raised_at").execute();

async function openSelection(db: Db, on: CircleStage, at: string): Promise<string> {
  const id = newId();
  const same = {
    tension_id: null,
    title: "Elección",
    mode: "days",
    method: "consent",
    event_id: null,
    author_person_id: null,
    facilitator_person_id: null,
    quorum: 50,
    phase_days: 3,
  };
  await db
    .insertInto("processes")
    .values({
      ...same,
      id,
      kind: "selection",
      circle_id: on.circle.id,
      node_id: null,
      role_id: on.roles.secretary,
      setup: "{}",
      phase: "nominate",
      phase_since: at,
      deadline_at: null,
      warned_at: null,
      outcome: null,
      opened_at: at,
      closed_at: null,
    })
    .execute();
  return id;
}

test("a term is told of 60, 30 and 7 days before its end; a short one in its second half only, and none after", () => {
  const year = { since: day(-300), ends_at: day(65) };
  expect([0, 5, 34, 35, 57, 58, 64, 65, 70].map((n) => endingStage(year, day(n)))).toEqual([null, 60, 60, 30, 30, 7, 7, null, null]);
  const quarter = { since: day(0), ends_at: day(91) };
  expect([0, 40, 61, 84].map((n) => endingStage(quarter, day(n)))).toEqual([null, null, 30, 7]);
  expect(endingStage({ since: day(0), ends_at: day(10) }, day(9))).toBeNull();
});

describe("the tension about a term that ends", () => {
  test("is raised once, however often the worker comes, and not before its day", async () => {
    await using database = await testDb();
    const on = await ending(database.db, 70);
    await putTerms(on.ctx(9));
    expect(await tensions(database.db)).toEqual([]);
    for (const n of [10, 10, 30, 65]) await Promise.all([putTerms(on.ctx(n)), putTerms(on.ctx(n))]);
    expect(await tensions(database.db)).toMatchObject([
      { circle_id: on.circle.id, role_id: on.roles.secretary, title: "Termina el período de Teresa Soto Araya como Secretario/a: hay que elegir", settled_at: null },
    ]);
  });

  test("is settled by a selection that begins; when that comes to nothing it is raised again", async () => {
    await using database = await testDb();
    const on = await ending(database.db, 50);
    await putTerms(on.ctx(0));
    const selection = await openSelection(database.db, on, day(1));
    await putTerms(on.ctx(2));
    expect(await tensions(database.db)).toMatchObject([{ settled_at: day(2), process_id: selection, settled_note: "Se abrió la elección.", settled_by: null }]);
    await database.db
      .updateTable("processes")
      .set({ closed_at: day(3), outcome: "withdrawn" })
      .where("id", "=", selection)
      .execute();
    await putTerms(on.ctx(4));
    expect((await tensions(database.db)).map((each) => each.settled_at)).toEqual([day(2), null]);
  });

  test("is settled by a new term, and what somebody settled is not raised again", async () => {
    await using database = await testDb();
    const on = await ending(database.db, 50);
    await putTerms(on.ctx(0));
    await inTransaction(on.ctxOf(on.admin, day(1)), (tx) => startTerm(tx, { roleId: on.roles.secretary, personId: on.people[2]?.id ?? "", months: 12 }));
    await putTerms(on.ctx(2));
    expect(await tensions(database.db)).toMatchObject([{ settled_at: day(2), settled_note: "El rol tiene a alguien de nuevo." }]);

    await using other = await testDb();
    const again = await ending(other.db, 50);
    await putTerms(again.ctx(0));
    await other.db
      .updateTable("tensions")
      .set({ settled_at: day(1), settled_by: again.people[0]?.id ?? null })
      .execute();
    await putTerms(again.ctx(2));
    expect(await tensions(other.db)).toHaveLength(1);
  });

  test("is not raised where somebody else goes on holding the role, nor once the role is gone", async () => {
    await using database = await testDb();
    const on = await ending(database.db, 50);
    await inTransaction(on.ctxOf(on.admin, day(-2)), (tx) => startTerm(tx, { roleId: on.roles.secretary, personId: on.people[2]?.id ?? "", months: 12, shared: true }));
    await putTerms(on.ctx(0));
    expect(await tensions(database.db)).toEqual([]);
    await database.db
      .updateTable("role_terms")
      .set({ until: day(0) })
      .where("person_id", "=", on.people[2]?.id ?? "")
      .execute();
    await putTerms(on.ctx(1));
    await database.db
      .updateTable("circle_roles")
      .set({ archived_at: day(2) })
      .where("id", "=", on.roles.secretary)
      .execute();
    await putTerms(on.ctx(2));
    expect(await tensions(database.db)).toMatchObject([{ settled_note: "El rol ya no existe." }]);
  });
});

describe("the mail about a term that ends", () => {
  const subjects = async (db: Db) => await db.selectFrom("outbox").select(["to_email", "subject", "raw"]).where("kind", "=", "reminder").orderBy("id").execute();

  test("reaches everyone who speaks in the circle once a stage, with the link that starts the selection", async () => {
    await using database = await testDb();
    const on = await ending(database.db, 62);
    await database.db
      .updateTable("people")
      .set({ mail_reminders: 0 })
      .where("id", "=", on.people[6]?.id ?? "")
      .execute();
    for (const n of [0, 1, 2, 3, 31, 32, 33, 54, 55, 56, 61, 62, 63]) while (await sendDailyMails(on.ctx(n)));
    const sent = await subjects(database.db);
    expect(new Set(sent.map(({ subject }) => subject))).toEqual(new Set(["Hay que elegir: Secretario/a, Círculo de Electricidad"]));
    expect(sent).toHaveLength(3 * 6);
    expect(sent[0]?.raw?.replace(/=\r?\n/g, "")).toContain(`/circulos/${on.circle.id}/eleccion?rol=3D${on.roles.secretary}`);
  });

  test("is not sent once a selection is under way", async () => {
    await using database = await testDb();
    const on = await ending(database.db, 50);
    await openSelection(database.db, on, day(-1));
    for (const n of [0, 21, 44]) while (await sendDailyMails(on.ctx(n)));
    expect(await subjects(database.db)).toEqual([]);
  });
});
