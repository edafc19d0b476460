/** Chile's public holidays by law. The one place that knows date-holidays: slow (10 ms a year), so a year is computed once. */
import Holidays from "date-holidays";
import { addDays } from "#app/i18n/dates.ts";

export interface Holiday {
  /** YYYY-MM-DD */
  day: string;
  name: string;
  /** Where it is one; null = in the whole country. */
  region_code: string | null;
}

/** As people call them; the library's own names are uneven. What is not here keeps the library's. */
const NAMES: Record<string, string> = {
  Asunción: "Asunción de la Virgen",
  "Feriado Adicional Fiestas Patrias": "Feriado adicional de Fiestas Patrias",
  "La inmaculada concepción": "Inmaculada Concepción",
  "Día Nacional de las Iglesias Evangélicas y Protestantes": "Día de las Iglesias Evangélicas y Protestantes",
};

const GOOD_FRIDAY = "Viernes Santo";

const FIRST = 2000;
const LAST = 2100;
const years = new Map<number, readonly Holiday[]>();

/** Of one year, in order. Elections and other holidays made for once are entered by administration (school_days). */
export function publicHolidays(year: number): readonly Holiday[] {
  if (!Number.isInteger(year) || year < FIRST || year > LAST) return [];
  const known = years.get(year);
  if (known) return known;
  const made = [...national(year), ...newYearMonday(year), ...regional(year)].sort((a, b) => (a.day === b.day ? 0 : a.day < b.day ? -1 : 1));
  const once = made.filter((holiday, n) => n === 0 || made[n - 1]?.day !== holiday.day || made[n - 1]?.name !== holiday.name);
  years.set(year, once);
  return once;
}

/** Its "bank" and "observance" days are no holidays by law; Easter is one only as every Sunday is. Holy Saturday it leaves out. */
function national(year: number): Holiday[] {
  const found = new Holidays("CL", { languages: ["es"], types: ["public"] }).getHolidays(year);
  return found.flatMap(({ date, name }) => {
    const day = date.slice(0, 10);
    if (name === "Pascua") return [];
    const holiday = { day, name: NAMES[name] ?? name, region_code: null };
    return name === GOOD_FRIDAY ? [holiday, { day: addDays(day, 1), name: "Sábado Santo", region_code: null }] : [holiday];
  });
}

/** Ley 20.983: 2 January where it is a Monday. */
function newYearMonday(year: number): Holiday[] {
  const day = `${year}-01-02`;
  return new Date(`${day}T00:00:00Z`).getUTCDay() === 1 ? [{ day, name: "Feriado adicional de Año Nuevo", region_code: null }] : [];
}

/** Leyes 20.663 and 20.768. */
function regional(year: number): Holiday[] {
  return [
    { day: `${year}-06-07`, name: "Asalto y Toma del Morro de Arica", region_code: "15" },
    { day: `${year}-08-20`, name: "Nacimiento de Bernardo O'Higgins (solo Chillán y Chillán Viejo)", region_code: "16" },
  ];
}
