import type { MailContent } from "#app/domain/mail/mail.ts";
import { mailContent, note, paragraph, quote, strong } from "./layout.ts";

interface ArrivedProps {
  network: { name: string; url: string };
  person: string;
  title: string;
  reason: string;
  reportsUrl: string;
}

/** To administration: somebody tells of something in the repository. */
export function reportArrived({ network, person, title, reason, reportsUrl }: ArrivedProps): MailContent {
  return mailContent(`Aviso sobre «${title}»`, {
    title: "Llegó un aviso del repositorio",
    preheader: reason,
    network,
    why: "Recibes este correo porque administras la red.",
    body: [...(person === "" ? [] : [paragraph(`Hola, ${person}:`)]), paragraph("Alguien avisó de un problema en ", strong(title), `: ${reason.toLowerCase()}.`)],
    buttons: [{ label: "Ver los avisos", href: reportsUrl }],
    footer: [note("Si llegan más avisos hoy sobre lo mismo, no te escribiremos de nuevo.")],
  });
}

interface DecidedProps {
  network: { name: string; url: string };
  person: string;
  whose: "made" | "reported";
  /** resource, comment, replication */
  thing: string;
  title: string;
  decision: "kept" | "removed" | "returned";
  note: string;
  workUrl: string;
}

const THINGS: Record<string, string> = { resource: "", comment: "un comentario en ", replication: "el relato de un uso de " };

const DECIDED = {
  kept: "Lo revisamos y decidimos que se mantenga.",
  removed: "Lo revisamos y lo retiramos: ya no se ve.",
  returned: "Lo revisamos otra vez y volvió a mostrarse.",
} as const;

/** To whoever told of it, and to whoever made it. */
export function reportDecided({ network, person, whose, thing, title, decision, note: said, workUrl }: DecidedProps): MailContent {
  const about = whose === "made" ? "Esto es sobre algo que publicaste: " : "Gracias por avisarnos. Esto es sobre ";
  const subject = decision === "removed" ? `Retiramos ${THINGS[thing] ?? ""}«${title}»` : `Revisamos ${THINGS[thing] ?? ""}«${title}»`;
  return mailContent(subject, {
    title: subject,
    preheader: DECIDED[decision],
    network,
    why: whose === "made" ? "Recibes este correo porque lo publicaste." : "Recibes este correo porque nos avisaste.",
    body: [
      ...(person === "" ? [] : [paragraph(`Hola, ${person}:`)]),
      paragraph(about, `${THINGS[thing] ?? ""}`, strong(title), `. ${DECIDED[decision]}`),
      ...(said === "" ? [] : [quote(said, "Moderación")]),
      ...(whose === "made" && decision === "removed"
        ? [paragraph("Si crees que es un error o ya lo corregiste, responde a la administración de la red: se puede volver a mostrar.")]
        : []),
    ],
    buttons: decision === "removed" && whose === "reported" ? [] : [{ label: "Ver en el repositorio", href: workUrl }],
    footer: [note(`Moderación de ${network.name}.`)],
  });
}

export const preview: DecidedProps = {
  network: { name: "Nodos", url: "https://nodos.example" },
  person: "Teresa",
  whose: "made",
  thing: "resource",
  title: "Pauta de seguridad para tableros",
  decision: "removed",
  note: "Las fotos muestran el rostro de estudiantes. Súbelas de nuevo sin que se reconozcan.",
  workUrl: "https://nodos.example/recursos/pauta",
};

export const arrivedPreview: ArrivedProps = {
  network: { name: "Nodos", url: "https://nodos.example" },
  person: "Amanda",
  title: "Pauta de seguridad para tableros",
  reason: "Muestra datos de personas o imágenes de estudiantes",
  reportsUrl: "https://nodos.example/admin/denuncias",
};
