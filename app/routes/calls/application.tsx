import { useLoaderData } from "@remix-run/react";
import { ApplicationBody } from "#app/components/application-body.tsx";
import { ApplicationStanding, OutForm } from "#app/components/application-standing.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { StateBadge } from "#app/components/own-applications.tsx";
import { OwnAssessment } from "#app/components/own-assessment.tsx";
import { OutInput } from "#app/domain/calls/application.ts";
import { findApplication } from "#app/domain/calls/applications.repo.server.ts";
import { discardApplication, withdrawApplication } from "#app/domain/calls/applications.server.ts";
import { bringBack, setOut } from "#app/domain/calls/out-of-bases.server.ts";
import { ownResultOf } from "#app/domain/calls/results.repo.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { invalid, isDomainError, notFound } from "#app/domain/errors.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { applicationRefusal } from "#app/i18n/application-refusals.ts";
import { longDateTime } from "#app/i18n/dates.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Page, Section, Stack } from "#app/ui/layout.tsx";
import { isId } from "#db/ids.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

export { applicationSheet as links } from "#app/components/sheets.ts";

export const meta = ({ data }: { data: Loaded | undefined }) => (data ? pageMeta(data.application.title || "Postulación") : []);

async function seen(ctx: Ctx, id: string | undefined) {
  const found = isId(id ?? "") ? await findApplication(ctx.db, ctx.actor, id ?? "", ctx.now) : null;
  if (!found) throw notFound();
  return found;
}

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params }) => {
  const application = await seen(ctx, params.id);
  const { call, submitted_at, out_at } = application;
  const when = (instant: string | null) => instant && longDateTime(instant, call.zone);
  return {
    application,
    result: application.sight === "own" && call.results_at ? await ownResultOf(ctx.db, ctx.actor, application.id) : null,
    times: { closes: longDateTime(call.closes_at, call.zone), submitted: when(submitted_at), out: when(out_at) },
  };
});

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => seen(ctx, params.id) }, async ({ ctx, params, form }) => {
  const id = params.id ?? "";
  try {
    return await act(ctx, id, form);
  } catch (error) {
    if (!isDomainError(error) || error.code !== "conflict") throw error;
    return redirectWithFlash(paths.application(id), { kind: "warn", text: applicationRefusal(error.reason) });
  }
});

async function act(ctx: Ctx, id: string, form: FormData): Promise<Response> {
  switch (form.get("hacer")) {
    case "retirar":
      await withdrawApplication(ctx, id);
      return redirectWithFlash(paths.application(id), "Retiraste tu postulación. Puedes enviarla de nuevo mientras el plazo siga abierto.");
    case "descartar": {
      const { slug } = await discardApplication(ctx, id);
      return redirectWithFlash(paths.call(slug), "Descartamos el borrador.");
    }
    case "fuera": {
      const parsed = OutInput.safeParse({ reason: String(form.get("reason") ?? "") });
      if (!parsed.success) throw invalid("reason", parsed.error.issues[0]?.message ?? "required");
      await setOut(ctx, id, parsed.data.reason);
      return redirectWithFlash(paths.application(id), "Quedó fuera de bases. Le avisamos por correo a quien postuló, con la razón.");
    }
    case "traer":
      await bringBack(ctx, id);
      return redirectWithFlash(paths.application(id), "La postulación vuelve a estar en concurso. Le avisamos por correo a quien postuló.");
    default:
      throw invalid("", "choice");
  }
}

export default function ApplicationRoute() {
  const { application, result, times }: Loaded = useLoaderData<typeof loader>();
  const { call, number, title, state, sight, may } = application;
  const assesses = (sight === "blind" || sight === "juror") && call.phase === "assessing";
  return (
    <Page
      title={title || "Sin título"}
      width="narrow"
      eyebrow={<a href={paths.call(call.slug)}>{call.title}</a>}
      lead={
        <>
          {number !== null && `Postulación n.º ${number} `}
          <StateBadge state={state} />
        </>
      }
      actions={
        assesses ? (
          <LinkButton to={paths.applicationAssess(application.id)} kind="primary">
            Evaluar
          </LinkButton>
        ) : sight === "organiser" || sight === "blind" ? (
          <LinkButton to={paths.callApplications(call.slug)}>Todas las postulaciones</LinkButton>
        ) : undefined
      }
    >
      <Stack gap="l">
        <ApplicationStanding application={application} times={times} />
        {result && (
          <Section title="Lo que dijo el jurado">
            <OwnAssessment result={result} />
          </Section>
        )}
        <ApplicationBody application={application} />
        {(may.setOut || may.bringBack) && <OutForm out={may.bringBack} />}
      </Stack>
    </Page>
  );
}
