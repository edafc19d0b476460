import type { MailContent } from "#app/domain/mail/mail.ts";
import { type Network, PREVIEW_NETWORK } from "./account-notes.ts";
import { link, mailContent, note, paragraph } from "./layout.ts";

interface Props {
  network: Network;
  name: string;
  email: string;
  /** Where one asks for a link to enter. */
  url: string;
  privacyUrl: string;
}

/** To a person whom the coordinating team has entered in the directory. */
export function accountSetUp({ network, name, email, url, privacyUrl }: Props): MailContent {
  return mailContent(`Te damos la bienvenida a ${network.name}`, {
    title: "Ya tienes tu cuenta",
    preheader: "Entra sin clave, con un enlace que llega a este correo.",
    network,
    body: [
      paragraph(`Hola, ${name}:`),
      paragraph(`El equipo de la red creó una cuenta para ti en ${network.name}, donde se convocan las reuniones de los nodos y se responde a ellas.`),
      paragraph(`Para entrar no necesitas clave: pide un enlace con tu correo, ${email}. Ahí mismo podrás revisar tus datos.`),
    ],
    buttons: [{ label: "Pedir mi enlace para entrar", href: url }],
    footer: [note("Puedes ver, corregir o borrar tus datos cuando quieras: ", link("cómo los cuidamos", privacyUrl), ".")],
  });
}

export const preview = () =>
  accountSetUp({
    network: PREVIEW_NETWORK,
    name: "Teresa Soto",
    email: "teresa@liceo.example",
    url: "https://nodos.example/entrar/enlace",
    privacyUrl: "https://nodos.example/privacidad",
  });
