import type { MailContent } from "#app/domain/mail/mail.ts";
import { type Block, link, list, mailContent, note, paragraph, quote } from "./layout.ts";

/** Why what somebody wrote by mail was not published; `files`: it was, without these. */
export type PostRefusal = "closed" | "not_reader" | "empty" | "too_long" | "files";

interface Props {
  network: { name: string; url: string };
  person: string;
  why: PostRefusal;
  /** Of their mail: the thread's own may not be theirs to know any more. */
  subject: string;
  /** What they wrote, so that nothing is lost. */
  words: string;
  /** «plano.exe» es un programa… */
  files: readonly string[];
  /** null: they do not read the thread any more. */
  threadUrl: string | null;
}

const TITLES: Record<PostRefusal, string> = {
  closed: "Tu respuesta no se publicó: la conversación está cerrada",
  not_reader: "Tu respuesta no se publicó: ya no puedes ver esa conversación",
  empty: "Tu respuesta llegó vacía",
  too_long: "Tu respuesta no se publicó: es demasiado larga",
  files: "Tu respuesta se publicó, pero no todos sus archivos",
};

const TOLD: Record<PostRefusal, string> = {
  closed: "Quien la coordina la cerró, así que ya no recibe mensajes. Puedes empezar una conversación nueva en el nodo.",
  not_reader: "Puede que la hayan movido a otro nodo, que la hayan retirado o que ya no seas parte del nodo.",
  empty: "No encontramos texto tuyo en el correo. Escribe tu respuesta arriba de todo, antes del mensaje citado, y envíalo de nuevo.",
  too_long: "Un mensaje tiene a lo más 10.000 letras. Acórtalo, o ponlo en un documento y adjúntalo.",
  files: "Estos archivos quedaron fuera:",
};

const SHOWN = 4_000;

/** Tells whoever wrote what became of their mail. */
export function postRefused({ network, person, why, subject, words, files, threadUrl }: Props): MailContent {
  const shown = words.length > SHOWN ? `${words.slice(0, SHOWN).trimEnd()}…` : words;
  const left: Block[] = files.length > 0 ? [list([...files])] : [];
  return mailContent(TITLES[why], {
    title: TITLES[why],
    preheader: TOLD[why],
    network,
    body: [
      ...(person === "" ? [] : [paragraph(`Hola, ${person}:`)]),
      paragraph(`Nos escribiste respondiendo a «${subject}». ${TOLD[why]}`),
      ...left,
      ...(why !== "files" && shown !== "" ? [paragraph("Esto es lo que escribiste:"), quote(shown)] : []),
    ],
    ...(threadUrl ? { buttons: [{ label: "Ver la conversación", href: threadUrl }] } : {}),
    footer: [note("Recibes este correo porque respondiste a uno nuestro. ", link(network.name, network.url))],
  });
}

export const preview: Props = {
  network: { name: "Nodos", url: "https://nodos.example" },
  person: "Teresa",
  why: "closed",
  subject: "Re: [Electricidad] ¿Qué multímetro usan en primer año?",
  words: "Nosotros usamos el UT33, es barato y aguanta.",
  files: [],
  threadUrl: "https://nodos.example/conversaciones/x",
};
