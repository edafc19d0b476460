/** One's own account, from the registration to signing out everywhere. */
import type { Page } from "@playwright/test";
import { expect, expectSaid, expectTitle, fromAccountMenu, linkIn, openMail, section, signIn, test } from "./journey.ts";

const PASSWORD = "tres palabras juntas";
const OTHER = "otras cuatro palabras juntas";

const count = async (page: Page, name: string | RegExp) => page.getByRole("main").getByRole("listitem").filter({ hasText: name }).count();

test("a teacher registers, confirms by the mail's button, and is led to their nodes", async ({ page, cast, database, mailFor, baseURL }) => {
  const school = await cast.school("Liceo Técnico");
  const name = cast.titled("María José");
  const email = `maria.jose.${cast.tag.toLowerCase()}@liceos.example`;
  await page.goto("/registro");
  await page.getByLabel("Tu establecimiento").fill(cast.tag);
  await page.getByRole("button", { name: "Buscar" }).click();
  await page.getByRole("radio", { name: school.name }).check();
  await page.getByLabel("Cargo").selectOption({ label: "Docente" });
  await page.getByLabel("Especialidad").selectOption("Electricidad");
  await page.getByLabel("Nombre y apellidos").fill(name);
  await page.getByLabel("Correo", { exact: true }).fill(email.toUpperCase());
  await page.getByLabel("Clave").fill(PASSWORD);
  await page.getByLabel(/^Acepto que/).check();
  await page.getByRole("button", { name: "Crear mi cuenta" }).click();
  await expectTitle(page, "Revisa tu correo");

  const known = () => database.db.selectFrom("people").select(["id", "name_public_at"]).where("email", "=", email).executeTakeFirst();
  const link = await linkIn((await mailFor(email))[0], /\/registro\//);
  expect(link).toContain(baseURL);
  // Programs that look at mails open every link: nothing happens.
  expect((await page.request.get(link)).status()).toBe(200);
  expect((await page.request.head(link)).status()).toBe(200);
  expect(await known()).toBeUndefined();
  await page.goto(link);
  await page.getByRole("button", { name: "Confirmar y entrar" }).click();
  await expectSaid(page, "Tu cuenta está lista");
  await expect(page.getByRole("link", { name: "Electricidad", exact: true })).toBeVisible();
  expect((await known())?.name_public_at).toBeNull();

  await fromAccountMenu(page, { first: "María" }, "Mi cuenta");
  await expect(page.getByLabel("Nombre y apellidos")).toHaveValue(name);
  await expect(page.getByRole("radio", { name: school.name })).toBeChecked();
  await page.goto(link);
  await expectTitle(page, "Este enlace ya se usó");
});

test("an address that has an account already is not told so on the page: its owner gets a mail", async ({ page, cast, mailFor }) => {
  const owner = await cast.person("Elba");
  await page.goto("/registro");
  await page.getByLabel("Cargo").selectOption({ label: "Docente" });
  await page.getByLabel("Nombre y apellidos").fill("Otra Persona");
  await page.getByLabel("Correo", { exact: true }).fill(owner.email);
  await page.getByLabel(/^Acepto que/).check();
  await page.getByRole("button", { name: "Crear mi cuenta" }).click();
  await expectTitle(page, "Revisa tu correo");
  expect((await mailFor(owner.email)).map((mail) => mail.subject)).toEqual([expect.stringContaining("Ya tienes una cuenta")]);
});

test("one joins an open node at once, and leaves it", async ({ page, cast, enterAs }) => {
  const node = await cast.node("Consejo abierto");
  const person = await cast.person("Olga");
  await enterAs(person.email);
  await page.goto(`/nodos/${node.slug}`);
  await page.getByRole("button", { name: "Sumarme" }).click();
  await expectSaid(page, `Ya eres parte de ${node.name}.`);
  await page.getByRole("link", { name: /^1 persona es parte/ }).click();
  await expect(page.getByRole("list", { name: `Personas de ${node.name}` })).toContainText(person.name);
  await page.goto(`/nodos/${node.slug}`);
  await page.getByRole("link", { name: "Salir del nodo" }).click();
  await expectTitle(page, `¿Salir de ${node.name}?`);
  await page.getByRole("button", { name: "Salir del nodo" }).click();
  await expectSaid(page, `Saliste de ${node.name}`);
  await expect(page.getByRole("button", { name: "Sumarme" })).toBeVisible();
});

test("one asks to join by request; whoever coordinates is told, accepts, and the answer arrives by mail", async ({ page, cast, enterAs, browserOf, mailFor }) => {
  const coordinator = await cast.person("Camila");
  const node = await cast.node("Consejo con solicitud", { joining: "request", coordinator });
  const person = await cast.person("Pedro");
  await enterAs(person.email);
  await page.goto(`/nodos/${node.slug}`);
  await page.getByRole("link", { name: "Pedir ingreso" }).click();
  await page.getByLabel(/^¿Por qué quieres entrar\?/).fill("Quiero aprender de <b>faenas</b>.");
  await page.getByRole("button", { name: "Enviar mi solicitud" }).click();
  await expectSaid(page, "Tu solicitud llegó");
  await expect(page.getByText("Tu solicitud espera respuesta")).toBeVisible();

  const request = await openMail((await mailFor(coordinator.email)).find((mail) => mail.subject === `${person.name} pide entrar a ${node.name}`));
  expect(request.text).toContain("Quiero aprender de <b>faenas</b>.");
  const other = await browserOf(coordinator);
  await other.goto("/");
  await other.getByRole("link", { name: `1 solicitud para ${node.name}` }).click();
  await expect(other.getByText("Quiero aprender de <b>faenas</b>.")).toBeVisible();
  await other.getByRole("button", { name: `Aceptar a ${person.name}`, exact: true }).click();
  await expectSaid(other, "ya es parte del nodo");
  expect((await mailFor(person.email)).map((mail) => mail.subject)).toEqual([`Ya eres parte de ${node.name}`]);
  await page.reload();
  await expect(page.getByText("Eres parte de este nodo.")).toBeVisible();
});

test("where one is asked in, the invitation arrives by mail and is accepted", async ({ page, cast, enterAs, browserOf, mailFor }) => {
  const coordinator = await cast.person("Camila");
  const node = await cast.node("Consejo por invitación", { joining: "invitation", coordinator });
  const person = await cast.person("Inés");
  await enterAs(person.email);
  await page.goto(`/nodos/${node.slug}`);
  await expect(page.getByText("Se entra por invitación")).toBeVisible();
  const other = await browserOf(coordinator);
  await other.goto(`/nodos/${node.slug}/solicitudes`);
  await other.getByLabel("Su correo").fill(person.email);
  await other.getByRole("button", { name: "Invitar", exact: true }).click();
  await expectSaid(other, `${person.name} recibió tu invitación.`);
  await page.goto(await linkIn((await mailFor(person.email))[0], /\/membresia$/));
  await page.getByRole("button", { name: "Aceptar la invitación" }).click();
  await expectSaid(page, `Ya eres parte de ${node.name}.`);
});

test("one chooses which notices arrive", async ({ page, cast, enterAs, mailFor }) => {
  const coordinator = await cast.person("Nora");
  await enterAs(coordinator.email);
  await page.goto("/cuenta");
  await page.getByRole("navigation", { name: "Tu cuenta" }).getByRole("link", { name: "Avisos" }).click();
  await page.getByLabel("Recordatorios").uncheck();
  await page.getByLabel("Avisos de mis nodos").uncheck();
  await page.getByRole("button", { name: "Guardar" }).click();
  await expectSaid(page, "Guardamos tu elección.");
  await expect(page.getByLabel("Recordatorios")).not.toBeChecked();
  await expect(page.getByLabel("Avisos de mis nodos")).not.toBeChecked();
  const node = await cast.node("Consejo sin avisos", { joining: "request", coordinator });
  const before = (await mailFor(coordinator.email)).length;
  await enterAs((await cast.person("Ana")).email);
  await page.goto(`/nodos/${node.slug}/membresia`);
  await page.getByRole("button", { name: "Enviar mi solicitud" }).click();
  await expectSaid(page, "Tu solicitud llegó");
  expect((await mailFor(coordinator.email)).length).toBe(before);
});

test("one signs out, and in again by password; a wrong one is told kindly and the mail typed stays", async ({ page, cast, enterAs }) => {
  const person = await cast.person("Rita", { password: PASSWORD });
  await enterAs(person.email);
  await page.goto("/");
  await fromAccountMenu(page, person, "Salir");
  await expectSaid(page, "Saliste de tu cuenta en este equipo.");
  await expectTitle(page, "Los liceos técnicos de Chile, en red");
  await page.getByRole("banner").getByRole("link", { name: "Entrar" }).click();
  await signIn(page, person.email, "no era esta clave");
  await expect(page.getByRole("main").getByRole("alert")).toContainText("El correo o la clave no coinciden.");
  await expect(page.getByLabel("Correo", { exact: true })).toHaveValue(person.email);
  await expect(page.getByLabel("Clave", { exact: true })).toHaveValue("");
  await signIn(page, person.email.toUpperCase(), PASSWORD);
  await expectSaid(page, `Hola, ${person.first}.`);
  await expectTitle(page, `Hola, ${person.first}`);
});

test("one signs in by a mailed link, which serves once and does nothing by itself", async ({ page, cast, database, mailFor }) => {
  const person = await cast.person("Luz");
  await page.goto("/entrar");
  await page.getByRole("link", { name: /^Entrar sin clave/ }).click();
  await page.getByLabel("Correo", { exact: true }).fill(person.email);
  await page.getByRole("button", { name: "Enviarme el enlace" }).click();
  await expectTitle(page, "Revisa tu correo");
  const link = await linkIn((await mailFor(person.email))[0], /\/entrar\//);
  await page.request.get(link);
  await page.request.head(link);
  const sessions = () => database.db.selectFrom("sessions").select("id").where("person_id", "=", person.id).execute();
  expect(await sessions()).toEqual([]);
  await page.goto(link);
  await page.getByRole("main").getByRole("button", { name: "Entrar" }).click();
  await expectTitle(page, `Hola, ${person.first}`);
  expect(await sessions()).toHaveLength(1);
  await page.context().clearCookies();
  await page.goto(link);
  await expectTitle(page, "Este enlace ya se usó");
});

test("whoever forgot the password chooses another by mail, and all other sessions end", async ({ page, cast, browserOf, mailFor }) => {
  const person = await cast.person("Sofía", { password: PASSWORD });
  const elsewhere = await browserOf(person);
  await elsewhere.goto("/cuenta");
  await expectTitle(elsewhere, "Tu cuenta");
  await page.goto("/entrar");
  await page.getByRole("link", { name: "Olvidé mi clave" }).click();
  await page.getByLabel("Correo", { exact: true }).fill(person.email);
  await page.getByRole("button", { name: "Enviarme el enlace" }).click();
  await page.goto(await linkIn((await mailFor(person.email))[0], /\/clave\//));
  await page.getByLabel("Clave nueva").fill(OTHER);
  await page.getByRole("button", { name: "Guardar y entrar" }).click();
  await expectSaid(page, "Tu clave quedó guardada");
  await elsewhere.reload();
  await expectTitle(elsewhere, "Entrar");
  await signIn(elsewhere, person.email, PASSWORD);
  await expect(elsewhere.getByRole("main").getByRole("alert")).toBeVisible();
  await signIn(elsewhere, person.email, OTHER);
  // Back to where they were.
  await expectTitle(elsewhere, "Tu cuenta");
});

test("one changes name and consent, and the public page follows", async ({ page, cast, enterAs, browserOf }) => {
  const person = await cast.person("Julia", { publicName: true });
  const node = await cast.node("Consejo público", { coordinator: person });
  const visitor = await browserOf(null);
  await visitor.goto(`/nodos/${node.slug}/personas`);
  await expect(visitor.getByText(person.name)).toBeVisible();
  await enterAs(person.email);
  await page.goto("/cuenta");
  const name = cast.titled("Juliana Andrea");
  await page.getByLabel("Nombre y apellidos").fill(name);
  await page.getByRole("main").getByRole("button", { name: "Guardar" }).click();
  await expectSaid(page, "Guardamos tus datos.");
  await visitor.reload();
  await expect(visitor.getByText(name)).toBeVisible();
  await page.getByLabel(/^Mostrar mi nombre/).uncheck();
  await page.getByRole("main").getByRole("button", { name: "Guardar" }).click();
  await expectSaid(page, "Guardamos tus datos.");
  await visitor.reload();
  await expect(visitor.getByText("Nadie ha publicado su nombre aquí")).toBeVisible();
});

test("one changes the mail address, which counts once it is confirmed from there", async ({ page, cast, enterAs, mailFor, database }) => {
  const person = await cast.person("Berta", { password: PASSWORD });
  const email = `berta.nueva.${cast.tag.toLowerCase()}@liceos.example`;
  const stored = async () => (await database.db.selectFrom("people").select("email").where("id", "=", person.id).executeTakeFirstOrThrow()).email;
  await enterAs(person.email);
  await page.goto("/cuenta/correo");
  await page.getByLabel("Correo nuevo").fill(email);
  await page.getByLabel("Tu clave actual").fill("no era esta clave");
  await page.getByRole("button", { name: "Cambiar mi correo" }).click();
  await expect(page.getByRole("alert").getByRole("link", { name: "La clave actual no coincide." })).toBeVisible();
  await expect(page.getByLabel("Correo nuevo")).toHaveValue(email);
  await page.getByLabel("Tu clave actual").fill(PASSWORD);
  await page.getByRole("button", { name: "Cambiar mi correo" }).click();
  await expectSaid(page, "Te enviamos un mensaje al correo nuevo.");
  const link = await linkIn((await mailFor(email))[0], /\/cuenta\/correo\//);
  await page.request.get(link);
  expect(await stored()).toBe(person.email);
  expect((await mailFor(person.email))[0]?.subject).toContain("Pidieron cambiar el correo");
  await page.goto(link);
  await page.getByRole("button", { name: "Usar este correo" }).click();
  await expectSaid(page, "Tu cuenta usa desde ahora este correo.");
  expect(await stored()).toBe(email);
  expect((await mailFor(person.email))[0]?.subject).toContain("cambió de correo");
});

test("one changes the password: the other sessions end, this one stays", async ({ page, cast, enterAs, browserOf, mailFor }) => {
  const person = await cast.person("Marta", { password: PASSWORD });
  const elsewhere = await browserOf(person);
  await enterAs(person.email);
  await page.goto("/cuenta/clave");
  await page.getByLabel("Tu clave actual").fill(PASSWORD);
  await page.getByLabel("Clave nueva").fill(OTHER);
  await page.getByRole("button", { name: "Guardar la clave" }).click();
  await expectSaid(page, "Guardamos tu clave nueva");
  expect((await mailFor(person.email))[0]?.subject).toContain("Cambió la clave");
  await elsewhere.goto("/cuenta");
  await expectTitle(elsewhere, "Entrar");
  await page.goto("/cuenta");
  await expectTitle(page, "Tu cuenta");
});

test("one sees where one's account is open, ends one session, and signs out everywhere", async ({ page, cast, enterAs, browserOf }) => {
  const person = await cast.person("Tania");
  const [second, third] = [await browserOf(person), await browserOf(person)];
  await enterAs(person.email);
  await page.goto("/cuenta/sesiones");
  const open = page.getByRole("list", { name: "Sesiones abiertas" });
  await expect(open.getByRole("listitem")).toHaveCount(3);
  await expect(open.getByText("Esta", { exact: true })).toHaveCount(1);
  await open
    .getByRole("button", { name: /^Cerrar la sesión de/ })
    .first()
    .click();
  await expectSaid(page, "Cerramos esa sesión.");
  await expect(open.getByRole("listitem")).toHaveCount(2);
  await page.getByRole("button", { name: "Salir en todos los equipos" }).click();
  await expectSaid(page, "Cerramos todas tus sesiones");
  for (const other of [page, second, third]) {
    await other.goto("/cuenta");
    await expectTitle(other, "Entrar");
  }
});

test("one takes one's data along, and closes the account", async ({ page, cast, enterAs, database }) => {
  const person = await cast.person("Delia", { publicName: true });
  const node = await cast.node("Consejo que queda");
  await cast.addMember(node, person);
  await enterAs(person.email);
  await page.goto("/cuenta");
  const own = await page.request.get("/cuenta/mis-datos.json");
  expect(JSON.stringify(await own.json())).toContain(person.email);
  await section(page, "Tus datos").getByRole("link", { name: "Cerrar mi cuenta y borrar mis datos" }).click();
  await page.getByLabel("Entiendo que no se puede deshacer").check();
  await page.getByRole("button", { name: "Cerrar mi cuenta" }).click();
  await expectSaid(page, "Cerramos tu cuenta");
  expect(await database.db.selectFrom("people").select("id").where("email", "=", person.email).execute()).toEqual([]);
  await page.goto(`/nodos/${node.slug}/personas`);
  expect(await count(page, person.name)).toBe(0);
});
