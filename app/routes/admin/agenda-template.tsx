import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AdminTabs } from "#app/components/admin-tabs.tsx";
import { templateText } from "#app/components/agenda-forms.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { useSubmission } from "#app/components/submission.ts";
import { findTemplate } from "#app/domain/agenda/agenda.repo.server.ts";
import { TemplateInput } from "#app/domain/agenda/agenda.ts";
import { archiveTemplate, saveTemplate } from "#app/domain/agenda/templates.server.ts";
import { notFound } from "#app/domain/errors.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { eventKindLabel } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { Button, ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Field, Form, Select, SubmitBar, TextArea } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";
import { isId } from "#db/ids.ts";

export const meta = () => pageMeta("Plantilla de agenda");

const KINDS = ["session", "gathering", "workshop", "visit"];

/** An id that is not there yet is a new one. */
export const loader = loaderWith({ who: "admin" }, async ({ ctx, params }) => {
  if (!isId(params.id ?? "")) throw notFound();
  return { template: await findTemplate(ctx.db, params.id ?? "") };
});

export const action = actionWith({ who: "admin" }, async ({ ctx, params, form }) => {
  const id = params.id ?? "";
  if (!isId(id)) throw notFound();
  if (form.get("intent") === "archive") {
    await archiveTemplate(ctx, id);
    return redirectWithFlash(paths.adminAgendaTemplates(), "Quitamos la plantilla. Las agendas que partieron de ella siguen igual.");
  }
  const parsed = parseForm(form, TemplateInput);
  if (!parsed.ok) return data(parsed.submission, { status: 422 });
  await saveTemplate(ctx, id, parsed.value);
  return redirectWithFlash(paths.adminAgendaTemplates(), `Guardamos «${parsed.value.name}».`);
});

export default function AgendaTemplatePage() {
  const { template } = useLoaderData<typeof loader>();
  const form = useSubmission({ name: template?.name, event_kind: template?.event_kind, parts: template ? templateText(template.parts) : "" });
  return (
    <Page title={template ? template.name : "Nueva plantilla"} eyebrow={<a href={paths.adminAgendaTemplates()}>Plantillas de agenda</a>} width="narrow">
      <AdminTabs current="templates" />
      <Form errors={form.errors} values={{ name: form.value("name"), event_kind: form.value("event_kind"), parts: form.value("parts") }}>
        <Field label="Nombre" name="name" maxLength={120} required />
        <Select
          label="Para qué tipo de reunión se ofrece primero"
          name="event_kind"
          optional
          placeholder="Cualquiera"
          options={KINDS.map((value) => ({ value, label: eventKindLabel(value) }))}
        />
        <TextArea
          label="Partes"
          name="parts"
          rows={8}
          required
          hint="Una por línea: los minutos, el título y, si quieres, dos puntos y una nota. Por ejemplo: «20 Conecta: nos saludamos»."
        />
        <SubmitBar>
          <Button>Guardar</Button>
          <LinkButton to={paths.adminAgendaTemplates()} kind="quiet">
            Volver sin cambios
          </LinkButton>
        </SubmitBar>
      </Form>
      {template && (
        <ButtonForm kind="danger" icon="trash" name="intent" value="archive" confirm={`¿Quitar la plantilla «${template.name}»?`}>
          Quitar la plantilla
        </ButtonForm>
      )}
    </Page>
  );
}
