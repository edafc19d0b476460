import { expect, test } from "vitest";
import { publishedMeeting, stage } from "#app/domain/events/meetings.testing.ts";
import { testDb } from "#db/testing.ts";
import { lastMailing } from "./last-mailing.repo.server.ts";
import { remindInvitees } from "./mailings.server.ts";

test("the last mailing is told apart from the first, and only where there was one more", async () => {
  await using t = await testDb();
  const s = await stage(t.db);
  const id = await publishedMeeting(s.camila, s.cast);
  expect(await lastMailing(s.db, id, null)).toBeNull();
  const later = s.as("coordinatorA", "2026-11-25T15:00:00.000Z");
  const { mails } = await remindInvitees(later, id);
  expect(await lastMailing(s.db, id, null)).toMatchObject({ kind: "reminder", total: mails, created_at: later.now });
});
