/** The two servers that are compared, each in a process of its own, and how one talks to them. */
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";

export interface Child {
  url: string;
  /** Resident memory, in bytes. */
  memory: () => Promise<number>;
  stop: () => Promise<void>;
}

/** What a child says: first where it listens, then its memory whenever it is asked. */
interface Said {
  url?: string;
  memory?: number;
}

export async function startChild(module: string, { env = {}, first }: { env?: Record<string, string>; first?: unknown }): Promise<Child> {
  const child = fork(fileURLToPath(new URL(module, import.meta.url)), [], { env: { ...process.env, ...env }, stdio: ["ignore", "ignore", "inherit", "ipc"] });
  if (first !== undefined) child.send(first as object);
  const { url } = await next(child);
  if (!url) throw new Error(`${module} did not say where it listens`);
  return {
    url,
    memory: async () => {
      child.send("memory");
      return (await next(child)).memory ?? 0;
    },
    stop: () =>
      new Promise((resolve) => {
        child.once("exit", () => resolve());
        child.kill("SIGTERM");
      }),
  };
}

function next(child: ChildProcess): Promise<Said> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`a server ended (exit code ${code})`));
    child.once("exit", ended);
    child.once("message", (said) => {
      child.off("exit", ended);
      resolve(said as Said);
    });
  });
}

/** In the child: tells where it listens, and answers questions about memory. */
export function tellParent(url: string): void {
  process.on("message", (asked) => {
    if (asked === "memory") process.send?.({ memory: process.memoryUsage.rss() });
  });
  process.once("disconnect", () => process.exit(0)); // never outlives the benchmark
  process.send?.({ url });
}
