/** Atom (RFC 4287): the latest announcements, for readers of news and for other sites. Pure. */
import { calendarLine, calendarText } from "./ical-text.ts";

export interface AtomFeed {
  /** Its own address, which is also its id. */
  url: string;
  /** The page that it tells the news of. */
  page: string;
  title: string;
  subtitle: string;
  author: string;
  /** When nothing has been announced yet. */
  since: string;
  entries: readonly AtomEntry[];
}

export interface AtomEntry {
  /** A UUID. */
  id: string;
  title: string;
  url: string;
  published: string;
  updated: string;
  /** When and where, in a line. */
  summary: string;
  /** Sanitised; may be empty. */
  html: string;
  category: string;
}

export function atom(feed: AtomFeed): string {
  const updated = feed.entries.reduce((latest, entry) => (entry.updated > latest ? entry.updated : latest), feed.since);
  const lines = [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="es-CL">',
    `<id>${xml(feed.url)}</id>`,
    `<title>${line(feed.title)}</title>`,
    `<subtitle>${line(feed.subtitle)}</subtitle>`,
    `<updated>${xml(updated)}</updated>`,
    `<author><name>${line(feed.author)}</name></author>`,
    `<link rel="self" type="application/atom+xml" href="${xml(feed.url)}"/>`,
    `<link rel="alternate" type="text/html" href="${xml(feed.page)}"/>`,
    ...feed.entries.map(entryLines),
    "</feed>",
  ];
  return `${lines.join("\n")}\n`;
}

function entryLines(entry: AtomEntry): string {
  const html = calendarText(entry.html);
  return [
    "<entry>",
    `<id>urn:uuid:${xml(entry.id)}</id>`,
    `<title>${line(entry.title)}</title>`,
    `<link rel="alternate" type="text/html" href="${xml(entry.url)}"/>`,
    `<published>${xml(entry.published)}</published>`,
    `<updated>${xml(entry.updated)}</updated>`,
    `<category term="${line(entry.category)}"/>`,
    `<summary>${line(entry.summary)}</summary>`,
    ...(html === "" ? [] : [`<content type="html">${xml(html)}</content>`]),
    "</entry>",
  ].join("\n");
}

/** One line without what XML 1.0 has no place for (control characters, lone surrogates). */
const line = (value: string): string => xml(calendarLine(value));

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export function xml(value: string): string {
  return value.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? "");
}
