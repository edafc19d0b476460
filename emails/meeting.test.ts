import { describe, expect, test } from "vitest";
import { cancellation, preview as cancelled } from "./cancellation.ts";
import { invitation, preview as invited } from "./invitation.ts";
import { type MeetingProps, meetingPreview, spanishList } from "./meeting.ts";
import { preview as promoted, promotion } from "./promotion.ts";
import { preview as reminded, reminder } from "./reminder.ts";
import { update, preview as updated } from "./update.ts";

const all = (change: Partial<MeetingProps> = {}) => ({
  invitation: invitation({ ...invited, ...change }),
  update: update({ ...updated, ...change }),
  cancellation: cancellation({ ...cancelled, ...change }),
  reminder: reminder({ ...reminded, ...change }),
  promotion: promotion({ ...promoted, ...change }),
});

describe("the mails about a meeting", () => {
  test.each(Object.entries(all()))("%s says what, when, where, and how to stop them, in both forms", (_, { subject, html, text }) => {
    expect(subject).toContain("Sesión de diciembre: seguridad en tableros");
    for (const said of [html, text]) {
      expect(said).toContain("sábado 5 de diciembre de 2026, 18:30 a 20:00 h");
      expect(said).toContain("Liceo Industrial Puerto Claro, Av. Brasil 123, Valparaíso");
      expect(said).toContain("https://nodos.example/b/x");
      expect(said).not.toMatch(/undefined|null|\[object/);
    }
  });

  test.each(
    Object.entries(all({ meeting: { ...meetingPreview.meeting, title: '<script>alert("x")</script>', place: "<b>aquí</b>", nodes: ["<i>"] }, person: "<u>", organiser: "<s>" })),
  )("%s escapes what people wrote", (_, { html }) => {
    expect(html).not.toMatch(/<script>alert|<b>aquí|<i>|<u>|<s>/);
  });

  test("ask with three buttons, that are links in plain text too", () => {
    const { text, html } = all().invitation;
    expect(text).toContain("¿Vas a venir?\n\nVoy:\nhttps://nodos.example/i/x?r=yes\n\nNo puedo:\nhttps://nodos.example/i/x?r=no\n\nAún no sé:\nhttps://nodos.example/i/x?r=maybe");
    expect(html.match(/class="button /g)).toHaveLength(3);
    expect(all().cancellation.html).not.toContain('class="button ');
  });

  test("speak of an online meeting, of one without a limit, to somebody without a name", () => {
    const { text } = all({
      person: "",
      colleagues: null,
      meeting: { ...meetingPreview.meeting, place: null, mapUrl: null, capacity: null, description_html: "", description_text: "" },
    }).invitation;
    expect(text).toContain("En línea: Por videollamada\n  Conectarse: https://meet.example/abc");
    expect(text).not.toMatch(/Hola|Lugar:|Cupo|De qué se trata|De tu establecimiento/);
  });

  test("a change of the place alone says so", () => {
    const content = update({ ...updated, before: { ...updated.before, starts_at: updated.meeting.starts_at, ends_at: updated.meeting.ends_at } });
    expect(content.subject).toBe("Nuevo lugar: Sesión de diciembre: seguridad en tableros");
    expect(content.text).toContain("Antes: Liceo Polivalente Los Boldos, Rancagua\nAhora: Liceo Industrial Puerto Claro, Av. Brasil 123, Valparaíso\n");
    expect(content.text).not.toContain("Cambió la fecha");
  });

  test("a change of the link alone says both links", () => {
    const same = { starts_at: updated.meeting.starts_at, ends_at: updated.meeting.ends_at, zone: updated.meeting.zone, place: updated.meeting.place };
    const content = update({ ...updated, before: { ...same, online_url: null } });
    expect(content.text).toContain(
      "Antes: Liceo Industrial Puerto Claro, Av. Brasil 123, Valparaíso\nAhora: Liceo Industrial Puerto Claro, Av. Brasil 123, Valparaíso; también en línea (https://meet.example/abc)",
    );
  });

  test("a seat that is not confirmed is asked for; a confirmed one can be given back", () => {
    expect(promotion({ ...promoted, confirmed: false }).text).toContain("?r=yes");
    expect(promotion(promoted).text).not.toContain("?r=yes");
    expect(promotion(promoted).text).toContain("Ya no puedo:\nhttps://nodos.example/i/x?r=no");
  });

  test("whoever was taken off is not told that it was cancelled", () => {
    const content = cancellation({ ...cancelled, message: null, onlyYou: true });
    expect(content.subject).toContain("Ya no estás en la lista");
    expect(`${content.text}${content.subject}`).not.toMatch(/cancel/i);
  });
});

test("names are listed as one says them", () => {
  expect(reminder(reminded).text).toContain("De tu establecimiento va: Hernán Vidal.");
  expect(["", "TIC", "TIC y Minería", "TIC e Hidráulica"]).toEqual([spanishList([]), spanishList(["TIC"]), spanishList(["TIC", "Minería"]), spanishList(["TIC", "Hidráulica"])]);
  expect(spanishList(["Acero", "Cobre", "Hierro"])).toBe("Acero, Cobre y Hierro");
  expect(spanishList(["Cobre", "Ígneas"])).toBe("Cobre e Ígneas");
});
