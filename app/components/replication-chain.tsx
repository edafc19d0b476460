/** «Lo usaron»: the chain of schools that a work has grown, along a small franja, each with what changed and what happened. */
import type { ReactNode } from "react";
import type { ShownFile } from "#app/components/attachment-picture.tsx";
import { AttachmentList } from "#app/components/attachments.tsx";
import type { Chain, ChainLink } from "#app/domain/replications/replication.ts";
import type { ListedReplication } from "#app/domain/replications/replications.repo.server.ts";
import { monthTitle } from "#app/i18n/dates.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { Strip, type StripPoint, type StripThread } from "#app/ui/strip.tsx";

export interface ShownReplication extends Omit<ListedReplication, "person_id" | "evidence"> {
  mine: boolean;
  files: readonly ShownFile[];
}

export interface ReplicationsProps {
  work: { kind: string; slug: string };
  replications: { rows: readonly ShownReplication[]; total: number; page: number; pages: number };
  chain?: Chain | undefined;
  /** Take part: it is published, and the reader has an account or may get one. */
  may: { takePart: boolean; moderate: boolean };
}

const NO_CHAIN: Chain = { origin: [], showings: 0, ancestors: [], adaptations: [] };

export function Replications({ work, replications, chain = NO_CHAIN, may }: ReplicationsProps) {
  const grown = replications.total + chain.adaptations.length;
  return (
    <section className="section chain" id="lo-usaron" aria-labelledby="lo-usaron-titulo">
      <div className="section-head">
        <h2 id="lo-usaron-titulo">Lo usaron</h2>
        {grown > 0 && <p className="section-note">{said(replications.total, chain.adaptations.length)}</p>}
      </div>
      {grown === 0 && chain.ancestors.length === 0 ? (
        <FirstUse experience={work.kind === "experience"} />
      ) : (
        <div className="chain-body">
          <ChainStrip rows={replications.rows} chain={chain} />
          <ol className="chain-links">
            {replications.page === 1 && chain.ancestors.map((link) => <Related key={link.id} link={link} words="Viene de" />)}
            {replications.page === 1 && <Origin schools={chain.origin} />}
            {replications.rows.map((row) => (
              <Replication key={row.id} slug={work.slug} row={row} moderates={may.moderate} />
            ))}
            {replications.page === replications.pages &&
              chain.adaptations.map((link) => <Related key={link.id} link={link} words={link.depth > 1 ? "De ella nació" : "Adaptación"} />)}
          </ol>
        </div>
      )}
      <Pagination page={replications.page} pages={replications.pages} href={(page) => `${paths.work(work, { usos: page })}#lo-usaron`} label="Páginas de quienes lo usaron" />
      {may.takePart && (
        <p className="chain-act no-print">
          <LinkButton to={paths.resourceReplicate(work.slug)} kind="primary" icon="plus">
            Lo usamos en nuestro liceo
          </LinkButton>
        </p>
      )}
    </section>
  );
}

function said(uses: number, adaptations: number): string {
  const parts = [uses > 0 && counted(uses, "uso contado", "usos contados"), adaptations > 0 && counted(adaptations, "adaptación", "adaptaciones")];
  return parts.filter(Boolean).join(" y ");
}

function FirstUse({ experience }: { experience: boolean }) {
  return (
    <p className="chain-first">
      Nadie ha contado todavía que {experience ? "la replicó" : "lo usó"}. Si en tu establecimiento {experience ? "la pusieron en práctica" : "lo usaron"}, cuéntalo en tres líneas:
      dónde, qué cambiaron y qué pasó. Es lo que más le sirve a quien viene después, y a quien {experience ? "la compartió" : "lo compartió"}.
    </p>
  );
}

function Origin({ schools }: { schools: Chain["origin"] }) {
  if (schools.length === 0) return null;
  return (
    <li className="chain-link chain-origin">
      <p className="chain-kind">Aquí empezó</p>
      <h3 className="chain-title">{schools.map((school) => school.name).join(" · ")}</h3>
      <p className="hint">{[...new Set(schools.map((school) => school.comuna))].filter(Boolean).join(", ")}</p>
    </li>
  );
}

function Related({ link, words }: { link: ChainLink; words: string }) {
  const where = link.schools.map((school) => `${school.name}, ${school.comuna}`).join(" · ");
  return (
    <li className={link.depth > 0 ? "chain-link chain-adapted" : "chain-link chain-before"}>
      <p className="chain-kind">{words}</p>
      <h3 className="chain-title">
        <a href={paths.work(link)}>{link.title}</a>
      </h3>
      {where && <p className="hint">{where}</p>}
    </li>
  );
}

function Replication({ slug, row, moderates }: { slug: string; row: ShownReplication; moderates: boolean }) {
  const name = row.school ?? row.place;
  const meta: ReactNode[] = [row.school && row.place, row.comuna, monthTitle(`${row.used_on}T12:00:00.000Z`).toLocaleLowerCase("es"), row.person && `lo cuenta ${row.person}`];
  return (
    <li className="chain-link" id={`uso-${row.id}`}>
      <h3 className="chain-title">{row.school_slug ? <a href={paths.establishment(row.school_slug)}>{name}</a> : name}</h3>
      <p className="hint">{meta.filter(Boolean).join(" · ")}</p>
      <dl className="chain-told">
        {row.changed_html && <Told label="Qué cambiaron" html={row.changed_html} />}
        <Told label="Qué pasó" html={row.happened_html} />
      </dl>
      {row.adaptation && (
        <p>
          De ahí salió una adaptación: <a href={paths.work(row.adaptation)}>{row.adaptation.title}</a>
        </p>
      )}
      {row.evidence_url && (
        <p>
          <a href={row.evidence_url} rel="nofollow noopener noreferrer">
            Ver la evidencia
          </a>{" "}
          <span className="hint">({new URL(row.evidence_url).hostname})</span>
        </p>
      )}
      <AttachmentList files={row.files} />
      <Acts slug={slug} row={row} name={name} moderates={moderates} />
    </li>
  );
}

function Told({ label, html }: { label: string; html: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className="prose" dangerouslySetInnerHTML={{ __html: html }} />
    </div>
  );
}

function Acts({ slug, row, name, moderates }: { slug: string; row: ShownReplication; name: string; moderates: boolean }) {
  const signedIn = row.person !== null || row.mine;
  if (!row.mine && !moderates && !signedIn) return null;
  return (
    <p className="cluster gap-s no-print">
      {row.mine && (
        <LinkButton to={paths.resourceReplicate(slug, { replica: row.id })} kind="quiet" size="small" aria-label={`Cambiar lo que contaste de ${name}`}>
          Cambiar
        </LinkButton>
      )}
      {(row.mine || moderates) && (
        <ButtonForm
          action={paths.resourceReplicate(slug)}
          kind="quiet"
          size="small"
          name="act"
          value="remove"
          fields={{ replication_id: row.id }}
          label={`Quitar lo que se contó de ${name}`}
        >
          Quitar
        </ButtonForm>
      )}
      {!row.mine && signedIn && (
        <LinkButton to={paths.resourceReport(slug, { que: "replication", id: row.id })} kind="quiet" size="small" aria-label={`Avisar a moderación de lo que se contó de ${name}`}>
          Avisar a moderación
        </LinkButton>
      )}
    </p>
  );
}

type At = { lat: number; lon: number };
const placed = <T extends { lat?: number | null; lon?: number | null }>(all: readonly T[]) =>
  all.filter((one): one is T & At => typeof one.lat === "number" && typeof one.lon === "number");

/** From where it began to where it went: one thread a school. */
function ChainStrip({ rows, chain }: { rows: readonly ShownReplication[]; chain: Chain }) {
  const origins = placed(chain.origin);
  const used = placed(rows);
  const others = placed([...chain.ancestors, ...chain.adaptations].flatMap((link) => link.schools));
  if (origins.length + used.length + others.length === 0) return null;
  const points: StripPoint[] = [
    ...used.map(({ lat, lon, school, place }) => ({ lat, lon, label: school ?? place, kind: 2 })),
    ...others.map(({ lat, lon, name }) => ({ lat, lon, label: name, kind: 12 })),
    ...origins.map(({ lat, lon, name }) => ({ lat, lon, label: `${name}: aquí empezó`, size: 2 })),
  ];
  const from = origins[0];
  const threads: StripThread[] = from
    ? [...used.map((one) => ({ one, kind: 2 })), ...others.map((one) => ({ one, kind: 12 }))].map(({ one, kind }) => ({
        kind,
        points: [
          [from.lat, from.lon],
          [one.lat, one.lon],
        ],
      }))
    : [];
  return <Strip points={points} threads={threads} label={`Dónde empezó y dónde se ha usado: ${points.map((point) => point.label).join("; ")}`} />;
}
