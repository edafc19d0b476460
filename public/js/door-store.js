// @ts-check
/**
 * What a phone at the door keeps: the list of one meeting and the acts that are still to be sent. In IndexedDB, so that neither a reload nor an empty
 * battery loses an act.
 */

/**
 * @typedef {{ id: string, what: "present" | "removed", at: string, mode: string, via: string, invitation_id?: string, attendance_id?: string, pass?: string,
 *   person?: { name: string, establishment_id: string, organisation: string, email: string }, label?: string }} Act
 * @typedef {{ i: string | null, a: string | null, name: string, school: string, mode: string | null, at: string | null, yes: 0 | 1, pass?: string }} Entry
 * @typedef {{ list: Entry[], hints: { id: string, name: string }[], modes: string[], closed: boolean, at: string, people: number }} Kept
 */

const NAME = "nodos-door";

/** @returns {Promise<IDBDatabase>} */
function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("lists");
      asked.result.createObjectStore("acts", { keyPath: ["event", "id"] });
      asked.result.createObjectStore("refused", { keyPath: ["event", "id"] });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

/**
 * Resolves when what was asked is on the disk, not before.
 * @template T
 * @param {string[]} stores
 * @param {IDBTransactionMode} mode
 * @param {(tx: IDBTransaction) => IDBRequest<T> | void} work
 * @returns {Promise<T>}
 */
async function inStore(stores, mode, work) {
  const db = await open();
  try {
    return await new Promise((resolve, reject) => {
      const tx = db.transaction(stores, mode, { durability: "strict" });
      const request = work(tx);
      tx.oncomplete = () => resolve(/** @type {T} */ (request ? request.result : undefined));
      tx.onabort = tx.onerror = () => reject(tx.error);
    });
  } finally {
    db.close();
  }
}

/** @param {string} event */
const ofEvent = (event) => IDBKeyRange.bound([event, ""], [event, "\uffff"]);

/** @param {string} event @returns {Promise<Kept | undefined>} */
export const readList = (event) => inStore(["lists"], "readonly", (tx) => tx.objectStore("lists").get(event));

/** @param {string} event @param {Kept} kept */
export const keepList = (event, kept) => inStore(["lists"], "readwrite", (tx) => void tx.objectStore("lists").put(kept, event));

/** @param {string} event @returns {Promise<Act[]>} */
export const readActs = (event) => inStore(["acts"], "readonly", (tx) => tx.objectStore("acts").getAll(ofEvent(event)));

/** @param {string} event @param {Act} act */
export const keepAct = (event, act) => inStore(["acts"], "readwrite", (tx) => void tx.objectStore("acts").put({ ...act, event }));

/** @param {string} event @returns {Promise<{ id: string, label: string, state: string }[]>} */
export const readRefused = (event) => inStore(["refused"], "readonly", (tx) => tx.objectStore("refused").getAll(ofEvent(event)));

/**
 * These were answered: they leave the queue, and those that were not taken stay to be read.
 * @param {string} event
 * @param {string[]} ids
 * @param {{ id: string, label: string, state: string }[]} refused
 */
export const settleActs = (event, ids, refused) =>
  inStore(["acts", "refused"], "readwrite", (tx) => {
    for (const id of ids) tx.objectStore("acts").delete([event, id]);
    for (const one of refused) tx.objectStore("refused").put({ ...one, event });
  });

/** @param {string} event */
export const forget = (event) =>
  inStore(["lists", "acts", "refused"], "readwrite", (tx) => {
    tx.objectStore("lists").delete(event);
    tx.objectStore("acts").delete(ofEvent(event));
    tx.objectStore("refused").delete(ofEvent(event));
  });

/** A fresh id, also where there is no secure context. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 15) | 64;
  bytes[8] = ((bytes[8] ?? 0) & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
