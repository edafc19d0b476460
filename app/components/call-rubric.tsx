import { type Criterion, shareOf } from "#app/domain/calls/call.ts";

const percent = (share: number): string => `${Math.round(share)} %`;
const points = (value: number): string => `${String(value).replace(".", ",")} ${value === 1 ? "punto" : "puntos"}`;

/** By what an application is assessed: each criterion with its share and its levels. */
export function CallRubric({ criteria, level = 3 }: { criteria: readonly Criterion[]; level?: 2 | 3 | 4 }) {
  return (
    <ol className="rubric">
      {criteria.map((criterion) => (
        <li key={criterion.id} className="rubric-row">
          <CriterionHead criterion={criterion} share={shareOf(criterion, criteria)} level={level} />
          <CriterionLevels criterion={criterion} />
        </li>
      ))}
    </ol>
  );
}

export function CriterionHead({ criterion, share, level = 3 }: { criterion: Criterion; share: number; level?: 2 | 3 | 4 }) {
  const Title = `h${level}` as const;
  return (
    <div className="rubric-head">
      <Title className="rubric-name">{criterion.name}</Title>
      <p className="rubric-share">{percent(share)}</p>
      {criterion.description && <p className="rubric-about">{criterion.description}</p>}
    </div>
  );
}

export function CriterionLevels({ criterion }: { criterion: Criterion }) {
  return (
    <ol className="rubric-levels">
      {criterion.levels.map((one) => (
        <li key={one.points}>
          <p className="rubric-level">
            <b>{one.label}</b> <span>{points(one.points)}</span>
          </p>
          {one.description && <p>{one.description}</p>}
        </li>
      ))}
    </ol>
  );
}
