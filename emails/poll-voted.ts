import type { MailContent } from "#app/domain/mail/mail.ts";
import { link, mailContent, note, paragraph, strong } from "./layout.ts";

interface Props {
  network: { name: string; url: string };
  person: string;
  title: string;
  /** This address had voted already; what somebody sent now was not taken. */
  known: boolean;
  until: string | null;
  voteUrl: string;
  stopUrl: string;
}

/** To whoever voted with an address alone: the link by which they see or change it. */
export function pollVoted({ network, person, title, known, until, voteUrl, stopUrl }: Props): MailContent {
  const said = known
    ? [paragraph("Ya había una respuesta con este correo y sigue valiendo tal como estaba: lo que se acaba de enviar no la cambió. Para cambiarla, usa tu enlace.")]
    : [paragraph("Anotamos qué fechas te sirven para ", strong(`«${title}»`), ". Cuando se elija una te llegará la invitación, con tu respuesta ya puesta.")];
  return mailContent(known ? `Tu respuesta al sondeo sigue igual: ${title}` : `Anotamos tu respuesta: ${title}`, {
    title: known ? "Ya habías respondido" : "Anotamos tu respuesta",
    preheader: "Con este enlace puedes verla o cambiarla.",
    network,
    why: `Recibes este correo porque alguien escribió tu dirección en el sondeo de fechas de «${title}».`,
    body: [...(person === "" ? [] : [paragraph(`Hola, ${person}:`)]), ...said],
    buttons: [{ label: "Ver o cambiar mi respuesta", href: voteUrl }],
    after: until ? [paragraph(`Se puede cambiar hasta el ${until}.`)] : [],
    footer: [note("Si no fuiste tú, con ese enlace puedes corregirla. Si no quieres más correos de reuniones, puedes ", link("dejar de recibirlos", stopUrl), ".")],
  });
}

export const preview: Props = {
  network: { name: "Nodos", url: "https://nodos.example" },
  person: "Teresa",
  title: "Sesión de marzo",
  known: false,
  until: "viernes 5 de marzo de 2027",
  voteUrl: "https://nodos.example/fecha/x",
  stopUrl: "https://nodos.example/b/x",
};
