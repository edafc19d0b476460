import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { callListedFor } from "#app/domain/calls/visibility.server.ts";
import { actorOf } from "#app/domain/circles/circles.testing.ts";
import type { Actor } from "#app/domain/context.ts";
import { isListed, visibleTo } from "#app/domain/events/visibility.server.ts";
import { nodesOfReader } from "#app/domain/resources/resource.policy.ts";
import { resourceListedFor } from "#app/domain/resources/visibility.server.ts";
import { postVisibleTo, threadListedFor } from "#app/domain/threads/visibility.server.ts";
import type { Db } from "#db/create.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW } from "#db/testing-cast.ts";
import type { News } from "./digest.ts";
import { networkByChance } from "./digests.testing.ts";
import { newsOf } from "./news.server.ts";
import { listReaderNodes } from "./readers.repo.server.ts";

const SINCE = "2026-11-13T12:00:00.000Z";
const UNTIL = "2026-11-20T12:00:00.000Z";

const idsOf = (news: News | undefined) => ({
  threads: (news?.threads ?? []).map((each) => `${each.id} ${each.posts}`).sort(),
  works: (news?.works ?? []).map((each) => each.id).sort(),
  meetings: (news?.meetings ?? []).map((each) => each.id).sort(),
  calls: (news?.calls ?? []).map((each) => `${each.is} ${each.id}`).sort(),
});

/** The same, asked for one person by THE rules: what they may see, in their nodes, of the days in question, and that is news to them. */
async function byTheRules(db: Db, actor: Actor, nodeIds: readonly string[]): Promise<ReturnType<typeof idsOf>> {
  const mine = sql`(${nodeIds.length === 0 ? sql`''` : sql.join([...nodeIds])})`;
  const ids = async (query: ReturnType<typeof sql<{ id: string }>>) => (await query.execute(db)).rows.map((row) => row.id).sort();
  const untold = (ref: ReturnType<typeof sql>) => sql`${ref} NOT IN (SELECT w.ref FROM told w WHERE w.person_id = ${actor.id})`;
  const lately = (column: string) => sql`(${sql.ref(column)} > ${SINCE} AND ${sql.ref(column)} <= ${UNTIL})`;
  const invited = sql`(SELECT i.event_id FROM invitations i WHERE i.person_id = ${actor.id} OR i.email = ${actor.email})`;
  const calls = (is: "opened" | "results") => {
    const at = is === "results" ? sql`k.results_at` : sql`CASE WHEN k.opens_at > k.published_at THEN k.opens_at ELSE k.published_at END`;
    const applies = sql`(SELECT a.call_id FROM applications a WHERE a.person_id = ${actor.id} ${is === "results" ? sql`AND a.state = 'submitted'` : sql``})`;
    const open =
      is === "opened" ? sql`AND k.results_at IS NULL AND k.closes_at > ${CAST_NOW} AND k.id NOT IN (SELECT j.call_id FROM call_jurors j WHERE j.person_id = ${actor.id})` : sql``;
    return ids(sql<{
      id: string;
    }>`SELECT ${is} || ' ' || k.id AS id FROM calls k WHERE ${callListedFor(actor)} AND k.cancelled_at IS NULL AND (k.node_id IN ${mine} OR (k.node_id IS NULL AND k.visibility <> 'node'))
      AND ${at} > ${SINCE} AND ${at} <= ${UNTIL} ${open} AND k.created_by <> ${actor.id} AND k.id NOT IN ${applies} AND ${untold(is === "opened" ? sql`'call:' || k.id` : sql`'results:' || k.id`)}`);
  };
  return {
    threads: await ids(sql<{ id: string }>`SELECT h.id || ' ' || count(*) AS id FROM threads h JOIN posts o ON o.thread_id = h.id
      WHERE ${threadListedFor(actor)} AND ${postVisibleTo(actor)} AND h.node_id IN ${mine} AND o.published_at IS NOT NULL AND o.removed_at IS NULL AND o.mailing <> 'waiting'
        AND ${lately("o.published_at")} AND o.person_id <> ${actor.id} AND ${untold(sql`'post:' || o.id`)}
        AND h.id NOT IN (SELECT v.thread_id FROM thread_readers v WHERE v.person_id = ${actor.id} AND (v.follows = 0 OR (v.read_at IS NOT NULL AND v.read_at >= o.published_at)))
      GROUP BY h.id`),
    works: await ids(sql<{
      id: string;
    }>`SELECT r.id FROM resources r WHERE ${resourceListedFor(actor)} AND r.visibility <> 'circle' AND ${lately("r.published_at")} AND ${untold(sql`'resource:' || r.id`)}
      AND r.id IN (SELECT x.resource_id FROM resource_nodes x WHERE x.node_id IN ${mine}) AND r.created_by <> ${actor.id}
      AND r.id NOT IN (SELECT a.resource_id FROM resource_authors a WHERE a.person_id = ${actor.id} UNION SELECT m.resource_id FROM resource_marks m WHERE m.person_id = ${actor.id})`),
    meetings: await ids(sql<{
      id: string;
    }>`SELECT events.id FROM events WHERE ${visibleTo(actor, CAST_NOW)} AND ${isListed(CAST_NOW)} AND events.status = 'published' AND events.starts_at > ${CAST_NOW}
      AND ${lately("events.published_at")} AND events.id IN (SELECT c.event_id FROM event_nodes c WHERE c.node_id IN ${mine})
      AND events.created_by <> ${actor.id} AND events.id NOT IN ${invited} AND ${untold(sql`'event:' || events.id`)}`),
    calls: [...(await calls("opened")), ...(await calls("results"))].sort(),
  };
}

describe("what a digest holds", () => {
  test.each([1, 2])("is for each person what the rules of the pages let them see, and news to them: no more and no less (network %i)", async (seed) => {
    await using database = await testDb();
    const { db } = database;
    const people = await networkByChance(db, seed);
    const nodes = await listReaderNodes(db, people, CAST_NOW);
    const muted = await db.selectFrom("node_news").select(["person_id", "node_id"]).where("how", "=", "none").execute();
    const emails = new Map((await db.selectFrom("people").select(["id", "email"]).execute()).map((row) => [row.id, row.email]));
    const nodesOf = (id: string) => nodes.filter((row) => row.person_id === id).map((row) => row.node_id);
    const readers = people.map((id) => ({ id, email: emails.get(id) ?? "", since: SINCE, nodeIds: nodesOf(id) }));
    const news = await newsOf(db, readers, { now: CAST_NOW, until: UNTIL });
    const told = { threads: 0, works: 0, meetings: 0, calls: 0 };
    for (const id of people) {
      const actor = await actorOf(db, id);
      const silent = new Set(muted.filter((row) => row.person_id === id).map((row) => row.node_id));
      expect(nodesOf(id).sort()).toEqual(
        nodesOfReader(actor)
          .filter((nodeId) => !silent.has(nodeId))
          .sort(),
      );
      const found = idsOf(news.get(id));
      expect(found).toEqual(await byTheRules(db, actor, nodesOf(id)));
      for (const kind of ["threads", "works", "meetings", "calls"] as const) told[kind] += found[kind].length;
    }
    // A network in which nothing is told proves nothing.
    for (const count of Object.values(told)) expect(count).toBeGreaterThan(0);
  });
});

test("many people who read in very many nodes are asked for in batches: no query is larger than a database takes", async () => {
  await using database = await testDb();
  const nodeIds = Array.from({ length: 150 }, (_, n) => `node-${n}`);
  const readers = Array.from({ length: 200 }, (_, n) => ({ id: `person-${n}`, email: `${n}@x.example`, since: SINCE, nodeIds }));
  expect((await newsOf(database.db, readers, { now: CAST_NOW, until: UNTIL })).size).toBe(0);
});
