import { beforeEach, expect, test } from "vitest";
import { testDb } from "#db/testing.ts";
import { CAST_NOW, type Cast, castOf, ctxOf } from "#db/testing-cast.ts";
import { createFirstAdmin, ensureSetupLink, readSetupLink } from "./first-admin.server.ts";
import { resetLimits } from "./limits.server.ts";
import { after, mailsTo, newestToken } from "./mailbox.testing.ts";
import { hashPassword, verifyPassword } from "./password.server.ts";
import { loadActor, readSession, startSession } from "./sessions.server.ts";
import { enterByLink, requestReset, requestSignInLink, resetPassword, signIn } from "./sign-in.server.ts";

const TERESA = "teresa@cast.example";
const FROM = { ip: "192.0.2.7", userAgent: "test" };
const REFUSED = { code: "invalid", fields: { "": ["credentials"] } };

beforeEach(() => resetLimits());

async function withPassword(cast: Cast, password = "puente cobre pampa") {
  const ctx = cast.ctxOf(null);
  await ctx.db
    .updateTable("people")
    .set({ password_hash: await hashPassword(password) })
    .where("id", "=", cast.ids.teacher)
    .execute();
  return ctx;
}

test("hashes by argon2id, each time with other salt", async () => {
  const [one, two] = await Promise.all([hashPassword("ñandú y colibrí"), hashPassword("ñandú y colibrí")]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(two);
  expect(await verifyPassword(one, "ñandú y colibrí".normalize("NFD"))).toBe(true);
  expect(await verifyPassword(one, "ñandú y colibri")).toBe(false);
  expect(await verifyPassword(null, "ñandú y colibrí")).toBe(false);
});

test("enters by password; refuses all else with the same words", async () => {
  await using t = await testDb();
  const cast = await castOf(t.db);
  const ctx = await withPassword(cast);
  const { session } = await signIn(ctx, { email: TERESA, password: "puente cobre pampa" }, FROM);
  expect((await readSession(t.db, CAST_NOW, session.id))?.actor.id).toBe(cast.ids.teacher);
  await expect(signIn(ctx, { email: TERESA, password: "puente cobre" }, FROM)).rejects.toMatchObject(REFUSED);
  await expect(signIn(ctx, { email: "nadie@cast.example", password: "puente cobre pampa" }, FROM)).rejects.toMatchObject(REFUSED);
  await expect(signIn(ctx, { email: "oscar@cast.example", password: "puente cobre pampa" }, FROM)).rejects.toMatchObject(REFUSED);
  await t.db.updateTable("people").set({ suspended_at: CAST_NOW }).where("id", "=", cast.ids.teacher).execute();
  await expect(signIn(ctx, { email: TERESA, password: "puente cobre pampa" }, FROM)).rejects.toMatchObject(REFUSED);
});

test("counts failures, not people: a hundred right passwords pass, ten wrong ones close the door for a while", async () => {
  await using t = await testDb();
  const cast = await castOf(t.db);
  const ctx = await withPassword(cast);
  const right = { email: TERESA, password: "puente cobre pampa" };
  for (let time = 0; time < 30; time += 1) await signIn(ctx, right, FROM);
  for (let time = 0; time < 10; time += 1) await expect(signIn(ctx, { ...right, password: `mala ${time}` }, FROM)).rejects.toMatchObject(REFUSED);
  await expect(signIn(ctx, right, FROM)).rejects.toMatchObject({ code: "too_many" });
  await signIn(ctx, right, { ...FROM, ip: "192.0.2.8" });
});

test("a mailed link enters once within 15 minutes; an unknown address gets the same answer and no mail", async () => {
  await using t = await testDb();
  const cast = await castOf(t.db);
  const ctx = cast.ctxOf(null);
  await requestSignInLink(ctx, "nadie@cast.example", FROM);
  expect(await mailsTo(t.db, "nadie@cast.example")).toEqual([]);
  await requestSignInLink(ctx, TERESA, FROM);
  const token = await newestToken(t.db, TERESA);
  const late = cast.ctxOf(null, t.db, { now: after(CAST_NOW, { minutes: 15 }) });
  await expect(enterByLink(late, token, "test")).rejects.toMatchObject({ code: "gone", reason: "expired" });
  const tabs = await Promise.allSettled([enterByLink(ctx, token, "a"), enterByLink(ctx, token, "b")]);
  expect(tabs.map((tab) => tab.status).sort()).toEqual(["fulfilled", "rejected"]);
  await expect(enterByLink(ctx, token, "c")).rejects.toMatchObject({ code: "gone", reason: "used" });
  expect(await t.db.selectFrom("sessions").select("person_id").execute()).toEqual([{ person_id: cast.ids.teacher }]);
});

test("the link leads on to where one wanted to go", async () => {
  await using t = await testDb();
  const cast = await castOf(t.db);
  await requestSignInLink(cast.ctxOf(null), TERESA, FROM, "/eventos/1?r=yes");
  const [mail] = await mailsTo(t.db, TERESA);
  expect(JSON.stringify(mail)).toContain("?volver=%2Feventos%2F1%3Fr%3Dyes");
});

test("a link is of no use to a suspended person, and stays unused", async () => {
  await using t = await testDb();
  const cast = await castOf(t.db);
  await requestSignInLink(cast.ctxOf(null), TERESA, FROM);
  const token = await newestToken(t.db, TERESA);
  await t.db.updateTable("people").set({ suspended_at: CAST_NOW }).where("id", "=", cast.ids.teacher).execute();
  await expect(enterByLink(cast.ctxOf(null), token, "a")).rejects.toMatchObject({ code: "gone" });
  expect(await t.db.selectFrom("mailed_links").select("used_at").execute()).toEqual([{ used_at: null }]);
});

test("a new password by mail ends every session and every other link, and says so by mail", async () => {
  await using t = await testDb();
  const cast = await castOf(t.db);
  const ctx = await withPassword(cast);
  const old = await startSession(ctx, cast.ids.teacher, "lost telephone");
  await requestSignInLink(ctx, TERESA, FROM);
  const otherLink = await newestToken(t.db, TERESA);
  await requestReset(ctx, TERESA, FROM);
  const token = await newestToken(t.db, TERESA);
  await expect(resetPassword(ctx, token, "Teresa2026!!", "test")).rejects.toMatchObject({ fields: { password: ["password_personal"] } });
  await expect(resetPassword(ctx, token, "contraseña123", "test")).rejects.toMatchObject({ fields: { password: ["password_common"] } });
  const { session } = await resetPassword(ctx, token, "faro ballena musgo", "test");
  expect(await readSession(t.db, CAST_NOW, old.id)).toBeNull();
  expect(await readSession(t.db, CAST_NOW, session.id)).not.toBeNull();
  await expect(enterByLink(ctx, otherLink, "test")).rejects.toMatchObject({ code: "gone" });
  await expect(resetPassword(ctx, token, "otra clave más", "test")).rejects.toMatchObject({ code: "gone", reason: "used" });
  await expect(signIn(ctx, { email: TERESA, password: "puente cobre pampa" }, FROM)).rejects.toMatchObject(REFUSED);
  await signIn(ctx, { email: TERESA, password: "faro ballena musgo" }, FROM);
  expect((await mailsTo(t.db, TERESA)).at(-1)?.subject).toBe("Cambió la clave de tu cuenta en Nodos");
});

test("a reset link ends after an hour", async () => {
  await using t = await testDb();
  const cast = await castOf(t.db);
  await requestReset(cast.ctxOf(null), TERESA, FROM);
  const late = cast.ctxOf(null, t.db, { now: after(CAST_NOW, { minutes: 60 }) });
  await expect(resetPassword(late, await newestToken(t.db, TERESA), "faro ballena musgo", "test")).rejects.toMatchObject({ code: "gone", reason: "expired" });
});

test("an imported person becomes a confirmed one by the first link they open", async () => {
  await using t = await testDb();
  const cast = await castOf(t.db);
  await t.db.updateTable("people").set({ email_confirmed_at: null }).where("id", "=", cast.ids.teacher).execute();
  await requestSignInLink(cast.ctxOf(null), TERESA, FROM);
  await enterByLink(cast.ctxOf(null), await newestToken(t.db, TERESA), "test");
  const row = await t.db.selectFrom("people").select("email_confirmed_at").where("id", "=", cast.ids.teacher).executeTakeFirstOrThrow();
  expect(row.email_confirmed_at).toBe(CAST_NOW);
});

test("an empty network makes its first administrator by a link that works once", async () => {
  await using t = await testDb();
  const ctx = ctxOf(null, t.db);
  const first = (await ensureSetupLink(ctx)) ?? "";
  const second = (await ensureSetupLink(ctx)) ?? "";
  expect(second).toMatch(/^https:\/\/nodos\.example\/preparar\/[A-Za-z0-9_-]{43}$/);
  const tokenOf = (link: string) => link.split("/").at(-1) ?? "";
  expect(await readSetupLink(ctx, tokenOf(first))).toBe("unknown");
  expect(await readSetupLink(ctx, tokenOf(second))).toBe("usable");
  const input = { name: "Ada Prieto", email: "ada@slep.example", password: "tres palabras juntas" };
  const tabs = await Promise.allSettled([createFirstAdmin(ctx, tokenOf(second), input, "a"), createFirstAdmin(ctx, tokenOf(second), input, "b")]);
  expect(tabs.map((tab) => tab.status).sort()).toEqual(["fulfilled", "rejected"]);
  const people = await t.db.selectFrom("people").select(["id", "email"]).execute();
  expect(people).toMatchObject([{ email: "ada@slep.example" }]);
  expect(await loadActor(t.db, people[0]?.id ?? "")).toMatchObject({ admin: true });
  expect(await ensureSetupLink(ctx)).toBeNull();
  expect(await readSetupLink(ctx, tokenOf(second))).toBe("used");
});
