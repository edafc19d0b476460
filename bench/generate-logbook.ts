/** What the circles agreed on, in every state, and what is felt to be missing. */
import { addDays, isoDate } from "#app/i18n/dates.ts";
import { searchWords } from "#db/search-text.ts";
import { TOPICS } from "./generate-directory.ts";
import { AGREEMENTS, agreementId, type Circle, CLOSED, isPoll, OPEN_PROPOSAL, processId, roleId, TAKEN_UP, TENSIONS, tensionId } from "./generate-seats.ts";
import { insertAll, type Making, range } from "./rows.ts";

/** By their place in the logbook of each circle: 0 → 3 → 6 is a chain. */
const REPLACED_BY: Record<number, number> = { 0: 3, 3: 6, 5: 8, 10: 13 };
const ENDED = [1, 11];
const EXPIRED = 7;
const IN_REVIEW = 8;
const EVERY = 36; // days between one and the next

export async function generateLogbook(making: Making, circles: Circle[]): Promise<void> {
  const { db, say } = making;
  say(`${circles.length * AGREEMENTS} agreements`);
  // The last of a logbook first: what replaces another is there before it.
  const turns = range(AGREEMENTS).reverse();
  const rows = circles.flatMap((circle) => turns.map((turn) => agreement(making, circle, turn)));
  await insertAll(db, "circle_agreements", rows);
  await insertAll(
    db,
    "tensions",
    circles.flatMap((circle) => range(TENSIONS).map((turn) => tension(making, circle, turn))),
  );
}

const daysBefore = (today: string, days: number): string => new Date(Date.parse(today) - days * 86_400_000).toISOString();
const adoptedAt = (today: string, turn: number): string => daysBefore(today, (AGREEMENTS - turn) * EVERY - 20);

/** The last ones are what the processes came to. */
const processOf = (turn: number): number | null => (turn >= AGREEMENTS - CLOSED ? turn - (AGREEMENTS - CLOSED) : null);

function kindOf(turn: number, process: number | null): string {
  if (process !== null) return isPoll(process) ? "poll" : "consent";
  return ["consent", "noted", "vote", "advice"][turn % 4] as string;
}

function agreement({ today, pick }: Making, circle: Circle, turn: number) {
  const process = processOf(turn);
  const topic = pick(TOPICS);
  const text = {
    title: `${topic}: acuerdo ${turn + 1}`,
    driver: `Qué pasa: en ${pick(TOPICS).toLowerCase()} cada liceo empieza de nuevo.\n\nQué necesitamos: partir de lo que otros ya probaron.`,
    body_md: `Cada liceo comparte su material de ${topic.toLowerCase()} antes de la reunión.\n\n${"La secretaría lo guarda y avisa a quienes faltaron. ".repeat(4).trim()}`,
  };
  const day = isoDate(today);
  const later = REPLACED_BY[turn];
  const ended = ENDED.includes(turn);
  const waits = turn === EXPIRED || turn === IN_REVIEW;
  return {
    id: agreementId(circle, turn),
    ...{ circle_id: circle.id, node_id: circle.node_id, number: turn + 1, kind: kindOf(turn, process), ...text },
    body_html: text.body_md
      .split("\n\n")
      .map((part) => `<p>${part}</p>`)
      .join("\n"),
    process_id: process === null ? null : processId(circle, process),
    event_id: null,
    role_id: turn % 3 === 0 ? roleId(circle, turn % 4) : null,
    owner_person_id: turn % 3 === 0 ? null : (circle.members[turn % circle.members.length] ?? null),
    adopted_at: adoptedAt(today, turn),
    adopted_by: circle.members[2] ?? null,
    review_on: waits ? addDays(day, -10) : later !== undefined || ended ? null : addDays(day, 5 + turn * 9),
    review_due_at: waits ? daysBefore(today, 9) : null,
    reviewed_at: null,
    expires_on: turn === EXPIRED ? addDays(day, -10) : turn % 6 === 0 ? addDays(day, 200) : null,
    superseded_by: later === undefined ? null : agreementId(circle, later),
    superseded_at: later === undefined ? null : adoptedAt(today, later),
    ended_at: ended ? daysBefore(today, 60) : null,
    ended_by: ended ? (circle.members[0] ?? null) : null,
    ended_note: ended ? "Ya no hace falta." : "",
    search_text: searchWords(text.title, text.driver, text.body_md),
  };
}

/** Three that wait, one of them taken up by a proposal; one that is settled; two reviews. */
function tension({ today, pick }: Making, circle: Circle, turn: number) {
  const review = turn >= 4 ? (turn === 4 ? EXPIRED : IN_REVIEW) : null;
  const settled = turn === 3;
  const need = `Ponernos de acuerdo en ${pick(TOPICS).toLowerCase()}.`;
  return {
    id: tensionId(circle, turn),
    circle_id: circle.id,
    title: review === null ? need : `Revisar el acuerdo n.º ${review + 1}`,
    situation: "Los materiales llegan tarde a los liceos más lejanos.",
    effect: "Las clases se preparan dos veces.",
    need,
    source: review === null ? "person" : "review",
    agreement_id: review === null ? null : agreementId(circle, review),
    role_id: null,
    raised_by: review === null ? (circle.members[4 + turn] ?? null) : null,
    raised_at: daysBefore(today, 9 + turn),
    event_id: null,
    agenda_part_id: null,
    process_id: turn === TAKEN_UP ? processId(circle, OPEN_PROPOSAL) : null,
    settled_at: settled ? daysBefore(today, 3) : null,
    settled_by: settled ? (circle.members[0] ?? null) : null,
    settled_note: settled ? "Se conversó y quedó resuelto." : "",
  };
}
