/** Who applies (or is about to) and who assesses hears of what changes in a call, by mail. */
import { sql } from "kysely";
import type { Ctx } from "#app/domain/context.ts";
import type { OutgoingMail } from "#app/domain/mail/mail.ts";
import { enqueueMails } from "#app/domain/mail/outbox.server.ts";
import { firstName } from "#app/domain/text.ts";
import { absolute, paths } from "#app/paths.ts";
import { callChangedMail } from "#emails/call-changed.ts";
import type { CallChangeKind } from "./call.ts";
import type { StandingCall } from "./calls.repo.server.ts";

export async function mailCallChange(tx: Ctx, call: StandingCall, change: { id: string; kind: CallChangeKind; note: string }): Promise<void> {
  const { rows } = await sql<{ id: string; name: string; email: string; juror: number }>`SELECT p.id, p.name, p.email,
      CASE WHEN EXISTS (SELECT 1 FROM applications a WHERE a.call_id = ${call.id} AND a.person_id = p.id AND a.state IN ('draft', 'submitted')) THEN 0 ELSE 1 END AS juror
    FROM people p WHERE p.suspended_at IS NULL AND p.id <> ${tx.actor?.id ?? ""} AND p.id IN (
      SELECT a.person_id FROM applications a WHERE a.call_id = ${call.id} AND a.state IN ('draft', 'submitted')
      UNION SELECT j.person_id FROM call_jurors j WHERE j.call_id = ${call.id} AND j.accepted_at IS NOT NULL AND j.removed_at IS NULL)
    ORDER BY p.id`.execute(tx.db);
  const url = (path: string) => absolute(tx.deployment, path);
  await enqueueMails(
    tx,
    rows.map(
      (person): OutgoingMail => ({
        kind: "call",
        to: { name: person.name, address: person.email },
        key: `call-change:${change.id}:${person.id}`,
        content: callChangedMail({
          network: { name: tx.deployment.networkName, url: url(paths.home()) },
          person: firstName(person.name),
          why: person.juror ? "juror" : "applicant",
          title: call.title,
          kind: change.kind,
          note: change.note,
          zone: call.zone,
          closesAt: call.closes_at,
          callUrl: url(paths.call(call.slug)),
        }),
      }),
    ),
  );
}
