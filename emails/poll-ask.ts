import type { MailContent } from "#app/domain/mail/mail.ts";
import { link, list, mailContent, note, paragraph, quote, strong } from "./layout.ts";

interface Props {
  network: { name: string; url: string };
  /** First name; "" where only the address is known. */
  person: string;
  organiser: string | null;
  title: string;
  /** «Sesión territorial» */
  kind: string;
  /** The proposed times, in words. */
  times: string[];
  message: string | null;
  /** The last day on which votes are taken, in words. */
  until: string | null;
  /** Theirs alone. */
  voteUrl: string;
  stopUrl: string;
}

/** Which of these times suits you? */
export function pollAsk(props: Props): MailContent {
  const { network, person, organiser, title, kind, times, message, until, voteUrl, stopUrl } = props;
  return mailContent(`¿Qué fecha te acomoda? ${title}`, {
    title: `¿Qué fecha te acomoda para «${title}»?`,
    preheader: times.join(" · "),
    network,
    why: `Recibes este correo porque ${organiser ?? network.name} busca fecha para una reunión (${kind.toLowerCase()}) y quiere contar contigo.`,
    body: [
      ...(person === "" ? [] : [paragraph(`Hola, ${person}:`)]),
      ...(message ? [quote(message, organiser ?? undefined)] : []),
      paragraph("Estas son las fechas propuestas. Di cuáles te sirven; toma menos de un minuto y no necesitas clave."),
      list(times),
    ],
    buttons: [{ label: "Decir qué fechas me sirven", href: voteUrl }],
    after: [
      ...(until ? [paragraph("Se puede responder hasta el ", strong(until), ".")] : []),
      note("El enlace es solo para ti. Con él puedes cambiar tu respuesta cuando quieras."),
    ],
    footer: [note(`Enviado por ${network.name}. Si no quieres más correos de reuniones, puedes `, link("dejar de recibirlos", stopUrl), ".")],
  });
}

export const preview: Props = {
  network: { name: "Nodos", url: "https://nodos.example" },
  person: "Teresa",
  organiser: "Camila Díaz Leiva",
  title: "Sesión de marzo",
  kind: "Sesión territorial",
  times: ["jueves 11 de marzo de 2027, 16:00 a 17:30 h", "viernes 12 de marzo de 2027, 09:00 a 10:30 h"],
  message: "Queremos partir el año con todas y todos.",
  until: "viernes 5 de marzo de 2027",
  voteUrl: "https://nodos.example/fecha/x",
  stopUrl: "https://nodos.example/b/x",
};
