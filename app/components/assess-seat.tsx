import { useSubmission } from "#app/components/submission.ts";
import { CONFLICT_KINDS, shareOf } from "#app/domain/calls/call.ts";
import { CONFLICT_NOTE_MAX } from "#app/domain/calls/jury.ts";
import { longDateTime } from "#app/i18n/dates.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import type { SeatPage } from "#app/routes/calls/seat-page.server.ts";
import { Button, ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Checkbox, Form, Select, SubmitBar, TextArea } from "#app/ui/form.tsx";
import { Cluster, Section, Stack } from "#app/ui/layout.tsx";

interface Part {
  page: SeatPage;
}

/** Before there is anything to read: yes or no, and by what will be assessed. */
export function JuryInvitation({ page }: Part) {
  const { state, call } = page;
  if (state === "cancelled") return <Notice kind="info" title="Aquí no hay nada que evaluar: la convocatoria quedó sin efecto o ya tiene resultados." />;
  return (
    <Stack gap="l">
      <p>{call.summary}</p>
      {state === "asked" && (
        <Notice
          kind="info"
          title={`${call.organiser ?? "La red"} te invita a ser parte del jurado. ¿Puedes?`}
          actions={
            <Cluster>
              <ButtonForm kind="primary" fields={{ act: "accept" }}>
                Sí, acepto
              </ButtonForm>
              <ButtonForm fields={{ act: "decline" }}>No puedo</ButtonForm>
            </Cluster>
          }
        >
          <p>{whenWords(call)}</p>
        </Notice>
      )}
      {state === "declined" && (
        <Notice
          kind="info"
          title="Dijiste que no puedes ser parte del jurado."
          actions={
            <ButtonForm size="small" fields={{ act: "accept" }}>
              Sí puedo, después de todo
            </ButtonForm>
          }
        />
      )}
      {state === "waiting" && (
        <>
          <Notice kind="ok" title="Eres parte del jurado">
            <p>Las postulaciones se leen cuando cierre el plazo: {longDateTime(call.closes_at, call.zone)}. Primero declaras tus conflictos de interés y después evalúas.</p>
          </Notice>
          <ButtonForm kind="quiet" fields={{ act: "decline" }} confirm="¿Dejar el jurado?">
            Ya no puedo
          </ButtonForm>
        </>
      )}
      <Rubric page={page} />
    </Stack>
  );
}

function whenWords({ closes_at, jury_at, zone, blind }: SeatPage["call"]): string {
  const until = jury_at ? ` Se evalúa hasta el ${longDateTime(jury_at, zone)}.` : "";
  return `Las postulaciones cierran el ${longDateTime(closes_at, zone)}.${until}${blind ? " Es anónima: no sabrás quién postula." : ""}`;
}

function Rubric({ page: { criteria, call } }: Part) {
  return (
    <Section title="Con qué se evalúa" id="pauta">
      {criteria.length > 0 && (
        <ul className="rubric-brief">
          {criteria.map((criterion) => (
            <li key={criterion.id}>
              <strong>{criterion.name}</strong> ({Math.round(shareOf(criterion, criteria))} %)
              {criterion.description !== "" && `: ${criterion.description}`}
            </li>
          ))}
        </ul>
      )}
      <p>
        <a href={paths.call(call.slug)}>Leer las bases</a>
      </p>
    </Section>
  );
}

/** Everything is in: who has to do with whom, before anything is read. */
export function Declaring({ page }: Part) {
  const { toDeclare, others, call, again } = page;
  const { errors, refused, value } = useSubmission();
  return (
    <Stack gap="l">
      <p>
        Antes de leer, revisa la lista y di con cuáles tienes un conflicto de interés: parentesco o amistad, trabajo en común, o cualquier razón por la que alguien podría dudar de
        tu puntaje. No verás esas postulaciones.{call.blind && " Es una evaluación anónima: aquí no se dice quién postula. Si reconoces una por su título, decláralo."}
      </p>
      {others > 0 && (
        <Notice kind="info" title={`${counted(others, "postulación ya quedó", "postulaciones ya quedaron")} fuera de tu lista`}>
          <p>El sitio vio que son de tu establecimiento o que participas en ellas, o quien organiza lo anotó.</p>
        </Notice>
      )}
      {toDeclare.length === 0 && <Empty title="No hay postulaciones en tu lista" icon="document" />}
      <Form errors={errors}>
        <div className="declare-list">
          {toDeclare.map((one) => (
            <fieldset key={one.id} className="declare-row">
              <legend>
                n.º {one.number ?? "–"}: {one.title}
              </legend>
              {(one.school || one.who) && <p className="hint">{[one.school, one.who, one.team].filter(Boolean).join(" · ")}</p>}
              <Select
                label={<span className="visually-hidden">Conflicto de interés con la postulación n.º {one.number ?? "–"}</span>}
                name={`conflict_${one.id}`}
                value={refused ? value(`conflict_${one.id}`) : (one.declared ?? "")}
                options={[
                  { value: "", label: "Sin conflicto" },
                  ...Object.entries(CONFLICT_KINDS).map(([key, label]) => ({ value: key, label: `Conflicto: ${label.toLowerCase()}` })),
                ]}
              />
            </fieldset>
          ))}
        </div>
        <TextArea label="Si quieres, explica" name="note" optional rows={2} maxLength={CONFLICT_NOTE_MAX} hint="Lo lee solo quien organiza." value={value("note")} />
        <Checkbox label="Revisé toda la lista y declaré lo que corresponde" name="sure" required />
        <SubmitBar>
          <Button>Guardar mi declaración</Button>
          {again && (
            <LinkButton to={paths.callAssess(call.slug)} kind="quiet">
              Volver sin cambiar
            </LinkButton>
          )}
        </SubmitBar>
      </Form>
    </Stack>
  );
}
