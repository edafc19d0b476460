import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AttendancePeople, STATE_PARAMS } from "#app/components/attendance-people.tsx";
import { AttendanceHistory, AttendancePrint, AttendanceSchools, AttendanceStudents } from "#app/components/attendance-views.tsx";
import { totalsSentence } from "#app/components/attendance-words.ts";
import { EventWhen } from "#app/components/event-when.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { attendanceTotals, countBySchool, listAbsent, listCame, listExcused } from "#app/domain/attendance/attendance.repo.server.ts";
import { modesOf, StudentsInput, WalkInInput } from "#app/domain/attendance/attendance.ts";
import { doorOf } from "#app/domain/attendance/attendance-access.server.ts";
import { findList, LIST_PAGE, listLog, listStudents } from "#app/domain/attendance/list.repo.server.ts";
import { listSchoolHints, schoolHint } from "#app/domain/attendance/typed-school.repo.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { cleanLine } from "#app/domain/text.ts";
import { constraintsOf } from "#app/http/form.server.ts";
import { paged, pageFrom } from "#app/http/paging.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Confirm } from "#app/ui/dialog.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Page } from "#app/ui/layout.tsx";
import { Tabs } from "#app/ui/wayfinding.tsx";
import { newId } from "#db/ids.ts";
import { takeAttendanceForm } from "./attendance-form.server.ts";

export { workSheet as links } from "#app/components/sheets.ts";

export const meta = () => pageMeta("Asistencia");
export const handle = { scripts: ["/js/event-print.js", "/js/door-list.js"] };

type Loaded = Awaited<ReturnType<typeof loader>>;

const VIEWS = ["personas", "establecimientos", "estudiantes", "historial", "imprimir"] as const;
const SCHOOLS_PAGE = 50;

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params, url }) => {
  const { event, manages } = await doorOf(ctx, params.id);
  const view = VIEWS.find((each) => each === url.searchParams.get("vista")) ?? "personas";
  return {
    event,
    manages,
    view,
    modes: modesOf(event),
    begun: event.starts_at <= ctx.now,
    closing: url.searchParams.get("cerrar") === "1",
    totals: await attendanceTotals(ctx.db, event.id),
    shown: await shownOf(ctx, event.id, view, url),
  };
});

async function shownOf(ctx: Ctx, id: string, view: (typeof VIEWS)[number], url: URL) {
  const { db } = ctx;
  const page = pageFrom(url);
  const hints = async () => (await listSchoolHints(db, id)).map(schoolHint);
  if (view === "establecimientos") {
    const only = ({ vinieron: "came", faltaron: "missing" } as const)[url.searchParams.get("cuales") ?? ""];
    const { rows, total } = await countBySchool(db, id, { only, page, limit: SCHOOLS_PAGE });
    return { view, only, list: paged(rows, total, page, SCHOOLS_PAGE) } as const;
  }
  if (view === "estudiantes") return { view, rows: await listStudents(db, id), hints: await hints(), constraints: constraintsOf(StudentsInput) } as const;
  if (view === "historial") {
    const { rows, total } = await listLog(db, id, { page });
    return { view, list: paged(rows, total, page, 50) } as const;
  }
  if (view === "imprimir") return { view, came: await listCame(db, id), excused: await listExcused(db, id), absent: await listAbsent(db, id) } as const;
  const estado = url.searchParams.get("estado") ?? undefined;
  const state = estado ? STATE_PARAMS[estado] : undefined;
  const q = cleanLine(url.searchParams.get("q") ?? "").slice(0, 200) || undefined;
  const { rows, total } = await findList(db, id, { state, q, page });
  return { view, estado: state && estado, q, list: paged(rows, total, page, LIST_PAGE), hints: await hints(), newId: newId(), constraints: constraintsOf(WalkInInput) } as const;
}

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => doorOf(ctx, params.id) }, async ({ ctx, params, url, form }) => {
  const id = params.id ?? "";
  const query = Object.fromEntries(["vista", "estado", "q", "pagina", "cuales"].map((name) => [name, url.searchParams.get(name)]));
  const result = await takeAttendanceForm(ctx, id, form, paths.eventAttendance(id, query));
  return result instanceof Response ? result : data(result, { status: 422 });
});

export default function AttendancePage() {
  const page = useLoaderData<typeof loader>() as unknown as Loaded;
  const { event, manages, view, modes, totals, closing, begun } = page;
  const to = (query: Record<string, string | number | undefined>) => paths.eventAttendance(event.id, query);
  const closed = event.attendance_closed_at !== null;
  if (closing && !closed) {
    return (
      <Confirm title="Cerrar la lista" confirmLabel="Cerrar la lista" cancelTo={to({})} fields={{ intent: "close" }} action={to({})}>
        <p>{totalsSentence(totals, modes.length > 1)}</p>
        <p>
          {totals.absent === 0
            ? "Nadie queda como ausente."
            : `${totals.absent === 1 ? "1 persona invitada queda" : `${totals.absent} personas invitadas quedan`} como ausente${totals.absent === 1 ? "" : "s"}.`}{" "}
          Los teléfonos de la puerta olvidan la lista. Si hace falta, se puede reabrir.
        </p>
      </Confirm>
    );
  }
  return (
    <Page
      title="Asistencia"
      eyebrow={<a href={paths.event(event.id)}>{event.title}</a>}
      lead={view === "imprimir" ? <EventWhen event={event} /> : <span data-totals="">{totalsSentence(totals, modes.length > 1)}</span>}
      actions={<Actions page={page} />}
    >
      <Tabs
        label="Asistencia"
        tabs={[
          { to: to({}), label: "Personas", current: view === "personas" },
          { to: to({ vista: "establecimientos" }), label: "Establecimientos", current: view === "establecimientos" },
          { to: to({ vista: "estudiantes" }), label: "Estudiantes", current: view === "estudiantes" },
          { to: to({ vista: "historial" }), label: "Historial", current: view === "historial" },
          { to: to({ vista: "imprimir" }), label: "Para imprimir", current: view === "imprimir" },
        ]}
      />
      {closed && (
        <Notice
          kind="info"
          title="La lista está cerrada"
          actions={
            manages && (
              <ButtonForm fields={{ intent: "reopen" }} kind="secondary" action={to({})}>
                Reabrir la lista
              </ButtonForm>
            )
          }
        >
          <p>Quienes no están anotados ni tienen excusa estuvieron ausentes.</p>
        </Notice>
      )}
      {!begun && view === "personas" && <p className="hint">La reunión todavía no empieza. Puedes anotar excusas desde ahora.</p>}
      <Shown page={page} to={to} closed={closed} />
    </Page>
  );
}

function Actions({ page: { event, begun, manages } }: { page: Loaded }) {
  const closed = event.attendance_closed_at !== null;
  return (
    <>
      {!closed && (
        <LinkButton to={paths.eventDoor(event.id)} kind="primary" icon="enter">
          Recibir en la puerta
        </LinkButton>
      )}
      {!closed && begun && (
        <LinkButton to={paths.eventAttendance(event.id, { cerrar: 1 })} kind="secondary" icon="lock">
          Cerrar la lista
        </LinkButton>
      )}
      <LinkButton to={paths.eventAttendanceCsv(event.id)} kind="secondary" icon="download">
        Planilla
      </LinkButton>
      {manages && (
        <LinkButton to={paths.eventDoorKeepers(event.id)} kind="secondary" icon="people">
          Quién recibe
        </LinkButton>
      )}
    </>
  );
}

function Shown({ page, to, closed }: { page: Loaded; to: (query: Record<string, string | number | undefined>) => string; closed: boolean }) {
  const { event, modes, shown } = page;
  if (shown.view === "establecimientos") return <AttendanceSchools list={shown.list} only={shown.only} both={modes.length > 1} closed={closed} to={to} />;
  if (shown.view === "estudiantes") return <AttendanceStudents rows={shown.rows} hints={shown.hints} constraints={shown.constraints} closed={closed} />;
  if (shown.view === "historial") return <AttendanceHistory list={shown.list} zone={event.zone} to={to} />;
  if (shown.view === "imprimir") return <AttendancePrint came={shown.came} excused={shown.excused} absent={shown.absent} modes={modes} />;
  return <AttendancePeople event={event} totals={page.totals} modes={modes} shown={shown} to={to} closed={closed} />;
}
