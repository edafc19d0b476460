/** A line of a table of resources, in people's words, as what would be made of it. Pure. */

import { FILE_TYPES, type FileType } from "#app/domain/files/file.ts";
import type { LineReason } from "#app/domain/imports/report.ts";
import { isWebLink } from "#app/domain/resources/content.ts";
import { missingIn } from "#app/domain/resources/publishing.ts";
import { LICENCES, type Licence, RESOURCE_KINDS, ResourceContent, type ResourceKind, type ResourceVisibility } from "#app/domain/resources/resource.ts";
import { searchText } from "#db/search-text.ts";

export const RESOURCE_COLUMNS: Record<string, string[]> = {
  kind: ["tipo", "kind", "type"],
  title: ["título", "titulo", "nombre", "title"],
  summary: ["resumen", "descripción", "descripcion", "summary"],
  body: ["texto", "contenido", "body"],
  link: ["enlace", "link", "url", "dirección"],
  file: ["archivo", "file", "nombre de archivo"],
  nodes: ["nodo", "nodos", "node"],
  specialties: ["especialidad", "especialidades", "specialty"],
  tags: ["etiquetas", "etiqueta", "tags"],
  authors: ["autores", "autoras", "autor", "autora", "autores/as", "autoría", "authors"],
  schools: ["establecimiento rbd", "establecimiento", "rbd", "liceo", "escuela"],
  licence: ["licencia", "licence", "license"],
  visibility: ["visibilidad", "quién lo ve", "visibility"],
  date: ["fecha", "date", "publicado"],
};

/** What the words of a line are looked up in: normalised name -> id. */
export interface Directory {
  nodes: Map<string, string>;
  specialties: Map<string, string>;
  schools: Map<string, string | null>; // null: several of that name
}

export interface FileInZip {
  path: string;
  size: number;
}

export interface WantedWork {
  content: ResourceContent;
  file: FileInZip | null;
  /** false: it stays a draft. */
  publish: boolean;
  /** When it was published, where the table says so. */
  date: string | null;
}

interface Asked {
  directory: Directory;
  /** null: there is no archive beside the table. */
  files: ReadonlyMap<string, FileInZip> | null;
  today: string;
}

const key = (text: string): string =>
  searchText(text)
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
const parts = (text: string | undefined): string[] =>
  (text ?? "")
    .split(/[;|]/)
    .map((each) => each.trim())
    .filter(Boolean);

export function readLine(values: Record<string, string>, asked: Asked): { wanted: WantedWork; reasons: LineReason[] } {
  const reasons: LineReason[] = [];
  const file = fileOf(values.file ?? "", asked.files, reasons);
  const found = <T>(names: string[], map: Map<string, T>, code: string): T[] =>
    names.flatMap((name) => {
      const id = map.get(key(name)) ?? map.get(name);
      if (id === undefined) reasons.push({ code, value: name });
      return id === undefined ? [] : [id];
    });
  if (!values.title) reasons.push({ code: "title_missing" });
  for (const [field, most] of [
    ["title", 200],
    ["summary", 600],
    ["link", 2_000],
  ] as const)
    if ((values[field] ?? "").length > most)
      reasons.push({ code: "too_long", value: `${field === "title" ? "el título" : field === "summary" ? "el resumen" : "el enlace"} admite ${most} letras` });
  if (values.link && !isWebLink(values.link)) reasons.push({ code: "link_bad", value: values.link });
  const { visibility, draft } = visibilityOf(values.visibility ?? "", reasons);
  const node_ids = found(parts(values.nodes), asked.directory.nodes, "node_unknown");
  if (visibility === "node" && parts(values.nodes).length === 0) reasons.push({ code: "node_needed" });
  const schools = found(parts(values.schools), asked.directory.schools, "school_unknown");
  if (schools.includes(null)) reasons.push({ code: "school_ambiguous", value: values.schools ?? "" });
  const content = ResourceContent.parse({
    kind: kindOf(values, file, reasons),
    title: (values.title ?? "").slice(0, 200),
    summary: (values.summary ?? "").slice(0, 600),
    body_md: (values.body ?? "").slice(0, 60_000),
    link_url: values.link ? values.link.slice(0, 2_000) : null,
    authors: parts(values.authors)
      .slice(0, 30)
      .map((name) => ({ name: name.slice(0, 120), person_id: null })),
    school_ids: schools.filter((id) => id !== null).slice(0, 20),
    node_ids: node_ids.slice(0, 20),
    specialty_ids: found(parts(values.specialties), asked.directory.specialties, "specialty_unknown").slice(0, 35),
    tags: parts((values.tags ?? "").replace(/,/g, ";"))
      .slice(0, 15)
      .map((tag) => tag.slice(0, 40)),
    licence: licenceOf(values.licence ?? "", reasons),
    visibility,
  });
  const date = dateOf(values.date ?? "", asked.today, reasons);
  const lacking = Object.keys(missingIn(content, file ? 1 : 0));
  if (reasons.length === 0 && lacking.length > 0 && !draft) reasons.push({ code: "stays_draft", value: `falta ${lacking.map((field) => LACKING[field] ?? "algo").join(", ")}` });
  else if (reasons.length === 0 && draft) reasons.push({ code: "stays_draft" });
  return { wanted: { content, file, publish: !draft && lacking.length === 0, date }, reasons };
}

/** Reasons that refuse the line; the other only says something of it. */
export const refuses = (reasons: readonly LineReason[]): boolean => reasons.some((reason) => reason.code !== "stays_draft");

const LACKING: Record<string, string> = {
  summary: "el resumen",
  body_md: "un texto, un enlace o un archivo",
  link_url: "el enlace",
  authors: "decir quién lo hizo o de qué establecimiento es",
  closes_date: "la fecha de cierre",
  need: "la necesidad",
  what: "qué hicieron",
  node_ids: "el nodo",
};

const KIND_WORDS = new Map(
  Object.entries(RESOURCE_KINDS).flatMap(([kind, label]) => [
    [key(label), kind as ResourceKind],
    [key(kind), kind as ResourceKind],
  ]),
);

function kindOf(values: Record<string, string>, file: FileInZip | null, reasons: LineReason[]): ResourceKind {
  if (values.kind) {
    const word = key(values.kind);
    const kind = KIND_WORDS.get(word) ?? (word === "experiencia" ? "experience" : undefined);
    if (!kind) reasons.push({ code: "kind_unknown", value: values.kind });
    return kind ?? "document";
  }
  const type = file ? typeByName(file.path) : null;
  if (type && (type.kind === "image" || type.kind === "video" || type.kind === "audio")) return type.kind;
  return !file && values.link ? "link" : "document";
}

/** By its ending alone: what it is truly is seen when it is taken out. */
export function typeByName(path: string): FileType | null {
  const ending = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
  return Object.values(FILE_TYPES as Record<string, FileType>).find((type) => type.extension === ending || (type.also ?? []).includes(ending)) ?? null;
}

/** As a folder's names are compared: in one spelling, with one kind of slash. */
export const fileKey = (path: string): string =>
  path
    .normalize("NFC")
    .replaceAll("\\", "/")
    .replace(/^(\.?\/)+/, "")
    .toLowerCase();

function fileOf(named: string, files: Asked["files"], reasons: LineReason[]): FileInZip | null {
  if (!named) return null;
  if (!files) {
    reasons.push({ code: "file_without_zip", value: named });
    return null;
  }
  const wanted = fileKey(named);
  const alike = [...files.entries()].filter(([path]) => path === wanted || path.endsWith(`/${wanted}`));
  const file = files.get(wanted) ?? (alike.length === 1 ? alike[0]?.[1] : undefined);
  if (!file) {
    reasons.push({ code: "file_missing", value: named });
    return null;
  }
  const type = typeByName(file.path);
  if (!type) reasons.push({ code: "file_kind", value: named });
  else if (file.size > (type.kind === "video" ? 500 : 50) * 1024 * 1024) reasons.push({ code: "file_size", value: named });
  return file;
}

function licenceOf(text: string, reasons: LineReason[]): Licence {
  if (!text) return "CC-BY-SA-4.0";
  const word = key(text)
    .replace(/^creative commons /, "cc ")
    .replace(/ (4|1) 0.*$/, "");
  const found = (Object.keys(LICENCES) as Licence[]).find((licence) => key(licence).replace(/ (4|1) 0$/, "") === word || key(LICENCES[licence].label) === word);
  if (found) return found;
  if (/reservad/.test(word)) return "reserved";
  reasons.push({ code: "licence_unknown", value: text });
  return "CC-BY-SA-4.0";
}

const VISIBILITY_WORDS: Record<string, ResourceVisibility> = {
  publico: "public",
  publica: "public",
  cualquiera: "public",
  miembros: "members",
  red: "members",
  "con cuenta": "members",
  nodo: "node",
};

function visibilityOf(text: string, reasons: LineReason[]): { visibility: ResourceVisibility; draft: boolean } {
  const word = key(text);
  if (word === "") return { visibility: "members", draft: false };
  if (word === "borrador") return { visibility: "members", draft: true };
  const visibility = VISIBILITY_WORDS[word];
  if (!visibility) reasons.push({ code: "visibility_unknown", value: text });
  return { visibility: visibility ?? "members", draft: false };
}

/** As instant at noon; dates to come are none of publication. */
function dateOf(text: string, today: string, reasons: LineReason[]): string | null {
  if (!text) return null;
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text);
  const [a = "", b = "", c = ""] = match?.slice(1) ?? [];
  const [year, day] = a.length === 4 ? [a, c] : [c, a];
  const date = `${year}-${b.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const at = Date.parse(`${date}T12:00:00.000Z`);
  if (!match || Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date || date > today || date < "1990-01-01") {
    reasons.push({ code: "date_bad", value: text });
    return null;
  }
  return `${date}T12:00:00.000Z`;
}
