/** The pages of conversations and calls at full size: who asks, and for what. */
import { paths } from "#app/paths.ts";
import type { Db } from "#db/create.ts";
import { callSlug, JURORS } from "./generate-calls.ts";
import { commonWord } from "./generate-resources.ts";
import type { PageAsked, Who } from "./journey.ts";
import { seededId } from "./random.ts";

/** The one that talks the most; its first thread has very many posts and is for everybody with an account. */
const NODE = "nodo-1";
/** Coordinated in the journey. */
const OWN = "nodo-6";
const LONG = seededId("thread", 0);
const ANNOUNCED = seededId("thread", 1);
const [OPEN, ASSESSING, DECIDED] = [callSlug(0), callSlug(1), callSlug(2)] as [string, string, string];
const WORD = commonWord(2);

/** Who has a voice in the journey sits in the jury of the call that is being assessed, without a conflict of interest. */
export async function seatJuror(db: Db, personId: string): Promise<void> {
  await db.updateTable("call_jurors").set({ person_id: personId }).where("id", "=", seededId("juror", JURORS)).execute();
}

async function sentIn(db: Db): Promise<string> {
  const { id } = await db
    .selectFrom("applications")
    .select("id")
    .where("call_id", "=", seededId("call", 1))
    .where("state", "=", "submitted")
    .orderBy("number")
    .executeTakeFirstOrThrow();
  return id;
}

export async function talkPages(db: Db): Promise<PageAsked[]> {
  const as = (who: Who, list: string[]): PageAsked[] => list.map((path) => ({ path, who }));
  const application = await sentIn(db);
  return [
    ...as("visitor", [paths.nodeThreads(NODE), paths.thread(ANNOUNCED), paths.calls(), paths.calls({ estado: "resultados" }), paths.call(OPEN), paths.call(DECIDED)]),
    ...as("member", [paths.nodeThreads(NODE), paths.thread(LONG), paths.thread(LONG, { pagina: 1 }), paths.news(), paths.search({ q: WORD, en: "thread" }), paths.calls()]),
    ...as("member", [paths.call(OPEN), paths.callApply(OPEN), paths.ownApplications()]),
    ...as("coordinator", [paths.nodeThreads(OWN), paths.nodeThreads(OWN, { q: WORD }), paths.nodeThreads(OWN, { pagina: 2 }), paths.threadNew(OWN), paths.news(), paths.calls()]),
    ...as("coordinator", [paths.callNew({ nodo: OWN }), paths.callEdit(OPEN), paths.callForm(OPEN), paths.callRubric(OPEN), paths.callJury(ASSESSING)]),
    ...as("coordinator", [
      paths.callApplications(ASSESSING),
      paths.callApplicationsCsv(ASSESSING),
      paths.callResults(ASSESSING),
      paths.callResults(DECIDED),
      paths.callResultsCsv(ASSESSING),
    ]),
    ...as("coordinator", [paths.application(application)]),
    ...as("voice", [paths.call(ASSESSING), paths.callAssess(ASSESSING), paths.application(application), paths.applicationAssess(application)]),
  ];
}
