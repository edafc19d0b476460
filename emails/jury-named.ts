import type { MailContent } from "#app/domain/mail/mail.ts";
import { facts, mailContent, note, paragraph, strong } from "./layout.ts";

interface Props {
  network: { name: string; url: string };
  person: string;
  title: string;
  /** A node, or the network. */
  organiser: string;
  closes: string;
  until: string | null;
  blind: boolean;
  url: string;
}

/** Somebody is asked to sit in a jury: they say yes or no on the page. */
export function juryNamed({ network, person, title, organiser, closes, until, blind, url }: Props): MailContent {
  return mailContent(`Te invitan al jurado: ${title}`.slice(0, 150), {
    title: "Te invitan a ser parte del jurado",
    preheader: title,
    network,
    why: "Recibes este correo porque quien organiza propuso tu nombre.",
    body: [
      ...(person === "" ? [] : [paragraph(`Hola, ${person}:`)]),
      paragraph(strong(organiser), " te invita a evaluar las postulaciones de ", strong(title), "."),
      facts([
        { label: "Las postulaciones cierran", value: closes },
        until !== null && { label: "El jurado evalúa hasta", value: until },
        blind && { label: "Evaluación anónima", value: "No sabrás quién postula: los nombres y establecimientos quedan reservados." },
      ]),
      paragraph("Antes de leer verás la lista de postulaciones para declarar tus conflictos de interés. Di si puedes, para alcanzar a buscar a otra persona."),
    ],
    buttons: [{ label: "Ver y responder", href: url }],
    footer: [note(`Enviado por ${network.name}. Aceptar o no es decisión tuya.`)],
  });
}

export const preview: Props = {
  network: { name: "Nodos", url: "https://nodos.example" },
  person: "Daniela",
  title: "Feria de experiencias 2026",
  organiser: "Electricidad",
  closes: "jueves 10 de diciembre de 2026, 23:59 h",
  until: "domingo 20 de diciembre de 2026, 23:59 h",
  blind: true,
  url: "https://nodos.example/convocatorias/feria/evaluar",
};
