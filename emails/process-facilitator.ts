import type { MailContent } from "#app/domain/mail/mail.ts";
import { link, mailContent, note, paragraph, strong } from "./layout.ts";

/** named: they were asked to conduct. turn: the next step is theirs. everyone: all have spoken. deadline: the time is over and nothing moves by itself. */
export type FacilitatorNews = "named" | "turn" | "everyone" | "deadline";

interface Props {
  network: { name: string; url: string };
  person: string;
  circle: string;
  title: string;
  news: FacilitatorNews;
  phase: string;
  until: string | null;
  processUrl: string;
  noticesUrl: string;
}

const WORDS: Record<FacilitatorNews, { subject: string; say: string }> = {
  named: { subject: "Te pidieron facilitar", say: "Te pidieron conducir este proceso: tú abres y cierras cada paso, y cuidas que todas las voces se oigan." },
  turn: { subject: "Te toca seguir", say: "El próximo paso es tuyo. En la página está lo que se dijo hasta ahora y lo que puedes hacer." },
  everyone: { subject: "Ya hablaron todas las personas", say: "Todas las personas del círculo ya hablaron en este paso. Puedes seguir cuando quieras, sin esperar el plazo." },
  deadline: { subject: "Se cumplió el plazo", say: "Se cumplió el plazo de este paso y no avanza por sí solo. En la página ves quién falta y qué puedes hacer." },
};

/** To whoever conducts: something waits for them. */
export function processFacilitator({ network, person, circle, title, news, phase, until, processUrl, noticesUrl }: Props): MailContent {
  const { subject, say } = WORDS[news];
  return mailContent(`${subject}: ${title}`, {
    title,
    preheader: say,
    network,
    why: `Recibes este correo porque conduces este proceso en ${circle}.`,
    body: [...(person === "" ? [] : [paragraph(`Hola, ${person}:`)]), paragraph(say), paragraph(strong("Paso actual: "), until ? `${phase}, hasta el ${until}.` : `${phase}.`)],
    buttons: [{ label: "Abrir el proceso", href: processUrl }],
    footer: [note("Los avisos que recibes los eliges en ", link("tu cuenta", noticesUrl), ".")],
  });
}

export const preview: Props = {
  network: { name: "Nodos", url: "https://nodos.example" },
  person: "Camila",
  circle: "Círculo de Electricidad",
  title: "Elección de secretario/a",
  news: "everyone",
  phase: "Nominaciones",
  until: "viernes 4 de diciembre de 2026, 23:59 h",
  processUrl: "https://nodos.example/procesos/x",
  noticesUrl: "https://nodos.example/cuenta/avisos",
};
