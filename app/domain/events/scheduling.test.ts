import { describe, expect, test } from "vitest";
import { newId } from "#db/ids.ts";
import { publicRevision } from "#db/revision.ts";
import { testDb } from "#db/testing.ts";
import { PostponeInput } from "./event.ts";
import { findVisibleEvent } from "./events.repo.server.ts";
import { audience, guests, invitationOf, mailsOf, meetingForm, publishedMeeting, stage } from "./meetings.testing.ts";
import { cancelEvent, copyEvent, createDraft, deleteDraft, editEvent, postponeEvent, publishEvent, readAudience, setAudience } from "./scheduling.server.ts";

const nextWeek = PostponeInput.parse({ date: "2026-12-12", start_time: "18:30", end_time: "20:00", zone: "America/Santiago", message: "Ese sábado hay feria." });

describe("a draft", () => {
  test("is written once, however often its form is sent, with its place and search words", async () => {
    await using t = await testDb();
    const { cast, camila, db } = await stage(t.db);
    const input = meetingForm(cast);
    expect(await createDraft(camila, input)).toEqual({ id: input.id });
    expect(await createDraft(camila, input)).toEqual({ id: input.id });
    const rows = await db.selectFrom("events").selectAll().execute();
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      status: "draft",
      starts_local: "2026-12-05T18:30",
      starts_at: "2026-12-05T21:30:00.000Z",
      ends_at: "2026-12-05T23:00:00.000Z",
      region_code: "05",
      description_html: "<p>Traer <strong>guantes</strong>.</p>\n",
      search_text: "taller de tableros liceo industrial puerto claro valparaiso",
      sequence: 0,
      created_by: cast.ids.coordinatorA,
    });
    expect(await publicRevision(db)).toBe(0);
  });

  test("is nobody's to overwrite by its id", async () => {
    await using t = await testDb();
    const { cast, camila, as } = await stage(t.db);
    const input = meetingForm(cast);
    await createDraft(camila, input);
    await expect(createDraft(as("coordinatorB"), { ...input, node_ids: [cast.nodes.b.id] })).rejects.toMatchObject({ code: "conflict", reason: "id_taken" });
  });

  test.each([
    ["teacher", "forbidden"],
    ["head", "forbidden"],
    ["coordinatorB", "invalid"],
  ] as const)("of node A is not for %s to call", async (who, code) => {
    await using t = await testDb();
    const { cast, as } = await stage(t.db);
    await expect(createDraft(as(who), meetingForm(cast))).rejects.toMatchObject({ code });
  });

  test("of two nodes may be called by whoever coordinates one; only their own is theirs to write to", async () => {
    await using t = await testDb();
    const { cast, camila, as } = await stage(t.db);
    const { id } = await createDraft(camila, meetingForm(cast, { node_ids: [cast.nodes.a.id, cast.nodes.b.id] }));
    await expect(setAudience(camila, id, audience({ node_ids: [cast.nodes.a.id, cast.nodes.b.id] }))).rejects.toMatchObject({
      code: "invalid",
      fields: { node_ids: ["node_of_others"] },
    });
    await setAudience(camila, id, audience({ node_ids: [cast.nodes.a.id] }));
    // The other coordinator adds theirs, and what was there may stay.
    await setAudience(as("coordinatorB"), id, audience({ node_ids: [cast.nodes.a.id, cast.nodes.b.id] }));
    expect((await readAudience(camila, id)).node_ids.sort()).toEqual([cast.nodes.a.id, cast.nodes.b.id].sort());
    await expect(editEvent(as("coordinatorB"), id, meetingForm(cast, { node_ids: [cast.nodes.b.id] }))).rejects.toMatchObject({ fields: { node_ids: ["node_of_others"] } });
  });

  test.each([
    [{ host_establishment_id: newId() }, { host_establishment_id: ["not_found"] }],
    [{ comuna_code: "99999" }, { comuna_code: ["not_found"] }],
    [{ date: "2026-11-20" }, { date: ["past"] }],
  ])("is refused with %j", async (change, fields) => {
    await using t = await testDb();
    const { cast, camila } = await stage(t.db);
    await expect(createDraft(camila, meetingForm(cast, change))).rejects.toMatchObject({ code: "invalid", fields });
  });

  test("is seen by its author, the coordinators of its nodes and administration, and goes without a trace", async () => {
    await using t = await testDb();
    const { cast, camila, as, db } = await stage(t.db);
    const { id } = await createDraft(camila, meetingForm(cast));
    const sees = async (who: Parameters<typeof as>[0]) => (await findVisibleEvent(db, as(who).actor, id)) !== null;
    expect([await sees("coordinatorA"), await sees("admin"), await sees("teacher"), await sees("coordinatorB"), await sees(null)]).toEqual([true, true, false, false, false]);
    await expect(deleteDraft(as("teacher"), id)).rejects.toMatchObject({ code: "not_found" });
    await setAudience(camila, id, audience({ pasted: guests(2) }));
    await deleteDraft(camila, id);
    expect(await db.selectFrom("events").select("id").execute()).toEqual([]);
  });

  test("is copied to the same weekday and hour, a week or more from now, with its audience", async () => {
    await using t = await testDb();
    const { cast, camila, as, db } = await stage(t.db);
    const first = await publishedMeeting(camila, cast, { title: "Mensual" }, { node_ids: [cast.nodes.a.id], pasted: "Ana <ana@guest.example>" });
    const later = as("coordinatorA", "2027-03-10T15:00:00.000Z");
    const { id } = await copyEvent(later, first);
    const row = await db.selectFrom("events").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
    expect(row).toMatchObject({
      title: "Mensual",
      status: "draft",
      starts_local: "2027-03-20T18:30",
      starts_at: "2027-03-20T21:30:00.000Z",
      sequence: 0,
      seats_taken: 0,
      published_at: null,
    });
    expect(await readAudience(later, id)).toMatchObject({ node_ids: [cast.nodes.a.id], pasted: "Ana <ana@guest.example>" });
    expect(await mailsOf(db, id)).toEqual([]);
  });
});

describe("publishing", () => {
  test("invites each member of the node once, and raises the revision of public pages", async () => {
    await using t = await testDb();
    const { cast, camila, db } = await stage(t.db);
    const { id } = await createDraft(camila, meetingForm(cast));
    await setAudience(camila, id, audience({ node_ids: [cast.nodes.a.id], person_ids: [cast.ids.teacher], pasted: "TERESA@cast.example; Ana <ana@guest.example>" }));
    expect(await publishEvent(camila, id)).toEqual({ mails: 3 });
    expect(await publishEvent(camila, id)).toEqual({ mails: 0 });
    const mails = await mailsOf(db, id);
    expect(mails.map((mail) => [mail.to_email, mail.kind, mail.status]).sort()).toEqual([
      ["ana@guest.example", "invitation", "queued"],
      ["camila@cast.example", "invitation", "queued"],
      ["teresa@cast.example", "invitation", "queued"],
    ]);
    expect(await publicRevision(db)).toBe(1);
    expect(await findVisibleEvent(db, null, id)).toMatchObject({ status: "published", nodes: [{ slug: "electricidad" }] });
  });

  test("is refused once its time has come", async () => {
    await using t = await testDb();
    const { cast, camila, as } = await stage(t.db);
    const { id } = await createDraft(camila, meetingForm(cast));
    await expect(publishEvent(as("coordinatorA", "2026-12-06T00:00:00.000Z"), id)).rejects.toMatchObject({ fields: { date: ["past"] } });
  });

  test("a milestone is in the calendar and nobody is invited", async () => {
    await using t = await testDb();
    const { cast, camila, db } = await stage(t.db);
    const id = await publishedMeeting(camila, cast, { kind: "milestone", start_time: null, end_time: null, host_establishment_id: null, capacity: 5 });
    expect(await mailsOf(db, id)).toEqual([]);
    expect(await findVisibleEvent(db, null, id)).toMatchObject({ all_day: true, capacity: null, starts_local: "2026-12-05T00:00", ends_local: "2026-12-05T23:59" });
  });

  test("saves nothing when a mail cannot be queued", async () => {
    await using t = await testDb();
    const { cast, camila, db } = await stage(t.db);
    const { id } = await createDraft(camila, meetingForm(cast));
    await setAudience(camila, id, audience({ pasted: "ana@guest.example" }));
    const broken = { ...camila, deployment: { ...camila.deployment, publicUrl: "no url" } };
    await expect(publishEvent(broken, id)).rejects.toThrow();
    expect(await db.selectFrom("events").select("status").executeTakeFirst()).toEqual({ status: "draft" });
    expect(await db.selectFrom("invitations").select("id").execute()).toEqual([]);
  });
});

describe("editing what was published", () => {
  test("a typo in title or description sends nothing, and calendars see it", async () => {
    await using t = await testDb();
    const { cast, as, camila, db } = await stage(t.db);
    const id = await publishedMeeting(camila, cast);
    const later = as("coordinatorA", "2026-11-22T10:00:00.000Z");
    expect(await editEvent(later, id, meetingForm(cast, { title: "Taller de tableros eléctricos" }))).toEqual({ changed: "words", mails: 0, promoted: 0 });
    expect(await mailsOf(db, id, "update")).toEqual([]);
    expect(await db.selectFrom("events").select(["sequence", "calendar_at", "title"]).executeTakeFirst()).toEqual({
      sequence: 0,
      calendar_at: later.now,
      title: "Taller de tableros eléctricos",
    });
  });

  test("the same form again changes nothing at all", async () => {
    await using t = await testDb();
    const { cast, as, camila, db } = await stage(t.db);
    const id = await publishedMeeting(camila, cast);
    const revision = await publicRevision(db);
    expect(await editEvent(as("coordinatorA", "2026-11-22T10:00:00.000Z"), id, meetingForm(cast))).toEqual({ changed: "nothing", mails: 0, promoted: 0 });
    expect(await publicRevision(db)).toBe(revision);
  });

  test.each([
    ["time", { start_time: "19:00" }, "rescheduled"],
    ["zone", { zone: "America/Punta_Arenas" }, "rescheduled"],
    ["link", { online_url: "https://meet.example/x" }, "moved"],
    ["place", { host_establishment_id: null, address: "Av. Brasil 1" }, "moved"],
  ])("another %s raises the sequence, asks everyone again and writes once to each", async (_, change, kind) => {
    await using t = await testDb();
    const { cast, camila, db } = await stage(t.db);
    const id = await publishedMeeting(camila, cast);
    expect(await editEvent(camila, id, meetingForm(cast, change))).toEqual({ changed: "calendar", mails: 2, promoted: 0 });
    expect(await db.selectFrom("events").select("sequence").executeTakeFirst()).toEqual({ sequence: 1 });
    expect((await mailsOf(db, id, "update")).map((mail) => mail.to_email).sort()).toEqual(["camila@cast.example", "teresa@cast.example"]);
    const changes = await db.selectFrom("event_changes").select(["kind", "sequence", "before"]).where("event_id", "=", id).orderBy("id").execute();
    expect(changes.map((each) => [each.kind, each.sequence])).toEqual([
      ["published", 0],
      [kind, 1],
    ]);
    expect(JSON.parse(changes[1]?.before ?? "{}")).toMatchObject({
      starts_local: "2026-12-05T18:30",
      zone: "America/Santiago",
      place: "Liceo Industrial Puerto Claro, Valparaíso",
    });
  });

  test("into the past, of a meeting that is over, or from meeting to milestone is refused", async () => {
    await using t = await testDb();
    const { cast, as, camila } = await stage(t.db);
    const id = await publishedMeeting(camila, cast);
    await expect(editEvent(camila, id, meetingForm(cast, { date: "2026-11-20" }))).rejects.toMatchObject({ fields: { date: ["past"] } });
    await expect(editEvent(camila, id, meetingForm(cast, { kind: "milestone" }))).rejects.toMatchObject({ fields: { kind: ["kind_fixed"] } });
    const after = as("coordinatorA", "2026-12-07T00:00:00.000Z");
    await expect(editEvent(after, id, meetingForm(cast, { date: "2026-12-19" }))).rejects.toMatchObject({ code: "conflict", reason: "past" });
    expect(await editEvent(after, id, meetingForm(cast, { description: "Gracias por venir." }))).toMatchObject({ changed: "words", mails: 0 });
  });

  test("is for those who coordinate one of its nodes today", async () => {
    await using t = await testDb();
    const { cast, as, camila } = await stage(t.db);
    const id = await publishedMeeting(camila, cast);
    for (const who of ["teacher", "coordinatorB", "head"] as const) await expect(editEvent(as(who), id, meetingForm(cast))).rejects.toMatchObject({ code: "forbidden" });
    await expect(editEvent(as(null), id, meetingForm(cast))).rejects.toMatchObject({ code: "forbidden" });
    const former = { ...camila, actor: { ...cast.people.coordinatorA, coordinates: [], rights: {} } };
    await expect(cancelEvent(former, id, { message: "" })).rejects.toMatchObject({ code: "forbidden" });
    expect(await editEvent(as("admin"), id, meetingForm(cast, { title: "Otro" }))).toMatchObject({ changed: "words" });
  });
});

describe("postponing and cancelling", () => {
  test("a new date keeps the place and says why", async () => {
    await using t = await testDb();
    const { cast, camila, db } = await stage(t.db);
    const id = await publishedMeeting(camila, cast);
    expect(await postponeEvent(camila, id, nextWeek)).toEqual({ mails: 2 });
    await expect(postponeEvent(camila, id, nextWeek)).rejects.toMatchObject({ fields: { date: ["unchanged"] } });
    expect(await findVisibleEvent(db, null, id)).toMatchObject({
      starts_local: "2026-12-12T18:30",
      sequence: 1,
      last_message: "Ese sábado hay feria.",
      host_slug: "liceo-industrial-puerto-claro",
    });
    expect(await db.selectFrom("event_nodes").select("starts_at").executeTakeFirst()).toEqual({ starts_at: "2026-12-12T21:30:00.000Z" });
    expect((await mailsOf(db, id, "update"))[0]?.subject).toBe("Nueva fecha: Taller de tableros (ahora sáb 12 dic 2026, 18:30 h)");
  });

  test("cancelled once, with one CANCEL each; after it nothing can be changed", async () => {
    await using t = await testDb();
    const { cast, camila, db } = await stage(t.db);
    const id = await publishedMeeting(camila, cast);
    expect(await cancelEvent(camila, id, { message: "Paro." })).toEqual({ mails: 2 });
    expect(await cancelEvent(camila, id, { message: "Paro." })).toEqual({ mails: 0 });
    expect(await mailsOf(db, id, "cancellation")).toHaveLength(2);
    expect(await findVisibleEvent(db, null, id, camila.now)).toMatchObject({ status: "cancelled", sequence: 1, last_message: "Paro." });
    const acts = [
      () => editEvent(camila, id, meetingForm(cast)),
      () => postponeEvent(camila, id, nextWeek),
      () => publishEvent(camila, id),
      () => setAudience(camila, id, audience({})),
    ];
    for (const act of acts) {
      await expect(act()).rejects.toMatchObject({ code: "conflict", reason: "already_cancelled" });
    }
  });

  test("drafts are not postponed or cancelled; what is over neither", async () => {
    await using t = await testDb();
    const { cast, camila, as } = await stage(t.db);
    const { id } = await createDraft(camila, meetingForm(cast));
    await expect(cancelEvent(camila, id, { message: "" })).rejects.toMatchObject({ reason: "draft" });
    await expect(postponeEvent(camila, id, nextWeek)).rejects.toMatchObject({ reason: "draft" });
    await publishEvent(camila, id);
    const after = as("coordinatorA", "2026-12-07T00:00:00.000Z");
    await expect(cancelEvent(after, id, { message: "" })).rejects.toMatchObject({ reason: "past" });
    await expect(deleteDraft(camila, id)).rejects.toMatchObject({ reason: "published" });
  });

  test("answers are asked for again, and kept as what was said before", async () => {
    await using t = await testDb();
    const { cast, camila, db } = await stage(t.db);
    const id = await publishedMeeting(camila, cast);
    const { id: invitation } = await invitationOf(db, id, "teresa@cast.example");
    await db.updateTable("invitations").set({ answer: "yes", seat: "held" }).where("id", "=", invitation).execute();
    await db.updateTable("events").set({ seats_taken: 1 }).execute();
    await postponeEvent(camila, id, nextWeek);
    expect(await invitationOf(db, id, "teresa@cast.example")).toMatchObject({ answer: null, previous_answer: "yes", seat: "held" });
    await postponeEvent(camila, id, { ...nextWeek, date: "2026-12-19" });
    expect(await invitationOf(db, id, "teresa@cast.example")).toMatchObject({ answer: null, previous_answer: "yes", seat: "held" });
  });
});

test("an edit drawn from an older row is refused, not laid over what somebody else saved", async () => {
  await using database = await testDb();
  const { camila, cast } = await stage(database.db);
  const id = await publishedMeeting(camila, cast);
  const before = await database.db.selectFrom("events").select("updated_at").where("id", "=", id).executeTakeFirstOrThrow();
  await editEvent({ ...camila, now: "2026-11-21T16:00:00.000Z" }, id, meetingForm(cast, { id, title: "Título nuevo" }), { seen: before.updated_at });
  const late = editEvent({ ...camila, now: "2026-11-21T16:01:00.000Z" }, id, meetingForm(cast, { id, description: "Otra" }), { seen: before.updated_at });
  await expect(late).rejects.toMatchObject({ fields: { "": ["changed_meanwhile"] } });
  expect(await database.db.selectFrom("events").select("title").where("id", "=", id).executeTakeFirstOrThrow()).toEqual({ title: "Título nuevo" });
});
