import { expect, test } from "vitest";
import { findVisibleEvent } from "#app/domain/events/events.repo.server.ts";
import { stage } from "#app/domain/events/meetings.testing.ts";
import { forgetAttendance } from "#app/domain/identity/closing.repo.server.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import { attendanceTotals, countBySchool, listAbsent, listCame, listExcused } from "./attendance.repo.server.ts";
import { act, at, batch, DURING, door, names, walkIn } from "./door.testing.ts";
import { grantDoor, listKeepers } from "./door-keepers.server.ts";
import { findDoorList, findList, listLog } from "./list.repo.server.ts";
import { passDigest, passText, readPass } from "./pass.server.ts";
import { addWalkIn, closeList, reopenList, saveList, setSchoolAlone, setStudents, takeCheckIns } from "./taking.server.ts";

const { secret } = TEST_DEPLOYMENT;

test("who came, who was excused and who was absent; people and schools, each once", async () => {
  await using t = await testDb();
  const s = await stage(t.db);
  const d = await door(s);
  await saveList(d.camila, d.id, [{ invitationId: d.teresa, attendanceId: null, mode: "in_person" }], [{ invitationId: d.hernan, reason: "Licencia médica" }]);
  await addWalkIn(d.camila, d.id, walkIn({ establishment_id: s.cast.ids.austral }));
  expect(names(await listCame(t.db, d.id))).toEqual(["Rosa Leiva", "Teresa Soto Araya"]);
  expect(await listExcused(t.db, d.id)).toMatchObject([{ name: "Hernán Vidal Cea", reason: "Licencia médica" }]);
  expect(names(await listAbsent(t.db, d.id))).toEqual(["Gabriel Mora", "Óscar Núñez Bravo"]);
  expect(await attendanceTotals(t.db, d.id)).toMatchObject({ invited: 4, people: 2, in_person: 2, online: 0, walk_ins: 1, excused: 1, absent: 2, schools: 2, schools_invited: 2 });
  const { rows } = await countBySchool(t.db, d.id);
  expect(rows.map(({ name, invited, people, excused, came }) => ({ name, invited, people, excused, came }))).toEqual([
    { name: "Liceo Polivalente Los Boldos", invited: 2, people: 1, excused: 1, came: 1 },
    { name: "Liceo Técnico Austral", invited: 1, people: 1, excused: 0, came: 1 },
  ]);
  const page = await findVisibleEvent(t.db, s.cast.people.admin, d.id, at(600));
  expect(page).toMatchObject({ came_people: 2, came_schools: 2 });
});

test("a pass is short capital letters, opens nothing else, and only ours is read", () => {
  const id = newId();
  const text = passText(secret, id);
  expect(text).toMatch(/^NODOS:[A-Z2-7]{50}$/);
  expect(readPass(secret, ` ${text.toLowerCase()}\n`)).toBe(id);
  expect(readPass("another secret", text)).toBeNull();
  expect(readPass(secret, `${text.slice(0, -2)}AA`)).toBeNull();
  expect(readPass(secret, mintToken(secret, "answer", id))).toBeNull();
  expect(passDigest(secret, id)).toMatch(/^[0-9a-f]{24}$/);
});

test("the same act sent twice, and the same person read by two phones, is one row", async () => {
  await using t = await testDb();
  const s = await stage(t.db);
  const d = await door(s);
  const first = act({ pass: passText(secret, d.teresa) });
  const walk = act({ via: "walk_in", person: { name: "Rosa Leiva", establishment_id: s.cast.ids.austral, organisation: "", email: "" } });
  expect(await takeCheckIns(d.camila, d.id, batch([first, walk]))).toMatchObject([
    { state: "done", name: "Teresa Soto Araya", school: "Liceo Polivalente Los Boldos" },
    { state: "done" },
  ]);
  expect(await takeCheckIns(d.camila, d.id, batch([first, walk]))).toMatchObject([{ state: "done" }, { state: "done" }]);
  expect(await takeCheckIns(d.camila, d.id, batch([act({ invitation_id: d.teresa })]))).toMatchObject([{ state: "again" }]);
  expect(await listCame(t.db, d.id)).toHaveLength(2);
  expect((await listLog(t.db, d.id)).total).toBe(2);
});

test("an act made without a line keeps its own time, put right by the phone's clock and bounded", async () => {
  await using t = await testDb();
  const s = await stage(t.db);
  const d = await door(s);
  // The phone is an hour fast; the act was ten minutes before it was sent.
  const fast = (minutes: number) => at(minutes + 60);
  await takeCheckIns(d.camila, d.id, batch([act({ invitation_id: d.teresa, at: fast(-10) })], fast(0)));
  await takeCheckIns(d.camila, d.id, batch([act({ invitation_id: d.hernan, at: "1999-01-01T00:00:00.000Z" }), act({ invitation_id: d.oscar, at: "nonsense" })]));
  const when = new Map((await listCame(t.db, d.id)).map((row) => [row.name, row.recorded_at]));
  expect(when.get("Teresa Soto Araya")).toBe(at(-10));
  expect(when.get("Hernán Vidal Cea")).toBe("2026-12-05T09:30:00.000Z");
  expect(when.get("Óscar Núñez Bravo")).toBe(DURING);
});

test("whoever was taken off later stays off when an earlier act arrives; a later one brings them back", async () => {
  await using t = await testDb();
  const s = await stage(t.db);
  const d = await door(s);
  await takeCheckIns(d.camila, d.id, batch([act({ invitation_id: d.teresa, at: at(-30) })]));
  await takeCheckIns(d.camila, d.id, batch([act({ what: "removed", invitation_id: d.teresa, at: at(-10) })]));
  expect(await takeCheckIns(d.camila, d.id, batch([act({ invitation_id: d.teresa, at: at(-20) })]))).toMatchObject([{ state: "stale" }]);
  expect(await listCame(t.db, d.id)).toEqual([]);
  expect(await takeCheckIns(d.camila, d.id, batch([act({ invitation_id: d.teresa, at: at(-5) })]))).toMatchObject([{ state: "done" }]);
  expect(await takeCheckIns(d.camila, d.id, batch([act({ what: "removed", invitation_id: d.teresa, at: at(-7) })]))).toMatchObject([{ state: "stale" }]);
  expect(await listCame(t.db, d.id)).toHaveLength(1);
});

test("an earlier act that comes late makes the arrival earlier, never later", async () => {
  await using t = await testDb();
  const s = await stage(t.db);
  const d = await door(s);
  await takeCheckIns(d.camila, d.id, batch([act({ invitation_id: d.teresa, at: at(-3) })]));
  await takeCheckIns(d.camila, d.id, batch([act({ invitation_id: d.teresa, at: at(-8) }), act({ invitation_id: d.teresa, at: at(-1) })]));
  expect(await listCame(t.db, d.id)).toMatchObject([{ recorded_at: at(-8) }]);
});

test("of a meeting held both ways, in the room and online are counted apart; of another there is but one way", async () => {
  await using t = await testDb();
  const s = await stage(t.db);
  const both = await door(s, { online_url: "https://video.example/sala" });
  await saveList(
    both.camila,
    both.id,
    [
      { invitationId: both.teresa, attendanceId: null, mode: "in_person" },
      { invitationId: both.oscar, attendanceId: null, mode: "online" },
    ],
    [],
  );
  expect(await attendanceTotals(t.db, both.id)).toMatchObject({ people: 2, in_person: 1, online: 1 });
  await saveList(both.camila, both.id, [{ invitationId: both.oscar, attendanceId: null, mode: "in_person" }], []);
  expect(await attendanceTotals(t.db, both.id)).toMatchObject({ people: 2, in_person: 2, online: 0 });
  const one = await door(s);
  await takeCheckIns(one.camila, one.id, batch([act({ invitation_id: one.teresa, mode: "online" })]));
  expect(await attendanceTotals(t.db, one.id)).toMatchObject({ in_person: 1, online: 0 });
});

test("a walk-in with the address of somebody invited or registered is that person; a namesake of the same school is asked about", async () => {
  await using t = await testDb();
  const s = await stage(t.db);
  const d = await door(s);
  await addWalkIn(d.camila, d.id, walkIn({ name: "Gabriel", email: " GABRIEL@empresa.example " }));
  await addWalkIn(d.camila, d.id, walkIn({ name: "Bruno", email: "bruno@cast.example" }));
  const came = await listCame(t.db, d.id);
  expect(came).toMatchObject([
    { name: "Bruno Muñoz Tapia", person_id: s.cast.ids.coordinatorB, establishment_id: s.cast.ids.boldos, invitation_id: null },
    { name: "Gabriel Mora", invitation_id: d.gabriel },
  ]);
  const namesake = { name: "teresa soto araya", establishment_id: s.cast.ids.boldos };
  await expect(addWalkIn(d.camila, d.id, walkIn(namesake))).rejects.toMatchObject({ code: "invalid", fields: { name: ["namesake"] } });
  await addWalkIn(d.camila, d.id, walkIn({ ...namesake, anyway: "1" }));
  await addWalkIn(d.camila, d.id, walkIn({ ...namesake, establishment_id: s.cast.ids.puerto }));
  expect(await listCame(t.db, d.id)).toHaveLength(4);
});

test("students are a number of a school, and the school came", async () => {
  await using t = await testDb();
  const s = await stage(t.db);
  const d = await door(s);
  await setStudents(d.camila, d.id, s.cast.ids.puerto, 12);
  await setStudents(d.camila, d.id, s.cast.ids.puerto, 14);
  await setSchoolAlone(d.camila, d.id, s.cast.ids.austral, true);
  expect(await attendanceTotals(t.db, d.id)).toMatchObject({ students: 14, schools: 2, people: 0 });
  expect((await countBySchool(t.db, d.id, { only: "came" })).rows).toMatchObject([
    { name: "Liceo Industrial Puerto Claro", students: 14 },
    { name: "Liceo Técnico Austral", people: 0 },
  ]);
  await setSchoolAlone(d.camila, d.id, s.cast.ids.austral, false);
  await setStudents(d.camila, d.id, s.cast.ids.puerto, 0);
  expect(await attendanceTotals(t.db, d.id)).toMatchObject({ students: 0, schools: 0 });
  expect((await countBySchool(t.db, d.id, { only: "missing" })).rows).toHaveLength(2);
});

test("a closed list takes nothing more by hand; what was noted before it was closed is still taken; reopening is the manager's", async () => {
  await using t = await testDb();
  const s = await stage(t.db);
  const d = await door(s);
  await grantDoor(s.camila, d.id, "alicia@cast.example");
  await closeList(s.as("ally", at(10)), d.id);
  const later = s.as("coordinatorA", at(20));
  const change = [{ invitationId: d.teresa, attendanceId: null, mode: "in_person" as const }];
  await expect(saveList(later, d.id, change, [])).rejects.toMatchObject({ code: "conflict", reason: "list_closed" });
  expect(await takeCheckIns(later, d.id, batch([act({ invitation_id: d.teresa, at: at(5) }), act({ invitation_id: d.oscar, at: at(15) })], at(20)))).toMatchObject([
    { state: "done" },
    { state: "closed" },
  ]);
  await expect(reopenList(s.as("ally", at(20)), d.id)).rejects.toMatchObject({ code: "forbidden" });
  await reopenList(later, d.id);
  await saveList(later, d.id, [{ invitationId: d.oscar, attendanceId: null, mode: "in_person" }], []);
  expect(await listCame(t.db, d.id)).toHaveLength(2);
  expect((await listLog(t.db, d.id)).rows.map((row) => row.what).sort()).toEqual(["closed", "keeper", "present", "present", "reopened"]);
});

test("a list cannot be closed before its meeting has begun", async () => {
  await using t = await testDb();
  const s = await stage(t.db);
  const d = await door(s);
  await expect(closeList(s.camila, d.id)).rejects.toMatchObject({ code: "conflict", reason: "not_begun" });
});

test("ids of another meeting, or of nobody, are unknown and change nothing", async () => {
  await using t = await testDb();
  const s = await stage(t.db);
  const d = await door(s);
  const other = await door(s, { title: "Otra" });
  await takeCheckIns(other.camila, other.id, batch([act({ invitation_id: other.teresa })]));
  const [theirs] = await listCame(t.db, other.id);
  const acts = [
    act({ invitation_id: other.teresa }),
    act({ attendance_id: theirs?.attendance_id ?? "" }),
    act({ what: "removed", attendance_id: theirs?.attendance_id ?? "" }),
    act({ pass: "NODOS:AAAA" }),
    act({ pass: passText(secret, other.oscar) }),
  ];
  expect((await takeCheckIns(d.camila, d.id, batch(acts))).map((result) => result.state)).toEqual(Array(5).fill("unknown"));
  expect(await listCame(t.db, d.id)).toEqual([]);
  expect(await listCame(t.db, other.id)).toHaveLength(1);
});

test("whoever closes their account stays as a number of their school: no name on the list, in the log, or at the door", async () => {
  await using t = await testDb();
  const s = await stage(t.db);
  const d = await door(s);
  await saveList(d.camila, d.id, [{ invitationId: d.teresa, attendanceId: null, mode: "in_person" }], [{ invitationId: d.hernan, reason: "Licencia médica" }]);
  await grantDoor(s.camila, d.id, "hernan@cast.example");
  await forgetAttendance(t.db, s.cast.ids.teacher, at(60));
  await forgetAttendance(t.db, s.cast.ids.head, at(60));
  const kept = JSON.stringify([
    await t.db.selectFrom("attendances").selectAll().execute(),
    await t.db.selectFrom("attendance_excuses").selectAll().execute(),
    (await t.db.selectFrom("attendance_log").selectAll().execute()).filter((row) => row.what !== "keeper"),
  ]);
  expect(kept).not.toMatch(/Teresa|Licencia|Hernán/);
  expect(await listKeepers(t.db, d.id)).toEqual([]);
  expect(await attendanceTotals(t.db, d.id)).toMatchObject({ people: 1, schools: 1 });
});

test("the list of a phone holds no addresses, and everybody once; the page of it finds by name and school", async () => {
  await using t = await testDb();
  const s = await stage(t.db);
  const d = await door(s);
  await addWalkIn(d.camila, d.id, walkIn({ organisation: "Minera del Norte" }));
  const list = await findDoorList(t.db, d.id);
  expect(JSON.stringify(list)).not.toContain("@");
  expect(list.map(({ name, school }) => [name, school])).toEqual([
    ["Rosa Leiva", "Minera del Norte"],
    ["Gabriel Mora", ""],
    ["Hernán Vidal Cea", "Liceo Polivalente Los Boldos"],
    ["Óscar Núñez Bravo", "Liceo Técnico Austral"],
    ["Teresa Soto Araya", "Liceo Polivalente Los Boldos"],
  ]);
  expect(names((await findList(t.db, d.id, { q: "núñez" })).rows)).toEqual(["Óscar Núñez Bravo"]);
  expect((await findList(t.db, d.id, { q: "boldos", state: "pending" })).total).toBe(2);
  expect((await findList(t.db, d.id, { state: "walk_ins" })).total).toBe(1);
});
