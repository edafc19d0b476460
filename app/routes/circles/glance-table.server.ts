/** The rows behind each figure of governance, in words: for the page and for the spreadsheet. */
import type { Ctx } from "#app/domain/context.ts";
import {
  listBusy,
  listCohorts,
  listEnding,
  listPastReview,
  listSchoolSeats,
  listUnmet,
  listVacant,
  type Scope,
  type SharedOut,
} from "#app/domain/governance/glance.repo.server.ts";
import { AHEAD_DAYS, type CohortRow, type Glance, percent, type View } from "#app/domain/governance/glance.ts";
import { nodesWith } from "#app/domain/rights.ts";
import { shortDate } from "#app/i18n/dates.ts";
import { paths } from "#app/paths.ts";

export interface GlanceRow {
  key: string;
  /** Where its first cell leads. */
  to: string | null;
  cells: string[];
}

export interface GlanceTable {
  headers: string[];
  rows: GlanceRow[];
}

/** What the reader may count. */
export function scopeOf({ actor, now }: Ctx, nodeId: string | null): Scope {
  const inside = !actor || actor.admin ? ("all" as const) : { circles: [...actor.circles, ...Object.keys(actor.circleRights)], nodes: nodesWith(actor, "run_circle") };
  return { now, nodeId, inside: actor ? inside : { circles: [], nodes: [] } };
}

type At = { limit: number; offset: number };

export async function tableOf(ctx: Ctx, view: View, scope: Scope, glance: Glance, cohorts: CohortRow[], at: At): Promise<GlanceTable> {
  const { db } = ctx;
  if (view === "ending") return endingTable(await listEnding(db, scope, at));
  if (view === "reviews") return reviewTable(await listPastReview(db, scope, at));
  if (view === "unmet") return unmetTable(await listUnmet(db, scope, at));
  if (view === "people") return shareTable("Persona", await listBusy(db, scope, at), glance.seats);
  if (view === "schools") return shareTable("Establecimiento", await listSchoolSeats(db, scope, at), glance.school_seats);
  if (view === "women") return womenTable(glance);
  if (view === "cohorts") return cohortTable(cohorts.slice(at.offset, at.offset + at.limit));
  return vacantTable(await listVacant(db, scope, at, { lapsed: view === "lapsed" }));
}

export const cohortsOf = (ctx: Ctx, scope: Scope): Promise<CohortRow[]> => listCohorts(ctx.db, scope);

const vacantTable = (rows: Awaited<ReturnType<typeof listVacant>>): GlanceTable => ({
  headers: ["Rol", "Círculo", "Nodo", "Vacante desde"],
  rows: rows.map(({ id, name, circle_id, circle, node, since }) => ({
    key: id,
    to: paths.circleRole(circle_id, id),
    cells: [name, circle, node ?? "De la red", since ? shortDate(since) : "Nunca lo ha tenido nadie"],
  })),
});

const endingTable = (rows: Awaited<ReturnType<typeof listEnding>>): GlanceTable => ({
  headers: ["Rol", "Círculo", "Lo ejerce", "Termina"],
  rows: rows.map(({ id, role_id, role, circle_id, circle, holder, ends_at }) => ({
    key: id,
    to: paths.circleRole(circle_id, role_id),
    cells: [role, circle, holder, shortDate(ends_at)],
  })),
});

const reviewTable = (rows: Awaited<ReturnType<typeof listPastReview>>): GlanceTable => ({
  headers: ["Acuerdo", "Círculo", "A cargo de", "Revisión"],
  rows: rows.map(({ id, number, title, circle, role, owner, review_on, review_due_at }) => ({
    key: id,
    to: paths.circleAgreement(id),
    cells: [`n.º ${number}: ${title}`, circle, role ?? owner ?? "Nadie en particular", shortDate(review_on ?? review_due_at ?? "")],
  })),
});

const unmetTable = (rows: Awaited<ReturnType<typeof listUnmet>>): GlanceTable => ({
  headers: ["Círculo", "Nodo", "Última reunión"],
  rows: rows.map(({ id, name, node, last_at }) => ({ key: id, to: paths.circle(id), cells: [name, node ?? "De la red", last_at ? shortDate(last_at) : "Ninguna todavía"] })),
});

const shareTable = (who: string, rows: SharedOut[], whole: number): GlanceTable => ({
  headers: [who, "Roles", "Del total"],
  rows: rows.map(({ id, slug, name, seats }) => ({ key: id, to: slug ? paths.establishment(slug) : null, cells: [name, String(seats), `${percent(seats, whole)} %`] })),
});

/** Never a name, and nothing finer than women and all others. */
function womenTable({ holders, said, women }: Glance): GlanceTable {
  const headers = ["Personas con roles", "Cuántas", "De quienes lo dicen"];
  if (said === null || women === null) return { headers, rows: [] };
  const row = (key: string, words: string, count: number, share: string): GlanceRow => ({ key, to: null, cells: [words, String(count), share] });
  return {
    headers,
    rows: [row("women", "Mujeres", women, `${percent(women, said)} %`), row("said", "Dicen su género", said, "100 %"), row("unsaid", "No lo dicen", holders - said, "–")],
  };
}

function cohortTable(rows: CohortRow[]): GlanceTable {
  return {
    headers: ["Año de ingreso", "Establecimientos", "Personas con roles"],
    rows: rows.map(({ cohort, schools, holders }) => ({ key: String(cohort), to: null, cells: [String(cohort), String(schools), String(holders)] })),
  };
}

/** How many rows a view has in all. */
export function totalOf(view: View, glance: Glance, cohorts: CohortRow[]): number {
  const totals: Record<View, number> = {
    vacant: glance.vacant,
    ending: glance.ending,
    reviews: glance.reviews,
    unmet: glance.unmet,
    people: glance.busy_people,
    schools: glance.schools,
    women: glance.said === null ? 0 : 3,
    cohorts: cohorts.length,
    lapsed: glance.lapsed,
  };
  return totals[view];
}

export const HEADINGS: Record<View, string> = {
  vacant: "Roles vacantes",
  ending: `Períodos que terminan en ${AHEAD_DAYS} días`,
  reviews: "Acuerdos con su revisión pendiente",
  unmet: `Círculos que no se reúnen hace ${AHEAD_DAYS} días`,
  people: "Personas con dos roles o más",
  schools: "Establecimientos con roles",
  women: "Mujeres en los roles",
  cohorts: "Roles según el año de ingreso",
  lapsed: "Períodos que terminaron sin reemplazo",
};
