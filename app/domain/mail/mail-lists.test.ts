import { describe, expect, test } from "vitest";
import type { Db } from "#db/create.ts";
import { testDb } from "#db/testing.ts";
import { ctxOf, TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import { INVITE, testMail } from "./mail.testing.ts";
import { countMailByState, findMail, listMail, MAILS_A_PAGE } from "./mail-lists.repo.server.ts";
import { mailBytes } from "./mime.server.ts";
import { enqueueMails } from "./outbox.server.ts";
import { readMail } from "./read-mail.server.ts";

/** `count` mails, a minute apart; every third has failed. */
async function mails(db: Db, count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    const now = new Date(Date.parse("2026-11-21T15:00:00.000Z") + index * 60_000).toISOString();
    await enqueueMails(ctxOf(null, db, { now }), [testMail({ key: `k${index}`, to: { name: "", address: `p${index}_x@liceo.example` } })]);
    if (index % 3 === 0) await db.updateTable("outbox").set({ status: "failed" }).where("to_email", "=", `p${index}_x@liceo.example`).execute();
  }
}

describe("lists of mail", () => {
  test("newest first, a page at a time, without the bytes", async () => {
    await using database = await testDb();
    await mails(database.db, MAILS_A_PAGE + 3);
    const first = await listMail(database.db, { page: 1 });
    const second = await listMail(database.db, { page: 2 });
    expect([first.rows.length, second.rows.length, first.total]).toEqual([MAILS_A_PAGE, 3, MAILS_A_PAGE + 3]);
    expect([...first.rows, ...second.rows].map((row) => row.to_email)).toEqual(
      Array.from({ length: MAILS_A_PAGE + 3 }, (_, index) => `p${MAILS_A_PAGE + 2 - index}_x@liceo.example`),
    );
    expect(first.rows[0]).not.toHaveProperty("raw");
    expect((await listMail(database.db, { page: 9 })).rows).toEqual([]);
  });

  test("by state and by part of the address, in which _ and % are letters", async () => {
    await using database = await testDb();
    await mails(database.db, 6);
    const found = async (filter: object) => (await listMail(database.db, { page: 1, ...filter })).rows.map((row) => row.to_email.split("_")[0]);
    expect(await found({ state: "failed" })).toEqual(["p3", "p0"]);
    expect(await found({ to: " P3_X@ " })).toEqual(["p3"]);
    expect(await found({ state: "queued", to: "p3" })).toEqual([]);
    expect(await found({ to: "p_x" })).toEqual([]);
    expect(await found({ to: "%" })).toEqual([]);
    expect(await countMailByState(database.db)).toEqual({ queued: 4, sending: 0, sent: 0, failed: 2, caught: 0 });
  });

  test("one mail comes with its bytes", async () => {
    await using database = await testDb();
    await mails(database.db, 1);
    const [row] = (await listMail(database.db, { page: 1 })).rows;
    expect((await findMail(database.db, row?.id ?? ""))?.raw).toContain("MIME-Version: 1.0");
    expect(await findMail(database.db, "none")).toBeUndefined();
  });
});

test("a mail is read back as a mail program reads it, with its links as they are called there", async () => {
  const html =
    '<p><a class="x" href="https://nodos.example/i/abc?r=yes&amp;z=1"><strong>Voy</strong> &amp; punto</a> <a href="mailto:a@b.cl">x</a> <a href="https://nodos.example/i/abc?r=yes&amp;z=1">otra vez</a></p>';
  const mail = await readMail(mailBytes(TEST_DEPLOYMENT, "2026-11-21T15:00:00.000Z", testMail({ content: { ...testMail().content, html } })));
  expect(mail.links).toEqual([{ href: "https://nodos.example/i/abc?r=yes&z=1", label: "Voy & punto" }]);
  expect(mail.calendar).toEqual({ method: "REQUEST", content: INVITE });
  expect(mail.attachment).toBe(INVITE);
  expect(mail.text.trim()).toBe(testMail().content.text.trim());
  expect(mail.headers.map((header) => header.name)).toContain("List-Unsubscribe");
});
