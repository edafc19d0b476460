import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";

interface Props {
  frame: { slug: string; archived: boolean; may: { call: boolean; edit: boolean } };
  administers: boolean;
  mapped: boolean;
}

/** What may be done from the page of a node, by what the reader may do there. */
export function NodeActions({ frame, administers, mapped }: Props) {
  const { may } = frame;
  if (!may.call && !may.edit && !administers && !mapped) return null;
  return (
    <>
      {may.call && !frame.archived && (
        <LinkButton to={paths.eventNew({ nodo: frame.slug })} icon="plus" kind="primary">
          Convocar reunión
        </LinkButton>
      )}
      {may.call && (
        <LinkButton to={paths.nodeParticipation(frame.slug)} kind="secondary" icon="school">
          Quiénes vienen
        </LinkButton>
      )}
      {mapped && (
        <LinkButton to={paths.stakeholders(frame.slug)} kind="secondary" icon="globe">
          Mapa de actores
        </LinkButton>
      )}
      {may.edit && (
        <LinkButton to={paths.nodeEdit(frame.slug)} kind="secondary" icon="edit">
          Editar
        </LinkButton>
      )}
      {administers && (
        <LinkButton to={paths.adminNodeCoordinators(frame.slug)} kind="secondary" icon="people">
          Coordinación
        </LinkButton>
      )}
    </>
  );
}
