/** The Atom feeds: what was announced last, in the network or in a node. */
import type { Deployment } from "#app/domain/context.ts";
import { isAllDay } from "#app/domain/events/event.ts";
import { parseRule, ruleWords } from "#app/domain/series/rule.ts";
import { eventWhen } from "#app/i18n/dates.ts";
import { eventKindLabel } from "#app/i18n/labels.ts";
import { isZone, MAIN_ZONE } from "#app/i18n/zones.ts";
import { absolute, paths } from "#app/paths.ts";
import type { Db } from "#db/create.ts";
import { type AtomEntry, atom } from "./atom.ts";
import { feedWindow } from "./feed-window.ts";
import { listLatestPublic, type NewsRow } from "./feeds.repo.server.ts";

const MOST_ENTRIES = 30;
/** `updated` of a feed without any news: it has to say something, and the same each time. */
const BEFORE_ANY = "2026-01-01T00:00:00.000Z";

export interface NewsSubject {
  id: string;
  slug: string;
  name: string;
}

export async function newsFeed(db: Db, deployment: Deployment, now: string, node?: NewsSubject): Promise<{ content: string; lastModified: string }> {
  const rows = await listLatestPublic(db, feedWindow(now).from, MOST_ENTRIES, node?.id);
  const network = deployment.networkName;
  const entries = rows.map((row) => entryOf(row, deployment));
  const content = atom({
    url: absolute(deployment, node ? paths.nodeAtom(node.slug) : paths.atom()),
    page: absolute(deployment, node ? paths.node(node.slug) : paths.events()),
    title: node ? `${node.name} · ${network}` : network,
    subtitle: node ? `Reuniones que se anuncian en ${node.name}.` : `Reuniones que se anuncian en ${network}.`,
    author: network,
    since: BEFORE_ANY,
    entries,
  });
  return { content, lastModified: entries.reduce((latest, entry) => (entry.updated > latest ? entry.updated : latest), BEFORE_ANY) };
}

function entryOf(row: NewsRow, deployment: Deployment): AtomEntry {
  const zone = isZone(row.zone) ? row.zone : MAIN_ZONE;
  const when = eventWhen({ starts_at: row.starts_at, ends_at: row.ends_at, zone, all_day: isAllDay(row.kind) });
  return {
    // Whichever date stands for a series, it is the same news.
    id: row.series_id ?? row.id,
    title: row.status === "cancelled" ? `CANCELADO: ${row.title}` : row.title,
    url: absolute(deployment, paths.event(row.id)),
    published: row.published_at,
    updated: row.calendar_at > row.published_at ? row.calendar_at : row.published_at,
    summary: [eventKindLabel(row.kind), row.rule ? ruleWords(parseRule(row.rule)) : null, when, row.place].filter((part) => part).join(" · "),
    html: row.description_html,
    category: eventKindLabel(row.kind),
  };
}
