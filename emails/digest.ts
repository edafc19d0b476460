import type { MailContent } from "#app/domain/mail/mail.ts";
import { type Block, block, html, link, mailContent, note, paragraph } from "./layout.ts";
import { COLOURS } from "./look.ts";

export interface DigestItem {
  /** What it is and when: «Anuncio · ayer» */
  kicker: string;
  title: string;
  url: string;
  said?: { who: string | null; words: string };
  /** One line: when and where. */
  fact?: string;
  /** The address that answers by mail go to. */
  reply?: string | null;
}

interface DigestSection {
  name: string;
  url: string;
  items: DigestItem[];
  /** News that are not shown. */
  more: number;
}

interface Props {
  network: { name: string; url: string };
  person: string;
  pace: "daily" | "weekly";
  /** «3 conversaciones y 1 recurso» */
  counts: string;
  sections: DigestSection[];
  /** `choose`: works without an account's password. */
  links: { all: string; choose: string; notices: string };
}

const TITLE_SHOWN = 70;
/** The section of what is of no node. */
export const WHOLE_NETWORK = "Toda la red";

/** What is new in one's nodes, of what one has neither read nor got in a mail of its own. */
export function digest(props: Props): MailContent {
  const { network, person, pace, counts, sections, links } = props;
  const items = sections.flatMap((section) => section.items);
  const others = items.length + sections.reduce((sum, section) => sum + section.more, 0) - 1;
  const first = cut(items[0]?.title ?? "", TITLE_SHOWN);
  const span = pace === "daily" ? "del día" : "de la semana";
  // The title names it already.
  const alone = sections.length === 1 && sections[0]?.name !== WHOLE_NETWORK ? sections[0] : undefined;
  return mailContent(`Resumen ${span}: ${first}${others > 0 ? ` y ${others === 1 ? "1 novedad más" : `${others} novedades más`}` : ""}`, {
    title: alone ? `Lo nuevo en ${alone.name}` : "Lo nuevo en tus nodos",
    preheader: `${counts}.`,
    network,
    body: [
      paragraph(`${person === "" ? "Hola" : `Hola, ${person}`}: ${pace === "daily" ? "desde el último resumen" : "esta semana"} hay ${counts}.`),
      ...sections.flatMap((section) => sectionBlocks(section, section === alone)),
    ],
    buttons: [{ label: "Ver todas las novedades", href: links.all }],
    footer: [
      note(
        `Te llega ${pace === "daily" ? "cada día" : "cada lunes"} a las 9, solo si hay algo que no hayas leído ni recibido en otro correo. `,
        link("Cambiar cada cuánto, o no recibirlo", links.choose),
        ".",
      ),
      note(link("Elegir qué avisos quieres de cada nodo", links.notices), "."),
    ],
  });
}

function sectionBlocks({ name, url, items, more }: DigestSection, alone: boolean): Block[] {
  const title = block(
    html`<h2 class="line" style="margin:22px 0 14px;padding:16px 0 0;border-top:1px solid ${COLOURS.line};font-size:20px;line-height:1.25;font-weight:800"><a href="${url}" class="ink" style="color:${COLOURS.ink};text-decoration:none">${name}</a></h2>`,
    `${name.toUpperCase()}\n${"=".repeat(Math.min(name.length, 60))}`,
  );
  return [...(alone ? [] : [title]), ...items.map(itemBlock), ...(more > 0 ? [note(`Y ${more === 1 ? "una novedad más" : `${more} novedades más`} en `, link(name, url))] : [])];
}

function itemBlock({ kicker, title, url, said, fact, reply }: DigestItem): Block {
  const small = `font-size:15px;line-height:1.45;color:${COLOURS.soft}`;
  const mailto = reply ? `mailto:${reply}?subject=${encodeURIComponent(`Re: ${title}`)}` : null;
  const words = said && html`<div style="padding-top:3px;font-size:16px;line-height:1.45">${said.who && html`<strong>${said.who}:</strong> `}${said.words}</div>`;
  const answer =
    mailto && html`<div><a href="${mailto}" class="link" style="display:inline-block;padding:9px 0 7px;font-size:15px;color:${COLOURS.link}">Responder por correo</a></div>`;
  return block(
    html`<div style="margin:0 0 18px"><div class="soft" style="${small}">${kicker}</div><a href="${url}" class="link" style="display:block;padding:1px 0;font-size:18px;line-height:1.3;font-weight:700;color:${COLOURS.link};text-decoration:none">${title}</a>${fact && html`<div style="font-size:16px;line-height:1.45">${fact}</div>`}${words}${answer}</div>`,
    [
      `* ${title}`,
      `  ${kicker}`,
      ...(fact ? [`  ${fact}`] : []),
      ...(said ? [`  ${said.who ? `${said.who}: ` : ""}«${said.words}»`] : []),
      `  ${url}`,
      ...(reply ? [`  Responder por correo: ${reply}`] : []),
    ].join("\n"),
  );
}

const cut = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most).trimEnd()}…`);

const base = "https://nodos.example";

export const preview: Props = {
  network: { name: "Nodos", url: base },
  person: "Teresa",
  pace: "weekly",
  counts: "1 anuncio, 1 conversación, 1 convocatoria abierta, 1 reunión y 1 experiencia",
  sections: [
    {
      name: "Electricidad",
      url: `${base}/nodos/electricidad`,
      items: [
        {
          kicker: "Anuncio · ayer",
          title: "La sesión de diciembre cambia de sede",
          url: `${base}/conversaciones/x`,
          said: { who: "Camila Díaz Leiva", words: "Nos prestaron el taller del Liceo Industrial Puerto Claro: tiene tableros para todas y todos." },
          reply: "reuniones+abc@nodos.example",
        },
        {
          kicker: "3 mensajes nuevos · hace 2 días",
          title: "¿Qué multímetro compran con SEP?",
          url: `${base}/conversaciones/y`,
          said: { who: "Bruno Muñoz Tapia", words: "Nosotros compramos el de dos rangos: aguanta mejor el taller." },
          reply: "reuniones+def@nodos.example",
        },
        {
          kicker: "Taller por venir",
          title: "Taller de domótica",
          url: `${base}/eventos/x`,
          fact: "sábado 5 de diciembre de 2026, 10:00 a 13:00 h. Liceo Industrial Puerto Claro, Valparaíso.",
        },
        { kicker: "Experiencia de innovación en el repositorio", title: "Tableros por estaciones", url: `${base}/experiencias/x` },
      ],
      more: 2,
    },
    {
      name: WHOLE_NETWORK,
      url: `${base}/convocatorias`,
      items: [
        { kicker: "Concurso: se puede postular", title: "Feria de innovación TP", url: `${base}/convocatorias/feria`, fact: "Cierra el viernes 18 de diciembre de 2026, 23:00 h." },
      ],
      more: 0,
    },
  ],
  links: { all: `${base}/novedades`, choose: `${base}/resumen/x`, notices: `${base}/cuenta/avisos` },
};
