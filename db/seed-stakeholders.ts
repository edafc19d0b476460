/** External actors of two nodes of the example network. The institutions are of the kind that exist, the people and what was talked are invented. */
import type { Actor, Ctx } from "#app/domain/context.ts";
import { inviteToMeeting, noteContact } from "#app/domain/stakeholders/contacts.server.ts";
import { type ContactWay, MoveInput, type StakeholderInput, type StakeholderKind } from "#app/domain/stakeholders/stakeholder.ts";
import { addStakeholder, moveStakeholder } from "#app/domain/stakeholders/stakeholders.server.ts";
import { addDays } from "#app/i18n/dates.ts";
import { newId } from "./ids.ts";

interface ActorSeed {
  name: string;
  kind: StakeholderKind;
  at: [power: number, interest: number];
  strategy?: string;
  owner?: string;
  next?: [step: string, inDays: number];
  /** Name and post; the address is made of the name. */
  contact?: string;
  phone?: string;
  /** Days ago, how, what. */
  talks?: [number, ContactWay, string][];
}

const ELECTRICITY: ActorSeed[] = [
  {
    name: "Compañía de distribución eléctrica del Centro",
    kind: "company",
    at: [78, 64],
    strategy: "Que ofrezca cupos de práctica en tres comunas y abra su patio de entrenamiento una vez al semestre.",
    owner: "Camilo Huenchumilla Soto",
    next: ["Confirmar la visita a la subestación", 20],
    contact: "Pía Arriagada, jefa de relacionamiento",
    phone: "+56 72 255 0123",
    talks: [
      [12, "meeting", "Ofrecen seis cupos de práctica para tercero medio. Piden que el seguro escolar esté claro antes de marzo."],
      [40, "call", "Primer contacto. Les interesa el proyecto de tableros seguros."],
    ],
  },
  {
    name: "Instituto profesional del Cachapoal",
    kind: "higher_education",
    at: [55, 82],
    strategy: "Articular los módulos de instalaciones con su carrera técnica.",
    contact: "Jorge Maturana, director de carrera",
    talks: [[25, "visit", "Mostraron el laboratorio de automatización: prestan una sala para el encuentro."]],
  },
  { name: "Universidad de O'Higgins", kind: "higher_education", at: [52, 58], contact: "Vinculación con el medio", owner: "Daniela Paredes Mamani" },
  {
    name: "SECREDUC O'Higgins",
    kind: "education_authority",
    at: [90, 55],
    strategy: "Informarle cada trimestre con cifras: establecimientos, docentes y cupos de práctica.",
    contact: "Coordinación de formación técnica",
    talks: [[8, "mail", "Se envió el informe del segundo semestre."]],
  },
  {
    name: "SEC, Superintendencia de Electricidad y Combustibles",
    kind: "public_service",
    at: [86, 22],
    strategy: "Pedirle una charla anual sobre certificación de instaladores.",
    next: ["Escribir para la charla de certificación", 45],
  },
  {
    name: "SENCE O'Higgins",
    kind: "public_service",
    at: [64, 30],
    contact: "Encargada de capacitación",
    talks: [[60, "call", "Hay un curso de eficiencia energética para docentes el próximo año."]],
  },
  { name: "ChileValora", kind: "public_service", at: [60, 44] },
  { name: "Ilustre Municipalidad de Rancagua", kind: "municipality", at: [58, 26], strategy: "Que preste el bus para las visitas." },
  {
    name: "Fundación de formación técnica del valle",
    kind: "foundation",
    at: [34, 88],
    strategy: "Invitarla a todos los encuentros: ayuda a difundir.",
    contact: "Marcela Oyarce, coordinadora de programas",
    owner: "Camilo Huenchumilla Soto",
    talks: [[18, "event", "Participó en el taller de tableros y ofreció imprimir la guía."]],
  },
  { name: "Colegio de instaladores eléctricos de la región", kind: "labour", at: [30, 74], contact: "Secretaría del gremio" },
  { name: "Ferretería eléctrica La Red", kind: "company", at: [18, 70], strategy: "Dona materiales de descarte para los talleres." },
  { name: "Radio comunal de Graneros", kind: "other", at: [22, 24] },
];

const OHIGGINS: ActorSeed[] = [
  {
    name: "SLEP Colchagua",
    kind: "education_authority",
    at: [88, 80],
    strategy: "Planificar juntos el calendario de sesiones.",
    contact: "Subdirección de apoyo técnico pedagógico",
    talks: [[15, "meeting", "Revisamos el calendario del próximo año: piden no usar la última semana de cada mes."]],
  },
  { name: "DEPROV Cachapoal", kind: "education_authority", at: [76, 60], contact: "Supervisión técnico profesional" },
  {
    name: "Gobierno Regional de O'Higgins",
    kind: "public_service",
    at: [94, 34],
    strategy: "Mostrarle resultados antes de la discusión del presupuesto.",
    next: ["Pedir audiencia a la división de desarrollo social", 30],
  },
  { name: "SEREMI de la Mujer y la Equidad de Género", kind: "public_service", at: [48, 72], strategy: "Sumarla a las jornadas de mujeres en especialidades industriales." },
  {
    name: "CFT Estatal de O'Higgins",
    kind: "higher_education",
    at: [50, 90],
    contact: "Raúl Cifuentes, director académico",
    talks: [[30, "visit", "Proponen reconocer aprendizajes de cuarto medio en dos carreras."]],
  },
  { name: "Cámara de comercio de San Fernando", kind: "company", at: [40, 36] },
  { name: "Viña Los Quillayes", kind: "company", at: [44, 62], contact: "Recursos humanos" },
  { name: "Central regional de trabajadoras y trabajadores", kind: "labour", at: [36, 28] },
  { name: "Fundación educar en el campo", kind: "foundation", at: [26, 84] },
  { name: "INJUV O'Higgins", kind: "public_service", at: [28, 66] },
  { name: "Ilustre Municipalidad de Pichilemu", kind: "municipality", at: [62, 40] },
  { name: "Diario regional de O'Higgins", kind: "other", at: [46, 20], strategy: "Enviarle una nota después de cada encuentro." },
];

function inputOf(seed: ActorSeed, today: string): StakeholderInput {
  const [power, interest] = seed.at;
  const [next_step, days] = seed.next ?? ["", null];
  const address = seed.contact ? `contacto.${newId().slice(-6)}@institucion.example` : null;
  const contact = { contact_name: seed.contact ?? "", contact_email: address, contact_phone: seed.phone ?? "" };
  const plan = { strategy: seed.strategy ?? "", owner_name: seed.owner ?? "", next_step, next_on: days === null ? null : addDays(today, days) };
  return { id: newId(), seen: "", name: seed.name, kind: seed.kind, power, interest, ...plan, ...contact };
}

/** `coordinator` coordinates both nodes; `meeting` is one of Electricidad's that is to come. */
export async function seedStakeholders(
  nodes: { electricity: string; ohiggins: string },
  meeting: string | undefined,
  today: string,
  coordinator: Ctx & { actor: Actor },
): Promise<void> {
  for (const [nodeId, seeds] of [
    [nodes.electricity, ELECTRICITY],
    [nodes.ohiggins, OHIGGINS],
  ] as const) {
    for (const seed of seeds) {
      const input = inputOf(seed, today);
      await addStakeholder(coordinator, nodeId, input);
      for (const [days, way, what] of seed.talks ?? []) await noteContact(coordinator, nodeId, input.id, { id: newId(), on_day: addDays(today, -days), way, what });
      if (seed.name === "ChileValora") await moveStakeholder(coordinator, nodeId, MoveInput.parse({ stakeholder_id: input.id, power: 66, interest: 52 }));
      if (seed.name === "Instituto profesional del Cachapoal" && meeting) await inviteToMeeting(coordinator, nodeId, input.id, meeting);
    }
  }
}
