import type { MailContent } from "#app/domain/mail/mail.ts";
import { type Network, notMe, PREVIEW_NETWORK } from "./account-notes.ts";
import { link, mailContent, paragraph } from "./layout.ts";

interface Props {
  network: Network;
  name: string;
  /** Signs in at once. */
  url: string;
  /** Where one asks for a new password. */
  resetUrl: string;
}

/** Somebody registered, or wanted to change to, an address that has its account already. */
export function accountExists({ network, name, url, resetUrl }: Props): MailContent {
  return mailContent(`Ya tienes una cuenta en ${network.name}`, {
    title: "Ya tienes una cuenta",
    preheader: "Puedes entrar con este enlace, sin clave.",
    network,
    body: [
      paragraph(`Hola, ${name}:`),
      paragraph(`Alguien quiso usar este correo para una cuenta nueva en ${network.name}, pero ya hay una con él: la tuya. No cambiamos nada.`),
      paragraph("Si fuiste tú, entra con este botón. Sirve una vez, durante 15 minutos."),
    ],
    buttons: [{ label: "Entrar a mi cuenta", href: url }],
    after: [paragraph("¿No recuerdas tu clave? ", link("Elige una nueva", resetUrl), ".")],
    footer: notMe(network),
  });
}

export const preview: Props = { network: PREVIEW_NETWORK, name: "Teresa Soto", url: "https://nodos.example/entrar/ejemplo", resetUrl: "https://nodos.example/clave" };
