import { eventOfPlan, readPlan } from "#app/domain/encounters/encounters.server.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { pdfResponse } from "#app/pdf/pdf.server.ts";
import { planPdf } from "./plan-document.server.ts";

/** The plan as a file, for whoever may see the plan. */
export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params }) => {
  const { event } = await eventOfPlan(ctx, params.id ?? "");
  return pdfResponse(await planPdf(event, await readPlan(ctx, event.id), ctx.deployment.networkName), "plan-de-encuentro.pdf");
});
