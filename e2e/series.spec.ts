/** A meeting that repeats, from its form to its last date: what people see, and what the mails leave in their calendars at each step. */
import type { Page } from "@playwright/test";
import PostalMime from "postal-mime";
import { CalendarStore } from "#app/domain/series/calendar-store.testing.ts";
import { addDays, longDate } from "#app/i18n/dates.ts";
import { dayAhead, expect, expectSaid, expectTitle, type OwnCast, test, unfold } from "./journey.ts";

/** The second Thursday of a month, two months or so ahead, and of every second month after. */
function secondThursdays(): string[] {
  const [year = 0, month = 0] = dayAhead(50).split("-").map(Number);
  return [0, 2, 4, 6].map((more) => {
    const first = new Date(Date.UTC(year, month + more, 1));
    const offset = (4 - first.getUTCDay() + 7) % 7;
    return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), 1 + offset + 7)).toISOString().slice(0, 10);
  });
}

const at = (day: string | undefined, hour = "15:00") => `${day}T${hour}`;

async function people(cast: OwnCast) {
  const coordinator = await cast.person("Camila");
  const node = await cast.node("Territorio", { coordinator });
  const member = await cast.person("Teresa", { nodes: [node] });
  return { coordinator, node, member };
}

/** Every two months on the second Thursday, four times. */
async function fillForm(page: Page, node: { name: string }, title: string, first: string): Promise<void> {
  const main = page.getByRole("main");
  await page.goto("/eventos/nuevo");
  await main.getByLabel(/^Título/).fill(title);
  await main.getByLabel(node.name).check();
  await main.getByLabel(/^Día$|^Día \(/).fill(first);
  await main.getByLabel(/^Desde/).fill("15:00");
  await main.getByLabel(/^Hasta \(|^Hasta$/).fill("16:30");
  await main.getByLabel("Cada mes").check();
  await main.getByLabel(/^Cada cuántas/).fill("2");
  await main.getByLabel("El mismo día de la semana").check();
  await main.getByLabel(/^Veces/).fill("4");
  await main.getByLabel(/^Enlace para conectarse/).fill("https://video.example/sala");
  await main.getByRole("button", { name: "Guardar y seguir" }).click();
}

async function pressAnd(page: Page, button: string | RegExp): Promise<void> {
  await page.getByRole("main").getByRole("button", { name: button }).last().click();
}

test("a series is called, answered, moved and called off, and calendars follow each step", async ({ page, cast, enterAs, browserOf, mailFor, database }) => {
  const { coordinator, node, member } = await people(cast);
  const days = secondThursdays();
  const [first = "", second = "", third = "", fourth = ""] = days;
  const title = cast.titled("Sesión que se repite");
  const store = async () => {
    const kept = new CalendarStore();
    for (const mail of (await mailFor(member.email)).reverse()) {
      const part = (await PostalMime.parse(mail.raw)).attachments.find((each) => each.mimeType === "text/calendar");
      if (part) kept.take(typeof part.content === "string" ? part.content : Buffer.from(part.content as ArrayBuffer).toString("utf8"));
    }
    return kept;
  };
  const shows = async (...expected: string[]) => expect.poll(async () => (await store()).times).toEqual(expected);
  const dates = () => database.db.selectFrom("events").selectAll().where("title", "=", title).orderBy("starts_at").execute();

  await enterAs(coordinator.email);
  await fillForm(page, node, title, first);
  await expectTitle(page, "Las fechas");
  await expect(page.getByText("Cada dos meses, el segundo jueves, 4 veces.")).toBeVisible();
  await page.getByLabel(longDate(third)).uncheck();
  await pressAnd(page, "Guardar y seguir");
  await expectTitle(page, "A quiénes invitar");
  await pressAnd(page, "Guardar y revisar");
  await expectTitle(page, "Revisar y publicar");
  await expect(page.getByText("Se repite: Cada dos meses").first()).toBeVisible();
  await pressAnd(page, /^Publicar/);
  await expectTitle(page, "Correos de la reunión");
  await shows(at(first), at(second), at(fourth));
  expect((await mailFor(member.email)).length).toBe(1);

  // All of it at once, by the link of the mail; then one date no, from the list.
  const text = (await PostalMime.parse((await mailFor(member.email))[0]?.raw ?? "")).text ?? "";
  const link = /https?:\/\/[^\s]*\/i\/[^\s]*r=yes[^\s]*/.exec(text)?.[0] ?? "";
  const reader = await browserOf(null);
  await reader.goto(new URL(link).pathname + new URL(link).search);
  await expect(reader.getByLabel("Todas las fechas que quedan")).toBeChecked();
  await reader.getByRole("group", { name: "Tu respuesta", exact: true }).getByRole("button", { name: "Voy" }).click();
  await expectSaid(reader, "Quedó anotado que vas en las 3 fechas.");
  await reader
    .getByRole("group", { name: `Tu respuesta para el ${longDate(second)}` })
    .getByRole("button", { name: "No puedo" })
    .click();
  await expectSaid(reader, "Quedó anotado que no puedes ir.");
  const answers = async () => {
    const ids = (await dates()).map((date) => date.id);
    const rows = await database.db
      .selectFrom("invitations")
      .select(["event_id", "answer", "previous_answer"])
      .where("event_id", "in", ids)
      .where("email", "=", member.email)
      .execute();
    return ids.map((id) => rows.find((row) => row.event_id === id)).map((row) => row?.answer ?? `antes ${row?.previous_answer}`);
  };
  expect(await answers()).toEqual(["yes", "no", "yes"]);

  // One date a week later.
  const [one, two, last] = await dates();
  await page.goto(`/eventos/${two?.id}/aplazar`);
  await page.getByLabel("Nuevo día").fill(addDays(second, 7));
  await expect(page.getByLabel("Solo esta fecha")).toBeChecked();
  await pressAnd(page, /^Aplazar/);
  await expectTitle(page, "Correos de la reunión");
  await shows(at(first), at(addDays(second, 7)), at(fourth));
  expect(await answers()).toEqual(["yes", "antes no", "yes"]);
  expect((await store()).shows().map((each) => each.at)).toHaveLength(3);

  // Another hour for all that follow the rule: not for the one that was moved.
  await page.goto(`/eventos/${one?.id}/editar`);
  await page.getByLabel(/^Desde/).fill("16:00");
  await page.getByLabel(/^Hasta \(|^Hasta$/).fill("17:30");
  await page.getByLabel("Todas las que quedan").check();
  await pressAnd(page, "Guardar cambios");
  await pressAnd(page, /^Guardar y avisar a/);
  await expectTitle(page, "Correos de la reunión");
  await shows(at(first, "16:00"), at(addDays(second, 7)), at(fourth, "16:00"));

  // One date is called off, and everybody can see it.
  await page.goto(`/eventos/${last?.id}/cancelar`);
  await page.getByLabel(/^Mensaje/).fill("Ese día hay consejo.");
  await pressAnd(page, /^Cancelar/);
  await expectTitle(page, "Correos de la reunión");
  await shows(at(first, "16:00"), at(addDays(second, 7)));
  await page.goto(`/eventos/${one?.id}/fechas`);
  await expectTitle(page, "Todas las fechas");
  await expect(page.getByText("Cancelada", { exact: true })).toHaveCount(1);
  await expect(page.getByText(`Cambió de día: era el ${longDate(second)}.`)).toBeVisible();

  // One more, for all on the list.
  await unfold(page.getByRole("main"), "Agregar una fecha a la serie");
  const extra = addDays(second, 14);
  await page.getByLabel(/^Día/).fill(extra);
  await pressAnd(page, "Agregar y avisar");
  await expectSaid(page, "Agregamos la fecha.");
  await shows(at(first, "16:00"), at(addDays(second, 7)), at(extra, "16:00"));

  // And what is left.
  await page.goto(`/eventos/${one?.id}/cancelar`);
  await page.getByLabel("Todas las que quedan").check();
  await pressAnd(page, /^Cancelar/);
  await expectTitle(page, "Correos de la reunión");
  await shows();
});

test("a meeting in a place and by video counts both apart, each with its line", async ({ cast, browserOf }) => {
  const coordinator = await cast.person("Camila");
  const node = await cast.node("Consejo mixto", { coordinator });
  const [first, second, third] = [
    await cast.person("Primera", { nodes: [node] }),
    await cast.person("Segunda", { nodes: [node] }),
    await cast.person("Tercera", { nodes: [node] }),
  ];
  const id = await cast.meeting(
    coordinator,
    { title: cast.titled("Reunión mixta"), node_ids: [node.id], address: "Sala 1", capacity: 1, online_capacity: 1 },
    { person_ids: [first.id, second.id, third.id] },
  );
  const answer = async (page: Page, button: string) => {
    await page.goto(`/eventos/${id}`);
    await page.getByRole("group", { name: "Tu respuesta" }).getByRole("button", { name: button, exact: true }).click();
  };
  const [one, two, three] = [await browserOf(first), await browserOf(second), await browserOf(third)];
  await answer(one, "Voy en persona");
  await expectSaid(one, "Quedó anotado que vas.");
  await answer(two, "Me conecto");
  await expectSaid(two, "Quedó anotado que te conectas.");
  await expect(two.getByText("Van 1 de 1 en persona y 1 de 1 en línea")).toBeVisible();
  await answer(three, "En línea, si hay lugar");
  await expectSaid(three, "quedaste en lista de espera");
  await answer(two, "No puedo");
  await three.reload();
  await expect(three.getByText("Respondiste que te conectas. ¡Te esperamos!")).toBeVisible();
});
