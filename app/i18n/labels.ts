/** What the kinds that the code knows by a key are called in Spanish. A test holds them equal to the domain's lists. */

export interface Label {
  /** «Nodo temático» */
  one: string;
  /** «Nodos temáticos» */
  many: string;
  /** A line for forms: what it is for. */
  hint: string;
}

export const NODE_KINDS: Record<string, Label> = {
  thematic: { one: "Nodo temático", many: "Nodos temáticos", hint: "Docentes de una misma especialidad o sector." },
  community: { one: "Comunidad de aprendizaje", many: "Comunidades de aprendizaje", hint: "Reúne por tema y no por sector: orientación, maestros guías, género." },
  territorial: { one: "Red territorial", many: "Redes territoriales", hint: "Establecimientos de una misma zona." },
  council: { one: "CADE-TP", many: "CADE-TP", hint: "Consejo asesor de un establecimiento, con empresas e instituciones." },
};

export const JOININGS: Record<string, Label> = {
  open: { one: "Abierto", many: "Abiertos", hint: "Cualquier persona con cuenta entra de inmediato." },
  request: { one: "Con solicitud", many: "Con solicitud", hint: "La persona pide entrar y la coordinación responde." },
  invitation: { one: "Por invitación", many: "Por invitación", hint: "Solo entra quien recibe una invitación de la coordinación." },
};

export const EVENT_KINDS: Record<string, Label> = {
  session: { one: "Sesión territorial", many: "Sesiones territoriales", hint: "Reunión periódica, casi siempre en línea." },
  gathering: { one: "Encuentro territorial", many: "Encuentros territoriales", hint: "Presencial, una vez al año, con experiencias de los establecimientos." },
  workshop: { one: "Taller", many: "Talleres", hint: "Para aprender algo haciendo." },
  visit: { one: "Visita", many: "Visitas", hint: "A otro establecimiento, a una empresa o a un centro de estudios." },
  milestone: { one: "Hito", many: "Hitos", hint: "Una fecha que conviene saber. No se invita a nadie." },
};

/** What there is to do at an encounter; the hint says it to whoever is asked. */
export const DUTY_LABELS: Record<string, Label> = {
  production: { one: "Producción", many: "Producción", hint: "Espacios, equipos, alimentación y traslados." },
  agenda: { one: "Agenda", many: "Agenda", hint: "El programa del día, sus tiempos y quién conduce cada parte." },
  design: { one: "Diseño creativo", many: "Diseño creativo", hint: "La gráfica, los materiales y la ambientación." },
  communications: { one: "Comunicaciones", many: "Comunicaciones", hint: "La difusión antes, el registro durante y la noticia después." },
  actors: { one: "Relacionamiento con actores", many: "Relacionamiento con actores", hint: "Invitar y acompañar a empresas, instituciones y autoridades." },
  registration: { one: "Registro de asistentes", many: "Registro de asistentes", hint: "Recibir a quienes llegan, pasar lista y entregar credenciales." },
  harvest: { one: "Cosecha de resultados", many: "Cosecha de resultados", hint: "Recoger acuerdos, aprendizajes y opiniones." },
};

/** How an experience is shown at an encounter. */
export const FORMAT_LABELS: Record<string, string> = {
  stand: "Stand",
  poster: "Póster",
  talk: "Ponencia",
  reel: "Reel",
  capsule: "Cápsula",
  round_table: "Mesa redonda",
  world_cafe: "Café del mundo",
};

export const ACTOR_STATE_LABELS: Record<string, string> = { considered: "Por invitar", invited: "Con invitación", confirmed: "Confirmó", declined: "No puede" };

/** Entries of the school calendar. */
export const SCHOOL_DAY_LABELS: Record<string, Label> = {
  holiday: { one: "Sin clases", many: "Sin clases", hint: "Vacaciones, feriados de la región, recesos." },
  busy: { one: "Con clases, mejor evitar", many: "Con clases, mejor evitar", hint: "Exámenes, cierre del año, licenciaturas." },
};

export const DEPENDENCIES: Record<string, string> = {
  municipal: "Municipal",
  local_service: "Servicio Local de Educación Pública",
  subsidised: "Particular subvencionado",
  delegated: "Administración delegada",
  private: "Particular pagado",
};

/** The glyphs a node can choose, in words. */
export const GLYPHS: Record<string, string> = {
  rayo: "Rayo",
  plato: "Plato",
  corchetes: "Corchetes",
  brujula: "Brújula",
  pico: "Pico de minero",
  espiga: "Espiga",
  racimo: "Racimo",
  manos: "Manos",
  libro: "Libro",
  montana: "Montaña",
  ola: "Olas",
  engranaje: "Engranaje",
  puente: "Puente",
  estrella: "Estrella",
  hoja: "Hoja",
  mapa: "Mapa",
};

/** The twelve node colours, in words, in the order of `--node-1` … `--node-12`. */
export const NODE_COLOURS = ["Cobre", "Azul profundo", "Verde", "Ciruela", "Mostaza", "Violeta", "Turquesa", "Granate", "Azul claro", "Oliva", "Lila", "Petróleo"] as const;

/** The 16 regions by their official code, as people call them; north to south. */
export const REGIONS: readonly { code: string; name: string }[] = [
  { code: "15", name: "Arica y Parinacota" },
  { code: "01", name: "Tarapacá" },
  { code: "02", name: "Antofagasta" },
  { code: "03", name: "Atacama" },
  { code: "04", name: "Coquimbo" },
  { code: "05", name: "Valparaíso" },
  { code: "13", name: "Metropolitana" },
  { code: "06", name: "O'Higgins" },
  { code: "07", name: "Maule" },
  { code: "16", name: "Ñuble" },
  { code: "08", name: "Biobío" },
  { code: "09", name: "La Araucanía" },
  { code: "14", name: "Los Ríos" },
  { code: "10", name: "Los Lagos" },
  { code: "11", name: "Aysén" },
  { code: "12", name: "Magallanes" },
];

export const nodeKindLabel = (kind: string): string => NODE_KINDS[kind]?.one ?? "Nodo";
export const joiningLabel = (joining: string): string => JOININGS[joining]?.one ?? "";
export const eventKindLabel = (kind: string): string => EVENT_KINDS[kind]?.one ?? "Reunión";
export const dependencyLabel = (dependency: string): string => DEPENDENCIES[dependency] ?? "";
export const regionLabel = (code: string): string => REGIONS.find((region) => region.code === code)?.name ?? "";

/** «1 persona», «12 personas», «1.204 personas» */
export function counted(count: number, one: string, many: string): string {
  return `${figure(count)} ${count === 1 ? one : many}`;
}

/** «1.204» */
export function figure(count: number): string {
  return count.toString().replace(/\B(?=(\d{3})+$)/g, ".");
}

/** How long before a meeting one is reminded. */
export const leadWords = (hours: number): string =>
  hours < 24 ? `${hours} horas antes` : hours === 24 ? "El día antes" : hours === 168 ? "Una semana antes" : `${hours / 24} días antes`;

const ARTICLES: Record<string, string> = { session: "la", gathering: "el", workshop: "el", visit: "la", milestone: "el" };
/** «la sesión territorial», «el taller» */
export const eventKindWithArticle = (kind: string): string => `${ARTICLES[kind] ?? "la"} ${eventKindLabel(kind).toLowerCase()}`;
