import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseForm } from "#app/http/form.server.ts";
import { isErrorCode } from "#app/i18n/errors.ts";
import { EVENT_KINDS as KIND_LABELS } from "#app/i18n/labels.ts";
import { ZONES } from "#app/i18n/zones.ts";
import { newId } from "#db/ids.ts";
import { AudienceInput, attendeeName, EVENT_KINDS, EventInput, isWebAddress, timesOf } from "./event.ts";

const NODE = newId();
const whole = {
  id: newId(),
  title: "Sesión",
  kind: "session",
  node_ids: NODE,
  date: "2026-12-05",
  start_time: "18:30",
  end_time: "20:00",
  zone: "America/Santiago",
  address: "Av. Brasil 123",
  visibility: "public",
};

function submit(change: Record<string, string | undefined>) {
  const form = new FormData();
  for (const [key, value] of Object.entries({ ...whole, ...change })) if (value !== undefined) form.append(key, value);
  return parseForm(form, EventInput);
}

const codes = (change: Record<string, string | undefined>): Record<string, string[]> => {
  const values = Object.fromEntries(Object.entries({ ...whole, ...change }).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = EventInput.safeParse({ ...values, ...(values.node_ids ? { node_ids: [values.node_ids] } : {}) });
  const found: Record<string, string[]> = {};
  for (const issue of parsed.error?.issues ?? []) found[String(issue.path[0])] = [...(found[String(issue.path[0])] ?? []), issue.message];
  return found;
};

describe("the form of a meeting", () => {
  test("comes in whole, with nulls for what was left empty", () => {
    const parsed = submit({ end_date: "", host_establishment_id: "", comuna_code: "", online_url: "", capacity: "", description: "" });
    expect(parsed).toMatchObject({
      ok: true,
      value: { title: "Sesión", node_ids: [NODE], end_date: null, host_establishment_id: null, comuna_code: null, online_url: null, capacity: null, description: "" },
    });
  });

  test("dates and hours are taken as people type them where the browser has no field for them", () => {
    const parsed = submit({ date: "5/12/2026", start_time: "9.30", end_time: "11:00:00" });
    expect(parsed).toMatchObject({ ok: true, value: { date: "2026-12-05", start_time: "09:30", end_time: "11:00" } });
  });

  test.each<[string, Record<string, string | undefined>, Record<string, string[]>]>([
    ["no title", { title: " " }, { title: ["required"] }],
    ["a title of 201 letters", { title: "a".repeat(201) }, { title: ["too_long"] }],
    ["no nodes", { node_ids: undefined }, { node_ids: ["nodes_required"] }],
    ["a kind that is none", { kind: "fiesta" }, { kind: ["choice"] }],
    ["a zone of elsewhere", { zone: "Europe/Madrid" }, { zone: ["choice"] }],
    ["31 February", { date: "2026-02-31" }, { date: ["date"] }],
    ["25:00", { start_time: "25:00" }, { start_time: ["time"] }],
    ["no hour", { start_time: "" }, { start_time: ["required"] }],
    ["an end before its start", { end_time: "18:00" }, { end_time: ["end_before_start"] }],
    ["an end on a day before", { end_date: "2026-12-04" }, { end_date: ["end_before_start"] }],
    ["five weeks", { end_date: "2027-01-09" }, { end_date: ["too_long"] }],
    ["an hour that the clocks skip", { date: "2027-09-05", start_time: "00:30", end_time: "02:00" }, { start_time: ["time_gap"] }],
    ["nowhere", { address: "" }, { address: ["place_required"] }],
    ["a link that is none", { online_url: "meet.example/abc" }, { online_url: ["url"] }],
    ["a script for a link", { online_url: "javascript:alert(1)" }, { online_url: ["url"] }],
    ["no id", { id: "x" }, { id: ["required"] }],
  ])("refuses %s, by a code", (_, change, expected) => {
    expect(codes(change)).toEqual(expected);
    for (const code of Object.values(expected).flat()) expect(isErrorCode(code)).toBe(true);
  });

  test("the same wall time on the day that the clocks go back ends after it begins", () => {
    expect(codes({ date: "2027-04-03", start_time: "23:00", end_date: "2027-04-04", end_time: "00:30" })).toEqual({});
  });

  test("a milestone is whole days, needs no hours and no place, even on a day without midnight", () => {
    const parsed = submit({ kind: "milestone", date: "2026-09-06", start_time: "", end_time: "", address: "" });
    if (!parsed.ok) throw new Error("refused");
    const times = timesOf(parsed.value, true);
    expect(times).toEqual({
      ok: true,
      times: { starts_local: "2026-09-06T00:00", ends_local: "2026-09-06T23:59", starts_at: "2026-09-06T04:00:00.000Z", ends_at: "2026-09-07T02:59:00.000Z" },
    });
  });

  test("any day and hour in any zone is either refused by a code or comes out in order", () => {
    const two = (max: number) => fc.nat(max).map((n) => String(n).padStart(2, "0"));
    const time = fc.tuple(two(23), two(59)).map(([h, m]) => `${h}:${m}`);
    const date = fc.date({ min: new Date("2024-01-01"), max: new Date("2036-12-31"), noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10));
    fc.assert(
      fc.property(date, time, fc.option(date), time, fc.constantFrom(...ZONES.map((zone) => zone.id)), fc.boolean(), (day, start_time, end_date, end_time, zone, allDay) => {
        const result = timesOf({ date: day, start_time, end_date, end_time, zone }, allDay);
        if (result.ok) expect(result.times.starts_at < result.times.ends_at).toBe(true);
        else expect(isErrorCode(result.code)).toBe(true);
      }),
    );
  });

  test("every kind has its name in Spanish", () => {
    expect(Object.keys(KIND_LABELS)).toEqual([...EVENT_KINDS]);
  });

  test("an audience may be empty, and one of each", () => {
    const form = new FormData();
    expect(parseForm(form, AudienceInput)).toEqual({ ok: true, value: { node_ids: [], counterpart_node_ids: [], circle_ids: [], person_ids: [], pasted: "" } });
    form.append("node_ids", NODE);
    form.append("pasted", "a@x.cl\r\nb@y.cl");
    expect(parseForm(form, AudienceInput)).toMatchObject({ ok: true, value: { node_ids: [NODE], pasted: "a@x.cl\nb@y.cl" } });
  });
});

test("links are http or https, without a password in them", () => {
  for (const good of ["https://meet.example/a?b=c#d", "http://x.cl", "HTTPS://X.CL/é"]) expect(isWebAddress(good)).toBe(true);
  for (const bad of ["//x.cl", "ftp://x.cl", "https://", "https://u:p@x.cl", 'https://x.cl/"><script>', "https://x.cl/ a", "data:text/html,x"])
    expect(isWebAddress(bad)).toBe(false);
});

test("names that mail programs take", () => {
  expect(attendeeName('Ana "La Jefa" Pérez, <x>', "ana@x.cl")).toBe("Ana La Jefa Pérez x");
  expect(attendeeName("", "ana@x.cl")).toBe("ana");
  expect(attendeeName("ana@x.cl", "ana@x.cl")).toBe("ana");
});
