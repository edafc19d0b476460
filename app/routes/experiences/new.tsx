import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { useSubmission } from "#app/components/submission.ts";
import { StartInput } from "#app/domain/resources/sheet.ts";
import { adaptable, beginExperience, offeredOrigin } from "#app/domain/resources/sheet-start.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { constraintsOf } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Checkbox, Field, Form, SubmitBar, TextArea } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";
import { newId } from "#db/ids.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

const constraints = constraintsOf(StartInput);

export { experienceSheet as links } from "#app/components/sheets.ts";

export const meta = () => pageMeta("Contar una experiencia");

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, url }) => {
  const origin = await offeredOrigin(ctx, url.searchParams.get("de"));
  return { id: newId(), origin: origin && { kind: origin.kind, slug: origin.slug, title: origin.title, copies: adaptable(origin.licence) }, constraints };
});

export const action = actionWith({ who: "signed_in", input: StartInput }, async ({ ctx, input, url }) => {
  const { slug } = await beginExperience(ctx, input, { from: url.searchParams.get("de"), node: url.searchParams.get("nodo") });
  return redirectWithFlash(paths.experienceEdit(slug, "need"), "Empezó tu ficha. Solo tú la ves hasta que la publiques.");
});

export default function NewExperiencePage() {
  const { id, origin, constraints: limits }: Loaded = useLoaderData<typeof loader>();
  const { errors, value } = useSubmission({ id, copy: "1" });
  return (
    <Page
      title={origin ? "Contar nuestra adaptación" : "Contar una experiencia"}
      eyebrow={<a href={paths.experiences()}>Experiencias de innovación</a>}
      lead="Ocho preguntas cortas, una a la vez, con guía al lado. Se guarda mientras escribes: puedes dejarla a medias y seguir otro día, también desde el teléfono."
      width="narrow"
    >
      {origin && (
        <Notice kind="info" title="Viene de otra experiencia">
          <p>
            Queda unida a <a href={paths.work(origin)}>{origin.title}</a>, y su página mostrará la tuya.
          </p>
        </Notice>
      )}
      <Form errors={errors} constraints={limits}>
        <input type="hidden" name="id" value={value("id") || id} />
        <Field label="Título" name="title" value={value("title")} hint="Corto y concreto: que diga qué se hizo. Después lo puedes cambiar." />
        <TextArea label="En una frase" name="summary" value={value("summary")} rows={3} optional hint="Qué hicieron, con quiénes y qué cambió." />
        {origin?.copies && (
          <Checkbox
            label="Traer el texto de la original, para cambiar lo que cambió"
            name="copy"
            checked={value("copy") === "1"}
            hint="Su licencia lo permite. Quienes la hicieron quedan nombrados."
          />
        )}
        <SubmitBar>
          <Button icon="arrow-right">Empezar</Button>
          <LinkButton to={origin ? paths.work(origin) : paths.experiences()} kind="quiet">
            Ahora no
          </LinkButton>
        </SubmitBar>
      </Form>
    </Page>
  );
}
