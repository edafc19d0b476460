/**
 * How a mail of ours looks: 560 px, the date block on top, one sentence why you get it, large buttons, how to stop them.
 * A mail is told once, as a page of blocks; `mailContent` says it as HTML and as plain text.
 */
import type { MailContent } from "#app/domain/mail/mail.ts";
import type { dateBlockParts } from "#app/i18n/dates.ts";
import type { Block } from "./blocks.ts";
import { type Html, html, raw } from "./html.ts";
import { COLOURS, STYLE, STYLESHEET } from "./look.ts";

export { type Block, block, type Fact, facts, heading, type Inline, link, list, note, paragraph, quote, richText, strong } from "./blocks.ts";
export { type Html, html, raw } from "./html.ts";

export interface MailButton {
  label: string;
  href: string;
  /** `primary` is filled, `secondary` outlined. Without it the first is primary and the others secondary. */
  kind?: "primary" | "secondary";
}

export interface MailPage {
  /** The title on top of the mail, not the subject. */
  title: string;
  /** What a list of mails shows after the subject. */
  preheader: string;
  /** Who writes: name of the network and its front page. */
  network: { name: string; url: string };
  /** Parts from `dateBlockParts`. */
  dateBlock?: ReturnType<typeof dateBlockParts> & { cancelled?: boolean };
  /** The same in words, under the title: «sábado 5 de diciembre de 2026, 18:30 a 20:00 h». */
  when?: string;
  /** One sentence: why you get this. */
  why?: string;
  /** Before the buttons. */
  body: Block[];
  /** One line above the buttons: «¿Vas a venir?» */
  ask?: string;
  buttons?: MailButton[];
  /** Behind the buttons. */
  after?: Block[];
  /** Small print: who sent it, how to stop them. */
  footer: Block[];
}

/** Subject, HTML and plain text of one page. */
export function mailContent(subject: string, page: MailPage, ical?: MailContent["ical"]): MailContent {
  return { subject, html: mailLayout(page), text: textLayout(page), ...(ical ? { ical } : {}) };
}

/** The HTML alone. */
export function mailLayout(page: MailPage): string {
  const inside = [titleRow(page), page.why && html`<p style="margin:0 0 16px">${page.why}</p>`, blocks(page.body), buttonRow(page), blocks(page.after ?? [])];
  return html`<!doctype html>
<html lang="es"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><meta name="x-apple-disable-message-reformatting"><meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no"><title>${page.title}</title>
<style>${raw(STYLESHEET)}</style></head>
<body class="bg" style="margin:0;padding:0;background:${COLOURS.surface}">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${page.preheader}${raw(FILLER)}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" class="bg" bgcolor="${COLOURS.surface}"><tr><td align="center" style="padding:20px 12px 32px">
<!--[if mso]><table role="presentation" width="560"><tr><td><![endif]-->
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" class="ink" style="max-width:560px;${STYLE.text}">
<tr><td style="padding:0 4px 14px;font-size:16px"><a href="${page.network.url}" class="ink" style="color:${COLOURS.ink};text-decoration:none"><span class="accent" aria-hidden="true" style="color:${COLOURS.accent};font-weight:800">&#8942;&nbsp;</span><strong>${page.network.name}</strong></a></td></tr>
<tr><td class="card" bgcolor="${COLOURS.raised}" style="border:1px solid ${COLOURS.line};border-radius:10px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td class="pad ink" align="left" style="padding:28px 28px 12px;${STYLE.text}">
${inside}
</td></tr></table></td></tr>
<tr><td class="soft" style="padding:18px 4px 0;font-size:14px;line-height:1.5;color:${COLOURS.soft}">${blocks(page.footer)}</td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</body></html>
`.markup;
}

/** Keeps the body's first words out of the preview. */
const FILLER = "&#8199;&#65279;".repeat(40);

function blocks(all: readonly Block[]): Html[] {
  return all.map((each) => each.html);
}

function titleRow({ dateBlock, title, when }: MailPage): Html {
  const words = html`<h1 style="${STYLE.title}">${title}</h1>${when && html`<p style="margin:6px 0 0">${when}</p>`}`;
  if (!dateBlock) return html`<div style="margin:0 0 16px">${words}</div>`;
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 20px"><tr><td class="stack" width="112" valign="top">${dateTile(dateBlock)}</td><td class="stack under ink" valign="top" style="padding-left:20px;${STYLE.text}">${words}</td></tr></table>`;
}

/** The date block of the pages: weekday, big day, month, hour. */
function dateTile(date: NonNullable<MailPage["dateBlock"]>): Html {
  const day = `font-size:${date.day.length > 2 ? 30 : 54}px;line-height:58px;font-weight:800;letter-spacing:-0.02em${date.cancelled ? `;text-decoration:line-through;color:${COLOURS.soft}` : ""}`;
  const small = `font-size:13px;line-height:18px;color:${COLOURS.soft}`;
  return html`<table role="presentation" width="112" cellpadding="0" cellspacing="0"><tr><td class="date ink" align="center" bgcolor="${COLOURS.surface}" style="width:110px;padding:10px 6px 12px;border:1px solid ${COLOURS.lineStrong};border-radius:10px;${STYLE.text}"><div class="dot" style="width:10px;height:10px;margin:0 auto 6px;border-radius:5px;background:${COLOURS.accent};font-size:0;line-height:0"></div><div class="accent" style="font-size:17px;line-height:20px;font-weight:600;color:${COLOURS.accent}">${date.weekday}</div><div${raw(date.cancelled ? ' class="soft"' : "")} style="${day}">${date.day}</div><div style="font-size:17px;line-height:20px;font-weight:600">${date.month}${date.year && ` ${date.year}`}</div>${date.time && html`<div style="padding-top:6px;font-size:18px;line-height:22px">${date.time}</div>`}${date.zone && html`<div class="soft" style="${small}">${date.zone}</div>`}${date.cancelled && html`<div class="danger" style="font-size:14px;line-height:20px;font-weight:700;color:${COLOURS.danger}">Cancelada</div>`}</td></tr></table>`;
}

function buttonRow({ ask, buttons = [] }: MailPage): Html | null {
  if (buttons.length === 0) return null;
  const question = ask && html`<p style="margin:20px 0 10px;font-weight:700">${ask}</p>`;
  const cells = buttons.map(
    (button, index) =>
      html`${index > 0 && html`<td class="gap" width="10" style="width:10px;font-size:0">&nbsp;</td>`}${buttonCell(button, index, Math.floor((102 - 2 * buttons.length) / buttons.length))}`,
  );
  return html`${question}<table role="presentation" ${raw(buttons.length > 1 ? 'width="100%" ' : "")}cellpadding="0" cellspacing="0" style="margin:4px 0 22px;border-collapse:separate"><tr>${cells}</tr></table>`;
}

/** 50 px tall: a thumb's width. The colour stands on the cell, for programs that give a link no padding. */
function buttonCell({ label, href, kind }: MailButton, index: number, share: number): Html {
  const filled = (kind ?? (index === 0 ? "primary" : "secondary")) === "primary";
  const background = filled ? COLOURS.primary : COLOURS.raised;
  const colour = filled ? COLOURS.primaryInk : COLOURS.primary;
  return html`<td class="button ${filled ? "fill" : "edge"}" ${raw(share < 100 ? `width="${share}%" ` : "")}align="center" bgcolor="${background}" style="border:2px solid ${COLOURS.primary};border-radius:8px"><a href="${href}" style="display:block;padding:12px 14px;font-size:17px;line-height:22px;font-weight:700;color:${colour};text-decoration:none">${label}</a></td>`;
}

/** The plain text alone. It says all that the HTML says; addresses stand at the end of their lines, so that every program makes them links. */
export function textLayout(page: MailPage): string {
  const title = page.dateBlock?.cancelled ? `CANCELADA: ${page.title}` : page.title;
  const head = [title, page.when ?? ""].filter((line) => line !== "").join("\n");
  const buttons = (page.buttons ?? []).map(({ label, href }) => `${label}:\n${href}`);
  const parts = [head, page.why ?? "", ...texts(page.body), page.ask ?? "", ...buttons, ...texts(page.after ?? [])];
  const foot = [...texts(page.footer), `${page.network.name}: ${page.network.url}`];
  return `${[...parts, "----", ...foot].filter((part) => part !== "").join("\n\n")}\n`;
}

function texts(all: readonly Block[]): string[] {
  return all.map((each) => each.text.trim());
}
