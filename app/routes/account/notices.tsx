import { useLoaderData } from "@remix-run/react";
import { AccountTabs } from "#app/components/account-tabs.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { NewsFields, nodeFieldsOf } from "#app/components/news-fields.tsx";
import { useSubmission } from "#app/components/submission.ts";
import { inTransaction } from "#app/domain/context.ts";
import { readNewsChoices, saveNewsChoices } from "#app/domain/digests/choices.server.ts";
import { readNotices, resumeAllMail, saveNotices } from "#app/domain/identity/account.server.ts";
import { NoticesInput } from "#app/domain/identity/person.ts";
import { LEAD_HOURS } from "#app/domain/reminders/lead.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { leadWords } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { Button, ButtonForm } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Checkbox, Fieldset, Form, Select, SubmitBar } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";

const LEADS = LEAD_HOURS.map((hours) => ({ value: String(hours), label: leadWords(hours) }));

export const meta = () => pageMeta("Tus avisos");

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx }) => ({
  email: ctx.actor.email,
  notices: await readNotices(ctx),
  news: await readNewsChoices(ctx),
}));

export const action = actionWith({ who: "signed_in", input: NoticesInput }, async ({ ctx, input, form }) => {
  if (form.get("intent") === "resume") {
    await resumeAllMail(ctx);
    return redirectWithFlash(paths.accountNotices(), "Volverás a recibir las invitaciones.");
  }
  await inTransaction(ctx, async (tx) => {
    await saveNotices({ ...tx, actor: ctx.actor }, input);
    await saveNewsChoices({ ...tx, actor: ctx.actor }, { pace: input.digest, nodes: nodeFieldsOf(form) });
  });
  return redirectWithFlash(paths.accountNotices(), "Guardamos tu elección.");
});

export default function NoticesPage() {
  const { email, notices, news } = useLoaderData<typeof loader>();
  const { errors } = useSubmission();
  return (
    <Page title="Tu cuenta" width="narrow" lead={email}>
      <AccountTabs current="notices" />
      {notices.stoppedAll && (
        <Notice
          kind="warn"
          title="Pediste no recibir más correos"
          actions={
            <ButtonForm name="intent" value="resume">
              Volver a recibirlos
            </ButtonForm>
          }
        >
          <p>No te llegan invitaciones ni cambios de las reuniones. Puedes verlos aquí, en tu día.</p>
        </Notice>
      )}
      <Form errors={errors}>
        <p>Las invitaciones, los cambios y las cancelaciones de tus reuniones llegan siempre. Lo demás lo eliges tú.</p>
        <Fieldset legend="Además quiero recibir">
          <Checkbox
            name="mail_reminders"
            checked={notices.reminders}
            label="Recordatorios"
            hint="Antes de cada reunión, y cuando algo que te comprometiste a hacer está por vencer. Uno al día a lo más, y nunca de noche."
          />
          <Checkbox
            name="mail_nodes"
            checked={notices.nodes}
            label="Avisos de mis nodos"
            hint="Anuncios y conversaciones que sigues; solicitudes para entrar y respuestas a las tuyas; comentarios y usos de lo que compartes en el repositorio."
          />
        </Fieldset>
        <Select
          label="Cuándo recordarme"
          name="reminder_hours"
          value={notices.reminderHours === null ? "" : String(notices.reminderHours)}
          options={[{ value: "", label: "Como lo tenga la red para cada tipo de reunión" }, ...LEADS]}
        />
        <NewsFields pace={news.pace} nodes={news.nodes} />
        <SubmitBar>
          <Button>Guardar</Button>
        </SubmitBar>
      </Form>
    </Page>
  );
}
