import type { MailContent } from "#app/domain/mail/mail.ts";
import { dateBlockParts, eventWhen } from "#app/i18n/dates.ts";
import type { Zone } from "#app/i18n/zones.ts";
import { facts, link, list, mailContent, note, paragraph, strong } from "./layout.ts";

interface Props {
  network: { name: string; url: string };
  person: string;
  askedBy: string;
  meeting: { title: string; starts_at: string; ends_at: string; zone: Zone; place: string | null };
  doorUrl: string;
  listUrl: string;
  helpUrl: string;
}

/** To whom was asked to receive people at the door of one meeting. */
export function doorKeeper({ network, person, askedBy, meeting, doorUrl, listUrl, helpUrl }: Props): MailContent {
  return mailContent(`Recibes a quienes lleguen: ${meeting.title}`, {
    title: meeting.title,
    preheader: `${askedBy} te pidió recibir a quienes lleguen.`,
    network,
    dateBlock: dateBlockParts(meeting),
    when: eventWhen(meeting),
    why: `Recibes este correo porque ${askedBy} te pidió recibir a quienes lleguen a esta reunión.`,
    body: [
      paragraph(`Hola, ${person}:`),
      paragraph("Ese día puedes pasar lista de ", strong("esta reunión"), " desde tu teléfono:"),
      list([
        "Abre la puerta antes de llegar, con internet: después funciona también sin señal.",
        "Lee con la cámara el código que cada persona trae en su correo, o búscala por su nombre.",
        "Quien no esté en la lista se agrega en diez segundos.",
      ]),
      facts([meeting.place !== null && { label: "Lugar", value: meeting.place }]),
    ],
    buttons: [
      { label: "Abrir la puerta", href: doorUrl },
      { label: "Ver la lista", href: listUrl },
    ],
    footer: [note("Este encargo termina solo, un día después de la reunión."), note("Si tienes dudas, mira la ", link("ayuda", helpUrl), ".")],
  });
}

export const preview: Props = {
  network: { name: "Nodos", url: "https://nodos.example" },
  person: "Teresa",
  askedBy: "Camila Díaz Leiva",
  meeting: {
    title: "Taller de tableros",
    starts_at: "2026-12-05T21:30:00.000Z",
    ends_at: "2026-12-05T23:00:00.000Z",
    zone: "America/Santiago",
    place: "Liceo Industrial Puerto Claro, Valparaíso",
  },
  doorUrl: "https://nodos.example/eventos/1/puerta",
  listUrl: "https://nodos.example/eventos/1/asistencia",
  helpUrl: "https://nodos.example/ayuda#asistencia",
};
