import type { MailContent } from "#app/domain/mail/mail.ts";
import { type Network, notMe, PREVIEW_NETWORK } from "./account-notes.ts";
import { mailContent, paragraph } from "./layout.ts";

interface Props {
  network: Network;
  name: string;
  url: string;
}

export function accountReset({ network, name, url }: Props): MailContent {
  return mailContent(`Elige una clave nueva para ${network.name}`, {
    title: "Elige una clave nueva",
    preheader: "El enlace sirve una vez, durante una hora.",
    network,
    body: [
      paragraph(`Hola, ${name}:`),
      paragraph(`Pediste cambiar tu clave de ${network.name}. El enlace sirve una vez, durante una hora. Al guardar la clave nueva se cierran tus sesiones abiertas.`),
    ],
    buttons: [{ label: "Elegir mi clave", href: url }],
    footer: notMe(network, "Tu clave sigue siendo la de siempre."),
  });
}

export const preview: Props = { network: PREVIEW_NETWORK, name: "Teresa Soto", url: "https://nodos.example/clave/ejemplo" };
