/**
 * Calendar files and Atom feeds, answered in front of Remix: drawn once, then kept bytes.
 * Public ones are right while the public revision stands and the day (UTC) lasts. Private ones depend on answers, memberships and
 * members' meetings, which no revision counts: their rows are read at each request (few, by index), only the drawing is kept.
 */
import express, { type NextFunction, type Request, type Response, type Router } from "express";
import { type Calendar, type PublicSubject, privateCalendar, publicCalendar, singleCalendar } from "#app/domain/feeds/calendars.server.ts";
import { feedWindow } from "#app/domain/feeds/feed-window.ts";
import { findLiveFeed, updateFeedFetched } from "#app/domain/feeds/feeds.repo.server.ts";
import { chosenBy } from "#app/domain/feeds/filtered.server.ts";
import { newsFeed } from "#app/domain/feeds/news.server.ts";
import { filterKey, isWhole, type PublicFilter, readPublicFilter } from "#app/domain/feeds/public-filter.ts";
import { loadActor } from "#app/domain/identity/sessions.server.ts";
import { findNodeBySlug } from "#app/domain/nodes/nodes.repo.server.ts";
import { worksFeed } from "#app/domain/openness/feed.server.ts";
import { findEstablishmentBySlug } from "#app/domain/places/establishments.repo.server.ts";
import { readToken } from "#app/domain/signed-token.server.ts";
import { redirectedSlug } from "#app/domain/slugs.repo.server.ts";
import { paths } from "#app/paths.ts";
import { publicRevision } from "#db/revision.ts";
import type { App } from "./app.server.ts";
import { fingerprint, type Kept, type KeptEntry, keptEntry, keptOf, stillRight } from "./kept.server.ts";
import { respondKept } from "./respond-kept.server.ts";
import { sessionOf } from "./session-of.server.ts";

const ICS = "text/calendar; charset=utf-8";
const ATOM = "application/atom+xml; charset=utf-8";
const PUBLIC = { cacheControl: "public, max-age=60", vary: "Accept-Encoding" };
const PRIVATE = { cacheControl: "private, no-cache", vary: "Accept-Encoding" };
const PERSONAL = { cacheControl: "private, no-cache", vary: "Accept-Encoding, Cookie" };
/** How often at most a feed's last reading is written down. */
const NOTE_EVERY = 5 * 60_000;

interface House {
  app: App;
  kept: Kept;
  now: () => string;
}

type Handler = (house: House, req: Request, res: Response) => Promise<void>;

/** Mount it in front of Remix. `now` is for tests. */
export function feedRouter(app: App, { now = () => new Date().toISOString() }: { now?: () => string } = {}): Router {
  const house: House = { app, kept: keptOf(app), now };
  const router = express.Router({ caseSensitive: true, strict: true });
  const answer = (handler: Handler) => (req: Request, res: Response, next: NextFunction) => void handler(house, req, res).catch(next);
  router.get("/calendario.ics", answer(networkFile));
  router.get(
    "/nodos/:slug/calendario.ics",
    answer((h, req, res) => publicFile(h, req, res, { key: `ics:n:${slugOf(req)}`, type: ICS, make: nodeCalendar(slugOf(req)) })),
  );
  router.get(
    "/establecimientos/:slug/calendario.ics",
    answer((h, req, res) => publicFile(h, req, res, { key: `ics:s:${slugOf(req)}`, type: ICS, make: schoolCalendar(slugOf(req)) })),
  );
  router.get(
    "/feed.xml",
    answer((h, req, res) => publicFile(h, req, res, { key: "atom:", type: ATOM, make: networkNews })),
  );
  router.get(
    "/recursos/feed.xml",
    answer((h, req, res) => publicFile(h, req, res, { key: "atom:works", type: ATOM, make: works })),
  );
  router.get(
    "/nodos/:slug/feed.xml",
    answer((h, req, res) => publicFile(h, req, res, { key: `atom:n:${slugOf(req)}`, type: ATOM, make: nodeNews(slugOf(req)) })),
  );
  router.get("/eventos/:id/evento.ics", answer(oneEvent));
  router.get("/feeds/:token.ics", answer(privateFeed));
  return router;
}

const slugOf = (req: Request): string => req.params.slug ?? "";

// public ---------------------------------------------------------------------------------------

type Made = Calendar | { redirectTo: string } | null;

interface PublicFile {
  key: string;
  /** Of what a stranger can ask in many variants only so many are kept. */
  group?: string;
  type: string;
  /** null: there is nothing of that name. */
  make: (house: House, now: string) => Promise<Made>;
}

async function publicFile(house: House, req: Request, res: Response, file: PublicFile): Promise<void> {
  const { kept, app } = house;
  const now = house.now();
  const revision = await publicRevision(app.database.db);
  const there = kept.find(file.key);
  if (there && stillRight(there, revision, Date.parse(now))) {
    kept.count("feed", "hit");
    respondKept(req, res, there, PUBLIC);
    return;
  }
  const made = await kept.once(`${file.key}@${revision}@${now.slice(0, 10)}`, () => drawn(house, file, revision, now));
  if (made === null) notThere(res);
  else if ("redirectTo" in made) moved(res, made.redirectTo);
  else respondKept(req, res, made, PUBLIC);
}

async function drawn(house: House, file: PublicFile, revision: number, now: string): Promise<KeptEntry | { redirectTo: string } | null> {
  const { kept } = house;
  const made = await file.make(house, now);
  if (made === null || "redirectTo" in made) return made;
  const { fresh, entry } = await entryOf(kept.find(file.key), made, { type: file.type, revision, now });
  kept.count("feed", fresh ? "made" : "same");
  kept.put(file.key, entry, file.group);
  return entry;
}

/** The bytes of the same rows are taken as they are; their time begins anew. */
async function entryOf(before: KeptEntry | undefined, calendar: Calendar, { type, revision, now }: { type: string; revision: number; now: string }) {
  const until = Date.parse(feedWindow(now).until);
  const lastModified = new Date(calendar.lastModified).toUTCString();
  if (before?.source === calendar.source) {
    return { fresh: false, entry: { ...before, revision, madeAt: Date.parse(now), until, lastModified } };
  }
  const input = { body: calendar.draw(), contentType: type, revision, now: Date.parse(now), until, lastModified, source: calendar.source };
  return { fresh: true, entry: await keptEntry(input) };
}

/** All, or what its address narrows it to: one address for one choice, and 404 for what is no choice. */
async function networkFile(house: House, req: Request, res: Response): Promise<void> {
  const at = req.originalUrl.indexOf("?");
  const filter = readPublicFilter(new URLSearchParams(at < 0 ? "" : req.originalUrl.slice(at)));
  if (filter === null) return notThere(res);
  if (isWhole(filter)) return publicFile(house, req, res, { key: "ics:", type: ICS, make: networkCalendar });
  return publicFile(house, req, res, { key: `ics:f:${filterKey(filter)}`, group: "ics:f", type: ICS, make: filteredCalendar(filter) });
}

function filteredCalendar(filter: PublicFilter): PublicFile["make"] {
  return async ({ app }, now) => {
    const chosen = await chosenBy(app.database.db, filter);
    if (chosen === null) return null;
    return "moved" in chosen ? { redirectTo: paths.publicFeed(chosen.moved) } : subjectCalendar(app, chosen.choice, now);
  };
}

const networkCalendar: PublicFile["make"] = ({ app }, now) => publicCalendar(app.database.db, app.env.deployment, { kind: "network" }, now);

function nodeCalendar(slug: string): PublicFile["make"] {
  return async ({ app }, now) => {
    const node = await findNodeBySlug(app.database.db, slug);
    if (!node) return redirected(app, "node", slug, paths.nodeFeed);
    return subjectCalendar(app, { kind: "node", id: node.id, slug: node.slug, name: node.name }, now);
  };
}

function schoolCalendar(slug: string): PublicFile["make"] {
  return async ({ app }, now) => {
    const school = await findEstablishmentBySlug(app.database.db, slug);
    if (!school) return redirected(app, "establishment", slug, paths.establishmentFeed);
    return subjectCalendar(app, { kind: "establishment", id: school.id, slug: school.slug, name: school.name }, now);
  };
}

const subjectCalendar = (app: App, subject: PublicSubject, now: string) => publicCalendar(app.database.db, app.env.deployment, subject, now);

const networkNews: PublicFile["make"] = async ({ app }, now) => asCalendar(await newsFeed(app.database.db, app.env.deployment, now));

const works: PublicFile["make"] = async ({ app }) => asCalendar(await worksFeed(app.database.db, app.env.deployment));

function nodeNews(slug: string): PublicFile["make"] {
  return async ({ app }, now) => {
    const node = await findNodeBySlug(app.database.db, slug);
    if (!node) return redirected(app, "node", slug, paths.nodeAtom);
    return asCalendar(await newsFeed(app.database.db, app.env.deployment, now, node));
  };
}

/** Thirty entries are drawn faster than compared: the content is its own fingerprint. */
const asCalendar = ({ content, lastModified }: { content: string; lastModified: string }): Calendar => ({ source: fingerprint(content), lastModified, draw: () => content });

async function redirected(app: App, kind: "node" | "establishment", slug: string, path: (slug: string) => string): Promise<Made> {
  const today = await redirectedSlug(app.database.db, kind, slug);
  return today === undefined ? null : { redirectTo: path(today) };
}

// one meeting ----------------------------------------------------------------------------------

async function oneEvent(house: House, req: Request, res: Response): Promise<void> {
  const { app } = house;
  const { db } = app.database;
  const now = house.now();
  const session = await sessionOf(app, req, now);
  const calendar = await singleCalendar(db, app.env.deployment, session?.actor ?? null, req.params.id ?? "", now);
  if (!calendar) return notThere(res);
  res.setHeader("Content-Disposition", 'attachment; filename="evento.ics"');
  const input = { body: calendar.draw(), contentType: ICS, revision: 0, now: 0, until: 0, lastModified: calendar.lastModified };
  respondKept(req, res, await keptEntry(input), PERSONAL);
}

// private --------------------------------------------------------------------------------------

async function privateFeed(house: House, req: Request, res: Response): Promise<void> {
  const { app, kept } = house;
  const { db } = app.database;
  const { deployment } = app.env;
  const now = house.now();
  const id = readToken(deployment.secret, "feed", req.params.token ?? "");
  const row = id ? await findLiveFeed(db, id) : undefined;
  const owner = row ? await loadActor(db, row.person_id) : null;
  if (!row || !owner) return notThere(res);
  const calendar = await privateCalendar(db, deployment, row, owner, now);
  const key = `private:${row.id}`;
  const { fresh, entry } = await entryOf(kept.find(key), calendar, { type: ICS, revision: 0, now });
  kept.count("feed", fresh ? "made" : "same");
  if (fresh) kept.put(key, entry);
  res.setHeader("X-Robots-Tag", "noindex");
  res.once("finish", () => note(house, row, now));
  respondKept(req, res, entry, PRIVATE);
}

/** Written after the answer has left, and for its own sake: that it cannot be written is nobody's problem. */
function note({ app }: House, row: { id: string; last_fetched_at: string | null }, now: string): void {
  const notSince = new Date(Date.parse(now) - NOTE_EVERY).toISOString();
  if (row.last_fetched_at !== null && row.last_fetched_at >= notSince) return;
  updateFeedFetched(app.database.db, row.id, now, notSince).catch(() => undefined);
}

// neither --------------------------------------------------------------------------------------

function notThere(res: Response): void {
  res.setHeader("Cache-Control", "no-store");
  res.status(404).type("text/plain; charset=utf-8").send("No encontramos este calendario.\n");
}

function moved(res: Response, to: string): void {
  res.setHeader("Cache-Control", "public, max-age=3600");
  res.status(301).location(to).end();
}
