/** A session of the example network that was held two weeks ago: who came, and what they said of it. */
import type { Ctx } from "#app/domain/context.ts";
import { EventInput } from "#app/domain/events/event.ts";
import { createDraft, publishEvent, setAudience } from "#app/domain/events/scheduling.server.ts";
import { answerHarvest, openHarvest } from "#app/domain/harvest/harvest.server.ts";
import { HarvestInput } from "#app/domain/harvest/harvest.ts";
import { loadActor } from "#app/domain/identity/sessions.server.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import { addDays } from "#app/i18n/dates.ts";
import { newId } from "./ids.ts";
import type { SeededNetwork } from "./seed-meetings.ts";

const COORDINATOR = "coordinacion@nodos.example";
const CALLED_DAYS_AGO = 30;
const HELD_DAYS_AGO = 12;

/** Its attendance is written as rows, for the hour it was taken is behind us. Returns the id of the meeting. */
export async function seedHeldMeeting(network: SeededNetwork, today: string, ctxAt: (days: number) => Ctx): Promise<string> {
  const coordinator = network.people.find((person) => person.email === COORDINATOR);
  const node = network.nodes.get("Electricidad");
  if (!coordinator || !node) throw new Error("the example network has no coordinator of Electricidad");
  const actor = await loadActor(ctxAt(0).db, coordinator.id);
  const as = (days: number): Ctx => ({ ...ctxAt(days), actor });
  const id = newId();
  await createDraft(
    as(CALLED_DAYS_AGO),
    EventInput.parse({
      id,
      title: "Tableros seguros: revisión entre liceos",
      kind: "session",
      node_ids: [node],
      date: weekday(addDays(today, -HELD_DAYS_AGO)),
      start_time: "15:00",
      end_time: "16:30",
      zone: "America/Santiago",
      online_url: "https://video.example/tableros",
      description: "Cada liceo muestra una foto de su tablero de taller y entre todas las personas revisamos qué falta.",
      visibility: "members",
    }),
  );
  await setAudience(as(CALLED_DAYS_AGO), id, { node_ids: [node], counterpart_node_ids: [], person_ids: [], pasted: "" });
  await publishEvent(as(CALLED_DAYS_AGO), id);
  await seedAttendance(as(HELD_DAYS_AGO), id);
  await seedHarvest(as(HELD_DAYS_AGO - 1), id);
  return id;
}

/** 4 = Thursday … never a Saturday or Sunday. */
function weekday(day: string): string {
  const number = new Date(`${day}T12:00:00Z`).getUTCDay();
  return number === 6 ? addDays(day, -1) : number === 0 ? addDays(day, -2) : day;
}

/** Two of three came. */
async function seedAttendance({ db, now, actor }: Ctx, eventId: string): Promise<void> {
  const invited = await db.selectFrom("invitations").select(["id", "person_id", "name", "establishment_id"]).where("event_id", "=", eventId).orderBy("email").execute();
  const came = invited.filter((_, n) => n % 3 !== 2);
  await db
    .insertInto("attendances")
    .values(
      came.map(({ id, person_id, name, establishment_id }) => ({
        id: newId(),
        event_id: eventId,
        invitation_id: id,
        person_id,
        name,
        establishment_id,
        mode: "online",
        via: "list",
        recorded_at: now,
        recorded_by: actor?.id ?? null,
      })),
    )
    .execute();
}

const SAID = [
  {
    valued: "Ver los tableros de otros liceos y conversar sin apuro.",
    improve: "Más tiempo para la revisión en parejas.",
    transfer: "La lista de revisión de tableros.",
    again: 10,
  },
  { valued: "La lista de revisión: sirve tal cual en el taller.", improve: "Empezar a la hora.", transfer: "Usaré la lista con cuarto medio.", again: 9 },
  { valued: "Conversar con docentes de la misma especialidad.", improve: "Grabar la parte de los ejemplos.", transfer: "El rotulado de circuitos del taller.", again: 8 },
  { valued: "Los ejemplos de rotulado de cada liceo.", improve: "", transfer: "Rotulado y lista de revisión.", again: 9 },
] as const;

async function seedHarvest(ctx: Ctx, eventId: string): Promise<void> {
  await openHarvest(ctx, eventId);
  const rows = await ctx.db.selectFrom("attendances").select("invitation_id").where("event_id", "=", eventId).orderBy("id").limit(SAID.length).execute();
  for (const [n, { invitation_id }] of rows.entries()) {
    if (!invitation_id) continue;
    await answerHarvest({ ...ctx, actor: null }, mintToken(ctx.deployment.secret, "harvest", invitation_id), HarvestInput.parse(SAID[n]));
  }
}
