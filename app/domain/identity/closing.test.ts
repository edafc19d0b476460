import { beforeEach, expect, test } from "vitest";
import { newId } from "#db/ids.ts";
import { countingQueries } from "#db/query-count.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW, type Cast, castOf } from "#db/testing-cast.ts";
import type { SignedIn } from "./account.server.ts";
import { closeAccount, prepareClosing } from "./closing.server.ts";
import { resetLimits } from "./limits.server.ts";
import { mailsTo } from "./mailbox.testing.ts";
import { exportOwnData } from "./own-data.server.ts";
import { hashPassword } from "./password.server.ts";
import { findPersonByEmail, findPersonById } from "./people.repo.server.ts";
import { readSession, startSession } from "./sessions.server.ts";
import { requestSignInLink } from "./sign-in.server.ts";

const IP = "192.0.2.7";
const TERESA = "teresa@cast.example";

beforeEach(() => resetLimits());

const as = (cast: Cast, who: keyof Cast["people"]) => cast.ctxOf(cast.people[who]) as SignedIn;

async function invite(cast: Cast, starts_at: string): Promise<string> {
  const { db } = cast.ctxOf(null);
  const [event_id, id] = [newId(), newId()];
  const about = {
    title: "Sesión",
    kind: "session",
    status: "published",
    visibility: "public",
    zone: "America/Santiago",
    description_md: "",
    description_html: "",
    search_text: "",
  };
  const when = { starts_local: starts_at.slice(0, 16), ends_local: starts_at.slice(0, 16), starts_at, ends_at: starts_at };
  await db
    .insertInto("events")
    .values({ id: event_id, ...about, ...when, calendar_at: CAST_NOW, created_at: CAST_NOW, updated_at: CAST_NOW })
    .execute();
  const whose = { person_id: cast.ids.teacher, email: TERESA, name: "Teresa Soto Araya", establishment_id: cast.ids.boldos };
  await db
    .insertInto("invitations")
    .values({ id, event_id, ...whose, answer: "yes", comment: "Llego tarde", invited_at: CAST_NOW })
    .execute();
  return id;
}

test("gives a person everything that is kept about them, and no secret", async () => {
  await using t = await testDb();
  const cast = await castOf(t.db);
  await invite(cast, "2026-12-05T21:30:00.000Z");
  await t.db.updateTable("people").set({ password_hash: "a hash" }).where("id", "=", cast.ids.teacher).execute();
  const { id } = await startSession(cast.ctxOf(null), cast.ids.teacher, "test");
  expect(await exportOwnData(as(cast, "head"))).toMatchObject({ roles: [{ of: "Liceo Polivalente Los Boldos", role: "counterpart" }] });
  const { result: all, queries } = await countingQueries(() => exportOwnData(as(cast, "teacher")));
  expect(queries).toBeLessThanOrEqual(10); // and two of the session
  expect(all).toMatchObject({
    person: { name: "Teresa Soto Araya", email: TERESA, establishment: "Liceo Polivalente Los Boldos", has_password: true },
    memberships: [{ node: "Electricidad" }],
    invitations: [{ meeting: "Sesión", answer: "yes", comment: "Llego tarde" }],
    sessions: [{ user_agent: "test" }],
  });
  expect(JSON.stringify(all)).not.toMatch(new RegExp(`a hash|${id}|amanda|oscar`, "i"));
});

test("closing takes away name, address and every tie; answers stay as counts of the school", async () => {
  await using t = await testDb();
  const cast = await castOf(t.db);
  const ctx = as(cast, "teacher");
  const past = await invite(cast, "2026-05-05T21:30:00.000Z");
  const ahead = await invite(cast, "2026-12-05T21:30:00.000Z");
  await requestSignInLink(cast.ctxOf(null), TERESA, { ip: IP, userAgent: "test" });
  const { id } = await startSession(ctx, cast.ids.teacher, "test");
  await prepareClosing(ctx, undefined, IP);
  await closeAccount(ctx);
  expect(await readSession(t.db, CAST_NOW, id)).toBeNull();
  expect(await findPersonByEmail(t.db, TERESA)).toBeUndefined();
  expect(await mailsTo(t.db, TERESA)).toEqual([]);
  const person = await findPersonById(t.db, cast.ids.teacher);
  expect(person).toMatchObject({ name: "Persona que cerró su cuenta", establishment_id: null, specialty: null, name_public_at: null, suspended_at: CAST_NOW });
  const invitations = await t.db.selectFrom("invitations").select(["id", "email", "name", "comment", "establishment_id", "removed_at"]).orderBy("id").execute();
  const forgotten = { name: "Persona que cerró su cuenta", comment: null, establishment_id: cast.ids.boldos };
  expect(invitations).toEqual([
    { ...forgotten, id: past, email: `${past}@cerrada.invalid`, removed_at: null },
    { ...forgotten, id: ahead, email: `${ahead}@cerrada.invalid`, removed_at: CAST_NOW },
  ]);
  const open = await t.db.selectFrom("memberships").select("id").where("person_id", "=", cast.ids.teacher).where("open", "=", 1).execute();
  expect(open).toEqual([]);
});

test("says which seats are to be given back first", async () => {
  await using t = await testDb();
  const cast = await castOf(t.db);
  const ahead = await invite(cast, "2026-12-05T21:30:00.000Z");
  await t.db.updateTable("invitations").set({ seat: "held", seat_at: CAST_NOW }).execute();
  expect(await prepareClosing(as(cast, "teacher"), undefined, IP)).toEqual({ invitationIds: [ahead] });
});

test("asks for the password, and keeps the last administrator", async () => {
  await using t = await testDb();
  const cast = await castOf(t.db);
  await t.db
    .updateTable("people")
    .set({ password_hash: await hashPassword("puente cobre pampa") })
    .where("id", "=", cast.ids.teacher)
    .execute();
  await expect(prepareClosing(as(cast, "teacher"), undefined, IP)).rejects.toMatchObject({ fields: { current_password: ["required"] } });
  await expect(prepareClosing(as(cast, "teacher"), "otra clave", IP)).rejects.toMatchObject({ fields: { current_password: ["password_wrong"] } });
  await prepareClosing(as(cast, "teacher"), "puente cobre pampa", IP);
  await expect(prepareClosing(as(cast, "admin"), undefined, IP)).rejects.toMatchObject({ code: "conflict", reason: "last_administrator" });
  await expect(closeAccount(as(cast, "admin"))).rejects.toMatchObject({ code: "conflict", reason: "last_administrator" });
});
