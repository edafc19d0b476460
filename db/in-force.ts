import { type SqlBool, sql } from "kysely";

/** A term of `role_terms` (or whatever its alias is) that is held at `now`: begun, not run out, not ended. The one place that says when a role counts. */
export function inForce(alias: string, now: string) {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  return sql<SqlBool>`(${column("since")} <= ${now} AND (${column("until")} IS NULL OR ${column("until")} > ${now}) AND (${column("ends_at")} IS NULL OR ${column("ends_at")} > ${now}))`;
}
