import type { MailContent } from "#app/domain/mail/mail.ts";
import { longDate } from "#app/i18n/dates.ts";
import { link, mailContent, note, paragraph, quote, strong } from "./layout.ts";

interface Props {
  network: { name: string; url: string };
  person: string;
  experience: boolean;
  title: string;
  /** The school and its comuna, or a place. */
  where: string;
  /** YYYY-MM-DD */
  usedOn: string;
  happened: string;
  workUrl: string;
  noticesUrl: string;
}

const EXCERPT = 280;

/** To whoever made it: another school used it. The best news of the repository. */
export function workUsed({ network, person, experience, title, where, usedOn, happened, workUrl, noticesUrl }: Props): MailContent {
  const what = experience ? "tu experiencia" : "tu recurso";
  return mailContent(`Otra escuela usó ${what}`, {
    title: `Otra escuela usó ${what}`,
    preheader: `${where}: ${title}`,
    network,
    why: `Recibes este correo porque compartiste «${title}».`,
    body: [
      ...(person === "" ? [] : [paragraph(`Hola, ${person}:`)]),
      paragraph(strong(where), ` usó «${title}» (${longDate(`${usedOn}T12:00:00.000Z`)}) y cuenta qué pasó:`),
      quote(happened.length > EXCERPT ? `${happened.slice(0, EXCERPT).trimEnd()}…` : happened),
    ],
    buttons: [{ label: "Leer lo que cuentan", href: workUrl }],
    footer: [note("Si hoy la usan otras escuelas, las verás en la misma página. Los avisos se cambian en ", link("tu cuenta", noticesUrl), ".")],
  });
}

export const preview: Props = {
  network: { name: "Nodos", url: "https://nodos.example" },
  person: "Teresa",
  experience: true,
  title: "El aula enciende la plaza",
  where: "Liceo Bicentenario People Help People, Puyehue",
  usedOn: "2026-10-14",
  happened: "La hicimos con 28 estudiantes de 3.º medio. Cambiamos los paneles por una microcentral hidráulica del río.",
  workUrl: "https://nodos.example/experiencias/el-aula-enciende-la-plaza",
  noticesUrl: "https://nodos.example/cuenta/avisos",
};
