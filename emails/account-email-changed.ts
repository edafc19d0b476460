import type { MailContent } from "#app/domain/mail/mail.ts";
import { type Network, PREVIEW_NETWORK, wasItMe } from "./account-notes.ts";
import { mailContent, paragraph, strong } from "./layout.ts";

interface Props {
  network: Network;
  name: string;
  /** Asked for, or done. */
  done: boolean;
  email: string;
}

/** To the old address: when a change is asked for, and when it is done. */
export function accountEmailChanged({ network, name, done, email }: Props): MailContent {
  const told = done
    ? paragraph("Tu cuenta usa desde ahora el correo ", strong(email), ". Ya no escribiremos a este.")
    : paragraph("Alguien con acceso a tu cuenta pidió cambiar su correo a ", strong(email), ". El cambio se hará cuando lo confirmen desde allá.");
  return mailContent(done ? `Tu cuenta de ${network.name} cambió de correo` : `Pidieron cambiar el correo de tu cuenta en ${network.name}`, {
    title: done ? "Tu cuenta cambió de correo" : "Pidieron cambiar tu correo",
    preheader: "Un aviso por la seguridad de tu cuenta.",
    network,
    body: [
      paragraph(`Hola, ${name}:`),
      told,
      paragraph("Si no fuiste tú, entra, cambia tu clave y cierra las demás sesiones; si ya no puedes entrar, responde a este correo y te ayudaremos."),
    ],
    footer: wasItMe(network),
  });
}

export const preview: Props = { network: PREVIEW_NETWORK, name: "Teresa Soto", done: true, email: "teresa@liceo.example" };
