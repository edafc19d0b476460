/**
 * QR pictures: SVG on pages, PNG in mails. The same text gives the same bytes, at once and without waiting: thousands of mails are written inside
 * one transaction. A PNG of two colours is half a kilobyte.
 */
import { crc32, deflateSync } from "node:zlib";
import { encodeQR } from "qr";

/** The white rim that readers need, in modules. */
const RIM = 4;

interface Matrix {
  /** Modules across, with the rim. */
  size: number;
  dark: (x: number, y: number) => boolean;
}

function matrixOf(text: string): Matrix {
  const rows = encodeQR(text, "raw", { ecc: "medium", border: RIM });
  return { size: rows.length, dark: (x, y) => Boolean(rows[y]?.[x]) };
}

/** Black on white whatever the page's colours: it is read by machines. */
export function qrSvg(text: string): string {
  const { size, dark } = matrixOf(text);
  let path = "";
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      if (!dark(x, y)) continue;
      let end = x + 1;
      while (dark(end, y)) end += 1;
      path += `M${x} ${y}h${end - x}v1h-${end - x}z`;
      x = end;
    }
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`;
}

const PIXELS = 8; // a module

export function qrPng(text: string): Buffer {
  const { size, dark } = matrixOf(text);
  const side = size * PIXELS;
  const line = Math.ceil(side / 8);
  const rows = Buffer.alloc(side * (line + 1));
  for (let y = 0; y < side; y += 1) {
    // A module is eight pixels and a byte is eight of one bit: one module, one byte.
    for (let x = 0; x < size; x += 1) rows[y * (line + 1) + 1 + x] = dark(x, Math.floor(y / PIXELS)) ? 0 : 255;
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head[8] = 1; // one bit a pixel, grey
  return Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), chunk("IHDR", head), chunk("IDAT", deflateSync(rows, { level: 6 })), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
