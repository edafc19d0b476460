/**
 * Dates in Spanish, for people. The words are written here, not taken from the runtime's locale data, so that pages, mails and calendars are the
 * same bytes on every machine. A `when` is an instant ("2026-12-05T21:30:00.000Z", told in `zone`), or a wall time or date ("2026-12-05") as it is.
 */
import { instantToWall, MAIN_ZONE, offsetAt, type Zone, zoneHour } from "./zones.ts";

export const MONTHS = ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"] as const;
/** From Sunday, as Date counts them. */
export const WEEKDAYS = ["domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"] as const;

const DAY = 86_400_000;

interface Day {
  /** 2026-12-05 */
  iso: string;
  year: number;
  month: string;
  day: number;
  weekday: string;
  /** 18:30, or "" of a bare date. */
  time: string;
}

function dayOf(when: string, zone: Zone): Day {
  const wall = when.endsWith("Z") ? instantToWall(when, zone) : when;
  const iso = wall.slice(0, 10);
  const date = new Date(`${iso}T00:00:00.000Z`);
  if (Number.isNaN(date.getTime())) throw new RangeError(`not a date: ${when}`);
  return {
    iso,
    year: date.getUTCFullYear(),
    month: MONTHS[date.getUTCMonth()] ?? "",
    day: date.getUTCDate(),
    weekday: WEEKDAYS[date.getUTCDay()] ?? "",
    time: wall.slice(11, 16),
  };
}

/** «2026-12-05», the day it is in the zone. */
export function isoDate(when: string, zone: Zone = MAIN_ZONE): string {
  return dayOf(when, zone).iso;
}

/** «sábado 5 de diciembre de 2026» */
export function longDate(when: string, zone: Zone = MAIN_ZONE): string {
  const { weekday, day, month, year } = dayOf(when, zone);
  return `${weekday} ${day} de ${month} de ${year}`;
}

/** «18:30 h» */
export function time(when: string, zone: Zone = MAIN_ZONE): string {
  return `${dayOf(when, zone).time} h`;
}

/** «sábado 5 de diciembre de 2026, 18:30 h» */
export function longDateTime(when: string, zone: Zone = MAIN_ZONE): string {
  return `${longDate(when, zone)}, ${time(when, zone)}`;
}

/** «sáb 5 dic 2026» */
export function shortDate(when: string, zone: Zone = MAIN_ZONE): string {
  const { weekday, day, month, year } = dayOf(when, zone);
  return `${weekday.slice(0, 3)} ${day} ${month.slice(0, 3)} ${year}`;
}

/** «diciembre de 2026»; of an instant, a date, or a month ("2026-12"). */
export function monthTitle(when: string, zone: Zone = MAIN_ZONE): string {
  const { month, year } = dayOf(/^\d{4}-\d\d$/.test(when) ? `${when}-01` : when, zone);
  return `${month} de ${year}`;
}

/** «18:30 a 20:00 h»; an end at midnight is «24:00». */
export function timeRange(starts: string, ends: string, zone: Zone = MAIN_ZONE): string {
  const from = dayOf(starts, zone).time;
  const to = dayOf(ends, zone).time;
  if (from === to && dayOf(starts, zone).iso === dayOf(ends, zone).iso) return `${from} h`;
  return `${from} a ${to === "00:00" ? "24:00" : to} h`;
}

export interface EventTimes {
  starts_at: string;
  ends_at: string;
  zone: Zone;
  /** A date to know: no hours. */
  all_day?: boolean;
}

/** First and last day; an end at midnight belongs to the day before. */
function spanOf({ starts_at, ends_at, zone }: EventTimes): { first: Day; last: Day } {
  const first = dayOf(starts_at, zone);
  const end = dayOf(ends_at, zone);
  const last = end.time === "00:00" && ends_at > starts_at ? dayOf(addDays(end.iso, -1), zone) : end;
  return { first, last: last.iso < first.iso ? first : last };
}

/** First and last day of an event in its own zone, as ISO dates: the days on which a calendar shows it. */
export function eventDays(event: EventTimes): { first: string; last: string } {
  const { first, last } = spanOf(event);
  return { first: first.iso, last: last.iso };
}

/**
 * When it is, in one line: «sábado 5 de diciembre de 2026, 18:30 a 20:00 h (hora de Magallanes)».
 * The zone is named where it is not the reader's; a reader of unknown zone is taken to be on the mainland.
 */
export function eventWhen(event: EventTimes, { readerZone = MAIN_ZONE }: { readerZone?: Zone } = {}): string {
  const { starts_at, ends_at, zone } = event;
  const { first, last } = spanOf(event);
  const named = zone === readerZone ? "" : ` (${zoneHour(zone)})`;
  if (first.iso === last.iso) {
    if (event.all_day) return longDate(first.iso);
    return `${longDate(first.iso)}, ${timeRange(starts_at, ends_at, zone)}${named}`;
  }
  if (event.all_day) return `del ${withoutRepetition(first, last)} al ${longDate(last.iso)}`;
  return `del ${longDateTime(starts_at, zone)}, al ${longDateTime(ends_at, zone)}${named}`;
}

/** «viernes 4», «lunes 30 de noviembre»: month and year only where the last day has others. */
function withoutRepetition(first: Day, last: Day): string {
  if (first.year !== last.year) return longDate(first.iso);
  return `${first.weekday} ${first.day}${first.month === last.month ? "" : ` de ${first.month}`}`;
}

export interface DateBlock {
  weekday: string;
  day: string;
  month: string;
  time?: string;
  zone?: string;
  year?: string;
  dateTime: string;
}

/**
 * The parts of the date block: «sáb», «5» (or «4–6»), «dic», «18:30»; the zone («hora de Magallanes») only where it is not the reader's, the year only
 * where it is not that of `now` (without `now`, always). `dateTime` is for machines: "2026-12-05T18:30-03:00".
 */
export function dateBlockParts(event: EventTimes, { readerZone = MAIN_ZONE, now }: { readerZone?: Zone; now?: string } = {}): DateBlock {
  const { first, last } = spanOf(event);
  const sameMonth = first.iso.slice(0, 7) === last.iso.slice(0, 7);
  const thisYear = now !== undefined && isoDate(now, readerZone).slice(0, 4) === String(first.year);
  return {
    weekday: first.weekday.slice(0, 3),
    day: first.iso === last.iso || !sameMonth ? String(first.day) : `${first.day}–${last.day}`,
    month: first.month.slice(0, 3),
    ...(event.all_day ? {} : { time: first.time }),
    ...(event.all_day || event.zone === readerZone ? {} : { zone: zoneHour(event.zone) }),
    ...(thisYear ? {} : { year: String(first.year) }),
    dateTime: event.all_day ? first.iso : `${first.iso}T${first.time}${offsetText(offsetAt(event.starts_at, event.zone))}`,
  };
}

/** -180 -> "-03:00" */
function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** «sábado 5 de diciembre de 2026», «del lunes 21 de junio al viernes 2 de julio de 2027»: a day, or a run of days, given as ISO dates. */
export function daysRange(first: string, last: string): string {
  return first === last ? longDate(first) : `del ${withoutRepetition(dayOf(first, MAIN_ZONE), dayOf(last, MAIN_ZONE))} al ${longDate(last)}`;
}

/** "2026-12-05", 1 -> "2026-12-06" */
export function addDays(isoDay: string, days: number): string {
  return new Date(Date.parse(`${isoDay}T00:00:00.000Z`) + days * DAY).toISOString().slice(0, 10);
}

/** «hoy», «mañana», «ayer», «en 3 días», «hace 2 semanas», «en 4 meses», «hace 2 años»: by days of the calendar in the zone, not by hours. */
export function relativeDay(when: string, now: string, zone: Zone = MAIN_ZONE): string {
  const days = Math.round((Date.parse(isoDate(when, zone)) - Date.parse(isoDate(now, zone))) / DAY);
  if (days === 0) return "hoy";
  if (days === 1) return "mañana";
  if (days === -1) return "ayer";
  const distance = Math.abs(days);
  return days > 0 ? `en ${span(distance)}` : `hace ${span(distance)}`;
}

function span(days: number): string {
  if (days < 14) return `${days} días`;
  if (days < 61) return `${Math.floor(days / 7)} semanas`;
  if (days < 731) return `${Math.floor(days / 30.44)} meses`;
  return `${Math.floor(days / 365.25)} años`;
}

/** «1 hora y 30 minutos», «2 horas», «45 minutos». */
export function durationWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const parts = [hours === 0 ? "" : hours === 1 ? "1 hora" : `${hours} horas`, rest === 0 && hours > 0 ? "" : rest === 1 ? "1 minuto" : `${rest} minutos`];
  return parts.filter((part) => part !== "").join(" y ");
}
