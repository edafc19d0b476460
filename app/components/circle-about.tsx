import type { LogbookReaders, Method } from "#app/domain/circles/circle.ts";
import { LOGBOOKS, METHODS } from "#app/i18n/circle-words.ts";
import { Facts } from "#app/ui/card.tsx";
import { Section } from "#app/ui/layout.tsx";

/** What a circle decides by itself (S3: Domain), and how. */
export function CircleAbout({ circle: { domain, method, quorum, logbook } }: { circle: { domain: string; method: string; quorum: number; logbook: string } }) {
  return (
    <Section title="Qué decide y cómo" id="decide">
      {domain !== "" && <p className="lines">{domain}</p>}
      <Facts
        facts={[
          { term: "Elige sus roles", detail: METHODS[method as Method]?.one.toLowerCase() },
          { term: "Una decisión vale", detail: quorum === 100 ? "cuando hablaron todas las personas" : `cuando habló al menos el ${quorum} % de sus integrantes` },
          { term: "Leen sus acuerdos", detail: LOGBOOKS[logbook as LogbookReaders]?.one.toLowerCase() },
        ]}
      />
    </Section>
  );
}
