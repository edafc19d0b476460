/** Raw messages for tests of answers by mail: their heads and parts, and the mail that they answer. */

export interface MailedCase {
  /** The whole message, CRLF; `To` is filled in. */
  raw: (to: string, from?: string) => string;
  /** What is published. */
  says: string;
  files?: string[];
}

const CRLF = "\r\n";
const MARK = "— Para responder, escribe sobre esta línea —";
export const OURS = "Camila Díaz Leiva (Nodos)";
export const ADDRESS = "reuniones+abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnop@nodos.example";
/** The plain text of the mail that is answered. */
export const ORIGINAL = [
  MARK,
  "",
  "¿Qué multímetro usan en primer año?",
  "",
  "Camila Díaz Leiva escribió en Electricidad:",
  "",
  "Nosotros el UT33: barato y aguanta.",
  "",
  "¿Alguien tiene la pauta?",
  "",
  "Ver y responder:",
  "https://nodos.example/conversaciones/x",
  "",
  "----",
  "",
  "Recibes este correo porque sigues esta conversación.",
];
export const ORIGINAL_HTML = `<div style="padding:8px">${MARK}</div><table><tr><td><h1>¿Qué multímetro usan en primer año?</h1><p><strong>Camila Díaz Leiva</strong> escribió en Electricidad:</p><div class="rich"><p>Nosotros el UT33: barato y aguanta.</p></div></td></tr></table>`;
export const quoted = (lines: readonly string[] = ORIGINAL): string[] => lines.map((line) => (line === "" ? ">" : `> ${line}`));

const base64 = (bytes: string | Buffer): string =>
  Buffer.from(bytes)
    .toString("base64")
    .replace(/.{76}(?=.)/g, "$&\r\n");

export const head = (to: string, from: string, more: string[]): string =>
  [
    `From: ${from}`,
    `To: Nodos <${to}>`,
    "Subject: Re: [Electricidad] =?UTF-8?Q?=C2=BFQu=C3=A9_mult=C3=ADmetro_usan=3F?=",
    "Date: Sat, 21 Nov 2026 12:05:00 -0300",
    "Message-ID: <respuesta.1@mail.example>",
    "In-Reply-To: <0123456789@nodos.example>",
    "MIME-Version: 1.0",
    ...more,
  ].join(CRLF);

export const TERESA = "Teresa Soto <teresa@cast.example>";

export const plain =
  (lines: readonly string[], type = "text/plain; charset=UTF-8") =>
  (to: string, from = TERESA): string =>
    `${head(to, from, [`Content-Type: ${type}`, "Content-Transfer-Encoding: 8bit"])}\r\n\r\n${lines.join(CRLF)}\r\n`;

export const html =
  (markup: string) =>
  (to: string, from = TERESA): string =>
    `${head(to, from, ["Content-Type: text/html; charset=utf-8", "Content-Transfer-Encoding: base64"])}\r\n\r\n${base64(markup)}\r\n`;

export const both =
  (lines: readonly string[], markup: string) =>
  (to: string, from = TERESA): string =>
    [
      head(to, from, ['Content-Type: multipart/alternative; boundary="b1"']),
      "",
      "--b1",
      "Content-Type: text/plain; charset=UTF-8",
      "Content-Transfer-Encoding: base64",
      "",
      base64(lines.join(CRLF)),
      "--b1",
      "Content-Type: text/html; charset=UTF-8",
      "Content-Transfer-Encoding: base64",
      "",
      base64(markup),
      "--b1--",
      "",
    ].join(CRLF);

interface FilePart {
  type: string;
  name: string;
  bytes: Buffer;
  cid?: string;
}

export const withFiles =
  (markup: string, files: readonly FilePart[]) =>
  (to: string, from = TERESA): string =>
    [
      head(to, from, ['Content-Type: multipart/related; boundary="r1"']),
      "",
      "--r1",
      "Content-Type: text/html; charset=UTF-8",
      "Content-Transfer-Encoding: base64",
      "",
      base64(markup),
      ...files.flatMap(({ type, name, bytes, cid }) => [
        "--r1",
        `Content-Type: ${type}; name="${name}"`,
        `Content-Disposition: ${cid ? "inline" : "attachment"}; filename="${name}"`,
        ...(cid ? [`Content-ID: <${cid}>`] : []),
        "Content-Transfer-Encoding: base64",
        "",
        base64(bytes),
      ]),
      "--r1--",
      "",
    ].join(CRLF);

/** A picture as far as its first bytes tell: so large on the screen, and so many bytes. */
export function png(bytes: number, width = 1_200, height = 900): Buffer {
  const head = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return Buffer.concat([head, Buffer.alloc(bytes)]);
}

export const GMAIL_LINE = `El sáb, 21 nov 2026 a las 11:40, ${OURS} (<${ADDRESS}>) escribió:`;
