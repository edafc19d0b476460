import type { MailContent } from "#app/domain/mail/mail.ts";
import { type Network, notMe, PREVIEW_NETWORK } from "./account-notes.ts";
import { mailContent, paragraph, strong } from "./layout.ts";

interface Props {
  network: Network;
  name: string;
  email: string;
  url: string;
}

/** To the new address: nothing changes until its owner presses the button. */
export function accountEmailConfirm({ network, name, email, url }: Props): MailContent {
  return mailContent(`Confirma tu nuevo correo en ${network.name}`, {
    title: "Confirma tu nuevo correo",
    preheader: "Desde entonces te escribiremos aquí.",
    network,
    body: [
      paragraph(`Hola, ${name}:`),
      paragraph("Pediste que tu cuenta use el correo ", strong(email), ". El enlace sirve una vez, durante 24 horas. Hasta entonces sigue valiendo el anterior."),
    ],
    buttons: [{ label: "Usar este correo", href: url }],
    footer: notMe(network, "Si no aprietas el botón, nada cambia."),
  });
}

export const preview: Props = { network: PREVIEW_NETWORK, name: "Teresa Soto", email: "teresa@liceo.example", url: "https://nodos.example/cuenta/correo/ejemplo" };
