/** Calls in every phase, with their forms, rubrics, juries, applications and assessments. */
import { searchText } from "#db/search-text.ts";
import { type Directory, TOPICS } from "./generate-directory.ts";
import { commonWord } from "./generate-resources.ts";
import { seededId } from "./random.ts";
import { insertAll, insertMany, type Making, range } from "./rows.ts";

/** At full size 40 calls with 3,000 applications. */
export const callsOf = (people: number): number => Math.max(4, Math.floor(people / 500));
const applicationsOf = (people: number): number => Math.floor(people * 0.15);
const QUESTIONS = ["text", "choice", "line"] as const;
const CRITERIA = 5;
export const JURORS = 5;
const ASSESSED_BY = 3;

const PHASES = ["open", "assessing", "decided", "upcoming"] as const;
const phase = (n: number) => PHASES[n % PHASES.length] as (typeof PHASES)[number];

/** The first of each phase is of node 6, which somebody coordinates in the journey. */
const nodeOf = ({ nodeIds }: Directory, n: number): string | null => (n < 4 ? nodeIds[5] : n % 5 === 4 ? null : nodeIds[n % nodeIds.length]) ?? null;
export const callSlug = (n: number): string => `llamado-${n + 1}`;
/** The jurors of a call; the first of the assessed one are given, so that the journey can sit in its jury. */
const juror = ({ people }: Directory, call: number, turn: number): string => people[(100 + call * 50 + turn) % people.length]?.id as string;

export async function generateCalls(making: Making, directory: Directory): Promise<void> {
  const { db, size, say } = making;
  const calls = callsOf(size.people);
  say(`${calls} calls with ${applicationsOf(size.people)} applications`);
  await insertMany(db, "calls", calls, (n) => callRow(making, directory, n));
  await generateParts(making, directory, calls);
  const applications = applicationsIn(making, directory, calls);
  await insertAll(db, "applications", applications);
  await generateAssessments(making, directory, calls, applications);
}

const day = (today: string, days: number): string => new Date(Date.parse(today) + days * 86_400_000).toISOString();

function callRow({ today, pick }: Making, directory: Directory, n: number) {
  const [opens, closes] = { open: [-20, 20], assessing: [-60, -5], decided: [-200, -100], upcoming: [10, 50] }[phase(n)] as [number, number];
  const times = { opens_at: day(today, opens), closes_at: day(today, closes + (n % 7) / 10), jury_at: day(today, closes + 20) };
  const title = `${pick(TOPICS)} en tu liceo ${n + 1}`;
  const summary = `Cuéntanos qué resultó con ${commonWord(n)}.`;
  const body = range(40)
    .map((turn) => commonWord(turn * 3))
    .join(" ");
  const nothing = { event_id: null, encounter_id: null, cancelled_at: null, cancel_reason: null, archived_at: null };
  return {
    ...{ id: seededId("call", n), slug: callSlug(n), kind: n % 3 === 2 ? "call" : "contest", node_id: nodeOf(directory, n), visibility: n % 8 === 7 ? "members" : "public" },
    ...{ title, summary, body_md: body, body_html: `<p>${body}</p>`, prizes: "Un lugar en el encuentro.", zone: "America/Santiago", search_text: searchText(title, summary) },
    ...times,
    ...{ opens_local: times.opens_at.slice(0, 16), closes_local: times.closes_at.slice(0, 16), jury_local: times.jury_at.slice(0, 16) },
    ...{ blind: n % 2, work: "none", most_each: 3, created_by: directory.people[5]?.id ?? null, created_at: day(today, opens - 10), updated_at: day(today, opens - 10) },
    ...{ published_at: day(today, opens - 5), results_at: phase(n) === "decided" ? day(today, closes + 30) : null, ...nothing },
  };
}

async function generateParts({ db, today }: Making, directory: Directory, calls: number): Promise<void> {
  const levels = JSON.stringify(range(5).map((points) => ({ points, label: `Nivel ${points}`, description: "Lo que se ve en el taller." })));
  await insertMany(db, "call_questions", calls * QUESTIONS.length, (n) => ({
    ...{ id: seededId("question", n), call_id: seededId("call", Math.floor(n / QUESTIONS.length)), position: (n % QUESTIONS.length) + 1, kind: QUESTIONS[n % QUESTIONS.length] },
    ...{
      label: `Pregunta ${n % QUESTIONS.length}`,
      hint: "",
      required: 0,
      most: null,
      options: n % QUESTIONS.length === 1 ? '["Stand","Póster"]' : "[]",
      identifies: n % QUESTIONS.length === 2 ? 1 : 0,
    },
  }));
  await insertMany(db, "call_criteria", calls * CRITERIA, (n) => ({
    ...{ id: seededId("criterion", n), call_id: seededId("call", Math.floor(n / CRITERIA)), position: (n % CRITERIA) + 1, name: `Criterio ${n % CRITERIA}` },
    ...{ description: "Qué se mira.", weight: 20, levels },
  }));
  await insertMany(db, "call_jurors", calls * JURORS, (n) => ({
    ...{ id: seededId("juror", n), call_id: seededId("call", Math.floor(n / JURORS)), person_id: juror(directory, Math.floor(n / JURORS), n % JURORS), named_at: day(today, -70) },
    ...{ named_by: null, accepted_at: day(today, -60), declined_at: null, declared_at: today, removed_at: null },
  }));
}

/** A third of all at the assessed one; the others evenly. */
function applicationsIn({ size, today }: Making, { people, schools }: Directory, calls: number) {
  const all = applicationsOf(size.people);
  const numbers = new Array<number>(calls).fill(0);
  return range(all).map((n) => {
    const other = n % calls;
    const call = n % 3 === 0 || phase(other) === "upcoming" ? 1 : other;
    const draft = n % 10 === 9;
    if (!draft) numbers[call] = (numbers[call] ?? 0) + 1;
    const number = draft ? null : (numbers[call] ?? 0);
    const at = day(today, phase(call) === "open" ? -2 : phase(call) === "assessing" ? -8 : -110);
    const title = `Taller ${commonWord(n % 900)} ${n}`;
    const answers = JSON.stringify({ [seededId("question", call * QUESTIONS.length)]: "Cambió la forma en que se evalúa el taller. ".repeat(10) });
    const won = phase(call) === "decided" && number !== null && number <= 3;
    const nothing = { establishment_id: schools[n % schools.length]?.id ?? null, resource_id: null, work: null, withdrawn_at: null, out_at: null, out_by: null, out_reason: null };
    return {
      ...{ id: seededId("application", n), call_id: seededId("call", call), number, person_id: people[(n * 3 + 500) % people.length]?.id ?? null, ...nothing },
      ...{ title, summary: "Qué hicimos y qué pasó.", team: "Dos docentes y su curso.", answers, search_text: searchText(title), state: draft ? "draft" : "submitted" },
      ...{ created_at: at, updated_at: at, submitted_at: draft ? null : at, award: won ? `Lugar ${number}` : null, award_position: won ? number : null },
    };
  });
}

/** Three of the jury read each of those that are closed. */
async function generateAssessments({ db, today }: Making, directory: Directory, calls: number, applications: ReturnType<typeof applicationsIn>): Promise<void> {
  const callOf = new Map(range(calls).map((n) => [seededId("call", n), n]));
  const closed = applications.filter(({ call_id, state }) => state === "submitted" && ["assessing", "decided"].includes(phase(callOf.get(call_id) ?? 0)));
  const rows = closed.flatMap((application, n) =>
    range(ASSESSED_BY).map((turn) => ({
      ...{ id: seededId("assessment", n * ASSESSED_BY + turn), call_id: application.call_id, application_id: application.id },
      ...{
        person_id: juror(directory, callOf.get(application.call_id) ?? 0, (n + turn) % JURORS),
        comment_md: "Se entiende bien.",
        comment_html: "<p>Se entiende bien.</p>",
        note: "",
      },
      ...{ created_at: today, updated_at: today, done_at: n % 10 === 9 ? null : today },
    })),
  );
  await insertAll(db, "assessments", rows);
  const scores = rows.flatMap((row, n) =>
    range(CRITERIA).map((turn) => ({
      ...{ assessment_id: row.id, criterion_id: seededId("criterion", (callOf.get(row.call_id) ?? 0) * CRITERIA + turn), points: (n + turn) % 5, comment: "" },
    })),
  );
  await insertAll(db, "assessment_scores", scores);
}
