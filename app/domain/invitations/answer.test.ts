import { describe, expect, test } from "vitest";
import { PostponeInput } from "#app/domain/events/event.ts";
import { findVisibleEvent } from "#app/domain/events/events.repo.server.ts";
import { audience, guests, invitationOf, mailsOf, meetingForm, publishedMeeting, type Stage, stage } from "#app/domain/events/meetings.testing.ts";
import { cancelEvent, createDraft, editEvent, postponeEvent, setAudience } from "#app/domain/events/scheduling.server.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import { newId } from "#db/ids.ts";
import { publicRevision } from "#db/revision.ts";
import { testDb } from "#db/testing.ts";
import { answerByToken, answerInvitation, setAnswerFor } from "./answer.server.ts";
import { answerCounts, answersOf, findInvitationByToken, listMyInvitations, waitingPlace } from "./invitations.repo.server.ts";
import { joinEvent } from "./joining.server.ts";
import { uninvite } from "./uninvite.server.ts";

const nextWeek = PostponeInput.parse({ date: "2026-12-12", start_time: "18:30", end_time: "20:00", zone: "America/Santiago" });

/** A meeting with some seats and outside guests g1, g2 … and a way to answer for each. */
async function house({ camila, cast, db, as }: Stage, seats: number, invited: number) {
  const id = await publishedMeeting(camila, cast, { capacity: seats }, { pasted: guests(invited) });
  let tick = 0;
  const answer = async (n: number, said: "yes" | "no" | "maybe", comment?: string) => {
    const invitation = await invitationOf(db, id, `g${n}@guest.example`);
    tick += 1;
    const now = new Date(Date.parse(camila.now) + tick).toISOString();
    return answerByToken(as(null, now), mintToken(camila.deployment.secret, "answer", invitation.id), { answer: said, comment });
  };
  const seat = async (n: number) => (await invitationOf(db, id, `g${n}@guest.example`)).seat;
  const taken = async () => (await db.selectFrom("events").select("seats_taken").where("id", "=", id).executeTakeFirstOrThrow()).seats_taken;
  return { id, answer, seat, taken };
}

describe("seats", () => {
  test("are held in the order of the answers; past the last one there is a line", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const { id, answer, taken } = await house(s, 2, 4);
    expect([await answer(3, "yes"), await answer(1, "yes"), await answer(2, "yes"), await answer(4, "yes")].map((result) => result.seat)).toEqual([
      "held",
      "held",
      "waiting",
      "waiting",
    ]);
    expect(await taken()).toBe(2);
    expect((await answersOf(s.db, id, { state: "waiting" })).rows.map((row) => row.email)).toEqual(["g2@guest.example", "g4@guest.example"]);
    expect(await waitingPlace(s.db, (await invitationOf(s.db, id, "g4@guest.example")).id)).toBe(2);
  });

  test("given up by one go to the next in line, with a mail; the mail has the meeting for their calendar", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const { id, answer, seat, taken } = await house(s, 1, 3);
    for (const n of [1, 2, 3]) await answer(n, "yes");
    await answer(1, "no");
    expect([await seat(1), await seat(2), await seat(3), await taken()]).toEqual([null, "held", "waiting", 1]);
    await answer(2, "maybe");
    expect([await seat(2), await seat(3), await taken()]).toEqual([null, "held", 1]);
    const mails = await mailsOf(s.db, id, "promotion");
    expect(mails.map((mail) => [mail.to_email, mail.sender_person_id])).toEqual([
      ["g2@guest.example", s.cast.ids.coordinatorA],
      ["g3@guest.example", s.cast.ids.coordinatorA],
    ]);
    expect(mails[0]?.raw).toContain("method=REQUEST");
  });

  test("lost and won again twice make two promotion mails", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const { id, answer } = await house(s, 1, 2);
    await answer(1, "yes");
    await answer(2, "yes");
    await answer(1, "no");
    await answer(2, "no");
    await answer(1, "yes");
    await answer(2, "yes");
    await answer(1, "no");
    expect((await mailsOf(s.db, id, "promotion")).map((mail) => mail.to_email)).toEqual(["g2@guest.example", "g2@guest.example"]);
  });

  test("that are added take as many from the line as there are, in order", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const { id, answer, seat, taken } = await house(s, 1, 5);
    for (const n of [1, 2, 3, 4, 5]) await answer(n, "yes");
    expect(await editEvent(s.camila, id, meetingForm(s.cast, { capacity: 3 }))).toEqual({ changed: "words", mails: 0, promoted: 2 });
    expect([await seat(2), await seat(3), await seat(4), await taken()]).toEqual(["held", "held", "waiting", 3]);
    await expect(editEvent(s.camila, id, meetingForm(s.cast, { capacity: 2 }))).rejects.toMatchObject({ fields: { capacity: ["capacity_below_taken"] } });
    expect(await editEvent(s.camila, id, meetingForm(s.cast))).toMatchObject({ promoted: 2 });
    expect(await taken()).toBe(5);
    expect(await mailsOf(s.db, id, "promotion")).toHaveLength(4);
  });

  test("stay with whoever holds them when the time changes, until they say otherwise", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const { id, answer, seat, taken } = await house(s, 1, 2);
    await answer(1, "yes");
    await answer(2, "yes");
    await postponeEvent(s.camila, id, nextWeek);
    expect([await seat(1), await seat(2), await taken()]).toEqual(["held", "waiting", 1]);
    expect(await answerCounts(s.db, id)).toMatchObject({ yes: 0, pending: 2, unconfirmed: 1, waiting: 1 });
    expect((await answersOf(s.db, id, { state: "unconfirmed" })).rows[0]).toMatchObject({ email: "g1@guest.example", previous_answer: "yes", answer: null });
    expect(await answer(1, "yes")).toMatchObject({ seat: "held" });
    await answer(1, "no");
    expect([await seat(2), await taken()]).toEqual(["held", 1]);
  });

  test("of a person who is taken off go to the next", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const { id, answer, seat, taken } = await house(s, 1, 2);
    await answer(1, "yes");
    await answer(2, "yes");
    const { id: invitation } = await invitationOf(s.db, id, "g1@guest.example");
    await uninvite(s.camila, invitation);
    await uninvite(s.camila, invitation);
    expect([await seat(1), await seat(2), await taken()]).toEqual([null, "held", 1]);
    expect((await mailsOf(s.db, id, "cancellation")).map((mail) => mail.to_email)).toEqual(["g1@guest.example"]);
    await expect(answer(1, "yes")).rejects.toMatchObject({ code: "gone", reason: "uninvited" });
  });
});

describe("an answer", () => {
  test("said twice is said once", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const { answer, taken } = await house(s, 5, 1);
    const first = await answer(1, "yes", "Llego tarde");
    const revision = await publicRevision(s.db);
    expect(await answer(1, "yes")).toEqual(first);
    expect(await taken()).toBe(1);
    expect(await publicRevision(s.db)).toBe(revision);
  });

  test("keeps its comment until it is changed or taken away", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const { id, answer } = await house(s, 5, 1);
    const comment = async () => (await invitationOf(s.db, id, "g1@guest.example")).comment;
    await answer(1, "yes", "Llego tarde");
    await answer(1, "no");
    expect(await comment()).toBe("Llego tarde");
    await answer(1, "no", "");
    expect(await comment()).toBeNull();
  });

  test("comes too late for what was cancelled or is over, and says which", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const { id } = await house(s, 5, 1);
    const token = mintToken(s.camila.deployment.secret, "answer", (await invitationOf(s.db, id, "g1@guest.example")).id);
    await expect(answerByToken(s.as(null, "2026-12-06T12:00:00.000Z"), token, { answer: "yes" })).rejects.toMatchObject({ code: "conflict", reason: "past" });
    await cancelEvent(s.camila, id, { message: "" });
    await expect(answerByToken(s.as(null), token, { answer: "yes" })).rejects.toMatchObject({ code: "conflict", reason: "cancelled" });
    // Who holds the link still sees what became of it.
    expect(await findInvitationByToken(s.db, s.camila.deployment.secret, token)).toMatchObject({ event: { status: "cancelled" } });
  });

  test("needs a link of ours, or to be one's own", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await publishedMeeting(s.camila, s.cast);
    const { id: invitation } = await invitationOf(s.db, id, "teresa@cast.example");
    const { secret } = s.camila.deployment;
    for (const token of ["x", mintToken(secret, "stop", invitation), mintToken("other secret", "answer", invitation), mintToken(secret, "answer", newId())]) {
      await expect(answerByToken(s.as(null), token, { answer: "yes" })).rejects.toMatchObject({ code: "not_found" });
      expect(await findInvitationByToken(s.db, secret, token)).toBeNull();
    }
    await expect(answerInvitation(s.as("head"), { invitationId: invitation, answer: "yes" })).rejects.toMatchObject({ code: "not_found" });
    await expect(answerInvitation(s.as(null), { invitationId: invitation, answer: "yes" })).rejects.toMatchObject({ code: "signed_out" });
    expect(await answerInvitation(s.as("teacher"), { invitationId: invitation, answer: "yes" })).toMatchObject({ seat: "held", event_id: id });
    expect(await findVisibleEvent(s.db, s.cast.people.teacher, id)).toMatchObject({
      yes_count: 1,
      yes_schools: 1,
      seats_taken: 1,
      mine: { invitation_id: invitation, answer: "yes", seat: "held" },
    });
    expect(await listMyInvitations(s.db, s.cast.ids.teacher, { from: s.camila.now, limit: 5 })).toMatchObject([{ id: invitation, event_id: id, answer: "yes", online: false }]);
  });

  test("told to the coordinator is written down by them, and by nobody else", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await publishedMeeting(s.camila, s.cast);
    const { id: invitation } = await invitationOf(s.db, id, "teresa@cast.example");
    expect(await setAnswerFor(s.camila, { invitationId: invitation, answer: "no", comment: "Avisó por teléfono" })).toMatchObject({ answer: "no" });
    await expect(setAnswerFor(s.as("coordinatorB"), { invitationId: invitation, answer: "yes" })).rejects.toMatchObject({ code: "forbidden" });
    await expect(setAnswerFor(s.as(null), { invitationId: invitation, answer: "yes" })).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("joining without having been called", () => {
  test("takes a seat like everyone, once", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const { id } = await house(s, 1, 1);
    expect(await joinEvent(s.as("outsider"), id, { answer: "yes" })).toMatchObject({ seat: "held" });
    expect(await joinEvent(s.as("outsider"), id, { answer: "yes" })).toMatchObject({ seat: "held" });
    expect(await joinEvent(s.as("head"), id, { answer: "yes" })).toMatchObject({ seat: "waiting" });
    expect(await invitationOf(s.db, id, "oscar@cast.example")).toMatchObject({ person_id: s.cast.ids.outsider, establishment_id: s.cast.ids.austral, mailed_sequence: 0 });
    // They are told of changes like everyone.
    expect(await cancelEvent(s.camila, id, { message: "" })).toEqual({ mails: 3 });
  });

  test("by an address that was pasted before they registered is answering that invitation", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await publishedMeeting(s.camila, s.cast, {}, { pasted: "oscar.viejo@guest.example" });
    await s.db.updateTable("people").set({ email: "oscar.viejo@guest.example" }).where("id", "=", s.cast.ids.outsider).execute();
    const oscar = { ...s.as("outsider"), actor: { ...s.cast.people.outsider, email: "oscar.viejo@guest.example" } };
    const { id: invitation } = await invitationOf(s.db, id, "oscar.viejo@guest.example");
    expect(await joinEvent(oscar, id, { answer: "maybe" })).toMatchObject({ invitation_id: invitation });
    expect(await findVisibleEvent(s.db, oscar.actor, id)).toMatchObject({ mine: { invitation_id: invitation, answer: "maybe" } });
  });

  test("needs to be signed in, to see the meeting, and not to have been taken off", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const { id } = await createDraft(s.camila, meetingForm(s.cast));
    await expect(joinEvent(s.as("outsider"), id, { answer: "yes" })).rejects.toMatchObject({ code: "not_found" });
    const open = await publishedMeeting(s.camila, s.cast, { visibility: "members" });
    await expect(joinEvent(s.as(null), open, { answer: "yes" })).rejects.toMatchObject({ code: "signed_out" });
    const { invitation_id } = await joinEvent(s.as("outsider"), open, { answer: "yes" });
    await uninvite(s.camila, invitation_id);
    await expect(joinEvent(s.as("outsider"), open, { answer: "yes" })).rejects.toMatchObject({ code: "gone" });
    // Until they are called by name again.
    await setAudience(s.camila, open, audience({ person_ids: [s.cast.ids.outsider] }));
    expect(await joinEvent(s.as("outsider"), open, { answer: "yes" })).toMatchObject({ seat: "held" });
  });

  test("a milestone asks nobody", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await publishedMeeting(s.camila, s.cast, { kind: "milestone" });
    await expect(joinEvent(s.as("teacher"), id, { answer: "yes" })).rejects.toMatchObject({ code: "conflict", reason: "nobody_invited" });
  });
});
