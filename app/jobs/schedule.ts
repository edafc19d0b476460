import type { Ctx } from "#app/domain/context.ts";
import { advanceProcesses } from "./advance-processes.ts";
import { applyImports } from "./apply-imports.ts";
import { continueInvestitures } from "./continue-investitures.ts";
import { continueMailings } from "./continue-mailings.ts";
import { continueMinutes } from "./continue-minutes.ts";
import { dropOldIncoming } from "./drop-old-incoming.ts";
import { dropOldMail } from "./drop-old-mail.ts";
import { dropReminders } from "./drop-old-reminders.ts";
import { dropTold } from "./drop-old-told.ts";
import { fillSearchIndex } from "./fill-search.ts";
import { mailPosts } from "./mail-posts.ts";
import { mendOpenness } from "./mend-openness.ts";
import { prepareFiles } from "./prepare-files.ts";
import { pruneLinks } from "./prune-links.ts";
import { pruneSessions } from "./prune-sessions.ts";
import { publishMailedPosts } from "./publish-mailed-posts.ts";
import { putTerms } from "./put-terms.ts";
import { reviewAgreements } from "./review-agreements.ts";
import { sendDigests } from "./send-digests.ts";
import { sendReminders } from "./send-reminders.ts";
import { sweepFiles } from "./sweep-files.ts";

export interface Job {
  name: string;
  /** 0: at every turn of the worker, that is every few seconds and whenever it is woken. */
  everyMs: number;
  /** True: there is more to do, and the next turn should come at once. `stop`: the worker is asked to end, and what takes long is to be left. */
  run: (ctx: Ctx, stop: AbortSignal) => Promise<boolean>;
}

const MINUTE = 60_000;
const HOUR = 3_600_000;

/** All that happens without a person asking, beside sending the queue. Several workers may run the same job at once: each is harmless when done twice. */
export const SCHEDULE: readonly Job[] = [
  { name: "apply imports", everyMs: 0, run: applyImports },
  { name: "continue mailings", everyMs: 0, run: continueMailings },
  { name: "continue minutes", everyMs: 0, run: continueMinutes },
  { name: "continue investitures", everyMs: 0, run: continueInvestitures },
  { name: "publish mailed posts", everyMs: 0, run: publishMailedPosts },
  { name: "mail posts", everyMs: 0, run: mailPosts },
  { name: "prepare files", everyMs: 0, run: prepareFiles },
  { name: "advance processes", everyMs: MINUTE, run: advanceProcesses },
  { name: "review agreements", everyMs: MINUTE, run: reviewAgreements },
  { name: "put terms", everyMs: MINUTE, run: putTerms },
  { name: "send reminders", everyMs: MINUTE, run: sendReminders },
  { name: "send digests", everyMs: MINUTE, run: sendDigests },
  { name: "mend openness", everyMs: HOUR, run: mendOpenness },
  { name: "sweep files", everyMs: 6 * HOUR, run: sweepFiles },
  { name: "fill search", everyMs: MINUTE, run: fillSearchIndex },
  { name: "prune sessions", everyMs: HOUR, run: pruneSessions },
  { name: "prune mailed links", everyMs: HOUR, run: pruneLinks },
  { name: "drop old mail", everyMs: HOUR, run: dropOldMail },
  { name: "drop old incoming mail", everyMs: HOUR, run: dropOldIncoming },
  { name: "drop old reminders", everyMs: HOUR, run: dropReminders },
  { name: "drop old told", everyMs: HOUR, run: dropTold },
];
