/** Every page a person can open in the example network, and as whom: what axe, the weights and the hostile input go through. */

import type { Deployment } from "#app/domain/context.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import type { Database } from "#db/create.ts";

export const VISITOR = "";
export const ADMIN = "admin@nodos.example";
export const COORDINATOR = "coordinacion@nodos.example";
export const TEACHER = "docente@nodos.example";

export interface PageToOpen {
  as: string;
  path: string;
}

/** Ids of the example network that paths need. */
export async function subjects({ db }: Database, deployment: Deployment) {
  const event = async (start: string) => (await db.selectFrom("events").select("id").where("title", "like", `${start}%`).executeTakeFirstOrThrow()).id;
  const solar = await event("Energía solar");
  const invitation = await db.selectFrom("invitations").select("id").where("event_id", "=", solar).where("person_id", "is", null).limit(1).executeTakeFirstOrThrow();
  const school = await db.selectFrom("establishments").select("slug").where("name", "=", "Liceo Manuel Montt").executeTakeFirstOrThrow();
  const mail = await db.selectFrom("outbox").select("id").where("event_id", "=", solar).limit(1).executeTakeFirstOrThrow();
  const held = await event("Tableros seguros");
  const guest = await db.selectFrom("attendances").select("invitation_id").where("event_id", "=", held).limit(1).executeTakeFirstOrThrow();
  return {
    solar,
    /** Held two weeks ago, with its attendance, and what people said of it. */
    held,
    harvest: mintToken(deployment.secret, "harvest", guest.invitation_id ?? ""),
    visit: await event("Visita a la subestación"),
    draft: await event("Taller de tableros"),
    past: await event("Encuentro territorial 2024 de Inti Red"),
    cancelled: await event("Inti Red prepara"),
    school: school.slug,
    mail: mail.id,
    answer: mintToken(deployment.secret, "answer", invitation.id),
    stop: mintToken(deployment.secret, "stop", invitation.id),
  };
}

export type Subjects = Awaited<ReturnType<typeof subjects>>;

/** All pages, each as the person for whom it shows most. */
export function allPages(s: Subjects): PageToOpen[] {
  const as = (who: string, paths: string[]) => paths.map((path) => ({ as: who, path }));
  return [
    ...as(VISITOR, [
      "/",
      "/entrar",
      "/entrar/enlace",
      "/registro",
      "/clave",
      "/nodos",
      "/nodos/electricidad",
      "/nodos/electricidad/personas",
      "/nodos/electricidad/establecimientos",
      "/nodos/electricidad/reuniones",
      "/establecimientos",
      `/establecimientos/${s.school}`,
      "/eventos",
      "/eventos?cuando=pasadas",
      `/eventos/${s.solar}`,
      `/eventos/${s.past}`,
      `/eventos/${s.cancelled}`,
      `/i/${s.answer}`,
      `/b/${s.stop}`,
      `/cosecha/${s.harvest}`,
      "/calendario",
      "/calendario?vista=agenda",
      "/calendario/suscribir",
      "/calendario/suscribir?nodo=electricidad",
      "/ayuda",
      "/privacidad",
      "/accesibilidad",
      "/no-existe",
    ]),
    ...as(VISITOR, ["/correo", `/correo/${s.mail}`]),
    ...as(TEACHER, [
      "/",
      "/salir",
      "/cuenta",
      "/cuenta/correo",
      "/cuenta/clave",
      "/cuenta/sesiones",
      "/cuenta/avisos",
      "/cuenta/calendarios",
      "/nodos/tic/membresia",
      "/nodos/electricidad/membresia",
      "/nodos/electricidad/personas",
      `/eventos/${s.solar}`,
    ]),
    ...as(COORDINATOR, [
      "/",
      "/nodos/electricidad",
      "/nodos/electricidad/editar",
      "/nodos/futuro-tecnico-ohiggins/solicitudes",
      "/eventos/nuevo",
      "/eventos",
      `/eventos/${s.draft}`,
      `/eventos/${s.draft}/editar`,
      `/eventos/${s.draft}/invitados`,
      `/eventos/${s.draft}/revisar`,
      `/eventos/${s.visit}`,
      `/eventos/${s.visit}/editar`,
      `/eventos/${s.visit}/aplazar`,
      `/eventos/${s.visit}/cancelar`,
      `/eventos/${s.visit}/respuestas`,
      `/eventos/${s.visit}/respuestas?vista=establecimientos`,
      `/eventos/${s.held}`,
      `/eventos/${s.held}/cosecha`,
      `/eventos/${s.visit}/recordar`,
      `/eventos/${s.visit}/envio`,
    ]),
    ...as(ADMIN, [
      "/admin",
      "/admin/correo",
      "/admin/personas",
      "/admin/importar",
      "/admin/recordatorios",
      "/admin/nodos/nuevo",
      "/admin/nodos/electricidad/coordinacion",
      `/establecimientos/${s.school}/contrapartes`,
    ]),
  ];
}
