import type { MailContent } from "#app/domain/mail/mail.ts";
import { htmlToPlainText } from "#app/domain/markdown.server.ts";
import { longDate } from "#app/i18n/dates.ts";
import { type Block, type Inline, link, list, mailContent, note, paragraph, richText, strong } from "./layout.ts";

interface Props {
  network: { name: string; url: string };
  /** First name; "" where it is not known. */
  person: string;
  title: string;
  circle: string;
  /** Whose members are told; null: the whole network is. */
  node: string | null;
  /** Sanitised. */
  message_html: string;
  invested: { name: string; role: string; from: string; ends_at: string | null }[];
  links: { page: string; notices: string; stop: string };
}

/** A circle presents whoever took on its roles. */
export function investitureMail(props: Props): MailContent {
  const { title, circle, node, invested, links, network } = props;
  return mailContent(title, {
    title,
    preheader: invested.map(({ name, role }) => `${name}, ${role}`).join(" · "),
    network,
    why: node === null ? `Recibes este correo porque tienes una cuenta en ${network.name}.` : `Recibes este correo porque participas en ${node}.`,
    body: [
      ...(props.person === "" ? [] : [paragraph(`Hola, ${props.person}:`)]),
      paragraph(strong(circle), invested.length === 1 ? " presenta a quien asumió uno de sus roles:" : " presenta a quienes asumieron sus roles:"),
      list(invested.map(holder)),
      ...message(props.message_html),
    ],
    buttons: [{ label: "Ver la investidura", href: links.page }],
    footer: [
      note(
        `Enviado por ${network.name}. Puedes elegir qué avisos recibes en `,
        link("tu cuenta", links.notices),
        ", o ",
        link("no recibir más correos de la red", links.stop),
        ".",
      ),
    ],
  });
}

function holder({ name, role, from, ends_at }: Props["invested"][number]): Inline[] {
  const until = ends_at ? `, hasta el ${longDate(ends_at)}` : "";
  return [strong(name), `${from ? ` (${from})` : ""}: ${role}${until}.`];
}

const message = (html: string): Block[] => (html === "" ? [] : [richText(html, htmlToPlainText(html))]);

export const preview: Props = {
  network: { name: "Nodos", url: "https://nodos.example" },
  person: "Teresa",
  title: "Investidura del Círculo de Electricidad",
  circle: "Círculo de Electricidad",
  node: "Electricidad",
  message_html: "<p>Les agradecemos haber dicho que sí. <strong>Cuenten con el nodo.</strong></p>",
  invested: [
    { name: "Camila Díaz Leiva", role: "Coordinador/a", from: "Liceo Industrial Puerto Claro", ends_at: "2027-11-21T15:00:00.000Z" },
    { name: "Bruno Muñoz Tapia", role: "Secretario/a", from: "", ends_at: null },
  ],
  links: { page: "https://nodos.example/investiduras/x", notices: "https://nodos.example/cuenta/avisos", stop: "https://nodos.example/b/x" },
};
