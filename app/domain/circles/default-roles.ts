/** The four roles that every circle begins with. Their words are the network's: each circle may edit them. Pure. */
import type { Link } from "./circle.ts";

export interface DefaultRole {
  key: "ambassador" | "coordinator" | "secretary" | "facilitator";
  name: string;
  link: Link | null;
  purpose: string;
  domain: string;
  accountabilities: string;
  qualifications: string;
}

export const DEFAULT_TERM_MONTHS = 12;

const lines = (...all: string[]): string => all.join("\n");

export const DEFAULT_ROLES: readonly DefaultRole[] = [
  {
    key: "ambassador",
    name: "Embajador/a",
    link: "up",
    purpose: "Conectar al círculo con el contexto más amplio: que lo que hace y lo que necesita se conozca y tenga voz fuera de él.",
    domain: "La representación del círculo y su cara visible: actividades, comunicaciones y el círculo de arriba.",
    accountabilities: lines(
      "Lleva la voz y las necesidades del círculo al círculo de arriba, y decide allí con las demás personas",
      "Representa al círculo en actividades públicas y ante otras redes",
      "Da a conocer las experiencias y los logros de los establecimientos",
      "Anima a nuevas personas y establecimientos a participar",
    ),
    qualifications: lines(
      "Es reconocido/a por sus pares y conoce lo que hace el círculo",
      "Le gusta hablar en público y escuchar a personas distintas",
      "Puede asistir a las reuniones del círculo de arriba",
    ),
  },
  {
    key: "coordinator",
    name: "Coordinador/a",
    link: "down",
    purpose: "Conectar el contexto más amplio con el círculo, para que lo que pasa en la red y en el territorio llegue a tiempo y se convierta en trabajo posible.",
    domain: "El calendario del círculo, sus convocatorias y la relación con los actores del territorio.",
    accountabilities: lines(
      "Convoca las reuniones y cuida que no sobrecarguen a los establecimientos",
      "Trae al círculo lo que se decide en el círculo de arriba",
      "Media con los actores territoriales: empresas, universidades, servicios públicos, municipios",
      "Sigue los acuerdos hasta que se cumplen y avisa de lo que se atrasa",
      "Recibe a quienes quieren entrar",
    ),
    qualifications: lines(
      "Conoce los establecimientos y los actores del territorio o de la especialidad",
      "Es ordenado/a con fechas y compromisos",
      "Cuenta con el acuerdo de su dirección para dedicarle unas horas al mes",
    ),
  },
  {
    key: "secretary",
    name: "Secretario/a",
    link: null,
    purpose: "Guardar la memoria del círculo, para que cualquiera pueda saber qué se hizo, qué se acordó y dónde está.",
    domain: "Las actas, la bitácora y los documentos y archivos del círculo.",
    accountabilities: lines(
      "Lleva el registro de las actividades: asistencia y acta de cada reunión",
      "Anota los acuerdos en la bitácora y avisa cuando toca revisarlos",
      "Mantiene ordenados y al alcance de todas las personas los documentos y archivos",
    ),
    qualifications: lines("Escribe claro y breve", "Puede estar en la mayoría de las reuniones", "Maneja planillas y documentos compartidos, o quiere aprender"),
  },
  {
    key: "facilitator",
    name: "Facilitador/a",
    link: null,
    purpose: "Conducir las reuniones para que todas las voces se escuchen y el círculo llegue a acuerdos.",
    domain: "La agenda y el modo en que se conversa y se decide en cada reunión.",
    accountabilities: lines(
      "Prepara la agenda con quien coordina y cuida los tiempos",
      "Conduce las rondas: que hable cada persona, y quien menos ha hablado primero",
      "Guía las elecciones y las propuestas hasta que haya consentimiento, sin imponer su opinión",
      "Enseña a otras personas a facilitar",
    ),
    qualifications: lines(
      "Escucha con calma y puede sostener un desacuerdo sin tomar partido",
      "Conoce, o quiere aprender, cómo se decide por consentimiento",
      "Puede ser alguien externo al círculo, mientras alguien de adentro se prepara",
    ),
  },
];
