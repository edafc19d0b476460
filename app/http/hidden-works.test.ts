/**
 * Nobody learns of a work that they may not see. The whole house, on a network with works of every kind of reader. Two proofs: what a person is shown
 * is the same, byte for byte, whether works hidden from them exist or not; and every address of a hidden work is as unknown as one that never was.
 * A new surface is one line of the tables below.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addMember, createCircle } from "#app/domain/circles/circles.server.ts";
import { actorOf, circleForm } from "#app/domain/circles/circles.testing.ts";
import type { Actor, Ctx } from "#app/domain/context.ts";
import { attachFile } from "#app/domain/files/attachments.server.ts";
import { startSession } from "#app/domain/identity/sessions.server.ts";
import { archiveResource, withdrawResource } from "#app/domain/resources/keeping.server.ts";
import { publishDraft } from "#app/domain/resources/publishing.server.ts";
import type { ResourceContent } from "#app/domain/resources/resource.ts";
import { type RepositoryStage, repositoryStage } from "#app/domain/resources/resources.testing.ts";
import { refreshSearch } from "#app/domain/search/refresh.server.ts";
import { paths } from "#app/paths.ts";
import type { Database } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { bumpRevision } from "#db/revision.ts";
import { testDb } from "#db/testing.ts";
import { TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import { type Front, front, type RawAnswer, testApp } from "./front.testing.ts";
import { changedLists, firstDifference, timeless } from "./hidden.testing.ts";
import { handler } from "./serve.server.ts";
import { sessionCookie } from "./session-cookie.server.ts";

/** Everything that lists, counts, searches, suggests or exports: the same for who may not see, whatever is hidden. */
const LISTS = (s: Stage): Record<string, string> => ({
  "front page or own day": "/",
  resources: "/recursos",
  "resources of the node": "/recursos?nodo=electricidad",
  "resources by kind": "/recursos?tipo=document",
  "resources most used": "/recursos?orden=used",
  "resources by specialty": "/recursos?especialidad=electricidad",
  "resources by the tag": `/recursos?etiqueta=${TAG}`,
  "resources by a word that all share": "/recursos?q=tablero",
  "resources by what is in files": "/recursos?q=contenido",
  experiences: "/experiencias",
  "experiences by a word": "/experiencias?q=tablero",
  "node page": "/nodos/electricidad",
  "node's resources": "/nodos/electricidad/recursos",
  nodes: "/nodos",
  "school page": `/establecimientos/${s.school}`,
  schools: "/establecimientos",
  collections: "/colecciones",
  "collection with hidden items": `/colecciones/${COLLECTION}`,
  "archive of that collection": `/colecciones/${COLLECTION}.zip`,
  "work that hidden ones adapt": `/recursos/${s.open.slug}`,
  "its versions": `/recursos/${s.open.slug}/versiones`,
  "work that adapts a hidden one": `/recursos/${s.adapting.slug}`,
  "search by a word that all share": "/buscar?q=tablero",
  "search by what is in files": "/buscar?q=contenido",
  "search in resources": "/buscar?q=tablero&en=resource",
  "search in the node": "/buscar?q=tablero&nodo=electricidad",
  "help of search": "/buscar",
  "OAI records": "/oai?verb=ListRecords&metadataPrefix=oai_dc",
  "OAI headers": "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc&set=nodo:electricidad",
  "OAI sets": "/oai?verb=ListSets",
  "OAI identity": "/oai?verb=Identify",
  "Atom of works": "/recursos/feed.xml",
  "Atom of the network": "/feed.xml",
  "Atom of the node": "/nodos/electricidad/feed.xml",
  "works as CSV": "/recursos.csv",
  "works as CSV, narrowed": "/recursos.csv?nodo=electricidad&q=tablero",
  sitemap: "/sitemap.xml",
  calendar: "/calendario",
  "calendar file": "/calendario.ics",
  events: "/eventos",
  "own repository": "/cuenta/repositorio",
});

const SIGNED_IN = new Set(["own repository"]);

/** Every address under a hidden work: 404, or the way to the sign-in page for visitors. */
const ADDRESSES = (work: Work): string[] => [
  `/recursos/${work.slug}`,
  `/experiencias/${work.slug}`,
  `/recursos/${work.slug}/versiones`,
  `/recursos/${work.slug}/versiones/1`,
  `/recursos/${work.slug}/editar`,
  `/recursos/${work.slug}/archivos`,
  `/recursos/${work.slug}/revisar`,
  `/recursos/${work.slug}/lo-usamos`,
  `/recursos/${work.slug}/denunciar`,
  `/recursos/${work.slug}/comentarios`,
  `/recursos/${work.slug}/marcas`,
  `/recursos/${work.slug}?como=epub`,
  `/experiencias/${work.slug}/editar`,
  `/experiencias/${work.slug}/afiche`,
  `/archivos/${work.file}/${encodeURIComponent(work.fileName)}`,
  `/archivos/${work.file}/miniatura-320.webp`,
  `/archivos/${work.file}/miniatura-960.webp`,
  `/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:nodos.example:${work.id}`,
];

/** What somebody types who guesses at a word that stands only in a hidden work: the answer is that to a word that stands nowhere. */
const GUESSES = (word: string): string[] => [`/buscar?q=${word}`, `/recursos?q=${word}`, `/experiencias?q=${word}`, `/recursos?etiqueta=${word}`, `/recursos.csv?q=${word}`];

const TAG = "compartida";
const COLLECTION = "ruta-de-tableros";
/** Words that stand nowhere else, and one that stands nowhere: all of the same length, so that answers compare. */
const WORDS = {
  members: "notrozumbi",
  node: "murtizumbi",
  circle: "chilczumbi",
  draft: "arrayzumbi",
  review: "ulmoozumbi",
  archived: "canelzumbi",
  withdrawn: "peumozumbi",
} as const;
type Hidden = keyof typeof WORDS;
const NOWHERE = "qqwxkzjvbf";

interface Work {
  id: string;
  slug: string;
  file: string;
  fileName: string;
}

interface Stage extends RepositoryStage {
  database: Database & AsyncDisposable;
  site: Front;
  folder: string;
  school: string;
  open: Work;
  adapting: Work;
  cookies: Map<string, string>;
  circle: string;
  teacher: Actor;
  as: (actor: Actor | null) => Ctx;
}

let s: Stage;
let works: Record<Hidden, Work>;
/** Of whom, what they were shown: with nothing hidden, and with everything. */
const before = new Map<string, Map<string, string>>();
const after = new Map<string, Map<string, string>>();

/** The second coordinates another node. */
const READERS = ["visitor", "coordinatorB"] as const;
type Reader = (typeof READERS)[number];

beforeAll(async () => {
  s = await stage();
  for (const reader of READERS) {
    // What a member sees is no secret to members: it is there from their beginning.
    if (reader === "coordinatorB") {
      works = { members: await bring("members", { visibility: "members" }) } as typeof works;
      await intoCollection(works.members, WORDS.members);
    }
    before.set(reader, await shownTo(reader));
  }
  await hide();
  for (const reader of READERS) after.set(reader, await shownTo(reader));
}, 60_000);

afterAll(async () => {
  await s.site.close();
  await s.database.close();
  await rm(s.folder, { recursive: true, force: true });
});

describe("what is hidden", () => {
  for (const reader of READERS) {
    test(`changes nothing of what the ${reader} is shown`, () => {
      expect(changedLists(before.get(reader), after.get(reader), reader === "visitor" ? SIGNED_IN : new Set())).toEqual([]);
    });
  }

  test("has no address for who may not see it", async () => {
    const wrong: string[] = [];
    for (const [reader, hidden] of Object.entries(UNSEEN) as [Reader, Hidden[]][]) {
      for (const which of hidden) {
        for (const path of ADDRESSES(works[which])) {
          const answer = await get(path, reader);
          const unknown = path.startsWith("/oai") ? answer.text.includes('code="idDoesNotExist"') : answer.status === 404 || (reader === "visitor" && answer.status === 302);
          const told = bare(answer.text, works[which]).includes(WORDS[which]);
          if (!unknown || told) wrong.push(`${path} as ${reader}: ${answer.status}${told ? ", and tells of it" : ""}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test("is not found by guessing at its words, nor put right from a misspelt one", async () => {
    const wrong: string[] = [];
    for (const [reader, hidden] of Object.entries(UNSEEN) as [Reader, Hidden[]][]) {
      const nothing = new Map<string, string>();
      for (const path of GUESSES(NOWHERE)) nothing.set(path.replace(NOWHERE, "*"), (await get(path, reader)).text.replaceAll(NOWHERE, "*"));
      for (const which of hidden) {
        const word = WORDS[which];
        for (const path of GUESSES(word)) {
          const body = (await get(path, reader)).text.replaceAll(word, "*");
          if (body !== nothing.get(path.replace(word, "*"))) wrong.push(`${path} as ${reader}: ${firstDifference(nothing.get(path.replace(word, "*")) ?? "", body)}`);
        }
        const misspelt = `${word.slice(0, 4)}${word.slice(5)}`;
        for (const path of [`/buscar?q=${misspelt}`, `/recursos?q=${misspelt}`]) if ((await get(path, reader)).text.includes(word)) wrong.push(`${path} as ${reader}: suggests it`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test("is there for those who may see it: by its page, its file and its words", async () => {
    const seen: [Hidden, string][] = [
      ["members", "coordinatorB"],
      ["node", "teacher"],
      ["node", "coordinatorA"],
      ["circle", "coordinatorA"],
      ["draft", "coordinatorA"],
      ["review", "teacher"],
      ["review", "coordinatorA"],
      ["archived", "teacher"],
      ["withdrawn", "admin"],
    ];
    const wrong: string[] = [];
    for (const [which, reader] of seen) {
      const page = await get(paths.work({ kind: which === "node" ? "experience" : "document", slug: works[which].slug }), reader);
      if (page.status !== 200 || !bare(page.text, works[which]).includes(WORDS[which])) wrong.push(`the page of ${which} as ${reader}: ${page.status}`);
      const file = await get(`/archivos/${works[which].file}/${encodeURIComponent(works[which].fileName)}`, reader);
      if (file.status !== 200) wrong.push(`the file of ${which} as ${reader}: ${file.status}`);
    }
    for (const [which, reader] of [
      ["members", "coordinatorB"],
      ["node", "teacher"],
      ["circle", "coordinatorA"],
    ] as const) {
      for (const path of [`/recursos?q=${WORDS[which]}`, `/buscar?q=${WORDS[which]}`, "/recursos", "/recursos.csv", `/colecciones/${COLLECTION}`]) {
        if (!(await get(path, reader)).text.includes(works[which].slug)) wrong.push(`${path} does not tell ${reader} of ${which}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

test("a public work's page tells programs of it in a block that no title ends", async () => {
  const { text } = await get(`/recursos/${s.open.slug}`, "visitor");
  const block = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)?.[1] ?? "{}";
  expect(JSON.parse(block)).toMatchObject({ name: "Tableros abiertos </script><i>", isAccessibleForFree: true });
  expect(text).toContain('name="DC.title" content="Tableros abiertos &lt;/script&gt;&lt;i&gt;"');
  expect(text).not.toContain("abiertos </script>");
});

const ALL = Object.keys(WORDS) as Hidden[];
const UNSEEN: Record<Reader, Hidden[]> = {
  visitor: ALL,
  coordinatorB: ALL.filter((which) => which !== "members"),
};

async function stage(): Promise<Stage> {
  const database = await testDb();
  const { db } = database;
  const folder = await mkdtemp(join(tmpdir(), "nodos-hidden-"));
  const base = await repositoryStage(db);
  const deployment = { ...TEST_DEPLOYMENT, storageUrl: `file:${join(folder, "files")}` };
  const as = (actor: Actor | null): Ctx => ({ ...base.ctxOf(actor, new Date().toISOString()), deployment });
  const circle = await createCircle(as(base.people.admin), { node: base.nodes.a.slug }, circleForm());
  await addMember(as(base.people.admin), circle.id, base.people.teacher.id);
  const people = { ...base.people, coordinatorA: await actorOf(db, base.people.coordinatorA.id), teacher: await actorOf(db, base.people.teacher.id) };
  const app = testApp(database, { deployment });
  const house = await handler(app);
  const site = await front((server) => server.use(house));
  const cookies = new Map<string, string>([["visitor", ""]]);
  for (const [name, actor] of Object.entries(people)) {
    const session = await startSession(as(null), actor.id, "Vitest");
    cookies.set(name, sessionCookie(deployment, session.id, session.until).split(";")[0] ?? "");
  }
  const made = { ...base, people, database, folder, site, cookies, as, circle: circle.id, teacher: people.teacher, school: base.cast.schools.boldos.slug } as Stage;
  s = made;
  made.open = await bring("open", { visibility: "public", title: "Tableros abiertos </script><i>" });
  made.adapting = await bring("adapting", { visibility: "public", title: "Tableros que adaptan" });
  await collection(made);
  await replication(made);
  return made;
}

async function collection({ database: { db }, people, open }: Stage): Promise<void> {
  const id = newId();
  const now = new Date().toISOString();
  const row = {
    id,
    slug: COLLECTION,
    title: "Ruta de tableros",
    summary: "En orden.",
    body_md: "",
    body_html: "",
    visibility: "public",
    node_id: null,
    created_by: people.admin.id,
  };
  await db
    .insertInto("collections")
    .values({ ...row, created_at: now, updated_at: now, archived_at: null })
    .execute();
  await intoCollection(open, "");
  await refreshSearch(db, "collection", [id]);
}

let position = 0;

async function intoCollection({ id }: Work, note: string): Promise<void> {
  const { db } = s.database;
  const { id: collection_id } = await db.selectFrom("collections").select("id").where("slug", "=", COLLECTION).executeTakeFirstOrThrow();
  position += 1;
  await db
    .insertInto("collection_items")
    .values({ id: newId(), collection_id, resource_id: id, position, note_md: note, note_html: `<p>${note}</p>`, added_at: new Date().toISOString() })
    .execute();
  await refreshSearch(db, "collection", [collection_id]);
}

/** «Lo usamos» on the open work; later what came of it is a hidden one. */
async function replication({ database: { db }, open, cast, people }: Stage): Promise<void> {
  const now = new Date().toISOString();
  const words = { changed_md: "Dos clases.", changed_html: "<p>Dos clases.</p>", happened_md: "Bien.", happened_html: "<p>Bien.</p>", evidence_url: null, place: "" };
  const row = {
    ...words,
    id: newId(),
    resource_id: open.id,
    establishment_id: cast.schools.puerto.id,
    used_on: "2026-10-02",
    adaptation_id: null,
    person_id: people.coordinatorA.id,
  };
  await db
    .insertInto("replications")
    .values({ ...row, created_at: now, updated_at: now, removed_at: null, removed_by: null })
    .execute();
  await db.updateTable("resources").set({ replications_count: 1 }).where("id", "=", open.id).execute();
}

/** A work that says its word in every place that a work has, with a file that says it in its name and text. */
async function bring(which: Hidden | "open" | "adapting", over: Partial<ResourceContent>, { by = s.people.coordinatorA, publish = true } = {}): Promise<Work> {
  const kind = which === "node" ? "experience" : "document";
  const word = which in WORDS ? WORDS[which as Hidden] : "abierto";
  const content = {
    ...{ title: `Tablero ${word}`, summary: `Resumen ${word}`, body_md: `Texto ${word}`, objectives: `Objetivo ${word}`, tags: [TAG, ...(which in WORDS ? [word] : [])] },
    ...{ node_ids: [s.nodes.a.id], specialty_ids: ["electricidad"], levels: ["m3"], authors: [{ name: "Camila Díaz Leiva", person_id: null }] },
    ...(kind === "experience" ? { sections: { need: `Necesidad ${word}`, what: `Qué ${word}` } } : {}),
    ...over,
  };
  const { id } = await s.started(kind, content, by);
  const path = join(s.folder, `bring-${id}`);
  await writeFile(path, `contenido ${word}\n`);
  const fileName = `${word}.txt`;
  const { id: file } = await attachFile(s.as(by), { ownerKind: "resource", ownerId: id, sourcePath: path, name: fileName });
  if (publish) await publishDraft(s.as(by), id, { note: word });
  const { db } = s.database;
  // What the worker would have read by now.
  await db
    .updateTable("files")
    .set({ text: `contenido ${word}`, state: "ready" })
    .where("id", "in", db.selectFrom("attachments").select("file_id").where("id", "=", file))
    .execute();
  await refreshSearch(db, "resource", [id]);
  const { slug } = await db.selectFrom("resources").select("slug").where("id", "=", id).executeTakeFirstOrThrow();
  return { id, slug, file, fileName };
}

/** Brings all that is hidden, and ties it to what is not. */
async function hide(): Promise<void> {
  const { db } = s.database;
  const { teacher, coordinatorA } = s.people;
  works.node = await bring("node", { visibility: "node", adapted_from_id: s.open.id });
  works.circle = await bring("circle", { visibility: "circle", circle_id: s.circle, node_ids: [], adapted_from_id: s.open.id });
  works.draft = await bring("draft", { visibility: "public" }, { publish: false });
  works.archived = await bring("archived", { visibility: "node" });
  await archiveResource(s.as(coordinatorA), works.archived.id);
  works.withdrawn = await bring("withdrawn", { visibility: "members" });
  await s.database.db.transaction().execute((tx) => withdrawResource({ ...s.as(null), db: tx }, works.withdrawn.id));
  await db.updateTable("nodes").set({ reviews_resources: 1 }).where("id", "=", s.nodes.a.id).execute();
  works.review = await bring("review", { visibility: "public" }, { by: teacher });
  await db.updateTable("nodes").set({ reviews_resources: 0 }).where("id", "=", s.nodes.a.id).execute();
  await db.updateTable("resources").set({ adapted_from_id: works.node.id }).where("id", "=", s.adapting.id).execute();
  await db.updateTable("replications").set({ adaptation_id: works.circle.id }).execute();
  for (const [which, work] of Object.entries(works) as [Hidden, Work][]) if (which !== "members") await intoCollection(work, WORDS[which]);
  await refreshSearch(
    db,
    "resource",
    Object.values(works).map((work) => work.id),
  );
  await bumpRevision(db, "public");
}

async function shownTo(reader: Reader): Promise<Map<string, string>> {
  const shown = new Map<string, string>();
  for (const [name, path] of Object.entries(LISTS(s))) {
    const { status, text } = await get(path, reader);
    shown.set(name, `${status}\n${timeless(text)}`);
  }
  return shown;
}

const get = (path: string, reader: string): Promise<RawAnswer> => s.site.get(path, { cookie: s.cookies.get(reader) ?? "", host: "nodos.example" });

/** A page that says its own address has said nothing. */
const bare = (text: string, work: Work): string => text.replaceAll(work.slug, "").replaceAll(encodeURIComponent(work.fileName), "");
