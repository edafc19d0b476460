import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { NodeFrame } from "#app/components/node-frame.tsx";
import { countHeld, findParticipation, listContacts, type ParticipationRow, type SchoolContact } from "#app/domain/attendance/participation.repo.server.ts";
import { paged, pageFrom } from "#app/http/paging.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { shortDate } from "#app/i18n/dates.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Tag } from "#app/ui/card.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Section } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { type Column, Table } from "#app/ui/table.tsx";
import { PERIODS, participationAccess, periodOf } from "./participation-data.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;
type Row = ParticipationRow & { contacts: SchoolContact[] };

export { workSheet as links } from "#app/components/sheets.ts";

export const meta = ({ data }: { data: Loaded | undefined }) => (data ? pageMeta(`Participación en ${data.frame.name}`) : []);

const PAGE = 40;

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params, url }) => {
  const { node, frame } = await participationAccess(ctx, params.slug ?? "", url);
  const period = periodOf(url, ctx.now);
  const page = pageFrom(url);
  const { rows, total, missing } = await findParticipation(ctx.db, node.id, { ...period, page, limit: PAGE });
  const contacts = await listContacts(
    ctx.db,
    node.id,
    rows.map((row) => row.establishment_id),
  );
  const schools = rows.map((row): Row => ({ ...row, contacts: contacts.filter((each) => each.establishment_id === row.establishment_id) }));
  return {
    frame,
    period: { value: period.value, words: period.words },
    periods: PERIODS.map(({ value, label }) => ({ value, label })),
    held: await countHeld(ctx.db, node.id, period),
    missing,
    list: paged(schools, total, page, PAGE),
  };
});

export default function ParticipationPage() {
  const page = useLoaderData<typeof loader>();
  const { frame, period, periods, held, missing, list } = page;
  const to = (query: Record<string, string | number | undefined>) => paths.nodeParticipation(frame.slug, { periodo: period.value === "ano" ? undefined : period.value, ...query });
  const absent = list.rows.filter((row) => row.came === 0);
  const present = list.rows.filter((row) => row.came > 0);
  return (
    <NodeFrame
      node={frame}
      tab="schools"
      lead={sentenceOf(missing, list.total, held, period.words)}
      actions={
        <LinkButton to={paths.nodeParticipationCsv(frame.slug, { periodo: period.value })} kind="secondary" icon="download">
          Planilla
        </LinkButton>
      }
    >
      <div className="cluster gap-s">
        {periods.map(({ value, label }) => (
          <Tag key={value} to={paths.nodeParticipation(frame.slug, { periodo: value === "ano" ? undefined : value })} current={value === period.value}>
            {label}
          </Tag>
        ))}
      </div>
      {list.total === 0 && (
        <Empty title="El nodo todavía no tiene establecimientos" icon="school" action={<LinkButton to={paths.nodeSchools(frame.slug)}>Agregar establecimientos</LinkButton>}>
          <p>Cuando los tenga, aquí verás cuáles vienen a sus reuniones y cuáles no.</p>
        </Empty>
      )}
      {absent.length > 0 && (
        <Section title="No han venido" id="no-han-venido">
          <Table caption="Primero los que hace más tiempo que no vienen" columns={[NAME, LAST, INVITED, CONTACTS]} rows={absent} rowKey={(row) => row.establishment_id} />
        </Section>
      )}
      {present.length > 0 && (
        <Section title="Han venido" id="han-venido">
          <Table caption="Primero los que menos vienen" columns={[NAME, CAME, PEOPLE, LAST]} rows={present} rowKey={(row) => row.establishment_id} />
        </Section>
      )}
      <Pagination page={list.page} pages={list.pages} href={(pagina) => to({ pagina })} />
    </NodeFrame>
  );
}

/** «12 de 38 establecimientos no han venido en el último año, a ninguna de 6 reuniones.» */
function sentenceOf(missing: number, total: number, held: number, words: string): string {
  if (total === 0) return "Aquí se ve qué establecimientos vienen a las reuniones del nodo.";
  if (held === 0) return `El nodo no ha tenido reuniones ${words}.`;
  if (missing === 0) return `Todos los establecimientos del nodo han venido ${words}, al menos a una de ${counted(held, "reunión", "reuniones")}.`;
  return `${missing} de ${counted(total, "establecimiento", "establecimientos")} no ${missing === 1 ? "ha" : "han"} venido ${words}${held === 1 ? ", en que hubo 1 reunión" : `, en que hubo ${held} reuniones`}.`;
}

const NAME: Column<Row> = {
  key: "name",
  header: "Establecimiento",
  primary: true,
  cell: (row) => (
    <>
      <a href={paths.establishment(row.slug)}>{row.name}</a>
      <span className="answer-who">{row.comuna}</span>
    </>
  ),
};
const LAST: Column<Row> = { key: "last", header: "Vino por última vez", cell: (row) => (row.last_at ? shortDate(row.last_at) : "Nunca ha venido") };
const INVITED: Column<Row> = { key: "invited", header: "Invitaciones", cell: (row) => (row.invited === 0 ? "No se le invitó" : counted(row.invited, "reunión", "reuniones")) };
const CAME: Column<Row> = { key: "came", header: "Reuniones a las que vino", cell: (row) => (row.invited >= row.came ? `${row.came} de ${row.invited}` : String(row.came)) };
const PEOPLE: Column<Row> = { key: "people", header: "Asistencias", numeric: true, cell: (row) => (row.people > 0 ? row.people : "–") };
const CONTACTS: Column<Row> = {
  key: "contacts",
  header: "A quién llamar",
  cell: (row) => (row.contacts.length > 0 ? row.contacts.map((person) => person.name).join(", ") : "Nadie todavía"),
};
