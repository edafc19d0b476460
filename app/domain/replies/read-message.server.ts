/** From the bytes of a message to what it is. Never throws: what cannot be read is a message that cannot be read. */
import PostalMime, { type Address, type Attachment, addressParser, type Email } from "postal-mime";
import { cleanLine, cleanText } from "#app/domain/text.ts";
import { type BounceReport, readBounce } from "./bounce-report.ts";
import { type CalendarMessage, readCalendar } from "./calendar-reply.ts";
import { type IncomingKind, LARGEST_MAIL } from "./incoming.ts";

export interface IncomingMessage {
  kind: IncomingKind;
  problem: "too_large" | "unreadable" | null;
  messageId: string | null;
  from: { address: string; name: string };
  /** More than one, or none: nobody answers for it. */
  fromCount: number;
  /** Sender, where a service writes for somebody. */
  sender: string;
  /** Every address it says it came to, the surest first. */
  deliveredTo: string[];
  subject: string;
  /** When it was written, as it says. */
  date: string | null;
  /** Message-IDs that it answers. */
  refersTo: string[];
  text: string;
  /** Written by a program: it must never be answered, and says nothing that a person meant. */
  automatic: boolean;
  calendar: CalendarMessage | null;
  winmail: boolean;
  bounce: BounceReport | null;
}

const TEXT_MAX = 20_000;
const HEAD_MAX = 64_000;

/** What is larger than `largest` is read by its headers alone. */
export async function readMessage(raw: Buffer, largest = LARGEST_MAIL): Promise<IncomingMessage> {
  if (raw.length > largest) return { ...(await readOr(headOf(raw), "too_large")), kind: "message", calendar: null, bounce: null, text: "" };
  return readOr(raw, null);
}

/** The headers alone, of what is too large to be looked at. */
export function headOf(raw: Buffer): Buffer {
  const ends = [raw.indexOf("\r\n\r\n"), raw.indexOf("\n\n")].filter((at) => at >= 0);
  return raw.subarray(0, Math.min(HEAD_MAX, ...ends));
}

async function readOr(raw: Buffer, problem: IncomingMessage["problem"]): Promise<IncomingMessage> {
  try {
    const mail = await PostalMime.parse(raw, { forceRfc822Attachments: true, maxNestingDepth: 20, maxHeadersSize: 200_000 });
    return { ...messageOf(mail), problem };
  } catch {
    return { ...NOTHING, problem: "unreadable" };
  }
}

const NOTHING: IncomingMessage = {
  kind: "message",
  problem: null,
  messageId: null,
  from: { address: "", name: "" },
  fromCount: 0,
  sender: "",
  deliveredTo: [],
  subject: "",
  date: null,
  refersTo: [],
  text: "",
  automatic: false,
  calendar: null,
  winmail: false,
  bounce: null,
};

const DELIVERY_HEADERS = ["delivered-to", "x-original-to", "x-delivered-to", "envelope-to", "x-envelope-to", "x-forwarded-to", "to", "cc"];

function messageOf(mail: Email): IncomingMessage {
  const headers = (name: string) => mail.headers.filter((header) => header.key === name).map((header) => header.value);
  const from = headers("from").flatMap((value) => mailboxes(addressParser(value)));
  const calendar = calendarOf(mail.attachments);
  const bounce = bounceOf(mail);
  return {
    kind: bounce ? "bounce" : calendar && ANSWERING.has(calendar.method) ? "reply" : "message",
    problem: null,
    messageId: cleanLine(mail.messageId ?? "").slice(0, 500) || null,
    from: {
      address: cleanLine(from[0]?.address ?? "")
        .toLowerCase()
        .slice(0, 254),
      name: cleanLine(nameOf(mail.from)).slice(0, 200),
    },
    fromCount: from.length,
    sender: (mailboxes(addressParser(headers("sender")[0] ?? ""))[0]?.address ?? "").toLowerCase(),
    deliveredTo: DELIVERY_HEADERS.flatMap((name) => headers(name).flatMap((value) => mailboxes(addressParser(value)).map((each) => each.address))),
    subject: cleanLine(mail.subject ?? "").slice(0, 300),
    date: instantOf(mail.date),
    refersTo: [...`${mail.inReplyTo ?? ""} ${mail.references ?? ""}`.matchAll(/<[^<>\s]{1,300}>/g)].map((match) => match[0]).slice(0, 30),
    text: cleanText(mail.text ?? plainOf((mail.html ?? "").slice(0, 40_000))).slice(0, TEXT_MAX),
    automatic: isAutomatic(headers),
    calendar,
    winmail: mail.attachments.some((part) => part.mimeType === "application/ms-tnef" || /^winmail\.dat$/i.test(part.filename ?? "")),
    bounce,
  };
}

const ANSWERING = new Set(["REPLY", "COUNTER"]);

function mailboxes(addresses: readonly Address[]): { address: string; name: string }[] {
  return addresses.flatMap((each) => (each.group ? each.group : [each])).filter((each) => each.address !== "");
}

const nameOf = (from: Address | undefined): string => from?.name ?? "";

function instantOf(date: string | undefined): string | null {
  const at = Date.parse(date ?? "");
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** RFC 3834, and what is older than it. */
function isAutomatic(headers: (name: string) => string[]): boolean {
  const said = (name: string) => headers(name).join(" ").trim().toLowerCase();
  if (said("auto-submitted") !== "" && !said("auto-submitted").startsWith("no")) return true;
  if (said("x-autoreply") !== "" || said("x-autorespond") !== "" || said("x-autoresponder") !== "") return true;
  return /\b(bulk|junk|list|auto_reply)\b/.test(said("precedence")) || said("list-id") !== "" || said("return-path") === "<>";
}

/** The answer, wherever it stands: a text/calendar part first, an attached file else. */
function calendarOf(parts: readonly Attachment[]): CalendarMessage | null {
  const found = [
    ...parts.filter((part) => part.mimeType === "text/calendar"),
    ...parts.filter((part) => part.mimeType !== "text/calendar" && (part.mimeType === "application/ics" || /\.(ics|ical|ifb|icalendar)$/i.test(part.filename ?? ""))),
  ]
    .slice(0, 10)
    .map((part) => readCalendar(textIn(part), part.method))
    .map(withGuessedMethod)
    .filter((calendar) => calendar.replies.length > 0);
  return found.find((calendar) => ANSWERING.has(calendar.method)) ?? found[0] ?? null;
}

/** No method anywhere: one attendee who says yes or no is an answer. */
function withGuessedMethod(calendar: CalendarMessage): CalendarMessage {
  const [reply] = calendar.replies;
  const answers = calendar.method === "" && reply?.attendees.length === 1 && reply.attendees[0]?.says;
  return answers ? { ...calendar, method: "REPLY" } : calendar;
}

function bounceOf(mail: Email): BounceReport | null {
  const status = mail.attachments.find((part) => /^message\/(global-)?delivery-status$/.test(part.mimeType));
  if (!status) return null;
  const returned = mail.attachments.filter((part) => /^(message\/(global|rfc822|global-headers|rfc822-headers)|text\/rfc822-headers)$/.test(part.mimeType));
  return readBounce(textIn(status), returned.map(textIn));
}

/** UTF-8 where it can be read so, else what Windows writes. */
function textIn(part: Attachment): string {
  const { content } = part;
  if (typeof content === "string") return content;
  const bytes = content instanceof Uint8Array ? content : new Uint8Array(content);
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
  try {
    return new TextDecoder(utf16 ?? "utf-8", { fatal: utf16 === null }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** Words enough for a person to read; it is shown as text, never as HTML. */
function plainOf(html: string): string {
  return html
    .replace(/<(style|script|head)[\s\S]*?<\/\1>/gi, " ")
    .replace(/<(br|\/p|\/div|\/tr|\/li)[^>]*>/gi, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&nbsp;/g, " ")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, "&")
    .replace(/\n{3,}/g, "\n\n");
}
