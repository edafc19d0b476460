/**
 * A repository: resources and experiences, each with ten words that no other has (200,000 at full size), in its own text or in that of its file; with
 * versions, and all that ties them to nodes, schools, specialties and tags. The index of the search is built over everything in generate-search.ts.
 */
import { createHash } from "node:crypto";
import { SECTION_KEYS } from "#app/domain/resources/experience.ts";
import { RESOURCE_KIND_KEYS, ResourceContent, type ResourceKind } from "#app/domain/resources/resource.ts";
import { searchText } from "#db/search-text.ts";
import { type Directory, TOPICS } from "./generate-directory.ts";
import { countsOf, generateUse } from "./generate-use.ts";
import { seededId } from "./random.ts";
import { insertAll, insertMany, type Making, range } from "./rows.ts";
import { wordOf } from "./words.ts";

/** Words that each has for itself. */
export const OWN_WORDS = 10;
/** Words that stand in many: the first ones in most. Beyond those that any resource has for itself. */
const COMMON = 4_000;
const COMMON_FROM = 500_000;
const TAGS = 300;

export interface Work {
  n: number;
  id: string;
  slug: string;
  kind: ResourceKind;
  state: "published" | "archived" | "in_review" | "draft";
  /** Of what readers see; of those never published, of the draft. */
  content: ResourceContent;
  schoolId: string;
  published_at: string | null;
}

export async function generateResources(making: Making, directory: Directory): Promise<Work[]> {
  const { db, size, say } = making;
  say(`${size.resources} resources`);
  const specialties = (await db.selectFrom("specialties").select("id").orderBy("position").execute()).map(({ id }) => id);
  const works = range(size.resources).map((n) => workOf(making, directory, specialties, n));
  const at = (n: number) => works[n] as Work;
  await insertMany(db, "resources", works.length, (n) => resourceRow(making, at(n), size.resources));
  await insertMany(db, "resource_versions", works.length, (n) => versionRow(making, at(n)));
  await generateTies(making, works);
  await generateFiles(making, works);
  await generateUse(making, directory, works);
  return works;
}

const daysBefore = (today: string, days: number): string => new Date(Date.parse(today) - days * 86_400_000).toISOString();
export const ownWord = (n: number, turn: number) => wordOf(n * OWN_WORDS + turn);

/** Stands in the more texts the smaller `n` is. */
export const commonWord = (n: number): string => wordOf(COMMON_FROM + n);

/** Few words make most of a text, as in any language. */
function sentence({ whole }: Making, words: number, own: readonly string[]): string {
  const common = () => commonWord(Math.floor(COMMON * (whole(1_000) / 1_000) ** 3));
  const all = [...own, ...range(words - own.length).map(common)];
  return `${all.join(" ")}.`;
}

function stateOf(n: number): Work["state"] {
  if (n % 100 === 97) return "draft";
  if (n % 100 === 98) return "in_review";
  return n % 100 === 99 ? "archived" : "published";
}

function workOf(making: Making, { people, schools, nodeIds }: Directory, specialties: string[], n: number): Work {
  const { today, pick, whole } = making;
  const state = stateOf(n);
  const kind = n % 5 === 4 ? "experience" : (RESOURCE_KIND_KEYS[n % 9] as ResourceKind);
  const author = pick(people);
  const node = nodeIds[n % nodeIds.length] as string;
  const topic = pick(TOPICS);
  const own = range(OWN_WORDS).map((turn) => ownWord(n, turn));
  const closes = kind === "opportunity" ? daysBefore(today, 30 - (n % 120)).slice(0, 16) : null;
  const content = ResourceContent.parse({
    kind,
    title: `${topic} con ${own[0]} y ${commonWord(whole(COMMON))}`,
    summary: sentence(making, 14, own.slice(1, 3)),
    body_md: kind === "experience" ? "" : sentence(making, 60, own.slice(3, 6)),
    link_url: kind === "link" || kind === "video" ? `https://ejemplo.example/${n}` : null,
    authors: [{ name: author.name, person_id: author.id }],
    authors_agreed: n % 2 === 0,
    school_ids: author.establishment_id ? [author.establishment_id] : [],
    node_ids: n % 10 === 0 ? [...new Set([node, pick(nodeIds)])] : [node],
    specialty_ids: [pick(specialties)],
    levels: [pick(["m3", "m4"])],
    tags: [...new Set([topic, `etiqueta ${commonWord(whole(TAGS))}`])],
    visibility: n % 20 < 12 ? "public" : n % 20 < 17 ? "members" : "node",
    closes_local: closes,
    zone: closes ? "America/Santiago" : null,
    sections: kind === "experience" ? Object.fromEntries(SECTION_KEYS.map((key, turn) => [key, sentence(making, 25, turn < 3 ? own.slice(3 + turn, 4 + turn) : [])])) : {},
  });
  const never = state === "draft" || state === "in_review";
  return {
    n,
    id: seededId("resource", n),
    slug: `recurso-${n + 1}`,
    kind,
    state,
    content,
    schoolId: author.establishment_id ?? (schools[0]?.id as string),
    published_at: never ? null : daysBefore(today, n % 700),
  };
}

const paragraph = (text: string): string => (text === "" ? "" : `<p>${text}</p>`);

function resourceRow({ today }: Making, { n, id, slug, kind, state, content, published_at }: Work, all: number) {
  const { title, summary, body_md, link_url, language, licence, visibility, objectives, closes_local, zone } = content;
  const at = published_at ?? daysBefore(today, 3);
  return {
    ...{ id, slug, kind, state, title, summary, body_md, body_html: paragraph(body_md), link_url, language, licence, visibility, objectives, closes_local, zone },
    authors_agreed_at: content.authors_agreed ? at : null,
    circle_id: null,
    levels: JSON.stringify(content.levels),
    closes_at: closes_local ? `${closes_local}:00.000Z` : null,
    event_id: null,
    adapted_from_id: n % 25 === 24 ? seededId("resource", n - 24) : null,
    version: published_at === null ? 0 : 1,
    created_by: content.authors[0]?.person_id ?? null,
    ...{ created_at: at, updated_at: at, published_at },
    archived_at: state === "archived" ? at : null,
    withdrawn_at: null,
    ...countsOf(n, all, published_at !== null),
  };
}

function versionRow({ today }: Making, { n, id, state, content, published_at }: Work) {
  const at = published_at ?? daysBefore(today, 3);
  return {
    id: seededId("version", n),
    resource_id: id,
    number: 1,
    state: published_at === null ? state : "live",
    content: JSON.stringify(content),
    note: "",
    by_person_id: content.authors[0]?.person_id ?? null,
    ...{ created_at: at, updated_at: at, published_at },
    asked_at: state === "in_review" ? at : null,
    decided_by: null,
  };
}

async function generateTies({ db }: Making, works: Work[]): Promise<void> {
  const ties = <T extends object>(of: (work: Work) => T[]) => works.flatMap(of);
  await insertAll(
    db,
    "resource_authors",
    ties(({ n, id, content }) => content.authors.map((author, position) => ({ id: seededId(`author${position}`, n), resource_id: id, position, ...author }))),
  );
  await insertAll(
    db,
    "resource_nodes",
    ties(({ id, content }) => content.node_ids.map((node_id) => ({ resource_id: id, node_id }))),
  );
  await insertAll(
    db,
    "resource_schools",
    ties(({ id, content }) => content.school_ids.map((establishment_id) => ({ resource_id: id, establishment_id }))),
  );
  await insertAll(
    db,
    "resource_specialties",
    ties(({ id, content }) => content.specialty_ids.map((specialty_id) => ({ resource_id: id, specialty_id }))),
  );
  await insertAll(
    db,
    "resource_tags",
    ties(({ id, content }) => content.tags.map((tag) => ({ resource_id: id, tag, tag_key: searchText(tag) }))),
  );
  await insertAll(
    db,
    "resource_sections",
    ties(({ id, content }) => Object.entries(content.sections).map(([key, md]) => ({ resource_id: id, key, md, html: paragraph(md) }))),
  );
  const open = works.filter((work) => work.published_at !== null && work.content.visibility === "public" && work.state === "published");
  await insertAll(
    db,
    "open_records",
    open.map(({ id, published_at }) => ({ resource_id: id, changed_at: published_at, gone_at: null })),
  );
  await insertAll(
    db,
    "open_record_nodes",
    open.flatMap(({ id, content }) => content.node_ids.map((node_id) => ({ resource_id: id, node_id }))),
  );
}

/** A PDF each, with text and without bytes: the last words of its own stand there alone. */
async function generateFiles(making: Making, works: Work[]): Promise<void> {
  const { db, today } = making;
  const sizes = { width: null, height: null, pages: 12, preview: 0 };
  await insertMany(db, "files", works.length, (n) => {
    const text = sentence(
      making,
      n % 2 === 0 ? 80 : 10,
      range(OWN_WORDS - 6).map((turn) => ownWord(n, 6 + turn)),
    );
    const sha256 = createHash("sha256").update(`bench ${n}`).digest("hex");
    return {
      id: seededId("file", n),
      sha256,
      size: 100_000 + n,
      media_type: "application/pdf",
      kind: "pdf",
      ...sizes,
      text,
      state: "ready",
      next_attempt_at: null,
      created_at: today,
    };
  });
  await insertMany(db, "attachments", works.length, (n) => {
    const of = { owner_kind: "resource", owner_id: seededId("resource", n), file_id: seededId("file", n) };
    return { id: seededId("attachment", n), ...of, name: "material.pdf", label: "", position: 1, added_in: 1, removed_in: null, added_by: null, added_at: today };
  });
}
