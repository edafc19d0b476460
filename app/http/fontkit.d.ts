/** The little of fontkit that we use; it brings no types. */
declare module "fontkit" {
  interface Glyph {
    advanceWidth: number;
    path: { toSVG(): string };
  }
  interface Font {
    unitsPerEm: number;
    hasGlyphForCodePoint(codePoint: number): boolean;
    layout(text: string): { glyphs: Glyph[]; positions: { xAdvance: number; xOffset: number; yOffset: number }[] };
  }
  export function create(buffer: Buffer): Font;
}
