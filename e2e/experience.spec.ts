/** A teacher writes an experience from a phone, a part at a time; a colleague gives feedback, replicates it with evidence, adapts it; on paper it is one sheet. */
import type { Page } from "@playwright/test";
import { expect, expectSaid, expectTitle, test } from "./journey.ts";

test.use({ viewport: { width: 360, height: 740 } });

const PARTS: [string, string][] = [
  ["need", "Las y los estudiantes de tercero medio llegaban a la práctica sin haber armado un tablero completo. En 2025, solo 9 de 40 lo habían hecho."],
  ["link", "Son **40 estudiantes** de 3.º medio de dos cursos. En la comuna hay tres empresas que piden justamente eso."],
  ["what", "1. Un tablero por pareja.\n2. Una pauta de revisión entre pares.\n3. Una visita de la empresa al final."],
  ["enablers", "Dos horas seguidas de taller y el apoyo de la jefatura de especialidad."],
  ["results", "**36 de 40** estudiantes armaron y revisaron un tablero completo.\n\nLas correcciones entre pares bajaron a la mitad en un mes."],
  ["facilitators", "Que la pauta cupiera en una hoja."],
  ["improvements", "Pedir los materiales en diciembre, no en marzo."],
  ["transferability", "Veinte tableros didácticos, una pauta y dos horas seguidas. Se puede hacer con la mitad de los tableros en dos turnos."],
];

const say = (page: Page, text: string) => page.getByRole("textbox", { name: /\?$/ }).fill(text);

test("an experience is written on a phone, published, commented, replicated and adapted; it prints as one page", async ({ page, cast, enterAs, browserOf, scripts }) => {
  const school = await cast.school("Liceo");
  const other = await cast.school("Otro liceo");
  const teacher = await cast.person("Teresa", { school });
  const colleague = await cast.person("Hugo", { school: other });
  const title = cast.titled("Tableros en pareja");
  await enterAs(teacher.email);

  await page.goto("/experiencias/nueva");
  await page.getByLabel("Título").fill(title);
  await page.getByLabel(/^En una frase/).fill("Cuarenta estudiantes armaron y revisaron entre pares su primer tablero completo.");
  await page.getByRole("button", { name: "Empezar" }).click();
  for (const [key, text] of PARTS) {
    await expect(page).toHaveURL(new RegExp(`parte=${key}$`));
    await say(page, text);
    if (key === "what" && scripts) {
      await expect(page.getByText(/Guardado a las \d\d:\d\d h/)).toBeVisible();
      await page.reload();
      await expect(page.getByRole("textbox", { name: /\?$/ })).toHaveValue(text);
    }
    await page.getByRole("button", { name: "Guardar y seguir" }).click();
  }
  await expect(page).toHaveURL(/parte=quienes$/);
  await page.getByLabel("Cualquiera").check();
  await page.getByLabel(/aceptaron que sus nombres/).check();
  await page.getByRole("button", { name: "Guardar y seguir" }).click();
  await expectTitle(page, "Revisar y publicar");
  await page.getByRole("button", { name: "Publicar", exact: true }).click();
  await expectSaid(page, "¡Publicada!");
  const address = new URL(page.url()).pathname;
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);

  const hugo = await browserOf(colleague);
  await hugo.goto(address);
  await hugo.locator(".sheet-part-results summary").filter({ hasText: "Dar retroalimentación" }).click();
  await hugo.locator(".sheet-part-results").getByRole("textbox").fill("¿Cómo midieron lo de la mitad?");
  await hugo.locator(".sheet-part-results").getByRole("button", { name: "Comentar" }).click();
  await expect(hugo.locator(".sheet-part-results")).toContainText("¿Cómo midieron lo de la mitad?");

  await hugo.goto(address);
  await hugo.getByRole("link", { name: "Contar nuestra adaptación" }).click();
  await hugo.getByLabel("Título").fill(`${title} en turnos`);
  await hugo.getByRole("button", { name: "Empezar" }).click();
  await expect(hugo.getByRole("textbox", { name: /\?$/ })).toHaveValue(/solo 9 de 40/);
  await hugo.goto(`${new URL(hugo.url()).pathname}?parte=inicio`);
  await hugo.getByLabel(/^En una frase/).fill("Lo mismo con la mitad de los tableros.");
  await hugo.getByRole("button", { name: "Guardar y seguir" }).click();
  await hugo.goto(`${new URL(hugo.url()).pathname}?parte=quienes`);
  await hugo.getByLabel("Cualquiera").check();
  await hugo.getByRole("button", { name: "Guardar y seguir" }).click();
  await hugo.getByRole("button", { name: "Publicar", exact: true }).click();
  await expectSaid(hugo, "¡Publicada!");

  await hugo.goto(address);
  await hugo.getByRole("link", { name: "Lo usamos en nuestro liceo" }).first().click();
  await hugo.getByLabel("Cuándo").fill("2026-10-14");
  await hugo.getByLabel(/^Qué cambiaron/).fill("Lo hicimos en dos turnos.");
  await hugo.getByLabel(/^Qué pasó/).fill("Alcanzaron 26 de 28 estudiantes.");
  await hugo.getByLabel(/^Enlace a la evidencia/).fill("https://ejemplo.cl/tableros");
  await hugo.getByRole("button", { name: "Contarlo" }).click();
  await expectSaid(hugo, "¡Gracias por contarlo!");

  const visitor = await browserOf(null);
  await visitor.goto(address);
  const chain = visitor.locator("#lo-usaron");
  await expect(chain).toContainText(other.name);
  await expect(chain).toContainText("Alcanzaron 26 de 28 estudiantes.");
  await expect(chain.getByRole("link", { name: `${title} en turnos` })).toBeVisible();
  await expect(visitor.getByText("¿Cómo midieron lo de la mitad?")).toHaveCount(0);
  for (const format of ["A4", "Letter"]) {
    const pdf = (await visitor.pdf({ format })).toString("latin1");
    expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g), format).toHaveLength(1);
  }
  await visitor.getByRole("link", { name: "Afiche" }).click();
  await expect(visitor.locator(".poster")).toContainText("36 de 40");
  expect((await visitor.pdf({ preferCSSPageSize: true })).toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
});
