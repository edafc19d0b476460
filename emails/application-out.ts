import type { MailContent } from "#app/domain/mail/mail.ts";
import { mailContent, note, paragraph, quote, strong } from "./layout.ts";

interface Props {
  network: { name: string; url: string };
  person: string;
  call: string;
  number: number;
  title: string;
  /** null: it is in again. */
  reason: string | null;
  url: string;
}

/** It does not meet the bases, and why; or that was taken back. */
export function applicationOut({ network, person, call, number, title, reason, url }: Props): MailContent {
  const out = reason !== null;
  return mailContent(`${out ? "Quedó fuera de bases" : "Vuelve a estar en concurso"}: tu postulación n.º ${number}, ${call}`.slice(0, 150), {
    title: out ? "Tu postulación quedó fuera de bases" : "Tu postulación vuelve a estar en concurso",
    preheader: title,
    network,
    why: "Recibes este correo porque postulaste a esta convocatoria.",
    body: [
      ...(person === "" ? [] : [paragraph(`Hola, ${person}:`)]),
      out
        ? paragraph("Quienes organizan ", strong(call), " revisaron tu postulación ", strong(title), ` (n.º ${number}) y quedó fuera de bases. Dicen:`)
        : paragraph("Quienes organizan ", strong(call), " revisaron de nuevo tu postulación ", strong(title), ` (n.º ${number}): cumple las bases y sigue como las demás.`),
      ...(reason ? [quote(reason)] : []),
      ...(out ? [paragraph("Si crees que es un error, escríbeles: pueden revisarla de nuevo hasta publicar los resultados.")] : []),
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
  reason: "La experiencia es de 2019; las bases piden que sea de este año o del anterior.",
  url: "https://nodos.example/postulaciones/x",
};
