import { pointOf, radiusFor, SIDE, spread } from "#app/domain/stakeholders/matrix.ts";
import { QUADRANTS, type Quadrant, quadrantOf } from "#app/domain/stakeholders/stakeholder.ts";
import { placeWords, QUADRANT_WORDS } from "#app/i18n/stakeholders.ts";

export interface DrawnActor {
  id: string;
  number: number;
  name: string;
  power: number;
  interest: number;
  updated_at: string;
  to: string;
}

const LEFT = 22;
const TOP = 24;
const WIDTH = LEFT + SIDE + 4;
const HEIGHT = TOP + SIDE + 46;
const HALF = SIDE / 2;

const CORNERS: Record<Quadrant, { x: number; y: number }> = { satisfy: { x: 0, y: 0 }, manage: { x: HALF, y: 0 }, monitor: { x: 0, y: HALF }, inform: { x: HALF, y: HALF } };

/**
 * The matrix of power and interest, drawn by the server: numbers are those of the list below. Without a script each point is a link to its actor; with
 * `movable`, public/js/actors.js lets it be dragged, or moved by the arrow keys.
 */
export function ActorMatrix({ actors, movable, label }: { actors: DrawnActor[]; movable: boolean; label: string }) {
  const radius = radiusFor(actors.length);
  const drawn = spread(actors, radius);
  const names = JSON.stringify(Object.fromEntries(QUADRANTS.map((each) => [each, QUADRANT_WORDS[each].name])));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a picture of links is no fieldset
    <svg
      className="actor-map"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="group"
      aria-label={label}
      data-actor-map={movable ? "" : undefined}
      data-left={LEFT}
      data-top={TOP}
      data-side={SIDE}
      data-names={movable ? names : undefined}
    >
      <Ground />
      {actors.map((actor, n) => (
        <Tie key={actor.id} actor={actor} at={drawn[n] ?? pointOf(actor)} radius={radius} />
      ))}
      {actors.map((actor, n) => (
        <PointLink key={actor.id} actor={actor} at={drawn[n] ?? pointOf(actor)} radius={radius} movable={movable} />
      ))}
    </svg>
  );
}

/** The four fields, their names above and below them, and what the axes mean. */
function Ground() {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group of shapes takes no focus; each point says its field
    <g aria-hidden="true">
      {QUADRANTS.map((quadrant) => (
        <rect key={quadrant} className={`actor-field actor-field-${quadrant}`} x={LEFT + CORNERS[quadrant].x} y={TOP + CORNERS[quadrant].y} width={HALF} height={HALF} />
      ))}
      {QUADRANTS.map((quadrant) => (
        <text key={quadrant} className="actor-field-name" textAnchor="middle" x={LEFT + CORNERS[quadrant].x + HALF / 2} y={CORNERS[quadrant].y === 0 ? TOP - 8 : TOP + SIDE + 16}>
          {QUADRANT_WORDS[quadrant].name}
        </text>
      ))}
      <text className="actor-axis" textAnchor="middle" x={LEFT + HALF} y={HEIGHT - 8}>
        Menos interés → más interés
      </text>
      <text className="actor-axis" textAnchor="middle" transform={`translate(13 ${TOP + HALF}) rotate(-90)`}>
        Menos poder → más poder
      </text>
    </g>
  );
}

/** From where it belongs to where there was room for it. */
function Tie({ actor, at, radius }: { actor: DrawnActor; at: { x: number; y: number }; radius: number }) {
  const home = pointOf(actor);
  if (Math.hypot(home.x - at.x, home.y - at.y) <= radius) return null;
  return <path className="actor-tie" d={`M${LEFT + home.x} ${TOP + home.y}L${LEFT + at.x} ${TOP + at.y}`} />;
}

function PointLink({ actor, at, radius, movable }: { actor: DrawnActor; at: { x: number; y: number }; radius: number; movable: boolean }) {
  const said = `${actor.number}. ${actor.name}: ${placeWords(actor)}. ${QUADRANT_WORDS[quadrantOf(actor)].name}.`;
  const moving = movable ? { "data-id": actor.id, "data-power": actor.power, "data-interest": actor.interest, "data-seen": actor.updated_at, "data-name": actor.name } : {};
  return (
    <a className="actor-point" id={`punto-${actor.id}`} href={actor.to} aria-label={said} {...moving}>
      <title>{said}</title>
      <g transform={`translate(${LEFT + at.x} ${TOP + at.y})`}>
        <circle r={radius} />
        <text textAnchor="middle" dy="0.35em" className={radius < 12 ? "actor-small" : undefined}>
          {actor.number}
        </text>
      </g>
    </a>
  );
}

/** What public/js/actors.js fills in and sends, and where it says what it does. */
export function MoveTools() {
  return (
    <>
      <form method="post" data-actor-move="" hidden>
        {["stakeholder_id", "power", "interest", "seen", "via"].map((name) => (
          <input key={name} type="hidden" name={name} />
        ))}
      </form>
      <p className="hint no-print" data-actor-live="" aria-live="polite" />
    </>
  );
}
