/** Taking attendance by hand, and what phones at the door send. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, forbidden, invalid, notFound } from "#app/domain/errors.ts";
import { canRunAttendance } from "#app/domain/events/event.policy.ts";
import type { Mode } from "#app/domain/events/event.ts";
import { type LockedEvent, updateEvent } from "#app/domain/events/event-writes.repo.server.ts";
import { newId } from "#db/ids.ts";
import { bumpRevision } from "#db/revision.ts";
import { searchText } from "#db/search-text.ts";
import { type Act, type Newcomer, takeActs } from "./acts.server.ts";
import { type CheckInResult, type CheckIns, saneTime, type WalkInInput } from "./attendance.ts";
import { heldAtDoor, refuseClosed, refuseUnheld } from "./attendance-access.server.ts";
import * as writes from "./attendance-writes.repo.server.ts";
import { listNamesakes } from "./list.repo.server.ts";
import { readPass } from "./pass.server.ts";
import { findSchoolTyped } from "./typed-school.repo.server.ts";

/**
 * What phones noted, perhaps hours ago and without a line. Each act is done once, however often it is sent; its own time stands, put right by how wrong
 * the phone's clock is. What comes after the list was closed is taken if it was noted before.
 */
export async function takeCheckIns(ctx: Ctx, eventId: string, { sent_at, acts }: CheckIns): Promise<CheckInResult[]> {
  const wrongBy = Date.parse(ctx.now) - Date.parse(sent_at);
  const own = (at: string) => (Number.isNaN(wrongBy) || Number.isNaN(Date.parse(at)) ? at : new Date(Date.parse(at) + wrongBy).toISOString());
  const schools = await typedSchools(
    ctx,
    acts.map((act) => act.person?.organisation),
  );
  return inTransaction(ctx, async (tx) => {
    const event = await heldAtDoor(tx, eventId);
    const ready = acts.map((act): Act => {
      const { id, what, mode, via, invitation_id, attendance_id, pass, person } = act;
      const invitationId = pass === undefined ? invitation_id : readPass(tx.deployment.secret, pass);
      return { id, what, mode, via, invitationId, attendanceId: attendance_id, newcomer: person && placed(person, schools), at: saneTime(own(act.at), event, tx.now) };
    });
    return takeActs(tx, event, ready);
  });
}

/** The schools among what was typed as school or organisation. */
async function typedSchools(ctx: Ctx, typed: readonly (string | null | undefined)[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const words of [...new Set(typed)].slice(0, 20)) {
    const id = words ? await findSchoolTyped(ctx.db, words) : null;
    if (words && id) found.set(words, id);
  }
  return found;
}

function placed(person: Newcomer, schools: Map<string, string>): Newcomer {
  const school = person.establishment_id ?? schools.get(person.organisation ?? "");
  return school ? { ...person, establishment_id: school, organisation: person.establishment_id ? person.organisation : null } : person;
}

export interface ListChange {
  /** One of the two: somebody invited, or somebody who came without being. */
  invitationId: string | null;
  attendanceId: string | null;
  /** null: not here (any more). */
  mode: Mode | null;
}
export interface ExcuseChange {
  invitationId: string;
  /** "": none any more. */
  reason: string;
}

/** The list as it was ticked: only what was changed on it, so that what somebody else ticked meanwhile stays. Answers how many changed. */
export async function saveList(ctx: Ctx, eventId: string, changes: readonly ListChange[], excuses: readonly ExcuseChange[]): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    const event = await heldAtDoor(tx, eventId);
    refuseClosed(event);
    const acts = changes.map(({ mode, ...who }): Act => ({ id: newId(), what: mode ? "present" : "removed", at: tx.now, mode: mode ?? "in_person", via: "list", ...who }));
    const results = acts.length > 0 ? await takeActs(tx, event, acts) : [];
    const excused = await saveExcuses(tx, event, excuses);
    return results.filter((result) => result.state === "done").length + excused;
  });
}

async function saveExcuses(tx: Ctx, event: LockedEvent, excuses: readonly ExcuseChange[]): Promise<number> {
  if (excuses.length === 0) return 0;
  const ids = excuses.map((excuse) => excuse.invitationId);
  const invited = await writes.findInvited(tx.db, event.id, { ids });
  const before = await writes.findExcuses(tx.db, ids);
  let changed = 0;
  for (const { invitationId, reason } of excuses) {
    const person = invited.get(invitationId);
    if (!person || (before.get(invitationId) ?? "") === reason) continue;
    changed += 1;
    if (reason === "") await writes.dropExcuse(tx.db, invitationId);
    else await writes.putExcuse(tx.db, { event_id: event.id, invitation_id: invitationId, reason, noted_at: tx.now, noted_by: tx.actor?.id ?? null });
    await log(tx, event, reason === "" ? "unexcused" : "excused", { name: person.name, ...(reason ? { reason } : {}) }, invitationId);
  }
  return changed;
}

async function log(tx: Ctx, event: { id: string }, what: writes.NewLogRow["what"], detail: object, invitationId: string | null = null): Promise<void> {
  await writes.insertLog(tx.db, [{ event_id: event.id, attendance_id: null, invitation_id: invitationId, what, detail, at: tx.now, by_person_id: tx.actor?.id ?? null }]);
}

/**
 * Somebody who came without being on the list. If the address is that of somebody invited or registered, it is they who came. A name that is there
 * already, of the same school, is asked about first (invalid, "namesake") unless told it is another person.
 */
export async function addWalkIn(ctx: Ctx, eventId: string, input: WalkInInput): Promise<CheckInResult> {
  const { id, name, email, mode, anyway } = input;
  const { establishment_id, organisation } = placed(input, await typedSchools(ctx, [input.organisation]));
  return inTransaction(ctx, async (tx) => {
    const event = await heldAtDoor(tx, eventId);
    refuseClosed(event);
    if (establishment_id && !(await writes.findSchoolNames(tx.db, [establishment_id])).has(establishment_id)) throw invalid("establishment_id", "not_found");
    const done = await writes.findLogged(tx.db, { ids: [id], invitationIds: [], attendanceIds: [] });
    if (!anyway && !email && done.length === 0) {
      const wanted = searchText(name);
      const alike = (await listNamesakes(tx.db, eventId, name, establishment_id)).some((row) => searchText(row.name) === wanted);
      if (alike) throw invalid("name", "namesake");
    }
    const newcomer = { name, establishment_id, organisation, email };
    const [result] = await takeActs(tx, event, [{ id, what: "present", at: tx.now, mode: mode ?? "in_person", via: "walk_in", newcomer }]);
    return result as CheckInResult;
  });
}

/** How many students came of a school, by its name as it was typed: a number, never who. */
export async function setStudentsOf(ctx: Ctx, eventId: string, typed: string, count: number): Promise<string> {
  const schoolId = await findSchoolTyped(ctx.db, typed);
  if (!schoolId) throw invalid("school", "school_typed");
  return setStudents(ctx, eventId, schoolId, count);
}

export async function setStudents(ctx: Ctx, eventId: string, schoolId: string, count: number): Promise<string> {
  return inTransaction(ctx, async (tx) => {
    const event = await heldAtDoor(tx, eventId);
    refuseClosed(event);
    const school = (await writes.findSchoolNames(tx.db, [schoolId])).get(schoolId);
    if (!school) throw invalid("establishment_id", "not_found");
    const before = await writes.findStudents(tx.db, eventId, schoolId);
    if (before !== count) {
      await writes.putStudents(tx.db, { event_id: eventId, establishment_id: schoolId, count, noted_at: tx.now, noted_by: tx.actor?.id ?? null });
      await log(tx, event, "students", { school, count, before });
      if (event.ends_at <= tx.now) await bumpRevision(tx.db, "public", tx.now);
    }
    return school;
  });
}

/** A school came, and nobody noted who: it counts as a school, and as no person. */
export async function setSchoolAlone(ctx: Ctx, eventId: string, schoolId: string, came: boolean): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const event = await heldAtDoor(tx, eventId);
    refuseClosed(event);
    const school = (await writes.findSchoolNames(tx.db, [schoolId])).get(schoolId);
    if (!school) throw notFound();
    const row = await writes.findSchoolAlone(tx.db, eventId, schoolId);
    if (Boolean(row) === came) return;
    if (row) await writes.deleteAttendances(tx.db, [row.id]);
    else {
      const nobody = { person_id: null, invitation_id: null, name: null, organisation: null };
      const noted = {
        mode: event.online_url && !event.host_establishment_id && !event.address ? "online" : "in_person",
        via: "list",
        recorded_at: tx.now,
        recorded_by: tx.actor?.id ?? null,
      };
      await writes.insertAttendances(tx.db, [{ id: newId(), event_id: eventId, establishment_id: schoolId, ...nobody, ...noted }]);
    }
    await log(tx, event, "school", { school, count: came ? 1 : 0 });
    if (event.ends_at <= tx.now) await bumpRevision(tx.db, "public", tx.now);
  });
}

/** The list is complete: who is not on it was absent. Phones forget it. */
export async function closeList(ctx: Ctx, eventId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const event = await heldAtDoor(tx, eventId);
    if (tx.now < event.starts_at) throw new DomainError("conflict", { reason: "not_begun" });
    if (event.attendance_closed_at) return;
    await updateEvent(tx.db, eventId, { attendance_closed_at: tx.now });
    await log(tx, event, "closed", {});
  });
}

/** To mend it: for whoever manages the meeting. */
export async function reopenList(ctx: Ctx, eventId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const event = await heldAtDoor(tx, eventId);
    refuseUnheld(event);
    if (!canRunAttendance(tx.actor, event)) throw forbidden();
    if (!event.attendance_closed_at) return;
    await updateEvent(tx.db, eventId, { attendance_closed_at: null });
    await log(tx, event, "reopened", {});
  });
}
