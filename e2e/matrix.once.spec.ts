/**
 * Who may see and do what: every route × (visitor, member, another node's coordinator, the node's coordinator, administrator).
 * The subject is the node Electricidad and its meetings. A route without a row fails; a new row begins with what should be.
 */
import type { RouteConfigEntry } from "@remix-run/route-config";
import { mintToken } from "#app/domain/signed-token.server.ts";
import routes from "#app/routes.ts";
import { newId } from "#db/ids.ts";
import { cookieOf, expect, type OwnServer, startOwnServer, test } from "./fixtures.ts";
import { subjects } from "./pages.ts";

const ACTORS = ["visitor", "member", "other coordinator", "coordinator", "admin"] as const;
const EMAILS = ["", "docente@nodos.example", "rodrigo.acuna.millan@liceos.example", "coordinacion@nodos.example", "admin@nodos.example"];

/** Statuses in the order of ACTORS; one number stands for all five. 302 is the way to the sign-in page. */
type Statuses = number | [number, number, number, number, number];
const SIGNED_IN: Statuses = [302, 200, 200, 200, 200];
const MANAGERS: Statuses = [302, 403, 403, 200, 200];
const ADMINS: Statuses = [302, 404, 404, 404, 200];

/** Public, of the Inti Red, shared by administration. */
const FAIR = "/experiencias/una-feria-para-aprender-de-ocho-escuelas-en-un-dia";

/** A public collection, made by who coordinates Electricidad. */
const PATH = "/colecciones/para-empezar-a-trabajar-con-el-territorio";

/** Public, in two versions, of who coordinates Electricidad. */
const TABLERO = "/recursos/tablero-domiciliario-paso-a-paso";
/** By the member: for the node alone, and one that waits for review. */
const OF_NODE = "/recursos/proyecto-de-feria-medidor-de-consumo-con-arduino";
const WAITING = "/recursos/prueba-practica-detectar-tres-fallas-en-veinte-minutos";
/** All that hangs on the one for the node alone: to visitors and to other nodes none of it is there. */
const HIDDEN_PARTS: { route: string; rest: string; get: Statuses; post: Statuses }[] = [
  { route: "recursos/:slug/lo-usamos", rest: "/lo-usamos", get: [302, 200, 404, 200, 200], post: [302, 422, 404, 422, 422] },
  { route: "recursos/:slug/comentarios", rest: "/comentarios", get: [302, 200, 404, 200, 200], post: [302, 422, 404, 422, 422] },
  { route: "recursos/:slug/marcas", rest: "/marcas", get: 404, post: [302, 422, 404, 422, 422] },
  { route: "recursos/:slug/denunciar", rest: "/denunciar", get: [404, 200, 404, 200, 200], post: [404, 422, 404, 422, 422] },
  { route: "recursos/:slug/coleccion", rest: "/coleccion", get: [302, 200, 404, 200, 200], post: [302, 422, 404, 422, 422] },
];

interface Row {
  route: string; // as in routes.ts, or in front of Remix
  path: string;
  get: Statuses;
  /** What an empty POST answers: it shows who is let in as far as the form. 405 where there is nothing to post. */
  post?: Statuses;
}

function rows(s: Awaited<ReturnType<typeof subjects>> & { feed: string; import: string; requestNode: string }): Row[] {
  const none = 405;
  const event = (id: string, rest = "") => `/eventos/${id}${rest}`;
  return [
    { route: "", path: "/", get: 200, post: none },
    { route: "entrar", path: "/entrar", get: [200, 302, 302, 302, 302], post: [422, 302, 302, 302, 302] },
    { route: "entrar/enlace", path: "/entrar/enlace", get: 200, post: 422 },
    { route: "entrar/:token", path: "/entrar/nunca-existio", get: 404, post: 302 },
    { route: "salir", path: "/salir", get: 200 },
    { route: "registro", path: "/registro", get: [200, 302, 302, 302, 302], post: [422, 302, 302, 302, 302] },
    { route: "registro/:token", path: "/registro/nunca-existio", get: 404, post: 302 },
    { route: "clave", path: "/clave", get: 200, post: 422 },
    { route: "clave/:token", path: "/clave/nunca-existio", get: 404, post: 422 },
    { route: "preparar/:token", path: "/preparar/nunca-existio", get: 404, post: 422 },
    { route: "cuenta", path: "/cuenta", get: SIGNED_IN, post: [302, 422, 422, 422, 422] },
    { route: "cuenta/mis-datos.json", path: "/cuenta/mis-datos.json", get: SIGNED_IN, post: none },
    { route: "cuenta/cerrar", path: "/cuenta/cerrar", get: SIGNED_IN, post: [302, 422, 422, 422, 422] },
    { route: "cuenta/correo", path: "/cuenta/correo", get: SIGNED_IN, post: [302, 422, 422, 422, 422] },
    { route: "cuenta/correo/:token", path: "/cuenta/correo/nunca-existio", get: 404, post: 302 },
    { route: "cuenta/clave", path: "/cuenta/clave", get: SIGNED_IN, post: [302, 422, 422, 422, 422] },
    { route: "cuenta/sesiones", path: "/cuenta/sesiones", get: SIGNED_IN, post: [302, 422, 422, 422, 422] },
    { route: "cuenta/avisos", path: "/cuenta/avisos", get: SIGNED_IN },
    { route: "cuenta/calendarios", path: "/cuenta/calendarios", get: SIGNED_IN, post: [302, 422, 422, 422, 422] },
    { route: "nodos", path: "/nodos", get: 200, post: none },
    { route: "nodos/:slug", path: "/nodos/electricidad", get: 200, post: none },
    { route: "nodos/:slug", path: "/nodos/no-existe", get: 404 },
    { route: "nodos/:slug/personas", path: "/nodos/electricidad/personas", get: 200, post: [302, 403, 403, 404, 404] },
    { route: "nodos/:slug/establecimientos", path: "/nodos/electricidad/establecimientos", get: 200, post: [302, 403, 403, 422, 422] },
    { route: "nodos/:slug/reuniones", path: "/nodos/electricidad/reuniones", get: 200, post: none },
    { route: "nodos/:slug/membresia", path: "/nodos/electricidad/membresia", get: SIGNED_IN, post: [302, 422, 422, 422, 422] },
    { route: "nodos/:slug/solicitudes", path: "/nodos/electricidad/solicitudes", get: MANAGERS, post: [302, 403, 403, 422, 422] },
    { route: "nodos/:slug/participacion", path: "/nodos/electricidad/participacion", get: MANAGERS, post: none },
    { route: "nodos/:slug/participacion.csv", path: "/nodos/electricidad/participacion.csv", get: MANAGERS, post: none },
    { route: "nodos/:slug/editar", path: "/nodos/electricidad/editar", get: MANAGERS, post: [302, 403, 403, 422, 422] },
    // For the people of the node; changed by its circle (in which the teacher sits) and by those who call its meetings or publish in it.
    { route: "nodos/:slug/actores", path: "/nodos/electricidad/actores", get: [302, 200, 404, 200, 200], post: [302, 422, 404, 422, 422] },
    { route: "nodos/:slug/actores.csv", path: "/nodos/electricidad/actores.csv", get: [302, 200, 404, 200, 200], post: none },
    { route: "nodos/:slug/actores/nuevo", path: "/nodos/electricidad/actores/nuevo", get: [302, 200, 404, 200, 200], post: [302, 422, 404, 422, 422] },
    { route: "nodos/:slug/actores/:actor", path: `/nodos/electricidad/actores/${s.actor}`, get: [302, 200, 404, 200, 200], post: [302, 422, 404, 422, 422] },
    { route: "nodos/:slug/actores/:actor/editar", path: `/nodos/electricidad/actores/${s.actor}/editar`, get: [302, 200, 404, 200, 200], post: [302, 422, 404, 422, 422] },
    // Another node's actor is not here.
    { route: "nodos/:slug/actores/:actor", path: `/nodos/futuro-tecnico-ohiggins/actores/${s.actor}`, get: [302, 404, 404, 404, 404] },
    { route: "circulos", path: "/circulos", get: 200, post: none },
    { route: "circulos", path: "/circulos?nodo=no-existe", get: 200 },
    { route: "circulos/panorama", path: "/circulos/panorama", get: SIGNED_IN, post: none },
    { route: "circulos/panorama.csv", path: "/circulos/panorama.csv?ver=vacantes", get: SIGNED_IN, post: none },
    { route: "circulos/:id/investidura", path: `/circulos/${s.decidingCircle}/investidura`, get: MANAGERS, post: [302, 403, 403, 422, 422] },
    { route: "investiduras/:id", path: `/investiduras/${s.investiture}`, get: 200, post: none },
    { route: "investiduras/:id", path: "/investiduras/no-existe", get: 404 },
    { route: "circulos/nuevo", path: "/circulos/nuevo?nodo=tic", get: [302, 403, 200, 403, 200], post: [302, 403, 422, 403, 422] },
    // It has one: leads to it.
    { route: "circulos/nuevo", path: "/circulos/nuevo?nodo=electricidad", get: [302, 403, 403, 302, 302] },
    { route: "circulos/:id", path: `/circulos/${s.decidingCircle}`, get: 200, post: none },
    { route: "circulos/:id", path: "/circulos/no-existe", get: 404 },
    { route: "circulos/:id/editar", path: `/circulos/${s.decidingCircle}/editar`, get: MANAGERS, post: [302, 403, 403, 422, 422] },
    { route: "circulos/:id/personas", path: `/circulos/${s.decidingCircle}/personas`, get: 200, post: [302, 403, 403, 422, 422] },
    { route: "circulos/:id/roles/nuevo", path: `/circulos/${s.decidingCircle}/roles/nuevo`, get: MANAGERS, post: [302, 403, 403, 422, 422] },
    { route: "circulos/:id/roles/:role", path: `/circulos/${s.decidingCircle}/roles/${s.circleRole}`, get: 200, post: [302, 404, 404, 404, 404] },
    // Another circle's role is not here.
    { route: "circulos/:id/roles/:role", path: `/circulos/${s.otherCircle}/roles/${s.circleRole}`, get: 404 },
    { route: "circulos/:id/roles/:role/editar", path: `/circulos/${s.decidingCircle}/roles/${s.circleRole}/editar`, get: MANAGERS, post: [302, 403, 403, 422, 422] },
    // The teacher has a voice in the circle of her node; the third has not. Administration opens no proposals there.
    { route: "circulos/:id/procesos", path: `/circulos/${s.decidingCircle}/procesos`, get: [302, 200, 404, 200, 200], post: none },
    { route: "circulos/:id/eleccion", path: `/circulos/${s.decidingCircle}/eleccion`, get: [302, 200, 404, 200, 200], post: [302, 422, 404, 422, 422] },
    { route: "circulos/:id/propuesta", path: `/circulos/${s.decidingCircle}/propuesta`, get: [302, 200, 404, 200, 403], post: [302, 422, 404, 422, 403] },
    { route: "circulos/:id/tensiones", path: `/circulos/${s.decidingCircle}/tensiones`, get: [302, 200, 404, 200, 200], post: [302, 422, 404, 422, 422] },
    { route: "procesos/:id", path: `/procesos/${s.deciding}`, get: [302, 200, 404, 200, 200], post: [302, 422, 404, 422, 422] },
    { route: "voz/:token", path: `/voz/${s.voice}`, get: 200, post: 422 },
    { route: "voz/:token", path: "/voz/no-es-un-enlace", get: 404, post: 404 },
    // The logbook of that circle is public; another's is for people with an account.
    { route: "circulos/:id/bitacora", path: `/circulos/${s.decidingCircle}/bitacora`, get: 200, post: none },
    { route: "circulos/:id/bitacora/nuevo", path: `/circulos/${s.decidingCircle}/bitacora/nuevo`, get: MANAGERS, post: [302, 403, 403, 422, 422] },
    { route: "circulos/:id/bitacora.pdf", path: `/circulos/${s.decidingCircle}/bitacora.pdf`, get: 200, post: none },
    { route: "circulos/:id/bitacora.csv", path: `/circulos/${s.decidingCircle}/bitacora.csv`, get: 200, post: none },
    { route: "circulos/:id/bitacora.md", path: `/circulos/${s.decidingCircle}/bitacora.md`, get: 200, post: none },
    { route: "nodos/:slug/bitacora", path: "/nodos/electricidad/bitacora", get: 200, post: none },
    { route: "nodos/:slug/bitacora.pdf", path: "/nodos/electricidad/bitacora.pdf", get: 200, post: none },
    { route: "nodos/:slug/bitacora.csv", path: "/nodos/electricidad/bitacora.csv", get: 200, post: none },
    { route: "nodos/:slug/bitacora.md", path: "/nodos/electricidad/bitacora.md", get: 200, post: none },
    { route: "bitacora", path: "/bitacora", get: 200, post: none },
    { route: "bitacora.pdf", path: "/bitacora.pdf", get: 200, post: none },
    { route: "bitacora.csv", path: "/bitacora.csv", get: 200, post: none },
    { route: "bitacora.md", path: "/bitacora.md", get: 200, post: none },
    { route: "bitacora/:agreementId", path: `/bitacora/${s.logged}`, get: 200, post: [302, 404, 404, 404, 404] },
    { route: "bitacora/:agreementId", path: `/bitacora/${s.logged}?hacer=mantener`, get: [403, 403, 403, 200, 200] },
    { route: "bitacora/:agreementId", path: `/bitacora/${s.forNetwork}`, get: [404, 200, 200, 200, 200], post: [302, 404, 404, 404, 404] },
    { route: "bitacora/:agreementId", path: "/bitacora/no-existe", get: 404 },
    { route: "establecimientos", path: "/establecimientos", get: 200, post: none },
    { route: "establecimientos/:slug", path: `/establecimientos/${s.school}`, get: 200, post: none },
    { route: "establecimientos/:slug/contrapartes", path: `/establecimientos/${s.school}/contrapartes`, get: [302, 403, 403, 403, 200], post: [302, 403, 403, 403, 422] },
    { route: "eventos", path: "/eventos", get: 200, post: none },
    { route: "eventos/nuevo", path: "/eventos/nuevo", get: [302, 403, 200, 200, 200], post: [302, 403, 422, 422, 422] },
    { route: "eventos/plantillas", path: "/eventos/plantillas", get: [302, 403, 200, 200, 200], post: [302, 403, 422, 422, 422] },
    { route: "eventos/:id", path: event(s.solar), get: 200, post: none },
    // For members of the network: to a visitor it does not exist.
    { route: "eventos/:id", path: event(s.visit), get: [404, 200, 200, 200, 200] },
    // A draft is there for those who may manage it.
    { route: "eventos/:id", path: event(s.draft), get: [404, 404, 404, 200, 200] },
    { route: "eventos/:id/editar", path: event(s.solar, "/editar"), get: MANAGERS, post: [302, 403, 403, 422, 422] },
    { route: "eventos/:id/editar", path: event(s.draft, "/editar"), get: [302, 404, 404, 200, 200] },
    { route: "eventos/:id/invitados", path: event(s.solar, "/invitados"), get: MANAGERS },
    { route: "eventos/:id/invitados", path: event(s.draft, "/invitados"), get: [302, 404, 404, 200, 200] },
    { route: "eventos/:id/revisar", path: event(s.draft, "/revisar"), get: [302, 404, 404, 200, 200] },
    { route: "eventos/:id/aplazar", path: event(s.solar, "/aplazar"), get: MANAGERS, post: [302, 403, 403, 422, 422] },
    { route: "eventos/:id/cancelar", path: event(s.solar, "/cancelar"), get: MANAGERS },
    { route: "eventos/:id/respuestas", path: event(s.solar, "/respuestas"), get: MANAGERS },
    { route: "eventos/:id/respuestas.csv", path: event(s.solar, "/respuestas.csv"), get: MANAGERS, post: none },
    { route: "eventos/:id/plantilla", path: event(s.solar, "/plantilla"), get: MANAGERS, post: [302, 403, 403, 422, 422] },
    { route: "eventos/:id/plantilla", path: event(s.draft, "/plantilla"), get: [302, 404, 404, 200, 200] },
    { route: "eventos/:id/recordar", path: event(s.solar, "/recordar"), get: MANAGERS },
    { route: "eventos/:id/envio", path: event(s.solar, "/envio"), get: MANAGERS, post: none },
    { route: "eventos/:id/bandeja", path: event(s.solar, "/bandeja"), get: MANAGERS, post: none },
    { route: "eventos/:id/bandeja/:mail", path: event(s.solar, `/bandeja/${s.trayMail}`), get: MANAGERS, post: [302, 403, 403, 422, 422] },
    // Another meeting's mail is not here.
    { route: "eventos/:id/bandeja/:mail", path: event(s.solar, `/bandeja/${s.lostMail}`), get: [302, 403, 403, 404, 404] },
    { route: "eventos/:id/bandeja/:mail/original.txt", path: event(s.solar, `/bandeja/${s.trayMail}/original.txt`), get: MANAGERS, post: none },
    // Only takes answers: it leads to the meeting, with what was wrong said on top.
    { route: "eventos/:id/fechas", path: event(s.series, "/fechas"), get: [404, 200, 200, 200, 200], post: [302, 403, 403, 422, 422] },
    { route: "eventos/:id/fechas", path: event(s.solar, "/fechas"), get: 404 },
    { route: "eventos/:id/responder", path: event(s.solar, "/responder"), get: 302, post: 302 },
    { route: "eventos/:id/cosecha", path: event(s.held, "/cosecha"), get: MANAGERS },
    { route: "cosecha/:token", path: `/cosecha/${s.harvest}`, get: 200, post: 422 },
    { route: "cosecha/:token", path: "/cosecha/no-es-un-enlace", get: 404, post: 404 },
    { route: "eventos/:id/carga", path: event(s.draft, "/carga"), get: [302, 404, 404, 200, 200], post: none },
    { route: "eventos/:id/carga", path: event(s.solar, "/carga"), get: MANAGERS },
    { route: "eventos/:id/sondeo", path: event(s.draft, "/sondeo"), get: [302, 404, 404, 200, 200], post: [302, 404, 404, 422, 422] },
    // It has its date: what is left leads back to it.
    { route: "eventos/:id/sondeo", path: event(s.solar, "/sondeo"), get: [302, 403, 403, 302, 302], post: [302, 403, 403, 409, 409] },
    { route: "fecha/:token", path: `/fecha/${s.poll}`, get: 200, post: 422 },
    { route: "fecha/:token", path: "/fecha/no-es-un-enlace", get: 404, post: 404 },
    // The teacher takes part in preparing it.
    { route: "eventos/:id/plan", path: event(s.planned, "/plan"), get: [302, 200, 404, 200, 200], post: [302, 404, 404, 404, 404] },
    { route: "eventos/:id/plan", path: event(s.solar, "/plan"), get: [302, 404, 404, 200, 200] },
    { route: "eventos/:id/plan/editar", path: event(s.planned, "/plan/editar?parte=tareas"), get: [302, 403, 404, 200, 200], post: [302, 403, 404, 422, 422] },
    { route: "eventos/:id/plan.pdf", path: event(s.planned, "/plan.pdf"), get: [302, 200, 404, 200, 200], post: none },
    { route: "tarea/:token", path: `/tarea/${s.duty}`, get: 200, post: 422 },
    { route: "tarea/:token", path: "/tarea/no-es-un-enlace", get: 404, post: 422 },
    { route: "eventos/:id/asistencia", path: event(s.solar, "/asistencia"), get: MANAGERS, post: [302, 403, 403, 302, 302] },
    { route: "eventos/:id/asistencia", path: event(s.draft, "/asistencia"), get: [302, 404, 404, 404, 404] },
    { route: "eventos/:id/asistencia.csv", path: event(s.solar, "/asistencia.csv"), get: MANAGERS, post: none },
    { route: "eventos/:id/puerta", path: event(s.solar, "/puerta"), get: MANAGERS, post: none },
    { route: "eventos/:id/puerta/lista", path: event(s.solar, "/puerta/lista"), get: MANAGERS, post: [302, 403, 403, 422, 422] },
    { route: "eventos/:id/puerta/codigo", path: event(s.solar, "/puerta/codigo"), get: MANAGERS, post: [302, 403, 403, 302, 302] },
    { route: "eventos/:id/puerta/personas", path: event(s.solar, "/puerta/personas"), get: MANAGERS, post: [302, 403, 403, 422, 422] },
    { route: "eventos/:id/llegue", path: event(s.solar, "/llegue"), get: SIGNED_IN, post: [302, 422, 422, 422, 422] },
    { route: "i/:token/llegue", path: `/i/${s.answer}/llegue`, get: 200, post: 422 },
    { route: "i/:token/llegue", path: "/i/no-es-un-enlace/llegue", get: 404, post: 404 },
    { route: "i/:token/entrada", path: `/i/${s.answer}/entrada`, get: 200, post: none },
    { route: "i/:token/entrada", path: "/i/no-es-un-enlace/entrada", get: 404 },
    { route: "i/:token/entrada.png", path: `/i/${s.answer}/entrada.png`, get: 200, post: none },
    { route: "i/:token", path: `/i/${s.answer}`, get: 200, post: 422 },
    { route: "i/:token", path: "/i/no-es-un-enlace", get: 404, post: 404 },
    { route: "b/:token", path: `/b/${s.stop}`, get: 200 },
    { route: "b/:token", path: "/b/no-es-un-enlace", get: 404 },
    { route: "calendario", path: "/calendario", get: 200, post: none },
    { route: "calendario/suscribir", path: "/calendario/suscribir", get: 200, post: none },
    { route: "correo", path: "/correo", get: 200, post: none },
    { route: "correo/:id", path: `/correo/${s.mail}`, get: 200, post: none },
    { route: "correo/:id/:part", path: `/correo/${s.mail}/html`, get: 200, post: none },
    { route: "admin", path: "/admin", get: ADMINS, post: none },
    { route: "eventos/:id/agenda", path: event(s.solar, "/agenda"), get: 200, post: [302, 403, 403, 404, 404] },
    { route: "eventos/:id/agenda", path: event(s.visit, "/agenda"), get: [404, 200, 200, 200, 200] },
    { route: "eventos/:id/agenda", path: event(s.draft, "/agenda"), get: [404, 404, 404, 200, 200] },
    { route: "eventos/:id/acta", path: event(s.held, "/acta"), get: SIGNED_IN, post: [302, 403, 403, 404, 404] },
    { route: "eventos/:id/acta/editar", path: event(s.held, "/acta/editar"), get: MANAGERS, post: [302, 403, 403, 302, 302] },
    { route: "eventos/:id/acta.pdf", path: event(s.held, "/acta.pdf"), get: SIGNED_IN, post: none },
    // Nothing was published of it.
    { route: "eventos/:id/acta.pdf", path: event(s.solar, "/acta.pdf"), get: [302, 404, 404, 404, 404] },
    { route: "acta/:token", path: `/acta/${s.minutes}`, get: 200, post: none },
    { route: "acta/:token", path: "/acta/no-es-un-enlace", get: 404 },
    { route: "acta/:token/acta.pdf", path: `/acta/${s.minutes}/acta.pdf`, get: 200, post: none },
    { route: "acuerdo/:token", path: `/acuerdo/${s.agreement}`, get: 200, post: 422 },
    { route: "acuerdo/:token", path: "/acuerdo/no-es-un-enlace", get: 404, post: 422 },
    { route: "eventos/:id/certificados", path: event(s.held, "/certificados"), get: MANAGERS, post: [302, 403, 403, 422, 422] },
    { route: "certificados/:code", path: `/certificados/${s.certificate}`, get: 200, post: none },
    { route: "certificados/:code", path: "/certificados/AAAA-AAAA-AAAA-AAAA", get: 404 },
    // The code stands on paper: it opens the page that verifies, not the document.
    { route: "certificados/:code/certificado.pdf", path: `/certificados/${s.certificate}/certificado.pdf`, get: [404, 404, 404, 200, 200], post: none },
    { route: "cuenta/certificados", path: "/cuenta/certificados", get: SIGNED_IN, post: none },
    { route: "cuenta/firma", path: "/cuenta/firma", get: SIGNED_IN, post: [302, 422, 422, 422, 422] },
    { route: "cuenta/acuerdos", path: "/cuenta/acuerdos", get: SIGNED_IN, post: [302, 422, 422, 422, 422] },
    { route: "admin/plantillas", path: "/admin/plantillas", get: ADMINS, post: none },
    { route: "admin/plantillas/:id", path: "/admin/plantillas/00000000-0000-7000-8000-000000000001", get: ADMINS, post: [302, 404, 404, 404, 422] },
    { route: "admin/calendario-escolar", path: "/admin/calendario-escolar", get: ADMINS, post: [302, 404, 404, 404, 422] },
    { route: "admin/correo", path: "/admin/correo", get: ADMINS, post: [302, 404, 404, 404, 422] },
    { route: "admin/correo/direcciones", path: "/admin/correo/direcciones", get: ADMINS, post: [302, 404, 404, 404, 422] },
    { route: "admin/bandeja", path: "/admin/bandeja", get: ADMINS, post: none },
    { route: "admin/bandeja/:mail", path: `/admin/bandeja/${s.lostMail}`, get: ADMINS },
    { route: "admin/bandeja/:mail", path: `/admin/bandeja/${s.trayMail}`, get: [302, 404, 404, 404, 404] },
    { route: "admin/bandeja/:mail/original.txt", path: `/admin/bandeja/${s.lostMail}/original.txt`, get: ADMINS, post: none },
    { route: "admin/nodos/nuevo", path: "/admin/nodos/nuevo", get: ADMINS, post: [302, 404, 404, 404, 422] },
    { route: "admin/nodos/:slug/coordinacion", path: "/admin/nodos/electricidad/coordinacion", get: ADMINS, post: [302, 404, 404, 404, 422] },
    { route: "admin/personas", path: "/admin/personas", get: ADMINS, post: [302, 404, 404, 404, 422] },
    { route: "admin/permisos", path: "/admin/permisos", get: ADMINS },
    { route: "admin/recordatorios", path: "/admin/recordatorios", get: ADMINS },
    { route: "admin/importar", path: "/admin/importar", get: ADMINS, post: [302, 404, 404, 404, 422] },
    { route: "admin/importar/recursos", path: "/admin/importar/recursos", get: ADMINS, post: none },
    { route: "oai", path: "/oai?verb=Identify", get: 200, post: 200 },
    { route: "recursos.csv", path: "/recursos.csv", get: 200, post: none },
    { route: "admin/importar/:id", path: `/admin/importar/${s.import}`, get: ADMINS, post: [302, 404, 404, 404, 422] },
    { route: "buscar", path: "/buscar?q=electricidad", get: 200, post: none },
    { route: "buscar", path: "/buscar?q=%00%22%27&en=nada&nodo=no-existe&region=99&pagina=x", get: 200 },
    { route: "buscar.xml", path: "/buscar.xml", get: 200, post: none },
    { route: "recursos", path: "/recursos", get: 200, post: none },
    { route: "recursos/nuevo", path: "/recursos/nuevo", get: SIGNED_IN, post: [302, 422, 422, 422, 422] },
    { route: "recursos/:slug", path: TABLERO, get: 200, post: none },
    { route: "recursos/:slug", path: "/recursos/no-existe", get: 404 },
    { route: "recursos/:slug", path: OF_NODE, get: [404, 200, 404, 200, 200], post: none },
    { route: "recursos/:slug", path: WAITING, get: [404, 200, 404, 200, 200], post: none },
    ...HIDDEN_PARTS.map(({ route, rest, get, post }): Row => ({ route, path: `${OF_NODE}${rest}`, get, post })),
    { route: "recursos/:slug/editar", path: `${TABLERO}/editar`, get: MANAGERS, post: [302, 403, 403, 400, 400] },
    { route: "recursos/:slug/editar", path: `${OF_NODE}/editar`, get: [302, 200, 404, 200, 200], post: [302, 400, 404, 400, 400] },
    { route: "recursos/:slug/archivos", path: `${TABLERO}/archivos`, get: MANAGERS, post: [302, 403, 403, 404, 404] },
    { route: "recursos/:slug/archivos", path: `${OF_NODE}/archivos`, get: [302, 200, 404, 200, 200], post: [302, 404, 404, 404, 404] },
    { route: "recursos/:slug/versiones", path: `${TABLERO}/versiones`, get: 200, post: none },
    { route: "recursos/:slug/versiones", path: `${OF_NODE}/versiones`, get: [404, 200, 404, 200, 200] },
    { route: "recursos/:slug/versiones/:number", path: `${TABLERO}/versiones/1`, get: 200 },
    { route: "recursos/:slug/versiones/:number", path: `${TABLERO}/versiones/99`, get: 404, post: [302, 403, 403, 404, 404] },
    { route: "recursos/:slug/versiones/:number", path: `${WAITING}/versiones/1`, get: [404, 200, 404, 200, 200] },
    { route: "recursos/:slug/revisar", path: `${WAITING}/revisar`, get: [302, 403, 404, 200, 200], post: [302, 403, 404, 422, 422] },
    { route: "nodos/:slug/recursos", path: "/nodos/electricidad/recursos", get: 200, post: none },
    { route: "admin/especialidades", path: "/admin/especialidades", get: ADMINS, post: [302, 404, 404, 404, 422] },
    { route: "experiencias", path: "/experiencias", get: 200, post: none },
    { route: "experiencias/nueva", path: "/experiencias/nueva", get: SIGNED_IN, post: [302, 422, 422, 422, 422] },
    { route: "experiencias/:slug", path: FAIR, get: 200, post: none },
    { route: "experiencias/:slug", path: "/experiencias/no-existe", get: 404 },
    { route: "experiencias/:slug/editar", path: `${FAIR}/editar`, get: [302, 403, 403, 403, 200], post: [302, 403, 403, 403, 409] },
    { route: "experiencias/:slug/guardar", path: `${FAIR}/guardar`, get: 404, post: [302, 403, 403, 403, 409] },
    { route: "experiencias/:slug/afiche", path: `${FAIR}/afiche`, get: 200, post: none },
    { route: "recursos/:slug/lo-usamos", path: `${FAIR.replace("experiencias", "recursos")}/lo-usamos`, get: SIGNED_IN, post: [302, 422, 422, 422, 422] },
    { route: "cuenta/repositorio", path: "/cuenta/repositorio", get: SIGNED_IN, post: none },
    { route: "recursos/:slug/comentarios", path: `${FAIR.replace("experiencias", "recursos")}/comentarios`, get: SIGNED_IN, post: [302, 422, 422, 422, 422] },
    { route: "recursos/:slug/marcas", path: `${FAIR.replace("experiencias", "recursos")}/marcas`, get: 404, post: [302, 422, 422, 422, 422] },
    { route: "recursos/:slug/denunciar", path: `${FAIR.replace("experiencias", "recursos")}/denunciar`, get: 200, post: 422 },
    { route: "recursos/:slug/denunciar", path: "/recursos/no-existe/denunciar", get: 404 },
    { route: "recursos/:slug/coleccion", path: `${FAIR.replace("experiencias", "recursos")}/coleccion`, get: SIGNED_IN, post: [302, 422, 422, 422, 422] },
    // Whoever cares for the repository of a node sees the reports of its resources there.
    { route: "admin/denuncias", path: "/admin/denuncias", get: [302, 404, 200, 200, 200], post: [302, 404, 422, 422, 422] },
    { route: "colecciones", path: "/colecciones", get: 200, post: none },
    { route: "colecciones/nueva", path: "/colecciones/nueva", get: SIGNED_IN, post: [302, 422, 422, 422, 422] },
    { route: "colecciones/:slug", path: PATH, get: 200, post: none },
    // The teacher's own: for nobody else, administration included.
    { route: "colecciones/:slug", path: "/colecciones/para-mi-curso-de-tercero", get: [404, 200, 404, 404, 404] },
    { route: "colecciones/:slug/editar", path: `${PATH}/editar`, get: MANAGERS, post: [302, 403, 403, 422, 422] },
    { route: "colecciones/:slug/editar", path: "/colecciones/para-mi-curso-de-tercero/editar", get: [302, 200, 404, 404, 404], post: [302, 422, 404, 404, 404] },
    ...talkRows(s, none),
    ...callRows(s, none),
    { route: "ayuda", path: "/ayuda", get: 200, post: none },
    { route: "privacidad", path: "/privacidad", get: 200, post: none },
    { route: "accesibilidad", path: "/accesibilidad", get: 200, post: none },
    { route: "sitemap.xml", path: "/sitemap.xml", get: 200, post: none },
    { route: "robots.txt", path: "/robots.txt", get: 200, post: none },
    { route: "*", path: "/no-existe", get: 404, post: 404 },
    // in front of Remix
    { route: "(feeds)", path: "/calendario.ics", get: 200 },
    { route: "(feeds)", path: "/calendario.ics?tipo=session&region=06", get: 200 },
    { route: "(feeds)", path: "/calendario.ics?mio=1", get: 404 },
    { route: "(feeds)", path: event(s.solar, "/tarjeta.png"), get: 200 },
    { route: "(feeds)", path: event(s.visit, "/tarjeta.png"), get: 404 },
    { route: "(feeds)", path: "/nodos/electricidad/calendario.ics", get: 200 },
    { route: "(feeds)", path: `/establecimientos/${s.school}/calendario.ics`, get: 200 },
    { route: "(feeds)", path: `/eventos/${s.solar}/evento.ics`, get: 200 },
    { route: "(feeds)", path: `/eventos/${s.visit}/evento.ics`, get: [404, 200, 200, 200, 200] },
    { route: "(feeds)", path: `/eventos/${s.draft}/evento.ics`, get: 404 },
    { route: "(feeds)", path: `/feeds/${s.feed}.ics`, get: 200 },
    { route: "(feeds)", path: "/feeds/no-es-un-enlace.ics", get: 404 },
    { route: "(feeds)", path: "/feed.xml", get: 200 },
    { route: "(feeds)", path: "/recursos/feed.xml", get: 200 },
    { route: "(archives)", path: `${PATH}.zip`, get: 200 },
    { route: "(archives)", path: "/colecciones/para-mi-curso-de-tercero.zip", get: [404, 200, 404, 404, 404] },
    { route: "(archives)", path: "/colecciones/no-existe.zip", get: 404 },
    { route: "(uploads)", path: "/subidas/importar/recursos", get: 404, post: [302, 404, 404, 404, 302] },
    { route: "(feeds)", path: "/nodos/electricidad/feed.xml", get: 200 },
    { route: "(health)", path: "/healthz", get: 200 },
    { route: "(health)", path: "/metrics", get: 200 }, // loopback
  ];
}

/** The teacher asked in Electricidad, for its people alone; its coordinator announced. */
function talkRows(s: Awaited<ReturnType<typeof subjects>>, none: number): Row[] {
  const talk = (id: string, rest = "") => `/conversaciones/${id}${rest}`;
  return [
    { route: "nodos/:slug/conversaciones", path: "/nodos/electricidad/conversaciones", get: 200, post: none },
    { route: "nodos/:slug/conversaciones/nueva", path: "/nodos/electricidad/conversaciones/nueva", get: [302, 200, 403, 200, 200], post: [302, 422, 403, 422, 422] },
    // Mails lead here: a visitor is asked to enter, whether there is such a conversation or not.
    { route: "conversaciones/:id", path: talk(s.asked), get: [302, 200, 404, 200, 200], post: [302, 422, 404, 422, 422] },
    { route: "conversaciones/:id", path: talk(s.talkForAll), get: [302, 200, 200, 200, 200], post: [302, 422, 422, 422, 422] },
    { route: "conversaciones/:id", path: talk(s.announcedToAll), get: 200, post: [302, 422, 422, 422, 422] },
    { route: "conversaciones/:id", path: talk(s.closedTalk), get: [302, 200, 404, 200, 200] },
    { route: "conversaciones/:id", path: talk("no-existe"), get: [302, 404, 404, 404, 404] },
    { route: "conversaciones/:id/editar", path: talk(s.asked, "/editar"), get: [302, 200, 404, 200, 200], post: [302, 422, 404, 422, 422] },
    { route: "conversaciones/:id/editar", path: talk(s.announced, "/editar"), get: [302, 403, 404, 200, 200], post: [302, 403, 404, 422, 422] },
    // Only takes acts: it leads to the conversation.
    { route: "conversaciones/:id/acciones", path: talk(s.asked, "/acciones"), get: [302, 302, 404, 302, 302], post: [302, 302, 404, 302, 302] },
    { route: "conversaciones/:id/mensajes/:post", path: talk(s.asked, `/mensajes/${s.askedPost}`), get: [302, 200, 404, 403, 403], post: [302, 422, 404, 403, 403] },
    // Another conversation's post is not here.
    { route: "conversaciones/:id/mensajes/:post", path: talk(s.announced, `/mensajes/${s.askedPost}`), get: [302, 404, 404, 404, 404] },
    { route: "novedades", path: "/novedades", get: SIGNED_IN, post: 302 },
    { route: "resumen/:token", path: `/resumen/${s.digest}`, get: 200, post: 422 },
    { route: "resumen/:token", path: "/resumen/no-es-un-enlace", get: 404, post: 404 },
  ];
}

/** The open one is public and of Electricidad; the one that is assessed now is for people with an account, and none of these organises it. */
function callRows(s: Awaited<ReturnType<typeof subjects>>, none: number): Row[] {
  const call = (slug: string, rest = "") => `/convocatorias/${slug}${rest}`;
  const applied = (id: string, rest = "") => `/postulaciones/${id}${rest}`;
  return [
    { route: "convocatorias", path: "/convocatorias", get: 200, post: none },
    { route: "convocatorias/nueva", path: "/convocatorias/nueva", get: [302, 403, 200, 200, 200], post: [302, 403, 422, 422, 422] },
    { route: "convocatorias/:slug", path: call(s.openCall), get: 200, post: [302, 403, 403, 422, 422] },
    { route: "convocatorias/:slug", path: call(s.assessedCall), get: [404, 200, 200, 200, 200], post: [302, 403, 403, 403, 422] },
    { route: "convocatorias/:slug", path: call(s.draftCall), get: [404, 404, 404, 404, 200] },
    { route: "convocatorias/:slug/editar", path: call(s.openCall, "/editar"), get: MANAGERS, post: [302, 403, 403, 422, 422] },
    { route: "convocatorias/:slug/formulario", path: call(s.openCall, "/formulario"), get: MANAGERS, post: [302, 403, 403, 422, 422] },
    { route: "convocatorias/:slug/rubrica", path: call(s.openCall, "/rubrica"), get: MANAGERS, post: [302, 403, 403, 422, 422] },
    { route: "convocatorias/:slug/jurado", path: call(s.openCall, "/jurado"), get: MANAGERS, post: [302, 403, 403, 422, 422] },
    { route: "convocatorias/:slug/postular", path: call(s.openCall, "/postular"), get: SIGNED_IN, post: [302, 422, 422, 422, 422] },
    { route: "convocatorias/:slug/postulaciones", path: call(s.openCall, "/postulaciones"), get: MANAGERS, post: none },
    { route: "convocatorias/:slug/postulaciones.csv", path: call(s.openCall, "/postulaciones.csv"), get: MANAGERS, post: none },
    // For its jury, in which none of these sits.
    { route: "convocatorias/:slug/evaluar", path: call(s.assessedCall, "/evaluar"), get: [302, 404, 404, 404, 404], post: [302, 404, 404, 404, 404] },
    { route: "convocatorias/:slug/resultados", path: call(s.decidedCall, "/resultados"), get: 200, post: [302, 403, 403, 422, 422] },
    // Nothing is published: the organisers, who are none of these but administration, read the list by score.
    { route: "convocatorias/:slug/resultados", path: call(s.assessedCall, "/resultados"), get: [404, 404, 404, 404, 200], post: [302, 404, 404, 404, 422] },
    { route: "convocatorias/:slug/resultados.csv", path: call(s.decidedCall, "/resultados.csv"), get: MANAGERS, post: none },
    { route: "convocatorias/:slug/resultados.csv", path: call(s.assessedCall, "/resultados.csv"), get: [302, 404, 404, 404, 200] },
    // A draft is of whoever writes it; what was sent in, of the organisers too.
    { route: "postulaciones/:id", path: applied(s.ownApplication), get: [302, 200, 404, 404, 404], post: [302, 422, 404, 404, 404] },
    { route: "postulaciones/:id", path: applied(s.openApplication), get: [302, 404, 404, 200, 200], post: [302, 404, 404, 422, 422] },
    { route: "postulaciones/:id", path: applied(s.assessedApplication), get: [302, 404, 404, 404, 200], post: [302, 404, 404, 404, 422] },
    { route: "postulaciones/:id/editar", path: applied(s.ownApplication, "/editar"), get: [302, 200, 404, 404, 404], post: [302, 409, 404, 404, 404] },
    { route: "postulaciones/:id/guardar", path: applied(s.ownApplication, "/guardar"), get: 404, post: [302, 409, 404, 404, 404] },
    { route: "postulaciones/:id/evaluar", path: applied(s.assessedApplication, "/evaluar"), get: [302, 404, 404, 404, 404], post: [302, 404, 404, 404, 404] },
    { route: "cuenta/postulaciones", path: "/cuenta/postulaciones", get: SIGNED_IN, post: none },
  ];
}

const five = (statuses: Statuses): number[] => (typeof statuses === "number" ? Array(5).fill(statuses) : statuses);

async function statusOf(server: OwnServer, method: "GET" | "POST", path: string, cookie: string): Promise<number> {
  const body = method === "POST" ? new URLSearchParams() : undefined;
  const response = await fetch(server.url + path, { method, body: body ?? null, redirect: "manual", headers: { ...(cookie ? { cookie } : {}) } });
  await response.arrayBuffer();
  return response.status === 303 || response.status === 301 ? 302 : response.status;
}

let server: OwnServer;
test.beforeAll(async () => {
  server = await startOwnServer("matrix");
});
test.afterAll(async () => {
  await server.stop();
});

async function prepared() {
  const { db } = server.database;
  const now = new Date().toISOString();
  const admin = await db.selectFrom("people").select("id").where("email", "=", "admin@nodos.example").executeTakeFirstOrThrow();
  const feed = newId();
  await db
    .insertInto("feeds")
    .values({ id: feed, person_id: admin.id, label: "Todo", filter: JSON.stringify({ mine: true }), created_at: now, last_fetched_at: null, revoked_at: null })
    .execute();
  const run = newId();
  const report = JSON.stringify({ lines: [{ line: 2, action: "create", title: "Liceo", changes: [], reasons: [] }], unknownColumns: [] });
  await db
    .insertInto("imports")
    .values({ id: run, kind: "people", file_name: "a.csv", content: "", report, state: "checked", done: 0, total: 1, created_by: admin.id, created_at: now, applied_at: null })
    .execute();
  return { ...(await subjects(server.database, server.deployment)), feed: mintToken(server.deployment.secret, "feed", feed), import: run, requestNode: "mineria" };
}

test("every route answers each kind of person as it should", async () => {
  test.setTimeout(120_000);
  const cookies = await Promise.all(EMAILS.map((email) => (email ? cookieOf(server.database, server.deployment, email) : "")));
  const wrong: string[] = [];
  for (const row of rows(await prepared())) {
    for (const [n, who] of ACTORS.entries()) {
      const got = await statusOf(server, "GET", row.path, cookies[n] ?? "");
      if (got !== five(row.get)[n]) wrong.push(`GET ${row.path} as ${who}: ${got}, not ${five(row.get)[n]}`);
      if (row.post === undefined) continue;
      const posted = await statusOf(server, "POST", row.path, cookies[n] ?? "");
      if (posted !== five(row.post)[n]) wrong.push(`POST ${row.path} as ${who}: ${posted}, not ${five(row.post)[n]}`);
    }
  }
  expect(wrong).toEqual([]);
});

test("no route is without a row", async () => {
  const paths = (entries: RouteConfigEntry[]): string[] =>
    entries.flatMap((entry) => [...(entry.children ? paths(entry.children) : []), ...(entry.file ? [entry.path ?? ""] : [])]);
  const told = new Set(rows(await prepared()).map((row) => row.route));
  expect(paths(routes as RouteConfigEntry[]).filter((path) => !told.has(path))).toEqual([]);
});

test("a mailed link opened by GET or HEAD changes nothing", async () => {
  const { answer, stop, poll, duty, agreement, voice, digest } = await subjects(server.database, server.deployment);
  const state = async () =>
    JSON.stringify([
      await server.database.db.selectFrom("invitations").selectAll().orderBy("id").execute(),
      await server.database.db.selectFrom("mail_stops").selectAll().execute(),
      await server.database.db.selectFrom("date_poll_votes").selectAll().orderBy("voter_id").orderBy("slot_id").execute(),
      await server.database.db.selectFrom("agreements").selectAll().orderBy("id").execute(),
      await server.database.db.selectFrom("event_duties").selectAll().orderBy("id").execute(),
      await server.database.db.selectFrom("process_acts").selectAll().orderBy("id").execute(),
      await server.database.db.selectFrom("process_calls").selectAll().orderBy("id").execute(),
      await server.database.db.selectFrom("people").select(["id", "digest"]).orderBy("id").execute(),
    ]);
  const before = await state();
  for (const path of [
    `/acuerdo/${agreement}`,
    `/fecha/${poll}`,
    `/tarea/${duty}`,
    `/voz/${voice}`,
    `/resumen/${digest}`,
    `/resumen/${digest}?digest=never&List-Unsubscribe=One-Click`,
    `/i/${answer}`,
    `/i/${answer}?r=yes`,
    `/i/${answer}?answer=yes`,
    `/b/${stop}`,
    `/b/${stop}?List-Unsubscribe=One-Click`,
  ]) {
    for (const method of ["GET", "HEAD"]) expect((await fetch(server.url + path, { method })).status).toBe(200);
  }
  expect(await state()).toBe(before);
});
