/** Opening a selection: for a role of the circle, one at a time. */
import { canRun, canSeeInside } from "#app/domain/circles/circle.policy.ts";
import { findCircle, findRole, type RoleRow } from "#app/domain/circles/circles.repo.server.ts";
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { forbidden, invalid, notFound } from "#app/domain/errors.ts";
import { facilitatorOf } from "#app/domain/processes/facilitator.server.ts";
import { openProcess } from "#app/domain/processes/processes.server.ts";
import { hasVoice } from "#app/domain/rights.ts";
import { lockRow } from "#db/dialect.server.ts";
import type { SelectionOpening } from "./opening.ts";
import { selectionKind } from "./selection.server.ts";
import { MONTHS_MAX, type SelectionSetup } from "./selection.ts";
import { findOpenSelection } from "./selections.repo.server.ts";

/** Whoever has a voice in the circle or may run it. The role may not be waiting for another selection: then that one's id comes back, in `already`. */
export async function openSelection(ctx: Ctx, circleId: string, input: SelectionOpening): Promise<{ id: string; already: boolean }> {
  return inTransaction(ctx, async (tx) => {
    const circle = await findCircle(tx.db, circleId);
    if (!circle || !canSeeInside(tx.actor, circle)) throw notFound();
    if (!hasVoice(tx.actor, circleId) && !canRun(tx.actor, circle)) throw forbidden();
    await lockRow(tx.db, "circle_roles", input.role_id);
    const role = await findRole(tx.db, circleId, input.role_id);
    if (!role || role.archived_at) throw invalid("role_id", "choice");
    const open = await findOpenSelection(tx.db, role.id);
    if (open) return { id: open.id, already: open.id !== input.process_id };
    if (input.method === "vote" && circle.method !== "vote") throw invalid("method", "choice");
    const { id } = await openProcess(tx, selectionKind, {
      id: input.process_id,
      circleId,
      roleId: role.id,
      title: `Elección: ${role.name}`,
      mode: input.mode,
      method: input.method,
      eventId: input.mode === "live" ? input.event_id : null,
      facilitatorPersonId: await facilitatorOf(tx, circleId, input),
      phaseDays: input.phase_days,
      setup: setupOf(role, input),
    });
    return { id, already: false };
  });
}

function setupOf(role: RoleRow, { method, mode }: SelectionOpening): SelectionSetup {
  const { name, purpose, domain, accountabilities, qualifications, term_months } = role;
  return { method, mode, role: { name, purpose, domain, accountabilities, qualifications }, months: Math.min(MONTHS_MAX, Math.max(1, term_months)), candidates: [] };
}
