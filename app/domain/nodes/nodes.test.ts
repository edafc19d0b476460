import { describe, expect, it } from "vitest";
import { GLYPHS as GLYPH_LABELS, JOININGS as JOINING_LABELS, NODE_COLOURS, NODE_KINDS } from "#app/i18n/labels.ts";
import { publicRevision } from "#db/revision.ts";
import { testDb } from "#db/testing.ts";
import { type Cast, castOf } from "#db/testing-cast.ts";
import { COLOURS, GLYPHS, JOININGS, joinStep, KINDS, type NodeInput, standingOf } from "./node.ts";
import { listNodeReach, listNodes, nodeOptions, withSchools } from "./nodes.repo.server.ts";
import { addSchoolToNode, archiveNode, createNode, currentNodeSlug, editNode, nodeBySlug, removeSchoolFromNode, restoreNode } from "./nodes.server.ts";
import { listNodeSchools, listNodesOfSchool } from "./schools.repo.server.ts";

const MINING: NodeInput = {
  name: "Minería del Norte",
  kind: "thematic",
  joining: "request",
  summary: "Explotación minera y metalurgia.",
  description_md: "Nos juntamos **cada mes**.\n\n<script>alert(1)</script>",
  colour: 4,
  glyph: "pico",
};

describe("the words of a node", () => {
  it("every key has its Spanish label, and no label lacks its key", () => {
    expect(Object.keys(NODE_KINDS)).toEqual([...KINDS]);
    expect(Object.keys(JOINING_LABELS)).toEqual([...JOININGS]);
    expect(Object.keys(GLYPH_LABELS)).toEqual([...GLYPHS]);
    expect(NODE_COLOURS).toHaveLength(COLOURS);
  });

  it("offers one act for each standing", () => {
    const open = { joining: "open", archived_at: null };
    const asking = { requested_at: "x", invited_at: null, joined_at: null };
    expect(joinStep(open, standingOf(undefined, false))).toBe("join");
    expect(joinStep({ ...open, joining: "request" }, "outside")).toBe("request");
    expect(joinStep({ ...open, joining: "invitation" }, "outside")).toBe("closed");
    expect(joinStep(open, standingOf(asking, false))).toBe("withdraw");
    expect(joinStep(open, standingOf({ ...asking, joined_at: "x" }, false))).toBe("leave");
    expect(joinStep({ joining: "open", archived_at: "x" }, "outside")).toBe("archived");
    expect(joinStep({ joining: "open", archived_at: "x" }, "invited")).toBe("archived");
    expect(joinStep({ joining: "open", archived_at: "x" }, "member")).toBe("leave");
  });
});

describe("creating and editing", () => {
  it("administration creates a node with a slug of its name and a clean description", async () => {
    await using database = await testDb();
    const { ctxOf, people } = await castOf(database.db);
    const before = await publicRevision(database.db);
    const { slug } = await createNode(ctxOf(people.admin), MINING);
    const node = await nodeBySlug(database.db, slug);
    expect(slug).toBe("mineria-del-norte");
    expect(node.description_html).toContain("<strong>cada mes</strong>");
    expect(node.description_html).not.toContain("<script");
    expect(await publicRevision(database.db)).toBeGreaterThan(before);
  });

  it("nobody else does", async () => {
    await using database = await testDb();
    const { ctxOf, people } = await castOf(database.db);
    await expect(createNode(ctxOf(people.coordinatorA), MINING)).rejects.toMatchObject({ code: "forbidden" });
    await expect(createNode(ctxOf(null), MINING)).rejects.toMatchObject({ code: "signed_out" });
  });

  it("sent twice it is created once; another of the same name gets another slug", async () => {
    await using database = await testDb();
    const { ctxOf, people, ids } = await castOf(database.db);
    const id = ids.a.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
    const first = await createNode(ctxOf(people.admin), MINING, id);
    const again = await createNode(ctxOf(people.admin), MINING, id);
    const other = await createNode(ctxOf(people.admin), MINING);
    expect(again).toEqual(first);
    expect(other.slug).toBe("mineria-del-norte-2");
  });

  it("two names alike at the same moment never meet at one slug", async () => {
    await using database = await testDb();
    const { ctxOf, people } = await castOf(database.db);
    const made = await Promise.all([1, 2, 3].map(() => createNode(ctxOf(people.admin), MINING)));
    expect(new Set(made.map(({ slug }) => slug)).size).toBe(3);
  });

  it("a rename brings a new slug, and the old ones lead to it for ever", async () => {
    await using database = await testDb();
    const { ctxOf, people } = await castOf(database.db);
    const { db } = database;
    await editNode(ctxOf(people.coordinatorA), "electricidad", { ...MINING, name: "Energía" });
    await editNode(ctxOf(people.coordinatorA), "energia", { ...MINING, name: "Energías limpias" });
    expect(await currentNodeSlug(db, "electricidad")).toBe("energias-limpias");
    expect(await currentNodeSlug(db, "energia")).toBe("energias-limpias");
    expect(await currentNodeSlug(db, "energias-limpias")).toBeUndefined();
    // Back to a name it had: its own old slug is free for it, and for nobody else.
    const { slug: taken } = await createNode(ctxOf(people.admin), { ...MINING, name: "Electricidad" });
    expect(taken).toBe("electricidad-2");
    const back = await editNode(ctxOf(people.coordinatorA), "energias-limpias", { ...MINING, name: "Electricidad" });
    expect(back.slug).toBe("electricidad");
    expect(await currentNodeSlug(db, "electricidad")).toBeUndefined();
    expect(await currentNodeSlug(db, "energias-limpias")).toBe("electricidad");
  });

  it("another node's coordinator cannot edit it", async () => {
    await using database = await testDb();
    const { ctxOf, people } = await castOf(database.db);
    await expect(editNode(ctxOf(people.coordinatorB), "electricidad", MINING)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("an archived node leaves the lists, keeps its page, and can be brought back by administration", async () => {
    await using database = await testDb();
    const { ctxOf, people } = await castOf(database.db);
    await expect(archiveNode(ctxOf(people.coordinatorA), "electricidad")).rejects.toMatchObject({ code: "forbidden" });
    await archiveNode(ctxOf(people.admin), "electricidad");
    await archiveNode(ctxOf(people.admin), "electricidad");
    expect((await listNodes(database.db)).rows.map((node) => node.slug)).toEqual(["orientacion", "cade-puerto-claro"]);
    expect((await nodeOptions(database.db)).map((node) => node.slug)).not.toContain("electricidad");
    expect((await nodeBySlug(database.db, "electricidad")).archived_at).not.toBeNull();
    await restoreNode(ctxOf(people.admin), "electricidad");
    expect((await listNodes(database.db)).total).toBe(3);
  });
});

describe("the directory", () => {
  async function withMembersElsewhere(cast: Cast, db: Parameters<typeof castOf>[0]) {
    // The outsider's school (Punta Arenas) comes to B through them alone.
    await db
      .insertInto("memberships")
      .values({
        id: cast.ids.outsider,
        node_id: cast.ids.b,
        person_id: cast.ids.outsider,
        requested_at: null,
        invited_at: null,
        joined_at: "2026-03-03T12:00:00.000Z",
        left_at: null,
        declined_at: null,
        decided_by: null,
        message: null,
      })
      .execute();
  }

  it("counts members, and schools once whether held or brought by members", async () => {
    await using database = await testDb();
    const cast = await castOf(database.db);
    await withMembersElsewhere(cast, database.db);
    const { rows } = await listNodes(database.db);
    const reach = await listNodeReach(
      database.db,
      rows.map((node) => node.id),
    );
    expect(withSchools(rows, reach).map(({ slug, members, schools }) => ({ slug, members, schools }))).toEqual([
      { slug: "electricidad", members: 2, schools: 2 },
      { slug: "orientacion", members: 2, schools: 2 },
      { slug: "cade-puerto-claro", members: 0, schools: 1 },
    ]);
  });

  it("filters by kind, region and words, and pages with the total", async () => {
    await using database = await testDb();
    const cast = await castOf(database.db);
    await withMembersElsewhere(cast, database.db);
    const slugs = async (filter: Parameters<typeof listNodes>[1]) => (await listNodes(database.db, filter)).rows.map((node) => node.slug);
    expect(await slugs({ kind: "community" })).toEqual(["orientacion"]);
    expect(await slugs({ region: "12" })).toEqual(["orientacion"]);
    expect(await slugs({ region: "05" })).toEqual(["electricidad", "cade-puerto-claro"]);
    expect(await slugs({ q: "ORIENTACIÓN" })).toEqual(["orientacion"]);
    expect(await slugs({ q: "100%_" })).toEqual([]);
    expect(await listNodes(database.db, { page: 2, size: 2 })).toMatchObject({ total: 3, rows: [{ slug: "cade-puerto-claro" }] });
    expect(await listNodes(database.db, { page: 9, size: 2 })).toEqual({ total: 3, rows: [] });
  });

  it("tells where a node's schools are", async () => {
    await using database = await testDb();
    const cast = await castOf(database.db);
    await withMembersElsewhere(cast, database.db);
    const reach = await listNodeReach(database.db, [cast.ids.b]);
    expect(reach.map(({ comuna_code, schools }) => [comuna_code, schools]).sort()).toEqual([
      ["06101", 1],
      ["12101", 1],
    ]);
  });

  it("lists a node's schools with how many of its members each has, and a school's nodes", async () => {
    await using database = await testDb();
    const cast = await castOf(database.db);
    await withMembersElsewhere(cast, database.db);
    const { rows, total } = await listNodeSchools(database.db, cast.ids.b);
    expect(total).toBe(2);
    expect(rows.map(({ slug, members, held }) => ({ slug, members, held }))).toEqual([
      { slug: cast.schools.boldos.slug, members: 1, held: 1 },
      { slug: cast.schools.austral.slug, members: 1, held: 0 },
    ]);
    expect(await listNodeSchools(database.db, cast.ids.b, { page: 7 })).toEqual({ rows: [], total: 2 });
    expect((await listNodesOfSchool(database.db, cast.ids.austral)).map((node) => node.slug)).toEqual(["orientacion"]);
  });

  it("takes schools in and out, by its coordinators only", async () => {
    await using database = await testDb();
    const { ctxOf, people, ids } = await castOf(database.db);
    const slugs = async () => (await listNodeSchools(database.db, ids.a)).rows.map((school) => school.id);
    await addSchoolToNode(ctxOf(people.coordinatorA), "electricidad", ids.austral);
    await addSchoolToNode(ctxOf(people.coordinatorA), "electricidad", ids.austral);
    expect(await slugs()).toContain(ids.austral);
    await removeSchoolFromNode(ctxOf(people.coordinatorA), "electricidad", ids.austral);
    expect(await slugs()).not.toContain(ids.austral);
    await addSchoolToNode(ctxOf(people.coordinatorA), "electricidad", ids.austral);
    expect(await slugs()).toContain(ids.austral);
    await expect(addSchoolToNode(ctxOf(people.coordinatorB), "electricidad", ids.austral)).rejects.toMatchObject({ code: "forbidden" });
    await expect(addSchoolToNode(ctxOf(people.coordinatorA), "electricidad", "nowhere")).rejects.toMatchObject({ fields: { establishment_id: ["not_found"] } });
  });
});
