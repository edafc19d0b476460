import { describe, expect, test } from "vitest";
import { guests, invitationOf, publishedMeeting, stage } from "#app/domain/events/meetings.testing.ts";
import { setAnswerFor } from "#app/domain/invitations/answer.server.ts";
import { sendDailyMails } from "#app/domain/reminders/reminders.server.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import { testDb } from "#db/testing.ts";
import { TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import { countHarvestAsked, listHarvestAnswers } from "./harvest.repo.server.ts";
import { answerHarvest, openHarvest, readHarvestLink } from "./harvest.server.ts";
import { HarvestInput, wordsOf } from "./harvest.ts";
import { summaryOf } from "./summary.ts";

const AFTER = "2026-12-06T15:00:00.000Z";
const said = (change: Record<string, unknown> = {}) => HarvestInput.parse({ valued: "Los tableros", improve: "", transfer: "", again: 9, ...change });

/** Over, and asked: g1 to g3 said yes, g4 no. */
async function asked() {
  const database = await testDb();
  const on = await stage(database.db);
  const event = await publishedMeeting(on.camila, on.cast, {}, { pasted: guests(4) });
  for (const n of [1, 2, 3, 4]) {
    const { id } = await invitationOf(on.db, event, `g${n}@guest.example`);
    await setAnswerFor(on.camila, { invitationId: id, answer: n < 4 ? "yes" : "no" });
  }
  await openHarvest(on.as("coordinatorA", AFTER), event);
  const token = async (n: number) => mintToken(TEST_DEPLOYMENT.secret, "harvest", (await invitationOf(on.db, event, `g${n}@guest.example`)).id);
  return { database, on, event, token };
}

describe("the four questions", () => {
  test("go by the day's mail to those who said yes, where no list was taken", async () => {
    const { database, on, event } = await asked();
    await using _ = database;
    expect(await countHarvestAsked(on.db, event)).toBe(3);
    await sendDailyMails(on.as(null, AFTER));
    await sendDailyMails(on.as(null, "2026-12-07T15:00:00.000Z"));
    const mails = await on.db.selectFrom("outbox").select(["to_email", "subject"]).where("kind", "=", "reminder").orderBy("to_email").execute();
    expect(mails).toEqual([1, 2, 3].map((n) => ({ to_email: `g${n}@guest.example`, subject: "¿Cómo estuvo? Taller de tableros" })));
  });

  test("go to those who came, where the list was taken", async () => {
    const { database, on, event } = await asked();
    await using _ = database;
    const came = await invitationOf(on.db, event, "g4@guest.example");
    await on.db
      .insertInto("attendances")
      .values({
        id: came.id,
        event_id: event,
        invitation_id: came.id,
        name: "Invitado 4",
        establishment_id: null,
        person_id: null,
        mode: "in_person",
        recorded_at: AFTER,
        recorded_by: null,
      })
      .execute();
    await sendDailyMails(on.as(null, AFTER));
    const mails = await on.db.selectFrom("outbox").select("to_email").where("kind", "=", "reminder").execute();
    expect(mails.map((mail) => mail.to_email)).toEqual(["g4@guest.example"]);
  });

  test("are answered by the link, corrected by it, and kept without the name", async () => {
    const { database, on, event, token } = await asked();
    await using _ = database;
    const link = await token(1);
    expect(await readHarvestLink(on.as(null, AFTER), link)).toMatchObject({ open: true, answer: null });
    await answerHarvest(on.as(null, AFTER), link, said());
    await answerHarvest(on.as(null, AFTER), link, said({ again: 10 }));
    expect(await listHarvestAnswers(on.db, event)).toEqual([{ valued: "Los tableros", improve: "", transfer: "", again: 10 }]);
  });

  test("are not taken by another link, too late, nor before they were asked", async () => {
    const { database, on, token } = await asked();
    await using _ = database;
    const guest = on.as(null, AFTER);
    await expect(readHarvestLink(guest, "x")).rejects.toMatchObject({ code: "not_found" });
    await expect(answerHarvest(on.as(null, "2027-02-06T15:00:00.000Z"), await token(1), said())).rejects.toMatchObject({ code: "gone" });
    const early = await publishedMeeting(on.camila, on.cast, { title: "Otra" }, { pasted: guests(1) });
    const { id } = await invitationOf(on.db, early, "g1@guest.example");
    await expect(readHarvestLink(guest, mintToken(TEST_DEPLOYMENT.secret, "harvest", id))).rejects.toMatchObject({ code: "not_found" });
    await expect(openHarvest(on.camila, early)).rejects.toMatchObject({ code: "conflict", reason: "not_begun" });
    await expect(openHarvest(on.as("teacher", AFTER), early)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("what they say together", () => {
  test("words count once an answer, with their plurals, without accents, and never what one person alone wrote", () => {
    const words = wordsOf(["Los Tableros, los tableros y la electrónica", "un tablero de ELECTRONICA para talleres", "El taller de seguridad"]);
    expect(words).toEqual([
      { word: "electrónica", count: 2 },
      { word: "tableros", count: 2 },
      { word: "talleres", count: 2 },
    ]);
  });

  test("no mean of fewer than three", () => {
    expect(summaryOf([said(), said({ again: 7 })]).again).toBeNull();
    expect(summaryOf([said(), said({ again: 7 }), said({ again: 8 })]).again).toEqual({ mean: 8, count: 3 });
  });

  test("an answer that says nothing is refused", () => {
    expect(HarvestInput.safeParse({ valued: " ", improve: "", transfer: "" }).success).toBe(false);
    expect(HarvestInput.safeParse({ again: 11 }).success).toBe(false);
  });
});
