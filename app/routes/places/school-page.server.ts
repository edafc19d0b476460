/** What the loaders of a school's pages share. */
import { redirect } from "@remix-run/node";
import type { Ctx } from "#app/domain/context.ts";
import { notFound } from "#app/domain/errors.ts";
import { type EstablishmentPageRow, findEstablishmentBySlug } from "#app/domain/places/establishments.repo.server.ts";
import { currentEstablishmentSlug } from "#app/domain/places/establishments.server.ts";
import { paths } from "#app/paths.ts";

/** The school of the address; an old slug leads for ever to the same page of today's. */
export async function schoolOfPage(ctx: Ctx, slug: string, url: URL): Promise<EstablishmentPageRow> {
  const school = await findEstablishmentBySlug(ctx.db, slug);
  if (school) return school;
  const today = await currentEstablishmentSlug(ctx.db, slug);
  if (!today) throw notFound();
  const rest = url.pathname.split("/").slice(3); // what stands behind /establecimientos/:slug
  throw redirect([paths.establishment(today), ...rest].join("/") + url.search, 301);
}
