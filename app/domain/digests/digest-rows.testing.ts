/** One thing of each kind, in a state and for readers that chance says; and who has read it, was told of it, or has to do with it. */
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { CAST_NOW } from "#db/testing-cast.ts";
import type { Dice } from "./digests.testing.ts";

interface Scene {
  dice: Dice;
  people: readonly string[];
  nodeIds: readonly string[];
  circleId: string;
  schoolId: string;
}

const LATER = "2026-12-18T15:00:00.000Z";

const told = async (db: Db, { dice, people }: Scene, ref: string) => {
  for (const person_id of people) if (dice.often(0.1)) await db.insertInto("told").values({ person_id, ref, at: CAST_NOW }).execute();
};

export async function rowsOfThread(db: Db, scene: Scene): Promise<void> {
  const { dice, people, nodeIds } = scene;
  const id = newId();
  const begun = dice.lately();
  const kind = dice.one(["discussion", "discussion", "announcement"]);
  const removed = dice.often(0.15);
  await db
    .insertInto("threads")
    .values({
      ...{ id, node_id: dice.one(nodeIds), kind, visibility: dice.one(["node", "node", "members", ...(kind === "announcement" ? ["public"] : [])]) },
      ...{ title: `Hilo ${id.slice(-4)}`, created_by: dice.one(people), created_at: begun, published_at: dice.often(0.85) ? begun : null, last_at: begun },
      ...{ pinned_at: null, pinned_by: null, closed_at: null, closed_by: null, moved_from: null, moved_at: null, removed_at: removed ? CAST_NOW : null, removed_by: null },
    })
    .execute();
  for (let at = 0; at < 3; at += 1) {
    const post = newId();
    const published = at === 0 ? begun : dice.lately();
    await db
      .insertInto("posts")
      .values({
        ...{ id: post, thread_id: id, first: at === 0 ? 1 : 0, body_md: "Palabras.", body_html: "<p>Palabras.</p>", person_id: dice.one(people), source: "web", mail_id: null },
        ...{ created_at: published, published_at: dice.often(0.85) ? published : null, edited_at: null, removed_at: dice.often(0.15) ? CAST_NOW : null, removed_by: null },
        mailing: dice.one(["none", "done", "done", "waiting"]),
      })
      .execute();
    await told(db, scene, `post:${post}`);
  }
  for (const person_id of people) {
    if (!dice.often(0.3)) continue;
    await db
      .insertInto("thread_readers")
      .values({ id: newId(), thread_id: id, person_id, follows: dice.one([null, 1, 0]), read_at: dice.often(0.5) ? dice.lately() : null })
      .execute();
  }
}

export async function rowsOfResource(db: Db, scene: Scene): Promise<void> {
  const { dice, people, nodeIds, circleId } = scene;
  const id = newId();
  const published = dice.lately();
  const visibility = dice.one(["public", "members", "node", "node", "circle"]);
  await db
    .insertInto("resources")
    .values({
      ...{
        id,
        slug: `obra-${id}`,
        kind: dice.one(["document", "experience"]),
        state: dice.one(["published", "published", "published", "draft", "in_review", "archived", "withdrawn"]),
      },
      ...{ title: `Obra ${id.slice(-4)}`, summary: "", body_md: "", body_html: "", link_url: null, authors_agreed_at: null, language: "es", licence: "CC-BY-SA-4.0", visibility },
      ...{
        circle_id: visibility === "circle" ? circleId : null,
        levels: "[]",
        objectives: "",
        closes_local: null,
        zone: null,
        closes_at: null,
        event_id: null,
        adapted_from_id: null,
      },
      ...{ version: 1, created_by: dice.one(people), created_at: published, updated_at: published, published_at: published, archived_at: null, withdrawn_at: null },
    })
    .execute();
  for (const node_id of dice.some(nodeIds)) await db.insertInto("resource_nodes").values({ resource_id: id, node_id }).execute();
  if (dice.often(0.4))
    await db
      .insertInto("resource_authors")
      .values({ id: newId(), resource_id: id, position: 0, name: "Autora", person_id: dice.one(people) })
      .execute();
  if (dice.often(0.4))
    await db
      .insertInto("resource_marks")
      .values({ resource_id: id, person_id: dice.one(people), kind: "saved", created_at: CAST_NOW })
      .execute();
  await told(db, scene, `resource:${id}`);
}

export async function rowsOfEvent(db: Db, scene: Scene): Promise<void> {
  const { dice, people, nodeIds } = scene;
  const id = newId();
  const published = dice.lately();
  const starts = dice.around();
  const status = dice.one(["published", "published", "published", "draft", "cancelled"]);
  await db
    .insertInto("events")
    .values({
      ...{
        id,
        title: `Reunión ${id.slice(-4)}`,
        kind: dice.one(["session", "workshop", "milestone"]),
        status,
        visibility: dice.one(["public", "members"]),
        zone: "America/Santiago",
      },
      ...{ starts_local: starts.slice(0, 16), ends_local: starts.slice(0, 16), starts_at: starts, ends_at: starts, host_establishment_id: null, address: null, comuna_code: null },
      ...{ region_code: null, online_url: null, description_md: "", description_html: "", capacity: null, published_at: status === "draft" ? null : published, cancelled_at: null },
      ...{
        calendar_at: published,
        experiences_count: null,
        external_guests_count: null,
        created_by: dice.one(people),
        created_at: published,
        updated_at: published,
        search_text: "",
      },
    })
    .execute();
  for (const node_id of dice.some(nodeIds)) await db.insertInto("event_nodes").values({ event_id: id, node_id, starts_at: starts }).execute();
  for (const person_id of people) {
    if (!dice.often(0.2)) continue;
    const { email, name } = await db.selectFrom("people").select(["email", "name"]).where("id", "=", person_id).executeTakeFirstOrThrow();
    await db
      .insertInto("invitations")
      .values({ id: newId(), event_id: id, person_id: dice.often(0.5) ? person_id : null, email, name, invited_at: published })
      .execute();
  }
  await told(db, scene, `event:${id}`);
}

export async function rowsOfCall(db: Db, scene: Scene): Promise<void> {
  const { dice, people, nodeIds } = scene;
  const id = newId();
  const published = dice.lately();
  const decided = dice.often(0.3);
  const closes = decided ? "2026-11-18T15:00:00.000Z" : LATER;
  await db
    .insertInto("calls")
    .values({
      ...{
        id,
        slug: `llamado-${id}`,
        kind: "contest",
        node_id: dice.one([...nodeIds, null]),
        visibility: dice.one(["public", "members", "node"]),
        title: `Concurso ${id.slice(-4)}`,
      },
      ...{
        summary: "",
        body_md: "",
        body_html: "",
        prizes: "",
        zone: "America/Santiago",
        opens_local: "2026-11-10T09:00",
        opens_at: dice.around(),
        closes_local: closes.slice(0, 16),
        closes_at: closes,
      },
      ...{ jury_local: null, jury_at: null, work: "none", event_id: null, encounter_id: null, created_by: dice.one(people), created_at: published, updated_at: published },
      ...{ published_at: dice.often(0.8) ? published : null, cancelled_at: dice.often(0.15) ? CAST_NOW : null, cancel_reason: null, results_at: decided ? dice.lately() : null },
      ...{ results_md: "", results_html: "", archived_at: dice.often(0.15) ? CAST_NOW : null },
    })
    .execute();
  if (dice.often(0.4)) {
    const named = { accepted_at: null, declined_at: null, declared_at: null, removed_at: null };
    await db
      .insertInto("call_jurors")
      .values({ id: newId(), call_id: id, person_id: dice.one(people), named_at: published, named_by: null, ...named })
      .execute();
  }
  if (dice.often(0.5)) {
    const nothing = {
      number: null,
      establishment_id: null,
      resource_id: null,
      work: null,
      submitted_at: null,
      withdrawn_at: null,
      out_at: null,
      out_by: null,
      out_reason: null,
      award: null,
    };
    await db
      .insertInto("applications")
      .values({
        ...{ id: newId(), call_id: id, person_id: dice.one(people), title: "", summary: "", team: "", answers: "{}", state: dice.one(["draft", "submitted", "withdrawn"]) },
        ...{ ...nothing, created_at: published, updated_at: published, award_position: null, award_note: "" },
      })
      .execute();
  }
  await told(db, scene, `call:${id}`);
}
