/** The sheet of an innovation experience [003 §4.2]: its sections in order, each with the question it answers and guidance for who writes. Browser-safe. */

export const SECTIONS = {
  need: {
    label: "La necesidad",
    question: "¿Qué necesidad, problema u oportunidad responde esta experiencia?",
    hint: "Cuenta qué pasaba antes y a quiénes afectaba. Un dato o un ejemplo ayuda.",
  },
  link: {
    label: "El vínculo",
    question: "¿Cómo se conecta con tus estudiantes, sus aprendizajes y el territorio?",
    hint: "Los estudiantes se cuentan, no se nombran: «32 estudiantes de 3.º medio».",
  },
  what: { label: "Qué hicimos", question: "¿En qué consiste? ¿Qué pasos dieron?", hint: "Como se lo contarías a una colega: qué, quiénes, cuándo, con qué." },
  enablers: {
    label: "Qué la hizo posible y duradera",
    question: "¿Qué permitió que ocurriera y que siga?",
    hint: "Personas, tiempos, recursos, acuerdos, apoyo de la dirección, alianzas.",
  },
  results: {
    label: "Resultados y evidencia",
    question: "¿Qué cambió? ¿Cómo lo saben?",
    hint: "Cifras, trabajos, encuestas, testimonios sin nombres de estudiantes. También lo que no resultó.",
  },
  facilitators: { label: "Qué ayudó", question: "¿Qué facilitó el camino?", hint: "Lo que conviene buscar si otra escuela quiere empezar." },
  improvements: { label: "Qué mejoraríamos", question: "¿Qué harían distinto la próxima vez?", hint: "Lo más útil para quien viene después." },
  transferability: {
    label: "Para llevarla a otra escuela",
    question: "¿Qué necesita otra escuela para replicarla?",
    hint: "Lo imprescindible y lo que se puede adaptar: materiales, horas, costo, conocimientos.",
  },
} as const;
export type SectionKey = keyof typeof SECTIONS;
export const SECTION_KEYS = Object.keys(SECTIONS) as SectionKey[];
export const isSectionKey = (value: unknown): value is SectionKey => typeof value === "string" && (SECTION_KEYS as string[]).includes(value);
