import { describe, expect, test } from "vitest";
import { forgetInLogbook } from "#app/domain/identity/logbook-names.repo.server.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW } from "#db/testing-cast.ts";
import { type AgreementState, agreementState } from "./agreement-state.ts";
import { findCircleAgreement, updateCircleAgreement } from "./agreement-writes.repo.server.ts";
import { countStates, findVisibleAgreement, listChain, listLogbook, listLogbookCircles, listTensionsOf } from "./logbook.repo.server.ts";
import { adoptAgreement, challengeAgreement } from "./logbook.server.ts";
import { logbookStage } from "./logbook.testing.ts";
import { excerpt, readQuery } from "./logbook-search.ts";

const TODAY = "2026-11-21";
const of = { today: TODAY, size: 50 };

describe("an agreement", () => {
  test("gets the next number of its circle: no hole and no double, though many are adopted at once", async () => {
    await using database = await testDb();
    const s = await logbookStage(database.db);
    const all = await Promise.all([...Array.from({ length: 8 }, (_, n) => s.adopt({ title: `Acuerdo ${n}` })), s.adopt({ circleId: s.circles.inner })]);
    await expect(s.adopt({ supersedes: newId() })).rejects.toMatchObject({ code: "not_found" });
    all.push(await s.adopt());
    expect([...all.slice(0, 8), all[9]].map((each) => each?.number).sort((x = 0, y = 0) => x - y)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(all[8]?.number).toBe(1);
  });

  test("is written once by a form sent twice, its text rendered and made safe", async () => {
    await using database = await testDb();
    const s = await logbookStage(database.db);
    const id = newId();
    const twice = await Promise.all([s.adopt({ id, bodyMd: "**Sí** <script>no</script>" }), s.adopt({ id })]);
    expect(twice).toEqual([
      { id, number: 1 },
      { id, number: 1 },
    ]);
    const stored = (await findCircleAgreement(s.db, id))?.body_html ?? "";
    expect(await listLogbook(s.db, null, {}, of)).toHaveLength(1);
    expect(stored).not.toContain("<script");
  });

  test("replaces another of its circle that still holds, and only such a one", async () => {
    await using database = await testDb();
    const s = await logbookStage(database.db);
    const first = await s.adopt();
    const second = await s.adopt({ title: "Rotar cada dos", supersedes: first.id });
    const third = await s.adopt({ title: "Rotar por sorteo", supersedes: second.id });
    expect(await findCircleAgreement(s.db, first.id)).toMatchObject({ superseded_by: second.id, superseded_at: CAST_NOW });
    await expect(s.adopt({ supersedes: first.id })).rejects.toMatchObject({ fields: { supersedes: ["superseded"] } });
    await expect(s.adopt({ supersedes: third.id, circleId: s.circles.network })).rejects.toMatchObject({ code: "not_found" });
    await updateCircleAgreement(s.db, third.id, { ended_at: CAST_NOW });
    await expect(s.adopt({ supersedes: third.id })).rejects.toMatchObject({ fields: { supersedes: ["superseded"] } });
    for (const { id } of [first, second, third]) expect((await listChain(s.db, id)).map((each) => each.number)).toEqual([1, 2, 3]);
  });

  test("can be objected to at any time: it goes under review, or what has replaced it does, and the words are kept", async () => {
    await using database = await testDb();
    const s = await logbookStage(database.db);
    const processId = newId();
    const process = {
      id: processId,
      kind: "proposal",
      circle_id: s.circles.open,
      node_id: s.cast.ids.a,
      role_id: null,
      tension_id: null,
      title: "Rotar",
      mode: "days",
      method: "",
    };
    const rest = { event_id: null, author_person_id: null, facilitator_person_id: null, quorum: 50, phase_days: 3, setup: "{}", phase: "done", phase_since: CAST_NOW };
    await s.db
      .insertInto("processes")
      .values({ ...process, ...rest, deadline_at: null, warned_at: null, outcome: "adopted", opened_at: CAST_NOW, closed_at: CAST_NOW })
      .execute();
    const { id } = await s.adopt({ processId });
    expect(await s.adopt({ processId })).toEqual({ id, number: 1 });
    const objection = { personId: s.cast.ids.teacher, reason: "No hay bus los viernes." };
    await challengeAgreement(s.as("teacher"), processId, objection);
    expect(await findVisibleAgreement(s.db, null, id, TODAY)).toMatchObject({ state: "in_review" });
    expect(await listTensionsOf(s.db, id)).toMatchObject([{ source: "objection", situation: "No hay bus los viernes.", raised_by: "Teresa Soto Araya", settled_at: null }]);
    const later = await s.adopt({ supersedes: id });
    expect(await listTensionsOf(s.db, id)).toMatchObject([{ settled_note: "Lo reemplaza el acuerdo n.º 2." }]);
    await challengeAgreement(s.as("teacher"), processId, objection);
    expect(await listTensionsOf(s.db, later.id)).toHaveLength(1);
    await expect(challengeAgreement(s.as("teacher"), newId(), objection)).rejects.toMatchObject({ code: "not_found" });
  });

  test("is in the same state for the rule and for the query, on every day", async () => {
    await using database = await testDb();
    const s = await logbookStage(database.db);
    const dates = { superseded_at: [null, CAST_NOW], ended_at: [null, CAST_NOW], expires_on: [null, "2026-11-20", TODAY, "2026-11-22"], review_due_at: [null, CAST_NOW] };
    for (const superseded_at of dates.superseded_at)
      for (const ended_at of dates.ended_at)
        for (const expires_on of dates.expires_on)
          for (const review_due_at of dates.review_due_at) await updateCircleAgreement(s.db, (await s.adopt()).id, { superseded_at, ended_at, expires_on, review_due_at });
    const expected: Partial<Record<AgreementState, number>> = {};
    for (const row of await listLogbook(s.db, null, {}, of)) {
      expect(row.state).toBe(agreementState(row, TODAY));
      expected[row.state] = (expected[row.state] ?? 0) + 1;
    }
    expect(await countStates(s.db, null, {}, TODAY)).toEqual(expected);
    expect(expected).toEqual({ in_force: 3, in_review: 3, expired: 2, superseded: 16, ended: 8 });
  });
});

describe("who reads a logbook", () => {
  test("is asked in the query: in lists, search, counts, the filter and the page", async () => {
    await using database = await testDb();
    const s = await logbookStage(database.db);
    const { open, inner, network } = s.circles;
    const ids = { open: (await s.adopt()).id, inner: (await s.adopt({ circleId: inner })).id, network: (await s.adopt({ circleId: network, nodeId: s.cast.ids.b })).id };
    const { people } = s.cast;
    const facilitates = { ...people.outsider, circleRights: { [open]: ["run_circle" as const] } };
    const secretary = { ...people.outsider, circleRights: { [open]: ["keep_minutes" as const] } };
    const matrix = [
      [null, ["open"]],
      [people.outsider, ["open", "network"]],
      [people.coordinatorB, ["open", "network"]],
      [secretary, ["open", "network"]],
      [s.member, ["open", "inner", "network"]],
      [people.coordinatorA, ["open", "inner", "network"]],
      [facilitates, ["open", "inner", "network"]],
      [people.admin, ["open", "inner", "network"]],
    ] as const;
    for (const [actor, sees] of matrix) {
      const who = actor?.name ?? "visitor";
      const wanted = sees.map((key) => ids[key]).sort();
      expect((await listLogbook(s.db, actor, {}, of)).map((row) => row.id).sort(), who).toEqual(wanted);
      expect((await listLogbook(s.db, actor, { query: readQuery("sede") }, of)).map((row) => row.id).sort(), who).toEqual(wanted);
      expect((await countStates(s.db, actor, {}, TODAY)).in_force, who).toBe(wanted.length);
      expect((await listLogbookCircles(s.db, actor, {})).map((row) => row.id).sort(), who).toEqual(sees.map((key) => s.circles[key]).sort());
      for (const key of ["open", "inner", "network"] as const)
        expect(Boolean(await findVisibleAgreement(s.db, actor, ids[key], TODAY)), `${who} ${key}`).toBe((sees as readonly string[]).includes(key));
    }
    // Who was selected for a role stands there by name.
    const chosen = await s.adopt({ kind: "selection", title: "Elección de Óscar Núñez Bravo como secretario" });
    expect([await findVisibleAgreement(s.db, null, chosen.id, TODAY), (await findVisibleAgreement(s.db, people.outsider, chosen.id, TODAY))?.kind]).toEqual([null, "selection"]);
    expect(await listLogbook(s.db, null, { query: readQuery("eleccion") }, of)).toEqual([]);
    await forgetInLogbook(s.db, people.outsider);
    expect(await listLogbook(s.db, people.admin, { query: readQuery("nunez") }, of)).toEqual([]);
    expect((await findVisibleAgreement(s.db, people.admin, chosen.id, TODAY))?.title).toBe("Elección de Persona que cerró su cuenta como secretario");
    expect(await listLogbook(s.db, people.admin, { nodeId: s.cast.ids.a }, of)).toHaveLength(3);
    expect(await listLogbook(s.db, people.admin, { circleId: inner }, of)).toHaveLength(1);
  });
});

describe("searching a logbook", () => {
  test("finds words by their beginning in title, driver and text, without accents, and phrases word for word", async () => {
    await using database = await testDb();
    const s = await logbookStage(database.db);
    const one = {
      title: "Reunión de práctica profesional",
      driver: "Faltan cupos en Ñuñoa.",
      bodyMd: "El **convenio** se firma con la empresa; máx. 3 visitas [aquí](https://x.example/a-b).",
    };
    await s.adopt(one);
    await s.adopt({ title: "Otro", driver: "", bodyMd: "La empresa con el convenio." });
    await s.adopt({ title: "Rutas", driver: "", bodyMd: `${"x".repeat(5_000)} C++ & 100 % | ! ( ) : * ' " \\` });
    const found = async (q: string) => (await listLogbook(s.db, null, { query: readQuery(q) }, of)).map((row) => row.title).sort();
    const [practice, other] = [one.title, "Otro"];
    for (const q of ["reunion", "REUNIÓN", "reuniones", "práct prof", "profesional reunión", "nunoa", "cupo", "máx visitas", "x.example"])
      expect(await found(q), q).toEqual([practice]);
    expect(await found("convenio empresa")).toEqual([other, practice]);
    expect(await found('"empresa con el convenio"')).toEqual([other]);
    expect(await found("«con la empresa»")).toEqual([practice]);
    for (const q of ["unión", "ruta cupo", "inexistente"]) expect(await found(q), q).toEqual([]);
    for (const q of ["'", '"', "rut* -otro", "a:b & c | !d", "\\ % _", "'); DROP"]) expect(Array.isArray(await found(q)), q).toBe(true);
    expect(await found("100")).toEqual(["Rutas"]);
    expect(await found("  %  ")).toHaveLength(3);
  });

  test("shows where it stands, with the words marked", () => {
    const text = `${"Mucho antes. ".repeat(20)}Se acordó hacer reuniones en Ñuñoa los viernes.${" Después.".repeat(40)}`;
    const pieces = excerpt(text, readQuery("reunión nunoa").stems);
    expect(pieces.filter((each) => each.hit).map((each) => each.text)).toEqual(["reuniones", "Ñuñoa"]);
    expect(pieces.map((each) => each.text).join("")).toMatch(/^… .*Se acordó hacer reuniones en Ñuñoa los viernes\..* …$/);
    expect(excerpt("Corto.", [])).toEqual([{ text: "Corto.", hit: false }]);
  });

  test("by circle, kind and year of adoption, by the mainland's clock", async () => {
    await using database = await testDb();
    const s = await logbookStage(database.db);
    await s.adopt({ adoptedAt: "2026-01-01T02:00:00.000Z", kind: "noted" });
    await s.adopt({ adoptedAt: "2026-01-01T04:00:00.000Z" });
    const numbers = async (filter: object) => (await listLogbook(s.db, null, filter, of)).map((row) => row.number);
    expect([await numbers({ year: 2025 }), await numbers({ year: 2026 }), await numbers({ kind: "noted" }), await numbers({})]).toEqual([[1], [2], [1], [2, 1]]);
    await expect(adoptAgreement(s.as("admin"), { circleId: newId(), nodeId: null, kind: "noted", title: "x", driver: "", bodyMd: "", adoptedBy: null })).rejects.toThrow();
  });
});
