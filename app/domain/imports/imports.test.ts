import { describe, expect, test } from "vitest";
import { isDomainError } from "#app/domain/errors.ts";
import { testDb } from "#db/testing.ts";
import { castOf } from "#db/testing-cast.ts";
import { findImport } from "./imports.repo.server.ts";
import { applyImport, changedSinceCheck, checkImport, discardImport, requestImport } from "./imports.server.ts";
import { countActions, type ImportReport } from "./report.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

async function setting() {
  const t = await testDb();
  const cast = await castOf(t.db);
  const ctx = cast.ctxOf(cast.people.admin);
  const reportOf = async (id: string) => JSON.parse((await findImport(t.db, id))?.report ?? "{}") as ImportReport;
  const apply = async (id: string) => {
    await requestImport(ctx, id);
    return applyImport({ ...ctx, actor: null }, id);
  };
  return { ...t, cast, ctx, reportOf, apply, [Symbol.asyncDispose]: t.close };
}

describe("establishments", () => {
  test("the check says what each line would do, and writes nothing", async () => {
    await using s = await setting();
    const before = await s.db.selectFrom("establishments").selectAll().orderBy("id").execute();
    const file = [
      "Nombre;RBD;Comuna;Rural;Dependencia;Territorio",
      "Liceo Nuevo de Quemchi;8123-4;QUEMCHI;sí;Municipal;Electricidad",
      `${s.cast.schools.boldos.name};;Rancagua;sí;;`,
      "Escuela sin comuna;;;;;",
      "Escuela perdida;;Atlantis;;;Nodo X",
      "Liceo Nuevo de Quemchi;8123-4;Quemchi;;;",
    ].join("\r\n");
    const id = await checkImport(s.ctx, "establishments", "liceos.csv", bytes(file));
    const report = await s.reportOf(id);
    expect(report.lines.map(({ line, action, reasons }) => [line, action, reasons.map((r) => r.code).join()])).toEqual([
      [2, "create", ""],
      [3, "change", ""],
      [4, "refuse", "comuna_missing"],
      [5, "refuse", "comuna_unknown,node_unknown"],
      [6, "refuse", "repeated"],
    ]);
    expect(report.lines[1]?.changes).toEqual([{ field: "rural", from: "0", to: "1" }]);
    expect(await s.db.selectFrom("establishments").selectAll().orderBy("id").execute()).toEqual(before);
  });

  test("applying writes the good lines, joins the territory, and a second import of the same file changes nothing", async () => {
    await using s = await setting();
    const file = bytes("nombre,comuna,territorio\nLiceo A,Calama,Electricidad\nLiceo A,Iquique,\nOtro,Nada,\n");
    const id = await checkImport(s.ctx, "establishments", "a.csv", file);
    expect(await s.apply(id)).toBe("applied");
    const found = await s.db.selectFrom("establishments").select(["slug", "comuna_code"]).where("name", "=", "Liceo A").orderBy("slug").execute();
    expect(found).toEqual([
      { slug: "liceo-a", comuna_code: "02201" },
      { slug: "liceo-a-iquique", comuna_code: "01101" },
    ]);
    expect(
      await s.db.selectFrom("node_establishments").select("node_id").innerJoin("establishments", "id", "establishment_id").where("slug", "=", "liceo-a").execute(),
    ).toHaveLength(1);
    const again = await s.reportOf(await checkImport(s.ctx, "establishments", "a.csv", file));
    expect(countActions(again)).toEqual({ create: 0, change: 0, same: 2, refuse: 1 });
  });

  test("reads what a Spanish Excel saves (Windows-1252, semicolons) and refuses what is no table", async () => {
    await using s = await setting();
    const latin = Uint8Array.from([..."Nombre;Comuna\r\nEscuela \xD1and\xFA;\xD1u\xF1oa\r\n"].map((char) => char.charCodeAt(0)));
    const report = await s.reportOf(await checkImport(s.ctx, "establishments", "x.csv", latin));
    expect(report.lines).toMatchObject([{ action: "create", title: "Escuela Ñandú" }]);
    for (const [content, code] of [
      ["", "file_required"],
      ["nombre\n", "file_no_rows"],
      ["a;b\n1;2", "file_missing_column"],
      ['nombre\n"a', "file_not_csv"],
      ["PK\u0003\u0004\0\0", "file_not_csv"],
    ] as const) {
      const refusal = await checkImport(s.ctx, "establishments", "x", bytes(content)).catch((error: unknown) => error);
      expect(isDomainError(refusal) && refusal.fields.file, content).toEqual([code]);
    }
  });
});

describe("people", () => {
  test("creates, changes, joins nodes and names counterparts; refuses bad and repeated addresses with the reason", async () => {
    await using s = await setting();
    const school = s.cast.schools.boldos.name;
    const file = [
      "nombre,correo,establecimiento,cargo,nodos,contraparte",
      `Nueva Persona,NUEVA@liceo.cl,${school},Docente,Electricidad,sí`,
      `Teresa S. Araya,teresa@cast.example,,Directora,,`,
      `"Coma, Mala","a@b.cl,c@d.cl",,,,`,
      `Otra,nueva@liceo.cl,,,,`,
      `Sin liceo,sin@liceo.cl,Liceo Fantasma,rey,,`,
    ].join("\n");
    const id = await checkImport(s.ctx, "people", "p.csv", bytes(file));
    const report = await s.reportOf(id);
    expect(report.lines.map(({ action, reasons }) => [action, ...reasons.map((r) => r.code)])).toEqual([
      ["create"],
      ["change"],
      ["refuse", "email_bad"],
      ["refuse", "repeated"],
      ["refuse", "school_unknown", "position_unknown"],
    ]);
    expect(await s.apply(id)).toBe("applied");
    const person = await s.db.selectFrom("people").selectAll().where("email", "=", "nueva@liceo.cl").executeTakeFirstOrThrow();
    expect(person).toMatchObject({ name: "Nueva Persona", position: "teacher", password_hash: null, admin_since: null });
    expect(await s.db.selectFrom("memberships").select("id").where("person_id", "=", person.id).where("open", "=", 1).execute()).toHaveLength(1);
    expect(await s.db.selectFrom("counterparts").select("id").where("person_id", "=", person.id).execute()).toHaveLength(1);
    expect(await s.db.selectFrom("people").select(["name", "position"]).where("email", "=", "teresa@cast.example").executeTakeFirst()).toEqual({
      name: "Teresa S. Araya",
      position: "head",
    });
  });

  test("where the directory changed since the check, nothing is written and the new check waits for a yes", async () => {
    await using s = await setting();
    const id = await checkImport(s.ctx, "people", "p.csv", bytes("nombre,correo\nUna,una@x.cl\nDos,dos@x.cl\n"));
    await s.db.updateTable("people").set({ email: "una@x.cl" }).where("email", "=", "oscar@cast.example").execute();
    expect(await s.apply(id)).toBe("changed");
    expect(await s.db.selectFrom("people").select("id").where("email", "=", "dos@x.cl").execute()).toEqual([]);
    const row = await findImport(s.db, id);
    expect(row && changedSinceCheck(row)).toBe(true);
    expect(countActions(await s.reportOf(id))).toMatchObject({ create: 1, change: 1 });
    expect(await s.apply(id)).toBe("applied");
  });

  test("asked twice it is applied once; a discarded one never is; nobody but an administrator may", async () => {
    await using s = await setting();
    const file = bytes("nombre,correo\nUna,una@x.cl\n");
    const id = await checkImport(s.ctx, "people", "p.csv", file);
    await requestImport(s.ctx, id);
    await requestImport(s.ctx, id);
    const system = { ...s.ctx, actor: null };
    expect([await applyImport(system, id), await applyImport(system, id)]).toEqual(["applied", "nothing"]);
    const other = await checkImport(s.ctx, "people", "p.csv", bytes("nombre,correo\nTres,tres@x.cl\n"));
    await discardImport(s.ctx, other);
    await expect(requestImport(s.ctx, other)).rejects.toMatchObject({ code: "conflict" });
    await expect(checkImport(s.cast.ctxOf(s.cast.people.coordinatorA), "people", "p.csv", file)).rejects.toMatchObject({ code: "forbidden" });
  });
});
