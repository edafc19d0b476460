import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

describe("contrast", () => {
  const css = readFileSync(new URL("./css/tokens.css", import.meta.url), "utf8");
  const dark = css.slice(css.indexOf("prefers-color-scheme: dark"));
  const modes = { light: tokens(css.slice(0, css.indexOf("prefers-color-scheme: dark"))), dark: tokens(dark) };
  const surfaces = ["--surface", "--surface-raised", "--surface-sunken"];
  const nodes = Array.from({ length: 12 }, (_, index) => `--node-${index + 1}`);

  for (const [mode, values] of Object.entries(modes)) {
    const ratio = (a: string, b: string) => contrast(values.get(a) ?? "", values.get(b) ?? "");

    it(`${mode}: text reads at 4.5 on what it stands on`, () => {
      for (const surface of surfaces) {
        for (const ink of ["--ink", "--ink-soft", "--accent", "--link", "--positive", "--caution", "--danger"]) {
          expect(ratio(ink, surface), `${ink} on ${surface}`).toBeGreaterThanOrEqual(4.5);
        }
      }
      const pairs: [string, string][] = [
        ["--primary-ink", "--primary"],
        ["--primary-ink", "--primary-deep"],
        ["--danger-ink", "--danger"],
        ["--danger-ink", "--danger-deep"],
        ["--link", "--link-soft"],
        ["--accent", "--accent-soft"],
        ["--positive", "--positive-soft"],
        ["--caution", "--caution-soft"],
        ["--danger", "--danger-soft"],
        ["--surface", "--accent"],
        ["--ink-soft", "--accent-soft"],
      ];
      for (const soft of ["--link-soft", "--accent-soft", "--positive-soft", "--caution-soft", "--danger-soft"]) pairs.push(["--ink", soft]);
      for (const [ink, ground] of pairs) expect(ratio(ink, ground), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    });

    it(`${mode}: edges, focus and pictures stand out at 3`, () => {
      for (const surface of surfaces) {
        for (const part of ["--line-strong", "--focus", "--accent", "--primary"]) expect(ratio(part, surface), `${part} on ${surface}`).toBeGreaterThanOrEqual(3);
      }
      for (const node of nodes) {
        expect(ratio("--node-ink", node), `glyph on ${node}`).toBeGreaterThanOrEqual(3);
        expect(ratio(node, "--surface"), `${node} on paper`).toBeGreaterThanOrEqual(3);
        expect(ratio(node, "--land"), `${node} on land`).toBeGreaterThanOrEqual(3);
      }
    });

    it(`${mode}: neighbours among the node colours differ in lightness`, () => {
      const lightness = nodes.map((node) => luminance(values.get(node) ?? ""));
      lightness.slice(1).forEach((value, index) => {
        const before = lightness[index] ?? 0;
        expect((Math.max(value, before) + 0.05) / (Math.min(value, before) + 0.05), `${nodes[index]} and ${nodes[index + 1]}`).toBeGreaterThan(1.12);
      });
    });
  }

  function tokens(text: string): Map<string, string> {
    return new Map([...text.matchAll(/(--[\w-]+):\s*(#[0-9a-f]{6});/g)].map((found) => [found[1] ?? "", found[2] ?? ""]));
  }

  function luminance(hex: string): number {
    expect(hex).toMatch(/^#[0-9a-f]{6}$/);
    const [r = 0, g = 0, b = 0] = [1, 3, 5]
      .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  function contrast(a: string, b: string): number {
    const [lighter = 0, darker = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (lighter + 0.05) / (darker + 0.05);
  }
});
