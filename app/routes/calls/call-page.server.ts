/** What the page of a call shows to each reader. */
import { listOwnApplications } from "#app/domain/calls/applications.repo.server.ts";
import { canApply, canOrganise } from "#app/domain/calls/call.policy.ts";
import { phaseOf } from "#app/domain/calls/call.ts";
import { changesOf, criteriaOf, partsOf, questionsOf, type StandingCall } from "#app/domain/calls/calls.repo.server.ts";
import { lackingOf } from "#app/domain/calls/checking.ts";
import { findEncounter } from "#app/domain/calls/encounters.repo.server.ts";
import { winnersOf } from "#app/domain/calls/results.repo.server.ts";
import type { Ctx } from "#app/domain/context.ts";

export async function callPage(ctx: Ctx, call: StandingCall) {
  const { db, actor, now } = ctx;
  const phase = phaseOf(call, now);
  const organises = canOrganise(actor, call);
  const draft = phase === "draft" && organises;
  return {
    now,
    site: { publicUrl: ctx.deployment.publicUrl, networkName: ctx.deployment.networkName },
    call: shownOf(call),
    phase,
    reader: { signedIn: actor !== null, organises, applies: phase === "open" && canApply(actor, call, call.juror) },
    questions: await questionsOf(db, call.id),
    criteria: call.kind === "contest" ? await criteriaOf(db, call.id) : [],
    changes: (await changesOf(db, call.id)).map(({ by, ...change }) => ({ ...change, by: organises ? by : null })),
    own: actor ? (await listOwnApplications(db, actor.id, { callId: call.id })).rows.map(({ id, title, state, number }) => ({ id, title, state, number })) : [],
    winners: phase === "decided" || (phase === "archived" && call.results_at) ? await winnersOf(db, actor, call.id) : [],
    encounter: call.encounter_id ? ((await findEncounter(db, actor, call.encounter_id, now)) ?? null) : null,
    lacking: draft ? lackingOf(call, await partsOf(db, call.id), now) : [],
  };
}

export type CallPage = Awaited<ReturnType<typeof callPage>>;

/** Who made it stays out. */
function shownOf(call: StandingCall) {
  const { slug, kind, title, summary, body_html, prizes, zone, opens_at, closes_at, jury_at, visibility, work, most_each, node, juror } = call;
  const { published_at, cancelled_at, cancel_reason, archived_at, results_at, results_html, updated_at } = call;
  return {
    ...{ slug, kind, title, summary, body_html, prizes, zone, opens_at, closes_at, jury_at, visibility, work, most_each, node, juror, blind: call.blind === 1 },
    ...{ published_at, cancelled_at, cancel_reason, archived_at, results_at, results_html, updated_at },
  };
}
