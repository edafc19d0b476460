/**
 * The bytes of a mail: built once, when it is queued, and never again. The same mail gives the same bytes.
 * Nodemailer makes the structure and the headers (folding, encoded words); the parts are written here, without its streams, because thousands of
 * mails are written inside one transaction and nothing in there should wait.
 */
import { createHash } from "node:crypto";
import MailComposer, { type MailComposerIcalEvent } from "nodemailer/lib/mail-composer";
import type { default as MimeNode, MimeNodeHeaders } from "nodemailer/lib/mime-node";
import { encode, wrap } from "nodemailer/lib/qp";
import type { Deployment } from "#app/domain/context.ts";
import { invalid } from "#app/domain/errors.ts";
import { cleanLine, isEmailAddress } from "#app/domain/text.ts";
import type { OutgoingMail } from "./mail.ts";

/** `<hash of the key@host>`: the same thing said to the same person is the same message. 160 bits: the header fits on one line. */
export function messageIdOf(deployment: Deployment, key: string): string {
  return `<${createHash("sha256").update(key).digest("hex").slice(0, 40)}@${new URL(deployment.publicUrl).hostname}>`;
}

/** The whole RFC 5322 message: ASCII, CRLF. `now` becomes its Date. Refuses anything but one bare address. */
export function mailBytes(deployment: Deployment, now: string, mail: OutgoingMail): string {
  // Nodemailer reads a comma in `to` as two people, and a line end as one more.
  if (!isEmailAddress(mail.to.address)) throw invalid("email", "email");
  const { content } = mail;
  const messageId = messageIdOf(deployment, mail.key);
  const calendar: MailComposerIcalEvent | undefined = content.ical && {
    method: content.ical.method,
    content: content.ical.content,
    contentTransferEncoding: "base64", // what else keeps its line ends through every relay
  };
  const composer = new MailComposer({
    from: mail.fromName ? { name: cleanLine(mail.fromName), address: deployment.mailFrom.address } : deployment.mailFrom,
    ...(mail.replyTo ? { replyTo: { name: deployment.networkName, address: mail.replyTo } } : {}),
    to: { name: cleanLine(mail.to.name), address: mail.to.address },
    subject: cleanLine(content.subject),
    date: new Date(now),
    messageId,
    ...(mail.thread ? { references: mail.thread.root, inReplyTo: mail.thread.root } : {}),
    headers: { ...listHeaders(mail.thread), ...unsubscribeHeaders(mail.unsubscribe), "Auto-Submitted": "auto-generated" },
    text: { content: content.text, contentTransferEncoding: "quoted-printable" },
    html: { content: content.html, contentTransferEncoding: "quoted-printable" },
    ...(calendar ? { icalEvent: calendar } : {}),
    // Attached, not "related": the structure that calendars read (mixed > alternative, then invite.ics) stays as it is.
    attachments: (content.attachments ?? []).map(({ filename, contentType, content: bytes, cid }) => ({
      filename,
      contentType,
      content: bytes,
      contentTransferEncoding: "base64" as const,
      contentDisposition: "inline" as const,
      ...(cid ? { headers: { "Content-ID": `<${cid}>` } } : {}),
    })),
    // "=_" stands in no encoded body, so no text can end a part.
    boundaryPrefix: "=_nodos",
    baseBoundary: messageId.slice(1, 33),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const message = composer.compile();
  if (calendar && content.attachments?.length) calendarFirst(message);
  return written(message);
}

/** The calendar file stands right behind the words, where programs look for it: Nodemailer puts it last. */
function calendarFirst({ childNodes }: MimeNode): void {
  const file = childNodes.pop();
  if (file) childNodes.splice(1, 0, file);
}

/** RFC 2919. Programs that answer by themselves leave lists alone; Exchange wants it said in its own words. */
function listHeaders(thread: OutgoingMail["thread"]): MimeNodeHeaders {
  if (!thread) return {};
  return { "List-Id": `<${thread.list}>`, Precedence: "list", "X-Auto-Response-Suppress": "OOF, AutoReply" };
}

function unsubscribeHeaders(url: string | undefined): MimeNodeHeaders {
  if (url === undefined) return {};
  if (!/^https?:\/\/[\w.:[\]-]+\/[\w/-]+$/.test(url)) throw new Error("an unsubscribe link must be an absolute URL");
  // Unfolded: there are readers of this one that take only its first line.
  return { "List-Unsubscribe": { prepared: true, value: `<${url}>` }, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" };
}

function written(node: MimeNode): string {
  const head = `${node.buildHeaders()}\r\n\r\n`;
  if (!node.boundary) return head + encodedBody(node);
  const parts = node.childNodes.map((child) => `--${node.boundary}\r\n${written(child)}\r\n`);
  return `${head}${parts.join("")}--${node.boundary}--\r\n`;
}

function encodedBody(node: MimeNode): string {
  const bytes = Buffer.isBuffer(node.content) ? node.content : Buffer.from(String(node.content ?? ""));
  const content = bytes.toString();
  if (node.getTransferEncoding() === "base64") return bytes.toString("base64").replace(/.{76}(?=.)/g, "$&\r\n");
  return wrap(encode(content.replace(/\r\n?|\n/g, "\r\n")));
}
