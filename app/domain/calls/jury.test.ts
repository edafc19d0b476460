import { expect, test } from "vitest";
import type { Actor } from "#app/domain/context.ts";
import { DomainError } from "#app/domain/errors.ts";
import { listJuriesDue } from "#app/domain/reminders/juries-due.server.ts";
import { sendDailyMails } from "#app/domain/reminders/reminders.server.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { findApplication } from "./applications.repo.server.ts";
import { listForDeclaring, listToAssess } from "./assessing.repo.server.ts";
import { finishAssessment, reopenAssessment, saveAssessment } from "./assessing.server.ts";
import { conflictsFound, listConflicts } from "./conflicts.repo.server.ts";
import { declareConflict, declareConflicts, liftConflict, setConflict, takeBackConflict } from "./conflicts.server.ts";
import { jurorsOf } from "./jury.repo.server.ts";
import { answerJury, nameJuror, removeJuror, returnJuror } from "./jury.server.ts";
import { insertApplication, juryStage } from "./jury.testing.ts";
import { bringBack, setOut } from "./out-of-bases.server.ts";
import { rankingOf } from "./ranking.repo.server.ts";

const fields = (error: unknown) => (error instanceof DomainError ? error.fields : error);
const codeOf = (error: unknown) => (error instanceof DomainError ? error.code : error);
const NONE = { note: "", conflicts: [] };

test("a jury is of people who neither apply nor organise; whoever is named is asked once by mail, and asked anew after saying no", async () => {
  await using database = await testDb();
  const { db } = database;
  const { call, ctxOf, organiser, applicants, people, jurors } = await juryStage(db);
  const name = (who: Actor, by = organiser) => nameJuror(ctxOf(by), call.id, who.id);
  await expect(name(applicants[0]).catch(fields)).resolves.toEqual({ person_id: ["juror_applies"] });
  await expect(name(organiser).catch(fields)).resolves.toEqual({ person_id: ["juror_organises"] });
  await expect(name(people.admin).catch(fields)).resolves.toEqual({ person_id: ["juror_organises"] });
  await expect(name(people.ally, people.outsider).catch(codeOf)).resolves.toBe("forbidden");
  await expect(name(jurors[0], jurors[0]).catch(codeOf)).resolves.toBe("forbidden");
  const mails = () => db.selectFrom("outbox").select(["to_email", "subject"]).where("kind", "=", "call").orderBy("to_email").execute();
  expect((await mails()).map(({ to_email }) => to_email)).toEqual(jurors.map(({ email }) => email).sort());
  await name(jurors[0]); // twice is once
  expect(await mails()).toHaveLength(3);
  await answerJury(ctxOf(jurors[0]), call.id, false);
  await nameJuror(ctxOf(organiser, "2026-11-22T15:00:00.000Z"), call.id, jurors[0].id);
  expect(await mails()).toHaveLength(4);
  await expect(answerJury(ctxOf(people.outsider), call.id, true).catch(codeOf)).resolves.toBe("not_found");
});

test("the hub finds jurors of the same school, and those named in a team or among the authors", async () => {
  await using database = await testDb();
  const { db } = database;
  const { call, applications, jurors, applicants, published, cast } = await juryStage(db);
  const [ally, bruno, daniela] = jurors;
  const own = await published("experience");
  await db.insertInto("resource_authors").values({ id: newId(), resource_id: own.id, position: 2, person_id: ally.id, name: ally.name }).execute();
  await db.updateTable("applications").set({ resource_id: own.id }).where("id", "=", applications[0]).execute();
  const work = { authors: ["Alicia Paredes Ríos"], schools: [{ id: cast.schools.austral.id, name: "" }] }; // as it was when it was sent in
  await db
    .updateTable("applications")
    .set({ work: JSON.stringify(work) })
    .where("id", "=", applications[3])
    .execute();
  const told = await insertApplication(db, call.id, applicants[2], 5, { team: "También: Daniela CURIN Painén, y estudiantes." });
  const found = await conflictsFound(db, { id: call.id });
  const of = (application: string) => found.filter((row) => row.application_id === application).map(({ person_id, kind }) => [person_id, kind]);
  expect(of(applications[0])).toEqual(
    expect.arrayContaining([
      [ally.id, "author"],
      [bruno.id, "same_school"],
    ]),
  );
  expect(of(applications[1])).toEqual([[daniela.id, "same_school"]]);
  expect(of(applications[2])).toEqual([]);
  expect(of(applications[3])).toEqual(
    expect.arrayContaining([
      [bruno.id, "same_school"],
      [ally.id, "author"],
      [daniela.id, "same_school"],
    ]),
  );
  expect(of(told)).toEqual([[daniela.id, "author"]]);
});

test("nothing is read before the closing, before accepting, and before declaring; with a conflict never", async () => {
  await using database = await testDb();
  const { db } = database;
  const { call, applications, jurors, at, ctxOf } = await juryStage(db);
  const [, bruno] = jurors;
  const sees = async (now?: string) => {
    const ctx = at(bruno, now);
    const pages = [];
    for (const id of applications) if (await findApplication(db, bruno, id, ctx.now)) pages.push(id);
    const listed = (await listToAssess(db, { id: call.id, blind: 0 }, bruno.id, ctx.now)).map(({ id }) => id);
    expect(listed).toEqual(pages);
    return pages;
  };
  expect(await sees()).toEqual([]);
  await answerJury(ctxOf(bruno), call.id, true);
  expect(await sees()).toEqual([]);
  await expect(declareConflicts(ctxOf(bruno), call.id, NONE).catch(codeOf)).resolves.toBe("conflict"); // still open
  await declareConflicts(at(bruno), call.id, { note: "Es mi cuñada.", conflicts: [{ application_id: applications[2], kind: "family" }] });
  expect(await sees()).toEqual([applications[1]]); // 1 and 4 are of his school, 3 he declared
  expect(await sees(ctxOf(bruno).now)).toEqual([]); // before the closing
  // Extended: others may have come, and everything has to be declared anew.
  await db.updateTable("calls").set({ closes_at: "2026-12-15T02:59:00.000Z" }).where("id", "=", call.id).execute();
  expect(await sees("2026-12-16T15:00:00.000Z")).toEqual([]);
  await declareConflicts(at(bruno, "2026-12-16T15:00:00.000Z"), call.id, NONE);
  expect(await sees("2026-12-16T15:00:00.000Z")).toEqual([applications[1], applications[2]]);
});

test("a juror takes back what they declared, never what the hub found; an organiser may, and it stands in the history", async () => {
  await using database = await testDb();
  const { db } = database;
  const { call, applications, jurors, at, organiser, seat } = await juryStage(db);
  const [, bruno, daniela] = jurors;
  await seat(bruno, [applications[2]]);
  const rows = await listConflicts(db, call.id, { personId: bruno.id });
  const of = (application: string) => rows.find((row) => row.application_id === application)?.id ?? "";
  await expect(takeBackConflict(at(bruno), call.id, of(applications[0])).catch(codeOf)).resolves.toBe("not_found");
  await expect(takeBackConflict(at(daniela), call.id, of(applications[2])).catch(codeOf)).resolves.toBe("not_found");
  await expect(liftConflict(at(bruno), call.id, of(applications[0])).catch(codeOf)).resolves.toBe("forbidden");
  await takeBackConflict(at(bruno), call.id, of(applications[2]));
  await liftConflict(at(organiser), call.id, of(applications[0]));
  const mine = async () => (await listToAssess(db, { id: call.id, blind: 0 }, bruno.id, at(bruno).now)).map(({ id }) => id);
  expect(await mine()).toEqual([applications[0], applications[1], applications[2]]);
  await declareConflicts(at(bruno), call.id, NONE); // what an organiser lifted is not found again
  expect(await mine()).toEqual([applications[0], applications[1], applications[2]]);
  await setConflict(at(organiser), call.id, { person_id: bruno.id, application_id: applications[1], kind: "other", note: "" });
  await declareConflict(at(bruno), applications[2], { kind: "works_together", note: "" });
  expect(await mine()).toEqual([applications[0]]);
  const lines = await db.selectFrom("call_changes").select("note").where("call_id", "=", call.id).where("kind", "=", "jury").execute();
  expect(lines).toHaveLength(1);
  expect(await listConflicts(db, call.id, { personId: bruno.id })).toHaveLength(5); // nothing is ever deleted
});

test("an assessment is a draft until it is whole and done; it counts for what its juror may assess, and for nobody else", async () => {
  await using database = await testDb();
  const { db } = database;
  const { call, applications, jurors, at, seat, found, people, organiser } = await juryStage(db);
  const [ally, bruno, daniela] = jurors;
  const [, second, third] = applications;
  await seat(ally);
  await seat(bruno);
  for (const who of [daniela, organiser, people.admin, people.outsider]) await expect(saveAssessment(at(who), second, await found(4)).catch(codeOf)).resolves.toBe("not_found");
  await expect(saveAssessment(at(bruno), applications[0], await found(4)).catch(codeOf)).resolves.toBe("not_found"); // his school
  await saveAssessment(at(ally), second, await found(4, null));
  await expect(finishAssessment(at(ally), second, await found(4, null)).catch((error) => Object.values(fields(error) as object))).resolves.toEqual([["score_required"]]);
  const scoreOf = async (id: string) => (await rankingOf(db, call.id)).find((one) => one.id === id);
  expect(await scoreOf(second)).toMatchObject({ score: null, assessments: 0, expected: 2 });
  await finishAssessment(at(ally), second, await found(4, 2));
  await finishAssessment(at(bruno), second, await found(2, 2));
  expect(await scoreOf(second)).toMatchObject({ score: 65, lowest: 50, highest: 80, assessments: 2, place: 1 });
  await expect(saveAssessment(at(ally), second, await found(0)).catch(codeOf)).resolves.toBe("conflict"); // done: take it up first
  await reopenAssessment(at(ally), second);
  expect(await scoreOf(second)).toMatchObject({ score: 50, assessments: 1 });
  await finishAssessment(at(ally), second, await found(4, 2));
  await finishAssessment(at(ally), third, await found(4));
  await declareConflict(at(ally), second, { kind: "family", note: "" });
  expect(await scoreOf(second)).toMatchObject({ score: 50, assessments: 1, expected: 1 });
  const seats = await jurorsOf(db, call.id);
  await removeJuror(at(organiser), call.id, seats.find(({ person_id }) => person_id === ally.id)?.id ?? "");
  expect(await scoreOf(third)).toMatchObject({ score: null });
  await returnJuror(at(organiser), call.id, seats.find(({ person_id }) => person_id === ally.id)?.id ?? "");
  expect(await scoreOf(third)).toMatchObject({ score: 100, place: 1 });
});

test("whoever moves to the school of an application has a conflict from then on", async () => {
  await using database = await testDb();
  const { db } = database;
  const { applications, jurors, at, seat, found, cast, call } = await juryStage(db);
  const [ally] = jurors;
  await seat(ally);
  await finishAssessment(at(ally), applications[2], await found(4));
  await db.updateTable("people").set({ establishment_id: cast.schools.puerto.id }).where("id", "=", ally.id).execute();
  await expect(reopenAssessment(at(ally), applications[2]).catch(codeOf)).resolves.toBe("not_found");
  expect((await rankingOf(db, call.id)).every(({ score }) => score === null)).toBe(true);
});

test("the list to declare from has nothing that is found already, and no names where the jury is blind", async () => {
  await using database = await testDb();
  const { db } = database;
  const { call, applications, jurors, applicants } = await juryStage(db);
  await db.updateTable("applications").set({ title: "El taller de Óscar Núñez en Liceo Técnico Austral" }).where("id", "=", applications[1]).execute();
  const [, bruno] = jurors;
  const found = new Set((await conflictsFound(db, call, { personId: bruno.id })).map((row) => row.application_id));
  const open = await listForDeclaring(db, { id: call.id, blind: 0 }, bruno.id, found);
  expect(open.map(({ id, who }) => [id, who])).toEqual([
    [applications[1], applicants[1].name],
    [applications[2], applicants[2].name],
  ]);
  const blind = JSON.stringify(await listForDeclaring(db, { id: call.id, blind: 1 }, bruno.id, found));
  for (const word of ["Núñez", "Austral", "Beatriz", "Puerto"]) expect(blind).not.toContain(word);
});

test("a juror with something left is reminded as the date of the jury nears, in the one mail of the day", async () => {
  await using database = await testDb();
  const { db } = database;
  const { applications, jurors, at, seat, found } = await juryStage(db);
  const [ally, bruno] = jurors;
  await seat(ally);
  await seat(bruno, [applications[2]]);
  await finishAssessment(at(bruno), applications[1], await found(4)); // his two others are of his school
  const morning = "2026-12-18T13:00:00.000Z";
  const due = await listJuriesDue(at(null, morning));
  expect(due.map(({ email, left, what }) => [email, left, what])).toEqual([[ally.email, 4, "Feria de experiencias de innovación"]]);
  await sendDailyMails(at(null, morning));
  const mail = await db.selectFrom("outbox").select(["subject", "raw"]).where("to_email", "=", ally.email).where("kind", "=", "reminder").executeTakeFirstOrThrow();
  expect(mail.subject).toBe("Te falta evaluar: Feria de experiencias de innovación");
  expect(await listJuriesDue(at(null, morning))).toEqual([]); // told
});

test("an application that comes back after the jury has declared comes with the conflicts that the hub finds", async () => {
  await using database = await testDb();
  const { db } = database;
  const { call, applications, jurors, at, seat, organiser } = await juryStage(db);
  const [, , daniela] = jurors;
  await setOut(at(organiser), applications[1], "No trae la carta.");
  await seat(daniela);
  await bringBack(at(organiser), applications[1]); // of her school
  const mine = (await listToAssess(db, { id: call.id, blind: 0 }, daniela.id, at(daniela).now)).map(({ id }) => id);
  expect(mine).toEqual([applications[0], applications[2], applications[3]]);
});
