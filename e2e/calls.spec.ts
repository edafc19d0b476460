/** A call from the first word of an application to its results: written on a phone, sent in, changed, assessed without a name, and decided. */
import { CallInput } from "#app/domain/calls/call-form.ts";
import { publishCall, startCall } from "#app/domain/calls/calls.server.ts";
import { insertQuestions } from "#app/domain/calls/form.server.ts";
import { insertCriteria } from "#app/domain/calls/rubric.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { loadActor } from "#app/domain/identity/sessions.server.ts";
import { addDays, isoDate } from "#app/i18n/dates.ts";
import { newId } from "#db/ids.ts";
import { expect, expectSaid, expectTitle, linkIn, type OwnCast, test } from "./journey.ts";

test.use({ viewport: { width: 360, height: 740 } });

const LEVELS = [
  { points: 0, label: "No se ve", description: "" },
  { points: 4, label: "Se ve con claridad", description: "" },
];

/** As its organiser left it: open, blind, with one required question and a rubric of one criterion. */
async function openCall(ctx: Ctx, cast: OwnCast, nodeId: string) {
  const today = isoDate(ctx.now);
  const dates = { zone: "America/Santiago", opens_date: addDays(today, -3), closes_date: addDays(today, 9), jury_date: addDays(today, 19) };
  const words = {
    kind: "contest",
    visibility: "members",
    title: cast.titled("Concurso de taller"),
    summary: "Lo que funciona.",
    body_md: "Bases.",
    prizes: "Un diploma.",
    work: "none",
  };
  const made = await startCall(ctx, CallInput.parse({ call_id: newId(), node_id: nodeId, blind: "1", ...words, ...dates }));
  await insertQuestions(ctx, made.id, [
    { kind: "text", label: "¿Qué cambió?", hint: "", required: true, most: 500, options: [], identifies: false },
    { kind: "choices", label: "¿Cómo lo mostrarían?", hint: "", required: false, most: null, options: ["Stand", "Póster"], identifies: false },
  ]);
  await insertCriteria(ctx, made.id, [{ name: "Pertinencia", description: "", weight: 1, levels: LEVELS }]);
  await publishCall(ctx, made.id);
  return { ...made, title: words.title };
}

test("a call is applied to on a phone, assessed without a name, and decided", async ({ page, cast, enterAs, browserOf, mailFor, database, scripts }) => {
  const school = await cast.school("Liceo Secreto");
  const [coordinator, teacher, juror] = [await cast.person("Camila"), await cast.person("Teresa", { school }), await cast.person("Alicia")];
  const node = await cast.node("Taller", { coordinator });
  const { db } = database;
  const ctx: Ctx = { db, deployment: cast.deployment, actor: await loadActor(db, coordinator.id), now: new Date().toISOString(), wake: () => undefined };
  const call = await openCall(ctx, cast, node.id);

  await enterAs(teacher.email);
  await page.goto(`/convocatorias/${call.slug}/postular`);
  await page.getByRole("button", { name: "Comenzar" }).click();
  await expectTitle(page, "Tu postulación");
  const edit = page.url();
  await page.getByLabel("Título").fill("Tableros en pareja");
  await page.getByLabel("En pocas palabras").fill("Cuarenta estudiantes, veinte tableros.");
  await page.getByLabel("Póster").check();
  if (scripts) {
    await expect(page.getByText(/Guardado a las \d\d:\d\d h/)).toBeVisible();
    await page.reload();
  } else await page.getByRole("button", { name: "Guardar borrador" }).click();
  await expect(page.getByLabel("Título")).toHaveValue("Tableros en pareja");
  await expect(page.getByLabel("Póster")).toBeChecked();
  await page.getByLabel("¿Qué cambió?").fill(`En el ${school.name}, ${teacher.name} vio que aprenden antes.`);
  await page.getByRole("button", { name: "Enviar postulación" }).click();
  await expectSaid(page, "es la número 1");
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  const address = new URL(page.url()).pathname;
  const [receipt] = await mailFor(teacher.email);
  expect(receipt?.subject).toContain("Recibimos tu postulación n.º 1");
  expect(await linkIn(receipt, /\/postulaciones\//)).toContain(address);
  await page.goto(edit);
  await page.getByLabel("Título").fill("Tableros en pareja, segunda vuelta");
  await page.getByRole("button", { name: "Guardar cambios" }).click();
  await expectSaid(page, "sigue enviada");

  // The closing instant comes; the jury has said yes.
  const past = new Date(Date.now() - 1_000).toISOString();
  await db.updateTable("calls").set({ closes_at: past }).where("id", "=", call.id).execute();
  const seat = { named_at: past, named_by: null, accepted_at: past, declined_at: null, declared_at: null, removed_at: null };
  await db
    .insertInto("call_jurors")
    .values({ id: newId(), call_id: call.id, person_id: juror.id, ...seat })
    .execute();
  await page.goto(edit);
  await expect(page.getByText("ya no se puede enviar ni cambiar")).toBeVisible();

  const alicia = await browserOf(juror);
  await alicia.goto(`/convocatorias/${call.slug}/evaluar`);
  await alicia.getByLabel(/Revisé toda la lista/).check();
  await alicia.getByRole("button", { name: "Guardar mi declaración" }).click();
  await alicia.goto(`${address}/evaluar`);
  await expect(alicia.locator("main")).toContainText("[reservado]");
  expect(await alicia.content()).not.toMatch(new RegExp(`Secreto|Teresa ${cast.tag}`));
  await alicia.getByLabel("4 Se ve con claridad").check();
  await alicia.getByLabel("Comentario general").fill("Se puede hacer en cualquier taller.");
  await alicia.getByRole("button", { name: /Terminar/ }).click();

  const camila = await browserOf(coordinator);
  await camila.goto(`/convocatorias/${call.slug}/resultados`);
  await camila.getByRole("link", { name: "Reconocer a la n.º 1" }).click();
  await camila.getByLabel("Reconocimiento", { exact: true }).fill("Primer lugar");
  await camila.getByRole("button", { name: "Dar este reconocimiento" }).click();
  await camila.getByLabel(/^Palabras de quien organiza/).fill("Gracias a quienes postularon.");
  await camila.getByRole("button", { name: "Guardar y revisar" }).click();
  await camila.getByLabel("Revisé los reconocimientos").check();
  await camila.getByRole("button", { name: "Publicar los resultados" }).click();
  await expectSaid(camila, "publicados");

  await page.goto(address);
  await expect(page.locator("main")).toContainText("Primer lugar");
  await expect(page.locator("main")).toContainText("Se puede hacer en cualquier taller.");
  await expect(page.locator("main")).not.toContainText(juror.name);
});
