/** What can be found, and what a search is made of. Pure. */

/** Key -> what people read, in the order of the filters. Experiences are resources. Public announcements are what visitors find of conversations. */
export const SEARCH_KINDS = {
  resource: "Repositorio",
  collection: "Colecciones",
  event: "Reuniones",
  thread: "Conversaciones",
  announcement: "Anuncios",
  call: "Convocatorias",
  node: "Nodos",
  establishment: "Escuelas",
  person: "Personas",
  agreement: "Acuerdos",
} as const;
export type SearchKind = keyof typeof SEARCH_KINDS;
export const SEARCH_KIND_KEYS = Object.keys(SEARCH_KINDS) as SearchKind[];

export const isSearchKind = (value: string): value is SearchKind => Object.hasOwn(SEARCH_KINDS, value);

/** A word that was looked for. */
export interface SearchWord {
  /** As it is compared: lower case, no accents. */
  plain: string;
  /** What all its forms have in common. */
  stem: string;
  /** The last one: may be but begun. */
  begun: boolean;
  /** Stood between quotation marks: this form alone. */
  exact: boolean;
  /** The same word, well spelt, where nothing (or hardly anything) is found with it. */
  also: string[];
}

/** At least one word; all of them must be found. */
export interface SearchWords {
  words: SearchWord[];
}

/** A text in pieces, those that were looked for apart. */
export interface Snip {
  text: string;
  hit: boolean;
}
