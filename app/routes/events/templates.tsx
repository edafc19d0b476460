import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { useSubmission } from "#app/components/submission.ts";
import { forbidden } from "#app/domain/errors.ts";
import { canScheduleSomewhere } from "#app/domain/events/event.policy.ts";
import { canEditTemplate, canSeeTemplates } from "#app/domain/templates/template.policy.ts";
import { NAME_MAX, RenameInput, TemplatePayload } from "#app/domain/templates/template.ts";
import { listTemplates, type TemplateRow } from "#app/domain/templates/templates.repo.server.ts";
import { archiveTemplate, renameTemplate, restoreTemplate } from "#app/domain/templates/templates.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { counted, eventKindLabel } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { Button, ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Field, Form } from "#app/ui/form.tsx";
import { Cluster, Page, Section } from "#app/ui/layout.tsx";

export const meta = () => pageMeta("Plantillas de reuniones");

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx }) => {
  if (!canSeeTemplates(ctx.actor)) throw forbidden();
  const shown = (row: TemplateRow) => {
    const { kind, start_time, end_time, agenda, title } = TemplatePayload.parse(JSON.parse(row.payload));
    return { id: row.id, name: row.name, node: row.node_name, title, kind, hours: `${start_time} a ${end_time} h`, parts: agenda.length, mayEdit: canEditTemplate(ctx.actor, row) };
  };
  const archived = (await listTemplates(ctx.db, ctx.actor, { archived: true })).filter((row) => canEditTemplate(ctx.actor, row));
  return { calls: canScheduleSomewhere(ctx.actor), templates: (await listTemplates(ctx.db, ctx.actor)).map(shown), archived: archived.map(({ id, name }) => ({ id, name })) };
});

type Shown = Awaited<ReturnType<typeof loader>>["templates"][number];

export const action = actionWith({ who: "signed_in" }, async ({ ctx, form }) => {
  if (!canSeeTemplates(ctx.actor)) throw forbidden();
  const id = String(form.get("template_id") ?? "");
  const intent = form.get("intent");
  if (intent === "archive") {
    const { name } = await archiveTemplate(ctx, id);
    return redirectWithFlash(`${paths.eventTemplates()}#archivadas`, `Archivamos «${name}». Si fue sin querer, recupérala más abajo.`);
  }
  if (intent === "restore") {
    const { name } = await restoreTemplate(ctx, id);
    return redirectWithFlash(paths.eventTemplates(), `«${name}» está de vuelta.`);
  }
  const parsed = parseForm(form, RenameInput);
  if (!parsed.ok) return data(parsed.submission, { status: 422 });
  await renameTemplate(ctx, parsed.value.template_id, parsed.value.name);
  return redirectWithFlash(paths.eventTemplates(), "Cambiamos el nombre.");
});

export default function TemplatesPage() {
  const { templates, archived, calls } = useLoaderData<typeof loader>();
  return (
    <Page title="Plantillas de reuniones" lead="Reuniones guardadas para convocar otra igual: solo falta ponerle fecha." width="narrow">
      {templates.length === 0 && (
        <Empty title="Todavía no hay plantillas" icon="copy">
          <p>Abre una reunión que convocaste y elige «Más» y «Guardar como plantilla».</p>
        </Empty>
      )}
      {templates.map((template) => (
        <Template key={template.id} template={template} calls={calls} />
      ))}
      {archived.length > 0 && (
        <Section title="Archivadas" id="archivadas">
          <ul className="stack gap-s">
            {archived.map(({ id, name }) => (
              <li key={id}>
                <Cluster align="between">
                  {name}
                  <ButtonForm fields={{ template_id: id }} name="intent" value="restore" kind="quiet" size="small" label={`Recuperar ${name}`}>
                    Recuperar
                  </ButtonForm>
                </Cluster>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}

function Template({ template, calls }: { template: Shown; calls: boolean }) {
  const { id, name, node, title, kind, hours, parts, mayEdit } = template;
  const words = [eventKindLabel(kind), kind !== "milestone" && hours, parts > 0 && `agenda de ${counted(parts, "parte", "partes")}`, node ? `de ${node}` : "de toda la red"];
  return (
    <Section title={name}>
      <p>
        {title !== name && `${title}. `}
        {words.filter(Boolean).join(", ")}.
      </p>
      <Cluster>
        {calls && (
          <LinkButton to={paths.eventNew({ plantilla: id })} kind="primary" aria-label={`Convocar con esta: ${name}`}>
            Convocar con esta
          </LinkButton>
        )}
        {mayEdit && (
          <ButtonForm fields={{ template_id: id }} name="intent" value="archive" kind="quiet" label={`Archivar ${name}`}>
            Archivar
          </ButtonForm>
        )}
      </Cluster>
      {mayEdit && <Rename id={id} name={name} />}
    </Section>
  );
}

function Rename({ id, name }: { id: string; name: string }) {
  const submission = useSubmission({ name, template_id: id });
  // Several forms on the page: what was refused is said at the one that was sent.
  const mine = submission.refused && submission.value("template_id") === id;
  return (
    <Disclosure summary="Cambiar el nombre" open={mine}>
      <Form action={paths.eventTemplates()} errors={mine ? submission.errors : {}}>
        <input type="hidden" name="template_id" value={id} />
        <Field label="Nombre nuevo" name="name" id={`name-${id}`} value={mine ? submission.value("name") : name} maxLength={NAME_MAX} required />
        <Button kind="secondary">Guardar el nombre</Button>
      </Form>
    </Disclosure>
  );
}
