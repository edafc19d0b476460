/** What the pages of the map let out, and to whom: loaders' data is all that a page, its source and its print can show. */
import type { LoaderFunctionArgs } from "@remix-run/node";
import { expect, it } from "vitest";
import type { Actor } from "#app/domain/context.ts";
import { noteContact } from "#app/domain/stakeholders/contacts.server.ts";
import { StakeholderInput } from "#app/domain/stakeholders/stakeholder.ts";
import { addStakeholder } from "#app/domain/stakeholders/stakeholders.server.ts";
import { contextOf } from "#app/http/front.testing.ts";
import { newId } from "#db/ids.ts";
import { countingQueries } from "#db/query-count.ts";
import { testDb } from "#db/testing.ts";
import { castOf } from "#db/testing-cast.ts";
import { loader as edit } from "./edit.tsx";
import { loader as map } from "./map.tsx";
import { loader as sheet } from "./map-csv.ts";
import { loader as newActor } from "./new.tsx";
import { loader as actorPage } from "./stakeholder.tsx";

const SECRET = /Rosa|minera\.example|5555|seguro escolar/;

async function mapped() {
  const database = await testDb();
  const cast = await castOf(database.db);
  const ctx = cast.ctxOf(cast.people.coordinatorA, database.db);
  const contact = { contact_name: "Rosa Vera", contact_email: "rosa@minera.example", contact_phone: "+56 9 5555 0001" };
  const input = StakeholderInput.parse({ id: newId(), name: "Minera Sol", kind: "company", power: 70, interest: 40, strategy: "", ...contact });
  await addStakeholder(ctx, cast.nodes.a.id, input);
  await noteContact(ctx, cast.nodes.a.id, input.id, { id: newId(), on_day: "2026-11-20", way: "call", what: "Piden el seguro escolar." });
  const params = { slug: cast.nodes.a.slug, actor: input.id };
  const ask = async (loader: (args: LoaderFunctionArgs) => Promise<unknown>, path: string, who: Actor | null) => {
    const answer = await loader({ request: new Request(`http://nodos.test${path}`), params, context: contextOf(database, who) } as LoaderFunctionArgs);
    return answer instanceof Response ? answer.text() : JSON.stringify(answer);
  };
  return { database, cast, ask, base: `/nodos/${params.slug}/actores`, id: input.id };
}

it("a member of the node gets the map without anybody's name, address, telephone or history", async () => {
  const { database, cast, ask, base, id } = await mapped();
  const { teacher, coordinatorA } = cast.people;
  for (const [loader, path] of [
    [map, base],
    [actorPage, `${base}/${id}`],
    [sheet, `${base}.csv`],
  ] as const) {
    expect(await ask(loader, path, teacher)).toMatch(/Minera Sol/);
    expect(await ask(loader, path, teacher)).not.toMatch(SECRET);
  }
  expect(await ask(actorPage, `${base}/${id}`, coordinatorA)).toMatch(SECRET);
  expect((await ask(sheet, `${base}.csv`, coordinatorA)).split("\r\n")[1]).toMatch(/^1;Minera Sol;Empresa;70;40;Mantener satisfecho;.*;Rosa Vera;rosa@minera.example;/);
  await expect(ask(edit, `${base}/${id}/editar`, teacher)).rejects.toMatchObject({ init: { status: 403 } });
  await database.close();
});

it("to everybody else it does not exist", async () => {
  const { database, cast, ask, base, id } = await mapped();
  for (const loader of [map, actorPage, sheet, newActor, edit]) {
    for (const who of [cast.people.coordinatorB, cast.people.outsider]) await expect(ask(loader, `${base}/${id}`, who)).rejects.toMatchObject({ init: { status: 404 } });
  }
  await database.close();
});

it("asks the database little", async () => {
  const { database, cast, ask, base, id } = await mapped();
  const counted = async (loader: Parameters<typeof ask>[0], path: string) => (await countingQueries(() => ask(loader, path, cast.people.coordinatorA))).queries;
  expect(await counted(map, `${base}?movido=${newId()}&archivado=${newId()}&ver=archivados`)).toBeLessThanOrEqual(8);
  expect(await counted(actorPage, `${base}/${id}`)).toBeLessThanOrEqual(8);
  await database.close();
});
