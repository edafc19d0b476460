/** Applying: begun, written as one goes, sent in until the closing instant, withdrawn. */
import { type Ctx, inTransaction, signedIn } from "#app/domain/context.ts";
import { DomainError, forbidden, notFound } from "#app/domain/errors.ts";
import { markOf } from "#app/domain/resources/sheet.ts";
import { refreshReadersOfCall } from "#app/domain/search/refresh.server.ts";
import { takeTurn } from "#db/dialect.server.ts";
import { isId } from "#db/ids.ts";
import { searchText } from "#db/search-text.ts";
import { tooLong, unanswered } from "./answers.ts";
import { type Answers, BEGUN_MAX, type WorkSnapshot } from "./application.ts";
import { mailReceipt } from "./application-mails.server.ts";
import { type ApplicationRow, countOwn, deleteApplication, findApplicationRow, insertApplication, nextNumber, updateApplication } from "./applications.repo.server.ts";
import { canApply } from "./call.policy.ts";
import { phaseOf, type Question } from "./call.ts";
import { findCall, questionsOf, type StandingCall } from "./calls.repo.server.ts";
import { dropSnapshotFiles, ownExperience, takeSnapshot } from "./snapshot.server.ts";

type Applying = Ctx & { actor: NonNullable<Ctx["actor"]> };

const applying = (ctx: Ctx): Applying => ({ ...ctx, actor: signedIn(ctx) });

/** `reason` is one of the refusals that i18n/application-refusals.ts says in Spanish. */
const refused = (reason: string): DomainError => new DomainError("conflict", { reason });

/** Throws unless one may send something in at this instant: it is too late at the closing instant itself. */
function mustBeOpen(call: StandingCall, now: string): void {
  const phase = phaseOf(call, now);
  if (phase === "open") return;
  throw refused(phase === "upcoming" ? "not_open_yet" : phase === "cancelled" ? "cancelled" : "closed");
}

/** One more application of one's own. The id comes with the form: sent twice, it is begun once. */
export async function startApplication(ctx: Ctx, slug: string, { id, work }: { id: string; work?: string | null }): Promise<{ id: string }> {
  return inTransaction(ctx, async (outer) => {
    const tx = applying(outer);
    const call = await findCall(tx.db, tx.actor, { slug });
    if (!call) throw notFound();
    const before = isId(id) ? await findApplicationRow(tx.db, id) : undefined;
    if (!isId(id) || (before && (before.person_id !== tx.actor.id || before.call_id !== call.id))) throw notFound();
    if (before) return { id };
    if (!canApply(tx.actor, call, call.juror)) throw forbidden("organises");
    mustBeOpen(call, tx.now);
    await takeTurn(tx.db, "people", tx.actor.id);
    const own = await countOwn(tx.db, call.id, tx.actor.id);
    if (own.standing >= call.most_each || own.begun >= call.most_each + BEGUN_MAX) throw refused("most_each");
    const resource = work && call.work !== "none" ? await ownExperience(tx, work) : null;
    await insertApplication(tx.db, {
      ...{ id, call_id: call.id, person_id: tx.actor.id, establishment_id: tx.actor.establishmentId, resource_id: resource?.id ?? null, work: null, number: null },
      ...{ title: resource?.title ?? "", summary: resource?.summary ?? "", team: "", answers: "{}", search_text: searchText(resource?.title, resource?.summary) },
      ...{ state: "draft", created_at: tx.now, updated_at: tx.now, submitted_at: null, withdrawn_at: null },
      ...{ out_at: null, out_by: null, out_reason: null, award: null, award_position: null },
    });
    await refreshReadersOfCall(tx.db, call.id);
    return { id };
  });
}

/** What is written in it. */
export interface Written {
  title: string;
  summary: string;
  team: string;
  resource_id: string | null;
  answers: Answers;
}

export const writtenIn = (row: ApplicationRow): Written => ({
  ...{ title: row.title, summary: row.summary, team: row.team, resource_id: row.resource_id },
  answers: JSON.parse(row.answers) as Answers,
});

/** The mark of what stands, for telling whether somebody wrote something else meanwhile. */
export function markOfWritten({ title, summary, team, resource_id, answers }: Written, questions: readonly Pick<Question, "id">[]): string {
  return markOf(JSON.stringify([title, summary, team, resource_id ?? "", ...questions.map(({ id }) => answers[id] ?? "")]));
}

/** One's own, under its lock, with its call as it stands now; to all others it is not there. */
async function heldOwn(outer: Ctx, id: string, turn: "application" | "call") {
  const tx = applying(outer);
  const first = isId(id) ? await findApplicationRow(tx.db, id) : undefined;
  if (!first || first.person_id !== tx.actor.id) throw notFound();
  if (turn === "call") await takeTurn(tx.db, "calls", first.call_id);
  await takeTurn(tx.db, "applications", id);
  const [application, call] = [await findApplicationRow(tx.db, id), await findCall(tx.db, tx.actor, { id: first.call_id })];
  if (!application || !call) throw notFound();
  return { tx, application, call };
}

/** Saved, with the mark of what stands now; or not, because something else was written there meanwhile. */
export type SavedApplication = { saved: true; seen: string } | { saved: false; seen: string; theirs: Written };

/**
 * Keeps what is written. A draft may be incomplete, and is kept after the closing too, so that nothing is lost: it goes nowhere then. What was sent in is
 * changed only while the call is open, and only to something that could be sent in; its copy of the experience is made anew.
 */
export async function saveApplication(ctx: Ctx, id: string, written: Written, seen: string): Promise<SavedApplication> {
  return inTransaction(ctx, async (outer) => {
    const { tx, application, call } = await heldOwn(outer, id, "application");
    if (application.state === "out") throw refused("out");
    if (application.state === "submitted") mustBeOpen(call, tx.now);
    const questions = await questionsOf(tx.db, call.id);
    const theirs = writtenIn(application);
    const [mine, stands] = [markOfWritten(written, questions), markOfWritten(theirs, questions)];
    if (mine === stands && application.state !== "submitted") return { saved: true, seen: stands };
    if (mine !== stands && seen !== stands) return { saved: false, seen: stands, theirs };
    const long = tooLong(questions, written.answers);
    if (Object.keys(long).length > 0) throw new DomainError("invalid", { fields: long });
    const resource_id = call.work === "none" ? null : written.resource_id;
    const work = application.state === "submitted" ? await changedAfterSending(tx, { application, call, questions }, written) : null;
    const { title, summary, team, answers } = written;
    const kept = { title, summary, team, resource_id, answers: JSON.stringify(answers), search_text: searchText(title, summary), work: work && JSON.stringify(work) };
    await updateApplication(tx.db, id, { ...kept, updated_at: tx.now });
    return { saved: true, seen: mine };
  });
}

interface Standing {
  application: ApplicationRow;
  call: StandingCall;
  questions: Question[];
}

async function changedAfterSending(tx: Ctx, { application, call, questions }: Standing, written: Written): Promise<WorkSnapshot | null> {
  const before = application.work ? (JSON.parse(application.work) as WorkSnapshot) : null;
  const gone = before !== null && before.resource_id === written.resource_id && !(await ownExperience(tx, before.resource_id));
  mustBeWhole(await missingIn(tx, call, questions, written, gone));
  return gone ? before : copyOfWork(tx, application.id, call, written.resource_id);
}

/** What keeps it from being sent in: codes by field. `kept`: the copy that went before stays, though the experience is gone. */
export async function missingIn(ctx: Ctx, call: StandingCall, questions: readonly Question[], written: Written, kept = false): Promise<Record<string, string[]>> {
  const { title, summary, resource_id, answers } = written;
  const codes = { ...(title === "" ? { title: ["required"] } : {}), ...(summary === "" ? { summary: ["required"] } : {}) };
  const chosen = resource_id !== null && call.work !== "none";
  const work = chosen ? kept || (await ownExperience(ctx, resource_id)) !== null : call.work !== "required";
  return { ...codes, ...(work ? {} : { resource_id: [chosen ? "work_gone" : "required"] }), ...unanswered(questions, answers) };
}

function mustBeWhole(fields: Record<string, string[]>): void {
  if (Object.keys(fields).length > 0) throw new DomainError("invalid", { fields });
}

async function copyOfWork(tx: Ctx, applicationId: string, call: StandingCall, resourceId: string | null): Promise<WorkSnapshot | null> {
  const resource = resourceId && call.work !== "none" ? await ownExperience(tx, resourceId) : null;
  if (resource) return takeSnapshot(tx, applicationId, resource);
  await dropSnapshotFiles(tx.db, applicationId);
  return null;
}

/** Sends it in. The call's row is held: numbers have no gaps, and the closing instant is the one that stands now. Twice is once. */
export async function submitApplication(ctx: Ctx, id: string): Promise<{ number: number }> {
  const sent = await inTransaction(ctx, async (outer) => {
    const { tx, application, call } = await heldOwn(outer, id, "call");
    if (application.state === "submitted" && application.number !== null) return { number: application.number };
    if (application.state === "out") throw refused("out");
    mustBeOpen(call, tx.now);
    if (!canApply(tx.actor, call, call.juror)) throw refused("organises");
    const written = writtenIn(application);
    const questions = await questionsOf(tx.db, call.id);
    mustBeWhole(await missingIn(tx, call, questions, written));
    if ((await countOwn(tx.db, call.id, tx.actor.id)).sent >= call.most_each) throw refused("most_each");
    const work = await copyOfWork(tx, id, call, written.resource_id);
    const number = application.number ?? (await nextNumber(tx.db, call.id));
    const standing = { state: "submitted", number, submitted_at: tx.now, updated_at: tx.now, withdrawn_at: null, establishment_id: tx.actor.establishmentId };
    await updateApplication(tx.db, id, { ...standing, work: work && JSON.stringify(work) });
    await mailReceipt(tx, call, { id, number, title: application.title });
    return { number };
  });
  ctx.wake();
  return sent;
}

/** Takes it back, with its copy of the experience; it can be sent in again while the call is open, under the same number. */
export async function withdrawApplication(ctx: Ctx, id: string): Promise<void> {
  await inTransaction(ctx, async (outer) => {
    const { tx, application, call } = await heldOwn(outer, id, "call");
    if (application.state === "withdrawn") return;
    if (application.state !== "submitted") throw refused(application.state === "out" ? "out" : "draft");
    mustBeOpen(call, tx.now);
    await dropSnapshotFiles(tx.db, id);
    await updateApplication(tx.db, id, { state: "withdrawn", withdrawn_at: tx.now, updated_at: tx.now, work: null });
  });
}

/** A draft that was never sent in goes without a trace, whenever one likes. */
export async function discardApplication(ctx: Ctx, id: string): Promise<{ slug: string }> {
  return inTransaction(ctx, async (outer) => {
    const { tx, application, call } = await heldOwn(outer, id, "application");
    if (application.state !== "draft") throw refused("submitted");
    await deleteApplication(tx.db, id);
    await refreshReadersOfCall(tx.db, call.id);
    return { slug: call.slug };
  });
}
