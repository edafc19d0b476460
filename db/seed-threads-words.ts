/** What the nodes of the example network talk about: invented, as it could be said. Days are before today. */

export interface PostSeed {
  by: string;
  daysAgo: number;
  body: string;
  file?: { name: string; label: string };
}

export interface ThreadSeed {
  node: string;
  kind: "discussion" | "announcement";
  visibility: "node" | "members" | "public";
  title: string;
  posts: [PostSeed, ...PostSeed[]];
  pinned?: boolean;
  /** Who closed it, and when. */
  closed?: { by: string; daysAgo: number };
  moved?: { by: string; daysAgo: number; to: string };
}

const CAMILO = "Camilo Huenchumilla Soto";
const DANIELA = "Daniela Paredes Mamani";
const OSCAR = "Óscar Neira Fuentealba";
const NATALIA = "Natalia Farías Osorio";
const FELIPE = "Felipe Toro Quezada";

export const THREADS: ThreadSeed[] = [
  {
    node: "Electricidad",
    kind: "discussion",
    visibility: "node",
    title: "¿El simulador sirve en segundo medio, o los confunde?",
    posts: [
      {
        by: "Álvaro Retamal Opazo",
        daysAgo: 41,
        body: "Este año probé el simulador de tableros con tercero y funcionó. Me piden llevarlo a segundo, donde todavía no cablean. ¿Alguien lo ha hecho? No quiero que crean que es un juego.",
      },
      {
        by: FELIPE,
        daysAgo: 40,
        body: "Nosotros sí, pero **después** de dos clases con cable de verdad. Al revés no resultó: cerraban circuitos sin pensar en la protección.",
      },
      {
        by: "Loreto Hormazábal Cid",
        daysAgo: 38,
        body: "De acuerdo con @Felipe Toro Quezada. Ayuda pedirles que dibujen primero el esquema en papel y que el simulador sirva para comprobarlo.",
      },
      { by: "Álvaro Retamal Opazo", daysAgo: 36, body: "Queda claro: primero cable, después pantalla. Gracias, cierro aquí para que otros lo encuentren." },
    ],
    closed: { by: "Álvaro Retamal Opazo", daysAgo: 36 },
  },
  {
    node: "Electricidad",
    kind: "announcement",
    visibility: "public",
    title: "Buscamos a quien quiera mostrar un proyecto de su taller en marzo",
    posts: [
      {
        by: CAMILO,
        daysAgo: 12,
        body: "En la primera sesión de 2027 queremos abrir con **tres proyectos de estudiantes**, de diez minutos cada uno. No tienen que estar terminados: interesa lo que aprendieron y lo que todavía no les resulta.\n\n- Puede ser de cualquier liceo, también de fuera del nodo.\n- Se muestra en línea, con cámara o con un video corto.\n- Se cuenta qué hizo el curso, sin nombres ni caras de estudiantes.\n\nSi te interesa, escribe a la coordinación o responde aquí.",
      },
      { by: "Iván Pincheira Lagos", daysAgo: 11, body: "Me sumo con el cargador de baterías que armó cuarto medio. Nos falta la carcasa, pero ya carga." },
    ],
  },
  {
    node: "Futuro Técnico O'Higgins",
    kind: "discussion",
    visibility: "node",
    title: "¿Quién tiene la maleta didáctica de instalaciones?",
    posts: [
      { by: NATALIA, daysAgo: 10, body: "La maleta que compramos entre los tres liceos no aparece desde septiembre. ¿Quién la tuvo último? La necesito la semana del 7." },
      { by: CAMILO, daysAgo: 9.5, body: "La tiene nuestro liceo, en el pañol. La movemos al nodo de Electricidad, porque también la piden desde el Maule." },
      { by: NATALIA, daysAgo: 9, body: "¡Gracias! Paso a buscarla el lunes." },
    ],
    moved: { by: CAMILO, daysAgo: 9.4, to: "Electricidad" },
  },
  {
    node: "Electricidad",
    kind: "announcement",
    visibility: "node",
    title: "Visita a la subestación: qué llevar y a qué hora salimos",
    posts: [
      {
        by: CAMILO,
        daysAgo: 6,
        body: "La empresa confirmó la visita. Por favor revisen esto con su curso **antes** de salir:\n\n1. Zapatos de seguridad, lentes y casco. Quien no los traiga se queda en la sala de control.\n2. Ropa de algodón, manga larga, sin cierres metálicos.\n3. Teléfonos apagados pasada la reja.\n\nAdjunto la lista para imprimir. Si su liceo no tiene cascos suficientes, respondan aquí y los repartimos entre todos.",
        file: { name: "lista-para-la-visita.pdf", label: "Lista para imprimir y firmar" },
      },
      { by: DANIELA, daysAgo: 5, body: "Nosotros vamos con 18 estudiantes y tenemos 12 cascos. ¿A alguien le sobran 6?" },
      { by: OSCAR, daysAgo: 4.6, body: "@Daniela Paredes Mamani, te llevo 8 desde Coronel: están revisados en agosto." },
      {
        by: "Sandra Bahamonde Gil",
        daysAgo: 1.3,
        body: "Desde el centro de formación podemos prestar 10 pares de lentes. Los dejo en la entrada, en una caja con el nombre de cada liceo.",
      },
    ],
    pinned: true,
  },
  {
    node: "Electricidad",
    kind: "discussion",
    visibility: "node",
    title: "¿Qué megóhmetro compraron? Tenemos $ 450.000 para el taller",
    posts: [
      {
        by: DANIELA,
        daysAgo: 4,
        body: "El liceo nos asignó $ 450.000 antes de fin de año. Queremos medir aislación con los cursos de cuarto: ¿qué modelo les ha durado en manos de estudiantes? Me sirve más un dato de uso que una ficha técnica.",
      },
      {
        by: OSCAR,
        daysAgo: 3.7,
        body: "Llevamos tres años con uno digital de 1.000 V, de los más simples. Dos cosas que miraría:\n\n- que las puntas se puedan **cambiar**: es lo primero que se rompe;\n- que apague solo. A nosotros nos duraban las pilas una semana.\n\nDejo el afiche de colores que pusimos al lado, para que no inviertan fase y tierra.",
        file: { name: "colores-de-los-conductores.png", label: "El afiche que pusimos en el mesón" },
      },
      { by: NATALIA, daysAgo: 3.2, body: "Ojo con el certificado de calibración: en la compra pública nos lo pidieron y el proveedor se demoró un mes en enviarlo." },
      { by: FELIPE, daysAgo: 2.8, body: "Con ese monto alcanza para dos de los simples. Yo compraría dos: si son 30 estudiantes, uno solo significa 28 mirando." },
      { by: DANIELA, daysAgo: 1.9, body: "Muy útil, sobre todo lo de las puntas. Voy por dos simples y les cuento cómo nos va." },
    ],
  },
  {
    node: "Futuro Técnico Maule",
    kind: "announcement",
    visibility: "node",
    title: "Cierre de año: la sesión del 11 de diciembre es en Talca, con almuerzo",
    posts: [
      {
        by: "Fernanda Caro Henríquez",
        daysAgo: 0.8,
        body: "Nos juntamos en persona para cerrar el año. Cada liceo trae **una cosa que resultó y una que no**, en una hoja.\n\nHay furgón desde Linares y desde Curicó: confirmen en la página de la reunión cuántas personas van, para reservar el almuerzo.",
      },
    ],
  },
  {
    node: "HOTUGA",
    kind: "discussion",
    visibility: "members",
    title: "Productos de la zona en la carta: ¿cómo lo costean?",
    posts: [
      {
        by: "Gabriela Sandoval Ríos",
        daysAgo: 8,
        body: "Queremos que el menú del taller use merkén, cochayuyo y quinoa de productoras de Pelluhue. La planilla de costos del liceo no tiene cómo registrar una compra chica y sin factura. ¿Cómo lo resolvieron?",
      },
      {
        by: "Elena Cifuentes Badilla",
        daysAgo: 7,
        body: "Con un convenio simple con la feria: se compra una vez al mes, con boleta, y el taller lleva un registro por kilo. Lo aprobó la dirección sin problema.",
      },
      {
        by: "Pilar Undurraga Tello",
        daysAgo: 6.5,
        body: "Nosotras hicimos que cada grupo calcule su plato con **dos precios**: el de la feria y el del supermercado. Salió una buena conversación sobre qué es caro.",
      },
      { by: "Teresa Droguett Parra", daysAgo: 2, body: "¿Podrían compartir la planilla en el repositorio? Nos serviría también para el vino." },
    ],
  },
  {
    node: "Inti Red",
    kind: "announcement",
    visibility: "public",
    title: "Los liceos del norte se reúnen en marzo en Calama",
    posts: [
      {
        by: "Rosa Quispe Choque",
        daysAgo: 3,
        body: "Después de conversarlo con los territorios, el primer encuentro de 2027 será en Calama. Quien quiera mostrar una experiencia puede empezar a prepararla desde ya: basta una hoja y una foto del taller.",
      },
    ],
  },
  {
    node: "TIC",
    kind: "discussion",
    visibility: "node",
    title: "Reglas de uso de asistentes de IA en el módulo de programación",
    posts: [
      {
        by: "Constanza Leiva Duarte",
        daysAgo: 5,
        body: "Este semestre acordamos con el curso tres reglas: se dice cuándo se usó, se explica línea por línea lo que se entrega, y la prueba es en papel. ¿Qué han acordado ustedes?",
      },
      {
        by: "Rodrigo Acuña Millán",
        daysAgo: 4,
        body: "Algo parecido, con una más: quien usa código que no entiende, lo reescribe delante de su pareja de trabajo. Ha funcionado mejor que prohibir.",
      },
    ],
  },
  {
    node: "Orientación",
    kind: "announcement",
    visibility: "node",
    title: "Plazos de matrícula en educación superior técnica",
    posts: [
      {
        by: "Marta Escobar Vidal",
        daysAgo: 2.5,
        body: "Junté en una sola lista los plazos de los centros que más piden nuestros cursos. Revisen con sus estudiantes de cuarto **antes del 4 de diciembre**: después de esa fecha varias becas ya no se pueden pedir.",
      },
      { by: "Dora Inostroza Vega", daysAgo: 1.5, body: "Muy útil, la pegamos en la sala de profesores. ¿Hay algo para quienes van a trabajar y estudiar de noche?" },
    ],
  },
];
