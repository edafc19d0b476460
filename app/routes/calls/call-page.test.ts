import { expect, test } from "vitest";
import { findCall } from "#app/domain/calls/calls.repo.server.ts";
import { CALL_TIMES, callStage } from "#app/domain/calls/calls.testing.ts";
import { testDb } from "#db/testing.ts";
import { callPage } from "./call-page.server.ts";

test("the page of a call says to each reader what is theirs to do, and names nobody to those who do not organise it", async () => {
  await using database = await testDb();
  const { db } = database;
  const { openCall, ctxOf, organiser, applicants, jurors } = await callStage(db);
  const { slug } = await openCall({ visibility: "public", jury: true });
  const shownTo = async (actor: Parameters<typeof ctxOf>[0], now?: string) => {
    const call = await findCall(db, actor, { slug });
    return call ? callPage(ctxOf(actor, now), call) : null;
  };
  const [visitor, applicant, juror, owner] = [await shownTo(null), await shownTo(applicants[0]), await shownTo(jurors[0]), await shownTo(organiser)];
  expect([visitor, applicant, juror, owner].map((page) => page?.reader)).toEqual([
    { signedIn: false, organises: false, applies: false },
    { signedIn: true, organises: false, applies: true },
    { signedIn: true, organises: false, applies: false },
    { signedIn: true, organises: true, applies: false },
  ]);
  expect([visitor?.call.juror, juror?.call.juror]).toEqual([false, true]);
  for (const page of [visitor, applicant, juror]) expect(JSON.stringify(page)).not.toContain(organiser.name);
  expect(owner?.changes).toMatchObject([{ kind: "published", by: organiser.name }]);
  expect((await shownTo(applicants[0], CALL_TIMES.closes))?.reader.applies).toBe(false);
});
