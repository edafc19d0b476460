/** What each page of nodes and schools lets out, and to whom. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor, Ctx } from "#app/domain/context.ts";
import { joinNode } from "#app/domain/nodes/joining.server.ts";
import { editNode } from "#app/domain/nodes/nodes.server.ts";
import { inviteToNode } from "#app/domain/nodes/requests.server.ts";
import { contextOf, insertMeeting } from "#app/http/front.testing.ts";
import { loader as coordinators } from "#app/routes/admin/node-coordinators.tsx";
import { loader as newNode } from "#app/routes/admin/node-new.tsx";
import { loader as home } from "#app/routes/home/home.tsx";
import { loader as counterparts } from "#app/routes/places/counterparts.tsx";
import { loader as schoolDirectory } from "#app/routes/places/directory.tsx";
import { loader as school } from "#app/routes/places/establishment.tsx";
import { countingQueries } from "#db/query-count.ts";
import { testDb } from "#db/testing.ts";
import { type Cast, castOf } from "#db/testing-cast.ts";
import { loader as directory } from "./directory.tsx";
import { loader as edit } from "./edit.tsx";
import { loader as meetings } from "./meetings.tsx";
import { loader as membership, action as membershipAction } from "./membership.tsx";
import { loader as node } from "./node.tsx";
import { loader as people } from "./people.tsx";
import { loader as requests, action as requestsAction } from "./requests.tsx";
import { loader as schools } from "./schools.tsx";

let database: Awaited<ReturnType<typeof testDb>>;
let cast: Cast;

beforeAll(async () => {
  database = await testDb();
  cast = await castOf(database.db);
  const { ctxOf, people: who, ids } = cast;
  await insertMeeting(database.db, { nodes: [ids.a, ids.b], host_establishment_id: ids.boldos });
  await joinNode(ctxOf(who.outsider), "orientacion", { message: "Quiero aprender" });
  await inviteToNode(ctxOf(who.admin), "cade-puerto-claro", who.ally.email);
});
afterAll(() => database.close());

type Loader = (args: Parameters<typeof node>[0]) => Promise<unknown>;
interface Page {
  name: string;
  loader: Loader;
  path: string;
  params: Record<string, string>;
}

const slugged = (name: string, loader: unknown, path: string, slug: string): Page => ({ name, loader: loader as Loader, path, params: { slug } });

function publicPages(): Page[] {
  const { boldos } = cast.schools;
  return [
    { name: "home", loader: home as Loader, path: "/", params: {} },
    { name: "nodes", loader: directory as Loader, path: "/nodos", params: {} },
    { name: "schools", loader: schoolDirectory as Loader, path: "/establecimientos", params: {} },
    slugged("node A", node, "/nodos/electricidad", "electricidad"),
    slugged("node B", node, "/nodos/orientacion", "orientacion"),
    slugged("node C", node, "/nodos/cade-puerto-claro", "cade-puerto-claro"),
    slugged("people of A", people, "/nodos/electricidad/personas", "electricidad"),
    slugged("people of B", people, "/nodos/orientacion/personas", "orientacion"),
    slugged("schools of B", schools, "/nodos/orientacion/establecimientos", "orientacion"),
    slugged("meetings of B", meetings, "/nodos/orientacion/reuniones", "orientacion"),
    slugged("a school", school, `/establecimientos/${boldos.slug}`, boldos.slug),
  ];
}

async function load({ loader, path, params }: Page, actor: Actor | null) {
  const request = new Request(`https://nodos.example${path}`);
  return loader({ request, params, context: contextOf(database, actor) } as Parameters<Loader>[0]);
}

/** The status that a loader throws, or 200. */
async function statusOf(page: Page, actor: Actor | null): Promise<number> {
  try {
    await load(page, actor);
    return 200;
  } catch (thrown) {
    if (thrown instanceof Response) return thrown.status;
    return (thrown as { init?: { status?: number } }).init?.status ?? 500;
  }
}

describe("public pages", () => {
  it("let out no address to anyone, not even to a coordinator or an administrator", async () => {
    const { people: who } = cast;
    for (const page of publicPages()) {
      for (const actor of [null, who.teacher, who.coordinatorA, who.admin]) {
        const told = JSON.stringify(await load(page, actor));
        expect(told, `${page.name} for ${actor?.name ?? "a visitor"}`).not.toContain("@cast.example");
      }
    }
  });

  it("let out to visitors only the names of those who agreed", async () => {
    const told = await Promise.all(publicPages().map((page) => load(page, null).then((data) => JSON.stringify(data))));
    const all = told.join("\n");
    expect(all).toContain("Camila Díaz Leiva");
    for (const hidden of ["Bruno Muñoz", "Óscar Núñez", "Alicia Paredes", "Amanda Rojas", "Quiero aprender"]) expect(all).not.toContain(hidden);
  });

  it("let out to other members neither who waits at a node's door nor what they wrote", async () => {
    for (const page of publicPages()) {
      const told = JSON.stringify(await load(page, cast.people.teacher));
      expect(told, page.name).not.toContain("Óscar Núñez");
      expect(told, page.name).not.toContain("Quiero aprender");
    }
  });

  it("are kept for visitors alone, and cost few queries", async () => {
    for (const page of publicPages()) {
      for (const actor of [null, cast.people.coordinatorB, cast.people.admin]) {
        const context = contextOf(database, actor);
        const request = new Request(`https://nodos.example${page.path}`);
        const { queries } = await countingQueries(() => page.loader({ request, params: page.params, context } as Parameters<Loader>[0]));
        expect(queries, `${page.name} for ${actor?.name ?? "a visitor"}`).toBeLessThanOrEqual(10);
        expect(context.keep.public).toBe(actor === null);
      }
    }
  });

  it("answer 404 to what is not there", async () => {
    for (const [loader, path] of [
      [node, "/nodos/nada"],
      [people, "/nodos/nada/personas"],
      [school, "/establecimientos/nada"],
    ] as const) {
      expect(await statusOf(slugged(path, loader, path, "nada"), null)).toBe(404);
    }
  });
});

describe("pages of those who run a node", () => {
  it("open to its coordinators and administration, and to nobody else", async () => {
    const { visitor, outsider, coordinatorA, coordinatorB, admin, head } = { visitor: null, ...cast.people };
    const requestsOfB = slugged("requests", requests, "/nodos/orientacion/solicitudes", "orientacion");
    const editB = slugged("edit", edit, "/nodos/orientacion/editar", "orientacion");
    const create: Page = { name: "new", loader: newNode as Loader, path: "/admin/nodos/nuevo", params: {} };
    const coordination = slugged("coordination", coordinators, "/admin/nodos/orientacion/coordinacion", "orientacion");
    const { boldos } = cast.schools;
    const representatives = slugged("counterparts", counterparts, `/establecimientos/${boldos.slug}/contrapartes`, boldos.slug);
    const own = slugged("membership", membership, "/nodos/orientacion/membresia", "orientacion");
    const matrix: [Page, Record<string, number>][] = [
      [requestsOfB, { visitor: 302, outsider: 403, coordinatorA: 403, coordinatorB: 200, admin: 200, head: 403 }],
      [editB, { visitor: 302, outsider: 403, coordinatorA: 403, coordinatorB: 200, admin: 200, head: 403 }],
      [create, { visitor: 302, outsider: 404, coordinatorA: 404, coordinatorB: 404, admin: 200, head: 404 }],
      [coordination, { visitor: 302, outsider: 404, coordinatorA: 404, coordinatorB: 404, admin: 200, head: 404 }],
      [representatives, { visitor: 302, outsider: 403, coordinatorA: 403, coordinatorB: 403, admin: 200, head: 200 }],
      [own, { visitor: 302, outsider: 200, coordinatorA: 200, coordinatorB: 200, admin: 200, head: 200 }],
    ];
    const actors: Record<string, Actor | null> = { visitor, outsider, coordinatorA, coordinatorB, admin, head };
    for (const [page, expected] of matrix) {
      for (const [name, status] of Object.entries(expected)) expect(await statusOf(page, actors[name] ?? null), `${page.name} for ${name}`).toBe(status);
    }
  });
});

describe("acts", () => {
  async function act(action: unknown, path: string, fields: Record<string, string>, actor: Actor | null) {
    const request = new Request(`https://nodos.example${path}`, { method: "POST", body: new URLSearchParams(fields) });
    const params = { slug: path.split("/")[2] ?? "" };
    try {
      return await (action as (args: unknown) => Promise<Response | { init: { status: number }; data: { errors: unknown } }>)({
        request,
        params,
        context: contextOf(database, actor),
      });
    } catch (thrown) {
      return thrown as Response | { init: { status: number }; data: { errors: unknown } };
    }
  }
  const statusOfAct = (result: Awaited<ReturnType<typeof act>>) => ("init" in result ? result.init.status : result.status);

  it("a closed node tells on the form that one needs an invitation", async () => {
    const result = await act(membershipAction, "/nodos/cade-puerto-claro/membresia", { act: "join" }, cast.people.outsider);
    expect(statusOfAct(result)).toBe(422);
    expect(JSON.stringify(result)).toContain("solo por invitación");
  });

  it("an act that does not exist, and hostile text, change nothing and break nothing", async () => {
    for (const fields of [{ act: "explode" }, { act: "join", message: "x".repeat(5000) }, {}, { act: "\u0000join" }]) {
      const result = await act(membershipAction, "/nodos/orientacion/membresia", fields as Record<string, string>, cast.people.teacher);
      expect(statusOfAct(result)).toBe(422);
    }
    for (const id of ["", "x", "' OR 1=1 --", "\u0000"]) {
      const result = await act(requestsAction, "/nodos/orientacion/solicitudes", { act: "approve", membership_id: id }, cast.people.coordinatorB);
      expect([404, 422]).toContain(statusOfAct(result));
    }
  });

  it("somebody else's request is not theirs to answer", async () => {
    const waiting = await database.db.selectFrom("memberships").select("id").where("person_id", "=", cast.ids.outsider).executeTakeFirstOrThrow();
    const fields = { act: "approve", membership_id: waiting.id };
    expect(statusOfAct(await act(requestsAction, "/nodos/orientacion/solicitudes", fields, cast.people.coordinatorA))).toBe(403);
    expect(statusOfAct(await act(requestsAction, "/nodos/electricidad/solicitudes", fields, cast.people.coordinatorA))).toBe(404);
    expect(statusOfAct(await act(requestsAction, "/nodos/orientacion/solicitudes", fields, null))).toBe(302);
  });
});

describe("renamed nodes", () => {
  it("every page of the old address leads to the same page of today's, for good", async () => {
    const ctx: Ctx = cast.ctxOf(cast.people.admin);
    const { db } = database;
    const { description_html: _html, ...before } = await db.selectFrom("nodes").selectAll().where("slug", "=", "cade-puerto-claro").executeTakeFirstOrThrow();
    await editNode(ctx, "cade-puerto-claro", {
      name: "Consejo del Puerto",
      kind: "council",
      joining: "invitation",
      summary: before.summary,
      description_md: "",
      colour: 3,
      glyph: "puente",
    });
    for (const [loader, rest] of [
      [node, ""],
      [people, "/personas"],
      [meetings, "/reuniones"],
    ] as const) {
      const page = slugged("old", loader, `/nodos/cade-puerto-claro${rest}?pagina=2`, "cade-puerto-claro");
      const thrown = (await load(page, null).catch((error: unknown) => error)) as Response;
      expect(thrown.status).toBe(301);
      expect(thrown.headers.get("Location")).toBe(`/nodos/consejo-del-puerto${rest}?pagina=2`);
    }
  });
});
