/** The map of actors of a node: by form without a script; dragged and steered with one. Contacts stay with the circle. */
import { expect, expectSaid, expectTitle, section, test } from "./journey.ts";

test("a coordinator maps actors, moves them, and invites one to a meeting; a member sees the map but nobody's telephone", async ({
  page,
  cast,
  enterAs,
  browserOf,
  mailFor,
  scripts,
}) => {
  const coordinator = await cast.person("Camila");
  const node = await cast.node("Consejo", { coordinator });
  const teacher = await cast.person("Tomás", { nodes: [node] });
  await cast.meeting(coordinator, { title: cast.titled("Taller"), node_ids: [node.id] });
  const mail = `rosa.${cast.tag.toLowerCase()}@minera.example`;
  await enterAs(coordinator.email);

  await page.goto(`/nodos/${node.slug}`);
  await page.getByRole("main").getByRole("link", { name: "Mapa de actores" }).click();
  await page.getByRole("link", { name: "Agregar el primero" }).click();
  await page.getByLabel("Institución").fill("Minera Sol");
  await page.getByLabel("Tipo").selectOption({ label: "Empresa" });
  await page.getByLabel("Poder").fill("40");
  await page.getByLabel("Interés").fill("30");
  await page
    .getByRole("group", { name: "Con quién hablar" })
    .getByLabel(/^Nombre y cargo/)
    .fill("Rosa Vera");
  await page.getByLabel(/^Correo de trabajo/).fill(mail);
  await page.getByLabel(/^Teléfono de trabajo/).fill("+56 9 5555 0001");
  await page.getByRole("button", { name: "Agregar al mapa" }).click();
  await expectSaid(page, "Minera Sol está en el mapa.");
  await expectTitle(page, "Minera Sol");
  await expect(page.getByText("Seguir de lejos (poder 40, interés 30)")).toBeVisible();

  await page.locator("summary").filter({ hasText: "Mover en el mapa" }).click();
  await page.getByLabel("Poder").fill("80");
  await page.getByRole("button", { name: "Mover", exact: true }).click();
  await expectSaid(page, "Guardamos su nuevo lugar.");
  await expect(section(page, "Cambios de lugar").getByRole("listitem")).toHaveText([/de poder 40, interés 30 a poder 80, interés 30 \(Camila/]);

  await page.getByLabel("A cuál").selectOption({ index: 1 });
  await page.getByRole("button", { name: "Invitar", exact: true }).click();
  await expectSaid(page, "Le enviamos la invitación");
  expect(await mailFor(mail)).toHaveLength(1);
  await expect(section(page, "Historial de contactos").getByRole("listitem").first()).toContainText("Sin respuesta");

  const member = await browserOf(teacher);
  await member.goto(`/nodos/${node.slug}/actores`);
  await expect(member.getByRole("link", { name: "Minera Sol", exact: true })).toBeVisible();
  await expect(member.getByRole("link", { name: "Agregar un actor" })).toHaveCount(0);
  await member.getByRole("link", { name: "Minera Sol", exact: true }).click();
  expect(await member.content()).not.toMatch(/Rosa Vera|minera\.example|5555 0001/);
  const sheet = await member.request.get(`/nodos/${node.slug}/actores.csv`);
  expect(await sheet.text()).toMatch(/^\uFEFFNúmero;Institución;(?!.*(Rosa|Correo|5555))/s);

  await page.goto(`/nodos/${node.slug}/actores`);
  if (!scripts) return;
  const point = page.locator("svg a[data-id]");
  await point.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("[data-actor-live]")).toHaveText("Minera Sol: poder 80, interés 40. Mantener satisfecho.");
  await page.keyboard.press("Enter");
  await expectSaid(page, "Guardamos su nuevo lugar.");
  await expect(point).toBeFocused();

  await page.goto(`/nodos/${node.slug}/actores`);
  await page.locator("svg[data-actor-map]").scrollIntoViewIfNeeded();
  const box = await point.locator("circle").boundingBox();
  if (!box) throw new Error("the point is not drawn");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 120, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect(page.getByText("Moviste a Minera Sol")).toBeVisible();
  await expect(point).toHaveAccessibleName(/Gestionar de cerca/);
  await page.getByRole("button", { name: "Deshacer" }).click();
  await expectSaid(page, "Volvió a su lugar de antes.");
  await expect(point).toHaveAccessibleName(/poder 80, interés 40/);
});
