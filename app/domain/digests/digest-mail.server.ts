/** From somebody's news to the one mail of their day or week. */
import type { Ctx } from "#app/domain/context.ts";
import { isAllDay } from "#app/domain/events/event.ts";
import type { OutgoingMail } from "#app/domain/mail/mail.ts";
import { htmlToPlainText } from "#app/domain/markdown.server.ts";
import { RESOURCE_KINDS, type ResourceKind } from "#app/domain/resources/resource.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import { firstName } from "#app/domain/text.ts";
import { eventWhen, longDateTime, relativeDay } from "#app/i18n/dates.ts";
import { eventKindLabel } from "#app/i18n/labels.ts";
import { isZone, MAIN_ZONE, type Zone } from "#app/i18n/zones.ts";
import { absolute, paths } from "#app/paths.ts";
import { type DigestItem, digest, WHOLE_NETWORK } from "#emails/digest.ts";
import type { CallNews, MeetingNews, News, ThreadNews, WorkNews } from "./digest.ts";
import type { Issue } from "./issues.ts";
import { countsOf, type Section } from "./sections.ts";

export interface Told {
  person: { id: string; email: string; name: string; zone: Zone };
  news: News;
  /** Of the news, what the mail shows. */
  sections: readonly Section[];
  /** Where their answers to a thread go; absent where it is closed. */
  replies: ReadonlyMap<string, string>;
}

export function digestMail(ctx: Ctx, { pace, period }: Issue, { person, news, sections, replies }: Told): OutgoingMail {
  const url = (path: string) => absolute(ctx.deployment, path);
  const choose = url(paths.digestLink(mintToken(ctx.deployment.secret, "digest", person.id)));
  const look: Look = { url, now: ctx.now, zone: person.zone, replies };
  const shown = sections.map((section) => ({
    name: section.node?.name ?? WHOLE_NETWORK,
    url: url(section.node ? paths.node(section.node.slug) : paths.calls()),
    items: [
      ...section.threads.map((thread) => threadItem(thread, look)),
      ...section.calls.map((call) => callItem(call, look)),
      ...section.meetings.map((meeting) => meetingItem(meeting, look)),
      ...section.works.map((work) => workItem(work, look)),
    ],
    more: section.more,
  }));
  return {
    kind: "digest",
    to: { name: person.name, address: person.email },
    key: `digest:${person.id}:${period}`,
    content: digest({
      network: { name: ctx.deployment.networkName, url: url(paths.home()) },
      person: firstName(person.name),
      pace,
      counts: countsOf(news),
      sections: shown,
      links: { all: url(paths.news()), choose, notices: url(paths.accountNotices()) },
    }),
    unsubscribe: choose,
  };
}

interface Look {
  url: (path: string) => string;
  now: string;
  zone: Zone;
  replies: ReadonlyMap<string, string>;
}

function threadItem(thread: ThreadNews, { url, now, zone, replies }: Look): DigestItem {
  return {
    kicker: `${threadWords(thread)} · ${relativeDay(thread.at, now, zone)}`,
    title: thread.title,
    url: url(paths.thread(thread.id)),
    said: { who: thread.author, words: shortened(htmlToPlainText(thread.body_html)) },
    reply: replies.get(thread.id) ?? null,
  };
}

function threadWords({ kind, begun, posts }: ThreadNews): string {
  const announcement = kind === "announcement";
  if (!begun && announcement) return posts === 1 ? "1 respuesta a un anuncio" : `${posts} respuestas a un anuncio`;
  if (!begun) return posts === 1 ? "1 mensaje nuevo" : `${posts} mensajes nuevos`;
  const answers = posts === 1 ? "" : posts === 2 ? ", 1 respuesta" : `, ${posts - 1} respuestas`;
  return `${announcement ? "Anuncio" : "Conversación nueva"}${answers}`;
}

function callItem(call: CallNews, { url }: Look): DigestItem {
  const kind = call.kind === "contest" ? "Concurso" : "Convocatoria";
  if (call.is === "results") return { kicker: `${kind}: ya hay resultados`, title: call.title, url: url(paths.callResults(call.slug)) };
  const zone = isZone(call.zone) ? call.zone : MAIN_ZONE;
  return { kicker: `${kind}: se puede postular`, title: call.title, url: url(paths.call(call.slug)), fact: `Cierra el ${longDateTime(call.closes_at, zone)}.` };
}

function meetingItem(meeting: MeetingNews, { url, zone: readerZone }: Look): DigestItem {
  const zone = isZone(meeting.zone) ? meeting.zone : MAIN_ZONE;
  const when = eventWhen({ starts_at: meeting.starts_at, ends_at: meeting.ends_at, zone, all_day: isAllDay(meeting.kind) }, { readerZone });
  return {
    kicker: meeting.kind === "milestone" ? "Fecha para recordar" : `${eventKindLabel(meeting.kind)} por venir`,
    title: meeting.title,
    url: url(paths.event(meeting.id)),
    fact: `${when}${meeting.place ? `. ${meeting.place}` : ""}.`,
  };
}

function workItem(work: WorkNews, { url }: Look): DigestItem {
  return { kicker: `${RESOURCE_KINDS[work.kind as ResourceKind] ?? "Recurso"} en el repositorio`, title: work.title, url: url(paths.work(work)) };
}

const SHOWN = 180;

/** The first words, without the addresses of links, cut between two words. */
function shortened(text: string): string {
  const flat = text
    .replace(/\s*\((https?|mailto):[^)\s]*\)/g, "")
    .replace(/\s+/g, " ")
    .trim();
  if (flat.length <= SHOWN) return flat;
  const cut = flat.slice(0, SHOWN);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), SHOWN - 40)).trimEnd()}…`;
}
