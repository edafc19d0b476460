import { type Insertable, type Selectable, type SqlBool, sql } from "kysely";
import { addDays, isoDate } from "#app/i18n/dates.ts";
import type { Db } from "#db/create.ts";
import type { AgreementsTable } from "#db/meeting-tables.ts";

export type AgreementRow = Selectable<AgreementsTable>;

export async function listAgreements(db: Db, eventId: string): Promise<AgreementRow[]> {
  return db.selectFrom("agreements").selectAll().where("event_id", "=", eventId).orderBy("position").orderBy("id").execute();
}

export async function insertAgreement(tx: Db, agreement: Insertable<AgreementsTable>): Promise<void> {
  await tx
    .insertInto("agreements")
    .values(agreement)
    .onConflict((oc) => oc.column("id").doNothing())
    .execute();
}

export async function updateAgreement(tx: Db, id: string, change: Partial<AgreementRow>): Promise<void> {
  await tx.updateTable("agreements").set(change).where("id", "=", id).execute();
}

/** With its meeting, for whoever it belongs to. */
const told = (db: Db) =>
  db
    .selectFrom("agreements as a")
    .innerJoin("events as v", "v.id", "a.event_id")
    .leftJoin("people as p", "p.id", "a.owner_person_id")
    .selectAll("a")
    .select(["v.title as meeting", "v.starts_at", "v.zone", "p.suspended_at as owner_suspended_at"])
    .select([sql<string | null>`coalesce(p.email, a.owner_email)`.as("email"), sql<string>`coalesce(p.name, a.owner_name)`.as("owner")]);

export type ToldAgreement = Awaited<ReturnType<ReturnType<typeof told>["executeTakeFirstOrThrow"]>>;

export async function findAgreement(db: Db, id: string): Promise<ToldAgreement | null> {
  return (await told(db).where("a.id", "=", id).executeTakeFirst()) ?? null;
}

/** Mine, by my account or my address: open ones first, the soonest due on top. */
export async function listOwnAgreements(
  db: Db,
  me: { id: string; email: string },
  { page, size }: { page: number; size: number },
): Promise<{ rows: ToldAgreement[]; total: number }> {
  const rows = await told(db)
    .select(sql<number>`count(*) OVER ()`.as("total"))
    .where((eb) => eb.or([eb("a.owner_person_id", "=", me.id), eb("a.owner_email", "=", me.email)]))
    .where("a.dropped_at", "is", null)
    .orderBy(sql`CASE WHEN a.done_at IS NULL THEN 0 ELSE 1 END`)
    .orderBy(sql`coalesce(a.due_on, '9999')`)
    .orderBy("a.id", "desc")
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  return { rows, total: rows[0]?.total ?? 0 };
}

const SOON_DAYS = 3;

/** Open, of somebody who can be written to, of minutes that were published, and due within three days or late: who is to be reminded. The latest due first. */
export async function listAgreementsDue(db: Db, now: string, { after = "", limit = 500 }: { after?: string; limit?: number } = {}) {
  return told(db)
    .innerJoin("minutes as m", "m.event_id", "a.event_id")
    .where("m.version", ">", 0)
    .where("a.done_at", "is", null)
    .where("a.dropped_at", "is", null)
    .where("a.due_on", "<=", addDays(isoDate(now), SOON_DAYS))
    .where("p.suspended_at", "is", null)
    .where(sql<SqlBool>`coalesce(p.email, a.owner_email) IS NOT NULL`)
    .where("a.id", ">", after)
    .orderBy("a.id")
    .limit(limit)
    .execute();
}

/** Open ones of the meetings of these nodes, for those who coordinate them: the soonest due first. */
export async function listOpenOfNodes(db: Db, nodeIds: readonly string[], limit: number): Promise<ToldAgreement[]> {
  if (nodeIds.length === 0) return [];
  return told(db)
    .where("a.event_id", "in", (eb) => eb.selectFrom("event_nodes").select("event_nodes.event_id").where("event_nodes.node_id", "in", nodeIds))
    .where("a.done_at", "is", null)
    .where("a.dropped_at", "is", null)
    .orderBy(sql`coalesce(a.due_on, '9999')`)
    .orderBy("a.id")
    .limit(limit)
    .execute();
}
