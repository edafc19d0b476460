/** Conflicts of interest between jurors and applications: those that the hub sees by itself, and those on record. */
import { sql } from "kysely";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { searchWords } from "#db/search-text.ts";
import type { WorkSnapshot } from "./application.ts";
import type { ConflictKind } from "./call.ts";

interface FoundConflict {
  application_id: string;
  person_id: string;
  kind: "same_school" | "author";
}

interface Pair {
  application_id: string;
  person_id: string;
  name: string;
  team: string;
  school_id: string | null;
  same_school: number;
  author: number;
}

/**
 * Between everybody of the jury and every application that was sent in: the juror's school is that of the application, of who applies or of the
 * experience; or the juror is among its authors, or named in its team.
 */
export async function conflictsFound(db: Db, call: { id: string }, only: { personId?: string; applicationId?: string } = {}): Promise<FoundConflict[]> {
  const { personId, applicationId } = only;
  const { rows } = await sql<Pair>`SELECT a.id AS application_id, p.id AS person_id, p.name, p.establishment_id AS school_id, a.team,
      CASE WHEN p.establishment_id IS NOT NULL AND (p.establishment_id = a.establishment_id OR p.establishment_id = m.establishment_id
        OR EXISTS (SELECT 1 FROM resource_schools s WHERE s.resource_id = a.resource_id AND s.establishment_id = p.establishment_id)
        OR EXISTS (SELECT 1 FROM resource_authors t JOIN people q ON q.id = t.person_id WHERE t.resource_id = a.resource_id AND q.establishment_id = p.establishment_id)) THEN 1 ELSE 0 END AS same_school,
      CASE WHEN p.id = a.person_id OR EXISTS (SELECT 1 FROM resource_authors t WHERE t.resource_id = a.resource_id AND t.person_id = p.id)
        OR EXISTS (SELECT 1 FROM resources r WHERE r.id = a.resource_id AND r.created_by = p.id) THEN 1 ELSE 0 END AS author
    FROM call_jurors j JOIN people p ON p.id = j.person_id JOIN applications a ON a.call_id = j.call_id LEFT JOIN people m ON m.id = a.person_id
    WHERE j.call_id = ${call.id} AND j.removed_at IS NULL AND j.declined_at IS NULL AND a.state = 'submitted'
      ${personId ? sql`AND p.id = ${personId}` : sql``} ${applicationId ? sql`AND a.id = ${applicationId}` : sql``}
    ORDER BY a.number, a.id, p.id`.execute(db);
  const works = await worksOf(db, call.id, applicationId);
  return rows.flatMap(({ application_id, person_id, name, team, school_id, same_school, author }): FoundConflict[] => {
    const work = works.get(application_id);
    if (author === 1 || isNamedIn(team, name) || work?.authors.some((each) => isNamedIn(each, name))) return [{ application_id, person_id, kind: "author" }];
    const copied = school_id !== null && work?.schools.some(({ id }) => id === school_id);
    return same_school === 1 || copied ? [{ application_id, person_id, kind: "same_school" }] : [];
  });
}

/** The experience as it was when it was sent in: whoever was taken out of it since still has to do with it. */
async function worksOf(db: Db, callId: string, applicationId: string | undefined): Promise<Map<string, Pick<WorkSnapshot, "authors" | "schools">>> {
  const rows = await db
    .selectFrom("applications")
    .select(["id", "work"])
    .where("call_id", "=", callId)
    .where("state", "=", "submitted")
    .where("work", "is not", null)
    .$if(applicationId !== undefined, (query) => query.where("id", "=", applicationId ?? ""))
    .execute();
  return new Map(rows.map(({ id, work }) => [id, JSON.parse(work ?? "{}") as WorkSnapshot]));
}

/** Whole name, whatever its accents and capitals. */
function isNamedIn(team: string, name: string): boolean {
  const words = searchWords(name);
  return words.includes(" ") && ` ${searchWords(team)} `.includes(` ${words} `);
}

export interface ConflictRow {
  id: string;
  application_id: string;
  number: number | null;
  title: string;
  person_id: string;
  juror: string;
  kind: ConflictKind;
  note: string;
  source: string;
  at: string;
  lifted_at: string | null;
  lifted_by: string | null;
}

/** On record, those that were lifted too: who took a conflict back is part of what people must be able to trust. */
export async function listConflicts(db: Db, callId: string, only: { personId?: string } = {}): Promise<ConflictRow[]> {
  const rows = await db
    .selectFrom("call_conflicts as x")
    .innerJoin("applications as a", "a.id", "x.application_id")
    .innerJoin("people as p", "p.id", "x.person_id")
    .leftJoin("people as l", "l.id", "x.lifted_by")
    .select(["x.id", "x.application_id", "a.number", "a.title", "x.person_id", "p.name as juror", "x.kind", "x.note", "x.source", "x.at", "x.lifted_at", "l.name as lifted_by"])
    .where("x.call_id", "=", callId)
    .$if(only.personId !== undefined, (query) => query.where("x.person_id", "=", only.personId ?? ""))
    .orderBy("p.name")
    .orderBy("a.number")
    .orderBy("x.at")
    .execute();
  return rows as ConflictRow[];
}

/** Puts on record what is not there yet: one that stands for the same pair, or that an organiser lifted after the hub found it, is left alone. */
export async function insertConflicts(
  db: Db,
  callId: string,
  rows: readonly { application_id: string; person_id: string; kind: string; note: string; source: string; at: string; by_person_id: string | null }[],
): Promise<void> {
  if (rows.length === 0) return;
  const before = await db.selectFrom("call_conflicts").select(["application_id", "person_id", "source", "lifted_at"]).where("call_id", "=", callId).execute();
  const settled = (row: (typeof rows)[number]) =>
    before.some(
      (one) => one.application_id === row.application_id && one.person_id === row.person_id && (one.lifted_at === null || (row.source === "found" && one.source === "found")),
    );
  const fresh = rows.filter((row) => !settled(row)).map((row) => ({ ...row, id: newId(), call_id: callId, lifted_at: null, lifted_by: null }));
  if (fresh.length > 0) await db.insertInto("call_conflicts").values(fresh).execute();
}

export async function findConflict(db: Db, callId: string, id: string) {
  return db.selectFrom("call_conflicts").select(["id", "application_id", "person_id", "source", "lifted_at"]).where("call_id", "=", callId).where("id", "=", id).executeTakeFirst();
}

export async function liftConflictRow(db: Db, id: string, by: { at: string; personId: string }): Promise<void> {
  await db.updateTable("call_conflicts").set({ lifted_at: by.at, lifted_by: by.personId }).where("id", "=", id).where("lifted_at", "is", null).execute();
}
