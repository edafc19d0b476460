/** The pages of mail as requests meet them: who sees them, and that nothing but a POST changes anything. */
import { describe, expect, test } from "vitest";
import type { Env } from "#app/config/env.server.ts";
import type { Actor } from "#app/domain/context.ts";
import { testMail } from "#app/domain/mail/mail.testing.ts";
import { enqueueMail } from "#app/domain/mail/outbox.server.ts";
import { stopToken } from "#app/domain/mail/stops.testing.ts";
import type { RequestContext } from "#app/http/app.server.ts";
import { loader as adminMail, action as resend } from "#app/routes/admin/mail.tsx";
import { action as decide, loader as showStop } from "#app/routes/invitations/unsubscribe.tsx";
import { loader as caught } from "#app/routes/mail/caught.tsx";
import { loader as message } from "#app/routes/mail/caught-message.tsx";
import { loader as part } from "#app/routes/mail/caught-part.tsx";
import { testDb } from "#db/testing.ts";
import { castOf, ctxOf, TEST_DEPLOYMENT } from "#db/testing-cast.ts";

type Database = Awaited<ReturnType<typeof testDb>>;

function argsFor(database: Database, path: string, options: { actor?: Actor | null; demo?: boolean; params?: Record<string, string>; form?: Record<string, string> } = {}) {
  const { actor = null, demo = false, params = {}, form } = options;
  const env = { deployment: { ...TEST_DEPLOYMENT, demo } } as Env;
  const context = {
    app: { env, database, wake: () => undefined },
    session: async () => (actor ? { id: "s", actor, renewedUntil: null } : null),
    keep: { public: false },
  } as unknown as RequestContext;
  const request = new Request(`https://nodos.example${path}`, form ? { method: "POST", body: new URLSearchParams(form) } : {});
  return { request, params, context } as unknown as Parameters<typeof caught>[0];
}

/** The status of what a loader throws: a Response, or data with one. */
async function refusal(work: Promise<unknown>): Promise<number | undefined> {
  const thrown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  return thrown instanceof Response ? thrown.status : (thrown as { init?: { status?: number } } | undefined)?.init?.status;
}

async function caughtMail(database: Database): Promise<string> {
  await enqueueMail({ ...ctxOf(null, database.db), deployment: { ...TEST_DEPLOYMENT, demo: true } }, testMail());
  const { id } = await database.db.selectFrom("outbox").select("id").executeTakeFirstOrThrow();
  return id;
}

describe("/correo", () => {
  test("exists in the demo only", async () => {
    await using database = await testDb();
    const params = { id: await caughtMail(database), part: "html" };
    for (const load of [caught, message, part]) expect(await refusal(load(argsFor(database, "/correo", { params })))).toBe(404);
    expect((await caught(argsFor(database, "/correo?para=ana", { demo: true }))).rows).toHaveLength(1);
    expect((await caught(argsFor(database, "/correo?para=otra", { demo: true }))).rows).toEqual([]);
  });

  test("draws the calendar part, and gives the message and its files", async () => {
    await using database = await testDb();
    const id = await caughtMail(database);
    const shown = await message(argsFor(database, "/correo/x", { demo: true, params: { id } }));
    expect(shown.invite).toMatchObject({ method: "REQUEST", summary: "Sesión territorial de Ñuñoa", start: "2026-12-05T21:30:00.000Z" });
    const get = (name: string) => part(argsFor(database, "/correo/x/y", { demo: true, params: { id, part: name } }));
    const framed = await get("html");
    expect(framed.headers.get("Content-Security-Policy")).toMatch(/default-src 'none'.*sandbox/);
    expect(await framed.text()).toContain("sesión</strong>");
    expect((await get("original.eml")).headers.get("Content-Disposition")).toContain("original.eml");
    expect(await (await get("invite.ics")).text()).toContain("BEGIN:VCALENDAR\r\n");
    expect(await refusal(get("other"))).toBe(404);
    expect(await refusal(message(argsFor(database, "/correo/x", { demo: true, params: { id: "none" } })))).toBe(404);
  });
});

describe("/admin/correo", () => {
  test("is the administrator's: others do not find it, visitors sign in", async () => {
    await using database = await testDb();
    const cast = await castOf(database.db);
    const form = { mail_id: cast.ids.admin };
    expect(await refusal(adminMail(argsFor(database, "/admin/correo", { actor: cast.people.coordinatorA })))).toBe(404);
    expect(await refusal(resend(argsFor(database, "/admin/correo", { actor: cast.people.coordinatorA, form })))).toBe(404);
    expect(await refusal(adminMail(argsFor(database, "/admin/correo")))).toBe(302);
    expect((await adminMail(argsFor(database, "/admin/correo?estado=nope", { actor: cast.people.admin }))).state).toBeNull();
  });
});

describe("/b/:token", () => {
  const stops = (database: Database) => database.db.selectFrom("mail_stops").select(["email", "scope"]).execute();

  test("looking changes nothing, one click stops all and answers without a redirect, and the way back is open", async () => {
    await using database = await testDb();
    const params = { token: await stopToken(database.db) };
    expect(await showStop(argsFor(database, "/b/x", { params }))).toMatchObject({ address: "ve…@empresa.example", stopped: null });
    expect(await stops(database)).toEqual([]);
    expect(await decide(argsFor(database, "/b/x", { params, form: { "List-Unsubscribe": "One-Click" } }))).toEqual({ oneClick: true });
    expect(await stops(database)).toEqual([{ email: "vera@empresa.example", scope: "all" }]);
    const back = await decide(argsFor(database, "/b/x", { params, form: { scope: "resume" } }));
    expect((back as Response).status).toBe(303);
    expect(await stops(database)).toEqual([]);
  });

  test("a POST that decides nothing stops nothing", async () => {
    await using database = await testDb();
    const params = { token: await stopToken(database.db) };
    for (const form of [{}, { scope: "everything" }, { "List-Unsubscribe": "Two-Click" }]) {
      expect(await decide(argsFor(database, "/b/x", { params, form: form as Record<string, string> }))).toMatchObject({ init: { status: 422 } });
    }
    expect(await stops(database)).toEqual([]);
    expect(await refusal(decide(argsFor(database, "/b/x", { params: { token: "forged" }, form: { scope: "all" } })))).toBe(404);
  });
});
