import fc from "fast-check";
import { expect, test } from "vitest";
import { plain } from "./mailed.testing.ts";
import { ODD } from "./odd-mails.testing.ts";
import { isDeviceLine } from "./quote-marks.ts";
import { MAILED } from "./quoted-text.testing.ts";
import { readPost } from "./read-post.server.ts";

for (const [program, { raw, says, files = [] }] of Object.entries({ ...MAILED, ...ODD })) {
  test(`of an answer from ${program} what its writer says remains`, async () => {
    const post = await readPost(Buffer.from(raw("reuniones@nodos.example")));
    expect(post.body).toBe(says);
    expect(post.files.map((file) => file.name)).toEqual(files);
  });
}

test("what a phone adds is known from what a person says", () => {
  const added = [
    "Enviado desde mi iPhone",
    "Enviado desde mi Samsung Mobile de Claro",
    "Sent from my Galaxy A54 5G",
    "Enviado desde Outlook para iOS<https://aka.ms/x>",
    "[Obtener Outlook para Android](https://aka.ms/x)",
    "Enviado con Proton Mail.",
    "Enviado desde mi celular, disculpa la brevedad.",
  ];
  const said = [
    "Enviado desde mi celular el comprobante de ayer",
    "Enviado desde mi liceo",
    "Enviado a la SEREMI desde mi teléfono",
    "Sent from my phone call with Ana",
    "Enviado por correo el acta del lunes",
  ];
  expect([...added.filter((line) => !isDeviceLine(line)), ...said.filter(isDeviceLine)]).toEqual([]);
});

/** Sentences as people write them, in paragraphs, without what a program writes. */
const sentence = fc.array(
  fc.constantFrom("hoy", "vamos", "a", "medir", "tableros", "con", "Ana", "¿quién", "lleva", "la", "pauta?", "10:00", "2026", "De", "Para:", "ana@liceo.example", "escribió"),
  { minLength: 1, maxLength: 9 },
);
const words = fc.array(
  sentence.map((each) => `Yo ${each.join(" ")}.`),
  { minLength: 1, maxLength: 5 },
);

test("whatever a person writes above our line stays, whatever stands below goes", async () => {
  await fc.assert(
    fc.asyncProperty(words, async (lines) => {
      const body = lines.join("\n\n");
      const raw = plain([
        ...body.split("\n"),
        "",
        "El sáb, 21 nov 2026 a las 11:40, Camila (Nodos) (<x@nodos.example>) escribió:",
        "",
        "> — Para responder, escribe sobre esta línea —",
        "> ",
        "> Otra cosa",
      ]);
      expect((await readPost(Buffer.from(raw("x@nodos.example")))).body).toBe(body);
    }),
    { numRuns: 60 },
  );
});

const HUGE = 50_000;

test("no message, however odd, takes long or fails", async () => {
  const odd = [
    "> ".repeat(HUGE),
    "\n>".repeat(5_000),
    "](".repeat(HUGE),
    `${" ".repeat(HUGE)}x`,
    "a".repeat(HUGE),
    "El lunes 1 de 2020 10:00 a@b.cl escribió:\n".repeat(5_000),
    `${"<blockquote>".repeat(3_000)}x`,
    "De: a\nEnviado: b\n".repeat(5_000),
    "-- \n".repeat(20_000),
  ];
  const before = performance.now();
  for (const text of odd) {
    await readPost(Buffer.from(`From: a@b.cl\r\n\r\n${text}`));
    await readPost(Buffer.from(`From: a@b.cl\r\nContent-Type: text/html\r\n\r\n${text}`));
  }
  expect(performance.now() - before).toBeLessThan(8_000);
});
