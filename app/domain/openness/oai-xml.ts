/** The XML of OAI-PMH 2.0 answers. Pure. */
import { xml } from "#app/domain/feeds/atom.ts";
import { calendarText } from "#app/domain/feeds/ical-text.ts";
import type { OaiError } from "./oai-request.ts";
import { PREFIX } from "./oai-request.ts";
import { dublinCore, type OpenSite, type OpenWork } from "./open-work.ts";

/** Without what XML 1.0 has no place for. */
const text = (value: string): string => xml(calendarText(value));
const OAI = "http://www.openarchives.org/OAI/2.0/";
const DC = `${OAI}oai_dc/`;

export interface Asked {
  baseUrl: string;
  now: string;
  /** The arguments, to be said back; none where they could not be understood. */
  said: [string, string][];
}

export function envelope({ baseUrl, now, said }: Asked, content: string): string {
  const attributes = said.map(([name, value]) => ` ${name}="${text(value)}"`).join("");
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<OAI-PMH xmlns="${OAI}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${OAI} ${OAI}OAI-PMH.xsd">`,
    `<responseDate>${seconds(now)}</responseDate>`,
    `<request${attributes}>${text(baseUrl)}</request>`,
    content,
    "</OAI-PMH>",
    "",
  ].join("\n");
}

export const errorXml = (error: OaiError): string => `<error code="${error.code}">${text(error.message)}</error>`;

/** Milliseconds have no place in a datestamp. */
export const seconds = (instant: string): string => `${instant.slice(0, 19)}Z`;

export interface Identity {
  name: string;
  baseUrl: string;
  email: string;
  earliest: string;
  /** The host part of identifiers. */
  host: string;
  sample: string;
}

export function identifyXml({ name, baseUrl, email, earliest, host, sample }: Identity): string {
  const described = /^[a-zA-Z][a-zA-Z0-9-]*(\.[a-zA-Z][a-zA-Z0-9-]*)+$/.test(host); // an IP address has no identifiers of that format
  const scheme = `${OAI}oai-identifier`;
  return [
    "<Identify>",
    `<repositoryName>${text(name)}</repositoryName>`,
    `<baseURL>${text(baseUrl)}</baseURL>`,
    "<protocolVersion>2.0</protocolVersion>",
    `<adminEmail>${text(email)}</adminEmail>`,
    `<earliestDatestamp>${seconds(earliest)}</earliestDatestamp>`,
    "<deletedRecord>persistent</deletedRecord>",
    "<granularity>YYYY-MM-DDThh:mm:ssZ</granularity>",
    ...(described
      ? [
          `<description><oai-identifier xmlns="${scheme}" xsi:schemaLocation="${scheme} ${scheme}.xsd">`,
          `<scheme>oai</scheme><repositoryIdentifier>${text(host)}</repositoryIdentifier><delimiter>:</delimiter><sampleIdentifier>${text(sample)}</sampleIdentifier>`,
          "</oai-identifier></description>",
        ]
      : []),
    "</Identify>",
  ].join("\n");
}

export const formatsXml = (): string =>
  `<ListMetadataFormats><metadataFormat><metadataPrefix>${PREFIX}</metadataPrefix><schema>${OAI}oai_dc.xsd</schema><metadataNamespace>${DC}</metadataNamespace></metadataFormat></ListMetadataFormats>`;

export const setsXml = (sets: { slug: string; name: string }[]): string =>
  ["<ListSets>", ...sets.map((set) => `<set><setSpec>nodo:${text(set.slug)}</setSpec><setName>${text(set.name)}</setName></set>`), "</ListSets>"].join("\n");

export interface HeaderToTell {
  identifier: string;
  changed_at: string;
  open: boolean;
  nodes: string[];
}

export function headerXml({ identifier, changed_at, open, nodes }: HeaderToTell): string {
  const sets = nodes.map((slug) => `<setSpec>nodo:${text(slug)}</setSpec>`).join("");
  return `<header${open ? "" : ' status="deleted"'}><identifier>${text(identifier)}</identifier><datestamp>${seconds(changed_at)}</datestamp>${sets}</header>`;
}

/** Without a work: a deleted record. */
export function recordXml(header: HeaderToTell, work: OpenWork | undefined, site: OpenSite): string {
  if (!work) return `<record>${headerXml({ ...header, open: false })}</record>`;
  const lines = dublinCore(work, site).map(([element, value]) => `<dc:${element}>${text(value)}</dc:${element}>`);
  const opened = `<oai_dc:dc xmlns:oai_dc="${DC}" xmlns:dc="http://purl.org/dc/elements/1.1/" xsi:schemaLocation="${DC} ${OAI}oai_dc.xsd">`;
  return ["<record>", headerXml(header), "<metadata>", opened, ...lines, "</oai_dc:dc>", "</metadata>", "</record>"].join("\n");
}

export function resumptionXml(token: string, { size, cursor }: { size: number; cursor: number }): string {
  return `<resumptionToken completeListSize="${size}" cursor="${cursor}">${text(token)}</resumptionToken>`;
}
