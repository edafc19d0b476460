/** A stage for tests of calls: an organiser, a jury, and applicants from several schools. */
import type { Actor } from "#app/domain/context.ts";
import { type RepositoryStage, repositoryStage } from "#app/domain/resources/resources.testing.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { searchText } from "#db/search-text.ts";
import { CAST_NOW } from "#db/testing-cast.ts";
import type { Criterion, Question } from "./call.ts";
import { CallInput } from "./call-form.ts";
import { publishCall, startCall } from "./calls.server.ts";
import { insertQuestions } from "./form.server.ts";
import { insertCriteria } from "./rubric.server.ts";

/** The times of openCall(): CAST_NOW lies between opening and closing. */
export const CALL_TIMES = {
  closes: "2026-12-11T02:59:00.000Z",
  afterClosing: "2026-12-12T15:00:00.000Z",
  afterJury: "2026-12-22T15:00:00.000Z",
};

export interface CallStage extends RepositoryStage {
  /** Camila Díaz: coordinates node A, teacher at Puerto. */
  organiser: Actor;
  /** Alicia Paredes (an ally, no school), Bruno Muñoz (Boldos) and Daniela Curín (Austral). */
  jurors: [Actor, Actor, Actor];
  /** Teresa Soto (Boldos), Óscar Núñez (Austral), Beatriz Lagos (Puerto), Hernán Vidal (head of Boldos). */
  applicants: [Actor, Actor, Actor, Actor];
  /** A draft of node A. */
  draftCall: (over?: CallOver) => Promise<{ id: string; slug: string }>;
  /** Published, open at CAST_NOW, with a form of three questions and a rubric of two criteria. `jury`: its three jurors have accepted and declared. */
  openCall: (over?: CallOver) => Promise<{ id: string; slug: string }>;
}

export type CallOver = Record<string, unknown> & { questions?: StageQuestion[]; criteria?: StageCriterion[]; jury?: boolean };
type StageQuestion = Omit<Question, "id"> & { id?: string };
type StageCriterion = Omit<Criterion, "id"> & { id?: string };

/** As the form of a call sends it. */
export const callForm = (change: Record<string, unknown> = {}): CallInput =>
  CallInput.parse({
    call_id: newId(),
    kind: "contest",
    visibility: "members",
    title: "Feria de experiencias de innovación",
    summary: "Muestra lo que tu liceo está probando en el taller.",
    body_md: "Puede postular **cualquier docente** de la red.",
    prizes: "Un lugar en el encuentro territorial.",
    zone: "America/Santiago",
    opens_date: "2026-11-10",
    closes_date: "2026-12-10",
    jury_date: "2026-12-20",
    work: "optional",
    ...change,
  });

export const stageQuestion = (change: Partial<StageQuestion> = {}): StageQuestion => ({
  ...{ kind: "text", label: "¿Qué cambió en el aprendizaje?", hint: "", required: true, most: 2_000, options: [], identifies: false },
  ...change,
});

const LEVELS = [
  { points: 0, label: "No se ve", description: "" },
  { points: 2, label: "Se ve en parte", description: "" },
  { points: 4, label: "Se ve con claridad", description: "" },
];

export const stageCriterion = (change: Partial<StageCriterion> = {}): StageCriterion => ({ name: "Pertinencia", description: "", weight: 60, levels: LEVELS, ...change });

export async function callStage(db: Db): Promise<CallStage> {
  const stage = await repositoryStage(db);
  const { people, cast } = stage;
  const organiser = people.coordinatorA;
  const daniela = newcomer("Daniela Curín Painén", "daniela@cast.example", cast.schools.austral.id);
  const beatriz = newcomer("Beatriz Lagos Mella", "beatriz@cast.example", cast.schools.puerto.id);
  await insertNewcomers(db, [daniela, beatriz]);
  const jurors: CallStage["jurors"] = [people.ally, people.coordinatorB, daniela];
  const applicants: CallStage["applicants"] = [people.teacher, people.outsider, beatriz, people.head];
  const ctx = stage.ctxOf(organiser);
  const draftCall: CallStage["draftCall"] = async ({ questions, criteria, jury, ...over } = {}) => {
    const made = await startCall(ctx, callForm({ node_id: stage.nodes.a.id, ...over }));
    await insertQuestions(ctx, made.id, questions ?? formOfStage());
    await insertCriteria(ctx, made.id, criteria ?? [stageCriterion(), stageCriterion({ name: "Transferibilidad", weight: 40 })]);
    if (jury) await seatJury(db, made.id, organiser, jurors);
    return made;
  };
  const openCall: CallStage["openCall"] = async (over) => {
    const made = await draftCall(over);
    await publishCall(ctx, made.id);
    return made;
  };
  return { ...stage, organiser, jurors, applicants, draftCall, openCall };
}

const formOfStage = (): StageQuestion[] => [
  stageQuestion(),
  stageQuestion({ kind: "choice", label: "¿Cómo la mostrarían?", required: false, most: null, options: ["Stand", "Póster", "Ponencia"] }),
  stageQuestion({ kind: "line", label: "¿Quién dirige el establecimiento?", required: false, most: 200, identifies: true }),
];

function newcomer(name: string, email: string, establishmentId: string): Actor {
  return { id: newId(), email, name, establishmentId, admin: false, memberOf: [], coordinates: [], rights: {}, circleRights: {}, circles: [] };
}

async function insertNewcomers(db: Db, people: readonly Actor[]): Promise<void> {
  await db
    .insertInto("people")
    .values(
      people.map(({ id, name, email, establishmentId }) => ({
        ...{ id, name, email, establishment_id: establishmentId, position: "teacher", organisation: null, specialty: null, password_hash: null },
        ...{ email_confirmed_at: CAST_NOW, name_public_at: null, admin_since: null, suspended_at: null, search_text: searchText(name, email) },
        ...{ created_at: CAST_NOW, updated_at: CAST_NOW },
      })),
    )
    .execute();
}

async function seatJury(db: Db, callId: string, by: Actor, jurors: readonly Actor[]): Promise<void> {
  // One declares when everything is in: at the closing or later.
  const { closes_at } = await db.selectFrom("calls").select("closes_at").where("id", "=", callId).executeTakeFirstOrThrow();
  await db
    .insertInto("call_jurors")
    .values(
      jurors.map(({ id }) => ({
        ...{ id: newId(), call_id: callId, person_id: id, named_at: CAST_NOW, named_by: by.id },
        ...{ accepted_at: CAST_NOW, declined_at: null, declared_at: closes_at, removed_at: null },
      })),
    )
    .execute();
}
