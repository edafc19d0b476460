import { expect, test } from "vitest";
import type { MailContent } from "#app/domain/mail/mail.ts";
import * as confirm from "./account-confirm.ts";
import * as emailChanged from "./account-email-changed.ts";
import * as emailConfirm from "./account-email-confirm.ts";
import * as exists from "./account-exists.ts";
import * as passwordChanged from "./account-password-changed.ts";
import * as reset from "./account-reset.ts";
import * as signInLink from "./account-sign-in-link.ts";

const MAILS: [string, MailContent, string | null][] = [
  ["confirm", confirm.accountConfirm(confirm.preview), confirm.preview.url],
  ["exists", exists.accountExists(exists.preview), exists.preview.url],
  ["sign-in link", signInLink.accountSignInLink(signInLink.preview), signInLink.preview.url],
  ["reset", reset.accountReset(reset.preview), reset.preview.url],
  ["e-mail confirm", emailConfirm.accountEmailConfirm(emailConfirm.preview), emailConfirm.preview.url],
  ["e-mail changed", emailChanged.accountEmailChanged(emailChanged.preview), null],
  ["password changed", passwordChanged.accountPasswordChanged(passwordChanged.preview), passwordChanged.preview.resetUrl],
];

test.each(MAILS)("%s: says whom it speaks to, why it came, and its link, in HTML and in plain text", (_, mail, url) => {
  for (const form of [mail.html, mail.text]) {
    expect(form).toContain("Teresa Soto");
    expect(form).toContain("Recibes este");
    if (url) expect(form).toContain(url);
  }
  expect(mail.subject).toContain("Nodos");
  expect(mail.text).not.toMatch(/[<>]|undefined/);
});

test("what somebody typed as a name stays text", () => {
  const mail = confirm.accountConfirm({ ...confirm.preview, name: "<b>Ana</b>" });
  expect(mail.html).not.toContain("<b>Ana");
});
