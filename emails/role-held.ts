import type { MailContent } from "#app/domain/mail/mail.ts";
import { facts, link, mailContent, note, paragraph, strong } from "./layout.ts";

interface Props {
  network: { name: string; url: string };
  person: string;
  role: string;
  circle: string;
  /** «21 de noviembre de 2027» */
  until: string;
  /** What was agreed in the consent round; "" where nothing was. */
  conditions: string;
  /** «convocar reuniones», «pasar lista»… */
  may: string[];
  roleUrl: string;
  processUrl: string;
}

/** You said yes: what the role lets you do, and until when. */
export function roleHeld({ network, person, role, circle, until, conditions, may, roleUrl, processUrl }: Props): MailContent {
  return mailContent(`Ahora ejerces un rol: ${role}`, {
    title: `Gracias por decir que sí`,
    preheader: `${role}, ${circle}: hasta el ${until}`,
    network,
    why: `Recibes este correo porque ${circle} te eligió para un rol y aceptaste.`,
    body: [
      ...(person === "" ? [] : [paragraph(`Hola, ${person}:`)]),
      paragraph("Desde hoy ejerces el rol de ", strong(role), ` en ${circle}.`),
      facts([
        { label: "Hasta", value: until },
        conditions !== "" && { label: "Condiciones", value: conditions },
        may.length > 0 && { label: "Ahora puedes", value: `${may.join("; ")}.` },
      ]),
      paragraph("Lo que el rol permite termina ese día. Antes te avisaremos, a ti y al círculo, para elegir de nuevo."),
    ],
    buttons: [{ label: "Ver el rol", href: roleUrl }],
    footer: [note(link("Cómo te eligieron", processUrl), ".")],
  });
}

export const preview: Props = {
  network: { name: "Nodos", url: "https://nodos.example" },
  person: "Teresa",
  role: "Secretaría",
  circle: "Círculo de Electricidad",
  until: "21 de noviembre de 2027",
  conditions: "Con apoyo de Bruno en las dos primeras actas",
  may: ["llevar el acta", "cuidar el repositorio"],
  roleUrl: "https://nodos.example/circulos/x/roles/y",
  processUrl: "https://nodos.example/procesos/x",
};
