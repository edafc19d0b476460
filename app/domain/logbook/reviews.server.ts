/** The clock of the logbook: agreements whose day has come are under review, and their circle finds them in its next agenda. */
import { insertPart, listParts } from "#app/domain/agenda/agenda.repo.server.ts";
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { lockEvent } from "#app/domain/events/event-writes.repo.server.ts";
import { renderMarkdown } from "#app/domain/markdown.server.ts";
import { raiseTension } from "#app/domain/tensions/tensions.server.ts";
import { isoDate } from "#app/i18n/dates.ts";
import { absolute, paths } from "#app/paths.ts";
import { lockRow } from "#db/dialect.server.ts";
import { newId } from "#db/ids.ts";
import { bumpRevision } from "#db/revision.ts";
import { findCircleAgreement, updateCircleAgreement } from "./agreement-writes.repo.server.ts";
import { reviewTitle, situationOf } from "./reviewing.server.ts";
import { findNextMeeting, listReviewsCome, listReviewsToPlace, placeTension, type ReviewToPlace } from "./reviews.repo.server.ts";

/** Agreements a turn. */
const CHUNK = 50;
const PART_MINUTES = 10;
/** After the meeting that was to review it, so long is waited for its outcome. */
const OUTCOME_DAYS = 7;

/** True when there may be more. */
export async function bringBackReviews(ctx: Ctx): Promise<boolean> {
  const come = await listReviewsCome(ctx.db, isoDate(ctx.now), CHUNK);
  for (const { id, circle_id } of come) await inTransaction(ctx, (tx) => bringBack(tx, id, circle_id));
  const stale = new Date(Date.parse(ctx.now) - OUTCOME_DAYS * 86_400_000).toISOString();
  const homeless = await listReviewsToPlace(ctx.db, { now: ctx.now, stale, limit: CHUNK });
  for (const review of homeless) await inTransaction(ctx, (tx) => place(tx, review, stale));
  return come.length === CHUNK || homeless.length === CHUNK;
}

async function bringBack(tx: Ctx, id: string, circleId: string): Promise<void> {
  await lockRow(tx.db, "circles", circleId);
  const agreement = await findCircleAgreement(tx.db, id);
  if (!agreement || agreement.review_due_at || agreement.superseded_at || agreement.ended_at) return;
  await updateCircleAgreement(tx.db, id, { review_due_at: tx.now });
  const expired = agreement.expires_on !== null && agreement.expires_on < isoDate(tx.now);
  const need = expired ? "Venció: decidir si se renueva, se cambia o termina." : "Ver si todavía sirve: mantenerlo, cambiarlo o terminarlo.";
  await raiseTension(tx, { circleId, title: reviewTitle(agreement), situation: situationOf(agreement), need, source: "review", agreementId: id, raisedBy: null });
  await bumpRevision(tx.db, "public", tx.now);
}

/** Into the agenda of the circle's next meeting, once; taken out of it by hand, it stays out of that one. */
async function place(tx: Ctx, review: ReviewToPlace, stale: string): Promise<void> {
  const meeting = await findNextMeeting(tx.db, review.circle_id, tx.now);
  const event = meeting && (await lockEvent(tx.db, meeting.id));
  if (!meeting || !event || event.status !== "published") return;
  const partId = newId();
  if (!(await placeTension(tx.db, review.tension_id, meeting.id, partId, stale))) return;
  const position = ((await listParts(tx.db, meeting.id)).at(-1)?.position ?? -1) + 1;
  const notes_md = `Mantenerlo, cambiarlo o terminarlo. [Leer el acuerdo](${absolute(tx.deployment, paths.circleAgreement(review.agreement_id))})`;
  const part = { id: partId, event_id: meeting.id, position, title: titleIn(review, meeting), minutes: PART_MINUTES, lead_person_id: null, lead_name: "" };
  await insertPart(tx.db, { ...part, notes_md, notes_html: renderMarkdown(notes_md) });
  await bumpRevision(tx.db, "public", tx.now);
}

/** An agenda may be read by more people than the logbook: then it says the number alone. */
function titleIn({ source, number, title, logbook }: ReviewToPlace, meeting: { visibility: string }): string {
  const open = logbook === "public" || (logbook === "network" && meeting.visibility !== "public");
  const what = source === "objection" ? "Objeción al acuerdo" : "Revisar el acuerdo";
  return (open ? `${what} n.º ${number}: ${title}` : `${what} n.º ${number}`).slice(0, 200);
}
