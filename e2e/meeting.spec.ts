/**
 * The main job, end to end, on a phone: a coordinator calls a meeting, people answer from their mail or on the page, things change, and
 * everyone is told exactly once of what concerns them.
 */
import type { Page } from "@playwright/test";
import type { Database } from "#db/create.ts";
import type { CaughtMail } from "./fixtures.ts";
import { dayAhead, expect, expectSaid, expectTitle, handsOf, linkIn, openMail, type OwnCast, section, test, unfold } from "./journey.ts";

test.use({ viewport: { width: 360, height: 740 } });

const DAY = 45;

/** A node of a school with its counterpart; two members, of whom one is busy at that hour. */
async function peopleFor(cast: OwnCast) {
  const school = await cast.school("Liceo Anfitrión");
  const coordinator = await cast.person("Camila", { school });
  const head = await cast.person("Hernán", { school });
  await cast.counterpart(school, head);
  const node = await cast.node("Consejo", { coordinator, schools: [school] });
  const member = await cast.person("Teresa", { school, nodes: [node] });
  const busy = await cast.person("Bruno", { nodes: [node] });
  const chosen = await cast.person("Óscar");
  const elsewhere = await cast.node("Ajeno", { coordinator: busy });
  await cast.meeting(busy, { title: cast.titled("Reunión que choca"), node_ids: [elsewhere.id], date: dayAhead(DAY), start_time: "16:00", end_time: "17:00" }, { node_ids: [elsewhere.id] });
  return { school, coordinator, head, node, member, busy, chosen };
}

const outside = (cast: OwnCast) => ({ ana: `ana.${cast.tag.toLowerCase()}@empresa.example`, luis: `luis.${cast.tag.toLowerCase()}@empresa.example`, eva: `eva.${cast.tag.toLowerCase()}@empresa.example` });

/** As people have them: from a mail program, from a spreadsheet, twice, and one line that holds none. */
const pasted = ({ ana, luis, eva }: ReturnType<typeof outside>) =>
  [`Ana Pérez <${ana}>; "Soto, Luis" <${luis.toUpperCase()}>`, "Juan Muñoz (falta)", `1\tEva Rojas\t${eva}`, `mailto:${ana}`].join("\n");

interface Told {
  cast: OwnCast;
  mailFor: (email: string) => Promise<CaughtMail[]>;
  eventId: string;
}

/** The mails about this meeting that an address got, oldest first. */
async function mailsOf({ mailFor, eventId }: Told, email: string) {
  const mails = (await mailFor(email)).reverse();
  const opened = await Promise.all(mails.map(async (mail) => ({ ...(await openMail(mail)), kind: mail.kind, raw: mail })));
  return opened.filter((mail) => mail.kind !== "membership" && (mail.calendar === null || mail.calendar.uid.startsWith(eventId)) && !mail.subject.includes("que choca"));
}

/** All mails of the meeting so far have left: the page says so, with or without scripts. */
async function expectAllSent(page: Page, total: number): Promise<void> {
  await expectTitle(page, "Correos de la reunión");
  await expect(async () => {
    await page.reload();
    await expect(page.getByText(`Salieron los ${total} correos.`)).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 20_000 });
}

async function eventRow({ db }: Database, title: string) {
  return db.selectFrom("events").selectAll().where("title", "=", title).executeTakeFirstOrThrow();
}

test("a meeting from its call to its cancellation", async ({ page, cast, enterAs, browserOf, database, mailFor, request }) => {
  test.setTimeout(240_000);
  const { school, coordinator, head, node, member, busy, chosen } = await peopleFor(cast);
  const guests = outside(cast);
  const title = cast.titled("Taller de tableros");
  const everyone = [coordinator.email, head.email, member.email, busy.email, chosen.email, guests.ana, guests.luis, guests.eva];
  await enterAs(coordinator.email);

  await test.step("it is called in few acts, with everything that can be said of it", async () => {
    const hands = handsOf(page);
    await page.goto("/");
    await hands.tap("Convocar reunión");
    await hands.type("Título", title);
    await hands.choose("Tipo", "workshop");
    await expect(page.getByLabel(node.name)).toBeChecked();
    await hands.type("Día", dayAhead(DAY));
    await hands.type("Hasta", "17:30");
    await hands.type("Establecimiento", cast.tag);
    await hands.tap("Buscar");
    await hands.tick(school.name);
    await hands.type("Dirección o sala", "Sala 12");
    await hands.type("Enlace para conectarse", "https://video.example/tableros");
    await hands.type("Descripción", "Traer **zapato de seguridad**.\n\n- Conecta\n- Construye");
    await hands.unfold("Cupo y quién puede verla");
    await hands.tick("Cualquier persona");
    await hands.tap("Guardar y seguir");
    await expectSaid(page, "Todavía no se envía nada.");

    await expectTitle(page, "A quiénes invitar");
    await expect(page.getByRole("group", { name: "Nodos completos" }).getByLabel(node.name).first()).toBeChecked();
    await page.getByRole("group", { name: "Contrapartes", exact: true }).getByLabel(node.name).check();
    await hands.type("Buscar a alguien de la red", chosen.name);
    await hands.tap("Buscar");
    await hands.tick(chosen.name);
    await hands.type("Correos de personas sin cuenta", pasted(guests));
    await hands.tap("Guardar y revisar");
    await expect(page.getByRole("alert")).toContainText("Línea 2: no encontramos un correo en «Juan Muñoz (falta)».");
    await expect(page.getByLabel("Correos de personas sin cuenta")).toHaveValue(pasted(guests));
    await expect(page.getByLabel(chosen.name)).toBeChecked();
    await hands.tap(/^Seguir sin esas líneas \(3 correos/);

    await expectTitle(page, "Revisar y publicar");
    await expect(page.getByRole("heading", { name: "Se enviarán 8 correos" })).toBeVisible();
    await expect(page.getByText("8 personas en la lista: 3 por sus nodos, 1 contraparte, 1 elegida una a una y 3 correos pegados.")).toBeVisible();
    await expect(page.getByText("1 persona ya tiene algo a esa hora.")).toBeVisible();
    await hands.unfold("Ver quiénes");
    await expect(page.getByRole("listitem").filter({ hasText: busy.name })).toContainText("choca");
    expect(await page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")).toBe(true);
    for (const email of everyone) expect((await mailFor(email)).filter((mail) => mail.subject.includes(title))).toEqual([]);
    await hands.tap("Publicar y enviar 8 invitaciones");
    await expectSaid(page, "Salen 8 invitaciones.");
    await expectAllSent(page, 8);
    expect(hands.acts() + 1).toBeLessThanOrEqual(25);
  });

  const { id: eventId, starts_at } = await eventRow(database, title);
  const told: Told = { cast, mailFor, eventId };

  await test.step("each invitee has one mail, whose calendar part is a REQUEST to them alone", async () => {
    const seen = new Set<string>();
    for (const email of everyone) {
      const mails = await mailsOf(told, email);
      expect(mails, email).toHaveLength(1);
      const [mail] = mails;
      expect(mail?.subject).toContain(`Invitación: ${title}`);
      expect(mail?.to).toEqual([email]);
      expect(mail?.text).toContain("¿Vas a venir?");
      expect(mail?.html).toContain("Voy");
      expect(mail?.calendar).toMatchObject({ methods: ["REQUEST", "REQUEST"], sequence: 0, status: "CONFIRMED", summary: title, start: starts_at, sameFile: true });
      expect(mail?.calendar?.attendees).toEqual([{ address: email, partstat: "NEEDS-ACTION" }]);
      seen.add(mail?.messageId ?? "");
    }
    expect(seen.size).toBe(everyone.length);
  });

  const memberPage = await browserOf(member);
  await test.step("a member answers on the page", async () => {
    await memberPage.goto("/");
    await memberPage.getByRole("link", { name: `Responder: ${title}` }).click();
    await memberPage.getByRole("button", { name: "Voy", exact: true }).click();
    await expectSaid(memberPage, "Quedó anotado que vas.");
    await expect(memberPage.getByText("Va 1 persona; 1 establecimiento")).toBeVisible();
  });

  const guestPage = await browserOf(null);
  await test.step("a guest from outside answers without an account; opening the link changes nothing", async () => {
    const link = await linkIn((await mailsOf(told, guests.ana))[0]?.raw, /\/i\/.*r=no/);
    const stored = async () => (await database.db.selectFrom("invitations").select("answer").where("event_id", "=", eventId).where("email", "=", guests.ana).executeTakeFirstOrThrow()).answer;
    await request.get(link);
    await request.head(link);
    await guestPage.goto(link);
    await expect(guestPage.getByText("Falta un paso: confirma tu respuesta con el botón.")).toBeVisible();
    expect(await stored()).toBeNull();
    await unfold(guestPage, "Agregar un comentario");
    await guestPage.getByLabel(/^Comentario/).fill("Ese día estoy en faena.");
    await guestPage.getByRole("button", { name: "No puedo" }).click();
    await expectSaid(guestPage, "Quedó anotado que no puedes ir.");
    expect(await stored()).toBe("no");
  });

  await test.step("a typo in the title is mended without a mail", async () => {
    await page.goto(`/eventos/${eventId}/editar`);
    await page.getByLabel("Título").fill(`${title} eléctricos`);
    await page.getByRole("button", { name: "Guardar cambios" }).click();
    await expectSaid(page, "Guardamos los cambios. No se envió ningún correo.");
    for (const email of everyone) expect(await mailsOf(told, email), email).toHaveLength(1);
  });

  await test.step("another hour: whom it reaches is said before, one update each, and answers are asked for again", async () => {
    await page.goto(`/eventos/${eventId}/editar`);
    await page.getByLabel("Desde").fill("16:00");
    await page.getByRole("button", { name: "Guardar cambios" }).click();
    await expect(page.getByRole("alert")).toContainText("Cambiar la fecha o la hora avisará a 8 personas.");
    expect((await eventRow(database, `${title} eléctricos`)).sequence).toBe(0);
    await page.getByRole("button", { name: "Guardar y avisar a 8 personas" }).first().click();
    await expectAllSent(page, 16);
    for (const email of everyone) {
      const mails = await mailsOf(told, email);
      expect(mails, email).toHaveLength(2);
      expect(mails[1]?.subject).toContain("Nueva fecha");
      expect(mails[1]?.calendar).toMatchObject({ methods: ["REQUEST", "REQUEST"], sequence: 1, uid: mails[0]?.calendar?.uid, start: new Date(Date.parse(starts_at) + 3_600_000).toISOString() });
      expect(mails[1]?.calendar?.attendees[0]?.partstat).toBe("NEEDS-ACTION");
    }
    await memberPage.goto("/");
    await memberPage.getByRole("link", { name: `Confirmar: ${title}` }).click();
    await expect(memberPage.getByText("Antes habías respondido que ibas: ¿y ahora?")).toBeVisible();
    await expect(section(memberPage, "Cambios")).toContainText("15:00");
    await memberPage.getByRole("button", { name: "Voy", exact: true }).click();
    await expectSaid(memberPage, "Quedó anotado que vas.");
  });

  await test.step("the reminder goes to those who have not answered, once a day", async () => {
    await page.goto(`/eventos/${eventId}/respuestas`);
    await page.getByRole("link", { name: "Recordar" }).click();
    await expectTitle(page, "Recordar a 7 personas");
    await page.getByRole("button", { name: "Enviar 7 recordatorios" }).click();
    await expectSaid(page, "Salen 7 recordatorios.");
    const reminded = async (email: string) => (await mailsOf(told, email)).filter((mail) => mail.kind === "reminder");
    await expect.poll(async () => (await reminded(guests.eva)).length).toBe(1);
    expect((await reminded(guests.eva))[0]?.calendar).toBeNull();
    expect(await reminded(member.email)).toEqual([]);
    await page.goto(`/eventos/${eventId}/recordar`);
    await expectTitle(page, "Recordar");
    await expect(page.getByText("Por hoy ya está")).toBeVisible();
  });

  await test.step("the answers are shown by person and by school, and can be noted for somebody", async () => {
    await page.goto(`/eventos/${eventId}/respuestas`);
    await expect(page.getByText("Van 1, sin respuesta 7. Vienen 1 de 1 establecimientos.")).toBeVisible();
    const row = (name: string) => page.getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });
    await expect(row(member.name)).toContainText("Va");
    await expect(row("Ana Pérez")).toContainText("Sin respuesta (antes: no va)");
    await expect(row("Ana Pérez")).toContainText("«Ese día estoy en faena.»");
    await expect(row("Luis Soto")).toContainText("Persona de fuera");
    await unfold(row("Eva Rojas"), "Anotar");
    await row("Eva Rojas").getByRole("button", { name: "Va: Eva Rojas", exact: true }).click();
    await expectSaid(page, "Anotado: Eva Rojas va.");
    await page.getByRole("navigation", { name: "Respuestas" }).getByRole("link", { name: "Por establecimiento" }).click();
    await expect(row(school.name)).toContainText("Sí");
    await page.getByRole("navigation", { name: "Respuestas" }).getByRole("link", { name: "Lista para imprimir" }).click();
    await expect(page.getByRole("table")).toContainText(member.name);
  });

  await test.step("it is postponed with a message", async () => {
    await page.goto(`/eventos/${eventId}`);
    await unfold(page.getByRole("main"), "Más");
    await page.getByRole("link", { name: "Aplazar" }).click();
    await page.getByLabel("Nuevo día").fill(dayAhead(DAY + 7));
    await page.getByLabel(/^Mensaje/).fill("La empresa nos pidió una semana más.");
    await page.getByRole("button", { name: "Aplazar y avisar a 8 personas" }).click();
    await expectAllSent(page, 31);
    for (const email of everyone) {
      const update = (await mailsOf(told, email)).at(-1);
      expect(update?.calendar, email).toMatchObject({ methods: ["REQUEST", "REQUEST"], sequence: 2 });
      expect(update?.text).toContain("> La empresa nos pidió una semana más.");
    }
    await page.goto(`/eventos/${eventId}`);
    await expect(section(page, "Cambios")).toContainText("«La empresa nos pidió una semana más.»");
  });

  await test.step("it is called off: one CANCEL each, and its page says so to everyone", async () => {
    await unfold(page.getByRole("main"), "Más");
    await page.getByRole("link", { name: "Cancelar" }).click();
    await page.getByLabel(/^Mensaje/).fill("Nos vemos en marzo.");
    await page.getByRole("button", { name: "Cancelar y avisar a 8 personas" }).click();
    await expectAllSent(page, 39);
    for (const email of everyone) {
      const mails = await mailsOf(told, email);
      const last = mails.at(-1);
      expect(last?.subject, email).toContain("Cancelada");
      expect(last?.text).toContain("Nos vemos en marzo.");
      expect(last?.calendar).toMatchObject({ methods: ["CANCEL", "CANCEL"], sequence: 3, status: "CANCELLED", uid: mails[0]?.calendar?.uid });
      expect(mails.filter((mail) => mail.kind !== "reminder").map((mail) => mail.calendar?.sequence)).toEqual([0, 1, 2, 3]);
    }
    await guestPage.goto(`/eventos/${eventId}`);
    await expect(guestPage.getByText(/^Esta reunión se canceló/)).toBeVisible();
    await expect(guestPage.getByText("«Nos vemos en marzo.»").first()).toBeVisible();
    await expect(guestPage.getByRole("button", { name: "Voy", exact: true })).toHaveCount(0);
    await guestPage.goto(await linkIn((await mailsOf(told, guests.ana))[0]?.raw, /\/i\/.*r=yes/));
    await expect(guestPage.getByText(/^Esta reunión se canceló/)).toBeVisible();
    await expect(guestPage.getByRole("button", { name: "Voy", exact: true })).toHaveCount(0);
  });
});
