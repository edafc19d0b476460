import type { MailContent } from "#app/domain/mail/mail.ts";
import { type Network, PREVIEW_NETWORK, wasItMe } from "./account-notes.ts";
import { mailContent, paragraph } from "./layout.ts";

interface Props {
  network: Network;
  name: string;
  /** «sábado 5 de diciembre de 2026, 18:30 h» */
  when: string;
  /** Where one asks for a new password. */
  resetUrl: string;
}

export function accountPasswordChanged({ network, name, when, resetUrl }: Props): MailContent {
  return mailContent(`Cambió la clave de tu cuenta en ${network.name}`, {
    title: "Cambió tu clave",
    preheader: "Un aviso por la seguridad de tu cuenta.",
    network,
    body: [
      paragraph(`Hola, ${name}:`),
      paragraph(`La clave de tu cuenta cambió el ${when}, y se cerraron las demás sesiones.`),
      paragraph("Si fuiste tú, no hay nada más que hacer. Si no, elige una clave nueva ahora mismo."),
    ],
    buttons: [{ label: "No fui yo: elegir otra clave", href: resetUrl, kind: "secondary" }],
    footer: wasItMe(network),
  });
}

export const preview = () =>
  accountPasswordChanged({ network: PREVIEW_NETWORK, name: "Teresa Soto", when: "sábado 5 de diciembre de 2026, 18:30 h", resetUrl: "https://nodos.example/clave" });
