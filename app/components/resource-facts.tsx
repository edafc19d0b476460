/** The facts of a resource and how it may be used: beside its words, and on paper below them. */
import { LANGUAGES, type Language, LEVELS, type Level, LICENCES, type Licence } from "#app/domain/resources/resource.ts";
import { isoDate, longDate, longDateTime } from "#app/i18n/dates.ts";
import { isZone, MAIN_ZONE, zoneHour } from "#app/i18n/zones.ts";
import { paths } from "#app/paths.ts";
import { type Fact, Facts, Tag } from "#app/ui/card.tsx";
import { Cluster, Section } from "#app/ui/layout.tsx";
import { NodeTags } from "./node-tag.tsx";

export interface FactsOfWork {
  slug: string;
  title: string;
  link_url: string | null;
  language: string;
  licence: string;
  levels: readonly Level[];
  objectives: string;
  closes_at: string | null;
  zone: string | null;
  version: number;
  published_at: string | null;
  updated_at: string;
  authors: readonly string[];
  schools: readonly { slug: string; name: string }[];
  specialties: readonly { id: string; name: string }[];
  nodes: readonly { slug: string; name: string; colour: number; glyph: string }[];
  tags: readonly { tag: string; key: string }[];
}

/** «youtube.com» */
export function hostOf(url: string): string {
  try {
    return new URL(url).hostname.replace(/^www\./, "");
  } catch {
    return url;
  }
}

export function WorkFacts({ work }: { work: FactsOfWork }) {
  const facts: (Fact | false)[] = [
    work.authors.length > 0 && { term: work.authors.length === 1 ? "Autor/a" : "Autores", detail: work.authors.join(", ") },
    work.schools.length > 0 && { term: work.schools.length === 1 ? "Establecimiento" : "Establecimientos", detail: <Schools work={work} /> },
    work.nodes.length > 0 && { term: work.nodes.length === 1 ? "Nodo" : "Nodos", detail: <NodeTags nodes={[...work.nodes]} max={20} /> },
    work.specialties.length > 0 && { term: "Especialidad", detail: <Specialties work={work} /> },
    work.levels.length > 0 && { term: "Nivel", detail: work.levels.map((level) => LEVELS[level]).join(", ") },
    work.objectives !== "" && { term: "Objetivos o módulo", detail: <span className="work-said">{work.objectives}</span> },
    work.language !== "es" && { term: "Idioma", detail: LANGUAGES[work.language as Language] ?? work.language },
    work.published_at !== null && { term: "Publicado", detail: <Published work={work} /> },
  ];
  return (
    <>
      <Facts facts={facts.filter((fact): fact is Fact => fact !== false)} layout="stacked" />
      {work.tags.length > 0 && (
        <div className="work-tags">
          <Cluster gap="xs">
            {work.tags.map(({ tag, key }) => (
              <Tag key={key} to={paths.resources({ etiqueta: key })}>
                {tag}
              </Tag>
            ))}
          </Cluster>
        </div>
      )}
    </>
  );
}

function Schools({ work }: { work: FactsOfWork }) {
  return (
    <ul className="work-plain">
      {work.schools.map((school) => (
        <li key={school.slug}>
          <a href={paths.establishment(school.slug)}>{school.name}</a>
        </li>
      ))}
    </ul>
  );
}

function Specialties({ work }: { work: FactsOfWork }) {
  return (
    <ul className="work-plain">
      {work.specialties.map((specialty) => (
        <li key={specialty.id}>
          <a href={paths.resources({ especialidad: specialty.id })}>{specialty.name}</a>
        </li>
      ))}
    </ul>
  );
}

function Published({ work }: { work: FactsOfWork }) {
  const first = longDate(work.published_at ?? work.updated_at);
  if (work.version < 2) return <>{first}</>;
  return (
    <>
      {first}. <a href={paths.resourceVersions(work.slug)}>Versión {work.version}</a>, del {longDate(work.updated_at)}
    </>
  );
}

/** When an opportunity closes, in the hour of its own zone. */
export function closingSentence({ closes_at, zone }: { closes_at: string | null; zone: string | null }, now: string): { closed: boolean; text: string } | null {
  if (!closes_at) return null;
  const own = isZone(zone) ? zone : MAIN_ZONE;
  const closed = closes_at < now;
  const elsewhere = own === MAIN_ZONE ? "" : ` (${zoneHour(own)})`;
  return { closed, text: `${closed ? "Cerró" : "Cierra"} el ${longDateTime(closes_at, own)}${elsewhere}.` };
}

/** What one may do with it, and how to name it. */
export function LicenceAndCitation({ work, site }: { work: FactsOfWork; site: { network: string; url: string } }) {
  const licence = LICENCES[work.licence as Licence] ?? LICENCES.reserved;
  const who = work.authors.length > 0 ? work.authors : work.schools.map((school) => school.name);
  const year = isoDate(work.updated_at).slice(0, 4);
  return (
    <Section title="Cómo usarlo" id="licencia">
      <p>
        {licence.url ? (
          <a rel="license noopener" href={licence.url}>
            {licence.label}
          </a>
        ) : (
          licence.label
        )}
        . {licence.says}
      </p>
      <p className="work-citation">
        <strong>Para citarlo:</strong> {who.length > 0 ? `${who.join("; ")} ` : ""}({year}). <cite>{work.title}</cite>
        {work.version > 1 ? ` (versión ${work.version})` : ""}. {site.network}. {site.url}
      </p>
    </Section>
  );
}
