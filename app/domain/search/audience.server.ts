import type { Actor } from "#app/domain/context.ts";
import { nodesOfReader } from "#app/domain/resources/resource.policy.ts";
import { nodesWith } from "#app/domain/rights.ts";
import { ADMINISTRATION, MEMBERS, onePerson, PUBLIC, readersOfNode, runsCircle, runsIn, VISITORS, voiceIn } from "./entry.ts";
import { anyOf, type TokenQuery } from "./tokens.ts";

/** What somebody may find, for a query of the index: for administration everything but what is another's alone. */
export function findableBy(actor: Actor | null): TokenQuery {
  if (!actor) return [anyOf([PUBLIC, VISITORS])];
  if (actor.admin) return [anyOf([ADMINISTRATION, onePerson(actor.id)])];
  const runs = Object.keys(actor.circleRights).filter((id) => actor.circleRights[id]?.includes("run_circle"));
  const nodes = [...nodesOfReader(actor).map(readersOfNode), ...nodesWith(actor, "run_circle").map(runsIn)];
  return [anyOf([PUBLIC, MEMBERS, onePerson(actor.id), ...nodes, ...actor.circles.map(voiceIn), ...runs.map(runsCircle)])];
}
