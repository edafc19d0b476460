/** The mails of moderation: that something was reported, and what was decided of it. */
import type { Ctx } from "#app/domain/context.ts";
import { enqueueMails } from "#app/domain/mail/outbox.server.ts";
import type { StandingResource } from "#app/domain/resources/resources.repo.server.ts";
import { firstName } from "#app/domain/text.ts";
import { isoDate } from "#app/i18n/dates.ts";
import { absolute, paths } from "#app/paths.ts";
import { reportArrived, reportDecided } from "#emails/report.ts";
import { REPORT_REASONS, type ReportReason } from "./report.ts";
import { listAdministration, listWritable, type Reporter, type ReportRow } from "./reports.repo.server.ts";

const networkOf = (tx: Ctx) => ({ name: tx.deployment.networkName, url: absolute(tx.deployment, paths.home()) });

/** To administration, at most once a day for a resource. */
export async function mailArrived(tx: Ctx, subject: StandingResource, reason: ReportReason): Promise<void> {
  const people = await listAdministration(tx.db);
  await enqueueMails(
    tx,
    people.map((person) => ({
      kind: "repository" as const,
      to: { name: person.name, address: person.email },
      key: `report:${subject.id}:${isoDate(tx.now)}:${person.id}`,
      content: reportArrived({
        network: networkOf(tx),
        person: firstName(person.name),
        title: subject.title,
        reason: REPORT_REASONS[reason],
        reportsUrl: absolute(tx.deployment, paths.adminReports()),
      }),
    })),
  );
}

interface Decided {
  report: ReportRow;
  decision: "kept" | "removed" | "returned";
  note: string;
  reporters: Reporter[];
  makers: string[];
}

/** To who reported it; and to who made it, where anything changed for them. Nobody gets both. */
export async function mailDecided(tx: Ctx, subject: StandingResource, { report, decision, note, reporters, makers }: Decided): Promise<void> {
  const told = decision === "kept" ? [] : await listWritable(tx.db, makers);
  const shared = { network: networkOf(tx), title: subject.title, thing: report.target_kind, decision, note, workUrl: absolute(tx.deployment, paths.work(subject)) };
  const toMakers = told.map((person) => ({ person, whose: "made" as const, of: person.id }));
  const others = reporters.filter(({ email }) => !told.some((person) => person.email === email));
  const toReporters = others.map(({ name, email, report_id }) => ({ person: { name, email }, whose: "reported" as const, of: report_id }));
  await enqueueMails(
    tx,
    [...toMakers, ...toReporters].map(({ person, whose, of }) => ({
      kind: "repository" as const,
      to: { name: person.name, address: person.email },
      key: `report-decided:${report.id}:${decision}:${tx.now}:${of}`,
      content: reportDecided({ ...shared, person: firstName(person.name), whose }),
    })),
  );
}
