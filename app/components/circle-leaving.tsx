import { paths } from "#app/paths.ts";
import { Confirm } from "#app/ui/dialog.tsx";

interface Frame {
  id: string;
  name: string;
}

/** Before somebody is taken out of a circle. */
export function ConfirmRemoval({ frame, person }: { frame: Frame; person: { person_id: string; name: string } }) {
  return (
    <Confirm
      title={`¿Quitar a ${person.name} de ${frame.name}?`}
      confirmLabel="Quitar del círculo"
      cancelTo={paths.circleMembers(frame.id)}
      action={paths.circleMembers(frame.id)}
      fields={{ act: "remove", person_id: person.person_id }}
      danger
    >
      <p>Desde hoy no tiene voz en sus decisiones. Sigue siendo parte del nodo, y puede volver más adelante. No le enviamos un correo por esto.</p>
    </Confirm>
  );
}

/** Before one leaves it oneself. */
export function ConfirmLeaving({ frame }: { frame: Frame }) {
  return (
    <Confirm
      title={`¿Dejar ${frame.name}?`}
      confirmLabel="Dejar el círculo"
      cancelTo={paths.circleMembers(frame.id)}
      action={paths.circleMembers(frame.id)}
      fields={{ act: "leave" }}
      danger
    >
      <p>Ya no tendrás voz en sus decisiones, y si ejerces un rol aquí, lo dejas hoy. Sigues siendo parte del nodo.</p>
    </Confirm>
  );
}
