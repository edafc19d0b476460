import { describe, expect, it } from "vitest";
import { circleStage } from "#app/domain/circles/circles.testing.ts";
import type { Actor, Ctx } from "#app/domain/context.ts";
import { mailsOf, meetingForm, publishedMeeting, stage } from "#app/domain/events/meetings.testing.ts";
import { createDraft, deleteDraft, publishEvent } from "#app/domain/events/scheduling.server.ts";
import { forgetStakeholders } from "#app/domain/identity/closing.repo.server.ts";
import { listOwnActivity } from "#app/domain/identity/own-data.repo.server.ts";
import { publishedSeries } from "#app/domain/series/series.testing.ts";
import { CONTACT_WAY_LABELS, QUADRANT_WORDS, STAKEHOLDER_KIND_LABELS } from "#app/i18n/stakeholders.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import type { Cast } from "#db/testing-cast.ts";
import { listContacts, listOpenMeetings } from "./contacts.repo.server.ts";
import { inviteToMeeting, noteContact, removeContact } from "./contacts.server.ts";
import { canEditMap, canInviteActors, canSeeContacts, canSeeMap, type MapOwner } from "./stakeholder.policy.ts";
import { CONTACT_WAYS, ContactInput, MoveInput, QUADRANTS, quadrantOf, STAKEHOLDER_KINDS, StakeholderInput } from "./stakeholder.ts";
import { findActor, findMove, listActors, listArchived, listMapPoints, listMoves } from "./stakeholders.repo.server.ts";
import { addStakeholder, editStakeholder, forgetContact, mapStanding, moveStakeholder, setArchived, undoMove } from "./stakeholders.server.ts";

const ROSA = { contact_name: "Rosa Vera", contact_email: "rosa@minera.example", contact_phone: "+56 2 2345 6789" };

const form = (change: Record<string, unknown> = {}): StakeholderInput =>
  StakeholderInput.parse({ id: newId(), name: "Minera Sol", kind: "company", power: 70, interest: 40, strategy: "", owner_name: "", ...ROSA, ...change });

async function added(ctx: Ctx, cast: Cast, change: Record<string, unknown> = {}): Promise<string> {
  const input = form(change);
  await addStakeholder(ctx, cast.nodes.a.id, input);
  return input.id;
}

const stored = (db: Db, id: string) => db.selectFrom("stakeholders").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
const moveTo = (stakeholder_id: string, power: number, interest: number, seen = "") => MoveInput.parse({ stakeholder_id, power, interest, seen });

describe("the words of the map", () => {
  it("every kind, way and field has its Spanish name, and no name lacks its key", () => {
    expect(Object.keys(STAKEHOLDER_KIND_LABELS)).toEqual([...STAKEHOLDER_KINDS]);
    expect(Object.keys(CONTACT_WAY_LABELS)).toEqual([...CONTACT_WAYS]);
    expect(Object.keys(QUADRANT_WORDS)).toEqual([...QUADRANTS]);
  });

  it("puts the middle with the many", () => {
    expect([
      quadrantOf({ power: 50, interest: 49 }),
      quadrantOf({ power: 50, interest: 50 }),
      quadrantOf({ power: 0, interest: 50 }),
      quadrantOf({ power: 49, interest: 0 }),
    ]).toEqual(["satisfy", "manage", "inform", "monitor"]);
  });
});

describe("who may what", () => {
  it("the circle sees contacts, the people of the node the map, nobody else anything", async () => {
    await using database = await testDb();
    const { cast, circle, people, outsider, admin } = await circleStage(database.db);
    const owner: MapOwner = { nodeId: cast.nodes.a.id, circleId: circle.id };
    const member: Actor = { ...outsider, memberOf: [cast.nodes.a.id] };
    const publisher: Actor = { ...outsider, rights: { [cast.nodes.a.id]: ["publish"] } };
    const may = (who: Actor | null) => [canSeeMap(who, owner), canSeeContacts(who, owner), canEditMap(who, owner), canInviteActors(who, owner)];
    expect(may(people[0] ?? null)).toEqual([true, true, true, true]);
    expect(may(people[3] ?? null)).toEqual([true, true, true, false]);
    expect(may(member)).toEqual([true, false, false, false]);
    expect(may(publisher)).toEqual([true, false, true, false]);
    expect(may(outsider)).toEqual([false, false, false, false]);
    expect(may(null)).toEqual([false, false, false, false]);
    expect(may(admin)).toEqual([true, true, true, true]);
  });

  it("where the node has no circle, whoever holds a right in it sees contacts", async () => {
    await using database = await testDb();
    const { cast, as, camila } = await stage(database.db);
    const node = { id: cast.nodes.a.id, archived_at: null };
    expect(await mapStanding(camila, node)).toEqual({ contacts: true, edits: true, invites: true });
    expect(await mapStanding(as("teacher"), node)).toEqual({ contacts: false, edits: false, invites: false });
    await expect(mapStanding(as("coordinatorB"), node)).rejects.toMatchObject({ code: "not_found" });
    await expect(mapStanding(as(null), node)).rejects.toMatchObject({ code: "not_found" });
    expect(await mapStanding(camila, { ...node, archived_at: camila.now })).toMatchObject({ edits: false, invites: false });
  });

  it("acts are refused to those who only look, and reach no other node's actors", async () => {
    await using database = await testDb();
    const { cast, as, camila } = await stage(database.db);
    const id = await added(camila, cast);
    const { a, b } = cast.nodes;
    await expect(moveStakeholder(as("teacher"), a.id, moveTo(id, 1, 1))).rejects.toMatchObject({ code: "forbidden" });
    await expect(moveStakeholder(as("outsider"), a.id, moveTo(id, 1, 1))).rejects.toMatchObject({ code: "not_found" });
    await expect(moveStakeholder(as("coordinatorB"), b.id, moveTo(id, 1, 1))).rejects.toMatchObject({ code: "not_found" });
    await expect(forgetContact(as("coordinatorB"), b.id, id)).rejects.toMatchObject({ code: "not_found" });
    expect(await stored(database.db, id)).toMatchObject({ power: 70, ...ROSA });
  });
});

describe("contacts", () => {
  it("are not even read for who may not see them, and are not found by either", async () => {
    await using database = await testDb();
    const { cast, camila } = await stage(database.db);
    const id = await added(camila, cast, { strategy: "Mostrar resultados" });
    const rows = await listActors(database.db, cast.nodes.a.id, [id], { contacts: false });
    expect(JSON.stringify(rows)).not.toMatch(/Rosa|minera\.example|2345/);
    expect((await findActor(database.db, cast.nodes.a.id, id, { contacts: true }))?.contact).toMatchObject({ name: "Rosa Vera", email: "rosa@minera.example" });
    const found = async (q: string) => (await listMapPoints(database.db, cast.nodes.a.id, { q })).filter((point) => point.shown).length;
    expect([await found("rosa"), await found("minera.example"), await found("mínera"), await found("resultados")]).toEqual([0, 0, 1, 1]);
  });

  it("stay as they are when somebody who does not see them edits the rest", async () => {
    await using database = await testDb();
    const { cast, circle, outsider, people, ctxOf } = await circleStage(database.db);
    expect(circle.id).toBeTruthy();
    const id = await added(ctxOf(people[0] ?? null), cast);
    const publisher = ctxOf({ ...outsider, rights: { [cast.nodes.a.id]: ["publish"] } });
    await editStakeholder(publisher, cast.nodes.a.id, form({ id, name: "Minera Sol Norte", contact_name: "", contact_email: "", contact_phone: "" }));
    expect(await stored(database.db, id)).toMatchObject({ name: "Minera Sol Norte", ...ROSA });
    await expect(forgetContact(publisher, cast.nodes.a.id, id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(inviteToMeeting(publisher, cast.nodes.a.id, id, newId())).rejects.toMatchObject({ code: "forbidden" });
    const note = ContactInput.parse({ id: newId(), on_day: "2026-11-20", way: "call", what: "x" });
    await expect(noteContact(publisher, cast.nodes.a.id, id, note)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("are deleted when asked, and with the account whose address it was", async () => {
    await using database = await testDb();
    const { cast, camila } = await stage(database.db);
    const { ally } = cast.people;
    const [first, second] = [await added(camila, cast), await added(camila, cast, { contact_email: ally.email, owner_name: ally.name })];
    await forgetContact(camila, cast.nodes.a.id, first);
    expect(await stored(database.db, first)).toMatchObject({ contact_name: "", contact_email: null, contact_phone: "" });
    const { preparing } = await listOwnActivity(database.db, ally);
    expect(preparing).toContainEqual(expect.objectContaining({ what: "stakeholder contact", of: "Minera Sol" }));
    await forgetStakeholders(database.db, ally);
    expect(await stored(database.db, second)).toMatchObject({ name: "Minera Sol", contact_name: "", contact_email: null, contact_phone: "" });
  });

  it("notes are kept once, by day, and go when deleted", async () => {
    await using database = await testDb();
    const { cast, camila } = await stage(database.db);
    const node = cast.nodes.a.id;
    const id = await added(camila, cast);
    const note = ContactInput.parse({ id: newId(), on_day: "2026-11-20", way: "call", what: "  Ofrecen dos pasantías.\r\n" });
    await noteContact(camila, node, id, note);
    await noteContact(camila, node, id, note);
    await noteContact(camila, node, id, { ...note, id: newId(), on_day: "2026-10-02", way: "visit" });
    await expect(noteContact(camila, node, id, { ...note, id: newId(), on_day: "2026-12-24" })).rejects.toMatchObject({ fields: { on_day: ["future"] } });
    const read = () => listContacts(database.db, camila.actor, id, { page: 1, size: 10, now: camila.now });
    expect((await read()).rows.map(({ on_day, way, what, by }) => [on_day, way, what, by])).toEqual([
      ["2026-11-20", "call", "Ofrecen dos pasantías.", "Camila Díaz Leiva"],
      ["2026-10-02", "visit", "Ofrecen dos pasantías.", "Camila Díaz Leiva"],
    ]);
    await removeContact(camila, node, id, note.id);
    expect((await read()).total).toBe(1);
    expect((await listActors(database.db, node, [id], { contacts: true }))[0]?.contact?.last_on).toBe("2026-10-02");
  });
});

describe("the map", () => {
  it("numbers actors by name, the same whatever is looked for", async () => {
    await using database = await testDb();
    const { cast, camila } = await stage(database.db);
    for (const [name, kind] of [
      ["Ñandú Ltda.", "company"],
      ["Árbol Fundación", "foundation"],
      ["Municipio de Talca", "municipality"],
    ])
      await added(camila, cast, { name, kind });
    const points = await listMapPoints(database.db, cast.nodes.a.id, { kind: "municipality" });
    expect(points.map(({ number, name, shown }) => [number, name, shown])).toEqual([
      [1, "Árbol Fundación", false],
      [2, "Municipio de Talca", true],
      [3, "Ñandú Ltda.", false],
    ]);
  });

  it("the same form twice is one actor; an owner is found by name among the people of the node", async () => {
    await using database = await testDb();
    const { cast, camila } = await stage(database.db);
    const input = form({ owner_name: "teresa  soto  araya" });
    await addStakeholder(camila, cast.nodes.a.id, input);
    await addStakeholder(camila, cast.nodes.a.id, input);
    expect(await listMapPoints(database.db, cast.nodes.a.id)).toHaveLength(1);
    expect(await stored(database.db, input.id)).toMatchObject({ owner_person_id: cast.ids.teacher, owner_name: "Teresa Soto Araya" });
    await editStakeholder(camila, cast.nodes.a.id, { ...input, owner_name: "Alguien de fuera" });
    expect(await stored(database.db, input.id)).toMatchObject({ owner_person_id: null, owner_name: "Alguien de fuera" });
  });

  it("of two people who move at once the last one holds, is told so, and the history says who", async () => {
    await using database = await testDb();
    const { cast, as, camila } = await stage(database.db);
    const node = cast.nodes.a.id;
    const id = await added(camila, cast);
    const { updated_at: seen } = await stored(database.db, id);
    const later = as("admin", "2026-11-21T15:00:01.000Z");
    expect(await moveStakeholder(later, node, moveTo(id, 90, 90, seen))).toMatchObject({ overtook: null });
    const again = await moveStakeholder(as("coordinatorA", "2026-11-21T15:00:02.000Z"), node, moveTo(id, 20, 30, seen));
    expect(again.overtook).toBe("Amanda Rojas Pinto");
    expect(await stored(database.db, id)).toMatchObject({ power: 20, interest: 30 });
    expect((await listMoves(database.db, id)).map(({ by, from_power, power }) => [by, from_power, power])).toEqual([
      ["Camila Díaz Leiva", 90, 20],
      ["Amanda Rojas Pinto", 70, 90],
    ]);
    expect(await moveStakeholder(camila, node, moveTo(id, 20, 30, seen))).toEqual({ moveId: null, overtook: null });
  });

  it("a move is undone once, and not once somebody has moved it on", async () => {
    await using database = await testDb();
    const { cast, camila } = await stage(database.db);
    const node = cast.nodes.a.id;
    const id = await added(camila, cast);
    const first = (await moveStakeholder(camila, node, moveTo(id, 10, 10))).moveId ?? "";
    expect(await undoMove(camila, node, first)).toBe(true);
    expect(await stored(database.db, id)).toMatchObject({ power: 70, interest: 40 });
    expect(await undoMove(camila, node, first)).toBe(false);
    const second = (await moveStakeholder(camila, node, moveTo(id, 10, 10))).moveId ?? "";
    await moveStakeholder(camila, node, moveTo(id, 11, 10));
    expect((await findMove(database.db, node, second))?.last).toBe(false);
    expect(await undoMove(camila, node, second)).toBe(false);
    await expect(undoMove(camila, cast.nodes.b.id, second)).rejects.toMatchObject({ code: "not_found" });
  });

  it("leaves the map and comes back with its history", async () => {
    await using database = await testDb();
    const { cast, camila } = await stage(database.db);
    const node = cast.nodes.a.id;
    const id = await added(camila, cast);
    await setArchived(camila, node, id, true);
    await setArchived(camila, node, id, true);
    expect(await listMapPoints(database.db, node)).toEqual([]);
    expect((await listArchived(database.db, node)).map((row) => row.name)).toEqual(["Minera Sol"]);
    await expect(moveStakeholder(camila, node, moveTo(id, 1, 1))).rejects.toMatchObject({ code: "conflict" });
    await setArchived(camila, node, id, false);
    expect(await listMapPoints(database.db, node)).toHaveLength(1);
  });

  it("refuses what is off the matrix", () => {
    for (const power of [-1, 101, 3.5, Number.NaN]) expect(MoveInput.safeParse({ stakeholder_id: newId(), power, interest: 1, seen: "" }).success).toBe(false);
  });
});

describe("inviting to a meeting", () => {
  it("of a published one: one mail, noted, and the second click does nothing", async () => {
    await using database = await testDb();
    const { cast, camila } = await stage(database.db);
    const node = cast.nodes.a.id;
    const event = await publishedMeeting(camila, cast, {}, { person_ids: [cast.ids.teacher] });
    const id = await added(camila, cast);
    expect(await inviteToMeeting(camila, node, id, event)).toEqual({ mails: 1, published: true, again: false });
    expect(await inviteToMeeting(camila, node, id, event)).toEqual({ mails: 0, published: true, again: true });
    expect((await mailsOf(database.db, event)).filter((mail) => mail.to_email === ROSA.contact_email)).toHaveLength(1);
    await database.db.updateTable("invitations").set({ answer: "yes" }).where("email", "=", ROSA.contact_email).execute();
    const { rows } = await listContacts(database.db, camila.actor, id, { page: 1, size: 10, now: camila.now });
    expect(rows).toEqual([expect.objectContaining({ event_id: event, title: "Taller de tableros", way: "event", listed: true, answer: "yes", by: "Camila Díaz Leiva" })]);
  });

  it("of a draft: told when it is published; its title is for who may see it", async () => {
    await using database = await testDb();
    const { cast, as, camila } = await stage(database.db);
    const { id: event } = await createDraft(camila, meetingForm(cast));
    const id = await added(camila, cast);
    expect(await inviteToMeeting(camila, cast.nodes.a.id, id, event)).toEqual({ mails: 0, published: false, again: false });
    expect((await inviteToMeeting(camila, cast.nodes.a.id, id, event)).again).toBe(true);
    const seen = await listContacts(database.db, as("teacher").actor, id, { page: 1, size: 10, now: camila.now });
    expect(seen.rows).toEqual([expect.objectContaining({ title: null, status: null })]);
    await publishEvent(camila, event);
    expect((await mailsOf(database.db, event)).map((mail) => mail.to_email)).toContain(ROSA.contact_email);
  });

  it("the note of a draft goes with its draft", async () => {
    await using database = await testDb();
    const { cast, camila } = await stage(database.db);
    const { id: event } = await createDraft(camila, meetingForm(cast));
    const id = await added(camila, cast);
    await inviteToMeeting(camila, cast.nodes.a.id, id, event);
    await deleteDraft(camila, event);
    expect((await listContacts(database.db, camila.actor, id, { page: 1, size: 10, now: camila.now })).total).toBe(0);
  });

  it("only to a meeting of the node, only of those who call them, only with an address", async () => {
    await using database = await testDb();
    const { cast, as, camila } = await stage(database.db);
    const node = cast.nodes.a.id;
    const bruno = as("coordinatorB");
    const other = (await createDraft(bruno, meetingForm(cast, { node_ids: [cast.nodes.b.id] }))).id;
    const id = await added(camila, cast);
    await expect(inviteToMeeting(camila, node, id, other)).rejects.toMatchObject({ code: "not_found" });
    await expect(inviteToMeeting(as("admin"), node, id, other)).rejects.toMatchObject({ code: "not_found" });
    const event = await publishedMeeting(camila, cast);
    const silent = await added(camila, cast, { contact_email: "" });
    await expect(inviteToMeeting(camila, node, silent, event)).rejects.toMatchObject({ fields: { event_id: ["actor_no_mail"] } });
    await expect(inviteToMeeting(as("coordinatorA", "2026-12-20T15:00:00.000Z"), node, id, event)).rejects.toMatchObject({ code: "conflict" });
    expect((await listOpenMeetings(database.db, node, camila.now)).map((one) => [one.title, one.draft, one.repeats])).toEqual([["Taller de tableros", false, false]]);
  });

  it("of one that repeats: to all its dates, one mail", async () => {
    await using database = await testDb();
    const { cast, camila } = await stage(database.db);
    const event = await publishedSeries(camila, cast);
    const id = await added(camila, cast);
    await inviteToMeeting(camila, cast.nodes.a.id, id, event);
    expect((await inviteToMeeting(camila, cast.nodes.a.id, id, event)).again).toBe(true);
    const invited = await database.db.selectFrom("invitations").select("event_id").where("email", "=", ROSA.contact_email).execute();
    expect(invited).toHaveLength(5);
    expect(await database.db.selectFrom("outbox").select("id").where("to_email", "=", ROSA.contact_email).execute()).toHaveLength(1);
  });
});
