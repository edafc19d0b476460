import { index, type RouteConfig, route } from "@remix-run/route-config";

/** Every URL of the product and the file that answers it. URLs are Spanish and for ever; files are English. */
export default [
  index("routes/home/home.tsx"),

  // identity
  route("entrar", "routes/identity/sign-in.tsx"),
  route("entrar/enlace", "routes/identity/link-request.tsx"),
  route("entrar/:token", "routes/identity/link-enter.tsx"),
  route("salir", "routes/identity/sign-out.tsx"),
  route("registro", "routes/identity/register.tsx"),
  route("registro/:token", "routes/identity/confirm.tsx"),
  route("clave", "routes/identity/reset-request.tsx"),
  route("clave/:token", "routes/identity/reset.tsx"),
  route("preparar/:token", "routes/identity/first-admin.tsx"),
  route("cuenta", "routes/account/profile.tsx"),
  route("cuenta/correo", "routes/account/email.tsx"),
  route("cuenta/correo/:token", "routes/account/email-confirm.tsx"),
  route("cuenta/clave", "routes/account/password.tsx"),
  route("cuenta/sesiones", "routes/account/sessions.tsx"),
  route("cuenta/avisos", "routes/account/notices.tsx"),
  route("cuenta/mis-datos.json", "routes/account/own-data.ts"),
  route("cuenta/cerrar", "routes/account/close.tsx"),
  route("cuenta/calendarios", "routes/feeds/account-feeds.tsx"),

  // nodes and places
  route("nodos", "routes/nodes/directory.tsx"),
  route("nodos/:slug", "routes/nodes/node.tsx"),
  route("nodos/:slug/personas", "routes/nodes/people.tsx"),
  route("nodos/:slug/establecimientos", "routes/nodes/schools.tsx"),
  route("nodos/:slug/reuniones", "routes/nodes/meetings.tsx"),
  route("nodos/:slug/membresia", "routes/nodes/membership.tsx"),
  route("nodos/:slug/solicitudes", "routes/nodes/requests.tsx"),
  route("nodos/:slug/editar", "routes/nodes/edit.tsx"),
  route("establecimientos", "routes/places/directory.tsx"),
  route("establecimientos/:slug", "routes/places/establishment.tsx"),
  route("establecimientos/:slug/contrapartes", "routes/places/counterparts.tsx"),

  // events
  route("eventos", "routes/events/directory.tsx"),
  route("eventos/nuevo", "routes/events/new.tsx"),
  route("eventos/:id", "routes/events/event.tsx"),
  route("eventos/:id/editar", "routes/events/edit.tsx"),
  route("eventos/:id/invitados", "routes/events/audience.tsx"),
  route("eventos/:id/revisar", "routes/events/review.tsx"),
  route("eventos/:id/aplazar", "routes/events/postpone.tsx"),
  route("eventos/:id/cancelar", "routes/events/cancel.tsx"),
  route("eventos/:id/respuestas", "routes/events/answers.tsx"),
  route("eventos/:id/respuestas.csv", "routes/events/answers-csv.ts"),
  route("eventos/:id/recordar", "routes/events/remind.tsx"),
  route("eventos/:id/envio", "routes/events/sending.tsx"),
  route("eventos/:id/responder", "routes/events/answer.tsx"),
  route("i/:token", "routes/invitations/answer-by-link.tsx"),
  route("b/:token", "routes/invitations/unsubscribe.tsx"),

  // calendars (the .ics files and Atom feeds are answered in front of Remix: app/http/kept-feeds.server.ts)
  route("calendario", "routes/calendar/calendar.tsx"),
  route("calendario/suscribir", "routes/feeds/subscribe.tsx"),

  // mail caught in the demo
  route("correo", "routes/mail/caught.tsx"),
  route("correo/:id", "routes/mail/caught-message.tsx"),
  route("correo/:id/:part", "routes/mail/caught-part.tsx"),

  // administration
  route("admin", "routes/admin/admin.tsx"),
  route("admin/correo", "routes/admin/mail.tsx"),
  route("admin/nodos/nuevo", "routes/admin/node-new.tsx"),
  route("admin/nodos/:slug/coordinacion", "routes/admin/node-coordinators.tsx"),
  route("admin/personas", "routes/admin/people.tsx"),
  route("admin/importar", "routes/admin/import.tsx"),
  route("admin/importar/:id", "routes/admin/import-run.tsx"),

  // what people are owed
  route("ayuda", "routes/help/help.tsx"),
  route("privacidad", "routes/help/privacy.tsx"),
  route("accesibilidad", "routes/help/accessibility.tsx"),
  route("sitemap.xml", "routes/help/sitemap.ts"),
  route("robots.txt", "routes/help/robots.ts"),
  route("*", "routes/help/nowhere.tsx"),
] satisfies RouteConfig;
