import { useLoaderData } from "@remix-run/react";
import { DraftList } from "#app/components/event-drafts.tsx";
import { MeetingList } from "#app/components/meeting-card.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { RegionStrip, regionFrom } from "#app/components/region-strip.tsx";
import { listDrafts } from "#app/domain/events/drafts.repo.server.ts";
import { canScheduleSomewhere } from "#app/domain/events/event.policy.ts";
import { EVENT_KINDS as KIND_KEYS } from "#app/domain/events/event.ts";
import { listEventPlaces } from "#app/domain/events/event-places.repo.server.ts";
import { countEvents, listPast, listUpcoming } from "#app/domain/events/events.repo.server.ts";
import { nodeOptions } from "#app/domain/nodes/nodes.repo.server.ts";
import { cleanLine } from "#app/domain/text.ts";
import { paged, pageFrom } from "#app/http/paging.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { counted, EVENT_KINDS, regionLabel } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { FilterBar, SearchBox, Select } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { Tabs } from "#app/ui/wayfinding.tsx";

export const meta = () => pageMeta("Reuniones", "Sesiones, encuentros, talleres y visitas de la red: las que vienen y las que ya fueron.");

export const loader = loaderWith({ who: "anyone", keep: true }, async ({ ctx, url }) => {
  const past = url.searchParams.get("cuando") === "pasadas";
  const page = pageFrom(url);
  const nodes = await nodeOptions(ctx.db);
  const node = nodes.find((each) => each.slug === url.searchParams.get("nodo"));
  const kind = KIND_KEYS.find((each) => each === url.searchParams.get("tipo"));
  const q = cleanLine(url.searchParams.get("q") ?? "").slice(0, 200);
  const filter = { nodeId: node?.id, kind, region: regionFrom(url), q: q || undefined, page, now: ctx.now };
  const rows = await (past ? listPast : listUpcoming)(ctx.db, ctx.actor, filter);
  const total = await countEvents(ctx.db, ctx.actor, { ...filter, when: past ? "past" : "upcoming" });
  const schedules = canScheduleSomewhere(ctx.actor);
  return {
    now: ctx.now,
    list: paged(rows, total, page),
    places: await listEventPlaces(
      ctx.db,
      rows.map((row) => row.id),
    ),
    nodes: nodes.map(({ slug, name }) => ({ slug, name })),
    drafts: ctx.actor && schedules && !past && page === 1 ? await listDrafts(ctx.db, ctx.actor, ctx.now) : [],
    schedules,
    chosen: { cuando: past ? "pasadas" : undefined, nodo: node?.slug, tipo: kind, region: filter.region, q: filter.q },
  };
});

export default function EventDirectoryPage() {
  const { now, list, places, nodes, drafts, schedules, chosen } = useLoaderData<typeof loader>();
  const filtered = Boolean(chosen.nodo || chosen.tipo || chosen.region || chosen.q);
  return (
    <Page
      title="Reuniones"
      actions={
        schedules && (
          <LinkButton to={paths.eventNew({ nodo: chosen.nodo })} kind="primary" icon="plus">
            Convocar reunión
          </LinkButton>
        )
      }
      aside={
        <RegionStrip
          places={places}
          label="Las reuniones de esta página en Chile, de norte a sur"
          hrefOf={(region) => paths.events({ ...chosen, region })}
          current={chosen.region}
          allHref={paths.events({ ...chosen, region: undefined })}
        />
      }
      asideFirst
      asideLabel="Por región"
    >
      {drafts.length > 0 && <DraftList drafts={drafts} now={now} />}
      <Tabs
        label="Cuándo"
        tabs={[
          { to: paths.events({ ...chosen, cuando: undefined }), label: "Próximas", current: !chosen.cuando },
          { to: paths.events({ ...chosen, cuando: "pasadas" }), label: "Pasadas", current: Boolean(chosen.cuando) },
        ]}
      />
      <FilterBar auto hideButton clearTo={filtered ? paths.events({ cuando: chosen.cuando }) : undefined} label="Filtrar reuniones">
        {chosen.cuando && <input type="hidden" name="cuando" value={chosen.cuando} />}
        {chosen.region && <input type="hidden" name="region" value={chosen.region} />}
        <Select label="Nodo" name="nodo" value={chosen.nodo ?? ""} placeholder="Todos" options={nodes.map(({ slug, name }) => ({ value: slug, label: name }))} />
        <Select label="Tipo" name="tipo" value={chosen.tipo ?? ""} placeholder="Todos" options={KIND_KEYS.map((key) => ({ value: key, label: EVENT_KINDS[key]?.many ?? key }))} />
        <SearchBox label="Palabras" value={chosen.q} />
      </FilterBar>
      {(filtered || list.page > 1) && <p aria-live="polite">{`${counted(list.total, "reunión", "reuniones")}${chosen.region ? ` en ${regionLabel(chosen.region)}` : ""}.`}</p>}
      <MeetingList
        events={list.rows}
        now={now}
        level={2}
        label={chosen.cuando ? "Reuniones pasadas" : "Próximas reuniones"}
        empty={<Nothing filtered={filtered} past={Boolean(chosen.cuando)} schedules={schedules} />}
      />
      <Pagination page={list.page} pages={list.pages} href={(pagina) => paths.events({ ...chosen, pagina })} />
    </Page>
  );
}

function Nothing({ filtered, past, schedules }: { filtered: boolean; past: boolean; schedules: boolean }) {
  if (filtered) {
    return (
      <Empty title="Ninguna reunión calza con la búsqueda" icon="search" action={<a href={paths.events({ cuando: past ? "pasadas" : undefined })}>Ver todas</a>}>
        <p>Prueba con menos filtros o con otra palabra.</p>
      </Empty>
    );
  }
  return (
    <Empty
      title={past ? "Todavía no hay reuniones pasadas" : "No hay reuniones a la vista"}
      icon="calendar"
      action={
        schedules && !past ? (
          <LinkButton to={paths.eventNew()} kind="primary">
            Convocar la primera
          </LinkButton>
        ) : (
          <a href={paths.subscribe()}>Suscribirse al calendario</a>
        )
      }
    >
      <p>{past ? "Aquí quedarán las que se hagan, con su asistencia." : "Cuando un nodo convoque, aparecerá aquí y en los calendarios de quienes se suscriben."}</p>
    </Empty>
  );
}
