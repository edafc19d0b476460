import type { SeatHolder } from "#app/domain/circles/seats.ts";
import { longDate } from "#app/i18n/dates.ts";
import { paths } from "#app/paths.ts";
import type { RolePage } from "#app/routes/circles/role-page.server.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Avatar, Item, ItemList } from "#app/ui/card.tsx";
import { Confirm, Disclosure, Menu, MenuItem } from "#app/ui/dialog.tsx";
import { DateField, Form } from "#app/ui/form.tsx";
import { holderName, termWords } from "./circle-seats.tsx";
import { useSubmission } from "./submission.ts";

interface Part {
  page: RolePage;
}

/** What the reader may do about the role: the selection first. */
export function RoleActs({ page: { frame, role, seat, may } }: Part) {
  const vacant = seat.state === "vacant";
  return (
    <>
      {may.select && (
        <LinkButton to={paths.selectionNew(frame.id, { rol: role.id })} kind={vacant || seat.state === "ending" ? "primary" : "secondary"}>
          Iniciar elección
        </LinkButton>
      )}
      {may.edit && (
        <LinkButton to={paths.circleRoleEdit(frame.id, role.id)} icon="edit">
          Editar
        </LinkButton>
      )}
      {(may.name || may.nameExternal) && (
        <Menu summary="Nombrar" label="Nombrar directamente">
          {may.name && <MenuItem to={paths.circleRole(frame.id, role.id, { nombrar: "persona" })}>Nombrar directamente</MenuItem>}
          {may.name && !vacant && <MenuItem to={paths.circleRole(frame.id, role.id, { nombrar: "persona", compartir: 1 })}>Compartir el rol</MenuItem>}
          {may.nameExternal && <MenuItem to={paths.circleRole(frame.id, role.id, { nombrar: "externa" })}>Nombrar a alguien externo</MenuItem>}
        </Menu>
      )}
    </>
  );
}

export function RoleHolders({ page }: Part) {
  const { seat } = page;
  if (seat.holders.length === 0) return <p>Hoy nadie lo ejerce. {page.may.select && "Inicien una elección para que alguien lo tome."}</p>;
  return (
    <ItemList label="Quién lo ejerce">
      {seat.holders.map((holder) => (
        <Item
          key={holder.term_id}
          lead={<Avatar name={holder.name ?? "·"} />}
          title={holderName(holder)}
          meta={
            <span>
              Desde el {longDate(holder.since)}
              {termWords(holder)}
            </span>
          }
          trail={<HolderActs page={page} holder={holder} />}
        >
          {holder.conditions !== "" && <p>Se acordó: {holder.conditions}</p>}
          {holder.evaluation_on && <p>Evaluación: {longDate(holder.evaluation_on)}</p>}
          {page.may.edit && <Evaluation page={page} holder={holder} />}
        </Item>
      ))}
    </ItemList>
  );
}

function HolderActs({ page: { frame, role, may }, holder }: Part & { holder: SeatHolder }) {
  return (
    <>
      {holder.mine && (
        <LinkButton to={paths.circleRole(frame.id, role.id, { dejar: holder.term_id })} kind="quiet" size="small">
          Dejar el rol
        </LinkButton>
      )}
      {(may.name || (may.nameExternal && holder.external)) && (
        <LinkButton to={paths.circleRole(frame.id, role.id, { terminar: holder.term_id })} kind="quiet" size="small" aria-label={`Terminar el período de ${holderName(holder)}`}>
          Terminar el período
        </LinkButton>
      )}
    </>
  );
}

/** The day on which the circle looks at how it goes with a term (S3: Evaluate and Evolve Agreements). */
function Evaluation({ page: { frame, role }, holder }: Part & { holder: SeatHolder }) {
  const { errors, value } = useSubmission({ act: "", term_id: "", evaluation_on: holder.evaluation_on ?? "" });
  const refused = value("act") === "evaluate" && value("term_id") === holder.term_id;
  return (
    <Disclosure summary={holder.evaluation_on ? "Cambiar la fecha de evaluación" : "Poner fecha de evaluación"} open={refused}>
      <Form action={paths.circleRole(frame.id, role.id)} errors={refused ? errors : {}}>
        <input type="hidden" name="act" value="evaluate" />
        <input type="hidden" name="term_id" value={holder.term_id} />
        <DateField
          name="evaluation_on"
          id={`evaluation_on-${holder.term_id}`}
          label="Fecha de evaluación"
          hint="Ese día el círculo conversa cómo va. Vacío: sin fecha."
          value={refused ? value("evaluation_on") : (holder.evaluation_on ?? "")}
        />
        <Button kind="secondary" size="small">
          Guardar la fecha
        </Button>
      </Form>
    </Disclosure>
  );
}

export function ConfirmResign({ page: { frame, role, seat }, term }: Part & { term: SeatHolder }) {
  return (
    <Confirm
      title={`¿Dejar el rol ${role.name}?`}
      confirmLabel="Dejar el rol"
      cancelTo={paths.circleRole(frame.id, role.id)}
      action={paths.circleRole(frame.id, role.id)}
      fields={{ act: "resign", term_id: term.term_id }}
      danger
    >
      <p>
        Tu período termina hoy, y con él lo que el rol te permitía hacer. Sigues en el círculo.
        {seat.holders.length === 1 && " El rol queda vacante hasta que elijan a quien sigue."}
      </p>
    </Confirm>
  );
}

export function ConfirmEnd({ page: { frame, role }, term }: Part & { term: SeatHolder }) {
  return (
    <Confirm
      title={`¿Terminar el período de ${holderName(term)}?`}
      confirmLabel="Terminar el período"
      cancelTo={paths.circleRole(frame.id, role.id)}
      action={paths.circleRole(frame.id, role.id)}
      fields={{ act: "end", term_id: term.term_id }}
      danger
    >
      <p>Deja de ejercer {role.name} hoy, y pierde lo que el rol le permitía hacer. Queda en la historia del rol.</p>
    </Confirm>
  );
}
