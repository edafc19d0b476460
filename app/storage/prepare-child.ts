/** The process that looks inside one file: `prepare-child.ts PATH MEDIA_TYPE FOLDER`. It alone would fall over a hostile one; prepare.ts watches it. */
import { renameSync, writeFileSync } from "node:fs";
import { setPriority } from "node:os";
import { join } from "node:path";
import { EXIT, OUTPUT, type ThumbnailWidth, Unreadable } from "./prepare-limits.ts";

const [path = "", mediaType = "", folder = ""] = process.argv.slice(2);

interface Facts {
  width?: number;
  height?: number;
  pages?: number;
}

/** People who wait for a page go first; and if memory runs out, this process is the one to end. */
function stepBack(): void {
  try {
    setPriority(10);
    writeFileSync("/proc/self/oom_score_adj", "1000");
  } catch {
    // Not this system's way.
  }
}

const facts = (found: Facts) => writeFileSync(join(folder, OUTPUT.facts), JSON.stringify(found));
/** Thumbnails are drawn under another name and renamed when whole. */
const unfinished = (width: ThumbnailWidth) => join(folder, `unfinished-${OUTPUT.thumbnail(width)}`);
const finishThumbnails = () => {
  for (const width of [320, 960] as const) renameSync(unfinished(width), join(folder, OUTPUT.thumbnail(width)));
};

async function prepare(): Promise<void> {
  if (mediaType === "application/pdf") return preparePdf();
  if (mediaType.startsWith("image/")) {
    const { imageFacts, imageThumbnails } = await import("./prepare-image.ts");
    const { drawable, ...found } = await imageFacts(path);
    facts(found);
    if (!drawable) throw new Unreadable("too many pixels");
    await imageThumbnails(path, unfinished);
    return finishThumbnails();
  }
  const { plainText, writeText } = await import("./prepare-text.ts");
  const { officeText } = await import("./prepare-office.ts");
  const gatherer = mediaType.startsWith("text/") ? await plainText(path) : await officeText(path, mediaType);
  await writeText(join(folder, OUTPUT.text), gatherer);
}

async function preparePdf(): Promise<void> {
  const [{ openPdf }, { writeText }] = [await import("./prepare-pdf.ts"), await import("./prepare-text.ts")];
  const pdf = await openPdf(path);
  facts({ pages: pdf.pages });
  await writeText(join(folder, OUTPUT.text), await pdf.text());
  globalThis.gc?.();
  await pdf.thumbnails(unfinished);
  finishThumbnails();
}

stepBack();
try {
  await prepare();
  process.exit(EXIT.done);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(error instanceof Unreadable ? EXIT.unreadable : 1);
}
