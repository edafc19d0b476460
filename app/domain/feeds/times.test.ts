import { describe, expect, test } from "vitest";
import { CLOCK_CHANGES, changeInstant } from "#app/i18n/chilean-clock.ts";
import { eventWhen, longDateTime } from "#app/i18n/dates.ts";
import { instantToWall, wallToInstant, ZONES } from "#app/i18n/zones.ts";
import { calendarEvent } from "./calendar-event.testing.ts";
import { feed, imip } from "./ical.ts";
import { readWithAll } from "./readers.testing.ts";

/** Every clock change from 2026 to 2036, and in each zone wall times from two days before to two days after it. */
const CHANGES = CLOCK_CHANGES.filter((change) => change.to === null).flatMap((change) => Array.from({ length: 11 }, (_, index) => changeInstant(change, 2026 + index)));
const HOURS = [-48, -24, -6, -3, -2, -1, -0.5, 0, 0.5, 1, 2, 3, 6, 24, 48];

describe.each(ZONES)("in $label, around each clock change from 2026 to 2036", ({ id: zone }) => {
  const events = CHANGES.flatMap((change) =>
    HOURS.map((hours) => {
      const wall = instantToWall(change + hours * 3_600_000, zone);
      const promised = wallToInstant(wall, zone);
      if (!promised.ok) throw new Error(`${wall} was told by a clock`);
      const starts_at = promised.instant;
      const ends_at = new Date(Date.parse(starts_at) + 90 * 60_000).toISOString();
      return { wall, event: calendarEvent({ id: `${zone}-${change}-${hours}`, zone, starts_at, ends_at }) };
    }),
  );

  test("page, mail and feed say the same hour", () => {
    const feeds = readWithAll(feed({ name: "x", url: "https://nodos.example", events: events.map(({ event }) => event), refreshMinutes: 60 }));
    const byUid = feeds.map(({ events: read }) => new Map(read.map((event) => [event.uid, event])));
    for (const { wall, event } of events) {
      const hour = `${longDateTime(wall).slice(0, -2)}`;
      expect(eventWhen(event, { readerZone: zone }), wall).toContain(hour);
      const read = byUid.map((map) => map.get(`${event.id}@${event.host}`));
      for (const one of read) expect(one).toMatchObject({ start: event.starts_at, end: event.ends_at });
      expect(instantToWall(read[0]?.start ?? "", zone)).toBe(wall);
    }
  });

  test("the mail's calendar part too", () => {
    for (const { event } of events.filter((_, index) => index % 5 === 0)) {
      const file = imip({
        method: "REQUEST",
        event,
        organizer: { name: "Nodos", address: "reuniones@nodos.example" },
        attendee: { name: "Rosa", address: "rosa@liceo.example", partstat: "NEEDS-ACTION", rsvp: true },
      });
      for (const { events: read } of readWithAll(file)) expect(read[0]).toMatchObject({ start: event.starts_at, end: event.ends_at });
    }
  });
});
