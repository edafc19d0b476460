import { describe, expect, it } from "vitest";
import { DEPENDENCIES as DEPENDENCY_LABELS, REGIONS } from "#app/i18n/labels.ts";
import { publicRevision } from "#db/revision.ts";
import { testDb } from "#db/testing.ts";
import { castOf } from "#db/testing-cast.ts";
import { listCounterparts, listSchoolPeople } from "./counterparts.repo.server.ts";
import { DEPENDENCIES, EstablishmentInput, specialtiesOf } from "./establishment.ts";
import { establishmentOptions, listEstablishments, listRegions, listSchoolPlaces } from "./establishments.repo.server.ts";
import {
  createEstablishment,
  currentEstablishmentSlug,
  endCounterpart,
  establishmentBySlug,
  mayNameCounterparts,
  nameCounterpart,
  updateEstablishment,
} from "./establishments.server.ts";

const input = (more: Record<string, unknown> = {}) =>
  EstablishmentInput.parse({ rbd: "2134-5", name: "Liceo Agrícola El Huertón", comuna_code: "08301", dependency: "municipal", specialties: ["Agropecuaria"], ...more });

describe("the words of a school", () => {
  it("every dependency has its label, and the regions' labels are those of the database", async () => {
    await using database = await testDb();
    expect(Object.keys(DEPENDENCY_LABELS)).toEqual([...DEPENDENCIES]);
    expect((await listRegions(database.db)).map(({ code, short_name }) => ({ code, name: short_name }))).toEqual(REGIONS);
  });

  it("a specialties column that is no list is none", () => {
    expect(specialtiesOf('["Electricidad",3,null]')).toEqual(["Electricidad"]);
    expect(specialtiesOf("{}")).toEqual([]);
    expect(specialtiesOf("not json")).toEqual([]);
  });
});

describe("creating and changing schools", () => {
  it("takes region and search words from the comuna, and a slug with the comuna where the name is taken", async () => {
    await using database = await testDb();
    const { ctxOf, people } = await castOf(database.db);
    const before = await publicRevision(database.db);
    const first = await createEstablishment(ctxOf(people.admin), input());
    const second = await createEstablishment(ctxOf(people.admin), input({ rbd: undefined }));
    const third = await createEstablishment(ctxOf(people.admin), input({ rbd: undefined }));
    expect([first.slug, second.slug, third.slug]).toEqual(["liceo-agricola-el-huerton", "liceo-agricola-el-huerton-los-angeles", "liceo-agricola-el-huerton-los-angeles-2"]);
    expect(await establishmentBySlug(database.db, first.slug)).toMatchObject({ comuna: "Los Ángeles", region: "Biobío", region_code: "08", rbd: "2134-5" });
    expect((await listEstablishments(database.db, { q: "huerton" })).total).toBe(3);
    expect((await listEstablishments(database.db, { q: "2134" })).total).toBe(1);
    expect((await listEstablishments(database.db, { q: "angeles", region: "08" })).total).toBe(3);
    expect((await listEstablishments(database.db, { q: "angeles", region: "09" })).total).toBe(0);
    expect(await publicRevision(database.db)).toBeGreaterThan(before);
  });

  it("refuses a comuna that is not, and another school's RBD", async () => {
    await using database = await testDb();
    const { ctxOf, people } = await castOf(database.db);
    await createEstablishment(ctxOf(people.admin), input());
    await expect(createEstablishment(ctxOf(people.admin), input({ comuna_code: "99999" }))).rejects.toMatchObject({ fields: { comuna_code: ["not_found"] } });
    await expect(createEstablishment(ctxOf(people.admin), input())).rejects.toMatchObject({ fields: { rbd: ["rbd_taken"] } });
    await expect(createEstablishment(ctxOf(people.head), input())).rejects.toMatchObject({ code: "forbidden" });
    expect(EstablishmentInput.safeParse({ ...input(), rbd: "12345678" }).success).toBe(false);
  });

  it("a change keeps its own RBD and slug; a new name redirects the old address", async () => {
    await using database = await testDb();
    const { ctxOf, people } = await castOf(database.db);
    const { id, slug } = await createEstablishment(ctxOf(people.admin), input());
    expect(await updateEstablishment(ctxOf(people.admin), id, input({ cohort: 2024 }))).toEqual({ slug });
    const renamed = await updateEstablishment(ctxOf(people.admin), id, input({ name: "Liceo Bicentenario El Huertón", comuna_code: "09101" }));
    expect(renamed.slug).toBe("liceo-bicentenario-el-huerton");
    expect(await currentEstablishmentSlug(database.db, slug)).toBe(renamed.slug);
    expect(await establishmentBySlug(database.db, renamed.slug)).toMatchObject({ region_code: "09", cohort: null });
  });

  it("pickers find by every word, in any order, without accents", async () => {
    await using database = await testDb();
    const { ctxOf, people } = await castOf(database.db);
    await createEstablishment(ctxOf(people.admin), input());
    expect((await establishmentOptions(database.db, "huertón LICEO")).map((each) => each.name)).toEqual(["Liceo Agrícola El Huertón"]);
    expect(await establishmentOptions(database.db, "huertón puerto")).toEqual([]);
    expect(await establishmentOptions(database.db, "", 2)).toHaveLength(2);
  });

  it("tells how many schools each comuna has", async () => {
    await using database = await testDb();
    await castOf(database.db);
    expect((await listSchoolPlaces(database.db)).map(({ comuna_code, schools }) => [comuna_code, schools]).sort()).toEqual([
      ["05101", 1],
      ["06101", 1],
      ["12101", 1],
    ]);
  });
});

describe("counterparts", () => {
  it("the head names people of the school, twice is once, and ends them", async () => {
    await using database = await testDb();
    const { ctxOf, people, ids } = await castOf(database.db);
    const head = ctxOf(people.head);
    await nameCounterpart(head, ids.boldos, ids.teacher);
    await nameCounterpart(head, ids.boldos, ids.teacher);
    const named = await listCounterparts(database.db, ids.boldos);
    expect(named.map((each) => each.name)).toEqual(["Hernán Vidal Cea", "Teresa Soto Araya"]);
    expect((await listSchoolPeople(database.db, ids.boldos)).rows.map((each) => each.name)).toEqual(["Bruno Muñoz Tapia"]);
    await endCounterpart(head, ids.boldos, named[1]?.id ?? "");
    await endCounterpart(head, ids.boldos, named[1]?.id ?? "");
    expect(await listCounterparts(database.db, ids.boldos)).toHaveLength(1);
    await nameCounterpart(head, ids.boldos, ids.teacher);
    expect(await listCounterparts(database.db, ids.boldos)).toHaveLength(2);
  });

  it("only people of that school, and only by its head or administration", async () => {
    await using database = await testDb();
    const { ctxOf, people, ids } = await castOf(database.db);
    await expect(nameCounterpart(ctxOf(people.head), ids.boldos, ids.outsider)).rejects.toMatchObject({ fields: { person_id: ["not_found"] } });
    await expect(nameCounterpart(ctxOf(people.head), ids.puerto, ids.coordinatorA)).rejects.toMatchObject({ code: "forbidden" });
    await expect(nameCounterpart(ctxOf(people.teacher), ids.boldos, ids.teacher)).rejects.toMatchObject({ code: "forbidden" });
    await expect(nameCounterpart(ctxOf(null), ids.boldos, ids.teacher)).rejects.toMatchObject({ code: "signed_out" });
    expect(await mayNameCounterparts(ctxOf(people.admin), ids.puerto)).toBe(true);
    expect(await mayNameCounterparts(ctxOf(people.teacher), ids.boldos)).toBe(false);
  });

  it("somebody who merely calls themselves the head of a school names nobody", async () => {
    await using database = await testDb();
    const { ctxOf, people, ids } = await castOf(database.db);
    await database.db.updateTable("people").set({ position: "head" }).where("id", "=", ids.outsider).execute();
    expect(await mayNameCounterparts(ctxOf(people.outsider), ids.austral)).toBe(false);
    await nameCounterpart(ctxOf(people.admin), ids.austral, ids.outsider);
    expect(await mayNameCounterparts(ctxOf(people.outsider), ids.austral)).toBe(true);
  });
});
