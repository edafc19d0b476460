/** The text of office documents (OOXML and OpenDocument): zip archives of XML, read as streams under limits. Nothing is expanded, nothing fetched. */
import type { Readable } from "node:stream";
import { SaxesParser } from "saxes";
import yauzl from "yauzl";
import { LIMITS, Unreadable } from "./prepare-limits.ts";
import { TextGatherer } from "./prepare-text.ts";

interface Dialect {
  /** Parts with text, in the order of reading. */
  parts: RegExp;
  /** Elements whose characters are text. */
  text: ReadonlySet<string>;
  /** Elements whose end is the end of a line. */
  lines: ReadonlySet<string>;
  /** Empty elements that stand for a space. */
  spaces: ReadonlySet<string>;
  /** Elements that are left out with all that is in them. */
  skipped: ReadonlySet<string>;
}

const set = (names: string) => new Set(names.split(" "));
const NONE: ReadonlySet<string> = new Set();
const OPEN_DOCUMENT: Dialect = {
  parts: /^content\.xml$/,
  text: set("text:p text:h"),
  lines: set("text:p text:h table:table-cell"),
  spaces: set("text:s text:tab text:line-break"),
  skipped: set("text:tracked-changes office:annotation"),
};
const DIALECTS: readonly [RegExp, Dialect][] = [
  [/wordprocessingml/, { parts: /^word\/(document|footnotes|endnotes)\.xml$/, text: set("w:t"), lines: set("w:p"), spaces: set("w:tab w:br w:cr"), skipped: set("mc:Fallback") }],
  [
    /presentationml/,
    { parts: /^ppt\/(slides\/slide|notesSlides\/notesSlide)\d+\.xml$/, text: set("a:t"), lines: set("a:p"), spaces: set("a:tab a:br"), skipped: set("mc:Fallback a:fld") },
  ],
  [
    /spreadsheetml/,
    { parts: /^xl\/(sharedStrings|worksheets\/sheet\d+)\.xml$/, text: set("t"), lines: set("si is"), spaces: NONE, skipped: set("rPh sheetPr conditionalFormatting") },
  ],
  [/opendocument/, OPEN_DOCUMENT],
];

export const hasOfficeText = (mediaType: string): boolean => DIALECTS.some(([pattern]) => pattern.test(mediaType));

export async function officeText(path: string, mediaType: string): Promise<TextGatherer> {
  const dialect = DIALECTS.find(([pattern]) => pattern.test(mediaType))?.[1];
  const gatherer = new TextGatherer();
  if (!dialect) return gatherer;
  const zip = await openZip(path);
  try {
    let inflated = 0;
    for (const entry of (await entriesOf(zip)).filter((each) => dialect.parts.test(each.fileName)).sort(inOrder)) {
      if (gatherer.full) break;
      inflated += await readPart(await streamOf(zip, entry), dialect, gatherer, LIMITS.zipTotalBytes - inflated);
    }
  } finally {
    zip.close();
  }
  return gatherer;
}

const numberIn = (name: string) => Number(/(\d+)\.xml$/.exec(name)?.[1] ?? 0);
const inOrder = (a: yauzl.Entry, b: yauzl.Entry) => numberIn(a.fileName) - numberIn(b.fileName) || a.fileName.localeCompare(b.fileName);

function openZip(path: string): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, autoClose: false, strictFileNames: true }, (error, zip) => (error ? reject(new Unreadable(error.message)) : resolve(zip)));
  });
}

function entriesOf(zip: yauzl.ZipFile): Promise<yauzl.Entry[]> {
  if (zip.entryCount > LIMITS.zipEntries) throw new Unreadable("too many entries");
  const entries: yauzl.Entry[] = [];
  return new Promise((resolve, reject) => {
    zip.on("error", (error) => reject(new Unreadable(String(error))));
    zip.on("end", () => resolve(entries));
    zip.on("entry", (entry: yauzl.Entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

function streamOf(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(new Unreadable(error.message)) : resolve(stream)));
  });
}

/** Reads one part into the gatherer; returns how many bytes it was. */
async function readPart(stream: Readable, dialect: Dialect, gatherer: TextGatherer, rest: number): Promise<number> {
  const parser = textParser(dialect, gatherer);
  const decoder = new TextDecoder();
  const most = Math.min(LIMITS.zipEntryBytes, rest);
  let bytes = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > most) throw new Unreadable("inflates beyond the limit");
      parser.write(decoder.decode(chunk, { stream: true }));
      if (gatherer.full) break;
    }
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable(String(error));
  } finally {
    stream.destroy();
  }
  return bytes;
}

/** saxes knows the five entities of XML and no others; a document type is refused before one could be declared. */
function textParser({ text, lines, spaces, skipped }: Dialect, gatherer: TextGatherer): SaxesParser {
  const parser = new SaxesParser();
  const open: string[] = [];
  let inText = 0;
  let inSkipped = 0;
  let attributes = 0;
  parser.on("doctype", () => {
    throw new Unreadable("a document type");
  });
  parser.on("error", (error) => {
    throw new Unreadable(error.message);
  });
  parser.on("opentagstart", ({ name }) => {
    attributes = 0;
    open.push(name);
    if (open.length > LIMITS.xmlDepth) throw new Unreadable("nested too deeply");
    if (text.has(name)) inText += 1;
    if (skipped.has(name)) inSkipped += 1;
    if (spaces.has(name)) gatherer.add(" ");
  });
  parser.on("attribute", () => {
    attributes += 1;
    if (attributes > LIMITS.xmlAttributes) throw new Unreadable("too many attributes");
  });
  parser.on("text", (characters) => {
    if (inText > 0 && inSkipped === 0) gatherer.add(characters);
  });
  parser.on("closetag", ({ name }) => {
    open.pop();
    if (text.has(name)) inText -= 1;
    if (skipped.has(name)) inSkipped -= 1;
    if (lines.has(name)) gatherer.add("\n");
  });
  return parser;
}
