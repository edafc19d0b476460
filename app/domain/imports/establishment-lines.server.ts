/** Plans an import of establishments: what each line would do to the directory as it is. Reads; writes nothing. */

import type { Insertable, Selectable } from "kysely";
import { DEPENDENCIES, type Dependency } from "#app/domain/places/establishment.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { searchText } from "#db/search-text.ts";
import { slugify } from "#db/slug.ts";
import type { EstablishmentsTable, NodeEstablishmentsTable } from "#db/tables.ts";
import type { CsvLine } from "./csv.server.ts";
import { listAllEstablishments, listAllSlugs, listComunas, listNodeNames, listNodeSchoolPairs } from "./imports.repo.server.ts";
import type { LineChange, LineReason, ReportLine } from "./report.ts";

export const ESTABLISHMENT_COLUMNS: Record<string, string[]> = {
  rbd: ["rbd"],
  name: ["nombre", "name", "establecimiento", "nombre establecimiento"],
  comuna: ["comuna", "nombre comuna"],
  comuna_code: ["codigo comuna", "comuna_code", "cut", "cod comuna"],
  dependency: ["dependencia", "dependency"],
  rural: ["rural", "ruralidad"],
  cohort: ["cohorte", "cohort", "año de ingreso"],
  specialties: ["especialidades", "specialties", "especialidad"],
  node: ["territorio", "territory", "nodo", "red"],
};

const DEPENDENCY_WORDS: Record<string, Dependency> = {
  municipal: "municipal",
  "servicio local": "local_service",
  slep: "local_service",
  "servicio local de educacion publica": "local_service",
  "particular subvencionado": "subsidised",
  subvencionado: "subsidised",
  "administracion delegada": "delegated",
  delegada: "delegated",
  "particular pagado": "private",
  particular: "private",
};

export interface EstablishmentPlan {
  lines: ReportLine[];
  creates: Insertable<EstablishmentsTable>[];
  changes: { id: string; set: Partial<Insertable<EstablishmentsTable>> }[];
  joins: Insertable<NodeEstablishmentsTable>[];
}

type School = Pick<Selectable<EstablishmentsTable>, "id" | "rbd" | "name" | "comuna_code" | "dependency" | "rural" | "cohort" | "specialties">;

export async function planEstablishments(db: Db, lines: CsvLine[], now: string): Promise<EstablishmentPlan> {
  const comunas = await listComunas(db);
  const byCode = new Map(comunas.map((comuna) => [comuna.code, comuna]));
  const byName = new Map(comunas.map((comuna) => [searchText(comuna.name), comuna]));
  const schools: School[] = await listAllEstablishments(db);
  const byRbd = new Map(schools.flatMap((school) => (school.rbd ? [[school.rbd, school] as const] : [])));
  const key = (name: string, comuna: string) => `${comuna} ${searchText(name)}`;
  const byPlace = new Map(schools.map((school) => [key(school.name, school.comuna_code), school]));
  const nodes = new Map((await listNodeNames(db)).flatMap((node) => [[searchText(node.name), node.id] as const, [node.slug, node.id] as const]));
  const pairs = new Set(await listNodeSchoolPairs(db));
  const slugs = await listAllSlugs(db);
  const seen = new Map<string, number>();
  const plan: EstablishmentPlan = { lines: [], creates: [], changes: [], joins: [] };

  for (const { line, values } of lines) {
    const reasons: LineReason[] = [];
    const name = values.name ?? "";
    if (!name) reasons.push({ code: "name_missing" });
    if (name.length > 150) reasons.push({ code: "name_long" });
    const comuna = values.comuna_code ? byCode.get(values.comuna_code.padStart(5, "0")) : byName.get(searchText(values.comuna ?? ""));
    if (!comuna) reasons.push(values.comuna || values.comuna_code ? { code: "comuna_unknown", value: values.comuna_code || values.comuna || "" } : { code: "comuna_missing" });
    const fields = readFields(values, reasons);
    const nodeId = values.node ? nodes.get(searchText(values.node)) : undefined;
    if (values.node && !nodeId) reasons.push({ code: "node_unknown", value: values.node });
    const identity = fields.rbd ? `rbd ${fields.rbd}` : key(name, comuna?.code ?? "");
    const twin = seen.get(identity);
    if (name && twin !== undefined) reasons.push({ code: "repeated", value: String(twin) });
    else seen.set(identity, line);
    if (reasons.length > 0 || !comuna) {
      plan.lines.push({ line, action: "refuse", title: name || "—", changes: [], reasons });
      continue;
    }
    const existing = (fields.rbd ? byRbd.get(fields.rbd) : undefined) ?? byPlace.get(key(name, comuna.code));
    const wanted = { name, comuna_code: comuna.code, ...fields };
    const changes: LineChange[] = existing ? differences(existing, wanted) : [];
    let id = existing?.id;
    if (!existing) {
      id = newId();
      plan.creates.push({
        id,
        slug: freeSlug(name, comuna.name, slugs),
        rbd: fields.rbd ?? null,
        name,
        comuna_code: comuna.code,
        region_code: comuna.region_code,
        dependency: fields.dependency ?? null,
        rural: fields.rural ?? null,
        cohort: fields.cohort ?? null,
        specialties: fields.specialties ?? "[]",
        search_text: searchText(name, comuna.name, fields.rbd),
        created_at: now,
        updated_at: now,
      });
    } else if (changes.length > 0) {
      const set = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
      plan.changes.push({
        id: existing.id,
        set: { ...set, region_code: comuna.region_code, search_text: searchText(name, comuna.name, fields.rbd ?? existing.rbd), updated_at: now },
      });
    }
    if (nodeId && id && !pairs.has(`${nodeId} ${id}`)) {
      plan.joins.push({ node_id: nodeId, establishment_id: id, since: now, until: null });
      if (existing) changes.push({ field: "node", from: "", to: values.node ?? "" });
    }
    plan.lines.push({ line, action: existing ? (changes.length > 0 ? "change" : "same") : "create", title: name, changes, reasons });
  }
  return plan;
}

interface Fields {
  rbd?: string;
  dependency?: Dependency;
  rural?: number;
  cohort?: number;
  specialties?: string;
}

/** An empty cell says nothing about its field: it never erases. */
function readFields(values: Record<string, string>, reasons: LineReason[]): Fields {
  const fields: Fields = {};
  if (values.rbd) {
    const rbd = values.rbd.replace(/[.\s]/g, "").toUpperCase();
    if (/^\d{1,6}(-[\dK])?$/.test(rbd)) fields.rbd = rbd;
    else reasons.push({ code: "rbd_bad", value: values.rbd });
  }
  if (values.dependency) {
    const word = searchText(values.dependency);
    const found = DEPENDENCY_WORDS[word] ?? DEPENDENCIES.find((each) => each === word);
    if (found) fields.dependency = found;
    else reasons.push({ code: "dependency_unknown", value: values.dependency });
  }
  if (values.rural) {
    const word = searchText(values.rural);
    if (["si", "1", "rural", "x", "true", "verdadero"].includes(word)) fields.rural = 1;
    else if (["no", "0", "urbano", "urbana", "false", "falso"].includes(word)) fields.rural = 0;
    else reasons.push({ code: "rural_bad", value: values.rural });
  }
  if (values.cohort) {
    const year = Number(values.cohort);
    if (Number.isInteger(year) && year >= 1990 && year <= 2100) fields.cohort = year;
    else reasons.push({ code: "cohort_bad", value: values.cohort });
  }
  if (values.specialties) {
    const list = values.specialties
      .split(/[;|]/)
      .map((each) => each.trim())
      .filter(Boolean);
    fields.specialties = JSON.stringify([...new Set(list.map((each) => each.charAt(0).toUpperCase() + each.slice(1)))].slice(0, 30));
  }
  return fields;
}

function differences(school: School, wanted: Partial<School>): LineChange[] {
  const changes: LineChange[] = [];
  for (const field of ["rbd", "name", "comuna_code", "dependency", "rural", "cohort", "specialties"] as const) {
    const to = wanted[field];
    if (to !== undefined && to !== school[field]) changes.push({ field, from: String(school[field] ?? ""), to: String(to) });
  }
  return changes;
}

function freeSlug(name: string, comuna: string, taken: Set<string>): string {
  const longer = slugify(`${name} ${comuna}`);
  let slug = [slugify(name), longer].find((each) => !taken.has(each));
  for (let number = 2; !slug; number += 1) if (!taken.has(`${longer}-${number}`)) slug = `${longer}-${number}`;
  taken.add(slug);
  return slug;
}
