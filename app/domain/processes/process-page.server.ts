/** Everything that the page of a process shows, for whoever reads it: six queries. */
import { voicesOf } from "#app/domain/circles/voices.repo.server.ts";
import type { Actor, Ctx } from "#app/domain/context.ts";
import { notFound } from "#app/domain/errors.ts";
import { phaseWordsOr } from "#app/i18n/governance.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import type { PhaseWords, ProcessKind, ProcessPage, ProcessRow, Reader } from "./kind.ts";
import { type Act, quorumOf } from "./machine.ts";
import { conductsProcess, isGone, type Loaded, loadProcess, mayRead } from "./processes.server.ts";
import { askedIn } from "./rounds.server.ts";

const SOMEBODY = "una persona del círculo";

export interface RecordLine {
  /** In which phase it was said, in words. */
  phase: string;
  n: number;
  at: string;
  text: string;
  quote: string | null;
  /** Who wrote it down for them, in a meeting. */
  by: string | null;
}

export interface ProcessFrame {
  page: ProcessPage<unknown>;
  words: PhaseWords;
  /** The way from beginning to end; empty where its kind has none, or it was withdrawn. */
  steps: { label: string; state: "done" | "current" | "todo" }[];
  record: RecordLine[];
  result: string | null;
  node: { slug: string; name: string; colour: number; glyph: string } | null;
  event: { id: string; title: string } | null;
  agreement: { id: string; number: number; title: string } | null;
  /** Whose turn it is: of those asked in this round, who has not spoken. */
  waiting: string[];
  asks: "everyone" | "person" | "facilitator" | "nobody";
}

export interface Reading {
  actor: Actor;
  /** By a mailed link: of this round. */
  linkRound?: number;
  /** Where the forms are posted. */
  to: string;
}

/** not_found for whom it does not exist. */
export async function processFrame<S>(ctx: Ctx, kind: ProcessKind<S>, row: ProcessRow, { actor, linkRound, to }: Reading): Promise<ProcessFrame> {
  const loaded = await loadProcess(ctx.db, kind, row);
  const voices = await voicesOf(ctx.db, row.circle_id, ctx.now);
  const about = await findSurroundings(ctx.db, row);
  const concerned = kind.concerns?.(loaded.state) ?? [];
  if (!mayRead(actor, about, row, voices, concerned)) throw notFound();
  const byLink = linkRound !== undefined;
  const conducts = !byLink && conductsProcess(actor, about, row, actor.admin && (await isGone(ctx.db, row.facilitator_person_id)));
  const ended = byLink && linkRound !== row.round;
  const hasVoice = !ended && voices.some((voice) => voice.person_id === actor.id);
  const me = !ended && (hasVoice || conducts || concerned.includes(actor.id)) ? actor.id : null;
  const reader: Reader = { person: actor.id, conducts };
  const view = kind.view(loaded.state, reader);
  const people = await namesIn(ctx.db, [
    view,
    row.setup,
    row.facilitator_person_id,
    row.author_person_id,
    voices,
    concerned,
    loaded.acts.map(({ person, by, data }) => [person, by, data]),
  ]);
  const name = (id: string) => people[id] ?? SOMEBODY;
  const ids = voices.map((voice) => voice.person_id);
  const { shape } = loaded;
  const { id, title, phase, round, deadline_at, outcome, opened_at, closed_at } = row;
  return {
    page: {
      process: {
        ...{ id, title, phase, round, deadline_at, outcome, opened_at, closed_at, method: row.method, kind: kind.kind },
        mode: row.mode === "live" ? "live" : "days",
        circle: { id: row.circle_id, name: about.circle_name },
        role: row.role_id && about.role_name ? { id: row.role_id, name: about.role_name } : null,
        quorum: quorumOf(ids.length, row.quorum),
        facilitator: row.facilitator_person_id,
        author: row.author_person_id,
      },
      ...{ view, people, hasVoice, conducts, to, me, voices: ids, spoken: [...shape.spoken] },
      forOthers: conducts && row.mode === "live" && closed_at === null,
      actId: newId(),
      now: ctx.now,
    },
    words: phaseWordsOr(kind.words?.(shape.phase, loaded.state, { ...reader, hasVoice })),
    steps: stepsOf(kind, loaded),
    record: recordOf(kind, loaded, reader, name),
    result: kind.result?.(loaded.state, name) ?? null,
    node: about.node_slug ? { slug: about.node_slug, name: about.node_name ?? "", colour: about.node_colour ?? 1, glyph: about.node_glyph ?? "" } : null,
    event: row.event_id && about.event_title ? { id: row.event_id, title: about.event_title } : null,
    agreement: about.agreement_id ? { id: about.agreement_id, number: about.agreement_number ?? 0, title: about.agreement_title ?? "" } : null,
    waiting: askedIn(shape, voices)
      .filter((each) => !shape.spoken.includes(each))
      .map(name),
    asks: shape.asks.who,
  };
}

function stepsOf<S>(kind: ProcessKind<S>, { state, shape }: Loaded<S>): ProcessFrame["steps"] {
  const phases = kind.phases?.(state) ?? [];
  const at = phases.indexOf(shape.phase);
  if (at === -1) return [];
  const label = (phase: string) => phaseWordsOr(kind.words?.(phase, state)).title;
  const over = shape.outcome !== null;
  return phases.map((phase, index) => ({ label: label(phase), state: over || index < at ? "done" : index === at ? "current" : "todo" }));
}

/** Every act as it is told, with the phase that it was done in: the state is made again, act by act. */
function recordOf<S>(kind: ProcessKind<S>, { row, acts, state }: Loaded<S>, reader: Reader, name: (id: string) => string): RecordLine[] {
  let then = kind.machine.begin(JSON.parse(row.setup));
  return acts.flatMap((act) => {
    const phase = phaseWordsOr(kind.words?.(kind.machine.shape(then).phase, then)).title;
    then = kind.machine.evolve(then, act);
    const line = lineOf(kind, state, act, reader, name);
    return line ? [{ ...line, phase }] : [];
  });
}

function lineOf<S>(kind: ProcessKind<S>, state: S, act: Act, reader: Reader, name: (id: string) => string): Omit<RecordLine, "phase"> | null {
  const said = kind.say?.(act, { state, reader, name }) ?? null;
  if (!said) return null;
  const by = act.by !== null && act.person !== null && act.by !== act.person ? name(act.by) : null;
  return { n: act.n, at: act.at, text: said.text, quote: said.quote ?? null, by };
}

/** Circle, node, role, meeting and what came of it, in one query. */
async function findSurroundings(db: Db, row: ProcessRow) {
  return db
    .selectFrom("circles as c")
    .leftJoin("nodes as n", "n.id", "c.node_id")
    .leftJoin("circle_roles as r", (join) => join.on("r.id", "=", row.role_id ?? ""))
    .leftJoin("events as e", (join) => join.on("e.id", "=", row.event_id ?? ""))
    .leftJoin("circle_agreements as a", (join) => join.on("a.process_id", "=", row.id))
    .select([
      "c.id",
      "c.node_id",
      "c.parent_id",
      "c.top",
      "c.name as circle_name",
      "n.slug as node_slug",
      "n.name as node_name",
      "n.colour as node_colour",
      "n.glyph as node_glyph",
    ])
    .select(["r.name as role_name", "e.title as event_title", "a.id as agreement_id", "a.number as agreement_number", "a.title as agreement_title"])
    .where("c.id", "=", row.circle_id)
    .executeTakeFirstOrThrow();
}

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** The names of everyone whose id stands anywhere in it. */
async function namesIn(db: Db, things: unknown): Promise<Record<string, string>> {
  const ids = [...new Set(JSON.stringify(things).match(ID) ?? [])];
  if (ids.length === 0) return {};
  const rows = await db.selectFrom("people").select(["id", "name"]).where("id", "in", ids).execute();
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
