import type { MailContent } from "#app/domain/mail/mail.ts";
import { facts, link, mailContent, note, paragraph, strong } from "./layout.ts";

interface Props {
  network: { name: string; url: string };
  person: string;
  who: string;
  kind: string;
  title: string;
  summary: string;
  nodes: string;
  /** It is a new version of something published. */
  again: boolean;
  url: string;
  noticesUrl: string;
}

/** Somebody shared something in a node that looks at it first. */
export function reviewAsked({ network, person, who, kind, title, summary, nodes, again, url, noticesUrl }: Props): MailContent {
  return mailContent(`Por revisar: ${title}`.slice(0, 150), {
    title: again ? "Una nueva versión espera tu revisión" : "Un recurso espera tu revisión",
    preheader: `${title}, de ${who}`,
    network,
    why: `Recibes este correo porque cuidas el repositorio de ${nodes}.`,
    body: [
      ...(person === "" ? [] : [paragraph(`Hola, ${person}:`)]),
      paragraph(strong(who), again ? " quiere publicar una nueva versión de " : " quiere compartir ", strong(title), "."),
      facts([{ label: "Tipo", value: kind }, { label: "Nodo", value: nodes }, summary !== "" && { label: "De qué trata", value: summary }]),
      paragraph("Puedes publicarlo tal como está, o devolverlo diciendo qué falta."),
    ],
    buttons: [{ label: "Revisar", href: url }],
    footer: [note("Los avisos se cambian en ", link("tu cuenta", noticesUrl), ".")],
  });
}

export const preview: Props = {
  network: { name: "Nodos", url: "https://nodos.example" },
  person: "Camila",
  who: "Teresa Soto Araya",
  kind: "Documento",
  title: "Tableros eléctricos paso a paso",
  summary: "Guía para armar y revisar un tablero domiciliario en el taller.",
  nodes: "Electricidad",
  again: false,
  url: "https://nodos.example/recursos/tableros/revisar",
  noticesUrl: "https://nodos.example/cuenta/avisos",
};
