import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { useSubmission } from "#app/components/submission.ts";
import { keeperUntil } from "#app/domain/attendance/attendance.ts";
import { endDoor, grantDoor, listKeepers } from "#app/domain/attendance/door-keepers.server.ts";
import { notFound } from "#app/domain/errors.ts";
import { canRunAttendance } from "#app/domain/events/event.policy.ts";
import { isId } from "#app/domain/events/event.ts";
import { PersonByEmailInput } from "#app/domain/nodes/node.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { constraintsOf, parseForm } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { shortDate } from "#app/i18n/dates.ts";
import { paths } from "#app/paths.ts";
import { eventFor } from "#app/routes/events/event-access.server.ts";
import { Button, ButtonForm } from "#app/ui/button.tsx";
import { Item, ItemList } from "#app/ui/card.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Field, Form } from "#app/ui/form.tsx";
import { Cluster, Page, Section } from "#app/ui/layout.tsx";

export { workSheet as links } from "#app/components/sheets.ts";

export const meta = () => pageMeta("Quién recibe en la puerta");

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params }) => {
  const event = await eventFor(canRunAttendance, ctx, params.id);
  if (event.all_day || event.status === "draft") throw notFound();
  return {
    event: { id: event.id, title: event.title, zone: event.zone },
    until: keeperUntil(event.ends_at),
    over: ctx.now > keeperUntil(event.ends_at) || event.status !== "published",
    keepers: await listKeepers(ctx.db, event.id),
    constraints: constraintsOf(PersonByEmailInput),
  };
});

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => eventFor(canRunAttendance, ctx, params.id) }, async ({ ctx, params, form }) => {
  const id = params.id ?? "";
  const back = paths.eventDoorKeepers(id);
  const ending = String(form.get("keeper_id") ?? "");
  if (form.get("intent") === "end" && isId(ending)) {
    await endDoor(ctx, id, ending);
    return redirectWithFlash(back, "Listo: ya no recibe en la puerta.");
  }
  const parsed = parseForm(form, PersonByEmailInput);
  if (!parsed.ok) return data(parsed.submission, { status: 422 });
  const { name, outcome } = await grantDoor(ctx, id, parsed.value.email);
  return redirectWithFlash(back, outcome === "granted" ? `${name} puede recibir en la puerta: le avisamos por correo.` : `${name} ya podía recibir en la puerta.`);
});

export default function KeepersPage() {
  const { event, until, over, keepers, constraints } = useLoaderData<typeof loader>();
  const { errors, value } = useSubmission();
  return (
    <Page
      title="Quién recibe en la puerta"
      eyebrow={<a href={paths.eventAttendance(event.id)}>Asistencia de {event.title}</a>}
      width="narrow"
      lead="Además de quienes coordinan, estas personas pueden pasar la lista de esta reunión, y nada más."
    >
      {keepers.length === 0 ? (
        <Empty title="Por ahora, solo quienes coordinan" icon="people">
          <p>Nombra a alguien y le llega un correo con el enlace a la puerta. El encargo termina solo el {shortDate(until, event.zone)}.</p>
        </Empty>
      ) : (
        <ItemList label="Personas que reciben en la puerta">
          {keepers.map((keeper) => (
            <Item
              key={keeper.id}
              title={keeper.name}
              meta={`${keeper.establishment_name ? `${keeper.establishment_name} · ` : ""}hasta el ${shortDate(until, event.zone)}`}
              trail={
                <ButtonForm kind="quiet" size="small" fields={{ intent: "end", keeper_id: keeper.id }} label={`Terminar el encargo de ${keeper.name}`}>
                  Terminar
                </ButtonForm>
              }
            />
          ))}
        </ItemList>
      )}
      {!over && (
        <Section title="Nombrar a una persona">
          <Form errors={errors} constraints={constraints}>
            <Field name="email" type="email" label="Su correo" hint="Debe tener una cuenta." value={value("email")} autoComplete="off" width="medium" />
            <Cluster>
              <Button icon="send">Nombrar y avisarle</Button>
            </Cluster>
          </Form>
        </Section>
      )}
    </Page>
  );
}
