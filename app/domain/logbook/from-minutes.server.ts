/** Decisions of a circle's meeting that its minutes send to the logbook. */
import { listAgreements } from "#app/domain/agreements/agreements.repo.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { monthsLater } from "#app/domain/terms.ts";
import { isoDate } from "#app/i18n/dates.ts";
import { TITLE_MAX } from "./agreement.ts";
import { adoptAgreement } from "./logbook.server.ts";

/** In minutes nobody is asked for a day: a year later the circle looks at it. */
const REVIEW_MONTHS = 12;

/** When minutes are published: what was asked for is written, once each (its id is that of the agreement of the minutes), with the words it had then. */
export async function noteFromMinutes(tx: Ctx, event: { id: string; circle_id: string | null; title: string; starts_at: string }): Promise<void> {
  if (event.circle_id === null) return;
  const asked = (await listAgreements(tx.db, event.id)).filter((each) => each.to_logbook_at !== null && each.dropped_at === null);
  if (asked.length === 0) return;
  const circle = await tx.db.selectFrom("circles").select(["node_id"]).where("id", "=", event.circle_id).executeTakeFirstOrThrow();
  for (const { id, what, owner_person_id } of asked) {
    const title = shortened(what);
    await adoptAgreement(tx, {
      id,
      circleId: event.circle_id,
      nodeId: circle.node_id,
      kind: "noted",
      title,
      driver: "",
      // What fits into the title is all of it.
      bodyMd: title === what ? "" : what,
      eventId: event.id,
      ownerPersonId: owner_person_id,
      adoptedBy: tx.actor?.id ?? null,
      adoptedAt: event.starts_at,
      reviewOn: isoDate(monthsLater(event.starts_at, REVIEW_MONTHS)),
    });
  }
}

const shortened = (what: string): string => (what.length <= TITLE_MAX ? what : `${what.slice(0, TITLE_MAX - 1).replace(/\s+\S*$/, "")}…`);
