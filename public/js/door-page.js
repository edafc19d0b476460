// @ts-check
/** The page itself, kept on the phone so that it opens without a line; and what a pass is known by. */

/** Asks the worker (door-worker.js) to keep this page and all that it is made of. @param {string} decoder */
export async function keepPage(decoder) {
  if (!("serviceWorker" in navigator)) return;
  const registration = await navigator.serviceWorker.register("/js/door-worker.js", { scope: location.pathname });
  const worker = registration.active ?? registration.waiting ?? registration.installing;
  const parts = performance.getEntriesByType("resource").map((entry) => entry.name);
  const own = [...parts, decoder].map((url) => new URL(url, location.href)).filter((url) => url.origin === location.origin && /^\/(js|assets|fonts)\/|\.svg$/.test(url.pathname));
  worker?.postMessage({ keep: [location.pathname, ...new Set(own.map((url) => url.pathname + url.search))] });
}

/** Nothing of the page stays. */
export async function forgetPage() {
  const registration = await navigator.serviceWorker?.getRegistration(location.pathname);
  registration?.active?.postMessage({ forget: true });
  await registration?.unregister();
}

/** What the list knows a pass by. @param {string} text */
export async function digest(text) {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(bytes)]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("")
    .slice(0, 24);
}
