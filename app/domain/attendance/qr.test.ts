import { inflateSync } from "node:zlib";
import { decodeQR } from "qr/decode.js";
import { expect, test } from "vitest";
import { newId } from "#db/ids.ts";
import { passText } from "./pass.server.ts";
import { qrPng, qrSvg } from "./qr.server.ts";

/** What a camera would see of a PNG of one bit a pixel. */
function pixelsOf(png: Buffer) {
  const side = png.readUInt32BE(16);
  const at = png.indexOf("IDAT");
  const rows = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
  const line = Math.ceil(side / 8) + 1;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const white = ((rows[y * line + 1 + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1;
      if (!white) data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  }
  return { width: side, height: side, data };
}

test("a pass as a picture is read back by the decoder of the scanner, and is small and always the same", () => {
  const text = passText("a secret", newId());
  const png = qrPng(text);
  expect(decodeQR(pixelsOf(png))).toBe(text);
  expect(png.length).toBeLessThan(1_500);
  expect(qrPng(text).equals(png)).toBe(true);
  expect(qrSvg(text)).toMatch(/^<svg [^>]*viewBox="0 0 (37|41) \1"/);
});
