import { describe, expect, it } from "vitest";
import type { Db } from "#db/create.ts";
import { publicRevision } from "#db/revision.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW, castOf } from "#db/testing-cast.ts";
import { endCoordinator, nameCoordinator } from "./coordination.server.ts";
import { joinNode, leaveNode, withdrawFromNode } from "./joining.server.ts";
import { countWaitingByNode, findOpenMembership, listMembers, listOwnMemberships, listWaiting } from "./memberships.repo.server.ts";
import { canSeeMembers } from "./node.policy.ts";
import { archiveNode, editNode } from "./nodes.server.ts";
import { approveRequest, declineRequest, inviteToNode, removeMember, withdrawInvitation } from "./requests.server.ts";
import { listCoordinators } from "./roles.repo.server.ts";

async function mails(db: Db) {
  const rows = await db.selectFrom("outbox").select(["to_email", "subject", "kind"]).orderBy("created_at").orderBy("to_email").execute();
  return rows.map((row) => `${row.to_email}: ${row.subject}`);
}

async function openRows(db: Db, personId: string) {
  return db.selectFrom("memberships").selectAll().where("person_id", "=", personId).where("open", "=", 1).execute();
}

describe("joining an open node", () => {
  it("is done at once, in one row, however often it is clicked", async () => {
    await using database = await testDb();
    const { ctxOf, people } = await castOf(database.db);
    const before = await publicRevision(database.db);
    const outcomes = await Promise.all([1, 2, 3].map(() => joinNode(ctxOf(people.outsider), "electricidad")));
    expect(outcomes.sort()).toEqual(["already_member", "already_member", "joined"]);
    const rows = await openRows(database.db, people.outsider.id);
    expect(rows).toMatchObject([{ joined_at: CAST_NOW, requested_at: null, left_at: null }]);
    expect(await publicRevision(database.db)).toBe(before + 1);
    expect(await mails(database.db)).toEqual([]);
  });

  it("leaving ends the stay with its date, and coming back opens another", async () => {
    await using database = await testDb();
    const { ctxOf, people, ids } = await castOf(database.db);
    await joinNode(ctxOf(people.outsider), "electricidad");
    expect(await leaveNode(ctxOf(people.outsider), "electricidad")).toEqual({ left: true });
    expect(await leaveNode(ctxOf(people.outsider), "electricidad")).toEqual({ left: false });
    expect(await openRows(database.db, people.outsider.id)).toEqual([]);
    expect(await joinNode(ctxOf(people.outsider), "electricidad")).toBe("joined");
    const all = await database.db.selectFrom("memberships").select(["left_at", "open"]).where("person_id", "=", ids.outsider).orderBy("id").execute();
    expect(all).toEqual([
      { left_at: CAST_NOW, open: 0 },
      { left_at: null, open: 1 },
    ]);
  });

  it("needs an account and a node that is alive", async () => {
    await using database = await testDb();
    const { ctxOf, people } = await castOf(database.db);
    await expect(joinNode(ctxOf(null), "electricidad")).rejects.toMatchObject({ code: "signed_out" });
    await expect(joinNode(ctxOf(people.outsider), "nada")).rejects.toMatchObject({ code: "not_found" });
    await archiveNode(ctxOf(people.admin), "electricidad");
    await expect(joinNode(ctxOf(people.outsider), "electricidad")).rejects.toMatchObject({ code: "conflict", reason: "node_archived" });
  });

  it("a coordinator who leaves stops coordinating", async () => {
    await using database = await testDb();
    const { ctxOf, people, ids } = await castOf(database.db);
    await nameCoordinator(ctxOf(people.admin), "electricidad", ids.teacher);
    await leaveNode(ctxOf(people.coordinatorA), "electricidad");
    expect((await listCoordinators(database.db, ids.a, CAST_NOW)).map((row) => row.person_id)).toEqual([ids.teacher]);
  });
});

describe("joining by request", () => {
  it("writes one request and one mail to each coordinator who wants them", async () => {
    await using database = await testDb();
    const { ctxOf, people, ids } = await castOf(database.db);
    const outcomes = await Promise.all([1, 2].map(() => joinNode(ctxOf(people.teacher), "orientacion", { message: "Me interesa <b>mucho</b>." })));
    expect(outcomes.sort()).toEqual(["already_requested", "requested"]);
    expect(await mails(database.db)).toEqual(["bruno@cast.example: Teresa Soto Araya pide entrar a Orientación"]);
    const { rows } = await listWaiting(database.db, ids.b, "requested");
    expect(rows).toMatchObject([{ name: "Teresa Soto Araya", email: "teresa@cast.example", message: "Me interesa <b>mucho</b>." }]);
    expect(await countWaitingByNode(database.db, [ids.a, ids.b])).toMatchObject([{ node_id: ids.b, waiting: 1 }]);
    expect((await listMembers(database.db, ids.b)).rows.map((row) => row.name)).toEqual(["Bruno Muñoz Tapia"]);
  });

  it("writes to administration where nobody coordinates, and to nobody who does not want it", async () => {
    await using database = await testDb();
    const { ctxOf, people, ids } = await castOf(database.db);
    await database.db.updateTable("people").set({ mail_nodes: 0 }).where("id", "=", people.coordinatorB.id).execute();
    await joinNode(ctxOf(people.teacher), "orientacion");
    expect(await mails(database.db)).toEqual([]);
    const [term] = await listCoordinators(database.db, ids.b, CAST_NOW);
    await endCoordinator(ctxOf(people.admin), "orientacion", term?.role_id ?? "");
    await joinNode(ctxOf(people.outsider), "orientacion");
    expect(await mails(database.db)).toEqual(["amanda@cast.example: Óscar Núñez Bravo pide entrar a Orientación"]);
  });

  it("approval lets in and tells, once", async () => {
    await using database = await testDb();
    const { ctxOf, people, ids } = await castOf(database.db);
    await joinNode(ctxOf(people.teacher), "orientacion");
    const [row] = await openRows(database.db, people.teacher.id).then((rows) => rows.filter((each) => each.node_id === ids.b));
    const id = row?.id ?? "";
    const outcomes = await Promise.all([1, 2].map(() => approveRequest(ctxOf(people.coordinatorB), "orientacion", id, "Te esperamos.")));
    expect(outcomes.sort()).toEqual(["already_answered", "done"]);
    expect(await declineRequest(ctxOf(people.coordinatorB), "orientacion", id)).toBe("already_answered");
    expect(await findOpenMembership(database.db, ids.b, people.teacher.id)).toMatchObject({ joined_at: CAST_NOW, decided_by: ids.coordinatorB });
    expect(await mails(database.db)).toContain("teresa@cast.example: Ya eres parte de Orientación");
    expect(await mails(database.db)).toHaveLength(2);
  });

  it("refusal ends the request and tells; asking again is possible, all day long is not", async () => {
    await using database = await testDb();
    const { ctxOf, people, ids } = await castOf(database.db);
    for (const round of [1, 2, 3]) {
      expect(await joinNode(ctxOf(people.outsider), "orientacion"), `round ${round}`).toBe("requested");
      const row = await findOpenMembership(database.db, ids.b, ids.outsider);
      await declineRequest(ctxOf(people.admin), "orientacion", row?.id ?? "");
    }
    await expect(joinNode(ctxOf(people.outsider), "orientacion")).rejects.toMatchObject({ code: "too_many" });
    const nextDay = { now: "2026-11-22T15:00:01.000Z" };
    expect(await joinNode(ctxOf(people.outsider, database.db, nextDay), "orientacion")).toBe("requested");
    expect((await mails(database.db)).filter((mail) => mail.startsWith("oscar@"))).toHaveLength(3);
  });

  it("can be taken back, by the person alone and while nobody has answered", async () => {
    await using database = await testDb();
    const { ctxOf, people, ids } = await castOf(database.db);
    await joinNode(ctxOf(people.outsider), "orientacion");
    await withdrawFromNode(ctxOf(people.outsider), "orientacion");
    await withdrawFromNode(ctxOf(people.outsider), "orientacion");
    expect(await findOpenMembership(database.db, ids.b, ids.outsider)).toBeUndefined();
    await withdrawFromNode(ctxOf(people.coordinatorB), "orientacion");
    expect(await findOpenMembership(database.db, ids.b, ids.coordinatorB)).toBeDefined();
  });

  it("is answered by the node's own coordinators: to the rest it is forbidden, and another node's request is not there", async () => {
    await using database = await testDb();
    const { ctxOf, people, ids } = await castOf(database.db);
    await joinNode(ctxOf(people.outsider), "orientacion");
    const row = await findOpenMembership(database.db, ids.b, ids.outsider);
    const id = row?.id ?? "";
    for (const who of [people.coordinatorA, people.teacher, people.outsider]) {
      await expect(approveRequest(ctxOf(who), "orientacion", id)).rejects.toMatchObject({ code: "forbidden" });
    }
    await expect(approveRequest(ctxOf(people.coordinatorA), "electricidad", id)).rejects.toMatchObject({ code: "not_found" });
    await expect(declineRequest(ctxOf(null), "orientacion", id)).rejects.toMatchObject({ code: "signed_out" });
  });

  it("a request to a node that opens its door since is an entry", async () => {
    await using database = await testDb();
    const { ctxOf, people } = await castOf(database.db);
    await joinNode(ctxOf(people.outsider), "orientacion");
    const open = { name: "Orientación", kind: "community", joining: "open", summary: "x", description_md: "", colour: 2, glyph: "brujula" } as const;
    await editNode(ctxOf(people.coordinatorB), "orientacion", open);
    expect(await joinNode(ctxOf(people.outsider), "orientacion")).toBe("joined");
  });
});

describe("joining by invitation", () => {
  it("is closed to whoever was not invited", async () => {
    await using database = await testDb();
    const { ctxOf, people } = await castOf(database.db);
    await expect(joinNode(ctxOf(people.outsider), "cade-puerto-claro")).rejects.toMatchObject({ code: "forbidden", reason: "by_invitation" });
  });

  it("an invitation is one mail, accepted by joining, and shown among one's own ties", async () => {
    await using database = await testDb();
    const { ctxOf, people, ids } = await castOf(database.db);
    const invited = await inviteToNode(ctxOf(people.admin), "cade-puerto-claro", "alicia@cast.example");
    expect(invited).toEqual({ outcome: "invited", name: "Alicia Paredes Ríos" });
    expect((await inviteToNode(ctxOf(people.admin), "cade-puerto-claro", "alicia@cast.example")).outcome).toBe("already_invited");
    expect(await mails(database.db)).toEqual(["alicia@cast.example: Amanda Rojas Pinto te invita a CADE-TP Puerto Claro"]);
    expect((await listOwnMemberships(database.db, ids.ally))[0]).toMatchObject({ slug: "cade-puerto-claro", joined_at: null, invited_at: CAST_NOW });
    expect((await listWaiting(database.db, ids.c, "invited")).total).toBe(1);
    expect(await joinNode(ctxOf(people.ally), "cade-puerto-claro")).toBe("joined");
    expect((await inviteToNode(ctxOf(people.admin), "cade-puerto-claro", "alicia@cast.example")).outcome).toBe("already_member");
  });

  it("can be declined or taken back", async () => {
    await using database = await testDb();
    const { ctxOf, people, ids } = await castOf(database.db);
    await inviteToNode(ctxOf(people.admin), "cade-puerto-claro", "alicia@cast.example");
    await withdrawFromNode(ctxOf(people.ally), "cade-puerto-claro");
    const declined = await database.db.selectFrom("memberships").selectAll().where("person_id", "=", ids.ally).executeTakeFirstOrThrow();
    expect(declined).toMatchObject({ declined_at: CAST_NOW, left_at: null, open: 0 });
    await inviteToNode(ctxOf(people.admin), "cade-puerto-claro", "alicia@cast.example");
    const open = await findOpenMembership(database.db, ids.c, ids.ally);
    await withdrawInvitation(ctxOf(people.admin), "cade-puerto-claro", open?.id ?? "");
    expect(await findOpenMembership(database.db, ids.c, ids.ally)).toBeUndefined();
    await expect(joinNode(ctxOf(people.ally), "cade-puerto-claro")).rejects.toMatchObject({ code: "forbidden" });
  });

  it("inviting somebody who had asked lets them in", async () => {
    await using database = await testDb();
    const { ctxOf, people, ids } = await castOf(database.db);
    await joinNode(ctxOf(people.outsider), "orientacion");
    expect((await inviteToNode(ctxOf(people.coordinatorB), "orientacion", "oscar@cast.example")).outcome).toBe("approved");
    expect((await findOpenMembership(database.db, ids.b, ids.outsider))?.joined_at).toBe(CAST_NOW);
  });

  it("an unknown address, another's node and an archived one are refused", async () => {
    await using database = await testDb();
    const { ctxOf, people } = await castOf(database.db);
    await expect(inviteToNode(ctxOf(people.coordinatorA), "electricidad", "nadie@cast.example")).rejects.toMatchObject({ fields: { email: ["person_unknown"] } });
    await expect(inviteToNode(ctxOf(people.coordinatorA), "orientacion", "oscar@cast.example")).rejects.toMatchObject({ code: "forbidden" });
    await archiveNode(ctxOf(people.admin), "electricidad");
    await expect(inviteToNode(ctxOf(people.coordinatorA), "electricidad", "oscar@cast.example")).rejects.toMatchObject({ code: "invalid" });
  });
});

describe("coordination", () => {
  it("administration names, the named one becomes a member and gets one mail", async () => {
    await using database = await testDb();
    const { ctxOf, people, ids } = await castOf(database.db);
    const [first, again] = [await nameCoordinator(ctxOf(people.admin), "orientacion", ids.outsider), await nameCoordinator(ctxOf(people.admin), "orientacion", ids.outsider)];
    expect([first.outcome, again.outcome]).toEqual(["named", "already"]);
    expect((await listCoordinators(database.db, ids.b, CAST_NOW)).map((each) => each.name)).toEqual(["Bruno Muñoz Tapia", "Óscar Núñez Bravo"]);
    expect((await findOpenMembership(database.db, ids.b, ids.outsider))?.joined_at).toBe(CAST_NOW);
    expect(await mails(database.db)).toEqual(["oscar@cast.example: Coordinas Orientación"]);
  });

  it("naming somebody who had asked answers their request", async () => {
    await using database = await testDb();
    const { ctxOf, people, ids } = await castOf(database.db);
    await joinNode(ctxOf(people.outsider), "orientacion");
    await nameCoordinator(ctxOf(people.admin), "orientacion", ids.outsider);
    expect(await listWaiting(database.db, ids.b, "requested")).toEqual({ rows: [], total: 0 });
  });

  it("ending says how many are left; the person stays a member", async () => {
    await using database = await testDb();
    const { ctxOf, people, ids } = await castOf(database.db);
    const [role] = await listCoordinators(database.db, ids.a, CAST_NOW);
    expect(await endCoordinator(ctxOf(people.admin), "electricidad", role?.role_id ?? "")).toEqual({ left: 0 });
    expect(await endCoordinator(ctxOf(people.admin), "electricidad", role?.role_id ?? "")).toEqual({ left: 0 });
    expect((await findOpenMembership(database.db, ids.a, ids.coordinatorA))?.joined_at).toBeTruthy();
  });

  it("is administration's alone, node by node", async () => {
    await using database = await testDb();
    const { ctxOf, people, ids } = await castOf(database.db);
    const [role] = await listCoordinators(database.db, ids.a, CAST_NOW);
    await expect(nameCoordinator(ctxOf(people.coordinatorA), "electricidad", ids.teacher)).rejects.toMatchObject({ code: "forbidden" });
    await expect(endCoordinator(ctxOf(people.coordinatorA), "electricidad", role?.role_id ?? "")).rejects.toMatchObject({ code: "forbidden" });
    await expect(endCoordinator(ctxOf(people.admin), "orientacion", role?.role_id ?? "")).rejects.toMatchObject({ code: "not_found" });
    await expect(nameCoordinator(ctxOf(people.admin), "electricidad", "nobody")).rejects.toMatchObject({ fields: { person_id: ["not_found"] } });
  });

  it("coordinators take members out, but not each other", async () => {
    await using database = await testDb();
    const { ctxOf, people, ids } = await castOf(database.db);
    const member = await findOpenMembership(database.db, ids.a, ids.teacher);
    await expect(removeMember(ctxOf(people.coordinatorB), "electricidad", member?.id ?? "")).rejects.toMatchObject({ code: "forbidden" });
    await removeMember(ctxOf(people.coordinatorA), "electricidad", member?.id ?? "");
    await removeMember(ctxOf(people.coordinatorA), "electricidad", member?.id ?? "");
    expect((await listMembers(database.db, ids.a)).rows.map((row) => row.name)).toEqual(["Camila Díaz Leiva"]);
    await nameCoordinator(ctxOf(people.admin), "electricidad", ids.teacher);
    const peer = await findOpenMembership(database.db, ids.a, ids.coordinatorA);
    await expect(removeMember(ctxOf({ ...people.teacher, coordinates: [ids.a], rights: { [ids.a]: ["approve_members"] } }), "electricidad", peer?.id ?? "")).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("names", () => {
  it("visitors see those who agreed; of a node by invitation only its own see the rest", async () => {
    await using database = await testDb();
    const { people, ids } = await castOf(database.db);
    const [open, closed] = [
      { id: ids.a, joining: "open" },
      { id: ids.c, joining: "invitation" },
    ];
    expect(canSeeMembers(null, open)).toBe(false);
    expect(canSeeMembers(people.outsider, open)).toBe(true);
    expect(canSeeMembers(people.outsider, closed)).toBe(false);
    expect(canSeeMembers(people.admin, closed)).toBe(true);
    expect(canSeeMembers({ ...people.ally, memberOf: [ids.c] }, closed)).toBe(true);
    expect((await listMembers(database.db, ids.b, { onlyPublic: true })).rows).toEqual([]);
    expect((await listMembers(database.db, ids.a, { onlyPublic: true })).total).toBe(2);
  });

  it("suspended people are in no list", async () => {
    await using database = await testDb();
    const { people, ids } = await castOf(database.db);
    await database.db.updateTable("people").set({ suspended_at: CAST_NOW }).where("id", "in", [people.coordinatorA.id, people.teacher.id]).execute();
    expect((await listMembers(database.db, ids.a)).rows).toEqual([]);
    expect(await listCoordinators(database.db, ids.a, CAST_NOW)).toEqual([]);
  });
});
