/** What people say and do around the repository's resources: comments, marks, two collections, one report. */

import { CollectionInput } from "#app/domain/collections/collection.ts";
import { addItem, changeItems, makeCollection } from "#app/domain/collections/collections.server.ts";
import { sayComment } from "#app/domain/comments/comments.server.ts";
import type { Actor, Ctx } from "#app/domain/context.ts";
import { loadActor } from "#app/domain/identity/sessions.server.ts";
import { setMark } from "#app/domain/marks/marks.server.ts";
import { noteUse } from "#app/domain/marks/uses.server.ts";
import { ReportInput } from "#app/domain/reports/report.ts";
import { fileReport } from "#app/domain/reports/reports.server.ts";
import type { Db } from "./create.ts";
import { newId } from "./ids.ts";

type CtxAt = (days: number) => (actor: Actor | null) => Ctx;

interface Work {
  id: string;
  slug: string;
  kind: string;
}

const TEACHER = "docente@nodos.example";
const COORDINATOR = "coordinacion@nodos.example";
const HEAD = "direccion@nodos.example";

/** Needs what seedExperiences and the seed of resources made. */
export async function seedConversation(ctxAt: CtxAt): Promise<void> {
  const { db } = ctxAt(0)(null);
  const works = await publicWorks(db);
  const [first, second] = works;
  const [teacher, coordinator, head] = [await actorOf(db, TEACHER), await actorOf(db, COORDINATOR), await actorOf(db, HEAD)];
  if (!first || !second || !teacher || !coordinator || !head) return;
  await talk(first, { teacher, coordinator, head }, ctxAt);
  for (const [n, work] of works.entries()) {
    await setMark(ctxAt(3)(teacher), work.slug, n % 2 === 0 ? "saved" : "useful", true);
    if (n % 3 === 0) await setMark(ctxAt(2)(head), work.slug, "useful", true);
    for (let use = 0; use < 12 - n * 2; use += 1) await noteUse(db, work.id, ctxAt(use * 3)(null).now);
  }
  await collect(works, coordinator, teacher, ctxAt);
  await fileReport(
    ctxAt(1)(head),
    second.slug,
    { kind: "resource", id: "" },
    ReportInput.parse({ report_id: newId(), reason: "wrong", message: "El enlace del final ya no abre." }),
  );
}

async function publicWorks(db: Db): Promise<Work[]> {
  const works = db.selectFrom("resources").select(["id", "slug", "kind"]).where("state", "=", "published").where("visibility", "=", "public");
  return works.orderBy("replications_count", "desc").orderBy("slug").limit(8).execute();
}

async function actorOf(db: Db, email: string): Promise<Actor | null> {
  const row = await db.selectFrom("people").select("id").where("email", "=", email).executeTakeFirst();
  return row ? loadActor(db, row.id) : null;
}

async function talk(work: Work, { teacher, coordinator, head }: Record<"teacher" | "coordinator" | "head", Actor>, ctxAt: CtxAt): Promise<void> {
  const said = (body: string, more: { parent_id?: string; section?: "transferability" | "results" } = {}) => ({
    comment_id: newId(),
    parent_id: null,
    section: null,
    body,
    ...more,
  });
  const question = said("Queremos partir en marzo con un curso. ¿Con **cuántas horas** a la semana empezaron, y quién las financió?");
  await sayComment(ctxAt(9)(teacher), work.slug, question);
  await sayComment(
    ctxAt(8)(coordinator),
    work.slug,
    said("Nosotros con dos horas, dentro del módulo. Lo que más costó fue el traslado; el segundo año lo puso la municipalidad.", { parent_id: question.comment_id }),
  );
  await sayComment(
    ctxAt(6)(head),
    work.slug,
    said("Lo conversamos en consejo. Para una dirección lo útil es saber qué hay que tener listo *antes* de partir: quizás una lista corta al comienzo."),
  );
  if (work.kind !== "experience") return;
  await sayComment(ctxAt(5)(coordinator), work.slug, said("Muy clara. Ayudaría poner un costo aproximado por estudiante.", { section: "transferability" }));
}

async function collect(works: readonly Work[], coordinator: Actor, teacher: Actor, ctxAt: CtxAt): Promise<void> {
  const made = async (actor: Actor, days: number, input: Record<string, string>, items: readonly Work[], note: string) => {
    const collection = CollectionInput.parse({ collection_id: newId(), ...input });
    const ctx = ctxAt(days)(actor);
    await makeCollection(ctx, collection);
    for (const item of items) await addItem(ctx, collection.collection_id, item.id);
    const [first] = items;
    if (first) await changeItems(ctx, collection.collection_id, { act: "note", resource_id: first.id, note });
  };
  const experiences = works.filter((work) => work.kind === "experience");
  await made(
    coordinator,
    4,
    {
      title: "Para empezar a trabajar con el territorio",
      summary: "Tres experiencias que salieron del liceo: en qué orden mirarlas y qué tomar de cada una.",
      body_md: "Pensada para equipos que parten. **Una por reunión de departamento** alcanza: se lee antes y se conversa qué serviría aquí.",
      visibility: "public",
    },
    experiences.length > 1 ? experiences : works.slice(0, 3),
    "Empieza por aquí: mira sobre todo *Para llevarla a otra escuela*.",
  );
  await made(
    teacher,
    2,
    { title: "Para mi curso de tercero", summary: "Lo que quiero probar este semestre.", visibility: "mine" },
    works.slice(0, 2),
    "Revisar las horas con UTP.",
  );
}
