/** The circles of the example network: who governs which node, with seats held, shared, vacant and ending, and what came before. */
import { CircleInput } from "#app/domain/circles/circle.ts";
import { listRoles } from "#app/domain/circles/circles.repo.server.ts";
import { addMember, createCircle, type Place } from "#app/domain/circles/circles.server.ts";
import { type Named, nameDirectly } from "#app/domain/circles/roles.server.ts";
import type { Actor, Ctx } from "#app/domain/context.ts";
import { EventInput } from "#app/domain/events/event.ts";
import { createDraft, publishEvent, setAudience } from "#app/domain/events/scheduling.server.ts";
import { loadActor } from "#app/domain/identity/sessions.server.ts";
import { addDays } from "#app/i18n/dates.ts";
import { newId } from "./ids.ts";
import { CIRCLES, GENERAL, type SeatSeed, type SeededCircle } from "./seed-circles-cast.ts";
import type { SeededNetwork } from "./seed-meetings.ts";

const BEGAN = 190; // days ago
const SEATS_FROM = 180;

/** Ids of the circles, by name. */
export type SeededCircles = Map<string, string>;

interface Stage {
  network: SeededNetwork;
  /** As administration, some days ago. */
  ago: (days: number) => Ctx & { actor: Actor };
  circles: SeededCircles;
}

export async function seedCircles(network: SeededNetwork, today: string, ctxAt: (days: number) => Ctx): Promise<SeededCircles> {
  const admin = await loadActor(ctxAt(0).db, personId(network, "Antonia Sepúlveda Rojas"));
  if (!admin) throw new Error("the example network has no administration");
  const stage: Stage = { network, ago: (days) => ({ ...ctxAt(days), actor: admin }), circles: new Map() };
  await seedCircle(stage, GENERAL, { general: true });
  for (const circle of CIRCLES) {
    const nodeId = network.nodes.get(circle.node ?? "") ?? "";
    const { slug } = await ctxAt(0).db.selectFrom("nodes").select("slug").where("id", "=", nodeId).executeTakeFirstOrThrow();
    await seedCircle(stage, circle, { node: slug });
  }
  await seedCircleMeetings(stage, today, ctxAt);
  return stage.circles;
}

async function seedCircle(stage: Stage, circle: SeededCircle, place: Place): Promise<void> {
  const input = CircleInput.parse({ quorum: 60, method: "consent", logbook: "public", ...circle.form });
  const { id } = await createCircle(stage.ago(BEGAN), place, input);
  stage.circles.set(input.name, id);
  for (const name of circle.members) await addMember(stage.ago(SEATS_FROM + 5), id, personId(stage.network, name));
  const roles = await listRoles(stage.ago(0).db, id);
  for (const seat of circle.seats) {
    const roleId = roles.find((role) => role.key === seat.role)?.id ?? "";
    await fillSeat(stage, id, roleId, seat);
  }
  for (const below of circle.below ?? []) await seedCircle(stage, below, { parent: id });
}

async function fillSeat(stage: Stage, circleId: string, roleId: string, seat: SeatSeed): Promise<void> {
  const who: Named = seat.external ? { externalName: seat.external[0], externalOrganisation: seat.external[1] } : { personId: personId(stage.network, seat.person ?? "") };
  const from = stage.ago(seat.daysAgo ?? SEATS_FROM);
  const { id } = await nameDirectly(from, circleId, roleId, who, { shared: seat.shared ?? false });
  if (seat.endsIn === undefined) return;
  const ends_at = stage.ago(-seat.endsIn).now;
  await from.db.updateTable("role_terms").set({ ends_at }).where("id", "=", id).execute();
}

/** One circle met three weeks ago and meets again soon; another met half a year ago; the rest never did. */
async function seedCircleMeetings(stage: Stage, today: string, ctxAt: (days: number) => Ctx): Promise<void> {
  const electricity = { node: "Electricidad", circle: "Círculo de Electricidad", by: "Camilo Huenchumilla Soto" };
  await seedMeeting(stage, ctxAt(35), { ...electricity, date: weekday(addDays(today, -21)), title: "Reunión del círculo: calendario del segundo semestre" });
  await seedMeeting(stage, ctxAt(6), { ...electricity, date: weekday(addDays(today, 12)), title: "Reunión del círculo: lo que viene en 2027" });
  const inti = { node: "Inti Red", circle: "Círculo de Inti Red", by: "Rosa Quispe Choque" };
  await seedMeeting(stage, ctxAt(175), { ...inti, date: weekday(addDays(today, -150)), title: "Primera reunión del círculo" });
}

async function seedMeeting(stage: Stage, ctx: Ctx, meeting: { node: string; circle: string; by: string; date: string; title: string }): Promise<void> {
  const actor = await loadActor(ctx.db, personId(stage.network, meeting.by));
  const circle_id = stage.circles.get(meeting.circle) ?? "";
  const as = { ...ctx, actor };
  const { id } = await createDraft(
    as,
    EventInput.parse({
      id: newId(),
      circle_id,
      title: meeting.title,
      kind: "session",
      node_ids: [stage.network.nodes.get(meeting.node) ?? ""],
      date: meeting.date,
      start_time: "17:00",
      end_time: "18:30",
      zone: "America/Santiago",
      online_url: "https://video.example/circulo",
      description: "Ronda de entrada, roles que terminan, acuerdos por revisar y lo que haya surgido.",
      visibility: "members",
    }),
  );
  await setAudience(as, id, { node_ids: [], counterpart_node_ids: [], circle_ids: [circle_id], person_ids: [], pasted: "" });
  await publishEvent(as, id);
}

/** Never a Saturday or Sunday. */
function weekday(day: string): string {
  const number = new Date(`${day}T12:00:00Z`).getUTCDay();
  return number === 6 ? addDays(day, -1) : number === 0 ? addDays(day, 1) : day;
}

function personId(network: SeededNetwork, name: string): string {
  const person = network.people.find((found) => found.name === name);
  if (!person) throw new Error(`nobody in the cast is called ${name}`);
  return person.id;
}
