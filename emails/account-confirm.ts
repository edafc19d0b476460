import type { MailContent } from "#app/domain/mail/mail.ts";
import { type Network, notMe, PREVIEW_NETWORK } from "./account-notes.ts";
import { mailContent, paragraph } from "./layout.ts";

interface Props {
  network: Network;
  name: string;
  url: string;
}

/** After the registration: the account is made when its owner presses the button. */
export function accountConfirm({ network, name, url }: Props): MailContent {
  return mailContent(`Confirma tu correo para entrar a ${network.name}`, {
    title: "Confirma tu correo",
    preheader: "Un paso más y tu cuenta queda lista.",
    network,
    body: [
      paragraph(`Hola, ${name}:`),
      paragraph(`Falta un paso para crear tu cuenta en ${network.name}: confirmar que este correo es tuyo. El enlace sirve una vez, durante 24 horas.`),
    ],
    buttons: [{ label: "Confirmar mi correo", href: url }],
    footer: notMe(network, "La cuenta no se crea si nadie aprieta el botón."),
  });
}

export const preview: Props = { network: PREVIEW_NETWORK, name: "Teresa Soto", url: "https://nodos.example/registro/ejemplo" };
