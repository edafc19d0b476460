/** What a reader sees of an application that they may see: the one place that decides it. Pure. */
import type { Actor } from "#app/domain/context.ts";
import type { Attachment } from "#app/domain/files/file.ts";
import { isZone, MAIN_ZONE } from "#app/i18n/zones.ts";
import type { Answers, ApplicationCard, ApplicationPage, Sight, WorkSnapshot } from "./application.ts";
import type { ReadRow } from "./applications.repo.server.ts";
import { reservedName, veilOf } from "./blinding.ts";
import { canOrganise } from "./call.policy.ts";
import type { ApplicationState, CallKind, CallWork, Question } from "./call.ts";
import { phaseOf } from "./call.ts";

type Standing = Pick<ReadRow, "person_id" | "node_id" | "juror" | "blind" | "results_at">;

/** Whoever assesses a blind call does not learn who applied, even where they organise it too: until its results are out. */
export function sightOf(actor: Actor, row: Standing): Sight {
  if (row.person_id === actor.id) return "own";
  const organises = canOrganise(actor, row);
  if (row.juror > 0 && row.blind === 1 && !(organises && row.results_at)) return "blind";
  return organises ? "organiser" : row.blind === 1 ? "blind" : "juror";
}

export const answersOf = (row: Pick<ReadRow, "answers">): Answers => JSON.parse(row.answers) as Answers;
export const workOf = (row: Pick<ReadRow, "work">): WorkSnapshot | null => (row.work ? (JSON.parse(row.work) as WorkSnapshot) : null);

const identityOf = (row: ReadRow, work: WorkSnapshot | null) => ({ person: row.who, school: row.school, comuna: row.comuna, team: row.team, work });

/** All that a page of it shows. */
export function pageFor(actor: Actor, row: ReadRow, questions: readonly Question[], files: Attachment[], now: string): ApplicationPage {
  const sight = sightOf(actor, row);
  const answers = answersOf(row);
  const knows = sight === "own" || sight === "organiser";
  const page: ApplicationPage = {
    ...standingOf(row, sight, now),
    may: actsOf(actor, row, now),
    who: row.person_id && row.who !== null ? { id: row.person_id, name: row.who, email: knows ? row.email : null } : null,
    school: row.establishment_id && row.school_slug ? { id: row.establishment_id, slug: row.school_slug, name: row.school ?? "", comuna: row.comuna ?? "" } : null,
    ...{ title: row.title, summary: row.summary, team: row.team, reserved: 0, files },
    answers: questions.map(({ id, kind, label }) => ({ id, kind, label, answer: answers[id] ?? "" })),
    work: workOf(row),
    resource: row.resource_id && row.resource_slug ? { id: row.resource_id, slug: row.resource_slug, title: row.resource_title ?? "" } : null,
    out_reason: knows ? row.out_reason : null,
    award: row.results_at || sight === "organiser" ? row.award : null,
    award_note: row.results_at || sight === "organiser" ? row.award_note : "",
  };
  return sight === "blind" ? veiled(page, row, questions) : page;
}

function standingOf(row: ReadRow, sight: Sight, now: string) {
  const { id, call_id, call_slug: slug, call_title: title, zone, closes_at, results_at, files_most, node_id } = row;
  const { number, created_at, updated_at, submitted_at, withdrawn_at, out_at } = row;
  const words = { kind: row.call_kind as CallKind, work: row.call_work as CallWork, blind: row.blind === 1, zone: isZone(zone) ? zone : MAIN_ZONE };
  return {
    ...{ id, sight, number, state: row.state as ApplicationState, created_at, updated_at, submitted_at, withdrawn_at, out_at },
    call: { id: call_id, slug, title, ...words, closes_at, results_at, phase: phaseOf(row, now), files_most, node_id },
  };
}

/** Until the closing instant, whoever applies; until the results, who organises. */
function actsOf(actor: Actor, row: ReadRow, now: string): ApplicationPage["may"] {
  const phase = phaseOf(row, now);
  const own = row.person_id === actor.id && phase === "open";
  const organises = row.person_id !== actor.id && canOrganise(actor, row) && (phase === "open" || phase === "assessing");
  return {
    edit: own && row.state !== "out",
    submit: own && (row.state === "draft" || row.state === "withdrawn"),
    withdraw: own && row.state === "submitted",
    setOut: organises && row.state === "submitted",
    bringBack: organises && row.state === "out",
  };
}

function veiled(page: ApplicationPage, row: ReadRow, questions: readonly Question[]): ApplicationPage {
  const veil = veilOf(identityOf(row, page.work));
  const telling = new Set(questions.filter(({ identifies }) => identifies).map(({ id }) => id));
  const work = page.work;
  return {
    ...page,
    ...{ who: null, school: null, team: "", resource: null, reserved: page.answers.filter(({ id, answer }) => telling.has(id) && answer.length > 0).length },
    ...{ title: veil.text(page.title), summary: veil.text(page.summary) },
    answers: page.answers.filter(({ id }) => !telling.has(id)).map((each) => ({ ...each, answer: veil.answer(each.answer) })),
    work: work && {
      ...work,
      ...{ resource_id: "", slug: "", version: 0, authors: [], schools: [], title: veil.text(work.title), summary: veil.text(work.summary) },
      sections: work.sections.map(({ key, html }) => ({ key, html: veil.html(html) })),
    },
    files: page.files.map((file, index) => ({ ...file, name: reservedName(file.name, index), label: veil.text(file.label) })),
  };
}

/** One line of a list. */
export function cardFor(actor: Actor, row: ReadRow & { files: number }): ApplicationCard {
  const sight = sightOf(actor, row);
  const veil = sight === "blind" ? veilOf(identityOf(row, workOf(row))) : null;
  const { id, number, submitted_at, files, who, email, school_slug, school, comuna } = row;
  return {
    ...{ id, number, submitted_at, files, state: row.state as ApplicationState, with_work: row.work !== null },
    title: veil ? veil.text(row.title) : row.title,
    summary: veil ? veil.text(row.summary) : row.summary,
    who: !veil && who !== null ? { name: who, email: sight === "juror" ? "" : (email ?? "") } : null,
    school: !veil && school_slug ? { slug: school_slug, name: school ?? "", comuna: comuna ?? "" } : null,
    award: row.results_at || sight === "organiser" ? row.award : null,
  };
}
