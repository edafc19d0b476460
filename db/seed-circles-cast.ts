/** Who sits where in the circles of the example network. Coordinators come from the cast: they hold that seat from the beginning. */

export interface SeatSeed {
  role: "ambassador" | "coordinator" | "secretary" | "facilitator";
  person?: string;
  external?: [name: string, organisation: string];
  shared?: boolean;
  daysAgo?: number;
  /** Days until the term ends, where not by its length. */
  endsIn?: number;
}

export interface SeededCircle {
  node?: string;
  form: { name: string; purpose: string; domain: string; logbook?: string; method?: string };
  members: string[];
  seats: SeatSeed[];
  below?: SeededCircle[];
}

export const GENERAL: SeededCircle = {
  form: {
    name: "Círculo general de la red",
    purpose: "Unir a los círculos de los nodos para que la red decida junta lo que a todos les toca.",
    domain: "El plan y el calendario común de la red\nLo que cada rol permite hacer en la plataforma\nLa relación con el ministerio y con las demás redes",
  },
  members: ["Antonia Sepúlveda Rojas", "Claudia Riffo Peña", "Rodrigo Acuña Millán"],
  seats: [
    { role: "coordinator", person: "Antonia Sepúlveda Rojas" },
    { role: "secretary", person: "Claudia Riffo Peña" },
    { role: "facilitator", external: ["Elisa Montecinos Rey", "Fundación Puentes (inventada)"] },
  ],
};

const ELECTRICITY: SeededCircle = {
  node: "Electricidad",
  form: {
    name: "Círculo de Electricidad",
    purpose: "Que las especialidades de electricidad y electrónica aprendan juntas y compartan lo que les resulta.",
    domain: "El calendario de sesiones del nodo\nLos materiales que se recomiendan\nA quién se invita a los talleres",
  },
  members: ["Daniela Paredes Mamani", "Felipe Toro Quezada", "Óscar Neira Fuentealba", "Natalia Farías Osorio", "Álvaro Retamal Opazo", "Loreto Hormazábal Cid"],
  seats: [
    { role: "ambassador", person: "Felipe Toro Quezada" },
    { role: "secretary", person: "Loreto Hormazábal Cid" },
    { role: "secretary", person: "Natalia Farías Osorio", daysAgo: 70 },
    { role: "facilitator", external: ["Elisa Montecinos Rey", "Fundación Puentes (inventada)"], endsIn: 38 },
  ],
  below: [
    {
      form: {
        name: "Equipo de tableros y seguridad",
        purpose: "Que todos los talleres tengan tableros seguros y se revisen cada semestre.",
        domain: "La pauta de revisión y las visitas entre liceos",
      },
      members: ["Daniela Paredes Mamani", "Óscar Neira Fuentealba", "Iván Pincheira Lagos", "Álvaro Retamal Opazo"],
      seats: [
        { role: "ambassador", person: "Óscar Neira Fuentealba" },
        { role: "coordinator", person: "Álvaro Retamal Opazo" },
      ],
    },
    {
      form: {
        name: "Equipo de energía solar",
        purpose: "Levantar experiencias de paneles solares que otros liceos puedan copiar.",
        domain: "El repositorio de experiencias solares",
      },
      members: ["Felipe Toro Quezada", "Loreto Hormazábal Cid"],
      seats: [{ role: "coordinator", person: "Loreto Hormazábal Cid" }],
    },
  ],
};

const HOTUGA: SeededCircle = {
  node: "HOTUGA",
  form: {
    name: "Círculo de HOTUGA",
    purpose: "Que hotelería, turismo y gastronomía se muestren y se practiquen con las empresas de cada zona.",
    domain: "Las rutas, las pasantías y la muestra anual",
    method: "vote",
  },
  members: ["Ignacia Bravo Salas", "Gabriela Sandoval Ríos", "Pilar Undurraga Tello", "Teresa Droguett Parra", "Millaray Curín Huaiquil", "Valentina Espinoza Luna"],
  seats: [
    { role: "ambassador", person: "Ignacia Bravo Salas" },
    { role: "ambassador", person: "Gabriela Sandoval Ríos", shared: true, daysAgo: 90 },
    { role: "facilitator", person: "Pilar Undurraga Tello" },
  ],
};

const ARAUCARIOS: SeededCircle = {
  node: "Red Araucaríos",
  form: {
    name: "Círculo de Red Araucaríos",
    purpose: "Que las escuelas y liceos de La Araucanía y Los Ríos no trabajen solos.",
    domain: "Los encuentros del territorio",
    logbook: "network",
  },
  members: ["Guillermo Matus Oyarzún", "Sonia Llanquileo Pérez", "Raúl Schmidt Barría", "Berta Catrileo Nahuel"],
  seats: [
    { role: "ambassador", person: "Sonia Llanquileo Pérez", endsIn: 33 },
    { role: "secretary", person: "Guillermo Matus Oyarzún" },
    { role: "facilitator", external: ["Mario Catalán Leiva", "Universidad del lago (inventada)"] },
    { role: "facilitator", person: "Berta Catrileo Nahuel", daysAgo: 40 },
  ],
};

const INTI: SeededCircle = {
  node: "Inti Red",
  form: {
    name: "Círculo de Inti Red",
    purpose: "Unir a las comunidades educativas desde Arica hasta Coquimbo, aunque estén lejos.",
    domain: "Las sesiones territoriales y la ruta de visitas",
  },
  members: ["Yasna Colque Vilca", "Marcelo Flores Tapia", "Paola Rivera Cortés", "Luis Alberto Carvajal", "Ximena Olivares Castro"],
  seats: [
    { role: "ambassador", person: "Yasna Colque Vilca" },
    { role: "secretary", person: "Paola Rivera Cortés" },
  ],
};

/** Nobody but its coordinator, who holds both ends of the link. */
const AUSTRAL: SeededCircle = {
  node: "Red Territorio Austral",
  form: {
    name: "Círculo de Red Territorio Austral",
    purpose: "Cuidar el vínculo entre escuelas que se ven una vez al año.",
    domain: "El encuentro anual y las sesiones por video",
  },
  members: ["Isabel Cárcamo Díaz", "Víctor Alvarado Soto", "Lorena Triviño Haro"],
  seats: [{ role: "ambassador", person: "Macarena Oyarzo Vera" }],
};

const OHIGGINS: SeededCircle = {
  node: "Futuro Técnico O'Higgins",
  form: { name: "Círculo de Futuro Técnico O'Higgins", purpose: "Que los liceos técnicos de la región avancen con metas comunes.", domain: "El plan regional y su seguimiento" },
  members: ["Felipe Toro Quezada", "Natalia Farías Osorio", "Susana Piña Gálvez", "Gonzalo Meza Cornejo"],
  seats: [{ role: "secretary", person: "Gonzalo Meza Cornejo" }],
};

export const CIRCLES: SeededCircle[] = [ELECTRICITY, HOTUGA, ARAUCARIOS, INTI, AUSTRAL, OHIGGINS];
