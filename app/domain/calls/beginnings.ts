/** What a new call may begin with: forms and rubrics that have served before. All of it can be changed afterwards. Browser-safe. */
import type { Criterion, Question, RubricLevel } from "./call.ts";

export const BEGINNINGS = {
  experiences: "Experiencias de innovación: preguntas y pauta listas, con la mirada puesta en que otros liceos puedan replicarlas",
  projects: "Proyectos o fondos: preguntas sobre objetivo, actividades y presupuesto, con su pauta",
  blank: "En blanco",
} as const;
export type Beginning = keyof typeof BEGINNINGS;

interface Parts {
  questions: Omit<Question, "id">[];
  criteria: Omit<Criterion, "id">[];
}

const question = (kind: Question["kind"], label: string, more: Partial<Question> = {}): Omit<Question, "id"> => ({
  ...{ kind, label, hint: "", required: false, most: null, options: [], identifies: false },
  ...more,
});

const LABELS = ["Inicial", "En desarrollo", "Logrado", "Destacado"];

/** Four levels, from the lowest. */
const levels = (...said: [string, string, string, string]): RubricLevel[] => said.map((description, index) => ({ points: index + 1, label: LABELS[index] ?? "", description }));

const criterion = (weight: number, name: string, description: string, ...said: [string, string, string, string]): Omit<Criterion, "id"> => ({
  ...{ name, description, weight },
  levels: levels(...said),
});

const EXPERIENCES: Parts = {
  questions: [
    question("text", "¿Qué necesidad de sus estudiantes o de su territorio aborda?", { required: true, most: 2_000, hint: "Cómo supieron que era una necesidad." }),
    question("text", "¿Qué hicieron y qué resultados tienen?", {
      required: true,
      most: 3_000,
      hint: "Cuenten también lo que no funcionó. De estudiantes, solo números: nunca nombres.",
    }),
    question("text", "¿Qué necesita otro liceo para replicarla?", { required: true, most: 2_000, hint: "Equipos, tiempo, apoyos, costos aproximados." }),
    question("choice", "¿Cómo les gustaría mostrarla?", { options: ["Stand", "Póster", "Ponencia", "Reel", "Cápsula", "Mesa redonda", "Café del mundo"] }),
    question("number", "¿Cuántas personas del equipo asistirían al encuentro?"),
    question("link", "Enlace a un video o a fotografías", { hint: "Que se pueda abrir sin pedir permiso.", identifies: true }),
  ],
  criteria: [
    criterion(
      20,
      "Pertinencia",
      "Responde a una necesidad de sus estudiantes y de su territorio.",
      "La necesidad no se explica.",
      "La necesidad se nombra, sin mostrar de dónde viene.",
      "La necesidad está fundada y la experiencia responde a ella.",
      "Además, estudiantes o actores del territorio participaron en definirla.",
    ),
    criterion(
      20,
      "Aprendizaje de las y los estudiantes",
      "Se vincula con lo que se aprende en la especialidad.",
      "No se ve qué aprenden.",
      "Dice qué aprenden, sin relación clara con la especialidad.",
      "Se vincula con objetivos de la especialidad y con la forma de evaluarlos.",
      "Además, cambió la práctica de aula o de taller de otras y otros docentes.",
    ),
    criterion(
      20,
      "Resultados y evidencias",
      "Muestra qué cambió y cómo lo sabe.",
      "No presenta resultados.",
      "Presenta resultados generales, sin evidencia.",
      "Presenta resultados con evidencia que se puede revisar.",
      "Además, compara con la situación anterior y cuenta lo que no resultó.",
    ),
    criterion(
      15,
      "Condiciones y continuidad",
      "Lo que la hizo posible y la hará durar.",
      "Depende de una persona o de un aporte único.",
      "Nombra condiciones, sin plan para sostenerlas.",
      "Cuenta con equipo, tiempos y recursos para continuar.",
      "Además, es parte del plan del establecimiento o de sus alianzas.",
    ),
    criterion(
      25,
      "Transferibilidad",
      "Otro liceo puede replicarla.",
      "No se entiende cómo se haría en otro lugar.",
      "Se entiende la idea, faltan los pasos o los recursos.",
      "Describe pasos, recursos y ajustes para otros contextos.",
      "Además, comparte sus materiales o ya fue replicada en otro establecimiento.",
    ),
  ],
};

const PROJECTS: Parts = {
  questions: [
    question("text", "¿Qué quieren lograr?", { required: true, most: 1_500 }),
    question("text", "¿Qué harán y cuándo?", { required: true, most: 3_000, hint: "Una actividad por línea, con su mes." }),
    question("number", "¿Cuánto dinero necesitan, en pesos?", { required: true }),
    question("text", "¿En qué se usaría?", { required: true, most: 2_000, hint: "Una compra o gasto por línea, con su monto." }),
    question("number", "¿A cuántas y cuántos estudiantes llegará?"),
    question("line", "¿Quién dirige el establecimiento y apoya el proyecto?", { most: 200, identifies: true }),
  ],
  criteria: [
    criterion(
      40,
      "Calidad de la propuesta",
      "El objetivo es claro y las actividades llevan a él.",
      "No se entiende qué se hará.",
      "El objetivo se entiende; las actividades son generales.",
      "Objetivo y actividades son claros y calzan entre sí.",
      "Además, dice cómo sabrá que lo logró.",
    ),
    criterion(
      30,
      "Impacto en estudiantes",
      "A quiénes llega y qué cambia para ellas y ellos.",
      "No se ve a quiénes llega.",
      "Dice a cuántas personas llega, no qué cambia.",
      "Dice a quiénes llega y qué aprenderán.",
      "Además, llega a quienes hoy tienen menos oportunidades.",
    ),
    criterion(
      30,
      "Factibilidad y uso de los recursos",
      "Se puede hacer con el tiempo y el dinero que piden.",
      "El presupuesto no se explica.",
      "El presupuesto está incompleto o no calza con las actividades.",
      "El presupuesto y los plazos son realistas.",
      "Además, suma aportes propios o de aliados.",
    ),
  ],
};

export const BEGINNING_PARTS: Record<Beginning, Parts> = { experiences: EXPERIENCES, projects: PROJECTS, blank: { questions: [], criteria: [] } };
