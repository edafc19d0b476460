import { PeopleList } from "#app/components/people-list.tsx";
import { useSubmission } from "#app/components/submission.ts";
import { shortDate } from "#app/i18n/dates.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import type { JuryPageData } from "#app/routes/calls/jury.tsx";
import { ButtonForm } from "#app/ui/button.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { ErrorSummary, FilterBar, SearchBox } from "#app/ui/form.tsx";
import { Section } from "#app/ui/layout.tsx";

interface Part {
  page: JuryPageData;
}
type Member = JuryPageData["jurors"][number];

/** Who sits in the jury, and how far each has come. */
export function JuryMembers({ page: { jurors, naming, applications, call } }: Part) {
  if (jurors.length === 0)
    return (
      <Empty title="Todavía no hay jurado" icon="people">
        <p>Busca a quienes evaluarán. Tres o más personas, de distintos establecimientos, dan un resultado más justo.</p>
      </Empty>
    );
  return (
    <Section title="Integrantes" id="integrantes">
      <PeopleList
        people={jurors}
        label="Integrantes del jurado"
        bodyOf={(juror) => <p className="juror-state">{stateWords(juror, applications.length, call.published)}</p>}
        trailOf={(juror) =>
          naming ? (
            <ButtonForm
              size="small"
              kind="quiet"
              fields={{ act: "remove", juror_id: juror.id }}
              confirm={
                juror.done > 0 ? `¿Sacar a ${juror.name} del jurado? Sus evaluaciones terminadas no se contarán, y quedará dicho en la historia de la convocatoria.` : undefined
              }
              label={`Sacar a ${juror.name} del jurado`}
            >
              Sacar
            </ButtonForm>
          ) : null
        }
      />
    </Section>
  );
}

function stateWords({ accepted_at, declined_at, declared_at, named_at, conflicts, done }: Member, applications: number, published: boolean): string {
  if (declined_at) return `Respondió que no puede (${shortDate(declined_at)}).`;
  if (!accepted_at) return published ? `Falta su respuesta: le escribimos el ${shortDate(named_at)}.` : "Le escribiremos cuando se publique la convocatoria.";
  if (applications === 0) return "Aceptó.";
  if (!declared_at) return "Aceptó. Le falta declarar sus conflictos de interés.";
  const without = conflicts === 0 ? "" : ` ${counted(conflicts, "conflicto de interés", "conflictos de interés")}.`;
  return `Terminó ${done} de ${counted(Math.max(0, applications - conflicts), "evaluación", "evaluaciones")}.${without}`;
}

/** Finds somebody with an account and asks them. */
export function JurorSearch({ page: { q, found, call } }: Part) {
  const { errors } = useSubmission();
  return (
    <Section title="Invitar al jurado" id="invitar">
      <ErrorSummary errors={errors} />
      <FilterBar label="Buscar personas" hideButton action={`${paths.callJury(call.slug)}#invitar`}>
        <SearchBox label="Nombre de la persona" value={q} />
      </FilterBar>
      {q !== "" && found.length === 0 && <p>Nadie con cuenta calza con «{q}». Si no tiene cuenta, pídele que se registre primero.</p>}
      {found.length > 0 && (
        <PeopleList
          people={found}
          label="Personas encontradas"
          dense
          trailOf={(person) =>
            person.named ? (
              <span className="hint">Ya está</span>
            ) : (
              <ButtonForm size="small" fields={{ act: "name", person_id: person.person_id }} label={`Invitar a ${person.name}`}>
                Invitar
              </ButtonForm>
            )
          }
        />
      )}
    </Section>
  );
}
