/** Every page a person can open in the example network, and as whom: what axe, the weights and the hostile input go through. */

import type { Deployment } from "#app/domain/context.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import type { Database } from "#db/create.ts";

export const VISITOR = "";
export const ADMIN = "admin@nodos.example";
export const COORDINATOR = "coordinacion@nodos.example";
export const TEACHER = "docente@nodos.example";

/** An experience of the example network, with all that one may have. */
const TABLERO = "/recursos/tablero-domiciliario-paso-a-paso";
const DRAFTED = "/recursos/proyecto-de-feria-medidor-de-consumo-con-arduino";
const FAIR = "/experiencias/una-feria-para-aprender-de-ocho-escuelas-en-un-dia";

export interface PageToOpen {
  as: string;
  path: string;
}

async function seriesInvitation(db: Database["db"]): Promise<string> {
  const rows = db.selectFrom("invitations").innerJoin("events", "events.id", "invitations.event_id").select("invitations.id").where("events.series_id", "is not", null);
  return (await rows.orderBy("invitations.id").limit(1).executeTakeFirstOrThrow()).id;
}

async function silentCall(db: Database["db"]): Promise<string> {
  const calls = db
    .selectFrom("process_calls as k")
    .innerJoin("processes as q", (join) => join.onRef("q.id", "=", "k.process_id").onRef("q.round", "=", "k.round"))
    .select("k.id");
  return (await calls.where("q.kind", "=", "proposal").where("q.closed_at", "is", null).where("k.spoken_at", "is", null).orderBy("k.id").executeTakeFirstOrThrow()).id;
}

async function secretaryOf(db: Database["db"], circle: string): Promise<string> {
  const roles = db.selectFrom("circle_roles as r").innerJoin("circles as c", "c.id", "r.circle_id").select("r.id");
  return (await roles.where("c.name", "=", circle).where("r.key", "=", "secretary").executeTakeFirstOrThrow()).id;
}

/** Conversations and calls of the example network. */
async function talkSubjects(db: Database["db"], deployment: Deployment) {
  const thread = async (start: string) => (await db.selectFrom("threads").select("id").where("title", "like", `${start}%`).executeTakeFirstOrThrow()).id;
  const call = async (start: string) => (await db.selectFrom("calls").select("slug").where("title", "like", `${start}%`).executeTakeFirstOrThrow()).slug;
  const posts = db.selectFrom("posts as o").innerJoin("people as p", "p.id", "o.person_id").select("o.id").where("p.email", "=", TEACHER);
  const applications = db.selectFrom("applications as a").innerJoin("calls as k", "k.id", "a.call_id").innerJoin("people as p", "p.id", "a.person_id").select("a.id");
  const asked = await thread("¿Qué megóhmetro");
  const sentTo = (start: string) => applications.where("k.title", "like", `${start}%`).where("a.state", "=", "submitted").orderBy("a.number");
  return {
    /** Of Electricidad: asked by the teacher, announced and pinned with a file, announced to everybody, closed; and one for everybody with an account. */
    asked,
    askedPost: (await posts.where("o.thread_id", "=", asked).where("o.first", "=", 1).executeTakeFirstOrThrow()).id,
    announced: await thread("Visita a la subestación"),
    announcedToAll: await thread("Buscamos a quien"),
    closedTalk: await thread("¿El simulador"),
    talkForAll: await thread("Productos de la zona"),
    digest: mintToken(deployment.secret, "digest", (await db.selectFrom("people").select("id").where("email", "=", TEACHER).executeTakeFirstOrThrow()).id),
    /** Open and of Electricidad; assessed now, for people with an account; decided; not yet published. */
    openCall: await call("Feria de experiencias"),
    assessedCall: await call("Sabores del territorio"),
    decidedCall: await call("Dos minutos de taller"),
    draftCall: (await db.selectFrom("calls").select("slug").where("published_at", "is", null).orderBy("id").executeTakeFirstOrThrow()).slug,
    /** The teacher's own, and others', sent in. */
    ownApplication: (await applications.where("p.email", "=", TEACHER).where("k.title", "like", "Feria%").executeTakeFirstOrThrow()).id,
    openApplication: (await sentTo("Feria").where("p.email", "!=", TEACHER).executeTakeFirstOrThrow()).id,
    assessedApplication: (await sentTo("Sabores").executeTakeFirstOrThrow()).id,
    decidedApplication: (await sentTo("Dos minutos").executeTakeFirstOrThrow()).id,
    /** Somebody who assesses, and what they have not finished. */
    juror: (
      await db
        .selectFrom("call_jurors as j")
        .innerJoin("calls as k", "k.id", "j.call_id")
        .innerJoin("people as p", "p.id", "j.person_id")
        .select("p.email")
        .where("k.title", "like", "Sabores%")
        .where("j.accepted_at", "is not", null)
        .orderBy("p.email")
        .executeTakeFirstOrThrow()
    ).email,
  };
}

/** Ids of the example network that paths need. */
export async function subjects({ db }: Database, deployment: Deployment) {
  const event = async (start: string) => (await db.selectFrom("events").select("id").where("title", "like", `${start}%`).executeTakeFirstOrThrow()).id;
  const process = async (start: string) =>
    (await db.selectFrom("processes").select("id").where("title", "like", `${start}%`).orderBy("opened_at", "desc").executeTakeFirstOrThrow()).id;
  const agreed = async (start: string) => (await db.selectFrom("circle_agreements").select("id").where("title", "like", `${start}%`).executeTakeFirstOrThrow()).id;
  const solar = await event("Energía solar");
  const invitation = await db.selectFrom("invitations").select("id").where("event_id", "=", solar).where("person_id", "is", null).limit(1).executeTakeFirstOrThrow();
  const school = await db.selectFrom("establishments").select("slug").where("name", "=", "Liceo Manuel Montt").executeTakeFirstOrThrow();
  const mail = await db.selectFrom("outbox").select("id").where("event_id", "=", solar).limit(1).executeTakeFirstOrThrow();
  const held = await event("Tableros seguros");
  const trayMail = async (eventId: string | null) => {
    const waiting = db.selectFrom("incoming_mails").select("id").where("state", "=", "tray").where("reason", "=", "message");
    return (
      await waiting
        .where("event_id", eventId === null ? "is" : "=", eventId)
        .limit(1)
        .executeTakeFirstOrThrow()
    ).id;
  };
  const guest = await db.selectFrom("attendances").select("invitation_id").where("event_id", "=", held).limit(1).executeTakeFirstOrThrow();
  return {
    solar,
    /** Held two weeks ago, with its attendance, and what people said of it. */
    held,
    /** Its plan is begun, and a draft looks for its date. */
    planned: await event("Encuentro regional"),
    poll: mintToken(deployment.secret, "poll", (await db.selectFrom("date_polls").select("id").orderBy("id").executeTakeFirstOrThrow()).id),
    duty: mintToken(deployment.secret, "duty", (await db.selectFrom("event_duties").select("id").orderBy("id", "desc").executeTakeFirstOrThrow()).id),
    schoolDays: (await db.selectFrom("school_days").select("id").orderBy("id").executeTakeFirstOrThrow()).id,
    harvest: mintToken(deployment.secret, "harvest", guest.invitation_id ?? ""),
    /** The first date of one that repeats, and the link of somebody invited to it. */
    series: await event("Círculo de estudio"),
    seriesAnswer: mintToken(deployment.secret, "answer", await seriesInvitation(db)),
    visit: await event("Visita a la subestación"),
    draft: await event("Taller de tableros"),
    past: await event("Encuentro territorial 2024 de Inti Red"),
    cancelled: await event("Inti Red prepara"),
    /** Words that wait for whoever coordinates `solar`, and for the administration. */
    trayMail: await trayMail(solar),
    lostMail: await trayMail(null),
    minutes: mintToken(deployment.secret, "minutes", guest.invitation_id ?? ""),
    agreement: mintToken(deployment.secret, "agreement", (await db.selectFrom("agreements").select("id").orderBy("id").executeTakeFirstOrThrow()).id),
    /** Somebody else's than the teacher's. */
    certificate: (await db.selectFrom("certificates").select("code").where("email", "!=", TEACHER).orderBy("id").limit(1).executeTakeFirstOrThrow()).code,
    /** With a contact and a history. */
    actor: (await db.selectFrom("stakeholders").select("id").where("name", "like", "Compañía de distribución%").executeTakeFirstOrThrow()).id,
    /** A proposal in its consent round and a selection that has begun, over days; the link of somebody who has not spoken. */
    deciding: await process("Una pauta común"),
    electing: (await db.selectFrom("processes").select("id").where("kind", "=", "selection").where("closed_at", "is", null).orderBy("id").executeTakeFirstOrThrow()).id,
    decided: await process("Rotar la sede"),
    /** With an objection that is open; advice asked for; a poll. */
    integrating: await process("Préstamo de instrumentos"),
    advising: await process("Con qué empresa"),
    polling: await process("¿Qué día nos reunimos"),
    decidingCircle: (await db.selectFrom("circles").select("id").where("name", "=", "Círculo de Electricidad").executeTakeFirstOrThrow()).id,
    investiture: (await db.selectFrom("investitures").select("id").orderBy("id").executeTakeFirstOrThrow()).id,
    /** Its secretary, who follows another; and a circle that lacks its double link. */
    circleRole: await secretaryOf(db, "Círculo de Electricidad"),
    otherCircle: (await db.selectFrom("circles").select("id").where("name", "=", "Círculo de Red Territorio Austral").executeTakeFirstOrThrow()).id,
    /** Of its logbook: one whose review has come, the last of a chain; and one of a circle that only people of the network read. */
    logged: await agreed("Grupo de mensajería"),
    changed: await agreed("Sesiones de hora y media"),
    forNetwork: await agreed("Cada encuentro abre"),
    voice: mintToken(deployment.secret, "voice", await silentCall(db)),
    ...(await talkSubjects(db, deployment)),
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
      "/circulos",
      "/circulos?nodo=electricidad",
      `/investiduras/${s.investiture}`,
      `/circulos/${s.decidingCircle}`,
      `/circulos/${s.decidingCircle}/personas`,
      `/circulos/${s.decidingCircle}/roles/${s.circleRole}`,
      "/bitacora",
      "/bitacora?q=sesiones+taller&ano=2026",
      "/nodos/electricidad/bitacora",
      `/circulos/${s.decidingCircle}/bitacora?estado=superseded`,
      `/bitacora/${s.changed}`,
      "/establecimientos",
      `/establecimientos/${s.school}`,
      "/eventos",
      "/eventos?cuando=pasadas",
      `/eventos/${s.solar}`,
      `/eventos/${s.past}`,
      `/eventos/${s.cancelled}`,
      `/i/${s.answer}`,
      `/i/${s.seriesAnswer}?r=yes&serie=1`,
      `/i/${s.answer}/entrada`,
      `/i/${s.answer}/llegue`,
      `/b/${s.stop}`,
      `/cosecha/${s.harvest}`,
      `/acta/${s.minutes}`,
      `/acuerdo/${s.agreement}`,
      `/certificados/${s.certificate}`,
      `/eventos/${s.solar}/agenda`,
      `/fecha/${s.poll}`,
      `/voz/${s.voice}`,
      `/tarea/${s.duty}`,
      "/calendario",
      "/calendario?vista=agenda",
      "/calendario?vista=semana",
      "/calendario?vista=anual",
      "/calendario?vista=mapa",
      "/calendario?tipo=session&nodo=electricidad&escuela=talca",
      "/calendario/suscribir",
      "/buscar",
      "/buscar?q=electrisidad",
      "/buscar?q=xyzxyz%20nada",
      "/recursos",
      "/recursos?q=taller&nivel=m3&archivos=1",
      TABLERO,
      `${TABLERO}/versiones`,
      `${TABLERO}/versiones/2?con=1`,
      "/nodos/electricidad/recursos",
      "/experiencias",
      FAIR,
      `${FAIR}/afiche`,
      `${FAIR}?coleccion=para-empezar-a-trabajar-con-el-territorio`,
      `${FAIR.replace("experiencias", "recursos")}/denunciar`,
      "/colecciones",
      "/colecciones/para-empezar-a-trabajar-con-el-territorio",
      "/nodos/electricidad/conversaciones",
      `/conversaciones/${s.announcedToAll}`,
      `/resumen/${s.digest}`,
      "/convocatorias",
      "/convocatorias?estado=resultados",
      `/convocatorias/${s.openCall}`,
      `/convocatorias/${s.decidedCall}`,
      `/convocatorias/${s.decidedCall}/resultados`,
      "/buscar?q=taller&en=announcement",
      "/calendario/suscribir?nodo=electricidad",
      "/calendario/suscribir?tipo=session&region=06",
      "/ayuda",
      "/privacidad",
      "/accesibilidad",
      "/no-existe",
    ]),
    ...as(VISITOR, ["/correo", `/correo/${s.mail}`]),
    ...as(TEACHER, [
      "/",
      "/recursos/nuevo",
      "/recursos/nuevo?tipo=opportunity&nodo=electricidad",
      `${DRAFTED}/editar`,
      `${DRAFTED}/editar?paso=sobre`,
      `${DRAFTED}/editar?paso=publicar`,
      `${DRAFTED}/archivos`,
      "/experiencias/nueva",
      FAIR,
      `${FAIR.replace("experiencias", "recursos")}/lo-usamos`,
      `${FAIR.replace("experiencias", "recursos")}/comentarios`,
      `${FAIR.replace("experiencias", "recursos")}/coleccion`,
      "/cuenta/repositorio",
      "/cuenta/repositorio?ver=guardado",
      "/colecciones/nueva",
      "/nodos/electricidad/conversaciones",
      "/nodos/electricidad/conversaciones?que=announcement",
      "/nodos/electricidad/conversaciones?q=taller",
      "/nodos/electricidad/conversaciones/nueva",
      `/conversaciones/${s.asked}`,
      `/conversaciones/${s.asked}/editar`,
      `/conversaciones/${s.asked}/mensajes/${s.askedPost}`,
      `/conversaciones/${s.announced}`,
      `/conversaciones/${s.closedTalk}`,
      "/novedades",
      "/buscar?q=taller&en=thread",
      `/convocatorias/${s.openCall}`,
      `/convocatorias/${s.openCall}/postular`,
      `/convocatorias/${s.assessedCall}`,
      `/postulaciones/${s.ownApplication}`,
      `/postulaciones/${s.ownApplication}/editar`,
      "/cuenta/postulaciones",
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
      "/nodos/electricidad/actores?tipo=company&q=red",
      `/circulos/${s.decidingCircle}/procesos`,
      `/circulos/${s.decidingCircle}/eleccion`,
      `/procesos/${s.deciding}`,
      `/procesos/${s.electing}`,
      `/procesos/${s.decided}`,
      `/procesos/${s.integrating}`,
      `/procesos/${s.advising}`,
      `/procesos/${s.polling}`,
      `/circulos/${s.decidingCircle}/tensiones`,
      `/circulos/${s.decidingCircle}/propuesta`,
      `/circulos/${s.decidingCircle}/propuesta?tipo=propuesta`,
      `/circulos/${s.decidingCircle}/propuesta?tipo=sondeo`,
      `/nodos/electricidad/actores/${s.actor}`,
      `/eventos/${s.solar}`,
      `/eventos/${s.series}`,
      `/eventos/${s.series}/fechas`,
    ]),
    ...as(COORDINATOR, [
      "/nodos/electricidad/conversaciones/nueva?que=announcement",
      `/conversaciones/${s.announced}`,
      `/conversaciones/${s.announced}/editar`,
      "/novedades",
      "/convocatorias?estado=borradores",
      "/convocatorias/nueva",
      `/convocatorias/${s.openCall}`,
      `/convocatorias/${s.openCall}/editar`,
      `/convocatorias/${s.openCall}/formulario`,
      `/convocatorias/${s.openCall}/rubrica`,
      `/convocatorias/${s.openCall}/jurado`,
      `/convocatorias/${s.openCall}/postulaciones`,
      `/convocatorias/${s.decidedCall}/resultados`,
      `/postulaciones/${s.openApplication}`,
      `/postulaciones/${s.decidedApplication}`,
      "/recursos/prueba-practica-detectar-tres-fallas-en-veinte-minutos/revisar",
      "/nodos/electricidad/recursos",
      `/circulos/${s.decidingCircle}`,
      `/circulos/${s.decidingCircle}/editar`,
      `/circulos/${s.decidingCircle}/investidura`,
      `/circulos/${s.decidingCircle}/personas?q=a`,
      `/circulos/${s.decidingCircle}/personas?salir=1`,
      `/circulos/${s.decidingCircle}/roles/nuevo`,
      `/circulos/${s.decidingCircle}/roles/${s.circleRole}/editar`,
      `/circulos/${s.decidingCircle}/bitacora`,
      `/circulos/${s.decidingCircle}/bitacora?ver=actas`,
      `/circulos/${s.decidingCircle}/bitacora/nuevo?reemplaza=${s.logged}`,
      `/bitacora/${s.logged}`,
      `/bitacora/${s.logged}?hacer=mantener`,
      `/bitacora/${s.logged}?hacer=terminar`,
      `/eventos/nuevo?circulo=${s.decidingCircle}`,
      "/",
      "/nodos/electricidad",
      "/nodos/electricidad/editar",
      "/nodos/futuro-tecnico-ohiggins/solicitudes",
      "/eventos/nuevo",
      "/eventos/plantillas",
      `/eventos/${s.solar}/agenda`,
      `/eventos/${s.solar}/agenda?parte=nueva`,
      `/eventos/${s.visit}/agenda`,
      `/eventos/${s.held}/acta`,
      `/eventos/${s.held}/acta/editar`,
      `/eventos/${s.held}/acta/editar?publicar=1`,
      "/cuenta/repositorio?ver=colecciones",
      "/colecciones/para-empezar-a-trabajar-con-el-territorio/editar",
      "/cuenta/acuerdos",
      "/cuenta/certificados",
      "/cuenta/firma",
      `/eventos/${s.held}/certificados`,
      "/eventos",
      `/eventos/${s.draft}`,
      `/eventos/${s.draft}/editar`,
      `/eventos/${s.draft}/invitados`,
      `/eventos/${s.draft}/revisar`,
      `/eventos/${s.draft}/carga`,
      `/eventos/${s.draft}/sondeo`,
      `/eventos/${s.draft}/sondeo?ver=personas`,
      `/eventos/${s.draft}/sondeo?cerrar=1`,
      `/eventos/${s.planned}/plan`,
      `/eventos/${s.planned}/plan/editar`,
      `/eventos/${s.planned}/plan/editar?parte=roles`,
      `/eventos/${s.planned}/plan/editar?parte=tareas`,
      `/eventos/${s.planned}/plan/editar?parte=actores`,
      `/eventos/${s.planned}/plan/editar?parte=experiencias`,
      `/eventos/${s.planned}/plan/editar?parte=presupuesto`,
      `/eventos/${s.visit}`,
      `/eventos/${s.visit}/editar`,
      `/eventos/${s.visit}/aplazar`,
      `/eventos/${s.visit}/cancelar`,
      `/eventos/${s.series}/cancelar`,
      `/eventos/${s.series}/fechas`,
      `/eventos/${s.visit}/respuestas`,
      `/eventos/${s.visit}/respuestas?vista=establecimientos`,
      `/eventos/${s.held}`,
      `/eventos/${s.held}/cosecha`,
      `/eventos/${s.visit}/recordar`,
      `/eventos/${s.visit}/envio`,
      `/eventos/${s.visit}/asistencia`,
      `/eventos/${s.visit}/asistencia?vista=establecimientos`,
      `/eventos/${s.visit}/asistencia?vista=estudiantes`,
      `/eventos/${s.visit}/asistencia?vista=historial`,
      `/eventos/${s.visit}/asistencia?vista=imprimir`,
      `/eventos/${s.visit}/puerta`,
      `/eventos/${s.visit}/puerta/codigo`,
      `/eventos/${s.visit}/puerta/personas`,
      `/eventos/${s.visit}/llegue`,
      "/nodos/electricidad/participacion",
      "/nodos/electricidad/actores",
      "/nodos/electricidad/actores/nuevo",
      `/nodos/electricidad/actores/${s.actor}`,
      `/nodos/electricidad/actores/${s.actor}/editar`,
      `/eventos/${s.solar}/bandeja`,
      `/eventos/${s.solar}/bandeja?ver=rechazados`,
      `/eventos/${s.solar}/bandeja/${s.trayMail}`,
      `/eventos/${s.visit}/plantilla`,
    ]),
    ...as(s.juror, [
      `/convocatorias/${s.assessedCall}`,
      `/convocatorias/${s.assessedCall}/evaluar`,
      `/postulaciones/${s.assessedApplication}`,
      `/postulaciones/${s.assessedApplication}/evaluar`,
    ]),
    ...as(ADMIN, [
      `/convocatorias/${s.assessedCall}/jurado`,
      `/convocatorias/${s.assessedCall}/postulaciones`,
      `/convocatorias/${s.assessedCall}/resultados`,
      `/convocatorias/${s.draftCall}`,
      "/admin/especialidades",
      `${FAIR}/editar?parte=results`,
      `${FAIR}/editar?parte=quienes`,
      `${FAIR}/editar?parte=revisar`,
      "/circulos/nuevo?nodo=tic",
      "/circulos/panorama",
      "/circulos/panorama?nodo=electricidad&ver=personas",
      `/circulos/${s.decidingCircle}/investidura`,
      `/circulos/${s.otherCircle}`,
      `/circulos/${s.decidingCircle}/roles/${s.circleRole}?nombrar=persona&q=an`,
      `/circulos/${s.decidingCircle}/roles/${s.circleRole}?nombrar=externa`,
      "/admin",
      "/admin/calendario-escolar",
      "/admin/plantillas",
      "/admin/plantillas/00000000-0000-7000-8000-000000000001",
      `/admin/calendario-escolar?quitar=${s.schoolDays}`,
      "/admin/correo",
      "/admin/correo/direcciones",
      "/admin/bandeja",
      `/admin/bandeja/${s.lostMail}`,
      "/admin/denuncias",
      "/admin/denuncias?ver=decididos",
      "/admin/personas",
      "/admin/importar",
      "/admin/importar/recursos",
      "/admin/permisos",
      "/admin/recordatorios",
      "/admin/nodos/nuevo",
      "/admin/nodos/electricidad/coordinacion",
      `/establecimientos/${s.school}/contrapartes`,
    ]),
  ];
}
