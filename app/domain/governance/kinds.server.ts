/** The kinds of processes that circles have, by name: what a row of `processes` is handed to. */
import { notFound } from "#app/domain/errors.ts";
import type { ProcessKind, ProcessKindName } from "#app/domain/processes/kind.ts";
import { adviceKind } from "#app/domain/proposals/advice.server.ts";
import { pollKind } from "#app/domain/proposals/poll.server.ts";
import { proposalKind } from "#app/domain/proposals/proposal.server.ts";
import { selectionKind } from "#app/domain/selections/selection.server.ts";

// Each with a state of its own, which nobody but the kind itself looks into.
const KINDS = { selection: selectionKind, proposal: proposalKind, advice: adviceKind, poll: pollKind } as unknown as Record<ProcessKindName, ProcessKind>;

export function kindOf(name: string): ProcessKind {
  if (!Object.hasOwn(KINDS, name)) throw notFound();
  return KINDS[name as ProcessKindName];
}
