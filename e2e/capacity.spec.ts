/** A meeting of few places: never more than fit, a waiting list in order, and a mail to whoever gets a place. */
import type { Page } from "@playwright/test";
import { expect, expectSaid, expectTitle, type OwnCast, openMail, test } from "./journey.ts";

/** Three members of a node that meets in two places. */
async function smallMeeting(cast: OwnCast) {
  const coordinator = await cast.person("Camila");
  const node = await cast.node("Consejo chico", { coordinator });
  const [first, second, third] = [
    await cast.person("Primera", { nodes: [node] }),
    await cast.person("Segunda", { nodes: [node] }),
    await cast.person("Tercera", { nodes: [node] }),
  ];
  const title = cast.titled("Visita con cupo");
  const id = await cast.meeting(coordinator, { title, node_ids: [node.id], capacity: 2, kind: "visit" }, { person_ids: [first.id, second.id, third.id] });
  return { coordinator, first, second, third, title, id, path: `/eventos/${id}` };
}

async function answer(page: Page, path: string, button: string): Promise<void> {
  await page.goto(path);
  await page.getByRole("group", { name: "Tu respuesta" }).getByRole("button", { name: button, exact: true }).click();
}

test("the third waits; when the first withdraws, the third gets the place and a mail", async ({ cast, browserOf, mailFor, database }) => {
  const { first, second, third, path, title, id } = await smallMeeting(cast);
  const [one, two, three] = [await browserOf(first), await browserOf(second), await browserOf(third)];
  await answer(one, path, "Voy");
  await expectSaid(one, "Quedó anotado que vas.");
  await answer(two, path, "Voy");
  await expectSaid(two, "Quedó anotado que vas.");
  await three.goto(path);
  await expect(three.getByText("El cupo está completo: hay lista de espera.")).toBeVisible();
  await answer(three, path, "Voy, si hay lugar");
  await expectSaid(three, "quedaste en lista de espera");
  await expect(three.getByText("Tienes el lugar 1 de la lista.")).toBeVisible();
  expect((await database.db.selectFrom("events").select("seats_taken").where("id", "=", id).executeTakeFirstOrThrow()).seats_taken).toBe(2);

  await answer(one, path, "No puedo");
  await expectSaid(one, "Quedó anotado que no puedes ir.");
  const promotion = async () => (await mailFor(third.email)).filter((mail) => mail.kind === "promotion");
  await expect.poll(async () => (await promotion()).length).toBe(1);
  const mail = await openMail((await promotion())[0]);
  expect(mail.subject).toContain(`Tienes un lugar: ${title}`);
  expect(mail.calendar).toMatchObject({ methods: ["REQUEST", "REQUEST"], sequence: 0 });
  expect(mail.calendar?.attendees).toEqual([{ address: third.email, partstat: "ACCEPTED" }]);
  await three.reload();
  await expect(three.getByText("Respondiste que vas. ¡Te esperamos!")).toBeVisible();
  // Back again, the first is last.
  await answer(one, path, "Voy, si hay lugar");
  await expect(one.getByText("Tienes el lugar 1 de la lista.")).toBeVisible();
  expect(await promotion()).toHaveLength(1);
});

test("more places are given to those who wait; fewer than are taken are refused", async ({ page, cast, enterAs, browserOf, mailFor }) => {
  const { coordinator, first, second, third, path } = await smallMeeting(cast);
  for (const person of [first, second, third]) await answer(await browserOf(person), path, person === third ? "Voy, si hay lugar" : "Voy");
  await enterAs(coordinator.email);
  await page.goto(`${path}/editar`);
  // There is a limit, so it is in sight.
  await page.getByLabel(/^Cupo(?! en)/).fill("1");
  await page.getByRole("button", { name: "Guardar cambios" }).click();
  await expect(page.getByRole("alert").getByRole("link", { name: "Ya hay más personas confirmadas que ese cupo." })).toBeVisible();
  await expect(page.getByLabel(/^Cupo(?! en)/)).toHaveValue("1");
  await page.getByLabel(/^Cupo(?! en)/).fill("3");
  await page.getByRole("button", { name: "Guardar cambios" }).click();
  await expectSaid(page, "No se envió ningún correo. 1 persona pasó de la lista de espera a tener su lugar.");
  await expect.poll(async () => (await mailFor(third.email)).filter((mail) => mail.kind === "promotion").length).toBe(1);
  for (const person of [first, second]) expect((await mailFor(person.email)).filter((mail) => mail.kind !== "invitation")).toEqual([]);
  await page.goto(`${path}/respuestas`);
  await expectTitle(page, "Respuestas");
  await expect(page.getByRole("main").getByText("Van 3.")).toBeVisible();
});
