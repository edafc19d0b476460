import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { guests, invitationOf, publishedMeeting, stage } from "#app/domain/events/meetings.testing.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import { listEventCertificates, listOwnCertificates } from "./certificates.repo.server.ts";
import { dropSignature, issueCertificates, openCertificate, reissueCertificate, revokeCertificate, saveSignature, verifyCertificate } from "./certificates.server.ts";
import { codeOf, readCode } from "./code.ts";
import { readSignature } from "./signature-image.ts";

const AFTER = "2026-12-06T15:00:00.000Z";
const ISSUE = { minutes: 90, signer_role: "Coordinación de Electricidad" };

/** Over; Teresa and two guests came. */
async function held() {
  const database = await testDb();
  const on = await stage(database.db);
  const event = await publishedMeeting(on.camila, on.cast, {}, { node_ids: [on.cast.nodes.a.id], pasted: guests(3) });
  const { boldos } = on.cast.schools;
  const row = { event_id: event, mode: "in_person", recorded_at: AFTER, recorded_by: null };
  for (const email of [on.cast.people.teacher.email, "g1@guest.example", "g2@guest.example"]) {
    const one = await invitationOf(on.db, event, email);
    const school = one.person_id ? boldos.id : null;
    await on.db
      .insertInto("attendances")
      .values({ ...row, id: newId(), invitation_id: one.id, person_id: one.person_id, name: one.name, establishment_id: school })
      .execute();
  }
  const after = on.as("coordinatorA", AFTER);
  return { database, on, event, after, all: () => listEventCertificates(on.db, event, 1, 50) };
}

const mails = (on: Awaited<ReturnType<typeof held>>["on"]) =>
  on.db.selectFrom("outbox").select(["to_email", "subject"]).where("kind", "=", "certificate").orderBy("to_email").execute();

describe("certificates", () => {
  test("are issued once to all who came, with a mail each; pressed twice, or by two at once, nothing doubles", async () => {
    const { database, on, event, after, all } = await held();
    await using _ = database;
    const results = await Promise.all([issueCertificates(after, event, ISSUE), issueCertificates(after, event, ISSUE)]);
    expect(results.map(({ issued }) => issued).sort()).toEqual([0, 3]);
    expect((await all()).map(({ name, minutes, signer_name, establishment_name }) => [name, minutes, signer_name, establishment_name])).toEqual([
      ["Invitado 1", 90, "Camila Díaz Leiva", null],
      ["Invitado 2", 90, "Camila Díaz Leiva", null],
      [on.cast.people.teacher.name, 90, "Camila Díaz Leiva", on.cast.schools.boldos.name],
    ]);
    expect((await mails(on)).map(({ to_email }) => to_email)).toEqual(["g1@guest.example", "g2@guest.example", on.cast.people.teacher.email]);
  });

  test("are not issued before the end, nor by those who do not coordinate", async () => {
    const { database, on, event } = await held();
    await using _ = database;
    await expect(issueCertificates(on.camila, event, ISSUE)).rejects.toMatchObject({ code: "conflict", reason: "not_over" });
    await expect(issueCertificates(on.as("teacher", AFTER), event, ISSUE)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("with a wrong name are replaced: the old code says revoked, the new one is mailed", async () => {
    const { database, on, event, after, all } = await held();
    await using _ = database;
    await issueCertificates(after, event, ISSUE);
    const [old] = await all();
    if (!old) throw new Error("none was issued");
    await reissueCertificate(after, event, old.id, { name: "Ana Invitada Soto", minutes: 60 });
    const visitor = on.as(null, AFTER);
    expect(await verifyCertificate(visitor, old.code)).toMatchObject({ name: "Invitado 1", revoked_at: AFTER });
    const [fresh] = (await all()).filter(({ name }) => name === "Ana Invitada Soto");
    expect(await verifyCertificate(visitor, fresh?.code ?? "")).toMatchObject({ minutes: 60, revoked_at: null });
    expect(await mails(on)).toHaveLength(4);
    await issueCertificates(after, event, ISSUE);
    expect(await mails(on)).toHaveLength(4);
    await revokeCertificate(after, event, fresh?.id ?? "");
    await expect(openCertificate(after, fresh?.code ?? "", null)).rejects.toMatchObject({ code: "gone" });
  });

  test("of another meeting cannot be touched through this one", async () => {
    const { database, on, event, after, all } = await held();
    await using _ = database;
    await issueCertificates(after, event, ISSUE);
    const [one] = await all();
    const other = await publishedMeeting(on.camila, on.cast, { title: "Otra" });
    await expect(revokeCertificate(after, other, one?.id ?? "")).rejects.toMatchObject({ code: "not_found" });
    await expect(reissueCertificate(after, other, one?.id ?? "", { name: "X", minutes: 1 })).rejects.toMatchObject({ code: "not_found" });
  });

  test("open whole for their person, the coordinator and the mailed link; with the code alone they only say that they are true", async () => {
    const { database, on, event, after, all } = await held();
    await using _ = database;
    await issueCertificates(after, event, ISSUE);
    const hers = (await all()).find(({ person_id }) => person_id === on.cast.ids.teacher);
    if (!hers) throw new Error("hers was not issued");
    const link = mintToken(TEST_DEPLOYMENT.secret, "certificate", hers.id);
    for (const [ctx, token] of [[on.as("teacher", AFTER), null] as const, [after, null] as const, [on.as(null, AFTER), link] as const]) {
      expect((await openCertificate(ctx, hers.code, token)).certificate.id).toBe(hers.id);
    }
    for (const who of [null, "outsider", "coordinatorB"] as const) {
      await expect(openCertificate(on.as(who, AFTER), hers.code, null)).rejects.toMatchObject({ code: "not_found" });
    }
    const public_ = await verifyCertificate(on.as(null, AFTER), hers.code);
    expect(JSON.stringify(public_)).not.toContain(on.cast.schools.boldos.name);
    expect(JSON.stringify(public_)).not.toContain("@");
    expect((await listOwnCertificates(on.db, on.cast.people.teacher, 1, 10)).total).toBe(1);
    expect((await listOwnCertificates(on.db, on.cast.people.outsider, 1, 10)).total).toBe(0);
  });

  test("carry the signature of whoever issued them, also once it was taken away", async () => {
    const { database, on, event, after, all } = await held();
    await using _ = database;
    await saveSignature(after, png(200, 60));
    await issueCertificates(after, event, ISSUE);
    await dropSignature(after);
    const [one] = await all();
    const { signature } = await openCertificate(after, one?.code ?? "", null);
    expect(
      Buffer.from(signature?.image ?? "", "base64")
        .subarray(1, 4)
        .toString(),
    ).toBe("PNG");
    await expect(saveSignature(on.as("teacher", AFTER), Buffer.from("<svg onload=alert(1)>"))).rejects.toMatchObject({ fields: { signature: ["image_type"] } });
  });
});

describe("the code on the paper", () => {
  test("is read however it is typed, and nothing else is", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), (bytes) => {
        const code = codeOf(bytes);
        expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
        expect(readCode(code.toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l"))).toBe(code);
      }),
    );
    for (const wrong of ["", "K7QM", "K7QM-3F8X-9TNA-B2CU", "../../etc", `${"A".repeat(17)}`]) expect(readCode(wrong)).toBeNull();
  });
});

/** A real one: white, 8-bit grey. */
function png(width: number, height: number, change: { data?: Buffer; extra?: Buffer[] } = {}): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const data = change.data ?? deflateSync(Buffer.alloc(height * (width + 1), 255).fill(0, 0, 1));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", head),
    ...(change.extra ?? []),
    chunk("IDAT", data),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, Buffer.from(type, "latin1"), body, Buffer.alloc(4)]);
}

describe("the picture of a signature", () => {
  test("loses what the camera wrote beside it", () => {
    const read = readSignature(png(10, 10, { extra: [chunk("tEXt", Buffer.from("GPS -33.4"))] }));
    expect(typeof read === "string" ? read : read.bytes.includes("GPS")).toBe(false);
  });

  test.each([
    ["no picture", Buffer.from("hola"), "image_type"],
    ["cut short", png(50, 50).subarray(0, 60), "image_broken"],
    ["with data that is none", png(50, 50, { data: Buffer.from("nothing") }), "image_broken"],
    ["that says 20,000 points a side", png(20_000, 20_000, { data: deflateSync(Buffer.alloc(10)) }), "image_big"],
    ["whose data goes on and on", png(10, 10, { data: deflateSync(Buffer.alloc(5_000_000)) }), "image_broken"],
    ["of half a megabyte", Buffer.concat([png(10, 10), Buffer.alloc(500_000)]), "image_size"],
    ["that begins as a JPEG and is none", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0]), "image_broken"],
  ])("%s is refused", (_what, file, why) => {
    expect(readSignature(file)).toBe(why);
  });
});
