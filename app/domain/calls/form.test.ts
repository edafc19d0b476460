import { expect, test } from "vitest";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW } from "#db/testing-cast.ts";
import { CriterionInput, datesOf, QuestionInput } from "./call-form.ts";
import { changesOf, criteriaOf, questionsOf } from "./calls.repo.server.ts";
import { CALL_TIMES, callStage } from "./calls.testing.ts";
import { actOnQuestion, saveQuestion } from "./form.server.ts";
import { actOnCriterion, saveCriterion } from "./rubric.server.ts";

const asked = (over: object = {}) => QuestionInput.parse({ question_id: newId(), kind: "line", label: "¿Cuántas horas toma?", ...over });
const level = (points: string, label = "Nivel") => ({ points: Number(points), label, description: "" });
const measured = (over: object = {}) => CriterionInput.parse({ criterion_id: newId(), name: "Evidencias", weight: 10, levels: [level("3"), level("1")], ...over });
const codes = (schema: typeof QuestionInput | typeof CriterionInput, input: object) => schema.safeParse(input).error?.issues.map((issue) => issue.message);

test("questions and criteria are added once, moved, changed and taken out while nobody relies on them", async () => {
  await using database = await testDb();
  const { db } = database;
  const { draftCall, ctxOf, organiser, people } = await callStage(db);
  const { id } = await draftCall();
  const ctx = ctxOf(organiser);
  const question = asked();
  await saveQuestion(ctx, id, question);
  await saveQuestion(ctx, id, question); // sent twice
  expect(await questionsOf(db, id)).toHaveLength(4);
  for (const act of ["up", "up", "up", "up"] as const) await actOnQuestion(ctx, id, { act, row: question.question_id });
  await saveQuestion(ctx, id, { ...question, label: "¿Cuántas horas pedagógicas toma?", required: true });
  const [first, second] = await questionsOf(db, id);
  expect(first).toMatchObject({ id: question.question_id, label: "¿Cuántas horas pedagógicas toma?", required: true });
  await actOnQuestion(ctx, id, { act: "down", row: question.question_id });
  await actOnQuestion(ctx, id, { act: "remove", row: second?.id ?? "" });
  expect((await questionsOf(db, id))[0]?.id).toBe(question.question_id);
  const criterion = measured();
  await saveCriterion(ctx, id, criterion);
  await actOnCriterion(ctx, id, { act: "up", row: criterion.criterion_id });
  expect((await criteriaOf(db, id)).map(({ name, levels }) => [name, levels.map(({ points }) => points)])).toEqual([
    ["Pertinencia", [0, 2, 4]],
    ["Evidencias", [1, 3]],
    ["Transferibilidad", [0, 2, 4]],
  ]);
  expect(await changesOf(db, id)).toEqual([]); // a draft has no history
  await expect(saveQuestion(ctxOf(people.teacher), id, asked())).rejects.toMatchObject({ code: "not_found" });
  // The row of another call is not touched from this one.
  const other = await draftCall({ title: "Otra" });
  await expect(actOnQuestion(ctx, other.id, { act: "remove", row: question.question_id })).rejects.toMatchObject({ code: "not_found" });
});

test("once somebody has sent the form in nothing leaves them out, and of a published one the history says that it changed, once a day", async () => {
  await using database = await testDb();
  const { db } = database;
  const { openCall, ctxOf, organiser, applicants } = await callStage(db);
  const { id } = await openCall({ blind: "1" });
  const words = { title: "", summary: "", team: "", answers: "{}", search_text: "", state: "submitted" };
  const times = { created_at: CAST_NOW, updated_at: CAST_NOW, submitted_at: CAST_NOW };
  await db
    .insertInto("applications")
    .values({ id: newId(), call_id: id, number: 1, person_id: applicants[0].id, ...words, ...times })
    .execute();
  const ctx = ctxOf(organiser);
  const [text, choice, naming] = await questionsOf(db, id);
  const kept = (question: typeof text, over: object) => QuestionInput.parse({ ...asFields(question), question_id: question?.id, ...over });
  await expect(saveQuestion(ctx, id, asked({ required: "1" }))).rejects.toMatchObject({ fields: { required: ["call_required_late"] } });
  await expect(saveQuestion(ctx, id, kept(text, { kind: "line" }))).rejects.toMatchObject({ fields: { kind: ["call_kind_late"] } });
  await expect(saveQuestion(ctx, id, kept(text, { most: 200 }))).rejects.toMatchObject({ fields: { most: ["call_most_late"] } });
  await expect(saveQuestion(ctx, id, kept(choice, { options: "Stand\nReel" }))).rejects.toMatchObject({ fields: { options: ["call_options_late"] } });
  await expect(saveQuestion(ctx, id, kept(naming, { identifies: undefined }))).rejects.toMatchObject({ fields: { identifies: ["call_identifies_late"] } });
  await expect(actOnQuestion(ctx, id, { act: "remove", row: choice?.id ?? "" })).rejects.toMatchObject({ reason: "call_applied" });
  await saveQuestion(ctx, id, asked());
  await saveQuestion(ctx, id, kept(choice, { options: "Stand\nPóster\nPonencia\nReel" }));
  expect((await changesOf(db, id)).map(({ kind }) => kind)).toEqual(["amended", "published"]);
  await expect(saveQuestion(ctxOf(organiser, CALL_TIMES.afterClosing), id, asked())).rejects.toMatchObject({ reason: "call_closed" });
});

const asFields = (question: { kind: string; label: string; hint: string; required: boolean; most: number | null; options: string[]; identifies: boolean } | undefined) => ({
  ...{ kind: question?.kind, label: question?.label, hint: question?.hint, most: question?.most ?? undefined, options: question?.options.join("\n") },
  ...(question?.required ? { required: "1" } : {}),
  ...(question?.identifies ? { identifies: "1" } : {}),
});

test("the rubric is fixed once somebody of the jury has assessed by it", async () => {
  await using database = await testDb();
  const { db } = database;
  const { openCall, ctxOf, organiser, applicants, jurors } = await callStage(db);
  const { id } = await openCall({ jury: true });
  const ctx = ctxOf(organiser);
  await saveCriterion(ctx, id, measured());
  const words = { title: "", summary: "", team: "", answers: "{}", search_text: "", state: "submitted" };
  const application_id = newId();
  await db
    .insertInto("applications")
    .values({ id: application_id, call_id: id, number: 1, person_id: applicants[0].id, ...words, created_at: CAST_NOW, updated_at: CAST_NOW })
    .execute();
  const row = { id: newId(), call_id: id, application_id, person_id: jurors[0].id, comment_md: "", comment_html: "", note: "" };
  await db
    .insertInto("assessments")
    .values({ ...row, created_at: CAST_NOW, updated_at: CAST_NOW, done_at: null })
    .execute();
  const [criterion] = await criteriaOf(db, id);
  await expect(saveCriterion(ctx, id, measured())).rejects.toMatchObject({ reason: "call_assessed" });
  await expect(actOnCriterion(ctx, id, { act: "remove", row: criterion?.id ?? "" })).rejects.toMatchObject({ reason: "call_assessed" });
});

test("a form says what is wrong with a question, a criterion and the dates", () => {
  expect(codes(QuestionInput, { question_id: newId(), kind: "choice", label: "x", options: "una\nuna" })).toEqual(["call_options"]);
  const one = (levels: object[]) => codes(CriterionInput, { criterion_id: newId(), name: "x", weight: 1, levels });
  expect(one([level("1")])).toEqual(["call_levels_few"]);
  expect(one([level("1"), level("1")])).toEqual(["call_level_twice"]);
  expect(one([level("1"), level("2", "")])).toEqual(["call_level_half"]);
  expect(one([level("1"), level("2"), { label: "", description: "" }])).toBeUndefined(); // an empty row is none
  const dates = { zone: "America/Santiago", opens_date: "2026-11-10", opens_time: null, closes_date: "2026-11-20", closes_time: null, jury_date: null, jury_time: null } as const;
  expect(datesOf(dates)).toMatchObject({ ok: true, dates: { opens_at: "2026-11-10T03:00:00.000Z", closes_at: "2026-11-21T02:59:00.000Z", jury_at: null } });
  expect(datesOf({ ...dates, closes_date: "2026-11-09" })).toEqual({ ok: false, field: "closes_date", code: "call_closes_first" });
  expect(datesOf({ ...dates, jury_date: "2026-11-20", jury_time: "10:00" })).toEqual({ ok: false, field: "jury_date", code: "call_jury_first" });
  // In September 2027 the clocks skip midnight: a call opens as that day begins, and cannot close in an hour that is not there.
  expect(datesOf({ ...dates, opens_date: "2027-09-05", closes_date: "2027-09-20" })).toMatchObject({ ok: true, dates: { opens_local: "2027-09-05T01:00" } });
  expect(datesOf({ ...dates, closes_date: "2027-09-05", closes_time: "00:30" })).toEqual({ ok: false, field: "closes_time", code: "time_gap" });
});
