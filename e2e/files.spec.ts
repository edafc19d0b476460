/**
 * A teacher posts a PDF of 12 MB from a phone; the line breaks off in the middle, and it goes on from there. Somebody else finds it by a word inside it.
 * With SLOW_LINK=1 the line is a true 200 kbit/s, which takes eight minutes.
 */
import { randomBytes } from "node:crypto";
import type { BrowserContext, Page } from "@playwright/test";
import PDFDocument from "pdfkit";
import { loadActor } from "#app/domain/identity/sessions.server.ts";
import { startResource } from "#app/domain/resources/drafting.server.ts";
import { wholeContent } from "#app/domain/resources/resources.testing.ts";
import { paths } from "#app/paths.ts";
import type { Database } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { expect, expectSaid, type OwnCast, test } from "./journey.ts";

const SLOW = process.env.SLOW_LINK === "1";
const BYTES_A_SECOND = SLOW ? 25_000 : 2_500_000;
const NAME = "Guía de tableros.pdf";

test.use({ viewport: { width: 360, height: 740 } });
test.describe.configure({ timeout: SLOW ? 20 * 60_000 : 60_000 });

/** 12 MB that no compression makes smaller, and one page with words. */
function bigPdf(words: string): Promise<Buffer> {
  const document = new PDFDocument({ size: "A4", compress: false });
  document.fontSize(18).text(words);
  document.file(randomBytes(12_000_000), { name: "mediciones.bin" });
  document.end();
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    document.on("data", (piece: Buffer) => pieces.push(piece));
    document.on("end", () => resolve(Buffer.concat(pieces)));
  });
}

async function begun(database: Database, cast: OwnCast): Promise<{ slug: string; email: string }> {
  const school = await cast.school("Liceo");
  const person = await cast.person("Teresa", { school });
  const now = new Date().toISOString();
  const ctx = { db: database.db, deployment: cast.deployment, actor: await loadActor(database.db, person.id, now), now, wake: () => undefined };
  const { slug } = await startResource(ctx, {
    id: newId(),
    content: { ...wholeContent("document", school.id), title: cast.titled("Tableros"), authors: [{ name: person.name, person_id: person.id }] },
  });
  return { slug, email: person.email };
}

/** Chooses the file and breaks the line off in the middle; it goes on by itself, and nothing that had arrived is sent again. */
async function uploadOverBadLine(page: Page, context: BrowserContext, pdf: Buffer): Promise<void> {
  const line = await context.newCDPSession(page);
  await line.send("Network.enable");
  const conditions = (offline: boolean) =>
    line.send("Network.emulateNetworkConditions", { offline, latency: SLOW ? 300 : 20, downloadThroughput: BYTES_A_SECOND, uploadThroughput: BYTES_A_SECOND });
  await conditions(false);
  const starts: number[] = [];
  page.on("request", (request) => {
    const from = new URL(request.url()).searchParams.get("desde");
    if (from !== null) starts.push(Number(from));
  });
  await page.getByLabel(/^Agregar archivos/).setInputFiles({ name: NAME, mimeType: "application/pdf", buffer: pdf });
  const share = async () => Number(/^(\d+) %/.exec(await page.locator(".upload-words").innerText())?.[1] ?? 0);
  await expect.poll(share, { timeout: SLOW ? 10 * 60_000 : 20_000, intervals: [100] }).toBeGreaterThanOrEqual(40);
  await conditions(true);
  await expect(page.locator(".upload-words")).toContainText("Sin conexión", { timeout: 60_000 });
  const id = await page.evaluate(() => JSON.parse(Object.entries(localStorage).find(([key]) => key.startsWith("nodos-subida:"))?.[1] as string).id);
  const { received } = await (await context.request.get(`/subidas/parte/${id}`)).json();
  expect(received).toBeGreaterThan(0.3 * pdf.length);
  starts.length = 0;
  await conditions(false);
  await expect(page.locator("[data-refresh=archivos]")).toContainText(NAME, { timeout: SLOW ? 10 * 60_000 : 20_000 });
  expect(starts[0]).toBe(received);
  expect([...starts].sort((a, b) => a - b)).toEqual(starts);
}

test("a PDF of 12 MB is posted from a phone and found by a word inside it", async ({ page, context, cast, database, browserOf, enterAs, scripts }) => {
  const word = `chinchillero${cast.tag.toLowerCase()}`;
  const { slug, email } = await begun(database, cast);
  const pdf = await bigPdf(`Cómo armar un tablero. La palabra que nadie más usa es ${word}.`);
  await enterAs(email);
  await page.goto(paths.resourceEdit(slug, "publicar"));
  if (scripts) await uploadOverBadLine(page, context, pdf);
  else {
    await page.getByLabel(/^Agregar archivos/).setInputFiles({ name: NAME, mimeType: "application/pdf", buffer: pdf });
    await page.getByRole("button", { name: "Subir" }).click();
    await expectSaid(page, `Agregamos «${NAME}»`);
  }
  await page.getByRole("button", { name: "Publicar" }).click();
  await expectSaid(page, "Publicado");

  const reader = await browserOf(await cast.person("Raúl"));
  const found = reader.getByRole("main").getByRole("link", { name: /Tableros/ });
  await expect(async () => {
    await reader.goto(paths.search({ q: word }));
    await expect(found.first()).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  await found.first().click();
  const file = reader.getByRole("link", { name: NAME, exact: true });
  await expect(file).toBeVisible();
  await expect(reader.getByRole("main")).toContainText("PDF, 1 página");
  const opened = await reader.request.get((await file.getAttribute("href")) ?? "", { headers: { Range: "bytes=0-7" } });
  expect([opened.status(), opened.headers()["content-type"], (await opened.text()).slice(0, 5)]).toEqual([206, "application/pdf", "%PDF-"]);
});
