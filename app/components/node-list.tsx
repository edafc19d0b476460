import { counted, joiningLabel } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { Badge, Item, ItemList } from "#app/ui/card.tsx";
import { Glyph } from "#app/ui/icon.tsx";

export interface NodeListItem {
  slug: string;
  name: string;
  kind: string;
  joining: string;
  summary: string;
  colour: number;
  glyph: string;
  members: number;
  schools: number;
}

/** Nodes one under the other, each a link to its page: what it is, how many are in it, how one comes in. `brief` is name and counts alone. */
export function NodeList({ nodes, label, brief = false }: { nodes: NodeListItem[]; label?: string; brief?: boolean }) {
  return (
    <ItemList label={label} dense={brief}>
      {nodes.map((node) => (
        <Item
          key={node.slug}
          to={paths.node(node.slug)}
          lead={<Glyph name={node.glyph} colour={node.colour} size={brief ? "s" : "m"} />}
          title={node.name}
          meta={<NodeCounts node={node} />}
          trail={!brief && <HowOneComesIn joining={node.joining} />}
        >
          {!brief && <p>{node.summary}</p>}
        </Item>
      ))}
    </ItemList>
  );
}

function HowOneComesIn({ joining }: { joining: string }) {
  if (joining === "open") return null;
  return <Badge icon={joining === "invitation" ? "lock" : undefined}>{joiningLabel(joining)}</Badge>;
}

function NodeCounts({ node }: { node: NodeListItem }) {
  return (
    <>
      <span>{counted(node.members, "persona", "personas")}</span>
      {node.schools > 0 && <span>{counted(node.schools, "establecimiento", "establecimientos")}</span>}
    </>
  );
}
