/** Width and height that the header of an image tells, from its first bytes alone. Pure. */

export interface ImageSize {
  width: number;
  height: number;
}

/** null: not told in these bytes, or another kind of image. */
export function imageSize(head: Buffer): ImageSize | null {
  if (head.length < 32) return null;
  if (head.toString("latin1", 1, 4) === "PNG") return { width: head.readUInt32BE(16), height: head.readUInt32BE(20) };
  if (head.toString("latin1", 0, 3) === "GIF") return { width: head.readUInt16LE(6), height: head.readUInt16LE(8) };
  if (head[0] === 0xff && head[1] === 0xd8) return jpegSize(head);
  return null; // WebP has at most 16,383 pixels a side
}

/** The first frame header; before it stand segments that say how long they are. */
function jpegSize(head: Buffer): ImageSize | null {
  let at = 2;
  while (at + 9 < head.length && head[at] === 0xff) {
    const marker = head[at + 1] ?? 0;
    const frame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (frame) return { height: head.readUInt16BE(at + 5), width: head.readUInt16BE(at + 7) };
    at += 2 + head.readUInt16BE(at + 2);
  }
  return null;
}
