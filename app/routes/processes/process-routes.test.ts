/** What the pages of a process let out, to whom, in how many queries, and what happens to an act that is not taken. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CircleStage, circleStage } from "#app/domain/circles/circles.testing.ts";
import type { Actor } from "#app/domain/context.ts";
import type { ProcessFrame } from "#app/domain/processes/process-page.server.ts";
import { findProcess, listActs } from "#app/domain/processes/processes.repo.server.ts";
import { openProposal } from "#app/domain/proposals/opening.server.ts";
import { OpeningInputs } from "#app/domain/proposals/opening.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import { contextOf } from "#app/http/front.testing.ts";
import { loader as home } from "#app/routes/home/home.tsx";
import { newId } from "#db/ids.ts";
import { countingQueries } from "#db/query-count.ts";
import { testDb } from "#db/testing.ts";
import { loader as list } from "./circle-processes.tsx";
import { action, loader } from "./process.tsx";
import { loader as voice, action as voiceAction } from "./voice.tsx";

let database: Awaited<ReturnType<typeof testDb>>;
let stage: CircleStage;
let id: string;

beforeAll(async () => {
  database = await testDb();
  stage = await circleStage(database.db);
  const form = { process_id: newId(), mode: "days", title: "Un techo", situation: "Llueve", effect: "", need: "", text: "Ponemos techo.", review_on: "2027-06-01" };
  ({ id } = await openProposal(stage.ctxOf(stage.people[0] ?? null), stage.circle.id, "propuesta", OpeningInputs.propuesta.parse(form)));
});
afterAll(() => database.close());

type Route = (args: never) => Promise<unknown>;
type Form = Record<string, string>;

const context = (actor: Actor | null) => contextOf(database, actor);

async function call(route: Route, params: Record<string, string>, actor: Actor | null, form?: Form) {
  const request = new Request("https://nodos.example/", form ? { method: "POST", body: new URLSearchParams(form) } : {});
  try {
    const result = await route({ request, params, context: context(actor) } as never);
    const status = result instanceof Response ? result.status : ((result as { init?: { status?: number } } | null)?.init?.status ?? 200);
    return { status, result };
  } catch (thrown) {
    const status = thrown instanceof Response ? thrown.status : ((thrown as { init?: { status?: number } }).init?.status ?? 500);
    return { status, result: null };
  }
}

const said = (act: string, more: Form = {}): Form => ({ act, act_id: newId(), ...more });

async function tokenOf(person: Actor, round: number): Promise<string> {
  const calls = database.db.selectFrom("process_calls").select("id").where("process_id", "=", id);
  const found = await calls.where("person_id", "=", person.id).where("round", "=", round).executeTakeFirstOrThrow();
  return mintToken(context(null).app.env.deployment.secret, "voice", found.id);
}

describe("the page of a process", () => {
  it("is there for the circle and administration, with names and no addresses, and for nobody else, to read or to act", async () => {
    const seen = [stage.people[0], stage.people[6], stage.admin, stage.outsider].map((actor) => actor ?? null);
    expect(await Promise.all(seen.map(async (actor) => (await call(loader, { id }, actor)).status))).toEqual([200, 200, 200, 404]);
    expect((await call(loader, { id }, null)).status).toBe(302);
    expect((await call(loader, { id: newId() }, stage.people[0] ?? null)).status).toBe(404);
    expect((await call(action, { id }, stage.outsider, said("clear"))).status).toBe(404);
    const { result } = await call(loader, { id }, stage.people[1] ?? null);
    expect(JSON.stringify(result)).not.toContain(".example");
    expect((result as ProcessFrame).waiting).toHaveLength(7);
  });

  it("asks at most eight questions beside the session, and the day of a member stays within its twelve", async () => {
    for (const actor of [stage.people[0] ?? null, stage.people[3] ?? null, stage.admin]) {
      expect((await countingQueries(() => call(loader, { id }, actor))).queries).toBeLessThanOrEqual(8);
      expect((await countingQueries(() => call(list, { id: stage.circle.id }, actor))).queries).toBeLessThanOrEqual(4);
      expect((await countingQueries(() => call(home, {}, actor))).queries).toBeLessThanOrEqual(10);
    }
  });

  it("gives back what was typed with an act that is not taken, and says why; a field that is missing is told beside it", async () => {
    const refused = await call(action, { id }, stage.people[2] ?? null, said("react", { text: "Me gusta, pero es caro" }));
    expect(refused).toMatchObject({ status: 409, result: { data: { errors: {}, values: { text: "Me gusta, pero es caro" } } } });
    expect((refused.result as { data: { refusal: string } }).data.refusal).toMatch(/otro paso/);
    expect(await call(action, { id }, stage.people[2] ?? null, said("ask", { text: "" }))).toMatchObject({ status: 422, result: { data: { values: { act: "ask" } } } });
    expect(await listActs(database.db, id)).toEqual([]);
  });
});

describe("the link of a call", () => {
  it("opens the page without an account, changes nothing by being opened, and speaks for that person once", async () => {
    const [, , , rosa] = stage.people as [Actor, Actor, Actor, Actor];
    const token = await tokenOf(rosa, 1);
    expect(await call(voice, { token }, null)).toMatchObject({ status: 200, result: { name: rosa.name, over: false } });
    expect(await listActs(database.db, id)).toEqual([]);
    const form = said("clear");
    for (let press = 0; press < 2; press += 1) expect((await call(voiceAction, { token }, null, form)).status).toBe(303);
    expect(await listActs(database.db, id)).toMatchObject([{ person: rosa.id, by: rosa.id }]);
    expect((await call(voice, { token: `x${token.slice(1)}` }, null)).status).toBe(404);
  });

  it("conducts nothing, reads on when its round has ended, and dies with the account", async () => {
    const [boss, , , rosa] = stage.people as [Actor, Actor, Actor, Actor];
    const own = await tokenOf(boss, 1);
    for (const person of stage.people) if (person !== rosa) await call(action, { id }, person, said("clear"));
    expect((await call(voiceAction, { token: own }, null, said("advance", { to: "react", version: "1" }))).status).toBe(409);
    expect((await call(action, { id }, boss, said("advance", { to: "react", version: "1" }))).status).toBe(303);
    expect((await findProcess(database.db, id))?.phase).toBe("react");
    expect(await call(voice, { token: own }, null)).toMatchObject({ status: 200, result: { over: true, frame: { page: { me: null, hasVoice: false } } } });
    expect((await call(voiceAction, { token: own }, null, said("react", { text: "tarde" }))).status).toBe(409);
    await database.db
      .updateTable("people")
      .set({ suspended_at: stage.ctxOf(null).now })
      .where("id", "=", rosa.id)
      .execute();
    expect((await call(voice, { token: await tokenOf(rosa, 2) }, null)).status).toBe(404);
  });
});
