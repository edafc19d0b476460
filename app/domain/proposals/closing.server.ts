/** What follows when a proposal, a consultation or a poll is over: logbook, tension, minutes. In the transaction of the act that ended it. */
import type { Ctx } from "#app/domain/context.ts";
import { isOpen } from "#app/domain/logbook/agreement-state.ts";
import { findCircleAgreement } from "#app/domain/logbook/agreement-writes.repo.server.ts";
import { adoptAgreement } from "#app/domain/logbook/logbook.server.ts";
import { writeIntoMinutes } from "#app/domain/minutes/appending.server.ts";
import type { ProcessRow } from "#app/domain/processes/kind.ts";
import { releaseTension, settleTensionOf } from "#app/domain/tensions/tensions.repo.server.ts";
import { type Driver, driverText } from "./proposal.ts";

export interface Settled {
  kind: "consent" | "advice" | "poll";
  driver: Driver;
  bodyMd: string;
  roleId: string | null;
  /** Who answers for it where no role does. */
  ownerPersonId: string | null;
  reviewOn: string | null;
  /** What the minutes say beside the text: who was heard, how objections were resolved. */
  notes: string;
  adoptedBy: string | null;
  /** The agreement whose place it takes, as it was opened. */
  supersedes?: string | null;
}

/** Replaced or ended meanwhile, there is nothing to take the place of; the circle's consent is not undone by that. */
async function stillThere(tx: Ctx, circleId: string, agreementId: string): Promise<string | null> {
  const agreement = await findCircleAgreement(tx.db, agreementId);
  return agreement && agreement.circle_id === circleId && isOpen(agreement) ? agreementId : null;
}

export async function settle(tx: Ctx, process: ProcessRow, settled: Settled): Promise<void> {
  const { kind, driver, bodyMd, roleId, ownerPersonId, reviewOn, adoptedBy } = settled;
  const { number } = await adoptAgreement(tx, {
    circleId: process.circle_id,
    nodeId: process.node_id,
    kind,
    title: process.title,
    driver: driverText(driver),
    bodyMd,
    processId: process.id,
    eventId: process.event_id,
    roleId,
    ownerPersonId: roleId ? null : ownerPersonId,
    adoptedBy,
    reviewOn,
    supersedes: settled.supersedes ? await stillThere(tx, process.circle_id, settled.supersedes) : null,
  });
  if (process.tension_id) await settleTensionOf(tx.db, process.tension_id, { at: tx.now, by: adoptedBy, note: `Acuerdo n.º ${number}: ${process.title}` });
  if (process.mode !== "live" || !process.event_id) return;
  const notesMd = [`Acuerdo n.º ${number} de la bitácora.`, bodyMd, settled.notes].filter(Boolean).join("\n\n");
  await writeIntoMinutes(tx, process.event_id, { title: process.title, notesMd });
}

/** Withdrawn: what it was to take care of waits again. */
export async function release(tx: Ctx, process: ProcessRow): Promise<void> {
  if (process.tension_id) await releaseTension(tx.db, process.tension_id, process.id);
}

/** Names for the minutes, in one query. */
export async function namesOf(tx: Ctx, ids: readonly string[]): Promise<(id: string) => string> {
  const rows =
    ids.length === 0
      ? []
      : await tx.db
          .selectFrom("people")
          .select(["id", "name"])
          .where("id", "in", [...new Set(ids)])
          .execute();
  return (id) => rows.find((row) => row.id === id)?.name ?? "Una persona del círculo";
}
