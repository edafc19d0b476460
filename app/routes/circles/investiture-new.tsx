import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CircleFrame } from "#app/components/circle-frame.tsx";
import { InvestitureForm } from "#app/components/investiture-form.tsx";
import { type InvestedCard, InvestitureSheet } from "#app/components/investiture-sheet.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { useSubmission } from "#app/components/submission.ts";
import type { CircleRow } from "#app/domain/circles/circles.repo.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { forbidden } from "#app/domain/errors.ts";
import { audiencesFor, canInvest, InvestitureInput, isNews } from "#app/domain/investitures/investiture.ts";
import { countReaders, listCandidates } from "#app/domain/investitures/investitures.repo.server.ts";
import { publishInvestiture } from "#app/domain/investitures/investitures.server.ts";
import { renderMarkdown } from "#app/domain/markdown.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { parseForm, type Submission, typedValues } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Section } from "#app/ui/layout.tsx";
import { newId } from "#db/ids.ts";
import { circleOfPage } from "./circle-access.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;
type Reply = Submission & { preview?: { title: string; message_html: string; invested: InvestedCard[] } };

export { circleSheet as links } from "#app/components/sheets.ts";

export const meta = ({ data: page }: { data: Loaded | undefined }) => (page ? pageMeta(`Investidura de ${page.frame.name}`) : []);

async function circleToInvest(ctx: Ctx, id: string | undefined) {
  const found = await circleOfPage(ctx, id);
  if (!canInvest(ctx.actor, found.circle) || found.circle.closed_at) throw forbidden();
  return found;
}

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params }) => {
  const { circle, frame } = await circleToInvest(ctx, params.id);
  const choices = await listCandidates(ctx.db, circle.id, ctx.now);
  const values = {
    id: newId(),
    title: `Investidura: ${circle.name}`.slice(0, 120),
    message: "",
    audience: "node",
    terms: choices.filter((each) => isNews(each, ctx.now)).map(({ term_id }) => term_id),
  };
  return {
    frame,
    choices,
    values,
    audiences: audiencesFor(ctx.actor),
    reach: await countReaders(ctx.db, { circle_id: circle.id, node_id: circle.node_id }),
    node: circle.node_name,
  };
});

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => circleToInvest(ctx, params.id) }, async ({ ctx, params, form }) => {
  const { circle } = await circleToInvest(ctx, params.id);
  const parsed = parseForm(form, InvestitureInput);
  if (!parsed.ok) return data<Reply>(parsed.submission, { status: 422 });
  if (form.get("intent") !== "publish") return data<Reply>({ errors: {}, values: typedValues(form), preview: await previewOf(ctx, circle, parsed.value) });
  const { id } = await publishInvestiture(ctx, circle, parsed.value);
  return redirectWithFlash(
    paths.investiture(id),
    parsed.value.audience === "none" ? "La investidura quedó publicada." : "La investidura quedó publicada, y los correos van saliendo.",
  );
});

async function previewOf(ctx: Ctx, circle: CircleRow, { title, message, terms }: InvestitureInput) {
  const chosen = (await listCandidates(ctx.db, circle.id, ctx.now)).filter(({ term_id }) => terms.includes(term_id));
  return { title, message_html: renderMarkdown(message), invested: chosen.map((each) => ({ ...each, from: each.school ?? each.organisation })) };
}

export default function InvestitureNewPage() {
  const { frame, choices, values: defaults, ...rest } = useLoaderData<typeof loader>();
  const { errors, value, values } = useSubmission(defaults);
  const preview = (useActionData() as Reply | undefined)?.preview;
  return (
    <CircleFrame circle={frame} tab="circle" title="Investidura" lead="Presenta ante el nodo, y ante quien quiera leerlo, a quienes asumieron los roles del círculo.">
      {choices.length === 0 ? (
        <Empty title="Ningún rol tiene a alguien todavía" icon="people" action={<LinkButton to={paths.circle(frame.id)}>Ver los roles</LinkButton>}>
          <p>Cuando el círculo elija a quienes los ejercen, aquí podrás presentarlos.</p>
        </Empty>
      ) : (
        <>
          {preview && (
            <Section title="Así queda" id="asi-queda">
              <div className="invested-preview">
                <h3>{preview.title}</h3>
                <InvestitureSheet message_html={preview.message_html} invested={preview.invested} />
              </div>
              <p className="hint">Quien no tiene cuenta ve solo los nombres de las personas que lo autorizaron.</p>
            </Section>
          )}
          <InvestitureForm
            {...rest}
            id={value("id") || defaults.id}
            errors={errors}
            value={value}
            values={values}
            choices={choices}
            backTo={paths.circle(frame.id)}
            previewed={preview !== undefined}
          />
        </>
      )}
    </CircleFrame>
  );
}
