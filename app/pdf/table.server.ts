/** Tables: columns by share of the width, rows as tall as their tallest cell, the header again on each page. */
import type { Pdf } from "./page.server.ts";
import type { Run } from "./runs.server.ts";

interface Column {
  header: string;
  /** Of the width, beside the others'. */
  share: number;
  align?: "left" | "right";
}

export interface PdfTable {
  columns: readonly Column[];
  rows: readonly (readonly (string | readonly Run[])[])[];
  /** A last row in bold: totals. */
  foot?: readonly string[];
}

const PAD = 4;
const INK = "#241b15";
const LINE = "#dfd2c0";

export function drawTable(pdf: Pdf, { columns, rows, foot }: PdfTable, size: number): void {
  const all = columns.reduce((sum, column) => sum + column.share, 0);
  const widths = columns.map((column) => (pdf.width * column.share) / all);
  const headed = columns.some((column) => column.header !== "");
  const header = () => {
    if (headed)
      drawRow(
        pdf,
        columns,
        widths,
        columns.map((column) => [{ text: column.header, bold: true }]),
        { size: size - 0.5, tag: "TH", onBreak: null },
      );
  };
  pdf.group("Table", () => {
    header();
    for (const row of rows) drawRow(pdf, columns, widths, row.map(asRuns), { size, tag: "TD", onBreak: header });
    if (foot)
      drawRow(
        pdf,
        columns,
        widths,
        foot.map((text) => [{ text, bold: true }]),
        { size, tag: "TD", onBreak: header },
      );
  });
  pdf.space(8);
}

const asRuns = (cell: string | readonly Run[]): readonly Run[] => (typeof cell === "string" ? [{ text: cell }] : cell);

interface RowLook {
  size: number;
  tag: string;
  onBreak: (() => void) | null;
}

function drawRow(pdf: Pdf, columns: readonly Column[], widths: readonly number[], cells: readonly (readonly Run[])[], { size, tag, onBreak }: RowLook): void {
  const lines = widths.map((width, index) => pdf.linesOf(cells[index] ?? [], size, width - 2 * PAD));
  const tallest = Math.max(1, ...lines.map((each) => each.length));
  const height = tallest * pdf.lineHeight(size) + 2 * PAD;
  const fits = height < pdf.bottom - pdf.doc.page.margins.top;
  if (fits && pdf.y + height > pdf.bottom) {
    pdf.newPage();
    onBreak?.();
  }
  // A row taller than a page is cut where the page ends, and goes on above on the next.
  let first = 0;
  while (first < tallest) {
    const room = fits ? tallest : Math.max(1, Math.floor((pdf.bottom - pdf.y - 2 * PAD) / pdf.lineHeight(size)));
    drawSlice(
      pdf,
      columns,
      widths,
      lines.map((each) => each.slice(first, first + room)),
      { size, tag, tall: Math.min(room, tallest - first) },
    );
    first += room;
    if (first < tallest) pdf.newPage();
  }
}

function drawSlice(
  pdf: Pdf,
  columns: readonly Column[],
  widths: readonly number[],
  lines: readonly ReturnType<Pdf["linesOf"]>[],
  { size, tag, tall }: { size: number; tag: string; tall: number },
): void {
  const top = pdf.y;
  let x = pdf.left;
  pdf.group("TR", () => {
    for (const [index, width] of widths.entries()) {
      pdf.y = top + PAD;
      pdf.mark(tag, () => {
        for (const line of lines[index] ?? []) {
          pdf.drawLine(line, { x: x + PAD, width: width - 2 * PAD, align: columns[index]?.align ?? "left", size, colour: INK });
          pdf.y += pdf.lineHeight(size);
        }
      });
      x += width;
    }
  });
  pdf.y = top + tall * pdf.lineHeight(size) + 2 * PAD;
  pdf.decoration(() =>
    pdf.doc
      .moveTo(pdf.left, pdf.y)
      .lineTo(pdf.left + pdf.width, pdf.y)
      .lineWidth(tag === "TH" ? 1 : 0.5)
      .strokeColor(tag === "TH" ? "#8a7a6b" : LINE)
      .stroke(),
  );
}
