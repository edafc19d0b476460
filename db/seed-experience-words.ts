/**
 * Three experiences that the systematisation of the Red de Escuelas Líderes 2024 tells. What stands without a mark is what it says; what it does not
 * say, and a sheet needs, is marked «Ejemplo de la demostración». Institutions only.
 */
import type { SectionKey } from "#app/domain/resources/experience.ts";
import type { Picture } from "./seed-experience-pictures.ts";

export interface SeedExperience {
  key: "fair" | "reels" | "network";
  picture: Picture;
  pictureSays: string;
  title: string;
  summary: string;
  schools: string[];
  nodes: string[];
  tags: string[];
  from?: SeedExperience["key"];
  /** Where the meeting was held, and how it was shown there. */
  shown?: { network: string; format: string };
  sections: Partial<Record<SectionKey, string>>;
  uses: { school: string; daysAgo: number; changed: string; happened: string }[];
}

const SOURCE = "*Fuente: sistematización 2024 de la Red de Escuelas Líderes.*";
const EXAMPLE = "*Ejemplo de la demostración:*";

export const EXPERIENCES: SeedExperience[] = [
  {
    key: "fair",
    picture: "fair",
    pictureSays: "Ocho stands bajo el sol del desierto: ocho escuelas, ocho experiencias",
    title: "Una feria para aprender de ocho escuelas en un día",
    summary: "La Inti Red cambió las exposiciones por una feria de innovaciones: en Calama, cada escuela mostró en su stand lo que probó, con las evidencias a la vista.",
    schools: ["Colegio Evangélico Ejército de Salvación Catherine Booth"],
    nodes: ["Inti Red"],
    tags: ["encuentro territorial", "feria", "convivencia escolar", "trabajo en red"],
    shown: { network: "Inti Red", format: "stand" },
    sections: {
      need: `Las escuelas de una red pasan el año conversando por pantalla. Tienen mucho que mostrarse, pero los equipos llegan a octubre con la carga del segundo semestre encima, y se ven las caras un solo día.

La Inti Red reúne establecimientos desde Arica hasta Salamanca. Ese día había que aprovecharlo para aprender unas de otras sobre dos cosas: **la mejora de los aprendizajes** y **la convivencia escolar**.`,
      link: `Los dos focos los eligió la propia red entre los desafíos de sus escuelas. El encuentro tuvo una presentación experta sobre aprendizaje socioemocional, y cada stand mostró su experiencia junto a las evidencias, para que las vieran los pares y los actores del territorio que fueron invitados.

${SOURCE}`,
      what: `El encuentro fue el viernes 11 de octubre de 2024 en Calama, con el Colegio Evangélico Ejército de Salvación Catherine Booth como anfitrión. Tuvo cuatro momentos:

1. Recepción, registro y bienvenida, con una presentación experta.
2. La feria: un stand por escuela, con evidencias, y retroalimentación entre pares.
3. Evaluación e identificación de oportunidades para la red.
4. Camaradería, para fortalecer los vínculos.

Antes, la red escribió su *Plan de Encuentro Territorial*, con propósito, sede, roles, actores y presupuesto.`,
      enablers: `Un plan y un presupuesto cofinanciado con la coordinación nacional. Roles repartidos: producción, agenda, diseño creativo, comunicaciones, relación con actores clave, registro de asistentes y cosecha de resultados. Y un taller previo sobre cómo comunicar experiencias, del que salieron los formatos.`,
      results: `**8 de 8** escuelas que asistieron mostraron una experiencia en su propio stand.

Las y los participantes de los encuentros destacaron el respeto, la confianza y la calidez. Alguien de la Inti Red lo dijo así: «Me sentí acompañada en este proceso de transformación educativa. Poder ver que otros lo están intentando motiva a seguir trabajando por entregar lo mejor a nuestros niños y niñas».

${SOURCE}`,
      facilitators: `Un colegio anfitrión a cargo de los espacios y un formato base igual para todos los territorios. Y los almuerzos de camaradería y paseos que sumaron algunas redes: conversar en un ambiente más informal facilitó el diálogo y los acuerdos de cooperación.`,
      improvements: `La organización pide entre cinco y siete reuniones además de las sesiones, justo cuando las escuelas cierran el año. *Ejemplo de la demostración:* comenzar en agosto y dejar octubre solo para los detalles.`,
      transferability: `${EXAMPLE} lo imprescindible son una sala grande o un patio techado, una mesa y un panel por escuela, y tres horas. Lo demás se adapta:

- una pauta de una página para cada stand: necesidad, qué hicimos, evidencia, qué mejoraríamos;
- dos turnos, para que quien expone también alcance a recorrer;
- notas adhesivas para dejar una pregunta y una idea en cada stand.`,
    },
    uses: [
      {
        school: "Liceo Bicentenario de Excelencia Colegio Río Loa",
        daysAgo: 210,
        changed: "*Ejemplo de la demostración.* La hicimos puertas adentro: un stand por departamento, en la jornada de evaluación del semestre.",
        happened: "Diez departamentos mostraron una práctica. Tres se pusieron de acuerdo para probar la misma pauta de retroalimentación en 2.º medio.",
      },
      {
        school: "Escuela Superior Nueva Bilbao",
        daysAgo: 120,
        changed: "*Ejemplo de la demostración.* Invitamos también a apoderadas y apoderados, y el recorrido lo guiaron 24 estudiantes de 8.º básico.",
        happened: "Llegaron más familias que a las reuniones. Nos faltó un segundo turno: quienes exponían no alcanzaron a ver lo de los demás.",
      },
      {
        school: "Instituto del Mar Bicentenario Capitán Williams",
        daysAgo: 46,
        changed: "*Ejemplo de la demostración.* La feria fue de proyectos de acuicultura, con dos empresas y la municipalidad entre el público.",
        happened: "Cada stand tuvo que mostrar un dato medido. De ahí salieron dos visitas para el próximo semestre.",
      },
    ],
  },
  {
    key: "reels",
    picture: "reels",
    pictureSays: "Nueve cintas de video cruzan un río, como los nueve reels de San Pedro de la Paz",
    title: "Nueve experiencias contadas en reels de dos minutos",
    summary: "La Red Ñuble y Biobío sin Fronteras pidió a cada escuela un video de uno a dos minutos. Se vieron juntos en San Pedro de la Paz, y el tiempo quedó para conversar.",
    schools: ["Liceo Técnico Profesional Bicentenario Mauricio Hochschild de San Pedro de la Paz"],
    nodes: ["Red Ñuble y Biobío sin Fronteras"],
    tags: ["encuentro territorial", "video", "evaluación", "trabajo en red"],
    from: "fair",
    shown: { network: "Red Ñuble y Biobío sin Fronteras", format: "reel" },
    sections: {
      need: `La red eligió tres focos para su encuentro: la mejora de los aprendizajes, la convivencia y los requerimientos de formación continua. Eran nueve experiencias para un solo día: había que contarlas en poco tiempo y dejar el resto para conversar.

${EXAMPLE} por eso tomó la idea de la feria de Calama (una experiencia por escuela, con evidencias) y la llevó a video. La fuente cuenta los dos encuentros, pero no dice que uno venga del otro.`,
      link: `Un video corto sigue sirviendo después. Entre los compromisos que dejaron los encuentros está hacer videos de corta duración que expliquen los proyectos, para compartirlos con otros establecimientos en redes sociales.

${EXAMPLE} y también para mostrarlos en el consejo de profesores o en la reunión de apoderados.`,
      what: `El jueves 7 de noviembre de 2024, en San Pedro de la Paz, las escuelas de la red compartieron sus experiencias en formato *reel*: videos de uno a dos minutos. El Liceo Técnico Profesional Bicentenario Mauricio Hochschild fue anfitrión y gestionó el espacio con INACAP.

La jornada sumó una presentación experta sobre **diseño de evaluaciones efectivas con inteligencia artificial**.

${SOURCE}`,
      enablers: `La alianza del liceo anfitrión con una institución de educación superior, que puso el espacio. El taller «Comunicación de experiencias de innovación», donde aparecieron los formatos: reel, póster, microcápsula, stand y café del mundo.`,
      results: `**9 experiencias** de innovación compartidas, con 9 escuelas presentes.

Así lo dijo alguien de la red: «Los logros de otras escuelas las sentimos como propias, como parte de la educación pública. Una experiencia maravillosa, un disfrute de principio a fin».

${SOURCE}`,
      facilitators: `Un límite de tiempo claro y la alianza con una institución del territorio. ${EXAMPLE} y que los teléfonos ya estaban en los bolsillos.`,
      improvements: `${EXAMPLE} pedir los videos una semana antes y revisar el sonido. Y acordar una autorización de imagen: para no mostrar rostros de estudiantes, lo mejor es filmar manos, trabajos y espacios.`,
      transferability: `${EXAMPLE} hace falta un teléfono, una persona que edite y un guion de cuatro frases: qué pasaba, qué hicimos, qué cambió, qué necesita otra escuela. El horario que funciona: videos en la primera hora, conversación en grupos de cuatro en la segunda.`,
    },
    uses: [
      {
        school: "Colegio Emprender Osorno",
        daysAgo: 84,
        changed: "*Ejemplo de la demostración.* Los videos los hicieron equipos de estudiantes, con la pauta de cuatro frases.",
        happened: "Se proyectaron en el consejo de octubre. En veinte minutos vimos lo que antes tomaba una mañana.",
      },
      {
        school: "Escuela Bélgica",
        daysAgo: 30,
        changed: "*Ejemplo de la demostración.* En vez de encuentro, un video al mes enviado al grupo de la red.",
        happened: "Los dos primeros se vieron mucho; el tercero, menos. Ahora cada video cierra con una pregunta.",
      },
    ],
  },
  {
    key: "network",
    picture: "network",
    pictureSays: "Ciento cincuenta y un puntos de una misma red; dos de ellos, unidos, son de Chile",
    title: "De Villarrica y San Nicolás a una red de 151 escuelas del mundo",
    summary: "Dos establecimientos llevaron su enseñanza de idiomas a la Red Schools+ de la OCDE, que construye entre escuelas un kit de prácticas que otras puedan usar.",
    schools: ["Colegio Inglés Saint Matthew", "Liceo Bicentenario De Excelencia Polivalente San Nicolás"],
    nodes: ["Red Araucaríos", "Red Ñuble y Biobío sin Fronteras"],
    tags: ["inglés", "chino mandarín", "idiomas", "intercambio internacional"],
    sections: {
      need: `Las buenas prácticas suelen quedarse en la sala donde nacieron. Falta ponerles nombre, reunir evidencia y decir qué es lo esencial, para que otra escuela pueda hacerlas suyas.

La Red Schools+ de la OCDE convocó a escuelas de distintos países a hacer ese trabajo juntas, y la Red de Escuelas Líderes invitó a dos de las suyas: un colegio de La Araucanía y un liceo de Ñuble.`,
      link: `Desde Villarrica se compartió el trabajo del departamento de Inglés del Colegio Saint Matthew. Desde San Nicolás, la enseñanza de **Inglés y chino mandarín** del liceo polivalente. 

${SOURCE}

${EXAMPLE} en una comuna pequeña, un idioma es una puerta al trabajo, a los estudios y a otras personas.`,
      what: `Los dos establecimientos aceptaron la invitación y participaron en la construcción colectiva de un *kit de herramientas*. Para cada práctica, el kit reúne:

- una definición consensuada;
- evidencia y casos de estudio;
- sus componentes activos: las acciones sin las cuales no resulta;
- recomendaciones para escalarla y llevarla a otros contextos.`,
      enablers: `Pertenecer a una red que los invitó a dar el paso, y la participación de quienes enseñan y coordinan los idiomas en cada establecimiento. El Colegio Saint Matthew fue, además, anfitrión del encuentro territorial de Villarrica, en octubre de 2024.`,
      results: `**2 de 151** establecimientos del grupo son chilenos: los únicos del país.

La publicación del kit se anunció para abril de 2025. La sistematización no trae todavía resultados de aprendizaje; cuando los establecimientos los publiquen, esta ficha los puede enlazar.

${SOURCE}`,
      facilitators: `Definiciones que se acuerdan entre todos y pares con quienes contrastar. ${EXAMPLE} contar la propia práctica a quien no la conoce obliga a entenderla mejor.`,
      improvements: `${EXAMPLE} traducir lo aprendido a una guía breve para las escuelas de la red que no participaron, y sumar a docentes de especialidad: el inglés de un taller de turismo no es el mismo que el de uno de electricidad.`,
      transferability: `Los *componentes activos* son la clave: antes de copiar una práctica, preguntar qué es lo que no se puede quitar. ${EXAMPLE} dos horas de departamento bastan para empezar: elegir una práctica, escribir en media página qué se hace, qué evidencia hay y qué es lo imprescindible, y pedirle a otra escuela que la lea.`,
    },
    uses: [
      {
        school: "Liceo Técnico Profesional de Río Bueno",
        daysAgo: 95,
        changed: "*Ejemplo de la demostración.* Escribimos los componentes activos de una práctica que no es de idiomas: la bitácora de taller de 3.º medio agropecuario.",
        happened: "De once pasos, el equipo se quedó con cuatro que no se pueden quitar. Con esa media página, dos docentes nuevos la aplicaron sin ayuda.",
      },
      {
        school: "Escuela Palestina",
        daysAgo: 61,
        changed: "*Ejemplo de la demostración.* La hicimos entre dos escuelas de Chillán, leyendo cada una la práctica de la otra.",
        happened: "La lectura cruzada mostró lo que dábamos por sabido. Falta volver a mirarlo con resultados de fin de año.",
      },
    ],
  },
];
