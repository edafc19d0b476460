import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { AdminTabs } from "#app/components/admin-tabs.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { BOUNCES_A_PAGE, type BounceRow, listStoppedAddresses } from "#app/domain/mail/bounces.repo.server.ts";
import { liftStop } from "#app/domain/mail/bounces.server.ts";
import { emailAddress } from "#app/domain/text.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { paged, pageFrom } from "#app/http/paging.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { shortDate } from "#app/i18n/dates.ts";
import { counted } from "#app/i18n/labels.ts";
import { failureSentence } from "#app/i18n/mail.ts";
import { paths } from "#app/paths.ts";
import { ButtonForm } from "#app/ui/button.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Page } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { type Column, Table } from "#app/ui/table.tsx";

export const meta = () => pageMeta("Direcciones a las que no llegan los correos");

export const loader = loaderWith({ who: "admin" }, async ({ ctx, url }) => {
  const page = pageFrom(url);
  const { rows, total } = await listStoppedAddresses(ctx.db, page);
  return paged(rows, total, page, BOUNCES_A_PAGE);
});

const Input = z.object({ email: emailAddress });

export const action = actionWith({ who: "admin", input: Input }, async ({ ctx, input }) => {
  await liftStop(ctx, input.email);
  return redirectWithFlash(paths.adminUnreachable(), `Volveremos a escribir a ${input.email}.`);
});

export default function UnreachableAddresses() {
  const { rows, page, pages } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Direcciones a las que no llegan los correos"
      width="wide"
      eyebrow={<a href={paths.adminMail()}>Correo</a>}
      lead="Después de varios correos devueltos dejamos de escribir a una dirección. Si ya está corregida, vuelve a habilitarla."
    >
      <AdminTabs current="mail" />
      <Table caption="Direcciones a las que no llegan los correos" captionHidden columns={COLUMNS} rows={rows} rowKey={(row) => row.email} empty={<Nothing />} />
      <Pagination page={page} pages={pages} href={(pagina) => paths.adminUnreachable({ pagina })} />
    </Page>
  );
}

const COLUMNS: Column<BounceRow>[] = [
  { key: "email", header: "Dirección", primary: true, cell: (row) => row.email },
  {
    key: "why",
    header: "Motivo",
    cell: (row) => (
      <>
        <p>{failureSentence(`${row.last_status} ${row.last_text}`)}</p>
        <p className="hint">{row.last_text || row.last_status}</p>
      </>
    ),
  },
  { key: "count", header: "Devueltos", cell: (row) => counted(row.hard, "correo", "correos") },
  { key: "since", header: "Desde", cell: (row) => <time dateTime={row.stopped_at ?? row.last_at}>{shortDate(row.stopped_at ?? row.last_at)}</time> },
  {
    key: "lift",
    header: "Acciones",
    headerHidden: true,
    cell: (row) => (
      <ButtonForm size="small" icon="repeat" fields={{ email: row.email }} label={`Volver a escribir a ${row.email}`}>
        Volver a escribir
      </ButtonForm>
    ),
  },
];

function Nothing() {
  return (
    <Empty title="Todas las direcciones reciben correos" icon="mail">
      <p>Si los correos a una dirección vuelven una y otra vez, aparecerá aquí y dejaremos de escribirle.</p>
    </Empty>
  );
}
