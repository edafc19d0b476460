/** Which time a feed shows. It moves once a day, at midnight UTC, so that between two midnights the bytes change only with the events. */
import { addDays } from "#app/i18n/dates.ts";

const PAST_DAYS = 90;

export interface FeedWindow {
  /** Events that ended before are out. */
  past: string;
  /** When the window began, and when it ends: midnights UTC. */
  from: string;
  until: string;
}

export function feedWindow(now: string): FeedWindow {
  const today = now.slice(0, 10);
  const midnight = (days: number) => `${addDays(today, days)}T00:00:00.000Z`;
  return {
    past: midnight(-PAST_DAYS),
    from: midnight(0),
    until: midnight(1),
  };
}
