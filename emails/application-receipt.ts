import type { MailContent } from "#app/domain/mail/mail.ts";
import { facts, mailContent, note, paragraph, strong } from "./layout.ts";

interface Props {
  network: { name: string; url: string };
  person: string;
  call: string;
  number: number;
  title: string;
  sent: string;
  closes: string;
  url: string;
}

/** It arrived: with its number and the instant at which it did. */
export function applicationReceipt({ network, person, call, number, title, sent, closes, url }: Props): MailContent {
  return mailContent(`Recibimos tu postulación n.º ${number}: ${call}`.slice(0, 150), {
    title: "Recibimos tu postulación",
    preheader: `${title}. ${call}.`,
    network,
    why: "Recibes este correo porque postulaste a esta convocatoria.",
    body: [
      ...(person === "" ? [] : [paragraph(`Hola, ${person}:`)]),
      paragraph("Tu postulación a ", strong(call), " llegó bien. Guarda este correo: es tu comprobante."),
      facts([
        { label: "Postulación", value: title },
        { label: "Número", value: String(number) },
        { label: "Recibida", value: sent },
      ]),
      paragraph(`Puedes cambiarla o retirarla hasta el ${closes}.`),
    ],
    buttons: [{ label: "Ver mi postulación", href: url }],
    footer: [note(`Enviado por ${network.name}.`)],
  });
}

export const preview: Props = {
  network: { name: "Nodos", url: "https://nodos.example" },
  person: "Teresa",
  call: "Feria de experiencias 2026",
  number: 12,
  title: "Tableros eléctricos paso a paso",
  sent: "jueves 26 de noviembre de 2026, 22:41 h",
  closes: "lunes 30 de noviembre de 2026, 23:59 h",
  url: "https://nodos.example/postulaciones/x",
};
