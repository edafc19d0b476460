import type { NodeTagData } from "#app/domain/nodes/node.ts";
import { nodeKindLabel } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { Glyph } from "#app/ui/icon.tsx";

/** A node wherever it is named: its tile and its name, leading to its page. `link={false}` where the whole card is a link. */
export function NodeTag({ node, link = true }: { node: NodeTagData; link?: boolean }) {
  const inside = (
    <>
      <Glyph name={node.glyph} colour={node.colour} size="s" />
      {node.name}
    </>
  );
  return link ? (
    <a className="node-tag" href={paths.node(node.slug)}>
      {inside}
    </a>
  ) : (
    <span className="node-tag">{inside}</span>
  );
}

/** Several of them, with «y 3 más» past `max`. */
export function NodeTags({ nodes, max = 4, link = true }: { nodes: NodeTagData[]; max?: number; link?: boolean }) {
  if (nodes.length === 0) return null;
  const shown = nodes.slice(0, max);
  const rest = nodes.length - shown.length;
  return (
    <span className="node-tags">
      {shown.map((node) => (
        <NodeTag key={node.slug} node={node} link={link} />
      ))}
      {rest > 0 && <span className="count">y {rest} más</span>}
    </span>
  );
}

/** The line above a node's title: its tile and its kind. */
export function NodeEyebrow({ node }: { node: { kind: string; colour: number; glyph: string } }) {
  return (
    <>
      <Glyph name={node.glyph} colour={node.colour} size="s" />
      {nodeKindLabel(node.kind)}
    </>
  );
}
