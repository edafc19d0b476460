/** What meetings, nodes, schools, people and agreements are found by: those that lists show, by the rules of their own visibility. */
import { sql } from "kysely";
import { specialtiesOf } from "#app/domain/places/establishment.ts";
import type { Db } from "#db/create.ts";
import { type Entry, MEMBERS, ofNode, ofRegion, PUBLIC, runsCircle, runsIn, shownOf, textOfHtml, voiceIn } from "./entry.ts";
import { gathered } from "./gathering.ts";

/** Of a series one date stands for all, and those that differ for themselves. */
export async function eventEntries(db: Db, ids: readonly string[]): Promise<Entry[]> {
  const rows = await db
    .selectFrom("events as e")
    .leftJoin("establishments as h", "h.id", "e.host_establishment_id")
    .leftJoin("comunas as c", "c.code", "e.comuna_code")
    .select(["e.id", "e.title", "e.visibility", "e.description_html", "e.starts_at", "e.region_code", "h.name as host", "c.name as comuna"])
    .where("e.id", "in", [...ids])
    .where("e.status", "=", "published")
    .where(
      sql<boolean>`(e.series_id IS NULL OR e.differs_at IS NOT NULL OR NOT EXISTS (SELECT 1 FROM events f
        WHERE f.series_id = e.series_id AND f.status = 'published' AND f.differs_at IS NULL AND f.slot_local < e.slot_local))`,
    )
    .execute();
  const found = rows.map((row) => row.id);
  const nodes =
    found.length === 0
      ? []
      : await db
          .selectFrom("event_nodes as x")
          .innerJoin("nodes as n", "n.id", "x.node_id")
          .select(["x.event_id as owner", sql<string>`'node'`.as("what"), "n.name as text", "n.id as id"])
          .where("x.event_id", "in", found)
          .execute();
  const parts = gathered(nodes);
  return rows.map((row) => {
    const body = textOfHtml(row.description_html);
    const signs = [row.visibility === "public" ? PUBLIC : MEMBERS, ...parts.ids(row.id, "node").map(ofNode), ...(row.region_code ? [ofRegion(row.region_code)] : [])];
    return { ref_id: row.id, at: row.starts_at, title: row.title, head: [...parts.texts(row.id, "node"), row.host, row.comuna], body: [body], shown: shownOf(body), signs };
  });
}

/** Nodes are public, also those that one is invited to; their people are not. */
export async function nodeEntries(db: Db, ids: readonly string[]): Promise<Entry[]> {
  const rows = await db
    .selectFrom("nodes")
    .select(["id", "name", "summary", "description_html", "created_at"])
    .where("id", "in", [...ids])
    .where("archived_at", "is", null)
    .execute();
  return rows.map((row) => {
    const body = textOfHtml(row.description_html);
    return { ref_id: row.id, at: row.created_at, title: row.name, head: [row.summary], body: [body], shown: shownOf(row.summary, body), signs: [PUBLIC, ofNode(row.id)] };
  });
}

export async function establishmentEntries(db: Db, ids: readonly string[]): Promise<Entry[]> {
  const rows = await db
    .selectFrom("establishments as e")
    .innerJoin("comunas as c", "c.code", "e.comuna_code")
    .innerJoin("regions as r", "r.code", "e.region_code")
    .select(["e.id", "e.name", "e.rbd", "e.region_code", "e.specialties", "e.created_at", "c.name as comuna", "c.province", "r.name as region"])
    .where("e.id", "in", [...ids])
    .execute();
  return rows.map((row) => {
    const specialties = specialtiesOf(row.specialties);
    return {
      ref_id: row.id,
      at: row.created_at,
      title: row.name,
      head: [row.comuna, row.rbd, ...specialties],
      body: [row.province, row.region],
      shown: shownOf(specialties.join(", ")),
      signs: [PUBLIC, ofRegion(row.region_code)],
    };
  });
}

/** Who agreed that their name stands on public pages. */
export async function personEntries(db: Db, ids: readonly string[]): Promise<Entry[]> {
  const rows = await db
    .selectFrom("people as p")
    .leftJoin("establishments as e", "e.id", "p.establishment_id")
    .select(["p.id", "p.name", "p.organisation", "p.specialty", "p.created_at", "e.name as school", "e.region_code"])
    .where("p.id", "in", [...ids])
    .where("p.name_public_at", "is not", null)
    .where("p.email_confirmed_at", "is not", null)
    .where("p.suspended_at", "is", null)
    .execute();
  return rows.map((row) => ({
    ref_id: row.id,
    at: row.created_at,
    title: row.name,
    head: [row.organisation, row.specialty],
    body: [row.school],
    shown: shownOf(row.specialty, row.organisation),
    signs: [PUBLIC, ...(row.region_code ? [ofRegion(row.region_code)] : [])],
  }));
}

/** readsLogbook() of logbook-visibility.server.ts, in signs. */
function audienceOf(row: { kind: string; logbook: string; circle_id: string; node_id: string | null; parent_id: string | null; top: number }): string[] {
  if (row.logbook === "public") return [row.kind === "selection" ? MEMBERS : PUBLIC];
  if (row.logbook === "network") return [MEMBERS];
  const signs = [voiceIn(row.circle_id), runsCircle(row.circle_id)];
  if (row.node_id) signs.push(runsIn(row.node_id));
  if (row.top === 0 && row.parent_id) signs.push(runsCircle(row.parent_id));
  return signs;
}

export async function agreementEntries(db: Db, ids: readonly string[]): Promise<Entry[]> {
  const rows = await db
    .selectFrom("circle_agreements as a")
    .innerJoin("circles as c", "c.id", "a.circle_id")
    .select(["a.id", "a.kind", "a.title", "a.driver", "a.body_html", "a.adopted_at", "c.id as circle_id", "c.name as circle", "c.node_id", "c.parent_id", "c.top", "c.logbook"])
    .where("a.id", "in", [...ids])
    .execute();
  return rows.map((row) => {
    const body = textOfHtml(row.body_html);
    const node = row.node_id === null ? [] : [ofNode(row.node_id)];
    return {
      ref_id: row.id,
      at: row.adopted_at,
      title: row.title,
      head: [row.circle],
      body: [row.driver, body],
      shown: shownOf(row.driver, body),
      signs: [...audienceOf(row), ...node],
    };
  });
}
