import { describe, expect, test } from "vitest";
import type { Actor } from "#app/domain/context.ts";
import { readMail } from "#app/domain/mail/read-mail.server.ts";
import { withdrawResource } from "#app/domain/resources/keeping.server.ts";
import { type RepositoryStage, repositoryStage } from "#app/domain/resources/resources.testing.ts";
import { saveSheetPart } from "#app/domain/resources/sheet.server.ts";
import { markOf, SHEET_PARTS } from "#app/domain/resources/sheet.ts";
import { adaptable, beginExperience } from "#app/domain/resources/sheet-start.server.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { chainOf } from "./chain.repo.server.ts";
import { ReplicationInput } from "./replication.ts";
import { changeReplication, replicate, replicationForm, replicationsOf, setReplicationRemoved } from "./replications.server.ts";

const input = (s: RepositoryStage, change: Record<string, unknown> = {}) =>
  ReplicationInput.parse({
    id: newId(),
    establishment_id: s.cast.schools.austral.id,
    used_on: "2026-10-14",
    changed_md: "El clima.",
    happened_md: "Resultó con **28** estudiantes.",
    ...change,
  });

const countOf = async (db: Db, id: string) => (await db.selectFrom("resources").select("replications_count").where("id", "=", id).executeTakeFirstOrThrow()).replications_count;
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error: { code?: string }) => error.code,
  );
const titles = async (db: Db, who: Actor | null, id: string) => {
  const { ancestors, adaptations } = await chainOf(db, who, id);
  return { ancestors: ancestors.map((link) => link.title), adaptations: adaptations.map((link) => link.title) };
};

describe("a replication", () => {
  test("is told once however often its form is sent; its maker gets one mail a day; the counter says what stands", async () => {
    await using t = await testDb();
    const s = await repositoryStage(t.db);
    const { id } = await s.published("experience", { visibility: "public" });
    const colleague = s.ctxOf(s.people.outsider);
    const first = input(s);
    await replicate(colleague, id, first);
    await replicate(colleague, id, first);
    await replicate(s.ctxOf(s.people.ally), id, input(s, { establishment_id: "", place: "Taller de la empresa" }));
    expect(await countOf(t.db, id)).toBe(2);
    const mails = await t.db.selectFrom("outbox").select(["to_email", "subject", "raw"]).where("kind", "=", "repository").execute();
    expect(mails.map(({ to_email, subject }) => [to_email, subject])).toEqual([["teresa@cast.example", "Otra escuela usó tu experiencia"]]);
    expect((await readMail(mails[0]?.raw ?? "")).text).toContain("Liceo Técnico Austral, Punta Arenas");
    const { rows } = await replicationsOf(t.db, s.people.teacher, id);
    expect(rows.map((row) => row.school ?? row.place)).toEqual(["Liceo Técnico Austral", "Taller de la empresa"]);
    expect(rows[0]?.happened_html).toContain("<strong>28</strong>");
    await replicate(s.ctxOf(s.people.outsider, "2026-11-22T15:00:00.000Z"), id, input(s));
    expect(await t.db.selectFrom("outbox").select("id").where("kind", "=", "repository").execute()).toHaveLength(2);
  });

  test("names no person to visitors, and nothing at all to who may not see the work", async () => {
    await using t = await testDb();
    const s = await repositoryStage(t.db);
    const open = await s.published("experience", { visibility: "public" });
    const inner = await s.published("document", { visibility: "node", node_ids: [s.nodes.a.id] });
    await replicate(s.ctxOf(s.people.outsider), open.id, input(s));
    await replicate(s.ctxOf(s.people.coordinatorA), inner.id, input(s));
    expect((await replicationsOf(t.db, null, open.id)).rows[0]?.person).toBeNull();
    expect((await replicationsOf(t.db, s.people.teacher, open.id)).rows[0]?.person).toBe("Óscar Núñez Bravo");
    expect((await replicationsOf(t.db, s.people.outsider, inner.id)).rows).toEqual([]);
    expect(await codeOf(replicate(s.ctxOf(s.people.outsider), inner.id, input(s)))).toBe("not_found");
    expect(await codeOf(replicate(s.ctxOf(null), open.id, input(s)))).toBe("forbidden");
  });

  test("is changed by who told it, taken away by them or by a moderator, and put back by whoever took it", async () => {
    await using t = await testDb();
    const s = await repositoryStage(t.db);
    const { id } = await s.published("experience", { visibility: "public", node_ids: [s.nodes.a.id] });
    const [colleague, moderator, other] = [s.ctxOf(s.people.outsider), s.ctxOf(s.people.coordinatorA), s.ctxOf(s.people.head)];
    const told = input(s);
    await replicate(colleague, id, told);
    await changeReplication(colleague, id, { ...told, happened_md: "Resultó mejor." });
    expect(await codeOf(changeReplication(moderator, id, told))).toBe("not_found");
    expect((await replicationForm(colleague, id, told.id)).row?.happened_md).toBe("Resultó mejor.");
    expect(await codeOf(setReplicationRemoved(other, id, told.id, true))).toBe("forbidden");
    await setReplicationRemoved(colleague, id, told.id, true);
    await setReplicationRemoved(colleague, id, told.id, true);
    expect(await countOf(t.db, id)).toBe(0);
    await setReplicationRemoved(colleague, id, told.id, false);
    expect(await countOf(t.db, id)).toBe(1);
    await setReplicationRemoved(moderator, id, told.id, true);
    expect(await codeOf(setReplicationRemoved(colleague, id, told.id, false))).toBe("forbidden");
    await setReplicationRemoved(moderator, id, told.id, false);
    expect(await countOf(t.db, id)).toBe(1);
  });

  test("says where and when: a place or a school, a day that has come, an address of the web", async () => {
    await using t = await testDb();
    const s = await repositoryStage(t.db);
    const { id } = await s.published("experience", { visibility: "public" });
    const bad = (change: Record<string, unknown>) => ReplicationInput.safeParse({ id: newId(), used_on: "2026-10-14", happened_md: "x", place: "Taller", ...change }).success;
    expect(bad({})).toBe(true);
    expect(bad({ place: "" })).toBe(false);
    expect(bad({ evidence_url: "javascript:alert(1)" })).toBe(false);
    expect(bad({ evidence_url: "https://user:pw@liceo.cl/" })).toBe(false);
    expect(await codeOf(replicate(s.ctxOf(s.people.outsider), id, input(s, { used_on: "2027-01-01" })))).toBe("invalid");
    expect(await codeOf(replicate(s.ctxOf(s.people.outsider), id, input(s, { adaptation_id: id })))).toBe("invalid");
  });
});

describe("the chain of adaptations", () => {
  test("shows what a work comes from and what came of it, each after its origin", async () => {
    await using t = await testDb();
    const s = await repositoryStage(t.db);
    const make = (title: string, from?: string) => s.published("experience", { title, visibility: "public", adapted_from_id: from ?? null });
    const a = await make("A");
    const b = await make("B", a.id);
    const c = await make("C", b.id);
    const d = await make("D", a.id);
    expect(await titles(t.db, null, b.id)).toEqual({ ancestors: ["A"], adaptations: ["C"] });
    expect(await titles(t.db, null, a.id)).toEqual({ ancestors: [], adaptations: ["B", "C", "D"] });
    expect(await titles(t.db, null, c.id)).toEqual({ ancestors: ["A", "B"], adaptations: [] });
    expect((await chainOf(t.db, null, d.id)).origin).toMatchObject([{ name: "Liceo Polivalente Los Boldos", comuna: "Rancagua" }]);
  });

  test("ends at a link that the reader may not see: neither it nor what lies beyond is hinted at", async () => {
    await using t = await testDb();
    const s = await repositoryStage(t.db);
    const a = await s.published("experience", { title: "A", visibility: "public" });
    const b = await s.published("experience", { title: "B", visibility: "node", node_ids: [s.nodes.a.id], adapted_from_id: a.id });
    const c = await s.published("experience", { title: "C", visibility: "public", adapted_from_id: b.id });
    for (const who of [null, s.people.outsider]) {
      expect(await titles(t.db, who, a.id)).toEqual({ ancestors: [], adaptations: [] });
      expect(await titles(t.db, who, c.id)).toEqual({ ancestors: [], adaptations: [] });
    }
    expect(await titles(t.db, s.people.coordinatorA, a.id)).toEqual({ ancestors: [], adaptations: ["B", "C"] });
    await withdrawResource(s.ctxOf(s.people.admin), b.id);
    expect(await titles(t.db, s.people.outsider, c.id)).toEqual({ ancestors: [], adaptations: [] });
    expect(await chainOf(t.db, s.people.outsider, b.id)).toEqual({ origin: [], showings: 0, ancestors: [], adaptations: [] });
  });

  test("grows when a replication names what came of it; nothing becomes its own ancestor", async () => {
    await using t = await testDb();
    const s = await repositoryStage(t.db);
    const a = await s.published("experience", { title: "A", visibility: "public" });
    const mine = await s.published("document", { title: "La nuestra", visibility: "public" }, s.people.outsider);
    await replicate(s.ctxOf(s.people.outsider), a.id, input(s, { adaptation_id: mine.id }));
    expect(await titles(t.db, null, a.id)).toEqual({ ancestors: [], adaptations: ["La nuestra"] });
    expect((await replicationsOf(t.db, null, a.id)).rows[0]?.adaptation).toMatchObject({ title: "La nuestra", kind: "document" });
    await replicate(s.ctxOf(s.people.teacher), mine.id, input(s, { adaptation_id: a.id }));
    expect(await titles(t.db, null, mine.id)).toEqual({ ancestors: ["A"], adaptations: [] });
  });
});

describe("the sheet", () => {
  test("is saved part by part; two tabs on one part are told, and the same words are no conflict", async () => {
    await using t = await testDb();
    const s = await repositoryStage(t.db);
    const teacher = s.ctxOf(s.people.teacher);
    const { slug } = await s.started("experience");
    const seen = markOf("Faltaban horas de taller.");
    const first = await saveSheetPart(teacher, slug, "need", { body: "Faltaban horas y materiales." }, seen);
    expect(first).toMatchObject({ saved: true });
    expect(await saveSheetPart(teacher, slug, "need", { body: "Otra cosa." }, seen)).toMatchObject({ saved: false, theirs: "Faltaban horas y materiales." });
    expect(await saveSheetPart(teacher, slug, "need", { body: "Faltaban horas y materiales." }, seen)).toMatchObject({ saved: true });
    expect(await saveSheetPart(teacher, slug, "results", { body: "**9 de 10**" }, markOf(""))).toMatchObject({ saved: true });
    expect(await saveSheetPart(teacher, slug, "need", { body: "Otra cosa." }, first.seen)).toMatchObject({ saved: true });
    expect(await codeOf(saveSheetPart(s.ctxOf(s.people.outsider), slug, "need", { body: "Ajeno." }, seen))).toBe("not_found");
    expect(SHEET_PARTS).toHaveLength(11);
  });

  test("of an adaptation begins with the words of its origin, where the licence lets it", async () => {
    await using t = await testDb();
    const s = await repositoryStage(t.db);
    const free = await s.published("experience", { visibility: "public" });
    const closed = await s.published("experience", { visibility: "public", licence: "CC-BY-ND-4.0" });
    const begin = async (from: string) => {
      const { id } = await beginExperience(s.ctxOf(s.people.outsider), { id: newId(), title: "La nuestra", summary: "", copy: "1" }, { from, node: null });
      const row = await t.db.selectFrom("resource_versions").select("content").where("resource_id", "=", id).executeTakeFirstOrThrow();
      return JSON.parse(row.content) as { sections: Record<string, string>; adapted_from_id: string; school_ids: string[] };
    };
    expect(await begin(free.slug)).toMatchObject({ sections: { need: "Faltaban horas de taller." }, adapted_from_id: free.id, school_ids: [s.cast.schools.austral.id] });
    expect((await begin(closed.slug)).sections).toEqual({});
    expect([adaptable("CC-BY-SA-4.0"), adaptable("CC-BY-ND-4.0"), adaptable("reserved")]).toEqual([true, false, false]);
  });
});
