/** What people say of a resource: said, answered, changed, taken away and brought back. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, forbidden, invalid, notFound } from "#app/domain/errors.ts";
import { renderMarkdown } from "#app/domain/markdown.server.ts";
import { type Chosen, firstWordsOf, type Mention, type MentionsRead, readMentions } from "#app/domain/mentions/mentions.ts";
import { canTakePart } from "#app/domain/resources/resource.policy.ts";
import { findVisible, type StandingResource } from "#app/domain/resources/resources.repo.server.ts";
import { takeTurn } from "#db/dialect.server.ts";
import { newId } from "#db/ids.ts";
import { bumpRevision } from "#db/revision.ts";
import { canEditComment, canRemoveComment, canReturnComment } from "./comment.policy.ts";
import { COMMENT_MAX, type CommentInput } from "./comment.ts";
import { mailComment } from "./comment-mails.server.ts";
import { findComment, insertComment, pageOfComment, recountComments, updateComment, writeMentions } from "./comments.repo.server.ts";
import { listNamedAround } from "./people.repo.server.ts";

export type Said =
  /** `told`: the names of who was meant. */
  | { done: true; id: string; page: number; told: string[] }
  /** Nothing was saved: these names are nobody's here, or several people's. */
  | { done: false; unclear: Mention[] };

async function subjectOf(tx: Ctx, slug: string): Promise<{ tx: Ctx & { actor: NonNullable<Ctx["actor"]> }; subject: StandingResource }> {
  if (!tx.actor) throw new DomainError("signed_out");
  const subject = await findVisible(tx.db, tx.actor, { slug });
  if (!subject) throw notFound();
  return { tx: tx as Ctx & { actor: NonNullable<Ctx["actor"]> }, subject };
}

async function mentionsOf(tx: Ctx, subject: StandingResource, body: string, chosen: Chosen): Promise<MentionsRead> {
  const read = readMentions(body, await listNamedAround(tx.db, subject, firstWordsOf(body), tx.now), chosen);
  if (read.body.length > COMMENT_MAX) throw invalid("body", "too_long");
  return read;
}

/** Visitors see how many there are. */
async function counted(tx: Ctx, subject: StandingResource): Promise<void> {
  await recountComments(tx.db, subject.id);
  if (subject.visibility === "public") await bumpRevision(tx.db, "public", tx.now);
}

/** Says something of the whole, of a part (`section`), or as an answer. The id comes with the form: sent twice, it is said once. */
export async function sayComment(ctx: Ctx, slug: string, input: CommentInput, chosen: Chosen = {}): Promise<Said> {
  return inTransaction(ctx, async (outer) => {
    const { tx, subject } = await subjectOf(outer, slug);
    if (!canTakePart(tx.actor, subject)) throw forbidden("not_published");
    await takeTurn(tx.db, "resources", subject.id);
    const before = await findComment(tx.db, input.comment_id);
    if (before && (before.resource_id !== subject.id || before.person_id !== tx.actor.id)) throw notFound();
    const parent = input.parent_id ? await threadOf(tx, subject, input.parent_id) : null;
    const { body, unclear, people } = await mentionsOf(tx, subject, input.body, chosen);
    if (unclear.length > 0) return { done: false, unclear };
    if (before?.body_md === body) return { done: true, id: before.id, page: await pageOfComment(tx.db, subject.id, parent?.id ?? before.id), told: [] };
    const section = parent ? parent.section : subject.kind === "experience" ? input.section : null;
    // Whoever went back in their browser and wrote something else sends the same id again.
    const row = {
      id: before ? newId() : input.comment_id,
      resource_id: subject.id,
      section,
      parent_id: parent?.id ?? null,
      body_md: body,
      body_html: renderMarkdown(body),
      person_id: tx.actor.id,
    };
    await insertComment(tx.db, { ...row, created_at: tx.now, edited_at: null, removed_at: null, removed_by: null });
    const told = people.map((person) => person.id);
    await writeMentions(tx.db, row.id, told);
    await counted(tx, subject);
    await mailComment(tx, subject, { ...row, parent_person_id: parent?.person_id ?? null }, told);
    return { done: true, id: row.id, page: await pageOfComment(tx.db, subject.id, parent?.id ?? row.id), told: people.map((person) => person.name) };
  });
}

/** Answers are one level deep: an answer to an answer joins its thread. What was removed is answered no more. */
async function threadOf(tx: Ctx, subject: StandingResource, id: string) {
  const found = await findComment(tx.db, id);
  if (!found || found.resource_id !== subject.id || found.removed_at) throw notFound();
  if (!found.parent_id) return found;
  const top = await findComment(tx.db, found.parent_id);
  if (!top) throw notFound();
  return { ...top, person_id: found.person_id };
}

async function heldComment(outer: Ctx, slug: string, id: string) {
  const { tx, subject } = await subjectOf(outer, slug);
  await takeTurn(tx.db, "resources", subject.id);
  const comment = await findComment(tx.db, id);
  if (!comment || comment.resource_id !== subject.id) throw notFound();
  return { tx, subject, comment };
}

/** Changes one's own; whoever is newly named is told. */
export async function editComment(ctx: Ctx, slug: string, id: string, text: string, chosen: Chosen = {}): Promise<Said> {
  return inTransaction(ctx, async (outer) => {
    const { tx, subject, comment } = await heldComment(outer, slug, id);
    if (!canEditComment(tx.actor, comment)) throw forbidden();
    if (!canTakePart(tx.actor, subject)) throw forbidden("not_published");
    const { body, unclear, people } = await mentionsOf(tx, subject, text, chosen);
    if (unclear.length > 0) return { done: false, unclear };
    const told = people.map((person) => person.id);
    if (body !== comment.body_md) await updateComment(tx.db, id, { body_md: body, body_html: renderMarkdown(body), edited_at: tx.now });
    await writeMentions(tx.db, id, told);
    await mailComment(tx, subject, { ...comment, body_md: body, parent_person_id: null }, told, { edited: true });
    return { done: true, id, page: await pageOfComment(tx.db, subject.id, comment.parent_id ?? id), told: [] };
  });
}

export async function removeComment(ctx: Ctx, slug: string, id: string): Promise<void> {
  await inTransaction(ctx, async (outer) => {
    const { tx, subject, comment } = await heldComment(outer, slug, id);
    if (!canRemoveComment(tx.actor, comment, subject)) throw forbidden();
    if (comment.removed_at) return;
    await updateComment(tx.db, id, { removed_at: tx.now, removed_by: tx.actor.id });
    await counted(tx, subject);
  });
}

export async function returnComment(ctx: Ctx, slug: string, id: string): Promise<void> {
  await inTransaction(ctx, async (outer) => {
    const { tx, subject, comment } = await heldComment(outer, slug, id);
    if (!comment.removed_at) return;
    if (!canReturnComment(tx.actor, comment, subject)) throw forbidden();
    await updateComment(tx.db, id, { removed_at: null, removed_by: null });
    await counted(tx, subject);
  });
}
