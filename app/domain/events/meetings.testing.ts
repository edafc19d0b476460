/** Meetings for tests: the cast's, called the way people call them. */
import type { Actor, Ctx } from "#app/domain/context.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { type Cast, castOf } from "#db/testing-cast.ts";
import { AudienceInput, EventInput } from "./event.ts";
import { createDraft, publishEvent, setAudience } from "./scheduling.server.ts";

/** A workshop of node A at Puerto, on the first Saturday of December, as its form would send it. */
export function meetingForm(cast: Cast, change: Record<string, unknown> = {}): EventInput {
  const form = {
    id: newId(),
    title: "Taller de tableros",
    kind: "workshop",
    node_ids: [cast.nodes.a.id],
    date: "2026-12-05",
    start_time: "18:30",
    end_time: "20:00",
    zone: "America/Santiago",
    host_establishment_id: cast.schools.puerto.id,
    description: "Traer **guantes**.",
    visibility: "public",
    ...change,
  };
  return EventInput.parse(Object.fromEntries(Object.entries(form).filter(([, value]) => value !== null)));
}

export const audience = (input: Record<string, unknown>): AudienceInput => AudienceInput.parse(input);

/** Outside guests: g1@guest.example … */
export const guests = (count: number, from = 1): string => Array.from({ length: count }, (_, n) => `Invitado ${from + n} <g${from + n}@guest.example>`).join("\n");

/** Called by the coordinator of A, with an audience, and published. */
export async function publishedMeeting(
  ctx: Ctx,
  cast: Cast,
  change: Record<string, unknown> = {},
  who: Record<string, unknown> = { node_ids: [cast.nodes.a.id] },
): Promise<string> {
  const { id } = await createDraft(ctx, meetingForm(cast, change));
  await setAudience(ctx, id, audience(who));
  await publishEvent(ctx, id);
  return id;
}

export interface Stage {
  db: Db;
  cast: Cast;
  /** As somebody of the cast (null: a visitor), at some instant. */
  as: (who: keyof Cast["people"] | null, now?: string) => Ctx;
  /** The coordinator of A. */
  camila: Ctx;
}

export async function stage(db: Db): Promise<Stage> {
  const cast = await castOf(db);
  const person = (who: keyof Cast["people"] | null): Actor | null => (who ? cast.people[who] : null);
  return { db, cast, as: (who, now) => cast.ctxOf(person(who), db, now ? { now } : {}), camila: cast.ctxOf(cast.people.coordinatorA, db) };
}

export async function invitationOf(db: Db, eventId: string, email: string) {
  return db.selectFrom("invitations").selectAll().where("event_id", "=", eventId).where("email", "=", email).executeTakeFirstOrThrow();
}

export async function mailsOf(db: Db, eventId: string, kind?: string) {
  let query = db.selectFrom("outbox").selectAll().where("event_id", "=", eventId).orderBy("id");
  if (kind) query = query.where("kind", "=", kind);
  return query.execute();
}
