import type { ReactNode } from "react";
import { NodeEyebrow } from "#app/components/node-tag.tsx";
import { paths } from "#app/paths.ts";
import { Badge } from "#app/ui/card.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Page } from "#app/ui/layout.tsx";
import { Tabs } from "#app/ui/wayfinding.tsx";

export type NodeTab = "node" | "meetings" | "threads" | "schools" | "people" | "resources" | "logbook" | "requests";

/** What the frame of a node's pages shows. */
export interface NodeFrameData {
  slug: string;
  name: string;
  kind: string;
  colour: number;
  glyph: string;
  archived: boolean;
  /** The circle that governs it. */
  circle: string | null;
  members: number;
  /** What the reader may do here: call meetings, edit its page, answer for its people. */
  may: { call: boolean; edit: boolean; people: boolean };
  /** Requests without an answer; 0 for whoever does not answer them. */
  waiting: number;
}

/** What all pages of a node share: its kind and name, and the way between its pages. */
export function NodeFrame({
  node,
  tab,
  lead,
  actions,
  aside,
  asideLabel,
  children,
}: {
  node: NodeFrameData;
  tab: NodeTab;
  lead?: ReactNode;
  actions?: ReactNode;
  aside?: ReactNode;
  asideLabel?: string;
  children: ReactNode;
}) {
  return (
    <Page title={node.name} eyebrow={<Eyebrow node={node} />} lead={lead} actions={actions} aside={aside} asideLabel={asideLabel}>
      <Tabs label={`Páginas de ${node.name}`} tabs={tabsOf(node, tab)} />
      {node.archived && (
        <Notice kind="info" title="Este nodo está archivado">
          <p>Ya no se reúne ni recibe personas. Su página y sus reuniones pasadas quedan para consultarlas.</p>
        </Notice>
      )}
      {children}
    </Page>
  );
}

function Eyebrow({ node }: { node: NodeFrameData }) {
  return (
    <>
      <NodeEyebrow node={node} />
      {node.archived && <Badge>Archivado</Badge>}
    </>
  );
}

function tabsOf(node: NodeFrameData, current: NodeTab) {
  const tabs = [
    { tab: "node", to: paths.node(node.slug), label: "El nodo" },
    ...(node.circle ? [{ tab: "circle", to: paths.circle(node.circle), label: "Círculo" }] : []),
    { tab: "meetings", to: paths.nodeMeetings(node.slug), label: "Reuniones" },
    { tab: "threads", to: paths.nodeThreads(node.slug), label: "Conversaciones" },
    { tab: "resources", to: paths.nodeResources(node.slug), label: "Recursos" },
    { tab: "schools", to: paths.nodeSchools(node.slug), label: "Establecimientos" },
    { tab: "people", to: paths.nodePeople(node.slug), label: "Personas", count: node.members },
    ...(node.circle ? [{ tab: "logbook", to: paths.nodeLogbook(node.slug), label: "Bitácora" }] : []),
    ...(node.may.people ? [{ tab: "requests", to: paths.nodeRequests(node.slug), label: "Solicitudes", count: node.waiting }] : []),
  ];
  return tabs.map(({ tab, ...rest }) => ({ ...rest, current: tab === current }));
}
