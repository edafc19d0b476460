import { expect, test } from "vitest";
import * as out from "./application-out.ts";
import * as receipt from "./application-receipt.ts";

const bad = "<script>alert(1)</script>";

test("mails to who applies: why they came and their one link, in HTML and in plain text; what people wrote is escaped", () => {
  const mails = [receipt.applicationReceipt(receipt.preview), out.applicationOut(out.preview), out.applicationOut({ ...out.preview, reason: null })];
  for (const mail of mails) {
    for (const form of [mail.html, mail.text]) {
      expect(form).toContain("Recibes este correo porque");
      expect(form).toContain(receipt.preview.url);
      expect(form).not.toMatch(/undefined|null|\[object/);
    }
    expect(mail.html.match(/class="button /g)).toHaveLength(1);
  }
  expect(mails[0]?.text).toContain("12");
  expect(mails[1]?.text).toContain(out.preview.reason);
  const hostile = [receipt.applicationReceipt({ ...receipt.preview, call: bad, title: bad }), out.applicationOut({ ...out.preview, call: bad, title: bad, reason: bad })];
  for (const mail of hostile) expect(mail.html).not.toContain("<script>alert");
});
