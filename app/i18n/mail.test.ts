import { expect, test } from "vitest";
import { MAIL_KINDS, MAIL_STATES } from "#app/domain/mail/mail.ts";
import { failureSentence, MAIL_KIND_WORDS, MAIL_STATE_WORDS } from "./mail.ts";

test("every state and kind has its words", () => {
  expect(Object.keys(MAIL_STATE_WORDS).sort()).toEqual([...MAIL_STATES].sort());
  expect(Object.keys(MAIL_KIND_WORDS).sort()).toEqual([...MAIL_KINDS].sort());
});

test.each([
  ["550 5.1.1 <a@b.example>: Recipient address rejected: User unknown in local recipient table", "La dirección no existe o está mal escrita."],
  ["550-5.1.1 The email account that you tried to reach does not exist", "La dirección no existe o está mal escrita."],
  ["552 5.2.2 Over quota", "El buzón está lleno o cerrado."],
  ["554 5.7.1 Message rejected as spam", "El servidor de esa dirección rechazó el correo."],
  ["535 5.7.8 Authentication failed", "Nuestro servidor de correo no aceptó la clave. Lo revisa quien administra la red."],
  ["ESOCKET: connect ECONNREFUSED 127.0.0.1:25", "No se pudo hablar con el servidor de correo."],
  ["451 4.3.0 Try again later", "El servidor de esa dirección pidió esperar."],
  ["not a single bare address", "La dirección está mal escrita."],
  ["599 something new", "El servidor de esa dirección rechazó el correo."],
  [null, "No se pudo entregar."],
])("%j in a sentence", (answer, sentence) => {
  expect(failureSentence(answer)).toBe(sentence);
});
