/** What the circles decide step by step: proposals and polls, said act by act through the machines that decide them. */
import { type Act, type Machine, type NewAct, replay } from "#app/domain/processes/machine.ts";
import { pollMachine } from "#app/domain/proposals/poll.machine.ts";
import { proposalMachine } from "#app/domain/proposals/proposal.machine.ts";
import { addDays, isoDate } from "#app/i18n/dates.ts";
import { TOPICS } from "./generate-directory.ts";
import { type Circle, CLOSED, isPoll, OPEN_PROPOSAL, PROCESSES, processId, TAKEN_UP, tensionId } from "./generate-seats.ts";
import { seededId } from "./random.ts";
import { insertAll, type Making, range } from "./rows.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** More than any process has. */
const ACTS_MAX = 100;

export async function generateProcesses(making: Making, circles: Circle[]): Promise<void> {
  const { db, say } = making;
  say(`${circles.length * PROCESSES} processes`);
  const held = circles.flatMap((circle) => range(PROCESSES).map((turn) => (isPoll(turn) ? poll(making, circle, turn) : proposal(making, circle, turn))));
  await insertAll(
    db,
    "processes",
    held.map(({ row }) => row),
  );
  await insertAll(
    db,
    "process_acts",
    held.flatMap(({ row, acts }) =>
      acts.map(({ id, n, round, kind, person, by, data, at }) => ({
        id,
        process_id: row.id,
        n,
        round,
        kind,
        person_id: person,
        by_person_id: by,
        payload: JSON.stringify(data),
        at,
      })),
    ),
  );
  await insertAll(
    db,
    "process_calls",
    held.flatMap(({ calls }) => calls),
  );
}

interface Talk {
  members: string[];
  author: string;
  conducts: string;
  /** Returns the id of the act. */
  say: (kind: string, person: string, data?: Record<string, unknown>) => string;
}

interface Call {
  id: string;
  process_id: string;
  round: number;
  person_id: string;
  called_at: string;
  spoken_at: string | null;
}

/** Says one act after the other, an hour between them; rounds, calls and who has spoken are what the machine makes of it. */
function hold<S>(making: Making, machine: Machine<S>, circle: Circle, { turn, setup, talk }: { turn: number; setup: object; talk: (talk: Talk) => void }) {
  const seat = circle.n * PROCESSES + turn;
  const [, , , conducts, author] = circle.members as [string, string, string, string, string];
  const opened = Date.parse(making.today) - (turn < CLOSED ? (CLOSED - turn) * 36 - 18 : 6) * DAY;
  const acts: Act[] = [];
  const calls: Call[] = [];
  const instant = (n: number) => new Date(opened + n * HOUR).toISOString();
  let state = machine.begin(setup);
  let since = instant(0);
  const call = () => {
    const { asks, round, spoken } = machine.shape(state);
    const asked = asks.who === "everyone" ? circle.members.filter((each) => !spoken.includes(each)) : asks.who === "person" ? [asks.person] : [];
    for (const person_id of asked)
      calls.push({ id: seededId("call", seat * ACTS_MAX + calls.length), process_id: processId(circle, turn), round, person_id, called_at: since, spoken_at: null });
  };
  const say = (kind: string, person: string, data: Record<string, unknown> = {}) => {
    const before = machine.shape(state).round;
    const n = acts.length + 1;
    const act: Act = { id: seededId("act", seat * ACTS_MAX + n), n, round: before, kind, data, person, by: person, at: instant(n) };
    refuseRefused(machine, state, act, circle);
    acts.push(act);
    state = machine.evolve(state, act);
    const { round, spoken } = machine.shape(state);
    if (round !== before) {
      since = act.at;
      call();
    } else for (const each of calls) if (each.round === round && spoken.includes(each.person_id)) each.spoken_at ??= act.at;
    return act.id;
  };
  call();
  talk({ members: circle.members, author, conducts, say });
  return { row: processRow(making, { circle, turn, author, conducts, setup, since, opened: instant(0), acts, machine }), acts, calls };
}

/** A network in which something happened that cannot would measure nothing. */
function refuseRefused<S>(machine: Machine<S>, state: S, act: Act, circle: Circle): void {
  const { person, by, at } = act;
  const said: NewAct = { kind: act.kind, data: act.data };
  const refusal = machine.decide(state, said, { now: at, person, by, members: circle.members, conducts: person === circle.members[3], due: true, quorum: 1 });
  if (refusal) throw new Error(`${act.kind} is refused: ${refusal}`);
}

interface Held<S> {
  circle: Circle;
  turn: number;
  author: string;
  conducts: string;
  setup: object;
  since: string;
  opened: string;
  acts: Act[];
  machine: Machine<S>;
}

function processRow<S>({ today, pick }: Making, { circle, turn, author, conducts, setup, since, opened, acts, machine }: Held<S>) {
  const { phase, round, outcome } = machine.shape(replay(machine, setup, acts));
  return {
    id: processId(circle, turn),
    kind: isPoll(turn) ? "poll" : "proposal",
    circle_id: circle.id,
    node_id: circle.node_id,
    role_id: null,
    tension_id: turn === OPEN_PROPOSAL ? tensionId(circle, TAKEN_UP) : null,
    title: `${pick(TOPICS)}: ${isPoll(turn) ? "sondeo" : "propuesta"} ${turn + 1}`,
    mode: "days",
    method: "",
    event_id: null,
    author_person_id: author,
    facilitator_person_id: conducts,
    quorum: 60,
    phase_days: 5,
    setup: JSON.stringify(setup),
    phase,
    round,
    acts: acts.length,
    phase_since: since,
    deadline_at: outcome === null ? new Date(Date.parse(today) + 3 * DAY).toISOString() : null,
    warned_at: null,
    outcome,
    opened_at: opened,
    closed_at: outcome === null ? null : since,
  };
}

const DRIVER = {
  situation: "Los instrumentos están siempre en el mismo liceo.",
  effect: "Los demás no los usan, y nadie sabe a quién pedirlos.",
  need: "Que cualquier liceo los pueda pedir con tiempo.",
};
const TEXT = "Todo instrumento se presta por dos semanas al liceo que lo pida.\n\nQuien lo recibe paga el envío y responde si se daña.";

function proposal(making: Making, circle: Circle, turn: number) {
  const setup = { author: circle.members[4], driver: DRIVER, text: TEXT, review_on: addDays(isoDate(making.today), 180), role_id: null, supersedes: null };
  return hold(making, proposalMachine, circle, { turn, setup, talk: (talk) => consenting(talk, turn < CLOSED) });
}

/** With a question, two objections of which the author takes up both, and a second round of consent; where it is not over, four have not spoken in it. */
function consenting({ members, author, conducts, say }: Talk, adopted: boolean): void {
  const most = members.slice(0, -1);
  const question = say("ask", members[5] as string, { text: "¿Quién lleva la lista de lo que está prestado?" });
  say("answer", author, { question, text: "Había pensado en una planilla compartida." });
  say("version", author, { changed: "Dice quién lleva la lista.", text: `${TEXT}\n\nLa secretaría lleva la lista.` });
  for (const person of most) say("clear", person);
  say("advance", conducts, { to: "react", version: 2 });
  for (const [turn, person] of most.entries()) say("react", person, { text: turn % 3 === 0 ? "Muy bueno. Me falta saber qué pasa en vacaciones." : "" });
  say("advance", conducts, { to: "consent", version: 2 });
  const objections = most.flatMap((person, turn) => {
    const stance = turn === 6 || turn === 7 ? "objection" : turn === 8 ? "concern" : "consent";
    const id = say("stance", person, { stance, words: stance === "consent" ? "" : "Mi liceo no puede pagar un instrumento dañado.", version: 2 });
    return stance === "objection" ? [id] : [];
  });
  say("advance", conducts, { to: "integrate", version: 2 });
  for (const [turn, objection] of objections.entries())
    say("integrate", author, { objection, how: "El daño lo paga el nodo.", text: `${TEXT}\n\nEl daño lo paga el nodo, hasta ${turn + 1} veces al año.` });
  for (const person of adopted ? most : members.slice(0, -4)) say("stance", person, { stance: "consent", words: "", version: 4 });
  if (adopted) say("advance", conducts, { to: "adopted", version: 4 });
}

function poll(making: Making, circle: Circle, turn: number) {
  const options = ["Martes", "Miércoles", "Jueves"].map((label, index) => ({ id: String(index + 1), label }));
  const setup = { author: circle.members[4], driver: { situation: "", effect: "", need: "" }, text: "Para fijar el calendario.", options };
  const talk = ({ members, conducts, say }: Talk) => {
    for (const [each, person] of members.slice(0, turn < CLOSED ? -1 : -4).entries()) say("choose", person, { option: String((each % 3) + 1) });
    if (turn < CLOSED) say("count", conducts);
  };
  return hold(making, pollMachine, circle, { turn, setup, talk });
}
