/** What happens in each step of a proposal, of advice and of a poll, and what is asked: for somebody tired who never heard of sociocracy. One sentence each. */
import type { PhaseWords, Reader } from "#app/domain/processes/kind.ts";

/** Who reads: somebody with a voice; its author; whoever conducts; somebody who only looks on. */
export type WordsReader = "voice" | "author" | "facilitator" | "looks";

interface StepWords {
  title: string;
  happens: string;
  asked: Record<WordsReader, string>;
}

const PROPOSAL: Record<string, StepWords> = {
  clarify: {
    title: "Aclarar dudas",
    happens: "Leemos la propuesta y preguntamos lo que no se entiende.",
    asked: {
      voice: "Pregunta lo que te falte saber, o di que está claro: las opiniones vienen después.",
      author: "Responde las preguntas; si hace falta, publica una versión más clara.",
      facilitator: "Cuando no queden dudas, pasa a las reacciones.",
      looks: "Ahora preguntan las personas del círculo.",
    },
  },
  react: {
    title: "Reacciones",
    happens: "Cada persona dice, una vez, qué le parece la propuesta.",
    asked: {
      voice: "Cuenta qué te gusta, qué falta o qué cambiarías.",
      author: "Escucha y, si algo la mejora, publica una nueva versión.",
      facilitator: "Cuando hayan reaccionado, abre la ronda de consentimiento.",
      looks: "Ahora reaccionan las personas del círculo.",
    },
  },
  consent: {
    title: "Ronda de consentimiento",
    happens: "No buscamos que sea perfecta: basta con que nadie vea un daño o un riesgo importante.",
    asked: {
      voice: "Di si consientes, si tienes una preocupación o si objetas, y por qué.",
      author: "También se te pregunta: di si consientes, si algo te preocupa o si objetas.",
      facilitator: "Invita a quienes faltan y luego cierra la ronda: si hay objeciones, se integran antes de seguir.",
      looks: "Ahora se pronuncian las personas del círculo.",
    },
  },
  integrate: {
    title: "Integrar objeciones",
    happens: "Una objeción muestra algo que la propuesta no vio: buscamos cómo hacerse cargo de cada una.",
    asked: {
      voice: "Si objetaste, ayuda a encontrar un cambio que te sirva, o retira tu objeción diciendo por qué.",
      author: "Por cada objeción, cambia la propuesta y cuenta cómo la recoge.",
      facilitator: "Ayuda a encontrar el cambio; al resolver la última, se pregunta de nuevo a todas las personas.",
      looks: "Ahora el círculo trabaja las objeciones.",
    },
  },
  adopted: {
    title: "Acuerdo adoptado",
    happens: "Nadie vio un daño importante: la propuesta es un acuerdo y está en la bitácora.",
    asked: {
      voice: "Si más adelante ves un daño o un riesgo, puedes objetar aquí y el acuerdo se revisa.",
      author: "Si más adelante ves un daño o un riesgo, puedes objetar aquí y el acuerdo se revisa.",
      facilitator: "El acuerdo volverá al círculo en su fecha de revisión.",
      looks: "El acuerdo volverá al círculo en su fecha de revisión.",
    },
  },
  withdrawn: {
    title: "Propuesta retirada",
    happens: "La propuesta se retiró y no cambia nada.",
    asked: {
      voice: "Si la necesidad sigue ahí, puedes anotarla como tensión o proponer otra cosa.",
      author: "Si la necesidad sigue ahí, puedes proponer otra cosa.",
      facilitator: "No queda nada por hacer.",
      looks: "No queda nada por hacer.",
    },
  },
};

const ADVICE: Record<string, StepWords> = {
  asking: {
    title: "Pedir consejo",
    happens: "Una persona va a decidir y antes quiere escuchar al círculo.",
    asked: {
      voice: "Dale tu consejo: qué cuidar, qué sabes tú, qué harías.",
      author: "Lee los consejos; cuando hayas escuchado lo suficiente, escribe tu decisión.",
      facilitator: "Anima a quienes saben del tema a dar su consejo.",
      looks: "Ahora aconsejan las personas del círculo.",
    },
  },
  decided: {
    title: "Decisión tomada",
    happens: "Quien pidió consejo decidió, y la decisión está en la bitácora.",
    asked: {
      voice: "Léela; si algo te preocupa, anótalo como tensión del círculo.",
      author: "No queda nada por hacer.",
      facilitator: "No queda nada por hacer.",
      looks: "No queda nada por hacer.",
    },
  },
  withdrawn: {
    title: "Consulta retirada",
    happens: "La consulta se retiró sin decidir.",
    asked: { voice: "No queda nada por hacer.", author: "No queda nada por hacer.", facilitator: "No queda nada por hacer.", looks: "No queda nada por hacer." },
  },
};

const POLL: Record<string, StepWords> = {
  voting: {
    title: "Sondeo abierto",
    happens: "Es un asunto liviano: gana la opción con más preferencias, y el círculo ve quién eligió qué.",
    asked: {
      voice: "Elige una opción; puedes cambiarla hasta que cierre.",
      author: "Elige tú también; ciérralo cuando hayan respondido.",
      facilitator: "Ciérralo cuando hayan respondido.",
      looks: "Ahora eligen las personas del círculo.",
    },
  },
  counted: {
    title: "Sondeo terminado",
    happens: "El sondeo cerró y su resultado está en la bitácora.",
    asked: { voice: "No queda nada por hacer.", author: "No queda nada por hacer.", facilitator: "No queda nada por hacer.", looks: "No queda nada por hacer." },
  },
  withdrawn: {
    title: "Sondeo retirado",
    happens: "El sondeo se retiró sin resultado.",
    asked: { voice: "No queda nada por hacer.", author: "No queda nada por hacer.", facilitator: "No queda nada por hacer.", looks: "No queda nada por hacer." },
  },
};

export const PROPOSAL_STEPS = { proposal: PROPOSAL, advice: ADVICE, poll: POLL } as const;

const OTHER: StepWords = {
  title: "En curso",
  happens: "El círculo está decidiendo.",
  asked: { voice: "Mira si te toca hablar.", author: "Mira si te toca.", facilitator: "Mira qué falta.", looks: "Aún no termina." },
};

export function stepWords(kind: keyof typeof PROPOSAL_STEPS, phase: string, reader: WordsReader = "voice"): PhaseWords {
  const { title, happens, asked } = PROPOSAL_STEPS[kind][phase] ?? OTHER;
  return { title, happens, asked: asked[reader] };
}

/** To the author as its author, to whoever conducts as that; a mail is written to a voice. */
export function readerOf(state: { author: string }, reader: Reader | undefined): WordsReader {
  if (reader?.person && reader.person === state.author) return "author";
  return reader?.conducts ? "facilitator" : "voice";
}
