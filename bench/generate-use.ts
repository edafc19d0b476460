/** What people do with the repository: they comment, replicate, mark, collect, use and report it. A few works get most of it. */
import type { Directory } from "./generate-directory.ts";
import type { Work } from "./generate-resources.ts";
import { seededId } from "./random.ts";
import { insertAll, insertMany, type Making, range } from "./rows.ts";

/** So many of each for a hundred works; a quarter of them at the first one. */
const PER_HUNDRED = { comments: 100, replications: 50, useful: 100, saved: 100 };
/** More at one work is not seen on a page anyway. */
const MOST_AT_ONE = 300;
const COLLECTIONS_PER_HUNDRED = 2;
const ITEMS = 15;

type Kind = keyof typeof PER_HUNDRED;

/** Every fourth is at the first work, until it has enough. */
function sharesOf(kind: Kind, all: number): { first: number; total: number } {
  const total = Math.floor((all * PER_HUNDRED[kind]) / 100);
  return { first: Math.min(MOST_AT_ONE, Math.floor(total / 4)), total };
}

const isOpen = (n: number) => n % 100 < 97;

/** The n-th act of a kind: at which work. Those that are not published get none. */
function targetOf(kind: Kind, all: number, n: number): number {
  const { first } = sharesOf(kind, all);
  if (n < first) return 0;
  const work = (n - first) % all;
  return isOpen(work) ? work : 1;
}

const kept = new Map<string, Record<Kind, number[]>>();

function tallies(all: number): Record<Kind, number[]> {
  const found = kept.get(String(all));
  if (found) return found;
  const of = (kind: Kind) => {
    const counts = new Array<number>(all).fill(0);
    for (const n of range(sharesOf(kind, all).total)) counts[targetOf(kind, all, n)] = (counts[targetOf(kind, all, n)] ?? 0) + 1;
    return counts;
  };
  const made = { comments: of("comments"), replications: of("replications"), useful: of("useful"), saved: of("saved") };
  kept.set(String(all), made);
  return made;
}

/** The counters of a work. */
export function countsOf(n: number, all: number, published: boolean) {
  const { comments, replications, useful, saved } = tallies(all);
  const of = (counts: number[]) => counts[n] ?? 0;
  return { useful_count: of(useful), saved_count: of(saved), comments_count: of(comments), replications_count: of(replications), uses_count: published ? n % 50 : 0 };
}

export async function generateUse(making: Making, directory: Directory, works: Work[]): Promise<void> {
  const { say } = making;
  say(`${sharesOf("comments", works.length).total} comments, ${sharesOf("replications", works.length).total} replications and their like`);
  await generateTalk(making, directory, works);
  await generateMarks(making, directory, works);
  await generateCollections(making, directory, works);
}

async function generateTalk({ db, today }: Making, { people, schools }: Directory, works: Work[]): Promise<void> {
  const all = works.length;
  const at = (n: number) => new Date(Date.parse(today) - n * 60_000).toISOString();
  const person = (n: number) => people[(n * 31) % people.length]?.id ?? null;
  await insertMany(db, "comments", sharesOf("comments", all).total, (n) => {
    const work = works[targetOf("comments", all, n)] as Work;
    const said = { body_md: "Nos sirvió para partir.", body_html: "<p>Nos sirvió para partir.</p>" };
    return {
      id: seededId("comment", n),
      resource_id: work.id,
      section: work.kind === "experience" && n % 2 ? "what" : null,
      parent_id: null,
      ...said,
      person_id: person(n),
      created_at: at(n),
      edited_at: null,
      removed_at: null,
    };
  });
  await insertMany(db, "replications", sharesOf("replications", all).total, (n) => {
    const work = works[targetOf("replications", all, n)] as Work;
    const said = { changed_md: "Lo hicimos en dos clases.", changed_html: "<p>Lo hicimos en dos clases.</p>", happened_md: "Funcionó.", happened_html: "<p>Funcionó.</p>" };
    const where = { establishment_id: schools[(n * 7) % schools.length]?.id ?? null, place: "", used_on: at(n * 600).slice(0, 10), evidence_url: null, adaptation_id: null };
    return {
      id: seededId("replication", n),
      resource_id: work.id,
      ...where,
      ...said,
      person_id: person(n),
      created_at: at(n),
      updated_at: at(n),
      removed_at: null,
      removed_by: null,
    };
  });
  await insertMany(db, "reports", Math.floor(all / 100), (n) => {
    const of = { target_kind: "resource", target_id: works[n]?.id ?? "", resource_id: works[n]?.id ?? "" };
    return {
      id: seededId("report", n),
      ...of,
      reason: "wrong",
      message: "El enlace no abre.",
      reporter_person_id: person(n),
      reporter_email: null,
      created_at: at(n),
      decided_at: n % 2 ? at(0) : null,
      decided_by: null,
      decision: n % 2 ? "kept" : null,
    };
  });
}

async function generateMarks({ db, today }: Making, { people }: Directory, works: Work[]): Promise<void> {
  const all = works.length;
  for (const kind of ["useful", "saved"] as const) {
    const rows = range(sharesOf(kind, all).total).map((n) => ({
      resource_id: works[targetOf(kind, all, n)]?.id ?? "",
      person_id: people[n % people.length]?.id ?? "",
      kind,
      created_at: today,
    }));
    await insertAll(db, "resource_marks", [...new Map(rows.map((row) => [`${row.resource_id} ${row.person_id}`, row])).values()]);
  }
  await insertMany(db, "resource_uses", all, (n) => ({ resource_id: works[n]?.id, day: today.slice(0, 10), count: 1 + (n % 50) }));
}

async function generateCollections({ db, today }: Making, { people, nodeIds }: Directory, works: Work[]): Promise<void> {
  const total = Math.max(2, Math.floor((works.length * COLLECTIONS_PER_HUNDRED) / 100));
  await insertMany(db, "collections", total, (n) => {
    const text = { title: `Camino ${n + 1}`, summary: "Por dónde empezar.", body_md: "", body_html: "" };
    const of = { visibility: n % 4 === 3 ? "members" : "public", node_id: n % 2 ? (nodeIds[n % nodeIds.length] ?? null) : null, created_by: people[n % people.length]?.id ?? null };
    return { id: seededId("collection", n), slug: `camino-${n + 1}`, ...text, ...of, created_at: today, updated_at: today, archived_at: null };
  });
  await insertMany(db, "collection_items", total * ITEMS, (n) => ({
    id: seededId("item", n),
    collection_id: seededId("collection", Math.floor(n / ITEMS)),
    resource_id: works[(Math.floor(n / ITEMS) * 13 + (n % ITEMS)) % works.length]?.id,
    position: (n % ITEMS) + 1,
    note_md: "",
    note_html: "",
    added_at: today,
  }));
}
