import type { EventMay } from "#app/domain/events/event.policy.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Menu, MenuItem } from "#app/ui/dialog.tsx";

interface Managed {
  id: string;
  status: string;
  kind: string;
  all_day: boolean;
  series_id: string | null;
}

interface Props {
  event: Managed;
  may: EventMay;
  over: boolean;
  /** Answers by mail that nobody could understand. */
  tray: number;
}

/**
 * What somebody can do with a meeting now. Whoever calls it: what its moment asks for as buttons, and the rest in menus by moment. Whoever has
 * one thing to do in it (the minutes, the list, the agenda): that, as buttons.
 */
export function EventManageBar(props: Props) {
  const { event, may, over } = props;
  if (!may.manage) return <WorkButtons {...props} />;
  if (event.status === "draft") return <DraftBar event={event} />;
  const open = event.status === "published" && !over;
  return (
    <>
      {!event.all_day && event.status === "published" && <DayButtons event={event} may={may} over={over} />}
      {!event.all_day && <PrepareMenu {...props} open={open} />}
      {!event.all_day && event.status === "published" && <AfterMenu event={event} may={may} />}
      <MoreMenu {...props} open={open} />
    </>
  );
}

function DraftBar({ event }: Pick<Props, "event">) {
  const { id } = event;
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
          <>
            <MenuItem to={paths.eventAudience(id)} icon="people">
              Invitados
            </MenuItem>
            {event.series_id && (
              <MenuItem to={paths.eventDates(id)} icon="calendar">
                Fechas
              </MenuItem>
            )}
            <MenuItem to={paths.eventPoll(id)} icon="calendar">
              Acordar la fecha
            </MenuItem>
            <MenuItem to={paths.eventLoad(id)} icon="clock">
              Ver qué más hay esa semana
            </MenuItem>
            <MenuItem to={paths.eventAgenda(id)} icon="list">
              Agenda
            </MenuItem>
            <MenuItem to={paths.eventPlan(id)} icon="list">
              Plan de encuentro
            </MenuItem>
          </>
        )}
        <MenuItem to={paths.eventSaveTemplate(id)} icon="copy">
          Guardar como plantilla
        </MenuItem>
        <MenuItem to={paths.eventCancel(id)} icon="trash">
          Eliminar borrador
        </MenuItem>
      </Menu>
    </>
  );
}

/** For whoever does not manage it. */
function WorkButtons({ event, may, over }: Props) {
  const published = event.status === "published";
  if (event.all_day || event.status === "cancelled") return null;
  return (
    <>
      {may.attendance && published && <AttendanceButton id={event.id} />}
      {may.minutes && published && <MinutesButton id={event.id} />}
      {may.prepare && !over && (
        <LinkButton to={paths.eventAgenda(event.id)} kind="secondary" icon="list">
          Agenda
        </LinkButton>
      )}
      {may.prepare && (
        <LinkButton to={paths.eventSaveTemplate(event.id)} kind="quiet" icon="copy">
          Guardar como plantilla
        </LinkButton>
      )}
    </>
  );
}

function AttendanceButton({ id }: { id: string }) {
  return (
    <LinkButton to={paths.eventAttendance(id)} kind="secondary" icon="check">
      Pasar lista
    </LinkButton>
  );
}

function MinutesButton({ id }: { id: string }) {
  return (
    <LinkButton to={paths.eventMinutes(id)} kind="secondary" icon="edit">
      Acta
    </LinkButton>
  );
}

function DayButtons({ event, may, over }: Pick<Props, "event" | "may" | "over">) {
  return (
    <>
      {may.attendance && <AttendanceButton id={event.id} />}
      {over ? (
        may.minutes && <MinutesButton id={event.id} />
      ) : (
        <LinkButton to={paths.eventAnswers(event.id)} kind="secondary" icon="list">
          Respuestas
        </LinkButton>
      )}
    </>
  );
}

function PrepareMenu({ event, may, over, open, tray }: Props & { open: boolean }) {
  const { id } = event;
  return (
    <Menu summary="Preparar" label="Preparar la reunión">
      <MenuItem to={paths.eventAgenda(id)} icon="list">
        Agenda
      </MenuItem>
      <MenuItem to={paths.eventPlan(id)} icon="list">
        Plan de encuentro
      </MenuItem>
      {over && (
        <MenuItem to={paths.eventAnswers(id)} icon="list">
          Respuestas
        </MenuItem>
      )}
      {open && (
        <>
          <MenuItem to={paths.eventAudience(id)} icon="plus">
            Invitar a más personas
          </MenuItem>
          <MenuItem to={paths.eventRemind(id)} icon="bell">
            Recordar
          </MenuItem>
          {may.attendance && (
            <MenuItem to={paths.eventDoor(id)} icon="check">
              Recibir en la puerta
            </MenuItem>
          )}
        </>
      )}
      <MenuItem to={paths.eventTray(id)} icon="mail">
        {tray > 0 ? `Correos por revisar (${tray})` : "Correos recibidos"}
      </MenuItem>
      <MenuItem to={paths.eventSending(id)} icon="mail">
        Correos enviados
      </MenuItem>
    </Menu>
  );
}

function AfterMenu({ event, may }: Pick<Props, "event" | "may">) {
  return (
    <Menu summary="Después" label="Después de la reunión">
      {may.minutes && (
        <MenuItem to={paths.eventMinutes(event.id)} icon="edit">
          Acta y acuerdos
        </MenuItem>
      )}
      <MenuItem to={paths.eventCertificates(event.id)} icon="check">
        Certificados
      </MenuItem>
      <MenuItem to={paths.eventHarvest(event.id)} icon="people">
        Cosecha de opiniones
      </MenuItem>
    </Menu>
  );
}

function MoreMenu({ event, open }: Props & { open: boolean }) {
  const { id } = event;
  return (
    <Menu summary="Más" label="Más acciones" icon="more">
      {event.status === "published" && (
        <MenuItem to={paths.eventEdit(id)} icon="edit">
          Editar
        </MenuItem>
      )}
      {open && event.series_id && (
        <MenuItem to={paths.eventDates(id)} icon="calendar">
          Fechas de la serie
        </MenuItem>
      )}
      {open && (
        <MenuItem to={paths.eventPostpone(id)} icon="clock">
          Aplazar
        </MenuItem>
      )}
      <MenuItem to={paths.eventNew({ copia: id })} icon="copy">
        Copiar
      </MenuItem>
      <MenuItem to={paths.eventSaveTemplate(id)} icon="copy">
        Guardar como plantilla
      </MenuItem>
      {open && (
        <MenuItem to={paths.eventCancel(id)} icon="cross">
          Cancelar
        </MenuItem>
      )}
    </Menu>
  );
}
