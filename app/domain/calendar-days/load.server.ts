/** The load view: what the people and schools whom a meeting calls already have in its week. */
import type { Ctx } from "#app/domain/context.ts";
import { expand, readRules } from "#app/domain/invitations/audience.repo.server.ts";
import { addDays } from "#app/i18n/dates.ts";
import { isZone, MAIN_ZONE, type Zone } from "#app/i18n/zones.ts";
import { listSpecialDays } from "./calendar-days.server.ts";
import { type CalledOne, type HeldInvitation, listHeldInvitations, listInvited, listOtherMeetings, listSchools, type OtherMeeting, type Span } from "./load.repo.server.ts";
import { isYearEnd, type SpecialDay, specialOn } from "./school-day.ts";

export interface LoadSubject {
  id: string;
  status: string;
  all_day: boolean;
  starts_local: string;
  nodeIds: readonly string[];
  region_code: string | null;
}

export interface MeetingLoad {
  /** null: not for the viewer to know; shown as «otra reunión». */
  id: string | null;
  title: string | null;
  milestone: boolean;
  starts_local: string;
  ends_local: string;
  starts_at: string;
  ends_at: string;
  zone: Zone;
  /** How many of those whom we call are called there, and of how many of our schools. */
  people: number;
  schools: number;
}

export interface DayLoad {
  day: string;
  /** The day for which our meeting is planned. */
  own: boolean;
  special: SpecialDay[];
  meetings: MeetingLoad[];
  /** Of ours, who has something that day; each counted once. */
  people: number;
  schools: number;
}

export interface WeekLoad {
  monday: string;
  /** What lasts all week; the days only say what is theirs. */
  allWeek: SpecialDay[];
  days: DayLoad[];
  /** Whom we call. */
  called: { people: number; schools: number };
  busiest: { name: string; slug: string; meetings: number }[];
  /** Heads of schools among ours with two meetings or more that week. */
  heads: { name: string; meetings: number }[];
  yearEnd: boolean;
}

const BUSIEST_SHOWN = 8;
const MANY_FOR_A_HEAD = 2;

/** The Monday of the week of a day. */
export function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, -((weekday + 6) % 7));
}

interface Called {
  all: CalledOne[];
  persons: Set<string | null>;
  addresses: Set<string>;
  schools: Set<string>;
}

async function calledBy(ctx: Ctx, event: LoadSubject): Promise<Called> {
  const all = event.all_day ? [] : event.status === "draft" ? await expand(ctx.db, await readRules(ctx.db, event.id), ctx.now) : await listInvited(ctx.db, event.id);
  return {
    all,
    persons: new Set(all.flatMap((one) => (one.person_id ? [one.person_id] : []))),
    addresses: new Set(all.map((one) => one.email)),
    schools: new Set(all.flatMap((one) => (one.establishment_id ? [one.establishment_id] : []))),
  };
}

interface Touch {
  meeting: OtherMeeting;
  persons: Set<string>;
  schools: Set<string>;
}

/** Meetings of those days that touch somebody of ours, or are dates to know. Two queries. */
async function touching(ctx: Ctx, event: LoadSubject, called: Called, spans: readonly Span[]): Promise<{ touches: Touch[]; held: HeldInvitation[] }> {
  const meetings = await listOtherMeetings(ctx.db, ctx.actor, ctx.now, spans, event);
  const all = await listHeldInvitations(
    ctx.db,
    meetings.filter((one) => one.kind !== "milestone").map((one) => one.id),
  );
  const byEvent = new Map<string, Touch>(meetings.map((meeting) => [meeting.id, { meeting, persons: new Set(), schools: new Set() }]));
  const held = all.filter((one) => (one.person_id !== null && called.persons.has(one.person_id)) || called.addresses.has(one.email));
  for (const one of held) byEvent.get(one.event_id)?.persons.add(one.person_id ?? one.email);
  for (const one of all) if (one.establishment_id && called.schools.has(one.establishment_id)) byEvent.get(one.event_id)?.schools.add(one.establishment_id);
  for (const { meeting, schools } of byEvent.values())
    if (meeting.host_establishment_id && called.schools.has(meeting.host_establishment_id)) schools.add(meeting.host_establishment_id);
  return { touches: [...byEvent.values()].filter((one) => one.meeting.kind === "milestone" || one.persons.size + one.schools.size > 0), held };
}

/** At most seven queries, whatever the size. */
export async function readWeekLoad(ctx: Ctx, event: LoadSubject, day: string): Promise<WeekLoad> {
  const monday = mondayOf(day);
  const sunday = addDays(monday, 6);
  const called = await calledBy(ctx, event);
  const { touches, held } = await touching(ctx, event, called, [{ from: monday, to: sunday }]);
  const schools = await listSchools(ctx.db, [...called.schools]);
  const special = await listSpecialDays(ctx.db, monday, sunday, regionsOf(event, schools));
  const ownDay = event.starts_local.slice(0, 10);
  const allWeek = special.filter((one) => one.day <= monday && one.last >= sunday);
  const ofDays = special.filter((one) => !allWeek.includes(one));
  const days = Array.from({ length: 7 }, (_, n) => dayLoad(addDays(monday, n), ownDay, touches, ofDays));
  return {
    monday,
    allWeek,
    days,
    called: { people: called.all.length, schools: called.schools.size },
    busiest: busiestOf(touches, schools),
    heads: headsOf(held),
    yearEnd: isYearEnd(sunday) || isYearEnd(monday),
  };
}

const regionsOf = (event: LoadSubject, schools: { region_code: string | null }[]): string[] => [
  ...new Set([event.region_code, ...schools.map((school) => school.region_code)].filter((code): code is string => code !== null)),
];

const isOn = ({ meeting }: Touch, day: string): boolean => meeting.starts_local.slice(0, 10) <= day && day <= meeting.ends_local.slice(0, 10);

function dayLoad(day: string, ownDay: string, touches: Touch[], special: SpecialDay[]): DayLoad {
  const there = touches.filter((one) => isOn(one, day));
  return {
    day,
    own: day === ownDay,
    special: specialOn(special, day),
    meetings: there.map(meetingLoad),
    people: new Set(there.flatMap((one) => [...one.persons])).size,
    schools: new Set(there.flatMap((one) => [...one.schools])).size,
  };
}

function meetingLoad({ meeting, persons, schools }: Touch): MeetingLoad {
  const { id, title, kind, starts_local, ends_local, starts_at, ends_at, zone, visible } = meeting;
  const known = visible === 1;
  return {
    id: known ? id : null,
    title: known ? title : null,
    milestone: kind === "milestone",
    starts_local,
    ends_local,
    starts_at,
    ends_at,
    zone: isZone(zone) ? zone : MAIN_ZONE,
    people: persons.size,
    schools: schools.size,
  };
}

function busiestOf(touches: Touch[], schools: { id: string; name: string; slug: string }[]): WeekLoad["busiest"] {
  return schools
    .map(({ id, name, slug }) => ({ name, slug, meetings: touches.filter((one) => one.schools.has(id)).length }))
    .filter((one) => one.meetings > 0)
    .sort((a, b) => b.meetings - a.meetings || (a.name < b.name ? -1 : 1))
    .slice(0, BUSIEST_SHOWN);
}

function headsOf(held: HeldInvitation[]): WeekLoad["heads"] {
  const heads = new Map<string, { name: string; meetings: number }>();
  for (const one of held) {
    if (one.position !== "head" || !one.person_id) continue;
    const known = heads.get(one.person_id) ?? { name: one.name, meetings: 0 };
    heads.set(one.person_id, { ...known, meetings: known.meetings + 1 });
  }
  return [...heads.values()].filter((one) => one.meetings >= MANY_FOR_A_HEAD).sort((a, b) => b.meetings - a.meetings || (a.name < b.name ? -1 : 1));
}

export interface SlotLoad {
  /** Of ours: busy at that very time, and that day at all. */
  people: number;
  peopleThatDay: number;
  meetingsThatDay: number;
  special: SpecialDay[];
}

/** What stands against each of some proposed times; of regional holidays, those where the meeting is. At most seven queries for all of them. */
export async function readSlotLoads(
  ctx: Ctx,
  event: LoadSubject,
  slots: readonly { starts_local: string; ends_local: string; starts_at: string; ends_at: string }[],
): Promise<SlotLoad[]> {
  if (slots.length === 0) return [];
  const called = await calledBy(ctx, event);
  const spans = slots.map((slot) => ({ from: slot.starts_local.slice(0, 10), to: slot.ends_local.slice(0, 10) }));
  const { touches } = await touching(ctx, event, called, spans);
  const days = spans.flatMap(({ from, to }) => [from, to]).sort();
  const special = await listSpecialDays(ctx.db, days[0] ?? "", days.at(-1) ?? "", event.region_code);
  const counted = (some: Touch[]) => new Set(some.flatMap((one) => [...one.persons])).size;
  return slots.map((slot, n) => {
    const day = spans[n]?.from ?? "";
    const thatDay = touches.filter((one) => one.meeting.kind !== "milestone" && isOn(one, day));
    const thatTime = thatDay.filter((one) => one.meeting.starts_at < slot.ends_at && one.meeting.ends_at > slot.starts_at);
    return { people: counted(thatTime), peopleThatDay: counted(thatDay), meetingsThatDay: thatDay.length, special: specialOn(special, day) };
  });
}
