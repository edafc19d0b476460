import type { MailContent } from "#app/domain/mail/mail.ts";
import { link, mailContent, note, paragraph, strong } from "./layout.ts";

interface Props {
  network: { name: string; url: string };
  node: string;
  administrator: string;
  /** Who asks to be relieved; null: whoever it was closed their account, and the node is without coordination already. */
  asks: string | null;
  coordinatorsUrl: string;
  noticesUrl: string;
}

/** To administration: the only person who coordinates a node asks to be relieved, or is gone. */
export function coordinatorRelease(props: Props): MailContent {
  const { node, asks } = props;
  const body =
    asks === null
      ? [
          paragraph("La persona que coordinaba ", strong(node), " cerró su cuenta, y nadie más coordina ese nodo."),
          paragraph("Mientras tanto, las solicitudes para entrar te llegan a ti. Nombra a alguien para que el nodo siga reuniéndose."),
        ]
      : [
          paragraph(strong(asks), " te pide un relevo en la coordinación de ", strong(node), ". Es la única persona que coordina, y por eso no puede dejarla por su cuenta."),
          paragraph("Nombra a otra persona y termina su rol; o, si el nodo ya no se reúne, termina su rol o archiva el nodo."),
        ];
  return mailContent(asks === null ? `${node} quedó sin coordinación` : `${asks} pide un relevo en ${node}`, {
    title: asks === null ? `${node} quedó sin coordinación` : `Piden un relevo en ${node}`,
    preheader: asks === null ? "Hay que nombrar a alguien." : `${asks} espera tu respuesta.`,
    network: props.network,
    why: "Te escribimos porque administras la red.",
    body: [paragraph(`Hola, ${props.administrator}:`), ...body],
    buttons: [{ label: "Ver la coordinación del nodo", href: props.coordinatorsUrl }],
    footer: [note("Puedes elegir qué avisos recibes en ", link("tu cuenta", props.noticesUrl), ".")],
  });
}

export const preview: Props = {
  network: { name: "Nodos", url: "https://nodos.example" },
  node: "Electricidad",
  administrator: "Amanda",
  asks: "Camila Díaz Leiva",
  coordinatorsUrl: "https://nodos.example/admin/nodos/electricidad/coordinacion",
  noticesUrl: "https://nodos.example/cuenta/avisos",
};
