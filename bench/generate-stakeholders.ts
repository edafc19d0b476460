/** With whom each node works outside: its map, how it moved, and what was talked about. */
import { CONTACT_WAYS, STAKEHOLDER_KINDS } from "#app/domain/stakeholders/stakeholder.ts";
import { addDays, isoDate } from "#app/i18n/dates.ts";
import { searchText } from "#db/search-text.ts";
import type { Directory } from "./generate-directory.ts";
import { seededId } from "./random.ts";
import { insertAll, type Making, range } from "./rows.ts";

export const ACTORS = 30;
const CONTACTS = 3;
const NAMES = ["Empresa eléctrica", "Universidad del norte", "Servicio de aprendizaje", "Dirección provincial", "Fundación del valle", "Municipio", "Sindicato", "Cooperativa"];

export async function generateStakeholders({ db, today, whole, say }: Making, { nodeIds, people }: Directory): Promise<void> {
  say(`${nodeIds.length * ACTORS} external actors`);
  const day = isoDate(today);
  const actors = nodeIds.flatMap((node_id, node) =>
    range(ACTORS).map((turn) => {
      const n = node * ACTORS + turn;
      const name = `${NAMES[turn % NAMES.length]} ${n + 1}`;
      const owner = people[node + nodeIds.length * (turn % 4)];
      const [strategy, next_step] = ["Mostrarle lo que hacen los liceos y pedirle prácticas.", turn % 3 === 0 ? "" : "Llamar antes de la próxima reunión."];
      return {
        id: seededId("actor", n),
        node_id,
        name,
        kind: STAKEHOLDER_KINDS[turn % STAKEHOLDER_KINDS.length] as string,
        contact_name: `Contacto ${n + 1}`,
        contact_email: `contacto${n}@actor.example`,
        contact_phone: "",
        power: whole(101),
        interest: whole(101),
        strategy,
        owner_person_id: owner?.id ?? null,
        owner_name: owner?.name ?? "",
        next_step,
        next_on: next_step === "" ? null : addDays(day, turn - 5),
        search_text: searchText(name, strategy, owner?.name, next_step),
        created_at: today,
        created_by: people[node]?.id ?? null,
        updated_at: today,
        updated_by: people[node]?.id ?? null,
        archived_at: null,
      };
    }),
  );
  await insertAll(db, "stakeholders", actors);
  const contacts = actors.flatMap((actor, n) =>
    range(CONTACTS).map((turn) => ({
      id: seededId("actor contact", n * CONTACTS + turn),
      stakeholder_id: actor.id,
      on_day: addDays(day, -7 - turn * 40),
      way: CONTACT_WAYS[(n + turn) % CONTACT_WAYS.length] as string,
      what: "Se conversó de las prácticas del próximo semestre y de una visita.",
      event_id: null,
      by_person_id: actor.owner_person_id,
      noted_at: today,
    })),
  );
  await insertAll(db, "stakeholder_contacts", contacts);
  const moves = actors.map(({ id, power, interest, created_by }, n) => ({
    ...{ id: seededId("actor move", n), stakeholder_id: id, from_power: 50, from_interest: 50, power, interest },
    ...{ by_person_id: created_by, moved_at: today },
  }));
  await insertAll(db, "stakeholder_moves", moves);
}
