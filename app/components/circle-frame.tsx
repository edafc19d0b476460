import type { ReactNode } from "react";
import { NodeTag } from "#app/components/node-tag.tsx";
import type { NodeTagData } from "#app/domain/nodes/node.ts";
import { paths } from "#app/paths.ts";
import { Badge } from "#app/ui/card.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Page } from "#app/ui/layout.tsx";
import { Tabs } from "#app/ui/wayfinding.tsx";

export type CircleTab = "circle" | "processes" | "tensions" | "logbook" | "people";

/** What the frame of a circle's pages shows (`circleOfPage` makes it). */
export interface CircleFrameData {
  id: string;
  name: string;
  node: NodeTagData | null;
  /** The circle above it. */
  parent: { id: string; name: string } | null;
  /** Governs its node, or the network. */
  top: boolean;
  closed: boolean;
  members: number;
  /** The reader may see what it talks about. */
  inside: boolean;
  /** The reader runs it: members, roles, processes. */
  runs: boolean;
  /** The reader has a voice in it. */
  speaks: boolean;
  /** The reader may read the names of people; others read those that were published. */
  names: boolean;
  readsLogbook: boolean;
}

/** What all pages of a circle share: where it belongs, and the way between its pages. `title` where the page is about one thing of it. */
export function CircleFrame({
  circle,
  tab,
  title,
  lead,
  actions,
  aside,
  asideLabel,
  children,
}: {
  circle: CircleFrameData;
  tab: CircleTab;
  title?: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  aside?: ReactNode;
  asideLabel?: string;
  children: ReactNode;
}) {
  return (
    <Page title={title ?? circle.name} eyebrow={<CircleEyebrow circle={circle} named={title !== undefined} />} lead={lead} actions={actions} aside={aside} asideLabel={asideLabel}>
      <Tabs label={`Páginas de ${circle.name}`} tabs={tabsOf(circle, tab)} />
      {circle.closed && (
        <Notice kind="info" title="Este círculo se disolvió">
          <p>Ya no decide ni se reúne. Su historia y sus acuerdos quedan para consultarlos.</p>
        </Notice>
      )}
      {children}
    </Page>
  );
}

/** The line above a circle's title: its node, the circle above it, and the circle itself where the title is another thing's. */
export function CircleEyebrow({ circle, named = false }: { circle: Pick<CircleFrameData, "id" | "name" | "node" | "parent" | "top" | "closed">; named?: boolean }) {
  return (
    <>
      {circle.node ? <NodeTag node={circle.node} /> : <a href={paths.circles()}>Círculos de la red</a>}
      {circle.parent && !circle.top && <a href={paths.circle(circle.parent.id)}>{circle.parent.name}</a>}
      {named && <a href={paths.circle(circle.id)}>{circle.name}</a>}
      {circle.closed && <Badge>Disuelto</Badge>}
    </>
  );
}

function tabsOf(circle: CircleFrameData, current: CircleTab) {
  const tabs = [
    { tab: "circle", to: paths.circle(circle.id), label: "Círculo" },
    ...(circle.inside ? [{ tab: "processes", to: paths.circleProcesses(circle.id), label: "Decisiones" }] : []),
    ...(circle.inside ? [{ tab: "tensions", to: paths.tensions(circle.id), label: "Tensiones" }] : []),
    ...(circle.readsLogbook ? [{ tab: "logbook", to: paths.circleLogbook(circle.id), label: "Bitácora" }] : []),
    { tab: "people", to: paths.circleMembers(circle.id), label: "Personas", count: circle.members },
  ];
  return tabs.map(({ tab, ...rest }) => ({ ...rest, current: tab === current }));
}
