import { expect, test } from "vitest";
import type { MailContent } from "#app/domain/mail/mail.ts";
import * as call from "./process-call.ts";
import * as facilitator from "./process-facilitator.ts";
import * as result from "./process-result.ts";
import * as held from "./role-held.ts";

const bad = "<script>alert(1)</script>";
const news = ["named", "turn", "everyone", "deadline"] as const;
const MAILS: [string, MailContent, string, MailContent][] = [
  ["call", call.processCall(call.preview), call.preview.voiceUrl, call.processCall({ ...call.preview, title: bad, circle: bad, person: bad, asked: bad, happens: bad })],
  ...news.map((each): [string, MailContent, string, MailContent] => [
    each,
    facilitator.processFacilitator({ ...facilitator.preview, news: each }),
    facilitator.preview.processUrl,
    facilitator.processFacilitator({ ...facilitator.preview, title: bad, circle: bad, person: bad }),
  ]),
  ["result", result.processResult(result.preview), result.preview.processUrl, result.processResult({ ...result.preview, title: bad, circle: bad, result: bad })],
  ["role held", held.roleHeld(held.preview), held.preview.roleUrl, held.roleHeld({ ...held.preview, person: bad, role: bad, circle: bad, conditions: bad, may: [bad] })],
];

test.each(MAILS)("%s: says why it came and its one link, in HTML and in plain text, and escapes what people wrote", (_, mail, url, hostile) => {
  for (const form of [mail.html, mail.text]) {
    expect(form).toContain("Recibes este correo porque");
    expect(form).toContain(url);
    expect(form).not.toMatch(/undefined|null|\[object/);
  }
  expect(mail.html.match(/class="button /g)).toHaveLength(1);
  expect(hostile.html).not.toContain("<script>alert");
});

test("the call says the phase, what is asked and until when", () => {
  const { text } = call.processCall(call.preview);
  for (const words of [call.preview.phase, call.preview.happens, call.preview.asked, "viernes 4 de diciembre de 2026, 23:59 h"]) expect(text).toContain(words);
  expect(call.processCall({ ...call.preview, until: null }).text).not.toContain("Hasta el");
});
