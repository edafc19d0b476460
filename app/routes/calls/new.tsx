import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CallBases, CallDatesFields, CallRules, CallTitle, CallVisibility } from "#app/components/call-fields.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { useSubmission } from "#app/components/submission.ts";
import { beginCall } from "#app/domain/calls/beginning.server.ts";
import { BEGINNINGS } from "#app/domain/calls/beginnings.ts";
import { canCallSomewhere } from "#app/domain/calls/call.policy.ts";
import { BeginningInput, CallInput } from "#app/domain/calls/call-form.ts";
import { findCall } from "#app/domain/calls/calls.repo.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { forbidden } from "#app/domain/errors.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { constraintsOf, parseForm } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { MAIN_ZONE } from "#app/i18n/zones.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Form, RadioGroup, SubmitBar } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";
import { newId } from "#db/ids.ts";
import { nodesToCall, valuesOf } from "./call-access.server.ts";

export { callSheet as links } from "#app/components/sheets.ts";

export const meta = () => pageMeta("Nueva convocatoria");

const EMPTY = {
  ...{ kind: "contest", node_id: "", visibility: "members", title: "", summary: "", body_md: "", prizes: "", work: "optional", blind: "", most_each: "1" },
  ...{ zone: MAIN_ZONE as string, opens_date: "", opens_time: "", closes_date: "", closes_time: "", jury_date: "", jury_time: "", beginning: "experiences", copy: "" },
};

async function allowed({ ctx }: { ctx: Ctx }): Promise<void> {
  if (!canCallSomewhere(ctx.actor)) throw forbidden();
}

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, url }) => {
  await allowed({ ctx });
  const nodes = await nodesToCall(ctx);
  const asked = url.searchParams.get("copia");
  const earlier = asked ? await findCall(ctx.db, ctx.actor, { slug: asked }) : null;
  const node = nodes.find(({ id }) => id === url.searchParams.get("nodo") || id === earlier?.node_id) ?? (ctx.actor.admin ? undefined : nodes[0]);
  // The dates of another time are not copied, nor the meeting.
  const dates = { opens_date: "", opens_time: "", closes_date: "", closes_time: "", jury_date: "", jury_time: "" };
  const copied = earlier ? { ...valuesOf(earlier), ...dates, copy: earlier.slug } : {};
  return {
    id: newId(),
    nodes,
    network: ctx.actor.admin,
    copies: earlier?.title ?? null,
    stored: { ...EMPTY, ...copied, node_id: node?.id ?? "" },
    constraints: constraintsOf(CallInput),
  };
});

export const action = actionWith({ who: "signed_in", allow: allowed }, async ({ ctx, form }) => {
  const parsed = parseForm(form, CallInput);
  const from = parseForm(form, BeginningInput);
  if (!parsed.ok) return data(parsed.submission, { status: 422 });
  const { beginning, copy } = from.ok ? from.value : { beginning: "blank" as const, copy: undefined };
  const { slug } = await beginCall(ctx, parsed.value, copy ? { copyOf: copy } : { beginning });
  return redirectWithFlash(paths.call(slug), "El borrador está listo. Revisa el formulario y la pauta, y publícala cuando quieras.");
});

export default function NewCallPage() {
  const { id, nodes, network, copies, stored, constraints } = useLoaderData<typeof loader>();
  const { errors, value } = useSubmission(stored);
  const values = Object.fromEntries(Object.keys(stored).map((name) => [name, value(name)]));
  return (
    <Page
      title="Nueva convocatoria"
      eyebrow={<a href={paths.calls()}>Convocatorias</a>}
      width="narrow"
      lead="Con un título, una frase y las fechas queda un borrador. Lo demás se completa después, con calma."
    >
      {copies && <Notice kind="info" title={`Copiada de «${copies}»: trae sus textos, su formulario y su pauta. Faltan las fechas.`} />}
      <Form errors={errors} values={values} constraints={constraints}>
        <input type="hidden" name="call_id" value={value("call_id") || id} />
        <input type="hidden" name="copy" value={value("copy")} />
        <CallTitle />
        <Disclosure summary="Bases y reconocimientos: ahora o después" open={value("body_md") !== "" || Boolean(errors.body_md ?? errors.prizes)}>
          <div className="stack gap-m">
            <CallBases />
          </div>
        </Disclosure>
        <CallDatesFields value={value} />
        <CallVisibility value={value} />
        <CallRules value={value} nodes={nodes} network={network} />
        {!value("copy") && (
          <RadioGroup
            legend="Formulario y pauta para empezar"
            name="beginning"
            value={value("beginning")}
            options={Object.entries(BEGINNINGS).map(([key, label]) => ({ value: key, label }))}
            hint="Después se cambian, se ordenan y se quitan preguntas y criterios."
          />
        )}
        <SubmitBar>
          <Button>Guardar el borrador</Button>
          <LinkButton to={paths.calls()} kind="quiet">
            Volver
          </LinkButton>
        </SubmitBar>
      </Form>
    </Page>
  );
}
