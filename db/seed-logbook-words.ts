/** What the circles of the example network agreed, the oldest first. */

export interface AgreementSeed {
  circle: string;
  daysAgo: number;
  kind: "consent" | "advice" | "poll" | "vote" | "noted";
  title: string;
  driver: string;
  body: string;
  by: string;
  role?: string;
  owner?: string;
  /** Days from today: past ones are due. */
  reviewIn: number;
  expiresIn?: number;
  /** Title of the one whose place it takes. */
  replaces?: string;
}

export const SOLAR_TEAM_ENDED = {
  title: "Ficha breve para contar experiencias solares",
  reason: "La ficha de experiencias de la red ya pregunta lo mismo: seguimos con esa.",
};

const ELECTRICITY = { circle: "Círculo de Electricidad", by: "Loreto Hormazábal Cid" };

export const AGREEMENTS: AgreementSeed[] = [
  {
    circle: "Círculo general de la red",
    daysAgo: 172,
    kind: "consent",
    by: "Claudia Riffo Peña",
    title: "Ninguna reunión presencial entre octubre y el fin del año escolar",
    driver: "En octubre y noviembre los liceos cierran el año, hay licenciaturas y las jefaturas no alcanzan a salir. El año pasado vino menos de la mitad.",
    body: "Los encuentros presenciales se hacen **entre abril y septiembre**. Desde octubre las reuniones son en línea y duran una hora y media a lo más.\n\nSi un nodo necesita una excepción, la pide al círculo general con un mes de anticipación.",
    role: "coordinator",
    reviewIn: 96,
  },
  {
    ...ELECTRICITY,
    daysAgo: 168,
    kind: "consent",
    title: "Las sesiones duran dos horas",
    driver: "En una hora no alcanzábamos a mostrar el trabajo de los talleres.",
    body: "Las sesiones del nodo duran **dos horas**, con una pausa de diez minutos.",
    role: "facilitator",
    reviewIn: -110,
  },
  {
    circle: "Equipo de tableros y seguridad",
    daysAgo: 150,
    kind: "consent",
    by: "Daniela Paredes Mamani",
    title: "Revisión de tableros dos veces al año, con pauta común",
    driver: "Cada liceo revisa sus tableros a su manera y en dos talleres hubo cortes por conexiones flojas.",
    body: "1. Cada taller se revisa en **marzo** y en **agosto** con la pauta del equipo.\n2. La revisión la hacen dos docentes, uno de otro liceo.\n3. Lo que sea peligroso se corrige antes de la clase siguiente, o el tablero queda fuera de uso.",
    owner: "Óscar Neira Fuentealba",
    reviewIn: 4,
  },
  {
    circle: "Círculo de Inti Red",
    daysAgo: 149,
    kind: "noted",
    by: "Rosa Quispe Choque",
    title: "Traslado compartido para los liceos del interior",
    driver: "Pozo Almonte y Alto Hospicio no tienen cómo llegar a Iquique después de clases.",
    body: "Los liceos de la costa **ponen el furgón por turnos** para los encuentros. El turno se acuerda al fijar la fecha.",
    role: "coordinator",
    reviewIn: -20,
  },
  {
    circle: "Equipo de energía solar",
    daysAgo: 140,
    kind: "advice",
    by: "Loreto Hormazábal Cid",
    title: SOLAR_TEAM_ENDED.title,
    driver: "Las experiencias llegaban en formatos muy distintos.",
    body: "Cada experiencia se cuenta en una plana: qué se instaló, cuánto costó, qué hicieron los estudiantes y qué se haría distinto.",
    role: "coordinator",
    reviewIn: 40,
  },
  {
    circle: "Círculo de HOTUGA",
    daysAgo: 120,
    kind: "vote",
    by: "Ignacia Bravo Salas",
    title: "La muestra gastronómica anual rota por zona",
    driver: "Siempre se hacía en la capital regional y los liceos rurales no alcanzaban a participar.",
    body: "La muestra se hace cada año en otra zona: **costa, valle, cordillera**. El liceo sede elige el producto local del año.",
    role: "ambassador",
    reviewIn: 130,
  },
  {
    ...ELECTRICITY,
    daysAgo: 110,
    kind: "consent",
    title: "Las sesiones duran una hora y media, con pausa",
    driver: "Con dos horas, quienes hacen clases en vespertino se iban antes del final.",
    body: "Las sesiones duran **una hora y media**, con una pausa de cinco minutos. Lo que no alcance pasa a la sesión siguiente.",
    role: "facilitator",
    reviewIn: -40,
    replaces: "Las sesiones duran dos horas",
  },
  {
    circle: "Círculo de Red Araucaríos",
    daysAgo: 95,
    kind: "consent",
    by: "Guillermo Matus Oyarzún",
    title: "Cada encuentro abre con la palabra de la comunidad anfitriona",
    driver: "Llegamos a comunidades mapuche y a caletas como si fuera una sala cualquiera.",
    body: "El liceo sede invita a una persona de su comunidad a abrir el encuentro. Se le pregunta antes **cómo quiere hacerlo** y se respeta su tiempo en la agenda.",
    role: "ambassador",
    reviewIn: 200,
  },
  {
    ...ELECTRICITY,
    daysAgo: 90,
    kind: "poll",
    title: "Grupo de mensajería solo para avisos",
    driver: "Se mezclaban saludos, memes y fechas; varias personas silenciaron el grupo y se perdieron una visita.",
    body: "El grupo se usa **solo para avisos** de lunes a viernes, de 8:00 a 19:00 h. Lo demás, en el otro grupo.",
    role: "secretary",
    reviewIn: -2,
  },
  {
    circle: "Círculo de HOTUGA",
    daysAgo: 80,
    kind: "advice",
    by: "Pilar Undurraga Tello",
    title: "Pasantías de invierno en hoteles de la zona, a prueba",
    driver: "Tres hoteles ofrecieron cupos y no había un criterio para repartirlos.",
    body: "Por este año los cupos se reparten por sorteo entre los liceos inscritos. Cada liceo acompaña a sus estudiantes el primer día.",
    owner: "Gabriela Sandoval Ríos",
    reviewIn: 30,
    expiresIn: -8,
  },
  {
    circle: "Círculo general de la red",
    daysAgo: 60,
    kind: "consent",
    by: "Claudia Riffo Peña",
    title: "El acta sale dentro de tres días",
    driver: "Las actas llegaban cuando ya nadie recordaba los acuerdos.",
    body: "Quien ejerce la secretaría publica el acta **dentro de tres días hábiles**. Si no puede, avisa y la toma otra persona del círculo.",
    role: "secretary",
    reviewIn: 120,
  },
  {
    ...ELECTRICITY,
    daysAgo: 40,
    kind: "consent",
    title: "Sesiones de hora y media: cuarenta minutos en el taller",
    driver: "La hora y media funciona, pero se nos iba entera en presentaciones.",
    body: "Las sesiones duran **una hora y media**:\n\n- 20 minutos para saludarnos y los avisos,\n- **40 minutos en el taller** del liceo que recibe, aunque sea por cámara,\n- 30 minutos para acordar qué probamos antes de la próxima.",
    role: "facilitator",
    reviewIn: 140,
    replaces: "Las sesiones duran una hora y media, con pausa",
  },
];
