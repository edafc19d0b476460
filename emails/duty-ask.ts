import type { MailContent } from "#app/domain/mail/mail.ts";
import { facts, link, mailContent, note, paragraph, strong } from "./layout.ts";

interface Props {
  network: { name: string; url: string };
  person: string;
  organiser: string;
  title: string;
  when: string;
  place: string | null;
  /** «Registro de asistentes», and what it is. */
  duty: string;
  what: string;
  dutyUrl: string;
  stopUrl: string;
}

/** Would you take this on? Accepting takes a page with a button: mail scanners open every link. */
export function dutyAsk({ network, person, organiser, title, when, place, duty, what, dutyUrl, stopUrl }: Props): MailContent {
  return mailContent(`¿Te encargas de ${duty.toLowerCase()}? ${title}`, {
    title: `¿Te encargas de «${duty}»?`,
    preheader: `${title}, ${when}`,
    network,
    why: `Recibes este correo porque ${organiser} te pide ayuda para preparar una reunión.`,
    body: [
      ...(person === "" ? [] : [paragraph(`Hola, ${person}:`)]),
      paragraph(organiser, " te propone hacerte cargo de ", strong(duty), ` en «${title}». ${what}`),
      facts([{ label: "Cuándo", value: when }, place !== null && { label: "Lugar", value: place }]),
    ],
    buttons: [{ label: "Ver y responder", href: dutyUrl }],
    after: [note("En la página dices si puedes o no. No necesitas clave. El enlace es solo para ti.")],
    footer: [note(`Enviado por ${network.name}. Si no quieres más correos de reuniones, puedes `, link("dejar de recibirlos", stopUrl), ".")],
  });
}

export const preview: Props = {
  network: { name: "Nodos", url: "https://nodos.example" },
  person: "Teresa",
  organiser: "Camila Díaz Leiva",
  title: "Encuentro territorial 2027",
  when: "jueves 15 de abril de 2027, 09:00 a 17:00 h",
  place: "Liceo Industrial Puerto Claro, Valparaíso",
  duty: "Registro de asistentes",
  what: "Recibir a quienes llegan, pasar lista y entregar credenciales.",
  dutyUrl: "https://nodos.example/tarea/x",
  stopUrl: "https://nodos.example/b/x",
};
