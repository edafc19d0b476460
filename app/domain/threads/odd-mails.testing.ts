/** Answers by mail that are hard to read right, for tests: what looks like a quote and is none, what has nothing else, and files. */
import { GMAIL_LINE, html, type MailedCase, ORIGINAL, ORIGINAL_HTML, OURS, plain, png, quoted, withFiles } from "./mailed.testing.ts";

export const ODD: Record<string, MailedCase> = {
  "a program that quotes without saying whom, our own line in it": {
    raw: plain(["Listo.", "", ...quoted()]),
    says: "Listo.",
  },
  "our line alone, without marks": { raw: plain(["Listo, gracias.", "", ...ORIGINAL]), says: "Listo, gracias." },
  "nothing but a quote": { raw: plain([GMAIL_LINE, "", ...quoted()]), says: "" },
  "nothing but a quote, Outlook": {
    raw: plain(["", `De: ${OURS}`, "Enviado: sábado 21 de noviembre de 2026 11:40", "Para: Teresa", "Asunto: Multímetro", "", ...ORIGINAL]),
    says: "",
  },
  "nothing but a phone's line": { raw: plain(["Enviado desde mi iPhone", "", GMAIL_LINE, ...quoted()]), says: "" },
  "somebody quotes a norm by hand, and goes on": {
    raw: plain(["La norma dice:", "> El tablero debe tener", "> su propio diferencial.", "", "¿Ustedes lo cumplen?", "", GMAIL_LINE, "", ...quoted()]),
    says: "La norma dice:\n\n> El tablero debe tener\n> su propio diferencial.\n\n¿Ustedes lo cumplen?",
  },
  "words that look like a quote": {
    raw: plain([
      "El lunes Juan me escribió:",
      "que no puede venir.",
      "",
      "De: Santiago a Quemchi son 18 horas.",
      "Para: mañana tengo la pauta.",
      "",
      "Enviado desde mi liceo el informe a la SEREMI.",
      "-",
      "Teresa",
    ]),
    says: "El lunes Juan me escribió:\nque no puede venir.\n\nDe: Santiago a Quemchi son 18 horas.\nPara: mañana tengo la pauta.\n\nEnviado desde mi liceo el informe a la SEREMI.\n-\nTeresa",
  },
  "something passed on, on purpose": {
    raw: plain([
      "Miren lo que llegó:",
      "",
      "---------- Forwarded message ---------",
      "De: Mineduc <x@mineduc.example>",
      "Date: vie, 20 nov 2026 a las 9:00",
      "Subject: Fondo de equipamiento",
      "To: <teresa@cast.example>",
      "",
      "Postulaciones hasta el 30.",
    ]),
    says: "Miren lo que llegó:\n\n---------- Forwarded message ---------\nDe: Mineduc <x@mineduc.example>\nDate: vie, 20 nov 2026 a las 9:00\nSubject: Fondo de equipamiento\nTo: <teresa@cast.example>\n\nPostulaciones hasta el 30.",
  },
  "what Markdown would swallow": {
    raw: plain(["Usen <tu nombre> y <b>ojo</b>:", "    4 espacios", "# 1 en ventas", "Título", "======", "escriban a <ana@liceo.example>"]),
    says: "Usen \\<tu nombre> y \\<b>ojo\\</b>:\n  4 espacios\n\\# 1 en ventas\nTítulo\n\\======\nescriban a <ana@liceo.example>",
  },
  "written into the signature, as some phones have it": {
    raw: html(
      `<div id="ms-outlook-mobile-signature" dir="auto">Sí, llego a las 10.</div><hr><div id="divRplyFwdMsg"><b>De:</b> Camila<br><b>Enviado:</b> hoy 11:40<br><b>Para:</b> Teresa<br><b>Asunto:</b> Hola</div>${ORIGINAL_HTML}`,
    ),
    says: "Sí, llego a las 10.",
  },
  "a photo, a document and a logo": {
    raw: withFiles(
      `<div dir="ltr"><div>Así quedó el tablero:</div><div><img src="cid:foto1" width="500"><br></div></div><div class="gmail_signature"><img src="cid:logo1"> Liceo Los Boldos</div><img src="cid:icono"><img src="cid:image001.png@01DC"><br><div class="gmail_quote"><div class="gmail_attr">${GMAIL_LINE.replaceAll("<", "&lt;")}</div><blockquote>${ORIGINAL_HTML}<img src="cid:viejo"></blockquote></div>`,
      [
        { type: "image/png", name: "foto.png", bytes: png(60_000), cid: "foto1" },
        { type: "image/png", name: "logo.png", bytes: png(70_000), cid: "logo1" },
        { type: "image/png", name: "icono.png", bytes: png(900), cid: "icono" },
        { type: "image/png", name: "image001.png", bytes: png(45_000, 300, 120), cid: "image001.png@01DC" },
        { type: "image/png", name: "viejo.png", bytes: png(90_000), cid: "viejo" },
        { type: "text/plain", name: "lista.txt", bytes: Buffer.from("Fluke\nUT33\n") },
      ],
    ),
    says: "Así quedó el tablero:",
    files: ["foto.png", "lista.txt"],
  },
};
