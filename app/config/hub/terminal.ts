/** What an administrator sees: results on stdout, what is going on on stderr. */

const EVERY = 3_000;

export function say(text = ""): void {
  process.stdout.write(`${text}\n`);
}

export function note(text: string): void {
  process.stderr.write(`nodos: ${text}\n`);
}

export interface Progress {
  /** How far it is: rewrites its line on a terminal, a new line every few seconds elsewhere. */
  at: (far: string) => void;
  end: (text?: string) => void;
}

/** Says at once what has begun, so that nobody waits before a silent screen. */
export function begin(label: string): Progress {
  const terminal = process.stderr.isTTY === true;
  let last = Date.now();
  if (terminal) process.stderr.write(`nodos: ${label}…`);
  else note(`${label}…`);
  return {
    at: (far) => {
      if (terminal) process.stderr.write(`\r\u001b[Knodos: ${label}… ${far}`);
      else if (Date.now() - last >= EVERY) {
        last = Date.now();
        note(`${label}… ${far}`);
      }
    },
    end: (text) => {
      if (terminal) process.stderr.write(`\r\u001b[K`);
      if (text) note(text);
    },
  };
}

/** `label…` while `work` lasts. */
export async function during<T>(label: string, work: (progress: Progress) => T | Promise<T>): Promise<T> {
  const progress = begin(label);
  try {
    return await work(progress);
  } finally {
    progress.end();
  }
}

export const percent = (done: number, total: number): string => `${total === 0 ? 100 : Math.floor((done / total) * 100)} %`;

/** 1 line, 2 lines. */
export const count = (number: number, one: string, many = `${one}s`): string => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

export function megabytes(bytes: number): string {
  if (bytes < 100_000) return `${Math.max(1, Math.round(bytes / 1000))} KB`;
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;
}

/** «5 minutes», «3 hours», «2 days». */
export function age(instant: string, now = Date.now()): string {
  const minutes = Math.max(0, Math.floor((now - Date.parse(instant)) / 60_000));
  if (minutes < 120) return count(minutes, "minute");
  return minutes < 2_880 ? count(Math.floor(minutes / 60), "hour") : count(Math.floor(minutes / 1_440), "day");
}
