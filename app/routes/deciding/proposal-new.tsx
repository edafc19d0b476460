import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CircleFrame } from "#app/components/circle-frame.tsx";
import { ChooseWay } from "#app/components/decision-ways.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { ProposalForm } from "#app/components/proposal-form.tsx";
import { wayFrom } from "#app/domain/proposals/opening.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { circleToSpeakIn, openFrom, openingPage } from "./proposal-new.server.ts";

export { circleSheet as links } from "#app/components/sheets.ts";

export const meta = () => pageMeta("Proponer algo al círculo");

export const loader = loaderWith({ who: "signed_in" }, ({ ctx, params, url }) => openingPage(ctx, params.id, url));

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => circleToSpeakIn(ctx, params.id) }, async ({ ctx, params, url, form }) => {
  const way = wayFrom(url.searchParams.get("tipo")) ?? "propuesta";
  const result = await openFrom(ctx, params.id ?? "", way, form);
  if ("refused" in result) return data(result.refused, { status: 422 });
  return redirectWithFlash(paths.process(result.opened.id), OPENED[way]);
});

const OPENED = {
  propuesta: "La propuesta está abierta. Primero se aclaran las dudas.",
  consejo: "La consulta está abierta: el círculo ya puede aconsejarte.",
  sondeo: "El sondeo está abierto.",
};

const TITLES = { propuesta: "Un acuerdo por consentimiento", consejo: "Pedir consejo y decidir", sondeo: "Un sondeo simple" };

export default function ProposalNewPage() {
  const page = useLoaderData<typeof loader>();
  const { frame, way, form } = page;
  return (
    <CircleFrame circle={frame} tab="processes" title={way ? TITLES[way] : "¿Qué tan grande es la decisión?"} lead={way ? undefined : "Elige la manera más liviana que alcance."}>
      {form && way ? <ProposalForm page={page} way={way} form={form} /> : <ChooseWay circleId={frame.id} tension={page.tension} meeting={page.meeting} />}
    </CircleFrame>
  );
}
