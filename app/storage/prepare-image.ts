/** Thumbnails of an image: upright, without what the camera wrote about place and person. */
import sharp from "sharp";
import { LIMITS, THUMBNAILS, Unreadable } from "./prepare-limits.ts";

export interface ImageFacts {
  width: number;
  height: number;
}

sharp.cache(false);
sharp.concurrency(1);
// Only what this house takes for an image: never SVG, PDF or whatever else the library could open.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: ["Jpeg", "Png", "Webp", "Nsgif", "Tiff", "Heif"].map((name) => `VipsForeignLoad${name}File`).concat("VipsForeignLoadWebpBuffer"),
});

const MAX_SIDES_RATIO = 2;
const DECODED_WHOLE = new Set(["webp", "gif", "heif"]);

/** How big it is as people see it, and whether it can be drawn within the limits. */
export async function imageFacts(path: string): Promise<ImageFacts & { drawable: boolean }> {
  const { width, height, orientation, format, isProgressive } = await sharp(path, { limitInputPixels: false, failOn: "none" })
    .metadata()
    .catch((error: Error) => {
      throw new Unreadable(error.message);
    });
  const drawable = width * height <= (isProgressive || DECODED_WHOLE.has(format) ? LIMITS.wholePixels : LIMITS.pixels);
  const turned = (orientation ?? 1) >= 5;
  return { ...(turned ? { width: height, height: width } : { width, height }), drawable };
}

export async function imageThumbnails(path: string, target: (width: 320 | 960) => string): Promise<void> {
  const large = target(THUMBNAILS[1]);
  await thumbnail(path, large, THUMBNAILS[1]);
  await thumbnail(large, target(THUMBNAILS[0]), THUMBNAILS[0]);
}

async function thumbnail(from: string, to: string, width: number): Promise<void> {
  await sharp(from, { limitInputPixels: LIMITS.pixels, failOn: "none", sequentialRead: true })
    .autoOrient()
    .resize({ width, height: width * MAX_SIDES_RATIO, fit: "inside", withoutEnlargement: true })
    .webp({ quality: 60, effort: 5 })
    .toFile(to)
    .catch((error: Error) => {
      throw new Unreadable(error.message);
    });
}
