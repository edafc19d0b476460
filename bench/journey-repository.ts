/** The pages of the repository at full size: who asks, and for what. */
import { paths } from "#app/paths.ts";
import { TOPICS } from "./generate-directory.ts";
import { commonWord, ownWord } from "./generate-resources.ts";
import type { PageAsked, Who } from "./journey.ts";

/** The first one has the most comments and replications; public ones of each kind, as generate-resources.ts makes them. */
const slugOf = (n: number) => `recurso-${n + 1}`;
const BUSY = slugOf(0);
const EXPERIENCE = slugOf(4);
const ADAPTED = slugOf(24);
/** Published, and seen by the members of its node. */
const NODE = "nodo-1";
const RARE = ownWord(20, 0);
const OFTEN = commonWord(2);
const TOPIC = TOPICS[5] as string;

const OPEN_TO_ALL = [
  paths.resources(),
  paths.resources({ pagina: 400 }),
  paths.resources({ q: RARE }),
  paths.resources({ q: OFTEN }),
  paths.resources({ q: TOPIC, tipo: "document" }),
  paths.resources({ nodo: NODE }),
  paths.resources({ especialidad: "electricidad", nivel: "m3" }),
  paths.resources({ etiqueta: TOPIC.toLowerCase() }),
  paths.resources({ orden: "utiles" }),
  paths.resource(BUSY),
  paths.resource(slugOf(1)),
  paths.resourceVersions(BUSY),
  paths.experiences(),
  paths.experiences({ q: OFTEN }),
  paths.experiences({ especialidad: "electricidad" }),
  paths.experience(EXPERIENCE),
  paths.experience(ADAPTED),
  paths.experiencePoster(EXPERIENCE),
  paths.collections(),
  paths.collection("camino-1"),
  paths.nodeResources(NODE),
  paths.search(),
  paths.search({ q: RARE }),
  paths.search({ q: ownWord(20, 7) }),
  paths.search({ q: OFTEN }),
  paths.search({ q: OFTEN, pagina: 40 }),
  paths.search({ q: `${TOPIC} ${OFTEN}`, en: "resource", nodo: NODE }),
  paths.search({ q: TOPIC.slice(0, 4) }),
  paths.search({ q: RARE.slice(0, 3) + RARE[4] + RARE[3] + RARE.slice(5) }),
  paths.resourcesAtom(),
  `${paths.oai()}?verb=Identify`,
  `${paths.oai()}?verb=ListIdentifiers&metadataPrefix=oai_dc`,
  `${paths.oai()}?verb=ListRecords&metadataPrefix=oai_dc`,
];

const INSIDE = [
  paths.resources(),
  paths.resources({ q: OFTEN }),
  paths.resource(BUSY),
  paths.resourceComments(BUSY),
  paths.resourceReplicate(BUSY),
  paths.resourceReport(BUSY),
  paths.resourceNew(),
  paths.experiences(),
  paths.experience(EXPERIENCE),
  paths.experienceNew(),
  paths.collections(),
  paths.collection("camino-1"),
  paths.nodeResources(NODE),
  paths.search({ q: OFTEN }),
  paths.search({ q: RARE }),
  paths.ownResources(),
];

const RUNNING = [
  paths.adminReports(),
  paths.adminSpecialties(),
  paths.resource(BUSY),
  paths.resourceEdit(BUSY),
  paths.resourceFiles(BUSY),
  paths.resourceReview(slugOf(98)),
  paths.experienceEdit(EXPERIENCE),
  paths.search({ q: OFTEN }),
];

export function repositoryPages(): PageAsked[] {
  const as = (who: Who, list: string[]): PageAsked[] => list.map((path) => ({ path, who }));
  return [
    ...as("visitor", OPEN_TO_ALL),
    ...as("member", INSIDE),
    ...as("coordinator", [paths.resources(), paths.resource(BUSY), paths.nodeResources("nodo-6"), paths.adminReports(), paths.search({ q: OFTEN, nodo: "nodo-6" })]),
    ...as("admin", RUNNING),
  ];
}
