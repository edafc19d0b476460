/** Writing what is noted at the door. All of it happens while the event is held (attendance-access.server.ts), so reads and writes of it do not race. */
import type { Insertable, Selectable } from "kysely";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import type { AttendanceLogTable } from "#db/meeting-tables.ts";
import type { AttendancesTable } from "#db/tables.ts";
import type { LogAct } from "./attendance.ts";

export type AttendanceRow = Selectable<AttendancesTable>;

export interface InvitedPerson {
  id: string;
  person_id: string | null;
  name: string;
  email: string;
  establishment_id: string | null;
  school: string | null;
}

function invitations(db: Db, eventId: string) {
  return db
    .selectFrom("invitations as i")
    .leftJoin("people as p", "p.id", "i.person_id")
    .leftJoin("establishments as e", "e.id", "i.establishment_id")
    .select(["i.id", "i.person_id", "i.name as invited_name", "p.name as own_name", "i.email", "i.establishment_id", "e.name as school"])
    .where("i.event_id", "=", eventId)
    .where("i.removed_at", "is", null);
}

type Found = Awaited<ReturnType<ReturnType<typeof invitations>["execute"]>>[number];
const asInvited = ({ invited_name, own_name, ...row }: Found): InvitedPerson => ({ ...row, name: own_name || invited_name || row.email });

/** Whoever is on the list by one of these invitations, addresses or persons. */
export async function findInvited(
  tx: Db,
  eventId: string,
  by: { ids?: readonly string[]; emails?: readonly string[]; personIds?: readonly string[] },
): Promise<Map<string, InvitedPerson>> {
  const { ids = [], emails = [], personIds = [] } = by;
  if (ids.length + emails.length + personIds.length === 0) return new Map();
  const rows = await invitations(tx, eventId)
    .where((eb) =>
      eb.or([
        ...(ids.length > 0 ? [eb("i.id", "in", ids)] : []),
        ...(emails.length > 0 ? [eb("i.email", "in", emails)] : []),
        ...(personIds.length > 0 ? [eb("i.person_id", "in", personIds)] : []),
      ]),
    )
    .orderBy("i.id")
    .execute();
  return new Map(rows.map((row) => [row.id, asInvited(row)]));
}

/** What is noted of some people of a meeting. */
export async function findAttendances(
  tx: Db,
  eventId: string,
  by: { invitationIds?: readonly string[]; ids?: readonly string[]; personIds?: readonly string[] },
): Promise<AttendanceRow[]> {
  const { invitationIds = [], ids = [], personIds = [] } = by;
  if (invitationIds.length + ids.length + personIds.length === 0) return [];
  return tx
    .selectFrom("attendances")
    .selectAll()
    .where("event_id", "=", eventId)
    .where((eb) =>
      eb.or([
        ...(invitationIds.length > 0 ? [eb("invitation_id", "in", invitationIds)] : []),
        ...(ids.length > 0 ? [eb("id", "in", ids)] : []),
        ...(personIds.length > 0 ? [eb("person_id", "in", personIds)] : []),
      ]),
    )
    .execute();
}

export async function insertAttendances(tx: Db, rows: Insertable<AttendancesTable>[]): Promise<void> {
  if (rows.length > 0) await tx.insertInto("attendances").values(rows).execute();
}

export async function updateAttendance(tx: Db, id: string, change: Partial<Pick<AttendanceRow, "mode" | "recorded_at" | "invitation_id" | "establishment_id">>): Promise<void> {
  await tx.updateTable("attendances").set(change).where("id", "=", id).execute();
}

export async function deleteAttendances(tx: Db, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.deleteFrom("attendances").where("id", "in", ids).execute();
}

export type NewLogRow = Omit<Insertable<AttendanceLogTable>, "id" | "what" | "detail"> & { id?: string; what: LogAct; detail: object };

export async function insertLog(tx: Db, rows: readonly NewLogRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insertInto("attendance_log")
    .values(rows.map(({ id, detail, ...row }) => ({ id: id ?? newId(), ...row, detail: JSON.stringify(detail) })))
    .execute();
}

export interface Logged {
  id: string;
  event_id: string;
  what: string;
  attendance_id: string | null;
  invitation_id: string | null;
  at: string;
}

/** Which of these acts were done before, and every word on each of these people. */
export async function findLogged(tx: Db, by: { ids: readonly string[]; invitationIds: readonly string[]; attendanceIds: readonly string[] }): Promise<Logged[]> {
  const rows = tx.selectFrom("attendance_log").select(["id", "event_id", "what", "attendance_id", "invitation_id", "at"]);
  const some = (column: "id" | "invitation_id" | "attendance_id", values: readonly string[]) => rows.where(column, "in", values.length > 0 ? values : [""]);
  return some("id", by.ids).unionAll(some("invitation_id", by.invitationIds)).unionAll(some("attendance_id", by.attendanceIds)).execute();
}

export async function findExcuses(tx: Db, invitationIds: readonly string[]): Promise<Map<string, string>> {
  if (invitationIds.length === 0) return new Map();
  const rows = await tx.selectFrom("attendance_excuses").select(["invitation_id", "reason"]).where("invitation_id", "in", invitationIds).execute();
  return new Map(rows.map((row) => [row.invitation_id, row.reason]));
}

export async function putExcuse(tx: Db, excuse: { event_id: string; invitation_id: string; reason: string; noted_at: string; noted_by: string | null }): Promise<void> {
  const { reason, noted_at, noted_by } = excuse;
  await tx
    .insertInto("attendance_excuses")
    .values({ id: newId(), ...excuse })
    .onConflict((oc) => oc.column("invitation_id").doUpdateSet({ reason, noted_at, noted_by }))
    .execute();
}

export async function dropExcuse(tx: Db, invitationId: string): Promise<void> {
  await tx.deleteFrom("attendance_excuses").where("invitation_id", "=", invitationId).execute();
}

export async function findStudents(tx: Db, eventId: string, schoolId: string): Promise<number> {
  const row = await tx.selectFrom("student_counts").select("count").where("event_id", "=", eventId).where("establishment_id", "=", schoolId).executeTakeFirst();
  return row?.count ?? 0;
}

export async function putStudents(tx: Db, row: { event_id: string; establishment_id: string; count: number; noted_at: string; noted_by: string | null }): Promise<void> {
  const { count, noted_at, noted_by } = row;
  await tx
    .insertInto("student_counts")
    .values(row)
    .onConflict((oc) => oc.columns(["event_id", "establishment_id"]).doUpdateSet({ count, noted_at, noted_by }))
    .execute();
}

export async function findSchoolNames(tx: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.selectFrom("establishments").select(["id", "name"]).where("id", "in", ids).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** The row that says a school came without saying who. */
export async function findSchoolAlone(tx: Db, eventId: string, schoolId: string): Promise<AttendanceRow | undefined> {
  return tx
    .selectFrom("attendances")
    .selectAll()
    .where("event_id", "=", eventId)
    .where("establishment_id", "=", schoolId)
    .where("person_id", "is", null)
    .where("name", "is", null)
    .executeTakeFirst();
}
