import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { useSubmission } from "#app/components/submission.ts";
import { canPrepare } from "#app/domain/events/event.policy.ts";
import { TemplateInput, WHOLE_NETWORK } from "#app/domain/templates/template.ts";
import { saveTemplate } from "#app/domain/templates/templates.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { constraintsOf } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Field, Form, RadioGroup, SubmitBar } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";
import { newId } from "#db/ids.ts";
import { eventFor } from "./event-access.server.ts";

export const meta = () => pageMeta("Guardar como plantilla");

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params }) => {
  const event = await eventFor(canPrepare, ctx, params.id);
  const own = event.nodes.filter(({ id }) => canPrepare(ctx.actor, { created_by: null, nodeIds: [id] }));
  return {
    event: { id: event.id, title: event.title },
    nodes: own.map(({ id, name }) => ({ id, name })),
    suggested: { id: newId(), name: event.title.slice(0, 80), scope: own[0]?.id ?? WHOLE_NETWORK },
    constraints: constraintsOf(TemplateInput),
  };
});

export const action = actionWith(
  { who: "signed_in", allow: async ({ ctx, params }) => eventFor(canPrepare, ctx, params.id), input: TemplateInput },
  async ({ ctx, params, input }) => {
    await saveTemplate(ctx, params.id ?? "", input);
    return redirectWithFlash(paths.eventTemplates(), `Guardamos la plantilla «${input.name}».`);
  },
);

export default function SaveTemplatePage() {
  const { event, nodes, suggested, constraints } = useLoaderData<typeof loader>();
  const { errors, value } = useSubmission(suggested);
  return (
    <Page
      title="Guardar como plantilla"
      eyebrow={<a href={paths.event(event.id)}>{event.title}</a>}
      width="narrow"
      lead="Para convocar otra igual en un minuto: guarda los datos, a qué nodos y personas se invita y la agenda. La fecha la eliges cada vez."
    >
      <Form errors={errors} values={{ name: value("name"), scope: value("scope") }} constraints={constraints}>
        <input type="hidden" name="id" value={value("id")} />
        <Field label="Nombre" name="name" hint="Por ejemplo: «Sesión territorial de dos horas»." />
        <RadioGroup
          legend="¿Quién puede usarla?"
          name="scope"
          options={[
            ...nodes.map(({ id, name }) => ({ value: id, label: `Quienes preparan las reuniones de ${name}` })),
            { value: WHOLE_NETWORK, label: "Quienes convocan en toda la red", hint: "Sin las personas que elegiste por su nombre." },
          ]}
        />
        <p className="hint">Los correos de personas de fuera de la red no se guardan en las plantillas: los dieron para una reunión.</p>
        <SubmitBar>
          <Button>Guardar la plantilla</Button>
          <LinkButton to={paths.event(event.id)} kind="quiet">
            Volver a la reunión
          </LinkButton>
        </SubmitBar>
      </Form>
    </Page>
  );
}
