/** Whoever passes by: what this network is, its nodes, its meetings, its calendars. Reads the example network and changes nothing. */

import type { Page } from "@playwright/test";
import ICAL from "ical.js";
import { monthTitle } from "#app/i18n/dates.ts";
import { expect, expectTitle, section, test } from "./journey.ts";

const SOLAR = "Energía solar en el taller: del panel al tablero";
/** In Electricidad; one agreed to stand on public pages, the other did not. */
const AGREED = "Óscar Neira Fuentealba";
const NOT_AGREED = "Álvaro Retamal Opazo";

/** A filter that sends itself where there are scripts, and by its button where there are none. */
async function narrow(page: Page, scripts: boolean, { label, option, button, address }: { label: string; option: string; button: string; address: RegExp }): Promise<void> {
  const bar = page.getByRole("main").getByRole("search");
  await bar.getByLabel(label).selectOption({ label: option });
  if (!scripts) await bar.getByRole("button", { name: button, exact: true }).click();
  await page.waitForURL(address);
}

test("the front page says what the network is, what comes next and which nodes there are", async ({ page }) => {
  await page.goto("/");
  await expectTitle(page, "Los liceos técnicos de Chile, en red");
  await expect(page.getByRole("main").getByText(/establecimientos se encuentran en \d+ nodos/)).toBeVisible();
  await expect(page.getByRole("group", { name: "Próximas reuniones" }).getByRole("link", { name: SOLAR })).toBeVisible();
  await expect(page.getByRole("list", { name: "Nodos temáticos" }).getByRole("link", { name: "Electricidad" })).toBeVisible();
  await expect(page.getByRole("list", { name: "Lo último en la red" }).getByRole("listitem").first()).toBeVisible();
  const strip = page.getByRole("main").getByRole("figure");
  await strip.getByRole("link", { name: /^Maule/ }).click();
  await expectTitle(page, "Nodos");
  await expect(page.getByText(/^\d+ nodos con establecimientos en Maule\.$/)).toBeVisible();
  await expect(page.getByRole("link", { name: "Futuro Técnico Maule", exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "Inti Red", exact: true })).toHaveCount(0);
});

test("a node shows its schools, its meetings, and of its people only those who agreed", async ({ page, browserOf }) => {
  await page.goto("/nodos");
  await page.getByRole("link", { name: "Electricidad", exact: true }).click();
  await expectTitle(page, "Electricidad");
  await expect(page.getByRole("group", { name: "Próximas reuniones de Electricidad" }).getByRole("link", { name: SOLAR })).toBeVisible();
  const tabs = page.getByRole("navigation", { name: "Páginas de Electricidad" });
  await tabs.getByRole("link", { name: /Personas/ }).click();
  const people = page.getByRole("list", { name: "Personas de Electricidad" });
  await expect(people.getByText(AGREED)).toBeVisible();
  await expect(page.getByText(NOT_AGREED)).toHaveCount(0);
  await expect(page.getByRole("main")).not.toContainText("@");
  await tabs.getByRole("link", { name: /Establecimientos/ }).click();
  await page.getByRole("list", { name: "Establecimientos de Electricidad" }).getByRole("link", { name: "ITEMBO" }).click();
  await expectTitle(page, "ITEMBO");
  await page.goBack();
  await tabs.getByRole("link", { name: /Reuniones/ }).click();
  await expect(page.getByRole("group", { name: "Reuniones que vienen" }).getByRole("link", { name: SOLAR })).toBeVisible();
  // A meeting for people with an account is not there at all.
  await expect(page.getByText("Visita a la subestación")).toHaveCount(0);
  const member = await browserOf("docente@nodos.example");
  await member.goto("/nodos/electricidad/personas");
  await expect(member.getByText(NOT_AGREED)).toBeVisible();
});

test("the calendar goes by month and as an agenda, is narrowed by node and kind, and goes back and forth", async ({ page, database, scripts }) => {
  const { starts_local } = await database.db.selectFrom("events").select("starts_local").where("title", "=", SOLAR).executeTakeFirstOrThrow();
  const title = (month: string) => new RegExp(`^${monthTitle(month)}$`, "i");
  const month = starts_local.slice(0, 7);
  await page.goto(`/calendario?mes=${month}`);
  await expect(page.getByRole("heading", { level: 2, name: title(month) })).toBeVisible();
  const grid = page.getByRole("table", { name: `Reuniones de ${monthTitle(month)}` });
  await expect(grid.getByRole("link", { name: SOLAR })).toBeVisible();
  await narrow(page, scripts, { label: "Nodo", option: "HOTUGA", button: "Mostrar", address: /nodo=hotuga/ });
  await expect(page.getByText("Reuniones de HOTUGA. Cada hora es la del lugar.")).toBeVisible();
  await expect(page.getByRole("link", { name: SOLAR })).toHaveCount(0);
  await page.getByRole("link", { name: "Quitar filtros" }).click();
  await expect(grid.getByRole("link", { name: SOLAR })).toBeVisible();
  const steps = page.getByRole("navigation", { name: "Cambiar de mes" });
  const next = new Date(Date.parse(`${month}-15T12:00:00Z`) + 31 * 86_400_000).toISOString().slice(0, 7);
  await steps.getByRole("link", { name: /Mes siguiente/ }).click();
  await expect(page.getByRole("heading", { level: 2, name: title(next) })).toBeVisible();
  await steps.getByRole("link", { name: /Mes anterior/ }).click();
  await expect(page.getByRole("heading", { level: 2, name: title(month) })).toBeVisible();
  await page.getByRole("navigation", { name: "Cómo verlo" }).getByRole("link", { name: "Agenda" }).click();
  await expect(page.getByRole("heading", { level: 3, name: SOLAR })).toBeVisible();
  await narrow(page, scripts, { label: "Tipo", option: "Taller", button: "Mostrar", address: /tipo=workshop/ });
  await expect(page.getByRole("heading", { level: 3, name: SOLAR })).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 3, name: /^Taller: cocina de temporada/ })).toBeVisible();
});

test("each calendar program gets the address it understands", async ({ page, baseURL, scripts }) => {
  await page.goto("/calendario/suscribir");
  await narrow(page, scripts, { label: "Calendario", option: "Electricidad", button: "Elegir", address: /nodo=electricidad/ });
  const feed = `${baseURL}/nodos/electricidad/calendario.ics`;
  const webcal = feed.replace(/^http:/, "webcal:");
  const link = (name: string) => page.getByRole("main").getByRole("link", { name, exact: true });
  await expect(link("Agregar a Google")).toHaveAttribute("href", `https://calendar.google.com/calendar/render?cid=${encodeURIComponent(webcal)}`);
  await expect(link("Agregar a Apple")).toHaveAttribute("href", webcal);
  for (const [name, host] of [
    ["Outlook personal", "outlook.live.com"],
    ["Outlook del trabajo", "outlook.office.com"],
  ] as const) {
    await expect(link(name)).toHaveAttribute(
      "href",
      new RegExp(`^https://${host.replaceAll(".", "\\.")}/calendar/0/addfromweb\\?url=${encodeURIComponent(feed)}&name=Electricidad`),
    );
  }
  await expect(page.getByLabel("Dirección del calendario")).toHaveValue(feed);
  await expect(page.getByRole("listitem").filter({ hasText: "Confirma «Suscribirse»." })).toBeVisible();
});

test("a meeting's page gives its file for the calendar", async ({ page, request }) => {
  await page.goto("/eventos");
  await page.getByRole("link", { name: SOLAR, exact: true }).click();
  await expectTitle(page, SOLAR);
  await expect(section(page, "Para qué nos reunimos").getByText("una guía común de seguridad")).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText("Camilo Huenchumilla");
  const add = page.getByRole("link", { name: "Agregar a mi calendario" });
  const href = (await add.getAttribute("href")) ?? "";
  const downloading = page.waitForEvent("download");
  await add.click();
  expect((await downloading).suggestedFilename()).toMatch(/\.ics$/);
  const answer = await request.get(href);
  expect(answer.headers()["content-type"]).toBe("text/calendar; charset=utf-8");
  const event = new ICAL.Component(ICAL.parse(await answer.text()) as string[]).getFirstSubcomponent("vevent");
  expect(event?.getFirstPropertyValue("summary")).toBe(SOLAR);
});

test("words are looked for in meetings, nodes and schools, with or without accents", async ({ page }) => {
  await page.goto("/eventos");
  await page.getByLabel("Palabras").fill("energia SOLAR");
  await page.getByRole("button", { name: "Buscar" }).click();
  await expect(page.getByText("1 reunión.")).toBeVisible();
  await expect(page.getByRole("link", { name: SOLAR, exact: true })).toBeVisible();
  await page.goto("/nodos");
  await page.getByLabel("Buscar un nodo").fill("orientacion");
  await page.getByRole("button", { name: "Buscar" }).click();
  await expect(page.getByRole("link", { name: "Orientación", exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "Minería", exact: true })).toHaveCount(0);
  await page.goto("/establecimientos");
  await page.getByRole("main").getByRole("searchbox").fill("INDUSTRIAL talca");
  await page.getByRole("main").getByRole("button", { name: "Buscar" }).click();
  await expect(page.getByRole("link", { name: "Liceo Industrial de Talca" })).toBeVisible();
});

test("an address that leads nowhere, and a meeting that is not for everyone, say so and show a way on", async ({ page, database }) => {
  const visit = await database.db.selectFrom("events").select("id").where("title", "like", "Visita a la subestación%").executeTakeFirstOrThrow();
  for (const path of ["/nada-de-nada", `/eventos/${visit.id}`, `/eventos/${visit.id}/evento.ics`]) {
    const answer = await page.request.get(path);
    expect(answer.status(), path).toBe(404);
  }
  await page.goto("/nada-de-nada");
  await expectTitle(page, "No encontramos esta página");
  await page.getByRole("link", { name: "Ir al inicio" }).click();
  await expectTitle(page, "Los liceos técnicos de Chile, en red");
});
