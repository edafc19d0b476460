/** Calls at every stage: one open, one being assessed, one decided, one that opens soon, one being written. */
import { beginCall } from "#app/domain/calls/beginning.server.ts";
import { CallInput, ExtendInput } from "#app/domain/calls/call-form.ts";
import { publishCall } from "#app/domain/calls/calls.server.ts";
import { listEncounters } from "#app/domain/calls/encounters.repo.server.ts";
import { extendCall } from "#app/domain/calls/standing.server.ts";
import type { Actor, Ctx } from "#app/domain/context.ts";
import { loadActor } from "#app/domain/identity/sessions.server.ts";
import { addDays } from "#app/i18n/dates.ts";
import { newId } from "./ids.ts";
import { CALLS, type CallSeed } from "./seed-calls-words.ts";
import type { SeededNetwork } from "./seed-meetings.ts";

type CtxAt = (days: number) => (actor: Actor | null) => Ctx;

export async function seedCalls(network: SeededNetwork, today: string, ctxAt: CtxAt): Promise<void> {
  for (const call of CALLS) await make(call, network, today, ctxAt);
}

async function make(call: CallSeed, network: SeededNetwork, today: string, ctxAt: CtxAt): Promise<void> {
  const { db } = ctxAt(0)(null);
  const person = network.people.find((one) => one.email === call.by);
  const actor = person ? await loadActor(db, person.id) : null;
  if (!actor) return;
  const nodeId = call.node ? (network.nodes.get(call.node) ?? null) : null;
  if (call.node && !nodeId) return;
  const at = (day: number) => ctxAt(-day)(actor);
  const [encounter] = call.shown ? await listEncounters(db, actor, nodeId, at(call.started).now) : [];
  const { id } = await beginCall(at(call.started), inputOf(call, { today, nodeId, encounterId: encounter?.id ?? "" }), { beginning: call.beginning });
  if (call.published === null) return;
  await publishCall(at(call.published), id);
  if (call.extended) await extendCall(at(call.extended.on), id, extensionOf(call, call.extended, today));
}

function datesOf(today: string, { opens, closes, jury }: { opens: number; closes: number; jury: number | null }) {
  const day = (offset: number | null) => (offset === null ? "" : addDays(today, offset));
  return { zone: "America/Santiago", opens_date: day(opens), opens_time: "09:00", closes_date: day(closes), closes_time: "23:59", jury_date: day(jury), jury_time: "" };
}

function inputOf(call: CallSeed, { today, nodeId, encounterId }: { today: string; nodeId: string | null; encounterId: string }): CallInput {
  const { blind, ...content } = call.content;
  return CallInput.parse({
    ...{ call_id: newId(), node_id: nodeId ?? "", encounter_id: encounterId, ...content },
    ...(content.most_each ? { most_each: Number(content.most_each) } : {}),
    ...(blind ? { blind: "1" } : {}),
    ...datesOf(today, call),
  });
}

function extensionOf(call: CallSeed, { closes, jury, note }: NonNullable<CallSeed["extended"]>, today: string): ExtendInput {
  return ExtendInput.parse({ ...datesOf(today, { opens: call.opens, closes, jury }), note });
}
