import { expect, test } from "vitest";
import type { MailContent } from "#app/domain/mail/mail.ts";
import * as certificate from "./certificate.ts";
import * as minutes from "./minutes.ts";

const bad = "<script>alert(1)</script>";
const MAILS: [string, MailContent, string, MailContent][] = [
  [
    "minutes",
    minutes.minutesMail(minutes.preview),
    "https://nodos.example/acta/x",
    minutes.minutesMail({ ...minutes.preview, person: bad, others: [{ what: bad, owner: bad, due_on: null }] }),
  ],
  [
    "certificate",
    certificate.certificateMail(certificate.preview),
    certificate.preview.links.pdf,
    certificate.certificateMail({ ...certificate.preview, person: bad, meeting: bad, signer: bad }),
  ],
];

test.each(MAILS)("%s: says why it came and its link, in HTML and in plain text, and escapes what people wrote", (_, mail, url, hostile) => {
  for (const form of [mail.html, mail.text]) {
    expect(form).toContain("Recibes este correo porque");
    expect(form).toContain(url);
    expect(form).not.toMatch(/undefined|null|\[object/);
  }
  expect(hostile.html).not.toContain("<script>alert");
});

test("a corrected version of the minutes says what changed", () => {
  const { subject, text } = minutes.minutesMail({ ...minutes.preview, version: 2, note: "Se corrigió una fecha.", mine: [] });
  expect(subject).toBe("Acta corregida (versión 2): Sesión de diciembre");
  expect(text).toContain("Qué cambió: Se corrigió una fecha.");
  expect(text).not.toContain("A tu cargo");
});
