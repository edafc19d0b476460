import { AHEAD_DAYS, type CohortRow, type Glance, LEAST_SAID, newcomers, percent, TOP_SCHOOLS, type View } from "#app/domain/governance/glance.ts";
import { counted } from "#app/i18n/labels.ts";

export interface Figure {
  view: View;
  sentence: string;
  value: string;
  label: string;
}

const one = (count: number, single: string, several: string): string => (count === 1 ? single : several);

/** The sentence first, then the figure. */
export function figuresOf(glance: Glance, cohorts: readonly CohortRow[], admin: boolean): Figure[] {
  const all = [vacant(glance), ending(glance), reviews(glance), unmet(glance), people(glance), schools(glance), women(glance), cohort(cohorts), lapsed(glance)];
  return all.filter(({ view }) => view !== "lapsed" || admin);
}

function vacant({ vacant: count, roles }: Glance): Figure {
  const sentence = count === 0 ? "Todos los roles tienen a alguien." : `${count} de ${counted(roles, "rol", "roles")} ${one(count, "está vacante", "están vacantes")}.`;
  return { view: "vacant", sentence, value: String(count), label: one(count, "rol vacante", "roles vacantes") };
}

function ending({ ending: count, seats }: Glance): Figure {
  const sentence =
    count === 0
      ? `Ningún período termina en los próximos ${AHEAD_DAYS} días.`
      : `${count} de ${counted(seats, "período", "períodos")} ${one(count, "termina", "terminan")} en los próximos ${AHEAD_DAYS} días.`;
  return { view: "ending", sentence, value: String(count), label: one(count, "período termina", "períodos terminan") };
}

function reviews({ reviews: count }: Glance): Figure {
  const some = count === 1 ? "A un acuerdo le llegó el día de revisarlo." : `A ${count} acuerdos les llegó el día de revisarlos.`;
  return {
    view: "reviews",
    sentence: count === 0 ? "Ningún acuerdo espera su revisión." : some,
    value: String(count),
    label: one(count, "acuerdo por revisar", "acuerdos por revisar"),
  };
}

function unmet({ unmet: count, circles }: Glance): Figure {
  const sentence =
    count === 0
      ? `Todos los círculos se han reunido en los últimos ${AHEAD_DAYS} días.`
      : `${count} de ${counted(circles, "círculo", "círculos")} no ${one(count, "se ha", "se han")} reunido en los últimos ${AHEAD_DAYS} días.`;
  return { view: "unmet", sentence, value: String(count), label: one(count, "círculo sin reunirse", "círculos sin reunirse") };
}

function people({ busy_people: count, busy_seats, seats }: Glance): Figure {
  const sentence =
    count === 0
      ? "Nadie ejerce más de un rol."
      : `${counted(count, "persona ejerce", "personas ejercen")} dos roles o más. Juntas tienen ${busy_seats} de los ${seats} puestos ocupados (${percent(busy_seats, seats)} %).`;
  return { view: "people", sentence, value: String(count), label: one(count, "persona con dos roles o más", "personas con dos roles o más") };
}

function schools({ school_seats, schools: count, top_seats }: Glance): Figure {
  if (count === 0) return { view: "schools", sentence: "Ningún rol lo ejerce todavía alguien de un establecimiento.", value: "0", label: "establecimientos con roles" };
  const few = Math.min(TOP_SCHOOLS, count);
  const sentence = `${one(few, "El establecimiento con más roles tiene", `Los ${few} establecimientos con más roles tienen`)} ${top_seats} de los ${school_seats} puestos que ejerce gente de establecimientos (${percent(top_seats, school_seats)} %).`;
  return { view: "schools", sentence, value: String(count), label: one(count, "establecimiento con roles", "establecimientos con roles") };
}

function women({ said, women: count, holders }: Glance): Figure {
  if (said === null || count === null) {
    return { view: "women", sentence: `Menos de ${LEAST_SAID} personas con roles dicen su género: todavía no se puede contar.`, value: "Sin datos", label: "mujeres en los roles" };
  }
  const sentence = `${count} de las ${said} personas con roles que dicen su género son mujeres${holders > said ? `; ${holders - said} no lo ${one(holders - said, "dice", "dicen")}` : ""}.`;
  return { view: "women", sentence, value: `${percent(count, said)} %`, label: "mujeres, de quienes lo dicen" };
}

function cohort(rows: readonly CohortRow[]): Figure {
  const found = newcomers(rows);
  if (!found) return { view: "cohorts", sentence: "Ningún establecimiento tiene anotado el año en que ingresó.", value: "Sin datos", label: "roles de la última generación" };
  const sentence = `Los establecimientos que ingresaron en ${found.cohort} son el ${found.ofSchools} %, y quienes vienen de ellos, el ${found.ofHolders} % de las personas con roles.`;
  return { view: "cohorts", sentence, value: `${found.ofHolders} %`, label: `de los roles, con ingreso en ${found.cohort}` };
}

function lapsed({ lapsed: count }: Glance): Figure {
  const sentence = count === 0 ? "Ningún período terminó sin que alguien lo siguiera." : `${counted(count, "período terminó", "períodos terminaron")} sin que nadie tomara el rol.`;
  return { view: "lapsed", sentence, value: String(count), label: one(count, "rol sin reemplazo", "roles sin reemplazo") };
}
