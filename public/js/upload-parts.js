// @ts-check
/**
 * Sends one file in parts, and goes on where it was: after a cut, a pause, a reload, another day. The server says how much it has; what it has is never
 * sent again. Parts grow and shrink with the line, so that a cut loses little.
 */

const FIRST_PART = 256 * 1024;
const SMALLEST_PART = 64 * 1024;
/** So long a part should take. */
const PART_SECONDS = 8;
/** Without a byte sent for so long, the line is taken for dead. */
const STALLED_MS = 45_000;
const LONGEST_WAIT_MS = 30_000;
const NO_ROOM = 507;
const MEMORY = "nodos-subida:";
/** The server forgets an unfinished upload after a day. */
const REMEMBERED_MS = 22 * 3_600_000;

/** The server does not take it: its sentence. */
export class Refused extends Error {}
/** Somebody paused or took it out. */
export class Stopped extends Error {}
class Lost extends Error {}

/**
 * @typedef {{ id: string, name: string, size: number, at: number, share: number }} Remembered
 * @typedef {{ id?: string, received?: number, chunk?: number, attachment?: unknown, message?: string }} Answer
 * @typedef {{ onProgress: (sent: number, bytesPerSecond: number) => void, onWaiting: (waiting: boolean) => void, signal: AbortSignal }} Watch
 */

/** @param {string} where @param {File} file */
const keyOf = (where, file) => `${MEMORY}${where}|${file.name}|${file.size}|${file.lastModified}`;

/** What was begun at this thing and not ended. @param {string} where @returns {Remembered[]} */
export function unfinished(where) {
  const found = [];
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(MEMORY)) continue;
    const kept = /** @type {Remembered} */ (JSON.parse(localStorage.getItem(key) ?? "{}"));
    if (Date.now() - kept.at > REMEMBERED_MS) localStorage.removeItem(key);
    else if (key.startsWith(`${MEMORY}${where}|`)) found.push(kept);
  }
  return found;
}

/** @param {string} where @param {File} file */
export const forget = (where, file) => localStorage.removeItem(keyOf(where, file));

/** Resolves when the file is at its thing; rejects with Refused or Stopped, and with nothing else. @param {string} where @param {File} file @param {Watch} watch */
export async function send(where, file, watch) {
  let wait = 1000;
  let part = FIRST_PART;
  let rate = 0;
  /** @type {{ id: string, received: number, chunk: number } | null} */
  let upload = null;
  for (;;) {
    try {
      upload ??= await begin(where, file);
      watch.onWaiting(false);
      watch.onProgress(upload.received, rate);
      const from = upload.received;
      const began = performance.now();
      const answer = await post(`/subidas/parte/${upload.id}?desde=${from}`, file.slice(from, from + part), watch, (sent) => {
        const seconds = (performance.now() - began) / 1000;
        watch.onProgress(from + sent, seconds > 1 ? sent / seconds : rate);
      });
      if (answer.attachment) return forget(where, file);
      upload.received = answer.received ?? from;
      remember(where, file, upload);
      const seconds = Math.max((performance.now() - began) / 1000, 0.01);
      rate = (upload.received - from) / seconds;
      if (rate > 0) part = Math.min(upload.chunk, Math.max(SMALLEST_PART, Math.round((rate * PART_SECONDS) / 65_536) * 65_536));
      wait = 1000;
    } catch (error) {
      if (error instanceof Refused) forget(where, file);
      if (error instanceof Refused || error instanceof Stopped) throw error;
      if (watch.signal.aborted) throw new Stopped();
      if (error instanceof Lost) forget(where, file);
      upload = null; // the server is asked how much it has
      part = Math.max(SMALLEST_PART, part / 2);
      watch.onWaiting(true);
      await pause(wait, watch.signal);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    }
  }
}

/** Where it was, or at the beginning. @param {string} where @param {File} file */
async function begin(where, file) {
  const kept = /** @type {Remembered | null} */ (JSON.parse(localStorage.getItem(keyOf(where, file)) ?? "null"));
  if (kept) {
    const answer = await fetch(`/subidas/parte/${kept.id}`, { headers: { Accept: "application/json" } });
    if (answer.ok) {
      const { received = 0, chunk = FIRST_PART * 4 } = /** @type {Answer} */ (await answer.json());
      return { id: kept.id, received, chunk };
    }
    if (answer.status >= 500) throw new Error("busy");
    forget(where, file);
  }
  const body = JSON.stringify({ name: file.name, size: file.size });
  const answer = await fetch(where, { method: "POST", headers: { "Content-Type": "application/json", Accept: "application/json" }, body });
  const { id, received = 0, chunk = FIRST_PART * 4 } = await read(answer.status, await answer.text(), answer.headers.get("Retry-After"));
  const upload = { id: id ?? "", received, chunk };
  remember(where, file, upload);
  return upload;
}

/** @param {string} where @param {File} file @param {{ id: string, received: number }} upload */
function remember(where, file, { id, received }) {
  localStorage.setItem(keyOf(where, file), JSON.stringify({ id, name: file.name, size: file.size, at: Date.now(), share: file.size ? received / file.size : 0 }));
}

/** @param {number} status @param {string} text @param {string | null} later Retry-After @returns {Promise<Answer>} */
async function read(status, text, later) {
  /** @type {Answer} */
  let answer = {};
  try {
    answer = JSON.parse(text);
  } catch {
    // Not ours: something between here and the server.
  }
  if (status >= 200 && status < 300) return answer;
  if (status === 409 && answer.received !== undefined) return answer; // it has another part than we thought
  if (status === 401) throw new Refused("Tu sesión terminó. Entra de nuevo y elige el mismo archivo: sigue desde donde quedó.");
  if (status === 404 || status === 410) throw new Lost();
  if ((status === 429 && later) || (status >= 500 && status !== NO_ROOM)) throw new Error("busy");
  throw new Refused(answer.message ?? "No pudimos recibir este archivo.");
}

/** XMLHttpRequest tells how much of a part is out. @param {string} url @param {Blob} part @param {Watch} watch @param {(sent: number) => void} onSent @returns {Promise<Answer>} */
function post(url, part, { signal }, onSent) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let stalled = setTimeout(() => request.abort(), STALLED_MS);
    const stop = () => request.abort();
    request.upload.onprogress = (event) => {
      clearTimeout(stalled);
      stalled = setTimeout(() => request.abort(), STALLED_MS);
      onSent(event.loaded);
    };
    request.onloadend = () => {
      clearTimeout(stalled);
      signal.removeEventListener("abort", stop);
      if (signal.aborted) reject(new Stopped());
      else if (request.status === 0) reject(new Error("line"));
      else read(request.status, request.responseText, request.getResponseHeader("Retry-After")).then(resolve, reject);
    };
    signal.addEventListener("abort", stop);
    request.open("POST", url);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("Accept", "application/json");
    request.send(part);
  });
}

/** For a while, or until the line is back. @param {number} milliseconds @param {AbortSignal} signal @returns {Promise<void>} */
function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const over = () => {
      clearTimeout(timer);
      removeEventListener("online", over);
      signal.removeEventListener("abort", over);
      if (signal.aborted) reject(new Stopped());
      else resolve();
    };
    const timer = setTimeout(over, milliseconds);
    addEventListener("online", over);
    signal.addEventListener("abort", over);
  });
}
