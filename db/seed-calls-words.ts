/** The calls of the example network: invented, true to life. Days are counted from today; below zero lies behind. */
import type { Beginning } from "#app/domain/calls/beginnings.ts";

export interface CallSeed {
  key: "feria" | "sabores" | "reels" | "redes" | "fondo";
  /** Address of who organises it. */
  by: string;
  /** null: the network. */
  node: string | null;
  started: number;
  published: number | null;
  opens: number;
  closes: number;
  jury: number | null;
  beginning: Beginning;
  content: { title: string; summary: string; body_md: string; prizes: string; kind: string; visibility: string; work: string; blind?: boolean; most_each?: string };
  /** Later: more days, and why. */
  extended?: { on: number; closes: number; jury: number; note: string };
  /** Addresses of its jury. */
  jurors: string[];
  /** The meeting where the chosen ones are shown is the next one of the node. */
  shown?: boolean;
}

export const CALLS: CallSeed[] = [
  {
    key: "feria",
    by: "coordinacion@nodos.example",
    node: "Electricidad",
    started: -9,
    published: -6,
    opens: -6,
    closes: 24,
    jury: 38,
    beginning: "experiences",
    shown: true,
    jurors: ["aliada@nodos.example", "rodrigo.acuna.millan@liceos.example", "carolina.lemus.ibarra@liceos.example"],
    content: {
      ...{ kind: "contest", visibility: "public", work: "optional", blind: true, most_each: "2" },
      title: "Feria de experiencias de innovación: lo que pasa en tu taller",
      summary: "Buscamos experiencias de electricidad y electrónica que otro liceo pueda hacer el próximo semestre con lo que ya tiene.",
      prizes:
        "Un lugar en la feria del encuentro del nodo, con traslado para tres personas.\nLa ficha de la experiencia diseñada y publicada en el repositorio.\nCuatro horas de acompañamiento para quien quiera replicarla.",
      body_md: `## Qué buscamos

Experiencias **ya probadas al menos una vez** en un liceo técnico: una estación de taller, un proyecto con una empresa de la comuna, una forma distinta de evaluar. No tiene que ser grande ni haber salido bien a la primera: tiene que poder contarse para que otra persona la haga.

## Quiénes pueden postular

- Docentes, asistentes y equipos directivos de liceos con especialidades del sector eléctrico.
- Equipos de dos o más establecimientos, con una sola postulación.
- Quien organiza el nodo no postula; quien evalúa tampoco.

## Qué se pide

1. Un título y un resumen de la experiencia.
2. Las respuestas del formulario: se pueden escribir de a poco.
3. Si ya está en el repositorio, la ficha de la experiencia: se adjunta con un botón.

De estudiantes, **solo números**: ninguna postulación lleva nombres ni caras de menores de edad.

## Qué deja fuera una postulación

Llegar después del cierre, o vender un producto.

## Preguntas

En las conversaciones del nodo: la respuesta le sirve a más de una persona.`,
    },
  },
  {
    key: "sabores",
    by: "elena.cifuentes.badilla@liceos.example",
    node: "HOTUGA",
    started: -48,
    published: -45,
    opens: -44,
    closes: -12,
    jury: 9,
    beginning: "experiences",
    jurors: ["docente@nodos.example", "direccion@nodos.example", "marta.escobar.vidal@liceos.example"],
    extended: { on: -14, closes: -4, jury: 12, note: "Damos ocho días más: varios liceos estuvieron en semana de prácticas." },
    content: {
      ...{ kind: "contest", visibility: "members", work: "none", blind: true },
      title: "Sabores del territorio: recetas con identidad local",
      summary: "Recetas que se enseñan en el taller de gastronomía con productos y saberes de la comuna.",
      prizes: "Publicación en el recetario de la red y una jornada de cocina compartida con los tres liceos reconocidos.",
      body_md: `## La idea

Cada territorio tiene un producto que en el taller se usa poco: la quínoa, la murtilla, el piure, el mote. Queremos reunir **clases completas** alrededor de uno de ellos.

## Qué enviar

- La receta, con cantidades para un taller de 20 personas y su costo aproximado.
- De quién se aprendió, y cómo participó esa persona o comunidad.
- Qué aprenden las y los estudiantes, y cómo se evalúa.`,
    },
  },
  {
    key: "reels",
    by: "coordinacion@nodos.example",
    node: "Futuro Técnico O'Higgins",
    started: -122,
    published: -120,
    opens: -118,
    closes: -80,
    jury: -62,
    beginning: "experiences",
    jurors: ["aliada@nodos.example", "rodrigo.acuna.millan@liceos.example", "rosa.quispe.choque@liceos.example"],
    content: {
      ...{ kind: "contest", visibility: "public", work: "optional", blind: false },
      title: "Dos minutos de taller: concurso de reels",
      summary: "Un video corto, grabado con el celular, que muestre cómo se aprende en una especialidad.",
      prizes: "Los tres reels elegidos abren el encuentro regional y quedan en la galería de la red.",
      body_md: `Un reel de **hasta dos minutos**, grabado en el taller. No se evalúa la edición: se evalúa que quien lo mira entienda qué se aprende y quiera probarlo.

Las personas que aparecen tienen que haberlo autorizado. No aparecen caras de estudiantes.`,
    },
  },
  {
    key: "redes",
    by: "rodrigo.acuna.millan@liceos.example",
    node: "TIC",
    started: -3,
    published: -2,
    opens: 12,
    closes: 40,
    jury: null,
    beginning: "projects",
    jurors: [],
    content: {
      ...{ kind: "call", visibility: "members", work: "none" },
      title: "Equipos para laboratorios de redes",
      summary: "Doce conmutadores y seis enrutadores, donados por una empresa, para liceos que armen un plan de uso compartido.",
      prizes: "Tres conjuntos de equipos en préstamo por dos años, con una jornada de puesta en marcha.",
      body_md: "Pueden postular liceos con Conectividad y redes o Telecomunicaciones. Se prefieren planes **entre dos establecimientos vecinos**: los equipos rotan.",
    },
  },
  {
    key: "fondo",
    by: "admin@nodos.example",
    node: null,
    started: -1,
    published: null,
    opens: 20,
    closes: 60,
    jury: 80,
    beginning: "projects",
    jurors: [],
    content: {
      ...{ kind: "contest", visibility: "members", work: "optional", blind: false },
      title: "Fondo semilla para replicar experiencias",
      summary: "Apoyo para llevar a un liceo una experiencia que ya funcionó en otro.",
      prizes: "",
      body_md: "",
    },
  },
];
