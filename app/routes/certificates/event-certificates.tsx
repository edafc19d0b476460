import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { useSubmission } from "#app/components/submission.ts";
import { attendanceTotals } from "#app/domain/attendance/attendance.repo.server.ts";
import { IssueInput, minutesOf, ReissueInput } from "#app/domain/certificates/certificate.ts";
import { countEventCertificates, findSignatureOf, listEventCertificates } from "#app/domain/certificates/certificates.repo.server.ts";
import { issueCertificates, reissueCertificate, revokeCertificate } from "#app/domain/certificates/certificates.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { isDomainError } from "#app/domain/errors.ts";
import type { EventDetail } from "#app/domain/events/event-rows.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { paged, pageFrom } from "#app/http/paging.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { durationWords } from "#app/i18n/dates.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { managedEvent } from "#app/routes/events/event-access.server.ts";
import { Button, ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Field, Form, SubmitBar } from "#app/ui/form.tsx";
import { Page, Section } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";

export const meta = () => pageMeta("Certificados");

const PAGE_SIZE = 50;

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params, url }) => {
  const event = await managedEvent(ctx, params.id);
  const page = pageFrom(url);
  const { people } = await attendanceTotals(ctx.db, event.id);
  const { issued, revoked } = await countEventCertificates(ctx.db, event.id);
  const rows = issued > 0 ? await listEventCertificates(ctx.db, event.id, page, PAGE_SIZE) : [];
  return {
    id: event.id,
    title: event.title,
    over: event.status === "published" && event.ends_at <= ctx.now,
    people,
    issued,
    revoked,
    signed: (await findSignatureOf(ctx.db, ctx.actor.id)) !== null,
    signer: ctx.actor.name,
    values: { minutes: String(minutesOf(event)), signer_role: roleOf(ctx, event) },
    list: paged(
      rows.map(({ id, code, name, establishment_name, minutes, email }) => ({
        id,
        code,
        name,
        establishment_name,
        minutes,
        duration: durationWords(minutes),
        mailed: email !== null,
      })),
      issued,
      page,
      PAGE_SIZE,
    ),
  };
});

/** «Coordinación de Electricidad»: of a node of the meeting that the signer coordinates. */
function roleOf(ctx: Ctx, event: EventDetail): string {
  const node = event.nodes.find(({ id }) => ctx.actor?.coordinates.includes(id));
  return node ? `Coordinación de ${node.name}` : `Equipo gestor de ${ctx.deployment.networkName}`;
}

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => managedEvent(ctx, params.id) }, async ({ ctx, params, form }) => {
  const event = await managedEvent(ctx, params.id);
  const back = paths.eventCertificates(event.id);
  const certificate = String(form.get("certificate") ?? "");
  try {
    if (form.get("intent") === "revoke") {
      await revokeCertificate(ctx, event.id, certificate);
      return redirectWithFlash(back, "Anulamos el certificado: su página ya lo dice.");
    }
    if (form.get("intent") === "reissue") {
      const parsed = parseForm(form, ReissueInput);
      if (!parsed.ok) return redirectWithFlash(back, { kind: "warn", text: "No cambiamos nada: escribe el nombre completo y los minutos en números." });
      await reissueCertificate(ctx, event.id, certificate, parsed.value);
      return redirectWithFlash(back, "Anulamos el anterior y enviamos uno nuevo.");
    }
    const parsed = parseForm(form, IssueInput);
    if (!parsed.ok) return data(parsed.submission, { status: 422 });
    const { issued } = await issueCertificates(ctx, event.id, parsed.value);
    if (issued === 0) return redirectWithFlash(back, { kind: "warn", text: "Todas las personas que vinieron ya tienen su certificado." });
    return redirectWithFlash(back, `Emitimos ${counted(issued, "certificado", "certificados")}. Ya van por correo.`);
  } catch (error) {
    if (!isDomainError(error) || error.code !== "conflict") throw error;
    const text = error.reason === "not_over" ? "Los certificados se emiten cuando la reunión terminó." : "Eso ya no se puede hacer.";
    return redirectWithFlash(back, { kind: "warn", text });
  }
});

export default function EventCertificatesPage() {
  const { id, title, over, people, issued, revoked, list } = useLoaderData<typeof loader>();
  return (
    <Page title="Certificados" eyebrow={<a href={paths.event(id)}>{title}</a>} width="narrow">
      {people === 0 && issued === 0 ? (
        <Empty
          title="Primero, la lista"
          icon="check"
          action={
            <LinkButton to={paths.eventAttendance(id)} kind="primary">
              Pasar lista
            </LinkButton>
          }
        >
          <p>Recibe certificado quien vino. Cuando la lista tenga nombres, se emiten todos de una vez.</p>
        </Empty>
      ) : (
        <p className="lead">
          {issued === 0
            ? `Vinieron ${counted(people, "persona", "personas")}.`
            : `${issued} de ${counted(people, "persona que vino tiene", "personas que vinieron tienen")} certificado.`}
        </p>
      )}
      {people > issued && (over ? <IssueForm /> : <p>Los certificados se emiten cuando la reunión haya terminado.</p>)}
      {list.rows.length > 0 && (
        <Section title="Emitidos">
          <ul className="certificates">
            {list.rows.map((row) => (
              <CertificateLine key={row.id} row={row} />
            ))}
          </ul>
          <Pagination page={list.page} pages={list.pages} href={(pagina) => paths.eventCertificates(id, { pagina })} />
        </Section>
      )}
      {revoked > 0 && <p className="hint">{counted(revoked, "certificado anulado", "certificados anulados")}.</p>}
    </Page>
  );
}

function IssueForm() {
  const { people, issued, signed, signer, values } = useLoaderData<typeof loader>();
  const form = useSubmission(values);
  const missing = people - issued;
  return (
    <Form errors={form.errors} values={{ minutes: form.value("minutes"), signer_role: form.value("signer_role") }}>
      <Field label="Minutos que certifica" name="minutes" inputMode="numeric" hint="Los que duró la reunión, si no lo cambias." required />
      <Field label={`En calidad de qué firma ${signer}`} name="signer_role" maxLength={120} required />
      {!signed && (
        <p className="hint">
          Llevarán tu nombre. Si quieres que lleven también tu firma, <a href={paths.accountSignature()}>súbela antes</a>.
        </p>
      )}
      <SubmitBar>
        <Button icon="check">{`Emitir ${counted(missing, "certificado", "certificados")}`}</Button>
      </SubmitBar>
    </Form>
  );
}

function CertificateLine({ row }: { row: ReturnType<typeof useLoaderData<typeof loader>>["list"]["rows"][number] }) {
  return (
    <li>
      <p>
        <a href={paths.certificatePdf(row.code)}>{row.name}</a>
        <span className="hint">{[row.establishment_name, row.duration, row.mailed ? null : "sin correo: imprímelo"].filter(Boolean).join(" · ")}</span>
      </p>
      <Disclosure
        summary={
          <span>
            Corregir<span className="visually-hidden"> el certificado de {row.name}</span>
          </span>
        }
      >
        <Form>
          <input type="hidden" name="certificate" value={row.id} />
          <Field label="Nombre" name="name" id={`name-${row.id}`} value={row.name} maxLength={120} required />
          <Field label="Minutos" name="minutes" id={`minutes-${row.id}`} value={row.minutes} inputMode="numeric" required />
          <SubmitBar>
            <Button kind="secondary" name="intent" value="reissue">
              Anular y enviar uno nuevo
            </Button>
          </SubmitBar>
        </Form>
        <ButtonForm kind="quiet" size="small" fields={{ certificate: row.id }} name="intent" value="revoke" label={`Solo anular: ${row.name}`}>
          Solo anular
        </ButtonForm>
      </Disclosure>
    </li>
  );
}
