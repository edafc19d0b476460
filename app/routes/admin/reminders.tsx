import { useLoaderData } from "@remix-run/react";
import { AdminTabs } from "#app/components/admin-tabs.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { EVENT_KINDS } from "#app/domain/events/event.ts";
import { LEAD_HOURS } from "#app/domain/reminders/lead.ts";
import { listLeads } from "#app/domain/reminders/reminders.repo.server.ts";
import { saveLeads } from "#app/domain/reminders/reminders.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { eventKindLabel, leadWords } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { CheckboxGroup, Form, SubmitBar } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";

export const meta = () => pageMeta("Recordatorios");

/** Nobody is invited to a date to know. */
const KINDS = EVENT_KINDS.filter((kind) => kind !== "milestone");
const field = (kind: string) => `lead_${kind}`;

export const loader = loaderWith({ who: "admin" }, async ({ ctx }) => ({ leads: await listLeads(ctx.db) }));

export const action = actionWith({ who: "admin" }, async ({ ctx, form }) => {
  await saveLeads(
    ctx,
    KINDS.flatMap((kind) => [...new Set(form.getAll(field(kind)))].map((hours) => ({ kind, hours: Number(hours) }))),
  );
  return redirectWithFlash(paths.adminReminders(), "Guardamos cuándo se recuerda cada tipo de reunión.");
});

export default function RemindersPage() {
  const { leads } = useLoaderData<typeof loader>();
  return (
    <Page title="Recordatorios" lead="Con cuánta anticipación avisa la red. Cada persona puede elegir otra en su cuenta, o ninguna.">
      <AdminTabs current="reminders" />
      <Form>
        {KINDS.map((kind) => (
          <CheckboxGroup
            key={kind}
            legend={eventKindLabel(kind)}
            name={field(kind)}
            columns={2}
            options={LEAD_HOURS.map((hours) => ({ value: String(hours), label: leadWords(hours), checked: leads[kind]?.includes(hours) ?? false }))}
          />
        ))}
        <p className="hint">Cada persona recibe a lo más un recordatorio al día, con todo lo que tiene por delante, y nunca entre las 21 y las 8 h.</p>
        <SubmitBar>
          <Button>Guardar</Button>
        </SubmitBar>
      </Form>
    </Page>
  );
}
