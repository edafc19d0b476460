/** The invented cast of the example network: nobody here exists, and every address is under the reserved `.example`. */
import type { Db } from "./create.ts";
import { newId } from "./ids.ts";
import { searchText } from "./search-text.ts";
import type { SeededSchool } from "./seed-network.ts";

interface CastMember {
  email: string;
  name: string;
  position: "teacher" | "head" | "team" | "ally" | "other";
  school?: string; // beginning of the establishment's name
  organisation?: string;
  specialty?: string;
  nodes: string[];
  coordinates?: string[];
  counterpart?: boolean;
  publicName?: boolean;
  admin?: boolean;
}

const t = (name: string, school: string, specialty: string | undefined, nodes: string[], more: Partial<CastMember> = {}): CastMember => ({
  email: `${searchText(name).replace(/[^a-z]+/g, ".")}@liceos.example`,
  name,
  position: "teacher",
  school,
  ...(specialty ? { specialty } : {}),
  nodes,
  ...more,
});
const ally = (name: string, organisation: string, nodes: string[]): CastMember => ({
  email: `${searchText(name).replace(/[^a-z]+/g, ".")}@aliados.example`,
  name,
  position: "ally",
  organisation,
  nodes,
});
const head = { position: "head", counterpart: true } as const;

const OH = "Futuro Técnico O'Higgins";
const MA = "Futuro Técnico Maule";

/** The five whom the demo lets in (password in seed-demo.ts), and those around them. */
export const CAST: CastMember[] = [
  { email: "admin@nodos.example", name: "Antonia Sepúlveda Rojas", position: "team", organisation: "Equipo gestor de la red", nodes: [], admin: true, publicName: true },
  {
    email: "coordinacion@nodos.example",
    name: "Camilo Huenchumilla Soto",
    position: "teacher",
    school: "ITEMBO",
    specialty: "Electricidad",
    nodes: ["Electricidad", OH, "Minería"],
    coordinates: ["Electricidad", OH],
    publicName: true,
  },
  {
    email: "docente@nodos.example",
    name: "Daniela Paredes Mamani",
    position: "teacher",
    school: "Liceo Industrial de Talca",
    specialty: "Electricidad",
    nodes: ["Electricidad", MA],
    publicName: true,
  },
  { email: "direccion@nodos.example", name: "Dora Inostroza Vega", school: "Liceo Manuel Montt", nodes: [MA, "Orientación"], ...head },
  { email: "aliada@nodos.example", name: "Alicia Catalán Núñez", position: "ally", organisation: "Cooperativa eléctrica del valle (inventada)", nodes: ["Electricidad"] },

  t("Rosa Quispe Choque", "Escuela Darío Salas Díaz", undefined, ["Inti Red", "Orientación"], { coordinates: ["Inti Red"], counterpart: true, publicName: true }),
  t("Marcelo Flores Tapia", "Liceo Bicentenario de Excelencia Colegio Río Loa", "Explotación minera", ["Minería", "Inti Red"], { coordinates: ["Minería"], publicName: true }),
  t("Yasna Colque Vilca", "Colegio Evangélico Ejército de Salvación", undefined, ["Inti Red", "Orientación"], { counterpart: true, publicName: true }),
  t("Jorge Godoy Araya", "Liceo Domingo Herrera Rivera", "Mecánica industrial", ["Minería", "Inti Red"]),
  t("Paola Rivera Cortés", "Liceo Municipal de Salamanca", "Agropecuaria", ["Agroindustria", "Inti Red"], { counterpart: true, publicName: true }),
  t("Hernán Barraza Pizarro", "Escuela Básica Canela Alta", undefined, ["Inti Red"], head),
  t("Ximena Olivares Castro", "Liceo Bicentenario Metodista William Taylor", "Administración", ["Inti Red", "TIC"]),
  t("Luis Alberto Carvajal", "Escuela 21 de Mayo", undefined, ["Inti Red"]),
  t("Carolina Lemus Ibarra", "Liceo Bicentenario Instituto Técnico Profesional Marítimo", "Operaciones portuarias", ["Red Centro Activo", "TIC"], {
    coordinates: ["Red Centro Activo"],
    publicName: true,
  }),
  t("Patricio Arancibia Silva", "Colegio Arauco Bicentenario", undefined, ["Red Centro Activo", "Orientación"], { counterpart: true }),
  t("Verónica Zamora León", "Escuela Superior Nueva Bilbao", undefined, ["Red Centro Activo"], { ...head, publicName: true }),
  t("Felipe Toro Quezada", "Liceo Bicentenario Oriente", "Electrónica", ["Electricidad", "Red Centro Activo", OH], { publicName: true }),
  t("Gladys Morales Pino", "Colegio Manuel Rodríguez Erdoíza", undefined, ["Red Centro Activo", OH], { counterpart: true }),
  t("Ignacia Bravo Salas", "Liceo Claudina Urrutia de Lavín", "Servicios de turismo", ["HOTUGA", "Red Centro Activo", MA], { publicName: true }),
  t("Rodrigo Acuña Millán", "Centro de Educación Técnico-Profesional Codeduc", "Programación", ["TIC", "Red Metropolitana"], {
    coordinates: ["TIC", "Red Metropolitana"],
    publicName: true,
  }),
  t("Constanza Leiva Duarte", "Liceo Ciudad de Brasilia", "Conectividad y redes", ["TIC", "Red Metropolitana"], { publicName: true }),
  t("Andrea Saavedra Mora", "Liceo Bicentenario Monseñor Luis Arturo Pérez", "Atención de párvulos", ["Orientación", "Red Metropolitana"], { counterpart: true }),
  t("Nelson Cáceres Jara", "Escuela República de Austria", undefined, ["Red Metropolitana"], head),
  t("Pilar Undurraga Tello", "Colegio Australian College Tercer Milenio", "Gastronomía", ["HOTUGA", "Red Metropolitana"]),
  t("Bastián Orellana Ruz", "Liceo Nacional Bicentenario de Excelencia", "Telecomunicaciones", ["TIC", "Red Enredándonos"], {
    coordinates: ["Red Enredándonos"],
    counterpart: true,
    publicName: true,
  }),
  t("Marta Escobar Vidal", "Colegio Polivalente Antares", "Contabilidad", ["Red Enredándonos", "Orientación"], { coordinates: ["Orientación"], publicName: true }),
  t("Sergio Painemal Ñanco", "Colegio Bicentenario de Santa María", "Agropecuaria", ["Agroindustria", "Red Enredándonos"]),
  t("Claudia Riffo Peña", "Escuela G-744 Chiñigüe El Cristo", undefined, ["Red Enredándonos"], { ...head, publicName: true }),
  t("Elena Cifuentes Badilla", "Liceo Bicentenario De Excelencia Polivalente San Nicolás", "Gastronomía", ["HOTUGA", "Red Ñuble y Biobío sin Fronteras"], {
    coordinates: ["Red Ñuble y Biobío sin Fronteras", "HOTUGA"],
    publicName: true,
  }),
  t("Óscar Neira Fuentealba", "Liceo Bicentenario Industrial Federico Schwager", "Electricidad", ["Electricidad", "Red Ñuble y Biobío sin Fronteras"], { publicName: true }),
  t("Mirta Sáez Cartes", "Liceo Técnico Profesional Dr. Rigoberto Iglesias", "Forestal", ["Red Ñuble y Biobío sin Fronteras"], { counterpart: true }),
  t("Iván Pincheira Lagos", "Liceo Bicentenario Polivalente Mariano Latorre", "Mecánica automotriz", ["Red Ñuble y Biobío sin Fronteras", "Electricidad"]),
  t("Karina Jofré Alarcón", "Liceo Bicentenario Isidora Ramos", "Atención de enfermería", ["Red Ñuble y Biobío sin Fronteras", "Orientación"], { publicName: true }),
  t("Tomás Villagra Concha", "Escuela Bélgica", undefined, ["Red Ñuble y Biobío sin Fronteras"], head),
  t("Millaray Curín Huaiquil", "Colegio Inglés Saint Matthew", "Servicios de hotelería", ["HOTUGA", "Red Araucaríos"], {
    coordinates: ["Red Araucaríos"],
    counterpart: true,
    publicName: true,
  }),
  t("Guillermo Matus Oyarzún", "Liceo Técnico Profesional de Río Bueno", "Agropecuaria", ["Agroindustria", "Red Araucaríos"], { publicName: true }),
  t("Sonia Llanquileo Pérez", "Colegio Bicentenario Louis Pasteur", undefined, ["Red Araucaríos", "Orientación"], { counterpart: true }),
  t("Raúl Schmidt Barría", "Liceo Bicentenario de Excelencia Werner Grob", "Elaboración industrial de alimentos", ["Agroindustria", "Red Araucaríos"]),
  t("Berta Catrileo Nahuel", "Escuela Particular Santa Rosa", undefined, ["Red Araucaríos"], head),
  t("Macarena Oyarzo Vera", "Instituto del Mar Bicentenario Capitán Williams", "Acuicultura", ["Red Territorio Austral", "TIC"], {
    coordinates: ["Red Territorio Austral"],
    publicName: true,
  }),
  t("Héctor Barrientos Mansilla", "Colegio Emprender Osorno", undefined, ["Red Territorio Austral"], { ...head, publicName: true }),
  t("Isabel Cárcamo Díaz", "Escuela Rural Aquelarre de Quicaví", undefined, ["Red Territorio Austral", "Orientación"], { counterpart: true }),
  t("Víctor Alvarado Soto", "Escuela Litoral Austral", undefined, ["Red Territorio Austral"], { publicName: true }),
  t("Lorena Triviño Haro", "Escuela Padre Alberto Hurtado Cruchaga", undefined, ["Red Territorio Austral", "Orientación"]),
  t("Cristián Ojeda Muñoz", "Escuela Punta Delgada", undefined, ["Red Territorio Austral"], head),
  t("Natalia Farías Osorio", "Liceo Bicentenario A4", "Electricidad", ["Electricidad", OH], { counterpart: true, publicName: true }),
  t("Gonzalo Meza Cornejo", "Liceo Misael Lobos Monroy", "Mecánica industrial", ["Minería", OH], { counterpart: true }),
  t("Teresa Droguett Parra", "Liceo Politécnico de Santa Cruz", "Gastronomía", ["HOTUGA", "Vitivinicultura", OH], { coordinates: ["Vitivinicultura"], publicName: true }),
  t("Manuel Abarca Reyes", "Liceo de Coltauco", "Agropecuaria", ["Agroindustria", OH]),
  t("Susana Piña Gálvez", "Liceo Bicentenario Felisa Tolup", "Atención de párvulos", ["Orientación", OH], { ...head, publicName: true }),
  t("Eduardo Maturana Lira", "Liceo Comercial Diego Portales", "Administración", ["TIC", OH]),
  t("Fernanda Caro Henríquez", "Liceo de Duao", "Agropecuaria", ["Agroindustria", "Vitivinicultura", MA], { coordinates: ["Agroindustria", MA], publicName: true }),
  t("Álvaro Retamal Opazo", "Liceo Egidio Rozzi", "Electricidad", ["Electricidad", MA], { counterpart: true }),
  t("Cecilia Yáñez Bustos", "Liceo de Pencahue", "Asistencia en geología", ["Minería", MA], { publicName: true }),
  t("Jaime Vergara Letelier", "Liceo Municipal de Rauco", "Servicios de turismo", ["HOTUGA", MA], { ...head }),
  t("Loreto Hormazábal Cid", "Liceo Federico Heise", "Electrónica", ["Electricidad", "TIC", MA]),
  t("Mauricio Norambuena Paz", "Liceo Alejandro Rojas Sierra", "Forestal", [MA]),
  t("Gabriela Sandoval Ríos", "Liceo de Pelluhue", "Servicios de turismo", ["HOTUGA", MA], { publicName: true }),
  ally("Pedro Aguilera Mellado", "Viña del secano (inventada)", ["Vitivinicultura", "Maestros Guías"]),
  ally("Sandra Bahamonde Gil", "Centro de formación técnica del sur (inventado)", ["Electricidad", "Maestros Guías"]),
  ally("Francisco Iturra Solís", "Faena minera del norte (inventada)", ["Minería", "Maestros Guías"]),
  { ...ally("Valentina Espinoza Luna", "Hotel de la plaza (inventado)", ["HOTUGA", "Maestros Guías"]), coordinates: ["Maestros Guías"], publicName: true },
];

export interface SeededPerson extends CastMember {
  id: string;
  establishment_id: string | null;
}

/** Writes the cast with its memberships, roles and counterparts. `passwordHash` only for the five of the demo. */
export async function seedCast(db: Db, schools: SeededSchool[], nodes: Map<string, string>, passwordHash: string | null, now: string): Promise<SeededPerson[]> {
  const people = CAST.map((member) => ({ ...member, id: newId(), establishment_id: schoolOf(member, schools) }));
  await db
    .insertInto("people")
    .values(
      people.map((person) => ({
        id: person.id,
        email: person.email,
        name: person.name,
        establishment_id: person.establishment_id,
        position: person.position,
        organisation: person.organisation ?? null,
        specialty: person.specialty ?? null,
        password_hash: person.email.endsWith("@nodos.example") ? passwordHash : null,
        email_confirmed_at: now,
        name_public_at: person.publicName ? now : null,
        admin_since: person.admin ? now : null,
        suspended_at: null,
        search_text: searchText(person.name, person.email, person.organisation),
        created_at: now,
        updated_at: now,
      })),
    )
    .execute();
  const admin = people[0]?.id ?? null;
  const nodeId = (name: string) => {
    const id = nodes.get(name);
    if (!id) throw new Error(`no node is called ${name}`);
    return id;
  };
  const stays = people.flatMap((person) => person.nodes.map((name) => ({ person_id: person.id, node_id: nodeId(name) })));
  await db
    .insertInto("memberships")
    .values(stays.map((stay) => ({ id: newId(), ...stay, joined_at: now })))
    .execute();
  const roles = people.flatMap((person) => (person.coordinates ?? []).map((name) => ({ person_id: person.id, node_id: nodeId(name) })));
  await db
    .insertInto("role_terms")
    .values(roles.map((role) => ({ id: newId(), ...role, role_id: null, circle_id: null, since: now, named_by: admin })))
    .execute();
  const named = people.flatMap((person) => (person.counterpart && person.establishment_id ? [{ establishment_id: person.establishment_id, person_id: person.id }] : []));
  await db
    .insertInto("counterparts")
    .values(named.map((row) => ({ id: newId(), ...row, named_at: now, named_by: admin, ended_at: null })))
    .execute();
  return people;
}

function schoolOf(member: CastMember, schools: SeededSchool[]): string | null {
  if (!member.school) return null;
  const found = schools.find((school) => school.name.startsWith(member.school as string));
  if (!found) throw new Error(`no establishment begins with ${member.school}`);
  return found.id;
}
