/** Finding a date: proposed, answered with and without an account, chosen; what people said becomes their answer. */
import { dayAhead, expect, expectSaid, expectTitle, linkIn, openMail, section, test } from "./journey.ts";

test("a draft finds its date, and whoever voted is invited with their answer already there", async ({ page, cast, enterAs, browserOf, mailFor }) => {
  const school = await cast.school("Liceo");
  const coordinator = await cast.person("Camila");
  const node = await cast.node("Consejo", { coordinator });
  const teacher = await cast.person("Tomás", { nodes: [node], school });
  const title = cast.titled("Reunión por acordar");
  const id = await cast.draft(coordinator, { title, node_ids: [node.id] }, { node_ids: [node.id] });
  const [first, second] = [dayAhead(50), dayAhead(57)];
  await enterAs(coordinator.email);

  await page.goto(`/eventos/${id}/carga`);
  await expectTitle(page, "Qué más hay esa semana");
  await page.goto(`/eventos/${id}/sondeo`);
  const slot = (n: number) => page.getByRole("group", { name: `Opción ${n}` });
  const fill = async (n: number, day: string, from: string, to: string) => {
    await slot(n).getByLabel("Día").fill(day);
    await slot(n).getByLabel("Desde").fill(from);
    await slot(n).getByLabel("Hasta").fill(to);
  };
  await fill(1, first, "15:00", "14:00");
  await fill(2, second, "15:00", "16:00");
  await page.getByRole("button", { name: "Otra fila" }).click();
  await expect(slot(5)).toBeVisible();
  await page.getByRole("button", { name: "Publicar el sondeo" }).click();
  await expect(slot(1).getByText("El término debe ser después del inicio.")).toBeVisible();
  await fill(1, first, "15:00", "16:00");
  await page.getByRole("button", { name: "Ver qué hay esos días" }).last().click();
  await expect(slot(1)).toContainText("Nadie de la lista tiene otra reunión");
  await page.getByRole("button", { name: "Publicar el sondeo" }).click();
  await expectSaid(page, "El sondeo está abierto");
  const link = await page.getByLabel(/^Enlace para responder/).inputValue();
  await page.getByRole("button", { name: "Escribir a las personas de la lista" }).click();
  await expectSaid(page, "Enviamos 2 correos");

  // By the link of one's own mail: nobody types who they are.
  const invited = await browserOf(null);
  await invited.goto(await linkIn((await mailFor(teacher.email))[0], /\/fecha\//));
  await expect(invited.getByText(`Respondes como ${teacher.name}`)).toBeVisible();
  await invited.getByRole("group").nth(1).getByLabel("Sí", { exact: true }).check();
  await invited.getByRole("button", { name: "Enviar mi respuesta" }).click();
  await expectSaid(invited, "Anotamos tu respuesta");

  // By the link that anybody may have.
  const address = `ana.${cast.tag.toLowerCase()}@empresa.example`;
  const stranger = await browserOf(null);
  await stranger.goto(link);
  await expect(stranger.getByText(teacher.name)).toHaveCount(0);
  await expect(stranger.getByText("Hasta ahora: 1 sí")).toBeVisible();
  await stranger.getByLabel("Tu nombre").fill("Ana Ruiz");
  await stranger.getByLabel("Tu correo").fill(address);
  await stranger.getByRole("button", { name: "Enviar mi respuesta" }).click();
  await expect(stranger.getByText("Di qué te parece al menos una de las fechas.").first()).toBeVisible();
  await stranger.getByRole("group").nth(1).getByLabel("Si es necesario").check();
  await stranger.getByRole("button", { name: "Enviar mi respuesta" }).click();
  await expectSaid(stranger, "Te enviamos un correo con tu enlace personal");
  await stranger.goto(await linkIn((await mailFor(address))[0], /\/fecha\//));
  await expect(stranger.getByRole("group").nth(1).getByLabel("Si es necesario")).toBeChecked();

  await page.goto(`/eventos/${id}/sondeo`);
  const best = section(page, "Resultados").getByRole("row").nth(1);
  await expect(best).toContainText("15:00 a 16:00 h");
  page.once("dialog", (dialog) => dialog.accept());
  await best.getByRole("button", { name: "Elegir" }).click();
  await expectSaid(page, "La reunión quedó en esa fecha");
  await page.getByRole("button", { name: /^Publicar y enviar/ }).click();

  const mail = await openMail((await mailFor(teacher.email)).find((one) => one.kind === "invitation"));
  expect(mail.text).toContain("ya anotamos tu respuesta: «Voy»");
  expect(mail.calendar?.attendees).toEqual([{ address: teacher.email, partstat: "ACCEPTED" }]);
  const guest = await openMail((await mailFor(address)).find((one) => one.kind === "invitation"));
  expect(guest.text).toContain("«Aún no sé»");
  await stranger.goto(link);
  await expect(stranger.getByText("Ya se eligió la fecha")).toBeVisible();
  await expect(stranger.getByRole("button", { name: "Enviar mi respuesta" })).toHaveCount(0);
});
