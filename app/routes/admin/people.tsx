import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { AdminTabs } from "#app/components/admin-tabs.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { endAdministrator, makeAdministrator, restorePerson, suspendPerson } from "#app/domain/identity/administration.server.ts";
import { searchPeople } from "#app/domain/identity/people.repo.server.ts";
import { POSITIONS, type Position } from "#app/domain/identity/person.ts";
import { cleanLine } from "#app/domain/text.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { paged, pageFrom } from "#app/http/paging.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { ButtonForm } from "#app/ui/button.tsx";
import { Badge } from "#app/ui/card.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { FilterBar, SearchBox } from "#app/ui/form.tsx";
import { Cluster, Page } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { type Column, Table } from "#app/ui/table.tsx";

export const meta = () => pageMeta("Personas");

export const loader = loaderWith({ who: "admin" }, async ({ ctx, url }) => {
  const q = cleanLine(url.searchParams.get("q") ?? "").slice(0, 200);
  const page = pageFrom(url);
  const { rows, total } = await searchPeople(ctx.db, { q, page, byEmail: true, suspended: true });
  return { q, me: ctx.actor.id, ...paged(rows, total, page) };
});

const ACTS = {
  suspend: { act: suspendPerson, said: "La cuenta quedó suspendida: no puede entrar ni recibe correos." },
  restore: { act: restorePerson, said: "La cuenta vuelve a funcionar." },
  admin: { act: makeAdministrator, said: "Desde ahora administra la red." },
  end_admin: { act: endAdministrator, said: "Ya no administra la red." },
} as const;

const Input = z.object({ person_id: z.uuid("not_found"), intent: z.enum(["suspend", "restore", "admin", "end_admin"], "choice") });

export const action = actionWith({ who: "admin", input: Input }, async ({ ctx, input, url }) => {
  const { act, said } = ACTS[input.intent];
  await act(ctx, input.person_id);
  return redirectWithFlash(url.pathname + url.search, said);
});

export default function People() {
  const { rows, total, page, pages, q, me } = useLoaderData<typeof loader>();
  return (
    <Page title="Personas" width="wide" lead={total === 1 ? "1 persona" : `${total.toLocaleString("es-CL")} personas`}>
      <AdminTabs current="people" />
      <FilterBar hideButton clearTo={q ? paths.adminPeople() : undefined}>
        <SearchBox label="Buscar por nombre o correo" value={q} />
      </FilterBar>
      <Table caption="Personas de la red" captionHidden columns={columns(me)} rows={rows} rowKey={(row) => row.id} empty={<Nobody q={q} />} />
      <Pagination page={page} pages={pages} href={(n) => paths.adminPeople({ q, pagina: n })} />
    </Page>
  );
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["rows"][number];

function columns(me: string): Column<Row>[] {
  return [
    {
      key: "name",
      header: "Nombre",
      primary: true,
      cell: (row) => (
        <>
          {row.name} {row.admin_since && <Badge kind="accent">Administra</Badge>} {row.suspended_at && <Badge kind="caution">Suspendida</Badge>}
        </>
      ),
    },
    { key: "email", header: "Correo", cell: (row) => row.email },
    { key: "position", header: "Cargo", cell: (row) => POSITIONS[row.position as Position] ?? row.position },
    { key: "school", header: "Establecimiento", cell: (row) => row.establishment_name ?? row.organisation ?? "—" },
    {
      key: "acts",
      header: "Acciones",
      headerHidden: true,
      cell: (row) =>
        row.id === me ? (
          "Eres tú"
        ) : (
          <Cluster>
            <Act row={row} intent={row.suspended_at ? "restore" : "suspend"} text={row.suspended_at ? "Reactivar" : "Suspender"} />
            <Act row={row} intent={row.admin_since ? "end_admin" : "admin"} text={row.admin_since ? "Quitar administración" : "Dar administración"} />
          </Cluster>
        ),
    },
  ];
}

function Act({ row, intent, text }: { row: Row; intent: keyof typeof ACTS; text: string }) {
  return (
    <ButtonForm kind="quiet" size="small" fields={{ person_id: row.id }} name="intent" value={intent} label={`${text}: ${row.name}`} confirm={`${text}: ${row.name}. ¿Seguimos?`}>
      {text}
    </ButtonForm>
  );
}

function Nobody({ q }: { q: string }) {
  return (
    <Empty title={q ? `Nadie responde a «${q}»` : "Todavía no hay personas"} icon="people">
      <p>{q ? "Prueba con una parte del nombre o del correo." : "Impórtalas desde un archivo, o invítalas a registrarse."}</p>
    </Empty>
  );
}
