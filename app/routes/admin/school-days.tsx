import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AdminTabs } from "#app/components/admin-tabs.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { useSubmission } from "#app/components/submission.ts";
import { addSchoolDays, editSchoolDays, listSpecialDays, removeSchoolDays } from "#app/domain/calendar-days/calendar-days.server.ts";
import { SCHOOL_DAY_KINDS, SchoolDayInput } from "#app/domain/calendar-days/school-day.ts";
import { findSchoolDay, pageSchoolDays, type SchoolDayRow } from "#app/domain/calendar-days/school-days.repo.server.ts";
import { idFrom } from "#app/http/asked.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { constraintsOf, parseForm } from "#app/http/form.server.ts";
import { paged, pageFrom } from "#app/http/paging.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { addDays, daysRange, isoDate, longDate } from "#app/i18n/dates.ts";
import { REGIONS, regionLabel, SCHOOL_DAY_LABELS } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Badge, Item, ItemList } from "#app/ui/card.tsx";
import { Confirm, Disclosure } from "#app/ui/dialog.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { DateField, Field, Form, RadioGroup, Select, SubmitBar } from "#app/ui/form.tsx";
import { Cluster, Page, Section } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { newId } from "#db/ids.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

const constraints = constraintsOf(SchoolDayInput);

export const meta = () => pageMeta("Calendario escolar");

export const loader = loaderWith({ who: "admin" }, async ({ ctx, url }) => {
  const today = isoDate(ctx.now);
  const past = url.searchParams.get("cuando") === "antes";
  const page = pageFrom(url);
  const { rows, total, size } = await pageSchoolDays(ctx.db, { today, past, page });
  const asked = idFrom(url.searchParams, "editar") || idFrom(url.searchParams, "quitar");
  const chosen = asked ? await findSchoolDay(ctx.db, asked) : null;
  const special = await listSpecialDays(ctx.db, today, addDays(today, 365), null);
  const holidays = special.filter((one) => one.kind === "public_holiday").map(({ day, name }) => ({ day, name }));
  return {
    id: newId(),
    past,
    ...paged(rows, total, page, size),
    editing: url.searchParams.has("editar") ? chosen : null,
    removing: url.searchParams.has("quitar") ? chosen : null,
    holidays,
    constraints,
  };
});

export const action = actionWith({ who: "admin" }, async ({ ctx, form }) => {
  const back = paths.adminSchoolDays();
  if (form.get("act") === "remove") {
    const gone = await removeSchoolDays(ctx, idFrom(form, "id"));
    return redirectWithFlash(back, gone ? `Quitamos «${gone.name}» del calendario.` : "Ya no estaba en el calendario.");
  }
  const parsed = parseForm(form, SchoolDayInput);
  if (!parsed.ok) return data(parsed.submission, { status: 422 });
  if (form.get("act") === "edit") await editSchoolDays(ctx, parsed.value);
  else await addSchoolDays(ctx, parsed.value);
  return redirectWithFlash(back, form.get("act") === "edit" ? "Guardamos los cambios." : `Agregamos «${parsed.value.name}».`);
});

export default function SchoolDaysPage() {
  const page = useLoaderData<typeof loader>();
  const { rows, past, holidays } = page;
  if (page.removing) return <ConfirmRemoval row={page.removing} />;
  return (
    <Page
      title="Calendario escolar"
      width="wide"
      lead="Lo que conviene saber antes de elegir una fecha: vacaciones, cierre del año, semanas de exámenes. Los feriados legales ya están."
    >
      <AdminTabs current="days" />
      <DaysForm page={page} />
      <Section
        title={past ? "Lo que ya pasó" : "Lo que viene"}
        actions={<a href={paths.adminSchoolDays(past ? {} : { cuando: "antes" })}>{past ? "Ver lo que viene" : "Ver lo que ya pasó"}</a>}
      >
        {rows.length === 0 && (
          <Empty title={past ? "No hay nada anterior" : "Todavía no hay fechas"} icon="calendar" level={3}>
            <p>{past ? "Aquí quedan los períodos que terminaron." : "Agrega las vacaciones y el cierre del año de tu región: aparecerán al buscar fecha para una reunión."}</p>
          </Empty>
        )}
        {rows.length > 0 && (
          <ItemList label="Calendario escolar">
            {rows.map((row) => (
              <DaysItem key={row.id} row={row} />
            ))}
          </ItemList>
        )}
        <Pagination page={page.page} pages={page.pages} href={(pagina) => paths.adminSchoolDays({ pagina, cuando: past ? "antes" : undefined })} />
      </Section>
      <Disclosure summary="Feriados legales de los próximos doce meses">
        <ul>
          {holidays.map(({ day, name }) => (
            <li key={day + name}>
              {longDate(day)}: {name}
            </li>
          ))}
        </ul>
        <p className="hint">Arica y Parinacota suma el 7 de junio; Chillán y Chillán Viejo, el 20 de agosto. Los feriados por elecciones se agregan aquí a mano.</p>
      </Disclosure>
    </Page>
  );
}

function DaysItem({ row }: { row: SchoolDayRow }) {
  return (
    <Item
      title={row.name}
      meta={`${daysRange(row.first_day, row.last_day)} · ${row.region_code ? regionLabel(row.region_code) : "Todo el país"}`}
      lead={<Badge kind={row.kind === "busy" ? "caution" : "info"}>{SCHOOL_DAY_LABELS[row.kind]?.one ?? ""}</Badge>}
      trail={
        <Cluster>
          <LinkButton to={`${paths.adminSchoolDays({ editar: row.id })}#datos`} kind="quiet" size="small" aria-label={`Editar: ${row.name}`}>
            Editar
          </LinkButton>
          <LinkButton to={paths.adminSchoolDays({ quitar: row.id })} kind="quiet" size="small" aria-label={`Quitar: ${row.name}`}>
            Quitar
          </LinkButton>
        </Cluster>
      }
    />
  );
}

function DaysForm({ page: { id, editing, constraints: limits } }: { page: Loaded }) {
  const submission = useSubmission(editing ? { ...editing } : { id, kind: "holiday" });
  const of = submission.value;
  return (
    <Section title={editing ? `Editar «${editing.name}»` : "Agregar un período"} id="datos">
      <Form errors={submission.errors} constraints={limits} action={paths.adminSchoolDays(editing ? { editar: editing.id } : {})}>
        <input type="hidden" name="act" value={editing ? "edit" : "add"} />
        <input type="hidden" name="id" value={of("id") || id} />
        <Field label="Nombre" name="name" value={of("name")} hint="Por ejemplo: Vacaciones de invierno" />
        <RadioGroup
          legend="Qué pasa esos días"
          name="kind"
          value={of("kind")}
          options={SCHOOL_DAY_KINDS.map((value) => ({ value, label: SCHOOL_DAY_LABELS[value]?.one ?? value, hint: SCHOOL_DAY_LABELS[value]?.hint }))}
        />
        <Cluster>
          <DateField label="Desde" name="first_day" value={of("first_day")} />
          <DateField label="Hasta" name="last_day" value={of("last_day")} optional />
        </Cluster>
        <Select label="Dónde" name="region_code" value={of("region_code")} placeholder="Todo el país" options={REGIONS.map(({ code, name }) => ({ value: code, label: name }))} />
        <SubmitBar>
          <Button>{editing ? "Guardar cambios" : "Agregar"}</Button>
          {editing && (
            <LinkButton to={paths.adminSchoolDays()} kind="quiet">
              Volver sin guardar
            </LinkButton>
          )}
        </SubmitBar>
      </Form>
    </Section>
  );
}

function ConfirmRemoval({ row }: { row: SchoolDayRow }) {
  return (
    <Confirm
      title={`¿Quitar «${row.name}»?`}
      confirmLabel="Quitar del calendario"
      cancelTo={paths.adminSchoolDays()}
      action={paths.adminSchoolDays()}
      fields={{ act: "remove", id: row.id }}
      danger
    >
      <p>{daysRange(row.first_day, row.last_day)}. Ya no aparecerá al buscar fecha para una reunión. Las reuniones convocadas no cambian.</p>
    </Confirm>
  );
}
