import { beforeEach, expect, test } from "vitest";
import { publicRevision } from "#db/revision.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW, type Cast, castOf } from "#db/testing-cast.ts";
import { changePassword, confirmEmailChange, ownPerson, readNotices, requestEmailChange, resumeAllMail, type SignedIn, saveNotices, updateProfile } from "./account.server.ts";
import { resetLimits } from "./limits.server.ts";
import { after, mailsTo, newestToken } from "./mailbox.testing.ts";
import { hashPassword } from "./password.server.ts";
import { ProfileInput } from "./person.ts";
import { readSession, startSession } from "./sessions.server.ts";
import { enterByLink, requestSignInLink, signIn } from "./sign-in.server.ts";

const TERESA = "teresa@cast.example";
const NEW = "tsoto@otroliceo.example";
const IP = "192.0.2.7";
const FROM = { ip: IP, userAgent: "test" };

beforeEach(() => resetLimits());

const as = (cast: Cast, who: keyof Cast["people"], now = CAST_NOW) => cast.ctxOf(cast.people[who], undefined, { now }) as SignedIn;

test("changes the profile; consent to show the name keeps its date while it lasts", async () => {
  await using t = await testDb();
  const cast = await castOf(t.db);
  const ctx = as(cast, "outsider");
  const typed = { name: "Óscar Núñez", position: "head", specialty: "", establishment_id: cast.ids.puerto, name_public: "1" };
  const revision = await publicRevision(t.db);
  await updateProfile(ctx, ProfileInput.parse(typed));
  expect(await ownPerson(ctx)).toMatchObject({ name: "Óscar Núñez", position: "head", specialty: null, establishment_id: cast.ids.puerto, name_public_at: CAST_NOW });
  expect(await publicRevision(t.db)).toBeGreaterThan(revision);
  await updateProfile(as(cast, "outsider", after(CAST_NOW, { days: 9 })), ProfileInput.parse(typed));
  expect((await ownPerson(ctx)).name_public_at).toBe(CAST_NOW);
  await updateProfile(ctx, ProfileInput.parse({ ...typed, name_public: undefined }));
  expect((await ownPerson(ctx)).name_public_at).toBeNull();
});

test("a new address counts once it has confirmed itself; the old one is told both times", async () => {
  await using t = await testDb();
  const cast = await castOf(t.db);
  const ctx = as(cast, "teacher");
  await requestEmailChange(ctx, { email: NEW }, IP);
  expect((await ownPerson(ctx)).email).toBe(TERESA);
  expect((await mailsTo(t.db, TERESA)).map((mail) => mail.subject)).toEqual(["Pidieron cambiar el correo de tu cuenta en Nodos"]);
  const token = await newestToken(t.db, NEW);
  const tabs = await Promise.allSettled([confirmEmailChange(cast.ctxOf(null), token), confirmEmailChange(cast.ctxOf(null), token)]);
  expect(tabs.map((tab) => tab.status).sort()).toEqual(["fulfilled", "rejected"]);
  expect((await ownPerson(ctx)).email).toBe(NEW);
  expect((await mailsTo(t.db, TERESA)).at(-1)?.subject).toBe("Tu cuenta de Nodos cambió de correo");
});

test("an old sign-in link opens nothing after the address changed", async () => {
  await using t = await testDb();
  const cast = await castOf(t.db);
  await requestSignInLink(cast.ctxOf(null), TERESA, FROM);
  const old = await newestToken(t.db, TERESA);
  await requestEmailChange(as(cast, "teacher"), { email: NEW }, IP);
  await confirmEmailChange(cast.ctxOf(null), await newestToken(t.db, NEW));
  await expect(enterByLink(cast.ctxOf(null), old, "test")).rejects.toMatchObject({ code: "gone" });
});

test("somebody else's address: the page says the same, its owner is told, nothing changes", async () => {
  await using t = await testDb();
  const cast = await castOf(t.db);
  await requestEmailChange(as(cast, "teacher"), { email: "bruno@cast.example" }, IP);
  expect((await mailsTo(t.db, "bruno@cast.example")).map((mail) => mail.subject)).toEqual(["Ya tienes una cuenta en Nodos"]);
  await expect(confirmEmailChange(cast.ctxOf(null), await newestToken(t.db, "bruno@cast.example"))).rejects.toMatchObject({ code: "gone", reason: "unknown" });
  expect((await ownPerson(as(cast, "teacher"))).email).toBe(TERESA);
});

test("an address that was taken meanwhile is not taken twice", async () => {
  await using t = await testDb();
  const cast = await castOf(t.db);
  await requestEmailChange(as(cast, "teacher"), { email: NEW }, IP);
  await requestEmailChange(as(cast, "outsider"), { email: NEW }, IP);
  const [first, second] = (await mailsTo(t.db, NEW)).map((mail) => mail.token ?? "");
  await confirmEmailChange(cast.ctxOf(null), first ?? "");
  await expect(confirmEmailChange(cast.ctxOf(null), second ?? "")).rejects.toMatchObject({ code: "conflict", reason: "email_taken" });
});

test("invitations and the wish not to be written to follow the address", async () => {
  await using t = await testDb();
  const cast = await castOf(t.db);
  const ctx = as(cast, "teacher");
  await t.db.insertInto("mail_stops").values({ email: TERESA, scope: "all", created_at: CAST_NOW }).execute();
  await requestEmailChange(ctx, { email: NEW }, IP);
  await confirmEmailChange(ctx, await newestToken(t.db, NEW));
  const stops = await t.db.selectFrom("mail_stops").select("scope").where("email", "=", NEW).execute();
  expect(stops).toEqual([{ scope: "all" }]);
});

test("a new password asks for the old one, ends the other sessions and leaves this one", async () => {
  await using t = await testDb();
  const cast = await castOf(t.db);
  const ctx = as(cast, "teacher");
  await t.db
    .updateTable("people")
    .set({ password_hash: await hashPassword("puente cobre pampa") })
    .where("id", "=", cast.ids.teacher)
    .execute();
  const here = (await startSession(ctx, cast.ids.teacher, "here")).id;
  const there = (await startSession(ctx, cast.ids.teacher, "there")).id;
  const from = { ip: IP, currentSession: here };
  const password = "faro ballena musgo";
  await expect(changePassword(ctx, { password }, from)).rejects.toMatchObject({ fields: { current_password: ["required"] } });
  await expect(changePassword(ctx, { password, current_password: "otra cosa" }, from)).rejects.toMatchObject({ fields: { current_password: ["password_wrong"] } });
  await expect(changePassword(ctx, { password: "Teresa-2026-", current_password: "puente cobre pampa" }, from)).rejects.toMatchObject({
    fields: { password: ["password_personal"] },
  });
  await changePassword(ctx, { password, current_password: "puente cobre pampa" }, from);
  expect(await readSession(t.db, CAST_NOW, here)).not.toBeNull();
  expect(await readSession(t.db, CAST_NOW, there)).toBeNull();
  await signIn(cast.ctxOf(null), { email: TERESA, password }, FROM);
  expect((await mailsTo(t.db, TERESA)).at(-1)?.subject).toBe("Cambió la clave de tu cuenta en Nodos");
});

test("who entered by link so far sets a first password without an old one", async () => {
  await using t = await testDb();
  const cast = await castOf(t.db);
  await changePassword(as(cast, "teacher"), { password: "faro ballena musgo" }, { ip: IP, currentSession: null });
  await signIn(cast.ctxOf(null), { email: TERESA, password: "faro ballena musgo" }, FROM);
});

test("notices chosen here and stopped by a mail's link are one choice, and can be taken back", async () => {
  await using t = await testDb();
  const cast = await castOf(t.db);
  const ctx = as(cast, "teacher");
  expect(await readNotices(ctx)).toEqual({ reminders: true, nodes: true, reminderHours: null, stoppedAll: false });
  const stops = [
    { email: TERESA, scope: "reminders", created_at: CAST_NOW },
    { email: TERESA, scope: "all", created_at: CAST_NOW },
  ];
  await t.db.insertInto("mail_stops").values(stops).execute();
  expect(await readNotices(ctx)).toEqual({ reminders: false, nodes: true, reminderHours: null, stoppedAll: true });
  await saveNotices(ctx, { mail_reminders: true, mail_nodes: false, reminder_hours: null });
  await resumeAllMail(ctx);
  expect(await readNotices(ctx)).toEqual({ reminders: true, nodes: false, reminderHours: null, stoppedAll: false });
  await saveNotices(ctx, { mail_reminders: false, mail_nodes: true, reminder_hours: 72 });
  expect(await readNotices(ctx)).toEqual({ reminders: false, nodes: true, reminderHours: 72, stoppedAll: false });
});
