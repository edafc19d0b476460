/** A blind jury does not learn who applies: not one byte of any page or file that a juror opens tells a name, a school, a team or the name of a file. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { declareConflicts } from "#app/domain/calls/conflicts.server.ts";
import { answerJury } from "#app/domain/calls/jury.server.ts";
import { type JuryStage, juryStage } from "#app/domain/calls/jury.testing.ts";
import type { Actor, Ctx } from "#app/domain/context.ts";
import { attachFile } from "#app/domain/files/attachments.server.ts";
import { startSession } from "#app/domain/identity/sessions.server.ts";
import { searchText } from "#db/search-text.ts";
import { testDb } from "#db/testing.ts";
import { TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import { front, testApp } from "./front.testing.ts";
import { handler } from "./serve.server.ts";
import { sessionCookie } from "./session-cookie.server.ts";

/** Everything by which the application of Óscar Núñez is known. */
const SECRETS = [
  ...["Óscar", "Núñez", "oscar@cast.example", "Liceo Técnico Austral", "liceo-tecnico-austral", "Técnico Austral"],
  ...["Marta Quezada", "Quezada Rifo", "Rosa Leal", "informe-del-liceo", "tableros-del-austral", "Rodrigo Ampuero"],
];

const ANSWER = "En el Liceo Técnico Austral, Óscar Núñez y Marta Quezada Rifo midieron con sus cursos.";

/** An application that tells who it is in every place where it can. */
async function tell(s: JuryStage, ctx: Ctx, folder: string): Promise<{ own: string; file: string }> {
  const { db } = ctx;
  const [, own] = s.applications;
  const questions = await db.selectFrom("call_questions").select(["id", "identifies"]).where("call_id", "=", s.call.id).execute();
  const answers = Object.fromEntries(questions.map(({ id, identifies }) => [id, identifies === 1 ? "La directora es Rosa Leal" : ANSWER]));
  const { published } = s;
  const live = await published("experience", { title: "Tableros del Austral", authors: [{ name: "Óscar Núñez Bravo", person_id: null }] });
  const school = { id: s.cast.schools.austral.id, name: s.cast.schools.austral.name };
  const work = {
    ...{
      resource_id: live.id,
      slug: "tableros-del-austral",
      version: 1,
      title: "Tableros de Óscar Núñez",
      summary: "Del Liceo Técnico Austral.",
      specialties: ["Electricidad"],
      levels: [],
    },
    ...{ authors: ["Óscar Núñez Bravo", "Rodrigo Ampuero Vera"], schools: [school], at: ctx.now },
    sections: [{ key: "need", html: '<p>Con <strong>Rodrigo Ampuero</strong> en el Liceo Técnico Austral: <a href="/experiencias/tableros-del-austral">ver</a></p>' }],
  };
  const fields = {
    title: "Lo que hizo Óscar Núñez con canelo",
    summary: "Canelo en el taller del Liceo Técnico Austral.",
    team: "Marta Quezada Rifo; 3.º medio B",
    answers: JSON.stringify(answers),
  };
  await db
    .updateTable("applications")
    .set({ ...fields, resource_id: live.id, work: JSON.stringify(work) })
    .where("id", "=", own)
    .execute();
  const sourcePath = join(folder, "informe");
  await writeFile(sourcePath, "Lo que medimos.\n");
  const { id: file } = await attachFile({ ...ctx, actor: s.applicants[1] }, { ownerKind: "application", ownerId: own, sourcePath, name: "informe-del-liceo-oscar-nunez.txt" });
  return { own, file };
}

test("a blind jury opens everything it may, and learns of nobody", async () => {
  await using database = await testDb();
  const { db } = database;
  const folder = await mkdtemp(join(tmpdir(), "nodos-blind-"));
  const deployment = { ...TEST_DEPLOYMENT, storageUrl: `file:${join(folder, "files")}` };
  const s = await juryStage(db, { blind: "1" });
  const { own, file } = await tell(s, { ...s.ctxOf(null), deployment }, folder);
  await db.updateTable("calls").set({ closes_at: "2026-11-20T15:00:00.000Z" }).where("id", "=", s.call.id).execute();
  const now = (actor: Actor | null): Ctx => ({ ...s.ctxOf(actor, new Date().toISOString()), deployment });
  const [juror] = s.jurors;
  const house = await handler(testApp(database, { deployment }));
  await using site = await front((server) => server.use(house));
  const session = await startSession(now(null), juror.id, "Vitest");
  const cookie = sessionCookie(deployment, session.id, session.until).split(";")[0] ?? "";
  const told: string[] = [];
  const open = async (path: string, status: number, says = "") => {
    const answer = await site.get(path, { cookie });
    const all = `${searchText(decodeURIComponent(JSON.stringify(answer.headers)))}\n${searchText(answer.text)}`;
    if (answer.status !== status) told.push(`${path}: ${answer.status}`);
    if (!answer.text.includes(says)) told.push(`${path}: does not say «${says}»`);
    for (const secret of SECRETS) if (all.includes(searchText(secret))) told.push(`${path}: tells «${secret}»`);
    return answer.text;
  };
  const { slug } = s.call;
  const seat = `/convocatorias/${slug}/evaluar`;
  await open(`/postulaciones/${own}`, 404);
  await open(seat, 200, "Sí, acepto");
  await answerJury(now(juror), s.call.id, true);
  await open(seat, 200, "canelo");
  await open(`/postulaciones/${own}`, 404); // not before declaring
  await open(`/postulaciones/${own}/evaluar`, 404);
  await declareConflicts(now(juror), s.call.id, { note: "", conflicts: [] });
  const linked = new Set<string>();
  for (const path of [seat, `/postulaciones/${own}`, `/postulaciones/${own}/evaluar`]) {
    const html = await open(path, 200, "canelo");
    for (const [, href] of html.matchAll(/href="(\/(?:archivos|postulaciones)[^"#]*)"/g)) if (href) linked.add(href);
  }
  expect([...linked].some((href) => href.includes(file))).toBe(true);
  for (const path of linked) await open(path, 200);
  for (const path of [`/convocatorias/${slug}`, "/convocatorias", `${seat}?declarar=otra-vez`, "/", "/novedades", "/cuenta/postulaciones"]) await open(path, 200);
  for (const path of [`/convocatorias/${slug}/resultados`, `/convocatorias/${slug}/resultados.csv`]) await open(path, 404);
  for (const path of [`/convocatorias/${slug}/jurado`, `/convocatorias/${slug}/postulaciones`, `/convocatorias/${slug}/postulaciones.csv`]) await open(path, 403);
  expect(told).toEqual([]);
  await rm(folder, { recursive: true, force: true });
});
