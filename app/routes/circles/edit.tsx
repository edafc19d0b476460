import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CircleForm } from "#app/components/circle-form.tsx";
import { CircleEyebrow } from "#app/components/circle-frame.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { canClose } from "#app/domain/circles/circle.policy.ts";
import { CircleInput } from "#app/domain/circles/circle.ts";
import { closeCircle, updateCircle } from "#app/domain/circles/circles.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { constraintsOf, parseForm } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Confirm } from "#app/ui/dialog.tsx";
import { Page, Section } from "#app/ui/layout.tsx";
import { circleToRun, refusedKindly } from "./circle-access.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

const constraints = constraintsOf(CircleInput);

export const meta = ({ data: page }: { data: Loaded | undefined }) => (page ? pageMeta(`Editar ${page.frame.name}`) : []);

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params, url }) => {
  const { circle, frame } = await circleToRun(ctx, params.id);
  const { name, purpose, domain, quorum, method, logbook } = circle;
  const closes = canClose(ctx.actor, circle);
  return { frame, values: { name, purpose, domain, quorum, method, logbook }, closes, closing: closes && url.searchParams.has("disolver"), constraints };
});

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => circleToRun(ctx, params.id) }, async ({ ctx, params, form }) => {
  const id = params.id ?? "";
  try {
    if (form.get("act") === "close") {
      await closeCircle(ctx, id);
      return redirectWithFlash(paths.circle(id), "El círculo se disolvió. Sus acuerdos quedan en la bitácora.");
    }
    const parsed = parseForm(form, CircleInput);
    if (!parsed.ok) return data(parsed.submission, { status: 422 });
    await updateCircle(ctx, id, parsed.value);
    return redirectWithFlash(paths.circle(id), "Guardamos los cambios.");
  } catch (error) {
    return refusedKindly(error, paths.circle(id));
  }
});

export default function CircleEditPage() {
  const { frame, values, closes, closing, constraints: limits } = useLoaderData<typeof loader>();
  if (closing) return <ConfirmClosing frame={frame} />;
  return (
    <Page title={`Editar ${frame.name}`} eyebrow={<CircleEyebrow circle={frame} />} width="narrow">
      <CircleForm defaults={values} constraints={limits}>
        <Button>Guardar cambios</Button>
        <LinkButton to={paths.circle(frame.id)} kind="quiet">
          Volver sin guardar
        </LinkButton>
      </CircleForm>
      {closes && (
        <Section title="Disolver el círculo">
          <p>Cuando cumplió su propósito. Terminan los períodos de sus roles; sus acuerdos y su historia se conservan.</p>
          <LinkButton to={paths.circleEdit(frame.id, { disolver: 1 })}>Disolver este círculo</LinkButton>
        </Section>
      )}
    </Page>
  );
}

function ConfirmClosing({ frame }: Pick<Loaded, "frame">) {
  return (
    <Confirm
      title={`¿Disolver ${frame.name}?`}
      confirmLabel="Disolver el círculo"
      cancelTo={paths.circleEdit(frame.id)}
      action={paths.circleEdit(frame.id)}
      fields={{ act: "close" }}
      danger
    >
      <p>
        Sus integrantes dejan de tener voz aquí y los períodos de sus roles terminan hoy. Lo que acordó queda para consultarlo, y lo que siga vigente pasa a cuidarlo{" "}
        {frame.parent?.name ?? "el círculo de arriba"}. No se puede deshacer.
      </p>
    </Confirm>
  );
}
