/** What the tray's pages read. The bytes of a message are fetched for one message only. */
import { type SqlBool, sql } from "kysely";
import type { Db } from "#db/create.ts";
import type { IncomingKind, IncomingState } from "./incoming.ts";

export const TRAY_A_PAGE = 24;
/** pending: nobody has looked at it; handled: somebody has; refused: apart, never taken; read: understood without anybody. */
export type TrayView = "pending" | "handled" | "refused" | "read";

/** Of a meeting (a series is one), or what belongs to no meeting. */
export type TrayOf = { eventId: string; seriesId: string | null } | "nobody";

export interface TrayRow {
  id: string;
  received_at: string;
  from_email: string;
  from_name: string;
  subject: string;
  kind: IncomingKind;
  state: IncomingState;
  reason: string | null;
  answer: string | null;
  comment: string | null;
  handled_at: string | null;
  /** What it answers is a thread. */
  thread_id: string | null;
}

export interface TrayMail extends TrayRow {
  to_email: string;
  event_id: string | null;
  invitation_id: string | null;
  invited_name: string | null;
  invited_email: string | null;
  thread_title: string | null;
  post_id: string | null;
  handler_name: string | null;
  raw: string;
}

function tray(db: Db, of: TrayOf) {
  const mails = db.selectFrom("incoming_mails as m");
  if (of === "nobody") return mails.where("m.event_id", "is", null);
  const { eventId, seriesId } = of;
  if (!seriesId) return mails.where("m.event_id", "=", eventId);
  return mails.where("m.event_id", "in", (eb) => eb.selectFrom("events").select("events.id").where("events.series_id", "=", seriesId));
}

const VIEW: Record<TrayView, ReturnType<typeof sql<SqlBool>>> = {
  pending: sql<SqlBool>`(m.state = 'tray' AND m.handled_at IS NULL)`,
  handled: sql<SqlBool>`(m.state = 'tray' AND m.handled_at IS NOT NULL)`,
  refused: sql<SqlBool>`(m.state = 'refused')`,
  read: sql<SqlBool>`(m.state IN ('taken', 'ignored'))`,
};

const COLUMNS = [
  "m.id",
  "m.received_at",
  "m.from_email",
  "m.from_name",
  "m.subject",
  "m.kind",
  "m.state",
  "m.reason",
  "m.answer",
  "m.comment",
  "m.handled_at",
  "m.thread_id",
] as const;

/** Newest first. */
export async function listTray(db: Db, of: TrayOf, { view, page }: { view: TrayView; page: number }): Promise<TrayRow[]> {
  const rows = await tray(db, of)
    .select(COLUMNS)
    .where(VIEW[view])
    .orderBy("m.received_at", "desc")
    .orderBy("m.id", "desc")
    .limit(TRAY_A_PAGE)
    .offset((page - 1) * TRAY_A_PAGE)
    .execute();
  return rows as TrayRow[];
}

export async function countTray(db: Db, of: TrayOf): Promise<Record<TrayView, number>> {
  const sum = (view: TrayView) => sql<number>`coalesce(sum(CASE WHEN ${VIEW[view]} THEN 1 ELSE 0 END), 0)`.as(view);
  return tray(db, of)
    .select([sum("pending"), sum("handled"), sum("refused"), sum("read")])
    .executeTakeFirstOrThrow();
}

export async function findTrayMail(db: Db, of: TrayOf, id: string): Promise<TrayMail | null> {
  const row = await tray(db, of)
    .leftJoin("invitations as i", "i.id", "m.invitation_id")
    .leftJoin("people as p", "p.id", "m.handled_by")
    .leftJoin("threads as h", "h.id", "m.thread_id")
    .select([
      ...COLUMNS,
      "m.post_id",
      "h.title as thread_title",
      "m.to_email",
      "m.event_id",
      "m.invitation_id",
      "m.raw",
      "i.name as invited_name",
      "i.email as invited_email",
      "p.name as handler_name",
    ])
    .where("m.id", "=", id)
    .executeTakeFirst();
  return (row as TrayMail | undefined) ?? null;
}
