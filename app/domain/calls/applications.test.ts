import { expect, test } from "vitest";
import { isDomainError } from "#app/domain/errors.ts";
import { attachmentsOf, insertAttachment, insertFile } from "#app/domain/files/attachments.repo.server.ts";
import { seenBy } from "#app/domain/files/owners.server.ts";
import { listDraftsDue } from "#app/domain/reminders/drafts-due.server.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW } from "#db/testing-cast.ts";
import { applicationFiles } from "./application-files.server.ts";
import { countApplications, findApplication, listApplications, listForTable } from "./applications.repo.server.ts";
import { discardApplication, saveApplication, startApplication, submitApplication, type Written, withdrawApplication } from "./applications.server.ts";
import { CALL_TIMES, type CallStage, callStage, stageQuestion } from "./calls.testing.ts";
import { bringBack, setOut } from "./out-of-bases.server.ts";
import { ownExperience } from "./snapshot.server.ts";

const refusal = async (act: Promise<unknown>): Promise<string> => {
  try {
    await act;
    return "done";
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return error.code === "invalid" ? Object.keys(error.fields).sort().join(",") : (error.reason ?? error.code);
  }
};

async function staged(over: Parameters<CallStage["openCall"]>[0] = {}) {
  const { db } = await testDb();
  const stage = await callStage(db);
  const call = await stage.openCall(over);
  const questions = await db.selectFrom("call_questions").select(["id", "kind", "label"]).where("call_id", "=", call.id).orderBy("position").execute();
  const whole = (change: Partial<Written> = {}): Written => ({
    ...{ title: "Tableros que se explican solos", summary: "Armamos tableros por estaciones.", team: "Rosa Pérez Luna, profesora", resource_id: null },
    answers: Object.fromEntries(questions.map(({ id, kind }) => [id, kind === "text" ? "Aprenden antes." : kind === "line" ? "Directora Marta Ulloa" : ""])),
    ...change,
  });
  const [teresa] = stage.applicants;
  const begun = async (who = teresa, written = whole(), work: string | null = null) => {
    const { id } = await startApplication(stage.ctxOf(who), call.slug, { id: newId(), work });
    const { seen } = (await saveApplication(stage.ctxOf(who), id, { ...written, resource_id: written.resource_id ?? work }, "").catch(() => null)) ?? { seen: "" };
    const saved = await saveApplication(stage.ctxOf(who), id, { ...written, resource_id: written.resource_id ?? work }, seen);
    expect(saved.saved).toBe(true);
    return id;
  };
  const sent = async (who = teresa, written = whole(), work: string | null = null) => {
    const id = await begun(who, written, work);
    await submitApplication(stage.ctxOf(who), id);
    return id;
  };
  return { db, stage, call, questions, whole, teresa, begun, sent };
}

const beforeClosing = "2026-12-11T02:58:59.999Z";

test("sent in one millisecond before the closing instant it counts; at the instant itself it is late, and what was written is kept", async () => {
  const { db, stage, whole, teresa, begun } = await staged({ most_each: 2 });
  const [first, second] = [await begun(), await begun()];
  const at = (now: string) => stage.ctxOf(teresa, now);
  expect(await refusal(submitApplication(at(beforeClosing), first))).toBe("done");
  const { closes_at } = await db.selectFrom("calls").select("closes_at").executeTakeFirstOrThrow();
  const seen = (await saveApplication(at(closes_at), second, whole({ title: "Escrito al final" }), "")).seen;
  expect(await saveApplication(at(closes_at), second, whole({ title: "Escrito al final" }), seen)).toMatchObject({ saved: true });
  expect(await refusal(submitApplication(at(closes_at), second))).toBe("closed");
  expect(await findApplication(db, teresa, second, closes_at)).toMatchObject({ state: "draft", number: null, title: "Escrito al final", may: { edit: false, submit: false } });
  expect(await refusal(withdrawApplication(at(closes_at), first))).toBe("closed");
  expect(await refusal(applicationFiles.allow(at(closes_at), first))).toBe("closed");
  expect(await refusal(saveApplication(at(closes_at), first, whole({ title: "Otro" }), ""))).toBe("closed");
});

test("numbers have no gaps under a storm: every one sent at once gets its own, and two presses are one", async () => {
  const { db, stage, call, teresa, begun } = await staged({ most_each: 4 });
  const people = [...stage.applicants];
  const ids: { id: string; who: (typeof people)[number] }[] = [];
  for (let round = 0; round < 4; round += 1) for (const who of people) ids.push({ id: await begun(who), who });
  const results = await Promise.all([...ids, ...ids].map(({ id, who }) => submitApplication(stage.ctxOf(who), id).then(({ number }) => ({ id, number }))));
  const numbers = new Map(results.map(({ id, number }) => [id, number]));
  expect([...numbers.values()].sort((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_, index) => index + 1));
  for (const { id, number } of results) expect(numbers.get(id)).toBe(number);
  expect(await countApplications(db, call.id)).toEqual({ draft: 0, submitted: 16, withdrawn: 0, out: 0 });
  expect(await db.selectFrom("outbox").select("id").where("kind", "=", "call").where("to_email", "=", teresa.email).execute()).toHaveLength(4);
});

test("one each: a second is not begun, nor sent from two tabs; withdrawn it may be sent again, under the same number", async () => {
  const { db, stage, call, teresa, begun } = await staged();
  const ctx = stage.ctxOf(teresa);
  const first = await begun();
  expect(await refusal(startApplication(ctx, call.slug, { id: newId() }))).toBe("most_each");
  expect(await startApplication(ctx, call.slug, { id: first })).toEqual({ id: first });
  await submitApplication(ctx, first);
  await withdrawApplication(ctx, first);
  const second = await begun();
  expect(await refusal(submitApplication(ctx, second))).toBe("done");
  expect(await refusal(submitApplication(ctx, first))).toBe("most_each");
  await withdrawApplication(ctx, second);
  expect(await submitApplication(ctx, first)).toEqual({ number: 1 });
  expect((await db.selectFrom("applications").select(["number", "state"]).orderBy("number").execute()).map((row) => `${row.number} ${row.state}`)).toEqual([
    "1 submitted",
    "2 withdrawn",
  ]);
  expect(await refusal(startApplication(stage.ctxOf(stage.jurors[0]), call.slug, { id: newId() }))).toBe("done");
  expect(await refusal(startApplication(stage.ctxOf(stage.organiser), call.slug, { id: newId() }))).toBe("organises");
});

test("two tabs: what somebody else wrote meanwhile is shown, nothing is overwritten unseen; the same words are no conflict", async () => {
  const { stage, whole, teresa, begun } = await staged();
  const id = await begun();
  const ctx = stage.ctxOf(teresa);
  const { seen } = await saveApplication(ctx, id, whole(), "");
  expect(await saveApplication(ctx, id, whole({ title: "Uno" }), seen)).toMatchObject({ saved: true });
  expect(await saveApplication(ctx, id, whole({ title: "Dos" }), seen)).toMatchObject({ saved: false, theirs: { title: "Uno" } });
  expect(await saveApplication(ctx, id, whole({ title: "Uno" }), seen)).toMatchObject({ saved: true });
});

test("what is missing is said by field; what was sent in changes only to something whole", async () => {
  const { db, stage, whole, questions, teresa, begun } = await staged({
    work: "required",
    questions: [
      stageQuestion(),
      stageQuestion({ kind: "number", required: false }),
      stageQuestion({ kind: "link", required: false }),
      stageQuestion({ kind: "line", most: 5, required: false }),
    ],
  });
  const ctx = stage.ctxOf(teresa);
  const [text, number, link, line] = questions.map(({ id }) => id) as [string, string, string, string];
  const id = await begun(teresa, whole({ title: "", answers: { [text]: "", [number]: "muchos", [link]: "ejemplo.cl" } }));
  expect(await refusal(submitApplication(ctx, id))).toBe(["title", "resource_id", `q-${text}`, `q-${number}`, `q-${link}`].sort().join(","));
  const work = await stage.published("experience");
  const good = whole({ resource_id: work.id, answers: { [text]: "Sí", [number]: "1.250", [link]: "https://ejemplo.cl/a" } });
  const { seen } = await saveApplication(ctx, id, good, "");
  expect(await refusal(saveApplication(ctx, id, { ...good, answers: { ...good.answers, [line]: "demasiado" } }, seen))).toBe(`q-${line}`);
  const saved = await saveApplication(ctx, id, good, seen);
  await submitApplication(ctx, id);
  expect(await refusal(saveApplication(ctx, id, { ...good, title: "" }, saved.seen))).toBe("title");
  expect(await saveApplication(ctx, id, { ...good, title: "Mejor" }, saved.seen)).toMatchObject({ saved: true });
  expect(await findApplication(db, teresa, id, CAST_NOW)).toMatchObject({ state: "submitted", title: "Mejor", number: 1, work: { title: "Tableros eléctricos paso a paso" } });
});

/** An experience with a file; `name` is what it is called. */
async function withFile(db: Db, stage: CallStage, name: string) {
  const work = await stage.published("experience", {
    summary: "En el Liceo de los Boldos.",
    sections: { need: "Teresa Soto vio que [faltaba](https://x.example) tiempo.", what: "Armamos tableros." },
  });
  const file_id = await insertFile(db, { sha256: "a".repeat(64), size: 10, media_type: "application/pdf", kind: "pdf", now: CAST_NOW });
  const added = { position: 1, added_in: 1, added_by: null, added_at: CAST_NOW };
  await insertAttachment(db, { owner_kind: "resource", owner_id: work.id, file_id, name, ...added });
  return { work, file_id };
}

test("the experience goes as a copy: its words and its files by their content, until it is withdrawn; what changes later changes nothing", async () => {
  const { db, stage, teresa, sent, whole } = await staged();
  const { work, file_id } = await withFile(db, stage, "tableros.pdf");
  const ctx = stage.ctxOf(teresa);
  const id = await sent(teresa, whole(), work.id);
  expect((await attachmentsOf(db, "application", [id])).map((file) => file.file_id)).toEqual([file_id]);
  await db.updateTable("resources").set({ title: "Otro título", state: "archived" }).where("id", "=", work.id).execute();
  await db.deleteFrom("attachments").where("owner_kind", "=", "resource").execute();
  const copy = await findApplication(db, teresa, id, CAST_NOW);
  expect(copy?.work).toMatchObject({ title: "Tableros eléctricos paso a paso", authors: ["Teresa Soto Araya"] });
  expect(copy?.files.map((file) => file.name)).toEqual(["tableros.pdf"]);
  const { seen } = await saveApplication(ctx, id, { ...whole(), resource_id: work.id }, "");
  expect(await saveApplication(ctx, id, { ...whole({ title: "Cambio chico" }), resource_id: work.id }, seen)).toMatchObject({ saved: true });
  expect((await findApplication(db, teresa, id, CAST_NOW))?.work).toMatchObject({ title: "Tableros eléctricos paso a paso" });
  await withdrawApplication(ctx, id);
  expect(await attachmentsOf(db, "application", [id])).toEqual([]);
  expect((await findApplication(db, teresa, id, CAST_NOW))?.work).toBeNull();
  expect(await ownExperience(stage.ctxOf(stage.applicants[1]), work.id)).toBeNull();
});

test("blind: the jury reads it without a name, school, team, file name or link; conflicts and the time before the closing hide it whole", async () => {
  const { db, stage, call, questions, whole, teresa, sent } = await staged({ blind: "1", jury: true });
  const { work } = await withFile(db, stage, "Liceo de los Boldos - Teresa Soto.pdf");
  const school = await db
    .selectFrom("establishments")
    .select("name")
    .where("id", "=", teresa.establishmentId ?? "")
    .executeTakeFirstOrThrow();
  const hint = `En el ${school.name.toUpperCase()} con Rosa Perez Luna (teresa@liceo.cl), ver https://nodos.example/experiencias/${work.slug}`;
  const answers = { ...whole().answers, [questions[0]?.id ?? ""]: hint };
  const id = await sent(teresa, whole({ summary: `Teresa Soto Araya y su curso. ${hint}`, answers }), work.id);
  const [juror] = stage.jurors;
  expect(await findApplication(db, juror, id, CAST_NOW)).toBeNull();
  const seen = await findApplication(db, juror, id, CALL_TIMES.afterClosing);
  expect(seen).toMatchObject({ sight: "blind", number: 1, who: null, school: null, team: "", resource: null, reserved: 1 });
  const bytes = JSON.stringify([seen, await listApplications(db, juror, call.id, { page: 1, size: 10, now: CALL_TIMES.afterClosing })]);
  for (const word of ["Teresa", "Soto", "Rosa", "Boldos", "BOLDOS", "Ulloa", "teresa@", work.slug, school.name, "x.example", teresa.id]) expect(bytes).not.toContain(word);
  expect(seen?.files.map((file) => file.name)).toEqual(["Archivo 1.pdf"]);
  const [file] = await db.selectFrom("attachments").selectAll().where("owner_id", "=", id).execute();
  const attachment = { id: file?.id ?? "", owner_kind: "application" as const, owner_id: id, added_in: 2, removed_in: null };
  expect(await seenBy(db, juror, attachment, CALL_TIMES.afterClosing)).toMatchObject({ open: false, name: "Archivo 1.pdf" });
  expect(await seenBy(db, juror, attachment, CAST_NOW)).toBeNull();
  expect(await seenBy(db, teresa, attachment, CAST_NOW)).not.toHaveProperty("name");
  const conflict = { kind: "family", note: "", source: "declared", at: CAST_NOW, by_person_id: null, lifted_at: null, lifted_by: null };
  await db
    .insertInto("call_conflicts")
    .values({ id: newId(), call_id: call.id, application_id: id, person_id: juror.id, ...conflict })
    .execute();
  expect(await findApplication(db, juror, id, CALL_TIMES.afterClosing)).toBeNull();
  expect(await seenBy(db, juror, attachment, CALL_TIMES.afterClosing)).toBeNull();
});

test("whoever organises and assesses a blind call does not learn names before the results, not in the table either", async () => {
  const { db, stage, call, sent } = await staged({ blind: "1" });
  const id = await sent();
  const seats = { call_id: call.id, named_at: CAST_NOW, named_by: null, declined_at: null, declared_at: null, removed_at: null };
  expect((await findApplication(db, stage.organiser, id, CAST_NOW))?.sight).toBe("organiser");
  await db
    .insertInto("call_jurors")
    .values({ id: newId(), person_id: stage.organiser.id, accepted_at: CAST_NOW, ...seats })
    .execute();
  expect((await findApplication(db, stage.organiser, id, CAST_NOW))?.sight).toBe("blind");
  expect(JSON.stringify(await listForTable(db, stage.organiser, call.id, CAST_NOW))).not.toContain("Teresa");
  await db.updateTable("calls").set({ results_at: CALL_TIMES.afterJury }).execute();
  expect((await findApplication(db, stage.organiser, id, CALL_TIMES.afterJury))?.who?.name).toBe("Teresa Soto Araya");
});

test("organisers see what was sent in and not withdrawn, put it out with a reason and bring it back, each told by mail; drafts and others' are nobody's", async () => {
  const { db, stage, teresa, begun, sent, call } = await staged({ most_each: 3 });
  const [draft, id] = [await begun(), await sent()];
  const organiser = stage.ctxOf(stage.organiser);
  expect(await findApplication(db, stage.organiser, draft, CAST_NOW)).toBeNull();
  expect(await findApplication(db, stage.applicants[1], id, CAST_NOW)).toBeNull();
  expect(await findApplication(db, null, id, CAST_NOW)).toBeNull();
  expect((await listApplications(db, stage.organiser, call.id, { q: "SOTO", page: 1, size: 10, now: CAST_NOW })).rows).toMatchObject([{ id, who: { name: "Teresa Soto Araya" } }]);
  expect(await refusal(setOut(stage.ctxOf(stage.applicants[1]), id, "x"))).toMatch(/not_found|forbidden/);
  await setOut(organiser, id, "Es de 2019.");
  await setOut(organiser, id, "Es de 2019.");
  expect(await findApplication(db, teresa, id, CAST_NOW)).toMatchObject({ state: "out", out_reason: "Es de 2019.", may: { edit: false, withdraw: false } });
  await bringBack(stage.ctxOf(stage.organiser, CALL_TIMES.afterClosing), id);
  expect((await findApplication(db, teresa, id, CAST_NOW))?.state).toBe("submitted");
  const subjects = (await db.selectFrom("outbox").select("subject").where("kind", "=", "call").where("to_email", "=", teresa.email).orderBy("id").execute()).map((row) =>
    row.subject.slice(0, 9),
  );
  expect(subjects).toEqual(["Recibimos", "Quedó fue", "Vuelve a "]);
  await withdrawApplication(stage.ctxOf(teresa), id);
  expect(await findApplication(db, stage.organiser, id, CAST_NOW)).toBeNull();
  await discardApplication(stage.ctxOf(teresa), draft);
  expect(await refusal(discardApplication(stage.ctxOf(teresa), id))).toBe("submitted");
});

test("a draft not sent in is told of on the morning before its call closes, once, and to nobody who sent theirs", async () => {
  const { stage, teresa, begun, sent } = await staged();
  await sent(stage.applicants[1]);
  const id = await begun();
  const due = async (now: string) => (await listDraftsDue(stage.ctxOf(null, now))).map((item) => `${item.email} ${item.path}`);
  expect(await due("2026-12-10T12:30:00.000Z")).toEqual([`${teresa.email} /postulaciones/${id}/editar`]);
  expect(await due("2026-12-03T12:30:00.000Z")).toEqual([]);
  expect(await due("2026-12-11T12:30:00.000Z")).toEqual([]);
});
