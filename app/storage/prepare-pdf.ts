/** Text and first page of a PDF, by pdf.js: nothing of it is run, and it is read in pieces as they are needed. */
import { type FileHandle, open, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { createCanvas } from "@napi-rs/canvas";
import { getDocument, PDFDataRangeTransport, type PDFDocumentProxy, type PDFPageProxy, VerbosityLevel } from "pdfjs-dist/legacy/build/pdf.mjs";
import { LIMITS, THUMBNAILS, Unreadable } from "./prepare-limits.ts";
import { TextGatherer } from "./prepare-text.ts";

const PIECE = 256 * 1024;
const MAX_SIDES_RATIO = 2;

/** Gives pdf.js the bytes it asks for, so that a long file is never whole in memory. */
class FileTransport extends PDFDataRangeTransport {
  readonly #file: FileHandle;

  constructor(file: FileHandle, size: number) {
    super(size, null);
    this.#file = file;
  }

  override requestDataRange(begin: number, end: number): void {
    const bytes = new Uint8Array(end - begin);
    this.#file.read(bytes, 0, bytes.length, begin).then(
      ({ bytesRead }) => this.onDataRange(begin, bytes.subarray(0, bytesRead)),
      () => this.onDataRange(begin, null),
    );
  }
}

export interface OpenPdf {
  pages: number;
  text: () => Promise<TextGatherer>;
  thumbnails: (target: (width: 320 | 960) => string) => Promise<void>;
}

const folder = (name: string) => fileURLToPath(new URL(`${name}/`, import.meta.resolve("pdfjs-dist/package.json")));

export async function openPdf(path: string): Promise<OpenPdf> {
  const file = await open(path);
  const { size } = await file.stat();
  const document = await getDocument({
    range: new FileTransport(file, size),
    rangeChunkSize: PIECE,
    disableAutoFetch: true,
    disableStream: true,
    maxImageSize: LIMITS.pdfImagePixels,
    canvasMaxAreaInBytes: LIMITS.pdfImagePixels * 4,
    cMapUrl: folder("cmaps"),
    cMapPacked: true,
    standardFontDataUrl: folder("standard_fonts"),
    wasmUrl: folder("wasm"),
    iccUrl: folder("iccs"),
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    useSystemFonts: false,
    enableXfa: false,
    stopAtErrors: false,
    verbosity: VerbosityLevel.ERRORS,
  }).promise.catch((error: Error) => {
    // Broken, or asks for a password.
    throw new Unreadable(error.message);
  });
  return { pages: document.numPages, text: () => textOf(document), thumbnails: async (target) => drawFirst(await document.getPage(1), target) };
}

async function textOf(document: PDFDocumentProxy): Promise<TextGatherer> {
  const gatherer = new TextGatherer();
  const last = Math.min(document.numPages, LIMITS.pdfPages);
  for (let number = 1; number <= last && !gatherer.full; number++) {
    const page = await document.getPage(number).catch(() => null);
    if (!page) continue;
    await gatherPage(page, gatherer).catch(() => undefined);
    page.cleanup();
  }
  return gatherer;
}

async function gatherPage(page: PDFPageProxy, gatherer: TextGatherer): Promise<void> {
  const reader = page.streamTextContent({ includeMarkedContent: false }).getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    for (const item of piece.value.items) gatherer.add(item.hasEOL ? `${item.str}\n` : item.str);
    if (gatherer.full) {
      await reader.cancel();
      return;
    }
  }
  gatherer.add("\n\n");
}

async function drawFirst(page: PDFPageProxy, target: (width: 320 | 960) => string): Promise<void> {
  const [small, large] = THUMBNAILS;
  const natural = page.getViewport({ scale: 1 });
  const scale = Math.min(large / natural.width, (large * MAX_SIDES_RATIO) / natural.height);
  const viewport = page.getViewport({ scale });
  const canvas = createCanvas(Math.max(1, Math.floor(viewport.width)), Math.max(1, Math.floor(viewport.height)));
  await page.render({ canvas: canvas as unknown as HTMLCanvasElement, viewport, background: "#fff" }).promise;
  await writeFile(target(large), await canvas.encode("webp", 78));
  const factor = Math.min(small / canvas.width, 1);
  const reduced = createCanvas(Math.max(1, Math.round(canvas.width * factor)), Math.max(1, Math.round(canvas.height * factor)));
  const context = reduced.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(canvas, 0, 0, reduced.width, reduced.height);
  await writeFile(target(small), await reduced.encode("webp", 78));
}
