/** A jury at work on a call of the example network: seats, declared conflicts, scores with their comments and, where it is decided, the awards. */
import { criteriaOf } from "#app/domain/calls/calls.repo.server.ts";
import { conflictsFound, insertConflicts } from "#app/domain/calls/conflicts.repo.server.ts";
import { rankingOf } from "#app/domain/calls/ranking.repo.server.ts";
import { renderMarkdown } from "#app/domain/markdown.server.ts";
import type { Db } from "./create.ts";
import { newId } from "./ids.ts";

interface SeededJury {
  callId: string;
  /** People of the jury; the last one still has something to do, unless it is decided. */
  jurorIds: string[];
  organiserId: string | null;
  /** Of the assessments; not before the closing. */
  at: string;
  /** With awards and published results. */
  decided: boolean;
}

const COMMENTS = [
  "Se entiende bien qué problema resolvieron y cómo lo supieron. **Para la muestra**: traigan una pieza hecha por estudiantes, y el costo de materiales por curso.",
  "La idea es sencilla y por eso se puede llevar a otro liceo. Falta decir cuántas horas toma prepararla y qué pasa con quienes faltan a una estación.",
  "Muy buen vínculo con las empresas de la comuna. Mejoraría la evidencia: los resultados se cuentan, pero no se muestran con datos de antes y después.",
  "Se nota el trabajo de todo el equipo. Cuenten qué harían distinto la segunda vez: es lo que más le sirve a quien quiera replicarlo.",
];
const REMARKS = ["Hay evidencia clara en las fotos y en la pauta.", "", "Falta un ejemplo concreto.", "", "Convence: se podría hacer con lo que hay en cualquier taller."];
const NOTES = ["Conversarla con el resto: me costó decidir entre dos niveles.", "", ""];
const RESULTS_MD =
  "Gracias a cada equipo que postuló: leer lo que hacen fue un gusto. El jurado miró sobre todo que otro liceo lo pueda hacer **con lo que ya tiene**.\n\nLos tres equipos reconocidos mostrarán su experiencia en el próximo encuentro.";
const AWARDS = [
  { award: "Primer lugar", award_position: 1, award_note: "Por una idea que cualquier taller puede poner en marcha el lunes." },
  { award: "Segundo lugar", award_position: 2, award_note: "Por el vínculo con su territorio." },
  { award: "Mención honrosa", award_position: 3, award_note: "Por la voz que dan a sus estudiantes." },
];

const DAY = 86_400_000;

/** Juries for the contests of the example network: named where a call is open, at work where it has closed, done where their date has passed. */
export async function seedJuries(db: Db, today: Date): Promise<void> {
  const now = today.toISOString();
  const calls = await db
    .selectFrom("calls")
    .select(["id", "node_id", "created_by", "published_at", "closes_at", "jury_at"])
    .where("kind", "=", "contest")
    .where("published_at", "is not", null)
    .execute();
  for (const call of calls) {
    const jurorIds = await jurorsFor(db, call);
    const closed = call.closes_at <= now;
    const decided = call.jury_at !== null && call.jury_at <= now;
    const at = decided ? (call.jury_at ?? now) : new Date(Math.max(Date.parse(call.closes_at) + DAY / 2, today.getTime() - DAY)).toISOString();
    if (closed) await seedAssessments(db, { callId: call.id, jurorIds, organiserId: call.created_by, at: at < now ? at : now, decided });
    else await nameAhead(db, call, jurorIds);
  }
}

/** The ally whom the demo lets in last, and three teachers of different schools who neither apply nor hold a role in the node. */
async function jurorsFor(db: Db, call: { id: string; node_id: string | null }): Promise<string[]> {
  const people = await db
    .selectFrom("people as p")
    .select(["p.id", "p.email", "p.establishment_id"])
    .where("p.admin_since", "is", null)
    .where("p.suspended_at", "is", null)
    .where((eb) => eb.or([eb("p.email", "=", "aliada@nodos.example"), eb("p.email", "like", "%@liceos.example")]))
    .where((eb) => eb.not(eb.exists(eb.selectFrom("applications as a").select("a.id").whereRef("a.person_id", "=", "p.id").where("a.call_id", "=", call.id))))
    .where((eb) => eb.not(eb.exists(eb.selectFrom("role_terms as t").select("t.id").whereRef("t.person_id", "=", "p.id"))))
    .orderBy("p.email", "desc")
    .execute();
  const schools = new Set<string>();
  const teachers = people.filter((person) => {
    if (person.establishment_id === null || schools.has(person.establishment_id)) return false;
    schools.add(person.establishment_id);
    return true;
  });
  const ally = people.filter((person) => person.email === "aliada@nodos.example");
  return [...teachers.slice(0, 3), ...ally].map((person) => person.id);
}

/** Before the closing: most have said yes, the last one was only asked. */
async function nameAhead(db: Db, call: { id: string; created_by: string | null; published_at: string | null }, jurorIds: readonly string[]): Promise<void> {
  const at = call.published_at ?? "";
  const seats = jurorIds.map((person_id, index) => ({
    ...{ id: newId(), call_id: call.id, person_id, named_at: at, named_by: call.created_by, declined_at: null, declared_at: null, removed_at: null },
    accepted_at: index === jurorIds.length - 1 ? null : at,
  }));
  if (seats.length > 0) await db.insertInto("call_jurors").values(seats).execute();
}

async function seedAssessments(db: Db, jury: SeededJury): Promise<void> {
  await seat(db, jury);
  const found = await conflictsFound(db, { id: jury.callId });
  await insertConflicts(
    db,
    jury.callId,
    found.map((row) => ({ ...row, note: "", source: "found", at: jury.at, by_person_id: null })),
  );
  const conflicts = new Set(found.map((row) => `${row.application_id}:${row.person_id}`));
  const applications = await db.selectFrom("applications").select("id").where("call_id", "=", jury.callId).where("state", "=", "submitted").orderBy("number").execute();
  for (const [j, personId] of jury.jurorIds.entries()) {
    const last = j === jury.jurorIds.length - 1 && !jury.decided;
    for (const [a, { id }] of applications.entries()) {
      if (conflicts.has(`${id}:${personId}`) || (last && a % 3 === 2)) continue;
      await assess(db, jury, { id, a, personId, j, done: !(last && a % 3 === 1) });
    }
  }
  if (jury.decided) await decide(db, jury);
}

async function seat(db: Db, { callId, jurorIds, organiserId, at }: SeededJury): Promise<void> {
  const asked = { named_at: at, named_by: organiserId, accepted_at: at, declined_at: null, declared_at: at, removed_at: null };
  await db
    .insertInto("call_jurors")
    .values(jurorIds.map((person_id) => ({ id: newId(), call_id: callId, person_id, ...asked })))
    .onConflict((oc) => oc.columns(["call_id", "person_id"]).doNothing())
    .execute();
}

interface One {
  id: string;
  a: number;
  personId: string;
  j: number;
  done: boolean;
}

/** Good work gets good levels from all, with the differences that people have. */
async function assess(db: Db, { callId, at }: SeededJury, { id, a, personId, j, done }: One): Promise<void> {
  const criteria = await criteriaOf(db, callId);
  const comment = COMMENTS[(a + j) % COMMENTS.length] ?? "";
  const note = NOTES[(a + 2 * j) % NOTES.length] ?? "";
  const times = { created_at: at, updated_at: at, done_at: done ? at : null };
  const assessment = { id: newId(), call_id: callId, application_id: id, person_id: personId, ...times };
  await db
    .insertInto("assessments")
    .values({ ...assessment, comment_md: comment, comment_html: renderMarkdown(comment), note })
    .execute();
  const scores = criteria.map(({ id: criterion, levels }, c) => {
    const down = (a * 2 + c + (j === 1 ? 1 : 0)) % levels.length;
    const level = levels[Math.max(0, levels.length - 1 - (a === 0 ? down % 2 : down))];
    return { assessment_id: assessment.id, criterion_id: criterion, points: level?.points ?? 0, comment: REMARKS[(a + c + j) % REMARKS.length] ?? "" };
  });
  const written = done ? scores : scores.slice(0, 1);
  if (written.length > 0) await db.insertInto("assessment_scores").values(written).execute();
}

async function decide(db: Db, { callId, organiserId, at }: SeededJury): Promise<void> {
  const ranked = await rankingOf(db, callId);
  for (const [index, award] of AWARDS.entries()) {
    const one = ranked[index];
    if (one) await db.updateTable("applications").set(award).where("id", "=", one.id).execute();
  }
  const published = { results_at: at, results_md: RESULTS_MD, results_html: renderMarkdown(RESULTS_MD), updated_at: at };
  await db.updateTable("calls").set(published).where("id", "=", callId).execute();
  await db.insertInto("call_changes").values({ id: newId(), call_id: callId, kind: "results", note: "", at, by_person_id: organiserId }).execute();
}
