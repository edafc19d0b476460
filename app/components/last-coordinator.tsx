import { NodeEyebrow } from "#app/components/node-tag.tsx";
import { paths } from "#app/paths.ts";
import { ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Page, Section } from "#app/ui/layout.tsx";

interface Props {
  node: { slug: string; name: string; kind: string; colour: number; glyph: string };
  /** Coordinador/a of the circle that governs the node; null where it has no circle. */
  seat: { circle_id: string; role_id: string } | null;
}

/** Instead of leaving: the two ways on for whoever is the only one to coordinate a node. */
export function LastCoordinator({ node, seat }: Props) {
  return (
    <Page
      title="Antes de dejarlo, un relevo"
      eyebrow={<NodeEyebrow node={node} />}
      lead={`Eres la única persona que coordina ${node.name}. Para que no se detenga, primero alguien más tiene que tomar ese lugar.`}
      width="narrow"
    >
      {seat && (
        <Section title="Elegir a quien te suceda">
          <p>El círculo elige a su coordinador/a. Cuando la persona elegida acepte, tu período termina y puedes salir del nodo, si quieres.</p>
          <p>
            <LinkButton to={paths.selectionNew(seat.circle_id, { rol: seat.role_id })} kind="primary">
              Abrir una elección
            </LinkButton>
          </p>
        </Section>
      )}
      <Section title="Pedir que te releven">
        <p>
          {seat ? "O pídeselo" : "Pídeselo"} a la administración de la red: le escribimos ahora, una vez al día como máximo. Ella puede nombrar a otra persona o terminar tu rol.
        </p>
        <ReliefForm slug={node.slug} kind={seat ? "secondary" : "primary"} />
      </Section>
      <p>
        <LinkButton to={paths.node(node.slug)} kind="quiet">
          Quedarme por ahora
        </LinkButton>
      </p>
    </Page>
  );
}

/** Writes to administration, from any page. */
function ReliefForm({ slug, kind = "secondary" }: { slug: string; kind?: "primary" | "secondary" }) {
  return (
    <ButtonForm action={paths.nodeMembership(slug)} kind={kind} fields={{ act: "relief" }}>
      Pedir que me releven
    </ButtonForm>
  );
}
