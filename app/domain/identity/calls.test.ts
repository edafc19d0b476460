import { afterEach, beforeEach, expect, test } from "vitest";
import type { Actor } from "#app/domain/context.ts";
import { insertApplication, insertCall, insertJuror } from "#app/domain/search/talks.testing.ts";
import type { Database } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { countingQueries } from "#db/query-count.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW, type Cast, castOf } from "#db/testing-cast.ts";
import type { SignedIn } from "./account.server.ts";
import { closeAccount } from "./closing.server.ts";
import { exportOwnData } from "./own-data.server.ts";

let database: Database;
let cast: Cast;
let at: Awaited<ReturnType<typeof contests>>;
beforeEach(async () => {
  database = await testDb();
  cast = await castOf(database.db);
  at = await contests(cast.people);
});
afterEach(() => database.close());

const NAME = "Teresa Soto Araya";

/** Teresa applied to one that is decided and to one that is not, sits in the jury of a third, and organised it. */
async function contests({ teacher, head, ally }: Cast["people"]) {
  const { db } = database;
  const decided = await insertCall(db, { title: "Feria decidida", results_at: CAST_NOW });
  const open = await insertCall(db, { title: "Fondo abierto" });
  const judged = await insertCall(db, { title: "Muestra evaluada", created_by: teacher.id });
  const [who, what, criterion] = [newId(), newId(), newId()];
  const question = { call_id: decided.id, kind: "line", hint: "", required: 0, most: null, options: "[]" };
  await db
    .insertInto("call_questions")
    .values([
      { ...question, id: who, position: 1, label: "¿Quién dirige?", identifies: 1 },
      { ...question, id: what, position: 2, label: "¿Qué cambió?", identifies: 0 },
    ])
    .execute();
  const answers = JSON.stringify({ [who]: "Mi tía Rosa", [what]: "Se arma en parejas" });
  const work = JSON.stringify({ title: "Tableros", authors: [NAME, "Hernán Vidal Cea"], schools: [], sections: [] });
  const own = await insertApplication(db, decided.id, teacher.id, { title: "Tableros seguros", team: "Con Hernán", answers, work, award: "Primer lugar" });
  const draft = await insertApplication(db, open.id, teacher.id, { title: "A medio escribir", state: "draft", number: null });
  const other = await insertApplication(db, judged.id, head.id, { title: "La de Hernán" });
  const hidden = await insertApplication(db, judged.id, ally.id, { title: "La de Alicia", number: 2 });
  await insertJuror(db, judged.id, teacher.id, { accepted_at: CAST_NOW });
  await db.insertInto("call_criteria").values({ id: criterion, call_id: judged.id, position: 1, name: "Pertinencia", description: "", weight: 1, levels: "[]" }).execute();
  await assess(judged.id, other, teacher, criterion, "Bien contada");
  await assess(judged.id, hidden, teacher, criterion, "No debí leerla");
  await assess(decided.id, own, ally, null, "Se entiende");
  const conflict = { kind: "works_together", note: "Trabajo con Teresa", source: "declared", at: CAST_NOW, by_person_id: null, lifted_at: null, lifted_by: null };
  await db
    .insertInto("call_conflicts")
    .values([
      { ...conflict, id: newId(), call_id: judged.id, application_id: hidden, person_id: teacher.id },
      { ...conflict, id: newId(), call_id: decided.id, application_id: own, person_id: head.id },
    ])
    .execute();
  return { own, draft, other, hidden, what };
}

async function assess(call_id: string, application_id: string, by: Actor, criterion: string | null, comment_md: string): Promise<void> {
  const id = newId();
  const when = { created_at: CAST_NOW, updated_at: CAST_NOW, done_at: CAST_NOW };
  await database.db
    .insertInto("assessments")
    .values({ id, call_id, application_id, person_id: by.id, comment_md, comment_html: "", note: "", ...when })
    .execute();
  if (criterion) await database.db.insertInto("assessment_scores").values({ assessment_id: id, criterion_id: criterion, points: 4, comment: "Clara" }).execute();
}

test("one is given what calls keep of one, and of the jury what it said and not who", async () => {
  const { result, queries } = await countingQueries(() => exportOwnData(cast.ctxOf(cast.people.teacher) as SignedIn));
  const told = JSON.stringify(result);
  for (const what of ["call organised", "application", "answers of an application", "award", "assessment received", "jury", "conflict of interest", "assessment", "score"])
    expect(told).toContain(`"what":"${what}"`);
  for (const words of ["Mi tía Rosa", "Se entiende", "No debí leerla", "Pertinencia: 4"]) expect(told).toContain(words);
  expect(told).not.toContain("Alicia");
  expect(queries).toBeLessThanOrEqual(10);
});

test("closing takes back what is not decided, and leaves what is without whose it was", async () => {
  const { db } = database;
  await closeAccount(cast.ctxOf(cast.people.teacher) as SignedIn);
  const all = await Promise.all(
    (["calls", "applications", "call_jurors", "call_conflicts", "assessments", "assessment_scores"] as const).map((table) => db.selectFrom(table).selectAll().execute()),
  );
  expect(JSON.stringify(all)).not.toMatch(new RegExp(`${NAME}|${cast.ids.teacher}|Con Hernán|Mi tía Rosa|A medio|No debí|Trabajo con`));
  const applications = await db.selectFrom("applications").select(["id", "person_id", "answers", "award"]).orderBy("id").execute();
  expect(applications).toMatchObject([
    { id: at.own, person_id: null, answers: JSON.stringify({ [at.what]: "Se arma en parejas" }), award: "Primer lugar" },
    { id: at.other },
    { id: at.hidden },
  ]);
  // What counted still does, and what a conflict of interest kept out does not come in.
  const kept = await db.selectFrom("assessments").select(["application_id", "person_id"]).orderBy("application_id").execute();
  expect(kept).toEqual([
    { application_id: at.own, person_id: cast.ids.ally },
    { application_id: at.other, person_id: null },
  ]);
});
