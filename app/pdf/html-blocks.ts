/** Prose that was sanitised when it was saved, as blocks of runs. It knows the tags that `renderMarkdown` lets pass and no others. */
import type { Run, Style } from "./runs.server.ts";

export interface ProseBlock {
  kind: "paragraph" | "heading" | "item" | "quote" | "code" | "rule";
  runs: Run[];
  /** How deep within lists. */
  depth: number;
  /** «•» or «3.» of an item. */
  marker: string;
}

export interface ProseTable {
  kind: "table";
  header: string[];
  rows: string[][];
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", apos: "'", nbsp: " " };

function decoded(text: string): string {
  return text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (ENTITIES[name]) return ENTITIES[name] ?? whole;
    const point = name.startsWith("#x") ? Number.parseInt(name.slice(2), 16) : name.startsWith("#") ? Number(name.slice(1)) : Number.NaN;
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

interface ListState {
  ordered: boolean;
  next: number;
}

class Reader {
  readonly blocks: (ProseBlock | ProseTable)[] = [];
  private readonly lists: ListState[] = [];
  private readonly styles: Style[] = [{}];
  private current: ProseBlock | null = null;
  private quotes = 0;
  private table: ProseTable | null = null;
  private cell: string | null = null;

  private get style(): Style {
    return this.styles.at(-1) ?? {};
  }

  private begin(kind: ProseBlock["kind"], marker = ""): void {
    this.end();
    this.current = { kind, runs: [], depth: Math.max(0, this.lists.length - 1), marker };
  }

  end(): void {
    if (this.current && (this.current.kind === "rule" || this.current.runs.some((run) => run.text.trim() !== ""))) this.blocks.push(this.current);
    this.current = null;
  }

  words(raw: string): void {
    const text = decoded(raw);
    if (this.cell !== null) this.cell += text;
    else if (this.table) return;
    else if (this.current?.kind === "code") this.current.runs.push({ text });
    else {
      const flowing = text.replace(/\s+/g, " ");
      if (!this.current) {
        if (flowing.trim() === "") return;
        this.begin(this.quotes > 0 ? "quote" : "paragraph");
      }
      const opened = this.current as ProseBlock | null;
      opened?.runs.push({ ...this.style, text: opened.runs.length === 0 ? flowing.trimStart() : flowing });
    }
  }

  open(tag: string, attributes: string): void {
    if (tag === "p") {
      // The paragraph of an item is the item.
      if (!(this.current?.kind === "item" && this.current.runs.length === 0)) this.begin(this.quotes > 0 ? "quote" : "paragraph");
    } else if (/^h\d$/.test(tag)) this.begin("heading");
    else if (tag === "ul" || tag === "ol") {
      this.end();
      this.lists.push({ ordered: tag === "ol", next: Number(/start="(\d+)"/.exec(attributes)?.[1] ?? 1) });
    } else if (tag === "li") {
      const list = this.lists.at(-1);
      this.begin("item", list?.ordered ? `${list.next}.` : "•");
      if (list) list.next += 1;
    } else if (tag === "blockquote") this.quotes += 1;
    else if (tag === "pre") this.begin("code");
    else if (tag === "br") this.current?.runs.push({ ...this.style, text: "\n" });
    else if (tag === "hr") {
      this.begin("rule");
      this.end();
    } else this.openInline(tag, attributes);
  }

  private openInline(tag: string, attributes: string): void {
    if (tag === "strong") this.styles.push({ ...this.style, bold: true });
    else if (tag === "em") this.styles.push({ ...this.style, italic: true });
    else if (tag === "del") this.styles.push({ ...this.style, strike: true });
    else if (tag === "a") {
      const link = decoded(/href="([^"]*)"/.exec(attributes)?.[1] ?? "");
      this.styles.push(link ? { ...this.style, link } : { ...this.style });
    } else if (tag === "table") {
      this.end();
      this.table = { kind: "table", header: [], rows: [] };
    } else if (tag === "tr") this.table?.rows.push([]);
    else if (tag === "th" || tag === "td") this.cell = "";
  }

  close(tag: string): void {
    if (tag === "strong" || tag === "em" || tag === "del" || tag === "a") {
      if (this.styles.length > 1) this.styles.pop();
    } else if (tag === "ul" || tag === "ol") {
      this.end();
      this.lists.pop();
    } else if (tag === "blockquote") {
      this.end();
      this.quotes -= 1;
    } else if (tag === "th" || tag === "td") {
      if (tag === "th") this.table?.header.push(this.cell ?? "");
      else this.table?.rows.at(-1)?.push(this.cell ?? "");
      this.cell = null;
    } else if (tag === "table" && this.table) {
      this.blocks.push({ ...this.table, rows: this.table.rows.filter((row) => row.length > 0) });
      this.table = null;
    } else if (/^(p|h\d|li|pre)$/.test(tag)) this.end();
  }
}

export function proseBlocks(html: string): (ProseBlock | ProseTable)[] {
  const reader = new Reader();
  for (const [, slash, tag, attributes, text] of html.matchAll(/<(\/?)([a-z0-9]+)([^>]*)>|([^<]+)/gi)) {
    if (text !== undefined) reader.words(text);
    else if (tag && slash) reader.close(tag.toLowerCase());
    else if (tag) reader.open(tag.toLowerCase(), attributes ?? "");
  }
  reader.end();
  return reader.blocks;
}
