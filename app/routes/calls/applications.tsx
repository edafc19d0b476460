import { useLoaderData } from "@remix-run/react";
import { CallTabs } from "#app/components/call-tabs.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { StateBadge } from "#app/components/own-applications.tsx";
import type { ApplicationCard } from "#app/domain/calls/application.ts";
import { countApplications, listApplications } from "#app/domain/calls/applications.repo.server.ts";
import { APPLICATION_STATES, type ApplicationState, phaseOf } from "#app/domain/calls/call.ts";
import { PAGE_SIZE, paged, pageFrom } from "#app/http/paging.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { longDateTime, shortDate } from "#app/i18n/dates.ts";
import { isZone, MAIN_ZONE } from "#app/i18n/zones.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Badge } from "#app/ui/card.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { FilterBar, SearchBox, Select } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { type Column, Table } from "#app/ui/table.tsx";
import { organisedCall } from "./call-access.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

export { callSheet as links } from "#app/components/sheets.ts";

export const meta = ({ data }: { data: Loaded | undefined }) => (data ? pageMeta(`Postulaciones: ${data.title}`) : []);

const stateFrom = (value: string | null): ApplicationState | undefined => (value === "submitted" || value === "out" ? value : undefined);

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params, url }) => {
  const call = await organisedCall(ctx, params.slug);
  const zone = isZone(call.zone) ? call.zone : MAIN_ZONE;
  const page = pageFrom(url);
  const q = (url.searchParams.get("q") ?? "").trim().slice(0, 200);
  const state = stateFrom(url.searchParams.get("estado"));
  // Whoever also assesses without knowing who it is does not look for names.
  const veiled = call.juror && call.blind === 1 && !call.results_at;
  const { rows, total } = await listApplications(ctx.db, ctx.actor, call.id, { state, q: veiled ? undefined : q, page, size: PAGE_SIZE, now: ctx.now });
  return {
    ...{
      slug: call.slug,
      title: call.title,
      kind: call.kind,
      juror: call.juror,
      phase: phaseOf(call, ctx.now),
      closes: longDateTime(call.closes_at, zone),
      q,
      state: state ?? "",
      veiled,
    },
    counts: await countApplications(ctx.db, call.id),
    list: paged(
      rows.map((row) => ({ ...row, sent: row.submitted_at ? shortDate(row.submitted_at, zone) : "" })),
      total,
      page,
    ),
  };
});

type Row = ApplicationCard & { sent: string };

const COLUMNS: Column<Row>[] = [
  { key: "number", header: "N.º", numeric: true, cell: (row) => row.number ?? "" },
  {
    key: "title",
    header: "Postulación",
    primary: true,
    cell: (row) => (
      <>
        <a href={paths.application(row.id)}>{row.title || "Sin título"}</a>
        {row.award && (
          <>
            {" "}
            <Badge kind="accent">{row.award}</Badge>
          </>
        )}
      </>
    ),
  },
  { key: "who", header: "Postula", cell: (row) => row.who?.name ?? "[reservado]" },
  {
    key: "school",
    header: "Establecimiento",
    cell: (row) => (row.school ? `${row.school.name}${row.school.comuna ? `, ${row.school.comuna}` : ""}` : row.who ? "Sin establecimiento" : "[reservado]"),
  },
  { key: "files", header: "Archivos", numeric: true, cell: (row) => row.files },
  { key: "sent", header: "Enviada", cell: (row) => row.sent },
  { key: "state", header: "Estado", cell: (row) => <StateBadge state={row.state} /> },
];

export default function ApplicationsPage() {
  const { slug, title, kind, juror, closes, phase, q, state, veiled, counts, list }: Loaded = useLoaderData<typeof loader>();
  const sent = counts.submitted + counts.out;
  return (
    <Page
      title="Postulaciones"
      width="wide"
      eyebrow={<a href={paths.call(slug)}>{title}</a>}
      lead={countWords(counts, phase === "open" ? closes : null)}
      actions={
        sent > 0 && (
          <LinkButton to={paths.callApplicationsCsv(slug)} icon="download">
            Descargar como tabla
          </LinkButton>
        )
      }
    >
      <CallTabs slug={slug} kind={kind} organises juror={juror} current="applications" />
      {sent === 0 ? (
        <Empty title="Todavía no llega ninguna" icon="document" action={<LinkButton to={paths.call(slug)}>Volver a la convocatoria</LinkButton>}>
          <p>Cada postulación aparece aquí cuando se envía, con su número. Mientras el plazo siga abierto, quien postuló puede cambiarla o retirarla.</p>
        </Empty>
      ) : (
        <>
          {veiled && <p className="hint">Integras el jurado de una evaluación anónima: no se muestran los nombres hasta publicar los resultados.</p>}
          <FilterBar action={paths.callApplications(slug)} label="Filtrar postulaciones" clearTo={q || state ? paths.callApplications(slug) : undefined} hideButton={!veiled}>
            <Select
              label="Estado"
              name="estado"
              value={state}
              placeholder="Todas"
              options={(["submitted", "out"] as const).map((value) => ({ value, label: APPLICATION_STATES[value] }))}
            />
            {!veiled && <SearchBox label="Título, persona o establecimiento" value={q} />}
          </FilterBar>
          <Table
            caption="Postulaciones enviadas"
            captionHidden
            columns={COLUMNS}
            rows={list.rows}
            rowKey={(row) => row.id}
            empty={<p>Ninguna postulación calza con lo que buscas.</p>}
          />
          <Pagination page={list.page} pages={list.pages} href={(pagina) => paths.callApplications(slug, { q, estado: state, pagina })} />
        </>
      )}
    </Page>
  );
}

function countWords({ draft, submitted, withdrawn, out }: Loaded["counts"], closes: string | null): string {
  const parts = [
    submitted === 1 ? "1 enviada" : `${submitted} enviadas`,
    ...(draft > 0 ? [draft === 1 ? "1 en borrador" : `${draft} en borrador`] : []),
    ...(withdrawn > 0 ? [withdrawn === 1 ? "1 retirada" : `${withdrawn} retiradas`] : []),
    ...(out > 0 ? [`${out} fuera de bases`] : []),
  ];
  return `${parts.join(", ")}.${closes ? ` Cierra el ${closes}.` : ""}`;
}
