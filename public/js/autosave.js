// @ts-check
/**
 * Saves a part of a sheet while it is written: after a pause, and when the page is hidden. Without a line it is kept on this device and sent when the
 * line is back. `form[data-autosave]` names where to; `[data-autosave-status]` says what became of it. «Guardar y seguir» works without all this.
 */

const PAUSE = 2_500;
const AGAIN = 15_000;
const KEPT_DAYS = 14;
const PREFIX = "nodos:ficha:";

/** @typedef {Record<string, string | string[]>} Values a check box or a row of them is a list of what is ticked */
/** @typedef {{ values: Values, seen: string, at: number, sent?: boolean }} Kept */

/** @param {string} key @returns {Kept | null} */
function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}
/** @param {string} key @param {Kept | null} kept */
function write(key, kept) {
  try {
    if (kept) localStorage.setItem(key, JSON.stringify(kept));
    else localStorage.removeItem(key);
  } catch {
    // A full or closed store: the line is all there is.
  }
}

/** @param {Element} field @returns {field is HTMLInputElement} */
const isTicked = (field) => field instanceof HTMLInputElement && (field.type === "radio" || field.type === "checkbox");

/** @param {HTMLFormElement} form */
function improve(form) {
  const url = form.dataset.autosave ?? "";
  const status = form.querySelector("[data-autosave-status]");
  const seen = /** @type {HTMLInputElement} */ (form.elements.namedItem("seen"));
  const part = /** @type {HTMLInputElement} */ (form.elements.namedItem("part")).value;
  const key = `${PREFIX}${location.pathname}:${part}`;
  const found = [...form.querySelectorAll("textarea, input.input, select.input, input[type=radio], input[type=checkbox]")];
  const fields = found.filter((field) => field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement || field instanceof HTMLSelectElement);
  let sent = JSON.stringify(values());
  let timer = 0;
  let sending = false;
  let conflict = form.querySelector("[data-autosave-theirs]") !== null;

  /** @returns {Values} */
  function values() {
    /** @type {Values} */
    const all = {};
    for (const field of fields) {
      if (!isTicked(field)) all[field.name] = field.value;
      else if (field.checked) all[field.name] = [...(all[field.name] ?? []), field.value];
      else all[field.name] ??= [];
    }
    return all;
  }
  /** @param {(typeof fields)[number]} field @param {Values} kept */
  const isAs = (field, kept) => {
    const value = kept[field.name];
    if (value === undefined) return true;
    return isTicked(field) ? field.checked === value.includes(field.value) : field.value === value;
  };
  /** @param {(typeof fields)[number]} field @param {Values} kept */
  const putBack = (field, kept) => {
    const value = kept[field.name];
    if (value === undefined) return;
    if (isTicked(field)) field.checked = value.includes(field.value);
    else field.value = String(value);
  };
  /** @param {string} words */
  const say = (words) => {
    if (status && status.textContent !== words) status.textContent = words;
  };
  /** @param {number} wait */
  const later = (wait) => {
    clearTimeout(timer);
    timer = window.setTimeout(save, wait);
  };
  const keep = () => write(key, { values: values(), seen: seen.value, at: Date.now() });

  async function save() {
    const now = JSON.stringify(values());
    if (sending || conflict || now === sent) return;
    sending = true;
    try {
      const body = new URLSearchParams([["part", part], ["seen", seen.value], ...Object.entries(values()).flatMap(([name, value]) => [value].flat().map((each) => [name, each]))]);
      const answer = await fetch(url, { method: "POST", body, headers: { Accept: "application/json" }, keepalive: now.length < 15_000, redirect: "manual" });
      await take(answer, now);
    } catch {
      say("Sin conexión: lo que escribes queda en este equipo y se envía cuando vuelva.");
      later(AGAIN);
    } finally {
      sending = false;
    }
  }

  /** @param {Response} answer @param {string} now */
  async function take(answer, now) {
    if (answer.status === 200) {
      const { seen: mark, at } = await answer.json();
      seen.value = mark;
      sent = now;
      if (JSON.stringify(values()) === now) write(key, null);
      else keep();
      say(`Guardado a las ${at}`);
      if (JSON.stringify(values()) !== now) later(PAUSE);
      return;
    }
    if (answer.status === 409) {
      conflict = true;
      say("Esta parte cambió en otra ventana. Lo tuyo está aquí y en este equipo: guarda con el botón para ver las dos versiones.");
      return;
    }
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403)
      say("Tu sesión terminó. Lo que escribiste queda en este equipo: entra de nuevo y vuelve a esta página.");
    else {
      say("No pudimos guardar. Lo que escribes queda en este equipo; probamos de nuevo en un momento.");
      later(AGAIN);
    }
  }

  /** What did not leave this device last time comes back into its field; if something else was saved since, the server tells. */
  function restore() {
    const kept = read(key);
    if (!kept) return;
    const same = fields.every((field) => isAs(field, kept.values));
    if (same || Date.now() - kept.at > KEPT_DAYS * 86_400_000) return write(key, null);
    if (conflict) return;
    for (const field of fields) putBack(field, kept.values);
    seen.value = kept.seen;
    say("Recuperamos lo que no alcanzó a guardarse.");
    later(0);
  }

  /** What left with «Guardar y seguir» arrived, if another part is shown now. */
  function forgetSent() {
    for (const each of Object.keys(localStorage)) {
      if (!each.startsWith(`${PREFIX}${location.pathname}:`) || each === key) continue;
      if (read(each)?.sent) write(each, null);
    }
  }

  form.addEventListener("input", () => {
    keep();
    if (!conflict) say("Escribiendo…");
    later(PAUSE);
  });
  form.addEventListener("submit", (event) => {
    if (navigator.onLine === false) {
      event.preventDefault();
      keep();
      say("Sin conexión: lo que escribes queda en este equipo. Prueba de nuevo cuando vuelva.");
      return;
    }
    clearTimeout(timer);
    if (JSON.stringify(values()) !== sent) write(key, { values: values(), seen: seen.value, at: Date.now(), sent: true });
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save();
  });
  addEventListener("online", () => later(0));
  try {
    forgetSent();
  } catch {
    // No store here.
  }
  restore();
}

for (const form of document.querySelectorAll("form[data-autosave]")) if (form instanceof HTMLFormElement) improve(form);

// Without a part to write there is still something to forget: the last part leads to a page without one.
if (!document.querySelector("form[data-autosave]")) {
  try {
    for (const each of Object.keys(localStorage)) if (each.startsWith(`${PREFIX}${location.pathname}:`) && read(each)?.sent) write(each, null);
  } catch {
    // No store here.
  }
}

export {};
