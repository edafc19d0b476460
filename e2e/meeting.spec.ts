/**
 * The main job, end to end, on a phone: a coordinator calls a meeting, people answer from their mail or on the page, things change, and
 * everyone is told exactly once of what concerns them.
 */

import { dayAhead, expect, expectSaid, expectTitle, handsOf, linkIn, section, test, unfold } from "./journey.ts";
import { DAY, eventOf, expectAllSent, mailsTo, peopleOf, type Story } from "./meeting-story.ts";

test.use({ viewport: { width: 360, height: 740 } });

/** As people have them: from a mail program, from a spreadsheet, twice, and one line that holds none. */
const pasted = ({ ana, luis, eva }: Story["guests"]) =>
  [`Ana Pérez <${ana}>; "Soto, Luis" <${luis.toUpperCase()}>`, "Juan Muñoz (falta)", `1\tEva Rojas\t${eva}`, `mailto:${ana}`].join("\n");

/** From one's own day to the sent invitations. Returns how many times one pressed, typed or chose. */
async function callIt({ page, people, guests, title }: Story): Promise<number> {
  const { node, school, chosen, busy } = people;
  const hands = handsOf(page);
  await page.goto("/");
  await hands.tap("Convocar reunión");
  await hands.type("Título", title);
  await hands.choose("Tipo", "workshop");
  await expect(page.getByLabel(node.name)).toBeChecked();
  await hands.type("Día", dayAhead(DAY));
  await hands.type("Hasta", "17:30");
  await hands.type("Establecimiento", school.name);
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
  await hands.tickIn("Contrapartes", node.name);
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
  await expect(page.getByText("8 personas en la lista: 3 por sus nodos, 1 contraparte, 1 elegida una a una y 3 correos pegados.")).toBeVisible();
  await expect(page.getByText("1 persona ya tiene algo a esa hora.")).toBeVisible();
  await hands.unfold("Ver quiénes");
  await expect(page.getByRole("listitem").filter({ hasText: busy.name })).toContainText("16:00 a 17:00 h");
  await expect(page.getByRole("heading", { name: "Se enviarán 8 correos" })).toBeVisible();
  await hands.tap("Publicar y enviar 8 invitaciones");
  return hands.acts();
}

async function oneInvitationEach(story: Story): Promise<void> {
  const { starts_at } = await eventOf(story);
  const known = new Set<string>();
  for (const email of story.everyone) {
    const mails = await mailsTo(story, email);
    expect(mails, email).toHaveLength(1);
    const [mail] = mails;
    expect(mail?.subject).toContain(`Invitación: ${story.title}`);
    expect(mail?.to).toEqual([email]);
    expect(mail?.text).toContain("¿Vas a venir?");
    expect(mail?.html).toContain(">Voy en persona</a>");
    expect(mail?.calendar).toMatchObject({ methods: ["REQUEST", "REQUEST"], sequence: 0, status: "CONFIRMED", summary: story.title, start: starts_at, sameFile: true });
    expect(mail?.calendar?.attendees).toEqual([{ address: email, partstat: "NEEDS-ACTION" }]);
    known.add(mail?.messageId ?? "");
  }
  expect(known.size).toBe(story.everyone.length);
}

async function memberAnswers({ memberPage, title }: Story): Promise<void> {
  await memberPage.goto("/");
  await memberPage.getByRole("link", { name: `Responder: ${title}` }).click();
  await memberPage.getByRole("button", { name: "Voy en persona", exact: true }).click();
  await expectSaid(memberPage, "Quedó anotado que vas.");
  await expect(memberPage.getByText("Va 1 en persona; 1 establecimiento")).toBeVisible();
}

async function guestAnswers(story: Story): Promise<void> {
  const { guestPage, database, guests, request } = story;
  const [mail] = await mailsTo(story, guests.ana);
  const link = await linkIn(mail?.caught, /\/i\/.*r=no/);
  const invitation = database.db.selectFrom("invitations").select("answer").where("email", "=", guests.ana);
  const stored = async () => (await invitation.executeTakeFirstOrThrow()).answer;
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
}

async function typoIsMended(story: Story): Promise<void> {
  const { page, title } = story;
  await page.goto(`/eventos/${(await eventOf(story)).id}/editar`);
  await page.getByLabel("Título").fill(`${title} eléctricos`);
  await page.getByRole("button", { name: "Guardar cambios" }).click();
  await expectSaid(page, "Guardamos los cambios. No se envió ningún correo.");
  for (const email of story.everyone) expect(await mailsTo(story, email), email).toHaveLength(1);
}

async function hourChanges(story: Story): Promise<void> {
  const { page, memberPage, title } = story;
  const { id, starts_at } = await eventOf(story);
  await page.goto(`/eventos/${id}/editar`);
  await page.getByLabel("Desde").fill("16:00");
  await page.getByRole("button", { name: "Guardar cambios" }).click();
  await expect(page.getByRole("alert")).toContainText("Cambiar la fecha o la hora avisará a 8 personas.");
  expect((await eventOf(story)).sequence).toBe(0);
  await page.getByRole("button", { name: "Guardar y avisar a 8 personas" }).first().click();
  await expectAllSent(page, 16);
  const start = new Date(Date.parse(starts_at) + 3_600_000).toISOString();
  for (const email of story.everyone) {
    const mails = await mailsTo(story, email);
    expect(mails, email).toHaveLength(2);
    expect(mails[1]?.subject).toContain("Nueva fecha");
    expect(mails[1]?.calendar).toMatchObject({ methods: ["REQUEST", "REQUEST"], sequence: 1, uid: mails[0]?.calendar?.uid, start });
    expect(mails[1]?.calendar?.attendees[0]?.partstat).toBe("NEEDS-ACTION");
  }
  await memberPage.goto("/");
  await memberPage.getByRole("link", { name: `Confirmar: ${title}` }).click();
  await expect(memberPage.getByText("Antes habías respondido que ibas: ¿y ahora?")).toBeVisible();
  await expect(section(memberPage, "Cambios")).toContainText("15:00");
  await memberPage.getByRole("button", { name: "Voy en persona", exact: true }).click();
  await expectSaid(memberPage, "Quedó anotado que vas.");
}

async function remindsOnce(story: Story): Promise<void> {
  const { page, guests, people } = story;
  const { id } = await eventOf(story);
  await page.goto(`/eventos/${id}/respuestas`);
  await page.getByRole("link", { name: "Recordar" }).click();
  await expectTitle(page, "Recordar a 7 personas");
  await page.getByRole("button", { name: "Enviar 7 recordatorios" }).click();
  await expectSaid(page, "Salen 7 recordatorios.");
  await expectAllSent(page, 23);
  const reminders = async (email: string) => (await mailsTo(story, email)).filter((mail) => mail.kind === "reminder");
  expect((await reminders(guests.eva)).map((mail) => mail.calendar)).toEqual([null]);
  expect(await reminders(people.member.email)).toEqual([]);
  await page.goto(`/eventos/${id}/recordar`);
  await expect(page.getByText("Por hoy ya está")).toBeVisible();
}

async function answersAreShown(story: Story): Promise<void> {
  const { page, people } = story;
  await page.goto(`/eventos/${(await eventOf(story)).id}/respuestas`);
  await expect(page.getByText("Van 1, sin respuesta 7. En persona 1, en línea 0. Viene 1 de 1 establecimiento.")).toBeVisible();
  const row = (name: string) => page.getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });
  await expect(row(people.member.name)).toContainText("Va");
  await expect(row("Ana Pérez")).toContainText("Sin respuesta (antes: no va)");
  await expect(row("Ana Pérez")).toContainText("«Ese día estoy en faena.»");
  await expect(row("Luis Soto")).toContainText("Persona de fuera");
  await unfold(row("Eva Rojas"), "Anotar");
  await row("Eva Rojas").getByRole("button", { name: "Va en persona: Eva Rojas", exact: true }).click();
  await expectSaid(page, "Anotado: Eva Rojas va.");
  const tabs = page.getByRole("navigation", { name: "Respuestas" });
  await tabs.getByRole("link", { name: "Por establecimiento" }).click();
  await expect(row(people.school.name)).toContainText("Sí");
  await tabs.getByRole("link", { name: "Lista para imprimir" }).click();
  await expect(page.getByRole("table")).toContainText(people.member.name);
}

async function isPostponed(story: Story): Promise<void> {
  const { page } = story;
  const { id } = await eventOf(story);
  await page.goto(`/eventos/${id}`);
  await unfold(page.getByRole("main"), "Más");
  await page.getByRole("link", { name: "Aplazar" }).click();
  await page.getByLabel("Nuevo día").fill(dayAhead(DAY + 7));
  await page.getByLabel(/^Mensaje/).fill("La empresa nos pidió una semana más.");
  await page.getByRole("button", { name: "Aplazar y avisar a 8 personas" }).click();
  await expectAllSent(page, 31);
  for (const email of story.everyone) {
    const update = (await mailsTo(story, email)).at(-1);
    expect(update?.calendar, email).toMatchObject({ methods: ["REQUEST", "REQUEST"], sequence: 2 });
    expect(update?.text).toContain("> La empresa nos pidió una semana más.");
  }
  await page.goto(`/eventos/${id}`);
  await expect(section(page, "Cambios")).toContainText("«La empresa nos pidió una semana más.»");
}

async function isCalledOff(story: Story): Promise<void> {
  const { page, guestPage, guests } = story;
  const { id } = await eventOf(story);
  await page.goto(`/eventos/${id}`);
  await unfold(page.getByRole("main"), "Más");
  await page.getByRole("link", { name: "Cancelar" }).click();
  await page.getByLabel(/^Mensaje/).fill("Nos vemos en marzo.");
  await page.getByRole("button", { name: "Cancelar y avisar a 8 personas" }).click();
  await expectAllSent(page, 39);
  for (const email of story.everyone) {
    const mails = (await mailsTo(story, email)).filter((mail) => mail.kind !== "reminder");
    expect(
      mails.map((mail) => mail.calendar?.sequence),
      email,
    ).toEqual([0, 1, 2, 3]);
    const last = mails.at(-1);
    expect(last?.subject).toContain("Cancelada");
    expect(last?.text).toContain("> Nos vemos en marzo.");
    expect(last?.calendar).toMatchObject({ methods: ["CANCEL", "CANCEL"], status: "CANCELLED", uid: mails[0]?.calendar?.uid });
  }
  const [invitation] = await mailsTo(story, guests.ana);
  for (const address of [`/eventos/${id}`, await linkIn(invitation?.caught, /\/i\/.*r=yes/)]) {
    await guestPage.goto(address);
    await expect(guestPage.getByText(/^Esta reunión se canceló/)).toBeVisible();
    await expect(guestPage.getByText("«Nos vemos en marzo.»").first()).toBeVisible();
    await expect(guestPage.getByRole("button", { name: "Voy en persona", exact: true })).toHaveCount(0);
  }
}

test("a meeting from its call to its cancellation", async ({ page, cast, enterAs, browserOf, database, mailFor, request }) => {
  test.setTimeout(240_000);
  const people = await peopleOf(cast);
  const guest = (name: string) => `${name}.${cast.tag.toLowerCase()}@empresa.example`;
  const guests = { ana: guest("ana"), luis: guest("luis"), eva: guest("eva") };
  const { coordinator, head, member, busy, chosen } = people;
  const everyone = [...[coordinator, head, member, busy, chosen].map((person) => person.email), ...Object.values(guests)];
  const [memberPage, guestPage] = [await browserOf(member), await browserOf(null)];
  const story: Story = { page, database, mailFor, request, people, guests, everyone, memberPage, guestPage, title: cast.titled("Taller de tableros") };
  await enterAs(coordinator.email);
  const steps: Record<string, () => Promise<void>> = {
    "it is called in few acts, with everything that can be said of it": async () => {
      expect(await callIt(story)).toBeLessThanOrEqual(25);
      await expectSaid(page, "Salen 8 invitaciones.");
      await expectAllSent(page, 8);
    },
    "each invitee has one mail, whose calendar part is a REQUEST to them alone": () => oneInvitationEach(story),
    "a member answers on the page": () => memberAnswers(story),
    "a guest answers without an account; opening the link changes nothing": () => guestAnswers(story),
    "a typo in the title is mended without a mail": () => typoIsMended(story),
    "another hour: whom it reaches is said before, one update each, answers are asked for again": () => hourChanges(story),
    "the reminder goes to those who have not answered, once a day": () => remindsOnce(story),
    "the answers are shown by person and by school, and can be noted for somebody": () => answersAreShown(story),
    "it is postponed with a message": () => isPostponed(story),
    "it is called off: one CANCEL each, and its page says so to everyone": () => isCalledOff(story),
  };
  for (const [told, step] of Object.entries(steps)) await test.step(told, step);
});
