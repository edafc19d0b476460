/** The picture that goes along with a shared meeting: date block, title, node, place, and la franja with its dot. 1200 × 630. */
import { GLYPH_PATHS, type GlyphName } from "#app/ui/glyph-paths.ts";
import { project, STRIP_BOX } from "#app/ui/strip-projection.ts";
import { STRIP_PATH, STRIP_WATERS } from "#app/ui/strip-shape.ts";
import { type Ink, linesOf, textPath } from "./card-letters.server.ts";

export const CARD = { width: 1200, height: 630 } as const;

/** The light tokens of app/ui/css/tokens.css; a test holds them equal. */
export const CARD_COLOURS = {
  surface: "#fbf6ee",
  "surface-raised": "#fffdf9",
  ink: "#241b15",
  "ink-soft": "#61554b",
  land: "#f0e4d2",
  "line-strong": "#8a7a6b",
  accent: "#9c4a1a",
  danger: "#a3241b",
  "node-ink": "#fffdf9",
} as const;
export const CARD_NODE_COLOURS = ["#9d4616", "#004479", "#2d8949", "#842d5c", "#9c7c03", "#543282", "#047879", "#721216", "#5d74c7", "#465400", "#a763ab", "#006278"];

export interface CardFacts {
  title: string;
  /** «Taller» */
  kind: string;
  /** «Cancelada»; null as it was called. */
  state: string | null;
  date: { weekday: string; day: string; month: string; time: string | null; zone: string | null };
  place: string | null;
  nodes: { name: string; colour: number; glyph: string }[];
  at: { lat: number; lon: number } | null;
  network: string;
}

const { surface, ink, accent, danger, land } = CARD_COLOURS;
const SOFT = CARD_COLOURS["ink-soft"];
/** Where the words stand: between the date block and la franja. */
const LEFT = 372;
const WIDTH = 652;

export function cardSvg(facts: CardFacts): string {
  const title = fitted(facts.title);
  const top = 214;
  const bottom = top + (title.lines.length - 1) * title.leading;
  const parts = [
    `<rect width="${CARD.width}" height="${CARD.height}" fill="${surface}"/>`,
    `<rect width="${CARD.width}" height="14" fill="${nodeColour(facts.nodes[0]?.colour)}"/>`,
    strip(facts.at),
    dateBlock(facts),
    nodeLine(facts),
    ...title.lines.map((line, index) => textPath(line, { x: LEFT, y: top + index * title.leading, size: title.size, fill: ink })),
    ...placeLines(facts, bottom + 62),
    mark(facts.network),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD.width}" height="${CARD.height}" viewBox="0 0 ${CARD.width} ${CARD.height}">${parts.join("")}</svg>`;
}

/** As large as it goes in whole; the smallest is cut. */
function fitted(title: string): { lines: string[]; size: number; leading: number } {
  const sizes = [
    { size: 66, most: 3 },
    { size: 56, most: 4 },
    { size: 46, most: 5 },
  ];
  let last = { lines: [] as string[], size: 46 };
  for (const { size, most } of sizes) {
    const { lines, whole } = linesOf(title, { size, width: WIDTH, most });
    last = { lines, size };
    if (whole) break;
  }
  return { ...last, leading: Math.round(last.size * 1.14) };
}

const nodeColour = (colour = 1): string => CARD_NODE_COLOURS[(((Math.trunc(colour) - 1) % 12) + 12) % 12] ?? accent;

function nodeLine({ nodes, kind }: CardFacts): string {
  const first = nodes[0];
  const names = nodes.length > 2 ? `${nodes[0]?.name} y ${nodes.length - 1} nodos más` : nodes.map(({ name }) => name).join(" y ");
  const words = [kind, names].filter(Boolean).join(" · ");
  const begin = first ? LEFT + 72 : LEFT;
  const { lines } = linesOf(words, { size: 31, width: LEFT + WIDTH - begin, most: 1 });
  const path = first ? (GLYPH_PATHS[first.glyph as GlyphName] ?? GLYPH_PATHS.hoja) : "";
  const tile = first
    ? `<g transform="translate(${LEFT} 74) scale(1.75)"><rect width="32" height="32" rx="9" fill="${nodeColour(first.colour)}"/><path d="${path}" fill="none" stroke="${CARD_COLOURS["node-ink"]}" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/></g>`
    : "";
  return tile + textPath(lines[0] ?? "", { x: begin, y: 113, size: 31, fill: SOFT });
}

function dateBlock({ date, state }: CardFacts): string {
  const middle = (y: number, size: number, fill: string): Ink => ({ x: 196, y, size, fill, anchor: "middle" });
  const colour = state ? danger : accent;
  const long = date.day.length > 2;
  const zone = date.zone ? linesOf(date.zone, { size: 24, width: 232, most: 1 }).lines[0] : null;
  return [
    `<rect x="64" y="86" width="264" height="${zone ? 412 : 376}" rx="18" fill="${CARD_COLOURS["surface-raised"]}" stroke="${CARD_COLOURS["line-strong"]}" stroke-width="3"/>`,
    `<circle cx="196" cy="86" r="15" fill="${colour}" stroke="${surface}" stroke-width="5"/>`,
    textPath(date.weekday, middle(168, 44, colour)),
    textPath(date.day, long ? middle(290, 84, ink) : middle(308, 150, ink)),
    textPath(date.month, middle(368, 44, ink)),
    ...(date.time ? [textPath(date.time, middle(428, 44, SOFT))] : []),
    ...(zone ? [textPath(zone, middle(470, 24, SOFT))] : []),
    ...(state ? [textPath(state, middle(zone ? 548 : 512, 40, danger))] : []),
  ].join("");
}

function placeLines({ place }: CardFacts, y: number): string[] {
  if (!place) return [];
  const { lines } = linesOf(place, { size: 33, width: WIDTH, most: y > 480 ? 1 : 2 });
  return lines.map((line, index) => textPath(line, { x: LEFT, y: y + index * 42, size: 33, fill: SOFT }));
}

/** Chile stands at the right edge, from head to foot. */
function strip(at: CardFacts["at"]): string {
  const scale = (CARD.height - 44) / STRIP_BOX.height;
  const dot = at ? project(at.lat, at.lon) : null;
  const here = dot ? `<circle cx="${dot.x}" cy="${dot.y}" r="7" fill="${accent}" stroke="${surface}" stroke-width="2.5"/>` : "";
  return `<g transform="translate(1062 30) scale(${scale.toFixed(4)})"><path d="${STRIP_PATH}" fill="${land}" stroke="${CARD_COLOURS["line-strong"]}" stroke-width="0.8"/><path d="${STRIP_WATERS}" fill="none" stroke="${surface}" stroke-width="1.3"/>${here}</g>`;
}

/** The mark: a short line with three joined dots, and the network's name. */
function mark(network: string): string {
  const { lines } = linesOf(network, { size: 30, width: WIDTH - 40, most: 1 });
  const dots = `<path d="M${LEFT + 8} 560v36" stroke="${ink}" stroke-width="4" stroke-linecap="round"/>${[560, 578, 596].map((y, n) => `<circle cx="${LEFT + 8 + (n === 1 ? -4 : 3)}" cy="${y}" r="7" fill="${n === 1 ? "#0a5678" : accent}"/>`).join("")}`;
  return dots + textPath(lines[0] ?? "", { x: LEFT + 36, y: 588, size: 30, fill: ink });
}
