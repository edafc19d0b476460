/**
 * Documents as PDF, in the network's letters: tagged (headings, lists and tables can be heard), the same bytes for the same content, every
 * character drawn or visibly replaced. A leaf: it knows no noun and no database.
 *
 *   const bytes: Buffer = await renderPdf({ title, author, created: instant, footer: "Acta · Nodos" }, (pdf) => {
 *     pdf.title("Encuentro", { eyebrow: "Plan de encuentro", lead: "sábado 5 de diciembre" });
 *     pdf.facts([{ term: "Lugar", detail: "Liceo Industrial" }]);
 *     pdf.heading("Propósito");            // level 2; pdf.heading("…", 3)
 *     pdf.paragraph("Texto", { size: 10, soft: true });   // or runs: [{ text: "Ana", bold: true }, { text: "…", link: "https://…" }]
 *     pdf.html(sanitisedHtml);              // what renderMarkdown made
 *     pdf.list(["uno", "dos"]);
 *     pdf.table({ columns: [{ header: "Ítem", share: 3 }, { header: "Monto", share: 1, align: "right" }], rows: [["Café", "$ 12.000"]], foot: ["Total", "$ 12.000"] });
 *     pdf.columns([(half) => half.paragraph("…"), (half) => half.list([…])]);   // side by side, on one page
 *     pdf.space(12); pdf.rule(); pdf.keep(80) // a new page unless 80 points are left
 *     pdf.qr("https://…", { x, y, size }, "Código para verificar");
 *   });
 *   return pdfResponse(bytes, "plan.pdf");
 *
 * Coordinates are points from the top left; A4 is 595 × 842. `pdf.size` scales all text (0.9 to fit one page).
 */
import PDFDocument from "pdfkit";
import { Pdf } from "./page.server.ts";
import { registerFonts } from "./runs.server.ts";

export type { Pdf } from "./page.server.ts";

export interface PdfOptions {
  title: string;
  author: string;
  /** Instant that stands in the file, so that the same content is the same bytes: when it was published or last changed. */
  created: string;
  layout?: "portrait" | "landscape";
  margin?: number;
  /** At the left of the foot of every page, beside «1 de 3»; null for a foot without anything. */
  footer?: string | null;
  /** Scale of all text; 1 unless told. */
  size?: number;
}

export async function renderPdf(options: PdfOptions, draw: (pdf: Pdf) => void): Promise<Buffer> {
  const created = new Date(options.created);
  const doc = new PDFDocument({
    size: "A4",
    layout: options.layout ?? "portrait",
    margin: options.margin ?? 56,
    pdfVersion: "1.7",
    tagged: true,
    lang: "es-CL",
    displayTitle: true,
    bufferPages: true,
    autoFirstPage: true,
    font: null as unknown as string,
    info: { Title: options.title, Author: options.author, Creator: "Nodos", Producer: "Nodos", CreationDate: created, ModDate: created },
  });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    doc.on("data", (chunk: Buffer) => chunks.push(chunk));
    doc.on("end", () => resolve(Buffer.concat(chunks)));
    doc.on("error", reject);
  });
  registerFonts(doc);
  const pdf = new Pdf(doc, options.size ?? 1);
  draw(pdf);
  pdf.finish(options.footer);
  doc.end();
  return done;
}

/** A PDF as an answer; `name` is what it is saved as: ASCII. */
export function pdfResponse(bytes: Buffer, name: string, headers: Record<string, string> = {}): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `inline; filename="${name}"`,
      "Cache-Control": "private, no-store",
      "X-Robots-Tag": "noindex",
      ...headers,
    },
  });
}
