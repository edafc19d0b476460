import { useLoaderData } from "@remix-run/react";
import { CircleFrame } from "#app/components/circle-frame.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { listMyTurns, listProcesses } from "#app/domain/processes/lists.repo.server.ts";
import { paged, pageFrom } from "#app/http/paging.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { longDate, longDateTime } from "#app/i18n/dates.ts";
import { outcomeLabel, processKindLabel } from "#app/i18n/governance.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Badge, Item, ItemList } from "#app/ui/card.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Section } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { circleInside } from "../circles/circle-access.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;
type Row = Loaded["processes"]["rows"][number];

export { circleSheet as links } from "#app/components/sheets.ts";

export const meta = ({ data: found }: { data: Loaded | undefined }) => [
  ...pageMeta(found ? `Decisiones de ${found.circle.name}` : "Decisiones"),
  { name: "robots", content: "noindex" },
];

const SIZE = 20;
const MOST_TURNS = 100;

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params, url }) => {
  const { frame } = await circleInside(ctx, params.id);
  const page = pageFrom(url);
  const { rows, total } = await listProcesses(ctx.db, frame.id, { page, size: SIZE });
  const turns = await listMyTurns(ctx.db, ctx.actor.id, ctx.now, MOST_TURNS);
  return { circle: frame, processes: paged(rows, total, page, SIZE), turns: Object.fromEntries(turns.map(({ id, turn }) => [id, turn])) };
});

export default function CircleProcesses() {
  const { circle, processes, turns } = useLoaderData<typeof loader>();
  const open = processes.rows.filter((row) => row.closed_at === null);
  const ended = processes.rows.filter((row) => row.closed_at !== null);
  const mayOpen = !circle.closed && (circle.speaks || circle.runs);
  return (
    <CircleFrame
      circle={circle}
      tab="processes"
      title="Decisiones"
      lead="Elecciones, propuestas y consultas del círculo, paso a paso."
      actions={mayOpen && <Openings id={circle.id} speaks={circle.speaks} />}
    >
      {processes.total === 0 ? (
        <Empty title="Aún no se ha decidido nada aquí" icon="people">
          <p>
            Cuando el círculo elija a alguien para un rol, o converse una propuesta, verás aquí en qué va y cómo terminó. Se puede hacer en una reunión o en varios días, por
            correo.
          </p>
        </Empty>
      ) : (
        <>
          {open.length > 0 && (
            <Section title="En curso">
              <ItemList label="En curso">
                {open.map((row) => (
                  <OpenItem key={row.id} row={row} turn={turns[row.id]} />
                ))}
              </ItemList>
            </Section>
          )}
          {ended.length > 0 && (
            <Section title="Terminadas">
              <ItemList label="Terminadas">
                {ended.map((row) => (
                  <Item
                    key={row.id}
                    to={paths.process(row.id)}
                    title={row.title}
                    meta={
                      <span>
                        {processKindLabel(row.kind)} · {longDate(row.closed_at ?? row.opened_at)}
                      </span>
                    }
                    trail={<Badge kind={row.outcome === "withdrawn" ? "neutral" : "positive"}>{outcomeLabel(row.outcome)}</Badge>}
                  />
                ))}
              </ItemList>
            </Section>
          )}
          <Pagination page={processes.page} pages={processes.pages} href={(page) => paths.circleProcesses(circle.id, { pagina: page })} />
        </>
      )}
    </CircleFrame>
  );
}

function Openings({ id, speaks }: { id: string; speaks: boolean }) {
  return (
    <>
      {speaks && (
        <LinkButton to={paths.proposalNew(id)} kind="primary" icon="plus">
          Abrir una propuesta
        </LinkButton>
      )}
      <LinkButton to={paths.selectionNew(id)} icon="people">
        Elegir para un rol
      </LinkButton>
    </>
  );
}

function OpenItem({ row, turn }: { row: Row; turn: "speak" | "conduct" | undefined }) {
  const when = row.deadline_at ? `hasta el ${longDateTime(row.deadline_at)}` : "en una reunión";
  return (
    <Item
      to={paths.process(row.id)}
      title={row.title}
      meta={
        <span>
          {processKindLabel(row.kind)} · {when}
          {row.facilitator && ` · facilita ${row.facilitator}`}
        </span>
      }
      trail={turn === "speak" ? <Badge kind="accent">Te toca hablar</Badge> : turn === "conduct" ? <Badge kind="info">Facilitas</Badge> : undefined}
    />
  );
}
