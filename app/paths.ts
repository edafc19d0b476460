/** Every URL as a typed function: nobody writes one by hand. Paths begin with "/"; `absolute` adds the deployment's host. */

type Query = Record<string, string | number | null | undefined>;

function withQuery(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "") search.set(key, String(value));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

const slugged =
  (base: string) =>
  (slug: string, rest = "") =>
    `${base}/${encodeURIComponent(slug)}${rest}`;
const node = slugged("/nodos");
const establishment = slugged("/establecimientos");
const event = slugged("/eventos");

export const paths = {
  home: () => "/",
  signIn: (back?: string) => withQuery("/entrar", { volver: back }),
  signInLinkRequest: (query?: { enviado: 1 }) => withQuery("/entrar/enlace", query),
  signInLink: (token: string) => `/entrar/${token}`,
  signOut: () => "/salir",
  register: (query?: { enviado: 1 }) => withQuery("/registro", query),
  confirm: (token: string) => `/registro/${token}`,
  resetRequest: (query?: { enviado: 1 }) => withQuery("/clave", query),
  reset: (token: string) => `/clave/${token}`,
  firstAdmin: (token: string) => `/preparar/${token}`,
  account: () => "/cuenta",
  accountEmail: () => "/cuenta/correo",
  accountEmailConfirm: (token: string) => `/cuenta/correo/${token}`,
  accountPassword: () => "/cuenta/clave",
  accountSessions: () => "/cuenta/sesiones",
  accountNotices: () => "/cuenta/avisos",
  accountData: () => "/cuenta/mis-datos.json",
  accountClose: () => "/cuenta/cerrar",
  accountFeeds: (query?: { nodo?: string; tipo?: string; region?: string; mio?: string; anular?: string }) => withQuery("/cuenta/calendarios", query),

  nodes: (query?: { region?: string; tipo?: string; q?: string; pagina?: number }) => withQuery("/nodos", query),
  node: (slug: string) => node(slug),
  nodePeople: (slug: string, page?: number) => withQuery(node(slug, "/personas"), { pagina: page }),
  nodeSchools: (slug: string, page?: number) => withQuery(node(slug, "/establecimientos"), { pagina: page }),
  nodeMeetings: (slug: string, query?: Query) => withQuery(node(slug, "/reuniones"), query),
  nodeMembership: (slug: string) => node(slug, "/membresia"),
  nodeRequests: (slug: string) => node(slug, "/solicitudes"),
  nodeEdit: (slug: string) => node(slug, "/editar"),
  nodeFeed: (slug: string) => node(slug, "/calendario.ics"),
  nodeAtom: (slug: string) => node(slug, "/feed.xml"),
  establishments: (query?: { region?: string; q?: string; pagina?: number }) => withQuery("/establecimientos", query),
  establishment: (slug: string) => establishment(slug),
  establishmentCounterparts: (slug: string) => establishment(slug, "/contrapartes"),
  establishmentFeed: (slug: string) => establishment(slug, "/calendario.ics"),

  events: (query?: { nodo?: string; tipo?: string; region?: string; cuando?: string; q?: string; pagina?: number }) => withQuery("/eventos", query),
  eventNew: (query?: { nodo?: string; copia?: string }) => withQuery("/eventos/nuevo", query),
  event: (id: string) => event(id),
  eventEdit: (id: string) => event(id, "/editar"),
  eventAudience: (id: string) => event(id, "/invitados"),
  eventReview: (id: string) => event(id, "/revisar"),
  eventPostpone: (id: string) => event(id, "/aplazar"),
  eventCancel: (id: string) => event(id, "/cancelar"),
  eventAnswers: (id: string, query?: Query) => withQuery(event(id, "/respuestas"), query),
  eventAnswersCsv: (id: string) => event(id, "/respuestas.csv"),
  eventRemind: (id: string) => event(id, "/recordar"),
  eventSending: (id: string) => event(id, "/envio"),
  eventAnswer: (id: string) => event(id, "/responder"),
  eventIcs: (id: string) => event(id, "/evento.ics"),
  answerLink: (token: string, preset?: "yes" | "no" | "maybe") => withQuery(`/i/${token}`, { r: preset }),
  unsubscribe: (token: string) => `/b/${token}`,

  calendar: (query?: { vista?: string; mes?: string; dia?: string; nodo?: string; tipo?: string; region?: string; mio?: string; pagina?: number }) =>
    withQuery("/calendario", query),
  subscribe: (query?: { nodo?: string; establecimiento?: string }) => withQuery("/calendario/suscribir", query),
  publicFeed: () => "/calendario.ics",
  privateFeed: (token: string) => `/feeds/${token}.ics`,
  atom: () => "/feed.xml",

  caughtMail: (query?: { para?: string; pagina?: number }) => withQuery("/correo", query),
  caughtMessage: (id: string) => `/correo/${id}`,
  caughtPart: (id: string, part: "html" | "original.eml" | "invite.ics") => `/correo/${id}/${part}`,

  admin: () => "/admin",
  adminMail: (query?: { estado?: string; q?: string; pagina?: number }) => withQuery("/admin/correo", query),
  adminNodeNew: () => "/admin/nodos/nuevo",
  adminNodeCoordinators: (slug: string, query?: Query) => withQuery(`/admin/nodos/${encodeURIComponent(slug)}/coordinacion`, query),
  adminPeople: (query?: { q?: string; pagina?: number }) => withQuery("/admin/personas", query),
  adminImport: () => "/admin/importar",
  adminImportRun: (id: string, query?: Query) => withQuery(`/admin/importar/${id}`, query),

  help: (anchor?: string) => (anchor ? `/ayuda#${anchor}` : "/ayuda"),
  privacy: () => "/privacidad",
  accessibility: () => "/accesibilidad",
  sitemap: () => "/sitemap.xml",
} as const;

/** The whole URL of a path, for mails, feeds and cards. */
export function absolute(deployment: { publicUrl: string }, path: string): string {
  return deployment.publicUrl + path;
}
