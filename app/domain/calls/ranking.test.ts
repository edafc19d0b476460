import fc from "fast-check";
import { expect, test } from "vitest";
import { type CountedAssessment, percentOf, rank, rounded, type ScoredCriterion } from "./ranking.ts";

const levels = (...points: number[]) => points.map((each) => ({ points: each, label: `${each}`, description: "" }));
const CRITERIA: ScoredCriterion[] = [
  { id: "c1", weight: 60, levels: levels(0, 2, 4) },
  { id: "c2", weight: 40, levels: levels(1, 2, 3) },
];
const app = (id: string, number: number) => ({ id, number, title: id });

test("a score is the weighted share of the points that could be had, the mean of its assessments, to one decimal", () => {
  expect(percentOf(CRITERIA, { c1: 4, c2: 3 })).toBe(100);
  expect(percentOf(CRITERIA, { c1: 2, c2: 3 })).toBe(70);
  expect(percentOf(CRITERIA, { c1: 2 })).toBeNull();
  const [first, second, last] = rank([app("a", 1), app("b", 2), app("none", 3)], CRITERIA, [
    { application_id: "a", points: { c1: 2, c2: 3 } },
    { application_id: "a", points: { c1: 4, c2: 2 } },
    { application_id: "b", points: { c1: 4, c2: 3 } },
    { application_id: "b", points: { c1: 4 } }, // not whole: counts for nothing
  ]);
  expect(first).toMatchObject({ id: "b", place: 1, score: 100, assessments: 1, tied: false });
  expect(second).toMatchObject({ id: "a", place: 2, score: 78.3, lowest: 70, highest: 86.7, assessments: 2, criteria: { c1: 75, c2: 83.3 } });
  expect(last).toMatchObject({ id: "none", place: null, score: null, assessments: 0 });
});

test("equal scores share a place, and the next one counts them all", () => {
  const all = { c1: 4, c2: 3 };
  const ranked = rank(
    ["a", "b", "c", "d"].map((id, index) => app(id, index + 1)),
    CRITERIA,
    [
      { application_id: "d", points: all },
      { application_id: "b", points: { c1: 2, c2: 3 } },
      { application_id: "c", points: { c1: 2, c2: 3 } },
      { application_id: "a", points: { c1: 0, c2: 1 } },
    ],
  );
  expect(ranked.map(({ id, place, tied }) => [id, place, tied])).toEqual([
    ["d", 1, false],
    ["b", 2, true],
    ["c", 2, true],
    ["a", 4, false],
  ]);
});

const criterion = fc.record({
  weight: fc.integer({ min: 1, max: 100 }),
  points: fc.uniqueArray(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 6 }).filter((all) => Math.max(...all) > 0),
});
const contest = fc.array(criterion, { minLength: 1, maxLength: 5 }).chain((raw) => {
  const criteria: ScoredCriterion[] = raw.map(({ weight, points }, index) => ({ id: `c${index}`, weight, levels: levels(...[...points].sort((a, b) => a - b)) }));
  const points = fc.record(Object.fromEntries(criteria.map(({ id, levels: given }) => [id, fc.constantFrom(...given.map((level) => level.points))])));
  const assessment = fc.record({ application_id: fc.constantFrom("a", "b", "c", "d"), points }) as fc.Arbitrary<CountedAssessment>;
  return fc.record({ criteria: fc.constant(criteria), assessments: fc.array(assessment, { maxLength: 20 }) });
});
const FOUR = ["a", "b", "c", "d"].map((id, index) => app(id, index + 1));

test("whatever is scored: places follow scores, ties are told, and the order in which assessments came changes nothing", () => {
  fc.assert(
    fc.property(contest, fc.infiniteStream(fc.nat()), ({ criteria, assessments }, chance) => {
      const ranked = rank(FOUR, criteria, assessments);
      expect(ranked.map(({ id }) => id).sort()).toEqual(["a", "b", "c", "d"]);
      for (const one of ranked) {
        const better = ranked.filter((other) => (other.score ?? -1) > (one.score ?? -1)).length;
        const equal = ranked.filter((other) => other.score !== null && other.score === one.score).length;
        expect(one.place).toBe(one.score === null ? null : better + 1);
        expect(one.tied).toBe(one.score !== null && equal > 1);
        if (one.score === null) continue;
        expect(one.score).toBeGreaterThanOrEqual(one.lowest ?? 101);
        expect(one.score).toBeLessThanOrEqual(one.highest ?? -1);
        expect(one.score).toBeGreaterThanOrEqual(0);
        expect(one.highest).toBeLessThanOrEqual(100);
      }
      const shuffled = assessments.map((each) => ({ each, at: chance.next().value ?? 0 })).sort((x, y) => x.at - y.at);
      const again = rank(
        [...FOUR].reverse(),
        criteria,
        shuffled.map(({ each }) => each),
      );
      expect(again).toEqual(ranked);
    }),
    { numRuns: 200 },
  );
});

test("one better level never makes a place worse", () => {
  fc.assert(
    fc.property(contest, ({ criteria, assessments }) => {
      const raised = assessments.map((one, index) => {
        if (index > 0) return one;
        const [first] = criteria;
        return first ? { ...one, points: { ...one.points, [first.id]: Math.max(...first.levels.map((level) => level.points)) } } : one;
      });
      const of = assessments[0]?.application_id;
      if (!of) return;
      const place = (all: CountedAssessment[]) => rank(FOUR, criteria, all).find(({ id }) => id === of)?.place ?? 99;
      expect(place(raised)).toBeLessThanOrEqual(place(assessments));
    }),
    { numRuns: 100 },
  );
});

test("rounding is as people do it", () => {
  expect([rounded(84.25), rounded(0.05), rounded(99.95), rounded(66.666)]).toEqual([84.3, 0.1, 100, 66.7]);
});
