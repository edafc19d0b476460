/** The example network's agendas, and the minutes of the session that was held: with agreements, one of them late, and the certificates of who came. */

import { addPart, saveReadings } from "#app/domain/agenda/agenda.server.ts";
import { PartInput } from "#app/domain/agenda/agenda.ts";
import { IssueInput } from "#app/domain/certificates/certificate.ts";
import { issueCertificates } from "#app/domain/certificates/certificates.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { findMinutes, listMinutesParts } from "#app/domain/minutes/minutes.repo.server.ts";
import { beginMinutes, publishMinutes, saveMinutes } from "#app/domain/minutes/minutes.server.ts";
import { printOf } from "#app/domain/minutes/print.server.ts";
import { addDays, isoDate } from "#app/i18n/dates.ts";
import { newId } from "./ids.ts";

const PARTS = [
  {
    title: "Conecta",
    minutes: 15,
    lead: "",
    notes: "Una palabra de cada liceo para decir cómo llega.",
    said: "Llegamos desde cinco comunas. La palabra más repetida fue **ganas**.",
  },
  {
    title: "Conoce",
    minutes: 25,
    lead: "Patricia Mella, SEC",
    notes: "Lo que revisa una fiscalización.",
    said: "Patricia mostró las cinco fallas más comunes:\n\n- circuitos sin rotular\n- diferenciales que nadie prueba\n- tierra sin medir\n- tapas sin tornillos\n- planos viejos",
  },
  {
    title: "Comparte",
    minutes: 25,
    lead: "",
    notes: "Fotos de los tableros de taller.",
    said: "Cada liceo mostró el suyo. Dos ya usan una [lista de revisión](https://recursos.example/lista-tableros) que hacen sus estudiantes una vez al mes.",
  },
  {
    title: "Construye",
    minutes: 25,
    lead: "",
    notes: "Acuerdos con responsable y fecha.",
    said: "Queremos una sola lista para todos los liceos, que sirva tal cual en cuarto medio.",
  },
] as const;

const AGREED = [
  { what: "Unir las dos listas de revisión en una y compartirla", who: "docente@nodos.example", days: 6 },
  { what: "Pedir a la SEC una visita de cortesía a tres talleres", who: "coordinacion@nodos.example", days: 20 },
  { what: "Enviar los planos tipo en formato editable", who: "Patricia Mella <patricia.mella@sec.example>", days: -2 },
] as const;

/** `held` was, `ahead` is to come. `as` is whoever coordinates both, some days ago. */
export async function seedMinutes(held: string, ahead: string | undefined, as: (days: number) => Ctx): Promise<void> {
  await seedAgenda(as(20), held);
  if (ahead) {
    await seedAgenda(as(3), ahead);
    await saveReadings(as(3), ahead, [{ label: "Guía de instalaciones fotovoltaicas para talleres", url: "https://recursos.example/guia-fotovoltaica" }]);
  }
  const ctx = as(10);
  await beginMinutes(ctx, held);
  const parts = await listMinutesParts(ctx.db, held);
  const notes = parts.map((part, n) => ({ id: part.id, title: part.title, notes: PARTS[n]?.said ?? "", base: printOf(part), revision: part.revision }));
  const today = isoDate(as(0).now);
  const agreements = AGREED.map(({ what, who, days }) => ({ id: newId(), partId: parts.at(-1)?.id ?? null, drop: false, what, who, due: addDays(today, days) }));
  await saveMinutes(ctx, held, notes, agreements);
  await publishMinutes(ctx, held, { revision: (await findMinutes(ctx.db, held))?.revision ?? 0, note: "", sentTo: "all" });
  await issueCertificates(as(9), held, IssueInput.parse({ minutes: 90, signer_role: "Coordinación del nodo Electricidad" }));
}

async function seedAgenda(ctx: Ctx, eventId: string): Promise<void> {
  for (const { title, minutes, lead, notes } of PARTS) await addPart(ctx, eventId, newId(), PartInput.parse({ title, minutes, lead_name: lead, notes }));
}
