import { expect, test } from "vitest";
import { benchSeries, measureSeries, seriesText } from "./series.ts";

test("all ways work out the same number of dates, and ours is not slower than the libraries", () => {
  const found = measureSeries(1, benchSeries(60));
  const [bare, ours, ...libraries] = found;
  expect(new Set(found.map(({ dates }) => dates)).size).toBe(1);
  expect(bare?.times).toBe(1);
  for (const library of libraries) expect(ours?.ms, library.title).toBeLessThan(library.ms);
  expect(seriesText(found)).toContain(`| bare loop | ${bare?.dates.toLocaleString("en")} | `);
});

test("the same series every time", () => {
  expect(benchSeries(20)).toEqual(benchSeries(20));
  expect(new Set(benchSeries().map(({ zone }) => zone)).size).toBe(4);
});
