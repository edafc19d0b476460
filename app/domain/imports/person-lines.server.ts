/** Plans an import of people: what each line would do to the directory as it is. Reads; writes nothing. */
import type { Insertable } from "kysely";
import { personSearchText } from "#app/domain/identity/people.repo.server.ts";
import type { Position } from "#app/domain/identity/person.ts";
import { isEmailAddress } from "#app/domain/text.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { searchText } from "#db/search-text.ts";
import type { CounterpartsTable, MembershipsTable, PeopleTable } from "#db/tables.ts";
import type { CsvLine } from "./csv.server.ts";
import { listAllEstablishments, listCounterpartPairs, listNodeNames, listOpenMembershipPairs, listPeopleForImport } from "./imports.repo.server.ts";
import type { LineChange, LineReason, ReportLine } from "./report.ts";

export const PERSON_COLUMNS: Record<string, string[]> = {
  email: ["correo", "email", "e-mail", "mail", "correo electrónico"],
  name: ["nombre", "name", "nombre completo"],
  school: ["establecimiento", "liceo", "escuela", "school", "rbd"],
  position: ["cargo", "position", "función"],
  organisation: ["organización", "institución", "organisation"],
  specialty: ["especialidad", "specialty"],
  nodes: ["nodos", "nodo", "nodes"],
  counterpart: ["contraparte", "counterpart"],
};

const POSITION_WORDS: Record<string, Position> = {
  docente: "teacher",
  profesor: "teacher",
  profesora: "teacher",
  directivo: "head",
  directiva: "head",
  "directiva/o": "head",
  "directivo/a": "head",
  director: "head",
  directora: "head",
  "equipo gestor": "team",
  aliado: "ally",
  aliada: "ally",
  "aliada/o": "ally",
  "aliado/a": "ally",
  otro: "other",
  otra: "other",
};

export interface PersonPlan {
  lines: ReportLine[];
  creates: Insertable<PeopleTable>[];
  changes: { id: string; set: Partial<Insertable<PeopleTable>> }[];
  joins: Insertable<MembershipsTable>[];
  counterparts: Insertable<CounterpartsTable>[];
}

type Known = Awaited<ReturnType<typeof listPeopleForImport>>[number];

export async function planPeople(db: Db, lines: CsvLine[], now: string, byPersonId: string | null): Promise<PersonPlan> {
  const schools = await listAllEstablishments(db);
  const schoolIds = schoolIndex(schools);
  const schoolNames = new Map(schools.map((school) => [school.id, school.name]));
  const nodes = new Map((await listNodeNames(db)).flatMap((node) => [[searchText(node.name), node.id] as const, [node.slug, node.id] as const]));
  const known = new Map((await listPeopleForImport(db)).map((person) => [person.email, person]));
  const members = new Set(await listOpenMembershipPairs(db));
  const counterparts = new Set(await listCounterpartPairs(db));
  const seen = new Map<string, number>();
  const plan: PersonPlan = { lines: [], creates: [], changes: [], joins: [], counterparts: [] };

  for (const { line, values } of lines) {
    const reasons: LineReason[] = [];
    const email = (values.email ?? "").toLowerCase();
    if (!email) reasons.push({ code: "email_missing" });
    else if (!isEmailAddress(email)) reasons.push({ code: "email_bad", value: email });
    const twin = seen.get(email);
    if (email && twin !== undefined) reasons.push({ code: "repeated", value: String(twin) });
    else seen.set(email, line);
    const existing = known.get(email);
    const wanted = readPerson(values, existing, schoolIds, reasons);
    const nodeIds = (values.nodes ?? "")
      .split(/[;|,]/)
      .map((each) => each.trim())
      .filter(Boolean)
      .map((name) => {
        const id = nodes.get(searchText(name));
        if (!id) reasons.push({ code: "node_unknown", value: name });
        return { id, name };
      });
    const wantsCounterpart = ["si", "1", "x", "true", "verdadero"].includes(searchText(values.counterpart ?? ""));
    const schoolId = wanted.establishment_id ?? existing?.establishment_id ?? null;
    if (wantsCounterpart && !schoolId) reasons.push({ code: "counterpart_without_school" });
    if (reasons.length > 0) {
      plan.lines.push({ line, action: "refuse", title: wanted.name || email || "—", changes: [], reasons });
      continue;
    }
    const id = existing?.id ?? newId();
    const changes: LineChange[] = existing ? differences(existing, wanted, schoolNames) : [];
    if (!existing) plan.creates.push(newPerson(id, email, wanted, now));
    else if (changes.length > 0) {
      const merged = { ...existing, ...wanted };
      plan.changes.push({ id, set: { ...wanted, search_text: personSearchText({ name: merged.name, organisation: merged.organisation }), updated_at: now } });
    }
    for (const node of nodeIds) {
      if (!node.id || members.has(`${node.id} ${id}`)) continue;
      members.add(`${node.id} ${id}`);
      plan.joins.push({ id: newId(), node_id: node.id, person_id: id, joined_at: now, decided_by: byPersonId });
      if (existing) changes.push({ field: "node", from: "", to: node.name });
    }
    if (wantsCounterpart && schoolId && !counterparts.has(`${schoolId} ${id}`)) {
      plan.counterparts.push({ id: newId(), establishment_id: schoolId, person_id: id, named_at: now, named_by: byPersonId, ended_at: null });
      if (existing) changes.push({ field: "counterpart", from: "", to: schoolNames.get(schoolId) ?? "" });
    }
    plan.lines.push({ line, action: existing ? (changes.length > 0 ? "change" : "same") : "create", title: `${wanted.name ?? existing?.name ?? ""} <${email}>`, changes, reasons });
  }
  return plan;
}

interface Wanted {
  name?: string;
  establishment_id?: string;
  position?: Position;
  organisation?: string;
  specialty?: string;
}

/** An empty cell says nothing about its field: it never erases. */
function readPerson(values: Record<string, string>, existing: Known | undefined, schoolIds: Map<string, string | null>, reasons: LineReason[]): Wanted {
  const wanted: Wanted = {};
  if (values.name) wanted.name = values.name;
  else if (!existing) reasons.push({ code: "name_missing" });
  if ((values.name?.length ?? 0) > 120) reasons.push({ code: "name_long" });
  if (values.school) {
    const id = schoolIds.get(searchText(values.school));
    if (id) wanted.establishment_id = id;
    else reasons.push({ code: id === null ? "school_ambiguous" : "school_unknown", value: values.school });
  }
  if (values.position) {
    const position = POSITION_WORDS[searchText(values.position)];
    if (position) wanted.position = position;
    else reasons.push({ code: "position_unknown", value: values.position });
  }
  if (values.organisation) wanted.organisation = values.organisation.slice(0, 120);
  if (values.specialty) wanted.specialty = values.specialty.slice(0, 80);
  return wanted;
}

/** By RBD and by name; two schools of one name answer to neither (null) but by RBD. */
function schoolIndex(schools: { id: string; name: string; rbd: string | null }[]): Map<string, string | null> {
  const index = new Map<string, string | null>();
  for (const school of schools) {
    const name = searchText(school.name);
    index.set(name, index.has(name) ? null : school.id);
    if (school.rbd) index.set(searchText(school.rbd), school.id);
  }
  return index;
}

function differences(person: Known, wanted: Wanted, schoolNames: Map<string, string>): LineChange[] {
  const changes: LineChange[] = [];
  for (const field of ["name", "establishment_id", "position", "organisation", "specialty"] as const) {
    const to = wanted[field];
    if (to === undefined || to === person[field]) continue;
    const shown = (value: string | null) => (field === "establishment_id" ? (schoolNames.get(value ?? "") ?? "") : (value ?? ""));
    changes.push({ field, from: shown(person[field]), to: shown(to) });
  }
  return changes;
}

/** The administrator vouches for the address, so that invitations reach it; the person enters by a mailed link. */
function newPerson(id: string, email: string, wanted: Wanted, now: string): Insertable<PeopleTable> {
  const name = wanted.name ?? email;
  const organisation = wanted.organisation ?? null;
  return {
    id,
    email,
    name,
    establishment_id: wanted.establishment_id ?? null,
    position: wanted.position ?? "teacher",
    organisation,
    specialty: wanted.specialty ?? null,
    password_hash: null,
    email_confirmed_at: now,
    name_public_at: null,
    admin_since: null,
    suspended_at: null,
    search_text: personSearchText({ name, organisation }),
    created_at: now,
    updated_at: now,
  };
}
