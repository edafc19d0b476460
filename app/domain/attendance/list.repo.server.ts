/** The list as it is taken: everyone who was invited, those who said yes first, and who came without being on it. */
import { type SqlBool, sql } from "kysely";
import type { Answer, Mode } from "#app/domain/events/event.ts";
import type { Db } from "#db/create.ts";
import { searchPattern } from "#db/search-text.ts";
import type { LogAct, Way } from "./attendance.ts";

export const LIST_STATES = ["came", "pending", "excused", "walk_ins"] as const;
export type ListState = (typeof LIST_STATES)[number];

/** On one screen: more is a page to wait for on a poor line. */
export const LIST_PAGE = 40;

export interface ListRow {
  invitation_id: string | null;
  attendance_id: string | null;
  name: string;
  /** Where there is no name; never of who was not invited. */
  email: string | null;
  establishment_id: string | null;
  establishment_name: string | null;
  organisation: string | null;
  answer: Answer | null;
  /** How they said they would come, to a meeting held both ways. */
  said_mode: Mode | null;
  mode: Mode | null;
  recorded_at: string | null;
  via: Way | null;
  reason: string | null;
}

interface ListFilter {
  state?: ListState | undefined;
  q?: string | undefined;
  page?: number | undefined;
  limit?: number | undefined;
}

/** Invited people with what was noted of them, and the people noted without an invitation; each once. */
function everyone(eventId: string) {
  return sql`(
    SELECT i.id AS invitation_id, a.id AS attendance_id, coalesce(nullif(p.name, ''), nullif(i.name, ''), i.email) AS name, i.email, coalesce(p.search_text, lower(i.name)) AS sort_name,
      coalesce(a.establishment_id, i.establishment_id) AS establishment_id, coalesce(a.organisation, p.organisation) AS organisation,
      i.answer, i.seat, i.mode AS said_mode, a.mode, a.recorded_at, a.via, x.reason
    FROM invitations i LEFT JOIN people p ON p.id = i.person_id
      LEFT JOIN attendances a ON a.invitation_id = i.id LEFT JOIN attendance_excuses x ON x.invitation_id = i.id
    WHERE i.event_id = ${eventId} AND (i.removed_at IS NULL OR a.id IS NOT NULL)
    UNION ALL
    SELECT NULL, a.id, coalesce(a.name, p.name), NULL, coalesce(p.search_text, lower(a.name)),
      a.establishment_id, a.organisation, NULL, NULL, NULL, a.mode, a.recorded_at, a.via, NULL
    FROM attendances a LEFT JOIN people p ON p.id = a.person_id
    WHERE a.event_id = ${eventId} AND a.invitation_id IS NULL AND (a.name IS NOT NULL OR a.person_id IS NOT NULL)
  ) list`;
}

const STATES: Record<ListState, ReturnType<typeof sql<SqlBool>>> = {
  came: sql<SqlBool>`list.attendance_id IS NOT NULL`,
  pending: sql<SqlBool>`(list.attendance_id IS NULL AND list.reason IS NULL)`,
  excused: sql<SqlBool>`(list.attendance_id IS NULL AND list.reason IS NOT NULL)`,
  walk_ins: sql<SqlBool>`list.invitation_id IS NULL`,
};

/** Words of the name or of the school. Guests have no search text: theirs is matched as it was typed. */
function named(q: string) {
  const pattern = searchPattern(q);
  const typed = `%${q
    .trim()
    .toLowerCase()
    .replace(/[\\%_]/g, "\\$&")}%`;
  return sql<SqlBool>`(list.sort_name LIKE ${pattern} ESCAPE '\\' OR lower(list.name) LIKE ${typed} ESCAPE '\\' OR list.email LIKE ${pattern} ESCAPE '\\'
    OR e.search_text LIKE ${pattern} ESCAPE '\\')`;
}

/** One page of the list: first those who said yes, then who may still come, last who said no; by name. One query. */
export async function findList(db: Db, eventId: string, { state, q, page = 1, limit = LIST_PAGE }: ListFilter = {}): Promise<{ rows: ListRow[]; total: number }> {
  const conditions = [sql<SqlBool>`1 = 1`, ...(state ? [STATES[state]] : []), ...(q ? [named(q)] : [])];
  const { rows } = await sql<ListRow & { total: number }>`
    SELECT list.invitation_id, list.attendance_id, list.name, list.email, list.establishment_id, e.name AS establishment_name, list.organisation, list.answer,
      list.said_mode, list.mode, list.recorded_at, list.via, list.reason, count(*) OVER () AS total
    FROM ${everyone(eventId)} LEFT JOIN establishments e ON e.id = list.establishment_id
    WHERE ${sql.join(conditions, sql` AND `)}
    ORDER BY CASE WHEN list.invitation_id IS NULL THEN 1 WHEN list.answer = 'yes' THEN 0 WHEN list.answer = 'no' THEN 3 ELSE 2 END, list.sort_name,
      coalesce(list.invitation_id, list.attendance_id) LIMIT ${limit} OFFSET ${(page - 1) * limit}`.execute(db);
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}

/** People of the list who could be this one: the same name, of the same school. */
export async function listNamesakes(db: Db, eventId: string, search: string, schoolId: string | null): Promise<ListRow[]> {
  const { rows } = await findList(db, eventId, { q: search, limit: 50 });
  return rows.filter((row) => schoolId === null || row.establishment_id === null || row.establishment_id === schoolId);
}

export interface DoorListRow {
  i: string | null;
  a: string | null;
  name: string;
  school: string;
  mode: Mode | null;
  /** When they came in. */
  at: string | null;
  yes: 0 | 1;
}

/** The same list as a phone keeps it: no addresses, no answers beyond "said yes". */
export async function findDoorList(db: Db, eventId: string, limit = 5_000): Promise<DoorListRow[]> {
  const { rows } = await findList(db, eventId, { limit });
  return rows.map((row) => ({
    i: row.invitation_id,
    a: row.attendance_id,
    // Who gave no name is known by the part of the address before the @.
    name: row.name.includes("@") ? (row.name.split("@")[0] ?? "") : row.name,
    school: row.establishment_name ?? row.organisation ?? "",
    mode: row.mode,
    at: row.recorded_at,
    yes: row.answer === "yes" ? 1 : 0,
  }));
}

export interface LogRow {
  id: string;
  what: LogAct;
  detail: { name?: string; mode?: Mode; via?: Way; reason?: string; school?: string; count?: number; before?: string | number };
  at: string;
  by_name: string | null;
}

/** Every act on the list, the latest first, one page. */
export async function listLog(db: Db, eventId: string, { page = 1, limit = 50 } = {}): Promise<{ rows: LogRow[]; total: number }> {
  const rows = await db
    .selectFrom("attendance_log as l")
    .leftJoin("people as p", "p.id", "l.by_person_id")
    .select(["l.id", "l.what", "l.detail", "l.at", "p.name as by_name", sql<number>`count(*) OVER ()`.as("total")])
    .where("l.event_id", "=", eventId)
    .orderBy("l.at", "desc")
    .orderBy("l.id", "desc")
    .limit(limit)
    .offset((page - 1) * limit)
    .execute();
  return { rows: rows.map(({ total: _, ...row }) => ({ ...row, detail: JSON.parse(row.detail) }) as LogRow), total: rows[0]?.total ?? 0 };
}

export interface StudentsRow {
  establishment_id: string;
  name: string;
  comuna: string;
  count: number;
}

/** Schools of the meeting with how many students came, those with students first. */
export async function listStudents(db: Db, eventId: string): Promise<StudentsRow[]> {
  return db
    .selectFrom("student_counts as t")
    .innerJoin("establishments as e", "e.id", "t.establishment_id")
    .innerJoin("comunas as c", "c.code", "e.comuna_code")
    .select(["t.establishment_id", "e.name", "c.name as comuna", "t.count"])
    .where("t.event_id", "=", eventId)
    .where("t.count", ">", 0)
    .orderBy("e.search_text")
    .limit(1_000)
    .execute();
}
