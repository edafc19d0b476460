/** How the answers to a meeting are called, on the page and in the file that spreadsheets open. */
import type { AnswerRow, AnswerState } from "#app/domain/invitations/invitations.repo.server.ts";
import type { BadgeKind } from "#app/ui/card.tsx";

export const STATE_WORDS: Record<AnswerState, string> = {
  yes: "Van",
  waiting: "En espera",
  maybe: "Aún no saben",
  no: "No van",
  pending: "Sin respuesta",
  unconfirmed: "Por confirmar de nuevo",
};

type Said = Pick<AnswerRow, "answer" | "seat" | "previous_answer"> & Partial<Pick<AnswerRow, "mode">>;

/** «Va», «En lista de espera», «Sin respuesta (antes: va)» */
export function answerWords({ answer, seat, previous_answer, mode }: Said): { words: string; kind: BadgeKind } {
  const way = mode ? { in_person: " en persona", online: " en línea" }[mode] : "";
  if (answer === "yes" && seat === "waiting") return { words: `En lista de espera${way}`, kind: "caution" };
  if (answer === "yes") return { words: mode === "online" ? "Se conecta" : `Va${way}`, kind: "positive" };
  if (answer === "no") return { words: "No va", kind: "neutral" };
  if (answer === "maybe") return { words: "Aún no sabe", kind: "caution" };
  const before = previous_answer ? ({ yes: "va", no: "no va", maybe: "no sabía" } as Record<string, string>)[previous_answer] : null;
  return { words: before ? `Sin respuesta (antes: ${before})` : "Sin respuesta", kind: "info" };
}

/**
 * One cell of a CSV. Quoted where needed; what a spreadsheet would run as a formula gets an apostrophe, for names and comments come from outside.
 */
export function csvCell(value: string | number | null): string {
  const text = value === null ? "" : String(value);
  const safe = /^[=+\-@\t\r|]/.test(text) ? `'${text}` : text;
  return /[";\n\r,]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as Excel in Spanish opens them with a double click: BOM, semicolons, CRLF. */
export function csvFile(rows: (string | number | null)[][]): string {
  return `\uFEFF${rows.map((row) => row.map(csvCell).join(";")).join("\r\n")}\r\n`;
}
