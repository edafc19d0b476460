/** The data provider of OAI-PMH 2.0: what anybody may harvest of the repository. */
import type { Deployment } from "#app/domain/context.ts";
import { absolute, paths } from "#app/paths.ts";
import type { Db } from "#db/create.ts";
import { isId } from "#db/ids.ts";
import { OaiError, type OaiList, type OaiRequest, readOaiRequest, writeResumption } from "./oai-request.ts";
import { type Asked, envelope, errorXml, formatsXml, type HeaderToTell, headerXml, identifyXml, recordXml, resumptionXml, setsXml } from "./oai-xml.ts";
import { countOpenRecords, earliestChange, findOpenRecord, findSet, listOpenRecords, listSets, type OpenRecord } from "./records.repo.server.ts";
import { worksByIds } from "./works.repo.server.ts";

/** Records in one answer. */
export const OAI_PAGE = 100;
const MOST_SETS = 1_000;
/** What the earliest datestamp of a repository without records says. */
const BEFORE_ANY = "2026-01-01T00:00:00.000Z";

interface House {
  db: Db;
  deployment: Deployment;
  now: string;
}

/** The whole answer to a query. What the protocol calls an error is an answer too. */
export async function answerOai(house: House, query: URLSearchParams): Promise<string> {
  const asked: Asked = { baseUrl: absolute(house.deployment, paths.oai()), now: house.now, said: [...query.entries()] };
  try {
    return envelope(asked, await contentOf(house, readOaiRequest(query)));
  } catch (error) {
    if (!(error instanceof OaiError)) throw error;
    const understood = error.code !== "badVerb" && error.code !== "badArgument";
    return envelope({ ...asked, said: understood ? sayable(asked.said) : [] }, errorXml(error));
  }
}

/** An identifier that is no URI cannot be said back in an attribute that must be one. */
const sayable = (said: [string, string][]) => said.filter(([name, value]) => name !== "identifier" || /^[\w:.\-/]+$/.test(value));

async function contentOf(house: House, request: OaiRequest): Promise<string> {
  if (request.verb === "Identify") return identify(house);
  if (request.verb === "ListSets") return sets(house);
  if (request.verb === "ListMetadataFormats") {
    if (request.identifier !== null) await recordOf(house, request.identifier);
    return formatsXml();
  }
  if (request.verb === "GetRecord") {
    const record = await recordOf(house, request.identifier);
    return `<GetRecord>${(await told(house, [record])).join("")}</GetRecord>`;
  }
  return listed(house, request.verb, request.list);
}

const hostOf = ({ deployment }: House): string => new URL(deployment.publicUrl).hostname;
const identifierOf = (house: House, id: string): string => `oai:${hostOf(house)}:${id}`;

async function identify(house: House): Promise<string> {
  const { db, deployment } = house;
  const address = deployment.mailFrom.address;
  return identifyXml({
    name: deployment.networkName,
    baseUrl: absolute(deployment, paths.oai()),
    email: /^\S+@(\S+\.)+\S+$/.test(address) ? address : `nodos@${hostOf(house).includes(".") ? hostOf(house) : "localhost.localdomain"}`,
    earliest: (await earliestChange(db)) ?? BEFORE_ANY,
    host: hostOf(house),
    sample: identifierOf(house, "018f0000-0000-7000-8000-000000000000"),
  });
}

async function sets({ db }: House): Promise<string> {
  const all = await listSets(db, MOST_SETS);
  if (all.length === 0) throw new OaiError("noSetHierarchy", "There are no sets.");
  return setsXml(all);
}

/** What never was public is as unknown as what never was. */
async function recordOf(house: House, identifier: string): Promise<OpenRecord> {
  const prefix = identifierOf(house, "");
  const id = identifier.startsWith(prefix) ? identifier.slice(prefix.length) : "";
  const record = isId(id) ? await findOpenRecord(house.db, id) : undefined;
  if (!record) throw new OaiError("idDoesNotExist", "There is no record of that identifier.");
  return record;
}

async function listed(house: House, verb: "ListRecords" | "ListIdentifiers", list: OaiList): Promise<string> {
  const { db } = house;
  const nodeId = list.set === null ? null : await findSet(db, list.set);
  if (nodeId === undefined) throw new OaiError("noRecordsMatch", "There is no such set.");
  const filter = { from: list.from, until: list.until, nodeId };
  const rows = await listOpenRecords(db, filter, { after: list.after, limit: OAI_PAGE + 1 });
  const page = rows.slice(0, OAI_PAGE);
  const last = page.at(-1);
  // With a token: what was left has changed since and is outside of `until`. The list is over.
  if (!last) throw new OaiError("noRecordsMatch", "Nothing matches.");
  const size = list.size ?? (rows.length > OAI_PAGE ? await countOpenRecords(db, filter) : page.length);
  const more = rows.length > OAI_PAGE;
  const next = more ? writeResumption({ ...list, after: [last.changed_at, last.id], cursor: list.cursor + page.length, size }) : "";
  const content = verb === "ListRecords" ? await told(house, page) : page.map((record) => headerXml(headerOf(house, record)));
  // The last part of a list in parts ends with an empty token.
  const token = more || list.after !== null ? [resumptionXml(next, { size: Math.max(size, list.cursor + page.length), cursor: list.cursor })] : [];
  return [`<${verb}>`, ...content, ...token, `</${verb}>`].join("\n");
}

const headerOf = (house: House, record: OpenRecord): HeaderToTell => ({ ...record, identifier: identifierOf(house, record.id) });

async function told(house: House, records: OpenRecord[]): Promise<string[]> {
  // As a visitor sees them: whoever asks.
  const works = await worksByIds(
    house.db,
    null,
    records.filter((record) => record.open).map((record) => record.id),
  );
  return records.map((record) => recordXml(headerOf(house, record), works.get(record.id), house.deployment));
}
