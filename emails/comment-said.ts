import type { MailContent } from "#app/domain/mail/mail.ts";
import { link, mailContent, note, paragraph, quote, strong } from "./layout.ts";

export type CommentReason = "maker" | "answered" | "mentioned";

interface Props {
  network: { name: string; url: string };
  person: string;
  why: CommentReason;
  who: string;
  title: string;
  /** As typed: a mail shows it plain. */
  body: string;
  commentUrl: string;
  noticesUrl: string;
}

const DID: Record<CommentReason, string> = { maker: "comentó", answered: "respondió tu comentario en", mentioned: "te nombró en" };
const WHY: Record<CommentReason, string> = {
  maker: "Recibes este correo porque eres parte de quienes lo hicieron.",
  answered: "Recibes este correo porque respondieron algo que escribiste.",
  mentioned: "Recibes este correo porque te nombraron en un comentario.",
};
const SHOWN = 600;

/** Somebody spoke of what you made, answered you, or named you. */
export function commentSaid({ network, person, why, who, title, body, commentUrl, noticesUrl }: Props): MailContent {
  const shown = body.length > SHOWN ? `${body.slice(0, SHOWN).trimEnd()}…` : body;
  return mailContent(`${who} ${DID[why]} «${title}»`, {
    title: `${who} ${DID[why]} «${title}»`,
    preheader: shown.split("\n")[0] ?? "",
    network,
    why: WHY[why],
    body: [...(person === "" ? [] : [paragraph(`Hola, ${person}:`)]), paragraph(strong(who), " escribió:"), quote(shown)],
    buttons: [{ label: "Leer y responder", href: commentUrl }],
    footer: [note("Con tu cuenta eliges ", link("qué avisos quieres recibir", noticesUrl), ".")],
  });
}

export const preview: Props = {
  network: { name: "Nodos", url: "https://nodos.example" },
  person: "Teresa",
  why: "maker",
  who: "Camila Díaz Leiva",
  title: "Pauta de seguridad para tableros",
  body: "La usamos con 3.º medio. ¿Tienen una versión para instalaciones domiciliarias?",
  commentUrl: "https://nodos.example/recursos/pauta/comentarios#comentario-x",
  noticesUrl: "https://nodos.example/cuenta/avisos",
};
