/** From the agenda to the minutes and the certificates: prepared, written by two, published, mailed, agreed, certified, verified. */
import { spawnSync } from "node:child_process";
import type { Page } from "@playwright/test";
import { newId } from "#db/ids.ts";
import { expect, expectSaid, expectTitle, linkIn, section, test, unfold } from "./journey.ts";

const poppler = spawnSync("pdftotext", ["-v"]).status === 0;

/** The text of a PDF: whole where the machine has pdftotext, else only that it is one. */
async function pdfText(page: Page, url: string): Promise<string | null> {
  const response = await page.request.get(url);
  expect(response.headers()["content-type"]).toBe("application/pdf");
  const bytes = await response.body();
  expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
  return poppler ? spawnSync("pdftotext", ["-layout", "-", "-"], { input: bytes }).stdout.toString() : null;
}

test("a meeting from its agenda to its certificates", async ({ page, cast, enterAs, browserOf, database, mailFor }) => {
  test.setTimeout(180_000);
  const { db } = database;
  const school = await cast.school("Liceo Acta");
  const coordinator = await cast.person("Camila", { school });
  const second = await cast.person("Rosa", { school });
  const teacher = await cast.person("Teresa", { school });
  const node = await cast.node("Nodo Acta", { coordinator, schools: [school] });
  await cast.addMember(node, teacher);
  const ctx = { role_id: null, circle_id: null, node_id: node.id, person_id: second.id, since: new Date().toISOString(), named_by: null };
  await db
    .insertInto("role_terms")
    .values({ id: newId(), ...ctx })
    .execute();
  const title = cast.titled("Sesión con acta");
  const guest = `ana.${cast.tag.toLowerCase()}@empresa.example`;
  const id = await cast.meeting(coordinator, { title, node_ids: [node.id] }, { node_ids: [node.id], pasted: `Ana Pérez <${guest}>` });
  await enterAs(coordinator.email);

  await test.step("the agenda begins from a template, and says whether it fits", async () => {
    await page.goto(`/eventos/${id}/agenda`);
    await page.getByRole("button", { name: "Usar esta: Conecta · Conoce · Comparte · Construye" }).click();
    await expect(page.getByText("justo lo que dura la reunión")).toBeVisible();
    await page.getByRole("link", { name: "Editar Conoce" }).click();
    await page.getByLabel("Cuánto dura").fill("40");
    await page.getByLabel(/^Quién está a cargo/).fill(teacher.name);
    await page.getByLabel(/^Material/).fill("Guía sin dirección");
    await page.getByRole("button", { name: "Guardar" }).click();
    await expect(page.getByText("necesita una dirección completa").first()).toBeVisible();
    await page.getByLabel(/^Material/).fill("Guía https://recursos.example/guia");
    await page.getByRole("button", { name: "Guardar" }).click();
    await expectSaid(page, "Guardamos «Conoce».");
    await expect(page.getByText("Suma 1 hora y 45 minutos; la reunión dura 1 hora y 30 minutos.")).toBeVisible();
    await page.getByRole("button", { name: "Bajar: Conecta" }).click();
    await expect(page.getByRole("heading", { level: 2 }).first()).toHaveText("Conoce");
    await page.goto(`/eventos/${id}`);
    await expect(section(page, "Agenda")).toContainText(`A cargo de ${teacher.name}`);
    await expect(section(page, "Agenda")).toContainText("15:40 h");
  });

  await test.step("it is held: the teacher came, the guest did not", async () => {
    const past = new Date(Date.now() - 3 * 3_600_000).toISOString();
    await db
      .updateTable("events")
      .set({ starts_at: past, ends_at: new Date(Date.now() - 3_600_000).toISOString() })
      .where("id", "=", id)
      .execute();
    const invitation = await db.selectFrom("invitations").selectAll().where("event_id", "=", id).where("person_id", "=", teacher.id).executeTakeFirstOrThrow();
    const row = {
      event_id: id,
      establishment_id: school.id,
      person_id: teacher.id,
      mode: "online",
      recorded_at: past,
      recorded_by: null,
      invitation_id: invitation.id,
      name: teacher.name,
    };
    await db
      .insertInto("attendances")
      .values({ id: newId(), ...row })
      .execute();
  });

  const other = await browserOf(second);
  await test.step("two write the minutes: what collides is shown, both texts, and nothing is lost", async () => {
    await page.goto(`/eventos/${id}/acta`);
    await page.getByRole("button", { name: "Empezar el acta" }).click();
    await expectTitle(page, "Escribir el acta");
    await other.goto(`/eventos/${id}/acta/editar`);
    await page.getByLabel("Lo conversado").first().fill("Lo que anotó **Camila**.");
    await page.getByRole("button", { name: "Vista previa" }).click();
    await expect(page.locator(".preview strong")).toHaveText("Camila");
    await page.getByRole("button", { name: "Guardar", exact: true }).last().click();
    await expectSaid(page, "Guardado.");
    await other.getByLabel("Lo conversado").first().fill("Lo que anotó Rosa.");
    await other.getByLabel("Lo conversado").nth(1).fill("Otra parte.");
    await other.getByRole("button", { name: "Guardar", exact: true }).last().click();
    await expect(other.getByText("Alguien guardó mientras escribías")).toBeVisible();
    await expect(other.locator(".conflict")).toContainText("Lo que anotó **Camila**.");
    const mine = other.getByLabel("Tu texto: lo que quede aquí es lo que se guarda");
    await expect(mine).toHaveValue("Lo que anotó Rosa.");
    await mine.fill("Lo que anotó **Camila**.\n\nLo que anotó Rosa.");
    await other.getByRole("button", { name: "Guardar", exact: true }).last().click();
    await expectSaid(other, "Guardado.");
  });

  await test.step("agreements have an owner and a day; it is published and mailed", async () => {
    await page.goto(`/eventos/${id}/acta/editar`);
    await unfold(page.getByRole("group", { name: "Construye" }), "Agregar un acuerdo");
    await page.getByRole("group", { name: "Construye" }).getByLabel("Acuerdo nuevo").fill("Compartir la guía");
    await page.getByRole("group", { name: "Construye" }).getByLabel("Quién se hace cargo").fill(`Ana Pérez <${guest}>`);
    await page.getByRole("button", { name: "Guardar y publicar" }).click();
    await expectTitle(page, "Publicar el acta");
    await page.getByRole("button", { name: "Publicar el acta" }).click();
    await expectSaid(page, "Publicamos el acta. Ya va por correo.");
    await expect(page.getByText("Lo que anotó Rosa.")).toBeVisible();
    expect((await mailFor(teacher.email)).map((mail) => mail.kind)).toContain("minutes");
    const text = await pdfText(page, `/eventos/${id}/acta.pdf`);
    if (text) for (const said of [title, "Compartir la guía", "Lo que anotó Rosa.", teacher.name, "1 de 1"]) expect(text).toContain(said);
  });

  const visitor = await browserOf(null);
  await test.step("the guest reads the minutes without an account, and marks their agreement as done", async () => {
    const mail = (await mailFor(guest)).find((each) => each.kind === "minutes");
    await visitor.goto(await linkIn(mail, /\/acta\//));
    await expectTitle(visitor, `Acta: ${title}`);
    await expect(visitor.getByText("Lo que anotó Rosa.")).toBeVisible();
    const link = await linkIn(mail, /\/acuerdo\//);
    await visitor.goto(link);
    expect((await db.selectFrom("agreements").select("done_at").where("event_id", "=", id).executeTakeFirstOrThrow()).done_at).toBeNull();
    await visitor.getByLabel(/^Comentario/).fill("Está en la carpeta.");
    await visitor.getByRole("button", { name: "Ya está hecho" }).click();
    await expectSaid(visitor, "¡Gracias!");
    await page.goto(`/eventos/${id}/acta`);
    await expect(section(page, "Acuerdos").first()).toContainText("Hecho");
  });

  await test.step("certificates are issued to those who came, open from the mail, and can be checked by anybody", async () => {
    await page.goto(`/eventos/${id}/certificados`);
    await page.getByRole("button", { name: "Emitir 1 certificado" }).click();
    await expectSaid(page, "Emitimos 1 certificado.");
    const mail = (await mailFor(teacher.email)).find((each) => each.kind === "certificate");
    const text = await pdfText(visitor, await linkIn(mail, /certificado\.pdf/));
    if (text) for (const said of [teacher.name, title]) expect(text).toContain(said);
    await visitor.goto(await linkIn(mail, /\/certificados\/[^/]+$/));
    await expectTitle(visitor, "El certificado es verdadero");
    await expect(visitor.getByText(teacher.name)).toBeVisible();
    expect((await mailFor(guest)).some((each) => each.kind === "certificate")).toBe(false);
  });
});
