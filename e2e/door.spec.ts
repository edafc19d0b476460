/** At the door: two phones, one of them without a line for a while; the list by hand; the code on the screen. */
import type { Page } from "@playwright/test";
import { passText } from "#app/domain/attendance/pass.server.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import type { Database } from "#db/create.ts";
import { begun, secretOf } from "./door-story.ts";
import { expect, test } from "./journey.ts";

const came = ({ db }: Database, id: string) => db.selectFrom("attendances").selectAll().where("event_id", "=", id).execute();

/** A phone at the door that has its list, and keeps itself. */
async function opened(page: Page, id: string, people: number): Promise<Page> {
  await page.goto(`/eventos/${id}/puerta`);
  await expect(page.locator("[data-state]")).toContainText(`de ${people} adentro`);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await expect.poll(() => page.evaluate(async (path) => Boolean(await caches.match(path)), `/eventos/${id}/puerta`)).toBe(true);
  return page;
}

/** As a reader that is plugged in: it types what it reads. */
async function read(page: Page, pass: string, name: string): Promise<void> {
  await page.locator("[data-search]").fill(pass);
  await page.locator("[data-search]").press("Enter");
  await expect(page.locator("[data-result-name]")).toHaveText(name);
}

test("300 check-ins from two phones, one without a line for a while and opened anew meanwhile: 300 rows, each school right", async ({
  cast,
  browserOf,
  database,
  baseURL,
  scripts,
}) => {
  test.skip(!scripts, "the scanner needs a script");
  test.setTimeout(240_000);
  const d = await begun(cast, database, { schools: 6, each: 50 });
  const secret = secretOf(baseURL);
  const one = await opened(await browserOf(d.coordinator), d.id, 300);
  const two = await opened(await browserOf(d.coordinator), d.id, 300);
  const passes = d.invitations.map((each) => ({ pass: passText(secret, each.id), name: each.name }));
  // Both read those of the middle: nobody is to be noted twice.
  const [first, second] = [passes.slice(0, 170), passes.slice(130)];
  await two.context().setOffline(true);
  await Promise.all([readAll(one, first), readAll(two, second.slice(0, 80))]);
  await expect(two.locator("[data-state]")).toContainText("Sin conexión");
  await expect(two.locator("[data-state]")).toContainText("80 por enviar");
  await two.reload();
  await expect(two.locator("[data-state]")).toContainText("80 por enviar");
  await readAll(two, second.slice(80));
  await expect(two.locator("[data-state]")).toContainText("170 por enviar");
  await two.context().setOffline(false);
  for (const phone of [one, two]) await expect(phone.locator("[data-state]")).toContainText("Todo enviado", { timeout: 30_000 });
  const rows = await came(database, d.id);
  expect(rows).toHaveLength(300);
  expect(new Set(rows.map((row) => row.invitation_id)).size).toBe(300);
  for (const school of d.places) expect(rows.filter((row) => row.establishment_id === school.id)).toHaveLength(50);
  await one.goto(`/eventos/${d.id}/asistencia?vista=establecimientos`);
  await expect(one.getByText("Vinieron 300 personas, de 6 de 6 establecimientos.")).toBeVisible();
  for (const school of d.places) await expect(one.getByRole("row", { name: school.name })).toContainText("50");
});

async function readAll(page: Page, passes: { pass: string; name: string }[]): Promise<void> {
  for (const { pass, name } of passes) await read(page, pass, name);
}

test("the phone tells who is in already and what is no pass, finds by name, adds who is not on the list, takes back, and forgets when the list is closed", async ({
  cast,
  browserOf,
  database,
  baseURL,
  scripts,
}) => {
  test.skip(!scripts, "the scanner needs a script");
  const d = await begun(cast, database);
  const [first] = d.invitations;
  const phone = await opened(await browserOf(d.coordinator), d.id, 6);
  const pass = passText(secretOf(baseURL), first?.id ?? "");
  await read(phone, pass, first?.name ?? "");
  await expect(phone.locator("[data-result-word]")).toHaveText("Adelante");
  await expect(phone.locator("[data-result-school]")).toHaveText(d.places[0]?.name ?? "");
  await phone.locator("[data-search]").fill("NODOS:NADA");
  await phone.locator("[data-search]").press("Enter");
  await expect(phone.locator("[data-result-word]")).toHaveText("No está en la lista de este teléfono");
  await expect(phone.locator("[data-state]")).toContainText("Entrada leída (no está en la lista)");
  await phone.locator("[data-search]").fill("persona 2-02");
  await phone.getByRole("button", { name: /^Llegó Persona 2-02/ }).click();
  await expect(phone.locator("[data-result-name]")).toContainText("Persona 2-02");
  await phone.getByRole("button", { name: "Deshacer" }).click();
  await expect(phone.locator("[data-result-word]")).toHaveText("Borramos su llegada");
  await phone.getByText("Agregar a quien no está en la lista").click();
  await phone.getByLabel("Nombre y apellido").fill("Rosa de Afuera");
  await phone.getByLabel(/^Establecimiento o institución/).fill("Minera del Norte");
  await phone.getByRole("button", { name: "Agregar", exact: true }).click();
  await expect(phone.locator("[data-state]")).toContainText("2 de 7 adentro. Todo enviado.");
  const rows = await came(database, d.id);
  expect(rows.map((row) => [row.name, row.organisation, row.via]).sort()).toEqual([
    [first?.name, null, "qr"],
    ["Rosa de Afuera", "Minera del Norte", "walk_in"],
  ]);
  // Nothing of the list holds an address or a pass that could be copied.
  const list = await phone.evaluate(async (id) => (await fetch(`/eventos/${id}/puerta/lista`)).text(), d.id);
  expect(list).not.toContain("@");
  expect(list).not.toContain("NODOS:");

  const desk = await browserOf(d.coordinator);
  await desk.goto(`/eventos/${d.id}/asistencia`);
  await desk.getByRole("link", { name: "Cerrar la lista" }).click();
  await desk.getByRole("button", { name: "Cerrar la lista" }).click();
  await phone.getByText("Este teléfono", { exact: true }).click();
  await phone.getByRole("button", { name: "Enviar y actualizar" }).click();
  await expect(phone.getByText("La lista está cerrada")).toBeVisible();
  const left = await phone.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const asked = indexedDB.open("nodos-door", 1);
        asked.onsuccess = () => {
          const count = asked.result.transaction("lists").objectStore("lists").count();
          count.onsuccess = () => resolve(count.result);
        };
      }),
  );
  expect(left).toBe(0);
});

test("the list by hand: several at once, an excuse, somebody new, students, corrections with their history, closed and reopened", async ({
  cast,
  browserOf,
  database,
  scripts,
}) => {
  const d = await begun(cast, database);
  const page = await browserOf(d.coordinator);
  await page.goto(`/eventos/${d.id}/asistencia`);
  const [one, two, three] = d.rows.map((row) => row.name);
  const mark = (name: string | undefined) => page.locator(".roll-row", { hasText: name ?? "" }).getByRole("checkbox");
  await mark(one).check();
  if (scripts) await expect(page.getByText("Guardado.")).toBeVisible();
  await mark(two).check();
  if (scripts) await expect(page.getByText("Vinieron 2 personas")).toBeVisible();
  const third = page.locator(".roll-row", { hasText: three ?? "" });
  await third.getByText("Excusa").click();
  await third.getByPlaceholder(/^Motivo/).fill("Licencia médica");
  await page.getByRole("button", { name: "Guardar la lista" }).click();
  await expect(page.getByText("Vinieron 2 personas, de 1 de 2 establecimientos. 1 con excusa.")).toBeVisible();
  await page.getByText("Agregar a quien no está en la lista").click();
  await page.getByLabel("Nombre y apellido").fill(one ?? "");
  await page.getByLabel(/^Establecimiento o institución/).fill(d.places[0]?.name ?? "");
  await page.getByRole("button", { name: "Agregar a la lista" }).click();
  await expect(page.getByText("Ya hay alguien con ese nombre").first()).toBeVisible();
  await page.getByLabel("Nombre y apellido").fill("Rosa de Afuera");
  await page.getByLabel(/^Establecimiento o institución/).fill(d.places[1]?.name ?? "");
  await page.getByRole("button", { name: "Agregar a la lista" }).click();
  await expect(page.getByText("Agregamos a Rosa de Afuera.")).toBeVisible();
  await page.getByRole("link", { name: "Estudiantes", exact: true }).click();
  await page.getByLabel("Establecimiento", { exact: true }).fill(d.places[1]?.name ?? "");
  await page.getByLabel("Cuántos estudiantes").fill("25");
  await page.getByRole("button", { name: "Guardar el número" }).click();
  await expect(page.getByText("de 2 de 2 establecimientos. 1 con excusa. 25 estudiantes.")).toBeVisible();
  await page.goto(`/eventos/${d.id}/asistencia`);
  await mark(two).uncheck();
  if (scripts) await expect(page.getByText("Guardado.")).toBeVisible();
  else await page.getByRole("button", { name: "Guardar la lista" }).click();
  await page.getByRole("link", { name: "Historial" }).click();
  await expect(page.getByRole("row", { name: `Se borró la llegada de ${two}` })).toContainText(d.coordinator.name);
  await page.getByRole("link", { name: "Personas", exact: true }).click();
  await page.getByRole("link", { name: "Cerrar la lista" }).click();
  await page.getByRole("button", { name: "Cerrar la lista" }).click();
  await expect(page.getByText("La lista está cerrada")).toBeVisible();
  await expect(page.getByRole("button", { name: "Guardar la lista" })).toHaveCount(0);
  await page.getByRole("button", { name: "Reabrir la lista" }).click();
  await expect(mark(one)).toBeChecked();
});

test("somebody asked to the door sees that door alone; with the code on the screen people note themselves, also by their link", async ({
  cast,
  browserOf,
  database,
  mailFor,
  baseURL,
}) => {
  const d = await begun(cast, database);
  const helper = await cast.person("Helena");
  const boss = await browserOf(d.coordinator);
  await boss.goto(`/eventos/${d.id}/puerta/personas`);
  await boss.getByLabel("Su correo").fill(helper.email);
  await boss.getByRole("button", { name: "Nombrar y avisarle" }).click();
  await expect(boss.getByText(`${helper.name} puede recibir en la puerta`)).toBeVisible();
  expect((await mailFor(helper.email))[0]?.subject).toContain(d.title);
  const page = await browserOf(helper);
  expect((await page.goto(`/eventos/${d.id}/editar`))?.status()).toBe(403);
  expect((await page.goto(`/eventos/${d.id}/puerta/personas`))?.status()).toBe(403);
  await page.goto(`/eventos/${d.id}/puerta/codigo`);
  await page.getByRole("button", { name: "Crear el código" }).click();
  const code = (await page.locator(".door-code-letters").textContent())?.trim() ?? "";
  const [own] = d.rows;
  const guest = await browserOf(own?.email ?? "");
  await guest.goto(`/eventos/${d.id}/llegue`);
  await guest.getByLabel("Código de la pantalla").fill("zzzzz");
  await guest.getByRole("button", { name: "Registrar mi llegada" }).click();
  await expect(guest.getByText("Ese código no es el de ahora").first()).toBeVisible();
  await guest.getByLabel("Código de la pantalla").fill(code.toLowerCase());
  await guest.getByRole("button", { name: "Registrar mi llegada" }).click();
  await expect(guest.getByText("Tu llegada quedó registrada")).toBeVisible();
  const token = mintToken(secretOf(baseURL), "answer", d.invitations[1]?.id ?? "");
  const nobody = await browserOf(null);
  await nobody.goto(`/i/${token}/entrada`);
  await expect(nobody.getByRole("img", { name: /^Código de entrada de/ })).toBeVisible();
  await nobody.getByRole("link", { name: "Tengo el código de la pantalla" }).click();
  await nobody.getByLabel("Código de la pantalla").fill(code);
  await nobody.getByRole("button", { name: "Registrar mi llegada" }).click();
  await expect(nobody.getByText("Tu llegada quedó registrada")).toBeVisible();
  expect((await came(database, d.id)).map((row) => row.via)).toEqual(["code", "code"]);
  await boss.goto(`/eventos/${d.id}/puerta/personas`);
  await boss.getByRole("button", { name: /^Terminar el encargo/ }).click();
  await expect(boss.getByText("ya no recibe en la puerta")).toBeVisible();
  expect((await page.goto(`/eventos/${d.id}/puerta`))?.status()).toBe(403);
});
