/** What the code relies on and no constraint of the database says whole. Plain SQL that both databases read. */
import { sql } from "kysely";
import { countMailByState } from "#app/domain/mail/mail-lists.repo.server.ts";
import { oldestUnsent } from "#app/domain/mail/outbox.repo.server.ts";
import type { Db } from "#db/create.ts";
import { age, count } from "./terminal.ts";

export interface Finding {
  /** advice: worth a look, but nothing is wrong with the data. */
  is: "ok" | "advice" | "wrong";
  says: string;
  rows?: string[];
}

type Rule = (db: Db, now: Date) => Promise<Finding>;

const SHOWN = 10;

export function listed(rows: string[]): string[] {
  return rows.length <= SHOWN ? rows : [...rows.slice(0, SHOWN), `… and ${(rows.length - SHOWN).toLocaleString("en")} more`];
}

/** `query` finds what is wrong, one line each (column `what`). */
function none(fine: string, wrong: string, query: (now: Date) => ReturnType<typeof sql<{ what: string }>>): Rule {
  return async (db, now) => {
    const { rows } = await query(now).execute(db);
    return rows.length === 0 ? { is: "ok", says: fine } : { is: "wrong", says: `${wrong}: ${rows.length.toLocaleString("en")}`, rows: listed(rows.map((row) => row.what)) };
  };
}

const places: Rule = async (db) => {
  const { regions, comunas } = await db
    .selectNoFrom((eb) => [
      eb
        .selectFrom("regions")
        .select((r) => r.fn.countAll<number>().as("n"))
        .as("regions"),
      eb
        .selectFrom("comunas")
        .select((c) => c.fn.countAll<number>().as("n"))
        .as("comunas"),
    ])
    .executeTakeFirstOrThrow();
  return regions === 16 && comunas === 346
    ? { is: "ok", says: "16 regions and 346 comunas are there" }
    : { is: "wrong", says: `there should be 16 regions and 346 comunas; there are ${regions} and ${comunas}` };
};

const administrators: Rule = async (db) => {
  const query = db
    .selectFrom("people")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("admin_since", "is not", null)
    .where("suspended_at", "is", null);
  const { n } = await query.executeTakeFirstOrThrow();
  return n > 0 ? { is: "ok", says: `${count(n, "person", "people")} can administer` } : { is: "advice", says: "nobody can administer: user create --admin makes somebody who can" };
};

/** The seats held in each meeting: `n` in its room, `online` by its link; apart only where it has both. */
const held = sql`(SELECT i.event_id, count(CASE WHEN h.both_ways = 1 AND i.mode = 'online' THEN NULL ELSE 1 END) AS n, count(CASE WHEN h.both_ways = 1 AND i.mode = 'online' THEN 1 END) AS online
    FROM invitations i JOIN (SELECT id, CASE WHEN online_url IS NOT NULL AND coalesce(host_establishment_id, address, comuna_code) IS NOT NULL THEN 1 ELSE 0 END AS both_ways FROM events) h
      ON h.id = i.event_id
    WHERE i.seat = 'held' GROUP BY i.event_id)`;

const seatsCounted = none(
  "every meeting counts the seats that are held",
  "meetings whose seats are not counted right",
  () => sql<{ what: string }>`
    SELECT events.id || ' «' || events.title || '»: counts ' || events.seats_taken || ', ' || coalesce(held.n, 0) || ' are held' ||
      CASE WHEN events.online_taken = coalesce(held.online, 0) THEN '' ELSE '; online counts ' || events.online_taken || ', ' || coalesce(held.online, 0) || ' are held' END AS what
    FROM events LEFT JOIN ${held} held ON held.event_id = events.id
    WHERE events.seats_taken <> coalesce(held.n, 0) OR events.online_taken <> coalesce(held.online, 0) ORDER BY events.id`,
);

const notOversold = none(
  "no meeting has more seats taken than it has",
  "meetings with more seats taken than they have",
  () => sql<{ what: string }>`
    SELECT events.id || ' «' || events.title || '»: ' || CASE WHEN held.n > events.capacity THEN held.n || ' of ' || events.capacity ELSE held.online || ' of ' || events.online_capacity || ' online' END AS what
    FROM events JOIN ${held} held ON held.event_id = events.id
    WHERE held.n > events.capacity OR held.online > events.online_capacity ORDER BY events.id`,
);

const seatsWithReason = none(
  "nobody who was taken off a meeting has a seat in it",
  "invitations taken off that still have a seat",
  () => sql<{ what: string }>`SELECT id || ' of meeting ' || event_id AS what FROM invitations WHERE removed_at IS NOT NULL AND seat IS NOT NULL ORDER BY id`,
);

const seriesWhole = none(
  "every date of a series has its slot, and no two the same",
  "dates of a series without a slot of their own",
  () => sql<{ what: string }>`
    SELECT events.id || ' of series ' || events.series_id AS what FROM events
    WHERE events.series_id IS NOT NULL AND (events.slot_local IS NULL OR EXISTS (
      SELECT 1 FROM events other WHERE other.series_id = events.series_id AND other.slot_local = events.slot_local AND other.id <> events.id)) ORDER BY events.id`,
);

const startsCopied = none(
  "nodes list their meetings at the right time",
  "meetings that a node lists at another time",
  () => sql<{ what: string }>`
    SELECT events.id || ' «' || events.title || '»: ' || event_nodes.starts_at || ' instead of ' || events.starts_at AS what
    FROM event_nodes JOIN events ON events.id = event_nodes.event_id WHERE event_nodes.starts_at <> events.starts_at ORDER BY events.id`,
);

const membershipsOpen = none(
  "memberships are open or ended, never both",
  "memberships that are open and ended, or neither",
  () => sql<{ what: string }>`
    SELECT id || ' of node ' || node_id AS what FROM memberships
    WHERE (open = 1) <> (left_at IS NULL AND declined_at IS NULL) ORDER BY id`,
);

const mailHasBytes = none(
  "all unsent mail still has its bytes",
  "mails that wait to be sent and have lost their bytes",
  () => sql<{ what: string }>`SELECT id || ' to ' || to_email AS what FROM outbox WHERE status IN ('queued', 'sending') AND raw IS NULL ORDER BY id`,
);

const mailStates = none(
  "every mail is in a state that the worker knows",
  "mails in an unknown state",
  () => sql<{ what: string }>`SELECT id || ': ' || status AS what FROM outbox WHERE status NOT IN ('queued', 'sending', 'sent', 'failed', 'caught') ORDER BY id`,
);

const mailingsOpen = none(
  "every open mailing belongs to a meeting",
  "open mailings without a meeting",
  () => sql<{ what: string }>`
    SELECT mailings.id || ' (' || mailings.kind || ')' AS what FROM mailings LEFT JOIN events ON events.id = mailings.event_id
    WHERE mailings.finished_at IS NULL AND events.id IS NULL ORDER BY mailings.id`,
);

const mailingsStuck: Rule = async (db, now) => {
  const hourAgo = new Date(now.getTime() - 3_600_000).toISOString();
  const rows = await db
    .selectFrom("mailings")
    .select(["id", "event_id", "done", "total"])
    .where("finished_at", "is", null)
    .where("created_at", "<", hourAgo)
    .orderBy("created_at")
    .execute();
  if (rows.length === 0) return { is: "ok", says: "no mailing is stuck" };
  return {
    is: "advice",
    says: "mailings begun over an hour ago and not finished: is a worker running?",
    rows: listed(rows.map((row) => `${row.id} of meeting ${row.event_id}: ${row.done} of ${row.total}`)),
  };
};

const mailMoves: Rule = async (db, now) => {
  const oldest = await oldestUnsent(db);
  const { failed } = await countMailByState(db);
  if (oldest && now.getTime() - Date.parse(oldest) > 15 * 60_000)
    return { is: "advice", says: `mail has waited for ${age(oldest, now.getTime())}: is SMTP_URL set, is a worker running? (mail queue)` };
  return failed > 0 ? { is: "advice", says: `${count(failed, "mail")} failed (mail queue --failed)` } : { is: "ok", says: "mail is on its way" };
};

export const RULES: readonly Rule[] = [
  places,
  administrators,
  seatsCounted,
  notOversold,
  seatsWithReason,
  seriesWhole,
  startsCopied,
  membershipsOpen,
  mailHasBytes,
  mailStates,
  mailingsOpen,
  mailingsStuck,
  mailMoves,
];
