import type { MailContent } from "#app/domain/mail/mail.ts";
import { type Network, notMe, PREVIEW_NETWORK } from "./account-notes.ts";
import { mailContent, paragraph } from "./layout.ts";

interface Props {
  network: Network;
  name: string;
  url: string;
}

export function accountSignInLink({ network, name, url }: Props): MailContent {
  return mailContent(`Tu enlace para entrar a ${network.name}`, {
    title: "Entra sin clave",
    preheader: "El enlace sirve una vez, durante 15 minutos.",
    network,
    body: [paragraph(`Hola, ${name}:`), paragraph(`Pediste un enlace para entrar a ${network.name}. Sirve una vez, durante 15 minutos.`)],
    buttons: [{ label: "Entrar", href: url }],
    footer: notMe(network),
  });
}

export const preview: Props = { network: PREVIEW_NETWORK, name: "Teresa Soto", url: "https://nodos.example/entrar/ejemplo" };
