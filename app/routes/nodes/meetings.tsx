import { useLoaderData } from "@remix-run/react";
import { MeetingList } from "#app/components/meeting-card.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { NodeFrame } from "#app/components/node-frame.tsx";
import { countEvents, listPast, listUpcoming } from "#app/domain/events/events.repo.server.ts";
import { PAGE_SIZE, paged, pageFrom } from "#app/http/paging.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Section } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { nodeOfPage } from "./node-page.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

export const meta = ({ data }: { data: Loaded | undefined }) => (data ? pageMeta(`Reuniones de ${data.frame.name}`) : []);

/** Those ahead are few and all shown (to a page); the past is paged. */
export const loader = loaderWith({ who: "anyone", keep: true }, async ({ ctx, params, url }) => {
  const { node, frame } = await nodeOfPage(ctx, params.slug ?? "", url);
  const { db, actor, now } = ctx;
  const page = pageFrom(url);
  const of = { nodeId: node.id, now };
  const past = await listPast(db, actor, { ...of, page, limit: PAGE_SIZE });
  return {
    frame,
    now,
    upcoming: page === 1 ? await listUpcoming(db, actor, { ...of, limit: PAGE_SIZE }) : [],
    past: paged(past, await countEvents(db, actor, { ...of, when: "past" }), page),
  };
});

export default function NodeMeetingsPage() {
  const { frame, upcoming, past, now } = useLoaderData<typeof loader>();
  return (
    <NodeFrame
      node={frame}
      tab="meetings"
      actions={
        <>
          {frame.may.call && !frame.archived && (
            <LinkButton to={paths.eventNew({ nodo: frame.slug })} icon="plus" kind="primary">
              Convocar reunión
            </LinkButton>
          )}
          <LinkButton to={paths.subscribe({ nodo: frame.slug })} kind="secondary" icon="calendar">
            Suscribir
          </LinkButton>
        </>
      }
    >
      {past.page === 1 && (
        <Section title="Las que vienen">
          <MeetingList events={upcoming} now={now} label="Reuniones que vienen" empty={<p>Por ahora no hay reuniones convocadas.</p>} />
        </Section>
      )}
      <Section title="Las que pasaron">
        <MeetingList
          events={past.rows}
          now={now}
          label="Reuniones pasadas"
          empty={
            <Empty title="Aún no hay reuniones pasadas" icon="calendar" level={3}>
              <p>Cuando el nodo se reúna, aquí quedará cada reunión con los establecimientos que vinieron.</p>
            </Empty>
          }
        />
        <Pagination page={past.page} pages={past.pages} href={(pagina) => paths.nodeMeetings(frame.slug, { pagina })} label="Páginas de reuniones pasadas" />
      </Section>
    </NodeFrame>
  );
}
