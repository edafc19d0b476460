import type { MailContent } from "#app/domain/mail/mail.ts";
import { link, mailContent, note, paragraph, strong } from "./layout.ts";

interface Props {
  network: { name: string; url: string };
  person: string;
  circle: string;
  title: string;
  /** «Resultado: aprobada por consentimiento» */
  outcome: string;
  /** What came out, as its kind says it. */
  result: string | null;
  processUrl: string;
  noticesUrl: string;
}

/** It is decided: to everyone who had a voice in it. */
export function processResult({ network, person, circle, title, outcome, result, processUrl, noticesUrl }: Props): MailContent {
  return mailContent(`${outcome}: ${title}`, {
    title,
    preheader: result ?? outcome,
    network,
    why: `Recibes este correo porque participas en este proceso de ${circle}, que terminó.`,
    body: [...(person === "" ? [] : [paragraph(`Hola, ${person}:`)]), paragraph(strong(`${outcome}.`)), ...(result ? [paragraph(result)] : [])],
    buttons: [{ label: "Ver cómo se decidió", href: processUrl }],
    footer: [note("Los avisos que recibes los eliges en ", link("tu cuenta", noticesUrl), ".")],
  });
}

export const preview: Props = {
  network: { name: "Nodos", url: "https://nodos.example" },
  person: "Teresa",
  circle: "Círculo de Electricidad",
  title: "Elección de secretario/a",
  outcome: "Proclamada",
  result: "Rosa Fuentes Vera ejerce el rol desde hoy y hasta el 4 de diciembre de 2027.",
  processUrl: "https://nodos.example/procesos/x",
  noticesUrl: "https://nodos.example/cuenta/avisos",
};
