/** The logbook of the example network: agreements in every state, one that changed twice, and minutes that sent a decision to it. */
import type { Actor, Ctx } from "#app/domain/context.ts";
import { loadActor } from "#app/domain/identity/sessions.server.ts";
import { adoptAgreement } from "#app/domain/logbook/logbook.server.ts";
import { endAgreement } from "#app/domain/logbook/reviewing.server.ts";
import { bringBackReviews } from "#app/domain/logbook/reviews.server.ts";
import { findMinutes } from "#app/domain/minutes/minutes.repo.server.ts";
import { beginMinutes, publishMinutes, saveMinutes } from "#app/domain/minutes/minutes.server.ts";
import { addDays } from "#app/i18n/dates.ts";
import { newId } from "./ids.ts";
import type { SeededCircles } from "./seed-circles.ts";
import { AGREEMENTS, type AgreementSeed, SOLAR_TEAM_ENDED } from "./seed-logbook-words.ts";
import type { SeededNetwork } from "./seed-meetings.ts";

type CtxAt = (days: number) => Ctx;

/** In the order of their days, so that numbers follow time. */
export async function seedLogbook(network: SeededNetwork, circles: SeededCircles, today: string, ctxAt: CtxAt): Promise<void> {
  const byTitle = new Map<string, string>();
  for (const agreement of AGREEMENTS) byTitle.set(agreement.title, await adopt(agreement, { network, circles, today, ctxAt, byTitle }));
  const actor = await somebody(ctxAt(12), network, "Antonia Sepúlveda Rojas");
  await endAgreement({ ...ctxAt(12), actor }, byTitle.get(SOLAR_TEAM_ENDED.title) ?? "", { reason: SOLAR_TEAM_ENDED.reason });
  await seedCircleMinutes(network, circles, ctxAt);
  await bringBackReviews(ctxAt(0));
}

interface Stage {
  network: SeededNetwork;
  circles: SeededCircles;
  today: string;
  ctxAt: CtxAt;
  byTitle: Map<string, string>;
}

async function adopt(seed: AgreementSeed, { network, circles, today, ctxAt, byTitle }: Stage): Promise<string> {
  const ctx = ctxAt(seed.daysAgo);
  const circleId = circles.get(seed.circle) ?? "";
  const circle = await ctx.db.selectFrom("circles").select("node_id").where("id", "=", circleId).executeTakeFirstOrThrow();
  const role = seed.role ? await ctx.db.selectFrom("circle_roles").select("id").where("circle_id", "=", circleId).where("key", "=", seed.role).executeTakeFirstOrThrow() : null;
  const { id } = await adoptAgreement(ctx, {
    circleId,
    nodeId: circle.node_id,
    kind: seed.kind,
    title: seed.title,
    driver: seed.driver,
    bodyMd: seed.body,
    roleId: role?.id ?? null,
    ownerPersonId: seed.owner ? personId(network, seed.owner) : null,
    adoptedBy: personId(network, seed.by),
    reviewOn: addDays(today, seed.reviewIn),
    expiresOn: seed.expiresIn === undefined ? null : addDays(today, seed.expiresIn),
    supersedes: seed.replaces ? (byTitle.get(seed.replaces) ?? null) : null,
  });
  return id;
}

/** The meeting of the circle three weeks ago left two tasks and a decision. */
async function seedCircleMinutes(network: SeededNetwork, circles: SeededCircles, ctxAt: CtxAt): Promise<void> {
  const ctx = ctxAt(17);
  const meetings = ctx.db
    .selectFrom("events")
    .select(["id", "starts_at"])
    .where("circle_id", "=", circles.get("Círculo de Electricidad") ?? "");
  const meeting = await meetings.where("starts_at", "<", ctx.now).orderBy("starts_at", "desc").limit(1).executeTakeFirst();
  if (!meeting) return;
  const as = { ...ctx, actor: await somebody(ctx, network, "Camilo Huenchumilla Soto") };
  await beginMinutes(as, meeting.id);
  const due = (days: number) => addDays(meeting.starts_at.slice(0, 10), days);
  const agreed = { partId: null, drop: false };
  await saveMinutes(
    as,
    meeting.id,
    [],
    [
      { ...agreed, id: newId(), what: "Las reuniones del círculo son el primer jueves de cada mes, de 17:00 a 18:30 h", who: "Loreto Hormazábal Cid", due: null, logbook: true },
      { ...agreed, id: newId(), what: "Enviar el calendario de sesiones a los liceos", who: "Felipe Toro Quezada", due: due(7) },
      { ...agreed, id: newId(), what: "Pedir presupuesto para los guantes dieléctricos", who: "Óscar Neira Fuentealba", due: due(45) },
    ],
  );
  const minutes = await findMinutes(ctx.db, meeting.id);
  await publishMinutes(as, meeting.id, { revision: minutes?.revision ?? 0, note: "", sentTo: "" });
}

async function somebody(ctx: Ctx, network: SeededNetwork, name: string): Promise<Actor> {
  const actor = await loadActor(ctx.db, personId(network, name));
  if (!actor) throw new Error(`${name} cannot enter`);
  return actor;
}

function personId(network: SeededNetwork, name: string): string {
  const person = network.people.find((found) => found.name === name);
  if (!person) throw new Error(`nobody in the cast is called ${name}`);
  return person.id;
}
