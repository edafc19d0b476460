import { describe, expect, test } from "vitest";
import { type CircleStage, circleStage } from "#app/domain/circles/circles.testing.ts";
import { startTerm } from "#app/domain/circles/terms.server.ts";
import { type Actor, type Ctx, inTransaction } from "#app/domain/context.ts";
import { readStopLink, stopMail } from "#app/domain/mail/stops.server.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import { InvestitureInput, isNews, nameFor } from "./investiture.ts";
import { countReaders, findInvestiture, listCandidates, listInvested, listInvestitures } from "./investitures.repo.server.ts";
import { publishInvestiture } from "./investitures.server.ts";
import { continueInvestitures, sendNext } from "./sending.server.ts";

async function elected(db: Db) {
  const on = await circleStage(db);
  const [, secretary] = on.people;
  await inTransaction(on.ctxOf(on.admin), (tx) => startTerm(tx, { roleId: on.roles.secretary, personId: secretary?.id ?? "", months: 12, namedBy: on.admin.id }));
  const row = await db.selectFrom("circles").selectAll().where("id", "=", on.circle.id).executeTakeFirstOrThrow();
  const terms = (await listCandidates(db, on.circle.id, on.ctxOf(null).now)).map(({ term_id }) => term_id);
  const input = (change: Record<string, unknown> = {}) =>
    InvestitureInput.parse({ id: newId(), title: "Investidura", message: "Gracias por **decir que sí**.", audience: "node", terms, ...change });
  return { ...on, row, terms, input };
}

const mails = (db: Db) => db.selectFrom("outbox").select(["to_email", "raw"]).where("kind", "=", "circle").orderBy("id").execute();
const addresses = async (db: Db) => (await mails(db)).map((mail) => mail.to_email).sort();

async function work(ctx: Ctx, chunk: number): Promise<void> {
  while (await continueInvestitures(ctx, chunk));
}

describe("an investiture", () => {
  test("stands at once, presents who was chosen, and is one however often the button is pressed", async () => {
    await using database = await testDb();
    const on = await elected(database.db);
    const input = on.input();
    for (const _ of [1, 2]) await publishInvestiture(on.ctxOf(on.admin), on.row, input);
    expect(await listInvestitures(database.db, on.circle.id)).toMatchObject([{ id: input.id, title: "Investidura", people: 2 }]);
    expect(await findInvestiture(database.db, input.id)).toMatchObject({ message_html: expect.stringContaining("<strong>decir que sí</strong>"), node_slug: "electricidad" });
    expect((await listInvested(database.db, input.id)).map(({ role, name }) => `${role}: ${name}`)).toEqual([
      "Coordinador/a: Camila Díaz Leiva",
      "Secretario/a: Teresa Soto Araya",
    ]);
    expect((await listCandidates(database.db, on.circle.id, on.ctxOf(null).now)).map(({ presented }) => presented)).toEqual([1, 1]);
  });

  test("is for who runs the circle, publishes in it, or administers; the whole network only for the last; of holders of this circle", async () => {
    await using database = await testDb();
    const on = await elected(database.db);
    const [camila, teresa] = on.people as [Actor, Actor];
    const as = (actor: Actor | null, change = {}) => publishInvestiture(on.ctxOf(actor), on.row, on.input(change));
    for (const actor of [null, on.outsider, teresa]) await expect(as(actor)).rejects.toMatchObject({ code: "forbidden" });
    await expect(as(camila, { audience: "network" })).rejects.toMatchObject({ fields: { audience: ["choice"] } });
    await expect(as(camila, { terms: [newId()] })).rejects.toMatchObject({ fields: { terms: ["choice"] } });
    await expect(as(camila, { audience: "none" })).resolves.toMatchObject({ id: expect.any(String) });
    await expect(as(on.admin, { audience: "network" })).resolves.toMatchObject({ id: expect.any(String) });
    expect(InvestitureInput.safeParse({ ...on.input(), terms: [] }).error?.issues[0]?.message).toBe("terms_required");
  });

  test("proposes those who began lately and were not presented; names are for who is signed in, or by consent", () => {
    const now = "2026-11-21T15:00:00.000Z";
    expect(isNews({ since: "2026-11-01T15:00:00.000Z", presented: 0 }, now)).toBe(true);
    expect(isNews({ since: "2026-11-01T15:00:00.000Z", presented: 1 }, now)).toBe(false);
    expect(isNews({ since: "2026-03-01T15:00:00.000Z", presented: 0 }, now)).toBe(false);
    const quiet = { name: "Bruno Muñoz", name_public_at: null };
    expect([nameFor(true, quiet), nameFor(false, quiet), nameFor(false, { ...quiet, name_public_at: now })]).toEqual(["Bruno Muñoz", null, "Bruno Muñoz"]);
  });
});

describe("its mails", () => {
  test("reach each member of the node once; who is suspended, unconfirmed, wants none, or stopped them, is left out", async () => {
    await using database = await testDb();
    const { db } = database;
    const on = await elected(db);
    const [, teresa, beatriz, claudio, daniela, emilio] = on.people as [Actor, Actor, Actor, Actor, Actor, Actor];
    const { now } = on.ctxOf(null);
    await db.updateTable("people").set({ suspended_at: now }).where("id", "=", teresa.id).execute();
    await db.updateTable("people").set({ email_confirmed_at: null }).where("id", "=", beatriz.id).execute();
    await db.updateTable("people").set({ mail_nodes: 0 }).where("id", "=", claudio.id).execute();
    await db.insertInto("mail_stops").values({ email: daniela.email, scope: "all", created_at: now }).execute();
    const reach = await countReaders(db, { circle_id: on.circle.id, node_id: on.row.node_id });
    await publishInvestiture(on.ctxOf(on.admin), on.row, on.input());
    await work(on.ctxOf(null), 200);
    await work(on.ctxOf(null), 200);
    const reached = await addresses(db);
    expect(reached).toEqual(["camila@cast.example", emilio.email, "fresia@circle.example"].sort());
    expect(reach.node).toBe(reached.length);
    expect(reach.network).toBeGreaterThan(reach.node);
    const [mail] = await mails(db);
    expect(mail?.raw).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
  });

  test("can be stopped by the link they carry, without an invitation to anything", async () => {
    await using database = await testDb();
    const on = await elected(database.db);
    const [, , , , , emilio] = on.people as Actor[];
    const token = mintToken(TEST_DEPLOYMENT.secret, "stop", emilio?.id ?? "");
    expect(await readStopLink(on.ctxOf(null), token)).toMatchObject({ email: emilio?.email, stopped: null });
    await stopMail(on.ctxOf(null), token, "all");
    await publishInvestiture(on.ctxOf(on.admin), on.row, on.input());
    await work(on.ctxOf(null), 200);
    expect(await addresses(database.db)).not.toContain(emilio?.email);
  });

  test("go on where they were when the worker was killed between two chunks, and in one", async () => {
    await using database = await testDb();
    const on = await elected(database.db);
    const { id } = await publishInvestiture(on.ctxOf(on.admin), on.row, on.input());
    expect(await continueInvestitures(on.ctxOf(null), 2)).toBe(true);
    const half = await addresses(database.db);
    expect(half).toHaveLength(2);
    const killed = inTransaction(on.ctxOf(null), async (tx) => {
      await sendNext(tx, id, 2);
      throw new Error("killed");
    });
    await expect(killed).rejects.toThrow("killed");
    expect(await addresses(database.db)).toEqual(half);
    await work(on.ctxOf(null), 2);
    const all = await addresses(database.db);
    expect(all).toHaveLength(7);
    expect(new Set(all).size).toBe(7);
    expect((await findInvestiture(database.db, id))?.sent_at).not.toBeNull();
  });

  test("are each written once by two workers at once", async () => {
    await using database = await testDb();
    const on: CircleStage & Awaited<ReturnType<typeof elected>> = await elected(database.db);
    await publishInvestiture(on.ctxOf(on.admin), on.row, on.input());
    await Promise.all([work(on.ctxOf(null), 2), work(on.ctxOf(null), 3)]);
    const all = await addresses(database.db);
    expect(all).toHaveLength(7);
    expect(new Set(all).size).toBe(7);
  });

  test("nobody is written to where nobody was to be told", async () => {
    await using database = await testDb();
    const on = await elected(database.db);
    await publishInvestiture(on.ctxOf(on.admin), on.row, on.input({ audience: "none" }));
    await work(on.ctxOf(null), 200);
    expect(await mails(database.db)).toEqual([]);
  });
});
