/** What an edit would change that people promised to: told before it is saved, for each of them gets a mail about it. */
import { type EventInput, isAllDay, timesOf } from "#app/domain/events/event.ts";
import type { EventDetail } from "#app/domain/events/event-rows.ts";

type Promised = Pick<EventDetail, "kind" | "starts_local" | "ends_local" | "zone" | "host_establishment_id" | "address" | "comuna_code" | "online_url">;

export type PromisedPart = "when" | "where" | "link";

/** The parts of the promise that `input` changes. Empty where it only mends words. */
export function promisedParts(event: Promised, input: EventInput): PromisedPart[] {
  const result = timesOf(input, isAllDay(input.kind));
  const times = result.ok ? result.times : null;
  const when = !times || times.starts_local !== event.starts_local || times.ends_local !== event.ends_local || input.zone !== event.zone;
  const where = input.host_establishment_id !== event.host_establishment_id || input.address !== event.address || input.comuna_code !== event.comuna_code;
  const link = input.online_url !== event.online_url;
  return [when && "when", where && "where", link && "link"].filter((part): part is PromisedPart => part !== false);
}

/** What was said yes to: another change asks again. */
export function promiseKey(input: EventInput): string {
  const { date, start_time, end_date, end_time, zone, host_establishment_id, address, comuna_code, online_url } = input;
  return JSON.stringify([date, start_time, end_date, end_time, zone, host_establishment_id, address, comuna_code, online_url]);
}

const PARTS: Record<PromisedPart, string> = { when: "la fecha o la hora", where: "el lugar", link: "el enlace" };

/** «Cambiar la fecha o la hora y el lugar avisará a 48 personas» */
export function changeSentence(parts: PromisedPart[], mails: number): string {
  const words = parts.map((part) => PARTS[part]);
  const last = words.pop() ?? "";
  const what = words.length > 0 ? `${words.join(", ")} y ${last}` : last;
  return `Cambiar ${what} avisará a ${mails === 1 ? "1 persona" : `${mails} personas`}`;
}
