import type { MailContent } from "#app/domain/mail/mail.ts";
import { facts, link, mailContent, note, paragraph, strong } from "./layout.ts";

interface Props {
  network: { name: string; url: string };
  person: string;
  who: string;
  title: string;
  accepted: boolean;
  note: string;
  url: string;
  noticesUrl: string;
}

/** What was shared is published, or came back with what to mend. */
export function reviewDecided({ network, person, who, title, accepted, note: said, url, noticesUrl }: Props): MailContent {
  return mailContent(`${accepted ? "Publicado" : "Por mejorar"}: ${title}`.slice(0, 150), {
    title: accepted ? "Tu recurso está publicado" : "Tu recurso volvió con comentarios",
    preheader: title,
    network,
    why: "Recibes este correo porque compartiste este recurso.",
    body: [
      ...(person === "" ? [] : [paragraph(`Hola, ${person}:`)]),
      accepted
        ? paragraph(strong(who), " revisó ", strong(title), ": ya está en el repositorio.")
        : paragraph(strong(who), " revisó ", strong(title), " y pide un cambio antes de publicarlo. Sigue como borrador."),
      facts([said !== "" && { label: accepted ? "Te dice" : "Qué falta", value: said }]),
    ],
    buttons: [{ label: accepted ? "Ver el recurso" : "Seguir editando", href: url }],
    footer: [note("Los avisos se cambian en ", link("tu cuenta", noticesUrl), ".")],
  });
}

export const preview: Props = {
  network: { name: "Nodos", url: "https://nodos.example" },
  person: "Teresa",
  who: "Camila Díaz Leiva",
  title: "Tableros eléctricos paso a paso",
  accepted: false,
  note: "Falta decir qué elementos de protección usar.",
  url: "https://nodos.example/recursos/tableros/editar",
  noticesUrl: "https://nodos.example/cuenta/avisos",
};
