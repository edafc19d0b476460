import type { MailContent } from "#app/domain/mail/mail.ts";
import { facts, link, mailContent, note, paragraph, strong } from "./layout.ts";

interface Props {
  network: { name: string; url: string };
  person: string;
  circle: string;
  /** What it is about: «Elección de secretario/a». */
  title: string;
  /** The title of the phase, what happens in it and what is asked: from the words of its kind. */
  phase: string;
  happens: string;
  asked: string;
  /** «viernes 4 de diciembre de 2026, 23:59 h» */
  until: string | null;
  voiceUrl: string;
  noticesUrl: string;
}

/** Your voice is asked for. Speaking takes a page with a button: mail scanners open every link. */
export function processCall({ network, person, circle, title, phase, happens, asked, until, voiceUrl, noticesUrl }: Props): MailContent {
  return mailContent(`Te toca hablar: ${title} (${phase.toLowerCase()})`, {
    title,
    preheader: until ? `${asked} Hasta el ${until}.` : asked,
    network,
    why: `Recibes este correo porque tienes voz en ${circle} y el círculo está decidiendo esto por correo, paso a paso.`,
    body: [
      ...(person === "" ? [] : [paragraph(`Hola, ${person}:`)]),
      paragraph(strong(`Ahora: ${phase}. `), happens),
      paragraph(asked),
      facts([until !== null && { label: "Hasta el", value: until }]),
    ],
    buttons: [{ label: "Leer y hablar", href: voiceUrl }],
    after: [note("No necesitas clave. El enlace es solo para ti: quien lo abre habla en tu nombre, así que no lo reenvíes.")],
    footer: [note(`Mientras tengas voz en ${circle} te avisamos cuando se te pide. Los demás avisos los eliges en `, link("tu cuenta", noticesUrl), ".")],
  });
}

export const preview: Props = {
  network: { name: "Nodos", url: "https://nodos.example" },
  person: "Teresa",
  circle: "Círculo de Electricidad",
  title: "Elección de secretario/a",
  phase: "Nominaciones",
  happens: "Cada persona del círculo dice quién cree que haría bien este rol, y por qué.",
  asked: "Nombra a una persona, que puedes ser tú, y escribe tu razón.",
  until: "viernes 4 de diciembre de 2026, 23:59 h",
  voiceUrl: "https://nodos.example/voz/x",
  noticesUrl: "https://nodos.example/cuenta/avisos",
};
