/** Which time a feed shows. It moves once a day, at midnight UTC, so that between two midnights the bytes change only with the events. */
import { MAX_DAYS } from "#app/domain/events/event.ts";
import { addDays } from "#app/i18n/dates.ts";

const PAST_DAYS = 90;
const CANCELLED_DAYS = 14;

export interface FeedWindow {
  /** Events that ended before are out. */
  past: string;
  /** Cancelled ones that would have ended before are out. */
  cancelledPast: string;
  /** No event that is in can have begun before: what the index is searched by. */
  startsFrom: string;
  /** When the window began, and when it ends: midnights UTC. */
  from: string;
  until: string;
}

export function feedWindow(now: string): FeedWindow {
  const today = now.slice(0, 10);
  const midnight = (days: number) => `${addDays(today, days)}T00:00:00.000Z`;
  return {
    past: midnight(-PAST_DAYS),
    cancelledPast: midnight(-CANCELLED_DAYS),
    // A day more, for the event that lasts longest and crosses a change of the clocks.
    startsFrom: midnight(-PAST_DAYS - MAX_DAYS - 2),
    from: midnight(0),
    until: midnight(1),
  };
}
