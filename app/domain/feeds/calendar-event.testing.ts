/** A meeting for tests of calendars: everything filled in, nothing remarkable. */
import type { CalendarEvent } from "./calendar-event.ts";

export function calendarEvent(changes: Partial<CalendarEvent> = {}): CalendarEvent {
  return {
    id: "0193a1f0-0000-7000-8000-000000000001",
    host: "nodos.example",
    sequence: 0,
    status: "published",
    title: "Sesión territorial de noviembre",
    kindLabel: "Sesión territorial",
    description: "Conecta, conoce, comparte y construye.",
    starts_at: "2026-12-05T21:30:00.000Z",
    ends_at: "2026-12-05T23:00:00.000Z",
    zone: "America/Santiago",
    location: { name: "Liceo Industrial", address: "Av. Brasil 123", comuna: "Antofagasta", lat: -23.65, lon: -70.4 },
    online_url: "https://reunion.example/abc",
    url: "https://nodos.example/eventos/0193a1f0-0000-7000-8000-000000000001",
    created_at: "2026-11-01T12:00:00.000Z",
    updated_at: "2026-11-03T12:00:00.000Z",
    stamp: "2026-11-02T12:00:00.000Z",
    ...changes,
  };
}
