/** What follows when somebody said yes: the term begins, the logbook and the minutes say how it came about, and they are told what it lets them do. */
import { joinCircle } from "#app/domain/circles/circles.server.ts";
import { startTerm } from "#app/domain/circles/terms.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { listPeopleNames } from "#app/domain/identity/people-names.repo.server.ts";
import { adoptAgreement } from "#app/domain/logbook/logbook.server.ts";
import { enqueueMail } from "#app/domain/mail/outbox.server.ts";
import { writeIntoMinutes } from "#app/domain/minutes/appending.server.ts";
import type { ProcessRow } from "#app/domain/processes/kind.ts";
import { isRight } from "#app/domain/rights.ts";
import { halfway, monthsLater } from "#app/domain/terms.ts";
import { firstName } from "#app/domain/text.ts";
import { isoDate, longDate } from "#app/i18n/dates.ts";
import { rightInSentence } from "#app/i18n/rights-words.ts";
import { absolute, paths } from "#app/paths.ts";
import { bumpRevision } from "#db/revision.ts";
import { roleHeld } from "#emails/role-held.ts";
import { type NameOf, selectionText, tookPart } from "./selection.text.ts";
import { type SelectionProposal, type SelectionState, standing } from "./selection.ts";
import { findLastElection, findProclaimed, settleTermTensions, writeRole } from "./selections.repo.server.ts";

/** Names of everyone who appears, in one query. */
async function namesOf(tx: Ctx, process: ProcessRow, state: SelectionState): Promise<NameOf> {
  const nominees = [...state.proposals.map((each) => each.nominee), ...state.nominations.flatMap((each) => [each.nominee, each.before?.nominee ?? each.nominee])];
  const ids = [...tookPart(state), ...nominees, ...(process.facilitator_person_id ? [process.facilitator_person_id] : [])];
  const people = await listPeopleNames(tx.db, [...new Set(ids)]);
  return (id) => people.find((each) => each.id === id)?.name ?? "una persona del círculo";
}

export async function proclaim(tx: Ctx, process: ProcessRow, state: SelectionState, by: string | null): Promise<void> {
  const proposal = standing(state);
  if (!proposal || !process.role_id) return;
  const roleId = process.role_id;
  await startTerm(tx, { roleId, personId: proposal.nominee, months: proposal.months, processId: process.id, conditions: proposal.conditions });
  await joinCircle(tx, process.circle_id, proposal.nominee); // role holders sit in their circle
  if (state.amended) await writeRole(tx.db, roleId, state.role, state.months, tx.now);
  const name = await namesOf(tx, process, state);
  const title = `Elección de ${name(proposal.nominee)} como ${state.role.name}`.slice(0, 200);
  const live = process.mode === "live";
  const bodyMd = selectionText({ state, name, live, facilitator: process.facilitator_person_id, at: tx.now });
  const ends = monthsLater(tx.now, proposal.months);
  const { number } = await adoptAgreement(tx, {
    circleId: process.circle_id,
    nodeId: process.node_id,
    kind: "selection",
    title,
    driver: `El rol de ${state.role.name} necesita a quien lo ejerza.`,
    bodyMd,
    processId: process.id,
    eventId: process.event_id,
    roleId,
    ownerPersonId: proposal.nominee,
    adoptedBy: by,
    reviewOn: halfway(tx.now, ends),
    expiresOn: isoDate(ends),
    supersedes: await findLastElection(tx.db, process.circle_id, roleId),
  });
  await settleTermTensions(tx.db, roleId, { at: tx.now, by, note: `${title} (acuerdo n.º ${number}).`, processId: process.id });
  if (live && process.event_id) await writeIntoMinutes(tx, process.event_id, { title, notesMd: `Acuerdo n.º ${number} de la bitácora.\n\n${bodyMd}` });
  await tellProclaimed(tx, process, proposal, ends);
  await bumpRevision(tx.db, "public", tx.now);
}

/** Their own mail: what the role lets them do, and until when. */
async function tellProclaimed(tx: Ctx, process: ProcessRow, proposal: SelectionProposal, ends: string): Promise<void> {
  const found = await findProclaimed(tx.db, process.role_id ?? "", proposal.nominee);
  if (!found) return;
  const { person, role, rights } = found;
  const url = (path: string) => absolute(tx.deployment, path);
  await enqueueMail(tx, {
    kind: "circle",
    to: { name: person.name, address: person.email },
    key: `role-held:${process.id}:${person.id}`,
    content: roleHeld({
      network: { name: tx.deployment.networkName, url: url(paths.home()) },
      person: firstName(person.name),
      role: role.name,
      circle: role.circle,
      until: longDate(ends),
      conditions: proposal.conditions,
      may: rights.filter(isRight).map(rightInSentence),
      roleUrl: url(paths.circleRole(role.circle_id, process.role_id ?? "")),
      processUrl: url(paths.process(process.id)),
    }),
  });
}
