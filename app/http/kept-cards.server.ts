/**
 * /eventos/:id/tarjeta.png: the preview card of a public meeting, drawn once and kept as the feeds are. Whoever may not see the
 * meeting without an account gets 404: those who read these pictures are other people's programs.
 */
import { renderAsync } from "@resvg/resvg-js";
import express, { type NextFunction, type Request, type Response, type Router } from "express";
import { placeLine } from "#app/components/event-words.ts";
import { isId } from "#app/domain/events/event.ts";
import type { EventDetail } from "#app/domain/events/event-rows.ts";
import { findVisibleEvent } from "#app/domain/events/events.repo.server.ts";
import { feedWindow } from "#app/domain/feeds/feed-window.ts";
import { dateBlockParts } from "#app/i18n/dates.ts";
import { eventKindLabel } from "#app/i18n/labels.ts";
import { publicRevision } from "#db/revision.ts";
import type { App } from "./app.server.ts";
import { type CardFacts, cardSvg } from "./card-drawing.server.ts";
import { fingerprint, type Kept, type KeptEntry, keptEntry, keptOf, stillRight } from "./kept.server.ts";
import { respondKept } from "./respond-kept.server.ts";

const POLICY = { cacheControl: "public, max-age=300", vary: "Accept-Encoding" };

/** Mount it in front of Remix, beside the feeds. `now` is for tests. */
export function cardRouter(app: App, { now = () => new Date().toISOString() }: { now?: () => string } = {}): Router {
  const kept = keptOf(app);
  const router = express.Router({ caseSensitive: true, strict: true });
  router.get("/eventos/:id/tarjeta.png", (req: Request, res: Response, next: NextFunction) => {
    answer({ app, kept }, req, res, now()).catch(next);
  });
  return router;
}

interface House {
  app: App;
  kept: Kept;
}

async function answer({ app, kept }: House, req: Request, res: Response, now: string): Promise<void> {
  const id = req.params.id ?? "";
  if (!isId(id)) return notThere(res);
  const key = `card:${id}`;
  const revision = await publicRevision(app.database.db);
  const there = kept.find(key);
  if (there && stillRight(there, revision, Date.parse(now))) {
    kept.count("feed", "hit");
    respondKept(req, res, there, POLICY);
    return;
  }
  const entry = await kept.once(`${key}@${revision}`, () => made({ app, kept }, id, { key, revision, now }));
  if (entry === null) return notThere(res);
  respondKept(req, res, entry, POLICY);
}

async function made({ app, kept }: House, id: string, { key, revision, now }: { key: string; revision: number; now: string }): Promise<KeptEntry | null> {
  const event = await findVisibleEvent(app.database.db, null, id, now);
  if (!event) return null;
  const facts = cardFacts(event, app.env.deployment.networkName);
  const source = fingerprint(JSON.stringify(facts));
  const time = { revision, now: Date.parse(now), until: Date.parse(feedWindow(now).until) };
  const before = kept.find(key);
  if (before?.source === source) {
    const entry = { ...before, revision, madeAt: time.now, until: time.until };
    kept.put(key, entry, "card");
    kept.count("feed", "same");
    return entry;
  }
  const body = (await renderAsync(cardSvg(facts), { font: { loadSystemFonts: false } })).asPng();
  const entry = await keptEntry({ body, contentType: "image/png", ...time, lastModified: event.calendar_at, source });
  kept.put(key, entry, "card");
  kept.count("feed", "made");
  return entry;
}

/** Nothing that an answer or a seat would change. */
export function cardFacts(event: EventDetail, network: string): CardFacts {
  const { weekday, day, month, time, zone, year } = dateBlockParts(event);
  return {
    title: event.title,
    kind: eventKindLabel(event.kind),
    state: event.status === "cancelled" ? "Cancelada" : null,
    date: { weekday, day, month: [month, year].filter(Boolean).join(" "), time: time ? `${time} h` : null, zone: zone ?? null },
    // The street is for the page: a name and its comuna are read at a glance.
    place: placeLine({ ...event, address: event.host_name ? null : event.address }),
    nodes: event.nodes.map(({ name, colour, glyph }) => ({ name, colour, glyph })),
    at: event.lat !== null && event.lon !== null ? { lat: event.lat, lon: event.lon } : null,
    network,
  };
}

function notThere(res: Response): void {
  res.setHeader("Cache-Control", "no-store");
  res.status(404).type("text/plain; charset=utf-8").send("No encontramos esta imagen.\n");
}
