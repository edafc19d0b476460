/** What the pages around a resource let out, to whom, and in how many queries. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { CollectionInput } from "#app/domain/collections/collection.ts";
import { addItem, makeCollection } from "#app/domain/collections/collections.server.ts";
import { sayComment } from "#app/domain/comments/comments.server.ts";
import type { Actor } from "#app/domain/context.ts";
import { type RepositoryStage, repositoryStage } from "#app/domain/resources/resources.testing.ts";
import { contextOf } from "#app/http/front.testing.ts";
import { loader as own } from "#app/routes/account/repository.tsx";
import { loader as collect, action as collectAction } from "#app/routes/collections/collect.tsx";
import { loader as collection } from "#app/routes/collections/collection.tsx";
import { loader as collections } from "#app/routes/collections/directory.tsx";
import { loader as editCollection } from "#app/routes/collections/edit.tsx";
import { loader as experience } from "#app/routes/experiences/experience.tsx";
import { action as marksAction } from "#app/routes/marks/marks.ts";
import { loader as moderation, action as moderationAction } from "#app/routes/reports/moderation.tsx";
import { loader as report, action as reportAction } from "#app/routes/reports/report.tsx";
import { loader as directory } from "#app/routes/resources/directory.tsx";
import { loader as resource } from "#app/routes/resources/resource.tsx";
import { newId } from "#db/ids.ts";
import { countingQueries } from "#db/query-count.ts";
import { testDb } from "#db/testing.ts";
import { loader as comments, action as commentsAction } from "./comments.tsx";

let database: Awaited<ReturnType<typeof testDb>>;
let stage: RepositoryStage;
let work: { id: string; slug: string };
let told: { id: string; slug: string };

beforeAll(async () => {
  database = await testDb();
  stage = await repositoryStage(database.db);
  const of = { visibility: "node", node_ids: [stage.nodes.a.id], tags: ["tableros"], specialty_ids: ["electricidad"] } as const;
  work = await stage.published("document", { ...of, node_ids: [...of.node_ids], tags: [...of.tags], specialty_ids: [...of.specialty_ids] });
  told = await stage.published("experience", { title: "Estaciones", visibility: "node", node_ids: [stage.nodes.a.id], tags: ["tableros"] });
  const ctx = stage.ctxOf(stage.people.coordinatorA);
  await sayComment(ctx, work.slug, { comment_id: newId(), parent_id: null, section: null, body: "Muy buena" });
  const path = CollectionInput.parse({ collection_id: newId(), title: "Camino", visibility: "public" });
  await makeCollection(ctx, path);
  for (const { id } of [work, told]) await addItem(ctx, path.collection_id, id);
});
afterAll(() => database.close());

type Route = (args: never) => Promise<unknown>;

async function call(route: Route, path: string, actor: Actor | null, form?: Record<string, string>): Promise<unknown> {
  const slug = path.split("?")[0]?.split("/")[2] ?? "";
  const request = new Request(`https://nodos.example${path}`, form ? { method: "POST", body: new URLSearchParams(form) } : {});
  return route({ request, params: { slug }, context: contextOf(database, actor) } as never);
}

async function statusOf(...asked: Parameters<typeof call>): Promise<number> {
  try {
    const result = await call(...asked);
    return result instanceof Response ? result.status : ((result as { init?: { status?: number } } | null)?.init?.status ?? 200);
  } catch (thrown) {
    if (thrown instanceof Response) return thrown.status;
    return (thrown as { init?: { status?: number } }).init?.status ?? 500;
  }
}

test("whoever does not see a resource finds nothing around it, whatever they send", async () => {
  const { outsider } = stage.people;
  const at = (rest: string) => `/recursos/${work.slug}${rest}`;
  const form = { report_id: newId(), reason: "abuse", message: "x" };
  const asked = [
    statusOf(comments, at("/comentarios"), outsider),
    statusOf(commentsAction, at("/comentarios"), outsider, { comment_id: newId(), body: "Hola" }),
    statusOf(marksAction, at("/marcas"), outsider, { kind: "saved", on: "1" }),
    statusOf(report, at("/denunciar"), null),
    statusOf(reportAction, at("/denunciar"), null, form),
    statusOf(collect, at("/coleccion"), outsider),
    statusOf(collectAction, at("/coleccion"), outsider, { collection_id: "new", new_id: newId(), title: "Mía" }),
    statusOf(moderation, "/admin/denuncias", outsider),
    statusOf(moderationAction, "/admin/denuncias", outsider, { report_id: newId(), decision: "kept" }),
  ];
  expect(await Promise.all(asked)).toEqual(Array(9).fill(404));
  expect(await call(collection, "/colecciones/camino", outsider)).toMatchObject({ items: [], edits: false });
  expect(await call(collections, "/colecciones", null)).toMatchObject({ list: { rows: [{ slug: "camino", items: 0 }] } });
});

test("no page around a resource asks for more than twelve queries, the session's two included", async () => {
  const { coordinatorA } = stage.people;
  const pages: [Route, string][] = [
    [resource, `/recursos/${work.slug}?coleccion=camino`],
    [experience, `/experiencias/${told.slug}?coleccion=camino`],
    [comments, `/recursos/${work.slug}/comentarios`],
    [report, `/recursos/${work.slug}/denunciar`],
    [collect, `/recursos/${work.slug}/coleccion`],
    [collection, "/colecciones/camino"],
    [collections, "/colecciones"],
    [editCollection, "/colecciones/camino/editar"],
    [own, "/cuenta/repositorio"],
    [own, "/cuenta/repositorio?ver=colecciones"],
    [moderation, "/admin/denuncias"],
    [directory, "/recursos"],
  ];
  for (const [route, path] of pages) {
    const { queries } = await countingQueries(() => call(route, path, coordinatorA));
    expect(queries, path).toBeLessThanOrEqual(10);
  }
});

test("a name that several people bear is asked before the comment is said, and nothing typed is lost", async () => {
  const { coordinatorA } = stage.people;
  const form = { intent: "say", comment_id: newId(), body: "@Nadie Conocida mira" };
  const refused = (await call(commentsAction, `/recursos/${work.slug}/comentarios`, coordinatorA, form)) as { data: unknown; init: { status: number } };
  expect(refused).toMatchObject({ init: { status: 422 }, data: { values: form, unclear: [{ typed: "@Nadie", people: [] }] } });
  expect(await statusOf(commentsAction, `/recursos/${work.slug}/comentarios`, coordinatorA, { ...form, typed_0: "@Nadie", person_0: "nobody" })).toBe(303);
});
