/** The pen that draws a document from top to bottom, breaking pages where it must. How to use it stands in pdf.server.ts. */
import { encodeQR } from "qr";
import { type ProseBlock, proseBlocks } from "./html-blocks.ts";
import { type Piece, type Run, wrap } from "./runs.server.ts";
import { drawTable, type PdfTable } from "./table.server.ts";

type Doc = PDFKit.PDFDocument;
type Element = ReturnType<Doc["struct"]>;

export const COLOURS = { ink: "#241b15", soft: "#61554b", accent: "#9c4a1a", link: "#0a5678", line: "#dfd2c0", tint: "#fbf6ee" } as const;
const LEADING = 1.38;

export interface TextOptions {
  size?: number;
  bold?: boolean;
  soft?: boolean;
  colour?: string;
  align?: "left" | "center" | "right";
  /** Where the text begins and how wide it is; the column unless told. */
  x?: number;
  width?: number;
  /** What it is to a screen reader; "P" unless told. */
  tag?: string;
  /** Space behind it. */
  after?: number;
}

export class Pdf {
  readonly doc: Doc;
  /** Scale of all text. */
  readonly size: number;
  left: number;
  width: number;
  y: number;
  private parent: Element;
  private readonly root: Element;

  constructor(doc: Doc, size: number) {
    this.doc = doc;
    this.size = size;
    this.left = doc.page.margins.left;
    this.width = doc.page.width - this.left - doc.page.margins.right;
    this.y = doc.page.margins.top;
    this.root = doc.struct("Document");
    this.parent = this.root;
    doc.addStructure(this.root);
  }

  get bottom(): number {
    return this.doc.page.height - this.doc.page.margins.bottom;
  }

  /** What is drawn inside belongs to one element of the document: a list, a row. */
  group(tag: string, draw: () => void): void {
    const outside = this.parent;
    const element = this.doc.struct(tag);
    outside.add(element);
    this.parent = element;
    draw();
    element.end();
    this.parent = outside;
  }

  /** What is drawn inside is one piece of content with that role. */
  mark(tag: string, draw: () => void, options: { alt?: string } = {}): void {
    const element = this.doc.struct(tag, options);
    this.parent.add(element);
    element.add(this.doc.markStructureContent(tag));
    draw();
    this.doc.endMarkedContent();
    element.end();
  }

  /** Lines, frames, page numbers: nothing to be read aloud. */
  decoration(draw: () => void): void {
    this.doc.markContent("Artifact", { type: "Layout" });
    draw();
    this.doc.endMarkedContent();
  }

  space(points: number): void {
    this.y += points * this.size;
  }

  /** A new page, unless so many points are left on this one. */
  keep(points: number): void {
    if (this.y + points > this.bottom) this.newPage();
  }

  newPage(): void {
    this.doc.addPage();
    this.y = this.doc.page.margins.top;
  }

  title(text: string, { eyebrow, lead }: { eyebrow?: string; lead?: string } = {}): void {
    if (eyebrow) this.paragraph(eyebrow, { size: 10, bold: true, colour: COLOURS.accent, after: 2 });
    this.paragraph(text, { size: 22, bold: true, tag: "H1", after: 4 });
    if (lead) this.paragraph(lead, { size: 11, soft: true, after: 4 });
    this.rule();
  }

  heading(text: string, level: 2 | 3 = 2): void {
    this.space(level === 2 ? 10 : 6);
    this.keep(52);
    this.paragraph(text, { size: level === 2 ? 14 : 11.5, bold: true, tag: `H${level}`, after: 3 });
  }

  paragraph(content: string | readonly Run[], options: TextOptions = {}): void {
    this.flow(typeof content === "string" ? [{ text: content }] : content, { tag: "P", after: 6, ...options });
  }

  list(items: readonly (string | readonly Run[])[], { ordered = false, size = 10.5 } = {}): void {
    this.group("L", () => {
      for (const [index, item] of items.entries()) this.item(typeof item === "string" ? [{ text: item }] : item, ordered ? `${index + 1}.` : "•", 0, size);
    });
    this.space(3);
  }

  private item(runs: readonly Run[], marker: string, depth: number, size: number): void {
    const indent = (14 + depth * 14) * this.size;
    this.group("LI", () => {
      this.keep(size * LEADING);
      const { y } = this;
      this.mark("Lbl", () => this.line([{ text: marker }], this.left + indent - 12 * this.size, size, COLOURS.accent));
      this.y = y;
      this.flow(runs, { size, x: this.left + indent, width: this.width - indent, tag: "LBody", after: 2 });
    });
  }

  facts(facts: readonly { term: string; detail: string | readonly Run[] }[], { termWidth = 110, size = 10.5 } = {}): void {
    const indent = termWidth * this.size;
    for (const { term, detail } of facts) {
      this.group("Div", () => {
        this.keep(size * LEADING);
        const { y } = this;
        this.mark("P", () => this.line([{ text: term }], this.left, size, COLOURS.soft));
        this.y = y;
        this.flow(typeof detail === "string" ? [{ text: detail }] : detail, { size, x: this.left + indent, width: this.width - indent, tag: "P", after: 3 });
      });
    }
    this.space(4);
  }

  /** Prose that was sanitised when it was saved. */
  html(html: string, size = 10.5): void {
    for (const block of proseBlocks(html)) {
      if (block.kind === "table") {
        const columns = (block.header.length > 0 ? block.header : (block.rows[0] ?? [])).map((_, index) => ({ header: block.header[index] ?? "", share: 1 }));
        if (columns.length > 0) this.table({ columns, rows: block.rows }, size);
      } else this.prose(block, size);
    }
  }

  private prose(block: ProseBlock, size: number): void {
    if (block.kind === "rule") this.rule();
    else if (block.kind === "heading") this.flow(bolder(block.runs), { size: size + 0.5, tag: "H4", after: 2 });
    else if (block.kind === "item") this.group("L", () => this.item(block.runs, block.marker, block.depth, size));
    else if (block.kind === "quote" || block.kind === "code")
      this.flow(block.runs, { size, x: this.left + 12, width: this.width - 12, soft: true, tag: block.kind === "quote" ? "BlockQuote" : "Code", after: 5 });
    else this.flow(block.runs, { size, tag: "P", after: 5 });
  }

  table(table: PdfTable, size = 10): void {
    drawTable(this, table, size);
  }

  /** Side by side, on the page where they begin; the next thing stands under the longest. */
  columns(draws: readonly ((pdf: Pdf) => void)[], gap = 24): void {
    const { left, width, y } = this;
    const each = (width - gap * (draws.length - 1)) / draws.length;
    let lowest = y;
    for (const [index, draw] of draws.entries()) {
      this.left = left + index * (each + gap);
      this.width = each;
      this.y = y;
      draw(this);
      lowest = Math.max(lowest, this.y);
    }
    this.left = left;
    this.width = width;
    this.y = lowest;
  }

  rule(): void {
    this.space(3);
    this.decoration(() =>
      this.doc
        .moveTo(this.left, this.y)
        .lineTo(this.left + this.width, this.y)
        .lineWidth(0.75)
        .strokeColor(COLOURS.line)
        .stroke(),
    );
    this.space(8);
  }

  /** A QR code as squares of ink on white. */
  qr(text: string, at: { x: number; y: number; size: number }, alt: string): void {
    const rows = encodeQR(text, "raw", { ecc: "medium", border: 1 })
      .slice(1, -1)
      .map((row) => row.slice(1, -1));
    const unit = at.size / rows.length;
    this.mark(
      "Figure",
      () => {
        this.doc.rect(at.x - 4, at.y - 4, at.size + 8, at.size + 8).fill("#ffffff");
        for (const [row, modules] of rows.entries()) {
          for (const [column, dark] of modules.entries()) {
            if (dark) this.doc.rect(at.x + column * unit, at.y + row * unit, unit + 0.05, unit + 0.05);
          }
        }
        this.doc.fill(COLOURS.ink);
      },
      { alt },
    );
  }

  /** The lines that a text takes in that width. */
  linesOf(runs: readonly Run[], size: number, width: number): Piece[][] {
    return wrap(this.doc, runs, size * this.size, width);
  }

  lineHeight(size: number): number {
    return size * this.size * LEADING;
  }

  private flow(runs: readonly Run[], { size = 10.5, bold, soft, colour, align = "left", x = this.left, width = this.width, tag = "P", after = 0 }: TextOptions): void {
    const lines = this.linesOf(bold ? bolder(runs) : runs, size, width);
    this.mark(tag, () => {
      for (const line of lines) {
        this.keep(this.lineHeight(size));
        this.drawLine(line, { x, width, align, size, colour: colour ?? (soft ? COLOURS.soft : COLOURS.ink) });
        this.y += this.lineHeight(size);
      }
    });
    this.space(after);
  }

  /** One line where the pen is, as it is: no wrapping. */
  private line(runs: readonly Run[], x: number, size: number, colour: string): void {
    const [line = []] = this.linesOf(runs, size, 10_000);
    this.drawLine(line, { x, width: 10_000, align: "left", size, colour });
  }

  drawLine(line: readonly Piece[], { x, width, align, size, colour }: { x: number; width: number; align: "left" | "center" | "right"; size: number; colour: string }): void {
    const used = line.reduce((sum, piece) => sum + piece.width, 0);
    let at = align === "right" ? x + width - used : align === "center" ? x + (width - used) / 2 : x;
    for (const piece of line) {
      this.doc
        .font(piece.font)
        .fontSize(size * this.size)
        .fillColor(piece.colour ?? (piece.link ? COLOURS.link : colour));
      const link = piece.link && /^(https?|mailto|tel):/.test(piece.link) ? { link: piece.link, underline: true } : {};
      this.doc.text(piece.text, at, this.y, { lineBreak: false, ...link, ...(piece.italic ? { oblique: true } : {}), ...(piece.strike ? { strike: true } : {}) });
      at += piece.width;
    }
  }

  /** The foot of every page, once it is known how many there are. */
  finish(footer: string | null | undefined): void {
    this.root.end();
    const { start, count } = this.doc.bufferedPageRange();
    for (let page = start; page < start + count; page += 1) {
      this.doc.switchToPage(page);
      if (footer === null) continue;
      const { width, height, margins } = this.doc.page;
      this.y = height - margins.bottom / 2 - 6;
      const inside = width - margins.left - margins.right;
      this.doc.markContent("Artifact", { type: "Pagination" });
      const look = { x: margins.left, width: inside, size: 8.5 / this.size, colour: COLOURS.soft };
      this.drawLine(this.linesOf([{ text: footer ?? "" }], look.size, inside - 60)[0] ?? [], { ...look, align: "left" });
      this.drawLine(this.linesOf([{ text: `${page - start + 1} de ${count}` }], look.size, inside)[0] ?? [], { ...look, align: "right" });
      this.doc.endMarkedContent();
    }
  }
}

const bolder = (runs: readonly Run[]): Run[] => runs.map((run) => ({ ...run, bold: true }));
