/** What the example network applies with: invented, true to life. */

export interface ApplicationSeed {
  title: string;
  summary: string;
  team: string;
  /** For the long questions, in turn. */
  says: [string, string, string];
}

export const APPLICATIONS: Record<"feria" | "sabores" | "reels", ApplicationSeed[]> = {
  feria: [
    {
      title: "Tableros con memoria: cada falla queda contada",
      summary: "Las fallas que se arman en el taller quedan en fichas que el curso siguiente tiene que resolver.",
      team: "Ricardo Vergara Pino, profesor de Electricidad; 34 estudiantes de 3.º y 4.º medio.",
      says: [
        "En el taller se repetían los mismos errores y se perdía lo aprendido de un año a otro. Lo vimos en las pautas de 2025: 21 de 34 estudiantes fallaban en lo mismo.",
        "Cada grupo arma una falla, la documenta y la deja sellada. El curso siguiente la encuentra y la explica. Hoy 28 de 34 diagnostican en menos de veinte minutos.",
        "Cuatro tableros de práctica, fichas impresas y dos horas al mes para que los cursos se encuentren.",
      ],
    },
    {
      title: "Mediciones que sirven: auditoría eléctrica a casas del barrio",
      summary: "Estudiantes de 4.º medio miden el consumo de doce casas y proponen mejoras con su costo.",
      team: "Ximena Tobar Leal, profesora; Junta de vecinos; 26 estudiantes.",
      says: [
        "Las familias pagaban cuentas altas sin saber por qué, y el módulo de mediciones se veía solo con ejercicios.",
        "Midieron doce casas durante una semana y entregaron un informe a cada familia. Nueve cambiaron algo; la cuenta bajó 11 % en promedio.",
        "Seis medidores enchufables, un permiso firmado por casa y acuerdo con la junta de vecinos.",
      ],
    },
    {
      title: "Del plano al cielo raso: canalización en tamaño real",
      summary: "Una esquina de sala convertida en muro de prácticas, que se arma y desarma en cada clase.",
      team: "Equipo del taller de Electricidad: dos docentes y un asistente.",
      says: [
        "Se practicaba sobre tablas: al llegar a la práctica profesional nadie había trabajado sobre la cabeza ni en un cielo.",
        "Construimos un módulo con perfiles recuperados. Tres empresas nos contaron que llegan con otra soltura.",
        "Perfiles, planchas usadas y un sábado de trabajo. El plano está listo para compartir.",
      ],
    },
  ],
  sabores: [
    {
      title: "Mote, trigo y memoria",
      summary: "Una clase de cuatro horas alrededor del mote, con dos agricultoras como maestras invitadas.",
      team: "Paula Saavedra Ruz, profesora de Gastronomía; 22 estudiantes de 3.º medio.",
      says: [
        "El mote se compra hecho y nadie sabía pelarlo.",
        "Costo por persona: 640 pesos. Se evalúa con una pauta de proceso y una conversación.",
        "Un fogón, ceniza limpia y dos mañanas.",
      ],
    },
    {
      title: "Murtilla todo el año",
      summary: "Conservas, deshidratado y un postre al plato con la fruta del patio.",
      team: "Taller de Servicios de Alimentación; 18 estudiantes.",
      says: [
        "La murtilla crece en el liceo y se perdía.",
        "Tres preparaciones con su ficha técnica y de costos.",
        "Una deshidratadora, que también se puede hacer con una caja y una ampolleta.",
      ],
    },
    {
      title: "Piure sin miedo",
      summary: "Del mar al plato con la caleta: limpieza, conservación y tres formas de servirlo.",
      team: "Profesora guía y Sindicato de pescadores; 25 estudiantes.",
      says: [
        "Se vive junto a la caleta y en el taller se cocinaba con congelados.",
        "Aprenden inocuidad de verdad: cadena de frío medida cada media hora.",
        "Convenio con la caleta y termómetros.",
      ],
    },
    {
      title: "Quínoa en tres texturas",
      summary: "Graneado, inflado y leche vegetal, con cálculo de rendimiento.",
      team: "Dos docentes y 20 estudiantes de 4.º medio.",
      says: ["Se conocía solo como ensalada.", "Comparan rendimiento y costo de tres técnicas.", "Horno, licuadora y balanza."],
    },
  ],
  reels: [
    {
      title: "¿Por qué salta el automático?",
      summary: "Un corto circuito explicado con un secador de pelo y un tablero transparente.",
      team: "Taller de Electricidad; 12 estudiantes.",
      says: ["Que se pierda el miedo y se gane el respeto.", "Lo vieron 1.300 personas de la comuna.", "Un celular y buena luz."],
    },
    {
      title: "La soldadura que canta",
      summary: "Se aprende a oír el arco: el sonido dice si el cordón va bien.",
      team: "Especialidad de Mecánica industrial.",
      says: ["Quien empieza mira; quien sabe, escucha.", "Lo usan hoy dos liceos vecinos.", "Un micrófono de solapa y protección."],
    },
    {
      title: "Un día en la cocina a las seis",
      summary: "La partida del taller de gastronomía, de la bodega al primer plato.",
      team: "Profesora y 8 estudiantes de 4.º medio.",
      says: ["Para que las familias sepan qué se aprende.", "Dos minutos, un plano por puesto.", "Permisos firmados y un trípode."],
    },
  ],
};

/** An experience of whoever the demo lets in as a teacher: what one applies with. */
export const OWN_EXPERIENCE = {
  title: "Estaciones que rotan: 40 estudiantes y cuatro tableros",
  summary: "Cómo organizamos el taller en cuatro estaciones de veinte minutos para que nadie mire sin hacer.",
  tags: ["taller", "organización"],
  levels: ["m3", "m4"],
  sections: {
    need: "Con 40 estudiantes y cuatro tableros, la mitad del curso miraba. Lo contamos en una clase: **17 minutos de trabajo por persona en dos horas**.",
    what: "Armamos cuatro estaciones: montaje, medición, diseño y búsqueda de fallas. Cada grupo rota cada veinte minutos y deja una ficha para el que viene.",
    enablers: "Una hora de planificación compartida y el acuerdo de la dirección para mover las mesas.",
    results: "De 17 a **58 minutos de trabajo por persona**. Las reprobaciones del módulo bajaron de 9 a 3.",
    improvements: "La estación de diseño quedaba corta: ahora dura el doble y se hace en parejas.",
    transferability: "Fichas (están en los archivos), un reloj a la vista y dos tableros más si se puede. No hace falta comprar nada para partir.",
  },
};
