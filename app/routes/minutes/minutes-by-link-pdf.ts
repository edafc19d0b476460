import { loaderWith } from "#app/http/route.server.ts";
import { pdfResponse } from "#app/pdf/pdf.server.ts";
import { invitedMinutes } from "./invited-minutes.server.ts";
import { minutesPdf } from "./minutes-document.server.ts";

export const loader = loaderWith({ who: "anyone" }, async ({ ctx, params }) => {
  const version = await invitedMinutes(ctx, params.token);
  return pdfResponse(await minutesPdf(version, ctx.deployment.networkName), `acta-${version.said.starts_at.slice(0, 10)}.pdf`);
});
