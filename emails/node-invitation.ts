import type { MailContent } from "#app/domain/mail/mail.ts";
import { link, mailContent, note, paragraph, strong } from "./layout.ts";

interface Props {
  network: { name: string; url: string };
  node: string;
  summary: string;
  kind: string;
  person: string;
  invitedBy: string;
  membershipUrl: string;
  noticesUrl: string;
}

/** To a person with an account: a node would like to have them. */
export function nodeInvitation(props: Props): MailContent {
  return mailContent(`${props.invitedBy} te invita a ${props.node}`, {
    title: `Te invitan a ${props.node}`,
    preheader: props.summary,
    network: props.network,
    why: `Te escribimos porque ${props.invitedBy} te invitó.`,
    body: [
      paragraph(`Hola, ${props.person}:`),
      paragraph(strong(props.invitedBy), " te invita a ser parte de ", strong(props.node), ` (${props.kind}).`),
      paragraph(props.summary),
      paragraph("Si aceptas, te llegarán las invitaciones a sus reuniones. Puedes salir cuando quieras."),
    ],
    buttons: [{ label: "Ver la invitación y responder", href: props.membershipUrl }],
    footer: [note("Puedes dejar de recibir los avisos de nodos en ", link("tu cuenta", props.noticesUrl), ".")],
  });
}

export const preview: Props = {
  network: { name: "Nodos", url: "https://nodos.example" },
  node: "CADE-TP Puerto Claro",
  summary: "Consejo asesor del Liceo Industrial Puerto Claro, con empresas e instituciones.",
  kind: "CADE-TP",
  person: "Alicia",
  invitedBy: "Camila Díaz Leiva",
  membershipUrl: "https://nodos.example/nodos/cade-puerto-claro/membresia",
  noticesUrl: "https://nodos.example/cuenta/avisos",
};
