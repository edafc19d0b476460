import type { Seat } from "#app/domain/circles/seats.ts";
import { initials } from "#app/ui/card.tsx";
import { arcPath, type RingPlan, ringPlan, type Spot } from "#app/ui/ring.ts";

/**
 * A circle as a ring with its seats: holders by their initials, vacant seats dashed, the arc of what is left of each term (it shrinks),
 * smaller circles inside. A picture of the list that stands beside it, which says the same in words: hidden from screen readers.
 */
export function CircleRing({ seats, below }: { seats: Seat[]; below: number }) {
  const plan = ringPlan(seats.length, below);
  const { size, middle, r } = plan;
  return (
    <svg className="seats" viewBox={`0 0 ${size} ${size}`} aria-hidden="true" focusable="false">
      <circle className="seats-line" cx={middle} cy={middle} r={r} />
      {plan.inside.map((spot, index) => (
        <Inside key={`${spot.x} ${spot.y}`} spot={spot} text={String(index + 1)} />
      ))}
      {below > plan.inside.length && (
        <text className="seats-more" x={middle} y={middle + 4}>
          +{below - plan.inside.length}
        </text>
      )}
      {seats.map((seat, index) => (
        <SeatMark key={seat.id} seat={seat} spot={plan.seats[index] as Spot} plan={plan} />
      ))}
    </svg>
  );
}

function Inside({ spot, text }: { spot: Spot; text: string }) {
  return (
    <>
      <circle className="seats-below" cx={spot.x} cy={spot.y} r={spot.r} />
      {spot.r > 9 && (
        <text className="seats-number" x={spot.x} y={spot.y + 4}>
          {text}
        </text>
      )}
    </>
  );
}

function SeatMark({ seat, spot, plan }: { seat: Seat; spot: Spot; plan: RingPlan }) {
  const [first] = seat.holders;
  const more = seat.holders.length - 1;
  const left = Math.min(1, ...seat.holders.map((holder) => holder.left));
  const arc = first ? { ...spot, r: spot.r - 2 } : null;
  const path = arc && arcPath(arc, left);
  return (
    <g className={`seats-seat seats-${seat.state}`}>
      <circle className="seats-disc" cx={spot.x} cy={spot.y} r={spot.r} />
      {arc && (path ? <path className="seats-arc" d={path} /> : <circle className="seats-arc" cx={arc.x} cy={arc.y} r={arc.r} />)}
      {first && (
        <text className="seats-initials" x={spot.x} y={spot.y + 5}>
          {first.name ? initials(first.name) : "·"}
          {more > 0 && <tspan className="seats-plus"> +{more}</tspan>}
        </text>
      )}
      {plan.named && (
        <text className="seats-name" x={spot.x} y={spot.y + spot.r + 15}>
          {seat.name.length > 18 ? `${seat.name.slice(0, 17)}…` : seat.name}
        </text>
      )}
    </g>
  );
}
