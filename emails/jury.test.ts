import { expect, test } from "vitest";
import type { MailContent } from "#app/domain/mail/mail.ts";
import * as results from "./call-results.ts";
import * as named from "./jury-named.ts";

const bad = "<script>alert(1)</script>";
const MAILS: [string, MailContent, string, MailContent][] = [
  ["named", named.juryNamed(named.preview), named.preview.url, named.juryNamed({ ...named.preview, person: bad, title: bad, organiser: bad, until: null, blind: false })],
  [
    "results",
    results.callResults(results.preview),
    results.preview.ownUrl,
    results.callResults({ ...results.preview, person: bad, call: bad, title: bad, award: bad, note: bad, again: true }),
  ],
  [
    "results without an award",
    results.callResults({ ...results.preview, award: null, note: "" }),
    results.preview.ownUrl,
    results.callResults({ ...results.preview, award: null, call: bad }),
  ],
];

test.each(MAILS)("jury, %s: says why it came and its one link, in HTML and in plain text, and escapes what people wrote", (_, mail, url, hostile) => {
  for (const form of [mail.html, mail.text]) {
    expect(form).toContain("Recibes este correo porque");
    expect(form).toContain(url);
    expect(form).not.toMatch(/undefined|null|\[object/);
  }
  expect(mail.html.match(/class="button /g)).toHaveLength(1);
  expect(hostile.html).not.toContain("<script>alert");
});
