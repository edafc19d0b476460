import type { MailContent } from "#app/domain/mail/mail.ts";
import { link, mailContent, note, paragraph, quote, strong } from "./layout.ts";

interface Props {
  network: { name: string; url: string };
  node: string;
  person: string;
  message: string | null;
  nodeUrl: string;
  calendarUrl: string;
  noticesUrl: string;
}

/** To who asked: you are in. */
export function membershipApproved(props: Props): MailContent {
  return mailContent(`Ya eres parte de ${props.node}`, {
    title: `Ya eres parte de ${props.node}`,
    preheader: "La coordinación aceptó tu solicitud.",
    network: props.network,
    why: `Te escribimos porque pediste entrar a ${props.node}.`,
    body: [
      paragraph(`Hola, ${props.person}:`),
      paragraph("La coordinación aceptó tu solicitud. Desde ahora te llegarán las invitaciones a las reuniones de ", strong(props.node), "."),
      ...(props.message ? [quote(props.message)] : []),
    ],
    buttons: [
      { label: "Ver el nodo", href: props.nodeUrl },
      { label: "Llevar sus reuniones a mi calendario", href: props.calendarUrl },
    ],
    footer: [note("Puedes dejar de recibir los avisos de tus nodos en ", link("tu cuenta", props.noticesUrl), ".")],
  });
}

export const preview: Props = {
  network: { name: "Nodos", url: "https://nodos.example" },
  node: "Orientación",
  person: "Teresa",
  message: "Qué bueno que llegas. Nos vemos el sábado.",
  nodeUrl: "https://nodos.example/nodos/orientacion",
  calendarUrl: "https://nodos.example/calendario/suscribir?nodo=orientacion",
  noticesUrl: "https://nodos.example/cuenta/avisos",
};
