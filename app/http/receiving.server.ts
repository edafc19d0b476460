/** Bytes of a request into a file in staging: streamed, counted, flushed. What arrived before the line broke stays. */
import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { MAX_BYTES, MAX_VIDEO_BYTES } from "#app/domain/files/file.ts";
import { beginsAsVideo } from "#app/domain/files/inspect.server.ts";
import { keepPace, type Pace } from "./upload-pace.server.ts";

export interface Arrived {
  /** What the file has now. */
  size: number;
  /** The body came to its end. */
  whole: boolean;
}

/** Appends a body at `from`; never beyond `most`. */
export async function appendBody(req: IncomingMessage, { path, from, most, pace }: { path: string; from: number; most: number; pace: Pace }): Promise<Arrived> {
  const file = await open(path, from === 0 ? "w" : "r+");
  const watch = keepPace(req, pace);
  let size = from;
  let whole = true;
  try {
    for await (const piece of req as AsyncIterable<Buffer>) {
      watch.count(piece.length);
      if (size + piece.length > most) throw new Error("more than was announced");
      await writeAll(file, piece, size);
      size += piece.length;
    }
  } catch {
    whole = false; // broken, slow or lying: what is there is there
  } finally {
    watch.stop();
    await file.sync();
    await file.close();
  }
  return { size, whole: whole && req.complete };
}

export interface Staged {
  path: string;
  size: number;
  sha256: string;
  /** More than any file, or any that is no video, may have: the rest was thrown away. */
  tooBig: "too_big" | "too_big_video" | null;
}

/** One file of a form. Once it is too big nothing more is written, but the form goes on. */
export async function stageFile(source: AsyncIterable<Buffer>, path: string, count: (bytes: number) => void): Promise<Staged> {
  const file = await open(path, "wx");
  const hash = createHash("sha256");
  let size = 0;
  let video = false;
  let tooBig: Staged["tooBig"] = null;
  try {
    for await (const piece of source) {
      count(piece.length);
      if (tooBig) continue;
      size += piece.length;
      if (size > MAX_VIDEO_BYTES) tooBig = "too_big_video";
      else if (size > MAX_BYTES && !video) {
        video = await beginsAsVideo(path);
        if (!video) tooBig = "too_big";
      }
      if (tooBig) await file.truncate(0);
      else {
        hash.update(piece);
        await writeAll(file, piece, size - piece.length);
      }
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { path, size, sha256: hash.digest("hex"), tooBig };
}

async function writeAll(file: FileHandle, bytes: Buffer, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at + done);
    done += bytesWritten;
  }
}
