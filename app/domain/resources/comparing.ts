/** What differs between two versions, field by field. Pure. */
import { SECTION_KEYS, SECTIONS } from "./experience.ts";
import { LANGUAGES, LEVELS, LICENCES, RESOURCE_KINDS, RESOURCE_VISIBILITIES, type ResourceContent } from "./resource.ts";

/** Names behind the ids of contents. */
export interface Names {
  nodes: Record<string, string>;
  schools: Record<string, string>;
  specialties: Record<string, string>;
}

export interface FieldOfVersion {
  key: string;
  label: string;
  text: string;
}

const list = (ids: readonly string[], names: Record<string, string>) => ids.map((id) => names[id] ?? "—").join(", ");

/** A content as people read it, in the order of the page. `authors`: whether their names are for this reader. */
export function fieldsOfVersion(content: ResourceContent, names: Names, authors: boolean): FieldOfVersion[] {
  const all: [string, string, string][] = [
    ["title", "Título", content.title],
    ["kind", "Tipo", RESOURCE_KINDS[content.kind]],
    ["summary", "De qué se trata", content.summary],
    ["link_url", "Enlace", content.link_url ?? ""],
    ["closes", "Cierra", content.closes_local ? content.closes_local.replace("T", " ") : ""],
    ["body", "Contenido", content.body_md],
    ...SECTION_KEYS.map((key): [string, string, string] => [key, SECTIONS[key].label, content.sections[key] ?? ""]),
    ["authors", "Nombres", authors ? content.authors.map((author) => author.name).join(", ") : ""],
    ["schools", "Establecimientos", list(content.school_ids, names.schools)],
    ["nodes", "Nodos", list(content.node_ids, names.nodes)],
    ["visibility", "Quién lo ve", RESOURCE_VISIBILITIES[content.visibility]],
    ["specialties", "Especialidades", list(content.specialty_ids, names.specialties)],
    ["levels", "Nivel", content.levels.map((level) => LEVELS[level as keyof typeof LEVELS] ?? level).join(", ")],
    ["objectives", "Objetivos o módulo", content.objectives],
    ["tags", "Etiquetas", content.tags.join(", ")],
    ["language", "Idioma", LANGUAGES[content.language as keyof typeof LANGUAGES] ?? content.language],
    ["licence", "Licencia", LICENCES[content.licence].label],
  ];
  return all.map(([key, label, text]) => ({ key, label, text }));
}

export interface Difference {
  key: string;
  label: string;
  before: string;
  after: string;
}

export function differences(before: readonly FieldOfVersion[], after: readonly FieldOfVersion[]): Difference[] {
  return after.flatMap(({ key, label, text }) => {
    const old = before.find((field) => field.key === key)?.text ?? "";
    return old === text ? [] : [{ key, label, before: old, after: text }];
  });
}
