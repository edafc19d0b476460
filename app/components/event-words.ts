/** What pages say of a meeting, in Spanish: pure, so that the sentences can be tested. */
import { addDays } from "#app/i18n/dates.ts";
import { counted } from "#app/i18n/labels.ts";
import { instantToWall, type Zone } from "#app/i18n/zones.ts";

interface Placed {
  host_name: string | null;
  address: string | null;
  comuna_name: string | null;
  online: boolean;
}

/** «Liceo Industrial de Talca, Talca», «Av. Brasil 123, Antofagasta, y en línea», «En línea»; null where nothing is said. */
export function placeLine(event: Placed): string | null {
  const there = placeParts(event).join(", ");
  if (there === "") return event.online ? "En línea" : null;
  return event.online ? `${there}, y en línea` : there;
}

/** Host, address and comuna, without saying the same twice («Liceo Industrial de Talca, Talca» keeps both: one is a name). */
export function placeParts({ host_name, address, comuna_name }: Omit<Placed, "online">): string[] {
  const parts: string[] = [];
  for (const part of [host_name, address, comuna_name]) {
    if (part && !parts.some((earlier) => earlier === part || earlier.endsWith(`, ${part}`))) parts.push(part);
  }
  return parts;
}

interface Attended {
  kind: string;
  status: string;
  capacity: number | null;
  seats_taken: number;
  yes_count: number;
  both?: boolean;
  yes_online?: number;
  online_capacity?: number | null;
  online_taken?: number;
  yes_schools: number;
  came_people: number;
  came_schools: number;
  ends_at: string;
}

const schools = (count: number) => counted(count, "establecimiento", "establecimientos");

/** «Van 32 de 50; 11 establecimientos», «Vinieron 41 personas de 12 establecimientos»; null where there is nothing to say yet. */
export function whoComes(event: Attended, now: string): string | null {
  if (event.kind === "milestone" || event.status === "draft") return null;
  if (event.ends_at <= now) return whoCame(event);
  if (event.status === "cancelled" || event.yes_count === 0) return null;
  const verb = event.yes_count === 1 ? "Va" : "Van";
  if (event.both) return `${bothWays(event, verb)}${event.yes_schools > 0 ? `; ${schools(event.yes_schools)}` : ""}`;
  const people = event.capacity === null ? counted(event.yes_count, "persona", "personas") : `${event.yes_count} de ${event.capacity}`;
  return `${verb} ${people}${event.yes_schools > 0 ? `; ${schools(event.yes_schools)}` : ""}`;
}

/** «Van 32 de 50 en persona y 14 en línea» */
function bothWays(event: Attended, verb: string): string {
  const online = event.yes_online ?? 0;
  const of = (count: number, capacity: number | null | undefined) => (capacity ? `${count} de ${capacity}` : String(count));
  const ways = [event.yes_count - online > 0 && `${of(event.yes_count - online, event.capacity)} en persona`, online > 0 && `${of(online, event.online_capacity)} en línea`].filter(
    Boolean,
  );
  return `${verb} ${ways.join(" y ")}`;
}

function whoCame({ came_people, came_schools }: Attended): string | null {
  if (came_people === 0 && came_schools === 0) return null;
  if (came_people === 0) return `${came_schools === 1 ? "Vino" : "Vinieron"} ${schools(came_schools)}`;
  const people = `${came_people === 1 ? "Vino" : "Vinieron"} ${counted(came_people, "persona", "personas")}`;
  return came_schools > 0 ? `${people} de ${schools(came_schools)}` : people;
}

/** «Quedan 3 lugares», «El cupo está completo: hay lista de espera»; null without a limit, or while there is plenty. */
export function seatsLeft(event: Attended, now: string): string | null {
  if (event.capacity === null || event.status !== "published" || event.ends_at <= now) return null;
  const left = event.capacity - event.seats_taken;
  if (event.both) return left <= 0 ? "El cupo en persona está completo" : left <= Math.max(10, event.capacity / 5) ? `${counted(left, "lugar", "lugares")} en persona` : null;
  if (left <= 0) return "El cupo está completo: hay lista de espera";
  if (left === 1) return "Queda 1 lugar";
  return left <= Math.max(10, event.capacity / 5) ? `Quedan ${left} lugares` : null;
}

export type Answer = "yes" | "no" | "maybe";

export const ANSWER_WORDS: Record<Answer, string> = { yes: "Voy", no: "No puedo", maybe: "Aún no sé" };

interface Mine {
  /** Of a meeting held both ways. */
  mode?: string | null;
  answer: string | null;
  previous_answer: string | null;
  seat: string | null;
}

export interface Standing {
  tone: "positive" | "caution" | "neutral";
  /** Two or three words, for a badge. */
  short: string;
  /** A whole sentence, for the page. */
  sentence: string;
}

/** Where the invited person stands, said to them. Null where they have never answered. */
export function myStanding(mine: Mine, position?: number | null): Standing | null {
  if (mine.answer === "yes" && mine.seat === "waiting") {
    const place = position ? ` Tienes el lugar ${position} de la lista.` : "";
    return { tone: "caution", short: "En lista de espera", sentence: `El cupo está completo: quedaste en lista de espera.${place} Si se libera un lugar, te avisamos por correo.` };
  }
  if (mine.answer === "yes" && mine.mode === "online") return { tone: "positive", short: "Te conectas", sentence: "Respondiste que te conectas. ¡Te esperamos!" };
  if (mine.answer === "yes" && mine.mode === "in_person") return { tone: "positive", short: "Vas en persona", sentence: "Respondiste que vas en persona. ¡Te esperamos!" };
  if (mine.answer === "yes") return { tone: "positive", short: "Vas", sentence: "Respondiste que vas. ¡Te esperamos!" };
  if (mine.answer === "no") return { tone: "neutral", short: "No vas", sentence: "Respondiste que no puedes ir." };
  if (mine.answer === "maybe") return { tone: "caution", short: "Aún no sabes", sentence: "Respondiste que aún no sabes. Cuando lo sepas, cuéntanos." };
  if (mine.previous_answer) {
    const said = { yes: "que ibas", no: "que no podías", maybe: "que aún no sabías" }[mine.previous_answer as Answer] ?? "";
    return { tone: "caution", short: "Confirma de nuevo", sentence: `Cambió la fecha o el lugar. Antes habías respondido ${said}: ¿y ahora?` };
  }
  return null;
}

/** What is said right after answering. */
export function answerSaid({ answer, seat, mode, dates = 1, waiting = 0 }: { answer: Answer; seat: string | null; mode?: string | null; dates?: number; waiting?: number }): {
  kind: "ok" | "warn";
  text: string;
} {
  if (dates > 1) return seriesSaid(answer, dates, waiting);
  if (answer === "yes" && seat === "waiting") {
    return { kind: "warn", text: "El cupo está completo: quedaste en lista de espera. Si se libera un lugar, te avisamos por correo." };
  }
  if (answer === "yes") return { kind: "ok", text: `Quedó anotado que ${mode === "online" ? "te conectas" : "vas"}. ¡Te esperamos!` };
  if (answer === "no") return { kind: "ok", text: "Quedó anotado que no puedes ir. Gracias por avisar." };
  return { kind: "ok", text: "Quedó anotado que aún no sabes. Puedes cambiar tu respuesta cuando quieras." };
}

function seriesSaid(answer: Answer, dates: number, waiting: number): { kind: "ok" | "warn"; text: string } {
  const said = { yes: "vas", no: "no puedes ir", maybe: "aún no sabes" }[answer];
  const text = `Quedó anotado que ${said} en las ${dates} fechas.`;
  if (waiting === 0) return { kind: "ok", text: `${text} Puedes cambiar cada una por separado.` };
  return { kind: "warn", text: `${text} En ${waiting === 1 ? "una de ellas el cupo está completo" : `${waiting} de ellas el cupo está completo`}: quedaste en lista de espera.` };
}

interface Timed {
  starts_at: string;
  ends_at: string;
}

export const isOver = (event: Timed, now: string): boolean => event.ends_at <= now;
export const isOn = (event: Timed, now: string): boolean => event.starts_at <= now && now < event.ends_at;

interface Asked extends Timed {
  kind: string;
  status: string;
  online: boolean;
  mine: Mine | null;
}

/** The one thing that is asked of the reader now: what the card's button says. Null where there is nothing to do. */
export function askedNow(event: Asked, now: string): "answer" | "again" | "connect" | "finish" | null {
  if (event.status === "draft") return "finish";
  if (event.status !== "published" || isOver(event, now)) return null;
  const mine = event.mine;
  if (!mine) return null;
  if (mine.answer === null) return mine.previous_answer ? "again" : "answer";
  if (mine.answer === "maybe") return "again";
  return event.online && mine.answer === "yes" && mine.seat !== "waiting" && soon(event, now) ? "connect" : null;
}

const QUARTER = 15 * 60_000;
const soon = (event: Timed, now: string) => Date.parse(event.starts_at) - QUARTER <= Date.parse(now);

const weekdayOf = (isoDay: string) => new Date(`${isoDay}T00:00:00.000Z`).getUTCDay();
const inAWeek = (now: string, zone: Zone) => addDays(instantToWall(now, zone).slice(0, 10), 7);

/** The first weekday a week ahead in the zone: time enough for people to make room, never a Saturday or a Sunday. */
export function suggestedDay(now: string, zone: Zone): string {
  let day = inAWeek(now, zone);
  while (weekdayOf(day) === 0 || weekdayOf(day) === 6) day = addDays(day, 1);
  return day;
}

/** The same weekday as `isoDay`, at least a week ahead: where a copy of a meeting is put. */
export function sameWeekdayAhead(isoDay: string, now: string, zone: Zone): string {
  let day = inAWeek(now, zone);
  while (weekdayOf(day) !== weekdayOf(isoDay)) day = addDays(day, 1);
  return day;
}

const EASTER_ISLAND = "05201";

/** The clock that a place keeps. */
export function zoneOfPlace(regionCode: string | null, comunaCode?: string | null): Zone {
  if (comunaCode === EASTER_ISLAND) return "Pacific/Easter";
  if (regionCode === "11") return "America/Coyhaique";
  return regionCode === "12" ? "America/Punta_Arenas" : "America/Santiago";
}
