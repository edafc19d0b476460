import { type Criterion, shareOf } from "#app/domain/calls/call.ts";
import type { Ranked } from "#app/domain/calls/ranking.repo.server.ts";
import { paths } from "#app/paths.ts";
import type { ResultsPage } from "#app/routes/calls/results-page.server.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Badge } from "#app/ui/card.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Section } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { type Column, Table } from "#app/ui/table.tsx";
import { AssessmentTold } from "./own-assessment.tsx";
import { percentWords } from "./ranking-words.ts";

interface Props {
  ranking: NonNullable<ResultsPage["ranking"]>;
  call: ResultsPage["call"];
  organises: boolean;
  /** Awards can be given now. */
  awards: boolean;
}

/** The list by score. It proposes; people decide. */
export function RankingTable({ ranking, call, organises, awards }: Props) {
  if (ranking.total === 0)
    return (
      <Empty title="No hay postulaciones en evaluación" icon="document">
        <p>Aquí estarán las postulaciones enviadas, con su puntaje.</p>
      </Empty>
    );
  const scored = ranking.rows.some((one) => one.score !== null);
  return (
    <Section title={scored ? "Lista por puntaje" : "Postulaciones"} id="lista" actions={organises && <a href={paths.callResultsCsv(call.slug)}>Descargar la tabla</a>}>
      <Table<Ranked> caption="Lista por puntaje" captionHidden rows={ranking.rows} rowKey={(one) => one.id} columns={columnsOf({ ranking, call, organises, awards }, scored)} />
      <Pagination page={ranking.page} pages={ranking.pages} href={(page) => paths.callResults(call.slug, { pagina: String(page) })} />
    </Section>
  );
}

function columnsOf({ call, organises, awards }: Props, scored: boolean): Column<Ranked>[] {
  const scores: Column<Ranked>[] = [
    { key: "place", header: "Lugar", numeric: true, cell: (one) => <Place one={one} /> },
    { key: "score", header: "Puntaje", numeric: true, cell: (one) => (one.score === null ? "–" : <strong>{percentWords(one.score)}</strong>) },
    {
      key: "spread",
      header: "Entre",
      numeric: true,
      cell: (one) => (one.lowest === null || one.highest === null || one.assessments < 2 ? "–" : `${percentWords(one.lowest)} y ${percentWords(one.highest)}`),
    },
    { key: "n", header: "Evaluaciones", numeric: true, cell: (one) => <Counted one={one} slug={call.slug} /> },
  ];
  const name: Column<Ranked> = { key: "name", header: "Postulación", primary: true, cell: (one) => <Name one={one} linked={organises} /> };
  const award: Column<Ranked> = { key: "award", header: "Distinción", cell: (one) => <Given one={one} slug={call.slug} awards={awards} /> };
  return [name, ...(scored ? scores : []), award];
}

function Name({ one, linked }: { one: Ranked; linked: boolean }) {
  const words = `n.º ${one.number ?? "–"}: ${one.title}`;
  return (
    <>
      {linked ? <a href={paths.application(one.id)}>{words}</a> : words}
      {one.school && <span className="ranking-school">{one.school}</span>}
    </>
  );
}

function Place({ one }: { one: Ranked }) {
  if (one.place === null) return <>sin puntaje</>;
  return (
    <>
      {one.place}.º {one.tied && <Badge kind="caution">Empate</Badge>}
    </>
  );
}

function Counted({ one: { id, number, assessments, expected }, slug }: { one: Ranked; slug: string }) {
  const words = assessments >= expected ? String(assessments) : `${assessments} de ${expected}`;
  if (assessments === 0) return <span className={expected > 0 ? "ranking-lacking" : undefined}>{words}</span>;
  return (
    <a
      className={assessments < expected ? "ranking-lacking" : undefined}
      href={`${paths.callResults(slug, { ver: id })}#evaluaciones`}
      aria-label={`Ver las evaluaciones de la n.º ${number ?? "–"}: ${words}`}
    >
      {words}
    </a>
  );
}

/** What each of the jury found of one application. */
export function Looked({ looked: { application, views }, slug }: { looked: NonNullable<ResultsPage["looked"]>; slug: string }) {
  return (
    <Section title={`Evaluaciones de la n.º ${application.number ?? "–"}: ${application.title}`} id="evaluaciones" actions={<a href={paths.callResults(slug)}>Cerrar</a>}>
      {views.length === 0 && <p>Todavía no hay ninguna terminada.</p>}
      {views.map((view, index) => (
        <AssessmentTold key={view.id} assessment={view} title={view.juror ?? `Evaluación ${index + 1}`} note={view.note} />
      ))}
    </Section>
  );
}

function Given({ one, slug, awards }: { one: Ranked; slug: string; awards: boolean }) {
  if (!awards) return <>{one.award ?? "–"}</>;
  return (
    <span className="ranking-award">
      {one.award && <strong>{one.award}</strong>}
      <LinkButton
        size="small"
        kind={one.award ? "quiet" : "secondary"}
        to={`${paths.callResults(slug, { premiar: one.id })}#premiar`}
        aria-label={`${one.award ? "Cambiar el reconocimiento de" : "Reconocer a"} la n.º ${one.number ?? ""}`}
      >
        {one.award ? "Cambiar" : "Reconocer"}
      </LinkButton>
    </span>
  );
}

/** In plain words: anybody who knows the scores can do the sum again. */
export function HowScored({ criteria }: { criteria: readonly Criterion[] }) {
  return (
    <Section title="Cómo se calcula el puntaje" id="como">
      <ol className="how-scored">
        <li>Cada integrante del jurado elige un nivel en cada criterio. Los puntos se comparan con el máximo de ese criterio: 3 de 4 puntos es un 75 %.</li>
        <li>
          Los criterios pesan distinto: {criteria.map((criterion) => `${criterion.name} ${weightWords(criterion, criteria)}`).join(", ")}. Sumados según su peso dan el puntaje de
          esa evaluación, de 0 a 100.
        </li>
        <li>El puntaje de la postulación es el promedio de sus evaluaciones terminadas, con un decimal. «Entre» dice cuál fue la más baja y cuál la más alta.</li>
        <li>No se cuentan los borradores, ni las evaluaciones de quien tiene un conflicto de interés o dejó el jurado.</li>
        <li>
          Si dos quedan con el mismo puntaje, comparten el lugar: es un empate y nada escondido lo resuelve. Quien organiza decide los reconocimientos mirando esta lista, y
          responde por ello.
        </li>
      </ol>
    </Section>
  );
}

const weightWords = (criterion: Criterion, criteria: readonly Criterion[]): string => `${shareOf(criterion, criteria).toFixed(1).replace(".0", "").replace(".", ",")} %`;
