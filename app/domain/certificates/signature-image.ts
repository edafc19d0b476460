/**
 * The picture of a signature, checked by its content: PNG or JPEG, small, whole. What cameras and programs write beside the picture (place, device,
 * date) is left out. Whatever passes can be drawn: a broken picture would be noticed only when the certificate is made.
 */
import { inflateSync } from "node:zlib";

export const MOST_BYTES = 300_000;
const MOST_SIDE = 3_000;
const MOST_PIXELS = 3_000_000;

export interface SignatureImage {
  media_type: "image/png" | "image/jpeg";
  bytes: Buffer;
  width: number;
  height: number;
}

export type SignatureRefusal = "image_size" | "image_type" | "image_broken" | "image_big";

export function readSignature(file: Buffer): SignatureImage | SignatureRefusal {
  if (file.length > MOST_BYTES) return "image_size";
  if (file.subarray(0, 8).equals(PNG)) return readPng(file);
  if (file[0] === 0xff && file[1] === 0xd8) return readJpeg(file);
  return "image_type";
}

const fits = (width: number, height: number): boolean => width > 0 && height > 0 && width <= MOST_SIDE && height <= MOST_SIDE && width * height <= MOST_PIXELS;

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const KEPT_CHUNKS = new Set(["IHDR", "PLTE", "IDAT", "IEND", "tRNS"]);
const CHANNELS: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

function readPng(file: Buffer): SignatureImage | SignatureRefusal {
  const kept: Buffer[] = [PNG];
  const data: Buffer[] = [];
  let at = PNG.length;
  let ended = false;
  while (!ended && at + 12 <= file.length) {
    const length = file.readUInt32BE(at);
    const type = file.toString("latin1", at + 4, at + 8);
    if (length > file.length || at + 12 + length > file.length) return "image_broken";
    if (KEPT_CHUNKS.has(type)) kept.push(file.subarray(at, at + 12 + length));
    if (type === "IDAT") data.push(file.subarray(at + 8, at + 8 + length));
    ended = type === "IEND";
    at += 12 + length;
  }
  const head = kept[1];
  if (!ended || !head || head.toString("latin1", 4, 8) !== "IHDR" || head.length !== 25) return "image_broken";
  const [width, height] = [head.readUInt32BE(8), head.readUInt32BE(12)];
  const [depth = 0, colour = 0] = [head[16], head[17]];
  if (!fits(width, height)) return "image_big";
  const channels = CHANNELS[colour];
  // Interlaced and 16-bit pictures are rare, and drawn wrong by more than one program.
  if (channels === undefined || depth > 8 || head[20] !== 0 || (colour === 3 && !kept.some((chunk) => chunk.toString("latin1", 4, 8) === "PLTE"))) return "image_type";
  const expected = height * (1 + Math.ceil((width * channels * depth) / 8));
  try {
    if (inflateSync(Buffer.concat(data), { maxOutputLength: expected + 1 }).length !== expected) return "image_broken";
  } catch {
    return "image_broken";
  }
  return { media_type: "image/png", bytes: Buffer.concat(kept), width, height };
}

/** Frames that PDF readers draw: baseline, extended, progressive. */
const FRAMES = new Set([0xc0, 0xc1, 0xc2]);

function readJpeg(file: Buffer): SignatureImage | SignatureRefusal {
  const kept: Buffer[] = [file.subarray(0, 2)];
  let size: { width: number; height: number } | null = null;
  let at = 2;
  while (at + 4 <= file.length && file[at] === 0xff) {
    const marker = file[at + 1] ?? 0;
    const length = file.readUInt16BE(at + 2);
    const end = at + 2 + length;
    if (length < 2 || end > file.length) return "image_broken";
    if (FRAMES.has(marker) && length >= 8) size = { height: file.readUInt16BE(at + 5), width: file.readUInt16BE(at + 7) };
    // APP0 says how it is stored; the other APPn and comments say who, where and with what.
    if (!(marker >= 0xe1 && marker <= 0xef) && marker !== 0xfe) kept.push(file.subarray(at, end));
    if (marker === 0xda) {
      kept.push(file.subarray(end));
      break;
    }
    at = end;
  }
  if (!size || !file.subarray(-2).equals(Buffer.from([0xff, 0xd9]))) return "image_broken";
  if (!fits(size.width, size.height)) return "image_big";
  return { media_type: "image/jpeg", bytes: Buffer.concat(kept), ...size };
}
