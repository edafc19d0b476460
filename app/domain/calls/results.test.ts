import { expect, test } from "vitest";
import { DomainError } from "#app/domain/errors.ts";
import { testDb } from "#db/testing.ts";
import { finishAssessment, saveAssessment } from "./assessing.server.ts";
import { findCall } from "./calls.repo.server.ts";
import { canSeeRanking } from "./jury.policy.ts";
import { juryStage } from "./jury.testing.ts";
import { jurorsViews, ownResultOf, winnersOf } from "./results.repo.server.ts";
import { publishResults, saveResultsText, setAward, withdrawResults } from "./results.server.ts";

const codeOf = (error: unknown) => (error instanceof DomainError ? error.code : error);
const FIRST = { award: "Primer lugar", position: 1, note: "Por lo fácil de replicar." };

async function decided() {
  const database = await testDb();
  const { db } = database;
  const stage = await juryStage(db);
  const [ally, , daniela] = stage.jurors;
  await stage.seat(ally);
  await stage.seat(daniela);
  await finishAssessment(stage.at(ally), stage.applications[0], await stage.found(4, 2, { comment_md: "Muy **claro**.", note: "Solo para el jurado." }));
  await finishAssessment(stage.at(daniela), stage.applications[0], await stage.found(2));
  const mails = () => db.selectFrom("outbox").select(["to_email", "subject"]).where("kind", "=", "call").where("subject", "not like", "Te invitan%").orderBy("to_email").execute();
  return { database, ...stage, db, mails };
}

test("awards are an organiser's, until the results are out; taking one away tells what gives it back", async () => {
  const { database, db, at, call, applications, organiser, jurors, applicants, ctxOf, seat, people } = await decided();
  await using _ = database;
  for (const who of [jurors[0], applicants[0], people.outsider]) await expect(setAward(at(who), call.id, applications[0], FIRST).catch(codeOf)).resolves.toBe("forbidden");
  await expect(setAward(ctxOf(organiser), call.id, applications[0], FIRST).catch(codeOf)).resolves.toBe("conflict"); // still open
  expect(await setAward(at(organiser), call.id, applications[0], FIRST)).toBeNull();
  expect(await winnersOf(db, organiser, call.id)).toEqual([]); // nobody learns of it
  expect(await ownResultOf(db, applicants[0], applications[0])).toBeNull();
  expect(await setAward(at(organiser), call.id, applications[0], null)).toEqual(FIRST);
  await setAward(at(organiser), call.id, applications[0], FIRST);
  await publishResults(at(organiser), call.id);
  await expect(setAward(at(organiser), call.id, applications[0], null).catch(codeOf)).resolves.toBe("conflict");
  await expect(seat(jurors[1]).catch(codeOf)).resolves.toBe("conflict");
});

test("publishing: each who applied is told once, with the line in the history; persons are named to those with an account alone", async () => {
  const { database, db, at, call, applications, organiser, applicants, mails, jurors, found } = await decided();
  await using _ = database;
  await setAward(at(organiser), call.id, applications[0], FIRST);
  await saveResultsText(at(organiser), call.id, "Gracias a *todas* las escuelas.");
  expect(await mails()).toEqual([]);
  await publishResults(at(organiser), call.id);
  await publishResults(at(organiser, "2026-12-13T15:00:00.000Z"), call.id); // twice is once
  const told = await mails();
  expect(told.map(({ to_email }) => to_email)).toEqual(applicants.map(({ email }) => email).sort());
  expect(told.filter(({ subject }) => subject.startsWith("Primer lugar"))).toHaveLength(1);
  expect(await db.selectFrom("call_changes").select("id").where("call_id", "=", call.id).where("kind", "=", "results").execute()).toHaveLength(1);
  const [open] = await winnersOf(db, null, call.id);
  expect(open).toMatchObject({ award: "Primer lugar", people: null, note: FIRST.note });
  expect(JSON.stringify(open)).not.toContain(applicants[0].name);
  expect((await winnersOf(db, jurors[0], call.id))[0]?.people?.name).toBe(applicants[0].name);
  await expect(saveAssessment(at(jurors[0]), applications[1], await found(4)).catch(codeOf)).resolves.toBe("conflict");
});

test("an applicant reads scores and comments, not who wrote them nor the private notes; nobody reads another's", async () => {
  const { database, db, at, call, applications, organiser, applicants, jurors } = await decided();
  await using _ = database;
  await publishResults(at(organiser), call.id);
  const result = await ownResultOf(db, applicants[0], applications[0]);
  expect(result).toMatchObject({ award: null, score: 65 });
  expect(result?.assessments.map(({ score }) => score).sort()).toEqual([50, 80]);
  const bytes = JSON.stringify(result);
  expect(bytes).toContain("<strong>claro</strong>");
  for (const hidden of ["Solo para el jurado", ...jurors.flatMap(({ name, id }) => [name, id])]) expect(bytes).not.toContain(hidden);
  const named = await jurorsViews(db, call, applications[0], { names: true });
  expect(named.map(({ juror }) => juror).sort()).toEqual([jurors[0].name, jurors[2].name].sort());
  expect(named.some(({ note }) => note === "Solo para el jurado.")).toBe(true);
  expect((await jurorsViews(db, call, applications[0], { names: false })).every(({ juror }) => juror === null)).toBe(true);
  expect(await jurorsViews(db, { id: "another" }, applications[0], { names: true })).toEqual([]);
  expect(await ownResultOf(db, applicants[1], applications[0])).toBeNull();
  expect(await ownResultOf(db, null, applications[0])).toBeNull();
});

test("results that were wrong are withdrawn with a reason, and published anew with a mail that says so", async () => {
  const { database, db, at, call, applications, organiser, applicants, mails, jurors } = await decided();
  await using _ = database;
  await publishResults(at(organiser), call.id);
  await expect(withdrawResults(at(jurors[0]), call.id, "No").catch(codeOf)).resolves.toBe("forbidden");
  await withdrawResults(at(organiser), call.id, "Faltaba un puntaje.");
  expect(await winnersOf(db, organiser, call.id)).toEqual([]);
  expect(await ownResultOf(db, applicants[0], applications[0])).toBeNull();
  await setAward(at(organiser), call.id, applications[0], FIRST);
  await publishResults(at(organiser, "2026-12-13T15:00:00.000Z"), call.id);
  const told = await mails();
  expect(told).toHaveLength(8);
  expect(told.filter(({ subject }) => subject.startsWith("Corregido"))).toHaveLength(4);
});

test("no juror sees scores of others before the results are out, even with the rights of an organiser", async () => {
  const { database, db, at, call, organiser, jurors, people } = await decided();
  await using _ = database;
  const [ally] = jurors;
  const risen = { ...ally, rights: organiser.rights };
  const sees = async (who: typeof ally) => {
    const found = await findCall(db, who, { id: call.id });
    return found ? canSeeRanking(who, found) : null;
  };
  expect([await sees(ally), await sees(risen), await sees({ ...ally, admin: true }), await sees(people.outsider), await sees(organiser)]).toEqual([
    false,
    false,
    false,
    false,
    true,
  ]);
  await publishResults(at(organiser), call.id);
  expect([await sees(ally), await sees(risen), await sees(people.outsider)]).toEqual([true, true, false]);
});
