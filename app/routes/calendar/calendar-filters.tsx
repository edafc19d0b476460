import { EVENT_KINDS } from "#app/domain/events/event.ts";
import { eventKindLabel } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Checkbox, FilterBar, Select } from "#app/ui/form.tsx";
import { Cluster, Section } from "#app/ui/layout.tsx";
import { type CalendarQuery, calendarHref, isFiltered } from "./calendar-query.ts";

/** Node and kind; the region is chosen on la franja, and stays. */
export function CalendarFilters({ query, nodes, signedIn }: { query: CalendarQuery; nodes: { slug: string; name: string }[]; signedIn: boolean }) {
  const none = { node: null, kind: null, region: null, mine: false };
  return (
    <FilterBar action={paths.calendar()} label="Elegir qué reuniones ver" button="Mostrar" auto clearTo={isFiltered(query) ? calendarHref(query, none) : undefined}>
      {query.view === "agenda" && <input type="hidden" name="vista" value="agenda" />}
      {query.month && <input type="hidden" name="mes" value={query.month} />}
      {query.region && <input type="hidden" name="region" value={query.region} />}
      <Select label="Nodo" name="nodo" value={query.node} placeholder="Todos" options={nodes.map(({ slug, name }) => ({ value: slug, label: name }))} />
      <Select label="Tipo" name="tipo" value={query.kind} placeholder="Todos" options={EVENT_KINDS.map((kind) => ({ value: kind, label: eventKindLabel(kind) }))} />
      {signedIn && <Checkbox label="Solo lo mío" name="mio" value="1" checked={query.mine} />}
    </FilterBar>
  );
}

interface Along {
  query: CalendarQuery;
  node: { slug: string; name: string } | null;
  signedIn: boolean;
}

/** The same choice as a calendar to subscribe to: public where one node or nothing is chosen, else a private one that keeps the filter. */
export function TakeItAlong({ query, node, signedIn }: Along) {
  const onlyNode = !query.kind && !query.region && !query.mine;
  const name = node?.name ?? "la red";
  const own = paths.accountFeeds({
    ...(node && { nodo: node.slug }),
    ...(query.kind && { tipo: query.kind }),
    ...(query.region && { region: query.region }),
    ...(query.mine && { mio: "1" }),
  });
  return (
    <Section title="Que llegue solo a tu calendario" id="suscribir">
      <p>
        {onlyNode
          ? `Suscríbete una vez y las reuniones de ${name} aparecerán en el calendario de tu teléfono o tu computador, siempre al día.`
          : "Guarda esta misma selección como un calendario tuyo: se actualiza solo, y lo anulas cuando quieras."}
      </p>
      <Cluster>
        {onlyNode && (
          <LinkButton to={paths.subscribe(node ? { nodo: node.slug } : {})} icon="calendar">
            Suscribirme a {name}
          </LinkButton>
        )}
        {(signedIn || !onlyNode) && (
          <LinkButton to={signedIn ? own : paths.signIn(own)} kind={onlyNode ? "secondary" : "primary"} icon="plus">
            {onlyNode ? "Crear un calendario propio" : signedIn ? "Guardar como calendario propio" : "Entrar y guardarla como calendario propio"}
          </LinkButton>
        )}
      </Cluster>
    </Section>
  );
}
