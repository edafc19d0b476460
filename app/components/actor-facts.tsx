import { quadrantOf } from "#app/domain/stakeholders/stakeholder.ts";
import type { ListedActor, MoveRow } from "#app/domain/stakeholders/stakeholders.repo.server.ts";
import { shortDate } from "#app/i18n/dates.ts";
import { placeWords, QUADRANT_WORDS } from "#app/i18n/stakeholders.ts";
import { Button, ButtonForm } from "#app/ui/button.tsx";
import { Facts } from "#app/ui/card.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Form } from "#app/ui/form.tsx";
import { Cluster, Section } from "#app/ui/layout.tsx";
import { PlaceFields } from "./actor-form.tsx";
import { useSubmission } from "./submission.ts";

/** Where it stands and what is done about it: for the people of the node. */
export function ActorPlace({ actor }: { actor: ListedActor }) {
  const quadrant = QUADRANT_WORDS[quadrantOf(actor)];
  return (
    <Facts
      facts={[
        { term: "Lugar en el mapa", detail: `${quadrant.name} (${placeWords(actor)})` },
        { term: "Qué hacemos", detail: actor.strategy || <span className="hint">Sin definir. Una idea: {quadrant.advice}</span> },
        { term: "A cargo", detail: actor.owner_name || "Nadie todavía" },
        ...(actor.next_step ? [{ term: "Próximo paso", detail: actor.next_on ? `${actor.next_step}, a más tardar el ${shortDate(actor.next_on)}` : actor.next_step }] : []),
      ]}
    />
  );
}

/** To another place, by its two numbers. */
export function MoveForm({ actor }: { actor: ListedActor }) {
  const { errors, refused, value } = useSubmission({ power: actor.power, interest: actor.interest });
  const own = refused && (errors.power || errors.interest) !== undefined;
  return (
    <Disclosure summary="Mover en el mapa" open={own} id="mover">
      <Form errors={{}}>
        <input type="hidden" name="act" value="move" />
        <input type="hidden" name="seen" value={actor.updated_at} />
        <PlaceFields errors={own ? errors : {}} of={(name) => (own ? value(name) : String(name === "power" ? actor.power : actor.interest))} />
        <Cluster>
          <Button>Mover</Button>
        </Cluster>
      </Form>
    </Disclosure>
  );
}

/** Who moved it, from where to where. */
export function Moves({ moves }: { moves: (MoveRow & { by: string | null })[] }) {
  if (moves.length === 0) return null;
  return (
    <Section title="Cambios de lugar" id="cambios">
      <ul>
        {moves.map((move) => (
          <li key={move.id}>
            {shortDate(move.moved_at)}: de {placeWords({ power: move.from_power, interest: move.from_interest })} a {placeWords(move)}
            {move.by && ` (${move.by})`}
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function ActorArchive({ actor }: { actor: ListedActor }) {
  return (
    <div className="no-print">
      {actor.archived_at ? (
        <ButtonForm fields={{ act: "restore" }}>Volver a ponerlo en el mapa</ButtonForm>
      ) : (
        <ButtonForm kind="quiet" fields={{ act: "archive" }}>
          Sacar del mapa
        </ButtonForm>
      )}
    </div>
  );
}
