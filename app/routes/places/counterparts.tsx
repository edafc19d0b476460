import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { PeopleList } from "#app/components/people-list.tsx";
import { useSubmission } from "#app/components/submission.ts";
import { forbidden } from "#app/domain/errors.ts";
import { listCounterparts, listSchoolPeople } from "#app/domain/places/counterparts.repo.server.ts";
import { COUNTERPARTS_ADVISED } from "#app/domain/places/establishment.ts";
import { endCounterpart, establishmentBySlug, mayNameCounterparts, nameCounterpart } from "#app/domain/places/establishments.server.ts";
import { idFrom } from "#app/http/asked.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { paged, pageFrom } from "#app/http/paging.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { longDate } from "#app/i18n/dates.ts";
import { paths } from "#app/paths.ts";
import { ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { ErrorSummary } from "#app/ui/form.tsx";
import { Page, Section } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { schoolOfPage } from "./school-page.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

export const meta = ({ data }: { data: Loaded | undefined }) => (data ? pageMeta(`Contrapartes de ${data.school.name}`) : []);

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params, url }) => {
  const school = await schoolOfPage(ctx, params.slug ?? "", url);
  if (!(await mayNameCounterparts(ctx, school.id))) throw forbidden();
  const page = pageFrom(url);
  const people = await listSchoolPeople(ctx.db, school.id, { page });
  return { school: { slug: school.slug, name: school.name }, counterparts: await listCounterparts(ctx.db, school.id), people: paged(people.rows, people.total, page) };
});

export const action = actionWith({ who: "signed_in" }, async ({ ctx, params, form }) => {
  const school = await establishmentBySlug(ctx.db, params.slug ?? "");
  const back = paths.establishmentCounterparts(school.slug);
  if (form.get("act") === "end") {
    await endCounterpart(ctx, school.id, idFrom(form, "counterpart_id"));
    return redirectWithFlash(back, "Ya no representa al establecimiento.");
  }
  await nameCounterpart(ctx, school.id, idFrom(form, "person_id"));
  return redirectWithFlash(back, "Desde hoy representa al establecimiento en la red.");
});

export default function CounterpartsPage() {
  const page = useLoaderData<typeof loader>();
  const { errors } = useSubmission();
  const { school } = page;
  return (
    <Page
      title="Contrapartes"
      eyebrow={<a href={paths.establishment(school.slug)}>{school.name}</a>}
      lead="Representan al establecimiento en la red: reciben las invitaciones que van a las contrapartes y responden por él."
      width="narrow"
    >
      <ErrorSummary errors={errors} />
      <Current page={page} />
      <Candidates page={page} />
      <p>
        <LinkButton to={paths.establishment(school.slug)} kind="quiet">
          Volver a {school.name}
        </LinkButton>
      </p>
    </Page>
  );
}

interface Part {
  page: Loaded;
}

function Current({ page: { counterparts } }: Part) {
  return (
    <Section title="Hoy lo representan">
      {counterparts.length < COUNTERPARTS_ADVISED && (
        <Notice kind="info" title={counterparts.length === 0 ? "Todavía nadie" : "Falta una persona"}>
          <p>Conviene que sean dos, para que la relación con la red siga cuando alguien cambia de trabajo.</p>
        </Notice>
      )}
      {counterparts.length > 0 && (
        <PeopleList
          people={counterparts}
          label="Contrapartes"
          bodyOf={(person) => <p className="item-meta">Desde el {longDate(person.named_at)}</p>}
          trailOf={(person) => (
            <ButtonForm
              kind="quiet"
              size="small"
              fields={{ act: "end", counterpart_id: person.id }}
              confirm={`¿${person.name} deja de representar al establecimiento?`}
              label={`Terminar: ${person.name}`}
            >
              Terminar
            </ButtonForm>
          )}
        />
      )}
    </Section>
  );
}

function Candidates({ page: { school, people } }: Part) {
  return (
    <Section title="Nombrar a alguien del establecimiento">
      {people.total === 0 ? (
        <Empty title="No hay más personas con cuenta" icon="people" level={3}>
          <p>Pide a tus colegas que creen su cuenta y elijan este establecimiento: aparecerán aquí.</p>
        </Empty>
      ) : (
        <PeopleList
          people={people.rows}
          label={`Personas de ${school.name}`}
          dense
          trailOf={(person) => (
            <ButtonForm size="small" fields={{ act: "name", person_id: person.person_id }} label={`Nombrar a ${person.name}`}>
              Nombrar
            </ButtonForm>
          )}
        />
      )}
      <Pagination page={people.page} pages={people.pages} href={(pagina) => `${paths.establishmentCounterparts(school.slug)}?pagina=${pagina}`} />
    </Section>
  );
}
