/** The pictures of the three experiences of the example: calm drawings in our colours, made here. */
import sharp from "sharp";

const [PAPER, SAND, COPPER, RUST, BLUE, DEEP, SEA] = ["#fbf6ee", "#ecd3b2", "#9c4a1a", "#c4743c", "#0a5678", "#073e57", "#7fb0c4"];
const WIDTH = 1600;
const HEIGHT = 1100;

const frame = (inside: string, ground = PAPER) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}"><rect width="${WIDTH}" height="${HEIGHT}" fill="${ground}"/>${inside}</svg>`;

/** Eight stands under the sun of the desert: eight schools, eight experiences. */
function fair(): string {
  const stands = Array.from({ length: 8 }, (_, n) => {
    const x = 86 + n * 182;
    const y = 640 + (n % 2) * 46;
    const roof = [COPPER, BLUE, RUST, DEEP][n % 4];
    const stripes = [0, 2, 4].map((s) => `<path d="M${x + s * 26} ${y - 70}h26v52a13 13 0 0 1-26 0z" fill="${PAPER}" opacity="0.85"/>`).join("");
    return `<path d="M${x - 6} ${y - 74}h168l-16-46h-136z" fill="${roof}"/><path d="M${x - 6} ${y - 74}h168v56a14 14 0 0 1-28 0 14 14 0 0 1-28 0 14 14 0 0 1-28 0 14 14 0 0 1-28 0 14 14 0 0 1-28 0 14 14 0 0 1-28 0z" fill="${roof}"/>${stripes}
      <rect x="${x + 2}" y="${y}" width="152" height="12" fill="${DEEP}"/><rect x="${x + 10}" y="${y + 12}" width="136" height="128" fill="${n % 2 ? SAND : "#f6e6d0"}"/>
      <rect x="${x + 4}" y="${y - 20}" width="6" height="160" fill="${DEEP}"/><rect x="${x + 146}" y="${y - 20}" width="6" height="160" fill="${DEEP}"/>
      <circle cx="${x + 50}" cy="${y - 26 + 12}" r="15" fill="${DEEP}"/><circle cx="${x + 106}" cy="${y - 12}" r="15" fill="${COPPER}"/>`;
  }).join("");
  return frame(
    `<circle cx="1190" cy="300" r="150" fill="${RUST}"/><circle cx="1190" cy="300" r="200" fill="none" stroke="${RUST}" stroke-width="3" opacity="0.5"/><circle cx="1190" cy="300" r="252" fill="none" stroke="${RUST}" stroke-width="2" opacity="0.3"/>
     <path d="M0 520 240 350 410 470 600 270 860 500 1010 420 1240 540 1430 440 1600 520V760H0z" fill="${SAND}"/>
     <path d="M600 270 690 350 640 372 600 340 560 380 528 346z" fill="${PAPER}"/>
     <path d="M0 600C300 540 520 640 800 600S1300 540 1600 610V1100H0z" fill="#d9a878"/><path d="M0 820C400 770 900 860 1600 790V1100H0z" fill="${RUST}" opacity="0.55"/>
     ${stands}<path d="M0 960C500 900 1000 1010 1600 930V1100H0z" fill="${COPPER}"/>`,
    "#fbeeda",
  );
}

/** Nine upright films that cross the river: reels of one or two minutes. */
function reels(): string {
  const films = Array.from({ length: 9 }, (_, n) => {
    const x = 96 + n * 160;
    const y = 330 + Math.round(Math.sin(n * 0.9) * 74);
    const ink = [COPPER, DEEP, RUST][n % 3];
    const holes = Array.from(
      { length: 6 },
      (__, h) =>
        `<rect x="${x + 7}" y="${y + 16 + h * 36}" width="9" height="16" rx="3" fill="${PAPER}" opacity="0.8"/><rect x="${x + 112}" y="${y + 16 + h * 36}" width="9" height="16" rx="3" fill="${PAPER}" opacity="0.8"/>`,
    ).join("");
    return `<rect x="${x}" y="${y}" width="128" height="230" rx="12" fill="${ink}"/>${holes}<rect x="${x + 22}" y="${y + 14}" width="84" height="202" rx="6" fill="#fbeeda"/>
      <path d="M${x + 48} ${y + 86}l40 28-40 28z" fill="${ink}"/>`;
  }).join("");
  const waves = [0, 1, 2, 3, 4]
    .map(
      (w) =>
        `<path d="M0 ${700 + w * 76}C260 ${640 + w * 76} 420 ${770 + w * 76} 800 ${706 + w * 76}S1340 ${650 + w * 76} 1600 ${720 + w * 76}V1100H0z" fill="${BLUE}" opacity="${0.28 + w * 0.15}"/>`,
    )
    .join("");
  const bridge = Array.from({ length: 14 }, (_, n) => `<rect x="${30 + n * 118}" y="640" width="10" height="${120 - Math.abs(7 - n) * 6}" fill="${DEEP}"/>`).join("");
  return frame(
    `<path d="M0 470C240 380 460 440 700 400S1220 330 1600 420V760H0z" fill="#cfdfdd"/><path d="M0 560C360 480 720 560 1040 510S1420 500 1600 540V800H0z" fill="${SEA}" opacity="0.7"/>
     ${waves}${bridge}<rect x="0" y="630" width="1600" height="14" fill="${DEEP}"/>${films}`,
    "#eef3ef",
  );
}

/** A hundred and fifty-one points of one network; two of them are ours. */
function network(): string {
  const golden = Math.PI * (3 - Math.sqrt(5));
  const points = Array.from({ length: 151 }, (_, n) => {
    const r = 38 * Math.sqrt(n + 0.6);
    return { x: Math.round(800 + r * Math.cos(n * golden)), y: Math.round(548 + r * Math.sin(n * golden)), n };
  });
  const ours = points.filter(({ n }) => n === 92 || n === 118);
  const threads = points
    .flatMap((point) =>
      points.filter((other) => other.n > point.n && Math.hypot(other.x - point.x, other.y - point.y) < 76).map((other) => `M${point.x} ${point.y}L${other.x} ${other.y}`),
    )
    .join("");
  const [a, b] = ours;
  return frame(
    `<circle cx="800" cy="548" r="506" fill="${DEEP}"/><circle cx="800" cy="548" r="506" fill="none" stroke="${SEA}" stroke-width="3"/>
     <path d="${threads}" fill="none" stroke="${SEA}" stroke-width="1.6" opacity="0.5"/>
     ${points.map(({ x, y }) => `<circle cx="${x}" cy="${y}" r="10" fill="${SEA}"/>`).join("")}
     <path d="M${a?.x} ${a?.y}Q760 760 ${b?.x} ${b?.y}" fill="none" stroke="${RUST}" stroke-width="7"/>
     ${ours.map(({ x, y }) => `<circle cx="${x}" cy="${y}" r="46" fill="${RUST}" opacity="0.35"/><circle cx="${x}" cy="${y}" r="26" fill="${RUST}" stroke="${PAPER}" stroke-width="5"/>`).join("")}`,
    "#dfeaec",
  );
}

const DRAWN = { fair, reels, network };
export type Picture = keyof typeof DRAWN;

export const drawPicture = (picture: Picture): Promise<Buffer> => sharp(Buffer.from(DRAWN[picture]())).png({ palette: true }).toBuffer();
