import { Fragment } from "react";
import { type CircleNode, flatten, seatsState, shortName } from "#app/domain/circles/circle-tree.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { LINE, MARK } from "#app/ui/circle-label.ts";
import { classNames } from "#app/ui/class-names.ts";
import { GLYPH_PATHS, type GlyphName } from "#app/ui/glyph-paths.ts";
import { Glyph, nodeColour } from "#app/ui/icon.tsx";
import { type CirclePicture, type CircleTree, type PlacedCircle, pictureOf } from "#app/ui/nested-circles.ts";

/** What a screen of 360 px leaves, and what a desk does: two drawings, of which one shows, so that letters are of the same size on both. */
const PHONE = 328;
const DESK = 640;
const GLYPH_BOX = 32;

/**
 * Circles within circles. Each is a link with a name of its own, in the order of the list beside it: keyboard and screen reader go through the
 * picture as they go through the list. (As one image with the list as its text, whoever sees and uses the keyboard could not follow what they see.)
 */
export function CirclePictures({ trees }: { trees: CircleNode[] }) {
  const all = new Map(flatten(trees).map((each) => [each.id, each]));
  const shapes = trees.map(shapeOf);
  return (
    <figure className="circles">
      <Drawing picture={pictureOf(shapes, { width: PHONE })} circles={all} className="circles-phone" />
      <Drawing picture={pictureOf(shapes, { width: DESK, size: 13 })} circles={all} className="circles-desk" />
      <Legend />
    </figure>
  );
}

const shapeOf = (tree: CircleNode): CircleTree => ({
  id: tree.id,
  name: shortName(tree.name),
  marked: tree.top === 1 && tree.node_slug !== null,
  children: tree.children.map(shapeOf),
});

function Drawing({ picture, circles, className }: { picture: CirclePicture; circles: Map<string, CircleNode>; className: string }) {
  const { width, height, size } = picture;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of links inside a drawing has no element of its own
    <svg
      className={className}
      viewBox={`0 0 ${width} ${height}`}
      style={{ maxWidth: `${Math.round(width * 1.15)}px` }}
      role="group"
      aria-label="Los círculos, unos dentro de otros"
    >
      {picture.circles.map((place) => {
        const circle = circles.get(place.id);
        return circle && <Ring key={place.id} place={place} circle={circle} size={size} />;
      })}
    </svg>
  );
}

function Ring({ place, circle, size }: { place: PlacedCircle; circle: CircleNode; size: number }) {
  const state = seatsState(circle);
  return (
    <a href={paths.circle(circle.id)} className={classNames("ring", `ring-${state}`, circle.colour !== null && `n${nodeColour(circle.colour)}`)} aria-label={said(circle)}>
      <title>{said(circle)}</title>
      <circle cx={place.x} cy={place.y} r={place.r} />
      {place.label?.marked && <Mark glyph={circle.glyph} x={place.label.x} y={place.label.y - place.label.height / 2} side={MARK * size} />}
      {place.label && <Words label={place.label} size={size} />}
    </a>
  );
}

/** Where the letters of a line stand, below its upper edge. */
const BASELINE = 0.87;

function Words({ label, size }: { label: NonNullable<PlacedCircle["label"]>; size: number }) {
  const top = label.y - label.height / 2 + (label.marked ? (MARK + 0.2) * size : 0);
  return label.lines.map((line, n) => (
    // The space keeps the words of two lines apart for whoever hears them.
    // biome-ignore lint/suspicious/noArrayIndexKey: a static drawing, rendered once
    <Fragment key={n}>
      {" "}
      <text fontSize={size} x={label.x} y={Math.round((top + (n * LINE + BASELINE) * size) * 100) / 100}>
        {line}
      </text>
    </Fragment>
  ));
}

function Mark({ glyph, x, y, side }: { glyph: string | null; x: number; y: number; side: number }) {
  return (
    <g className="ring-mark" transform={`translate(${Math.round((x - side / 2) * 100) / 100} ${Math.round(y * 100) / 100}) scale(${Math.round((side / GLYPH_BOX) * 1000) / 1000})`}>
      <rect width={GLYPH_BOX} height={GLYPH_BOX} rx="9" />
      <path d={GLYPH_PATHS[glyph as GlyphName] ?? GLYPH_PATHS.hoja} />
    </g>
  );
}

const said = (circle: CircleNode): string => `${circle.number}. ${circle.name}: ${seatsWords(circle)}`;

/** «4 roles, todos con alguien», «1 rol vacante de 4». */
export function seatsWords({ roles, held }: Pick<CircleNode, "roles" | "held">): string {
  const vacant = roles - held;
  if (roles === 0) return "sin roles todavía";
  if (vacant === 0) return roles === 1 ? "1 rol, con alguien" : `${counted(roles, "rol", "roles")}, todos con alguien`;
  return roles === 1 ? "1 rol, vacante" : `${counted(vacant, "rol vacante", "roles vacantes")} de ${roles}`;
}

const STATES = [
  { state: "all_held", words: "Todos sus roles tienen a alguien" },
  { state: "some_vacant", words: "Tiene roles vacantes" },
  { state: "no_roles", words: "Todavía no tiene roles" },
] as const;

function Legend() {
  return (
    <figcaption className="circles-legend">
      {STATES.map(({ state, words }) => (
        <span key={state} className={`ring-${state}`}>
          <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <circle cx="12" cy="12" r="10" />
          </svg>
          {words}
        </span>
      ))}
      <span>Un número dentro de un círculo es el de la lista.</span>
    </figcaption>
  );
}

/** The same in words: the same numbers, in the same order. */
export function CircleTreeList({ trees, label }: { trees: CircleNode[]; label?: string }) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: Safari forgets that an unbulleted list is a list
    <ul className="circle-tree" role="list" aria-label={label}>
      {trees.map((tree) => (
        <li key={tree.id}>
          <div className="circle-line">
            <span className="circle-number">{tree.number}</span>
            {tree.top === 1 && tree.colour !== null && <Glyph name={tree.glyph ?? ""} colour={tree.colour} size="s" />}
            <span>
              <a href={paths.circle(tree.id)}>{tree.name}</a>
              <span className="circle-seats"> {seatsWords(tree)}</span>
            </span>
          </div>
          {tree.children.length > 0 && <CircleTreeList trees={tree.children} />}
        </li>
      ))}
    </ul>
  );
}
