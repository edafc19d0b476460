/** One coordinator, one phone, forty people: from calling the meeting to its minutes published and its certificates sent. */
import type { Page } from "@playwright/test";
import type { Database } from "#db/create.ts";
import { dayAhead, expect, expectSaid, expectTitle, handsOf, linkIn, test, unfold } from "./journey.ts";

test.use({ viewport: { width: 360, height: 740 } });

const GUESTS = 37;

/** No clock can be moved under a server: the meeting is moved instead, to an hour ago. */
async function timePasses({ db }: Database, id: string): Promise<void> {
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
  await db
    .updateTable("events")
    .set({ starts_at: at(-150), ends_at: at(-60) })
    .where("id", "=", id)
    .execute();
}

/** Opens one of the menus of the meeting's page and takes one of its entries. */
async function fromMenu(page: Page, menu: string, entry: string): Promise<void> {
  const main = page.getByRole("main");
  await unfold(main, menu);
  await main.getByRole("link", { name: entry }).click();
}

test("a meeting of forty people, whole, on a phone", async ({ page, cast, enterAs, database, mailFor }) => {
  test.setTimeout(240_000);
  const { db } = database;
  const school = await cast.school("Liceo Entero");
  const coordinator = await cast.person("Camila", { school });
  const node = await cast.node("Nodo Entero", { coordinator, schools: [school] });
  const members = [await cast.person("Teresa", { school, nodes: [node] }), await cast.person("Bruno", { nodes: [node] })];
  const guest = (n: number) => `p${n}.${cast.tag.toLowerCase()}@liceos.example`;
  const guests = Array.from({ length: GUESTS }, (_, n) => `Persona ${String(n + 1).padStart(2, "0")} Soto <${guest(n + 1)}>`);
  const title = cast.titled("Sesión entera");
  const hands = handsOf(page);
  await enterAs(coordinator.email);
  const event = () => db.selectFrom("events").select("id").where("title", "=", title).executeTakeFirstOrThrow();
  const mailsOf = async (kind: string) =>
    db
      .selectFrom("outbox")
      .select(["to_email", "subject"])
      .where("kind", "=", kind)
      .where("event_id", "=", (await event()).id)
      .execute();

  await test.step("called, with an agenda, and published", async () => {
    await page.goto("/");
    await hands.tap("Convocar reunión");
    await hands.type("Título", title);
    await hands.type("Día", dayAhead(30));
    await hands.type("Hasta", "16:30");
    await hands.type("Enlace para conectarse", "https://video.example/entera");
    await hands.tap("Guardar y seguir");
    await expectTitle(page, "A quiénes invitar");
    await hands.type("Correos de personas sin cuenta", guests.join("\n"));
    await hands.tap("Guardar y revisar");
    await expect(page.getByRole("heading", { name: "Se enviarán 40 correos" })).toBeVisible();
    await hands.tap("Publicar y enviar 40 invitaciones");
    expect(await mailsOf("invitation")).toHaveLength(40);
    await page.goto(`/eventos/${(await event()).id}`);
    await fromMenu(page, "Preparar", "Agenda");
    await hands.tap("Usar esta: Conecta · Conoce · Comparte · Construye");
    await expect(page.getByText("justo lo que dura la reunión")).toBeVisible();
  });

  const { id } = await event();
  await timePasses(database, id);

  await test.step("thirty-five of the list came, and one who was not on it", async () => {
    await page.goto(`/eventos/${id}`);
    await hands.tap("Pasar lista");
    const marks = page.getByRole("main").getByRole("checkbox", { name: /^Vino/ });
    await expect(marks).toHaveCount(40);
    for (let n = 0; n < 35; n += 1) await marks.nth(n).check();
    await hands.tap("Guardar la lista");
    await expect(page.getByText(/35 personas/).first()).toBeVisible();
    await unfold(page.getByRole("main"), "Agregar a quien no está en la lista");
    await hands.type("Nombre y apellido", "Rosa Visita Pardo");
    await hands.type("Correo", `rosa.${cast.tag.toLowerCase()}@empresa.example`);
    await hands.tap("Agregar a la lista");
    await expect(page.getByText(/36 personas/).first()).toBeVisible();
    await hands.tap("Cerrar la lista");
    await hands.tap("Cerrar la lista");
    await expect(page.getByText("La lista está cerrada")).toBeVisible();
    const rows = await db.selectFrom("attendances").select("id").where("event_id", "=", id).execute();
    expect(rows).toHaveLength(36);
  });

  await test.step("the minutes: from the agenda, with an agreement, published and sent to all", async () => {
    await page.goto(`/eventos/${id}`);
    await hands.tap("Acta");
    await hands.tap("Empezar el acta");
    await expect(page.getByText("Asistencia: 36 personas")).toBeVisible();
    const construye = page.getByRole("group", { name: "Construye", exact: true });
    await construye.getByLabel(/^Lo conversado/).fill("Armamos la **lista de revisión** común.");
    await unfold(construye, "Agregar un acuerdo");
    await construye.getByLabel("Acuerdo nuevo").fill("Enviar la lista de revisión a la red");
    await construye.getByLabel(/^Quién se hace cargo/).fill(members[0]?.name ?? "");
    await construye.getByLabel(/^Para cuándo/).fill(dayAhead(20));
    await hands.tap("Guardar y publicar");
    await expectTitle(page, "Publicar el acta");
    await hands.tap("Publicar el acta");
    await expectSaid(page, "Publicamos el acta.");
    await expect.poll(async () => (await mailsOf("minutes")).length, { timeout: 15_000 }).toBe(41);
    const pdf = await page.request.get(`/eventos/${id}/acta.pdf`);
    expect([pdf.status(), pdf.headers()["content-type"]]).toEqual([200, "application/pdf"]);
  });

  await test.step("certificates for those who came", async () => {
    await page.goto(`/eventos/${id}`);
    await fromMenu(page, "Después", "Certificados");
    await hands.tap("Emitir 36 certificados");
    await expectSaid(page, "Emitimos 36 certificados.");
    const sent = await mailsOf("certificate");
    expect(new Set(sent.map((mail) => mail.to_email)).size).toBe(36);
    const [mail] = await mailFor(`rosa.${cast.tag.toLowerCase()}@empresa.example`);
    const link = await linkIn(mail, /certificado\.pdf/);
    const pdf = await page.request.get(link);
    expect([pdf.status(), pdf.headers()["content-type"]]).toEqual([200, "application/pdf"]);
    const without = await page.request.get(link.replace(/\?.*/, ""), { headers: { cookie: "" } });
    expect(without.status()).toBe(404);
  });

  await test.step("and four questions to each of them", async () => {
    await page.goto(`/eventos/${id}`);
    await fromMenu(page, "Después", "Cosecha");
    await hands.tap(/^Preguntar a \d+ personas/);
    await expectSaid(page, "Listo: las preguntas van con el próximo recordatorio");
  });
});
