/** Making a call, publishing it, and what may still change then. */
import { type Ctx, inTransaction, signedIn } from "#app/domain/context.ts";
import { DomainError, forbidden, invalid, notFound } from "#app/domain/errors.ts";
import { renderMarkdown } from "#app/domain/markdown.server.ts";
import { mayIn } from "#app/domain/rights.ts";
import { refreshSearch } from "#app/domain/search/refresh.server.ts";
import { freeSlug } from "#app/domain/slugs.repo.server.ts";
import { lockRow } from "#db/dialect.server.ts";
import { newId } from "#db/ids.ts";
import { bumpRevision } from "#db/revision.ts";
import { searchText } from "#db/search-text.ts";
import { canOrganise } from "./call.policy.ts";
import { type CallChangeKind, phaseOf } from "./call.ts";
import { type CallInput, datesOf } from "./call-form.ts";
import { findCall, insertCall, partsOf, type StandingCall, updateCall } from "./calls.repo.server.ts";
import { lackingOf } from "./checking.ts";
import { syncCallClosing } from "./closing-date.server.ts";
import { listEncounters } from "./encounters.repo.server.ts";
import { mailNamedJurors } from "./jury-mails.server.ts";

/** Under a lock: the call of an organiser. */
export async function heldCall(tx: Ctx, id: string): Promise<StandingCall> {
  const actor = signedIn(tx);
  await lockRow(tx.db, "calls", id);
  const call = await findCall(tx.db, actor, { id });
  if (!call) throw notFound();
  if (!canOrganise(actor, call)) throw forbidden();
  return call;
}

/** The fields of a draft. */
function fieldsOf(ctx: Ctx, input: CallInput, before?: StandingCall) {
  const actor = signedIn(ctx);
  const { kind, node_id, visibility, title, summary, body_md, prizes, work, most_each, files_most, encounter_id } = input;
  const may = node_id === null ? actor.admin : mayIn(actor, "edit_repository", node_id);
  if (!may && node_id !== (before?.node_id ?? "")) throw invalid("node_id", node_id === null ? "nodes_required" : "node_not_yours");
  const dates = datesOf(input);
  if (!dates.ok) throw invalid(dates.field, dates.code);
  return {
    ...{ kind, node_id, visibility, title, summary, body_md, prizes, work, most_each, files_most, encounter_id },
    ...{ body_html: renderMarkdown(body_md), blind: input.blind ? 1 : 0, search_text: searchText(title, summary), updated_at: ctx.now },
    ...dates.dates,
  };
}

/** The meeting where the chosen ones are shown is one that is to come. */
export async function checkEncounter(tx: Ctx, encounterId: string | null, call: { node_id: string | null; encounter_id?: string | null }): Promise<void> {
  if (!encounterId || encounterId === call.encounter_id) return;
  const offered = await listEncounters(tx.db, tx.actor, call.node_id, tx.now);
  if (!offered.some(({ id }) => id === encounterId)) throw invalid("encounter_id", "not_found");
}

/** Its address comes from its first title and stays. The form's id, sent twice, makes one. */
export async function startCall(ctx: Ctx, input: CallInput): Promise<{ id: string; slug: string }> {
  return inTransaction(ctx, async (tx) => {
    const before = await findCall(tx.db, signedIn(tx), { id: input.call_id });
    if (before) return { id: before.id, slug: before.slug };
    const fields = fieldsOf(tx, input);
    await checkEncounter(tx, input.encounter_id, input);
    const slug = await freeSlug(tx.db, "call", input.title);
    await insertCall(tx.db, { id: input.call_id, slug, ...fields, created_by: tx.actor?.id ?? null, created_at: tx.now });
    return { id: input.call_id, slug };
  });
}

/** A draft is changed as one likes. */
export async function saveCall(ctx: Ctx, id: string, input: CallInput): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const call = await heldCall(tx, id);
    if (call.published_at) throw new DomainError("conflict", { reason: "call_published" });
    await checkEncounter(tx, input.encounter_id, call);
    await updateCall(tx.db, id, fieldsOf(tx, input, call));
  });
}

/** From now on whoever may see it finds it. Publishing twice is publishing once. */
export async function publishCall(ctx: Ctx, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const call = await heldCall(tx, id);
    if (call.published_at) return;
    if (phaseOf(call, tx.now) !== "draft") throw new DomainError("conflict", { reason: "call_not_draft" });
    const lacks = lackingOf(call, await partsOf(tx.db, id), tx.now);
    if (lacks.some(({ needed }) => needed)) throw new DomainError("conflict", { reason: "call_incomplete" });
    await updateCall(tx.db, id, { published_at: tx.now, updated_at: tx.now });
    await noteCallChange(tx, id, "published", "");
    await mailNamedJurors(tx, call);
    await syncCallClosing(tx, id);
    await callChanged(tx, id);
  });
}

/** A line in its history; answers with its id. */
export async function noteCallChange(tx: Ctx, callId: string, kind: CallChangeKind, note: string): Promise<string> {
  const id = newId();
  await tx.db
    .insertInto("call_changes")
    .values({ id, call_id: callId, kind, note, at: tx.now, by_person_id: tx.actor?.id ?? null })
    .execute();
  return id;
}

/** What follows from any change of a call that can be found: search, kept pages. */
export async function callChanged(tx: Ctx, id: string): Promise<void> {
  await refreshSearch(tx.db, "call", [id]);
  await bumpRevision(tx.db, "public", tx.now);
}

/** Form or rubric of a call were changed: of a published one its history says so, once a day. */
export async function callAmended(tx: Ctx, call: StandingCall, note: string): Promise<void> {
  await updateCall(tx.db, call.id, { updated_at: tx.now });
  if (!call.published_at) return;
  const since = new Date(Date.parse(tx.now) - DAY_MS).toISOString();
  const said = await tx.db
    .selectFrom("call_changes")
    .select("id")
    .where("call_id", "=", call.id)
    .where("kind", "=", "amended")
    .where("note", "=", note)
    .where("at", ">", since)
    .limit(1)
    .executeTakeFirst();
  if (!said) await noteCallChange(tx, call.id, "amended", note);
  await callChanged(tx, call.id);
}

const DAY_MS = 86_400_000;
