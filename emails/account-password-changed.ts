import type { MailContent } from "#app/domain/mail/mail.ts";
import { longDateTime } from "#app/i18n/dates.ts";
import { type Network, PREVIEW_NETWORK, wasItMe } from "./account-notes.ts";
import { mailContent, paragraph } from "./layout.ts";

interface Props {
  network: Network;
  name: string;
  /** The instant of the change. */
  at: string;
  /** Where one asks for a new password. */
  resetUrl: string;
}

export function accountPasswordChanged({ network, name, at, resetUrl }: Props): MailContent {
  return mailContent(`Cambió la clave de tu cuenta en ${network.name}`, {
    title: "Cambió tu clave",
    preheader: "Un aviso por la seguridad de tu cuenta.",
    network,
    body: [
      paragraph(`Hola, ${name}:`),
      paragraph(`La clave de tu cuenta cambió el ${longDateTime(at)}, y se cerraron las demás sesiones.`),
      paragraph("Si fuiste tú, no hay nada más que hacer. Si no, elige una clave nueva ahora mismo."),
    ],
    buttons: [{ label: "No fui yo: elegir otra clave", href: resetUrl, kind: "secondary" }],
    footer: wasItMe(network),
  });
}

export const preview: Props = { network: PREVIEW_NETWORK, name: "Teresa Soto", at: "2026-12-05T21:30:00.000Z", resetUrl: "https://nodos.example/clave" };
