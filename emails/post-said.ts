import type { MailContent } from "#app/domain/mail/mail.ts";
import { ANSWER_ABOVE } from "#app/domain/threads/quote-marks.ts";
import { html } from "./html.ts";
import { link, list, mailContent, note, paragraph, richText, strong } from "./layout.ts";
import { COLOURS, STYLE } from "./look.ts";

/** Why somebody is told: the nearest reason. */
export type PostReason = "named" | "follows" | "announcement" | "node";

interface Props {
  network: { name: string; url: string };
  person: string;
  why: PostReason;
  /** null: their account is closed. */
  who: string | null;
  node: string;
  title: string;
  /** It began the thread. */
  first: boolean;
  kind: "discussion" | "announcement";
  /** Rendered and sanitised when saved, and the same as plain text. */
  body: { html: string; text: string };
  files: readonly string[];
  /** Closed threads are answered no more; where nobody reads the mailbox, on their page alone. */
  answers: "mail" | "page" | "none";
  links: { post: string; mute: string; notices: string };
}

const WHY: Record<PostReason, string> = {
  named: "Recibes este correo porque te nombraron en el mensaje.",
  follows: "Recibes este correo porque sigues esta conversación.",
  announcement: "Recibes este correo porque eres parte del nodo.",
  node: "Recibes este correo porque elegiste recibir cada mensaje de este nodo.",
};

/** A post, whole: it is read and answered where mails are. The subject is the same for all of a thread, as mail programs want it. */
export function postSaid(props: Props): MailContent {
  const { network, person, why, who, node, title, first, kind, body, files, answers, links } = props;
  const did = first ? (kind === "announcement" ? "publicó un anuncio" : "empezó una conversación") : "escribió";
  const content = mailContent(`${first ? "" : "Re: "}[${node}] ${title}`, {
    title,
    preheader: body.text.split("\n")[0]?.slice(0, 160) ?? "",
    network,
    body: [
      ...(why === "named" && person !== "" ? [paragraph(`${person}: te nombraron en este mensaje.`)] : []),
      paragraph(strong(who ?? "Una persona que ya no tiene cuenta"), ` ${did} en ${node}:`),
      richText(withQuotes(body.html), body.text),
      ...(files.length > 0
        ? [paragraph(files.length === 1 ? "Trae un archivo, que se abre en la conversación:" : "Trae archivos, que se abren en la conversación:"), list([...files])]
        : []),
    ],
    buttons: [{ label: answers !== "none" ? "Ver y responder" : "Ver la conversación", href: links.post }],
    after: answers === "mail" ? [note("También puedes responder a este correo: lo que escribas se publica en la conversación, con tu nombre.")] : [],
    footer: [note(WHY[why]), note(link("Silenciar esta conversación", links.mute)), note(link("Elegir qué avisos quieres recibir", links.notices))],
  });
  return answers === "mail" ? withMarker(content) : content;
}

/** Whom somebody answers has to be seen from what they say: programs take our style sheet away. */
const withQuotes = (sanitised: string): string => sanitised.replaceAll("<blockquote>", `<blockquote class="rule" style="${STYLE.paragraph};${STYLE.quote}">`);

/** On top of all: what stands below it in an answer is ours. */
function withMarker(content: MailContent): MailContent {
  const line = html`<div class="soft" style="padding:8px 12px 0;${STYLE.text};font-size:13px;text-align:center;color:${COLOURS.soft}">— ${ANSWER_ABOVE} —</div>`;
  return { ...content, text: `— ${ANSWER_ABOVE} —\n\n${content.text}`, html: content.html.replace(/(<body[^>]*>\n?)/, (body) => `${body}${line.markup}\n`) };
}

export const preview: Props = {
  network: { name: "Nodos", url: "https://nodos.example" },
  person: "Teresa",
  why: "follows",
  who: "Camila Díaz Leiva",
  node: "Electricidad",
  title: "¿Qué multímetro usan en primer año?",
  first: false,
  kind: "discussion",
  body: { html: "<p>Nosotros el <strong>UT33</strong>: barato y aguanta.</p>\n", text: "Nosotros el UT33: barato y aguanta." },
  files: ["Comparación de multímetros.pdf"],
  answers: "mail",
  links: { post: "https://nodos.example/conversaciones/x#mensaje-y", mute: "https://nodos.example/b/x", notices: "https://nodos.example/cuenta/avisos" },
};
