/**
 * How a mail of ours looks: 560 px, the date block on top, one sentence why you get it, large buttons, how to stop them.
 * A mail is told once, as blocks; `mailLayout` and `textLayout` (or `mailContent`, both) say the same blocks as HTML and as plain text.
 */
import type { MailContent } from "#app/domain/mail/mail.ts";
import type { DateBlock } from "#app/i18n/dates.ts";
import { type Block, type Html, html, raw } from "./blocks.ts";

export { type Block, block, type Fact, facts, heading, html, type Html, type Inline, link, list, note, paragraph, quote, raw, richText, strong } from "./blocks.ts";

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
  dateBlock?: DateBlock & { cancelled?: boolean };
  /** The same in words, under the title: «sábado 5 de diciembre de 2026, 18:30 a 20:00 h». */
  when?: string;
  /** One sentence: why you get this. */
  why?: string;
  /** Before the buttons. */
  body: Block[];
  buttons?: MailButton[];
  /** What stands above the buttons in one line: «¿Vas a venir?» */
  ask?: string;
  /** Behind the buttons. */
  after?: Block[];
  /** Small print: who sent it, how to stop them. */
  footer: Block[];
}

/** Subject, HTML and plain text of one page. */
export function mailContent(subject: string, page: MailPage, ical?: MailContent["ical"]): MailContent {
  return { subject, html: mailLayout(page), text: textLayout(page), ...(ical ? { ical } : {}) };
}

export function mailLayout(page: MailPage): string {
  return html`<!doctype html><html lang="es"><head><title>${page.title}</title></head><body>${raw(page.body.map((each) => each.html.markup).join(""))}</body></html>`.markup;
}

export function textLayout(page: MailPage): string {
  return [page.title, ...page.body.map((each) => each.text)].join("\n\n");
}

export type { Html as MailHtml };
