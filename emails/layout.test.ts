import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dateBlockParts } from "#app/i18n/dates.ts";
import { facts, heading, html, link, list, type MailPage, mailContent, mailLayout, note, paragraph, quote, raw, richText, strong, textLayout } from "./layout.ts";
import { STYLESHEET } from "./look.ts";

const event = { starts_at: "2026-12-05T21:30:00.000Z", ends_at: "2026-12-05T23:00:00.000Z", zone: "America/Punta_Arenas" } as const;

const page: MailPage = {
  title: "Sesión territorial de diciembre",
  preheader: "sábado 5 de diciembre, en línea",
  network: { name: "Red de prueba", url: "https://nodos.example/" },
  dateBlock: dateBlockParts(event, { now: "2026-11-21T15:00:00.000Z" }),
  when: "sábado 5 de diciembre de 2026, 18:30 a 20:00 h (hora de Magallanes)",
  why: "Camila Díaz te invita porque participas en el nodo Electricidad.",
  body: [quote("Traigan una planificación.\n¡Nos vemos!", "Camila Díaz"), heading("Agenda"), list(["Conecta", ["Conoce ", strong("más")]])],
  ask: "¿Vas a venir?",
  buttons: [
    { label: "Voy", href: "https://nodos.example/i/x?r=yes" },
    { label: "No puedo", href: "https://nodos.example/i/x?r=no" },
    { label: "Aún no sé", href: "https://nodos.example/i/x?r=maybe" },
  ],
  after: [
    facts([
      { label: "Lugar", value: "Liceo Industrial\nAv. Brasil 123", before: "Liceo Los Boldos", links: [{ label: "Ver en el mapa", href: "https://mapa.example/?a=1&b=2" }] },
      false,
      { label: "Cupo", value: "50 personas" },
    ]),
    richText("<p>Traer <strong>delantal</strong>.</p>", "Traer delantal."),
  ],
  footer: [note("Enviado a ana@liceo.example. ", link("No recibir más", "https://nodos.example/b/x"), ".")],
};

describe("escaping", () => {
  test("values are escaped once, Html stays as it is, nothing says nothing", () => {
    expect(html`<p title="${'"><script>'}">${["a<b", raw("<br>"), html`<i>${"&"}</i>`, null, undefined, false, 0]}</p>`.markup).toBe(
      '<p title="&quot;&gt;&lt;script&gt;">a&lt;b<br><i>&amp;</i>0</p>',
    );
  });

  /** A page that says `text` wherever a page can say anything. */
  const pageOf = (text: string): MailPage => ({
    ...page,
    title: text,
    preheader: text,
    network: { name: text, url: "https://nodos.example/" },
    when: text,
    why: text,
    ask: text,
    body: [paragraph(text, strong(text), link(text, "https://nodos.example/")), quote(text, text), heading(text), list([text])],
    buttons: [{ label: text, href: "https://nodos.example/" }],
    after: [facts([{ label: text, value: text, before: text, links: [{ label: text, href: "https://nodos.example/" }] }])],
    footer: [note(text)],
  });

  /** Tags, but those that only say whether there is a text, or a line end in it. */
  const tags = (markup: string) => markup.match(/<[a-z!/][^>]*>/gi)?.filter((tag) => !/^<\/?(br|s|p|strong)\b/.test(tag)).length;

  test("no text in any place of a page makes markup", () => {
    const expected = tags(mailLayout(pageOf("x")));
    const hostile = fc.oneof(fc.constantFrom('"><img src=x onerror=alert(1)>', "</title><script>", "<!--", "'></a>"), fc.string({ unit: "binary" }));
    fc.assert(
      fc.property(hostile, (text) => {
        expect(tags(mailLayout(pageOf(text)))).toBe(expected);
      }),
    );
  });
});

describe("the plain text", () => {
  test("says all that the HTML says", () => {
    expect(textLayout(page)).toMatchInlineSnapshot(`
      "Sesión territorial de diciembre
      sábado 5 de diciembre de 2026, 18:30 a 20:00 h (hora de Magallanes)

      Camila Díaz te invita porque participas en el nodo Electricidad.

      Camila Díaz:
      > Traigan una planificación.
      > ¡Nos vemos!

      Agenda
      ------

      - Conecta
      - Conoce más

      ¿Vas a venir?

      Voy:
      https://nodos.example/i/x?r=yes

      No puedo:
      https://nodos.example/i/x?r=no

      Aún no sé:
      https://nodos.example/i/x?r=maybe

      Lugar: Liceo Industrial, Av. Brasil 123 (antes: Liceo Los Boldos)
        Ver en el mapa: https://mapa.example/?a=1&b=2
      Cupo: 50 personas

      Traer delantal.

      ----

      Enviado a ana@liceo.example. No recibir más: https://nodos.example/b/x

      Red de prueba: https://nodos.example/
      "
    `);
  });

  test("every link of the HTML stands in it too", () => {
    const { html: markup, text } = mailContent("x", page);
    const hrefs = [...markup.matchAll(/href="([^"]+)"/g)].map((match) => (match[1] ?? "").replaceAll("&amp;", "&"));
    expect(hrefs.length).toBeGreaterThan(4);
    for (const href of hrefs) expect(text).toContain(href);
  });

  test("no punctuation sticks to an address", () => {
    expect(textLayout(page)).not.toMatch(/https?:\/\/\S+[.,;)](\s|$)/);
  });

  test("a cancelled meeting says so in its first word", () => {
    const cancelled = { ...page, dateBlock: { ...dateBlockParts(event), cancelled: true } };
    expect(textLayout(cancelled)).toMatch(/^CANCELADA: Sesión/);
    expect(mailLayout(cancelled)).toContain("Cancelada");
  });
});

describe("the HTML", () => {
  test("is small, loads nothing, runs nothing, and knows dark mode", () => {
    const markup = mailLayout(page);
    expect(Buffer.byteLength(markup)).toBeLessThan(10_000);
    expect(markup).not.toMatch(/<(img|script|link|iframe)|url\(|@import|\son\w+=/i);
    expect(markup).toContain('<meta name="color-scheme" content="light dark">');
    expect(STYLESHEET).toContain("prefers-color-scheme:dark");
  });

  test("every class that it uses has a rule, and every rule a use", () => {
    const everything = mailLayout({ ...page, dateBlock: { ...dateBlockParts(event), cancelled: true } });
    const used = new Set([...everything.matchAll(/class="([^"]+)"/g)].flatMap((match) => (match[1] ?? "").split(" ")));
    const ruled = new Set([...STYLESHEET.matchAll(/\.([a-z]+)/g)].map((match) => match[1]));
    expect([...used].sort()).toEqual([...ruled].sort());
  });
});

test("mailContent carries the calendar part through", () => {
  const ical = { method: "REQUEST", content: "BEGIN:VCALENDAR" } as const;
  expect(mailContent("Asunto", page, ical)).toMatchObject({ subject: "Asunto", ical });
  expect(mailContent("Asunto", page)).not.toHaveProperty("ical");
});
