import { expect, test } from "vitest";
import { testDb } from "#db/testing.ts";
import { listResources, listWithFacets } from "./listing.repo.server.ts";
import { repositoryStage } from "./resources.testing.ts";

test("is narrowed by each choice, which says how many it would leave; words look into it", async () => {
  await using database = await testDb();
  const { db } = database;
  const { published, nodes, people } = await repositoryStage(db);
  await published("document", { title: "Tableros", levels: ["m3"], tags: ["Taller"], node_ids: [nodes.a.id], specialty_ids: ["electricidad"] });
  await published("planning", { title: "Unidad de riego", levels: ["m3", "m4"], tags: ["taller", "Riego"], specialty_ids: ["agropecuaria"], licence: "CC0-1.0" });
  await published("document", { title: "Pauta de cocina", language: "arn" });
  const all = await listWithFacets(db, people.head, {});
  expect(all.total).toBe(3);
  expect(Object.fromEntries(all.facets.kind.map((facet) => [facet.value, facet.count]))).toEqual({ document: 2, planning: 1 });
  expect(all.facets.tag[0]).toMatchObject({ value: "taller", count: 2 });
  expect(Object.fromEntries(all.facets.level.map((facet) => [facet.value, facet.count]))).toMatchObject({ m3: 2, m4: 1, m1: 0 });
  const planning = await listWithFacets(db, people.head, { kind: "planning" });
  expect(planning.total).toBe(1);
  expect(planning.facets.kind).toHaveLength(2);
  expect(planning.facets.node).toEqual([]);
  for (const [filter, titles] of [
    [{ nodeId: nodes.a.id }, ["Tableros"]],
    [{ specialtyId: "agropecuaria" }, ["Unidad de riego"]],
    [{ level: "m4" }, ["Unidad de riego"]],
    [{ language: "arn" }, ["Pauta de cocina"]],
    [{ licence: "CC0-1.0" }, ["Unidad de riego"]],
    [{ tag: "taller", kind: "document" as const }, ["Tableros"]],
    [{ withFiles: true }, []],
    [{ q: "cocina", order: "relevance" as const }, ["Pauta de cocina"]],
  ] as const) {
    expect((await listResources(db, people.head, filter)).rows.map((work) => work.title)).toEqual(titles);
    expect((await listWithFacets(db, people.head, filter)).total).toBe(titles.length);
  }
});

test("what has closed sinks; names of people are for those with an account", async () => {
  await using database = await testDb();
  const { db } = database;
  const { published, people } = await repositoryStage(db);
  await published("document", { title: "Guía", visibility: "public" });
  await published("opportunity", { title: "Fondo", closes_local: "2026-11-21T18:00", visibility: "public" });
  const titles = async (now: string) => (await listResources(db, null, { now })).rows.map((work) => work.title);
  expect(await titles("2026-11-21T16:00:00.000Z")).toEqual(["Fondo", "Guía"]);
  expect(await titles("2026-11-22T16:00:00.000Z")).toEqual(["Guía", "Fondo"]);
  expect((await listResources(db, null, {})).rows[0]?.authors).toEqual([]);
  expect((await listResources(db, people.head, {})).rows[0]?.authors).toEqual(["Teresa Soto Araya"]);
});
