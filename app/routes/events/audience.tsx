import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { AudienceForm, type AudienceReply, badLines } from "#app/components/event-audience-form.tsx";
import { EventSteps } from "#app/components/event-steps.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { voicesOf } from "#app/domain/circles/voices.repo.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { AudienceInput, isId } from "#app/domain/events/event.ts";
import type { EventDetail } from "#app/domain/events/event-rows.ts";
import { readAudience, setAudience } from "#app/domain/events/scheduling.server.ts";
import { searchPeople } from "#app/domain/identity/people.repo.server.ts";
import { listPeopleNames } from "#app/domain/identity/people-names.repo.server.ts";
import { expand } from "#app/domain/invitations/audience.repo.server.ts";
import { listInvitedAddresses } from "#app/domain/invitations/invitation-writes.repo.server.ts";
import { parsePastedAddresses } from "#app/domain/invitations/pasted-addresses.ts";
import { listCallableNodes } from "#app/domain/nodes/callable-nodes.repo.server.ts";
import { nodesWith } from "#app/domain/rights.ts";
import { cleanLine } from "#app/domain/text.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { type FormErrors, parseForm, typedValues } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { SubmitBar } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";
import { managedEvent } from "./event-access.server.ts";

export const meta = () => pageMeta("A quiénes invitar");
export const handle = { scripts: ["/js/event-search.js"] };

const MOST_COUNTED = 12;

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params }) => {
  const event = await managedEvent(ctx, params.id);
  turnAway(event, ctx.now);
  const callable = ctx.actor.admin ? undefined : nodesWith(ctx.actor, "call_meetings");
  const nodes = (await listCallableNodes(ctx.db, callable, [...event.nodeIds, ...nodesWith(ctx.actor, "call_meetings")].slice(0, MOST_COUNTED))).map((node) => ({
    ...node,
    near: event.nodeIds.includes(node.id),
  }));
  const { node_ids, counterpart_node_ids, circle_ids, person_ids, pasted } = await readAudience(ctx, event.id);
  const untouched = node_ids.length + counterpart_node_ids.length + circle_ids.length + person_ids.length === 0 && pasted === "";
  const fresh = untouched && event.status === "draft";
  // Most meetings call their own node, or their own circle: one click less.
  const called = fresh && !event.circle_id ? nodes.filter((node) => node.near).map((node) => node.id) : node_ids;
  return {
    id: event.id,
    title: event.title,
    draft: event.status === "draft",
    repeats: event.series_id !== null,
    circle: event.circle_id ? { id: event.circle_id, name: event.circle_name ?? "", voices: (await voicesOf(ctx.db, event.circle_id, ctx.now)).length } : null,
    nodes,
    people: await listPeopleNames(ctx.db, person_ids),
    values: { node_ids: called, counterpart_node_ids, circle_ids: fresh && event.circle_id ? [event.circle_id] : circle_ids, person_ids, pasted },
  };
});

/** Nobody is invited to a date to know, nor to what was called off or is over. */
function turnAway(event: EventDetail, now: string): void {
  if (event.all_day) throw redirectWithFlash(event.status === "draft" ? paths.eventReview(event.id) : paths.event(event.id), "A un hito no se invita a nadie.");
  const why = event.status === "cancelled" ? "está cancelada" : event.status === "published" && event.ends_at <= now ? "ya pasó" : null;
  if (why) throw redirectWithFlash(paths.event(event.id), { kind: "warn", text: `La reunión ${why}: ya no se puede invitar.` });
}

export const action = actionWith({ who: "signed_in" }, async ({ ctx, params, form }) => {
  const event = await managedEvent(ctx, params.id);
  if (form.get("intent") === "search") return reply(ctx, form, {}, 200);
  const parsed = parseForm(form, AudienceInput);
  if (!parsed.ok) return reply(ctx, form, parsed.submission.errors, 422);
  const { good, bad } = parsePastedAddresses(parsed.value.pasted);
  if (bad.length > 0 && form.get("skip_bad") !== "1") return reply(ctx, form, { pasted: badLines(bad) }, 422, { readable: good.length });
  if (event.status === "published") {
    const invited = new Set((await listInvitedAddresses(ctx.db, event.id)).filter((one) => one.removed_at === null).map((one) => one.email));
    const called = await expand(ctx.db, { ...parsed.value, outside: good }, ctx.now);
    const newOnes = called.filter((one) => !invited.has(one.email)).length;
    if (newOnes > 0 && form.get("confirmed") !== String(newOnes)) return reply(ctx, form, {}, 200, { newOnes });
  }
  const result = await setAudience(ctx, event.id, parsed.value);
  if (event.status === "draft") return redirectWithFlash(paths.eventReview(event.id), "Guardamos la lista. Todavía no se envía nada.");
  if (result.invited === 0) return redirectWithFlash(paths.event(event.id), "Guardamos la lista. No había nadie nuevo a quien invitar.");
  return redirectWithFlash(paths.eventSending(event.id), `Invitamos a ${counted(result.invited, "persona más", "personas más")}.`);
});

interface More {
  /** Good addresses among lines that could not be read. */
  readable?: number;
  /** Who would get a mail at once, to be confirmed. */
  newOnes?: number;
}

async function reply(ctx: Ctx, form: FormData, errors: FormErrors, status: number, more: More = {}) {
  const q = cleanLine(String(form.get("person_q") ?? "")).slice(0, 200);
  const chosen = form.getAll("person_ids").map(String).filter(isId);
  const people = await listPeopleNames(ctx.db, chosen);
  const found = q === "" ? [] : (await searchPeople(ctx.db, { q, page: 1, size: 12 })).rows.map(({ id, name, establishment_name }) => ({ id, name, establishment_name }));
  return data({ errors, values: typedValues(form), people, found, ...more } satisfies AudienceReply & More, { status });
}

export default function AudiencePage() {
  const { id, title, draft, repeats, circle, nodes, values, people } = useLoaderData<typeof loader>();
  const { readable, newOnes } = (useActionData() as More | undefined) ?? {};
  const hidden = newOnes === undefined ? undefined : { confirmed: String(newOnes) };
  const invite = newOnes === undefined ? "" : `Guardar e invitar a ${counted(newOnes, "persona más", "personas más")}`;
  return (
    <Page
      title={draft ? "A quiénes invitar" : "Invitar a más personas"}
      eyebrow={<a href={paths.event(id)}>{title}</a>}
      lead={draft ? "En el paso siguiente verás cuántos correos saldrán." : "Antes de enviar verás a cuántas personas llega. Para sacar a alguien, usa «Respuestas»."}
      width="narrow"
    >
      {draft && <EventSteps current={2} id={id} repeats={repeats} />}
      <AudienceForm
        circle={circle}
        nodes={nodes}
        values={values}
        people={people}
        hidden={hidden}
        before={
          newOnes !== undefined && (
            <div role="alert">
              <Notice kind="info" title={`Se enviará la invitación a ${counted(newOnes, "persona", "personas")}.`} actions={<Button>{invite}</Button>}>
                <p>Quienes ya están en la lista no reciben nada. Todavía no se envía.</p>
              </Notice>
            </div>
          )
        }
      >
        <SubmitBar>
          <Button>{invite || (draft ? "Guardar y revisar" : "Ver a cuántas personas llega")}</Button>
          {readable !== undefined && (
            <Button kind="secondary" name="skip_bad" value="1">
              {`Seguir sin esas líneas (${counted(readable, "correo", "correos")} sí se ${readable === 1 ? "lee" : "leen"})`}
            </Button>
          )}
          {!draft && (
            <LinkButton kind="quiet" to={paths.event(id)}>
              Volver
            </LinkButton>
          )}
        </SubmitBar>
      </AudienceForm>
    </Page>
  );
}
