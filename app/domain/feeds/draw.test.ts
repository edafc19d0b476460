import { expect, test } from "vitest";
import { calendarEvent } from "./calendar-event.testing.ts";
import { readCalendarPart } from "./draw.ts";
import { imip, single } from "./ical.ts";
import { vtimezone } from "./vtimezone.ts";

test("an invitation is read back, whatever stands in it", () => {
  const event = calendarEvent({ title: `Feria, "TP"; 😀 \\n <b>${"x".repeat(200)}</b>`, sequence: 4 });
  const part = readCalendarPart(
    imip({
      method: "REQUEST",
      event,
      organizer: { name: "Nodos, red", address: "reuniones@nodos.example" },
      attendee: { name: "Rosa Quispe", address: "rosa@liceo.example", partstat: "TENTATIVE", rsvp: true },
      comment: "Cambió la sala",
    }),
  );
  expect(part).toEqual({
    method: "REQUEST",
    uid: `${event.id}@nodos.example`,
    sequence: 4,
    summary: event.title,
    start: event.starts_at,
    end: event.ends_at,
    allDay: false,
    zone: null,
    location: "Liceo Industrial, Av. Brasil 123, Antofagasta",
    description: expect.stringContaining("Conecta, conoce"),
    comment: "Cambió la sala",
    organizer: { name: "Nodos, red", address: "reuniones@nodos.example", partstat: null, rsvp: false },
    attendee: { name: "Rosa Quispe", address: "rosa@liceo.example", partstat: "TENTATIVE", rsvp: true },
    status: "CONFIRMED",
  });
});

test("a file without people, all day or without end", () => {
  expect(readCalendarPart(single(calendarEvent({ all_day: true })))).toMatchObject({
    method: "PUBLISH",
    allDay: true,
    start: "2026-12-05T00:00:00.000Z",
    end: "2026-12-06T00:00:00.000Z",
    organizer: null,
    attendee: null,
  });
  expect(readCalendarPart(single(calendarEvent({ ends_at: "2026-12-05T21:30:00.000Z" })))?.end).toBe("2026-12-05T21:30:00.000Z");
});

test("wall time with a zone is understood", () => {
  const part = readCalendarPart(
    `BEGIN:VCALENDAR\r\n${vtimezone("Pacific/Easter")}BEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=Pacific/Easter:20260705T183000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`,
  );
  expect(part).toMatchObject({ zone: "Pacific/Easter", start: "2026-07-06T00:30:00.000Z", method: null, summary: "", sequence: 0 });
});

test.each(["", "hola", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT"])(
  "what is no calendar part is none: %j",
  (text) => {
    expect(readCalendarPart(text)).toBeNull();
  },
);
