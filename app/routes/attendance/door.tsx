import { useLoaderData } from "@remix-run/react";
import { MODE_WORDS } from "#app/components/attendance-words.ts";
import { pageMeta } from "#app/components/meta.ts";
import decoder from "#app/components/qr-decoder.ts?worker&url";
import { modesOf } from "#app/domain/attendance/attendance.ts";
import { doorOf } from "#app/domain/attendance/attendance-access.server.ts";
import type { Mode } from "#app/domain/events/event.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Field, Form } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";

export { workSheet as links } from "#app/components/sheets.ts";

export const meta = () => pageMeta("Recibir en la puerta");
export const handle = { scripts: ["/js/door.js"] };

/** The page is kept by the phone: it holds nobody's name. The list comes by itself (door-list.ts), and is forgotten by itself. */
export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params }) => {
  const { event, manages } = await doorOf(ctx, params.id);
  return {
    event: { id: event.id, title: event.title, zone: event.zone },
    manages,
    modes: modesOf(event),
    closed: event.attendance_closed_at !== null,
    open: event.status === "published",
  };
});

export default function DoorPage() {
  const { event, manages, modes, closed, open } = useLoaderData<typeof loader>();
  return (
    <Page title="Recibir en la puerta" eyebrow={<a href={paths.event(event.id)}>{event.title}</a>} width="narrow">
      <noscript>
        <Notice kind="info" title="Este navegador no permite leer códigos">
          <p>
            Pasa la lista a mano: <a href={paths.eventAttendance(event.id)}>abrir la lista</a>.
          </p>
        </Notice>
      </noscript>
      {closed || !open ? (
        <Notice kind="info" title={closed ? "La lista está cerrada" : "Esta reunión se canceló"}>
          <p>
            Ya no se reciben llegadas. <a href={paths.eventAttendance(event.id)}>Ver la lista</a>
          </p>
        </Notice>
      ) : null}
      <Door event={event} modes={modes} closed={closed || !open} />
      <p className="cluster gap-s">
        <LinkButton to={paths.eventAttendance(event.id)} icon="list" kind="secondary">
          La lista completa
        </LinkButton>
        <LinkButton to={paths.eventDoorCode(event.id)} icon="key" kind="secondary">
          Código en la pantalla
        </LinkButton>
        {manages && (
          <LinkButton to={paths.eventDoorKeepers(event.id)} icon="people" kind="secondary">
            Quién recibe
          </LinkButton>
        )}
      </p>
    </Page>
  );
}

/** Shown by door.js, which fills it. */
function Door({ event, modes, closed }: { event: { id: string; zone: string }; modes: Mode[]; closed: boolean }) {
  const data = {
    "data-door": event.id,
    "data-list": paths.eventDoorList(event.id),
    "data-sign-in": paths.signIn(paths.eventDoor(event.id)),
    "data-decoder": decoder,
    "data-zone": event.zone,
    "data-closed": closed ? "1" : undefined,
  };
  return (
    <div className="door" hidden {...data}>
      <p className="door-state" role="status" data-state="" />
      <div className="door-result" data-result="" aria-live="assertive">
        <p className="door-result-word" data-result-word="">
          Lista
        </p>
        <p className="door-result-name" data-result-name="" />
        <p className="door-result-school" data-result-school="" />
        <button type="button" className="button button-quiet" data-undo="" hidden>
          Deshacer
        </button>
      </div>
      {modes.length > 1 && (
        <fieldset className="field group">
          <legend>Quienes anoto están</legend>
          <div className="segments">
            {modes.map((mode, index) => (
              <label className="choice" key={mode}>
                <input type="radio" name="door-mode" value={mode} defaultChecked={index === 0} />
                <span className="choice-text">{MODE_WORDS[mode]}</span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <div className="door-camera">
        <Button type="button" kind="primary" icon="eye" data-camera="">
          Leer códigos con la cámara
        </Button>
        <video data-video="" muted playsInline hidden aria-label="Lo que ve la cámara" />
        <p className="hint" data-camera-hint="" hidden />
      </div>
      <div className="field">
        <label htmlFor="door-search">Buscar por nombre o establecimiento</label>
        <input className="input" type="search" id="door-search" data-search="" autoComplete="off" spellCheck={false} enterKeyHint="search" maxLength={200} />
      </div>
      <ul className="door-list" data-found="" aria-label="Personas de la lista" />
      <p className="hint" data-more="" hidden />
      <Disclosure summary="Agregar a quien no está en la lista">
        <Form data-walk-in="" action={paths.eventAttendance(event.id)}>
          <Field label="Nombre y apellido" name="name" required maxLength={120} autoComplete="off" />
          <Field label="Establecimiento o institución" name="organisation" optional maxLength={240} list="door-hints" autoComplete="off" />
          <datalist id="door-hints" data-hints="" />
          <Field label="Correo" name="email" type="email" optional autoComplete="off" hint="Si tiene cuenta o invitación con ese correo, queda a su nombre." />
          <Button icon="plus">Agregar</Button>
        </Form>
      </Disclosure>
      <Disclosure summary="Este teléfono">
        <p data-phone="" />
        <div className="cluster gap-s">
          <Button type="button" kind="secondary" icon="send" data-sync="">
            Enviar y actualizar
          </Button>
          <Button type="button" kind="quiet" icon="trash" data-forget="">
            Olvidar en este teléfono
          </Button>
        </div>
      </Disclosure>
    </div>
  );
}
