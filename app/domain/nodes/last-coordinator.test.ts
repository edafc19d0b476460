import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { actorOf, circleStage } from "#app/domain/circles/circles.testing.ts";
import { listHolders } from "#app/domain/circles/terms.repo.server.ts";
import { resign } from "#app/domain/circles/terms.server.ts";
import type { SignedIn } from "#app/domain/identity/account.server.ts";
import type { Db } from "#db/create.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW, castOf } from "#db/testing-cast.ts";
import { testSite } from "#db/testing-site.ts";
import { endCoordinator, nameCoordinator } from "./coordination.server.ts";
import { leaveNode } from "./joining.server.ts";
import { findOpenMembership } from "./memberships.repo.server.ts";
import { archiveNode } from "./nodes.server.ts";
import { askForRelief, closeAccountOfCoordinator, listLeftAlone } from "./relief.server.ts";
import { removeMember } from "./requests.server.ts";
import { listCoordinators } from "./roles.repo.server.ts";

const LAST = { code: "conflict", reason: "last_coordinator" };
const names = async (db: Db, nodeId: string) => (await listCoordinators(db, nodeId, CAST_NOW)).map((row) => row.name);
const mails = async (db: Db) =>
  (await db.selectFrom("outbox").select(["to_email", "subject", "kind"]).orderBy("id").execute()).map((row) => `${row.kind} ${row.to_email}: ${row.subject}`);

describe("the last coordinator of a node", () => {
  test("does not leave it, by whatever door; with a successor they do", async () => {
    await using t = await testDb();
    const { ctxOf, people, ids } = await castOf(t.db);
    const membership = (await findOpenMembership(t.db, ids.a, ids.coordinatorA))?.id ?? "";
    const [term] = await listCoordinators(t.db, ids.a, CAST_NOW);
    await expect(leaveNode(ctxOf(people.coordinatorA), "electricidad")).rejects.toMatchObject(LAST);
    await expect(removeMember(ctxOf(people.coordinatorA), "electricidad", membership)).rejects.toMatchObject(LAST);
    await expect(resign(ctxOf(people.coordinatorA), term?.role_id ?? "")).rejects.toMatchObject(LAST);
    const approver = { ...people.teacher, rights: { [ids.a]: ["approve_members" as const] } };
    await expect(removeMember(ctxOf(approver), "electricidad", membership)).rejects.toMatchObject(LAST);
    expect(await findOpenMembership(t.db, ids.a, ids.coordinatorA)).toMatchObject({ left_at: null });
    await nameCoordinator(ctxOf(people.admin), "electricidad", ids.teacher);
    expect(await leaveNode(ctxOf(people.coordinatorA), "electricidad")).toEqual({ left: true });
    expect(await names(t.db, ids.a)).toEqual(["Teresa Soto Araya"]);
  });

  test("is relieved by administration, always; an archived node has nothing to be left without", async () => {
    await using t = await testDb();
    const { ctxOf, people, ids } = await castOf(t.db);
    const [term] = await listCoordinators(t.db, ids.a, CAST_NOW);
    expect(await endCoordinator(ctxOf(people.admin), "electricidad", term?.role_id ?? "")).toEqual({ left: 0 });
    await nameCoordinator(ctxOf(people.admin), "electricidad", ids.coordinatorA);
    const membership = (await findOpenMembership(t.db, ids.a, ids.coordinatorA))?.id ?? "";
    await removeMember(ctxOf(people.admin), "electricidad", membership);
    expect(await names(t.db, ids.a)).toEqual([]);
    await archiveNode(ctxOf(people.admin), "orientacion");
    expect(await leaveNode(ctxOf(people.coordinatorB), "orientacion")).toEqual({ left: true });
  });

  test("who holds the role in the circle of the node is no different; a term that ran out counts for nobody", async () => {
    await using t = await testDb();
    const s = await circleStage(t.db);
    const camila = s.people[0] ?? null;
    const slug = s.cast.nodes.a.slug;
    const [held] = await listHolders(t.db, [s.roles.coordinator], CAST_NOW);
    await expect(resign(s.ctxOf(camila), held?.term_id ?? "")).rejects.toMatchObject(LAST);
    await expect(leaveNode(s.ctxOf(camila), slug)).rejects.toMatchObject(LAST);
    await nameCoordinator(s.ctxOf(s.admin), slug, s.people[4]?.id ?? "");
    expect(await names(t.db, s.cast.nodes.a.id)).toHaveLength(2);
    await t.db
      .updateTable("role_terms")
      .set({ ends_at: CAST_NOW })
      .where("person_id", "=", s.people[4]?.id ?? "")
      .execute();
    await expect(leaveNode(s.ctxOf(camila), slug)).rejects.toMatchObject(LAST);
    await nameCoordinator(s.ctxOf(s.admin), slug, s.people[2]?.id ?? "");
    // Leaving the node ends every role and seat there.
    expect(await leaveNode(s.ctxOf(camila), slug)).toEqual({ left: true });
    expect(await actorOf(t.db, camila?.id ?? "")).toMatchObject({ memberOf: [], coordinates: [], rights: {}, circleRights: {}, circles: [] });
  });

  test("asks administration, which is written to once a day", async () => {
    await using t = await testDb();
    const { ctxOf, people } = await castOf(t.db);
    await expect(askForRelief(ctxOf(people.teacher), "electricidad")).rejects.toMatchObject({ code: "forbidden" });
    for (const now of [CAST_NOW, "2026-11-21T18:00:00.000Z", "2026-11-22T15:00:00.000Z"]) await askForRelief(ctxOf(people.coordinatorA, t.db, { now }), "electricidad");
    const mail = "circle amanda@cast.example: Camila Díaz Leiva pide un relevo en Electricidad";
    expect(await mails(t.db)).toEqual([mail, mail]);
  });

  test("may close their account, which is a right; administration hears of the node in the same act", async () => {
    await using t = await testDb();
    const { ctxOf, people, ids } = await castOf(t.db);
    expect(await listLeftAlone(ctxOf(people.coordinatorA), people.coordinatorA)).toMatchObject([{ slug: "electricidad" }]);
    expect(await listLeftAlone(ctxOf(people.teacher), people.teacher)).toEqual([]);
    await closeAccountOfCoordinator(ctxOf(people.coordinatorA) as SignedIn);
    expect(await names(t.db, ids.a)).toEqual([]);
    expect(await mails(t.db)).toEqual(["circle amanda@cast.example: Electricidad quedó sin coordinación"]);
    await closeAccountOfCoordinator(ctxOf(people.teacher) as SignedIn);
    expect(await mails(t.db)).toHaveLength(1);
  });
});

function leaver(orders: object) {
  const child = spawn(process.execPath, [join(import.meta.dirname, "last-coordinator.testing.ts"), JSON.stringify(orders)], { stdio: ["pipe", "pipe", "pipe"] });
  let said = "";
  let errors = "";
  child.stderr.on("data", (data) => {
    errors += data;
  });
  const ready = new Promise<void>((resolve) => {
    child.stdout.on("data", (data) => {
      said += data;
      if (said.startsWith("ready")) resolve();
    });
  });
  const over = once(child, "close").then(() => ({ errors, said: said.trim().split("\n")[1] }));
  return { ready, over, go: () => child.stdin.write("go\n") };
}

test("two last coordinators who leave at once, in two processes: one goes, one stays", async () => {
  await using t = await testSite();
  const { ctxOf, people, ids } = await castOf(t.db);
  await nameCoordinator(ctxOf(people.admin, t.db), "electricidad", ids.teacher);
  const orders = { url: t.url, schema: t.schema, slug: "electricidad", now: CAST_NOW };
  const both = [ids.coordinatorA, ids.teacher].map(async (id) => leaver({ ...orders, actor: await actorOf(t.db, id) }));
  const leavers = await Promise.all(both);
  await Promise.all(leavers.map((each) => each.ready));
  for (const each of leavers) each.go();
  const over = await Promise.all(leavers.map((each) => each.over));
  expect(over.map((each) => each.errors)).toEqual(["", ""]);
  expect(over.map((each) => each.said).sort()).toEqual(["last_coordinator", "left"]);
  expect(await names(t.db, ids.a)).toHaveLength(1);
}, 30_000);
