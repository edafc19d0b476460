/** The example network: real institutions, an invented cast, meetings behind and ahead, some of them answered. */
import type { Actor, Ctx, Deployment } from "#app/domain/context.ts";
import { cancelEvent, postponeEvent } from "#app/domain/events/scheduling.server.ts";
import { hashPassword } from "#app/domain/identity/password.server.ts";
import { loadActor } from "#app/domain/identity/sessions.server.ts";
import { answerInvitation } from "#app/domain/invitations/answer.server.ts";
import { rebuildSearch } from "#app/domain/search/rebuild.server.ts";
import { addDays, isoDate } from "#app/i18n/dates.ts";
import type { Db } from "./create.ts";
import { newId } from "./ids.ts";
import { bumpRevision } from "./revision.ts";
import { seedApplications } from "./seed-applications.ts";
import { seedJuries } from "./seed-assessments.ts";
import { seedCalls } from "./seed-calls.ts";
import { seedCast } from "./seed-cast.ts";
import { seedCircles } from "./seed-circles.ts";
import { seedConversation } from "./seed-conversation.ts";
import { seedDigests } from "./seed-digests.ts";
import { seedExperiences } from "./seed-experiences.ts";
import { seedHeldMeeting } from "./seed-held.ts";
import { sayGender, seedInvestiture } from "./seed-investiture.ts";
import { seedLogbook } from "./seed-logbook.ts";
import { type SeededNetwork, seedMeetings } from "./seed-meetings.ts";
import { seedMinutes } from "./seed-minutes.ts";
import { seedEstablishments, seedNodes, seedPastMeetings } from "./seed-network.ts";
import { seedPreparing } from "./seed-preparing.ts";
import { seedProcesses } from "./seed-processes.ts";
import { seedProposals } from "./seed-proposals.ts";
import { seedRepository } from "./seed-repository.ts";
import { seedSeries } from "./seed-series.ts";
import { seedStakeholders } from "./seed-stakeholders.ts";
import { seedTemplates } from "./seed-templates.ts";
import { seedThreads } from "./seed-threads.ts";
import { seedTray } from "./seed-tray.ts";

/** Of the five of the demo, and of the demo only. */
export const DEMO_PASSWORD = "nodos-demo";

/** Fills a migrated database that holds regions and comunas. Calls and answers are dated in the days before `today`. */
export async function seedDemo(db: Db, deployment: Deployment, today: Date): Promise<void> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const daysAgo = (days: number) => new Date(today.getTime() - days * 86_400_000).toISOString();
  const network = await db.transaction().execute(async (tx): Promise<SeededNetwork> => {
    const schools = await seedEstablishments(tx, daysAgo(300));
    const nodes = await seedNodes(tx, schools, daysAgo(300));
    await seedPastMeetings(tx, schools, nodes);
    const people = await seedCast(tx, schools, nodes, passwordHash, daysAgo(200));
    return { schools, nodes, people };
  });
  const ctxAt =
    (days: number) =>
    (actor: Actor | null): Ctx => ({ db, deployment, actor, now: daysAgo(days), wake: () => undefined });
  const circles = await seedCircles(network, isoDate(today.toISOString()), (days) => ctxAt(days)(null));
  const meetings = await seedMeetings(network, isoDate(today.toISOString()), ctxAt(4));
  await answerSome(ctxAt(2));
  const coordinator = network.people.find((person) => person.email === "coordinacion@nodos.example");
  await changeSome(meetings, network, ctxAt(1), await loadActor(db, coordinator?.id ?? ""));
  const held = await seedHeldMeeting(network, isoDate(today.toISOString()), (days) => ctxAt(days)(null));
  await askToJoin(db, network, daysAgo(1));
  const camila = await loadActor(db, coordinator?.id ?? "");
  if (camila) await seedMinutes(held, meetings.get("solar"), (days) => ctxAt(days)(camila));
  if (camila) await seedSeries(network, isoDate(today.toISOString()), { ...ctxAt(1)(camila), actor: camila });
  await seedPreparing(meetings, network, isoDate(today.toISOString()), ctxAt(1));
  await seedTray(ctxAt(1)(null));
  if (camila) await seedTemplates(meetings, { ...ctxAt(1)(camila), actor: camila });
  const mapped = { electricity: network.nodes.get("Electricidad") ?? "", ohiggins: network.nodes.get("Futuro Técnico O'Higgins") ?? "" };
  if (camila) await seedStakeholders(mapped, meetings.get("visita"), isoDate(today.toISOString()), { ...ctxAt(1)(camila), actor: camila });
  await seedLogbook(network, circles, isoDate(today.toISOString()), (days) => ctxAt(days)(null));
  await seedProcesses(network.people, circles, isoDate(today.toISOString()), (days) => ctxAt(days)(null));
  await seedProposals(network.people, circles, isoDate(today.toISOString()), (days) => ctxAt(days)(null));
  await seedInvestiture(ctxAt(1)(null), circles);
  await seedRepository(network, circles, isoDate(today.toISOString()), ctxAt);
  await seedExperiences(network, isoDate(today.toISOString()), ctxAt);
  await seedConversation(ctxAt);
  await seedThreads(network, ctxAt);
  await seedCalls(network, isoDate(today.toISOString()), ctxAt);
  await seedApplications((actor, now) => ({ db, deployment, actor, now, wake: () => undefined }), today.toISOString());
  await seedJuries(db, today);
  await seedDigests(ctxAt);
  await sayGender(db);
  await rebuildSearch(db);
  await bumpRevision(db, "public");
}

/** Three of five say yes, some cannot, some do not know yet, some have not answered: decided by their order, not by chance. */
async function answerSome(ctxOf: (actor: Actor | null) => Ctx): Promise<void> {
  const { db, now } = ctxOf(null);
  const ahead = db.selectFrom("invitations as i").innerJoin("events as v", "v.id", "i.event_id").where("v.starts_at", ">", now);
  const invitations = await ahead.select(["i.id", "i.person_id"]).orderBy("i.event_id").orderBy("i.email").execute();
  for (const [n, invitation] of invitations.entries()) {
    const answer = (["yes", "yes", null, "yes", "no", null, "maybe", "yes"] as const)[n % 8];
    if (!answer || !invitation.person_id) continue;
    await answerInvitation(ctxOf(await loadActor(db, invitation.person_id)), {
      invitationId: invitation.id,
      answer,
      comment: answer === "no" && n % 16 === 4 ? "Ese día tengo consejo de profesores." : "",
    });
  }
}

/** One meeting postponed and one cancelled, so that both can be seen. */
async function changeSome(meetings: Map<string, string>, network: SeededNetwork, ctxOf: (actor: Actor | null) => Ctx, coordinator: Actor | null): Promise<void> {
  const { db } = ctxOf(null);
  const visit = meetings.get("visita");
  const event = visit ? await db.selectFrom("events").select(["starts_local"]).where("id", "=", visit).executeTakeFirstOrThrow() : null;
  if (visit && event) {
    const date = addDays(event.starts_local.slice(0, 10), 7);
    await postponeEvent(ctxOf(coordinator), visit, {
      date,
      start_time: "09:30",
      end_date: null,
      end_time: "13:00",
      zone: "America/Santiago",
      message: "La empresa nos pidió una semana más. ¡Gracias por la paciencia!",
    });
  }
  const norte = meetings.get("norte");
  const rosa = network.people.find((person) => person.email === "rosa.quispe.choque@liceos.example");
  if (norte && rosa) await cancelEvent(ctxOf(await loadActor(db, rosa.id)), norte, { message: "La juntamos con la sesión de marzo. Mientras, seguimos por correo." });
}

/** Two requests wait for a coordinator, one invitation for its person. */
async function askToJoin(db: Db, network: SeededNetwork, now: string): Promise<void> {
  const idOf = (email: string) => network.people.find((person) => person.email === email)?.id ?? "";
  const nodeOf = (name: string) => network.nodes.get(name) ?? "";
  const base = { open: 1, joined_at: null, left_at: null, declined_at: null, decided_by: null };
  await db
    .insertInto("memberships")
    .values([
      {
        id: newId(),
        node_id: nodeOf("Futuro Técnico O'Higgins"),
        person_id: idOf("docente@nodos.example"),
        requested_at: now,
        invited_at: null,
        message: "Trabajo en Talca, pero mi proyecto es con un liceo de Rancagua.",
        ...base,
      },
      {
        id: newId(),
        node_id: nodeOf("Minería"),
        person_id: idOf("loreto.hormazabal.cid@liceos.example"),
        requested_at: now,
        invited_at: null,
        message: "Hago instrumentación y quiero aprender de faenas.",
        ...base,
      },
      { id: newId(), node_id: nodeOf("Maestros Guías"), person_id: idOf("aliada@nodos.example"), requested_at: null, invited_at: now, message: null, ...base },
    ])
    .execute();
}
