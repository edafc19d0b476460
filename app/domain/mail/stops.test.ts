import { describe, expect, test } from "vitest";
import { mintToken } from "#app/domain/signed-token.server.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { ctxOf, TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import { readStopLink, resumeMail, stopMail } from "./stops.server.ts";
import { outsideInvitation, stopToken } from "./stops.testing.ts";

describe("the unsubscribe link", () => {
  test("shows, stops, narrows and resumes for the invitation's address", async () => {
    await using database = await testDb();
    const ctx = ctxOf(null, database.db);
    const token = await stopToken(database.db);
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
    const token = await stopToken(database.db);
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
    const token = mint(await outsideInvitation(database.db));
    const ctx = ctxOf(null, database.db);
    const acts = [() => readStopLink(ctx, token), () => stopMail(ctx, token, "all"), () => resumeMail(ctx, token)];
    for (const act of acts) await expect(act()).rejects.toMatchObject({ code: "not_found" });
  });
});
