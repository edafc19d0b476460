import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { nodeColour } from "./icon.tsx";
import { STRIP_SLOTS, slotsOf, threadPath } from "./strip-geometry.ts";
import { INSET_RADIUS, insetsOf, latitudeToY, project, STRIP_BOX } from "./strip-projection.ts";
import { STRIP_PATH, STRIP_WATERS } from "./strip-shape.ts";

export type StripPoint = {
  lat: number;
  lon: number;
  label?: string;
  to?: string;
  /** A node colour, 1 to 12; copper without it. */
  kind?: number;
  /** How many it stands for; the dot grows a little. */
  size?: number;
};

export type StripRegion = {
  code: string;
  name: string;
  /** Its centre, for the label's leader. */
  lat: number;
  /** Northern and southern limit, for the stretch that lights up. */
  from?: number;
  to?: number;
  href?: string;
  current?: boolean;
  count?: number;
};

export type StripThread = { points: [lat: number, lon: number][]; kind: number; label?: string };

/** Room beside the land for the threads of the large strip. */
const LARGE_MARGIN = 14;

/**
 * La franja: Chile north to south, a dot for each thing on the page, a link for each region.
 * Beside a list it stands; on a phone, and always when `large`, it lies with the north at the left.
 * The drawing is for the eye; the list of regions is its equal for everyone.
 */
export function Strip({
  points,
  regions = [],
  threads = [],
  size = "slim",
  label,
  note,
}: {
  points: StripPoint[];
  regions?: StripRegion[];
  threads?: StripThread[];
  size?: "slim" | "large";
  /** What the drawing shows, in a sentence. */
  label: string;
  /** Shown under it: a legend, «Ver todas las regiones». */
  note?: ReactNode;
}) {
  const ordered = [...regions].sort((a, b) => b.lat - a.lat);
  const margin = size === "large" ? LARGE_MARGIN : 0;
  const slots = slotsOf(ordered.map((region) => latitudeToY(region.lat) / STRIP_BOX.height));
  return (
    <figure className={classNames("strip", `strip-${size}`, ordered.length === 0 && "strip-bare")}>
      <figcaption className="visually-hidden">{label}</figcaption>
      <div className="strip-map">
        <svg viewBox={`${-margin} 0 ${STRIP_BOX.width + 2 * margin} ${STRIP_BOX.height}`} aria-hidden="true" focusable="false">
          <Land regions={ordered} points={points} id={`franja-${size}`} />
          {threads.map((thread, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a static drawing, rendered once
            <path key={index} className={`strip-thread n${nodeColour(thread.kind)}`} d={threadPath(thread.points, index)}>
              {thread.label && <title>{thread.label}</title>}
            </path>
          ))}
          {gather(points).map((dot) => (
            <Dot key={dot.id} {...dot} />
          ))}
        </svg>
      </div>
      {ordered.length > 0 && size === "slim" && <Leaders regions={ordered} slots={slots} />}
      {ordered.length > 0 && <Regions regions={ordered} slots={slots} />}
      {note && <div className="strip-note">{note}</div>}
    </figure>
  );
}

function Land({ regions, points, id }: { regions: StripRegion[]; points: StripPoint[]; id: string }) {
  const current = regions.filter((region) => region.current);
  return (
    <>
      <path className="strip-land" d={STRIP_PATH} />
      <path className="strip-water" d={STRIP_WATERS} />
      {insetsOf(points).map(({ x, y }) => (
        <circle key={y} className="strip-inset" cx={x} cy={y} r={INSET_RADIUS} />
      ))}
      {current.map((region) => {
        const top = latitudeToY(region.from ?? region.lat + 0.8);
        const bottom = latitudeToY(region.to ?? region.lat - 0.8);
        return (
          <g key={region.code}>
            <clipPath id={`${id}-${region.code}`}>
              <rect x="0" y={Math.min(top, bottom)} width={STRIP_BOX.width} height={Math.abs(bottom - top)} />
            </clipPath>
            <path className="strip-here" d={STRIP_PATH} clipPath={`url(#${id}-${region.code})`} />
          </g>
        );
      })}
    </>
  );
}

type Gathered = StripPoint & { id: string; x: number; y: number; weight: number };

/** Things in the same comuna share a dot, which grows with them. */
function gather(points: StripPoint[]): Gathered[] {
  const dots = new Map<string, Gathered>();
  for (const point of points) {
    const { x, y } = project(point.lat, point.lon);
    const key = `${x},${y},${point.kind ?? 0}`;
    const there = dots.get(key);
    if (there) {
      there.weight += point.size ?? 1;
      there.to = there.to === point.to ? there.to : undefined;
      there.label = [there.label, point.label].filter(Boolean).join(" · ") || undefined;
    } else {
      dots.set(key, { ...point, id: key, x, y, weight: point.size ?? 1 });
    }
  }
  return [...dots.values()].sort((a, b) => b.weight - a.weight);
}

function Dot({ x, y, kind, weight, label, to }: Gathered) {
  const step = weight >= 12 ? 4 : weight >= 5 ? 3 : weight >= 2 ? 2 : 1;
  const circle = (
    <circle className={classNames("dot", `dot-${step}`, kind !== undefined && `n${nodeColour(kind)}`)} cx={x} cy={y}>
      {label && <title>{label.length > 120 ? `${label.slice(0, 119)}…` : label}</title>}
    </circle>
  );
  if (!to) return circle;
  return (
    <a href={to} tabIndex={-1}>
      {circle}
    </a>
  );
}

/** Hairlines from where a region is to where its name stands. */
function Leaders({ regions, slots }: { regions: StripRegion[]; slots: number[] }) {
  return (
    <svg className="strip-leaders" viewBox={`0 0 30 ${STRIP_BOX.height}`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
      {regions.map((region, index) => {
        const from = Math.round(latitudeToY(region.lat));
        const to = Math.round((((slots[index] ?? 1) - 0.5) / STRIP_SLOTS) * STRIP_BOX.height);
        return <path key={region.code} className={region.current ? "leader leader-current" : "leader"} d={`M0 ${from}H6L22 ${to}H30`} />;
      })}
    </svg>
  );
}

/** On a phone the row of names scrolls; without a link inside it must itself take the focus. */
const SCROLLS_BY_KEYBOARD = { tabIndex: 0, "aria-label": "Regiones" };

function Regions({ regions, slots }: { regions: StripRegion[]; slots: number[] }) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: Safari forgets that an unbulleted list is a list
    <ol role="list" className="strip-regions" {...(regions.some((region) => region.href) ? {} : SCROLLS_BY_KEYBOARD)}>
      {regions.map((region, index) => {
        const words = (
          <>
            <span className="strip-name">{region.name}</span>
            {region.count !== undefined && <span className="count"> {region.count}</span>}
          </>
        );
        return (
          <li key={region.code} className={`slot-${slots[index] ?? index + 1}`}>
            {region.href ? (
              <a href={region.href} aria-current={region.current ? "true" : undefined}>
                {words}
              </a>
            ) : (
              <span className="strip-region">{words}</span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
