/** How a large network governs itself: a general circle, one a node with two below it, who sits in them and who holds their seats. */
import { DEFAULT_ROLES, DEFAULT_TERM_MONTHS } from "#app/domain/circles/default-roles.ts";
import { halfway, monthsLater } from "#app/domain/terms.ts";
import { searchText } from "#db/search-text.ts";
import type { Directory } from "./generate-directory.ts";
import { generateLogbook } from "./generate-logbook.ts";
import { generateProcesses } from "./generate-processes.ts";
import { A_NODE, type Circle, circleId, circleOfNode, MEMBERS, roleId } from "./generate-seats.ts";
import { generateStakeholders } from "./generate-stakeholders.ts";
import { seededId } from "./random.ts";
import { insertAll, type Making, range } from "./rows.ts";

export async function generateCircles(making: Making, directory: Directory): Promise<void> {
  const { db, today, say } = making;
  const circles = [general(directory), ...directory.nodeIds.flatMap((_, node) => range(A_NODE).map((turn) => ofNode(directory, node, turn)))];
  say(`${circles.length} circles`);
  await insertAll(
    db,
    "circles",
    circles.map((circle) => circleRow(circle, today)),
  );
  await insertAll(
    db,
    "circle_members",
    circles.flatMap((circle) =>
      circle.members.map((person_id, turn) => ({
        id: seededId("circle member", circle.n * MEMBERS + turn),
        circle_id: circle.id,
        person_id,
        since: monthsLater(today, -36),
        until: null,
        added_by: null,
      })),
    ),
  );
  await makeRoles(making, circles);
  await makeMeetingsTheirs(making, circles);
  await generateProcesses(making, circles);
  await generateLogbook(making, circles);
  await generateStakeholders(making, directory);
}

const peopleOf = ({ people }: Directory, from: number, step: number): string[] => people.filter((_, n) => n % step === from).map((person) => person.id);

/** Those who coordinate the first nodes. */
const general = (directory: Directory): Circle => ({
  n: 0,
  id: circleId(0),
  node: null,
  node_id: null,
  parent_id: null,
  top: 1,
  members: peopleOf(directory, 0, 1).slice(0, MEMBERS),
});

/** `turn` 0 governs the node, the others are below it. Each shares a member with the next. */
function ofNode(directory: Directory, node: number, turn: number): Circle {
  const own = peopleOf(directory, node, directory.nodeIds.length);
  const { n } = circleOfNode(node, turn);
  return {
    n,
    id: circleId(n),
    node,
    node_id: directory.nodeIds[node] as string,
    parent_id: circleId(turn === 0 ? 0 : n - turn),
    top: turn === 0 ? 1 : 0,
    members: range(MEMBERS).map((each) => own[(turn * (MEMBERS - 1) + each) % own.length] as string),
  };
}

function circleRow({ n, id, node, node_id, parent_id, top }: Circle, today: string) {
  const name = node === null ? "Círculo general" : top ? `Círculo del nodo ${node + 1}` : `Círculo de trabajo ${n}`;
  const began = monthsLater(today, -36);
  return {
    ...{ id, node_id, parent_id, top, name },
    purpose: "Que lo que se aprende en un liceo llegue a los demás.",
    domain: "El calendario, los acuerdos y los recursos comunes.",
    quorum: 60,
    method: n % 4 === 3 ? "vote" : "consent",
    logbook: top ? "public" : (["network", "circle"][n % 2] as string),
    search_text: searchText(name),
    created_at: began,
    created_by: null,
    updated_at: began,
    closed_at: null,
    closed_by: null,
  };
}

/** Their place among Circle.members. */
const HOLDS: Record<string, number> = { coordinator: 0, ambassador: 1, secretary: 2, facilitator: 3 };

async function makeRoles({ db, today }: Making, circles: Circle[]): Promise<void> {
  const began = monthsLater(today, -36);
  const stamps = { created_at: began, updated_at: began, archived_at: null };
  const roles = circles.flatMap((circle) =>
    DEFAULT_ROLES.map((role, seat) => ({
      id: roleId(circle, seat),
      circle_id: circle.id,
      ...role,
      link: circle.parent_id ? role.link : null,
      rights: role.key,
      term_months: DEFAULT_TERM_MONTHS,
      position: seat + 1,
      ...stamps,
    })),
  );
  await insertAll(db, "circle_roles", roles);
  const terms = circles.flatMap((circle) => DEFAULT_ROLES.flatMap((role, seat) => termsOf(circle, { seat, key: role.key, today })));
  await insertAll(db, "role_terms", terms);
  // Whoever coordinates the node holds the seat from now on, as where a circle is made.
  const seat = DEFAULT_ROLES.findIndex((role) => role.key === "coordinator");
  for (const circle of circles.filter((each) => each.top === 1 && each.node_id !== null)) {
    const held = { role_id: roleId(circle, seat), circle_id: circle.id, ends_at: monthsLater(today, DEFAULT_TERM_MONTHS) };
    await db.updateTable("role_terms").set(held).where("node_id", "=", circle.node_id).where("role_id", "is", null).execute();
  }
}

/** Two that ended; and one that is held, but for a twentieth of the seats. Another twentieth ends soon. */
function termsOf(circle: Circle, { seat, key, today }: { seat: number; key: string; today: string }) {
  const at = circle.n * DEFAULT_ROLES.length + seat;
  const months = (count: number) => monthsLater(today, count);
  const turn = HOLDS[key] as number;
  const term = (row: { from: number; to: number; ended: boolean; person: number }) => ({
    id: seededId(row.ended ? `circle term ${row.from}` : "circle term", at),
    role_id: roleId(circle, seat),
    circle_id: circle.id,
    node_id: circle.node_id,
    person_id: circle.members[row.person] as string,
    since: months(row.from),
    ends_at: months(row.to),
    evaluation_on: halfway(months(row.from), months(row.to)),
    until: row.ended ? months(row.to) : null,
    end_reason: row.ended ? "replaced" : null,
    named_by: null,
    conditions: row.ended ? "" : "Con dos horas a la semana.",
  });
  const ended = [
    term({ from: -36, to: -24, ended: true, person: turn + 4 }),
    // What is vacant has been so for a month or two.
    term({ from: -24, to: at % 20 === 7 ? -2 : -6, ended: true, person: turn + 8 }),
  ];
  const moved = key === "coordinator" && circle.top === 1 && circle.node_id !== null;
  if (moved || at % 20 === 7) return ended;
  return [...ended, term(at % 20 === 13 ? { from: -11, to: 1, ended: false, person: turn } : { from: -6, to: 6, ended: false, person: turn })];
}

/** One meeting in seven of a node is of its circle, one of each below. */
async function makeMeetingsTheirs({ db, size }: Making, circles: Circle[]): Promise<void> {
  for (const { n, id, node } of circles) {
    if (node === null) continue;
    const turn = (n - 1) % A_NODE;
    const meetings = range(Math.floor(size.events / size.nodes)).filter((each) => each % 7 === turn);
    const ids = meetings.map((each) => seededId("event", node + each * size.nodes));
    if (ids.length > 0) await db.updateTable("events").set({ circle_id: id }).where("id", "in", ids).execute();
  }
}
