import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listRoles } from "#app/domain/circles/circles.repo.server.ts";
import { createCircle } from "#app/domain/circles/circles.server.ts";
import { actorOf, circleForm } from "#app/domain/circles/circles.testing.ts";
import type { Actor } from "#app/domain/context.ts";
import type { Database } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { searchText } from "#db/search-text.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW, type Cast, castOf } from "#db/testing-cast.ts";
import { listThreads } from "./listing.repo.server.ts";
import { postsOf } from "./posts.repo.server.ts";
import { readsThread } from "./readers.repo.server.ts";
import { canAnswer } from "./thread.policy.ts";
import { findThread, findThreadRow } from "./threads.repo.server.ts";
import { threadListedFor, threadVisibleTo } from "./visibility.server.ts";

const BEFORE = "2026-06-01T12:00:00.000Z";
const AFTER = "2027-06-01T12:00:00.000Z";

let database: Database;
let cast: Cast;
/** Everybody who may have to do with node A, by what ties them to it. */
const people: Record<string, string> = {};
const threads: string[] = [];

async function person(tie: string, more: { admin_since?: string; suspended_at?: string } = {}): Promise<string> {
  const id = newId();
  const name = `Persona ${tie}`;
  const nothing = { establishment_id: null, organisation: null, specialty: null, password_hash: null, name_public_at: null, admin_since: null, suspended_at: null };
  await database.db
    .insertInto("people")
    .values({
      id,
      email: `${id}@readers.example`,
      name,
      position: "teacher",
      search_text: searchText(name),
      email_confirmed_at: BEFORE,
      created_at: BEFORE,
      updated_at: BEFORE,
      ...nothing,
      ...more,
    })
    .execute();
  people[tie] = id;
  return id;
}

async function membership(person_id: string, over: Partial<Record<"invited_at" | "joined_at" | "left_at" | "declined_at", string>> & { open?: number }): Promise<void> {
  const nothing = { requested_at: null, invited_at: null, joined_at: null, left_at: null, declined_at: null, decided_by: null, message: null };
  await database.db
    .insertInto("memberships")
    .values({ id: newId(), node_id: cast.nodes.a.id, person_id, ...nothing, ...over })
    .execute();
}

async function term(person_id: string, over: { role_id?: string; circle_id?: string; since?: string; until?: string; ends_at?: string }): Promise<void> {
  await database.db
    .insertInto("role_terms")
    .values({ id: newId(), role_id: null, circle_id: null, node_id: cast.nodes.a.id, person_id, since: BEFORE, named_by: null, ...over })
    .execute();
}

async function insertPeople(): Promise<void> {
  const circle = await createCircle(cast.ctxOf(cast.people.admin, database.db), { node: cast.nodes.a.slug }, circleForm());
  const roles = Object.fromEntries((await listRoles(database.db, circle.id)).map((role) => [role.key, role.id]));
  const role = (key: string) => ({ role_id: roles[key] as string, circle_id: circle.id });
  await person("none");
  await person("administration", { admin_since: BEFORE });
  await membership(await person("member"), { joined_at: BEFORE });
  await membership(await person("suspended member", { suspended_at: BEFORE }), { joined_at: BEFORE });
  await membership(await person("invited"), { invited_at: BEFORE });
  await membership(await person("left"), { joined_at: BEFORE, left_at: BEFORE, open: 0 });
  await term(await person("secretary"), role("secretary"));
  await term(await person("facilitator whose role has no rights"), role("facilitator"));
  await term(await person("term over"), { ...role("secretary"), ends_at: BEFORE });
  await term(await person("term ended"), { ...role("secretary"), until: BEFORE });
  await term(await person("term to come"), { ...role("secretary"), since: AFTER });
  await database.db
    .updateTable("role_rights")
    .set({ until: BEFORE })
    .where("role_key", "=", (eb) =>
      eb
        .selectFrom("circle_roles")
        .select(sql<string>`COALESCE(rights, '')`.as("key"))
        .where("id", "=", roles.facilitator as string),
    )
    .execute();
}

/** Every state, visibility and node; begun by the member. */
async function insertThreads(): Promise<void> {
  const by = people.member as string;
  const states = {
    standing: {},
    draft: { published_at: null },
    removed: { removed_at: CAST_NOW, removed_by: cast.people.admin.id },
    withdrawn: { removed_at: CAST_NOW, removed_by: by },
  };
  for (const node_id of [cast.nodes.a.id, cast.nodes.b.id]) {
    for (const visibility of ["node", "members", "public"]) {
      for (const state of Object.values(states)) {
        const id = newId();
        const nothing = { pinned_at: null, pinned_by: null, closed_at: null, closed_by: null, moved_from: null, moved_at: null, removed_at: null, removed_by: null };
        const kind = visibility === "public" ? "announcement" : "discussion";
        await database.db
          .insertInto("threads")
          .values({ id, node_id, kind, visibility, title: "T", created_by: by, created_at: BEFORE, published_at: BEFORE, last_at: BEFORE, posts_count: 1, ...nothing, ...state })
          .execute();
        const post = {
          thread_id: id,
          body_md: "Hola",
          body_html: "<p>Hola</p>",
          person_id: by,
          source: "web",
          mail_id: null,
          created_at: BEFORE,
          edited_at: null,
          removed_at: null,
          removed_by: null,
        };
        const published_at = "published_at" in state ? null : BEFORE;
        await database.db
          .insertInto("posts")
          .values([0, 1].map((first) => ({ ...post, id: newId(), first, published_at })))
          .execute();
        threads.push(id);
      }
    }
  }
}

beforeAll(async () => {
  database = await testDb();
  cast = await castOf(database.db);
  await insertPeople();
  await insertThreads();
});
afterAll(() => database.close());

const ids = (rows: { id: string }[]) => rows.map((row) => row.id).sort();
const listedFor = async (actor: Actor | null) => ids((await sql<{ id: string }>`SELECT h.id FROM threads h WHERE ${threadListedFor(actor)}`.execute(database.db)).rows);
const visibleTo = async (actor: Actor | null) => ids((await sql<{ id: string }>`SELECT h.id FROM threads h WHERE ${threadVisibleTo(actor)}`.execute(database.db)).rows);

test("the rule of readers, asked from the side of the thread and from the side of the person, is one rule", async () => {
  const { rows } = await sql<{ id: string; person: string }>`SELECT h.id, p.id AS person FROM threads h JOIN people p ON ${readsThread("h", CAST_NOW)}`.execute(database.db);
  const counts: Record<string, number> = {};
  for (const [tie, id] of Object.entries(people)) {
    const byRule = await listedFor(await actorOf(database.db, id));
    const byReaders = ids(rows.filter((row) => row.person === id));
    // Whoever is suspended cannot sign in, and is told nothing.
    expect(byReaders, tie).toEqual(tie.startsWith("suspended") ? [] : byRule);
    counts[tie] = byReaders.length;
  }
  // Two nodes: `members` and `public` for everybody, `node` for those of node A.
  const [all, ofA, others] = [6, 5, 4];
  expect(counts).toEqual({
    ...{ administration: all, member: ofA, secretary: ofA, none: others, invited: others, left: others, "suspended member": 0 },
    ...{ "facilitator whose role has no rights": others, "term over": others, "term ended": others, "term to come": others },
  });
});

test("one thread asked by its values has the readers that the query over threads gives it", async () => {
  for (const id of threads) {
    const thread = await findThreadRow(database.db, id);
    if (!thread) throw new Error("no thread");
    const byValues = await sql<{ id: string }>`SELECT p.id FROM people p WHERE ${readsThread(thread, CAST_NOW)}`.execute(database.db);
    const byQuery = await sql<{ id: string }>`SELECT p.id FROM threads h JOIN people p ON ${readsThread("h", CAST_NOW)} WHERE h.id = ${id}`.execute(database.db);
    expect(ids(byValues.rows)).toEqual(ids(byQuery.rows));
  }
});

test("nobody may do anything with what they do not see, and nothing but bring back what is removed; posts, pages and lists follow the rule", async () => {
  for (const actor of [null, ...(await Promise.all(Object.values(people).map((id) => actorOf(database.db, id))))]) {
    const [visible, listed] = [await visibleTo(actor), await listedFor(actor)];
    expect(visible).toEqual(expect.arrayContaining(listed));
    expect(ids((await listThreads(database.db, actor, { size: 100 })).rows)).toEqual(listed);
    for (const id of threads) {
      const found = await findThread(database.db, actor, id);
      const posts = await postsOf(database.db, actor, id);
      expect(found !== null).toBe(visible.includes(id));
      expect(posts.total).toBe(!found?.published_at ? 0 : actor ? 2 : 1);
      if (!found) {
        const row = await findThreadRow(database.db, id);
        // Who does not see it cannot answer it, whatever its state.
        if (row) expect(canAnswer(actor, row)).toBe(false);
      } else if (!listed.includes(id)) expect([found.may.answer, found.may.pin, found.may.move, found.may.close]).toEqual([false, false, false, false]);
      if (found?.removed_at) expect(found.may).toMatchObject({ edit: false, remove: false, moderate: false });
      if (!actor && found) expect(Object.values(found.may)).not.toContain(true);
    }
  }
});
