/** What happens in each step of an election and what is asked: for somebody tired who never heard of sociocracy. One short sentence each. */
import type { PhaseWords } from "#app/domain/processes/kind.ts";

/** Who reads: somebody who is to speak; who has spoken; whoever conducts; who is proposed; somebody who only looks on. */
export const SELECTION_READERS = ["voice", "spoken", "facilitator", "nominee", "looks"] as const;
export type SelectionReader = (typeof SELECTION_READERS)[number];

interface StepWords {
  title: string;
  happens: string;
  asked: Partial<Record<SelectionReader, string>> & { looks: string };
}

const STEPS: Record<string, StepWords> = {
  describe: {
    title: "Conocer el rol",
    happens: "Antes de pensar en personas, miramos qué hace este rol y por cuánto tiempo.",
    asked: {
      voice: "Lee la descripción y di si está bien o qué le falta.",
      spoken: "Ya respondiste: pronto te pediremos un nombre.",
      facilitator: "Ajústala con lo que te digan y luego pide los nombres.",
      looks: "Por ahora no tienes que hacer nada.",
    },
  },
  nominate: {
    title: "Proponer a alguien",
    happens: "Cada persona escribe a quién propone y por qué; nadie ve lo de las demás hasta el paso siguiente.",
    asked: {
      voice: "Propón a una persona y di por qué: también puedes proponerte tú.",
      spoken: "Ya propusiste: puedes cambiarlo mientras esperamos a las demás personas.",
      facilitator: "Cuando hayan escrito, muestra las razones a todas las personas.",
      looks: "Por ahora no tienes que hacer nada.",
    },
  },
  change: {
    title: "Razones y cambios",
    happens: "Aquí están todos los nombres con sus razones.",
    asked: {
      voice: "Léelos y di si mantienes tu propuesta o prefieres a otra persona.",
      spoken: "Ya respondiste: puedes cambiar mientras esperamos.",
      facilitator: "Cuando hayan respondido, pasa al paso siguiente.",
      looks: "Por ahora no tienes que hacer nada.",
    },
  },
  propose: {
    title: "Una propuesta",
    happens: "Con las razones a la vista, quien facilita propone a una persona.",
    asked: {
      facilitator: "Propón a quien tenga las mejores razones, no a quien tenga más menciones.",
      looks: "Espera la propuesta: después te preguntaremos qué te parece.",
    },
  },
  consent: {
    title: "¿Vamos con esta propuesta?",
    happens: "Basta con que nadie vea un daño o un riesgo para el círculo.",
    asked: {
      voice: "Di si consientes, si tienes una preocupación o si objetas, y por qué.",
      spoken: "Ya hablaste: puedes cambiarlo hasta que termine la ronda.",
      facilitator: "Cuando hayan hablado, cierra la ronda o toma las objeciones.",
      looks: "Por ahora no tienes que hacer nada.",
    },
  },
  integrate: {
    title: "Resolver las objeciones",
    happens: "Una objeción ayuda a ver algo que faltaba: buscamos cómo hacernos cargo.",
    asked: {
      voice: "Si objetaste y ya no hace falta, retira tu objeción y di por qué.",
      facilitator: "Cambia el plazo, las condiciones o la persona, y vuelve a preguntar.",
      looks: "Espera el cambio: después te preguntaremos de nuevo.",
    },
  },
  vote: {
    title: "Votación secreta",
    happens: "Cada persona vota una vez y nadie puede saber por quién.",
    asked: {
      voice: "Elige un nombre o vota en blanco: después no se puede cambiar.",
      spoken: "Ya votaste: esperamos a las demás personas.",
      facilitator: "Cuando hayan votado, cuenta los votos.",
      looks: "Por ahora no tienes que hacer nada.",
    },
  },
  accept: {
    title: "Falta su sí",
    happens: "El círculo ya decidió; ahora responde la persona propuesta.",
    asked: {
      nominee: "El círculo te propone a ti: di si aceptas el rol.",
      voice: "Esperamos su respuesta; si ves un riesgo, todavía puedes objetar.",
      looks: "Esperamos su respuesta.",
    },
  },
  proclaimed: {
    title: "Elección terminada",
    happens: "El rol ya tiene a quien lo ejerza.",
    asked: {
      nominee: "Gracias por aceptar: el rol comienza hoy.",
      voice: "Si más adelante ves un riesgo, puedes decirlo aquí y el círculo lo revisará.",
      looks: "No queda nada por hacer.",
    },
  },
  withdrawn: {
    title: "Elección retirada",
    happens: "Esta elección se detuvo y el rol queda como estaba.",
    asked: { looks: "No queda nada por hacer." },
  },
};

/** Who is told what else there is to be told. */
const OTHERWISE: Record<SelectionReader, SelectionReader> = { voice: "looks", spoken: "voice", facilitator: "spoken", nominee: "voice", looks: "looks" };

export function selectionWords(phase: string, reader: SelectionReader): PhaseWords {
  const { title, happens, asked } = STEPS[phase] ?? {
    title: "En curso",
    happens: "El círculo está eligiendo paso a paso.",
    asked: { looks: "Por ahora no tienes que hacer nada." },
  };
  let as = reader;
  while (asked[as] === undefined && as !== "looks") as = OTHERWISE[as];
  return { title, happens, asked: asked[as] ?? asked.looks };
}

/** To whom the mail of a phase goes. */
const CALLED: Record<string, SelectionReader> = { propose: "facilitator", integrate: "facilitator", accept: "nominee" };
export const calledTo = (phase: string): SelectionReader => CALLED[phase] ?? "voice";
