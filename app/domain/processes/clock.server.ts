/** What the clock does: at the end of a phase the machine goes on by itself where it may, else whoever conducts is told, once. */
import { voicesOf } from "#app/domain/circles/voices.repo.server.ts";
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { newId } from "#db/ids.ts";
import type { ProcessKind, ProcessRow } from "./kind.ts";
import { listWithNewcomers } from "./lists.repo.server.ts";
import { mailFacilitator } from "./process-mails.server.ts";
import { findProcess, listOverdue, lockProcess, updateProcess } from "./processes.repo.server.ts";
import { loadProcess, situationOf, take } from "./processes.server.ts";
import { callVoices } from "./rounds.server.ts";

const AT_ONCE = 20;

/** True when there may be more. Two workers may do this at once: each looks again under the lock. */
export async function advanceOverdue(ctx: Ctx, kindOf: (name: string) => ProcessKind): Promise<boolean> {
  const overdue = await listOverdue(ctx.db, ctx.now, AT_ONCE);
  for (const { id, kind } of overdue) await advance(ctx, kindOf(kind), id);
  if (overdue.length > 0) ctx.wake();
  return overdue.length === AT_ONCE;
}

/** Whoever joins a circle while a round is open is asked too. Twice, or by two workers, calls once. */
export async function callNewcomers(ctx: Ctx, kindOf: (name: string) => ProcessKind): Promise<boolean> {
  const found = await listWithNewcomers(ctx.db, AT_ONCE);
  for (const { id, kind } of found) {
    await inTransaction(ctx, async (tx) => {
      const row = await lockProcess(tx.db, id);
      if (!row || row.closed_at !== null) return;
      const { state } = await loadProcess(tx.db, kindOf(kind), row);
      await callVoices(tx, kindOf(kind), row, state, await voicesOf(tx.db, row.circle_id, tx.now));
    });
  }
  if (found.length > 0) ctx.wake();
  return false;
}

async function advance<S>(ctx: Ctx, kind: ProcessKind<S>, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const row = await lockProcess(tx.db, id);
    if (!row || row.closed_at !== null || row.warned_at !== null || row.deadline_at === null || row.deadline_at > tx.now) return;
    const loaded = await loadProcess(tx.db, kind, row);
    const voices = await voicesOf(tx.db, row.circle_id, tx.now);
    const members = voices.map((voice) => voice.person_id);
    const situation = situationOf(tx.now, row, members, { person: null, by: null, conducts: false });
    const act = kind.machine.atDeadline(loaded.state, situation);
    // A machine that would refuse what it proposed itself leaves it to a person; nothing was written yet.
    const refused = act !== null && kind.machine.decide(loaded.state, act, situation) !== null;
    if (act !== null && !refused) await take(tx, kind, loaded, situation, { ...act, id: newId() }, voices);
    const now = await findProcess(tx.db, id);
    if (now && waits(now, tx.now)) {
      await updateProcess(tx.db, id, { warned_at: tx.now });
      const { state } = await loadProcess(tx.db, kind, now);
      await mailFacilitator(tx, now, kind.words?.(now.phase, state) ?? null, "deadline");
    }
  });
}

/** Still past the deadline after all that: only a person can go on. */
const waits = (row: ProcessRow, now: string): boolean => row.closed_at === null && row.deadline_at !== null && row.deadline_at <= now;
