/** What is read of a meeting's attendance once it was taken: who came, who was excused, who was absent, and how many of each school. */
import { type SqlBool, sql } from "kysely";
import type { Mode } from "#app/domain/events/event.ts";
import type { Db } from "#db/create.ts";

interface Page {
  page?: number | undefined;
  limit?: number | undefined;
}

const MOST = 5_000;
const offsetOf = ({ page = 1, limit = MOST }: Page): number => (page - 1) * limit;

export interface CameRow {
  attendance_id: string;
  person_id: string | null;
  invitation_id: string | null;
  name: string;
  /** Known where they were invited or have an account. */
  email: string | null;
  establishment_id: string | null;
  establishment_name: string | null;
  /** Of external guests. */
  organisation: string | null;
  mode: Mode;
  recorded_at: string;
}

/** The people who came, by name; all of them unless told. */
export async function listCame(db: Db, eventId: string, page: Page = {}): Promise<CameRow[]> {
  const rows = await db
    .selectFrom("attendances as a")
    .leftJoin("people as p", "p.id", "a.person_id")
    .leftJoin("invitations as i", "i.id", "a.invitation_id")
    .leftJoin("establishments as e", "e.id", "a.establishment_id")
    .select(["a.id as attendance_id", "a.person_id", "a.invitation_id", "a.establishment_id", "e.name as establishment_name", "a.mode", "a.recorded_at"])
    .select([sql<string>`coalesce(a.name, p.name)`.as("name"), sql<string | null>`coalesce(p.email, i.email, a.email)`.as("email")])
    .select(sql<string | null>`coalesce(a.organisation, p.organisation)`.as("organisation"))
    .where("a.event_id", "=", eventId)
    .where((eb) => eb.or([eb("a.name", "is not", null), eb("a.person_id", "is not", null)]))
    .orderBy(sql`coalesce(p.search_text, lower(a.name))`)
    .orderBy("a.id")
    .limit(page.limit ?? MOST)
    .offset(offsetOf(page))
    .execute();
  return rows as CameRow[];
}

export interface InvitedRow {
  invitation_id: string;
  person_id: string | null;
  name: string;
  email: string;
  establishment_id: string | null;
  establishment_name: string | null;
}

const came = sql<SqlBool>`EXISTS (SELECT 1 FROM attendances a WHERE a.invitation_id = i.id)`;
const excused = sql<SqlBool>`EXISTS (SELECT 1 FROM attendance_excuses x WHERE x.invitation_id = i.id)`;

function invited(db: Db, eventId: string) {
  return db
    .selectFrom("invitations as i")
    .leftJoin("people as p", "p.id", "i.person_id")
    .leftJoin("establishments as e", "e.id", "i.establishment_id")
    .select(["i.id as invitation_id", "i.person_id", sql<string>`coalesce(p.name, i.name)`.as("name"), "i.email", "i.establishment_id", "e.name as establishment_name"])
    .where("i.event_id", "=", eventId)
    .where("i.removed_at", "is", null)
    .where(sql<SqlBool>`NOT ${came}`)
    .orderBy(sql`coalesce(p.search_text, lower(i.name))`)
    .orderBy("i.id");
}

/** Invited, did not come, and said why. */
export async function listExcused(db: Db, eventId: string, page: Page = {}): Promise<(InvitedRow & { reason: string })[]> {
  return invited(db, eventId)
    .innerJoin("attendance_excuses as x", "x.invitation_id", "i.id")
    .select("x.reason")
    .limit(page.limit ?? MOST)
    .offset(offsetOf(page))
    .execute();
}

/** Invited, did not come, no excuse. Final once the list is closed. */
export async function listAbsent(db: Db, eventId: string, page: Page = {}): Promise<InvitedRow[]> {
  return invited(db, eventId)
    .where(sql<SqlBool>`NOT ${excused}`)
    .limit(page.limit ?? MOST)
    .offset(offsetOf(page))
    .execute();
}

export interface SchoolCameRow {
  establishment_id: string;
  name: string;
  slug: string;
  comuna: string;
  /** People on the list of the meeting. */
  invited: number;
  /** Named people who came for it, and how. */
  people: number;
  in_person: number;
  online: number;
  excused: number;
  students: number;
  /** 1: it is noted that the school came (perhaps without names). */
  came: number;
}

type SchoolsPage = Page & { only?: "came" | "missing" | undefined };

/** Every school that was invited or came: first those that came, by name. One query. */
export async function countBySchool(db: Db, eventId: string, page: SchoolsPage = {}): Promise<{ rows: SchoolCameRow[]; total: number }> {
  const only = page.only === "came" ? sql`WHERE s.came > 0` : page.only === "missing" ? sql`WHERE s.came = 0` : sql``;
  const { rows } = await sql<SchoolCameRow & { total: number }>`
    SELECT e.id AS establishment_id, e.name, e.slug, c.name AS comuna, s.invited, s.people, s.in_person, s.online, s.excused, s.students, s.came, count(*) OVER () AS total
    FROM (
      SELECT school, sum(invited) AS invited, sum(people) AS people, sum(in_person) AS in_person, sum(online) AS online, sum(excused) AS excused,
        sum(students) AS students, max(came) AS came
      FROM (
        SELECT i.establishment_id AS school, 1 AS invited, 0 AS people, 0 AS in_person, 0 AS online, 0 AS students, 0 AS came,
          CASE WHEN x.id IS NULL THEN 0 ELSE 1 END AS excused
        FROM invitations i LEFT JOIN attendance_excuses x ON x.invitation_id = i.id WHERE i.event_id = ${eventId} AND i.removed_at IS NULL
        UNION ALL SELECT a.establishment_id, 0, CASE WHEN ${named} THEN 1 ELSE 0 END, CASE WHEN ${named} AND a.mode = 'in_person' THEN 1 ELSE 0 END,
          CASE WHEN ${named} AND a.mode = 'online' THEN 1 ELSE 0 END, 0, 1, 0
        FROM attendances a WHERE a.event_id = ${eventId}
        UNION ALL SELECT t.establishment_id, 0, 0, 0, 0, t.count, 1, 0 FROM student_counts t WHERE t.event_id = ${eventId} AND t.count > 0
      ) parts WHERE school IS NOT NULL GROUP BY school
    ) s JOIN establishments e ON e.id = s.school JOIN comunas c ON c.code = e.comuna_code ${only}
    ORDER BY CASE WHEN s.came > 0 THEN 0 ELSE 1 END, e.search_text, e.id LIMIT ${page.limit ?? MOST} OFFSET ${offsetOf(page)}`.execute(db);
  const total = rows[0]?.total ?? 0;
  return { rows: rows.map(({ total: _, ...row }) => row), total };
}

const named = sql<SqlBool>`(a.name IS NOT NULL OR a.person_id IS NOT NULL)`;

export interface AttendanceTotals {
  invited: number;
  said_yes: number;
  people: number;
  in_person: number;
  online: number;
  /** Of the people who came, those who were not on the list. */
  walk_ins: number;
  excused: number;
  absent: number;
  schools: number;
  schools_invited: number;
  students: number;
}

/** All the numbers of a meeting's attendance. One query. */
export async function attendanceTotals(db: Db, eventId: string): Promise<AttendanceTotals> {
  const here = sql`a.event_id = ${eventId} AND ${named}`;
  const list = sql`FROM invitations i WHERE i.event_id = ${eventId} AND i.removed_at IS NULL`;
  const { rows } = await sql<AttendanceTotals>`SELECT
    (SELECT count(*) ${list}) AS invited,
    (SELECT count(*) ${list} AND i.answer = 'yes' AND i.seat = 'held') AS said_yes,
    (SELECT count(*) FROM attendances a WHERE ${here}) AS people,
    (SELECT count(*) FROM attendances a WHERE ${here} AND a.mode = 'in_person') AS in_person,
    (SELECT count(*) FROM attendances a WHERE ${here} AND a.mode = 'online') AS online,
    (SELECT count(*) FROM attendances a WHERE ${here} AND a.invitation_id IS NULL) AS walk_ins,
    (SELECT count(*) ${list} AND NOT ${came} AND ${excused}) AS excused,
    (SELECT count(*) ${list} AND NOT ${came} AND NOT ${excused}) AS absent,
    (SELECT count(*) FROM (SELECT a.establishment_id FROM attendances a WHERE a.event_id = ${eventId} AND a.establishment_id IS NOT NULL
      UNION SELECT t.establishment_id FROM student_counts t WHERE t.event_id = ${eventId} AND t.count > 0) came_schools) AS schools,
    (SELECT count(DISTINCT i.establishment_id) ${list}) AS schools_invited,
    (SELECT coalesce(sum(t.count), 0) FROM student_counts t WHERE t.event_id = ${eventId}) AS students`.execute(db);
  const [found] = rows;
  if (!found) throw new Error("a query without FROM gives one row");
  return found;
}

/** The meeting that somebody came to without an invitation, by the id of their attendance. */
export async function findWalkInEvent(db: Db, attendanceId: string): Promise<string | null> {
  const row = await db.selectFrom("attendances").select("event_id").where("id", "=", attendanceId).where("invitation_id", "is", null).executeTakeFirst();
  return row?.event_id ?? null;
}
