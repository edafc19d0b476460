import { expect, test } from "vitest";
import { coordinatorRelease, preview as release } from "./coordinator-release.ts";
import { investitureMail, preview } from "./investiture.ts";

test("an investiture presents each role holder, says why it came, and how to stop it; in HTML and in plain text", () => {
  const mail = investitureMail(preview);
  for (const form of [mail.html, mail.text]) {
    expect(form).toContain("Recibes este correo porque participas en Electricidad.");
    expect(form).toContain("Camila Díaz Leiva");
    expect(form).toContain("hasta el domingo 21 de noviembre de 2027");
    expect(form).toContain(preview.links.page);
    expect(form).toContain(preview.links.stop);
    expect(form).not.toMatch(/undefined|null|\[object/);
  }
  expect(mail.text).toContain("Cuenten con el nodo.");
});

test("what people wrote is escaped", () => {
  const bad = "<script>alert(1)</script>";
  const { html } = investitureMail({ ...preview, person: bad, title: bad, circle: bad, invested: [{ name: bad, role: bad, from: bad, ends_at: null }] });
  expect(html).not.toContain("<script>alert");
});

test("administration is told who asks to be relieved; of an account that closed, no name", () => {
  const asks = coordinatorRelease(release);
  const gone = coordinatorRelease({ ...release, asks: null });
  for (const mail of [asks, gone]) {
    for (const form of [mail.html, mail.text]) {
      expect(form).toContain(release.coordinatorsUrl);
      expect(form).toContain("porque administras la red");
      expect(form).not.toMatch(/undefined|null|\[object/);
    }
  }
  expect([asks.subject, gone.subject]).toEqual(["Camila Díaz Leiva pide un relevo en Electricidad", "Electricidad quedó sin coordinación"]);
  expect(gone.text).not.toContain("Camila");
});
