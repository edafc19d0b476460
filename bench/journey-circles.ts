/** The pages of circles at full size: who asks, and for what. */
import { paths } from "#app/paths.ts";
import type { Db } from "#db/create.ts";
import { agreementId, circleId, circleOfNode, MEMBERS, OPEN_PROPOSAL, processId, roleId } from "./generate-seats.ts";
import { ACTORS } from "./generate-stakeholders.ts";
import type { PageAsked, Who } from "./journey.ts";
import { seededId } from "./random.ts";

/** Of the coordinator of the journey. */
const NODE = 5;
const SLUG = `nodo-${NODE + 1}`;
const OWN = circleOfNode(NODE);
const CIRCLE = circleId(OWN.n);
const GENERAL = circleId(0);

/** The last member of the circle that governs: has not spoken in what is open there, and sits in a circle below it too. */
export async function voiceOf(db: Db): Promise<string> {
  const { person_id } = await db
    .selectFrom("circle_members")
    .select("person_id")
    .where("id", "=", seededId("circle member", OWN.n * MEMBERS + MEMBERS - 1))
    .executeTakeFirstOrThrow();
  return person_id;
}

const OPEN_TO_ALL = [
  paths.circles(),
  paths.circles({ nodo: SLUG }),
  paths.circle(CIRCLE),
  paths.circle(GENERAL),
  paths.circleMembers(CIRCLE),
  paths.circleRole(CIRCLE, roleId(OWN, 0)),
  paths.circleLogbook(CIRCLE),
  paths.circleLogbook(CIRCLE, { q: "robotica" }),
  paths.logbook(),
  paths.logbook({ q: "robotica" }),
  paths.logbook({ q: "materiales de seguridad" }),
  paths.logbook({ pagina: 40 }),
  paths.nodeLogbook(SLUG),
  paths.nodeLogbook(SLUG, { q: "riego" }),
  paths.circleAgreement(agreementId(OWN, 6)),
];

const INSIDE = [
  paths.tensions(CIRCLE),
  paths.circleProcesses(CIRCLE),
  paths.process(processId(OWN, OPEN_PROPOSAL)),
  paths.process(processId(OWN, 0)),
  paths.process(processId(OWN, OPEN_PROPOSAL + 1)),
  paths.circleAgreement(agreementId(OWN, 19)),
  paths.stakeholders(SLUG),
  paths.stakeholder(SLUG, seededId("actor", NODE * ACTORS)),
  paths.proposalNew(CIRCLE),
];

const RUNNING = [
  paths.circleEdit(CIRCLE),
  paths.circleRoleEdit(CIRCLE, roleId(OWN, 0)),
  paths.selectionNew(CIRCLE),
  paths.circleAgreementNew(CIRCLE),
  paths.investitureNew(CIRCLE),
  paths.stakeholderNew(SLUG),
];

export function circlePages(): PageAsked[] {
  const as = (who: Who, list: string[]): PageAsked[] => list.map((path) => ({ path, who }));
  return [
    ...as("visitor", OPEN_TO_ALL),
    ...as("member", [paths.circles(), paths.governance(), paths.circle(CIRCLE), paths.circleMembers(CIRCLE), paths.logbook(), paths.logbook({ q: "robotica" })]),
    ...as("voice", [paths.home(), paths.circle(CIRCLE), paths.circleMembers(CIRCLE), paths.circleLogbook(CIRCLE), paths.logbook({ q: "robotica" }), ...INSIDE]),
    ...as("coordinator", [
      paths.governance(),
      paths.governance({ nodo: SLUG }),
      paths.circle(CIRCLE),
      paths.circleMembers(CIRCLE),
      paths.circleRole(CIRCLE, roleId(OWN, 0)),
      ...INSIDE,
      ...RUNNING,
    ]),
    ...as("admin", [
      paths.adminRights(),
      paths.governance(),
      paths.circle(GENERAL),
      paths.circleProcesses(GENERAL),
      paths.process(processId({ n: 0 }, OPEN_PROPOSAL)),
      paths.logbook(),
    ]),
  ];
}
