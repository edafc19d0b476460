/** The circles of the network as they lie in each other. Pure. */

export interface CircleOfTree {
  id: string;
  parent_id: string | null;
  top: number;
  name: string;
  /** null: of the network. */
  node_slug: string | null;
  node_name: string | null;
  colour: number | null;
  glyph: string | null;
  /** How many seats it has, and how many of them somebody holds. */
  roles: number;
  held: number;
}

export interface CircleNode extends CircleOfTree {
  /** 1, 2, 3… a circle before those inside it: the picture and the list carry the same. */
  number: number;
  children: CircleNode[];
}

/**
 * In the order of the rows. What stands above a circle and is not among the rows (closed, or of another node) is left out: the circle then
 * stands by itself. A ring of circles that would hold each other is cut where it begins.
 */
export function treeOf(rows: readonly CircleOfTree[]): CircleNode[] {
  const ids = new Set(rows.map(({ id }) => id));
  const below = new Map<string | null, CircleOfTree[]>();
  for (const row of rows) {
    const parent = row.parent_id !== null && ids.has(row.parent_id) ? row.parent_id : null;
    below.set(parent, [...(below.get(parent) ?? []), row]);
  }
  const placed = new Set<string>();
  const grow = (row: CircleOfTree): CircleNode => {
    placed.add(row.id);
    const number = placed.size;
    const children = (below.get(row.id) ?? []).filter(({ id }) => !placed.has(id)).map(grow);
    return { ...row, number, children };
  };
  const roots = (below.get(null) ?? []).map(grow);
  for (const row of rows) if (!placed.has(row.id)) roots.push(grow(row));
  return roots;
}

/** One after the other, as they are numbered. */
export const flatten = (trees: readonly CircleNode[]): CircleNode[] => trees.flatMap((tree) => [tree, ...flatten(tree.children)]);

/** «Círculo de Electricidad» is «Electricidad» where everything around is a circle too. */
export function shortName(name: string): string {
  const rest = name.replace(/^círculo (de la |de los |de las |del |de )/i, "").trim();
  return rest === "" ? name : rest.charAt(0).toUpperCase() + rest.slice(1);
}

export type SeatsState = "all_held" | "some_vacant" | "no_roles";

export const seatsState = ({ roles, held }: Pick<CircleOfTree, "roles" | "held">): SeatsState => (roles === 0 ? "no_roles" : held < roles ? "some_vacant" : "all_held");
