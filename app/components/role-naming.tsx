import { PeopleList } from "#app/components/people-list.tsx";
import { useSubmission } from "#app/components/submission.ts";
import { paths } from "#app/paths.ts";
import type { RolePage } from "#app/routes/circles/role-page.server.ts";
import { Button, ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { ErrorSummary, Field, FilterBar, Form, SearchBox, SubmitBar } from "#app/ui/form.tsx";
import { Section } from "#app/ui/layout.tsx";

interface Part {
  page: RolePage;
}

/** Administration names a person: instead of whoever holds the role, or beside them. */
export function NamePerson({ page: { frame, role, seat, sharing, q, found } }: Part) {
  const { errors } = useSubmission();
  const beside = sharing && seat.holders.length > 0;
  const holders = new Set(seat.holders.map((holder) => holder.name));
  return (
    <Section title={beside ? "Compartir el rol" : "Nombrar directamente"} id="nombrar">
      <ErrorSummary errors={errors} />
      <p>
        {beside
          ? "La persona que elijas lo ejercerá junto a quien ya está."
          : seat.holders.length > 0
            ? "La persona que elijas sigue a quien lo ejerce hoy, cuyo período termina."
            : "Lo mejor es que el círculo elija. Nombra directamente cuando no se puede esperar."}
      </p>
      <FilterBar label="Buscar personas" hideButton>
        <input type="hidden" name="nombrar" value="persona" />
        {beside && <input type="hidden" name="compartir" value="1" />}
        <SearchBox label="Nombre de la persona" value={q} />
      </FilterBar>
      {q !== "" && found.length === 0 && <p>Nadie con cuenta calza con «{q}».</p>}
      {found.length > 0 && (
        <PeopleList
          people={found}
          label="Personas encontradas"
          dense
          trailOf={(person) =>
            holders.has(person.name) ? null : (
              <ButtonForm
                size="small"
                action={paths.circleRole(frame.id, role.id)}
                fields={{ act: "name", person_id: person.person_id, shared: beside ? "1" : "" }}
                label={`Nombrar a ${person.name}`}
              >
                Nombrar
              </ButtonForm>
            )
          }
        />
      )}
      <p>
        <a href={paths.circleRole(frame.id, role.id)}>Volver sin nombrar</a>
      </p>
    </Section>
  );
}

/** Somebody without account: a facilitator from a foundation, for instance. */
export function NameExternal({ page: { frame, role, seat } }: Part) {
  const { errors, value } = useSubmission();
  return (
    <Section title="Nombrar a alguien externo" id="nombrar">
      <p>
        Una persona sin cuenta en la red: por ejemplo, quien facilita desde una fundación. No tiene voz ni permisos por esto.
        {seat.holders.length > 0 && " Sigue a quien ejerce el rol hoy, cuyo período termina."}
      </p>
      <Form errors={errors} action={`${paths.circleRole(frame.id, role.id, { nombrar: "externa" })}`}>
        <input type="hidden" name="act" value="external" />
        <Field name="external_name" label="Nombre" value={value("external_name")} maxLength={120} required autoComplete="off" />
        <Field name="external_organisation" label="Organización" optional value={value("external_organisation")} maxLength={160} autoComplete="off" />
        <SubmitBar>
          <Button>Nombrar</Button>
          <LinkButton to={paths.circleRole(frame.id, role.id)} kind="quiet">
            Volver sin nombrar
          </LinkButton>
        </SubmitBar>
      </Form>
    </Section>
  );
}
