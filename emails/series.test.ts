import { expect, test } from "vitest";
import { preview, seriesCancellation, seriesInvitation, seriesUpdate } from "./series.ts";

test("an invitation to a series says the rule, all dates, and that one can answer for all or for each", () => {
  const { subject, text, html } = seriesInvitation(preview);
  expect(subject).toBe("Invitación: Sesión de diciembre: seguridad en tableros (3 fechas desde el sáb 5 dic 2026)");
  expect(text).toContain("Cada dos meses, el segundo jueves");
  expect(text).toContain("jueves 11 de febrero de 2027, 15:00 a 16:30 h, en Liceo Polivalente Los Boldos, Rancagua");
  expect(text).toContain("¿Vas a venir a todas?");
  expect(text).toContain("fecha por fecha");
  expect(html).toContain("jueves 8 de abril de 2027");
});

test("an update says of each date what happened to it, and what its reader had said", () => {
  const { subject, text } = seriesUpdate(preview);
  expect(subject).toBe("Cambios en las fechas: Sesión de diciembre: seguridad en tableros");
  expect(text).toContain("Cambió: antes jueves 3 de diciembre de 2026, 15:00 a 16:30 h; ahora jueves 10 de diciembre de 2026, 15:00 a 16:30 h. Habías respondido «Voy».");
  expect(text).toContain("Nueva fecha: jueves 8 de abril de 2027");
  expect(text).toContain("Se canceló: jueves 10 de junio de 2027");
  expect(text).toContain("(habías respondido «Voy»)");
});

test("where dates were only cancelled, nothing is asked", () => {
  const { subject, text } = seriesUpdate({ ...preview, news: preview.news.slice(2) });
  expect(subject).toContain("Cancelada una fecha");
  expect(text).not.toContain("¿Vas a venir");
  expect(text).toContain("sigue en pie");
});

test("a cancellation lists what will not be held; whoever was taken off is not told that it was cancelled", () => {
  const { subject, text } = seriesCancellation(preview);
  expect(subject).toContain("Canceladas");
  expect(text).toContain("jueves 10 de junio de 2027");
  const removed = seriesCancellation({ ...preview, onlyYou: true });
  expect(`${removed.subject}${removed.text}`).not.toMatch(/cancel/i);
});
