import { beforeEach, expect, test } from "vitest";
import { newId } from "#db/ids.ts";
import { type Db, testDb } from "#db/testing.ts";
import { CAST_NOW, type Cast, castOf } from "#db/testing-cast.ts";
import { resetLimits } from "./limits.server.ts";
import { after, mailsTo, newestToken } from "./mailbox.testing.ts";
import { readLink } from "./mailed-links.server.ts";
import { findPersonByEmail, searchPeople } from "./people.repo.server.ts";
import { confirmRegistration, register } from "./people.server.ts";
import { RegisterInput } from "./person.ts";
import { readSession } from "./sessions.server.ts";
import { enterByLink, signIn } from "./sign-in.server.ts";

const FROM = { ip: "192.0.2.7", userAgent: "test" };
const NEWCOMER = "nora@liceo.example";

beforeEach(() => resetLimits());

function typed(cast: Cast, more: Record<string, unknown> = {}): RegisterInput {
  return RegisterInput.parse({
    name: "Nora Paz Lagos",
    email: NEWCOMER,
    password: "tres palabras juntas",
    position: "teacher",
    specialty: "Electrónica",
    establishment_id: cast.ids.boldos,
    name_public: "1",
    consent: "1",
    ...more,
  });
}

test("registers: nobody exists until the owner of the address confirms; then they are signed in", async () => {
  await using t = await testDb();
  const cast = await castOf(t.db);
  const ctx = cast.ctxOf(null);
  await register(ctx, typed(cast), FROM);
  expect(await findPersonByEmail(t.db, NEWCOMER)).toBeUndefined();
  const mails = await mailsTo(t.db, NEWCOMER);
  expect(mails.map((mail) => mail.subject)).toEqual(["Confirma tu correo para entrar a Nodos"]);
  const { person, session } = await confirmRegistration(ctx, mails[0]?.token ?? "", "test");
  expect(person).toMatchObject({
    name: "Nora Paz Lagos",
    email: NEWCOMER,
    position: "teacher",
    specialty: "Electrónica",
    establishment_id: cast.ids.boldos,
    name_public_at: CAST_NOW,
    admin_since: null,
    mail_reminders: 1,
    mail_nodes: 1,
  });
  expect((await readSession(t.db, CAST_NOW, session.id))?.actor).toMatchObject({ id: person.id, admin: false, memberOf: [] });
  expect((await findPersonByEmail(t.db, NEWCOMER))?.email_confirmed_at).toBe(CAST_NOW);
  expect((await signIn(ctx, { email: NEWCOMER, password: "tres palabras juntas" }, FROM)).person.id).toBe(person.id);
  expect((await searchPeople(t.db, { q: "nora", page: 1 })).total).toBe(1);
  // The address finds nobody: the search text never holds it.
  expect((await searchPeople(t.db, { q: NEWCOMER, page: 1 })).total).toBe(0);
  expect((await searchPeople(t.db, { q: "Nora Páz", page: 1 })).rows).toMatchObject([{ email: NEWCOMER, establishment_name: "Liceo Polivalente Los Boldos" }]);
});

test("a password is not needed, nor a school; a name is public only with consent", async () => {
  await using t = await testDb();
  const cast = await castOf(t.db);
  await register(cast.ctxOf(null), typed(cast, { password: undefined, establishment_id: "none", name_public: undefined }), FROM);
  const { person } = await confirmRegistration(cast.ctxOf(null), await newestToken(t.db, NEWCOMER), "test");
  expect(person).toMatchObject({ password_hash: null, establishment_id: null, name_public_at: null });
});

test("a known address looks the same from outside: its owner gets a way in, and nothing of theirs changes", async () => {
  await using t = await testDb();
  const cast = await castOf(t.db);
  const ctx = cast.ctxOf(null);
  const before = await findPersonByEmail(t.db, "teresa@cast.example");
  expect(await register(ctx, typed(cast, { email: "teresa@cast.example" }), FROM)).toBe(await register(ctx, typed(cast), FROM));
  expect(await findPersonByEmail(t.db, "teresa@cast.example")).toEqual(before);
  const mails = await mailsTo(t.db, "teresa@cast.example");
  expect(mails.map((mail) => mail.subject)).toEqual(["Ya tienes una cuenta en Nodos"]);
  expect((await enterByLink(ctx, mails[0]?.token ?? "", "test")).person.id).toBe(cast.ids.teacher);
});

test("somebody else's registration at my address changes nothing of mine: each link carries its own data", async () => {
  await using t = await testDb();
  const cast = await castOf(t.db);
  const ctx = cast.ctxOf(null);
  await register(ctx, typed(cast), FROM);
  const mine = await newestToken(t.db, NEWCOMER);
  await register(ctx, typed(cast, { password: "clave de un extraño", name: "Otra Persona" }), FROM);
  const theirs = await newestToken(t.db, NEWCOMER);
  expect((await confirmRegistration(ctx, mine, "test")).person.name).toBe("Nora Paz Lagos");
  await expect(confirmRegistration(ctx, theirs, "test")).rejects.toMatchObject({ code: "gone", reason: "expired" });
  await expect(signIn(ctx, { email: NEWCOMER, password: "clave de un extraño" }, FROM)).rejects.toMatchObject({ code: "invalid" });
});

test("reading the link changes nothing; it confirms once, even from two tabs at the same moment", async () => {
  await using t = await testDb();
  const cast = await castOf(t.db);
  const ctx = cast.ctxOf(null);
  await register(ctx, typed(cast), FROM);
  const token = await newestToken(t.db, NEWCOMER);
  expect((await readLink(ctx, "confirm", token)).state).toBe("usable");
  expect((await readLink(ctx, "login", token)).state).toBe("unknown");
  expect((await readLink(ctx, "confirm", token)).state).toBe("usable");
  const tabs = await Promise.allSettled([confirmRegistration(ctx, token, "a"), confirmRegistration(ctx, token, "b"), confirmRegistration(ctx, token, "c")]);
  expect(tabs.filter((tab) => tab.status === "fulfilled")).toHaveLength(1);
  for (const tab of tabs) if (tab.status === "rejected") expect(tab.reason).toMatchObject({ code: "gone", reason: "used" });
  expect((await readLink(ctx, "confirm", token)).state).toBe("used");
});

test("a link ends after 24 hours, and is stored as a hash without what was typed once it is used", async () => {
  await using t = await testDb();
  const cast = await castOf(t.db);
  await register(cast.ctxOf(null), typed(cast), FROM);
  const token = await newestToken(t.db, NEWCOMER);
  const late = cast.ctxOf(null, t.db, { now: after(CAST_NOW, { days: 1 }) });
  expect((await readLink(late, "confirm", token)).state).toBe("expired");
  await expect(confirmRegistration(late, token, "test")).rejects.toMatchObject({ code: "gone", reason: "expired" });
  await expect(confirmRegistration(late, "no-such-token", "test")).rejects.toMatchObject({ code: "gone", reason: "unknown" });
  expect(JSON.stringify(await t.db.selectFrom("mailed_links").selectAll().execute())).not.toContain(token);
  await confirmRegistration(cast.ctxOf(null), token, "test");
  expect(await t.db.selectFrom("mailed_links").select("payload").execute()).toEqual([{ payload: null }]);
});

test("an outside guest who registers finds their invitations", async () => {
  await using t = await testDb();
  const cast = await castOf(t.db);
  const invitationId = await invitedOutside(t.db, NEWCOMER);
  await register(cast.ctxOf(null), typed(cast), FROM);
  const { person } = await confirmRegistration(cast.ctxOf(null), await newestToken(t.db, NEWCOMER), "test");
  expect(await t.db.selectFrom("invitations").select(["id", "person_id"]).execute()).toEqual([{ id: invitationId, person_id: person.id }]);
});

test("refuses an establishment that is not there, and more mails than a mailbox should get", async () => {
  await using t = await testDb();
  const cast = await castOf(t.db);
  const ctx = cast.ctxOf(null);
  await expect(register(ctx, typed(cast, { establishment_id: newId() }), FROM)).rejects.toMatchObject({ fields: { establishment_id: ["choice"] } });
  for (let sent = 0; sent < 9; sent += 1) await register(ctx, typed(cast, { password: undefined }), FROM);
  await expect(register(ctx, typed(cast), FROM)).rejects.toMatchObject({ code: "too_many" });
  expect(await mailsTo(t.db, NEWCOMER)).toHaveLength(9);
});

async function invitedOutside(db: Db, email: string): Promise<string> {
  const [event_id, id] = [newId(), newId()];
  const instants = { starts_local: "2026-12-05T18:30", ends_local: "2026-12-05T20:00", starts_at: "2026-12-05T21:30:00.000Z", ends_at: "2026-12-05T23:00:00.000Z" };
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
  await db
    .insertInto("events")
    .values({ id: event_id, ...about, ...instants, calendar_at: CAST_NOW, created_at: CAST_NOW, updated_at: CAST_NOW })
    .execute();
  await db.insertInto("invitations").values({ id, event_id, email, name: email, invited_at: CAST_NOW }).execute();
  return id;
}
