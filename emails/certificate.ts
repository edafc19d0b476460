import type { MailContent } from "#app/domain/mail/mail.ts";
import { durationWords } from "#app/i18n/dates.ts";
import { facts, mailContent, note, paragraph, strong } from "./layout.ts";

export interface CertificateProps {
  network: { name: string; url: string };
  /** First name; "" where only the address is known. */
  person: string;
  meeting: string;
  when: string;
  minutes: number;
  signer: string;
  code: string;
  links: { pdf: string; verify: string };
}

/** Your certificate of attendance. */
export function certificateMail(props: CertificateProps): MailContent {
  const { meeting, when, minutes, signer, code, links } = props;
  return mailContent(`Tu certificado: ${meeting}`, {
    title: "Tu certificado de asistencia",
    preheader: `${meeting}, ${durationWords(minutes)}.`,
    network: props.network,
    why: "Recibes este correo porque viniste a esta reunión.",
    body: [
      ...(props.person === "" ? [] : [paragraph(`Hola, ${props.person}:`)]),
      paragraph("Tu certificado de asistencia a ", strong(meeting), " está listo. Guarda este correo: con él lo descargas cuando quieras."),
    ],
    buttons: [
      { label: "Descargar el certificado", href: links.pdf },
      { label: "Comprobarlo", href: links.verify, kind: "secondary" },
    ],
    after: [
      facts([
        { label: "Cuándo", value: when },
        { label: "Duración", value: durationWords(minutes) },
        { label: "Firma", value: signer },
        { label: "Código", value: code },
      ]),
    ],
    footer: [note("Con el código, cualquier persona puede comprobar que el certificado es verdadero.")],
  });
}

export const preview: CertificateProps = {
  network: { name: "Nodos", url: "https://nodos.example" },
  person: "Teresa",
  meeting: "Taller de tableros",
  when: "sábado 5 de diciembre de 2026, 18:30 a 20:00 h",
  minutes: 90,
  signer: "Camila Díaz Leiva",
  code: "ABCD-EFGH-JKMN-PQRS",
  links: { pdf: "https://nodos.example/certificados/ABCD-EFGH-JKMN-PQRS/certificado.pdf", verify: "https://nodos.example/certificados/ABCD-EFGH-JKMN-PQRS" },
};
