import { CALL_KINDS, phaseOf } from "#app/domain/calls/call.ts";
import type { CallCard as CallCardData } from "#app/domain/calls/calls.repo.server.ts";
import { dateBlockParts } from "#app/i18n/dates.ts";
import { paths } from "#app/paths.ts";
import { Badge, Card, CardList, Item, ItemList } from "#app/ui/card.tsx";
import { DateBlock } from "#app/ui/date-block.tsx";
import { Section } from "#app/ui/layout.tsx";
import { PHASE_BADGES, phaseWord, whenWords } from "./call-words.ts";
import { NodeTag } from "./node-tag.tsx";

/** A call in a list: its closing day, its state, what it is about and who organises it. */
function CallCard({ call, now, level }: { call: CallCardData; now: string; level: 2 | 3 }) {
  const phase = phaseOf(call, now);
  const shown = phase === "upcoming" ? call.opens_at : call.closes_at;
  const day = dateBlockParts({ starts_at: shown, ends_at: shown, zone: call.zone, all_day: true }, { now });
  return (
    <Card
      lead={<DateBlock {...day} cancelled={phase === "cancelled"} />}
      title={call.title}
      to={paths.call(call.slug)}
      level={level}
      muted={phase === "cancelled" || phase === "archived"}
      badges={
        <>
          <Badge kind={PHASE_BADGES[phase]}>{phaseWord(phase)}</Badge>
          <Badge>{CALL_KINDS[call.kind]}</Badge>
        </>
      }
      meta={call.node ? <NodeTag node={call.node} /> : <span>Toda la red</span>}
    >
      <p>{call.summary}</p>
      <p className="hint">{whenWords(call, now)}</p>
    </Card>
  );
}

export function CallCards({ calls, now, level = 2 }: { calls: readonly CallCardData[]; now: string; level?: 2 | 3 }) {
  return (
    <CardList columns={2} label="Convocatorias">
      {calls.map((call) => (
        <CallCard key={call.id} call={call} now={now} level={level} />
      ))}
    </CardList>
  );
}

/** The open ones in a few lines, beside other things. */
function OpenCalls({ calls, now }: { calls: readonly CallCardData[]; now: string }) {
  return (
    <ItemList label="Convocatorias abiertas" dense>
      {calls.map((call) => (
        <Item key={call.id} to={paths.call(call.slug)} title={call.title} meta={whenWords(call, now)} />
      ))}
    </ItemList>
  );
}

/** Where one stands in a node, or on one's own day: those open now, and the way to the others. */
export function OpenCallsSection({ calls, now, slug }: { calls: readonly CallCardData[]; now: string; slug?: string }) {
  if (calls.length === 0) return null;
  return (
    <Section title="Convocatorias abiertas" actions={<a href={paths.calls(slug ? { nodo: slug } : {})}>Todas las convocatorias</a>}>
      <OpenCalls calls={calls} now={now} />
    </Section>
  );
}
