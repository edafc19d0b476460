/** What a harvester asks for: the arguments of OAI-PMH 2.0, their errors, and resumption tokens. Pure. */
import { isId } from "#db/ids.ts";

export type OaiErrorCode =
  | "badVerb"
  | "badArgument"
  | "badResumptionToken"
  | "cannotDisseminateFormat"
  | "idDoesNotExist"
  | "noRecordsMatch"
  | "noMetadataFormats"
  | "noSetHierarchy";

export class OaiError extends Error {
  readonly code: OaiErrorCode;
  constructor(code: OaiErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

export interface OaiList {
  from: string | null; // instants with milliseconds, inclusive
  until: string | null;
  set: string | null; // slug of a node
  after: [changedAt: string, id: string] | null;
  /** Records told before, and in all when the list began. */
  cursor: number;
  size: number | null;
}

export type OaiVerb = "Identify" | "ListMetadataFormats" | "ListSets" | "ListIdentifiers" | "ListRecords" | "GetRecord";

export type OaiRequest =
  | { verb: "Identify" }
  | { verb: "ListSets" }
  | { verb: "ListMetadataFormats"; identifier: string | null }
  | { verb: "GetRecord"; identifier: string }
  | { verb: "ListIdentifiers" | "ListRecords"; list: OaiList };

const ALLOWED: Record<OaiVerb, { required: string[]; optional: string[] }> = {
  Identify: { required: [], optional: [] },
  ListMetadataFormats: { required: [], optional: ["identifier"] },
  ListSets: { required: [], optional: ["resumptionToken"] },
  GetRecord: { required: ["identifier", "metadataPrefix"], optional: [] },
  ListIdentifiers: { required: ["metadataPrefix"], optional: ["from", "until", "set", "resumptionToken"] },
  ListRecords: { required: ["metadataPrefix"], optional: ["from", "until", "set", "resumptionToken"] },
};

export const PREFIX = "oai_dc";

/** Errors: OaiError. */
export function readOaiRequest(query: URLSearchParams): OaiRequest {
  const verb = query.get("verb");
  if (verb === null || !Object.hasOwn(ALLOWED, verb) || query.getAll("verb").length > 1) throw new OaiError("badVerb", "The verb is missing, repeated or none of the protocol's.");
  const rules = ALLOWED[verb as OaiVerb];
  for (const name of query.keys()) {
    if (name !== "verb" && !rules.required.includes(name) && !rules.optional.includes(name)) throw new OaiError("badArgument", `${verb} takes no argument of that name.`);
    if (query.getAll(name).length > 1) throw new OaiError("badArgument", `The argument ${name} is repeated.`);
  }
  const token = query.get("resumptionToken");
  if (token !== null) {
    if ([...query.keys()].length > 2) throw new OaiError("badArgument", "A resumptionToken comes alone.");
    if (verb === "ListSets") throw new OaiError("badResumptionToken", "The list of sets comes whole.");
    return { verb: verb as "ListRecords", list: readResumption(token) };
  }
  for (const name of rules.required) if (!query.get(name)) throw new OaiError("badArgument", `The argument ${name} is missing.`);
  return requestOf(verb as OaiVerb, query);
}

function requestOf(verb: OaiVerb, query: URLSearchParams): OaiRequest {
  if (verb === "Identify" || verb === "ListSets") return { verb };
  if (verb === "ListMetadataFormats") return { verb, identifier: query.get("identifier") };
  const prefix = query.get("metadataPrefix") ?? "";
  if (!/^[A-Za-z0-9\-_.!~*'()]+$/.test(prefix)) throw new OaiError("badArgument", "That is no metadataPrefix.");
  if (prefix !== PREFIX) throw new OaiError("cannotDisseminateFormat", `Only ${PREFIX} is told.`);
  if (verb === "GetRecord") return { verb, identifier: query.get("identifier") ?? "" };
  return { verb, list: { ...datesOf(query), set: setOf(query.get("set")), after: null, cursor: 0, size: null } };
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const SECOND = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

function datesOf(query: URLSearchParams): { from: string | null; until: string | null } {
  const [from, until] = [query.get("from"), query.get("until")];
  if (from !== null && until !== null && from.length !== until.length) throw new OaiError("badArgument", "from and until must have the same granularity.");
  const dates = { from: instant(from, "00:00:00", "000"), until: instant(until, "23:59:59", "999") };
  if (dates.from !== null && dates.until !== null && dates.from > dates.until) throw new OaiError("badArgument", "from is later than until.");
  return dates;
}

/** A datestamp tells whole seconds: `until` takes in all of its last one. */
function instant(value: string | null, time: string, milliseconds: string): string | null {
  if (value === null) return null;
  const whole = DAY.test(value) ? `${value}T${time}` : SECOND.test(value) ? value.slice(0, 19) : null;
  const at = whole === null ? Number.NaN : Date.parse(`${whole}Z`);
  // A 30th of February would be taken for the 2nd of March.
  if (whole === null || Number.isNaN(at) || new Date(at).toISOString().slice(0, 19) !== whole) throw new OaiError("badArgument", "Dates are YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.");
  return `${whole}.${milliseconds}Z`;
}

const SET = /^nodo:([a-z0-9-]{1,120})$/;

function setOf(value: string | null): string | null {
  if (value === null) return null;
  if (!/^[A-Za-z0-9\-_.!~*'()]+(:[A-Za-z0-9\-_.!~*'()]+)*$/.test(value)) throw new OaiError("badArgument", "That is no setSpec.");
  const slug = SET.exec(value)?.[1];
  if (slug === undefined) throw new OaiError("noRecordsMatch", "There is no such set.");
  return slug;
}

// Resumption ---------------------------------------------------------------------------------------

const MS = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** Nothing of it is kept or secret: it says where the list stands, and each part is looked at when it comes back. */
export function writeResumption({ from, until, set, after, cursor, size }: OaiList): string {
  return [from ?? "", until ?? "", set ?? "", after?.[0] ?? "", after?.[1] ?? "", cursor, size ?? 0].join("!");
}

function readResumption(token: string): OaiList {
  const [from = "", until = "", set = "", at = "", id = "", cursor = "", size = "", ...more] = token.split("!");
  const dates = [from, until].every((date) => date === "" || MS.test(date)) && MS.test(at);
  const numbers = [cursor, size].every((number) => /^[1-9]\d{0,8}$/.test(number));
  if (more.length > 0 || !dates || !numbers || !isId(id) || (set !== "" && !SET.test(`nodo:${set}`)))
    throw new OaiError("badResumptionToken", "That resumptionToken is none of ours.");
  return { from: from || null, until: until || null, set: set || null, after: [at, id], cursor: Number(cursor), size: Number(size) };
}
