/** Two people acting at once never lose either act: over several processes of the system, on a file and on a server. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type CircleStage, circleStage } from "#app/domain/circles/circles.testing.ts";
import type { Actor } from "#app/domain/context.ts";
import { openProposal } from "#app/domain/proposals/opening.server.ts";
import { OpeningInputs } from "#app/domain/proposals/opening.ts";
import { newId } from "#db/ids.ts";
import { type Site, testSite } from "#db/testing-site.ts";
import { quorumOf } from "./machine.ts";
import { KINDS, type Orders, type Said } from "./process-storm.testing.ts";
import { findProcess, listActs } from "./processes.repo.server.ts";
import { actOn, openProcess } from "./processes.server.ts";
import { deed, talkForm, talkKind } from "./processes.testing.ts";

/** Runs the acts over as many processes as there are lists; what each act's id came to. */
async function allAtOnce(site: Site, now: string, lists: Said[][]): Promise<Map<string, string>> {
  const said = new Map<string, string>();
  const workers = lists.map((acts) => {
    const orders: Orders = { acts, now, url: site.url, schema: site.schema };
    const child = spawn(process.execPath, [join(import.meta.dirname, "process-storm.testing.ts"), JSON.stringify(orders)]);
    let errors = "";
    let rest = "";
    let begin = () => {};
    const ready = new Promise<void>((resolve) => {
      begin = resolve;
    });
    child.stderr.on("data", (data) => {
      errors += data;
    });
    child.stdout.on("data", (data) => {
      const lines = (rest + data).split("\n");
      rest = lines.pop() ?? "";
      for (const [id = "", result = ""] of lines.map((line) => line.split(" "))) id === "ready" ? begin() : said.set(id, result);
    });
    const over = new Promise<{ code: number | null; errors: string }>((resolve) => child.on("close", (code) => resolve({ code, errors })));
    return { ready: Promise.race([ready, over]), over, go: () => child.stdin.write("go\n") };
  });
  await Promise.all(workers.map((worker) => worker.ready));
  for (const worker of workers) worker.go();
  expect(await Promise.all(workers.map((worker) => worker.over))).toEqual(workers.map(() => ({ code: 0, errors: "" })));
  return said;
}

/** Every act of it that was acknowledged is in the record once, the numbers have no hole, and each was allowed after the ones before it. */
async function expectWhole(site: Site, on: CircleStage, id: string, acts: Said[], said: Map<string, string>): Promise<void> {
  const [{ kind } = { kind: "talk" as const }] = acts;
  const acknowledged = [...new Set(acts.map((act) => act.deed.id))].filter((each) => said.get(each) === "ok");
  const members = on.people.map((person) => person.id);
  const row = await findProcess(site.db, id);
  const record = await listActs(site.db, id);
  expect(record.map((act) => act.n)).toEqual(record.map((_, index) => index + 1));
  expect(
    record
      .filter((act) => said.has(act.id))
      .map((act) => act.id)
      .sort(),
  ).toEqual(acknowledged.sort());
  let state = KINDS[kind].machine.begin(JSON.parse(row?.setup ?? "null"));
  for (const act of record) {
    const situation = { now: act.at, person: act.person, by: act.by, members, conducts: act.by === members[0], due: true, quorum: quorumOf(members.length, 60) };
    expect([act.n, KINDS[kind].machine.decide(state, act, situation)]).toEqual([act.n, null]);
    state = KINDS[kind].machine.evolve(state, act);
  }
  expect(row).toMatchObject({ acts: record.length, outcome: KINDS[kind].machine.shape(state).outcome });
}

/** Everyone has spoken; it could be closed. */
async function talkToClose(on: CircleStage, boss: Actor): Promise<string> {
  const form = talkForm(on.circle.id, { facilitatorPersonId: boss.id, mode: "live" });
  await openProcess(on.ctxOf(boss), talkKind, form);
  for (const person of on.people.slice(0, 5)) await actOn(on.ctxOf(person), talkKind, form.id, deed("speak"));
  return form.id;
}

/** All seven have consented; it could be adopted. */
async function proposalToAdopt(on: CircleStage, boss: Actor): Promise<string> {
  const texts = { situation: "Llueve", effect: "Nos mojamos", need: "Techo", text: "Ponemos techo.", review_on: "2027-06-01" };
  const { id } = await openProposal(on.ctxOf(boss), on.circle.id, "propuesta", OpeningInputs.propuesta.parse({ process_id: newId(), mode: "days", title: "Un techo", ...texts }));
  const say = (person: Actor, fields: object) => actOn(on.ctxOf(person), KINDS.proposal, id, { id: newId(), ...KINDS.proposal.schema.parse(fields) });
  for (const person of on.people) await say(person, { act: "clear" });
  await say(boss, { act: "advance", to: "react", version: 1 });
  for (const person of on.people) await say(person, { act: "react", text: "" });
  await say(boss, { act: "advance", to: "consent", version: 1 });
  for (const person of on.people) await say(person, { act: "stance", stance: "consent", words: "", version: 1 });
  return id;
}

test("objections while somebody closes, over 3 processes: none is lost, nothing closes over one, and the same act sent twice is one", async () => {
  await using site = await testSite();
  const on = await circleStage(site.db);
  const [boss, ...others] = on.people as [Actor, ...Actor[]];
  const closing: Said[] = [];
  const objecting: Said[] = [];
  for (let round = 0; round < 3; round += 1) {
    const talk = { kind: "talk" as const, process: await talkToClose(on, boss) };
    closing.push({ ...talk, person: boss.id, deed: deed("next") }, { ...talk, person: boss.id, deed: deed("next") });
    for (const person of others.slice(0, 4)) objecting.push({ ...talk, person: person.id, deed: deed("object", person.name) });
    for (const person of others.slice(4)) objecting.push({ ...talk, person: person.id, deed: deed("speak", person.name) });
    const proposal = { kind: "proposal" as const, process: await proposalToAdopt(on, boss) };
    const made = (person: Actor, fields: object): Said => ({ ...proposal, person: person.id, deed: { id: newId(), ...KINDS.proposal.schema.parse(fields) } });
    closing.push(made(boss, { act: "advance", to: "adopted", version: 1 }));
    for (const person of others.slice(0, 3)) objecting.push(made(person, { act: "stance", stance: "objection", words: `No, dice ${person.name}`, version: 1 }));
  }
  // The second and the third send the same: one of them is late with each.
  const said = await allAtOnce(site, on.ctxOf(null).now, [closing, objecting, [...objecting].reverse()]);
  for (const each of objecting) if (each.deed.kind !== "speak") expect(said.get(each.deed.id)).toBe("ok");
  for (const id of new Set(closing.map((each) => each.process))) {
    const acts = [...closing, ...objecting].filter((each) => each.process === id);
    await expectWhole(site, on, id, acts, said);
  }
}, 120_000);
