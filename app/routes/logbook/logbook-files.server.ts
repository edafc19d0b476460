/** The logbook as PDF, spreadsheet and Markdown. */
import type { Deployment } from "#app/domain/context.ts";
import type { LogbookRow } from "#app/domain/logbook/logbook.repo.server.ts";
import { htmlToPlainText } from "#app/domain/markdown.server.ts";
import { isoDate, longDate } from "#app/i18n/dates.ts";
import { counted } from "#app/i18n/labels.ts";
import { kindLabel, STATE_LABELS } from "#app/i18n/logbook.ts";
import { absolute, paths } from "#app/paths.ts";
import { type Pdf, renderPdf } from "#app/pdf/pdf.server.ts";
import { answersFor } from "./logbook-page.server.ts";

/** Agreements in one file; of more, the last adopted, and the file says so. */
export const MOST_IN_FILE = 1_000;

export interface LogbookFile {
  /** Of the circle, the node or the network. */
  name: string;
  asked: { q: string; estado: string; tipo: string; ano: string; circulo: string };
  rows: LogbookRow[];
  /** There are more than the file takes. */
  cut: boolean;
  /** The reader may know who people are. */
  names: boolean;
  now: string;
  deployment: Deployment;
}

/** «12 acuerdos al 21 de noviembre de 2026; vigentes; con «sede»» */
function saidOf({ rows, cut, asked, now }: LogbookFile): string {
  const narrowed = [
    asked.estado && `estado: ${STATE_LABELS[asked.estado as keyof typeof STATE_LABELS].one.toLowerCase()}`,
    asked.tipo && `decididos: ${kindLabel(asked.tipo).toLowerCase()}`,
    asked.ano && `adoptados en ${asked.ano}`,
    asked.circulo && rows[0] && `círculo: ${rows[0].circle}`,
    asked.q && `con «${asked.q}»`,
  ].filter(Boolean);
  const many = cut ? `Los últimos ${counted(rows.length, "acuerdo", "acuerdos")} (hay más)` : counted(rows.length, "acuerdo", "acuerdos");
  return [`${many}, al ${longDate(now)}`, ...narrowed].join("; ");
}

/** Term and detail, without what is not there. */
function factsOf(row: LogbookRow, names: boolean): [string, string][] {
  const day = (value: string | null) => (value ? longDate(value) : "");
  const facts: [string, string][] = [
    ["Círculo", row.circle],
    ["Estado", STATE_LABELS[row.state].one],
    ["Adoptado", `${longDate(row.adopted_at)} (${kindLabel(row.kind).toLowerCase()})`],
    ["Responde", answersFor(row, names) ?? ""],
    ["Se revisa", row.state === "superseded" || row.state === "ended" ? "" : day(row.review_on)],
    ["Vale hasta", day(row.expires_on)],
    ["Lo reemplaza", row.superseded_by_number ? `el acuerdo n.º ${row.superseded_by_number}, desde el ${day(row.superseded_at)}` : ""],
    ["Terminó", row.ended_at ? `el ${day(row.ended_at)}. ${row.ended_note}`.trim() : ""],
  ];
  return facts.filter(([, detail]) => detail !== "");
}

const COLUMNS = [
  "Círculo",
  "N.º",
  "Título",
  "Estado",
  "Cómo se decidió",
  "Adoptado",
  "Responde",
  "Se revisa",
  "Vale hasta",
  "Lo reemplaza el n.º",
  "Terminó",
  "Motivo",
  "Acuerdo",
  "Enlace",
];

export function csvRows(logbook: LogbookFile): (string | number | null)[][] {
  const lines = logbook.rows.map((row) => [
    row.circle,
    row.number,
    row.title,
    STATE_LABELS[row.state].one,
    kindLabel(row.kind),
    isoDate(row.adopted_at),
    answersFor(row, logbook.names),
    row.review_on,
    row.expires_on,
    row.superseded_by_number,
    row.ended_at && isoDate(row.ended_at),
    row.driver,
    htmlToPlainText(row.body_html),
    absolute(logbook.deployment, paths.circleAgreement(row.id)),
  ]);
  return [COLUMNS, ...lines, ...(logbook.cut ? [[saidOf(logbook)]] : [])];
}

/** What somebody typed, so that it does not open a heading of the file or break its line. */
const lineOf = (text: string): string => text.replace(/([\\`*_[\]<>#])/g, "\\$1");
const under = (text: string): string => text.replace(/^(#{1,6}) /gm, "###$1 ");

export function logbookMarkdown(logbook: LogbookFile): string {
  const agreements = logbook.rows.map((row) =>
    [
      `## N.º ${row.number}: ${lineOf(row.title)}`,
      factsOf(row, logbook.names)
        .map(([term, detail]) => `- **${term}:** ${lineOf(detail)}`)
        .join("\n"),
      row.driver && `**Por qué:** ${row.driver}`,
      under(row.body_md),
      `<${absolute(logbook.deployment, paths.circleAgreement(row.id))}>`,
    ]
      .filter(Boolean)
      .join("\n\n"),
  );
  return `${[`# Bitácora: ${lineOf(logbook.name)}`, `${saidOf(logbook)}.`, ...agreements].join("\n\n")}\n`;
}

export async function logbookPdf(logbook: LogbookFile): Promise<Buffer> {
  const { name, rows, deployment, now, names } = logbook;
  const title = `Bitácora: ${name}`;
  return renderPdf({ title, author: deployment.networkName, created: `${now.slice(0, 10)}T12:00:00.000Z`, footer: `Bitácora · ${name.slice(0, 60)}` }, (pdf) => {
    pdf.title(name, { eyebrow: "Bitácora", lead: `${saidOf(logbook)}.` });
    if (rows.length === 0) pdf.paragraph("No hay acuerdos.");
    for (const row of rows) agreement(pdf, row, names);
  });
}

function agreement(pdf: Pdf, row: LogbookRow, names: boolean): void {
  pdf.keep(110);
  pdf.heading(`N.º ${row.number}: ${row.title}`);
  pdf.facts(
    factsOf(row, names).map(([term, detail]) => ({ term, detail })),
    { termWidth: 90, size: 9.5 },
  );
  if (row.driver) pdf.paragraph([{ text: "Por qué: ", bold: true }, { text: row.driver }]);
  pdf.html(row.body_html);
}
