import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AgreementHistory, AgreementTensions } from "#app/components/agreement-history.tsx";
import { EndForm, KeepForm } from "#app/components/agreement-review.tsx";
import { StateBadge } from "#app/components/logbook-view.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { NodeTag } from "#app/components/node-tag.tsx";
import { notFound } from "#app/domain/errors.ts";
import { EndInput, KeepInput } from "#app/domain/logbook/agreement.ts";
import { endAgreement, keepAgreement, tensionToChange } from "#app/domain/logbook/reviewing.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { kindSaid } from "#app/i18n/logbook.ts";
import { paths } from "#app/paths.ts";
import { Button, ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { type Fact, Facts, ProseHtml } from "#app/ui/card.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Cluster, Page, Section } from "#app/ui/layout.tsx";
import { agreementPage, visibleAgreement } from "./agreement-page.server.ts";

export { circleSheet as links } from "#app/components/sheets.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;
type Agreement = Loaded["agreement"];

export const meta = ({ data: found }: { data: Loaded | undefined }) => (found ? pageMeta(`Acuerdo n.º ${found.agreement.number}: ${found.agreement.title}`) : []);
export const handle = { scripts: ["/js/event-print.js"] };

export const loader = loaderWith({ who: "anyone" }, async ({ ctx, params, url }) => agreementPage(ctx, params.agreementId, url.searchParams.get("hacer")));

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => visibleAgreement(ctx, params.agreementId) }, async ({ ctx, params, form }) => {
  const id = params.agreementId ?? "";
  const intent = form.get("intent");
  const page = paths.circleAgreement(id);
  if (intent === "keep") {
    const parsed = parseForm(form, KeepInput);
    if (!parsed.ok) return data(parsed.submission, { status: 422 });
    await keepAgreement(ctx, id, parsed.value);
    return redirectWithFlash(page, "El acuerdo se mantiene. Ya tiene nueva fecha de revisión.");
  }
  if (intent === "end") {
    const parsed = parseForm(form, EndInput);
    if (!parsed.ok) return data(parsed.submission, { status: 422 });
    await endAgreement(ctx, id, parsed.value);
    return redirectWithFlash(page, "El acuerdo terminó. Queda en la bitácora con su motivo.");
  }
  if (intent !== "change") throw notFound();
  const { circleId, tensionId } = await tensionToChange(ctx, id);
  return redirectWithFlash(
    paths.proposalNew(circleId, { tension: tensionId, tipo: "propuesta" }),
    "Escribe qué cambiarías. Cuando el círculo lo acuerde, reemplazará al acuerdo de hoy.",
  );
});

export default function AgreementPage() {
  const { agreement, form, history, tensions, may } = useLoaderData<typeof loader>();
  const eyebrow = (
    <>
      {agreement.node && <NodeTag node={agreement.node} />}
      <a href={paths.circle(agreement.circle.id)}>{agreement.circle.name}</a>
      <a href={paths.circleLogbook(agreement.circle.id)}>Bitácora</a>
    </>
  );
  if (form === "mantener") return <KeepForm agreement={agreement} eyebrow={eyebrow} />;
  if (form === "terminar") return <EndForm agreement={agreement} eyebrow={eyebrow} />;
  return (
    <Page
      title={agreement.title}
      eyebrow={eyebrow}
      width="narrow"
      lead={
        <Cluster>
          <span>Acuerdo n.º {agreement.number}</span>
          <StateBadge state={agreement.state} />
        </Cluster>
      }
      actions={
        <Button kind="secondary" icon="print" type="button" data-print="" hidden>
          Imprimir
        </Button>
      }
    >
      <Standing agreement={agreement} />
      {agreement.html && <ProseHtml html={agreement.html} />}
      {agreement.driver && (
        <Section title="Por qué se acordó">
          <p className="prose-lines">{agreement.driver}</p>
        </Section>
      )}
      <Facts facts={factsOf(agreement)} />
      {(may.keep || may.change) && <ReviewNow agreement={agreement} may={may} />}
      {history.length > 1 && <AgreementHistory history={history} current={agreement.id} />}
      {tensions.length > 0 && <AgreementTensions tensions={tensions} />}
    </Page>
  );
}

function Standing({ agreement: { state, replacedBy, ended, note, review, expires } }: { agreement: Agreement }) {
  if (state === "superseded" && replacedBy) {
    return (
      <Notice kind="info" title="Este acuerdo ya no rige">
        <p>
          Lo reemplazó el <a href={paths.circleAgreement(replacedBy.id)}>acuerdo n.º&nbsp;{replacedBy.number}</a>, el {replacedBy.since}.
        </p>
      </Notice>
    );
  }
  if (state === "ended") {
    return (
      <Notice kind="info" title={`Terminó el ${ended}`}>
        <p>{note}</p>
      </Notice>
    );
  }
  if (state === "expired") {
    return (
      <Notice kind="warn" title={`Venció el ${expires}`}>
        <p>El círculo tiene que decidir si lo renueva, lo cambia o lo termina.</p>
      </Notice>
    );
  }
  if (state !== "in_review") return null;
  return (
    <Notice kind="warn" title="Está en revisión">
      <p>{review ? `Su fecha de revisión es el ${review}. ` : ""}Sigue valiendo mientras el círculo lo conversa.</p>
    </Notice>
  );
}

function factsOf({ adopted, kind, process, meeting, owner, review, reviewed, expires, writtenBy }: Agreement): Fact[] {
  return [
    {
      term: "Adoptado",
      detail: (
        <>
          {adopted}, {kindSaid(kind)}
          {process && (
            <>
              {" "}
              (<a href={paths.process(process.id)}>cómo se decidió</a>)
            </>
          )}
        </>
      ),
    },
    ...(meeting ? [{ term: "En la reunión", detail: <a href={paths.event(meeting.id)}>{meeting.title}</a> }] : []),
    { term: "Responde", detail: owner ?? "El círculo entero" },
    ...(review ? [{ term: "Se revisa", detail: `El ${review}` }] : []),
    ...(reviewed ? [{ term: "Última revisión", detail: `El ${reviewed}` }] : []),
    ...(expires ? [{ term: "Vale hasta", detail: `El ${expires}` }] : []),
    ...(writtenBy ? [{ term: "Lo anotó", detail: writtenBy }] : []),
  ];
}

function ReviewNow({ agreement, may }: { agreement: Agreement; may: Loaded["may"] }) {
  return (
    <Section title="Revisar ahora" id="revisar">
      <p>¿Todavía sirve? Si sí, se mantiene y se le pone una nueva fecha. Si no, se cambia por consentimiento o se termina.</p>
      <Cluster>
        {may.keep && (
          <LinkButton to={paths.circleAgreement(agreement.id, { hacer: "mantener" })} kind="primary" icon="check">
            Mantenerlo
          </LinkButton>
        )}
        {may.change && (
          <ButtonForm name="intent" value="change" icon="edit">
            Proponer un cambio
          </ButtonForm>
        )}
        {may.keep && (
          <>
            <LinkButton to={paths.circleAgreementNew(agreement.circle.id, { reemplaza: agreement.id })}>Anotar el que lo reemplaza</LinkButton>
            <LinkButton to={paths.circleAgreement(agreement.id, { hacer: "terminar" })}>Terminarlo</LinkButton>
          </>
        )}
      </Cluster>
    </Section>
  );
}
