import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { AdminTabs } from "#app/components/admin-tabs.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { MAIL_STATES, type MailState } from "#app/domain/mail/mail.ts";
import { countMailByState, listMail, MAILS_A_PAGE, type MailRow } from "#app/domain/mail/mail-lists.repo.server.ts";
import { oldestUnsent } from "#app/domain/mail/outbox.repo.server.ts";
import { resendMail } from "#app/domain/mail/outbox.server.ts";
import { cleanLine } from "#app/domain/text.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { paged, pageFrom } from "#app/http/paging.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { longDateTime, shortDate, time } from "#app/i18n/dates.ts";
import { failureSentence, MAIL_STATE_WORDS } from "#app/i18n/mail.ts";
import { paths } from "#app/paths.ts";
import { ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Badge, type BadgeKind } from "#app/ui/card.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { FilterBar, SearchBox } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { type Column, Table } from "#app/ui/table.tsx";
import { Tabs } from "#app/ui/wayfinding.tsx";

export const meta = () => pageMeta("Correo");

const LATE_MS = 15 * 60_000;

export const loader = loaderWith({ who: "admin" }, async ({ ctx, url }) => {
  const state = MAIL_STATES.find((each) => each === url.searchParams.get("estado")) ?? null;
  const q = cleanLine(url.searchParams.get("q") ?? "").slice(0, 254);
  const page = pageFrom(url);
  const [counts, oldest, { rows, total }] = await Promise.all([countMailByState(ctx.db), oldestUnsent(ctx.db), listMail(ctx.db, { state, to: q, page })]);
  const late = oldest !== null && Date.parse(ctx.now) - Date.parse(oldest) > LATE_MS;
  return { state, q, counts, oldest, late, ...paged(rows, total, page, MAILS_A_PAGE) };
});

const Input = z.object({ mail_id: z.uuid("not_found") });

export const action = actionWith({ who: "admin", input: Input }, async ({ ctx, input, url }) => {
  await resendMail(ctx, input.mail_id);
  return redirectWithFlash(url.pathname + url.search, "El correo está de nuevo en la cola. Sale en unos segundos.");
});

export default function AdminMail() {
  const { rows, page, pages, state, q, counts, oldest, late } = useLoaderData<typeof loader>();
  const shown = MAIL_STATES.filter((each) => counts[each] > 0 || each === "queued" || each === "failed" || each === state);
  const all = MAIL_STATES.reduce((sum, each) => sum + counts[each], 0);
  return (
    <Page
      title="Correo"
      width="wide"
      actions={
        <LinkButton to={paths.adminUnreachable()} icon="warning">
          Direcciones con problemas
        </LinkButton>
      }
      lead={oldest ? `El más antiguo sin salir espera desde el ${longDateTime(oldest)}.` : "No hay correos esperando salir."}
    >
      <AdminTabs current="mail" />
      {late && (
        <Notice kind="warn" title="Hay correos que esperan hace más de 15 minutos">
          <p>Cada uno se sigue intentando por dos días. Si nada sale, revisa la configuración del servidor de correo (SMTP_URL).</p>
        </Notice>
      )}
      <Tabs
        label="Estado de los correos"
        tabs={[
          { to: paths.adminMail({ q }), label: "Todos", current: state === null, count: all },
          ...shown.map((each) => ({ to: paths.adminMail({ estado: each, q }), label: MAIL_STATE_WORDS[each].many, current: each === state, count: counts[each] })),
        ]}
      />
      <FilterBar hideButton clearTo={q ? paths.adminMail({ estado: state ?? undefined }) : undefined}>
        {state && <input type="hidden" name="estado" value={state} />}
        <SearchBox label="Buscar por dirección" value={q} />
      </FilterBar>
      <Table caption="Correos, del más nuevo al más antiguo" captionHidden columns={COLUMNS} rows={rows} rowKey={(row) => row.id} empty={<Nothing q={q} state={state} />} />
      <Pagination page={page} pages={pages} href={(pagina) => paths.adminMail({ estado: state ?? undefined, q, pagina })} />
    </Page>
  );
}

const TONES: Record<MailState, BadgeKind> = { queued: "neutral", sending: "info", sent: "positive", failed: "danger", caught: "accent" };

const COLUMNS: Column<MailRow>[] = [
  {
    key: "to",
    header: "Para",
    primary: true,
    cell: (mail) => (
      <>
        {mail.to_name && (
          <>
            {mail.to_name}
            <br />
          </>
        )}
        {mail.to_email}
      </>
    ),
  },
  { key: "subject", header: "Asunto", cell: (mail) => mail.subject },
  { key: "state", header: "Estado", cell: (mail) => <State mail={mail} /> },
  { key: "when", header: "Escrito", cell: (mail) => <Moment at={mail.created_at} /> },
  {
    key: "resend",
    header: "Acciones",
    headerHidden: true,
    cell: (mail) =>
      mail.status === "failed" && (
        <ButtonForm size="small" icon="repeat" fields={{ mail_id: mail.id }} label={`Enviar de nuevo a ${mail.to_email}`}>
          Enviar de nuevo
        </ButtonForm>
      ),
  },
];

function State({ mail }: { mail: MailRow }) {
  const troubled = mail.last_error !== null && mail.status !== "sent";
  return (
    <>
      <Badge kind={TONES[mail.status]}>{MAIL_STATE_WORDS[mail.status].one}</Badge>
      {troubled && <p>{failureSentence(mail.last_error)}</p>}
      {troubled && (
        <p className="hint">
          {mail.last_error} ({mail.attempts === 1 ? "1 intento" : `${mail.attempts} intentos`}
          {mail.status === "queued" && (
            <>
              ; el próximo, <Moment at={mail.next_attempt_at} />
            </>
          )}
          )
        </p>
      )}
    </>
  );
}

function Moment({ at }: { at: string }) {
  return (
    <time dateTime={at}>
      {shortDate(at)}, {time(at)}
    </time>
  );
}

function Nothing({ q, state }: { q: string; state: MailState | null }) {
  return (
    <Empty title={q ? `No hay correos para «${q}»` : "Aquí no hay correos"} icon="mail">
      <p>{state === "failed" ? "Todo lo que salió llegó a un servidor que lo aceptó." : "Cuando alguien convoque una reunión o se registre, sus correos aparecerán aquí."}</p>
    </Empty>
  );
}
