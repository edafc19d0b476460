const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const FIRST_STEPS = [1, 2, 5, 15, 30, 60].map((minutes) => minutes * MINUTE);

/** How long a mail is tried for, at the least. */
export const PATIENCE_MS = 48 * HOUR;
/** … and how often: a mail that waited three days for the worker itself has not been tried at all. */
const FEWEST_ATTEMPTS = 10;

/**
 * When to try again after one more temporary failure: 1, 2, 5, 15, 30, 60 minutes, then every two to four hours; a fifth more or less, so that a
 * thousand mails refused together do not come back together. Null: it has been tried long enough. `attempts` are those before this one.
 */
export function retryAt({ attempts, createdAt, now, random }: { attempts: number; createdAt: number; now: number; random: () => number }): number | null {
  if (now - createdAt >= PATIENCE_MS && attempts + 1 >= FEWEST_ATTEMPTS) return null;
  const step = FIRST_STEPS[attempts];
  return now + Math.round(step === undefined ? 2 * HOUR + random() * 2 * HOUR : step * (0.8 + 0.4 * random()));
}
