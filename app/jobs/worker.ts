/** The worker: sends the queue and runs the schedule, inside the web process or in one of its own. */
import type { Logger } from "pino";
import type { Env } from "#app/config/env.server.ts";
import { log as processLog } from "#app/config/log.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import type { App } from "#app/http/app.server.ts";
import type { Database } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { startIncoming } from "./incoming.ts";
import { type Job, SCHEDULE } from "./schedule.ts";
import { type Batch, sendBatch } from "./send-mail.ts";
import { openSmtp, SMTP_LIMITS, type SmtpLimits } from "./smtp.ts";

export interface WorkerOptions {
  pollMs?: number;
  now?: () => number;
  random?: () => number;
  limits?: SmtpLimits;
  schedule?: readonly Job[];
  log?: Logger;
}

export interface Worker {
  /** One turn: what is due of the schedule, then one batch of mail. True: another turn should follow at once. */
  runOnce: () => Promise<boolean>;
  /** No further mail is begun; those under way have `graceMs` to end. */
  close: (graceMs: number) => Promise<void>;
}

/** When no server could be reached, the rest of the queue is not tried for this long. */
const REST_MS = 30_000;

/** A worker without a clock of its own: `startWorker` drives it, and tests do. */
export function makeWorker(env: Env, database: Database, options: WorkerOptions = {}): Worker {
  const { now = Date.now, random = Math.random, limits = SMTP_LIMITS, schedule = SCHEDULE, log = processLog } = options;
  const { deployment, smtpUrl } = env;
  // In the demo mail is caught when it is queued; nothing is ever sent.
  const smtp = smtpUrl && !deployment.demo ? openSmtp(smtpUrl, limits) : null;
  if (!smtp && !deployment.demo) log.warn("SMTP_URL is not set: mail is kept in the queue and sent once it is");
  const worker = `${process.pid}-${newId()}`;
  const lastRun = new Map<Job, number>();
  let restUntil = 0;
  const stop = new AbortController();
  let turn: Promise<boolean> = Promise.resolve(false);

  const takeTurn = async (): Promise<boolean> => {
    const ctx: Ctx = { db: database.db, deployment, actor: null, now: new Date(now()).toISOString(), wake: () => undefined };
    const more = await runSchedule(ctx, { schedule, lastRun, now, log, stop: stop.signal });
    if (!smtp || stop.signal.aborted || now() < restUntil) return more;
    const batch = await sendBatch({ db: database.db, smtp, from: deployment.mailFrom.address, worker, now, random, stopping: () => stop.signal.aborted });
    if (batch.unreachable) restUntil = now() + REST_MS;
    report(log, batch);
    return more || (batch.more && !batch.unreachable);
  };

  return {
    runOnce: () => {
      turn = takeTurn();
      return turn;
    },
    close: async (graceMs) => {
      stop.abort();
      smtp?.close(false);
      const ended = turn.catch(() => false);
      await Promise.race([ended, after(graceMs)]);
      smtp?.close(true);
      await ended;
    },
  };
}

async function runSchedule(
  ctx: Ctx,
  { schedule, lastRun, now, log, stop }: { schedule: readonly Job[]; lastRun: Map<Job, number>; now: () => number; log: Logger; stop: AbortSignal },
): Promise<boolean> {
  let more = false;
  for (const job of schedule) {
    if (stop.aborted || now() - (lastRun.get(job) ?? Number.NEGATIVE_INFINITY) < job.everyMs) continue;
    try {
      const unfinished = await job.run(ctx, stop);
      more ||= unfinished;
      if (!unfinished) lastRun.set(job, now());
    } catch (error) {
      lastRun.set(job, now());
      log.error({ err: error, job: job.name }, "a job failed");
    }
  }
  return more;
}

function report(log: Logger, { sent, delayed, failed, unreachable }: Batch): void {
  if (sent + delayed + failed === 0) return;
  const level = delayed + failed > 0 ? "warn" : "debug";
  log[level]({ sent, delayed, failed }, unreachable ? "the mail server could not be used" : "mail was sent");
}

/** A second is what a mail under way gets when the process is asked to stop: all is to be over within two. */
const GRACE_MS = 900;
const POLL_MS = 2_000;
/** `wake` is called inside the transaction that queues the mail; a moment later it is there to be read. */
const WAKE_MS = 50;

/** Runs until stopped: every few seconds, and at once when woken. */
export function startWorker(app: Pick<App, "env" | "database">, options: WorkerOptions = {}): { wake: () => void; stop: () => Promise<void> } {
  const worker = makeWorker(app.env, app.database, options);
  const { pollMs = POLL_MS, log = processLog } = options;
  let stopped = false;
  let wakened = false;
  let timer: NodeJS.Timeout | undefined;
  let goOn: () => void = () => undefined;

  const pause = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      goOn = resolve;
      timer = setTimeout(resolve, milliseconds);
    });

  const run = async () => {
    while (!stopped) {
      wakened = false;
      const more = await worker.runOnce().catch((error) => {
        if (!stopped) log.error({ err: error }, "a turn of the worker failed");
        return false;
      });
      if (!stopped) await pause(more ? 0 : wakened ? WAKE_MS : pollMs);
    }
  };
  const running = run();
  const wake = () => {
    if (wakened) return;
    wakened = true;
    clearTimeout(timer);
    timer = setTimeout(goOn, WAKE_MS);
  };
  const incoming = startIncoming(app.env, app.database, { log, wake });

  return {
    wake,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      goOn();
      await Promise.all([worker.close(GRACE_MS), incoming.stop()]);
      await running;
    },
  };
}

/** A process that only works: `WORKER=only`. */
export function workOnly(env: Env, database: Database): { stop: () => Promise<void> } {
  return startWorker({ env, database });
}

const after = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds).unref());
