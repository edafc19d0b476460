import type { MailContent } from "#app/domain/mail/mail.ts";
import { link, mailContent, note, paragraph, quote, strong } from "./layout.ts";

interface Props {
  network: { name: string; url: string };
  node: string;
  person: string;
  message: string | null;
  nodesUrl: string;
  noticesUrl: string;
}

/** To who asked: not this time. */
export function membershipDeclined(props: Props): MailContent {
  return mailContent(`Tu solicitud para ${props.node}`, {
    title: `Tu solicitud para ${props.node}`,
    preheader: "Esta vez la coordinación no la aceptó.",
    network: props.network,
    why: `Te escribimos porque pediste entrar a ${props.node}.`,
    body: [
      paragraph(`Hola, ${props.person}:`),
      paragraph(
        "Esta vez la coordinación de ",
        strong(props.node),
        " no aceptó tu solicitud. Sus reuniones públicas siguen abiertas para ti, y puedes volver a pedirlo más adelante.",
      ),
      ...(props.message ? [quote(props.message)] : []),
    ],
    buttons: [{ label: "Ver otros nodos", href: props.nodesUrl, kind: "secondary" }],
    footer: [note("Puedes dejar de recibir los avisos de tus nodos en ", link("tu cuenta", props.noticesUrl), ".")],
  });
}

export const preview: Props = {
  network: { name: "Nodos", url: "https://nodos.example" },
  node: "Minería",
  person: "Teresa",
  message: "Este nodo es para la especialidad de Explotación minera. Te recomendamos Electricidad.",
  nodesUrl: "https://nodos.example/nodos",
  noticesUrl: "https://nodos.example/cuenta/avisos",
};
