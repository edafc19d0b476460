/** The pieces a mail is made of, each said twice: as HTML with inline styles, and as plain text. */

/** Markup that is safe to send as it is. Only `html` and `raw` make it. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

export type Htmlable = string | number | Html | null | undefined | false | readonly Htmlable[];

/** A template whose values are escaped, unless they are Html already. */
export function html(strings: TemplateStringsArray, ...values: Htmlable[]): Html {
  let markup = strings[0] ?? "";
  for (const [index, value] of values.entries()) markup += asMarkup(value) + (strings[index + 1] ?? "");
  return new Html(markup);
}

/** Markup made elsewhere and known to be safe: sanitised Markdown. */
export function raw(markup: string): Html {
  return new Html(markup);
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function asMarkup(value: Htmlable): string {
  if (value instanceof Html) return value.markup;
  if (value === null || value === undefined || value === false) return "";
  if (typeof value === "object") return value.map(asMarkup).join("");
  return String(value).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

export interface Block {
  html: Html;
  text: string;
}

/** A block of your own. */
export function block(markup: Html, text: string): Block {
  return { html: markup, text };
}

/** A part of a paragraph: plain words, or what `strong` and `link` make. */
export type Inline = string | { html: Html; text: string };

export function strong(text: string): Inline {
  return { html: html`<strong>${text}</strong>`, text };
}

/** In plain text: «label: https://…», or the address alone. */
export function link(label: string, href: string): Inline {
  return { html: html`<a href="${href}" class="link">${label}</a>`, text: label === href ? href : `${label}: ${href}` };
}

/** paragraph("Te invita ", strong("Ana"), ".") */
export function paragraph(...parts: Inline[]): Block {
  return { html: html`<p>${parts.map(inlineHtml)}</p>`, text: parts.map(inlineText).join("") };
}

/** A paragraph in small, soft letters. */
export function note(...parts: Inline[]): Block {
  return { html: html`<p class="soft">${parts.map(inlineHtml)}</p>`, text: parts.map(inlineText).join("") };
}

/** A title within the mail. */
export function heading(text: string): Block {
  return { html: html`<h2>${text}</h2>`, text: `${text}\n${"-".repeat(Math.min(text.length, 60))}` };
}

export function list(items: readonly (Inline | Inline[])[]): Block {
  const all = items.map((item) => (Array.isArray(item) ? item : [item]));
  return {
    html: html`<ul>${all.map((parts) => html`<li>${parts.map(inlineHtml)}</li>`)}</ul>`,
    text: all.map((parts) => `- ${parts.map(inlineText).join("")}`).join("\n"),
  };
}

/** Somebody's own words, of one line or several: the coordinator's message. */
export function quote(text: string, who?: string): Block {
  return { html: html`<blockquote>${text}${who}</blockquote>`, text };
}

/** A description that was rendered and sanitised when saved, and the same as plain text (`htmlToPlainText`). */
export function richText(sanitised: string, plain: string): Block {
  return { html: raw(sanitised), text: plain };
}

export interface Fact {
  /** «Lugar» */
  label: string;
  value: string;
  /** What it was before; shown struck through. */
  before?: string | null;
  /** «Ver en el mapa» */
  links?: { label: string; href: string }[];
}

/** «Lugar: Liceo …», one row each. Empty values are left out. */
export function facts(rows: readonly (Fact | null | undefined | false)[]): Block {
  const all = rows.filter((row): row is Fact => Boolean(row));
  return { html: html`<table>${all.map((row) => html`<tr><td>${row.label}</td><td>${row.value}</td></tr>`)}</table>`, text: all.map((row) => `${row.label}: ${row.value}`).join("\n") };
}

function inlineHtml(part: Inline): Html | string {
  return typeof part === "string" ? part : part.html;
}

function inlineText(part: Inline): string {
  return typeof part === "string" ? part : part.text;
}
