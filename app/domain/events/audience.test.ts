import { describe, expect, test } from "vitest";
import { answerInvitation } from "#app/domain/invitations/answer.server.ts";
import { answersBySchool } from "#app/domain/invitations/invitations.repo.server.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { audience, guests, invitationOf, meetingForm, publishedMeeting, stage } from "./meetings.testing.ts";
import { cancelEvent, createDraft, previewAudience, publishEvent, readAudience, setAudience } from "./scheduling.server.ts";

describe("whom a meeting calls", () => {
  test("by node, counterparts, name and address: each person once, by the first way that finds them", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const { id } = await createDraft(s.camila, meetingForm(s.cast));
    const everyWay = {
      node_ids: [s.cast.nodes.a.id],
      counterpart_node_ids: [s.cast.nodes.a.id],
      person_ids: [s.cast.ids.teacher, s.cast.ids.ally],
      pasted: "Hernán <HERNAN@cast.example>; oscar@cast.example\nna da\nAna <ana@guest.example>",
    };
    expect(await setAudience(s.camila, id, audience(everyWay))).toEqual({ invited: 0, bad: [{ line: 2, text: "na da", reason: "no_address" }], duplicates: 0 });
    expect(await previewAudience(s.camila, id)).toEqual({
      total: 6,
      byWay: { circle: 0, nodes: 2, counterparts: 1, people: 1, outside: 2 },
      newOnes: 6,
      alreadyInvited: 0,
      stopped: 0,
      conflictCount: 0,
      conflicts: [],
    });
    await publishEvent(s.camila, id);
    // An address that belongs to a registered person is that person, by their own name and school.
    expect(await invitationOf(s.db, id, "oscar@cast.example")).toMatchObject({ person_id: s.cast.ids.outsider, name: "Óscar Núñez Bravo", establishment_id: s.cast.ids.austral });
    expect(await invitationOf(s.db, id, "ana@guest.example")).toMatchObject({ person_id: null, name: "Ana", establishment_id: null });
    expect(await invitationOf(s.db, id, "hernan@cast.example")).toMatchObject({ establishment_id: s.cast.ids.boldos });
    expect((await answersBySchool(s.db, id)).rows.map((row) => [row.name, row.invited, row.pending])).toEqual([
      ["Liceo Industrial Puerto Claro", 1, 1],
      ["Liceo Polivalente Los Boldos", 2, 2],
      ["Liceo Técnico Austral", 1, 1],
    ]);
  });

  test("is nobody suspended, unconfirmed, gone from the node, or no longer a counterpart", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const { id } = await createDraft(s.camila, meetingForm(s.cast));
    await setAudience(s.camila, id, audience({ node_ids: [s.cast.nodes.a.id], counterpart_node_ids: [s.cast.nodes.a.id] }));
    const total = async () => (await previewAudience(s.camila, id)).total;
    expect(await total()).toBe(3);
    await s.db.updateTable("counterparts").set({ ended_at: s.camila.now }).execute();
    expect(await total()).toBe(2);
    await s.db.updateTable("people").set({ email_confirmed_at: null }).where("id", "=", s.cast.ids.teacher).execute();
    expect(await total()).toBe(1);
    await s.db.updateTable("memberships").set({ left_at: s.camila.now, open: 0 }).where("person_id", "=", s.cast.ids.coordinatorA).execute();
    // Who coordinates is called, member or not.
    expect(await total()).toBe(1);
    await s.db.updateTable("people").set({ suspended_at: s.camila.now }).where("id", "=", s.cast.ids.coordinatorA).execute();
    expect(await total()).toBe(0);
  });

  test("is shown again as it was written, and refused where it names who is not there", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const { id } = await createDraft(s.camila, meetingForm(s.cast));
    await setAudience(s.camila, id, audience({ counterpart_node_ids: [s.cast.nodes.a.id], person_ids: [s.cast.ids.ally], pasted: "Ana <ana@guest.example>, luis@guest.example" }));
    expect(await readAudience(s.camila, id)).toEqual({
      node_ids: [],
      counterpart_node_ids: [s.cast.nodes.a.id],
      circle_ids: [],
      person_ids: [s.cast.ids.ally],
      people: [{ id: s.cast.ids.ally, name: "Alicia Paredes Ríos" }],
      pasted: "Ana <ana@guest.example>\nluis@guest.example",
    });
    await expect(setAudience(s.camila, id, audience({ person_ids: [newId()] }))).rejects.toMatchObject({ fields: { person_ids: ["not_found"] } });
    await expect(setAudience(s.as("admin"), id, audience({ node_ids: [newId()] }))).rejects.toMatchObject({ fields: { node_ids: ["not_found"] } });
    await expect(readAudience(s.as("teacher"), id)).rejects.toMatchObject({ code: "not_found" });
    await publishEvent(s.camila, id);
    await expect(readAudience(s.as("teacher"), id)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("before sending", () => {
  test("it shows who already has something at that time, unless they turned it down or it was cancelled", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const clash = await publishedMeeting(
      s.camila,
      s.cast,
      { title: "A la misma hora", start_time: "19:30", end_time: "21:00" },
      { person_ids: [s.cast.ids.teacher, s.cast.ids.head], pasted: guests(1) },
    );
    await publishedMeeting(s.camila, s.cast, { title: "Justo después", start_time: "20:00", end_time: "21:00" }, { person_ids: [s.cast.ids.teacher] });
    await answerInvitation(s.as("head"), { invitationId: (await invitationOf(s.db, clash, "hernan@cast.example")).id, answer: "no" });
    const { id } = await createDraft(s.camila, meetingForm(s.cast));
    await setAudience(s.camila, id, audience({ person_ids: [s.cast.ids.teacher, s.cast.ids.head], pasted: guests(2) }));
    const preview = await previewAudience(s.camila, id);
    expect(preview).toMatchObject({ total: 4, conflictCount: 2 });
    expect(preview.conflicts.map((row) => [row.name, row.establishment, row.event_title, row.starts_at])).toEqual([
      ["Invitado 1", null, "A la misma hora", "2026-12-05T22:30:00.000Z"],
      ["Teresa Soto Araya", "Liceo Polivalente Los Boldos", "A la misma hora", "2026-12-05T22:30:00.000Z"],
    ]);
    await cancelEvent(s.camila, clash, { message: "" });
    expect(await previewAudience(s.camila, id)).toMatchObject({ conflictCount: 0, conflicts: [] });
  });

  test("it counts those who get a mail, those who have it already, and those who asked for none", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await publishedMeeting(s.camila, s.cast, {}, { pasted: guests(3) });
    await s.db.insertInto("mail_stops").values({ email: "g5@guest.example", scope: "all", created_at: s.camila.now }).execute();
    await s.db
      .insertInto("event_audiences")
      .values([4, 5].map((n) => ({ id: newId(), event_id: id, kind: "outside", email: `g${n}@guest.example`, name: "", node_id: null, person_id: null })))
      .execute();
    expect(await previewAudience(s.camila, id)).toMatchObject({ total: 5, newOnes: 1, alreadyInvited: 3, stopped: 1 });
  });
});
