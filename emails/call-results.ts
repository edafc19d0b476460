import type { MailContent } from "#app/domain/mail/mail.ts";
import { facts, link, mailContent, note, paragraph, strong } from "./layout.ts";

interface Props {
  network: { name: string; url: string };
  person: string;
  call: string;
  /** Of the application. */
  title: string;
  award: string | null;
  note: string;
  /** Published a second time, after a correction. */
  again: boolean;
  /** A jury assessed it: there are scores and comments to read. */
  scored: boolean;
  ownUrl: string;
  callUrl: string;
}

/** The results are out: what became of one's own application, and where its scores and comments are. */
export function callResults({ network, person, call, title, award, note: said, again, scored, ownUrl, callUrl }: Props): MailContent {
  const subject = award ? `${award}: ${title}` : `Resultados: ${call}`;
  return mailContent(`${again ? "Corregido. " : ""}${subject}`.slice(0, 150), {
    title: award ? "¡Felicitaciones! Tu postulación recibió un reconocimiento" : "Ya están los resultados",
    preheader: call,
    network,
    why: "Recibes este correo porque enviaste esta postulación.",
    body: [
      ...(person === "" ? [] : [paragraph(`Hola, ${person}:`)]),
      ...(again ? [paragraph("Quien organiza corrigió los resultados: estos reemplazan a los anteriores.")] : []),
      award
        ? paragraph("Tu postulación ", strong(title), " a ", strong(call), " recibió: ", strong(award), ".")
        : paragraph("Se publicaron los resultados de ", strong(call), ". Esta vez ", strong(title), " no recibió un reconocimiento. Gracias por compartir lo que hacen."),
      ...(said === "" ? [] : [facts([{ label: "Dice quien organiza", value: said }])]),
      ...(scored ? [paragraph("En tu postulación puedes ver el puntaje y los comentarios del jurado.")] : []),
    ],
    buttons: [{ label: scored ? "Ver mi puntaje y los comentarios" : "Ver mi postulación", href: ownUrl }],
    footer: [note("Todos los reconocimientos están en ", link("la página de la convocatoria", callUrl), ".")],
  });
}

export const preview: Props = {
  network: { name: "Nodos", url: "https://nodos.example" },
  person: "Teresa",
  call: "Feria de experiencias 2026",
  title: "Tableros eléctricos paso a paso",
  award: "Primer lugar",
  note: "Por lo fácil que es llevarlo a otro liceo.",
  again: false,
  scored: true,
  ownUrl: "https://nodos.example/postulaciones/x",
  callUrl: "https://nodos.example/convocatorias/feria",
};
