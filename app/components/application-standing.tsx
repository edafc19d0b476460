/** Where an application stands, and what whoever reads it can do about that. */
import { useSubmission } from "#app/components/submission.ts";
import { type ApplicationPage, REASON_MAX } from "#app/domain/calls/application.ts";
import { paths } from "#app/paths.ts";
import { Button, ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Form, TextArea } from "#app/ui/form.tsx";

interface Props {
  application: ApplicationPage;
  times: { closes: string; submitted: string | null; out: string | null };
}

export function ApplicationStanding({ application, times }: Props) {
  const { state, sight, call, out_reason } = application;
  if (state === "out")
    return (
      <Notice kind="warn" title={`Fuera de bases desde el ${times.out ?? ""}`}>
        {out_reason && <p className="application-said">{out_reason}</p>}
        {sight === "own" && call.phase !== "decided" && <p>Si crees que es un error, escribe a quienes organizan: pueden revisarla de nuevo.</p>}
      </Notice>
    );
  if (sight !== "own") return times.submitted === null || sight === "blind" ? null : <p className="hint">Enviada el {times.submitted}.</p>;
  if (call.phase === "cancelled")
    return (
      <Notice kind="warn" title="La convocatoria quedó sin efecto">
        <p>Lo que escribiste sigue aquí, para que lo uses en otra ocasión.</p>
      </Notice>
    );
  if (state === "submitted") return <Sent application={application} times={times} />;
  return state === "draft" ? <Draft application={application} times={times} /> : <Withdrawn application={application} times={times} />;
}

function Draft({ application: { id, may }, times: { closes } }: Props) {
  if (may.edit)
    return (
      <Notice
        kind="warn"
        title="Todavía no la envías"
        actions={
          <LinkButton to={paths.applicationEdit(id)} kind="primary" icon="edit">
            Seguir escribiendo
          </LinkButton>
        }
      >
        <p>Es un borrador que solo tú ves. La convocatoria cierra el {closes}.</p>
      </Notice>
    );
  return (
    <Notice kind="warn" title="No se envió">
      <p>La convocatoria cerró el {closes}. Lo que escribiste sigue aquí y solo tú lo ves.</p>
      <ButtonForm kind="quiet" size="small" name="hacer" value="descartar" confirm="¿Borramos este borrador?">
        Descartar el borrador
      </ButtonForm>
    </Notice>
  );
}

function Withdrawn({ application: { id, may }, times: { closes } }: Props) {
  return (
    <Notice
      kind="info"
      title="La retiraste"
      actions={
        may.edit && (
          <LinkButton to={paths.applicationEdit(id)} icon="edit">
            Revisar y enviar de nuevo
          </LinkButton>
        )
      }
    >
      <p>{may.edit ? `Ni quienes organizan ni el jurado la consideran. Puedes enviarla de nuevo hasta el ${closes}.` : "No participa en esta convocatoria."}</p>
    </Notice>
  );
}

function Sent({ application: { id, may, call }, times: { closes, submitted } }: Props) {
  const next =
    call.phase === "open"
      ? `Puedes cambiarla o retirarla hasta el ${closes}.`
      : call.phase === "assessing"
        ? "El plazo terminó y ahora se evalúa. Te avisaremos por correo cuando estén los resultados."
        : "Los resultados ya están publicados.";
  return (
    <>
      <Notice
        kind="ok"
        title={`Enviada el ${submitted ?? ""}`}
        actions={
          may.edit ? (
            <LinkButton to={paths.applicationEdit(id)} icon="edit">
              Cambiar
            </LinkButton>
          ) : (
            call.phase === "decided" && <LinkButton to={paths.call(call.slug)}>Ver los resultados</LinkButton>
          )
        }
      >
        <p>{next}</p>
      </Notice>
      {may.withdraw && (
        <Disclosure summary="Retirar esta postulación">
          <p>Deja de participar. Mientras la convocatoria siga abierta puedes enviarla de nuevo, con el mismo número.</p>
          <ButtonForm kind="danger" size="small" name="hacer" value="retirar">
            Sí, retirarla
          </ButtonForm>
        </Disclosure>
      )}
    </>
  );
}

/** For organisers: with a reason that whoever applied reads. */
export function OutForm({ out }: { out: boolean }) {
  const { errors, value, refused } = useSubmission({ reason: "" });
  if (out)
    return (
      <ButtonForm name="hacer" value="traer">
        Cumple las bases: traerla de vuelta
      </ButtonForm>
    );
  return (
    <Disclosure summary="No cumple las bases" open={refused}>
      <Form errors={errors}>
        <TextArea
          label="¿Qué es lo que no cumple?"
          name="reason"
          value={value("reason")}
          rows={4}
          maxLength={REASON_MAX}
          required
          hint="Quien postuló lo recibe por correo. La postulación deja de evaluarse; puedes traerla de vuelta hasta publicar los resultados."
        />
        <div>
          <Button kind="danger" name="hacer" value="fuera">
            Dejar fuera de bases
          </Button>
        </div>
      </Form>
    </Disclosure>
  );
}
