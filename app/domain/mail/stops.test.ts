import { describe, expect, test } from "vitest";
import { mintToken } from "#app/domain/signed-token.server.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW, castOf, ctxOf, TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import { readStopLink, resumeMail, stopMail } from "./stops.server.ts";

async function invitation(db: Db): Promise<string> {
  const cast = await castOf(db);
  const event = {
    id: newId(),
    title: "Sesión",
    kind: "session",
    status: "published",
    visibility: "public",
    zone: "America/Santiago",
    starts_local: "2026-12-05T18:30",
    ends_local: "2026-12-05T20:00",
    starts_at: "2026-12-05T21:30:00.000Z",
    ends_at: "2026-12-05T23:00:00.000Z",
    host_establishment_id: null,
    address: null,
    comuna_code: null,
    region_code: null,
    online_url: "https://reunion.example",
    description_md: "",
    description_html: "",
    capacity: null,
    published_at: CAST_NOW,
    cancelled_at: null,
    calendar_at: CAST_NOW,
    experiences_count: null,
    external_guests_count: null,
    created_by: cast.ids.coordinatorA,
    created_at: CAST_NOW,
    updated_at: CAST_NOW,
    search_text: "sesion",
  };
  await db.insertInto("events").values(event).execute();
  const id = newId();
  const nothing = { person_id: null, establishment_id: null, answer: null, previous_answer: null, answered_at: null, comment: null, seat: null, seat_at: null, removed_at: null, reminded_at: null };
  await db.insertInto("invitations").values({ id, event_id: event.id, email: "vera@empresa.example", name: "Vera Luna", invited_at: CAST_NOW, ...nothing }).execute();
  return id;
}

describe("the unsubscribe link", () => {
  test("shows, stops, narrows and resumes for the invitation's address", async () => {
    await using database = await testDb();
    const ctx = ctxOf(null, database.db);
    const token = mintToken(TEST_DEPLOYMENT.secret, "stop", await invitation(database.db));
    expect(await readStopLink(ctx, token)).toEqual({ email: "vera@empresa.example", name: "Vera Luna", stopped: null });
    await stopMail(ctx, token, "all");
    await stopMail(ctx, token, "all");
    expect((await readStopLink(ctx, token)).stopped).toBe("all");
    await stopMail(ctx, token, "reminders");
    expect((await readStopLink(ctx, token)).stopped).toBe("reminders");
    await resumeMail(ctx, token);
    expect((await readStopLink(ctx, token)).stopped).toBeNull();
  });

  test("reading it changes nothing", async () => {
    await using database = await testDb();
    const token = mintToken(TEST_DEPLOYMENT.secret, "stop", await invitation(database.db));
    await readStopLink(ctxOf(null, database.db), token);
    expect(await database.db.selectFrom("mail_stops").selectAll().execute()).toEqual([]);
  });

  test.each([
    ["of another secret", (id: string) => mintToken("another secret of the tests", "stop", id)],
    ["minted for answers", (id: string) => mintToken(TEST_DEPLOYMENT.secret, "answer", id)],
    ["of no invitation", () => mintToken(TEST_DEPLOYMENT.secret, "stop", newId())],
    ["that is none", () => "x"],
  ])("a token %s is not found", async (_what, mint) => {
    await using database = await testDb();
    const token = mint(await invitation(database.db));
    const ctx = ctxOf(null, database.db);
    for (const act of [readStopLink(ctx, token), stopMail(ctx, token, "all"), resumeMail(ctx, token)]) await expect(act).rejects.toMatchObject({ code: "not_found" });
  });
});
