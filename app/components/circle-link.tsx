import type { DoubleLink } from "#app/domain/circles/circle.ts";
import type { Seat } from "#app/domain/circles/seats.ts";
import { linkGap } from "#app/i18n/circle-words.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Section } from "#app/ui/layout.tsx";
import { holderName } from "./circle-seats.tsx";

/** S3: Double Linking, shown and checked: who carries the circle's voice up, who brings what is decided there, and what is missing. */
export function DoubleLinkSection({
  circleId,
  above,
  seats,
  gap,
  mayAct,
  edits,
}: {
  circleId: string;
  above: { id: string; name: string } | null;
  seats: Seat[];
  gap: DoubleLink["gap"];
  /** The reader may start a selection. */
  mayAct: boolean;
  edits: boolean;
}) {
  const up = seats.find((seat) => seat.link === "up") ?? null;
  const down = seats.find((seat) => seat.link === "down") ?? null;
  const missing = linkGap({ up, down, gap });
  return (
    <Section title="Doble enlace" id="enlace">
      <p>
        Dos personas distintas unen este círculo con {above ? <a href={paths.circle(above.id)}>{above.name}</a> : "el círculo general, cuando la red lo cree"}: una lleva su voz y
        otra trae lo que se decide allí. Las dos participan en ambos.
      </p>
      {(up || down) && (
        <ul className="bullets">
          {up && <LinkLine seat={up} circleId={circleId} does="Lleva la voz" />}
          {down && <LinkLine seat={down} circleId={circleId} does="Trae lo de arriba" />}
        </ul>
      )}
      {missing && (
        <Notice kind="warn" title="El enlace no está completo" actions={mayAct && <Acts circleId={circleId} seats={[up, down]} gap={gap} edits={edits} />}>
          <p>{missing}</p>
        </Notice>
      )}
      {!missing && above && <p>El enlace está completo.</p>}
    </Section>
  );
}

function LinkLine({ seat, circleId, does }: { seat: Seat; circleId: string; does: string }) {
  return (
    <li>
      {does}: <a href={paths.circleRole(circleId, seat.id)}>{seat.name}</a>, {seat.holders.length === 0 ? "vacante" : seat.holders.map(holderName).join(" y ")}
    </li>
  );
}

function Acts({ circleId, seats, gap, edits }: { circleId: string; seats: (Seat | null)[]; gap: DoubleLink["gap"]; edits: boolean }) {
  const wanted = gap === "same_person" ? seats.slice(0, 1) : seats.filter((seat) => seat?.holders.length === 0);
  const open = wanted.filter((seat): seat is Seat => seat !== null);
  if (open.length === 0) return edits ? <LinkButton to={paths.circleRoleNew(circleId)}>Agregar un rol</LinkButton> : null;
  return (
    <>
      {open.map((seat) => (
        <LinkButton key={seat.id} to={paths.selectionNew(circleId, { rol: seat.id })}>
          Iniciar elección: {seat.name}
        </LinkButton>
      ))}
    </>
  );
}
