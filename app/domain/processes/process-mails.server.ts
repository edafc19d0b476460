/** The mails of processes. Being asked for one's voice is no notice that one may have switched off: it is what a voice is. The outcome follows mail_nodes. */
import type { Ctx } from "#app/domain/context.ts";
import { enqueueMail, enqueueMails } from "#app/domain/mail/outbox.server.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import { firstName } from "#app/domain/text.ts";
import { longDateTime } from "#app/i18n/dates.ts";
import { outcomeLabel, phaseWordsOr } from "#app/i18n/governance.ts";
import { absolute, paths } from "#app/paths.ts";
import { processCall } from "#emails/process-call.ts";
import { type FacilitatorNews, processFacilitator } from "#emails/process-facilitator.ts";
import { processResult } from "#emails/process-result.ts";
import type { PhaseWords, ProcessRow } from "./kind.ts";
import { type CallRow, findCircleOf, listReachable, listTookPart } from "./processes.repo.server.ts";

async function frame(tx: Ctx, row: ProcessRow) {
  const url = (path: string) => absolute(tx.deployment, path);
  const circle = await findCircleOf(tx.db, row.circle_id);
  const until = row.deadline_at && longDateTime(row.deadline_at);
  const network = { name: tx.deployment.networkName, url: url(paths.home()) };
  return { url, until, shared: { network, circle: circle?.name ?? "", title: row.title, noticesUrl: url(paths.accountNotices()) } };
}

/** To each whose voice a round asks for. */
export async function mailCalls(tx: Ctx, row: ProcessRow, words: PhaseWords | null, calls: readonly CallRow[]): Promise<void> {
  if (calls.length === 0) return;
  const { url, until, shared } = await frame(tx, row);
  const { title: phase, happens, asked } = phaseWordsOr(words);
  const people = await listReachable(
    tx.db,
    calls.map((call) => call.person_id),
  );
  const mails = people.map(({ id, name, email }) => {
    const call = calls.find((each) => each.person_id === id);
    const voiceUrl = url(paths.voiceLink(mintToken(tx.deployment.secret, "voice", call?.id ?? "")));
    return {
      kind: "circle" as const,
      to: { name, address: email },
      key: `process-call:${row.id}:${row.round}:${id}`,
      content: processCall({ ...shared, person: firstName(name), phase, happens, asked, until, voiceUrl }),
    };
  });
  await enqueueMails(tx, mails);
}

/** Once for each kind of news and round; where nobody facilitates any more, to whoever opened it. */
export async function mailFacilitator(tx: Ctx, row: ProcessRow, words: PhaseWords | null, news: FacilitatorNews): Promise<void> {
  const known = await listReachable(
    tx.db,
    [row.facilitator_person_id, row.author_person_id].filter((id) => id !== null),
  );
  const person = known.find((each) => each.id === row.facilitator_person_id) ?? known[0];
  if (!person) return;
  const { url, until, shared } = await frame(tx, row);
  await enqueueMail(tx, {
    kind: "circle",
    to: { name: person.name, address: person.email },
    key: `process-${news}:${row.id}:${row.round}:${person.id}`,
    content: processFacilitator({ ...shared, person: firstName(person.name), news, phase: phaseWordsOr(words).title, until, processUrl: url(paths.process(row.id)) }),
  });
}

/** What came out, to everyone who took part; names in it as the reader will see them. */
export async function mailResult(tx: Ctx, row: ProcessRow, personIds: readonly string[], say: (name: (id: string) => string) => string | null): Promise<void> {
  const { url, shared } = await frame(tx, row);
  const known = await listTookPart(tx.db, row.id, personIds);
  const result = say((id) => known.find((each) => each.id === id)?.name ?? "una persona del círculo");
  const mails = known
    .filter((person) => personIds.includes(person.id) && person.mail_nodes === 1 && person.suspended_at === null)
    .map((person) => ({
      kind: "circle" as const,
      to: { name: person.name, address: person.email },
      key: `process-result:${row.id}:${person.id}`,
      content: processResult({ ...shared, person: firstName(person.name), outcome: outcomeLabel(row.outcome), result, processUrl: url(paths.process(row.id)) }),
    }));
  await enqueueMails(tx, mails);
}
