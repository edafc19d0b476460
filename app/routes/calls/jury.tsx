import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CallTabs } from "#app/components/call-tabs.tsx";
import { JuryConflicts } from "#app/components/jury-conflicts.tsx";
import { JurorSearch, JuryMembers } from "#app/components/jury-members.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { phaseOf } from "#app/domain/calls/call.ts";
import { listConflicts } from "#app/domain/calls/conflicts.repo.server.ts";
import { liftConflict, setConflict } from "#app/domain/calls/conflicts.server.ts";
import { canNameJurors, canRunJury } from "#app/domain/calls/jury.policy.ts";
import { jurorsOf, listNumbered } from "#app/domain/calls/jury.repo.server.ts";
import { nameJuror, removeJuror, returnJuror } from "#app/domain/calls/jury.server.ts";
import { ConflictInput } from "#app/domain/calls/jury.ts";
import type { Ctx } from "#app/domain/context.ts";
import { forbidden, isDomainError } from "#app/domain/errors.ts";
import { searchPeople } from "#app/domain/identity/people.repo.server.ts";
import { idFrom, wordsFrom } from "#app/http/asked.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { parseForm, sentences } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { ButtonForm } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Page } from "#app/ui/layout.tsx";
import { callOfPage } from "./call-access.server.ts";

export { callSheet as links } from "#app/components/sheets.ts";

export const meta = () => pageMeta("Jurado");

async function runCall(ctx: Ctx, slug: string | undefined) {
  const call = await callOfPage(ctx, slug);
  if (!canRunJury(ctx.actor, call)) throw forbidden();
  return call;
}

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params, url }) => {
  const call = await runCall(ctx, params.slug);
  const phase = phaseOf(call, ctx.now);
  const naming = canNameJurors(ctx.actor, call, ctx.now);
  const jurors = await jurorsOf(ctx.db, call.id);
  const applications = phase === "assessing" || phase === "decided" ? await listNumbered(ctx.db, call.id) : [];
  const q = naming ? wordsFrom(url) : "";
  const found = q ? (await searchPeople(ctx.db, { q, page: 1, size: 12 })).rows : [];
  const named = new Set(jurors.filter((juror) => juror.declined_at === null).map((juror) => juror.person_id));
  return {
    call: { slug: call.slug, title: call.title, kind: call.kind, phase, published: call.published_at !== null, jury_at: call.jury_at, zone: call.zone },
    naming,
    jurors: jurors.map(({ email: _, ...juror }) => juror),
    applications,
    conflicts: applications.length > 0 ? await listConflicts(ctx.db, call.id) : [],
    q,
    found: found.map(({ id, name, position, organisation, establishment_name }) => ({
      ...{ person_id: id, name, position, organisation, school: establishment_name, named: named.has(id) },
    })),
    removed: idFrom(url.searchParams, "sacado"),
  };
});

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => runCall(ctx, params.slug) }, async ({ ctx, params, form, url }) => {
  const { id, slug } = await runCall(ctx, params.slug);
  const act = form.get("act");
  const jurorId = idFrom(form, "juror_id");
  if (act === "name") return named(ctx, id, slug, form, url);
  if (act === "remove") {
    await removeJuror(ctx, id, jurorId);
    return redirectWithFlash(paths.callJury(slug, { sacado: jurorId }), "Ya no es parte del jurado.");
  }
  if (act === "return") {
    await returnJuror(ctx, id, jurorId);
    return redirectWithFlash(paths.callJury(slug), "Está de vuelta en el jurado, como antes.");
  }
  if (act === "lift") {
    await liftConflict(ctx, id, idFrom(form, "conflict_id"));
    return redirectWithFlash(`${paths.callJury(slug)}#conflictos`, "El conflicto quedó sin efecto: puede evaluar esa postulación.");
  }
  const parsed = parseForm(form, ConflictInput);
  if (!parsed.ok) return data(parsed.submission, { status: 422 });
  await setConflict(ctx, id, parsed.value);
  return redirectWithFlash(`${paths.callJury(slug)}#conflictos`, "Anotado: esa persona no verá la postulación y su puntaje no se cuenta.");
});

/** A refusal is told above the list that was searched: the form is one of its buttons. */
async function named(ctx: Ctx, id: string, slug: string, form: FormData, url: URL) {
  try {
    const { name } = await nameJuror(ctx, id, idFrom(form, "person_id"));
    return redirectWithFlash(paths.callJury(slug), `Invitamos a ${name} al jurado.`);
  } catch (error) {
    if (!isDomainError(error) || error.code !== "invalid") throw error;
    return data({ errors: sentences({ "": Object.values(error.fields).flat() }), values: { q: wordsFrom(url) } }, { status: 422 });
  }
}

export default function JuryPage() {
  const page = useLoaderData<typeof loader>();
  const { call, removed, naming } = page;
  return (
    <Page
      title="Jurado"
      eyebrow={<a href={paths.call(call.slug)}>{call.title}</a>}
      lead="Quienes evalúan las postulaciones. Cada persona acepta, declara sus conflictos de interés y recién entonces lee. No puede ser parte quien postula ni quien organiza."
    >
      <CallTabs slug={call.slug} kind={call.kind} organises juror={false} current="jury" />
      {removed && naming && (
        <Notice
          kind="info"
          title="Salió del jurado; lo que evaluó no se cuenta"
          actions={
            <ButtonForm size="small" fields={{ act: "return", juror_id: removed }}>
              Deshacer
            </ButtonForm>
          }
        />
      )}
      <JuryMembers page={page} />
      {naming && <JurorSearch page={page} />}
      {page.applications.length > 0 && <JuryConflicts page={page} />}
    </Page>
  );
}

export type JuryPageData = Awaited<ReturnType<typeof loader>>;
