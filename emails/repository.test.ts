import { expect, test } from "vitest";
import type { MailContent } from "#app/domain/mail/mail.ts";
import * as asked from "./review-asked.ts";
import * as decided from "./review-decided.ts";

const bad = "<script>alert(1)</script>";
const MAILS: [string, MailContent, string, MailContent][] = [
  ["asked", asked.reviewAsked(asked.preview), asked.preview.url, asked.reviewAsked({ ...asked.preview, again: true, who: bad, title: bad, summary: bad, nodes: bad })],
  ["sent back", decided.reviewDecided(decided.preview), decided.preview.url, decided.reviewDecided({ ...decided.preview, accepted: true, who: bad, title: bad, note: bad })],
];

test.each(MAILS)("review %s: says why it came and its one link, in HTML and in plain text, and escapes what people wrote", (_, mail, url, hostile) => {
  for (const form of [mail.html, mail.text]) {
    expect(form).toContain("Recibes este correo porque");
    expect(form).toContain(url);
    expect(form).not.toMatch(/undefined|null|\[object/);
  }
  expect(mail.html.match(/class="button /g)).toHaveLength(1);
  expect(hostile.html).not.toContain("<script>alert");
});
