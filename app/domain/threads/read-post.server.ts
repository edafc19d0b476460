/** From the bytes of a mail to what its writer says and brings: the words without what programs add, and the files that are meant. */
import PostalMime, { type Attachment, type Email } from "postal-mime";
import { cleanFileName } from "#app/domain/files/file.ts";
import { imageSize } from "#app/domain/files/image-size.ts";
import { cleanText } from "#app/domain/text.ts";
import { htmlLines, picturesIn, withoutMarks, withoutPictures } from "./html-lines.server.ts";
import { asMarkdown, unwrapped } from "./mail-words.ts";
import { ownWords } from "./quoted-text.ts";

/** More text than this is no answer, whatever it is. */
const LONGEST_TEXT = 1_000_000;

export interface MailedFile {
  name: string;
  bytes: Buffer;
}

export interface MailedPost {
  /** Markdown; "" where nothing was written. */
  body: string;
  files: MailedFile[];
  /** Nobody wrote it: a reaction, an answer from a holiday. */
  automatic: boolean;
  /** All that the mail says, quotes and signatures too. */
  whole: string;
}

export const NOTHING_SAID: MailedPost = { body: "", files: [], automatic: false, whole: "" };

/** Never throws: of what cannot be read nothing was written. */
export async function readPost(raw: Buffer): Promise<MailedPost> {
  try {
    const mail = await PostalMime.parse(raw, { forceRfc822Attachments: true, maxNestingDepth: 20, maxHeadersSize: 200_000 });
    const words = wordsOf(mail);
    const shown = new Set(picturesIn(words).map(plainId));
    const body = asMarkdown(cleanText(withoutPictures(words)).replace(/\n{3,}/g, "\n\n"));
    const automatic = AUTOMATIC_SUBJECT.test(mail.subject ?? "") || mail.attachments.some((part) => REACTION.test(part.mimeType));
    return { body, automatic, files: filesOf(mail, shown), whole: mail.text ?? htmlLines(mail.html ?? "", { signatures: true }).join("\n") };
  } catch {
    return NOTHING_SAID;
  }
}

/** The HTML says more (what is quoted, what is a signature); the plain text where there is none, or where nothing is left of the HTML. */
function wordsOf({ html, text }: Email): string {
  if (html) {
    const words = ownWords(htmlLines(html)) || ownWords(htmlLines(html, { signatures: true }));
    if (withoutPictures(words).trim() !== "" || !text) return words;
    return ownWords(linesOf(text)) || words;
  }
  return unwrapped(ownWords(linesOf(text ?? "")).split("\n")).join("\n");
}

/** Where a picture stood, plain text has «[cid:image001.png@01D…]» or «[image: logo.png]». */
const linesOf = (text: string): string[] =>
  withoutMarks(text.slice(0, LONGEST_TEXT))
    .replace(/\r\n?/g, "\n")
    .replace(/\[cid:[^\]\n]{1,200}\]|\[(?:image|imagen): [^\]\n]{1,200}\]/gi, "")
    .split("\n");

const plainId = (contentId: string): string => contentId.replace(/^<|>$/g, "").toLowerCase();

/** No file that a person sends: signatures, calendars, what Outlook wraps. Whatever else cannot be taken is refused, and told. */
const NO_FILES =
  /^(?:text\/(?:calendar|x-amp-html|vnd\.google\.email-reaction\+json)|application\/(?:ics|pgp-signature|pkcs7-signature|x-pkcs7-signature|ms-tnef|pgp-encrypted))$/i;
/** A heart sent by Gmail, and what programs write of their own accord without the header that says so. */
const REACTION = /^text\/vnd\.google\.email-reaction\+json$/i;
const AUTOMATIC_SUBJECT =
  /^\s*(?:respuesta autom[áa]tica|automatic reply|auto(?:matic)?[- ]?reply|autorespuesta|fuera de (?:la )?oficina|out of office|leído|read|no leído|not read)\s*:/i;
/** A picture within the words that is smaller, in bytes or on the screen, is a logo, an icon, a face. */
const LOGO_BYTES = 20_000;
const LOGO_WIDTH = 480;
const LOGO_HEIGHT = 240;
const HEAD_BYTES = 65_536;

function filesOf({ attachments, html }: Email, shown: ReadonlySet<string>): MailedFile[] {
  return attachments
    .filter((part) => !NO_FILES.test(part.mimeType) && isMeant(part, shown, (html ?? "").toLowerCase()))
    .map((part, index) => ({ name: nameOf(part, index), bytes: bytesOf(part) }))
    .filter(({ bytes }) => bytes.length > 0);
}

/** Pictures that the HTML shows are meant if they stand in the person's own words and are no logo. All else that is attached is. */
function isMeant(part: Attachment, shown: ReadonlySet<string>, html: string): boolean {
  const id = part.contentId ? plainId(part.contentId) : "";
  const inHtml = id !== "" && html.includes(`cid:${id}`);
  if (!part.mimeType.startsWith("image/") || !inHtml) return true;
  return shown.has(id) && !isLogo(bytesOf(part));
}

function isLogo(bytes: Buffer): boolean {
  const size = imageSize(bytes.subarray(0, HEAD_BYTES));
  return bytes.length < LOGO_BYTES || (size !== null && size.width < LOGO_WIDTH && size.height < LOGO_HEIGHT);
}

const bytesOf = ({ content }: Attachment): Buffer =>
  typeof content === "string" ? Buffer.from(content) : content instanceof Uint8Array ? Buffer.from(content.buffer, content.byteOffset, content.byteLength) : Buffer.from(content);

function nameOf({ filename, mimeType }: Attachment, index: number): string {
  const given = cleanFileName(filename ?? "").slice(-200);
  return given || `archivo-${index + 1}.${mimeType.split("/")[1]?.replace(/[^\w]/g, "").slice(0, 8) || "bin"}`;
}
