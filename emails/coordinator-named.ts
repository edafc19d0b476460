import type { MailContent } from "#app/domain/mail/mail.ts";
import { link, list, mailContent, note, paragraph, strong } from "./layout.ts";

interface Props {
  network: { name: string; url: string };
  node: string;
  person: string;
  namedBy: string;
  /** What the network lets whoever coordinates do, one sentence each. */
  lets: string[];
  nodeUrl: string;
  newMeetingUrl: string;
  helpUrl: string;
  noticesUrl: string;
}

/** To who was named: what it means and where to begin. */
export function coordinatorNamed(props: Props): MailContent {
  return mailContent(`Coordinas ${props.node}`, {
    title: `Ahora coordinas ${props.node}`,
    preheader: "Qué puedes hacer y por dónde empezar.",
    network: props.network,
    why: `Te escribimos porque ${props.namedBy} te nombró en la coordinación de ${props.node}.`,
    body: [
      paragraph(`Hola, ${props.person}:`),
      paragraph("Desde hoy coordinas ", strong(props.node), props.lets.length > 0 ? ". Esto es lo que puedes hacer:" : "."),
      ...(props.lets.length > 0 ? [list(props.lets)] : []),
    ],
    buttons: [
      { label: "Convocar una reunión", href: props.newMeetingUrl },
      { label: "Ver el nodo", href: props.nodeUrl },
    ],
    footer: [note("Si tienes dudas, mira la ", link("ayuda", props.helpUrl), "."), note("Puedes elegir qué avisos recibes en ", link("tu cuenta", props.noticesUrl), ".")],
  });
}

export const preview: Props = {
  network: { name: "Nodos", url: "https://nodos.example" },
  node: "Electricidad",
  person: "Camila",
  namedBy: "Amanda Rojas Pinto",
  lets: ["Convocar reuniones: crea, cambia, aplaza y cancela reuniones del nodo.", "Recibir personas: responde solicitudes, invita y quita personas del nodo."],
  nodeUrl: "https://nodos.example/nodos/electricidad",
  newMeetingUrl: "https://nodos.example/eventos/nuevo?nodo=electricidad",
  helpUrl: "https://nodos.example/ayuda",
  noticesUrl: "https://nodos.example/cuenta/avisos",
};
