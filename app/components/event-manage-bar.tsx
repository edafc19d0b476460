import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Menu, MenuItem } from "#app/ui/dialog.tsx";

interface Managed {
  id: string;
  status: string;
  all_day: boolean;
}

/** What whoever coordinates can do with a meeting now: the two that are used most, and the rest in a menu. */
export function EventManageBar({ event, over }: { event: Managed; over: boolean }) {
  const { id } = event;
  if (event.status === "draft") {
    return (
      <>
        <LinkButton to={paths.eventReview(id)} kind="primary">
          Revisar y publicar
        </LinkButton>
        <Menu summary="Más" label="Más acciones" icon="more">
          <MenuItem to={paths.eventEdit(id)} icon="edit">
            Datos
          </MenuItem>
          {!event.all_day && (
            <MenuItem to={paths.eventAudience(id)} icon="people">
              Invitados
            </MenuItem>
          )}
          <MenuItem to={paths.eventCancel(id)} icon="trash">
            Eliminar borrador
          </MenuItem>
        </Menu>
      </>
    );
  }
  const open = event.status === "published" && !over;
  return (
    <>
      {!event.all_day && (
        <LinkButton to={paths.eventAnswers(id)} kind="secondary" icon="list">
          Respuestas
        </LinkButton>
      )}
      <Menu summary="Más" label="Más acciones" icon="more">
        {event.status === "published" && (
          <MenuItem to={paths.eventEdit(id)} icon="edit">
            Editar
          </MenuItem>
        )}
        {open && !event.all_day && (
          <MenuItem to={paths.eventAudience(id)} icon="plus">
            Invitar a más personas
          </MenuItem>
        )}
        {open && !event.all_day && (
          <MenuItem to={paths.eventRemind(id)} icon="bell">
            Recordar
          </MenuItem>
        )}
        {open && (
          <MenuItem to={paths.eventPostpone(id)} icon="clock">
            Aplazar
          </MenuItem>
        )}
        {!event.all_day && (
          <MenuItem to={paths.eventSending(id)} icon="mail">
            Correos enviados
          </MenuItem>
        )}
        <MenuItem to={paths.eventNew({ copia: id })} icon="copy">
          Copiar
        </MenuItem>
        {open && (
          <MenuItem to={paths.eventCancel(id)} icon="cross">
            Cancelar
          </MenuItem>
        )}
      </Menu>
    </>
  );
}
