import { spawn } from "node:child_process";
import { once } from "node:events";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { guests, invitationOf, publishedMeeting, stage } from "#app/domain/events/meetings.testing.ts";
import { PROGRAMS, type ProgramName } from "#app/domain/replies/replies.testing.ts";
import { replyAddress } from "#app/domain/replies/reply-address.ts";
import { dnsOf, signed } from "#app/domain/replies/senders.testing.ts";
import type { Db } from "#db/create.ts";
import { ctxOf, TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import { type Site, testSite } from "#db/testing-site.ts";
import { type TestImap, testDovecot, whyNoDovecot } from "./dovecot.testing.ts";
import { startImap } from "./imap.ts";

/** The server dates the messages itself, so these tests happen now; the meeting is far away. */
const NOW = new Date().toISOString();
const YEAR = new Date().getFullYear() + 1;
const programs = Object.keys(PROGRAMS) as ProgramName[];
const resolver = dnsOf({ "firmado.example": { dkim: true, dmarc: "v=DMARC1; p=reject" } });
const silent = pino({ level: "silent" });
const WAIT = { timeout: 15_000, interval: 40 };

const read = (db: Db, imap: TestImap) => startImap({ url: imap.url(), ctx: () => ctxOf(null, db, { now: new Date().toISOString() }), checks: { resolver }, log: silent });
const rowsOf = (db: Db) => db.selectFrom("incoming_mails").select(["state", "reason", "invitation_id"]).orderBy("id").execute();

async function meeting(site: Site, people: string) {
  const s = await stage(site.db);
  const camila = s.as("coordinatorA", NOW);
  const id = await publishedMeeting(camila, s.cast, { date: `${YEAR}-12-05` }, { pasted: people });
  const write = async (email: string, program: ProgramName, partstat = "ACCEPTED") => {
    const { id: invitationId, name } = await invitationOf(site.db, id, email);
    const to = replyAddress(TEST_DEPLOYMENT, invitationId);
    return PROGRAMS[program]({ from: { name, address: email }, to, uid: `${id}@nodos.example`, partstat, stamp: NOW.replace(/[-:]|\.\d+/g, ""), messageId: `<${invitationId}@x>` });
  };
  return { id, write, answer: async (email: string) => (await invitationOf(site.db, id, email)).answer };
}

describe.skipIf(whyNoDovecot)(`a real IMAP server${whyNoDovecot ? ` (${whyNoDovecot})` : ""}`, () => {
  let imap: TestImap;
  beforeAll(async () => {
    imap = await testDovecot();
  });
  afterAll(() => imap?.[Symbol.asyncDispose]());

  test("delivers what seven programs wrote, once each; the forged and the doubled are told; what comes later comes at once", { timeout: 40_000 }, async () => {
    await using site = await testSite();
    const { id, write, answer } = await meeting(site, `${guests(9)}\nVera Lagos <vera@firmado.example>\nIván Paz <ivan@firmado.example>`);
    for (const [n, program] of programs.entries()) await imap.deliver(await write(`g${n + 1}@guest.example`, program, ["ACCEPTED", "DECLINED", "tentative"][n % 3]));
    const again = await write("g1@guest.example", "gmail");
    await imap.deliver(again);
    await imap.deliver(again);
    await imap.deliver(await signed(await write("vera@firmado.example", "exchange"), "firmado.example"));
    await imap.deliver(await write("ivan@firmado.example", "exchange"));
    const { all } = await imap.counts();
    const reading = read(site.db, imap);
    try {
      await vi.waitFor(async () => expect((await imap.counts()).seen).toBe(all), WAIT);
      expect(await Promise.all(programs.map((_, n) => answer(`g${n + 1}@guest.example`)))).toEqual(["yes", "no", "maybe", "yes", "no", "maybe", "yes"]);
      expect([await answer("vera@firmado.example"), await answer("ivan@firmado.example")]).toEqual(["yes", null]);
      const rows = await rowsOf(site.db);
      // The same bytes twice are one row; here they were the same as the first of all.
      expect(rows).toHaveLength(programs.length + 2);
      expect(rows.filter((row) => row.state !== "taken")).toMatchObject([{ state: "refused", reason: "forged" }]);
      // A minute is how often it would look by itself.
      await imap.deliver(await write("g8@guest.example", "thunderbird"));
      await vi.waitFor(async () => expect(await answer("g8@guest.example")).toBe("yes"), WAIT);
      await imap.deliver(await write("g9@guest.example", "appleMac"));
      await vi.waitFor(async () => expect(await answer("g9@guest.example")).toBe("yes"), WAIT);
    } finally {
      await reading.stop();
    }
    expect(id).not.toBe("");
  });

  test("killed between storing and marking, it loses nothing and doubles nothing; two that read at once neither", { timeout: 60_000 }, async () => {
    await using mine = await testDovecot("otra");
    await using site = await testSite();
    const { write, answer } = await meeting(site, guests(6));
    for (let n = 1; n <= 6; n += 1) await mine.deliver(await write(`g${n}@guest.example`, "outlookNew"));
    for (let round = 1; round <= 2; round += 1) {
      const orders = JSON.stringify({ url: site.url, schema: site.schema, imap: mine.url(), now: new Date().toISOString() });
      const child = spawn(process.execPath, ["app/jobs/imap.testing.ts", orders], { stdio: ["ignore", "pipe", "inherit"] });
      await once(child.stdout, "data");
      child.kill("SIGKILL");
      await once(child, "exit");
      expect(await mine.counts()).toEqual({ all: 6, seen: 0 });
      // Stored before it died; the second time it was known.
      expect(await rowsOf(site.db)).toMatchObject([{ state: "taken" }]);
    }
    const both = [read(site.db, mine), read(site.db, mine)];
    try {
      await vi.waitFor(async () => expect((await mine.counts()).seen).toBe(6), WAIT);
    } finally {
      await Promise.all(both.map((each) => each.stop()));
    }
    const rows = await rowsOf(site.db);
    expect(rows.map((row) => row.state)).toEqual(Array(6).fill("taken"));
    expect(new Set(rows.map((row) => row.invitation_id)).size).toBe(6);
    expect(await answer("g6@guest.example")).toBe("yes");
  });
});
