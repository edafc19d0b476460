import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { AdminTabs } from "#app/components/admin-tabs.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { notFound } from "#app/domain/errors.ts";
import { findImport } from "#app/domain/imports/imports.repo.server.ts";
import { changedSinceCheck, discardImport, requestImport } from "#app/domain/imports/imports.server.ts";
import { countActions, type ImportReport, type LineAction, type ReportLine } from "#app/domain/imports/report.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { paged, pageFrom } from "#app/http/paging.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { checkSummary, FIELD_LABELS, KIND_LABELS, reasonText } from "#app/i18n/imports.ts";
import { paths } from "#app/paths.ts";
import { ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Badge } from "#app/ui/card.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Cluster, Page } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { type Column, Table } from "#app/ui/table.tsx";
import { Tabs } from "#app/ui/wayfinding.tsx";

const SIZE = 50;
const ACTIONS: Record<LineAction, { one: string; many: string; kind: "positive" | "accent" | "neutral" | "danger" }> = {
  refuse: { one: "No se puede", many: "Con problemas", kind: "danger" },
  create: { one: "Nueva", many: "Nuevas", kind: "positive" },
  change: { one: "Cambia", many: "Cambian", kind: "accent" },
  same: { one: "Igual", many: "Iguales", kind: "neutral" },
};
const ORDER: LineAction[] = ["refuse", "create", "change", "same"];

export const meta = () => pageMeta("Revisión de una importación");

export const loader = loaderWith({ who: "admin" }, async ({ ctx, params, url }) => {
  const row = await findImport(ctx.db, params.id ?? "");
  if (!row) throw notFound();
  const report = JSON.parse(row.report) as ImportReport;
  const counts = countActions(report);
  const asked = url.searchParams.get("ver") as LineAction | null;
  const shown = asked && ORDER.includes(asked) ? asked : (ORDER.find((action) => counts[action] > 0) ?? "create");
  const lines = report.lines.filter((line) => line.action === shown);
  const page = pageFrom(url);
  return {
    id: row.id,
    kind: row.kind,
    fileName: row.file_name,
    state: row.state,
    done: row.done,
    ofAll: row.total,
    changed: changedSinceCheck(row),
    unknownColumns: report.unknownColumns,
    counts,
    shown,
    ...paged(lines.slice((page - 1) * SIZE, page * SIZE), lines.length, page, SIZE),
  };
});

const Input = z.object({ intent: z.enum(["apply", "discard"], "choice") });

export const action = actionWith({ who: "admin", input: Input }, async ({ ctx, params, input }) => {
  const id = params.id ?? "";
  if (input.intent === "discard") {
    await discardImport(ctx, id);
    return redirectWithFlash(paths.adminImport(), "Descartada: no se guardó nada.");
  }
  await requestImport(ctx, id);
  return redirect(paths.adminImportRun(id), 303);
});

export default function ImportRun() {
  const data = useLoaderData<typeof loader>();
  return (
    <Page title={data.fileName} eyebrow={KIND_LABELS[data.kind]} width="wide">
      {data.state === "applying" && <meta httpEquiv="refresh" content="1" />}
      <AdminTabs current="import" />
      <State />
      {data.unknownColumns.length > 0 && (
        <Notice kind="info" title="Columnas que no leímos">
          <p>{data.unknownColumns.join(", ")}</p>
        </Notice>
      )}
      <Tabs
        label="Líneas"
        tabs={ORDER.filter((action) => data.counts[action] > 0).map((action) => ({
          to: paths.adminImportRun(data.id, { ver: action }),
          label: ACTIONS[action].many,
          count: data.counts[action],
          current: action === data.shown,
        }))}
      />
      <Table caption={`Líneas: ${ACTIONS[data.shown].many.toLowerCase()}`} captionHidden columns={COLUMNS} rows={data.rows} rowKey={(row) => row.line} />
      <Pagination page={data.page} pages={data.pages} href={(n) => paths.adminImportRun(data.id, { ver: data.shown, pagina: n })} />
    </Page>
  );
}

function State() {
  const { state, counts, changed, id, kind, done, ofAll } = useLoaderData<typeof loader>();
  const doable = counts.create + counts.change;
  if (state === "applied") {
    return (
      <Notice kind="ok" title="Guardada">
        <p>
          {counts.create} nuevas y {counts.change} con cambios. {counts.refuse > 0 && `Quedaron fuera ${counts.refuse} con problemas: corrígelas y sube el archivo de nuevo.`}
        </p>
      </Notice>
    );
  }
  if (state === "applying") {
    return (
      <Notice kind="info" title="Guardando…">
        <p>
          {kind === "resources" ? `Van ${done} de ${ofAll} líneas.` : `Son ${doable} líneas: se guardan todas o ninguna.`} Esta página se actualiza sola; puedes cerrarla y volver.
        </p>
        <progress aria-label="Guardando" {...(kind === "resources" ? { value: done, max: ofAll } : {})} />
      </Notice>
    );
  }
  if (state === "discarded") return <Notice kind="info" title="Descartada: no se guardó nada" />;
  return (
    <Notice kind={counts.refuse > 0 ? "warn" : "info"} title={changed ? "El directorio cambió después de la revisión" : "Así quedaría"}>
      {changed && <p>No se guardó nada: alguien hizo cambios mientras tanto. Esta es la revisión de nuevo.</p>}
      <p>{checkSummary(counts)}</p>
      <Cluster>
        {doable > 0 && (
          <ButtonForm kind="primary" name="intent" value="apply" icon="check">
            {counts.refuse > 0 ? `Guardar las ${doable} que están bien` : `Guardar ${doable === 1 ? "la línea" : `las ${doable} líneas`}`}
          </ButtonForm>
        )}
        <ButtonForm kind="secondary" name="intent" value="discard">
          Descartar
        </ButtonForm>
        <LinkButton to={kind === "resources" ? paths.adminResourcesImport() : paths.adminImport()} kind="quiet" key={id}>
          Subir otro archivo
        </LinkButton>
      </Cluster>
    </Notice>
  );
}

const COLUMNS: Column<ReportLine>[] = [
  { key: "line", header: "Línea", numeric: true, cell: (row) => row.line },
  { key: "title", header: "Quién o qué", primary: true, cell: (row) => row.title },
  { key: "action", header: "Qué pasaría", cell: (row) => <Badge kind={ACTIONS[row.action].kind}>{ACTIONS[row.action].one}</Badge> },
  {
    key: "detail",
    header: "Detalle",
    cell: (row) =>
      [
        ...row.reasons.map(reasonText),
        ...row.changes.map((change) => (change.from ? `${FIELD_LABELS[change.field]}: «${change.from}» pasa a «${change.to}»` : `${FIELD_LABELS[change.field]}: «${change.to}»`)),
      ].join("; ") || "—",
  },
];
