import { describe, expect, test } from "vitest";
import { listPeopleNames } from "#app/domain/identity/people-names.repo.server.ts";
import { answersOf } from "#app/domain/invitations/invitations.repo.server.ts";
import { previewInvitation } from "#app/domain/invitations/mail-preview.server.ts";
import { listComunas } from "#app/domain/places/comunas.repo.server.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW } from "#db/testing-cast.ts";
import { attendanceBySchool } from "./attendance.repo.server.ts";
import { listChanges } from "./changes.repo.server.ts";
import { listDrafts } from "./drafts.repo.server.ts";
import { listEventPlaces } from "./event-places.repo.server.ts";
import { findVisibleEvent } from "./events.repo.server.ts";
import { guests, meetingForm, publishedMeeting, stage } from "./meetings.testing.ts";
import { createDraft, postponeEvent } from "./scheduling.server.ts";

describe("what the pages of a meeting read", () => {
  test("drafts: only those that the viewer can go on with", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const { id } = await createDraft(s.camila, meetingForm(s.cast));
    await publishedMeeting(s.camila, s.cast);
    const seen = async (who: keyof typeof s.cast.people) => (await listDrafts(t.db, s.cast.people[who], CAST_NOW)).map((draft) => draft.id);
    expect(await seen("coordinatorA")).toEqual([id]);
    expect(await seen("admin")).toEqual([id]);
    expect(await seen("coordinatorB")).toEqual([]);
    expect(await seen("teacher")).toEqual([]);
  });

  test("changes: the latest first, with what was so before", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await publishedMeeting(s.camila, s.cast);
    const later = s.as("coordinatorA", "2026-11-22T15:00:00.000Z");
    await postponeEvent(later, id, { date: "2026-12-12", start_time: "18:30", end_date: null, end_time: "20:00", zone: "America/Santiago", message: "Choca con el consejo." });
    const changes = await listChanges(t.db, id);
    expect(changes.map((change) => change.kind)).toEqual(["postponed", "published"]);
    expect(changes[0]).toMatchObject({ message: "Choca con el consejo.", before: { starts_local: "2026-12-05T18:30", zone: "America/Santiago" } });
  });

  test("places: by the host's comuna, and none of what is only online", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const hosted = await publishedMeeting(s.camila, s.cast);
    const online = await publishedMeeting(s.camila, s.cast, { host_establishment_id: null, online_url: "https://reunion.example/x" });
    const places = await listEventPlaces(t.db, [hosted, online]);
    expect(places).toEqual([{ id: hosted, lat: expect.any(Number), lon: expect.any(Number) }]);
    expect(await listEventPlaces(t.db, [])).toEqual([]);
  });

  test("attendance: by school, whether or not people were noted by name", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await publishedMeeting(s.camila, s.cast);
    const came = (establishment_id: string, person_id: string | null) => ({
      id: newId(),
      event_id: id,
      establishment_id,
      person_id,
      mode: "in_person",
      recorded_at: CAST_NOW,
      recorded_by: null,
    });
    await t.db
      .insertInto("attendances")
      .values([came(s.cast.ids.boldos, s.cast.ids.teacher), came(s.cast.ids.boldos, s.cast.ids.head), came(s.cast.ids.puerto, null)])
      .execute();
    expect((await attendanceBySchool(t.db, id)).map((row) => [row.name, row.people])).toEqual([
      ["Liceo Industrial Puerto Claro", 0],
      ["Liceo Polivalente Los Boldos", 2],
    ]);
  });

  test("answers: found by name with or without accents, by address and by school", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await publishedMeeting(s.camila, s.cast, {}, { node_ids: [s.cast.nodes.a.id], pasted: guests(2) });
    const found = async (q: string) => (await answersOf(t.db, id, { q })).rows.map((row) => row.name);
    expect(await found("camila diaz")).toEqual(["Camila Díaz Leiva"]);
    expect(await found("boldos")).toEqual(["Teresa Soto Araya"]);
    expect(await found("g2@guest")).toEqual(["Invitado 2"]);
    expect(await found("Invitado 1")).toEqual(["Invitado 1"]);
    expect(await found("%")).toEqual([]);
    expect((await answersOf(t.db, id, { q: "invitado", limit: 1 })).total).toBe(2);
  });

  test("names of chosen people, and the comunas from the north", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const names = await listPeopleNames(t.db, [s.cast.ids.teacher, s.cast.ids.ally, newId()]);
    expect(names.map((person) => [person.name, person.establishment_name])).toEqual([
      ["Alicia Paredes Ríos", null],
      ["Teresa Soto Araya", "Liceo Polivalente Los Boldos"],
    ]);
    expect(await listPeopleNames(t.db, [])).toEqual([]);
    const comunas = await listComunas(t.db);
    expect(comunas).toHaveLength(346);
    expect(comunas[0]?.region).toBe("Arica y Parinacota");
  });

  test("the invitation as it will be, while nobody is invited", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const { id } = await createDraft(s.camila, meetingForm(s.cast));
    const event = await findVisibleEvent(t.db, s.camila.actor, id, CAST_NOW);
    if (!event) throw new Error("no draft");
    const mail = previewInvitation({ ...s.camila, actor: s.cast.people.coordinatorA }, event);
    expect(mail?.subject).toContain("Taller de tableros");
    expect(mail?.text).toContain("Voy");
    expect(await t.db.selectFrom("outbox").select("id").execute()).toEqual([]);
  });
});
