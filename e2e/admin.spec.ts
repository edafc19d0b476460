/** The administrator: the directory from a file, nodes and who coordinates them, the mail that left, and whoever must not enter. */
import type { Page } from "@playwright/test";
import { expect, expectSaid, expectTitle, linkIn, signIn, test } from "./journey.ts";
import { ADMIN } from "./pages.ts";

const csv = (name: string, lines: string[]) => ({ name, mimeType: "text/csv", buffer: Buffer.from(`\uFEFF${lines.join("\r\n")}\r\n`) });

async function check(page: Page, kind: string, file: ReturnType<typeof csv>): Promise<void> {
  await page.goto("/admin/importar");
  await page.getByLabel(kind, { exact: true }).check();
  await page.getByLabel("Archivo CSV").setInputFiles(file);
  await page.getByRole("button", { name: "Revisar el archivo" }).click();
  await expectTitle(page, file.name);
}

/** The page that follows the work asks again by itself; this does not wait for it. */
async function expectApplied(page: Page): Promise<void> {
  await expect(async () => {
    await page.reload();
    await expect(page.getByText("Guardada", { exact: true })).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 20_000 });
}

test("a file of establishments is looked through first, then saved without its bad line", async ({ page, cast, enterAs, browserOf }) => {
  const node = await cast.node("Consejo que reúne");
  const [one, two, bad] = [cast.titled("Liceo Uno"), cast.titled("Liceo Dos"), cast.titled("Liceo Malo")];
  const visitor = await browserOf(null);
  const look = async () => visitor.goto(`/establecimientos?q=${cast.tag}`);
  await enterAs(ADMIN);
  const lines = ["Nombre;Comuna;Rural;Especialidades;Nodo", `${one};Talca;no;Electricidad;${node.name}`, `${bad};Macondo;no;;`, `${two};Ñuñoa;sí;"Gastronomía;Forestal";`];
  await check(page, "Establecimientos", csv("liceos.csv", lines));
  await expect(page.getByText("No pudimos leer una línea. Las demás 2 están bien; no se guardó nada todavía.")).toBeVisible();
  const refused = page.getByRole("row").filter({ hasText: bad });
  await expect(refused).toContainText("no conocemos la comuna «Macondo»");
  await expect(refused).toContainText("3");
  await page.getByRole("navigation", { name: "Líneas" }).getByRole("link", { name: "Nuevas 2" }).click();
  await expect(page.getByRole("row").filter({ hasText: two })).toBeVisible();
  await look();
  await expect(visitor.getByRole("link", { name: one })).toHaveCount(0);

  await page.getByRole("button", { name: "Guardar las 2 que están bien" }).click();
  await expectApplied(page);
  await look();
  await expect(visitor.getByRole("link", { name: one })).toBeVisible();
  await expect(visitor.getByRole("link", { name: two })).toBeVisible();
  await expect(visitor.getByRole("link", { name: bad })).toHaveCount(0);
  await visitor.goto(`/nodos/${node.slug}/establecimientos`);
  await expect(visitor.getByRole("link", { name: one })).toBeVisible();

  // The same file again changes nothing.
  await check(page, "Establecimientos", csv("liceos.csv", lines));
  await expect(page.getByRole("navigation", { name: "Líneas" }).getByRole("link", { name: "Iguales 2" })).toBeVisible();
  await page.getByRole("button", { name: "Descartar" }).click();
  await expectSaid(page, "Descartada: no se guardó nada.");
});

test("a file that is none, or lacks its column, is told beside the field", async ({ page, enterAs }) => {
  await enterAs(ADMIN);
  await page.goto("/admin/importar");
  await page.getByLabel("Archivo CSV").setInputFiles(csv("otra.csv", ["Ciudad,País", "Talca,Chile"]));
  await page.getByRole("button", { name: "Revisar el archivo" }).click();
  await expect(page.getByRole("alert").getByRole("link", { name: /^Falta una columna/ })).toBeVisible();
});

test("people from a file can enter by a link in their mail, and are in their node", async ({ page, cast, enterAs, browserOf, mailFor }) => {
  const node = await cast.node("Consejo de la lista");
  const school = await cast.school("Liceo de la lista");
  const email = `rosa.${cast.tag.toLowerCase()}@liceos.example`;
  await enterAs(ADMIN);
  await check(
    page,
    "Personas",
    csv("personas.csv", [
      "correo,nombre,establecimiento,cargo,nodos,contraparte",
      `${email},${cast.titled("Rosa")},${school.name},docente,${node.name},sí`,
      `esto no es un correo,${cast.titled("Nadie")},,docente,,`,
    ]),
  );
  await expect(page.getByRole("row").filter({ hasText: cast.titled("Nadie") })).toContainText("no es una dirección de correo");
  await page.getByRole("button", { name: /^Guardar / }).click();
  await expectApplied(page);
  const rosa = await browserOf(null);
  await rosa.goto("/entrar/enlace");
  await rosa.getByLabel("Correo", { exact: true }).fill(email);
  await rosa.getByRole("button", { name: "Enviarme el enlace" }).click();
  await rosa.goto(await linkIn((await mailFor(email))[0], /\/entrar\//));
  await rosa.getByRole("main").getByRole("button", { name: "Entrar" }).click();
  await expectTitle(rosa, "Hola, Rosa");
  await expect(rosa.getByRole("list", { name: "Mis nodos" }).getByRole("link", { name: node.name })).toBeVisible();
  await rosa.goto(`/establecimientos/${school.slug}`);
  await expect(rosa.getByRole("main").getByText(cast.titled("Rosa"))).toBeVisible();
});

test("a node is created and given a coordinator, who can then call its meetings", async ({ page, cast, enterAs, browserOf, mailFor }) => {
  const person = await cast.person("Clara");
  const other = await browserOf(person);
  expect((await other.request.get("/eventos/nuevo")).status()).toBe(403);
  await enterAs(ADMIN);
  await page.goto("/admin");
  await page.getByRole("link", { name: "Crear un nodo" }).click();
  const name = cast.titled("Consejo asesor");
  await page.getByLabel("Nombre", { exact: true }).fill(name);
  await page.getByRole("radio", { name: /^CADE-TP/ }).check();
  await page.getByRole("radio", { name: /^Con solicitud/ }).check();
  await page.getByLabel("En una línea").fill("Empresas e instituciones con un liceo.");
  await page.getByRole("radio", { name: "Espiga" }).check();
  await page.getByRole("button", { name: "Crear el nodo" }).click();
  await expectSaid(page, "El nodo está creado.");
  await expectTitle(page, `Coordinación de ${name}`);
  await page.getByLabel("Nombre o correo").fill(person.email);
  await page.getByRole("button", { name: "Buscar" }).click();
  await page.getByRole("button", { name: `Nombrar a ${person.name}` }).click();
  await expectSaid(page, `${person.name} coordina desde hoy.`);
  await other.goto(await linkIn((await mailFor(person.email))[0], /\/eventos\/nuevo/));
  await expectTitle(other, "Convocar reunión");
  await expect(other.getByRole("checkbox", { name, exact: true })).toBeChecked();

  const current = page.getByRole("list", { name: "Quienes coordinan" }).getByRole("listitem").filter({ hasText: person.name });
  await current.getByRole("link", { name: /^Terminar su rol/ }).click();
  await page.getByRole("button", { name: "Terminar su rol" }).click();
  await expect(page.getByRole("main").getByRole("status")).toContainText("El nodo quedó sin coordinación");
  expect((await other.request.get("/eventos/nuevo")).status()).toBe(403);
});

test("the mail that left is listed and found by its address", async ({ page, cast, enterAs }) => {
  const coordinator = await cast.person("Camila");
  const node = await cast.node("Consejo", { coordinator });
  const title = cast.titled("Reunión con correo");
  await cast.meeting(coordinator, { title, node_ids: [node.id] }, { pasted: `invitada.${cast.tag.toLowerCase()}@empresa.example` });
  await enterAs(ADMIN);
  await page.goto("/admin/correo");
  await page.getByRole("searchbox").fill(`invitada.${cast.tag.toLowerCase()}`);
  await page.getByRole("button", { name: "Buscar" }).click();
  const row = page.getByRole("row").filter({ hasText: title });
  await expect(row).toContainText(`invitada.${cast.tag.toLowerCase()}@empresa.example`);
  await expect(async () => {
    await page.reload();
    await expect(row).toContainText("Guardado aquí", { timeout: 500 });
  }).toPass({ timeout: 20_000 });
});

test("somebody suspended is out at once and cannot enter, until restored; nobody else sees the administration", async ({ page, cast, enterAs, browserOf, mailFor }) => {
  const person = await cast.person("Iván", { password: "tres palabras juntas" });
  const other = await browserOf(person);
  await other.goto("/cuenta");
  expect((await other.request.get("/admin")).status()).toBe(404);
  await enterAs(ADMIN);
  page.on("dialog", (dialog) => dialog.accept());
  await page.goto("/admin/personas");
  await page.getByLabel("Buscar por nombre o correo").fill(person.email);
  await page.getByRole("button", { name: "Buscar" }).click();
  await page.getByRole("button", { name: `Suspender: ${person.name}` }).click();
  await expectSaid(page, "La cuenta quedó suspendida");
  await expect(page.getByRole("row").filter({ hasText: person.name })).toContainText("Suspendida");
  await other.reload();
  await expectTitle(other, "Entrar");
  await signIn(other, person.email, "tres palabras juntas");
  await expect(other.getByRole("main").getByRole("alert")).toContainText("no coinciden");
  await other.goto("/entrar/enlace");
  await other.getByLabel("Correo", { exact: true }).fill(person.email);
  await other.getByRole("button", { name: "Enviarme el enlace" }).click();
  await expectTitle(other, "Revisa tu correo");
  expect(await mailFor(person.email)).toEqual([]);
  await page.getByRole("button", { name: `Reactivar: ${person.name}` }).click();
  await expectSaid(page, "La cuenta vuelve a funcionar.");
  await other.goto("/entrar");
  await signIn(other, person.email, "tres palabras juntas");
  await expectTitle(other, `Hola, ${person.first}`);
});
