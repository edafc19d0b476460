/** A member shares a document in a node that looks first: sent back, mended, accepted, a new version; a visitor reads what is public and nothing else. */
import PDFDocument from "pdfkit";
import { expect, expectSaid, expectTitle, test } from "./journey.ts";

function smallPdf(words: string): Promise<Buffer> {
  const document = new PDFDocument({ size: "A5" });
  const pieces: Buffer[] = [];
  document.on("data", (piece: Buffer) => pieces.push(piece));
  document.text(words).end();
  return new Promise((resolve) => document.on("end", () => resolve(Buffer.concat(pieces))));
}

test("a member shares a document with a file; who cares for the node sends it back, then accepts it; a new version; a visitor reads it", async ({
  page,
  cast,
  database,
  enterAs,
  browserOf,
  mailFor,
  scripts,
}) => {
  const coordinator = await cast.person("Camila");
  const node = await cast.node("Electricidad", { coordinator });
  const school = await cast.school("Liceo");
  const teacher = await cast.person("Teresa", { school, nodes: [node] });
  await database.db.updateTable("nodes").set({ reviews_resources: 1 }).where("id", "=", node.id).execute();
  const title = cast.titled("Tablero");
  const hidden = cast.titled("Reservado");

  await enterAs(teacher.email);
  const begin = async (name: string, who: string) => {
    await page.goto(`/nodos/${node.slug}/recursos`);
    await page.getByRole("link", { name: "Compartir algo" }).click();
    await page.getByRole("link", { name: "Documento", exact: true }).click();
    await page.getByLabel("Título").fill(name);
    await page.getByLabel("De qué se trata").fill("Guía de taller en tres clases.");
    await page.getByLabel(/^Contenido/).fill("Se arma en **tres clases**.");
    await page.getByRole("button", { name: "Guardar y seguir" }).click();
    await expect(page.getByRole("checkbox", { name: new RegExp(node.name) })).toBeChecked();
    await page.getByRole("radio", { name: who }).check();
    await page.getByRole("button", { name: "Guardar y seguir" }).click();
    await expect(page.getByRole("heading", { name: "Publicar" })).toBeVisible();
  };

  await begin(hidden, "Las personas de sus nodos");
  await page.getByRole("button", { name: "Enviar a revisión" }).click();
  await begin(title, "Cualquiera");
  await page.getByLabel(/^Agregar archivos/).setInputFiles({ name: "tablero.pdf", mimeType: "application/pdf", buffer: await smallPdf("Tablero") });
  // With scripts it begins by itself.
  if (!scripts) await page.getByRole("button", { name: "Subir", exact: true }).click();
  await expect(page.getByRole("link", { name: "tablero.pdf" })).toBeVisible();
  await page.getByRole("button", { name: "Enviar a revisión" }).click();
  await expectSaid(page, "Quedó en revisión");
  const address = new URL(page.url()).pathname;

  const reviewer = await browserOf(coordinator);
  const asked = (await mailFor(coordinator.email)).filter((mail) => mail.subject?.includes(title));
  expect(asked).toHaveLength(1);
  await reviewer.goto("/");
  await expect(reviewer.getByText("2 recursos esperan tu revisión")).toBeVisible();
  await reviewer.getByRole("link", { name: title }).click();
  await reviewer.getByLabel(/^Un comentario/).fill("Falta decir qué protección usar.");
  await reviewer.getByRole("button", { name: "Devolver" }).click();
  await expectSaid(reviewer, "Lo devolvimos");

  await page.goto(`${address}/editar`);
  await expect(page.getByText("Falta decir qué protección usar.")).toBeVisible();
  await page.getByLabel(/^Contenido/).fill("Se arma en **tres clases**, con guantes.");
  await page.getByRole("button", { name: "Guardar y seguir" }).click();
  await page.goto(`${address}/editar?paso=publicar`);
  await page.getByRole("button", { name: "Enviar a revisión" }).click();
  await expectSaid(page, "Quedó en revisión");

  const visitor = await browserOf(null);
  expect((await visitor.goto(address))?.status()).toBe(404);
  await reviewer.goto(`${address}/revisar`);
  await reviewer.getByRole("button", { name: "Publicar" }).click();
  await expectSaid(reviewer, "Publicado.");
  expect((await visitor.goto(address))?.status()).toBe(200);
  await expectTitle(visitor, title);
  await expect(visitor.getByText("con guantes")).toBeVisible();
  await expect(visitor.getByText("Teresa")).toHaveCount(0);
  await visitor.goto(`/recursos?q=${encodeURIComponent(cast.tag)}`);
  await expect(visitor.getByRole("link", { name: title })).toBeVisible();
  await expect(visitor.getByText(hidden)).toHaveCount(0);

  await page.goto(`${address}/editar`);
  await page.getByLabel("De qué se trata").fill("Guía de taller en dos clases.");
  await page.getByRole("button", { name: "Guardar y seguir" }).click();
  await page.goto(`${address}/editar?paso=publicar`);
  await page.getByLabel(/^Qué cambió/).fill("Ahora en dos clases");
  await page.getByRole("button", { name: "Enviar a revisión" }).click();
  await visitor.goto(address);
  await expect(visitor.getByText("Guía de taller en tres clases.")).toBeVisible();
  await reviewer.goto(`${address}/revisar`);
  await reviewer.getByRole("button", { name: "Publicar" }).click();
  await visitor.goto(address);
  await expect(visitor.getByText("Guía de taller en dos clases.")).toBeVisible();
  await visitor.getByRole("link", { name: "Versiones", exact: true }).click();
  await visitor.getByRole("link", { name: "Versión 1", exact: true }).click();
  await expect(visitor.getByText("Guía de taller en tres clases.")).toBeVisible();
});
