/** A coordinator announces and pins; a teacher finds it on a phone, answers with a photo; whoever announced reads on where they were, and closes it. */
import sharp from "sharp";
import { expect, expectSaid, expectTitle, test, unfold } from "./journey.ts";

test("what is announced is answered with a photo, read on from where one was, and closed", async ({ cast, browserOf, page, scripts }) => {
  const school = await cast.school("Liceo");
  const coordinator = await cast.person("Camila", { school });
  const node = await cast.node("Redes", { coordinator });
  const teacher = await cast.person("Teresa", { school, nodes: [node] });
  const announcing = await browserOf(coordinator);
  const list = `/nodos/${node.slug}/conversaciones`;

  await announcing.goto(list);
  await announcing.getByRole("link", { name: "Anunciar" }).click();
  await announcing.getByLabel("Título del anuncio").fill("Traigan sus cascos");
  await announcing.getByLabel("Qué quieres anunciar").fill("El viernes, **revisados**.");
  await announcing.getByRole("button", { name: "Publicar" }).click();
  await expectSaid(announcing, "Publicado");
  const thread = new URL(announcing.url()).pathname;
  await unfold(announcing.getByRole("main"), "Más");
  await announcing.getByRole("button", { name: "Fijar arriba" }).click();
  await expect(announcing.getByRole("main").getByText("Fijado", { exact: true })).toBeVisible();

  const phone = await browserOf(teacher);
  await phone.setViewportSize({ width: 360, height: 740 });
  await phone.goto("/novedades");
  await phone.getByRole("link", { name: /Traigan sus cascos/ }).click();
  await expectTitle(phone, "Traigan sus cascos");
  await phone.getByLabel("Tu respuesta").fill("Así quedaron los nuestros.");
  await phone.getByRole("button", { name: "Adjuntar archivos" }).click();
  await expectTitle(phone, "Antes de publicar");
  const photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: "#c4743c" } })
    .png()
    .toBuffer();
  await phone.getByLabel(/^Agregar archivos/).setInputFiles({ name: "cascos.png", mimeType: "image/png", buffer: photo });
  if (!scripts) await phone.getByRole("button", { name: "Subir" }).click();
  await expect(phone.getByRole("link", { name: "cascos.png" })).toBeVisible();
  // A draft is nobody else's.
  await announcing.goto(thread);
  await expect(announcing.getByText("Así quedaron los nuestros.")).toHaveCount(0);
  await phone.getByRole("button", { name: "Publicar" }).click();
  await expectSaid(phone, "Publicado");
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);

  await announcing.goto(list);
  await announcing.getByRole("link", { name: /Traigan sus cascos/ }).click();
  await expect(announcing.getByText("Nuevo desde tu última visita")).toBeVisible();
  await expect(announcing.getByRole("link", { name: /cascos/ }).first()).toBeVisible();
  await unfold(announcing.getByRole("main"), "Más");
  await announcing.getByRole("button", { name: "Cerrar" }).click();
  await expectSaid(announcing, "Quedó cerrado");
  await phone.goto(thread);
  await expect(phone.getByText("Este anuncio está cerrado")).toBeVisible();
  await expect(phone.getByLabel("Tu respuesta")).toHaveCount(0);

  await page.goto(thread);
  await expect(page).toHaveURL(/\/entrar\?volver=/);
  await page.goto(list);
  await expect(page.getByText("Por ahora no hay anuncios públicos")).toBeVisible();
});
