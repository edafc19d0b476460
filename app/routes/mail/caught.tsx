import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { notFound } from "#app/domain/errors.ts";
import { listMail, MAILS_A_PAGE, type MailRow } from "#app/domain/mail/mail-lists.repo.server.ts";
import { cleanLine } from "#app/domain/text.ts";
import { paged, pageFrom } from "#app/http/paging.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { shortDate, time } from "#app/i18n/dates.ts";
import { MAIL_KIND_WORDS } from "#app/i18n/mail.ts";
import { paths } from "#app/paths.ts";
import { Avatar, Item, ItemList } from "#app/ui/card.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { FilterBar, SearchBox } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";

export const meta = () => pageMeta("Correos de la demostración");

export const loader = loaderWith({ who: "anyone" }, async ({ ctx, url }) => {
  if (!ctx.deployment.demo) throw notFound();
  const to = cleanLine(url.searchParams.get("para") ?? "").slice(0, 254);
  const page = pageFrom(url);
  const { rows, total } = await listMail(ctx.db, { state: "caught", to, page });
  return { to, ...paged(rows, total, page, MAILS_A_PAGE) };
});

export default function Caught() {
  const { rows, total, page, pages, to } = useLoaderData<typeof loader>();
  return (
    <Page title="Correos de la demostración" lead="Aquí quedan los correos que la red habría enviado. Ábrelos como si fueras quien los recibe: sus enlaces funcionan.">
      <FilterBar hideButton clearTo={to ? paths.caughtMail() : undefined}>
        <SearchBox name="para" label="Buscar por destinatario" value={to} placeholder="docente@" />
      </FilterBar>
      {rows.length === 0 ? <Nothing to={to} /> : <p>{total === 1 ? "1 correo" : `${total.toLocaleString("es-CL")} correos`}</p>}
      {rows.length > 0 && (
        <ItemList label="Correos">
          {rows.map((row) => (
            <MailItem key={row.id} mail={row} />
          ))}
        </ItemList>
      )}
      <Pagination page={page} pages={pages} href={(pagina) => paths.caughtMail({ para: to, pagina })} />
    </Page>
  );
}

function MailItem({ mail }: { mail: MailRow }) {
  return (
    <Item
      to={paths.caughtMessage(mail.id)}
      lead={<Avatar name={mail.to_name || mail.to_email} size="s" />}
      title={mail.subject}
      meta={
        <>
          Para {mail.to_name ? `${mail.to_name} <${mail.to_email}>` : mail.to_email} · {MAIL_KIND_WORDS[mail.kind]}
        </>
      }
      trail={
        <time dateTime={mail.created_at}>
          {shortDate(mail.created_at)}, {time(mail.created_at)}
        </time>
      }
    />
  );
}

function Nothing({ to }: { to: string }) {
  return (
    <Empty title={to ? `No hay correos para «${to}»` : "Todavía no hay correos"} icon="mail">
      <p>{to ? "Prueba con una parte de la dirección." : "Convoca una reunión, pide un enlace para entrar o regístrate: el correo aparecerá aquí al momento."}</p>
    </Empty>
  );
}
