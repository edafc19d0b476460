/** The calendar seen in five ways, narrowed, printed, subscribed to; a meeting passed on, and one saved to be called again. */
import ICAL from "ical.js";
import { addDays } from "#app/i18n/dates.ts";
import { dayAhead, expect, expectSaid, expectTitle, test } from "./journey.ts";

const day = dayAhead(400);
const month = day.slice(0, 7);

test("week, month, year, map and agenda show the same choice at the same time", async ({ page, cast, scripts }) => {
  const coordinator = await cast.person("Camila");
  const node = await cast.node("Consejo", { coordinator });
  const school = await cast.school("Liceo");
  const taller = cast.titled("Taller de tableros");
  const visita = cast.titled("Visita a la central");
  await cast.meeting(coordinator, { title: taller, node_ids: [node.id], kind: "workshop", visibility: "public", date: day, host_establishment_id: school.id });
  await cast.meeting(coordinator, { title: visita, node_ids: [node.id], kind: "visit", visibility: "public", date: day, start_time: "09:00", end_time: "10:00" });
  const main = page.getByRole("main");
  const view = (name: string) => page.getByRole("navigation", { name: "Cómo verlo" }).getByRole("link", { name, exact: true });
  await page.goto(`/calendario?mes=${month}&nodo=${node.slug}`);
  await expect(main.getByRole("link", { name: taller })).toBeVisible();
  await view("Semana").click();
  await expect(page).toHaveURL(new RegExp(`vista=semana&dia=${month}-01&nodo=`));
  await page.goto(`/calendario?vista=semana&dia=${day}&nodo=${node.slug}`);
  const column = main.getByRole("region").filter({ has: page.locator(`time[datetime="${day}"]`) });
  await expect(column.getByRole("link")).toHaveText([new RegExp(visita), new RegExp(taller)]);
  await page
    .getByRole("navigation", { name: "Cambiar de semana" })
    .getByRole("link", { name: /Semana siguiente/ })
    .click();
  await expect(main.getByRole("link", { name: taller })).toHaveCount(0);
  await page.goBack();
  await view("Año").click();
  await expect(main.getByRole("link", { name: taller })).toBeVisible();
  await view("Mapa").click();
  await page.goto(`/calendario?vista=mapa&mes=${month}&nodo=${node.slug}`);
  await expect(main.getByText("1 reunión en 1 comuna y 1 solo en línea.")).toBeVisible();
  await main.getByLabel("Tipo").selectOption({ label: "Taller" });
  if (!scripts) await main.getByRole("button", { name: "Mostrar", exact: true }).click();
  await page.waitForURL(/tipo=workshop/);
  await expect(main.getByText(`Talleres de ${node.name}`, { exact: true })).toBeVisible();
  await expect(main.getByText("1 reunión en 1 comuna.")).toBeVisible();
  await view("Agenda").click();
  await expect(main.getByRole("heading", { level: 3, name: taller })).toBeVisible();
  await expect(main.getByRole("heading", { level: 3, name: visita })).toHaveCount(0);
  await main.getByRole("list", { name: "Filtros elegidos" }).getByRole("link", { name: "Quitar Talleres" }).click();
  await expect(main.getByRole("heading", { level: 3, name: visita })).toBeVisible();
});

test("what one school takes part in is found by its name, and subscribed to as it is seen", async ({ page, cast }) => {
  const coordinator = await cast.person("Camila");
  const node = await cast.node("Consejo", { coordinator });
  const school = await cast.school("Escuela");
  const [here, elsewhere] = [cast.titled("En la escuela"), cast.titled("En otra parte")];
  await cast.meeting(coordinator, { title: here, node_ids: [node.id], kind: "workshop", visibility: "public", date: day, host_establishment_id: school.id });
  await cast.meeting(coordinator, { title: elsewhere, node_ids: [node.id], kind: "workshop", visibility: "public", date: day });
  await page.goto(`/calendario?vista=agenda&mes=${month}&tipo=workshop`);
  await page.getByText("Más filtros").click();
  await page.getByRole("searchbox", { name: "Establecimiento" }).fill(cast.tag);
  await page.getByRole("button", { name: "Buscar establecimiento" }).click();
  await page
    .getByRole("status")
    .getByRole("link", { name: new RegExp(school.name) })
    .click();
  await expect(page).toHaveURL(new RegExp(`mes=${month}&tipo=workshop&establecimiento=${school.slug}`));
  await expect(page.getByRole("heading", { level: 3, name: here })).toBeVisible();
  await expect(page.getByRole("heading", { level: 3, name: elsewhere })).toHaveCount(0);
  await page.getByRole("link", { name: "Suscribir a esta vista" }).click();
  await expect(page.getByText(`Talleres con ${school.name}, en el calendario que ya usas.`)).toBeVisible();
  const address = await page.getByLabel("Dirección del calendario").inputValue();
  const answer = await fetch(address);
  const titles = new ICAL.Component(ICAL.parse(await answer.text())).getAllSubcomponents("vevent").map((event) => event.getFirstPropertyValue("summary"));
  expect(titles).toEqual([here]);
  expect((await fetch(address, { headers: { "if-none-match": answer.headers.get("etag") ?? "" } })).status).toBe(304);
  expect((await fetch(`${address}&x=1`)).status).toBe(404);
});

test("the year plan is printed on one lying sheet", async ({ page }) => {
  await page.goto(`/calendario?vista=anual&ano=${day.slice(0, 4)}`);
  for (const format of ["A4", "A3", "Letter"] as const) {
    const pdf = (await page.pdf({ format, landscape: true, preferCSSPageSize: false, printBackground: true })).toString("latin1");
    expect([format, pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length]).toEqual([format, 1]);
  }
});

test("a public meeting is passed on with a good text and a picture", async ({ page, cast, scripts, request, context }) => {
  const coordinator = await cast.person("Camila");
  const node = await cast.node("Consejo", { coordinator });
  const title = cast.titled("Encuentro & feria");
  const open = await cast.meeting(coordinator, { title, node_ids: [node.id], kind: "gathering", visibility: "public", date: day, start_time: "09:30", end_time: "13:00" });
  await page.goto(`/eventos/${open}`);
  await page.getByLabel("Compartir la reunión").click();
  const whatsapp = new URL((await page.getByRole("link", { name: "Por WhatsApp" }).getAttribute("href")) ?? "");
  const [what, when, where, link] = (whatsapp.searchParams.get("text") ?? "").split("\n");
  expect([whatsapp.origin, what, where, link]).toEqual(["https://wa.me", title, "En línea", page.url()]);
  expect(when).toMatch(/^[A-Z]\S+ \d+ de \S+ de \d{4}, 09:30 a 13:00 h$/);
  if (scripts) {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "Copiar el enlace" }).click();
    await expect(page.getByRole("button", { name: "Copiado" })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
  }
  const image = (await page.locator('meta[property="og:image"]').getAttribute("content")) ?? "";
  const picture = await request.get(image);
  expect([picture.status(), picture.headers()["content-type"]]).toEqual([200, "image/png"]);
  const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? "{}");
  expect([data["@type"], data.name, data.startDate.slice(0, 16)]).toEqual(["Event", title, `${day}T09:30`]);
});

test("a meeting is saved as a template, called again from it, put away and taken back", async ({ page, cast, enterAs }) => {
  const coordinator = await cast.person("Camila");
  const node = await cast.node("Consejo", { coordinator });
  const title = cast.titled("Sesión de siempre");
  const name = cast.titled("Plantilla");
  const meeting = await cast.meeting(coordinator, { title, node_ids: [node.id], kind: "workshop", date: addDays(day, 1) }, { node_ids: [node.id] });
  await enterAs(coordinator.email);
  await page.goto(`/eventos/${meeting}`);
  await page.getByLabel("Más acciones").click();
  await page.getByRole("link", { name: "Guardar como plantilla" }).click();
  await page.getByRole("textbox", { name: "Nombre" }).fill(name);
  await page.getByLabel(`Quienes preparan las reuniones de ${node.name}`).check();
  await page.getByRole("button", { name: "Guardar la plantilla" }).click();
  await expectSaid(page, `Guardamos la plantilla «${name}».`);
  await page.goto("/eventos/nuevo");
  await page.getByText("Empezar desde una plantilla").click();
  await page.getByRole("link", { name }).click();
  await expect(page.getByLabel("Título")).toHaveValue(title);
  await page.getByRole("button", { name: "Guardar y seguir" }).click();
  await expectSaid(page, "Guardamos el borrador.");
  await expect(page.getByRole("checkbox", { name: node.name }).first()).toBeChecked();
  await page.goto("/eventos/nuevo");
  await page.getByText("Tienes un borrador sin terminar").click();
  await expect(page.getByRole("link", { name: title })).toBeVisible();
  await page.goto("/eventos/plantillas");
  await page.getByRole("button", { name: `Archivar ${name}` }).click();
  await expectSaid(page, `Archivamos «${name}».`);
  await page.getByRole("button", { name: `Recuperar ${name}` }).click();
  await expectSaid(page, `«${name}» está de vuelta.`);
  await expectTitle(page, "Plantillas de reuniones");
});
