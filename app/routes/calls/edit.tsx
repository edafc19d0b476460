import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CallDatesFields, CallRules, CallVisibility, CallWords, EncounterField } from "#app/components/call-fields.tsx";
import { CallKeeping } from "#app/components/call-keeping.tsx";
import { CallTabs } from "#app/components/call-tabs.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { useSubmission } from "#app/components/submission.ts";
import { phaseOf } from "#app/domain/calls/call.ts";
import { AmendInput, CallInput, ExtendInput } from "#app/domain/calls/call-form.ts";
import { constraintsOf } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Form, SubmitBar, TextArea } from "#app/ui/form.tsx";
import { Page, Section } from "#app/ui/layout.tsx";
import { encountersToOffer, nodesToCall, organisedCall, valuesOf } from "./call-access.server.ts";
import { actOnCall } from "./call-acts.server.ts";

export { callSheet as links } from "#app/components/sheets.ts";

export const meta = () => pageMeta("Editar la convocatoria");

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params }) => {
  const call = await organisedCall(ctx, params.slug);
  const phase = phaseOf(call, ctx.now);
  return {
    call: { id: call.id, slug: call.slug, title: call.title, kind: call.kind, phase, opened: call.opens_at <= ctx.now, archived: call.archived_at !== null, juror: call.juror },
    stored: { ...valuesOf(call), note: "", reason: "" },
    nodes: phase === "draft" ? await nodesToCall(ctx, call.node_id) : [],
    network: ctx.actor.admin,
    encounters: await encountersToOffer(ctx, call),
    constraints: { call: constraintsOf(CallInput), amend: constraintsOf(AmendInput), extend: constraintsOf(ExtendInput) },
  };
});

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => organisedCall(ctx, params.slug) }, async ({ ctx, params, form }) => {
  const { response, submission } = await actOnCall(ctx, await organisedCall(ctx, params.slug), form);
  return response ?? data(submission, { status: 422 });
});

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

const STANDING = ["upcoming", "open", "assessing"];

export default function EditCallPage() {
  const page = useLoaderData<typeof loader>();
  const { call } = page;
  return (
    <Page title="Editar la convocatoria" eyebrow={<a href={paths.call(call.slug)}>{call.title}</a>} width="narrow">
      <CallTabs slug={call.slug} kind={call.kind} organises juror={call.juror} current="call" />
      {call.phase === "draft" && <DraftForm page={page} />}
      {STANDING.includes(call.phase) && <StandingForms page={page} />}
      {call.phase === "decided" && <Notice kind="info" title="Los resultados están publicados: los textos y las fechas quedan como están" />}
      {call.phase === "cancelled" && <Notice kind="info" title="La convocatoria quedó sin efecto. Para volver a convocar, haz una copia." />}
      <CallKeeping slug={call.slug} phase={call.phase} archived={call.archived} />
    </Page>
  );
}

function DraftForm({ page: { call, stored, nodes, network, encounters, constraints } }: { page: Loaded }) {
  const { errors, value } = useSubmission(stored);
  const values = Object.fromEntries(Object.keys(stored).map((name) => [name, value(name)]));
  return (
    <Form errors={errors} values={values} constraints={constraints.call}>
      <input type="hidden" name="call_id" value={call.id} />
      <CallWords />
      <CallDatesFields value={value} />
      <EncounterField encounters={encounters} />
      <CallVisibility value={value} />
      <CallRules value={value} nodes={nodes} network={network} />
      <SubmitBar>
        <Button>Guardar</Button>
        <LinkButton to={paths.call(call.slug)} kind="quiet">
          Volver a la convocatoria
        </LinkButton>
      </SubmitBar>
    </Form>
  );
}

/** Published: words and dates apart, each with a note for whoever relies on them. A refused form keeps what was typed; the other stands as stored. */
function StandingForms({ page: { call, stored, encounters, constraints } }: { page: Loaded }) {
  const { errors, refused, value } = useSubmission(stored);
  const act = refused ? value("act") : "";
  const told = (name: "amend" | "extend") => ({
    errors: act === name ? errors : {},
    value: act === name ? value : (field: string) => String(stored[field as keyof typeof stored] ?? ""),
  });
  const [amend, extend] = [told("amend"), told("extend")];
  const shown = (of: typeof amend) => Object.fromEntries(Object.keys(stored).map((name) => [name, of.value(name)]));
  return (
    <>
      <Notice kind="info" title="Está publicada: cada cambio queda en su historia">
        <p>Le llega por correo a quienes tienen una postulación, con lo que expliques. El tipo, con qué se postula y si la evaluación es anónima ya no cambian.</p>
      </Notice>
      <Section title="Fechas" id="fechas">
        <Form errors={extend.errors} values={shown(extend)} constraints={constraints.extend}>
          <input type="hidden" name="act" value="extend" />
          <CallDatesFields value={extend.value} opened={call.opened} />
          <TextArea label="Qué cambia y por qué" name="note" id="note-extend" rows={2} hint="«Damos una semana más por el cierre del semestre.»" />
          <div className="cluster">
            <Button>Cambiar las fechas</Button>
          </div>
        </Form>
      </Section>
      <Section title="Textos" id="textos">
        <Form errors={amend.errors} values={shown(amend)} constraints={constraints.amend}>
          <input type="hidden" name="act" value="amend" />
          <CallWords />
          <EncounterField encounters={encounters} />
          <CallVisibility value={amend.value} />
          <TextArea label="Qué cambia" name="note" id="note-amend" rows={2} hint="«Aclaramos que pueden postular equipos de dos liceos.»" />
          <div className="cluster">
            <Button>Guardar el cambio</Button>
          </div>
        </Form>
      </Section>
    </>
  );
}
