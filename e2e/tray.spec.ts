/** An answer in words: from the mail that was sent, through the door, to the list of answers. */
import PostalMime from "postal-mime";
import { readEnv } from "#app/config/env.server.ts";
import type { Deployment } from "#app/domain/context.ts";
import { takeMail } from "#app/domain/replies/take-mail.server.ts";
import type { Database } from "#db/create.ts";
import { expect, expectSaid, expectTitle, test } from "./journey.ts";
import { demoEnvironment, E2E_FOLDER } from "./place.ts";

/** Nobody publishes anything. */
const resolver = async (name: string): Promise<string[][]> => {
  throw Object.assign(new Error(name), { code: "ENOTFOUND" });
};

async function arrives(database: Database, deployment: Deployment, raw: string) {
  const ctx = { db: database.db, deployment, actor: null, now: new Date().toISOString(), wake: () => undefined };
  return takeMail(ctx, { source: "lmtp", raw: Buffer.from(raw.replace(/\n/g, "\r\n")) }, { resolver });
}

test("whoever answers with words is understood by the coordinator; whoever answers from a calendar needs nobody", async ({ page, cast, enterAs, mailFor, database }) => {
  const { deployment } = readEnv(demoEnvironment(E2E_FOLDER, new URL(process.env.E2E_URL ?? "").port));
  const coordinator = await cast.person("Camila");
  const node = await cast.node("Consejo", { coordinator });
  const title = cast.titled("Reunión por correo");
  const [one, two] = [`una.${cast.tag.toLowerCase()}@empresa.example`, `dos.${cast.tag.toLowerCase()}@empresa.example`];
  const id = await cast.meeting(coordinator, { title, node_ids: [node.id] }, { pasted: `Una Persona <${one}>\nDos Personas <${two}>` });
  // What a mail program answers to stands in the mail itself.
  const replyTo = async (email: string) => {
    const mail = await PostalMime.parse((await mailFor(email))[0]?.raw ?? "");
    return mail.replyTo?.[0]?.address ?? "";
  };
  const calendar = `BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:${id}@x\nATTENDEE;PARTSTAT=ACCEPTED:mailto:${one}\nEND:VEVENT\nEND:VCALENDAR\n`;
  await arrives(database, deployment, `From: <${one}>\nTo: ${await replyTo(one)}\nSubject: Aceptada\nContent-Type: text/calendar; method=REPLY\n\n${calendar}`);
  await arrives(
    database,
    deployment,
    `From: <${two}>\nTo: ${await replyTo(two)}\nSubject: Re: ${title}\nContent-Type: text/plain; charset=utf-8\n\nNo puedo ese día <b>perdón</b>\n`,
  );

  await enterAs(coordinator.email);
  await page.goto(`/eventos/${id}/respuestas`);
  await expect(page.getByRole("row").filter({ hasText: one })).toContainText("Va");
  await page.goto(`/eventos/${id}/bandeja`);
  await expectTitle(page, "Correos recibidos");
  await page.getByRole("link", { name: `Re: ${title}` }).click();
  await expect(page.getByText("No puedo ese día <b>perdón</b>")).toBeVisible();
  const original = await page.request.get(await page.getByRole("link", { name: "Descargar el correo original" }).evaluate((link: HTMLAnchorElement) => link.href));
  expect(original.headers()["content-disposition"]).toContain("attachment");
  expect(original.headers()["content-type"]).toContain("text/plain");
  expect(original.headers()["content-security-policy"]).toContain("sandbox");
  await page.getByRole("group", { name: "Qué respondió" }).getByText("No va", { exact: true }).click();
  await page.getByRole("button", { name: "Anotar respuesta" }).click();
  await expectSaid(page, "La respuesta quedó anotada.");
  await expect(page.getByRole("heading", { name: "No hay correos por revisar" })).toBeVisible();
  await page.goto(`/eventos/${id}/respuestas`);
  await expect(page.getByRole("row").filter({ hasText: two })).toContainText("No va");
  await page.goto(`/eventos/${id}/bandeja?ver=revisados`);
  await page.getByRole("link", { name: `Re: ${title}` }).click();
  await page.getByRole("button", { name: "Volver a dejar por revisar" }).click();
  await expectSaid(page, "de nuevo por revisar");
  await page.getByRole("button", { name: "No hace falta hacer nada" }).click();
  await expectSaid(page, "ya no está por revisar");
});

test("an address that is dead is told, and lifted by administration", async ({ page, cast, enterAs, database }) => {
  const coordinator = await cast.person("Camila");
  const node = await cast.node("Consejo", { coordinator });
  const email = `muerta.${cast.tag.toLowerCase()}@empresa.example`;
  const id = await cast.meeting(coordinator, { title: cast.titled("Reunión"), node_ids: [node.id] }, { pasted: email });
  const now = new Date().toISOString();
  await database.db
    .insertInto("mail_bounces")
    .values({ email, hard: 3, soft: 0, last_at: now, last_status: "5.1.1", last_text: "550 5.1.1 No such user", stopped_at: now })
    .execute();
  await enterAs(coordinator.email);
  await page.goto(`/eventos/${id}/respuestas`);
  await expect(page.getByRole("row").filter({ hasText: email })).toContainText("No le llegan los correos");
  await enterAs("admin@nodos.example");
  await page.goto("/admin/correo/direcciones");
  await page.getByRole("button", { name: `Volver a escribir a ${email}` }).click();
  await expectSaid(page, `Volveremos a escribir a ${email}.`);
  await expect(page.getByText(email, { exact: true })).toHaveCount(0);
});
