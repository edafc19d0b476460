/** What pages read of invitations and answers. */
import { type SqlBool, sql } from "kysely";
import type { Answer, EventKind, EventStatus, Mode, Seat } from "#app/domain/events/event.ts";
import type { EventDetail } from "#app/domain/events/event-rows.ts";
import { findEventForGuest } from "#app/domain/events/events.repo.server.ts";
import { readToken } from "#app/domain/signed-token.server.ts";
import type { Zone } from "#app/i18n/zones.ts";
import type { Db } from "#db/create.ts";
import { searchPattern } from "#db/search-text.ts";

/** By what they said: pending = no answer (or none since the change); unconfirmed = holds a seat and has not said so again. */
export const ANSWER_STATES = ["yes", "waiting", "maybe", "no", "pending", "unconfirmed"] as const;
export type AnswerState = (typeof ANSWER_STATES)[number];

const PAGE_SIZE = 50;

export interface AnswerRow {
  id: string;
  name: string;
  email: string;
  /** Not a registered person. */
  outside: boolean;
  establishment_name: string | null;
  establishment_slug: string | null;
  answer: Answer | null;
  previous_answer: Answer | null;
  answered_at: string | null;
  comment: string | null;
  seat: Seat | null;
  mode: Mode | null;
  seat_at: string | null;
  reminded_at: string | null;
  /** Their mails came back so often that none is sent any more. */
  unreachable: boolean;
}

const STATE: Record<AnswerState, ReturnType<typeof sql<SqlBool>>> = {
  yes: sql<SqlBool>`(i.answer = 'yes' AND i.seat = 'held')`,
  waiting: sql<SqlBool>`(i.seat = 'waiting')`,
  maybe: sql<SqlBool>`(i.answer = 'maybe')`,
  no: sql<SqlBool>`(i.answer = 'no')`,
  pending: sql<SqlBool>`(i.answer IS NULL)`,
  unconfirmed: sql<SqlBool>`(i.answer IS NULL AND i.seat = 'held')`,
};

interface AnswersFilter {
  state?: AnswerState | undefined;
  /** Words of the name, the address or the school. */
  q?: string | undefined;
  page?: number | undefined;
  limit?: number | undefined;
}

function answers(db: Db, eventId: string, { state, q }: AnswersFilter) {
  let query = db.selectFrom("invitations as i").where("i.event_id", "=", eventId).where("i.removed_at", "is", null);
  if (q) query = query.where(named(q));
  return state ? query.where(STATE[state]) : query;
}

/** Guests from outside have no search text of their own: their names are matched as they were typed. */
function named(q: string) {
  const pattern = searchPattern(q);
  const typed = `%${q
    .trim()
    .toLowerCase()
    .replace(/[\\%_]/g, "\\$&")}%`;
  return sql<SqlBool>`(lower(i.name) LIKE ${pattern} ESCAPE '\\' OR lower(i.name) LIKE ${typed} ESCAPE '\\' OR i.email LIKE ${pattern} ESCAPE '\\'
    OR EXISTS (SELECT 1 FROM people n WHERE n.id = i.person_id AND n.search_text LIKE ${pattern} ESCAPE '\\')
    OR EXISTS (SELECT 1 FROM establishments n WHERE n.id = i.establishment_id AND n.search_text LIKE ${pattern} ESCAPE '\\'))`;
}

/** One page of the people on the list, by name; the waiting list in its order. Two queries. */
export async function answersOf(db: Db, eventId: string, { state, q, page = 1, limit = PAGE_SIZE }: AnswersFilter = {}): Promise<{ rows: AnswerRow[]; total: number }> {
  const { total } = await answers(db, eventId, { state, q })
    .select((eb) => eb.fn.countAll<number>().as("total"))
    .executeTakeFirstOrThrow();
  let query = answers(db, eventId, { state, q })
    .leftJoin("people as p", "p.id", "i.person_id")
    .leftJoin("establishments as e", "e.id", "i.establishment_id")
    .leftJoin("mail_bounces as b", "b.email", "i.email")
    .select("b.stopped_at")
    .select(["i.id", "i.email", "i.person_id", "e.name as establishment_name", "e.slug as establishment_slug", "i.answer", "i.previous_answer", "i.answered_at"])
    .select(["i.comment", "i.seat", "i.mode", "i.seat_at", "i.reminded_at", sql<string>`coalesce(p.name, i.name)`.as("name")]);
  query = state === "waiting" ? query.orderBy("i.seat_at") : query.orderBy(sql`coalesce(p.search_text, lower(i.name))`);
  const rows = await query
    .orderBy("i.id")
    .limit(limit)
    .offset((page - 1) * limit)
    .execute();
  return { rows: rows.map(({ person_id, stopped_at, ...row }) => ({ ...row, outside: person_id === null, unreachable: stopped_at !== null }) as AnswerRow), total };
}

export interface SchoolAnswersRow {
  establishment_id: string;
  name: string;
  slug: string;
  invited: number;
  yes: number;
  waiting: number;
  no: number;
  maybe: number;
  pending: number;
}

const countIf = (rule: ReturnType<typeof sql<SqlBool>>) => sql<number>`sum(CASE WHEN ${rule} THEN 1 ELSE 0 END)`;

/** One page of the schools on the list: first those that come, then by name. One query, two past the first page. */
export async function answersBySchool(
  db: Db,
  eventId: string,
  { page = 1, limit = PAGE_SIZE }: Pick<AnswersFilter, "page" | "limit"> = {},
): Promise<{ rows: SchoolAnswersRow[]; total: number }> {
  const bySchool = db
    .selectFrom("invitations as i")
    .innerJoin("establishments as e", "e.id", "i.establishment_id")
    .select(["e.id as establishment_id", "e.name", "e.slug", "e.search_text"])
    .select([sql<number>`count(*)`.as("invited"), countIf(STATE.yes).as("yes"), countIf(STATE.waiting).as("waiting"), countIf(STATE.no).as("no")])
    .select([countIf(STATE.maybe).as("maybe"), countIf(STATE.pending).as("pending")])
    .where("i.event_id", "=", eventId)
    .where("i.removed_at", "is", null)
    .groupBy(["e.id", "e.name", "e.slug", "e.search_text"]);
  const rows = await db
    .selectFrom(bySchool.as("s"))
    .select(["establishment_id", "name", "slug", "invited", "yes", "waiting", "no", "maybe", "pending", sql<number>`count(*) OVER ()`.as("total")])
    .orderBy(sql`CASE WHEN yes > 0 THEN 0 ELSE 1 END`)
    .orderBy("search_text")
    .orderBy("establishment_id")
    .limit(limit)
    .offset((page - 1) * limit)
    .execute();
  const total = rows[0]?.total ?? (page > 1 ? (await answerCounts(db, eventId)).schools_invited : 0);
  return { rows: rows.map(({ total: _, ...row }) => row), total };
}

export interface AnswerCounts {
  invited: number;
  yes: number;
  /** Of a meeting held both ways: how many of them connect. */
  yes_online: number;
  waiting: number;
  maybe: number;
  no: number;
  pending: number;
  /** Hold a seat from before the last change and have not confirmed again. */
  unconfirmed: number;
  schools_invited: number;
  schools_yes: number;
}

/** All the numbers of a meeting's answers. One query. */
export async function answerCounts(db: Db, eventId: string): Promise<AnswerCounts> {
  const sum = (state: AnswerState) => sql<number>`coalesce(${countIf(STATE[state])}, 0)`.as(state);
  return db
    .selectFrom("invitations as i")
    .select([sql<number>`count(*)`.as("invited"), sum("yes"), sum("waiting"), sum("maybe"), sum("no"), sum("pending"), sum("unconfirmed")])
    .select(sql<number>`coalesce(sum(CASE WHEN ${STATE.yes} AND i.mode = 'online' THEN 1 ELSE 0 END), 0)`.as("yes_online"))
    .select(sql<number>`count(DISTINCT i.establishment_id)`.as("schools_invited"))
    .select(sql<number>`count(DISTINCT CASE WHEN ${STATE.yes} THEN i.establishment_id END)`.as("schools_yes"))
    .where("i.event_id", "=", eventId)
    .where("i.removed_at", "is", null)
    .executeTakeFirstOrThrow();
}

export interface MyInvitationRow {
  id: string;
  event_id: string;
  title: string;
  kind: EventKind;
  status: EventStatus;
  zone: Zone;
  starts_at: string;
  ends_at: string;
  host_name: string | null;
  address: string | null;
  online: boolean;
  answer: Answer | null;
  previous_answer: Answer | null;
  seat: Seat | null;
}

/** What a person is invited to and is not over at `from` (an instant), the next first; also what was cancelled. */
export async function listMyInvitations(db: Db, personId: string, { from, limit }: { from: string; limit: number }): Promise<MyInvitationRow[]> {
  const rows = await db
    .selectFrom("invitations as i")
    .innerJoin("events as e", "e.id", "i.event_id")
    .leftJoin("establishments as h", "h.id", "e.host_establishment_id")
    .select(["i.id", "i.event_id", "e.title", "e.kind", "e.status", "e.zone", "e.starts_at", "e.ends_at", "h.name as host_name", "e.address", "e.online_url"])
    .select(["i.answer", "i.previous_answer", "i.seat"])
    .where("i.person_id", "=", personId)
    .where("i.removed_at", "is", null)
    .where("e.status", "!=", "draft")
    .where("e.ends_at", ">", from)
    .orderBy("e.starts_at")
    .orderBy("e.id")
    .limit(limit)
    .execute();
  return rows.map(({ online_url, ...row }) => ({ ...row, online: online_url !== null }) as MyInvitationRow);
}

export interface InvitationRow {
  id: string;
  event_id: string;
  person_id: string | null;
  email: string;
  name: string;
  establishment_id: string | null;
  answer: Answer | null;
  previous_answer: Answer | null;
  answered_at: string | null;
  comment: string | null;
  seat: Seat | null;
  seat_at: string | null;
  mode: Mode | null;
  removed_at: string | null;
}

export async function findInvitation(db: Db, id: string): Promise<InvitationRow | null> {
  const row = await db
    .selectFrom("invitations")
    .select(["id", "event_id", "person_id", "email", "name", "establishment_id", "answer", "previous_answer", "answered_at", "comment", "seat", "seat_at", "mode", "removed_at"])
    .where("id", "=", id)
    .executeTakeFirst();
  return (row as InvitationRow | undefined) ?? null;
}

/** What /i/:token shows to whoever holds the link: the meeting (even if members only) and their answer. Drafts are nobody's yet. */
export async function findInvitationByToken(db: Db, secret: string, token: string): Promise<{ invitation: InvitationRow; event: EventDetail } | null> {
  const id = readToken(secret, "answer", token);
  const invitation = id && (await findInvitation(db, id));
  const event = invitation && (await findEventForGuest(db, invitation.event_id));
  return invitation && event ? { invitation, event } : null;
}

/** «Lugar 3 en la lista de espera», from 1; null when not waiting. */
export async function waitingPlace(db: Db, invitationId: string): Promise<number | null> {
  const own = await db.selectFrom("invitations").select(["event_id", "seat", "seat_at", "mode"]).where("id", "=", invitationId).executeTakeFirst();
  if (own?.seat !== "waiting" || own.seat_at === null) return null;
  const { before } = await db
    .selectFrom("invitations")
    .select((eb) => eb.fn.countAll<number>().as("before"))
    .where("event_id", "=", own.event_id)
    .where("seat", "=", "waiting")
    // Those who connect wait in a line of their own.
    .where(sql<SqlBool>`coalesce(mode, 'in_person') = ${own.mode ?? "in_person"}`)
    .where((eb) => eb.or([eb("seat_at", "<", own.seat_at), eb.and([eb("seat_at", "=", own.seat_at), eb("id", "<", invitationId)])]))
    .executeTakeFirstOrThrow();
  return before + 1;
}
