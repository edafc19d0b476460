/**
 * The HTML of a mail as lines of words, `>` before what it quotes. Links stay as Markdown, lists as lists; pictures leave a mark where they stood, so
 * that what stood in a signature or in the answered mail can be told from what somebody put into their answer.
 */
import sanitizeHtml from "sanitize-html";
import { QUOTE_BEGINS } from "./quote-marks.ts";

const LONGEST = 1_000_000;
const KEPT_TAGS = "html body p div br blockquote ul ol li pre table tbody thead tr td th h1 h2 h3 h4 h5 h6 hr a img section article header footer center address dl dt dd".split(
  " ",
);

/** A picture: its Content-ID between two marks. */
const PICTURE = /\uE001([^\uE001\uE002]*)\uE002/g;
/** Our own marks are nobody else's to write. */
export const withoutMarks = (words: string): string => words.replace(/[\uE000-\uE002]/g, "");
export const withoutPictures = (words: string): string => words.replace(PICTURE, "");
export const picturesIn = (words: string): string[] => [...words.matchAll(PICTURE)].map((found) => found[1] ?? "");

/** By what programs mark a signature, and what they quote without a blockquote. */
const SIGNATURE =
  /\b(?:gmail_signature(?!_prefix)|gmail_signature_prefix|moz-signature|ms-outlook-mobile-signature|applemailsignature|protonmail_signature_block|ymail_android_signature|yahoo-signature|tutanota_signature|zm_sign|signature_editor)\b|\bid="(?:signature|appleMailSignature|ms-outlook-mobile-signature|x_signature)"/i;
const QUOTING = /\b(?:yahoo_quoted|ydp\w*yahoo_quoted|protonmail_quote|zmail_extra|tutanota_quote|moz-email-headers-table|oldwebmail-quote)\b/i;
/** Yahoo names them anew in each mail: `ydpa1b2c3yahoo_quoted`. */
const YAHOO_QUOTING = /ydp[\w-]*yahoo_quoted|yahoo_quoted_\d+/i;

interface Writing {
  lines: string[];
  current: string;
  depth: number;
  /** Within this many containers that are left out. */
  hidden: number;
  href: { at: number; to: string } | null;
  lists: ({ ordered: boolean; number: number } | null)[];
  pre: number;
  open: Open[];
}

interface Open {
  tag: string;
  quotes: boolean;
  hides: boolean;
  soft: boolean;
}

/** With `signatures` what programs mark as a signature stays in: some people write into it. */
export function htmlLines(html: string, { signatures = false } = {}): string[] {
  const clean = sanitizeHtml(html.slice(0, LONGEST), {
    allowedTags: KEPT_TAGS,
    allowedAttributes: { "*": ["class", "id", "type"], a: ["href", "class", "id"], img: ["src"] },
    allowedSchemes: ["http", "https", "mailto", "tel", "cid"],
    nonTextTags: ["script", "style", "textarea", "option", "noscript", "title"],
  });
  const writing: Writing = { lines: [], current: "", depth: 0, hidden: 0, href: null, lists: [], pre: 0, open: [] };
  for (const [, close, tag = "", attributes = "", words] of clean.matchAll(/<(\/?)([a-z][a-z0-9]*)([^>]*)>|([^<]+)/gi)) {
    if (words !== undefined) say(writing, words);
    else if (close) closeTag(writing, tag.toLowerCase());
    else openTag(writing, tag.toLowerCase(), attributes, signatures);
  }
  endLine(writing);
  return writing.lines;
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: " " };
const decoded = (text: string): string => text.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (whole, name: string) => ENTITIES[name] ?? whole);

function say(writing: Writing, raw: string): void {
  if (writing.hidden > 0) return;
  const words = withoutMarks(decoded(raw));
  if (writing.pre > 0) {
    const [first = "", ...rest] = words.split("\n");
    writing.current += first;
    for (const line of rest) {
      push(writing);
      writing.current = line;
    }
    return;
  }
  const flat = words.replace(/\s+/g, " ");
  writing.current += writing.current === "" || writing.current.endsWith(" ") ? flat.replace(/^ /, "") : flat;
}

/** Deeper is no conversation any more, but somebody who wants long lines. */
const DEEPEST = 20;
const prefix = (depth: number): string => (depth === 0 ? "" : `${">".repeat(Math.min(depth, DEEPEST))} `);

function push(writing: Writing): void {
  const line = prefix(writing.depth) + writing.current;
  if (writing.hidden === 0) writing.lines.push(line === "-- " ? line : line.trimEnd());
  writing.current = "";
}

function endLine(writing: Writing): void {
  if (writing.current.trim() !== "") push(writing);
  writing.current = "";
}

/** A blank line, unless one is there. */
function gap(writing: Writing): void {
  endLine(writing);
  const last = writing.lines.at(-1);
  if (last !== undefined && last.replace(/^[> ]+/, "").trim() !== "") push(writing);
}

const VOID = new Set(["br", "hr", "img"]);
const SPACED = new Set(["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "pre", "table"]);

function openTag(writing: Writing, tag: string, attributes: string, signatures: boolean): void {
  if (VOID.has(tag)) {
    openVoid(writing, tag, attributes);
    return;
  }
  const quotes = tag === "blockquote" || QUOTING.test(attributes) || YAHOO_QUOTING.test(attributes);
  const hides = !signatures && !quotes && SIGNATURE.test(attributes);
  // Outlook's paragraphs stand close together: each line is one.
  const soft = /\bmso(?:normal|listparagraph|plaintext)\b/i.test(attributes);
  writing.open.push({ tag, quotes, hides, soft });
  if (tag === "a") {
    const to = decoded(/\bhref="([^"]*)"/.exec(attributes)?.[1] ?? "");
    writing.href = /^https?:/i.test(to) ? { at: writing.current.length, to } : null;
    return;
  }
  if (tag === "td" || tag === "th") {
    if (writing.current.trim() !== "") writing.current += " ";
    return;
  }
  endLine(writing);
  if (hides) writing.hidden += 1;
  if (SPACED.has(tag) && !soft && writing.lists.length === 0) gap(writing);
  if (quotes) {
    if (tag !== "blockquote" && writing.depth === 0) writing.lines.push(QUOTE_BEGINS);
    writing.depth += 1;
  }
  if (tag === "pre") writing.pre += 1;
  if (tag === "ul" || tag === "ol") writing.lists.push({ ordered: tag === "ol", number: 0 });
  if (tag === "li" && writing.hidden === 0) writing.current = bullet(writing);
}

function bullet({ lists }: Writing): string {
  const list = lists.at(-1);
  if (!list) return "- ";
  list.number += 1;
  return `${"  ".repeat(Math.min(2, lists.length - 1))}${list.ordered ? `${list.number}.` : "-"} `;
}

function openVoid(writing: Writing, tag: string, attributes: string): void {
  if (tag === "br") push(writing);
  else if (tag === "hr") gap(writing);
  else {
    const cid = /\bsrc="cid:([^"]*)"/i.exec(attributes)?.[1];
    if (cid && writing.hidden === 0) writing.current += `\uE001${decoded(cid)}\uE002`;
  }
}

function closeTag(writing: Writing, tag: string): void {
  const at = writing.open.findLastIndex((each) => each.tag === tag);
  if (at < 0) return;
  const closed = writing.open.splice(at).reverse();
  for (const { tag: name, quotes, hides, soft } of closed) {
    if (name === "a") closeLink(writing);
    if (name === "td" || name === "th" || name === "a") continue;
    // A paragraph with nothing in it is a blank line that somebody set.
    if (soft && writing.current.trim() === "" && writing.hidden === 0) push(writing);
    endLine(writing);
    if (name === "pre") writing.pre -= 1;
    if (name === "ul" || name === "ol") writing.lists.pop();
    if (SPACED.has(name) && !soft && writing.lists.length === 0) gap(writing);
    if (quotes) writing.depth -= 1;
    if (hides) writing.hidden -= 1;
  }
}

/** The address stands behind the words where they are not the address itself. */
function closeLink(writing: Writing): void {
  const { href } = writing;
  writing.href = null;
  if (!href || writing.hidden > 0 || href.at > writing.current.length) return;
  const words = withoutPictures(writing.current.slice(href.at)).trim();
  const pictures = picturesIn(writing.current.slice(href.at)).map((cid) => `\uE001${cid}\uE002`);
  const before = writing.current.slice(0, href.at);
  const bare = (address: string) => address.replace(/^https?:\/\/(www\.)?/i, "").replace(/\/$/, "");
  if (words === "") writing.current = before + pictures.join("");
  else if (bare(words) === bare(href.to) || words.includes("[") || words.includes("]"))
    writing.current = before + (bare(words) === bare(href.to) ? href.to : words) + pictures.join("");
  else writing.current = `${before}[${words}](${href.to.replaceAll("(", "%28").replaceAll(")", "%29").replace(/\s/g, "%20")})${pictures.join("")}`;
}
