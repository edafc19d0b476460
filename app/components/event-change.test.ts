import { expect, test } from "vitest";
import type { EventInput } from "#app/domain/events/event.ts";
import { changeSentence, promisedParts, promiseKey } from "./event-change.ts";

const event = {
  kind: "session" as const,
  starts_local: "2026-12-05T15:00",
  ends_local: "2026-12-05T16:30",
  zone: "America/Santiago" as const,
  host_establishment_id: null,
  address: "1 Sur 20",
  comuna_code: null,
  online_url: null,
};
const input: EventInput = {
  id: "0193",
  title: "Sesión",
  kind: "session",
  node_ids: [],
  date: "2026-12-05",
  start_time: "15:00",
  end_date: null,
  end_time: "16:30",
  zone: "America/Santiago",
  host_establishment_id: null,
  address: "1 Sur 20",
  comuna_code: null,
  online_url: null,
  description: "",
  capacity: null,
  online_capacity: null,
  visibility: "members",
};

test("words are no change of what was promised", () => {
  expect(promisedParts(event, { ...input, title: "Otra", description: "Más", capacity: 3 })).toEqual([]);
  expect(promisedParts(event, { ...input, end_date: "2026-12-05" })).toEqual([]);
});

test("hour, zone, place and link are", () => {
  expect(promisedParts(event, { ...input, start_time: "15:30" })).toEqual(["when"]);
  expect(promisedParts(event, { ...input, zone: "Pacific/Easter" })).toEqual(["when"]);
  expect(promisedParts(event, { ...input, address: "2 Norte", online_url: "https://reunion.example" })).toEqual(["where", "link"]);
});

test("what was confirmed is what is saved", () => {
  expect(promiseKey(input)).toBe(promiseKey({ ...input, title: "Otra" }));
  expect(promiseKey(input)).not.toBe(promiseKey({ ...input, end_time: "17:00" }));
});

test("says how many will hear of it", () => {
  expect(changeSentence(["when"], 1)).toBe("Cambiar la fecha o la hora avisará a 1 persona");
  expect(changeSentence(["when", "where", "link"], 48)).toBe("Cambiar la fecha o la hora, el lugar y el enlace avisará a 48 personas");
});
