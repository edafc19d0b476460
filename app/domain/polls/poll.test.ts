import { describe, expect, test } from "vitest";
import { bestFirst, pollState, readSlots, readVotes, rowsOf } from "./poll.ts";

const NOW = "2026-11-21T15:00:00.000Z";
const row = (n: number, date: string, start = "16:00", end = "17:30") => ({ n, date, start, end });
const read = (...rows: ReturnType<typeof row>[]) => readSlots(rows, "America/Santiago", NOW);

describe("proposed times", () => {
  test("are wall times of their zone; empty rows are passed over", () => {
    const { slots, errors } = read(row(1, "2027-03-11"), row(2, "", "", ""), row(3, "2027-03-12", "09:00", "10:30"));
    expect(errors).toEqual({});
    expect(slots.map((slot) => [slot.n, slot.starts_at, slot.ends_local])).toEqual([
      [1, "2027-03-11T19:00:00.000Z", "2027-03-11T17:30"],
      [3, "2027-03-12T12:00:00.000Z", "2027-03-12T10:30"],
    ]);
  });

  test("what is wrong is said beside its row: no date, no hour, the end before the start, an hour that the clocks skip, the past, the same twice", () => {
    const errors = (one: ReturnType<typeof row>) => readSlots([one], "America/Santiago", NOW).errors;
    expect(errors(row(1, "2027-02-31"))).toEqual({ date_1: ["date"] });
    expect(errors(row(1, "11/3/27"))).toEqual({ date_1: ["date"] });
    expect(errors(row(1, "2027-03-11", ""))).toEqual({ start_1: ["required"] });
    expect(errors(row(1, "2027-03-11", "16:00", "15:00"))).toEqual({ end_1: ["end_before_start"] });
    expect(errors(row(2, "2027-09-05", "00:30", "02:00"))).toEqual({ start_2: ["time_gap"] });
    expect(errors(row(1, "2026-11-20"))).toEqual({ date_1: ["past"] });
    expect(read(row(1, "2027-03-11"), row(2, "2027-03-11")).errors).toEqual({ date_2: ["slot_twice"] });
    expect(read(row(1, "2027-03-11")).errors).toEqual({ slots: ["slots_few"] });
  });

  test("a form holds twelve rows, not more", () => {
    expect(rowsOf((name) => (name.startsWith("date") ? "2027-03-11" : ""))).toHaveLength(12);
  });
});

test("votes are read for the slots that there are, and only the three words", () => {
  const form: Record<string, string> = { vote_a: "yes", vote_b: "perhaps", vote_x: "no" };
  expect(readVotes(["a", "b", "c"], (name) => form[name] ?? null)).toEqual({ a: "yes" });
});

test("a poll is open until its deadline or its end", () => {
  const poll = { closes_at: null, closed_at: null, chosen_slot_id: null };
  expect(pollState(poll, NOW)).toBe("open");
  expect(pollState({ ...poll, closes_at: NOW }, NOW)).toBe("ended");
  expect(pollState({ ...poll, closed_at: NOW }, NOW)).toBe("withdrawn");
  expect(pollState({ ...poll, closed_at: NOW, chosen_slot_id: "x" }, NOW)).toBe("chosen");
});

test("the best first: yes counts double, then schools, then fewer noes, then the earlier", () => {
  const slot = (id: string, yes: number, maybe: number, no: number, schools: number, starts_at = "1") => ({ id, yes, maybe, no, schools, starts_at });
  const order = bestFirst([slot("late", 2, 0, 1, 1, "2"), slot("early", 2, 0, 1, 1), slot("maybes", 1, 2, 1, 2), slot("worse", 1, 1, 0, 1), slot("few noes", 2, 0, 0, 1, "3")]);
  expect(order.map((one) => one.id)).toEqual(["maybes", "few noes", "early", "late", "worse"]);
});
