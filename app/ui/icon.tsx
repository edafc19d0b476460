import type { ReactNode } from "react";
import { GLYPH_PATHS, type GlyphName } from "./glyph-paths.ts";
import { ICON_PATHS, type IconName } from "./icon-paths.ts";

export type { GlyphName, IconName };

/** Every icon name, for galleries and validation. */
export const ICONS = Object.keys(ICON_PATHS) as IconName[];
/** Every node glyph name, for the form where a node chooses its own. */
export const GLYPHS = Object.keys(GLYPH_PATHS) as GlyphName[];
/** The twelve node colours, in the order of `--node-1` … `--node-12`. */
export const NODE_COLOURS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;
export type NodeColour = (typeof NODE_COLOURS)[number];

/** A stroke icon in the colour of the text around it. Without `label` it is decoration and hidden from screen readers. */
export function Icon({ name, label, className }: { name: IconName; label?: string; className?: string }) {
  const said = label ? { role: "img", "aria-label": label } : { "aria-hidden": true };
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: named or hidden by `said`
    <svg className={className ? `icon ${className}` : "icon"} viewBox="0 0 24 24" focusable="false" {...said}>
      <path d={ICON_PATHS[name]} />
    </svg>
  );
}

/** A node's tile: its colour and its drawing, so that colour never speaks alone. Unknown names and colours fall back quietly. */
export function Glyph({ name, colour, label, size = "m" }: { name: GlyphName | string; colour: NodeColour | number; label?: string; size?: "s" | "m" | "l" }) {
  const said = label ? { role: "img", "aria-label": label } : { "aria-hidden": true };
  const path = GLYPH_PATHS[name as GlyphName] ?? GLYPH_PATHS.hoja;
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: named or hidden by `said`
    <svg className={`glyph glyph-${size} n${nodeColour(colour)}`} viewBox="0 0 32 32" focusable="false" {...said}>
      <rect width="32" height="32" rx="9" />
      <path d={path} />
    </svg>
  );
}

/** A picture and its words, kept together when the line breaks: place, hour, node. `picture` is an `Icon` or a small `Glyph`. */
export function IconText({ icon, picture, children }: { icon?: IconName; picture?: ReactNode; children: ReactNode }) {
  return (
    <span className="icon-text">
      {icon ? <Icon name={icon} /> : picture}
      <span>{children}</span>
    </span>
  );
}

/** Any integer to one of the twelve colours. */
export function nodeColour(colour: number): NodeColour {
  const index = (((Math.trunc(colour || 1) - 1) % 12) + 12) % 12;
  return (index + 1) as NodeColour;
}
