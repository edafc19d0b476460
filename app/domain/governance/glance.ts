/** Governance at a glance: what is looked at. Pure. */

export const VIEWS = ["vacant", "ending", "reviews", "unmet", "people", "schools", "women", "cohorts", "lapsed"] as const;
export type View = (typeof VIEWS)[number];

/** In the address. */
export const VIEW_SLUGS: Record<View, string> = {
  vacant: "vacantes",
  ending: "terminan",
  reviews: "acuerdos",
  unmet: "sin-reunirse",
  people: "personas",
  schools: "establecimientos",
  women: "mujeres",
  cohorts: "cohortes",
  lapsed: "sin-reemplazo",
};

export const viewOf = (slug: string | null): View => VIEWS.find((view) => VIEW_SLUGS[view] === slug) ?? "vacant";

export const AHEAD_DAYS = 60;
const DAY = 86_400_000;
export const daysFrom = (now: string, days: number): string => new Date(Date.parse(now) + days * DAY).toISOString();

/** Below so many people who say it, a share would be about somebody. */
export const LEAST_SAID = 5;
/** «Few schools»: the ones with most seats. */
export const TOP_SCHOOLS = 3;

export const percent = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((100 * part) / whole));

export interface Glance {
  circles: number;
  roles: number;
  vacant: number;
  /** Terms in force: a shared role has several. */
  seats: number;
  ending: number;
  reviews: number;
  unmet: number;
  /** People in two seats or more, and how many seats that is. */
  busy_people: number;
  busy_seats: number;
  /** Seats of people of a school, in how many schools, and in the three with most. */
  school_seats: number;
  schools: number;
  top_seats: number;
  /** Role holders, each once; those who say their gender; women among these. null: too few say it. */
  holders: number;
  said: number | null;
  women: number | null;
  /** Roles that nobody holds since a term ran out. */
  lapsed: number;
}

export interface CohortRow {
  cohort: number;
  schools: number;
  holders: number;
}

/** The newest cohort, and its shares of the member schools and of those who hold roles. */
export function newcomers(rows: readonly CohortRow[]): { cohort: number; ofSchools: number; ofHolders: number } | null {
  const [latest] = rows;
  if (!latest) return null;
  const all = (key: "schools" | "holders") => rows.reduce((sum, row) => sum + row[key], 0);
  return { cohort: latest.cohort, ofSchools: percent(latest.schools, all("schools")), ofHolders: percent(latest.holders, all("holders")) };
}
