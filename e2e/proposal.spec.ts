/** A proposal by consent among seven, with two objections: one is integrated into a new version, one withdrawn. In a meeting, and over days by mail. */
import type { BrowserContext, Locator, Page } from "@playwright/test";
import { kindOf } from "#app/domain/governance/kinds.server.ts";
import { actOn } from "#app/domain/processes/processes.server.ts";
import { openProposal } from "#app/domain/proposals/opening.server.ts";
import { OpeningInputs } from "#app/domain/proposals/opening.ts";
import { isoDate, longDate } from "#app/i18n/dates.ts";
import type { Database } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { cookieOf, type OwnServer, startOwnServer } from "./fixtures.ts";
import { dayAhead, expect, expectSaid, linkIn, openMail, test } from "./journey.ts";
import { type OwnPerson, ownCast, ownTag } from "./own-cast.ts";
import { type OwnCircle, ownCircle } from "./own-circle.ts";

test.setTimeout(200_000);

const TEXT = "Publicar el acta en cinco días.";
const NEW_TEXT = "Publicar el acta en cinco días; en marzo, en diez.";

type Fields = Record<string, string>;

/** The form of an act; of one of several by what stands hidden in it. */
const formOf = (page: Page, act: string, hidden: Fields = {}): Locator =>
  page.locator(
    `form:has(input[name="act"][value="${act}"])${Object.entries(hidden)
      .map(([name, value]) => `:has(input[name="${name}"][value="${value}"])`)
      .join("")}`,
  );

/** Fills the form and sends it, by that button. */
async function send(page: Page, act: string, fields: Fields = {}, button: string | RegExp = /./, hidden: Fields = {}): Promise<void> {
  const form = formOf(page, act, hidden);
  const folded = page.locator("details:not([open])").filter({ has: form });
  if ((await folded.count()) > 0) await folded.first().locator("summary").first().click();
  for (const [name, value] of Object.entries(fields)) {
    const field = form.locator(`[name="${name}"]`);
    if ((await field.evaluate((element) => element.tagName)) === "SELECT") await field.selectOption(value);
    else await field.fill(value);
  }
  await form.getByRole("button", { name: button }).first().click();
}

const said = (page: Page) => expectSaid(page, "Quedó anotado");

const agreementOf = ({ db }: Database, processId: string) => db.selectFrom("circle_agreements").selectAll().where("process_id", "=", processId).executeTakeFirst();

const objectionBy = async ({ db }: Database, processId: string, { id }: OwnPerson): Promise<string> => {
  const acts = db.selectFrom("process_acts").select("id").where("process_id", "=", processId).where("person_id", "=", id).where("kind", "=", "stance");
  return (await acts.orderBy("n", "desc").executeTakeFirstOrThrow()).id;
};

const idIn = (page: Page): string => /\/procesos\/([0-9a-f-]+)/.exec(page.url())?.[1] ?? "";

/** From a tension to the open proposal. */
async function propose(page: Page, circle: OwnCircle, fields: { mode: "live" | "days"; title: string }): Promise<string> {
  const main = page.getByRole("main");
  await page.goto(new URL(`/circulos/${circle.id}/tensiones`, page.url()).href);
  await main.getByLabel(/^Qué pasa/).fill("Las actas llegan tarde. Nadie las lee.");
  await main.getByLabel(/^Qué efecto tiene/).fill("Se olvida lo acordado.");
  await main.getByRole("button", { name: "Anotar" }).click();
  await expectSaid(page, "Anotada");
  await main.getByRole("link", { name: /^Hacer una propuesta/ }).click();
  await main.getByRole("link", { name: "Hacer una propuesta" }).click();
  await expect(main.getByLabel(/^Qué pasa/)).toHaveValue("Las actas llegan tarde. Nadie las lee.");
  await main.getByLabel(/^Nombre de la propuesta/).fill(fields.title);
  await main.getByLabel(/^Qué propones/).fill(TEXT);
  await main.getByLabel(/^Quién facilita/).selectOption({ label: circle.people[0]?.name ?? "" });
  if (fields.mode === "live") await main.getByLabel(/^En una reunión/).check();
  await main.getByRole("button", { name: "Abrir la propuesta" }).click();
  await expectSaid(page, "La propuesta está abierta");
  return idIn(page);
}

test("in a meeting: the facilitator writes down what each says, and what is adopted is what they consented to", async ({ page, cast, browserOf, enterAs, database, mailFor }) => {
  const circle = await ownCircle(database, cast.deployment, cast);
  const [facilitator, author, , , , objects, alsoObjects] = circle.people as OwnPerson[] as [OwnPerson, OwnPerson, OwnPerson, OwnPerson, OwnPerson, OwnPerson, OwnPerson];
  const meeting = await cast.meeting(facilitator, { title: cast.titled("Reunión"), node_ids: [circle.node.id], circle_id: circle.id });
  const title = cast.titled("Actas a tiempo");
  await enterAs(author.email);
  await page.goto("/");
  const id = await propose(page, circle, { mode: "live", title });
  const stranger = await browserOf(circle.outsider);
  expect((await stranger.goto(`/procesos/${id}`))?.status()).toBe(404);

  const room = await browserOf(facilitator);
  await room.goto(`/procesos/${id}`);
  await send(room, "ask", { for: alsoObjects.id, text: "¿Quién las escribe?" });
  await said(room);
  await send(room, "answer", { for: author.id, text: "La secretaría." });
  await said(room);
  await send(room, "advance", {}, "Pasar a las reacciones");
  await send(room, "react", { for: objects.id, text: "Me gusta." });
  await send(room, "advance", {}, "Abrir la ronda de consentimiento");
  for (const person of circle.people.slice(0, 4)) await send(room, "stance", { for: person.id }, /^Consiento/);
  await send(room, "stance", { for: circle.people[4]?.id ?? "", words: "Ojo con las vacaciones." }, /^Tengo una preocupación/);
  await send(room, "stance", { for: objects.id }, /^Objeto/);
  await expect(room.getByRole("main").getByText("Cuenta por qué").first(), "an objection says why").toBeVisible();
  await send(room, "stance", { for: objects.id, words: "En marzo no alcanza." }, /^Objeto/);
  await send(room, "stance", { for: alsoObjects.id, words: "No tengo horas." }, /^Objeto/);
  await send(room, "advance", {}, "Cerrar la ronda e integrar las objeciones");
  await expect(room.getByRole("main").getByText("Por resolver")).toHaveCount(2);
  await expect(room.getByRole("button", { name: /adoptar/ }), "nothing closes over an objection").toHaveCount(0);
  const [first, second] = [await objectionBy(database, id, objects), await objectionBy(database, id, alsoObjects)];
  await send(room, "integrate", { text: NEW_TEXT, how: "En marzo, diez.", review_on: dayAhead(90) }, "Integrarla", { objection: first });
  await send(room, "withdraw_objection", { reason: "Me dieron horas." }, "Retirar la objeción", { objection: second });
  await expect(room.getByRole("heading", { name: "Ronda de consentimiento" })).toBeVisible();
  for (const person of circle.people) await send(room, "stance", { for: person.id }, /^Consiento/);
  await send(room, "advance", {}, "Cerrar la ronda y adoptar el acuerdo");
  await expect(room.getByRole("main").getByText(/Acuerdo adoptado,/)).toBeVisible();

  expect(await agreementOf(database, id)).toMatchObject({ title, body_md: NEW_TEXT, review_on: dayAhead(90), event_id: meeting, kind: "consent" });
  await room.getByRole("link", { name: /Acuerdo n\.º 1 de la bitácora/ }).click();
  await expect(room.getByRole("main")).toContainText("en marzo, en diez.");
  await expect(room.getByRole("main")).toContainText(longDate(dayAhead(90)));
  const minutes = await database.db.selectFrom("minutes_parts").select(["title", "notes_md"]).where("event_id", "=", meeting).execute();
  expect(minutes.find((part) => part.title === title)?.notes_md).toContain("Me dieron horas.");
  const mails = await mailFor(author.email);
  expect(mails.filter((mail) => mail.kind === "circle" && mail.subject.includes(title))).toHaveLength(1);
});

test("over days: a mail with a link to speak by at each step, and deadlines that go on by themselves", async ({ browser, scripts }) => {
  test.skip(scripts, "the same pages as without: once is enough for a clock that is moved by weeks");
  const server = await startOwnServer("proposal", { clock: true });
  const opened: BrowserContext[] = [];
  try {
    await overDays(server, async () => {
      const context = await browser.newContext({ javaScriptEnabled: false });
      opened.push(context);
      return context;
    });
  } finally {
    for (const context of opened) await context.close();
    await server.stop();
  }
});

async function overDays(server: OwnServer, newContext: () => Promise<BrowserContext>): Promise<void> {
  const { database } = server;
  const cast = ownCast(database, server.deployment, ownTag("no javascript"));
  const circle = await ownCircle(database, server.deployment, cast);
  const [, author, , , concerned, objects, alsoObjects] = circle.people as [OwnPerson, OwnPerson, OwnPerson, OwnPerson, OwnPerson, OwnPerson, OwnPerson];
  const title = cast.titled("Actas por correo");
  const enter = async (person: OwnPerson, path = "/"): Promise<Page> => {
    const context = await newContext();
    const [name = "", value = ""] = (await cookieOf(database, server.deployment, person.email, server.now())).split("=");
    await context.addCookies([{ name, value, url: server.url }]);
    const page = await context.newPage();
    await page.goto(`${server.url}${path}`);
    return page;
  };
  const mailsTo = async (person: OwnPerson) => {
    const rows = await database.db
      .selectFrom("outbox")
      .select(["id", "subject", "raw", "kind"])
      .where("to_email", "=", person.email)
      .where("kind", "=", "circle")
      .orderBy("created_at", "desc")
      .orderBy("id", "desc")
      .execute();
    return rows.map((row) => ({ ...row, raw: row.raw ?? "" })).filter((mail) => mail.subject.includes(title));
  };
  const visitor = await (await newContext()).newPage();
  /** By the link of the newest mail, without an account's session. */
  const byMail = async (person: OwnPerson, act: string, fields: Fields, button?: RegExp) => {
    await visitor.goto(await linkIn((await mailsTo(person))[0], /\/voz\//));
    await expect(visitor.getByRole("main")).toContainText(`Hablas como ${person.name}`);
    await send(visitor, act, fields, button);
    await said(visitor);
  };
  const process = async () => database.db.selectFrom("processes").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  const deadline = async () => {
    const { deadline_at } = await process();
    await server.moveTo(new Date(Date.parse(deadline_at ?? "") + 60_000).toISOString());
  };

  const own = await enter(author);
  const id = await propose(own, circle, { mode: "days", title });
  for (const person of circle.people) expect((await mailsTo(person)).length, person.first).toBeGreaterThan(0);
  expect((await (await enter(circle.outsider)).goto(`${server.url}/procesos/${id}`))?.status()).toBe(404);
  await byMail(alsoObjects, "ask", { text: "¿Quién las escribe?" });
  await own.reload();
  await send(own, "answer", { text: "La secretaría." });
  await said(own);
  await deadline();
  expect((await process()).phase).toBe("react");
  for (const person of circle.people.slice(1, 5)) await byMail(person, "react", { text: person === concerned ? "Me gusta." : "" });
  await deadline();
  expect((await process()).phase).toBe("consent");
  for (const person of circle.people.slice(0, 4)) await byMail(person, "stance", {}, /^Consiento/);
  await byMail(concerned, "stance", { words: "Ojo con las vacaciones." }, /^Tengo una preocupación/);
  await byMail(objects, "stance", { words: "En marzo no alcanza." }, /^Objeto/);
  await byMail(alsoObjects, "stance", { words: "No tengo horas." }, /^Objeto/);
  await deadline();
  expect(await process()).toMatchObject({ phase: "integrate", outcome: null });
  await deadline();
  expect((await process()).phase, "the clock resolves no objection").toBe("integrate");

  const review = isoDate(new Date(Date.parse(server.now()) + 100 * 86_400_000).toISOString());
  const later = await enter(author, `/procesos/${id}`);
  const objection = await objectionBy(database, id, objects);
  await send(later, "integrate", { text: NEW_TEXT, how: "En marzo, diez.", review_on: review }, "Integrarla", { objection });
  await said(later);
  const withdrawing = await enter(alsoObjects, `/procesos/${id}`);
  await expect(formOf(withdrawing, "withdraw_objection", { objection }), "another's objection is not theirs").toHaveCount(0);
  await send(withdrawing, "withdraw_objection", { reason: "Me dieron horas." }, "Retirar la objeción", { objection: await objectionBy(database, id, alsoObjects) });
  await said(withdrawing);
  expect((await process()).phase, "everyone is asked again").toBe("consent");
  for (const person of circle.people.slice(0, 4)) await byMail(person, "stance", {}, /^Consiento/);
  await deadline();
  expect(await process()).toMatchObject({ outcome: "adopted" });
  expect(await agreementOf(database, id)).toMatchObject({ body_md: NEW_TEXT, review_on: review, kind: "consent", number: 1 });
  for (const person of circle.people) expect((await openMail((await mailsTo(person))[0])).text, person.first).toContain("El círculo adoptó el acuerdo por consentimiento");
  const logbook = await enter(objects, `/circulos/${circle.id}/bitacora`);
  await expect(logbook.getByRole("main")).toContainText(title);
  await logbook.goto(`${server.url}/circulos/${circle.id}/tensiones`);
  await expect(logbook.getByRole("main")).toContainText("Acuerdo n.º 1");
  expect(await database.db.selectFrom("outbox").select("id").where("to_email", "=", circle.outsider.email).where("kind", "=", "circle").execute()).toEqual([]);
}

test("an objection while somebody closes: neither is lost", async ({ cast, browserOf, database }) => {
  const circle = await ownCircle(database, cast.deployment, cast);
  const [facilitator, author, , , , , last] = circle.people as [OwnPerson, OwnPerson, OwnPerson, OwnPerson, OwnPerson, OwnPerson, OwnPerson];
  const meeting = await cast.meeting(facilitator, { title: cast.titled("Reunión"), node_ids: [circle.node.id], circle_id: circle.id });
  const form = { process_id: newId(), title: cast.titled("A la vez"), text: TEXT, review_on: dayAhead(90), mode: "live", event_id: meeting, facilitator_id: facilitator.id };
  const { id } = await openProposal(await circle.ctxOf(author), circle.id, "propuesta", OpeningInputs.propuesta.parse(form));
  const act = async (person: OwnPerson, fields: object) => actOn(await circle.ctxOf(person), kindOf("proposal"), id, { id: newId(), ...kindOf("proposal").schema.parse(fields) });
  for (const to of ["react", "consent"]) await act(facilitator, { act: "advance", to, version: 1 });
  for (const person of circle.people.slice(0, 6)) await act(person, { act: "stance", stance: "consent", version: 1 });
  const [closes, objects] = [await browserOf(facilitator), await browserOf(last)];
  await closes.goto(`/procesos/${id}`);
  await objects.goto(`/procesos/${id}`);
  await formOf(objects, "stance").locator("textarea").fill("Espera: falta plazo.");
  await Promise.all([
    formOf(closes, "advance").getByRole("button").click(),
    formOf(objects, "stance")
      .getByRole("button", { name: /^Objeto/ })
      .click(),
  ]);
  await said(objects);
  await objects.goto(`/procesos/${id}`);
  await expect(objects.getByRole("main")).toContainText("Espera: falta plazo.");
  const agreement = await agreementOf(database, id);
  if (agreement) expect(agreement.review_due_at, "adopted first: it goes under review").not.toBeNull();
  else await expect(closes.getByRole("alert"), "objected first: it does not close").toContainText("Hay una objeción");
});
