/**
 * From scores to a list by score. Each assessment is the weighted share of the points that could be had, as a percentage; an application's score is
 * the mean of its assessments, to one decimal. Whoever has the same score has the same place: nothing hidden breaks a tie. Pure.
 */
import type { RubricLevel } from "./call.ts";

export interface ScoredCriterion {
  id: string;
  weight: number;
  levels: readonly RubricLevel[];
}

interface ScoredApplication {
  id: string;
  number: number | null;
  title: string;
}

/** A finished assessment that counts. */
export interface CountedAssessment {
  application_id: string;
  points: Readonly<Record<string, number>>;
}

interface RankedScores {
  /** From 1; those who share a score share it, and the next one counts them all: 1, 2, 2, 4. null: nobody has assessed it. */
  place: number | null;
  tied: boolean;
  /** 0 to 100, to one decimal. */
  score: number | null;
  lowest: number | null;
  highest: number | null;
  assessments: number;
  /** Mean share of each criterion, 0 to 100. */
  criteria: Record<string, number>;
}

export type Ranked<A extends ScoredApplication = ScoredApplication> = A & RankedScores;

const most = (criterion: ScoredCriterion): number => Math.max(0, ...criterion.levels.map((level) => level.points));

/** 0 to 100: points of the most that the criterion gives. */
function earned(criterion: ScoredCriterion, points: number): number {
  const highest = most(criterion);
  return highest <= 0 ? 0 : (100 * Math.min(highest, Math.max(0, points))) / highest;
}

/** Of one assessment, 0 to 100; null while a criterion has no points. */
export function percentOf(criteria: readonly ScoredCriterion[], points: Readonly<Record<string, number>>): number | null {
  let sum = 0;
  let weights = 0;
  for (const criterion of criteria) {
    const given = points[criterion.id];
    if (given === undefined) return null;
    sum += criterion.weight * earned(criterion, given);
    weights += criterion.weight;
  }
  return weights === 0 ? null : sum / weights;
}

/** To one decimal; the trifle makes up for what binary fractions lose, so that 84.25 is rounded as people round it. */
export const rounded = (value: number): number => Math.round((value + 1e-9) * 10) / 10;

// Added from the lowest: whose assessment came first must change nothing, not even the last bit.
export const mean = (values: readonly number[]): number => [...values].sort((a, b) => a - b).reduce((sum, value) => sum + value, 0) / values.length;

/** The best first; those without any assessment at the end; within a tie by number. */
export function rank<A extends ScoredApplication>(applications: readonly A[], criteria: readonly ScoredCriterion[], assessments: readonly CountedAssessment[]): Ranked<A>[] {
  const byApplication = new Map<string, CountedAssessment[]>();
  for (const one of assessments) byApplication.set(one.application_id, [...(byApplication.get(one.application_id) ?? []), one]);
  const found = applications.map((application) => ({ ...application, ...scoresOf(criteria, byApplication.get(application.id) ?? []) }));
  const scores = found.flatMap(({ score }) => (score === null ? [] : [score])).sort((a, b) => b - a);
  const first = new Map<number, number>();
  const last = new Map<number, number>();
  for (const [index, score] of scores.entries()) {
    if (!first.has(score)) first.set(score, index + 1);
    last.set(score, index + 1);
  }
  const ranked = found.map((one): Ranked<A> => {
    if (one.score === null) return { ...one, place: null, tied: false };
    return { ...one, place: first.get(one.score) ?? null, tied: first.get(one.score) !== last.get(one.score) };
  });
  return ranked.sort((a, b) => (a.place ?? Number.MAX_SAFE_INTEGER) - (b.place ?? Number.MAX_SAFE_INTEGER) || (a.number ?? 0) - (b.number ?? 0) || (a.id < b.id ? -1 : 1));
}

function scoresOf(criteria: readonly ScoredCriterion[], own: readonly CountedAssessment[]) {
  const percents = own.flatMap((one) => percentOf(criteria, one.points) ?? []);
  if (percents.length === 0) return { score: null, lowest: null, highest: null, assessments: 0, criteria: {} };
  const whole = own.filter((one) => percentOf(criteria, one.points) !== null);
  return {
    score: rounded(mean(percents)),
    lowest: rounded(Math.min(...percents)),
    highest: rounded(Math.max(...percents)),
    assessments: percents.length,
    criteria: Object.fromEntries(criteria.map((criterion) => [criterion.id, rounded(mean(whole.map((one) => earned(criterion, one.points[criterion.id] ?? 0))))])),
  };
}
