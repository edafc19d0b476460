/** Reads a mail's bytes as a mail program does, for the demo's mailbox. */
import PostalMime from "postal-mime";

export interface ReadMail {
  headers: { name: string; value: string }[];
  from: { name: string; address: string } | null;
  html: string;
  text: string;
  /** The text/calendar part, and what its header says of it. */
  calendar: { method: string | null; content: string } | null;
  /** The attached invite.ics. */
  attachment: string | null;
  links: { label: string; href: string }[];
}

export async function readMail(raw: string): Promise<ReadMail> {
  const mail = await PostalMime.parse(raw);
  const part = (type: string) => mail.attachments.find((each) => each.mimeType === type);
  const calendar = part("text/calendar");
  const file = part("application/ics");
  const html = mail.html ?? "";
  return {
    headers: mail.headers.map(({ key, originalKey, value }) => ({ name: originalKey || key, value })),
    from: mail.from?.address ? { name: mail.from.name, address: mail.from.address } : null,
    html,
    text: mail.text ?? "",
    calendar: calendar ? { method: calendar.method ?? null, content: asText(calendar.content) } : null,
    attachment: file ? asText(file.content) : null,
    links: linksIn(html),
  };
}

/** PostalMime gives calendars with bare line feeds; a calendar file has CRLF. */
function asText(content: string | ArrayBuffer | Uint8Array): string {
  const text = typeof content === "string" ? content : Buffer.from(content as Uint8Array).toString("utf8");
  return text.replace(/\r?\n/g, "\r\n");
}

/** The links of a mail of ours, in order, each once, with what they are called there. */
function linksIn(html: string): { label: string; href: string }[] {
  const found = new Map<string, string>();
  for (const [, href = "", inside = ""] of html.matchAll(/<a\s[^>]*?href="(https?:[^"]*)"[^>]*>([\s\S]*?)<\/a>/g)) {
    const label = unescaped(inside.replace(/<[^>]*>/g, "")).trim();
    const target = unescaped(href);
    if (!found.has(target)) found.set(target, label || target);
  }
  return [...found].map(([href, label]) => ({ href, label }));
}

const ENTITIES: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&nbsp;": " ", "&#8942;": "" };

function unescaped(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39|nbsp|#8942);/g, (entity) => ENTITIES[entity] ?? entity);
}
