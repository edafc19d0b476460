/** A meeting as its form shows it: fresh, stored, or copied to another day. */
import type { EventFormValues, HostSchool } from "#app/components/event-form.tsx";
import { sameWeekdayAhead, suggestedDay } from "#app/components/event-words.ts";
import type { EventDetail } from "#app/domain/events/event-rows.ts";
import { formOf } from "#app/domain/series/series.ts";
import { addDays } from "#app/i18n/dates.ts";
import type { Zone } from "#app/i18n/zones.ts";

/** Sensible beginnings: a weekday in a week or so, in the afternoon, for people with an account. */
export function freshValues(id: string, nodeIds: string[], zone: Zone, now: string): EventFormValues {
  return {
    id,
    title: "",
    kind: "session",
    circle_id: "",
    node_ids: nodeIds,
    date: suggestedDay(now, zone),
    start_time: "15:00",
    end_date: "",
    end_time: "16:30",
    zone,
    host_establishment_id: "",
    address: "",
    comuna_code: "",
    online_url: "",
    description: "",
    capacity: null,
    online_capacity: null,
    visibility: "members",
    ...formOf(null),
  };
}

type Stored = Pick<
  EventDetail,
  | "id"
  | "title"
  | "kind"
  | "nodeIds"
  | "circle_id"
  | "starts_local"
  | "ends_local"
  | "all_day"
  | "zone"
  | "host_establishment_id"
  | "address"
  | "comuna_code"
  | "online_url"
  | "description_md"
  | "capacity"
  | "online_capacity"
  | "visibility"
>;

export function storedValues(event: Stored): EventFormValues {
  const [date = "", start = ""] = event.starts_local.split("T");
  const [endDate = "", end = ""] = event.ends_local.split("T");
  return {
    id: event.id,
    title: event.title,
    kind: event.kind,
    circle_id: event.circle_id ?? "",
    node_ids: event.nodeIds,
    date,
    start_time: event.all_day ? "" : start,
    end_date: endDate === date ? "" : endDate,
    end_time: event.all_day ? "" : end,
    zone: event.zone,
    host_establishment_id: event.host_establishment_id ?? "",
    address: event.address ?? "",
    comuna_code: event.comuna_code ?? "",
    online_url: event.online_url ?? "",
    description: event.description_md,
    capacity: event.capacity,
    online_capacity: event.online_capacity,
    visibility: event.visibility,
  };
}

/** Everything again, on the same weekday and hour, a week ahead or more; as many days long. */
export function copiedValues(event: Stored, id: string, now: string): EventFormValues {
  const values = storedValues(event);
  const date = sameWeekdayAhead(values.date, now, event.zone);
  const days = values.end_date === "" ? 0 : Math.round((Date.parse(values.end_date) - Date.parse(values.date)) / 86_400_000);
  return { ...values, ...formOf(null), id, date, end_date: days === 0 ? "" : addDays(date, days) };
}

export function storedHost(event: Pick<EventDetail, "host_establishment_id" | "host_name" | "comuna_name">): HostSchool | null {
  if (!event.host_establishment_id) return null;
  return { id: event.host_establishment_id, name: event.host_name ?? "", comuna: event.comuna_name ?? "" };
}
