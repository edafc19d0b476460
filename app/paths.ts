/** Every URL as a typed function: nobody writes one by hand. Paths begin with "/"; `absolute` adds the deployment's host. */

/** What calendars are narrowed by: slugs and codes. */
type Choice = {
  nodo?: string | undefined;
  territorio?: string | undefined;
  tipo?: string | undefined;
  region?: string | undefined;
  establecimiento?: string | undefined;
};

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
const circle = slugged("/circulos");
const resource = slugged("/recursos");
const experience = slugged("/experiencias");
const collection = slugged("/colecciones");
const call = slugged("/convocatorias");
const thread = slugged("/conversaciones");
const application = slugged("/postulaciones");

/** What the repository is narrowed by: keys and slugs. */
type RepositoryChoice = Query & { q?: string; tipo?: string; nodo?: string; especialidad?: string; nivel?: string; etiqueta?: string; orden?: string; pagina?: number };

export const paths = {
  home: () => "/",
  signIn: (back?: string) => withQuery("/entrar", { volver: back }),
  signInLinkRequest: (query?: { enviado?: 1; volver?: string }) => withQuery("/entrar/enlace", query),
  /** `back`: where one wanted to go. */
  signInLink: (token: string, back?: string) => withQuery(`/entrar/${token}`, { volver: back }),
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
  accountFeeds: (query?: Choice & { mio?: string; q?: string; anular?: string }) => withQuery("/cuenta/calendarios", query),

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
  eventNew: (query?: { nodo?: string; copia?: string; plantilla?: string; circulo?: string }) => withQuery("/eventos/nuevo", query),
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
  eventCard: (id: string) => event(id, "/tarjeta.png"),

  // series
  eventDates: (id: string, query?: Query) => withQuery(event(id, "/fechas"), query),
  // preparing
  eventAgenda: (id: string, query?: Query) => withQuery(event(id, "/agenda"), query),
  eventPlan: (id: string) => event(id, "/plan"),
  eventPlanEdit: (id: string, part?: string) => withQuery(event(id, "/plan/editar"), { parte: part }),
  eventPlanPdf: (id: string) => event(id, "/plan.pdf"),
  dutyLink: (token: string) => `/tarea/${token}`,
  eventPoll: (id: string, query?: Query) => withQuery(event(id, "/sondeo"), query),
  pollLink: (token: string) => `/fecha/${token}`,
  eventLoad: (id: string, query?: Query) => withQuery(event(id, "/carga"), query),
  eventTemplates: () => "/eventos/plantillas",
  eventSaveTemplate: (id: string) => event(id, "/plantilla"),
  // answers by mail
  eventTray: (id: string, query?: Query) => withQuery(event(id, "/bandeja"), query),
  eventTrayMail: (id: string, mailId: string) => event(id, `/bandeja/${mailId}`),
  eventTrayOriginal: (id: string, mailId: string) => event(id, `/bandeja/${mailId}/original.txt`),
  adminTray: (query?: Query) => withQuery("/admin/bandeja", query),
  adminTrayMail: (mailId: string) => `/admin/bandeja/${mailId}`,
  adminTrayOriginal: (mailId: string) => `/admin/bandeja/${mailId}/original.txt`,
  adminUnreachable: (query?: Query) => withQuery("/admin/correo/direcciones", query),
  // at the door
  eventAttendance: (id: string, query?: Query) => withQuery(event(id, "/asistencia"), query),
  eventAttendanceCsv: (id: string) => event(id, "/asistencia.csv"),
  eventDoor: (id: string) => event(id, "/puerta"),
  eventDoorList: (id: string) => event(id, "/puerta/lista"),
  eventDoorCode: (id: string) => event(id, "/puerta/codigo"),
  eventDoorKeepers: (id: string, query?: Query) => withQuery(event(id, "/puerta/personas"), query),
  enterCode: (id: string) => event(id, "/llegue"),
  enterCodeByLink: (token: string) => `/i/${token}/llegue`,
  pass: (token: string) => `/i/${token}/entrada`,
  passImage: (token: string) => `/i/${token}/entrada.png`,
  nodeParticipation: (slug: string, query?: Query) => withQuery(node(slug, "/participacion"), query),
  nodeParticipationCsv: (slug: string, query?: Query) => withQuery(node(slug, "/participacion.csv"), query),
  // afterwards
  eventMinutes: (id: string, query?: Query) => withQuery(event(id, "/acta"), query),
  eventMinutesEdit: (id: string, query?: Query) => withQuery(event(id, "/acta/editar"), query),
  eventMinutesPdf: (id: string) => event(id, "/acta.pdf"),
  minutesLink: (token: string) => `/acta/${token}`,
  minutesLinkPdf: (token: string) => `/acta/${token}/acta.pdf`,
  agreementLink: (token: string) => `/acuerdo/${token}`,
  accountAgreements: (query?: Query) => withQuery("/cuenta/acuerdos", query),
  eventCertificates: (id: string, query?: Query) => withQuery(event(id, "/certificados"), query),
  certificate: (code: string) => `/certificados/${code}`,
  certificatePdf: (code: string) => `/certificados/${code}/certificado.pdf`,
  accountCertificates: (query?: Query) => withQuery("/cuenta/certificados", query),
  accountSignature: () => "/cuenta/firma",
  eventHarvest: (id: string, query?: Query) => withQuery(event(id, "/cosecha"), query),
  harvestLink: (token: string) => `/cosecha/${token}`,
  /** `series`: what is said is proposed for all dates of the series. */
  answerLink: (token: string, preset?: "yes" | "online" | "no" | "maybe", series = false) => withQuery(`/i/${token}`, { r: preset, serie: series ? 1 : undefined }),
  unsubscribe: (token: string) => `/b/${token}`,

  // circles
  circles: (query?: Query) => withQuery("/circulos", query),
  circleNew: (query?: { nodo?: string; padre?: string }) => withQuery("/circulos/nuevo", query),
  governance: (query?: Query) => withQuery("/circulos/panorama", query),
  governanceCsv: (query?: Query) => withQuery("/circulos/panorama.csv", query),
  circle: (id: string) => circle(id),
  circleEdit: (id: string, query?: Query) => withQuery(circle(id, "/editar"), query),
  circleMembers: (id: string, query?: Query) => withQuery(circle(id, "/personas"), query),
  circleRoleNew: (id: string) => circle(id, "/roles/nuevo"),
  circleRole: (id: string, roleId: string, query?: Query) => withQuery(circle(id, `/roles/${roleId}`), query),
  circleRoleEdit: (id: string, roleId: string) => circle(id, `/roles/${roleId}/editar`),
  investitureNew: (id: string) => circle(id, "/investidura"),
  investiture: (id: string) => `/investiduras/${id}`,
  // deciding
  tensions: (id: string, query?: Query) => withQuery(circle(id, "/tensiones"), query),
  circleProcesses: (id: string, query?: Query) => withQuery(circle(id, "/procesos"), query),
  selectionNew: (id: string, query?: { rol?: string; reunion?: string }) => withQuery(circle(id, "/eleccion"), query),
  proposalNew: (id: string, query?: { tension?: string; tipo?: string; reunion?: string }) => withQuery(circle(id, "/propuesta"), query),
  process: (id: string) => `/procesos/${id}`,
  voiceLink: (token: string) => `/voz/${token}`,
  // logbook
  logbook: (query?: Query) => withQuery("/bitacora", query),
  nodeLogbook: (slug: string, query?: Query) => withQuery(node(slug, "/bitacora"), query),
  circleLogbook: (id: string, query?: Query) => withQuery(circle(id, "/bitacora"), query),
  logbookFile: (format: "pdf" | "csv" | "md", query?: Query) => withQuery(`/bitacora.${format}`, query),
  nodeLogbookFile: (slug: string, format: "pdf" | "csv" | "md", query?: Query) => withQuery(node(slug, `/bitacora.${format}`), query),
  circleLogbookFile: (id: string, format: "pdf" | "csv" | "md", query?: Query) => withQuery(circle(id, `/bitacora.${format}`), query),
  circleAgreementNew: (id: string, query?: { reemplaza?: string }) => withQuery(circle(id, "/bitacora/nuevo"), query),
  circleAgreement: (agreementId: string, query?: { hacer?: "mantener" | "terminar" }) => withQuery(`/bitacora/${agreementId}`, query),
  // stakeholder map
  stakeholders: (slug: string, query?: Query) => withQuery(node(slug, "/actores"), query),
  stakeholdersCsv: (slug: string, query?: Query) => withQuery(node(slug, "/actores.csv"), query),
  stakeholderNew: (slug: string) => node(slug, "/actores/nuevo"),
  stakeholder: (slug: string, actorId: string, query?: Query) => withQuery(node(slug, `/actores/${actorId}`), query),
  stakeholderEdit: (slug: string, actorId: string) => node(slug, `/actores/${actorId}/editar`),

  // repository
  resources: (query?: RepositoryChoice) => withQuery("/recursos", query),
  resourcesCsv: (query?: RepositoryChoice) => withQuery("/recursos.csv", query),
  resourcesAtom: () => "/recursos/feed.xml",
  resourceNew: (query?: { tipo?: string; nodo?: string; de?: string }) => withQuery("/recursos/nuevo", query),
  resource: (slug: string, query?: Query) => withQuery(resource(slug), query),
  resourceEdit: (slug: string, step?: "sobre" | "publicar") => withQuery(resource(slug, "/editar"), { paso: step }),
  resourceFiles: (slug: string) => resource(slug, "/archivos"),
  resourceVersions: (slug: string, query?: Query) => withQuery(resource(slug, "/versiones"), query),
  resourceVersion: (slug: string, number: number, compare?: number) => withQuery(resource(slug, `/versiones/${number}`), { con: compare }),
  resourceReview: (slug: string) => resource(slug, "/revisar"),
  resourceReplicate: (slug: string, query?: { replica?: string }) => withQuery(resource(slug, "/lo-usamos"), query),
  resourceReport: (slug: string, query?: { que?: string; id?: string }) => withQuery(resource(slug, "/denunciar"), query),
  /** GET: the whole conversation; POST: what is said in it. */
  resourceComments: (slug: string, query?: { parte?: string; pagina?: number; retirado?: string }) => withQuery(resource(slug, "/comentarios"), query),
  /** POST: «Guardar» and «Me sirvió». */
  resourceMarks: (slug: string) => resource(slug, "/marcas"),
  resourceCollect: (slug: string) => resource(slug, "/coleccion"),
  nodeResources: (slug: string, query?: Query) => withQuery(node(slug, "/recursos"), query),
  ownResources: (query?: Query) => withQuery("/cuenta/repositorio", query),
  experiences: (query?: RepositoryChoice) => withQuery("/experiencias", query),
  experienceNew: (query?: { nodo?: string; de?: string }) => withQuery("/experiencias/nueva", query),
  experience: (slug: string, query?: Query) => withQuery(experience(slug), query),
  experienceEdit: (slug: string, section?: string) => withQuery(experience(slug, "/editar"), { parte: section }),
  experienceAutosave: (slug: string) => experience(slug, "/guardar"),
  experiencePoster: (slug: string) => experience(slug, "/afiche"),
  /** The page of a resource of any kind. */
  work: (work: { kind: string; slug: string }, query?: Query) => withQuery(work.kind === "experience" ? experience(work.slug) : resource(work.slug), query),
  workEdit: (work: { kind: string; slug: string }) => (work.kind === "experience" ? experience(work.slug, "/editar") : resource(work.slug, "/editar")),
  collections: (query?: Query) => withQuery("/colecciones", query),
  collectionNew: () => "/colecciones/nueva",
  collection: (slug: string, query?: Query) => withQuery(collection(slug), query),
  collectionEdit: (slug: string) => collection(slug, "/editar"),
  collectionZip: (slug: string) => `/colecciones/${encodeURIComponent(slug)}.zip`,
  /** A file under the name it was given; `download`: to be kept, not shown. */
  file: (attachmentId: string, name: string, query?: { descargar?: 1 }) => withQuery(`/archivos/${attachmentId}/${encodeURIComponent(name)}`, query),
  fileThumbnail: (attachmentId: string, width: 320 | 960 = 320) => `/archivos/${attachmentId}/miniatura-${width}.webp`,
  /** POST of a form with files: bytes go straight to the store. */
  fileUpload: (ownerKind: "resource" | "replication" | "post" | "application", ownerId: string) => `/subidas/${ownerKind}/${ownerId}`,
  // conversations
  /** `que`: announcement or discussion. */
  nodeThreads: (slug: string, query?: { que?: string; q?: string; pagina?: number }) => withQuery(node(slug, "/conversaciones"), query),
  threadNew: (slug: string, query?: { que?: string }) => withQuery(node(slug, "/conversaciones/nueva"), query),
  thread: (id: string, query?: Query) => withQuery(thread(id), query),
  threadEdit: (id: string) => thread(id, "/editar"),
  /** POST: pin, close, follow, remove… */
  threadActs: (id: string) => thread(id, "/acciones"),
  /** GET: a post being written or changed, with its files; POST: what is done with it. */
  threadPost: (id: string, postId: string) => thread(id, `/mensajes/${postId}`),
  /** Everything new in one's nodes, since one looked. */
  news: (query?: Query) => withQuery("/novedades", query),
  /** From the digest, without an account's password: what it should be from now on. */
  digestLink: (token: string) => `/resumen/${token}`,

  // calls
  calls: (query?: { estado?: string; nodo?: string; q?: string; pagina?: number }) => withQuery("/convocatorias", query),
  callNew: (query?: { nodo?: string; copia?: string }) => withQuery("/convocatorias/nueva", query),
  call: (slug: string) => call(slug),
  callEdit: (slug: string) => call(slug, "/editar"),
  callForm: (slug: string, query?: Query) => withQuery(call(slug, "/formulario"), query),
  callRubric: (slug: string, query?: Query) => withQuery(call(slug, "/rubrica"), query),
  callJury: (slug: string, query?: Query) => withQuery(call(slug, "/jurado"), query),
  callApply: (slug: string, query?: { experiencia?: string }) => withQuery(call(slug, "/postular"), query),
  callApplications: (slug: string, query?: Query) => withQuery(call(slug, "/postulaciones"), query),
  callApplicationsCsv: (slug: string) => call(slug, "/postulaciones.csv"),
  callAssess: (slug: string, query?: Query) => withQuery(call(slug, "/evaluar"), query),
  callResults: (slug: string, query?: Query) => withQuery(call(slug, "/resultados"), query),
  callResultsCsv: (slug: string) => call(slug, "/resultados.csv"),
  application: (id: string, query?: Query) => withQuery(application(id), query),
  applicationEdit: (id: string, query?: Query) => withQuery(application(id, "/editar"), query),
  applicationAutosave: (id: string) => application(id, "/guardar"),
  applicationAssess: (id: string, query?: Query) => withQuery(application(id, "/evaluar"), query),
  ownApplications: (query?: Query) => withQuery("/cuenta/postulaciones", query),
  search: (query?: { q?: string; en?: string; nodo?: string; region?: string; exacta?: string; pagina?: number }) => withQuery("/buscar", query),
  searchDescription: () => "/buscar.xml",
  oai: () => "/oai",
  adminSpecialties: () => "/admin/especialidades",
  adminReports: (query?: Query) => withQuery("/admin/denuncias", query),
  adminResourcesImport: () => "/admin/importar/recursos",
  /** POST of a form with a table or a folder: in front of Remix, like all uploads. */
  resourcesImportUpload: () => "/subidas/importar/recursos",

  calendar: (query?: Choice & { vista?: string; mes?: string; dia?: string; ano?: string; mio?: string; q?: string; escuela?: string; pagina?: number }) =>
    withQuery("/calendario", query),
  subscribe: (query?: Choice) => withQuery("/calendario/suscribir", query),
  publicFeed: (query?: Choice) => withQuery("/calendario.ics", query),
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
  adminSchoolDays: (query?: Query) => withQuery("/admin/calendario-escolar", query),
  adminAgendaTemplates: (query?: Query) => withQuery("/admin/plantillas", query),
  adminAgendaTemplate: (id: string) => `/admin/plantillas/${id}`,
  adminRights: () => "/admin/permisos",
  adminReminders: () => "/admin/recordatorios",
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
