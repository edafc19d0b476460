/** What goes wrong every day: pressed twice, two tabs, a wrong hour, the back button, a page that wants one to enter first. */
import type { Page } from "@playwright/test";
import type { Database } from "#db/create.ts";
import { dayAhead, expect, expectSaid, expectTitle, type OwnCast, signIn, test, unfold } from "./journey.ts";

async function coordinating(cast: OwnCast) {
  const coordinator = await cast.person("Camila", { password: "tres palabras juntas" });
  return { coordinator, node: await cast.node("Consejo", { coordinator }) };
}

const titled = ({ db }: Database, title: string) => db.selectFrom("events").select(["id", "status"]).where("title", "=", title).execute();

const mailsOf = ({ db }: Database, eventId: string) => db.selectFrom("outbox").select("id").where("event_id", "=", eventId).execute();

/** What the form of a new meeting sends. */
const newForm = (id: string, title: string, node_ids: string) => ({
  id,
  title,
  kind: "session",
  node_ids,
  date: dayAhead(60),
  start_time: "15:00",
  end_time: "16:30",
  zone: "America/Santiago",
  online_url: "https://video.example/sala",
  visibility: "members",
});

async function fillNew(page: Page, title: string): Promise<void> {
  await page.goto("/eventos/nuevo");
  await page.getByLabel("Título").fill(title);
  await page.getByLabel("Enlace para conectarse").fill("https://video.example/sala");
}

test("the form of a new meeting pressed twice, or sent twice, makes one", async ({ page, cast, enterAs, database }) => {
  const { coordinator, node } = await coordinating(cast);
  await enterAs(coordinator.email);
  const pressed = cast.titled("Pulsada dos veces");
  await fillNew(page, pressed);
  await page.getByRole("button", { name: "Guardar y seguir" }).dblclick();
  await expectTitle(page, "A quiénes invitar");
  expect(await titled(database, pressed)).toHaveLength(1);

  // As a poor connection does: the same bytes arrive twice at once.
  const sent = cast.titled("Enviada dos veces");
  await fillNew(page, sent);
  const form = newForm(await page.locator("input[name=id]").inputValue(), sent, node.id);
  const answers = await Promise.all([1, 2].map(() => page.request.post("/eventos/nuevo", { form, maxRedirects: 0 })));
  expect(answers.map((answer) => answer.status())).toEqual([303, 303]);
  const [only, ...more] = await titled(database, sent);
  expect(more).toEqual([]);

  // Published from two tabs: one mail each all the same.
  await page.goto(`/eventos/${only?.id}/invitados`);
  await page.getByRole("button", { name: "Guardar y revisar" }).click();
  const tab = await page.context().newPage();
  await tab.goto(`/eventos/${only?.id}/revisar`);
  await page.getByRole("button", { name: "Publicar y enviar 1 invitación" }).click();
  await expectTitle(page, "Correos de la reunión");
  await tab.getByRole("button", { name: "Publicar y enviar 1 invitación" }).click();
  await expectSaid(tab, "Ya está publicada.");
  expect(await mailsOf(database, only?.id ?? "")).toHaveLength(1);
});

test("two tabs edit one meeting: the second does not put the hour back without saying so", async ({ page, cast, enterAs, database }) => {
  const { coordinator, node } = await coordinating(cast);
  const person = await cast.person("Teresa", { nodes: [node] });
  const title = cast.titled("Editada dos veces");
  const id = await cast.meeting(coordinator, { title, node_ids: [node.id] }, { person_ids: [person.id] });
  const stored = async () => (await database.db.selectFrom("events").select("starts_local").where("id", "=", id).executeTakeFirstOrThrow()).starts_local.slice(11);
  await enterAs(coordinator.email);
  await page.goto(`/eventos/${id}/editar`);
  const tab = await page.context().newPage();
  await tab.goto(`/eventos/${id}/editar`);
  await page.getByLabel("Desde").fill("14:00");
  await page.getByRole("button", { name: "Guardar cambios" }).click();
  await page.getByRole("button", { name: "Guardar y avisar a 1 persona" }).first().click();
  await expectTitle(page, "Correos de la reunión");
  await tab.getByLabel(/^Descripción/).fill("Traer una receta.");
  await tab.getByRole("button", { name: "Guardar cambios" }).click();
  await expect(tab.getByRole("alert")).toContainText("Alguien guardó cambios en esta reunión mientras la editabas.");
  await expect(tab.getByLabel(/^Descripción/)).toHaveValue("Traer una receta.");
  expect(await stored()).toBe("14:00");
  // Saved again, knowingly: it still says whom the old hour would reach.
  await tab.getByRole("button", { name: "Guardar cambios" }).click();
  await expect(tab.getByRole("alert")).toContainText("Cambiar la fecha o la hora avisará a 1 persona.");
  expect(await stored()).toBe("14:00");

  // Called off meanwhile: there is nothing left to edit.
  await page.goto(`/eventos/${id}/cancelar`);
  await page.getByRole("button", { name: "Cancelar y avisar a 1 persona" }).click();
  await expectSaid(page, "Quedó cancelada.");
  await tab.getByLabel("Título").fill("Otro título");
  await tab.getByRole("button", { name: "Guardar y avisar a 1 persona" }).first().click();
  await expect(tab.getByRole("main")).toContainText(/cancel|cambió mientras/i);
  expect(await titled(database, title)).toEqual([{ id, status: "cancelled" }]);
});

test("a refused form keeps everything typed, and its summary leads to the fields", async ({ page, cast, enterAs, database }) => {
  const { coordinator, node } = await coordinating(cast);
  const second = await cast.node("Segundo", { coordinator });
  const school = await cast.school("Liceo Anfitrión");
  await enterAs(coordinator.email);
  const title = cast.titled('Con «comillas», <b>y</b> & "otras"');
  await page.goto("/eventos/nuevo");
  await page.getByLabel("Título").fill(title);
  await page.getByLabel("Tipo").selectOption({ label: "Visita" });
  await page.getByLabel(node.name).check();
  await page.getByLabel(second.name).check();
  await page.getByLabel("Día", { exact: true }).fill(dayAhead(70));
  await page.getByLabel("Desde").fill("18:30");
  await page.getByLabel("Hasta").fill("17:00");
  await page.getByLabel("Hora de").selectOption({ label: "Magallanes" });
  await page.getByLabel("Establecimiento", { exact: false }).first().fill(cast.tag);
  await page.getByRole("button", { name: "Buscar" }).click();
  await page.getByRole("radio", { name: school.name }).check();
  await page.getByLabel(/^Descripción/).fill("Línea uno\n\n- dos");
  await unfold(page.getByRole("main"), "Cupo y quién puede verla");
  await page.getByLabel(/^Cupo(?! en)/).fill("12");
  await page.getByLabel(/^Cualquier persona/).check();
  await page.getByRole("button", { name: "Guardar y seguir" }).click();

  const summary = page.getByRole("alert");
  await expect(summary).toContainText("Hay algo que corregir");
  await expect(page.getByLabel("Hasta")).toHaveAccessibleDescription("El término debe ser después del inicio.");
  await summary.getByRole("link", { name: "El término debe ser después del inicio." }).click();
  await expect(page.getByLabel("Hasta")).toBeFocused();
  await expect(page.getByLabel("Título")).toHaveValue(title);
  await expect(page.getByLabel("Tipo")).toHaveValue("visit");
  await expect(page.getByLabel(node.name)).toBeChecked();
  await expect(page.getByLabel(second.name)).toBeChecked();
  await expect(page.getByLabel("Día", { exact: true })).toHaveValue(dayAhead(70));
  await expect(page.getByLabel("Desde")).toHaveValue("18:30");
  await expect(page.getByLabel("Hasta")).toHaveValue("17:00");
  await expect(page.getByLabel("Hora de")).toHaveValue("America/Punta_Arenas");
  await expect(page.getByRole("radio", { name: school.name })).toBeChecked();
  await expect(page.getByLabel(/^Descripción/)).toHaveValue("Línea uno\n\n- dos");
  await expect(page.getByLabel(/^Cupo(?! en)/)).toHaveValue("12");
  await expect(page.getByLabel(/^Cualquier persona/)).toBeChecked();
  expect(await titled(database, title)).toEqual([]);
  await page.getByLabel("Hasta").fill("20:00");
  await page.getByRole("button", { name: "Guardar y seguir" }).click();
  await expectTitle(page, "A quiénes invitar");
  expect(await titled(database, title)).toHaveLength(1);
});

test("going back mends the same draft; back after publishing sends nothing again", async ({ page, cast, enterAs, database }) => {
  const { coordinator, node } = await coordinating(cast);
  await enterAs(coordinator.email);
  const [wrong, better, right] = [cast.titled("Taler"), cast.titled("Tallercito"), cast.titled("Taller")];
  await fillNew(page, wrong);
  const id = await page.locator("input[name=id]").inputValue();
  await page.getByRole("button", { name: "Guardar y seguir" }).click();
  await expectTitle(page, "A quiénes invitar");
  // Browsers that keep the page show it as it was: the same form comes again, mended.
  const again = await page.request.post("/eventos/nuevo", { form: newForm(id, better, node.id), maxRedirects: 0 });
  expect(again.status()).toBe(303);
  expect(await titled(database, wrong)).toEqual([]);
  expect(await titled(database, better)).toEqual([{ id, status: "draft" }]);

  await page.getByRole("list", { name: "Pasos para convocar" }).getByRole("link", { name: "Datos" }).click();
  await expect(page.getByLabel("Título")).toHaveValue(better);
  await page.getByLabel("Título").fill(right);
  await page.getByRole("button", { name: "Guardar y seguir" }).click();
  await page.getByRole("button", { name: "Guardar y revisar" }).click();
  await page.getByRole("button", { name: "Publicar y enviar 1 invitación" }).click();
  await expectTitle(page, "Correos de la reunión");
  await page.goBack();
  await expectTitle(page, right);
  await expectSaid(page, "Ya está publicada.");
  expect((await page.request.post(`/eventos/${id}/revisar`, { form: { intent: "" }, maxRedirects: 0 })).status()).toBe(303);
  expect(await titled(database, right)).toEqual([{ id, status: "published" }]);
  expect(await mailsOf(database, id)).toHaveLength(1);
});

test("signing in leads where one was going, and never to another site", async ({ page, cast, baseURL }) => {
  const { coordinator } = await coordinating(cast);
  const enter = async (address: string) => {
    await page.context().clearCookies();
    await page.goto(address);
    await expectTitle(page, "Entrar");
    await signIn(page, coordinator.email, "tres palabras juntas");
    await expect(page.getByRole("banner").getByText(coordinator.first)).toBeVisible();
    return page.url();
  };
  expect(await enter("/eventos/nuevo?nodo=electricidad")).toBe(`${baseURL}/eventos/nuevo?nodo=electricidad`);
  expect(await enter("/cuenta/avisos")).toBe(`${baseURL}/cuenta/avisos`);
  for (const elsewhere of [
    "https://otro.example/",
    "//otro.example/",
    "/\\otro.example",
    "/%5Cotro.example/..//otro.example",
    "javascript:alert(1)",
    "/salir",
    "\t//otro.example",
  ]) {
    const url = new URL(await enter(`/entrar?volver=${encodeURIComponent(elsewhere)}`));
    expect(url.origin, elsewhere).toBe(baseURL);
  }
});
