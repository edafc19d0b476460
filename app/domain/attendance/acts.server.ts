/**
 * Noting who came. Whatever way it is noted (by hand, by a pass, with the code, at the door), it goes through here, while the event is held: one row a
 * person, every act in the log, the last word by the time at which it was said and not by the time at which it arrived.
 */
import type { Ctx } from "#app/domain/context.ts";
import type { Mode } from "#app/domain/events/event.ts";
import type { LockedEvent } from "#app/domain/events/event-writes.repo.server.ts";
import { findPeopleByEmails, type PersonRow } from "#app/domain/identity/people.repo.server.ts";
import { newId } from "#db/ids.ts";
import { bumpRevision } from "#db/revision.ts";
import { type CheckInResult, modesOf, type Way } from "./attendance.ts";
import type { AttendanceRow, InvitedPerson, NewLogRow } from "./attendance-writes.repo.server.ts";
import * as writes from "./attendance-writes.repo.server.ts";

/** Somebody who is not on the list. */
export interface Newcomer {
  name: string;
  establishment_id: string | null;
  organisation: string | null;
  email: string | null;
}

export interface Act {
  id: string;
  what: "present" | "removed";
  at: string;
  mode: Mode;
  via: Way;
  /** One of the three. */
  invitationId?: string | null | undefined;
  attendanceId?: string | null | undefined;
  newcomer?: Newcomer | undefined;
}

interface Known {
  /** Of the people of these acts: by invitation, by row, by person. */
  invited: Map<string, InvitedPerson>;
  people: Map<string, PersonRow>;
  rows: AttendanceRow[];
  done: Map<string, { event_id: string }>;
  /** What was said last of a person, and when: by invitation or row. */
  last: Map<string, { what: string; at: string }>;
  schools: Map<string, string>;
}

interface Changes {
  inserted: Map<string, AttendanceRow>;
  updated: Map<string, Partial<Pick<AttendanceRow, "mode" | "recorded_at" | "invitation_id">>>;
  deleted: Set<string>;
  log: NewLogRow[];
}

/** Does the acts in the order in which they were said. Eight queries at most, whatever their number. */
export async function takeActs(tx: Ctx, event: LockedEvent, acts: readonly Act[]): Promise<CheckInResult[]> {
  const known = await readKnown(tx, event, acts);
  const changes: Changes = { inserted: new Map(), updated: new Map(), deleted: new Set(), log: [] };
  const results = new Map<string, CheckInResult>();
  const inOrder = [...acts].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  for (const act of inOrder) results.set(act.id, takeOne(tx, event, known, changes, act));
  await writes.deleteAttendances(tx.db, [...changes.deleted]);
  await writes.insertAttendances(tx.db, [...changes.inserted.values()]);
  for (const [id, change] of changes.updated) await writes.updateAttendance(tx.db, id, change);
  await writes.insertLog(tx.db, changes.log);
  if (changes.log.length > 0 && event.ends_at <= tx.now) await bumpRevision(tx.db, "public", tx.now);
  return acts.map((act) => results.get(act.id) as CheckInResult);
}

async function readKnown(tx: Ctx, event: LockedEvent, acts: readonly Act[]): Promise<Known> {
  const { db } = tx;
  const some = <T>(pick: (act: Act) => T | null | undefined): T[] => [...new Set(acts.map(pick).filter((value): value is T => value !== null && value !== undefined))];
  const emails = some((act) => act.newcomer?.email);
  const people = new Map((emails.length > 0 ? await findPeopleByEmails(db, emails) : []).map((person) => [person.email, person]));
  const invited = await writes.findInvited(db, event.id, { ids: some((act) => act.invitationId), emails, personIds: [...people.values()].map((person) => person.id) });
  const personIds = [...people.values(), ...[...invited.values()].map((one) => ({ id: one.person_id }))].map((one) => one.id).filter((id): id is string => id !== null);
  const rows = await writes.findAttendances(db, event.id, { invitationIds: [...invited.keys()], ids: some((act) => act.attendanceId), personIds });
  const ids = acts.map((act) => act.id);
  const logged = await writes.findLogged(db, { ids, invitationIds: [...invited.keys()], attendanceIds: [...some((act) => act.attendanceId), ...rows.map((row) => row.id)] });
  const known: Known = { invited, people, rows, done: new Map(), last: new Map(), schools: new Map() };
  known.schools = await writes.findSchoolNames(
    db,
    some((act) => act.newcomer?.establishment_id),
  );
  for (const row of logged) {
    if (ids.includes(row.id)) known.done.set(row.id, row);
    if (row.event_id === event.id && (row.what === "present" || row.what === "removed" || row.what === "mode")) remember(known, row, row);
  }
  return known;
}

/** The last word on somebody. Of two at the same instant the later one read is kept: they say the same. */
function remember(known: Known, who: { invitation_id: string | null; attendance_id: string | null }, said: { what: string; at: string }): void {
  for (const key of [who.invitation_id, who.attendance_id]) {
    if (key && (known.last.get(key)?.at ?? "") <= said.at) known.last.set(key, { what: said.what, at: said.at });
  }
}

/** Whom an act is about, among those that are known. */
interface Target {
  invitation: InvitedPerson | null;
  person: PersonRow | null;
  row: AttendanceRow | null;
}

function targetOf(known: Known, act: Act): Target | null {
  if (act.newcomer) {
    const person = act.newcomer.email ? (known.people.get(act.newcomer.email) ?? null) : null;
    const invitation = act.newcomer.email
      ? ([...known.invited.values()].find((one) => one.email === act.newcomer?.email || (person && one.person_id === person.id)) ?? null)
      : null;
    return { invitation, person, row: rowOf(known, invitation, person?.id ?? null) };
  }
  if (act.invitationId) {
    const invitation = known.invited.get(act.invitationId);
    return invitation ? { invitation, person: null, row: rowOf(known, invitation, invitation.person_id) } : null;
  }
  const row = known.rows.find((each) => each.id === act.attendanceId) ?? null;
  // Taken off before: it can be taken off again, which changes nothing, but who it was is not known any more.
  if (!row && (act.what === "present" || !known.last.has(act.attendanceId ?? ""))) return null;
  return { invitation: row?.invitation_id ? (known.invited.get(row.invitation_id) ?? null) : null, person: null, row };
}

function rowOf(known: Known, invitation: InvitedPerson | null, personId: string | null): AttendanceRow | null {
  return known.rows.find((row) => (invitation !== null && row.invitation_id === invitation.id) || (personId !== null && row.person_id === personId)) ?? null;
}

function takeOne(tx: Ctx, event: LockedEvent, known: Known, changes: Changes, act: Act): CheckInResult {
  const before = known.done.get(act.id);
  if (before && before.event_id !== event.id) return { id: act.id, state: "unknown" };
  const target = targetOf(known, act);
  if (!target) return { id: act.id, state: before ? "done" : "unknown" };
  const said = { id: act.id, name: nameOf(target, act), school: schoolOf(known, target, act) };
  if (before) return { ...said, state: "done" };
  if (event.attendance_closed_at && act.at > event.attendance_closed_at) return { ...said, state: "closed" };
  const last = known.last.get(target.invitation?.id ?? "") ?? known.last.get(target.row?.id ?? act.attendanceId ?? "");
  const overtaken = last !== undefined && last.at > act.at;
  if (act.what === "removed") {
    if (overtaken && last.what !== "removed") return { ...said, state: "stale" };
    return { ...said, state: target.row ? remove(tx, known, changes, { act, target, row: target.row, said }) : "again" };
  }
  if (target.row) return { ...said, state: again(tx, event, known, changes, { act, target, row: target.row, said, overtaken }) };
  if (overtaken) return { ...said, state: "stale" };
  add(tx, event, known, changes, { act, target, said });
  return { ...said, state: "done" };
}

const nameOf = ({ invitation, person, row }: Target, act: Act): string => invitation?.name ?? person?.name ?? row?.name ?? act.newcomer?.name ?? "";
const schoolOf = (known: Known, { invitation, row }: Target, { newcomer }: Act): string | null =>
  invitation?.school ?? row?.organisation ?? newcomer?.organisation ?? known.schools.get(newcomer?.establishment_id ?? "") ?? null;

interface Said {
  name: string;
  school: string | null;
}

function logged(tx: Ctx, known: Known, changes: Changes, act: Act, what: NewLogRow["what"], row: AttendanceRow, detail: object): void {
  const late = Date.parse(tx.now) - Date.parse(act.at) > 60_000 ? { sent: tx.now } : {};
  const entry = {
    event_id: row.event_id,
    attendance_id: row.id,
    invitation_id: row.invitation_id,
    what,
    at: act.at,
    by_person_id: act.via === "code" ? null : (tx.actor?.id ?? null),
  };
  changes.log.push({ id: act.id, ...entry, detail: { ...detail, ...late } });
  known.done.set(act.id, { event_id: row.event_id });
  remember(known, entry, entry);
}

function add(tx: Ctx, event: LockedEvent, known: Known, changes: Changes, { act, target, said }: { act: Act; target: Target; said: Said }): void {
  const { invitation, person } = target;
  const newcomer = act.newcomer;
  const row: AttendanceRow = {
    id: newId(),
    event_id: event.id,
    establishment_id: invitation
      ? invitation.establishment_id
      : (person?.establishment_id ?? (known.schools.has(newcomer?.establishment_id ?? "") ? (newcomer?.establishment_id ?? null) : null)),
    person_id: invitation?.person_id ?? person?.id ?? null,
    invitation_id: invitation?.id ?? null,
    name: said.name,
    organisation: invitation ? null : (newcomer?.organisation ?? person?.organisation ?? null),
    email: invitation || person ? null : (newcomer?.email ?? null),
    mode: modeFor(event, act.mode),
    via: act.via,
    recorded_at: act.at,
    recorded_by: act.via === "code" ? null : (tx.actor?.id ?? null),
  };
  known.rows.push(row);
  changes.inserted.set(row.id, row);
  logged(tx, known, changes, act, "present", row, { name: said.name, mode: row.mode, via: act.via });
}

function modeFor(event: LockedEvent, mode: Mode): Mode {
  const modes = modesOf(event);
  return modes.includes(mode) ? mode : (modes[0] ?? "in_person");
}

/** They are noted already: what may still change is how they take part, and that they came earlier than was known. */
function again(
  tx: Ctx,
  event: LockedEvent,
  known: Known,
  changes: Changes,
  at: { act: Act; target: Target; row: AttendanceRow; said: Said; overtaken: boolean },
): "done" | "again" {
  const { act, target, row, said, overtaken } = at;
  const mode = modeFor(event, act.mode);
  const change: Partial<Pick<AttendanceRow, "mode" | "recorded_at" | "invitation_id">> = {};
  if (act.at < row.recorded_at) change.recorded_at = act.at;
  if (target.invitation && row.invitation_id === null) change.invitation_id = target.invitation.id;
  const moved = mode !== row.mode && !overtaken;
  if (moved) change.mode = mode;
  if (Object.keys(change).length > 0) {
    Object.assign(row, change);
    if (!changes.inserted.has(row.id)) changes.updated.set(row.id, { ...changes.updated.get(row.id), ...change });
  }
  if (moved) logged(tx, known, changes, act, "mode", row, { name: said.name, mode });
  return moved ? "done" : "again";
}

function remove(tx: Ctx, known: Known, changes: Changes, { act, row, said }: { act: Act; target: Target; row: AttendanceRow; said: Said }): "done" {
  known.rows.splice(known.rows.indexOf(row), 1);
  changes.updated.delete(row.id);
  if (!changes.inserted.delete(row.id)) changes.deleted.add(row.id);
  logged(tx, known, changes, act, "removed", row, { name: said.name, before: row.mode });
  return "done";
}
