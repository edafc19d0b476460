import { useLoaderData } from "@remix-run/react";
import { CircleEyebrow } from "#app/components/circle-frame.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { useSubmission } from "#app/components/submission.ts";
import type { Ctx } from "#app/domain/context.ts";
import { forbidden } from "#app/domain/errors.ts";
import { NotedInput } from "#app/domain/logbook/agreement.ts";
import { canKeepLogbook } from "#app/domain/logbook/logbook.policy.ts";
import { answersOf, listReplaceable } from "#app/domain/logbook/noting.repo.server.ts";
import { noteAgreement } from "#app/domain/logbook/reviewing.server.ts";
import { monthsLater } from "#app/domain/terms.ts";
import { idFrom } from "#app/http/asked.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { constraintsOf } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { isoDate } from "#app/i18n/dates.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { DateField, Field, Form, Select, SubmitBar, TextArea } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";
import { newId } from "#db/ids.ts";
import { circleOfPage } from "../circles/circle-access.server.ts";

export const meta = () => pageMeta("Anotar un acuerdo");

const constraints = constraintsOf(NotedInput);
const REVIEW_MONTHS = 12;

/** Whoever keeps the circle's logbook; to others it is forbidden. */
async function circleToKeep(ctx: Ctx, id: string | undefined) {
  const found = await circleOfPage(ctx, id);
  if (!canKeepLogbook(ctx.actor, found.circle)) throw forbidden();
  return found;
}

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params, url }) => {
  const { circle, frame } = await circleToKeep(ctx, params.id);
  const asked = idFrom(url.searchParams, "reemplaza");
  const replaceable = await listReplaceable(ctx.db, circle.id);
  const today = isoDate(ctx.now);
  return {
    frame,
    id: newId(),
    today,
    answers: (await answersOf(ctx.db, circle.id, ctx.now)).map(({ value, label, group }) => ({ value, label, group })),
    replaceable: replaceable.map(({ id, number, title }) => ({ value: id, label: `N.º ${number}: ${title}` })),
    values: { adopted_on: today, review_on: isoDate(monthsLater(ctx.now, REVIEW_MONTHS)), supersedes: replaceable.some((each) => each.id === asked) ? asked : "" },
    constraints,
  };
});

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => circleToKeep(ctx, params.id), input: NotedInput }, async ({ ctx, params, form, input }) => {
  const { circle } = await circleToKeep(ctx, params.id);
  const { id, number } = await noteAgreement(ctx, circle, idFrom(form, "id") || newId(), input);
  return redirectWithFlash(paths.circleAgreement(id), `Quedó en la bitácora como acuerdo n.º ${number}.`);
});

export default function NewAgreementPage() {
  const { frame, id, today, answers, replaceable, values, constraints: limits } = useLoaderData<typeof loader>();
  const form = useSubmission(values);
  return (
    <Page
      title="Anotar un acuerdo"
      eyebrow={<CircleEyebrow circle={frame} named />}
      lead="Para lo que el círculo ya acordó en una reunión o por escrito. Lo que se decide aquí, por consentimiento, llega solo a la bitácora."
      width="narrow"
    >
      <Form errors={form.errors} constraints={limits}>
        <input type="hidden" name="id" value={id} />
        <Field label="Qué se acordó, en una línea" name="title" value={form.value("title")} />
        <TextArea
          label="El acuerdo"
          name="body"
          value={form.value("body")}
          rows={8}
          required
          hint="Tal como se adoptó: después no se cambia. Puedes usar **negrita**, listas con guiones y enlaces."
        />
        <TextArea label="Por qué" name="driver" value={form.value("driver")} rows={3} optional hint="Qué pasaba y qué hacía falta. Ayuda a revisarlo más adelante." />
        <DateField label="Cuándo se acordó" name="adopted_on" value={form.value("adopted_on")} max={today} required />
        <Select label="Quién responde" name="owner" value={form.value("owner")} placeholder="El círculo entero" options={answers} optional />
        <DateField
          label="Cuándo se revisa"
          name="review_on"
          value={form.value("review_on")}
          required
          hint="Ese día vuelve a la agenda del círculo. Un año es lo habitual; menos si es una prueba."
        />
        <DateField label="Vale hasta" name="expires_on" value={form.value("expires_on")} optional hint="Solo si termina por sí mismo un día." />
        {replaceable.length > 0 && (
          <Select
            label="Reemplaza a"
            name="supersedes"
            value={form.value("supersedes")}
            placeholder="A ninguno"
            options={replaceable}
            optional
            hint="El anterior se conserva, marcado como reemplazado."
          />
        )}
        <SubmitBar>
          <Button>Anotar en la bitácora</Button>
          <LinkButton to={paths.circleLogbook(frame.id)} kind="quiet">
            Volver sin anotar
          </LinkButton>
        </SubmitBar>
      </Form>
    </Page>
  );
}
