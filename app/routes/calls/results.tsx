import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CallTabs } from "#app/components/call-tabs.tsx";
import { Winners } from "#app/components/call-winners.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { HowScored, Looked, RankingTable } from "#app/components/ranking-table.tsx";
import { AwardForm, PublishedResults, PublishForm, PublishReview, TakenAway } from "#app/components/results-forms.tsx";
import { AwardInput, PublishResultsInput, ResultsTextInput, WithdrawResultsInput } from "#app/domain/calls/jury.ts";
import { awardOf, publishResults, saveResultsText, setAward, withdrawResults } from "#app/domain/calls/results.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { idFrom } from "#app/http/asked.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { longDateTime } from "#app/i18n/dates.ts";
import { paths } from "#app/paths.ts";
import { Empty } from "#app/ui/empty.tsx";
import { Page, Section } from "#app/ui/layout.tsx";
import { resultsPage, runCall } from "./results-page.server.ts";

export { callSheet as links } from "#app/components/sheets.ts";

export const meta = () => pageMeta("Resultados");

export const loader = loaderWith({ who: "anyone" }, ({ ctx, params, url }) => resultsPage(ctx, params.slug, url));

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => runCall(ctx, params.slug) }, async ({ ctx, params, form }) => {
  const { id, slug } = await runCall(ctx, params.slug);
  const act = form.get("act");
  if (act === "award") return awarded(ctx, id, slug, form);
  if (act === "take_away") return tookAway(ctx, id, slug, idFrom(form, "application_id"));
  if (act === "text") {
    const parsed = parseForm(form, ResultsTextInput);
    if (!parsed.ok) return data(parsed.submission, { status: 422 });
    await saveResultsText(ctx, id, parsed.value.results_md);
    return redirectWithFlash(`${paths.callResults(slug, { publicar: "1" })}#publicar`, "Guardado. Nada se ha publicado todavía: revisa y publica.");
  }
  if (act === "withdraw") {
    const parsed = parseForm(form, WithdrawResultsInput);
    if (!parsed.ok) return data(parsed.submission, { status: 422 });
    await withdrawResults(ctx, id, parsed.value.reason);
    return redirectWithFlash(paths.callResults(slug), "Los resultados ya no se ven. Corrige y publica de nuevo: a quienes postularon les llegará un correo que lo dice.");
  }
  const parsed = parseForm(form, PublishResultsInput);
  if (!parsed.ok) return data(parsed.submission, { status: 422 });
  await publishResults(ctx, id);
  return redirectWithFlash(paths.callResults(slug), "Los resultados están publicados, y les escribimos a quienes postularon.");
});

async function awarded(ctx: Ctx, id: string, slug: string, form: FormData) {
  const parsed = parseForm(form, AwardInput);
  if (!parsed.ok) return data(parsed.submission, { status: 422 });
  await setAward(ctx, id, parsed.value.application_id, awardOf(parsed.value));
  return redirectWithFlash(paths.callResults(slug), "Reconocimiento anotado. Nadie más lo sabe hasta que publiques.");
}

/** What it was goes along in the address: one click gives it back. */
async function tookAway(ctx: Ctx, id: string, slug: string, applicationId: string) {
  const before = await setAward(ctx, id, applicationId, null);
  const undo = before ? { quitado: applicationId, nombre: before.award, lugar: String(before.position), nota: before.note } : {};
  return redirectWithFlash(paths.callResults(slug, undo), "Se quitó el reconocimiento.");
}

export default function ResultsPage() {
  const page = useLoaderData<typeof loader>();
  const { call, run, ranking } = page;
  return (
    <Page title="Resultados" eyebrow={<a href={paths.call(call.slug)}>{call.title}</a>} lead={call.results_at && `Publicados el ${longDateTime(call.results_at, call.zone)}.`}>
      <CallTabs slug={call.slug} kind={call.kind} organises={run !== null} juror={page.juror} current="results" />
      {run?.removed && <TakenAway removed={run.removed} />}
      {run?.awarding && <AwardForm awarding={run.awarding} taken={run.taken} slug={call.slug} />}
      {call.results_at && (
        <Section title="Reconocimientos">
          <Winners winners={page.winners} resultsHtml={call.results_html} />
        </Section>
      )}
      {page.looked && <Looked looked={page.looked} slug={call.slug} />}
      {ranking && <RankingTable ranking={ranking} call={call} organises={run !== null} awards={run?.phase === "assessing"} />}
      {ranking && ranking.total > 0 && page.criteria.length > 0 && <HowScored criteria={page.criteria} />}
      {run && !ranking && (
        <Empty title="Todavía no hay qué ordenar" icon="document">
          <p>{run.phase === "cancelled" ? "La convocatoria quedó sin efecto." : `La lista por puntaje se arma cuando cierra: ${longDateTime(call.closes_at, call.zone)}.`}</p>
        </Empty>
      )}
      {run?.phase === "assessing" && (run.reviewing ? <PublishReview review={run.reviewing} slug={call.slug} /> : <PublishForm text={run.text} />)}
      {run?.phase === "decided" && <PublishedResults slug={call.slug} />}
    </Page>
  );
}
