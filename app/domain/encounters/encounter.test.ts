import { describe, expect, test } from "vitest";
import { ACTOR_STATE_LABELS, DUTY_LABELS, FORMAT_LABELS } from "#app/i18n/labels.ts";
import { CLP_MAX, formatClp, parseClp } from "./clp.ts";
import { ACTOR_STATES, BudgetInput, budgetTotals, DUTIES, DutyInput, FORMATS } from "./encounter.ts";

describe("pesos", () => {
  test.each([
    ["1.250.000", 1_250_000],
    ["$1250000", 1_250_000],
    ["$ 1.250.000", 1_250_000],
    ["$\u00a01.250.000", 1_250_000],
    ["1 250 000", 1_250_000],
    ["1,250,000", 1_250_000],
    ["$ 80.000.-", 80_000],
    ["CLP 500", 500],
    ["0", 0],
    [" 990 pesos ", 990],
  ])("%s is an amount", (typed, pesos) => expect(parseClp(typed)).toBe(pesos));

  test.each(["", "-5", "1.25", "1.250,50", "12.34.567", "1.250.00", "mil", "1e6", "$", "$$5", "99.999.999.999", "1250.000"])("%s is none", (typed) =>
    expect(parseClp(typed)).toBeNull(),
  );

  test("what is written is read again", () => {
    for (const pesos of [0, 999, 1_000, 1_250_000, CLP_MAX]) expect(parseClp(formatClp(pesos))).toBe(pesos);
    expect([formatClp(1_250_000), formatClp(-500)]).toEqual(["$\u00a01.250.000", "−$\u00a0500"]);
  });
});

test("the gap is what nobody has confirmed to pay; a payer is one however they are written", () => {
  const item = (amount: number, payer: string, confirmed_at: string | null = null) => ({ amount, payer, confirmed_at });
  expect(budgetTotals([item(100, "SLEP", "x"), item(50, "slep"), item(300, ""), item(200, "Minera", "x")])).toEqual({
    total: 650,
    confirmed: 300,
    gap: 350,
    payers: [
      { payer: "Minera", amount: 200, confirmed: 200 },
      { payer: "SLEP", amount: 150, confirmed: 100 },
      { payer: "", amount: 300, confirmed: 0 },
    ],
  });
  expect(budgetTotals([])).toEqual({ total: 0, confirmed: 0, gap: 0, payers: [] });
});

test("forms say what is missing", () => {
  const id = "0190a000-0000-7000-8000-000000000000";
  const codes = (result: { error?: { issues: { path: PropertyKey[]; message: string }[] } | undefined }) => result.error?.issues.map((issue) => [issue.path[0], issue.message]);
  expect(codes(BudgetInput.safeParse({ id, item: "Café", amount: "mucho" }))).toEqual([["amount", "clp"]]);
  expect(codes(BudgetInput.safeParse({ id, item: "Café" }))).toEqual([["amount", "required"]]);
  expect(codes(DutyInput.safeParse({ id, duty: "agenda" }))).toEqual([["name", "duty_who"]]);
  expect(codes(DutyInput.safeParse({ id, duty: "agenda", name: "Ana" }))).toEqual([["email", "required"]]);
  expect(codes(DutyInput.safeParse({ id, duty: "agenda", name: "Ana", email: "a@b" }))?.[0]?.[0]).toBe("email");
});

test("every key has its words", () => {
  expect(Object.keys(DUTY_LABELS)).toEqual([...DUTIES]);
  expect(Object.keys(FORMAT_LABELS)).toEqual([...FORMATS]);
  expect(Object.keys(ACTOR_STATE_LABELS)).toEqual([...ACTOR_STATES]);
});
