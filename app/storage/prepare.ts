/** Looks inside a file in a process of its own, with limits on time and memory: thumbnails, size in pixels, pages, text. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { EXIT, LIMITS, OUTPUT, THUMBNAILS, type ThumbnailWidth } from "./prepare-limits.ts";
import { hasOfficeText } from "./prepare-office.ts";

export interface Prepared {
  /** done; unreadable: trying again would not help; ended: by force or by itself, before it was through. */
  outcome: "done" | "unreadable" | "ended";
  text: string | null;
  width: number | null;
  height: number | null;
  pages: number | null;
  /** Paths of thumbnails, both or none; they are gone after `use`. */
  thumbnails: { width: ThumbnailWidth; path: string }[];
  /** The most memory that the process held for itself, in bytes. */
  peak: number;
}

/** Whether there is anything to look for inside. */
export const hasInside = (mediaType: string): boolean => /^(application\/pdf$|image\/|text\/)/.test(mediaType) || hasOfficeText(mediaType);

const CHILD = fileURLToPath(new URL("./prepare-child.ts", import.meta.url));
const WATCH_MS = 20;
/** What was compiled once is not compiled again: a third of a second and 15 MB less each time. Where it cannot be written, nothing is kept. */
const COMPILED = fileURLToPath(new URL("../../.cache/prepare", import.meta.url));

/** `use` gets what was found while its files are there. */
export async function prepareFile<T>(
  { path, mediaType, signal, milliseconds = LIMITS.milliseconds }: { path: string; mediaType: string; signal?: AbortSignal; milliseconds?: number },
  use: (prepared: Prepared) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "nodos-prepare-"));
  try {
    const { code, peak } = await runChild([path, mediaType, folder], milliseconds, signal);
    const outcome = code === EXIT.done ? "done" : code === EXIT.unreadable ? "unreadable" : "ended";
    return await use({ outcome, peak, ...(await readOutput(folder)) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function runChild(args: string[], milliseconds: number, signal?: AbortSignal): Promise<{ code: number | null; peak: number }> {
  const flags = [`--max-old-space-size=${LIMITS.heapMegabytes}`, "--max-semi-space-size=1", "--optimize-for-size", "--single-threaded", "--expose-gc"];
  // It needs no secrets and gets none.
  const child = spawn(process.execPath, [...flags, CHILD, ...args], {
    stdio: "ignore",
    env: { PATH: process.env.PATH ?? "", NODE_ENV: "production", NODE_COMPILE_CACHE: COMPILED },
  });
  const end = () => child.kill("SIGKILL");
  const late = setTimeout(end, milliseconds);
  const watch = watchMemory(child);
  signal?.addEventListener("abort", end, { once: true });
  if (signal?.aborted) end();
  return new Promise((resolve, reject) => {
    const over = () => {
      clearTimeout(late);
      watch.stop();
      signal?.removeEventListener("abort", end);
    };
    child.once("error", (error) => {
      over();
      reject(error);
    });
    child.once("exit", (code) => {
      over();
      resolve({ code, peak: watch.peak() });
    });
  });
}

/** Ends the child when it holds too much. Where the system does not tell, the limits inside have to do. */
function watchMemory(child: ChildProcess): { stop: () => void; peak: () => number } {
  let peak = 0;
  let asking = false;
  const timer = setInterval(async () => {
    if (asking) return;
    asking = true;
    const status = await readFile(`/proc/${child.pid}/status`, "latin1").catch(() => "");
    asking = false;
    const own = Number(/^RssAnon:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
    peak = Math.max(peak, own);
    if (own > LIMITS.ownBytes) child.kill("SIGKILL");
  }, WATCH_MS);
  return { stop: () => clearInterval(timer), peak: () => peak };
}

async function readOutput(folder: string): Promise<Omit<Prepared, "outcome" | "peak">> {
  const [facts, text] = await Promise.all([readFile(join(folder, OUTPUT.facts), "utf8").catch(() => "{}"), readFile(join(folder, OUTPUT.text), "utf8").catch(() => null)]);
  const { width = null, height = null, pages = null } = asFacts(facts);
  const paths = THUMBNAILS.map((each) => ({ width: each, path: join(folder, OUTPUT.thumbnail(each)) }));
  const there = await Promise.all(paths.map(({ path }) => stat(path).catch(() => null)));
  return { text: text || null, width, height, pages, thumbnails: there.every((file) => file?.isFile()) ? paths : [] };
}

function asFacts(json: string): { width?: number; height?: number; pages?: number } {
  try {
    return JSON.parse(json);
  } catch {
    return {}; // cut short by the end
  }
}
