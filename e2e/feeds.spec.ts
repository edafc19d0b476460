/** Calendars that programs read: one's own, kept by a secret address, and the public ones. */
import ICAL from "ical.js";
import { dayAhead, expect, expectSaid, expectTitle, section, test, unfold } from "./journey.ts";

/** Title -> the event, as a calendar program reads the file. */
function eventsIn(file: string): Map<string, ICAL.Component> {
  const events = new ICAL.Component(ICAL.parse(file) as string[]).getAllSubcomponents("vevent");
  return new Map(events.map((event) => [String(event.getFirstPropertyValue("summary")), event]));
}

test("one's own calendar is created, read, said when it was read, and annulled", async ({ page, cast, enterAs, browserOf }) => {
  const coordinator = await cast.person("Camila");
  const node = await cast.node("Consejo", { coordinator });
  const person = await cast.person("Tomás", { nodes: [node] });
  const title = cast.titled("Solo para quienes están");
  const id = await cast.meeting(coordinator, { title, node_ids: [node.id], address: "Sala 3" }, { node_ids: [node.id] });
  await enterAs(person.email);
  await page.goto("/cuenta/calendarios");
  await page.getByLabel("Nombre", { exact: true }).fill("Teléfono, el nuevo");
  await page.getByLabel(/^Lo mío/).check();
  await page.getByRole("button", { name: "Crear calendario" }).click();
  await expectSaid(page, "Creamos tu calendario.");
  const feed = section(page, "Teléfono, el nuevo");
  await expect(feed.getByText("Ningún programa lo ha leído todavía.")).toBeVisible();
  const address = await feed.getByLabel("Dirección privada").inputValue();
  await expect(feed.getByRole("link", { name: /^Apple/ })).toHaveAttribute("href", address.replace(/^http:/, "webcal:"));

  // As a calendar program does: no cookie, no Accept.
  const answer = await fetch(address);
  expect(answer.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
  const content = await answer.text();
  expect(eventsIn(content).has(title)).toBe(true);
  expect(content).toContain("X-WR-CALNAME:Teléfono\\, el nuevo");
  expect(content).not.toMatch(/ATTENDEE|@liceos/);
  const etag = answer.headers.get("etag") ?? "";
  expect((await fetch(address, { headers: { "If-None-Match": etag } })).status).toBe(304);
  await page.reload();
  await expect(feed.getByText("Última lectura: hace unos minutos.")).toBeVisible();

  const other = await browserOf(person);
  await other.goto(`/eventos/${id}`);
  await other.getByRole("button", { name: "No puedo" }).click();
  await expectSaid(other, "Quedó anotado");
  expect(eventsIn(await (await fetch(address)).text()).has(title), "what I said no to is not mine").toBe(false);

  await feed.getByRole("link", { name: /^Anular/ }).click();
  await expectTitle(page, "¿Anular «Teléfono, el nuevo»?");
  await page.getByRole("button", { name: "Anular el calendario" }).click();
  await expectSaid(page, "Anulamos ese calendario");
  expect((await fetch(address)).status).toBe(404);
  expect((await fetch(address, { headers: { "If-None-Match": etag } })).status).toBe(404);
});

test("what the calendar shows now can be kept as a calendar of one's own", async ({ page, cast, enterAs, scripts }) => {
  const coordinator = await cast.person("Camila");
  const node = await cast.node("Consejo", { coordinator });
  const wanted = cast.titled("Taller que calza");
  const other = cast.titled("Visita que no calza");
  await cast.meeting(coordinator, { title: wanted, node_ids: [node.id], kind: "workshop" });
  await cast.meeting(coordinator, { title: other, node_ids: [node.id], kind: "visit" });
  await enterAs(coordinator.email);
  await page.goto(`/calendario?vista=agenda&nodo=${node.slug}`);
  await expect(page.getByRole("heading", { level: 3, name: other })).toBeVisible();
  await page.getByLabel("Tipo").selectOption({ label: "Taller" });
  if (!scripts) await page.getByRole("button", { name: "Mostrar" }).click();
  await page.waitForURL(/tipo=workshop/);
  await expect(page.getByRole("heading", { level: 3, name: wanted })).toBeVisible();
  await expect(page.getByRole("heading", { level: 3, name: other })).toHaveCount(0);
  await page.getByRole("link", { name: "Guardar como calendario propio" }).click();
  await page.getByRole("button", { name: "Crear calendario" }).click();
  await expectSaid(page, "Creamos tu calendario.");
  const events = eventsIn(await (await fetch(await page.getByLabel("Dirección privada").inputValue())).text());
  expect([...events.keys()]).toEqual([wanted]);
});

test("a node's public calendar has its public meetings alone, and follows their changes and answers", async ({ page, cast, enterAs, baseURL }) => {
  const coordinator = await cast.person("Camila");
  const node = await cast.node("Consejo", { coordinator });
  const open = cast.titled("Para cualquiera");
  const closed = cast.titled("Para quienes tienen cuenta");
  const id = await cast.meeting(coordinator, { title: open, node_ids: [node.id], visibility: "public" });
  await cast.meeting(coordinator, { title: closed, node_ids: [node.id] });
  const address = `${baseURL}/nodos/${node.slug}/calendario.ics`;
  const read = async () => eventsIn(await (await fetch(address)).text());
  const first = await read();
  expect([...first.keys()]).toEqual([open]);
  expect(first.get(open)?.getFirstPropertyValue("uid")).toBe(`${id}@127.0.0.1`);
  const same = async () => (await fetch(address)).headers.get("etag");
  expect(await same()).toBe(await same());

  await enterAs(coordinator.email);
  await page.goto(`/eventos/${id}/editar`);
  await page.getByLabel("Día", { exact: true }).fill(dayAhead(50));
  await page.getByRole("button", { name: "Guardar cambios" }).click();
  await expectSaid(page, "Guardamos los cambios.");
  const moved = (await read()).get(open);
  expect(String(moved?.getFirstPropertyValue("sequence"))).toBe("1");
  expect(String(moved?.getFirstPropertyValue("dtstart"))).toContain(dayAhead(50));

  await unfold(page.getByRole("main"), "Más");
  await page.getByRole("link", { name: "Cancelar" }).click();
  await page.getByRole("button", { name: "Cancelar la reunión" }).click();
  await expectSaid(page, "Quedó cancelada.");
  const cancelled = (await read()).get(`CANCELADO: ${open}`);
  expect(cancelled?.getFirstPropertyValue("status")).toBe("CANCELLED");
});
