/** The pieces a mail is made of, each said twice: as HTML with inline styles, and as plain text. */
import { type Html, type Htmlable, html, raw } from "./html.ts";
import { COLOURS, STYLE } from "./look.ts";

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

/** In plain text: «label: https://…», or the address alone where it is its own label. Stands best at the end of a sentence. */
export function link(label: string, href: string): Inline {
  return { html: anchor(label, href), text: label === href ? href : `${label}: ${href}` };
}

/** paragraph("Te invita ", strong("Ana"), ".") */
export function paragraph(...parts: Inline[]): Block {
  return { html: html`<p style="${STYLE.paragraph}">${inlineHtml(parts)}</p>`, text: inlineText(parts) };
}

/** A paragraph in small, soft letters. */
export function note(...parts: Inline[]): Block {
  return { html: html`<p class="soft" style="${STYLE.note}">${inlineHtml(parts)}</p>`, text: inlineText(parts) };
}

/** A title within the mail. */
export function heading(text: string): Block {
  return { html: html`<h2 style="${STYLE.heading}">${text}</h2>`, text: `${text}\n${"-".repeat(Math.min(text.length, 60))}` };
}

export function list(items: readonly (Inline | Inline[])[]): Block {
  const all = items.map((item) => (Array.isArray(item) ? item : [item]));
  return {
    html: html`<ul style="${STYLE.list}">${all.map((parts) => html`<li style="${STYLE.item}">${inlineHtml(parts)}</li>`)}</ul>`,
    text: all.map((parts) => `- ${inlineText(parts)}`).join("\n"),
  };
}

/** Somebody's own words, of one line or several: the coordinator's message. */
export function quote(text: string, who?: string): Block {
  const lines = text.split("\n");
  return {
    html: html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 16px"><tr><td class="rule" style="${STYLE.quote}">${who && html`<strong>${who}</strong><br>`}${withBreaks(lines)}</td></tr></table>`,
    text: `${who ? `${who}:\n` : ""}${lines.map((line) => `> ${line}`.trimEnd()).join("\n")}`,
  };
}

/** A description that was rendered and sanitised when saved, and the same as plain text (`htmlToPlainText`). */
export function richText(sanitised: string, plain: string): Block {
  return { html: html`<div class="rich" style="${STYLE.paragraph}">${raw(sanitised)}</div>`, text: plain };
}

export interface Fact {
  /** «Lugar» */
  label: string;
  value: string;
  /** What it was before; struck through. */
  before?: string | null;
  /** «Ver en el mapa» */
  links?: { label: string; href: string }[];
}

/** «Lugar: Liceo …», one row each. What is absent is left out. */
export function facts(rows: readonly (Fact | null | undefined | false)[]): Block {
  const all = rows.filter((row): row is Fact => Boolean(row));
  if (all.length === 0) return { html: raw(""), text: "" };
  return {
    html: html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" class="line" style="${STYLE.facts}">${all.map(factRow)}</table>`,
    text: all.map(factText).join("\n"),
  };
}

function factRow({ label, value, before, links = [] }: Fact): Html {
  const was = before ? html`<s class="soft" style="color:${COLOURS.soft}">${before}</s><br>` : null;
  const more = links.map(({ label: to, href }) => html`<br>${anchor(to, href)}`);
  return html`<tr><td class="soft" width="92" valign="top" style="${STYLE.factLabel}">${label}</td><td valign="top" style="${STYLE.factValue}">${was}${withBreaks(value.split("\n"))}${more}</td></tr>`;
}

function factText({ label, value, before, links = [] }: Fact): string {
  const told = `${label}: ${value.replace(/\n/g, ", ")}${before ? ` (antes: ${before.replace(/\n/g, ", ")})` : ""}`;
  return [told, ...links.map((each) => `  ${each.label}: ${each.href}`)].join("\n");
}

function anchor(label: string, href: string): Html {
  return html`<a href="${href}" class="link" style="color:${COLOURS.link}">${label}</a>`;
}

function withBreaks(lines: readonly string[]): Htmlable[] {
  return lines.flatMap((line, index) => (index === 0 ? [line] : [raw("<br>"), line]));
}

function inlineHtml(parts: readonly Inline[]): Htmlable[] {
  return parts.map((part) => (typeof part === "string" ? part : part.html));
}

/** A full stop behind an address would become part of the link. */
function inlineText(parts: readonly Inline[]): string {
  return parts
    .map((part) => (typeof part === "string" ? part : part.text))
    .join("")
    .replace(/(https?:\/\/\S+)\.$/, "$1");
}
