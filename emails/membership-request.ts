import type { MailContent } from "#app/domain/mail/mail.ts";
import { type Block, link, mailContent, note, paragraph, quote, strong } from "./layout.ts";

interface Props {
  network: { name: string; url: string };
  node: string;
  coordinator: string;
  /** Nobody answers them in the node: it goes to administration. */
  uncoordinated: boolean;
  person: { name: string; position: string; school: string | null };
  message: string | null;
  requestsUrl: string;
  noticesUrl: string;
}

/** To those who answer requests: somebody asks to come in. */
export function membershipRequest(props: Props): MailContent {
  const { person, node } = props;
  const body: Block[] = [
    paragraph(`Hola, ${props.coordinator}:`),
    paragraph(strong(person.name), ` (${[person.position, person.school].filter(Boolean).join(", ")}) pide entrar a `, strong(node), "."),
  ];
  if (props.message) body.push(quote(props.message, person.name));
  return mailContent(`${person.name} pide entrar a ${node}`, {
    title: `Una solicitud para ${node}`,
    preheader: `${person.name} espera tu respuesta.`,
    network: props.network,
    why: props.uncoordinated
      ? `Te escribimos porque administras la red y nadie responde hoy las solicitudes de ${node}.`
      : `Te escribimos porque respondes las solicitudes de ${node}.`,
    body,
    buttons: [{ label: "Ver la solicitud y responder", href: props.requestsUrl }],
    footer: [note("Puedes dejar de recibir los avisos de tus nodos en ", link("tu cuenta", props.noticesUrl), ".")],
  });
}

export const preview: Props = {
  network: { name: "Nodos", url: "https://nodos.example" },
  node: "Orientación",
  coordinator: "Bruno",
  uncoordinated: false,
  person: { name: "Teresa Soto Araya", position: "Docente", school: "Liceo Polivalente Los Boldos" },
  message: "Trabajo con los cuartos medios y me interesa lo que hacen con las prácticas.",
  requestsUrl: "https://nodos.example/nodos/orientacion/solicitudes",
  noticesUrl: "https://nodos.example/cuenta/avisos",
};
