/** A Plan de Encuentro: prepared by several, each part saved for itself, seen by those who take part, on one page. */
import { dayAhead, expect, expectSaid, expectTitle, linkIn, section, test } from "./journey.ts";

test("a coordinator prepares an encounter; somebody accepts by mail without an account; the plan says what is missing", async ({
  page,
  cast,
  enterAs,
  browserOf,
  mailFor,
  scripts,
}) => {
  const coordinator = await cast.person("Camila");
  const teacher = await cast.person("Tomás");
  const node = await cast.node("Consejo", { coordinator });
  const id = await cast.draft(coordinator, { title: cast.titled("Encuentro"), kind: "gathering", node_ids: [node.id] });
  const edit = (part: string) => `/eventos/${id}/plan/editar?parte=${part}`;
  const save = (name: string) => page.getByRole("main").getByRole("button", { name, exact: true }).last().click();
  await enterAs(coordinator.email);

  await page.goto(`/eventos/${id}/plan`);
  await expectTitle(page, "Plan de encuentro");
  await section(page, "Propósito").getByRole("link").click();
  await page.getByLabel(/^Para qué se hace/).fill("Que los liceos se conozcan.");
  await save("Guardar");
  await expectSaid(page, "Guardamos el propósito.");

  await page.goto(edit("roles"));
  await page.getByLabel("De qué se encarga").selectOption({ value: "registration" });
  await save("Pedírselo");
  await expect(page.getByText("Elige a alguien de la red, o escribe su nombre y su correo.").first()).toBeVisible();
  await page.getByLabel(/^Buscar a alguien de la red/).fill(teacher.name);
  await page.getByRole("button", { name: "Buscar" }).click();
  await page.getByLabel(teacher.name).check();
  await save("Pedírselo");
  await expectSaid(page, "le escribimos");
  await page.getByLabel("De qué se encarga").selectOption({ value: "production" });
  await page.locator("summary").filter({ hasText: "Alguien sin cuenta" }).click();
  const guest = `luis.${cast.tag.toLowerCase()}@fuera.example`;
  await page.getByLabel(/^Nombre/).fill("Luis Mora");
  await page.getByLabel(/^Correo/).fill(guest);
  await save("Pedírselo");

  const visitor = await browserOf(null);
  await visitor.goto(await linkIn((await mailFor(guest))[0], /\/tarea\//));
  await expectTitle(visitor, "¿Te encargas de producción?");
  await visitor.getByRole("button", { name: "Sí, me encargo" }).click();
  await expectSaid(visitor, "Quedaste a cargo");

  const helper = await browserOf(teacher);
  await helper.goto(`/eventos/${id}/plan`);
  await helper.getByRole("button", { name: "Acepto" }).click();
  await expectSaid(helper, "Quedaste a cargo");
  await expect(helper.getByRole("link", { name: /^Editar/ })).toHaveCount(0);

  await page.goto(edit("tareas"));
  for (const title of ["Pedir el bus", "Reservar salas"]) {
    await page.getByLabel("Tarea", { exact: true }).fill(title);
    if (title === "Pedir el bus") await page.getByLabel("Quién la hace").selectOption({ label: teacher.name });
    await page.getByLabel(/^Para cuándo/).fill(dayAhead(20));
    await save("Agregar tarea");
  }
  await page.getByRole("button", { name: "Subir: Reservar salas" }).click();
  await expect(section(page, "Tareas").getByRole("listitem").first()).toContainText("Reservar salas");

  await page.goto(edit("actores"));
  await page.getByLabel("Nombre", { exact: true }).fill("Rosa Vera");
  await page.getByLabel(/^Institución/).fill("Minera Sol");
  await page.getByLabel(/^Correo/).fill(`rosa.${cast.tag.toLowerCase()}@minera.example`);
  await save("Agregar actor");
  await page.getByRole("button", { name: "Invitar a Rosa Vera" }).click();
  await expectSaid(page, "cuando publiques la reunión");

  await page.goto(edit("experiencias"));
  await page.getByLabel("Experiencia", { exact: true }).fill("Huerto solar");
  await page.getByLabel("Formato").selectOption({ label: "Café del mundo" });
  await save("Agregar experiencia");

  await page.goto(edit("presupuesto"));
  await page.getByLabel("Gasto", { exact: true }).fill("Almuerzo");
  await page.getByLabel("Monto en pesos").fill("mucho");
  await save("Agregar gasto");
  await expect(page.getByText("Escribe el monto en pesos, por ejemplo 1.250.000.").first()).toBeVisible();
  await page.getByLabel("Monto en pesos").fill("$1250000");
  await page.getByLabel(/^Quién lo paga/).fill("SLEP");
  await page.getByLabel("Está confirmado").check();
  await save("Agregar gasto");
  await page.getByLabel("Gasto", { exact: true }).fill("Bus");
  await page.getByLabel("Monto en pesos").fill("480.000");
  await save("Agregar gasto");
  await expect(page.getByText(/Está confirmado \$\s1\.250\.000 de \$\s1\.730\.000: faltan \$\s480\.000\./)).toBeVisible();

  await helper.goto(`/eventos/${id}/plan`);
  await helper.getByRole("button", { name: "Hecha: Pedir el bus" }).click();
  await expectSaid(helper, "Tarea hecha.");
  await page.goto(`/eventos/${id}/plan`);
  await expect(section(page, "Quién hace qué")).toContainText(/Luis Mora.*Aceptó/);
  await expect(section(page, "Experiencias que se muestran")).toContainText("Café del mundo");
  const pdf = await page.request.get(`/eventos/${id}/plan.pdf`);
  expect([pdf.status(), pdf.headers()["content-type"]]).toEqual([200, "application/pdf"]);
  const stranger = await browserOf(await cast.person("Nadie"));
  expect((await stranger.goto(`/eventos/${id}/plan`))?.status()).toBe(404);
  expect(scripts).toBeDefined();
});
