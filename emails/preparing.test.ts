import { expect, test } from "vitest";
import type { MailContent } from "#app/domain/mail/mail.ts";
import * as ask from "./duty-ask.ts";
import * as decided from "./duty-decided.ts";
import * as poll from "./poll-ask.ts";
import * as voted from "./poll-voted.ts";
import * as used from "./work-used.ts";

const bad = "<script>alert(1)</script>";
const MAILS: [string, MailContent, string, MailContent][] = [
  ["poll", poll.pollAsk(poll.preview), poll.preview.voteUrl, poll.pollAsk({ ...poll.preview, title: bad, message: bad, organiser: bad, person: bad })],
  ["voted", voted.pollVoted(voted.preview), voted.preview.voteUrl, voted.pollVoted({ ...voted.preview, title: bad, person: bad })],
  ["known", voted.pollVoted({ ...voted.preview, known: true }), voted.preview.voteUrl, voted.pollVoted({ ...voted.preview, known: true, title: bad })],
  ["duty", ask.dutyAsk(ask.preview), ask.preview.dutyUrl, ask.dutyAsk({ ...ask.preview, title: bad, organiser: bad, place: bad })],
  ["used", used.workUsed(used.preview), used.preview.workUrl, used.workUsed({ ...used.preview, title: bad, where: bad, happened: bad, person: bad })],
  ["declined", decided.dutyDecided(decided.preview), decided.preview.planUrl, decided.dutyDecided({ ...decided.preview, who: bad, title: bad })],
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

test("whom nobody can name is not greeted; a poll without an end names none", () => {
  const { text } = poll.pollAsk({ ...poll.preview, person: "", organiser: null, until: null, message: null });
  expect(text).not.toMatch(/Hola|Se puede responder hasta/);
  expect(text).toContain("- jueves 11 de marzo de 2027, 16:00 a 17:30 h");
});
