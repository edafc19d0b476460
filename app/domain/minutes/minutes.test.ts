import { describe, expect, test } from "vitest";
import { addPart } from "#app/domain/agenda/agenda.server.ts";
import { PartInput } from "#app/domain/agenda/agenda.ts";
import { listAgreements, listAgreementsDue, listOpenOfNodes, listOwnAgreements } from "#app/domain/agreements/agreements.repo.server.ts";
import { agreementByToken, say, sayByToken } from "#app/domain/agreements/agreements.server.ts";
import { inTransaction } from "#app/domain/context.ts";
import { guests, invitationOf, mailsOf, publishedMeeting, type Stage, stage } from "#app/domain/events/meetings.testing.ts";
import { afterwardsOf, forgetAfterwards } from "#app/domain/identity/afterwards.repo.server.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import { writeIntoMinutes } from "./appending.server.ts";
import { findMinutes, findVersion, listMinutesParts, listVersions } from "./minutes.repo.server.ts";
import { addMinutesPart, beginMinutes, publishMinutes, removeMinutesPart, saveMinutes, type TypedAgreement } from "./minutes.server.ts";
import type { PartNotes } from "./minutes.ts";
import { printOf } from "./print.server.ts";
import { continueMinutes } from "./sending.server.ts";

const AFTER = "2026-12-06T15:00:00.000Z";

/** A meeting that was, with two parts and guests; `camila` and `admin` write its minutes the day after. */
async function held(s: Stage, guestCount = 2) {
  const who = { node_ids: [s.cast.nodes.a.id], pasted: guests(guestCount) };
  const id = await publishedMeeting(s.camila, s.cast, {}, who);
  for (const title of ["Conecta", "Construye"]) await addPart(s.camila, id, newId(), PartInput.parse({ title, minutes: 45 }));
  const [camila, admin] = [s.as("coordinatorA", AFTER), s.as("admin", AFTER)];
  await beginMinutes(camila, id);
  const parts = await listMinutesParts(s.db, id);
  const typed = (index: number, notes: string, seen = parts): PartNotes => {
    const part = seen[index];
    if (!part) throw new Error("no such part");
    return { id: part.id, title: part.title, notes, revision: part.revision, base: printOf(part) };
  };
  return { id, camila, admin, parts, typed };
}

const agreed = (change: Partial<TypedAgreement> = {}): TypedAgreement => ({
  id: newId(),
  partId: null,
  drop: false,
  what: "Compartir la guía",
  who: "Teresa Soto Araya",
  due: "2026-12-10",
  ...change,
});

async function came(s: Stage, eventId: string, email: string): Promise<void> {
  const { id, person_id, name, establishment_id } = await invitationOf(s.db, eventId, email);
  const row = { id: newId(), event_id: eventId, establishment_id, person_id, mode: "in_person", recorded_at: AFTER, recorded_by: null, invitation_id: id, name };
  await s.db.insertInto("attendances").values(row).execute();
}

describe("the minutes", () => {
  test("get what the circle decided in the meeting as a last part, begun from the agenda where there were none; who was editing loses nothing", async () => {
    await using database = await testDb();
    const s = await stage(database.db);
    const id = await publishedMeeting(s.camila, s.cast, {});
    await addPart(s.camila, id, newId(), PartInput.parse({ title: "Conecta", minutes: 45 }));
    const camila = s.as("coordinatorA", AFTER);
    const decided = (title: string) => inTransaction(camila, (tx) => writeIntoMinutes(tx, id, { title, notesMd: "**Acordado** por consentimiento." }));
    await decided("Una pauta común");
    const before = await listMinutesParts(s.db, id);
    expect(before.map((part) => part.title)).toEqual(["Conecta", "Una pauta común"]);
    expect(before[1]?.notes_html).toContain("<strong>Acordado</strong>");
    await beginMinutes(camila, id);
    await decided("Elección: secretario/a");
    const [part] = before;
    if (!part) return expect.unreachable();
    const { conflicts } = await saveMinutes(camila, id, [{ id: part.id, title: part.title, notes: "Nos presentamos", revision: part.revision, base: printOf(part) }], []);
    expect(conflicts).toEqual([]);
    expect((await listMinutesParts(s.db, id)).map((each) => each.notes_md)).toEqual(["Nos presentamos", "**Acordado** por consentimiento.", "**Acordado** por consentimiento."]);
  });

  test("begin with the parts of the agenda, once, after the meeting began, by whoever manages it", async () => {
    await using database = await testDb();
    const s = await stage(database.db);
    const early = await publishedMeeting(s.camila, s.cast, { title: "Mañana" });
    await expect(beginMinutes(s.camila, early)).rejects.toMatchObject({ reason: "not_yet" });
    const { id, camila } = await held(s);
    await beginMinutes(camila, id);
    expect((await listMinutesParts(s.db, id)).map((part) => part.title)).toEqual(["Conecta", "Construye"]);
    await expect(beginMinutes(s.as("teacher", AFTER), id)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("two editors: each one's own part is saved; the same part gives both texts and loses none", async () => {
    await using database = await testDb();
    const s = await stage(database.db);
    const { id, camila, admin, typed } = await held(s);
    expect(await saveMinutes(camila, id, [typed(0, "Lo de Camila"), typed(1, "")], [])).toEqual({ conflicts: [], saved: 1 });
    // Amanda had opened it before: the part that she did not touch stays Camila's, hers is saved.
    expect(await saveMinutes(admin, id, [typed(0, ""), typed(1, "Lo de Amanda")], [])).toEqual({ conflicts: [], saved: 1 });
    const { conflicts, saved } = await saveMinutes(admin, id, [typed(0, "También lo de Amanda")], []);
    expect(saved).toBe(0);
    expect(conflicts).toMatchObject([{ mine: { notes: "También lo de Amanda" }, theirs: { notes: "Lo de Camila" }, by: "Camila Díaz Leiva", revision: 1 }]);
    expect((await listMinutesParts(s.db, id)).map((part) => part.notes_md)).toEqual(["Lo de Camila", "Lo de Amanda"]);
    // Having seen both, she saves over it knowingly.
    const again = { ...typed(0, "Lo de Camila\n\nTambién lo de Amanda"), revision: conflicts[0]?.revision ?? 0 };
    expect(await saveMinutes(admin, id, [again], [])).toMatchObject({ conflicts: [], saved: 1 });
    // The same text saved by both is no conflict.
    expect(await saveMinutes(camila, id, [{ ...again, revision: 0 }], [])).toEqual({ conflicts: [], saved: 0 });
  });

  test("an empty part can be removed, one with words cannot", async () => {
    await using database = await testDb();
    const s = await stage(database.db);
    const { id, camila, parts, typed } = await held(s);
    await saveMinutes(camila, id, [typed(0, "Algo")], []);
    await addMinutesPart(camila, id, newId(), "Otros temas");
    await removeMinutesPart(camila, id, parts[1]?.id ?? "");
    await expect(removeMinutesPart(camila, id, parts[0]?.id ?? "")).rejects.toMatchObject({ reason: "not_empty" });
    expect((await listMinutesParts(s.db, id)).map((part) => part.title)).toEqual(["Conecta", "Otros temas"]);
  });

  test("are published as versions that do not change, once by a button pressed twice, not over what was not read", async () => {
    await using database = await testDb();
    const s = await stage(database.db);
    const { id, camila, typed } = await held(s);
    await saveMinutes(camila, id, [typed(0, "Primero")], []);
    const { revision = 0 } = (await findMinutes(s.db, id)) ?? {};
    await expect(publishMinutes(camila, id, { revision: revision - 1, note: "", sentTo: "" })).rejects.toMatchObject({ fields: { "": ["minutes_changed"] } });
    expect(await publishMinutes(camila, id, { revision, note: "", sentTo: "" })).toEqual({ version: 1 });
    await expect(publishMinutes(camila, id, { revision, note: "", sentTo: "" })).rejects.toMatchObject({ code: "invalid" });
    await saveMinutes(camila, id, [typed(0, "Segundo", await listMinutesParts(s.db, id))], []);
    const now = (await findMinutes(s.db, id))?.revision ?? 0;
    await expect(publishMinutes(camila, id, { revision: now, note: "", sentTo: "" })).rejects.toMatchObject({ fields: { note: ["required"] } });
    await publishMinutes(camila, id, { revision: now, note: "Se corrigió la primera parte.", sentTo: "" });
    expect((await listVersions(s.db, id)).map((each) => [each.version, each.note])).toEqual([
      [2, "Se corrigió la primera parte."],
      [1, ""],
    ]);
    expect((await findVersion(s.db, id, 1))?.said.parts[0]?.notes_html).toContain("Primero");
    expect((await findVersion(s.db, id))?.said.parts[0]?.notes_html).toContain("Segundo");
  });

  test("go by mail to those who came and those who did not, each once, with their own agreements first", async () => {
    await using database = await testDb();
    const s = await stage(database.db);
    const { id, camila, typed } = await held(s);
    await came(s, id, "teresa@cast.example");
    await saveMinutes(camila, id, [typed(0, "Nos vimos")], [agreed(), agreed({ what: "Pedir la sala", who: "Invitada Uno <g1@guest.example>", due: null })]);
    const revision = (await findMinutes(s.db, id))?.revision ?? 0;
    await publishMinutes(camila, id, { revision, note: "", sentTo: "came" });
    expect((await mailsOf(s.db, id, "minutes")).map((mail) => mail.to_email)).toEqual(["teresa@cast.example"]);
    await publishMinutes(camila, id, { revision: revision + 1, note: "Ahora a todos", sentTo: "all" });
    await continueMinutes(camila);
    const mails = await mailsOf(s.db, id, "minutes");
    expect(
      mails
        .slice(1)
        .map((mail) => mail.to_email)
        .sort(),
    ).toEqual(["camila@cast.example", "g1@guest.example", "g2@guest.example", "teresa@cast.example"]);
    const { default: PostalMime } = await import("postal-mime");
    const text = async (email: string) => (await PostalMime.parse(mails.findLast((mail) => mail.to_email === email)?.raw ?? "")).text ?? "";
    expect(await text("teresa@cast.example")).toMatch(/A tu cargo[\s\S]*Compartir la guía, hasta el jueves 10 de diciembre de 2026[\s\S]*Los demás acuerdos[\s\S]*Pedir la sala/);
    expect(await text("g1@guest.example")).toMatch(/A tu cargo[\s\S]*Pedir la sala[\s\S]*\/acuerdo\/[\s\S]*Compartir la guía/);
    expect(await text("g2@guest.example")).not.toContain("A tu cargo");
  });

  test("of a large meeting are mailed in chunks by the worker, nobody twice", async () => {
    await using database = await testDb();
    const s = await stage(database.db);
    const { id, camila } = await held(s, 450);
    const revision = (await findMinutes(s.db, id))?.revision ?? 0;
    await publishMinutes(camila, id, { revision, note: "", sentTo: "all" });
    expect(await mailsOf(s.db, id, "minutes")).toHaveLength(200);
    while (await continueMinutes(camila));
    await continueMinutes(camila);
    const mails = await mailsOf(s.db, id, "minutes");
    expect(mails).toHaveLength(452);
    expect(new Set(mails.map((mail) => mail.to_email)).size).toBe(452);
  });
});

describe("agreements", () => {
  test("are saved once, changed, dropped; an owner is a person, an address or a name", async () => {
    await using database = await testDb();
    const s = await stage(database.db);
    const { id, camila, parts } = await held(s);
    const first = agreed({ partId: parts[1]?.id ?? null });
    const rest = [agreed({ who: "Ana Pérez <ANA@liceo.example>" }), agreed({ who: "Alguien de la empresa" }), agreed({ who: "hernan@cast.example" })];
    await saveMinutes(camila, id, [], [first, ...rest]);
    expect(await saveMinutes(camila, id, [], [first, ...rest])).toEqual({ conflicts: [], saved: 0 });
    const owners = (await listAgreements(s.db, id)).map((each) => [each.owner_person_id, each.owner_name, each.owner_email]);
    expect(owners).toEqual([
      [s.cast.ids.teacher, "Teresa Soto Araya", null],
      [null, "Ana Pérez", "ana@liceo.example"],
      [null, "Alguien de la empresa", null],
      [s.cast.ids.head, "Hernán Vidal Cea", null],
    ]);
    await saveMinutes(
      camila,
      id,
      [],
      [
        { ...first, what: "Compartir la guía nueva" },
        { ...(rest[0] as TypedAgreement), drop: true },
      ],
    );
    const after = await listAgreements(s.db, id);
    expect(after.map((each) => [each.what, each.dropped_at !== null])).toEqual([
      ["Compartir la guía nueva", false],
      ["Compartir la guía", true],
      ["Compartir la guía", false],
      ["Compartir la guía", false],
    ]);
  });

  test("are due once their minutes are published, until done; the link shows first and decides by POST", async () => {
    await using database = await testDb();
    const s = await stage(database.db);
    const { id, camila } = await held(s);
    const [mine, guest, far] = [agreed({ due: "2026-12-08" }), agreed({ who: "g1@guest.example", due: "2026-12-01" }), agreed({ due: "2027-03-01" })];
    await saveMinutes(camila, id, [], [mine, guest, far]);
    expect(await listAgreementsDue(s.db, AFTER)).toEqual([]);
    await publishMinutes(camila, id, { revision: (await findMinutes(s.db, id))?.revision ?? 0, note: "", sentTo: "" });
    expect((await listAgreementsDue(s.db, AFTER)).map((each) => [each.id, each.email])).toEqual(
      [
        [mine.id, "teresa@cast.example"],
        [guest.id, "g1@guest.example"],
      ].sort(),
    );
    const visitor = s.as(null, AFTER);
    const token = mintToken(TEST_DEPLOYMENT.secret, "agreement", guest.id);
    expect((await agreementByToken(visitor, token)).done_at).toBeNull();
    await expect(agreementByToken(visitor, mintToken(TEST_DEPLOYMENT.secret, "minutes", guest.id))).rejects.toMatchObject({ code: "not_found" });
    await sayByToken(visitor, token, { intent: "done", comment: "Está en la carpeta." });
    await sayByToken(visitor, token, { intent: "done", comment: "" });
    expect(await agreementByToken(visitor, token)).toMatchObject({ done_at: AFTER, comment: "Está en la carpeta." });
    await say(s.as("teacher", AFTER), mine.id, { intent: "done", comment: "" });
    await expect(say(s.as("head", AFTER), far.id, { intent: "done", comment: "" })).rejects.toMatchObject({ code: "forbidden" });
    expect(await listAgreementsDue(s.db, AFTER)).toEqual([]);
    expect((await listOpenOfNodes(s.db, [s.cast.ids.a, s.cast.ids.b], 10)).map((each) => each.id)).toEqual([far.id]);
    const own = await listOwnAgreements(s.db, s.cast.people.teacher, { page: 1, size: 10 });
    expect([own.total, own.rows.map((each) => each.id)]).toEqual([2, [far.id, mine.id]]);
  });

  test("are told to their owner, and forgotten with the account, in the published minutes too", async () => {
    await using database = await testDb();
    const s = await stage(database.db);
    const { id, camila } = await held(s);
    await came(s, id, "teresa@cast.example");
    await saveMinutes(camila, id, [], [agreed()]);
    await publishMinutes(camila, id, { revision: (await findMinutes(s.db, id))?.revision ?? 0, note: "", sentTo: "" });
    const { teacher } = s.cast.people;
    expect(await afterwardsOf(s.db, teacher).execute()).toMatchObject([{ what: "agreement", of: "Compartir la guía" }]);
    await forgetAfterwards(s.db, teacher, AFTER);
    expect((await listAgreements(s.db, id))[0]).toMatchObject({ owner_person_id: null, owner_name: "Persona que cerró su cuenta" });
    expect((await findVersion(s.db, id))?.content).not.toContain("Teresa");
    expect(await afterwardsOf(s.db, teacher).execute()).toEqual([]);
  });
});
