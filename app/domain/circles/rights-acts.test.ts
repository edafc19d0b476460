/** Each right opens exactly its acts: through the use cases, as somebody who holds a role that has this right and no other. */
import { expect, test } from "vitest";
import { addPart } from "#app/domain/agenda/agenda.server.ts";
import { PartInput } from "#app/domain/agenda/agenda.ts";
import { grantDoor } from "#app/domain/attendance/door-keepers.server.ts";
import { closeList } from "#app/domain/attendance/taking.server.ts";
import { issueCertificates } from "#app/domain/certificates/certificates.server.ts";
import { type Actor, type Ctx, inTransaction } from "#app/domain/context.ts";
import { savePurpose } from "#app/domain/encounters/encounters.server.ts";
import { isDomainError } from "#app/domain/errors.ts";
import { cancelEvent } from "#app/domain/events/calling-off.server.ts";
import { meetingForm, publishedMeeting } from "#app/domain/events/meetings.testing.ts";
import { createDraft, setAudience } from "#app/domain/events/scheduling.server.ts";
import { openHarvest } from "#app/domain/harvest/harvest.server.ts";
import { setAnswerFor } from "#app/domain/invitations/answer.server.ts";
import { remindInvitees } from "#app/domain/invitations/mailings.server.ts";
import { beginMinutes } from "#app/domain/minutes/minutes.server.ts";
import { addSchoolToNode, editNode } from "#app/domain/nodes/nodes.server.ts";
import { inviteToNode, removeMember } from "#app/domain/nodes/requests.server.ts";
import { openPoll } from "#app/domain/polls/polls.server.ts";
import { RIGHTS, type Right } from "#app/domain/rights.ts";
import { saveTemplate } from "#app/domain/templates/templates.server.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW } from "#db/testing-cast.ts";
import { addMember } from "./circles.server.ts";
import { actorOf, type CircleStage, circleStage } from "./circles.testing.ts";
import { listRights } from "./role-rights.repo.server.ts";
import { changeRights } from "./role-rights.server.ts";
import { changesTo } from "./role-rights.ts";
import { startTerm } from "./terms.server.ts";

interface Stage {
  s: CircleStage;
  ahead: string;
  draft: string;
  held: string;
  membership: string;
  invitation: string;
}
type Act = [name: string, rights: Right[], act: (ctx: Ctx, set: Stage) => Promise<unknown>];

const part = () => PartInput.parse({ title: "Conecta", minutes: 10, lead_name: "", notes: "", materials: "" });

const slot = (day: string) => ({ starts_local: `${day}T18:30`, ends_local: `${day}T20:00`, starts_at: `${day}T21:30:00.000Z`, ends_at: `${day}T23:00:00.000Z` });

const ACTS: Act[] = [
  ["call a meeting", ["call_meetings"], (ctx, { s }) => createDraft(ctx, meetingForm(s.cast))],
  ["say whom it calls", ["call_meetings"], (ctx, { draft, s }) => setAudience(ctx, draft, { node_ids: [s.cast.nodes.a.id], counterpart_node_ids: [], person_ids: [], pasted: "" })],
  ["cancel it", ["call_meetings"], (ctx, { ahead }) => cancelEvent(ctx, ahead, { message: "" })],
  ["remind", ["call_meetings"], (ctx, { ahead }) => remindInvitees(ctx, ahead)],
  ["answer for somebody", ["call_meetings"], (ctx, { invitation }) => setAnswerFor(ctx, { invitationId: invitation, answer: "yes" })],
  ["ask for a date", ["call_meetings"], (ctx, { draft }) => openPoll(ctx, draft, { id: newId(), message: "", closes_on: null }, [slot("2026-12-15"), slot("2026-12-16")])],
  ["plan", ["call_meetings"], (ctx, { draft }) => savePurpose(ctx, draft, { purpose: "Vernos", focus: "", venue_notes: "" })],
  ["certify", ["call_meetings"], (ctx, { held }) => issueCertificates(ctx, held, { minutes: 90, signer_role: "Coordinación" } as never)],
  ["harvest", ["call_meetings"], (ctx, { held }) => openHarvest(ctx, held)],
  ["ask for help at the door", ["take_attendance"], (ctx, { ahead, s }) => grantDoor(ctx, ahead, s.cast.people.teacher.email)],
  ["close the list", ["take_attendance"], (ctx, { held }) => closeList(ctx, held)],
  ["write the minutes", ["keep_minutes"], (ctx, { held }) => beginMinutes(ctx, held)],
  ["make the agenda", ["edit_repository", "call_meetings"], (ctx, { draft }) => addPart(ctx, draft, newId(), part())],
  [
    "keep a template",
    ["edit_repository", "call_meetings"],
    (ctx, { ahead }) => saveTemplate(ctx as Ctx & { actor: Actor }, ahead, { id: newId(), name: "Taller", scope: "network" }),
  ],
  ["edit the node's page", ["publish"], (ctx, { s }) => editNode(ctx, s.cast.nodes.a.slug, { ...NODE, name: s.cast.nodes.a.name })],
  ["invite to the node", ["approve_members"], (ctx, { s }) => inviteToNode(ctx, s.cast.nodes.a.slug, s.outsider.email)],
  ["take a member out", ["approve_members"], (ctx, { s, membership }) => removeMember(ctx, s.cast.nodes.a.slug, membership)],
  ["add a school", ["approve_members"], (ctx, { s }) => addSchoolToNode(ctx, s.cast.nodes.a.slug, s.cast.schools.austral.id)],
  ["add a member of the circle", ["run_circle"], (ctx, { s }) => addMember(ctx, s.circle.id, s.cast.people.ally.id)],
];
const NODE = { kind: "thematic", joining: "open", summary: "Quienes trabajan en electricidad.", description_md: "", colour: 1, glyph: "rayo" } as never as Parameters<
  typeof editNode
>[2];

/** Whether the guard lets it through; what it would have done is undone. */
async function opens(ctx: Ctx, [, , act]: Act, set: Stage): Promise<boolean> {
  const undo = new Error("undo");
  try {
    return await inTransaction(ctx, async (tx) => {
      await act(tx, set);
      throw undo;
    });
  } catch (error) {
    if (error === undo) return true;
    if (!isDomainError(error)) throw error;
    // Whatever else is wrong is said after the door: a list of dates that is empty, a person of no node.
    return error.code !== "forbidden" && error.code !== "not_found" && !Object.values(error.fields).flat().includes("node_not_yours");
  }
}

async function prepared(s: CircleStage): Promise<Stage> {
  const camila = s.ctxOf(s.people[0] ?? null);
  const ahead = await publishedMeeting(camila, s.cast);
  const held = await publishedMeeting(camila, s.cast, { date: "2026-11-22" });
  const { id: draft } = await createDraft(camila, meetingForm(s.cast, { date: "2026-12-19" }));
  const { db } = camila;
  const last = s.people.at(-1)?.id ?? "";
  const membership = await db.selectFrom("memberships").select("id").where("person_id", "=", last).where("open", "=", 1).executeTakeFirstOrThrow();
  const invitation = await db.selectFrom("invitations").select("id").where("event_id", "=", ahead).where("person_id", "=", last).executeTakeFirstOrThrow();
  return { s, ahead, draft, held, membership: membership.id, invitation: invitation.id };
}

async function actsOf(s: CircleStage, set: Stage, personId: string): Promise<string[]> {
  const actor = await actorOf(s.ctxOf(null).db, personId);
  const found: string[] = [];
  // The meeting that was held is over when it is looked at; the others are still to come.
  const after = /certify|harvest|list|minutes/;
  for (const act of ACTS) if (await opens(s.ctxOf(actor, after.test(act[0]) ? "2026-11-24T15:00:00.000Z" : CAST_NOW), act, set)) found.push(act[0]);
  return found;
}

const expected = (rights: readonly Right[]): string[] => ACTS.filter(([, needed]) => needed.some((right) => rights.includes(right))).map(([name]) => name);

test("a right alone, in a role of the circle's own", async () => {
  await using t = await testDb();
  const s = await circleStage(t.db);
  const set = await prepared(s);
  const holder = s.people[3]?.id ?? "";
  const admin = s.ctxOf(s.admin);
  await inTransaction(admin, (tx) => startTerm(tx, { roleId: s.roles.ambassador, personId: holder, months: 12, namedBy: s.admin.id }));
  for (const right of RIGHTS) {
    const table = await listRights(t.db);
    const others = Object.entries(table).flatMap(([key, rights]) => (key === "ambassador" ? [] : rights.map((each) => `${key}.${each}`)));
    await changeRights(admin, changesTo(new Set([...others, `ambassador.${right}`]), table));
    expect([right, await actsOf(s, set, holder)]).toEqual([right, expected([right])]);
  }
}, 30_000);

test("each role as the network begins, a member without role, and who coordinates another node", async () => {
  await using t = await testDb();
  const s = await circleStage(t.db);
  const set = await prepared(s);
  const table = await listRights(t.db);
  for (const [index, key] of (["ambassador", "secretary", "facilitator"] as const).entries()) {
    const personId = s.people[index + 1]?.id ?? "";
    await inTransaction(s.ctxOf(s.admin), (tx) => startTerm(tx, { roleId: s.roles[key], personId, months: 12, namedBy: s.admin.id }));
    expect([key, await actsOf(s, set, personId)]).toEqual([key, expected(table[key])]);
  }
  expect(await actsOf(s, set, s.people[0]?.id ?? "")).toEqual(expected(table.coordinator));
  expect(await actsOf(s, set, s.people[5]?.id ?? "")).toEqual([]);
  expect(await actsOf(s, set, s.cast.people.coordinatorB.id)).toEqual([]);
  expect(await actsOf(s, set, s.admin.id)).toEqual(ACTS.map(([name]) => name));
}, 30_000);
