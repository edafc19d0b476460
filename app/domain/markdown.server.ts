import { Marked } from "marked";
import sanitizeHtml from "sanitize-html";

const marked = new Marked({ gfm: true, breaks: true, hooks: { processAllTokens: levelled } });

/** Under the page's own headings, none left out between: the highest that the text uses is an h3, the next one an h4, all others h5. */
function levelled<T extends { type: string; depth?: number }>(tokens: T[]): T[] {
  const headings = tokens.filter((token) => token.type === "heading");
  const used = [...new Set(headings.map((token) => token.depth ?? 1))].sort((a, b) => a - b);
  for (const heading of headings) heading.depth = Math.min(5, 3 + used.indexOf(heading.depth ?? 1));
  return tokens;
}

/**
 * Markdown as typed -> HTML that is safe to show. Rendered once, when saved (about 2 ms), and stored beside the source.
 * Headings begin at h3, so that they fit under the page's own (those in raw HTML too); links open no window and pass no referrer.
 */
export function renderMarkdown(markdown: string): string {
  if (markdown === "") return "";
  return sanitizeHtml(marked.parse(markdown, { async: false }), {
    allowedTags: ["h3", "h4", "h5", "p", "br", "hr", "strong", "em", "del", "a", "ul", "ol", "li", "blockquote", "code", "pre", "table", "thead", "tbody", "tr", "th", "td"],
    allowedAttributes: { a: ["href", "rel"], ol: ["start"] },
    allowedSchemes: ["http", "https", "mailto", "tel"],
    allowProtocolRelative: false,
    transformTags: {
      h1: "h3",
      h2: "h4",
      h6: "h5",
      a: sanitizeHtml.simpleTransform("a", { rel: "nofollow noopener noreferrer" }),
    },
  });
}

/** The text of a rendered description, for mails and calendars. */
export function htmlToPlainText(html: string): string {
  const marked = html
    .replace(/<li>/g, "\n• ")
    .replace(/<a href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/g, (_, href: string, label: string) => (label === href ? href : `${label} (${href})`))
    .replace(/<\/(p|h3|h4|h5|ul|ol|blockquote|pre|tr|table)>/g, "\n\n")
    .replace(/<(br|hr) ?\/?>/g, "\n");
  // It was sanitised when it was stored, so every "<" begins a tag of ours; parsing it again would take a feed of 3,000 meetings 300 ms.
  return marked
    .replace(/<[^>]*>/g, "")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, "&")
    .replace(/[ \t]+\n/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
