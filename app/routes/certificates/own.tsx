import { useLoaderData } from "@remix-run/react";
import { AccountTabs } from "#app/components/account-tabs.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { listOwnCertificates } from "#app/domain/certificates/certificates.repo.server.ts";
import { canScheduleSomewhere } from "#app/domain/events/event.policy.ts";
import { paged, pageFrom } from "#app/http/paging.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { durationWords, eventWhen } from "#app/i18n/dates.ts";
import { isZone, MAIN_ZONE } from "#app/i18n/zones.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Item, ItemList } from "#app/ui/card.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Page } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";

export const meta = () => pageMeta("Tus certificados");

const PAGE_SIZE = 20;

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, url }) => {
  const page = pageFrom(url);
  const { rows, total } = await listOwnCertificates(ctx.db, ctx.actor, page, PAGE_SIZE);
  return {
    email: ctx.actor.email,
    signs: canScheduleSomewhere(ctx.actor),
    list: paged(
      rows.map((row) => ({
        code: row.code,
        meeting: row.event_title,
        when: eventWhen({ starts_at: row.starts_at, ends_at: row.ends_at, zone: isZone(row.zone) ? row.zone : MAIN_ZONE }),
        duration: durationWords(row.minutes),
      })),
      total,
      page,
      PAGE_SIZE,
    ),
  };
});

export default function OwnCertificatesPage() {
  const { email, signs, list } = useLoaderData<typeof loader>();
  return (
    <Page title="Tu cuenta" width="narrow" lead={email}>
      <AccountTabs current="certificates" />
      {list.rows.length === 0 ? (
        <Empty title="Aquí estarán tus certificados" icon="check">
          <p>Cuando vengas a una reunión y quien coordina los emita, te llegarán por correo y quedarán guardados aquí.</p>
        </Empty>
      ) : (
        <ItemList label="Tus certificados">
          {list.rows.map(({ code, meeting, when, duration }) => (
            <Item
              key={code}
              title={meeting}
              meta={`${when}. ${duration}.`}
              trail={
                <LinkButton to={paths.certificatePdf(code)} kind="secondary" size="small" icon="download" aria-label={`Abrir el certificado de ${meeting}`}>
                  Abrir
                </LinkButton>
              }
            />
          ))}
        </ItemList>
      )}
      <Pagination page={list.page} pages={list.pages} href={(pagina) => paths.accountCertificates({ pagina })} />
      {signs && (
        <p>
          ¿Emites certificados? <a href={paths.accountSignature()}>Sube la imagen de tu firma</a>.
        </p>
      )}
    </Page>
  );
}
