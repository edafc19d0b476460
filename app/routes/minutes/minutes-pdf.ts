import { notFound } from "#app/domain/errors.ts";
import { findVersion } from "#app/domain/minutes/minutes.repo.server.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { pdfResponse } from "#app/pdf/pdf.server.ts";
import { visibleEvent } from "../events/event-access.server.ts";
import { minutesPdf } from "./minutes-document.server.ts";

/** The last version published, or `?version=`. */
export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params, url }) => {
  const event = await visibleEvent(ctx, params.id);
  const asked = Number(url.searchParams.get("version"));
  const version = await findVersion(ctx.db, event.id, asked > 0 && asked < 100_000 ? asked : undefined);
  if (!version || event.status === "draft") throw notFound();
  return pdfResponse(await minutesPdf(version, ctx.deployment.networkName), `acta-${event.starts_local.slice(0, 10)}.pdf`);
});
