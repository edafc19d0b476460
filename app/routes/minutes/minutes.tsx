import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { MinutesDocument } from "#app/components/minutes-document.tsx";
import { SaidInput, stateOf } from "#app/domain/agreements/agreement.ts";
import { listAgreements } from "#app/domain/agreements/agreements.repo.server.ts";
import { say } from "#app/domain/agreements/agreements.server.ts";
import { notFound } from "#app/domain/errors.ts";
import { canKeepMinutes } from "#app/domain/events/event.policy.ts";
import { findMinutes, findVersion, listVersions } from "#app/domain/minutes/minutes.repo.server.ts";
import { beginMinutes } from "#app/domain/minutes/minutes.server.ts";
import { idFrom } from "#app/http/asked.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { isoDate, longDateTime } from "#app/i18n/dates.ts";
import { paths } from "#app/paths.ts";
import { Button, ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Badge } from "#app/ui/card.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Page, Section } from "#app/ui/layout.tsx";
import { eventFor, visibleEvent } from "../events/event-access.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

export const meta = ({ data }: { data: Loaded | undefined }) => pageMeta(data ? `Acta: ${data.event.title}` : "Acta");
export const handle = { scripts: ["/js/event-print.js"] };

/** Published minutes are for people with an account; those who were invited without one have their link. Drafts are for who keeps them. */
export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params, url }) => {
  const event = await visibleEvent(ctx, params.id);
  if (event.all_day || event.status === "draft") throw notFound();
  const asked = Number(url.searchParams.get("version"));
  const [minutes, version] = [await findMinutes(ctx.db, event.id), await findVersion(ctx.db, event.id, asked > 0 && asked < 100_000 ? asked : undefined)];
  if (asked && !version) throw notFound();
  const manages = canKeepMinutes(ctx.actor, event);
  const today = isoDate(ctx.now, event.zone);
  const agreements = version || manages ? await listAgreements(ctx.db, event.id) : [];
  return {
    event: { id: event.id, title: event.title },
    begun: event.starts_at <= ctx.now && event.status === "published",
    drafted: minutes !== null,
    changed: minutes !== null && minutes.version > 0 && minutes.published_at !== null && minutes.updated_at > minutes.published_at,
    version: version && { number: version.version, note: version.note, at: longDateTime(version.published_at, event.zone), last: version.version === minutes?.version },
    content: version?.said ?? null,
    versions: version ? (await listVersions(ctx.db, event.id)).map((each) => ({ ...each, at: longDateTime(each.published_at, event.zone) })) : [],
    standing: Object.fromEntries(agreements.map((each) => [each.id, stateOf(each, today)])),
    open: manages && version ? agreements.filter((each) => !each.done_at && !each.dropped_at).map(({ id, what, comment }) => ({ id, what, comment })) : [],
    manages,
  };
});

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => eventFor(canKeepMinutes, ctx, params.id) }, async ({ ctx, params, form }) => {
  const { id } = await eventFor(canKeepMinutes, ctx, params.id);
  if (form.get("intent") === "begin") {
    await beginMinutes(ctx, id);
    return redirectWithFlash(paths.eventMinutesEdit(id), "Partimos de la agenda. Escribe lo que se conversó y los acuerdos.");
  }
  const parsed = parseForm(form, SaidInput);
  if (!parsed.ok) throw notFound();
  const agreement = idFrom(form, "agreement_id");
  if (!(await listAgreements(ctx.db, id)).some((each) => each.id === agreement)) throw notFound();
  await say(ctx, agreement, parsed.value);
  return redirectWithFlash(`${paths.eventMinutes(id)}#acuerdos`, "Quedó marcado como hecho.");
});

export default function MinutesPage() {
  const { event, content, version, versions, standing, manages, changed, open } = useLoaderData<typeof loader>();
  if (!content || !version) return <NotYet />;
  return (
    <Page
      title="Acta"
      width="narrow"
      eyebrow={<a href={paths.event(event.id)}>{event.title}</a>}
      lead={version.note && version.number > 1 ? `Versión ${version.number}: ${version.note}` : `Publicada el ${version.at}`}
      actions={
        <>
          {manages && (
            <LinkButton to={paths.eventMinutesEdit(event.id)} kind="secondary" icon="edit">
              Editar
            </LinkButton>
          )}
          <LinkButton to={paths.eventMinutesPdf(event.id)} kind="secondary" icon="download">
            Descargar PDF
          </LinkButton>
        </>
      }
    >
      {!version.last && (
        <Notice kind="warn">
          <p>
            Esta es una versión anterior. <a href={paths.eventMinutes(event.id)}>Ver la última</a>.
          </p>
        </Notice>
      )}
      {manages && changed && version.last && (
        <Notice kind="info">
          <p>Hay cambios guardados que aún no se publican.</p>
        </Notice>
      )}
      <MinutesDocument content={content} standing={standing} actions={manages ? ({ id }) => <Done agreement={open.find((each) => each.id === id)} /> : undefined} />
      {versions.length > 1 && (
        <Section title="Versiones" id="versiones">
          <ul className="versions">
            {versions.map((each) => (
              <li key={each.version}>
                <a href={paths.eventMinutes(event.id, { version: each.version })}>Versión {each.version}</a> {each.version === version.number && <Badge>La que ves</Badge>}
                <p className="hint">{[each.at, each.by, each.note].filter(Boolean).join(" · ")}</p>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}

/** For who manages the meeting: what its owner said of it, and the button that closes it. */
function Done({ agreement }: { agreement: { id: string; what: string; comment: string | null } | undefined }) {
  if (!agreement) return null;
  return (
    <>
      {agreement.comment && <p>«{agreement.comment}»</p>}
      <ButtonForm kind="secondary" size="small" icon="check" fields={{ intent: "done", agreement_id: agreement.id }} label={`Marcar como hecho: ${agreement.what}`}>
        Marcar como hecho
      </ButtonForm>
    </>
  );
}

function NotYet() {
  const { event, manages, drafted, begun } = useLoaderData<typeof loader>();
  return (
    <Page title="Acta" eyebrow={<a href={paths.event(event.id)}>{event.title}</a>} width="narrow">
      {manages ? (
        <Empty
          title={drafted ? "El acta está en borrador" : begun ? "El acta todavía no empieza" : "El acta se escribe cuando empiece la reunión"}
          icon="document"
          action={
            drafted ? (
              <LinkButton to={paths.eventMinutesEdit(event.id)} kind="primary">
                Seguir escribiendo
              </LinkButton>
            ) : begun ? (
              <form method="post">
                <Button name="intent" value="begin">
                  Empezar el acta
                </Button>
              </form>
            ) : (
              <LinkButton to={paths.eventAgenda(event.id)} kind="secondary">
                Ver la agenda
              </LinkButton>
            )
          }
        >
          <p>Parte con las secciones de la agenda y la asistencia. Tú agregas lo conversado y los acuerdos, con responsable y fecha.</p>
        </Empty>
      ) : (
        <Empty title="El acta aún no se publica" icon="document">
          <p>Cuando esté, la verás aquí y llegará por correo a quienes fueron invitados.</p>
        </Empty>
      )}
    </Page>
  );
}
