/** Mails about a jury and about results: whoever is named is asked, and whoever applied learns what became of it. */
import { sql } from "kysely";
import type { Ctx } from "#app/domain/context.ts";
import type { OutgoingMail } from "#app/domain/mail/mail.ts";
import { enqueueMails } from "#app/domain/mail/outbox.server.ts";
import { firstName } from "#app/domain/text.ts";
import { longDateTime } from "#app/i18n/dates.ts";
import { isZone, MAIN_ZONE } from "#app/i18n/zones.ts";
import { absolute, paths } from "#app/paths.ts";
import { callResults } from "#emails/call-results.ts";
import { juryNamed } from "#emails/jury-named.ts";
import type { StandingCall } from "./calls.repo.server.ts";
import { counts } from "./ranking.repo.server.ts";

type Told = Pick<StandingCall, "id" | "slug" | "title" | "zone" | "closes_at" | "jury_at" | "blind" | "node" | "results_at">;

const networkOf = (tx: Ctx) => ({ name: tx.deployment.networkName, url: absolute(tx.deployment, paths.home()) });

/** Those who were named and have not answered; each naming is one mail, however often this runs. */
export async function mailNamedJurors(tx: Ctx, call: Told): Promise<void> {
  const jurors = await tx.db
    .selectFrom("call_jurors as j")
    .innerJoin("people as p", "p.id", "j.person_id")
    .select(["j.id", "j.named_at", "p.name", "p.email"])
    .where("j.call_id", "=", call.id)
    .where("j.removed_at", "is", null)
    .where("j.accepted_at", "is", null)
    .where("j.declined_at", "is", null)
    .where("p.suspended_at", "is", null)
    .execute();
  const zone = isZone(call.zone) ? call.zone : MAIN_ZONE;
  await enqueueMails(
    tx,
    jurors.map(
      (juror): OutgoingMail => ({
        kind: "call",
        to: { name: juror.name, address: juror.email },
        key: `jury:${juror.id}:${juror.named_at}`,
        content: juryNamed({
          network: networkOf(tx),
          person: firstName(juror.name),
          title: call.title,
          organiser: call.node?.name ?? tx.deployment.networkName,
          closes: longDateTime(call.closes_at, zone),
          until: call.jury_at ? longDateTime(call.jury_at, zone) : null,
          blind: call.blind === 1,
          url: absolute(tx.deployment, paths.callAssess(call.slug)),
        }),
      }),
    ),
  );
}

/** Everybody whose application was in the jury's hands, one mail for each application. Published anew after a correction, they are told anew. */
export async function mailResults(tx: Ctx, call: Told): Promise<void> {
  const applicants = await tx.db
    .selectFrom("applications as a")
    .innerJoin("people as p", "p.id", "a.person_id")
    .select(["a.id", "a.title", "a.award", "a.award_note", "p.name", "p.email"])
    .select(sql<number>`CASE WHEN EXISTS (SELECT 1 FROM assessments s WHERE s.application_id = a.id AND ${counts}) THEN 1 ELSE 0 END`.as("scored"))
    .where("a.call_id", "=", call.id)
    .where("a.state", "=", "submitted")
    .where("p.suspended_at", "is", null)
    .orderBy("a.id")
    .execute();
  const again = await tx.db.selectFrom("call_changes").select("id").where("call_id", "=", call.id).where("kind", "=", "reopened").executeTakeFirst();
  await enqueueMails(
    tx,
    applicants.map(
      (one): OutgoingMail => ({
        kind: "call",
        to: { name: one.name, address: one.email },
        key: `results:${one.id}:${call.results_at}`,
        content: callResults({
          network: networkOf(tx),
          person: firstName(one.name),
          call: call.title,
          title: one.title,
          award: one.award,
          note: one.award_note,
          again: again !== undefined,
          scored: one.scored === 1,
          ownUrl: absolute(tx.deployment, paths.application(one.id)),
          callUrl: absolute(tx.deployment, paths.call(call.slug)),
        }),
      }),
    ),
  );
}
