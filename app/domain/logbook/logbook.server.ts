/** The logbook of a circle (S3: Logbook, Agreement): what comes into it. An agreement's text never changes; a new one supersedes it. */
import { deletePart } from "#app/domain/agenda/agenda.repo.server.ts";
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, invalid, notFound } from "#app/domain/errors.ts";
import { renderMarkdown } from "#app/domain/markdown.server.ts";
import { raiseTension } from "#app/domain/tensions/tensions.server.ts";
import { lockRow } from "#db/dialect.server.ts";
import { newId } from "#db/ids.ts";
import { bumpRevision } from "#db/revision.ts";
import { searchWords } from "#db/search-text.ts";
import { isOpen } from "./agreement-state.ts";
import {
  type CircleAgreement,
  findAgreementOfProcess,
  findCircleAgreement,
  insertCircleAgreement,
  listComingParts,
  nextNumber,
  settleReviewTensions,
  updateCircleAgreement,
} from "./agreement-writes.repo.server.ts";

export interface Adopted {
  /** Of the form, where one made it: sent twice, it is one agreement. */
  id?: string;
  circleId: string;
  nodeId: string | null;
  kind: string; // of AGREEMENT_KINDS
  title: string;
  driver: string;
  bodyMd: string;
  processId?: string | null;
  eventId?: string | null;
  roleId?: string | null;
  ownerPersonId?: string | null;
  adoptedBy: string | null;
  /** When it was adopted, where that was before it was written down. */
  adoptedAt?: string;
  reviewOn?: string | null;
  expiresOn?: string | null;
  /** The agreement whose place it takes. */
  supersedes?: string | null;
}

/**
 * Writes an agreement into the logbook with the next number of its circle. `supersedes`: refused with the field code "superseded" where that one
 * has been replaced or ended, and not_found where it is another circle's.
 */
export async function adoptAgreement(ctx: Ctx, input: Adopted): Promise<{ id: string; number: number }> {
  return inTransaction(ctx, async (tx) => {
    // Numbers and chains of a circle are made one at a time.
    await lockRow(tx.db, "circles", input.circleId);
    const before = await alreadyThere(tx, input);
    if (before) return { id: before.id, number: before.number };
    const replaced = input.supersedes ? await replaceable(tx, input.circleId, input.supersedes) : null;
    const id = input.id ?? newId();
    const number = await nextNumber(tx.db, input.circleId);
    await insertCircleAgreement(tx.db, { id, number, ...rowOf(tx, input) });
    if (replaced) {
      await updateCircleAgreement(tx.db, replaced.id, { superseded_by: id, superseded_at: tx.now, review_due_at: null });
      await settleReviews(tx, replaced.id, { by: input.adoptedBy, note: `Lo reemplaza el acuerdo n.º ${number}.` });
    }
    await bumpRevision(tx.db, "public", tx.now);
    return { id, number };
  });
}

function rowOf(tx: Ctx, input: Adopted): Omit<CircleAgreement, "id" | "number"> {
  return {
    circle_id: input.circleId,
    node_id: input.nodeId,
    kind: input.kind,
    title: input.title,
    driver: input.driver,
    body_md: input.bodyMd,
    body_html: renderMarkdown(input.bodyMd),
    process_id: input.processId ?? null,
    event_id: input.eventId ?? null,
    role_id: input.roleId ?? null,
    owner_person_id: input.ownerPersonId ?? null,
    adopted_at: input.adoptedAt ?? tx.now,
    adopted_by: input.adoptedBy,
    review_on: input.reviewOn ?? null,
    review_due_at: null,
    reviewed_at: null,
    expires_on: input.expiresOn ?? null,
    superseded_by: null,
    superseded_at: null,
    ended_at: null,
    ended_by: null,
    ended_note: "",
    search_text: searchWords(input.title, input.driver, input.bodyMd),
  };
}

/** A process adopts once, and a form is sent once. */
async function alreadyThere(tx: Ctx, { id, processId }: Adopted): Promise<CircleAgreement | null> {
  if (processId) return findAgreementOfProcess(tx.db, processId);
  return id ? findCircleAgreement(tx.db, id) : null;
}

async function replaceable(tx: Ctx, circleId: string, id: string): Promise<CircleAgreement> {
  const agreement = await findCircleAgreement(tx.db, id);
  if (!agreement || agreement.circle_id !== circleId) throw notFound();
  if (!isOpen(agreement)) throw invalid("supersedes", "superseded");
  return agreement;
}

/** What waited because of this agreement needs no more looking at; in the agenda of a meeting that has not begun it is not talked about either. */
export async function settleReviews(tx: Ctx, agreementId: string, { by, note }: { by: string | null; note: string }): Promise<void> {
  for (const { event_id, agenda_part_id } of await listComingParts(tx.db, agreementId, tx.now)) await deletePart(tx.db, event_id, agenda_part_id);
  await settleReviewTensions(tx.db, agreementId, { at: tx.now, by, note });
}

/**
 * An objection that came after the adoption: an agreement can be objected to at any time (S3: Objection). Its words are kept as a tension of the
 * circle, and the agreement goes under review; where another has taken its place meanwhile, that one does.
 */
export async function challengeAgreement(ctx: Ctx, processId: string, { personId, reason }: { personId: string; reason: string }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const adopted = await findAgreementOfProcess(tx.db, processId);
    if (!adopted) throw notFound();
    await lockRow(tx.db, "circles", adopted.circle_id);
    const agreement = await inForceOf(tx, adopted);
    await raiseTension(tx, {
      circleId: agreement.circle_id,
      title: `Objeción al acuerdo n.º ${agreement.number}: ${agreement.title}`.slice(0, 200),
      situation: reason,
      need: "Revisar el acuerdo y hacerse cargo de la objeción.",
      source: "objection",
      agreementId: agreement.id,
      raisedBy: personId,
    });
    if (isOpen(agreement)) await updateCircleAgreement(tx.db, agreement.id, { review_due_at: agreement.review_due_at ?? tx.now });
    await bumpRevision(tx.db, "public", tx.now);
  });
}

/** What stands at the end of its chain; itself, where nothing replaced it. */
async function inForceOf(tx: Ctx, agreement: CircleAgreement): Promise<CircleAgreement> {
  let last = agreement;
  for (let step = 0; last.superseded_by !== null; step += 1) {
    const next = await findCircleAgreement(tx.db, last.superseded_by);
    if (!next) return last;
    // A chain only grows at its end, so this cannot turn round; the data of a broken restore might.
    if (step > 1_000) throw new DomainError("conflict", { reason: "chain" });
    last = next;
  }
  return last;
}
