/** How wide words are in the titles' face (Archivo, weight 600, the file in public/fonts), in hundredths of the size. Rounded up: nothing measured here overflows. */
const ADVANCES: Record<number, string> = {
  20: " ",
  25: "'j",
  26: "ilí",
  29: "IÍ",
  30: "!,./",
  31: "f",
  32: "t",
  34: "-:;·",
  36: "()",
  37: "r",
  40: "°º",
  45: '"',
  50: "–",
  51: "z",
  53: "vy",
  55: "cksx",
  56: "aá",
  57: "Leé",
  58: "0123456789«»",
  59: "#Jhnuúñü",
  60: "bdgopqó",
  61: "F",
  62: "?T",
  64: "+Z",
  67: "PS",
  68: "EVYÉ",
  69: "X",
  70: "K",
  71: "ABÁ",
  72: "R",
  73: "&CDUÚÜ",
  74: "HNÑ",
  76: "w",
  79: "OQÓ",
  80: "G",
  85: "M",
  87: "m",
  97: "W…",
};

const BY_LETTER = new Map(Object.entries(ADVANCES).flatMap(([width, letters]) => [...letters].map((letter) => [letter, Number(width) / 100] as const)));

/** Letters that the face does not have come from the system's: as wide as they are high, to be safe. */
const UNKNOWN = 1.1;

export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const letter of text) width += BY_LETTER.get(letter) ?? UNKNOWN;
  return width * size;
}
