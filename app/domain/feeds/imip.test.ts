import { describe, expect, test } from "vitest";
import { calendarEvent } from "./calendar-event.testing.ts";
import { type Imip, imip, single } from "./ical.ts";
import { readWithAll, readWithIcalJs } from "./readers.testing.ts";

function mail(changes: Partial<Imip> = {}): string {
  return imip({
    method: "REQUEST",
    event: calendarEvent({ sequence: 2 }),
    organizer: { name: "Nodos", address: "reuniones@nodos.example" },
    attendee: { name: "Rosa Quispe", address: "rosa.quispe@liceo.example", partstat: "NEEDS-ACTION", rsvp: true },
    ...changes,
  });
}

test("an invitation is read alike by three libraries", () => {
  const [first, ...others] = readWithAll(mail());
  expect(first?.method).toBe("REQUEST");
  expect(first?.events).toHaveLength(1);
  expect(first?.events[0]).toMatchObject({
    uid: "0193a1f0-0000-7000-8000-000000000001@nodos.example",
    sequence: 2,
    status: "CONFIRMED",
    start: "2026-12-05T21:30:00.000Z",
    end: "2026-12-05T23:00:00.000Z",
    organizer: { name: "Nodos", address: "reuniones@nodos.example" },
    attendees: [{ name: "Rosa Quispe", address: "rosa.quispe@liceo.example", role: "REQ-PARTICIPANT", partstat: "NEEDS-ACTION", rsvp: true }],
  });
  for (const other of others) expect(other).toEqual(first);
});

test("is the same event as in the feed: same UID, times and title", () => {
  const there = readWithIcalJs(single(calendarEvent({ sequence: 2 }))).events[0];
  expect({ ...readWithIcalJs(mail()).events[0], organizer: null, attendees: [] }).toEqual(there);
});

describe("a cancellation", () => {
  const attendee = { name: "Rosa Quispe", address: "rosa.quispe@liceo.example", partstat: "ACCEPTED", rsvp: false } as const;

  test("of the event", () => {
    const file = mail({ method: "CANCEL", attendee, event: calendarEvent({ status: "cancelled", sequence: 3 }), comment: "Se suspende por\r\nalerta de tsunami." });
    const [first, ...others] = readWithAll(file);
    expect(first?.method).toBe("CANCEL");
    expect(first?.events[0]).toMatchObject({ status: "CANCELLED", sequence: 3, summary: "CANCELADO: Sesión territorial de noviembre" });
    expect(first?.events[0]?.description).toMatch(/^Se suspende por\nalerta de tsunami\.\n\nSesión territorial\n/);
    for (const other of others) expect(other).toEqual(first);
    expect(file).toContain("\r\nCOMMENT:Se suspende por\\nalerta de tsunami.\r\n");
  });

  test("for one person of an event that takes place", () => {
    const [event] = readWithIcalJs(mail({ method: "CANCEL", attendee })).events;
    expect(event).toMatchObject({ status: "CANCELLED", summary: "Sesión territorial de noviembre" });
  });
});

test.each(["NEEDS-ACTION", "ACCEPTED", "DECLINED", "TENTATIVE"] as const)("an answer already given is said: %s", (partstat) => {
  for (const { events } of readWithAll(mail({ attendee: { name: "Rosa", address: "rosa@liceo.example", partstat, rsvp: false } }))) {
    expect(events[0]?.attendees).toEqual([{ name: "Rosa", address: "rosa@liceo.example", role: "REQ-PARTICIPANT", partstat, rsvp: false }]);
  }
});

test("one METHOD, one ATTENDEE, one ORGANIZER, no alarm, no zone", () => {
  const file = mail();
  for (const name of ["METHOD", "ATTENDEE", "ORGANIZER", "BEGIN:VEVENT", "UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED"]) {
    expect(file.match(new RegExp(`\\r\\n${name}[;:\\r]`, "g")), name).toHaveLength(1);
  }
  expect(file).not.toMatch(/VALARM|TZID|COMMENT/);
  expect(file).toContain("\r\nDTSTART:20261205T213000Z\r\nDTEND:20261205T230000Z\r\n");
});

test("the same invitation is the same bytes", () => {
  expect(mail()).toBe(mail());
});

test("names that hold quotes, semicolons, colons, commas and line ends are told alike, and inject nothing", () => {
  const name = 'Pérez; "Juanito":\r\nATTENDEE:mailto:v@x.cl, ^n Ñu\u0000ñez';
  const [first, ...others] = readWithAll(
    mail({ organizer: { name, address: "reuniones@nodos.example" }, attendee: { name, address: "j@liceo.example", partstat: "ACCEPTED", rsvp: false } }),
  );
  const told = "Pérez, Juanito: ATTENDEE:mailto:v@x.cl, n Ñuñez";
  expect(first?.events[0]?.organizer?.name).toBe(told);
  expect(first?.events[0]?.attendees).toHaveLength(1);
  expect(first?.events[0]?.attendees[0]).toMatchObject({ name: told, address: "j@liceo.example" });
  // ts-ics takes every "mailto:" out of a value, not of a name.
  for (const other of others) expect(other).toEqual(first);
});

test("without a name the address stands alone; an address cannot end the line", () => {
  const file = mail({ organizer: { name: ' "" ', address: "a@b.cl" }, attendee: { name: "", address: "j@liceo.example\r\nX:1,v@x.cl", partstat: "ACCEPTED", rsvp: true } });
  const [event] = readWithIcalJs(file).events;
  expect(event?.organizer).toMatchObject({ name: "a@b.cl", address: "a@b.cl" });
  expect(event?.attendees).toEqual([{ name: null, address: "j@liceo.exampleX1v@x.cl", role: "REQ-PARTICIPANT", partstat: "ACCEPTED", rsvp: true }]);
});
