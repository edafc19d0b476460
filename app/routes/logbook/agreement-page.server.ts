/** What the page of an agreement shows to this reader. */
import { canSeeInside } from "#app/domain/circles/circle.policy.ts";
import { listHolders } from "#app/domain/circles/terms.repo.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { forbidden, notFound } from "#app/domain/errors.ts";
import { isOpen } from "#app/domain/logbook/agreement-state.ts";
import { canAskForChange, canKeepLogbook } from "#app/domain/logbook/logbook.policy.ts";
import { type AgreementDetail, findVisibleAgreement, listChain, listTensionsOf } from "#app/domain/logbook/logbook.repo.server.ts";
import { monthsLater } from "#app/domain/terms.ts";
import { isoDate, longDate, shortDate } from "#app/i18n/dates.ts";
import { answersFor } from "./logbook-page.server.ts";

/** The agreement of the address, or 404: what one may not read does not exist. */
export async function visibleAgreement(ctx: Ctx, id: string | undefined): Promise<AgreementDetail> {
  const found = await findVisibleAgreement(ctx.db, ctx.actor, id ?? "", isoDate(ctx.now));
  if (!found) throw notFound();
  return found;
}

const REVIEW_MONTHS = 6;

export async function agreementPage(ctx: Ctx, id: string | undefined, asked: string | null) {
  const found = await visibleAgreement(ctx, id);
  const { db, actor, now } = ctx;
  const circle = { ...found, id: found.circle_id };
  const inside = canSeeInside(actor, circle);
  const open = isOpen(found);
  const may = { keep: open && canKeepLogbook(actor, circle), change: open && canAskForChange(actor, circle) };
  const form = asked === "mantener" || asked === "terminar" ? asked : null;
  if (form && !may.keep) throw forbidden();
  const tensions = inside ? await listTensionsOf(db, found.id) : [];
  return {
    agreement: { ...shownOf(found, actor !== null), owner: await ownerOf(ctx, found), process: processOf(found, inside, actor?.id ?? null) },
    /** Where the form that keeps it begins. */
    suggested: isoDate(monthsLater(now, REVIEW_MONTHS)),
    history: (await listChain(db, found.id)).map((each) => ({ id: each.id, number: each.number, title: each.title, adopted: shortDate(each.adopted_at) })),
    tensions: tensions.map(({ raised_at, settled_at, ...tension }) => ({ ...tension, raised: shortDate(raised_at), settled: settled_at && shortDate(settled_at) })),
    may,
    form,
  };
}

function shownOf(found: AgreementDetail, signedIn: boolean) {
  const day = (when: string | null) => (when ? longDate(when) : null);
  return {
    id: found.id,
    number: found.number,
    title: found.title,
    state: found.state,
    kind: found.kind,
    driver: found.driver,
    html: found.body_html,
    circle: { id: found.circle_id, name: found.circle },
    node: found.node_slug && found.node ? { slug: found.node_slug, name: found.node, colour: found.node_colour ?? 1, glyph: found.node_glyph ?? "" } : null,
    adopted: longDate(found.adopted_at),
    review: isOpen(found) ? day(found.review_on) : null,
    reviewed: day(found.reviewed_at),
    expires: day(found.expires_on),
    expiresOn: found.expires_on,
    ended: day(found.ended_at),
    note: found.ended_note,
    replacedBy: found.superseded_by && found.superseded_by_number ? { id: found.superseded_by, number: found.superseded_by_number, since: day(found.superseded_at) } : null,
    // Meetings may be of members only, and names are for people of the network.
    meeting: signedIn && found.event_id && found.meeting ? { id: found.event_id, title: found.meeting } : null,
    writtenBy: signedIn && found.kind === "noted" ? found.written_by : null,
  };
}

/** «Secretario/a: Teresa Soto», as far as the reader may know the name. */
async function ownerOf({ db, actor, now }: Ctx, found: AgreementDetail): Promise<string | null> {
  if (found.role_id === null || found.role === null) return answersFor(found, actor !== null);
  const holders = (await listHolders(db, [found.role_id], now)).filter((holder) => actor !== null || holder.name_public_at !== null);
  const names = holders.map((holder) => holder.name ?? holder.external_name).filter(Boolean);
  return names.length === 0 ? found.role : `${found.role} (${names.join(", ")})`;
}

/** For those who may see how it went: the circle, and whoever led or proposed it. */
function processOf(found: AgreementDetail, inside: boolean, me: string | null): { id: string } | null {
  const took = me !== null && (found.facilitator_person_id === me || found.author_person_id === me);
  return found.process_id && (inside || took) ? { id: found.process_id } : null;
}
