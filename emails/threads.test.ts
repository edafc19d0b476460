import { expect, test } from "vitest";
import type { MailContent } from "#app/domain/mail/mail.ts";
import * as refused from "./post-refused.ts";
import * as said from "./post-said.ts";

const bad = "<script>alert(1)</script>";
const MAILS: [string, MailContent, string, MailContent][] = [
  ["said", said.postSaid(said.preview), said.preview.links.post, said.postSaid({ ...said.preview, why: "named", person: bad, who: bad, title: bad, node: bad, files: [bad] })],
  [
    "refused",
    refused.postRefused(refused.preview),
    refused.preview.threadUrl ?? "",
    refused.postRefused({ ...refused.preview, why: "files", subject: bad, words: bad, files: [bad] }),
  ],
];

test.each(MAILS)("a post %s: says why it came and its one link, in HTML and in plain text, and escapes what people wrote", (_, mail, url, hostile) => {
  for (const form of [mail.html, mail.text]) {
    expect(form).toContain("Recibes este correo porque");
    expect(form).toContain(url);
    expect(form).not.toMatch(/undefined|null|\[object/);
  }
  expect(mail.html.match(/class="button /g)).toHaveLength(1);
  expect(hostile.html).not.toContain("<script>alert");
});

test("the line to answer above stands on top of what can be answered, and nowhere else", () => {
  expect(said.postSaid(said.preview).html).toMatch(/<body[^>]*>\s*<div[^>]*>— Para responder, escribe sobre esta línea —/);
  const closed = said.postSaid({ ...said.preview, answers: "none" });
  expect(closed.html + closed.text).not.toContain("sobre esta línea");
});
