import { expect, test } from "vitest";
import { callChangedMail, preview } from "./call-changed.ts";

const bad = "<script>alert(1)</script>";

test.each(["extended", "amended", "cancelled", "reopened"] as const)("a call that is %s: says why it came, what changed and one link, and escapes what people wrote", (kind) => {
  const mail = callChangedMail({ ...preview, kind });
  for (const form of [mail.html, mail.text]) {
    for (const part of ["Recibes este correo porque", preview.callUrl, preview.note]) expect(form).toContain(part);
    expect(form.includes("jueves 17 de diciembre de 2026, 23:59 h")).toBe(kind !== "cancelled");
    expect(form).not.toMatch(/undefined|null|\[object/);
  }
  expect(mail.html.match(/class="button /g)).toHaveLength(1);
  expect(callChangedMail({ ...preview, kind, why: "juror", title: bad, note: bad }).html).not.toContain("<script>alert");
});
