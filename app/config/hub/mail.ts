import { MAIL_STATES, type MailState } from "#app/domain/mail/mail.ts";
import { countMailByState, listMail } from "#app/domain/mail/mail-lists.repo.server.ts";
import { oldestUnsent } from "#app/domain/mail/outbox.repo.server.ts";
import type { Db } from "#db/create.ts";
import { withCurrentDatabase } from "./open.ts";
import { age, count, say } from "./terminal.ts";
import type { Verb } from "./verb.ts";

const MEANING: Record<MailState, string> = {
  queued: "waiting, to be sent or tried again",
  sending: "being sent now",
  sent: "accepted by the mail server",
  failed: "refused for good, or given up",
  caught: "kept here (demo)",
};

export const mailQueue: Verb = {
  name: "mail queue",
  help: `
How many mails are in each state, and since when the oldest waits. Mail is tried for 48 hours; what was refused for good is
shown to whoever sent it and on /admin/correo, where it can be sent again.`,
  options: {
    failed: { type: "boolean", about: "list the newest failed mails (100 at most), with the reason" },
    json: { type: "boolean", about: "the result as JSON on stdout" },
  },
  run: (args) =>
    withCurrentDatabase(async ({ db }) => {
      const states = await countMailByState(db);
      const oldest = await oldestUnsent(db);
      const failed = args.on("failed") ? await listFailed(db, 100) : [];
      if (args.on("json")) {
        say(JSON.stringify({ states, oldest_unsent: oldest, ...(args.on("failed") ? { failed } : {}) }, null, 2));
        return 0;
      }
      for (const state of MAIL_STATES) say(`${String(states[state]).padStart(8)}  ${state.padEnd(8)} ${MEANING[state]}`);
      say(oldest ? `The oldest unsent mail has waited for ${age(oldest)} (since ${oldest}).` : "No mail waits.");
      for (const mail of failed) say(`\n${mail.created_at}  ${mail.to_email}  ${mail.subject}\n  ${mail.last_error ?? "no reason was given"} (${count(mail.attempts, "attempt")})`);
      if (args.on("failed") && failed.length === 0) say("No mail has failed.");
      return 0;
    }),
};

async function listFailed(db: Db, limit: number) {
  const rows = [];
  for (let page = 1; rows.length < limit; page += 1) {
    const found = await listMail(db, { state: "failed", page });
    rows.push(...found.rows);
    if (rows.length >= found.total || found.rows.length === 0) break;
  }
  return rows.slice(0, limit);
}
