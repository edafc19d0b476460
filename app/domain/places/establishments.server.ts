import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, forbidden, invalid, notFound } from "#app/domain/errors.ts";
import { deleteSlugRedirect, freeSlug, insertSlugRedirect, redirectedSlug } from "#app/domain/slugs.repo.server.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { bumpRevision } from "#db/revision.ts";
import { searchText } from "#db/search-text.ts";
import { endCounterpartRow, findPosition, insertCounterpart, isCounterpart } from "./counterparts.repo.server.ts";
import { canEditEstablishments, canNameCounterparts } from "./establishment.policy.ts";
import type { EstablishmentInput } from "./establishment.ts";
import {
  type EstablishmentPageRow,
  findComuna,
  findEstablishmentById,
  findEstablishmentByRbd,
  findEstablishmentBySlug,
  insertEstablishment,
  updateEstablishmentRow,
} from "./establishments.repo.server.ts";

/** Schools are public. */
export async function establishmentBySlug(db: Db, slug: string): Promise<EstablishmentPageRow> {
  const school = await findEstablishmentBySlug(db, slug);
  if (!school) throw notFound();
  return school;
}

/** Where an old address of a school leads today. */
export async function currentEstablishmentSlug(db: Db, oldSlug: string): Promise<string | undefined> {
  return redirectedSlug(db, "establishment", oldSlug);
}

/** Creates a school. Inside an import it joins the transaction under way. */
export async function createEstablishment(ctx: Ctx, input: EstablishmentInput): Promise<{ id: string; slug: string }> {
  if (!canEditEstablishments(ctx.actor)) throw forbidden();
  return inTransaction(ctx, async (tx) => {
    await bumpRevision(tx.db, "public", ctx.now);
    const place = await checked(tx.db, input);
    const id = newId();
    const slug = await freeSlug(tx.db, "establishment", input.name, { more: place.name });
    await insertEstablishment(tx.db, { id, slug, ...columnsOf(input, place), created_at: ctx.now, updated_at: ctx.now });
    return { id, slug };
  });
}

/** Changes a school. A new name brings a new slug; the old one leads to it for ever. */
export async function updateEstablishment(ctx: Ctx, id: string, input: EstablishmentInput): Promise<{ slug: string }> {
  if (!canEditEstablishments(ctx.actor)) throw forbidden();
  return inTransaction(ctx, async (tx) => {
    await bumpRevision(tx.db, "public", ctx.now);
    const there = await findEstablishmentById(tx.db, id);
    if (!there) throw notFound();
    const place = await checked(tx.db, input, id);
    const slug = input.name === there.name ? there.slug : await freeSlug(tx.db, "establishment", input.name, { more: place.name, ownId: id });
    if (slug !== there.slug) {
      await deleteSlugRedirect(tx.db, "establishment", slug);
      await insertSlugRedirect(tx.db, "establishment", there.slug, id);
    }
    await updateEstablishmentRow(tx.db, id, { slug, ...columnsOf(input, place), updated_at: ctx.now });
    return { slug };
  });
}

type Place = NonNullable<Awaited<ReturnType<typeof findComuna>>>;

/** The comuna must exist and the RBD be nobody else's. */
async function checked(db: Db, input: EstablishmentInput, ownId?: string): Promise<Place> {
  const place = await findComuna(db, input.comuna_code);
  if (!place) throw invalid("comuna_code", "not_found");
  if (input.rbd) {
    const same = await findEstablishmentByRbd(db, input.rbd);
    if (same && same.id !== ownId) throw invalid("rbd", "rbd_taken");
  }
  return place;
}

function columnsOf(input: EstablishmentInput, place: Place) {
  return {
    rbd: input.rbd,
    name: input.name,
    comuna_code: place.code,
    region_code: place.region_code,
    dependency: input.dependency ?? null,
    rural: input.rural ?? null,
    cohort: input.cohort ?? null,
    specialties: JSON.stringify(input.specialties),
    search_text: searchText(input.name, input.rbd, place.search_text),
  };
}

/** Whether the actor may name who represents the school; asks the database what they are there. */
export async function mayNameCounterparts(ctx: Ctx, establishmentId: string): Promise<boolean> {
  if (!ctx.actor || (!ctx.actor.admin && ctx.actor.establishmentId !== establishmentId)) return false;
  const own = await findPosition(ctx.db, ctx.actor.id);
  return canNameCounterparts(ctx.actor, establishmentId, own && { position: own.position, counterpart: await isCounterpart(ctx.db, establishmentId, ctx.actor.id) });
}

/** Names a person of the school to represent it. Twice is once. */
export async function nameCounterpart(ctx: Ctx, establishmentId: string, personId: string): Promise<void> {
  await changeCounterparts(ctx, establishmentId, async (tx, actorId) => {
    const person = await findPosition(tx.db, personId);
    if (person?.establishment_id !== establishmentId) throw invalid("person_id", "not_found");
    return insertCounterpart(tx.db, { establishment_id: establishmentId, person_id: personId, named_at: tx.now, named_by: actorId });
  });
}

export async function endCounterpart(ctx: Ctx, establishmentId: string, counterpartId: string): Promise<void> {
  await changeCounterparts(ctx, establishmentId, (tx) => endCounterpartRow(tx.db, establishmentId, counterpartId, tx.now));
}

async function changeCounterparts(ctx: Ctx, establishmentId: string, change: (tx: Ctx, actorId: string) => Promise<boolean>): Promise<void> {
  const actor = ctx.actor;
  if (!actor) throw new DomainError("signed_out");
  await inTransaction(ctx, async (tx) => {
    if (!(await findEstablishmentById(tx.db, establishmentId))) throw notFound();
    if (!(await mayNameCounterparts(tx, establishmentId))) throw forbidden();
    if (await change(tx, actor.id)) await bumpRevision(tx.db, "public", tx.now);
  });
}
