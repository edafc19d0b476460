// @ts-check
/**
 * Lets the page at the door of one meeting open without a line. Its scope is that page; it keeps the page and what the page is made of, never a list of
 * people (door-store.js does).
 */
const worker = /** @type {any} */ (self);
const page = new URL(worker.registration.scope).pathname;
const CACHE = `nodos-door:${page}`;

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(worker.clients.claim()));

/** The page says what it is made of, once it is drawn. */
worker.addEventListener("message", (/** @type {any} */ event) => {
  if (event.data?.keep) event.waitUntil(keep(event.data.keep));
  if (event.data?.forget) event.waitUntil(caches.delete(CACHE));
});

/** @param {string[]} urls */
async function keep(urls) {
  const cache = await caches.open(CACHE);
  await Promise.all(
    urls.map(async (url) => {
      const answer = await fetch(url, { credentials: "same-origin", redirect: "manual" }).catch(() => null);
      if (answer?.ok) await cache.put(url, answer);
    }),
  );
}

worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  const opens = request.mode === "navigate" && url.pathname === page;
  const part = /^\/(js|assets|fonts)\//.test(url.pathname) || /\.(svg|png|webmanifest)$/.test(url.pathname);
  if (opens || part) event.respondWith(fresh(request, opens ? page : request));
});

/** What is there now, else what was kept. @param {Request} request @param {Request | string} key */
async function fresh(request, key) {
  const kept = await (await caches.open(CACHE)).match(key);
  try {
    const answer = await withPatience(fetch(request), kept ? 5000 : 60_000);
    if (answer.ok && !answer.redirected && typeof key === "string") {
      const cache = await caches.open(CACHE);
      await cache.put(key, answer.clone());
    }
    return answer.status >= 500 && kept ? kept : answer;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

/** A line that is there but carries nothing is no line. @param {Promise<Response>} asked @param {number} patience @returns {Promise<Response>} */
function withPatience(asked, patience) {
  return Promise.race([asked, new Promise((_, reject) => setTimeout(() => reject(new Error("too slow")), patience))]);
}
