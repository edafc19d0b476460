import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { OwnApplications } from "#app/components/own-applications.tsx";
import { useSubmission } from "#app/components/submission.ts";
import { StartInput } from "#app/domain/calls/application.ts";
import { countOwn, listOwnApplications } from "#app/domain/calls/applications.repo.server.ts";
import { startApplication } from "#app/domain/calls/applications.server.ts";
import { canApply } from "#app/domain/calls/call.policy.ts";
import { phaseOf } from "#app/domain/calls/call.ts";
import { listOwnExperiences } from "#app/domain/calls/snapshot.server.ts";
import { isDomainError } from "#app/domain/errors.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { applicationRefusal } from "#app/i18n/application-refusals.ts";
import { longDateTime } from "#app/i18n/dates.ts";
import { isZone, MAIN_ZONE } from "#app/i18n/zones.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Form, RadioGroup, SubmitBar } from "#app/ui/form.tsx";
import { Page, Section, Stack } from "#app/ui/layout.tsx";
import { newId } from "#db/ids.ts";
import { callOfPage } from "./call-access.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

export { callSheet as links } from "#app/components/sheets.ts";

export const meta = ({ data }: { data: Loaded | undefined }) => (data ? pageMeta(`Postular: ${data.title}`) : []);

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params, url }) => {
  const call = await callOfPage(ctx, params.slug);
  const zone = isZone(call.zone) ? call.zone : MAIN_ZONE;
  const phase = phaseOf(call, ctx.now);
  const own = await listOwnApplications(ctx.db, ctx.actor.id, { callId: call.id });
  const full = (await countOwn(ctx.db, call.id, ctx.actor.id)).standing >= call.most_each;
  const may = canApply(ctx.actor, call, call.juror);
  const experiences = may && phase === "open" && !full && call.work !== "none" ? await listOwnExperiences(ctx.db, ctx.actor.id) : [];
  const asked = url.searchParams.get("experiencia");
  return {
    ...{ slug: call.slug, title: call.title, work: call.work, most: call.most_each, phase, may, full, experiences, id: newId(), now: ctx.now },
    ...{ own: own.rows, chosen: experiences.find((each) => each.slug === asked)?.id ?? "" },
    ...{ opens: longDateTime(call.opens_at, zone), closes: longDateTime(call.closes_at, zone) },
  };
});

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => callOfPage(ctx, params.slug), input: StartInput }, async ({ ctx, params, input }) => {
  try {
    const { id } = await startApplication(ctx, params.slug ?? "", { id: input.id, work: input.experiencia || null });
    return redirectWithFlash(paths.applicationEdit(id), "Comenzaste tu postulación. Se guarda como borrador hasta que la envíes.");
  } catch (error) {
    if (!isDomainError(error) || error.code !== "conflict") throw error;
    return redirectWithFlash(paths.callApply(params.slug ?? ""), { kind: "warn", text: applicationRefusal(error.reason) });
  }
});

export default function ApplyPage() {
  const page: Loaded = useLoaderData<typeof loader>();
  const { slug, title, phase, closes, may, full, own, now } = page;
  const open = phase === "open" && may && !full;
  return (
    <Page title="Postular" eyebrow={<a href={paths.call(slug)}>{title}</a>} width="narrow" lead={phase === "open" ? `Cierra el ${closes}.` : undefined}>
      <Stack gap="l">
        <Standing page={page} />
        {own.length > 0 && (
          <Section title={own.length === 1 ? "Tu postulación" : "Tus postulaciones"}>
            <OwnApplications applications={own} now={now} within />
          </Section>
        )}
        {open && <Start page={page} />}
      </Stack>
    </Page>
  );
}

function Standing({ page: { slug, phase, opens, closes, may, full, most } }: { page: Loaded }) {
  const back = <LinkButton to={paths.call(slug)}>Ver la convocatoria</LinkButton>;
  if (phase === "upcoming")
    return (
      <Notice kind="info" title="Todavía no abre" actions={back}>
        <p>
          Se puede postular desde el {opens} hasta el {closes}.
        </p>
      </Notice>
    );
  if (phase !== "open")
    return (
      <Notice kind="info" title="El plazo terminó" actions={back}>
        <p>{phase === "cancelled" ? "Esta convocatoria quedó sin efecto." : `Cerró el ${closes}.`}</p>
      </Notice>
    );
  if (!may)
    return (
      <Notice kind="info" title="No puedes postular a esta convocatoria" actions={back}>
        <p>Quienes la organizan o integran su jurado no postulan: son quienes deciden.</p>
      </Notice>
    );
  return full ? <p>{most === 1 ? "Esta convocatoria recibe una postulación por persona: es esta." : `Esta convocatoria recibe hasta ${most} postulaciones por persona.`}</p> : null;
}

/** With which experience, where one is asked for; without a script all is on the page. */
function Start({ page: { id, work, experiences, chosen, own } }: { page: Loaded }) {
  const { errors, value } = useSubmission({ experiencia: chosen });
  const choices = experiences.map((each) => ({ value: each.id, label: each.title || "Sin título", hint: each.summary.slice(0, 160) }));
  const none = { value: "", label: "Sin experiencia del repositorio", hint: "Escribes todo en el formulario." };
  return (
    <Form errors={errors}>
      <input type="hidden" name="id" value={id} />
      {work !== "none" && experiences.length > 0 && (
        <RadioGroup
          legend="¿Con qué experiencia postulas?"
          hint="Al enviar se guarda una copia de su ficha y de sus archivos: es lo que verá el jurado, aunque después la cambies."
          name="experiencia"
          value={value("experiencia")}
          options={work === "required" ? choices : [none, ...choices]}
        />
      )}
      {work !== "none" && experiences.length === 0 && (
        <Notice kind={work === "required" ? "warn" : "info"} actions={<LinkButton to={paths.experienceNew()}>Escribir una experiencia</LinkButton>}>
          <p>
            {work === "required"
              ? "Se postula con una experiencia publicada en el repositorio y todavía no tienes una. Puedes comenzar tu postulación ahora y publicarla antes del cierre."
              : "Si publicas tu experiencia en el repositorio, puedes postular con ella y no escribir todo de nuevo."}
          </p>
        </Notice>
      )}
      <SubmitBar note="Se guarda a medida que escribes; nadie la ve hasta que la envíes.">
        <Button icon="arrow-right">{own.length > 0 ? "Comenzar otra postulación" : "Comenzar"}</Button>
      </SubmitBar>
    </Form>
  );
}
