import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AssessList } from "#app/components/assess-list.tsx";
import { Declaring, JuryInvitation } from "#app/components/assess-seat.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { declareConflicts, takeBackConflict } from "#app/domain/calls/conflicts.server.ts";
import { answerJury } from "#app/domain/calls/jury.server.ts";
import { DeclarationInput, declaredIn } from "#app/domain/calls/jury.ts";
import { idFrom } from "#app/http/asked.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { longDateTime } from "#app/i18n/dates.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Page } from "#app/ui/layout.tsx";
import { seatOfPage, seatPage } from "./seat-page.server.ts";

export { callSheet as links } from "#app/components/sheets.ts";

export const meta = () => pageMeta("Evaluar");

export const loader = loaderWith({ who: "signed_in" }, ({ ctx, params, url }) => seatPage(ctx, params.slug, url));

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => seatOfPage(ctx, params.slug) }, async ({ ctx, params, form }) => {
  const { call } = await seatOfPage(ctx, params.slug);
  const here = paths.callAssess(call.slug);
  const act = form.get("act");
  if (act === "accept" || act === "decline") {
    await answerJury(ctx, call.id, act === "accept");
    return redirectWithFlash(here, act === "accept" ? "Gracias: eres parte del jurado." : "Quedó dicho que no puedes. Gracias por avisar.");
  }
  if (act === "take_back") {
    await takeBackConflict(ctx, call.id, idFrom(form, "conflict_id"));
    return redirectWithFlash(here, "Retiraste tu declaración: la postulación vuelve a tu lista, y queda constancia.");
  }
  const parsed = parseForm(form, DeclarationInput);
  if (!parsed.ok) return data(parsed.submission, { status: 422 });
  await declareConflicts(ctx, call.id, { note: parsed.value.note, conflicts: declaredIn(form) });
  return redirectWithFlash(here, "Declaración guardada. Ya puedes leer y evaluar.");
});

export default function AssessPage() {
  const page = useLoaderData<typeof loader>();
  const { call, state } = page;
  return (
    <Page title="Evaluar" eyebrow={<a href={paths.call(call.slug)}>{call.title}</a>} width="narrow">
      {(state === "asked" || state === "declined" || state === "waiting" || state === "cancelled") && <JuryInvitation page={page} />}
      {state === "declaring" && <Declaring page={page} />}
      {(state === "assessing" || state === "decided") && <AssessList page={page} />}
      {state === "assessing" && call.jury_at && (
        <p className="hint">El jurado tiene hasta el {longDateTime(call.jury_at, call.zone)}. Mientras no se publiquen los resultados, todavía se puede evaluar.</p>
      )}
      {state === "decided" && <LinkButton to={paths.callResults(call.slug)}>Ver los resultados</LinkButton>}
    </Page>
  );
}
