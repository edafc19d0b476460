import { useLoaderData } from "@remix-run/react";
import { AdminTabs } from "#app/components/admin-tabs.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { ReportItem, type ShownReport } from "#app/components/report-item.tsx";
import type { Ctx } from "#app/domain/context.ts";
import { notFound } from "#app/domain/errors.ts";
import { DecisionInput, isReportReason, REPORT_REASONS } from "#app/domain/reports/report.ts";
import { listReports, type ReportRow } from "#app/domain/reports/reports.repo.server.ts";
import { decideReport } from "#app/domain/reports/reports.server.ts";
import { maySomewhere } from "#app/domain/rights.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { paged, pageFrom } from "#app/http/paging.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { longDate } from "#app/i18n/dates.ts";
import { paths } from "#app/paths.ts";
import { Empty } from "#app/ui/empty.tsx";
import { Page } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { Tabs } from "#app/ui/wayfinding.tsx";

export { repositorySheet as links } from "#app/components/sheets.ts";

export const meta = () => pageMeta("Avisos del repositorio");

const SIZE = 20;

/** Administration, and who cares for the repository of a node: those see the reports of their nodes. To all others it does not exist. */
async function admitModerator(ctx: Ctx): Promise<void> {
  if (!maySomewhere(ctx.actor, "edit_repository")) throw notFound();
}

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, url }) => {
  await admitModerator(ctx);
  const page = pageFrom(url);
  const decided = url.searchParams.get("ver") === "decididos";
  const { rows, total } = await listReports(ctx.db, ctx.actor, { open: !decided, page, size: SIZE });
  return { admin: ctx.actor.admin, decided, list: paged(rows.map(shownReport), total, page, SIZE) };
});

function shownReport(row: ReportRow): ShownReport {
  const { id, target_kind, slug, kind, title, message, reporter, reporter_email, said, said_by, decision, decision_note, decider, target_removed } = row;
  return {
    id,
    target: target_kind,
    work: { slug, kind, title },
    reason: isReportReason(row.reason) ? REPORT_REASONS[row.reason] : row.reason,
    message,
    from: reporter ?? (reporter_email === null ? "Una visita" : "Una visita que dejó su correo"),
    on: longDate(row.created_at),
    said,
    said_by,
    decision,
    decision_note,
    decided_on: row.decided_at && longDate(row.decided_at),
    decided_by: decider,
    removed: target_removed === 1,
  };
}

const DONE = { kept: "Se mantiene. Le contamos a quien avisó.", removed: "Quedó retirado. Les contamos a quienes avisaron y a quien lo hizo.", returned: "Volvió a mostrarse." };

export const action = actionWith({ who: "signed_in", allow: ({ ctx }) => admitModerator(ctx), input: DecisionInput }, async ({ ctx, input }) => {
  await decideReport(ctx, input);
  return redirectWithFlash(paths.adminReports(input.decision === "returned" ? { ver: "decididos" } : {}), DONE[input.decision]);
});

export default function ModerationPage() {
  const { admin, decided, list } = useLoaderData<typeof loader>();
  return (
    <Page title={admin ? "Administración" : "Avisos del repositorio"} lead={admin ? undefined : "De los recursos de los nodos cuyo repositorio cuidas."}>
      {admin && <AdminTabs current="reports" />}
      <Tabs
        label="Avisos"
        tabs={[
          { to: paths.adminReports(), label: "Por revisar", current: !decided, ...(decided ? {} : { count: list.total }) },
          { to: paths.adminReports({ ver: "decididos" }), label: "Revisados", current: decided },
        ]}
      />
      {list.total === 0 ? (
        <Empty title={decided ? "Todavía no se ha revisado ninguno" : "No hay avisos por revisar"} icon="ok">
          <p>Aquí llega lo que las personas avisan de un recurso, un comentario o el relato de un uso: derechos de autor, datos personales, ofensas, errores.</p>
        </Empty>
      ) : (
        <ul className="reports">
          {list.rows.map((report) => (
            <ReportItem key={report.id} report={report} />
          ))}
        </ul>
      )}
      <Pagination page={list.page} pages={list.pages} href={(pagina) => paths.adminReports({ pagina, ver: decided ? "decididos" : null })} />
    </Page>
  );
}
