/** Answers to mails of a thread as programs really write them, for tests: the raw message, and what of it is the person's. */
import { ADDRESS, both, GMAIL_LINE, head, html, type MailedCase, ORIGINAL, ORIGINAL_HTML, OURS, plain, quoted, TERESA } from "./mailed.testing.ts";

/** Named by the program, and by what is odd about it. */
export const MAILED: Record<string, MailedCase> = {
  "Gmail, web": {
    raw: both(
      ["Nosotros el *Fluke 101*.", "", "Saludos", "", "El sáb, 21 nov 2026 a las 11:40, Camila Díaz Leiva (Nodos) (<", `${ADDRESS}>) escribió:`, "", ...quoted()],
      `<div dir="ltr"><div>Nosotros el <b>Fluke 101</b>.</div><div><br></div><div>Saludos</div></div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">El sáb, 21 nov 2026 a las 11:40, ${OURS} (&lt;<a href="mailto:${ADDRESS}">${ADDRESS}</a>&gt;) escribió:<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex">${ORIGINAL_HTML}</blockquote></div>`,
    ),
    says: "Nosotros el Fluke 101.\n\nSaludos",
  },
  "Gmail, plain text alone, its line broken over three, its own lines too": {
    raw: plain([
      "Nosotros usamos el Fluke 101 desde el año pasado, porque aguanta mejor las",
      "caídas y trae puntas de repuesto para todo el curso.",
      "",
      "El sáb, 21 nov 2026 a las 11:40, Camila Díaz",
      `Leiva (Nodos) (<${ADDRESS}>)`,
      "escribió:",
      "",
      ...quoted(),
    ]),
    says: "Nosotros usamos el Fluke 101 desde el año pasado, porque aguanta mejor las caídas y trae puntas de repuesto para todo el curso.",
  },
  "Gmail, answers between the quotes": {
    raw: plain([
      GMAIL_LINE,
      "",
      ...quoted(ORIGINAL.slice(0, 7)),
      "",
      "Nosotros igual.",
      "",
      ...quoted(ORIGINAL.slice(8, 9)),
      "",
      "Yo la tengo, la subo mañana.",
      "",
      ...quoted(ORIGINAL.slice(10)),
    ]),
    says: "> Nosotros el UT33: barato y aguanta.\n\nNosotros igual.\n\n> ¿Alguien tiene la pauta?\n\nYo la tengo, la subo mañana.",
  },
  "Gmail, with a signature and its dashes": {
    raw: both(
      ["Mañana la subo.", "", "-- ", "Teresa Soto Araya", "Liceo Los Boldos", "", GMAIL_LINE, "", ...quoted()],
      `<div dir="ltr">Mañana la subo.</div><div><br></div><span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature" data-smartmail="gmail_signature"><div>Teresa Soto Araya</div><div>Liceo Los Boldos</div></div><br><div class="gmail_quote"><div class="gmail_attr">${GMAIL_LINE.replaceAll("<", "&lt;")}<br></div><blockquote class="gmail_quote">${ORIGINAL_HTML}</blockquote></div>`,
    ),
    says: "Mañana la subo.",
  },
  "Gmail in English": {
    raw: plain(["Ok, gracias", "", `On Sat, Nov 21, 2026 at 11:40 AM ${OURS} <`, `${ADDRESS}> wrote:`, "", ...quoted()]),
    says: "Ok, gracias",
  },
  "Outlook for Windows, HTML": {
    raw: html(
      `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0cm}</style></head><body><div class="WordSection1"><p class="MsoNormal">Estimada Camila:<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><p class="MsoNormal">Acá usamos tres:<o:p></o:p></p><ul><li class="MsoListParagraph">Fluke<o:p></o:p></li><li class="MsoListParagraph">UT33</li></ul><p class="MsoNormal">Atte.<o:p></o:p></p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>De:</b> ${OURS} &lt;${ADDRESS}&gt; <br><b>Enviado el:</b> sábado, 21 de noviembre de 2026 11:40<br><b>Para:</b> Teresa Soto &lt;teresa@cast.example&gt;<br><b>Asunto:</b> [Electricidad] ¿Qué multímetro usan?<o:p></o:p></p></div></div><p class="MsoNormal">&nbsp;</p>${ORIGINAL_HTML}</div></body></html>`,
    ),
    says: "Estimada Camila:\n\nAcá usamos tres:\n\n- Fluke\n- UT33\n\nAtte.",
  },
  "Outlook for Windows, plain text": {
    raw: plain([
      "Mañana lo llevo.",
      "",
      "-----Mensaje original-----",
      `De: ${OURS} [mailto:${ADDRESS}] `,
      "Enviado el: sábado, 21 de noviembre de 2026 11:40",
      "Para: Teresa Soto; Óscar Núñez;",
      "  Camila Díaz",
      "Asunto: [Electricidad] ¿Qué multímetro usan?",
      "",
      ...ORIGINAL,
    ]),
    says: "Mañana lo llevo.",
  },
  "Outlook in English, without a rule": {
    raw: plain([
      "Thanks, mañana.",
      "",
      `From: ${OURS} <${ADDRESS}>`,
      "Sent: Saturday, November 21, 2026 11:40 AM",
      "To: Teresa Soto <teresa@cast.example>",
      "Subject: [Electricidad] Multímetro",
      "",
      ...ORIGINAL,
    ]),
    says: "Thanks, mañana.",
  },
  "Outlook on the web": {
    raw: html(
      `<html><body dir="ltr"><div class="elementToProof">Sí, la tengo.</div><div class="elementToProof"><br></div><div id="Signature"><div>Teresa Soto</div><div>Jefa de especialidad</div></div><div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri"><b>De:</b> ${OURS} &lt;${ADDRESS}&gt;<br><b>Enviado:</b> sábado, 21 de noviembre de 2026 11:40<br><b>Para:</b> Teresa Soto &lt;teresa@cast.example&gt;<br><b>Asunto:</b> [Electricidad] Multímetro</font><div>&nbsp;</div></div><div>${ORIGINAL_HTML}</div></body></html>`,
    ),
    says: "Sí, la tengo.",
  },
  "Outlook on a phone": {
    raw: plain([
      "Dale, voy",
      "",
      "Obtener Outlook para Android<https://aka.ms/AAb9ysg>",
      "________________________________",
      `From: ${OURS} <${ADDRESS}>`,
      "Sent: Saturday, November 21, 2026 11:40:02 AM",
      "To: Teresa Soto <teresa@cast.example>",
      "Subject: [Electricidad] Multímetro",
      "",
      ...ORIGINAL,
    ]),
    says: "Dale, voy",
  },
  "Apple Mail": {
    raw: plain(["Nosotros usamos el Fluke. ¿Sirve?", "", `> El 21 nov 2026, a las 11:40, ${OURS} <${ADDRESS}> escribió:`, "> ", ...quoted()], "text/plain; charset=utf-8"),
    says: "Nosotros usamos el Fluke. ¿Sirve?",
  },
  "Apple Mail, HTML": {
    raw: html(
      `<html><head></head><body style="overflow-wrap: break-word;">Nosotros usamos el Fluke.<div><br></div><div>¿Sirve?<br id="lineBreakAtBeginningOfMessage"><div><br><blockquote type="cite"><div>El 21 nov 2026, a las 11:40, ${OURS} &lt;${ADDRESS}&gt; escribió:</div><br class="Apple-interchange-newline"><div>${ORIGINAL_HTML}</div></blockquote></div><br></div></body></html>`,
    ),
    says: "Nosotros usamos el Fluke.\n\n¿Sirve?",
  },
  iPhone: {
    raw: plain(["Voy en camino", "", "Enviado desde mi iPhone", "", `El 21-11-2026, a la(s) 11:40, ${OURS} <${ADDRESS}>`, "escribió:", "", "﻿", ...quoted()]),
    says: "Voy en camino",
  },
  "Thunderbird, answered below": {
    raw: plain([`El 21-11-26 a las 11:40, ${OURS} escribió:`, ...quoted(), "", "Nosotros el Fluke.", "", "-- ", "Teresa"], "text/plain; charset=UTF-8; format=flowed"),
    says: "Nosotros el Fluke.",
  },
  "Thunderbird, HTML": {
    raw: html(
      `<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"></head><body><p>Nosotros el Fluke.</p><p>Ver <a class="moz-txt-link-freetext" href="https://ejemplo.example/fluke">https://ejemplo.example/fluke</a> y <a href="https://ejemplo.example/p.pdf">la pauta</a>.</p><pre class="moz-signature" cols="72">-- \nTeresa Soto</pre><div class="moz-cite-prefix">El 21-11-26 a las 11:40, ${OURS} escribió:<br></div><blockquote type="cite" cite="mid:0123@nodos.example">${ORIGINAL_HTML}</blockquote></body></html>`,
    ),
    says: "Nosotros el Fluke.\n\nVer https://ejemplo.example/fluke y [la pauta](https://ejemplo.example/p.pdf).",
  },
  Yahoo: {
    raw: both(
      ["  Yo también.", "", `    El sábado, 21 de noviembre de 2026, 11:40:12 GMT-3, ${OURS} <${ADDRESS}> escribió: `, " ", ...ORIGINAL],
      `<html><body><div class="ydp1a2b3cyahoo-style-wrap"><div dir="ltr">Yo también.</div></div><div id="ydp9f8e7dyahoo_quoted_4452" class="ydp9f8e7dyahoo_quoted"><div><div>El sábado, 21 de noviembre de 2026, 11:40:12 GMT-3, ${OURS} &lt;${ADDRESS}&gt; escribió:</div><div><br></div>${ORIGINAL_HTML}</div></div></body></html>`,
    ),
    says: "Yo también.",
  },
  "Yahoo on a phone, plain text without marks": {
    raw: plain(["Yo también", "", "Enviado desde Yahoo Mail para iPhone", "", `El sábado, 21 de noviembre de 2026, 11:40 AM, ${OURS} <${ADDRESS}> escribió:`, "", ...ORIGINAL]),
    says: "Yo también",
  },
  Samsung: {
    raw: plain([
      "Ya lo vi, gracias",
      "",
      "Enviado desde mi Galaxy",
      "",
      "-------- Mensaje original --------",
      `De: ${OURS} <${ADDRESS}> `,
      "Fecha: 21-11-26 11:40 (GMT-03:00) ",
      "A: teresa@cast.example ",
      "Asunto: [Electricidad] Multímetro ",
      "",
      ...ORIGINAL,
    ]),
    says: "Ya lo vi, gracias",
  },
  "Huawei, with the subject first": {
    raw: plain(["Ok", "-------- Mensaje original --------", "Asunto: [Electricidad] Multímetro", `De: ${OURS} `, "Para: teresa@cast.example", "CC: ", "", ...ORIGINAL]),
    says: "Ok",
  },
  Proton: {
    raw: html(
      `<div style="font-family: Arial">De acuerdo.</div><div class="protonmail_signature_block"><div>Enviado con el correo seguro de Proton Mail.</div></div><div class="protonmail_quote">El sábado, 21 de noviembre de 2026 a las 11:40, ${OURS} &lt;${ADDRESS}&gt; escribió:<br><blockquote class="protonmail_quote" type="cite">${ORIGINAL_HTML}</blockquote></div>`,
    ),
    says: "De acuerdo.",
  },
  Zoho: {
    raw: plain(["De acuerdo.", "", `---- El sáb, 21 nov 2026 11:40:00 -0300 ${OURS} <${ADDRESS}> escribió ----`, "", ...ORIGINAL]),
    says: "De acuerdo.",
  },
  "Windows Mail, windows-1252": {
    raw: (to, from = TERESA) =>
      `${head(to, from, ['Content-Type: text/plain; charset="windows-1252"', "Content-Transfer-Encoding: quoted-printable"])}\r\n\r\nS=ED, ma=F1ana =93temprano=94.\r\n\r\nEnviado desde Correo para Windows\r\n\r\nDe: Camila\r\nEnviado: s=E1bado, 21 de noviembre de 2026 11:40\r\nPara: Teresa\r\nAsunto: Mult=EDmetro\r\n\r\nNosotros el UT33\r\n`,
    says: "Sí, mañana “temprano”.",
  },
  "Gmail for Android, the second answer of a talk": {
    raw: html(
      `<div dir="auto">Perfecto 👍<div dir="auto"><br></div><div dir="auto">Nos vemos</div></div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">El sáb, 21 de nov de 2026, 11:40 a.m., ${OURS} &lt;${ADDRESS}&gt; escribió:<br></div><blockquote class="gmail_quote">${ORIGINAL_HTML}<div class="gmail_quote"><div class="gmail_attr">El vie, 20 de nov de 2026, Teresa escribió:</div><blockquote class="gmail_quote">¿Alguien?</blockquote></div></blockquote></div>`,
    ),
    says: "Perfecto 👍\n\nNos vemos",
  },
  "Gmail, HTML, answers between the quotes": {
    raw: html(
      `<div dir="ltr"><div class="gmail_quote"><div class="gmail_attr">${GMAIL_LINE.replaceAll("<", "&lt;")}<br></div><blockquote class="gmail_quote">${ORIGINAL_HTML}<p>¿Cuántos tienen?</p></blockquote><div>Doce.</div><blockquote class="gmail_quote"><p>¿Y la pauta?</p></blockquote><div>La subo hoy.</div><blockquote class="gmail_quote"><p>Recibes este correo porque sigues</p></blockquote></div></div>`,
    ),
    says: "> ¿Cuántos tienen?\n\nDoce.\n\n> ¿Y la pauta?\n\nLa subo hoy.",
  },
};
