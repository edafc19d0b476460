/** Telling plain text from what a browser would run. Pure. */

/** What browsers take for a page when nobody tells them what it is, and drawings and other XML besides. */
const MARKUP = /<(?:!doctype|!--|\?xml|html|head|title|body|script|iframe|svg|style|table|img|object|embed|link|meta|base|form|a\s|div|p>|br|h1|font|math|\?php|%)/i;
const SEARCHED = 4096;

/** Whether its beginning is that of a page, a drawing or another XML, in any of the encodings that browsers guess. */
export function looksActive(head: Buffer): boolean {
  for (const text of readings(head.subarray(0, SEARCHED * 2))) {
    const begin = text.slice(0, SEARCHED).replace(/^[\uFEFF\s\0]+/, "");
    if (/^<[a-z!?/%]/i.test(begin)) return true;
    // Further on browsers do not look, but somebody may put a line of words before.
    if (MARKUP.test(begin.slice(0, 1024)) && /<\/?(?:html|script|svg|body|iframe|!doctype|\?xml|\?php|head)/i.test(begin)) return true;
  }
  return false;
}

function readings(head: Buffer): string[] {
  const latin = head.toString("latin1");
  if (head[0] === 0xff && head[1] === 0xfe) return [head.subarray(2).toString("utf16le")];
  if (head[0] === 0xfe && head[1] === 0xff)
    return [
      Buffer.from(head.subarray(2, head.length - (head.length % 2)))
        .swap16()
        .toString("utf16le"),
    ];
  if (head[1] === 0) return [latin, head.toString("utf16le")];
  if (head[0] === 0) return [latin, latin.replaceAll("\0", "")];
  return [latin.replace(/^\u00EF\u00BB\u00BF/, "")];
}

/** Whether these bytes may stand in a text: no control characters but tabs, line and page ends. `first`: the beginning, where UTF-16 says that it is. */
export function isTextBytes(bytes: Buffer, first: boolean): boolean {
  if (first && bytes[0] === 0xff && bytes[1] === 0xfe) return false;
  for (const byte of bytes) if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12) return false;
  return !bytes.includes(127);
}
