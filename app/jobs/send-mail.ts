/** One batch of the queue: claim, send, write down what became of each. */
import { noteRejection } from "#app/domain/mail/bounces.server.ts";
import { type ClaimedMail, claimDue, markDelayed, markFailed, markSent, releaseClaims } from "#app/domain/mail/outbox.repo.server.ts";
import type { Db } from "#db/create.ts";
import { retryAt } from "./retry.ts";
import { type Outcome, SMTP_LIMITS, type Smtp } from "./smtp.ts";

export interface Sender {
  db: Db;
  smtp: Smtp;
  /** Envelope sender. */
  from: string;
  /** Name of this worker, unlike any other's. */
  worker: string;
  now: () => number;
  random: () => number;
  /** True once no further mail may be begun. */
  stopping: () => boolean;
}

export interface Batch {
  sent: number;
  delayed: number;
  failed: number;
  /** Another batch may be waiting. */
  more: boolean;
  /** Not one mail found a server that would talk: the next batch would fare no better. */
  unreachable: boolean;
}

const LANES = SMTP_LIMITS.connections;
const ROUNDS = 2;
/** Longer than a batch can take: every round at its limit, and a minute for the database. */
export const LEASE_MS = ROUNDS * SMTP_LIMITS.mailMs + 60_000;

export async function sendBatch(sender: Sender): Promise<Batch> {
  const limit = LANES * ROUNDS;
  const claimed = await claimDue(sender.db, { worker: sender.worker, now: iso(sender.now()), until: iso(sender.now() + LEASE_MS), limit });
  const waiting = [...claimed];
  const outcomes: Outcome[] = [];
  const lane = async () => {
    for (let mail = next(); mail; mail = next()) outcomes.push(await sendOne(sender, mail));
  };
  const next = () => (sender.stopping() ? undefined : waiting.shift());
  try {
    await Promise.all(Array.from({ length: LANES }, lane));
  } finally {
    await releaseClaims(
      sender.db,
      sender.worker,
      waiting.map((mail) => mail.id),
      iso(sender.now()),
    );
  }
  const count = (kind: Outcome["kind"]) => outcomes.filter((outcome) => outcome.kind === kind).length;
  return {
    sent: count("sent"),
    delayed: count("temporary"),
    failed: count("permanent"),
    more: claimed.length === limit,
    unreachable: outcomes.length > 0 && outcomes.every((outcome) => outcome.kind === "temporary" && outcome.unreachable),
  };
}

async function sendOne(sender: Sender, mail: ClaimedMail): Promise<Outcome> {
  const outcome = await sender.smtp.send({ from: sender.from, to: mail.to_email, raw: mail.raw });
  const row = { id: mail.id, worker: sender.worker };
  const now = sender.now();
  if (outcome.kind === "sent") {
    await markSent(sender.db, { ...row, now: iso(now) });
    return outcome;
  }
  const next = outcome.kind === "temporary" ? retryAt({ attempts: mail.attempts, createdAt: Date.parse(mail.created_at), now, random: sender.random }) : null;
  if (next !== null) {
    await markDelayed(sender.db, { ...row, next: iso(next), error: outcome.reason });
    return outcome;
  }
  await markFailed(sender.db, { ...row, now: iso(now), error: outcome.reason });
  await noteRejection({ db: sender.db, now: iso(now) }, mail.id, outcome.reason);
  return { kind: "permanent", reason: outcome.reason };
}

const iso = (milliseconds: number) => new Date(milliseconds).toISOString();
