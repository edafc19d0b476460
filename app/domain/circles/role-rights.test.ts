import { expect, test } from "vitest";
import { inTransaction } from "#app/domain/context.ts";
import { RIGHTS, type Right } from "#app/domain/rights.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW } from "#db/testing-cast.ts";
import { actorOf, circleStage } from "./circles.testing.ts";
import { countHoldersByRow, listRightChanges, listRights } from "./role-rights.repo.server.ts";
import { changeRights } from "./role-rights.server.ts";
import { changesTo, leftToNobody, type RightChange, readChanges, writeChanges } from "./role-rights.ts";
import { startTerm } from "./terms.server.ts";

const MINUTES: RightChange = { key: "secretary", right: "keep_minutes", gives: false };
const CALLS: RightChange = { key: "secretary", right: "call_meetings", gives: true };

test("the table the network begins with", async () => {
  await using t = await testDb();
  expect(await listRights(t.db)).toEqual({
    ambassador: ["publish"],
    coordinator: [...RIGHTS],
    secretary: ["take_attendance", "keep_minutes", "edit_repository"],
    facilitator: ["take_attendance", "run_circle"],
    other: [],
  });
  expect(await listRightChanges(t.db, { page: 1, size: 20 })).toEqual({ rows: [], total: 0 });
});

test("a change holds at once for whoever has the role, and is dated with its author; sent twice it is one", async () => {
  await using t = await testDb();
  const s = await circleStage(t.db);
  const secretary = s.people[1]?.id ?? "";
  await inTransaction(s.ctxOf(s.admin), (tx) => startTerm(tx, { roleId: s.roles.secretary, personId: secretary, months: 12, namedBy: s.admin.id }));
  const rights = async (): Promise<Right[]> => (await actorOf(t.db, secretary)).rights[s.cast.nodes.a.id] ?? [];
  expect(await rights()).toEqual(["take_attendance", "keep_minutes", "edit_repository"]);
  expect(await changeRights(s.ctxOf(s.admin), [MINUTES, CALLS])).toEqual({ changed: 2 });
  expect(await changeRights(s.ctxOf(s.admin), [MINUTES, CALLS])).toEqual({ changed: 0 });
  expect(await rights()).toEqual(["call_meetings", "take_attendance", "edit_repository"]);
  expect(await countHoldersByRow(t.db, CAST_NOW)).toMatchObject({ secretary: 1, coordinator: 2 });
  const { rows, total } = await listRightChanges(t.db, { page: 1, size: 20 });
  expect([total, rows.map(({ role_key, right, what, by }) => `${role_key} ${right} ${what} ${by}`).sort()]).toEqual([
    2,
    ["secretary call_meetings granted Amanda Rojas Pinto", "secretary keep_minutes ended Amanda Rojas Pinto"],
  ]);
});

test("is administration's alone, whatever a role lets one do", async () => {
  await using t = await testDb();
  const s = await circleStage(t.db);
  await expect(changeRights(s.ctxOf(s.people[0] ?? null), [CALLS])).rejects.toMatchObject({ code: "forbidden" });
  await expect(changeRights(s.ctxOf(null), [CALLS])).rejects.toMatchObject({ code: "signed_out" });
  // Everything taken from every role: administration is no role, and puts it back.
  const table = await listRights(t.db);
  await changeRights(s.ctxOf(s.admin), changesTo(new Set(), table));
  expect(Object.values(await listRights(t.db)).flat()).toEqual([]);
  expect(await changeRights(s.ctxOf(await actorOf(t.db, s.admin.id)), [CALLS])).toEqual({ changed: 1 });
});

test("what is reviewed is what is sent back; strange words change nothing", async () => {
  await using t = await testDb();
  const table = await listRights(t.db);
  const ticked = new Set([
    "ambassador.publish",
    ...RIGHTS.filter((right) => right !== "run_circle").map((right) => `coordinator.${right}`),
    "secretary.call_meetings",
    "admin.run_circle",
  ]);
  const changes = changesTo(ticked, table);
  expect(writeChanges(changes)).toBe(
    "-coordinator.run_circle +secretary.call_meetings -secretary.take_attendance -secretary.keep_minutes -secretary.edit_repository -facilitator.take_attendance -facilitator.run_circle",
  );
  expect(readChanges(writeChanges(changes))).toEqual(changes);
  expect(readChanges("+admin.everything *secretary.publish secretary.publish  +")).toEqual([]);
  expect(leftToNobody(changes, table)).toEqual(["run_circle"]);
});
