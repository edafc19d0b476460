/** Applications to the calls of the example network: drafts, sent in, one put out, one withdrawn; one made from an experience. */
import { saveApplication, startApplication, submitApplication, withdrawApplication } from "#app/domain/calls/applications.server.ts";
import type { Question } from "#app/domain/calls/call.ts";
import { questionsOf } from "#app/domain/calls/calls.repo.server.ts";
import { setOut } from "#app/domain/calls/out-of-bases.server.ts";
import type { Actor, Ctx } from "#app/domain/context.ts";
import { isDomainError } from "#app/domain/errors.ts";
import { loadActor } from "#app/domain/identity/sessions.server.ts";
import { startResource } from "#app/domain/resources/drafting.server.ts";
import { publishDraft } from "#app/domain/resources/publishing.server.ts";
import { newId } from "./ids.ts";
import { APPLICATIONS, type ApplicationSeed, OWN_EXPERIENCE } from "./seed-applications-words.ts";

const HOUR = 3_600_000;
const CALLS = { "Feria de experiencias": "feria", "Sabores del territorio": "sabores", "Dos minutos de taller": "reels" } as const;

interface Call {
  id: string;
  slug: string;
  opens_at: string;
  closes_at: string;
  created_by: string | null;
}

/** After the calls, before their juries. `at` gives a context of somebody at an instant. */
export async function seedApplications(at: (actor: Actor | null, now: string) => Ctx, today: string): Promise<void> {
  const { db } = at(null, today);
  const calls = await db
    .selectFrom("calls")
    .select(["id", "slug", "title", "opens_at", "closes_at", "created_by"])
    .where("published_at", "is not", null)
    .where("opens_at", "<=", today)
    .orderBy("closes_at")
    .execute();
  const people = await listTeachers(at(null, today));
  for (const call of calls) {
    const key = Object.entries(CALLS).find(([title]) => call.title.startsWith(title))?.[1];
    if (key) await applyAll(at, call, { seeds: APPLICATIONS[key], people, today });
  }
  const open = calls.find((call) => call.title.startsWith("Feria"));
  if (open) await applyWithExperience(at, open, today);
}

/** Of the network's schools, without a role: whoever organises does not apply, and juries are chosen from the other end. */
async function listTeachers({ db }: Ctx): Promise<string[]> {
  const rows = await db
    .selectFrom("people as p")
    .select("p.id")
    .where("p.email", "like", "%@liceos.example")
    .where("p.establishment_id", "is not", null)
    .where((eb) => eb.not(eb.exists(eb.selectFrom("role_terms as t").select("t.id").whereRef("t.person_id", "=", "p.id"))))
    .orderBy("p.email")
    .limit(12)
    .execute();
  return rows.map((row) => row.id);
}

interface All {
  seeds: ApplicationSeed[];
  people: string[];
  today: string;
}

async function applyAll(at: (actor: Actor | null, now: string) => Ctx, call: Call, { seeds, people, today }: All): Promise<void> {
  const { db } = at(null, today);
  const end = Math.min(Date.parse(call.closes_at), Date.parse(today));
  const sent: string[] = [];
  for (const [n, seed] of seeds.entries()) {
    const actor = await loadActor(db, people[(n * 2 + call.slug.length) % people.length] ?? "");
    if (!actor) continue;
    const ctx = at(actor, new Date(Math.max(Date.parse(call.opens_at) + HOUR, end - (seeds.length - n) * 9 * HOUR)).toISOString());
    const id = await apply(ctx, call, seed);
    // The last one of an open call is still being written.
    if (!id || (end < Date.parse(call.closes_at) && n === seeds.length - 1)) continue;
    await submitApplication(ctx, id);
    sent.push(id);
  }
  const organiser = call.created_by ? await loadActor(db, call.created_by) : null;
  const last = sent.at(-1);
  if (organiser && last && sent.length > 3)
    await setOut(at(organiser, today), last, "Ya recibió un reconocimiento el año pasado con la misma propuesta: las bases piden que sea nueva.");
}

/** null: this person may not, here (one who sits in the jury). */
async function apply(ctx: Ctx, call: Call, seed: ApplicationSeed, work: string | null = null): Promise<string | null> {
  try {
    const { id } = await startApplication(ctx, call.slug, { id: newId(), work });
    const { title, summary, team } = seed;
    const answers = answersTo(await questionsOf(ctx.db, call.id), seed);
    const written = { title, summary, team, resource_id: work, answers };
    const first = await saveApplication(ctx, id, written, "");
    if (!first.saved) await saveApplication(ctx, id, written, first.seen);
    return id;
  } catch (error) {
    if (isDomainError(error)) return null;
    throw error;
  }
}

function answersTo(questions: readonly Question[], { says }: ApplicationSeed) {
  let said = 0;
  return Object.fromEntries(
    questions.map(({ id, kind, options, required }) => {
      if (kind === "text" || kind === "line") return [id, says[said++ % says.length] ?? ""];
      if (kind === "choice") return [id, options[said % Math.max(1, options.length)] ?? ""];
      if (kind === "choices") return [id, options.slice(0, 2)];
      return [id, kind === "number" ? "3" : required ? "https://video.example/taller" : ""];
    }),
  );
}

/** The demo's teacher: one sent in with the copy of an experience, one withdrawn. */
async function applyWithExperience(at: (actor: Actor | null, now: string) => Ctx, call: Call, today: string): Promise<void> {
  const { db } = at(null, today);
  const row = await db.selectFrom("people").select(["id", "establishment_id", "name"]).where("email", "=", "docente@nodos.example").executeTakeFirst();
  const actor = row ? await loadActor(db, row.id) : null;
  if (!row || !actor) return;
  const ctx = at(actor, new Date(Date.parse(today) - 20 * HOUR).toISOString());
  const school_ids = row.establishment_id ? [row.establishment_id] : [];
  const authors = [{ name: row.name, person_id: row.id }];
  const { id: work } = await startResource(ctx, {
    id: newId(),
    content: { kind: "experience", ...OWN_EXPERIENCE, visibility: "public", authors, authors_agreed: true, school_ids },
  });
  await publishDraft(ctx, work, { note: "" });
  const seed = APPLICATIONS.reels[0];
  if (!seed) return;
  const first = await apply(ctx, call, seed);
  if (first) {
    await submitApplication(ctx, first);
    await withdrawApplication(ctx, first);
  }
  const { title, summary, sections } = OWN_EXPERIENCE;
  const plain = (words: string) => words.replaceAll("**", "");
  const second = await apply(ctx, call, { title, summary, team: "", says: [plain(sections.need), plain(sections.results), plain(sections.transferability)] }, work);
  if (second) await submitApplication(ctx, second);
}
