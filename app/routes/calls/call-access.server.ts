/** What the pages of calls share. */
import { canOrganise, nodesCalling } from "#app/domain/calls/call.policy.ts";
import { findCall, type StandingCall } from "#app/domain/calls/calls.repo.server.ts";
import { findEncounter, listEncounters } from "#app/domain/calls/encounters.repo.server.ts";
import type { Actor, Ctx } from "#app/domain/context.ts";
import { forbidden, notFound } from "#app/domain/errors.ts";
import { nodeOptions } from "#app/domain/nodes/nodes.repo.server.ts";
import { longDate } from "#app/i18n/dates.ts";

/** Visible to the actor, or not found. */
export async function callOfPage(ctx: Ctx, slug: string | undefined): Promise<StandingCall> {
  const found = await findCall(ctx.db, ctx.actor, { slug: slug ?? "" });
  if (!found) throw notFound();
  return found;
}

/** For who organises it. */
export async function organisedCall(ctx: Ctx, slug: string | undefined): Promise<StandingCall> {
  const call = await callOfPage(ctx, slug);
  if (!canOrganise(ctx.actor, call)) throw forbidden();
  return call;
}

/** In whose name somebody calls: the nodes they look after (all, for administration), and the one that it is of already. */
export async function nodesToCall(ctx: Ctx & { actor: Actor }, already: string | null = null): Promise<{ id: string; name: string }[]> {
  if (ctx.actor.admin) return (await nodeOptions(ctx.db)).map(({ id, name }) => ({ id, name }));
  const ids = [...new Set([...nodesCalling(ctx.actor), ...(already ? [already] : [])])];
  return ids.length === 0 ? [] : (await nodeOptions(ctx.db, ids)).map(({ id, name }) => ({ id, name }));
}

/** The meetings that the form offers; the one chosen before stays among them. */
export async function encountersToOffer(ctx: Ctx, call: { node_id: string | null; encounter_id: string | null }) {
  const found = await listEncounters(ctx.db, ctx.actor, call.node_id, ctx.now);
  const chosen = call.encounter_id && !found.some(({ id }) => id === call.encounter_id) ? await findEncounter(ctx.db, ctx.actor, call.encounter_id, ctx.now) : undefined;
  return [...(chosen ? [chosen] : []), ...found].map(({ id, title, starts_local }) => ({ value: id, label: `${title}, ${longDate(starts_local)}` }));
}

/** As its form shows it. */
export function valuesOf(call: StandingCall) {
  const { kind, node_id, visibility, title, summary, body_md, prizes, work, blind, most_each, files_most, encounter_id, zone } = call;
  const [opens_date = "", opens_time = ""] = call.opens_local.split("T");
  const [closes_date = "", closes_time = ""] = call.closes_local.split("T");
  const [jury_date = "", jury_time = ""] = (call.jury_local ?? "").split("T");
  return {
    ...{ kind, node_id: node_id ?? "", visibility, title, summary, body_md, prizes, work, blind: blind ? "1" : "", most_each: String(most_each), files_most: String(files_most) },
    ...{ encounter_id: encounter_id ?? "", zone, opens_date, opens_time, closes_date, closes_time, jury_date, jury_time },
  };
}
