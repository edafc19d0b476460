/**
 * By what mail programs announce the mail that is answered: «El lun, 5 oct 2026 a las 10:00, Camila (<c@x.cl>) escribió:», Outlook's block of headers,
 * «-----Mensaje original-----», and the line that stands on top of our own mails. Pure.
 */

/** Stands on top of every mail of ours that can be answered: all below it is ours. */
export const ANSWER_ABOVE = "Para responder, escribe sobre esta línea";

/** The marker as it comes back: with dashes, stars, in a program's own spacing. */
export const isOurMarker = (line: string): boolean => /^[\s\-–—*_#=.>|]*para\s+responder,\s+escribe\s+sobre\s+esta\s+l[ií]nea[\s\-–—*_#=.]*$/i.test(line);

/** Before what the HTML itself says to be the quoted mail (quoting containers of Yahoo, Proton, Zoho…): set by html-lines.server.ts. */
export const QUOTE_BEGINS = "\uE000";

const WROTE = "(?:escribi[óo]|ha escrito|wrote|escreveu|a écrit|schrieb|ha scritto|va escriure)";
const INTRODUCED = new RegExp(`^[*_\\s-]*(?:el|en|on|em|le|il|am|a|at|de|from|\\p{L}{2,4}\\.?,?)\\s.{4,400}\\s${WROTE}\\s?(?::|-{2,})[*_\\s-]*$`, "iu");
const NAMED = new RegExp(`^[^.!?¿¡]{2,160}\\s${WROTE}\\s?:$`, "iu");
const DATED = /^\d{4}-\d{2}-\d{2}\s+\d{1,2}:\d{2}.{2,120}<[^<>\s]+@[^<>\s]+>\s?:$/;
const MAILBOX = /[\w.+-]+@[\w-]+\.[\w.-]+/;
const CLOCK = /\b\d{1,2}[:.h]\d{2}\b/;
const YEAR = /\b(?:19|20)\d{2}\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b/;

/** Says who wrote what follows, and when. Not proof alone: a person may write so too. */
export function isAttribution(words: string): boolean {
  const line = words.trim();
  if (line.startsWith(QUOTE_BEGINS)) return true;
  return (INTRODUCED.test(line) && /\d/.test(line)) || DATED.test(line);
}

/** One that nobody writes by hand: the day, the hour, and whose it is. What follows is the answered mail even without a mark before its lines. */
export const isSureAttribution = (words: string): boolean =>
  words.trim().startsWith(QUOTE_BEGINS) || (isAttribution(words) && CLOCK.test(words) && (MAILBOX.test(words) || YEAR.test(words)));

/** Right before quoted lines less is enough: «Camila escribió:», or a day, an address and a colon in a language that we do not know. */
export function introducesQuote(words: string): boolean {
  const line = words.trim();
  if (isAttribution(line) || NAMED.test(line)) return true;
  return line.length < 300 && line.endsWith(":") && /\d/.test(line) && (MAILBOX.test(line) || (CLOCK.test(line) && YEAR.test(line)));
}

const ORIGINAL = /^[\s\-–_*>]*(?:mensaje original|original message|mensagem original|message d['’]origine|mensaje anterior|ursprüngliche nachricht)[\s\-–_*:]*$/i;
/** «-----Mensaje original-----» */
export const isOriginalRule = (line: string): boolean => ORIGINAL.test(line) && /[-_–]{2}/.test(line);

/** A line of dashes or underscores, as Outlook sets before the mail that it answers. */
export const isRule = (line: string): boolean => /^\s*[_\-–—=*]{5,}\s*$/.test(line);

/** Somebody passes a mail on, on purpose: that is something they say. */
export const isForwardRule = (line: string): boolean =>
  /^[\s\-–_*>]*(?:begin forwarded message|forwarded message|mensaje reenviado|inicio del mensaje reenviado|mensagem encaminhada)[\s\-–_*:]*$/i.test(line);

const FIELDS: Record<string, string> = {
  de: "from",
  from: "from",
  enviado: "date",
  "enviado el": "date",
  "enviada el": "date",
  enviada: "date",
  fecha: "date",
  "fecha de envío": "date",
  sent: "date",
  date: "date",
  data: "date",
  para: "to",
  to: "to",
  a: "to",
  cc: "cc",
  cco: "cc",
  bcc: "cc",
  "con copia": "cc",
  asunto: "subject",
  subject: "subject",
  assunto: "subject",
  "responder a": "reply",
  "reply-to": "reply",
  importancia: "importance",
  importance: "importance",
};
const FIELD = /^[\s*_|]*([\p{L}][\p{L} -]{0,16}?)[*_\s]{0,4}:[*_]{0,3}(?:\s|$)/u;

const fieldOf = (line: string): string | null => FIELDS[(FIELD.exec(line)?.[1] ?? "").toLowerCase().trim()] ?? null;

const BLOCK_MOST = 14;

/**
 * The block of headers that begins at this line («De: … Enviado: … Para: … Asunto: …»): behind its last line, or null where there is none. From, day,
 * and to or subject; a field may go on over some lines. Behind a rule that says so it may begin with any field.
 */
export function headerBlockEnd(lines: readonly string[], at: number, announced: boolean): number | null {
  const first = fieldOf(lines[at] ?? "");
  if (!first || (!announced && first !== "from")) return null;
  const seen = new Set<string>();
  let end = at;
  let loose = 0;
  for (let n = at; n < Math.min(lines.length, at + BLOCK_MOST); n += 1) {
    const line = lines[n] ?? "";
    const field = fieldOf(line);
    if (field) {
      seen.add(field);
      end = n + 1;
      loose = 0;
    } else if (line.trim() === "") {
      // Some programs set each field in a paragraph of its own.
      if (fieldOf(lines[n + 1] ?? "") === null) break;
    } else {
      loose += 1;
      if (loose > 3) break;
    }
  }
  const whole = seen.has("from") && seen.has("date") && (seen.has("to") || seen.has("subject"));
  return whole || (announced && seen.size >= 2) ? end : null;
}

const DEVICES =
  "iphone|ipad|ipod|macbook|apple watch|android|samsung|galaxy|huawei|honor|xiaomi|redmi|poco|motorola|moto|nokia|xperia|oppo|vivo|realme|pixel|blackberry|windows phone|celular|tel[eé]fono|smartphone|dispositivo m[oó]vil|m[oó]vil|tablet|mobile device|phone|outlook|yahoo mail|(?:correo|mail) (?:para|for) windows|proton ?mail|bluemail|aqua mail|k-9 mail|typeapp|fairemail|thunderbird|tutanota";
/** What may stand behind the device: its model, its company, an excuse. Anything else is said by a person. */
const BEHIND_DEVICE =
  "(?:[\\s,.]+(?:de|con|para|by|on|for|en|the|pro|max|mini|plus|ultra|lite|note|edge|mobile|m[oó]vil|smartphone|android|ios|iphone|ipad|windows|mail|secure|email|entel|movistar|claro|wom|samsung|galaxy|[a-z]{0,3}\\d[\\w+]*|5g|4g)){0,6}(?:[\\s,.]+(?:perd[óo]n|disculp\\p{L}*|excuse|please excuse|sorry)\\b.{0,80})?";
const SENT_FROM = new RegExp(
  `^[\\s*_-]*(?:(?:este (?:correo|mensaje) fue )?enviad[oa]|sent|envoyé|inviato|gesendet) (?:desde|con|de|do|from|with|via|using|mediante|usando|por|da|von)(?: (?:mi|my|el|la|meu|mon|un|una|a|il mio|meinem))?,? (?:${DEVICES})${BEHIND_DEVICE}[\\s.!*_>]*$`,
  "iu",
);
const GET_APP = /^[\s*_-]*(?:obtener|obtén|consigue|descarga|get|baixe)\s+\[?(?:outlook|bluemail|yahoo mail)\b.{0,120}$/iu;
const YAHOO_LINE = /^[\s*_-]*yahoo mail\s*[:-]\s*(?:busca|search|organiza).{0,60}$/iu;

/** «Enviado desde mi iPhone», «Obtener Outlook para Android»: a program wrote it. «Enviado desde mi celular el informe» did a person. */
export function isDeviceLine(line: string): boolean {
  if (line.length > 600) return false;
  const words = line.replace(/<[^<>\s]*>|\]\([^)\s]*\)|[[\]]/g, "").trim();
  return words.length <= 160 && (SENT_FROM.test(words) || GET_APP.test(words) || YAHOO_LINE.test(words));
}
