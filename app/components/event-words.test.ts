import { expect, test } from "vitest";
import { askedNow, myStanding, placeLine, sameWeekdayAhead, seatsLeft, suggestedDay, whoComes, zoneOfPlace } from "./event-words.ts";

const NOW = "2026-11-21T15:00:00.000Z";
const ahead = {
  kind: "session",
  status: "published",
  capacity: 50,
  seats_taken: 32,
  yes_count: 32,
  yes_schools: 11,
  came_people: 0,
  came_schools: 0,
  ends_at: "2026-12-05T21:00:00.000Z",
};
const past = { ...ahead, ends_at: "2026-10-01T21:00:00.000Z" };

test("says who comes, with the limit where there is one", () => {
  expect(whoComes(ahead, NOW)).toBe("Van 32 de 50; 11 establecimientos");
  expect(whoComes({ ...ahead, capacity: null, yes_count: 1, yes_schools: 1 }, NOW)).toBe("Va 1 persona; 1 establecimiento");
  expect(whoComes({ ...ahead, capacity: null, yes_count: 1_204, yes_schools: 0 }, NOW)).toBe("Van 1.204 personas");
  expect(whoComes({ ...ahead, yes_count: 0, yes_schools: 0 }, NOW)).toBeNull();
  expect(whoComes({ ...ahead, status: "cancelled" }, NOW)).toBeNull();
  expect(whoComes({ ...ahead, kind: "milestone" }, NOW)).toBeNull();
});

test("of a meeting that is over, says who came and not who had said so", () => {
  expect(whoComes(past, NOW)).toBeNull();
  expect(whoComes({ ...past, came_schools: 7 }, NOW)).toBe("Vinieron 7 establecimientos");
  expect(whoComes({ ...past, came_people: 41, came_schools: 12 }, NOW)).toBe("Vinieron 41 personas de 12 establecimientos");
});

test("warns of the last seats, and of the waiting list", () => {
  expect(seatsLeft(ahead, NOW)).toBeNull();
  expect(seatsLeft({ ...ahead, seats_taken: 44 }, NOW)).toBe("Quedan 6 lugares");
  expect(seatsLeft({ ...ahead, seats_taken: 49 }, NOW)).toBe("Queda 1 lugar");
  expect(seatsLeft({ ...ahead, seats_taken: 50 }, NOW)).toBe("El cupo está completo: hay lista de espera");
  expect(seatsLeft({ ...ahead, capacity: null }, NOW)).toBeNull();
  expect(seatsLeft({ ...past, seats_taken: 50 }, NOW)).toBeNull();
});

test("names the place once, and the link with it", () => {
  const nowhere = { host_name: null, address: null, comuna_name: null, online: false };
  expect(placeLine(nowhere)).toBeNull();
  expect(placeLine({ ...nowhere, online: true })).toBe("En línea");
  expect(placeLine({ ...nowhere, host_name: "Liceo Industrial", comuna_name: "Talca" })).toBe("Liceo Industrial, Talca");
  expect(placeLine({ ...nowhere, address: "1 Sur 20, Talca", comuna_name: "Talca", online: true })).toBe("1 Sur 20, Talca, y en línea");
});

test("tells the invited where they stand", () => {
  const none = { answer: null, previous_answer: null, seat: null };
  expect(myStanding(none)).toBeNull();
  expect(myStanding({ ...none, answer: "yes", seat: "held" })?.short).toBe("Vas");
  expect(myStanding({ ...none, answer: "yes", seat: "waiting" }, 3)?.sentence).toContain("el lugar 3 de la lista");
  expect(myStanding({ ...none, previous_answer: "yes" })?.sentence).toContain("habías respondido que ibas");
});

test("asks one thing at a time", () => {
  const event = { ...ahead, starts_at: "2026-12-05T19:00:00.000Z", online: true, mine: null };
  const mine = { answer: null, previous_answer: null, seat: null };
  expect(askedNow(event, NOW)).toBeNull();
  expect(askedNow({ ...event, status: "draft" }, NOW)).toBe("finish");
  expect(askedNow({ ...event, mine }, NOW)).toBe("answer");
  expect(askedNow({ ...event, mine: { ...mine, previous_answer: "yes" } }, NOW)).toBe("again");
  expect(askedNow({ ...event, mine: { ...mine, answer: "yes", seat: "held" } }, NOW)).toBeNull();
  expect(askedNow({ ...event, mine: { ...mine, answer: "yes", seat: "held" } }, "2026-12-05T18:50:00.000Z")).toBe("connect");
  expect(askedNow({ ...event, mine: { ...mine, answer: "yes", seat: "waiting" } }, "2026-12-05T18:50:00.000Z")).toBeNull();
  expect(askedNow({ ...event, mine }, "2026-12-06T18:50:00.000Z")).toBeNull();
});

test("proposes a weekday a week ahead, by the clock of the place", () => {
  expect(suggestedDay("2026-11-21T15:00:00.000Z", "America/Santiago")).toBe("2026-11-30"); // a Saturday: the Monday after
  expect(suggestedDay("2026-11-25T15:00:00.000Z", "America/Santiago")).toBe("2026-12-02");
  expect(suggestedDay("2026-11-25T01:00:00.000Z", "America/Santiago")).toBe("2026-12-01"); // still the 24th there
});

test("puts a copy on the same weekday, a week ahead or more", () => {
  expect(sameWeekdayAhead("2026-10-01", NOW, "America/Santiago")).toBe("2026-12-03"); // Thursdays
  expect(sameWeekdayAhead("2027-03-06", NOW, "America/Santiago")).toBe("2026-11-28"); // Saturdays
});

test("knows the clock of a place", () => {
  expect(zoneOfPlace("07")).toBe("America/Santiago");
  expect(zoneOfPlace("12")).toBe("America/Punta_Arenas");
  expect(zoneOfPlace("11")).toBe("America/Coyhaique");
  expect(zoneOfPlace("05", "05201")).toBe("Pacific/Easter");
  expect(zoneOfPlace(null)).toBe("America/Santiago");
});
