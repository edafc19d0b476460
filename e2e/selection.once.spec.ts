/** A selection for a role among seven people, live and over days, with JavaScript off: mails, permissions, the role's history and the logbook at each step. */
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { listRoles } from "#app/domain/circles/circles.repo.server.ts";
import { addMember, createCircle } from "#app/domain/circles/circles.server.ts";
import { circleForm } from "#app/domain/circles/circles.testing.ts";
import { EventInput } from "#app/domain/events/event.ts";
import { createDraft, publishEvent, setAudience } from "#app/domain/events/scheduling.server.ts";
import { loadActor } from "#app/domain/identity/sessions.server.ts";
import { newId } from "#db/ids.ts";
import { type CaughtMail, cookieOf, expect, linkIn, type OwnServer, startOwnServer, test } from "./fixtures.ts";
import { dayAhead, type OwnNode, type OwnPerson, ownCast, ownTag } from "./own-cast.ts";
import { ADMIN } from "./pages.ts";

test.use({ javaScriptEnabled: false });
test.describe.configure({ mode: "serial", timeout: 120_000 });

const NAMES = ["Ana", "Beto", "Caro", "Dino", "Eva", "Fede", "Gala"] as const;
type First = (typeof NAMES)[number];

interface World {
  cast: ReturnType<typeof ownCast>;
  people: Record<First, OwnPerson>;
  outside: OwnPerson;
  node: OwnNode;
  circle: string;
  meeting: string;
  roles: Record<string, string>;
}

let server: OwnServer;
let world: World;
const opened: BrowserContext[] = [];

test.beforeAll(async () => {
  server = await startOwnServer("selection", { clock: true });
  world = await makeWorld();
});
test.afterAll(async () => {
  for (const context of opened) await context.close();
  await server.stop();
});

async function makeWorld(): Promise<World> {
  const cast = ownCast(server.database, server.deployment, ownTag("javascript"));
  const { db } = server.database;
  const all = await Promise.all(NAMES.map((name) => cast.person(name)));
  const people = Object.fromEntries(NAMES.map((name, at) => [name, all[at]])) as World["people"];
  const node = await cast.node("Nodo", { coordinator: people.Ana });
  for (const person of all.slice(1)) await cast.addMember(node, person);
  const ctx = { db, deployment: server.deployment, now: server.now(), wake: () => undefined };
  const admin = await loadActor(db, (await db.selectFrom("people").select("id").where("email", "=", ADMIN).executeTakeFirstOrThrow()).id);
  const { id: circle } = await createCircle({ ...ctx, actor: admin }, { node: node.slug }, circleForm({ name: cast.titled("Círculo") }));
  for (const person of all.slice(1)) await addMember({ ...ctx, actor: admin }, circle, person.id);
  const roles = Object.fromEntries((await listRoles(db, circle)).map((role) => [role.key ?? "", role.id]));
  const ana = { ...ctx, actor: await loadActor(db, people.Ana.id) };
  const title = cast.titled("Reunión del círculo");
  const form = { id: newId(), circle_id: circle, title, kind: "session", node_ids: [node.id], date: dayAhead(9), start_time: "15:00", end_time: "16:00", zone: "America/Santiago" };
  const { id: meeting } = await createDraft(ana, EventInput.parse({ ...form, online_url: "https://video.example/sala", description: "", visibility: "members" }));
  await setAudience(ana, meeting, { node_ids: [], counterpart_node_ids: [], circle_ids: [circle], person_ids: [], pasted: "" });
  await publishEvent(ana, meeting);
  return { cast, people, outside: await cast.person("Hugo"), node, circle, meeting, roles };
}

/** Somebody's own browser, entered by the server's clock. */
async function enter(browser: Browser, person: { email: string } | null): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: server.url });
  opened.push(context);
  if (person) {
    const [name = "", value = ""] = (await cookieOf(server.database, server.deployment, person.email, server.now())).split("=");
    await context.addCookies([{ name, value, url: server.url }]);
  }
  return context.newPage();
}

async function mailsTo(person: OwnPerson): Promise<CaughtMail[]> {
  const rows = server.database.db.selectFrom("outbox").select(["id", "subject", "raw", "kind"]).where("to_email", "=", person.email).where("kind", "=", "circle");
  return (await rows.orderBy("created_at", "desc").orderBy("id", "desc").execute()).map((row) => ({ ...row, raw: row.raw ?? "" }));
}
const subjectsTo = async (person: OwnPerson) => (await mailsTo(person)).map((mail) => mail.subject);

/** By the link in the newest mail that calls them. */
async function byMail(page: Page, person: OwnPerson): Promise<void> {
  const calls = (await mailsTo(person)).filter((mail) => mail.subject.startsWith("Te toca hablar"));
  await page.goto(await linkIn(calls[0], /\/voz\//));
}

const main = (page: Page) => page.getByRole("main");
const press = (page: Page, name: string | RegExp) => main(page).getByRole("button", { name }).first().click();
const noted = (page: Page) => expect(main(page).getByRole("status")).toContainText("Quedó anotado");
const phase = (page: Page, title: string) => expect(main(page).getByRole("heading", { level: 2, name: title })).toBeVisible();

async function nominate(page: Page, whom: string, reason: string, from?: string): Promise<void> {
  if (from) await main(page).getByLabel("Quién lo dice").first().selectOption({ label: from });
  await main(page).getByLabel("A quién", { exact: true }).selectOption({ label: whom });
  await main(page).getByLabel("Por qué", { exact: true }).fill(reason);
  await press(page, /Proponer|Cambiar mi propuesta/);
  await noted(page);
}

/** «Consiento», «Tengo una preocupación», «Objeto». */
async function say(page: Page, stance: RegExp, words = "", from?: string): Promise<void> {
  if (from) await main(page).getByLabel("Quién lo dice").selectOption({ label: from });
  if (words) await main(page).getByLabel("Por qué", { exact: true }).fill(words);
  await press(page, stance);
  await noted(page);
}

const mayCall = async (page: Page) => (await page.goto(`/eventos/nuevo?nodo=${world.node.slug}`))?.status() === 200;
const processRow = async (id: string) => server.database.db.selectFrom("processes").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
const idFrom = (page: Page) => new URL(page.url()).pathname.split("/").at(-1) ?? "";

test("live: whoever facilitates writes down what some say, others speak on their phones, and it ends in the minutes", async ({ browser }) => {
  const { people, cast, roles, circle, meeting } = world;
  const ana = await enter(browser, people.Ana);
  const beto = await enter(browser, people.Beto);
  const eva = await enter(browser, people.Eva);
  const stranger = await enter(browser, world.outside);
  await ana.goto(`/circulos/${circle}/eleccion?rol=${roles.secretary}&reunion=${meeting}`);
  await expect(main(ana).getByLabel("En una reunión")).toBeChecked();
  await press(ana, "Abrir la elección");
  await phase(ana, "Conocer el rol");
  const at = new URL(ana.url()).pathname;
  expect((await stranger.goto(at))?.status()).toBe(404);
  await press(ana, "Pedir los nombres");
  for (const who of ["Caro", "Dino", "Fede", "Gala", "Ana"] as const) await nominate(ana, people.Eva.name, `${who} la ha visto escribir claro`, people[who].name);
  await beto.goto(at);
  await expect(main(beto)).not.toContainText("escribir claro");
  await nominate(beto, `${people.Beto.name} (yo)`, "Me gustaría aprender");
  await eva.goto(at);
  await nominate(eva, people.Beto.name, "Es ordenado");
  await ana.goto(at);
  await press(ana, "Mostrar los nombres");
  await expect(main(ana).getByRole("list", { name: "Personas propuestas" })).toContainText("Me gustaría aprender");
  await beto.goto(at);
  await main(beto).locator("summary").filter({ hasText: "Prefiero a otra persona" }).click();
  await nominate(beto, people.Eva.name, "Me convencieron");
  await ana.goto(at);
  await press(ana, "Pasar a la propuesta");
  await main(ana).getByLabel("A quién propones").selectOption({ label: people.Eva.name });
  await main(ana).getByLabel("Por qué", { exact: true }).fill("Todas las razones hablan de ella");
  await press(ana, "Proponer al círculo");
  for (const who of ["Ana", "Caro", "Fede", "Gala"] as const) await say(ana, /^Consiento/, "", people[who].name);
  await say(ana, /^Objeto/, "Un año es mucho", people.Dino.name);
  await beto.goto(at);
  await press(beto, /^Objeto/);
  await expect(main(beto).getByRole("alert")).toContainText("Di en una frase");
  await say(beto, /^Objeto/, "Va a estar sola");
  await eva.goto(at);
  await say(eva, /^Consiento/);
  await ana.goto(at);
  await press(ana, "Cerrar la ronda y resolver las objeciones");
  await main(ana).getByLabel("Por cuánto tiempo").fill("6");
  await main(ana).getByLabel("Condiciones").fill("Beto la apoya");
  await main(ana).getByLabel("Cómo se hace cargo").fill("Seis meses, y acompañada");
  await press(ana, "Cambiar y preguntar de nuevo");
  for (const who of ["Ana", "Caro", "Dino", "Fede", "Gala"] as const) await say(ana, /^Consiento/, "", people[who].name);
  await press(ana, "Cerrar la ronda sin objeciones");
  await expect(main(ana).getByRole("alert"), "whose objection it was has not said that it is resolved").toContainText("no han hablado");
  await beto.goto(at);
  await say(beto, /^Consiento/);
  await ana.goto(at);
  await press(ana, "Cerrar la ronda sin objeciones");
  await phase(ana, "Falta su sí");
  await expect(main(ana).getByRole("button", { name: "acepto el rol" })).toHaveCount(0);
  await eva.goto(at);
  await press(eva, "Sí, acepto el rol");
  await expect(main(eva)).toContainText(`${people.Eva.name} ejerce el rol de Secretario/a`);
  expect(await subjectsTo(people.Eva)).toContain("Ahora ejerces un rol: Secretario/a");
  await eva.goto(`/circulos/${circle}/roles/${roles.secretary}`);
  await expect(main(eva)).toContainText("Beto la apoya");
  const minutes = await server.database.db.selectFrom("minutes_parts").select("notes_md").where("event_id", "=", meeting).execute();
  expect(minutes.map((part) => part.notes_md).join()).toContain("Un año es mucho». Se integró en la propuesta 2.");
  await ana.goto(`/circulos/${circle}/bitacora`);
  await expect(main(ana)).toContainText(`Elección de ${cast.titled("Eva")} como Secretario/a`);
});

test("over days: called and answered by mail, deadlines that pass, somebody from outside who conducts, and rights that come and end with the term", async ({ browser }) => {
  const { people, cast, roles, circle, outside } = world;
  const ana = await enter(browser, people.Ana);
  const visitor = await enter(browser, null);
  await ana.goto(`/circulos/${circle}/eleccion?rol=${roles.coordinator}`);
  await main(ana).getByLabel("En varios días").check();
  await main(ana).getByLabel("O alguien de fuera").fill(outside.email);
  await press(ana, "Abrir la elección");
  const id = idFrom(ana);
  const at = `/procesos/${id}`;
  const called = (step: string) => `Te toca hablar: Elección: Coordinador/a (${step})`;
  for (const name of NAMES) expect(await subjectsTo(people[name])).toContain(called("conocer el rol"));
  const deadlinePasses = async () => server.moveTo(new Date(Date.parse((await processRow(id)).deadline_at ?? "") + 60_000).toISOString());
  await byMail(visitor, people.Beto);
  await press(visitor, "Está bien así");
  await noted(visitor);
  await deadlinePasses();
  for (const name of NAMES.slice(0, 6)) {
    expect(await subjectsTo(people[name])).toContain(called("proponer a alguien"));
    await byMail(visitor, people[name]);
    const self = name === "Beto" ? `${people.Beto.name} (yo)` : people.Beto.name;
    await nominate(visitor, name === "Caro" ? people.Dino.name : self, `Según ${name}, sabe convocar`);
  }
  await deadlinePasses();
  await byMail(visitor, people.Caro);
  await main(visitor).locator("summary").filter({ hasText: "Prefiero a otra persona" }).click();
  await nominate(visitor, people.Beto.name, "Me convencieron");
  await deadlinePasses();
  expect((await processRow(id)).phase).toBe("propose");
  const hugoNow = await enter(browser, outside);
  await hugoNow.goto(at);
  await main(hugoNow).getByLabel("A quién propones").selectOption({ label: people.Beto.name });
  await main(hugoNow).getByLabel("Por cuánto tiempo").fill("24");
  await main(hugoNow).getByLabel("Por qué", { exact: true }).fill("Sabe convocar");
  await press(hugoNow, "Proponer al círculo");
  await expect(main(hugoNow).getByRole("button", { name: /^Consiento/ }), "conducts without a voice").toHaveCount(0);
  for (const name of ["Ana", "Beto", "Caro", "Fede"] as const) {
    await byMail(visitor, people[name]);
    await say(visitor, /^Consiento/);
  }
  const late = await enter(browser, null);
  await byMail(late, people.Gala);
  await byMail(visitor, people.Dino);
  await say(visitor, /^Objeto/, "Dos años es demasiado");
  await deadlinePasses();
  expect((await processRow(id)).phase).toBe("integrate");
  // The round ended while it was being written: it is taken all the same.
  await say(late, /^Objeto/, "Le faltará apoyo");
  await hugoNow.goto(at);
  await expect(main(hugoNow).getByRole("list", { name: "Objeciones" }).getByText("Por resolver")).toHaveCount(2);
  await main(hugoNow).getByLabel("Por cuánto tiempo").fill("12");
  await main(hugoNow).getByLabel("Condiciones").fill("Gala lo apoya");
  await main(hugoNow).getByLabel("Cómo se hace cargo").fill("Un año, y con apoyo");
  await press(hugoNow, "Cambiar y preguntar de nuevo");
  for (const name of NAMES) {
    await byMail(visitor, people[name]);
    await say(visitor, /^Consiento/);
  }
  await hugoNow.goto(at);
  await press(hugoNow, "Cerrar la ronda sin objeciones");
  expect(await subjectsTo(people.Beto)).toContain(called("falta su sí"));
  expect(await subjectsTo(people.Caro)).not.toContain(called("falta su sí"));
  const [anaNow, beto] = [await enter(browser, people.Ana), await enter(browser, people.Beto)];
  expect([await mayCall(anaNow), await mayCall(beto)]).toEqual([true, false]);
  await byMail(visitor, people.Beto);
  await press(visitor, "Sí, acepto el rol");
  expect([await mayCall(anaNow), await mayCall(beto)], "on the next request").toEqual([false, true]);
  for (const name of NAMES) expect(await subjectsTo(people[name])).toContain("Rol asignado: Elección: Coordinador/a");
  expect(await subjectsTo(people.Beto)).toContain("Ahora ejerces un rol: Coordinador/a");
  await beto.goto(`/circulos/${circle}/roles/${roles.coordinator}`);
  await expect(main(beto)).toContainText(people.Ana.name);
  await expect(main(beto)).toContainText("Gala lo apoya");
  await beto.goto(`/circulos/${circle}/bitacora`);
  await main(beto)
    .getByRole("link", { name: `Elección de ${cast.titled("Beto")}` })
    .first()
    .click();
  await expect(main(beto)).toContainText("«Dos años es demasiado». Se integró en la propuesta 2.");
  const term = await server.database.db.selectFrom("role_terms").select("ends_at").where("process_id", "=", id).executeTakeFirstOrThrow();
  await server.moveTo(new Date(Date.parse(term.ends_at ?? "") + 60_000).toISOString());
  expect(await mayCall(await enter(browser, people.Beto)), "after the end of the term").toBe(false);
});
