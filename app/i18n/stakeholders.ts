/** What the map of actors says: kinds, ways of contact, the four fields of the matrix and what is usually done in each. */
export const STAKEHOLDER_KIND_LABELS: Record<string, string> = {
  company: "Empresa",
  higher_education: "Universidad, IP o CFT",
  public_service: "Servicio público",
  education_authority: "SLEP, DEPROV o SECREDUC",
  foundation: "Fundación",
  municipality: "Municipio",
  labour: "Organización de trabajo",
  other: "Otro",
};
export const stakeholderKindLabel = (kind: string): string => STAKEHOLDER_KIND_LABELS[kind] ?? "Otro";

export const CONTACT_WAY_LABELS: Record<string, string> = { call: "Llamada", meeting: "Reunión", mail: "Correo", visit: "Visita", event: "Actividad", other: "Otro" };
export const contactWayLabel = (way: string): string => CONTACT_WAY_LABELS[way] ?? "Otro";

export interface QuadrantWords {
  name: string;
  /** Who is there. */
  who: string;
  /** A strategy to begin with. */
  advice: string;
}

export const QUADRANT_WORDS = {
  satisfy: {
    name: "Mantener satisfecho",
    who: "mucho poder, poco interés",
    advice: "Pocos mensajes y buenos: mostrarle resultados en cifras y pedirle cosas concretas, sin sobrecargarlo.",
  },
  manage: {
    name: "Gestionar de cerca",
    who: "mucho poder, mucho interés",
    advice: "Construir con él: invitarlo a planificar, darle un lugar en las reuniones y conversar al menos una vez al mes.",
  },
  monitor: { name: "Seguir de lejos", who: "poco poder, poco interés", advice: "Mirarlo una o dos veces al año, por si cambia de lugar. No gastar más tiempo que ese." },
  inform: {
    name: "Mantener informado",
    who: "poco poder, mucho interés",
    advice: "Contarle lo que hacemos, invitarlo a las actividades y pedirle que ayude a difundir y a sumar a otros.",
  },
} satisfies Record<string, QuadrantWords>;

/** «poder 70, interés 40» */
export const placeWords = ({ power, interest }: { power: number; interest: number }): string => `poder ${power}, interés ${interest}`;
