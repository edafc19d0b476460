/** A month with 300 dates of ten series, where the network has nothing else: over a year ahead. */
import { shiftMonth } from "#app/routes/calendar/month-days.ts";
import type { Db } from "#db/create.ts";
import { seededId } from "./random.ts";

const SERIES = 10;
const DATES = 30;

/** Makes it once; says which month it is. */
export async function crowdedMonth(db: Db, now: string): Promise<string> {
  const ahead = shiftMonth(now.slice(0, 7), 14);
  // Thirty dates need thirty days.
  const month = ahead.endsWith("-02") ? shiftMonth(ahead, 1) : ahead;
  const like = await db.selectFrom("events").selectAll().where("visibility", "=", "public").where("status", "=", "published").orderBy("id").limit(1).executeTakeFirstOrThrow();
  const { id: node_id } = await db.selectFrom("nodes").select("id").where("slug", "=", "nodo-1").executeTakeFirstOrThrow();
  const all = Array.from({ length: SERIES * DATES }, (_, n) => date(n, month));
  const row = { ...like, zone: "America/Punta_Arenas", online_url: "https://video.example/sala", seats_taken: 0, capacity: null };
  for (let from = 0; from < all.length; from += 100) {
    const some = all.slice(from, from + 100);
    await db
      .insertInto("events")
      .values(some.map(({ first: _, ...each }) => ({ ...row, ...each })))
      .onConflict((oc) => oc.column("id").doNothing())
      .execute();
    await db
      .insertInto("event_nodes")
      .values(some.map(({ id, starts_at }) => ({ event_id: id, node_id, starts_at })))
      .onConflict((oc) => oc.columns(["event_id", "node_id"]).doNothing())
      .execute();
  }
  for (const { id, starts_local, ends_local, first } of all) {
    if (id !== first) continue;
    const dates = all.filter((each) => each.first === id);
    const extra = JSON.stringify(dates.map((each) => each.slot_local).filter((slot) => slot !== starts_local));
    await db
      .insertInto("series")
      .values({ id, rule: null, zone: row.zone, first_local: starts_local, ends_local, extra, skipped: "[]", calendar_at: now, created_at: now })
      .onConflict((oc) => oc.column("id").doNothing())
      .execute();
    await db
      .updateTable("events")
      .set({ series_id: id })
      .where(
        "id",
        "in",
        dates.map((each) => each.id),
      )
      .execute();
  }
  return month;
}

/** The n-th: ten a day, one hour of each series, in a zone that never changes its clock. */
function date(n: number, month: string) {
  const [series, day] = [n % SERIES, Math.floor(n / SERIES)];
  const local = (minute: string) => `${month}-${String(day + 1).padStart(2, "0")}T${String(8 + series).padStart(2, "0")}:${minute}`;
  const [starts_local, ends_local] = [local("00"), local("50")];
  const instant = (wall: string) => new Date(`${wall}:00-03:00`).toISOString();
  return {
    id: seededId("crowded", n),
    series_id: null,
    /** The first of its series, which gives it its id. */
    first: seededId("crowded", series),
    slot_local: starts_local,
    title: `Serie ${series + 1}: sesión ${day + 1}`,
    starts_local,
    ends_local,
    starts_at: instant(starts_local),
    ends_at: instant(ends_local),
  };
}
