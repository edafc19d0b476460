/** What the example repository holds. People and links are invented; what they share is of the kind that technical schools do. */
import type { ResourceContent } from "#app/domain/resources/resource.ts";

export interface WorkSeed {
  by: string;
  daysAgo: number;
  nodes: string[];
  content: Partial<ResourceContent> & Pick<ResourceContent, "kind">;
  /** Whoever is named agreed that it is seen by anyone. */
  named?: boolean;
  /** Name of the circle whose alone it is. */
  circle?: string;
  closesIn?: number;
  files?: { name: string; label: string }[];
  second?: { daysAgo: number; note: string; content: Partial<ResourceContent> };
  /** Shared in a node that looks at it first: it waits. */
  waits?: boolean;
}

const teacher = "docente@nodos.example";
const coordinator = "coordinacion@nodos.example";
const of = (name: string) => `${name}@liceos.example`;

export const WORKS: WorkSeed[] = [
  {
    by: coordinator,
    daysAgo: 150,
    nodes: ["Electricidad", "Futuro Técnico O'Higgins"],
    named: true,
    content: {
      kind: "document",
      title: "Tablero domiciliario paso a paso",
      summary: "Guía de taller para armar, medir y revisar entre pares un tablero de doce módulos en tres clases.",
      body_md:
        "La usamos con dos cursos de tercero medio. Cada pareja arma su tablero y **otra pareja lo revisa con la pauta** antes de energizar.\n\n## Qué se necesita\n\n- Un gabinete por pareja (se reutiliza todos los años)\n- Megóhmetro y multímetro\n- Candado y tarjeta de bloqueo\n\n## Cómo la trabajamos\n\n1. Clase 1: seguridad y montaje del riel.\n2. Clase 2: cableado y rotulado.\n3. Clase 3: pruebas y revisión entre pares.",
      specialty_ids: ["electricidad"],
      levels: ["m3"],
      objectives: "Módulo Instalaciones eléctricas domiciliarias: ejecutar instalaciones de alumbrado en baja tensión según la normativa vigente.",
      tags: ["tableros", "seguridad", "taller", "revisión entre pares"],
      visibility: "public",
    },
    files: [
      { name: "guia-tablero-domiciliario.pdf", label: "Guía para estudiantes" },
      { name: "colores-de-conductores.png", label: "Afiche con los colores de los conductores: tres fases, neutro y tierra" },
      { name: "materiales-y-costos.csv", label: "Materiales y costos para ocho parejas" },
    ],
    second: {
      daysAgo: 30,
      note: "Agregamos la prueba del diferencial y bajamos de cuatro a tres clases",
      content: { summary: "Guía de taller para armar, probar y revisar entre pares un tablero de doce módulos en tres clases, con prueba del diferencial." },
    },
  },
  {
    by: of("pilar.undurraga.tello"),
    daysAgo: 96,
    nodes: ["HOTUGA"],
    content: {
      kind: "assessment",
      title: "Rúbrica de servicio de mesa",
      summary: "Cinco criterios con ejemplos observables, para evaluar en el comedor de aplicación y para que los cursos se evalúen entre sí.",
      body_md: "La última columna la escribieron las y los estudiantes: por eso la entienden. Sirve para el comedor de aplicación y para eventos del liceo.",
      specialty_ids: ["gastronomia", "servicios-de-hoteleria"],
      levels: ["m3", "m4"],
      tags: ["rúbrica", "servicio", "evaluación entre pares"],
      visibility: "public",
    },
    files: [{ name: "rubrica-servicio-de-mesa.pdf", label: "Rúbrica lista para imprimir" }],
  },
  {
    by: of("paola.rivera.cortes"),
    daysAgo: 80,
    nodes: ["Agroindustria"],
    named: true,
    content: {
      kind: "planning",
      title: "Unidad de riego por goteo en invernadero",
      summary: "Ocho semanas para diseñar, instalar y medir un riego por goteo con materiales que se consiguen en cualquier comuna.",
      body_md:
        "Partimos por medir cuánta agua se pierde con la manguera. El dato convence más que la charla.\n\n| Semana | Qué se hace |\n|---|---|\n| 1-2 | Medir y calcular |\n| 3-5 | Instalar |\n| 6-8 | Registrar y comparar |",
      specialty_ids: ["agropecuaria"],
      levels: ["m3"],
      objectives: "Módulo Técnicas de riego y fertilización.",
      tags: ["riego", "invernadero", "escasez hídrica"],
      visibility: "public",
    },
    files: [{ name: "plan-de-riego.pdf", label: "Planificación de la unidad" }],
  },
  {
    by: of("constanza.leiva.duarte"),
    daysAgo: 64,
    nodes: ["TIC"],
    content: {
      kind: "link",
      title: "Simulador de redes que corre en el navegador",
      summary: "Para practicar direccionamiento IP sin instalar nada: funciona en computadores antiguos y en el teléfono.",
      link_url: "https://redes.ejemplo.example/simulador",
      body_md: "Lo usamos en el módulo de configuración de redes. Los ejercicios 4 al 9 calzan con tercero medio.",
      specialty_ids: ["conectividad-y-redes", "telecomunicaciones"],
      levels: ["m3", "m4"],
      tags: ["redes", "simulación"],
      licence: "CC-BY-4.0",
      visibility: "public",
    },
  },
  {
    by: of("ignacia.bravo.salas"),
    daysAgo: 52,
    nodes: ["HOTUGA"],
    content: {
      kind: "video",
      title: "Ruta patrimonial de Cauquenes en seis minutos",
      summary: "Cápsula grabada con teléfonos: cómo un curso diseñó, guio y difundió una ruta turística por su ciudad.",
      link_url: "https://videos.ejemplo.example/ruta-cauquenes",
      specialty_ids: ["servicios-de-turismo"],
      levels: ["m4"],
      tags: ["turismo rural", "patrimonio", "cápsula"],
      visibility: "public",
    },
  },
  {
    by: of("jorge.godoy.araya"),
    daysAgo: 45,
    nodes: ["Minería"],
    content: {
      kind: "document",
      title: "Análisis de riesgo antes de entrar al taller",
      summary: "Una hoja por equipo que se llena en cinco minutos y se conversa de pie, como en faena.",
      body_md: "Es el formato de una empresa de la zona, adaptado con permiso. Al principio lo llena el o la docente con el curso; desde el segundo mes, cada equipo solo.",
      specialty_ids: ["explotacion-minera", "mecanica-industrial"],
      levels: ["m3", "m4"],
      tags: ["seguridad", "taller", "análisis de riesgo"],
      visibility: "members",
      licence: "CC-BY-NC-SA-4.0",
    },
  },
  {
    by: of("marta.escobar.vidal"),
    daysAgo: 40,
    nodes: ["Orientación"],
    content: {
      kind: "reading",
      title: "Elegir especialidad en segundo medio: lo que preguntan las familias",
      summary: "Doce preguntas reales con respuestas breves, para leer antes de la reunión de apoderadas y apoderados.",
      body_md:
        "Las recogimos en tres liceos. **La que más se repite:** «¿y si después quiere ir a la universidad?»\n\nLéanla antes de la sesión y marquen cuáles aparecen en su escuela.",
      levels: ["m2", "team"],
      tags: ["elección de especialidad", "familias"],
      visibility: "public",
    },
  },
  {
    by: of("yasna.colque.vilca"),
    daysAgo: 33,
    nodes: ["Orientación", "Inti Red"],
    content: {
      kind: "audio",
      title: "Egresadas que volvieron al taller: cuatro conversaciones",
      summary: "Pódcast de cuatro capítulos con egresadas de especialidades industriales. Sirve para orientación y para el 8 de marzo.",
      link_url: "https://audio.ejemplo.example/egresadas",
      levels: ["m1", "m2"],
      tags: ["género e inclusión", "egresadas", "orientación"],
      visibility: "public",
    },
  },
  {
    by: coordinator,
    daysAgo: 21,
    nodes: ["Electricidad", "Futuro Técnico O'Higgins"],
    content: {
      kind: "opportunity",
      title: "Fondo regional para equipar talleres 2027",
      summary: "Hasta doce millones por establecimiento para equipamiento de especialidades industriales. Se postula en línea.",
      link_url: "https://fondos.ejemplo.example/talleres-2027",
      body_md:
        "## Quiénes pueden postular\n\nEstablecimientos con especialidades industriales de la región.\n\n## Qué piden\n\n- Carta de la dirección\n- Tres cotizaciones\n- Un plan de uso de dos páginas",
      specialty_ids: ["electricidad", "mecanica-industrial", "construcciones-metalicas"],
      levels: ["team"],
      tags: ["fondos", "equipamiento"],
      visibility: "public",
    },
    closesIn: 26,
  },
  {
    by: of("rodrigo.acuna.millan"),
    daysAgo: 75,
    nodes: ["TIC"],
    content: {
      kind: "opportunity",
      title: "Capacitación en programación de microcontroladores",
      summary: "Veinte cupos para docentes, cuatro sábados en línea, con certificado.",
      link_url: "https://cursos.ejemplo.example/microcontroladores",
      body_md: "El nodo reserva dos cupos por establecimiento.",
      specialty_ids: ["programacion", "electronica"],
      levels: ["team"],
      tags: ["capacitación", "microcontroladores"],
      visibility: "members",
    },
    closesIn: -12,
  },
  {
    by: teacher,
    daysAgo: 14,
    nodes: ["Electricidad"],
    content: {
      kind: "planning",
      title: "Proyecto de feria: medidor de consumo con Arduino",
      summary: "Seis semanas, de la idea a la feria regional. Con lista de materiales y preguntas de la comisión.",
      body_md: "Todavía lo estamos probando con el 4.º B: por ahora lo comparto solo con el nodo. **Falta** el apartado de calibración.",
      specialty_ids: ["electricidad", "electronica"],
      levels: ["m4"],
      tags: ["Arduino", "proyecto", "feria"],
      visibility: "node",
    },
  },
  {
    by: coordinator,
    daysAgo: 10,
    nodes: [],
    circle: "Círculo de Electricidad",
    content: {
      kind: "document",
      title: "Borrador de criterios para el uso del fondo común",
      summary: "Para conversarlo en el círculo antes de proponerlo.",
      body_md: "1. Primero lo que sirve a más de un liceo.\n2. Rendición a los treinta días.\n3. Nadie decide sobre lo de su propia escuela.",
      visibility: "circle",
      licence: "reserved",
    },
  },
  {
    by: of("sergio.painemal.nanco"),
    daysAgo: 8,
    nodes: ["Agroindustria"],
    named: true,
    content: {
      kind: "image",
      title: "Lámina: partes de la planta en mapudungun y castellano",
      summary: "Lámina bilingüe para imprimir en tamaño carta, revisada con una educadora tradicional.",
      body_md: "La imagen se puede imprimir en blanco y negro. Los nombres en mapudungun siguen el uso de la zona; en la tuya pueden cambiar.",
      language: "arn",
      specialty_ids: ["agropecuaria"],
      levels: ["m1", "m2", "m3"],
      tags: ["mapudungun", "interculturalidad"],
      link_url: "https://laminas.ejemplo.example/anumka",
      visibility: "public",
      licence: "CC0-1.0",
    },
  },
  {
    by: teacher,
    daysAgo: 2,
    nodes: ["Electricidad"],
    waits: true,
    content: {
      kind: "assessment",
      title: "Prueba práctica: detectar tres fallas en veinte minutos",
      summary: "Una instalación con tres fallas preparadas, hoja de registro y pauta de corrección.",
      body_md: "Se arma en un panel de 1 × 1 m. Las fallas se cambian con tres puentes por detrás, así no se repiten de un grupo a otro.",
      specialty_ids: ["electricidad"],
      levels: ["m4"],
      tags: ["fallas", "evaluación práctica"],
      visibility: "public",
    },
  },
];
