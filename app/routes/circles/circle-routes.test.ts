/** What the pages of a circle let out, to whom, and in how many queries. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCircle } from "#app/domain/circles/circles.server.ts";
import { type CircleStage, circleForm, circleStage } from "#app/domain/circles/circles.testing.ts";
import { nameDirectly } from "#app/domain/circles/roles.server.ts";
import type { Actor } from "#app/domain/context.ts";
import { contextOf } from "#app/http/front.testing.ts";
import { loader as node } from "#app/routes/nodes/node.tsx";
import { countingQueries } from "#db/query-count.ts";
import { testDb } from "#db/testing.ts";
import { loader as circle } from "./circle.tsx";
import { loader as edit, action as editAction } from "./edit.tsx";
import { loader as newCircle } from "./new.tsx";
import { loader as people, action as peopleAction } from "./people.tsx";
import { loader as role, action as roleAction } from "./role.tsx";
import { loader as roleEdit } from "./role-edit.tsx";

let database: Awaited<ReturnType<typeof testDb>>;
let stage: CircleStage;
let below: string;

beforeAll(async () => {
  database = await testDb();
  stage = await circleStage(database.db);
  const { ctxOf, people: members, circle: it, roles, admin } = stage;
  below = (await createCircle(ctxOf(members[0] ?? null), { parent: it.id }, circleForm({ name: "Materiales" }))).id;
  await nameDirectly(ctxOf(admin), it.id, roles.secretary, { personId: members[2]?.id ?? "" });
  await nameDirectly(ctxOf(admin), it.id, roles.facilitator, { externalName: "Ema Ruiz", externalOrganisation: "Fundación Puentes" });
});
afterAll(() => database.close());

type Route = (args: never) => Promise<unknown>;

async function call(route: Route, path: string, actor: Actor | null, form?: Record<string, string>): Promise<unknown> {
  const [, , id = "", part = "", roleId = ""] = path.split("?")[0]?.split("/") ?? [];
  const params = { id, slug: id, ...(part === "roles" ? { role: roleId } : {}) };
  const request = new Request(`https://nodos.example${path}`, form ? { method: "POST", body: new URLSearchParams(form) } : {});
  return route({ request, params, context: contextOf(database, actor) } as never);
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

const pages = (): [string, Route, string][] => [
  ["circle", circle, `/circulos/${stage.circle.id}`],
  ["people", people, `/circulos/${stage.circle.id}/personas?q=a`],
  ["role", role, `/circulos/${stage.circle.id}/roles/${stage.roles.secretary}`],
  ["role, naming", role, `/circulos/${stage.circle.id}/roles/${stage.roles.facilitator}?nombrar=persona&q=a`],
  ["sub-circle", circle, `/circulos/${below}`],
  ["node", node, "/nodos/electricidad"],
];

describe("pages of a circle", () => {
  it("tell a visitor neither addresses nor names that were not published, and an external person by the organisation alone", async () => {
    for (const [name, loader, path] of pages()) {
      const told = JSON.stringify(await call(loader, path, null));
      expect(told, name).not.toContain(".example");
      expect(told, name).not.toContain(stage.people[2]?.name);
      expect(told, name).not.toContain("Ema Ruiz");
    }
    expect(JSON.stringify(await call(circle, `/circulos/${stage.circle.id}`, null))).toContain("Fundación Puentes");
    expect(JSON.stringify(await call(circle, `/circulos/${stage.circle.id}`, stage.outsider))).toContain("Ema Ruiz");
  });

  it("ask at most ten questions beside the session", async () => {
    for (const [name, loader, path] of pages()) {
      for (const actor of [null, stage.people[0] ?? null, stage.admin]) {
        const { queries } = await countingQueries(() => call(loader, path, actor));
        expect(queries, `${name} for ${actor?.name ?? "a visitor"}`).toBeLessThanOrEqual(10);
      }
    }
  });

  it("are worked on by who runs it", async () => {
    const at = `/circulos/${stage.circle.id}`;
    const [camila, teacher] = stage.people;
    const roleAt = `${at}/roles/${stage.roles.secretary}`;
    const asked = async (actor: Actor | null) => [
      await statusOf(edit, `${at}/editar`, actor),
      await statusOf(roleEdit, `${roleAt}/editar`, actor),
      await statusOf(newCircle, `/circulos/nuevo?padre=${stage.circle.id}`, actor),
      await statusOf(peopleAction, `${at}/personas`, actor, { act: "add", person_id: "" }),
    ];
    expect(await asked(teacher ?? null)).toEqual([403, 403, 403, 403]);
    expect(await asked(camila ?? null)).toEqual([200, 200, 200, 422]);
    expect(await asked(null)).toEqual([302, 302, 302, 302]);
  });

  it("say kindly what cannot be: the last coordinator stays, a term of another role is not here", async () => {
    const at = `/circulos/${stage.circle.id}`;
    const [camila] = stage.people;
    const left = (await call(peopleAction, `${at}/personas`, camila ?? null, { act: "leave" })) as Response;
    expect([left.status, left.headers.get("Location")]).toEqual([303, `${at}/personas`]);
    const { term_id } = await database.db.selectFrom("role_terms").select("id as term_id").where("role_id", "=", stage.roles.coordinator).executeTakeFirstOrThrow();
    const secretary = `${at}/roles/${stage.roles.secretary}`;
    expect(await statusOf(roleAction, secretary, stage.admin, { act: "end", term_id })).toBe(404);
    expect(await statusOf(roleAction, secretary, stage.admin, { act: "external", external_name: "" })).toBe(422);
    expect(await statusOf(editAction, `/circulos/${below}/editar`, camila ?? null, { act: "close" })).toBe(303);
  });
});
