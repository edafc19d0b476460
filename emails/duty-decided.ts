import type { MailContent } from "#app/domain/mail/mail.ts";
import { link, mailContent, note, paragraph, strong } from "./layout.ts";

interface Props {
  network: { name: string; url: string };
  person: string;
  who: string;
  duty: string;
  title: string;
  planUrl: string;
  noticesUrl: string;
}

/** To whoever asked: they cannot, somebody else is to be found. */
export function dutyDecided({ network, person, who, duty, title, planUrl, noticesUrl }: Props): MailContent {
  return mailContent(`${who} no puede encargarse de ${duty.toLowerCase()}`, {
    title: "Falta quien se encargue",
    preheader: `${duty}: ${title}`,
    network,
    why: "Recibes este correo porque le pediste ayuda para preparar una reunión.",
    body: [paragraph(`Hola, ${person}:`), paragraph(strong(who), " respondió que no puede encargarse de ", strong(duty), ` en «${title}». Puedes pedírselo a otra persona.`)],
    buttons: [{ label: "Abrir el plan", href: planUrl }],
    footer: [note("Los avisos se cambian en ", link("tu cuenta", noticesUrl), ".")],
  });
}

export const preview: Props = {
  network: { name: "Nodos", url: "https://nodos.example" },
  person: "Camila",
  who: "Teresa Soto Araya",
  duty: "Registro de asistentes",
  title: "Encuentro territorial 2027",
  planUrl: "https://nodos.example/eventos/x/plan/editar?parte=roles",
  noticesUrl: "https://nodos.example/cuenta/avisos",
};
