import type { ReactNode } from "react";
import type { JoinStep } from "#app/domain/nodes/node.ts";
import { paths } from "#app/paths.ts";
import { ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Cluster } from "#app/ui/layout.tsx";

export interface JoinBoxNode {
  slug: string;
  name: string;
  joining: string;
}

/** The way in or out, with what exactly will happen. `step` is null for a visitor, whose first step is an account. */
export function JoinBox({ node, step }: { node: JoinBoxNode; step: JoinStep | null }) {
  const box = BOXES[step ?? "visitor"];
  return box ? box(node) : null;
}

const act = (node: JoinBoxNode, value: "join" | "withdraw", label: ReactNode, kind: "primary" | "secondary" = "primary") => (
  <ButtonForm action={paths.nodeMembership(node.slug)} name="act" value={value} kind={kind}>
    {label}
  </ButtonForm>
);

const BOXES: Record<JoinStep | "visitor", ((node: JoinBoxNode) => ReactNode) | null> = {
  visitor: (node) => (
    <Notice
      kind="info"
      title="¿Quieres ser parte?"
      actions={
        <>
          <LinkButton to={paths.register()} kind="primary">
            Crear mi cuenta
          </LinkButton>
          <LinkButton to={paths.signIn(paths.nodeMembership(node.slug))} kind="secondary">
            Ya tengo cuenta
          </LinkButton>
        </>
      }
    >
      <p>{HOW[node.joining] ?? HOW.open}</p>
    </Notice>
  ),
  join: (node) => (
    <Notice kind="info" title="Puedes sumarte ahora" actions={act(node, "join", "Sumarme")}>
      <p>Entras al momento. {WHAT_FOLLOWS}</p>
    </Notice>
  ),
  request: (node) => (
    <Notice
      kind="info"
      title="Se entra con una solicitud"
      actions={
        <LinkButton to={paths.nodeMembership(node.slug)} kind="primary">
          Pedir ingreso
        </LinkButton>
      }
    >
      <p>Quien coordina recibe tu solicitud y te avisamos por correo cuando responda. Mientras tanto sus reuniones públicas están abiertas para ti.</p>
    </Notice>
  ),
  withdraw: (node) => (
    <Notice kind="warn" title="Tu solicitud espera respuesta" actions={act(node, "withdraw", "Retirar mi solicitud", "secondary")}>
      <p>La recibió la coordinación de {node.name}. Te avisaremos por correo cuando responda.</p>
    </Notice>
  ),
  accept: (node) => (
    <Notice
      kind="info"
      title={`Te invitan a ${node.name}`}
      actions={
        <Cluster>
          {act(node, "join", "Aceptar la invitación")}
          {act(node, "withdraw", "No, gracias", "secondary")}
        </Cluster>
      }
    >
      <p>Si aceptas, entras al momento. {WHAT_FOLLOWS}</p>
    </Notice>
  ),
  closed: () => (
    <Notice kind="info" title="Se entra por invitación">
      <p>La coordinación elige a quién invitar. Si crees que deberías estar, pídeselo a quien lo coordina. Sus reuniones públicas están abiertas para ti.</p>
    </Notice>
  ),
  leave: (node) => (
    <p>
      Eres parte de este nodo. <a href={paths.nodeMembership(node.slug)}>Salir del nodo</a>
    </p>
  ),
  archived: null,
};

/** What a new member should know, before the button. */
const WHAT_FOLLOWS =
  "Te llegarán por correo las invitaciones a sus reuniones, y quienes tienen cuenta verán tu nombre y tu establecimiento en la lista de personas. Puedes salir cuando quieras.";

const HOW: Record<string, string> = {
  open: "Con una cuenta entras al momento y te llegan las invitaciones a sus reuniones.",
  request: "Con una cuenta puedes pedir ingreso: quien coordina recibe tu solicitud y te responde.",
  invitation: "A este nodo se entra por invitación de quien lo coordina. Para recibirla necesitas una cuenta.",
};
