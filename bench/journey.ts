/** Every page of the journey at full size: who asks, and for what. */

import type { Env } from "#app/config/env.server.ts";
import { startSession } from "#app/domain/identity/sessions.server.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import { paths } from "#app/paths.ts";
import type { Db } from "#db/create.ts";
import { crowdedMonth } from "./crowded-month.ts";
import { circlePages, voiceOf } from "./journey-circles.ts";
import { repositoryPages } from "./journey-repository.ts";
import { seatJuror, talkPages } from "./journey-talks.ts";
import { seededId } from "./random.ts";

/** `voice`: sits in two circles of the node that `coordinator` coordinates. */
export type Who = "visitor" | "member" | "voice" | "coordinator" | "admin";

export interface PageAsked {
  path: string;
  who: Who;
}

export interface Journey {
  pages: PageAsked[];
  cookies: Record<Who, string>;
  /** The addresses that are put under load. */
  node: string;
  event: string;
  /** A month with 300 dates. */
  crowded: string;
  /** Where phones at the door of a meeting send, and whom they may note. */
  door: { path: string; invitations: string[] };
}

/** Opens the sessions, and finds meetings and people to look at. */
export async function journeyOf(db: Db, env: Env): Promise<Journey> {
  const { deployment } = env;
  const now = new Date().toISOString();
  const ctx = { db, deployment, actor: null, now, wake: () => undefined };
  const cookie = async (personId: string) => `nodos=${(await startSession(ctx, personId, "bench")).id}`;
  const coordinator = seededId("person", 5);
  const member = await somebodyInvited(db, now);
  const voice = await voiceOf(db);
  await seatJuror(db, voice);
  const cookies = {
    visitor: "",
    member: await cookie(member.person_id),
    voice: await cookie(voice),
    coordinator: await cookie(coordinator),
    admin: await cookie(seededId("person", 0)),
  };
  const coming = await meeting(db, { now, past: false, visibility: "public" });
  const past = await meeting(db, { now, past: true, visibility: "public" });
  const own = await ownMeeting(db, coordinator, now);
  const draft = await draftLike(db, own);
  const feedId = await privateFeed(db, member.person_id, now);
  const tokens = {
    answer: mintToken(deployment.secret, "answer", member.id),
    stop: mintToken(deployment.secret, "stop", member.id),
    feed: mintToken(deployment.secret, "feed", feedId),
  };
  const crowded = paths.calendar({ mes: await crowdedMonth(db, now) });
  const pages = [
    ...publicPages({ coming, past, tokens }),
    ...memberPages(member.event_id),
    ...coordinatorPages(own, draft),
    ...adminPages(),
    ...circlePages(),
    ...repositoryPages(),
    ...(await talkPages(db)),
  ];
  return { pages, cookies, node: paths.node("nodo-1"), event: paths.event(coming), crowded, door: await doorOf(db, own) };
}

const as = (who: Who, list: string[]): PageAsked[] => list.map((path) => ({ path, who }));

function publicPages({ coming, past, tokens }: { coming: string; past: string; tokens: { answer: string; stop: string; feed: string } }): PageAsked[] {
  const node = "nodo-1";
  const school = "liceo-1";
  return as("visitor", [
    paths.home(),
    paths.nodes(),
    paths.nodes({ region: "13" }),
    paths.nodes({ q: "robotica" }),
    paths.node(node),
    paths.nodePeople(node),
    paths.nodeSchools(node),
    paths.nodeMeetings(node),
    paths.establishments(),
    paths.establishments({ q: "santiago" }),
    paths.establishment(school),
    paths.events(),
    paths.events({ pagina: 40 }),
    paths.events({ cuando: "pasadas" }),
    paths.events({ cuando: "pasadas", pagina: 80 }),
    paths.events({ nodo: node }),
    paths.events({ region: "13" }),
    paths.events({ q: "robotica" }),
    paths.event(coming),
    paths.event(past),
    paths.calendar(),
    paths.calendar({ nodo: node }),
    paths.calendar({ vista: "agenda" }),
    paths.calendar({ vista: "semana" }),
    paths.calendar({ vista: "anual" }),
    paths.calendar({ vista: "mapa" }),
    paths.subscribe(),
    paths.subscribe({ nodo: node }),
    paths.signIn(),
    paths.register(),
    paths.help(),
    paths.privacy(),
    paths.answerLink(tokens.answer),
    paths.unsubscribe(tokens.stop),
    paths.publicFeed(),
    paths.publicFeed({ nodo: node, tipo: "workshop" }),
    paths.nodeFeed(node),
    paths.establishmentFeed(school),
    paths.privateFeed(tokens.feed),
    paths.eventIcs(coming),
    paths.eventCard(coming),
    paths.atom(),
    paths.nodeAtom(node),
    paths.sitemap(),
  ]);
}

function memberPages(event: string): PageAsked[] {
  const node = "nodo-1";
  const account = [paths.account(), paths.accountEmail(), paths.accountPassword(), paths.accountSessions(), paths.accountNotices(), paths.accountFeeds()];
  const lists = [paths.nodes(), paths.node(node), paths.nodePeople(node), paths.nodeMeetings(node), paths.establishments(), paths.events(), paths.events({ cuando: "pasadas" })];
  return as("member", [paths.home(), ...lists, paths.event(event), paths.calendar(), paths.calendar({ vista: "agenda" }), paths.calendar({ mio: "1" }), ...account]);
}

function coordinatorPages(event: string, draft: string): PageAsked[] {
  const node = "nodo-6";
  const own = [
    paths.home(),
    paths.node(node),
    paths.nodeRequests("nodo-6"),
    paths.nodeEdit(node),
    paths.nodeParticipation(node),
    paths.nodeParticipationCsv(node),
    paths.events(),
    paths.eventNew(),
    paths.eventNew({ nodo: node }),
    paths.eventTemplates(),
  ];
  const meetings = [
    paths.event,
    paths.eventEdit,
    paths.eventAudience,
    paths.eventPostpone,
    paths.eventCancel,
    paths.eventAnswers,
    paths.eventAnswersCsv,
    paths.eventRemind,
    paths.eventSending,
    paths.eventSaveTemplate,
    (id: string) => paths.eventLoad(id),
    paths.eventPlan,
    (id: string) => paths.eventPlanEdit(id, "tareas"),
    (id: string) => paths.eventAttendance(id),
    (id: string) => paths.eventAttendance(id, { vista: "establecimientos" }),
    paths.eventAttendanceCsv,
    paths.eventDoor,
    paths.eventDoorList,
    paths.eventDoorCode,
    (id: string) => paths.eventDoorKeepers(id),
  ];
  return as("coordinator", [
    ...own,
    ...meetings.map((path) => path(event)),
    ...[paths.event, paths.eventAudience, paths.eventReview, (id: string) => paths.eventLoad(id), (id: string) => paths.eventPoll(id)].map((path) => path(draft)),
  ]);
}

function adminPages(): PageAsked[] {
  return as("admin", [
    paths.admin(),
    paths.adminMail(),
    paths.adminMail({ pagina: 1_000 }),
    paths.adminMail({ estado: "failed" }),
    paths.adminMail({ q: "persona777@" }),
    paths.adminPeople(),
    paths.adminPeople({ pagina: 400 }),
    paths.adminPeople({ q: "munoz" }),
    paths.adminNodeNew(),
    paths.adminNodeCoordinators("nodo-1"),
    paths.adminImport(),
    paths.calendar(),
    paths.events(),
  ]);
}

async function meeting(db: Db, { now, past, visibility }: { now: string; past: boolean; visibility: string }): Promise<string> {
  const query = db.selectFrom("events").select("id").where("visibility", "=", visibility).where("status", "=", "published");
  const row = past
    ? await query.where("ends_at", "<", now).orderBy("starts_at", "desc").executeTakeFirstOrThrow()
    : await query.where("starts_at", ">", now).where("capacity", "is not", null).orderBy("starts_at").executeTakeFirstOrThrow();
  return row.id;
}

async function doorOf(db: Db, eventId: string): Promise<Journey["door"]> {
  const rows = await db.selectFrom("invitations").select("id").where("event_id", "=", eventId).where("removed_at", "is", null).orderBy("id").limit(300).execute();
  return { path: paths.eventDoorList(eventId), invitations: rows.map((row) => row.id) };
}

async function ownMeeting(db: Db, personId: string, now: string): Promise<string> {
  const row = await db
    .selectFrom("events")
    .select("id")
    .where("created_by", "=", personId)
    .where("status", "=", "published")
    .where("starts_at", ">", now)
    .orderBy("starts_at")
    .executeTakeFirstOrThrow();
  return row.id;
}

/** The same meeting as it was before it was published: to its node's members and the counterparts of its schools. */
async function draftLike(db: Db, like: string): Promise<string> {
  const id = seededId("draft", 0);
  const { node_id, starts_at } = await db.selectFrom("event_nodes").select(["node_id", "starts_at"]).where("event_id", "=", like).executeTakeFirstOrThrow();
  const event = await db.selectFrom("events").selectAll().where("id", "=", like).executeTakeFirstOrThrow();
  const unsaid = { id, status: "draft", published_at: null, seats_taken: 0 };
  await db
    .insertInto("events")
    .values({ ...event, ...unsaid })
    .onConflict((oc) => oc.column("id").doNothing())
    .execute();
  await db
    .insertInto("event_nodes")
    .values({ event_id: id, node_id, starts_at })
    .onConflict((oc) => oc.columns(["event_id", "node_id"]).doNothing())
    .execute();
  const audience = ["node", "counterparts"].map((kind, n) => ({ id: seededId("draft audience", n), event_id: id, kind, node_id, person_id: null, email: null, name: null }));
  await db
    .insertInto("event_audiences")
    .values(audience)
    .onConflict((oc) => oc.column("id").doNothing())
    .execute();
  return id;
}

/** A teacher who coordinates nothing and has not answered to a public meeting ahead. */
async function somebodyInvited(db: Db, now: string): Promise<{ id: string; person_id: string; event_id: string }> {
  const row = await db
    .selectFrom("invitations")
    .innerJoin("events", "events.id", "invitations.event_id")
    .select(["invitations.id", "invitations.person_id", "invitations.event_id"])
    .where("events.starts_at", ">", now)
    .where("events.status", "=", "published")
    .where("invitations.answer", "is", null)
    .where("invitations.person_id", "not in", (eb) => eb.selectFrom("role_terms").select("person_id").where("person_id", "is not", null))
    .orderBy("events.starts_at")
    .executeTakeFirstOrThrow();
  return { ...row, person_id: row.person_id ?? "" };
}

async function privateFeed(db: Db, person_id: string, now: string): Promise<string> {
  const id = seededId("feed", 0);
  await db
    .insertInto("feeds")
    .values({ id, person_id, label: "Mis reuniones", filter: JSON.stringify({ mine: true }), created_at: now, last_fetched_at: null, revoked_at: null })
    .onConflict((oc) => oc.column("id").doUpdateSet({ person_id }))
    .execute();
  return id;
}
