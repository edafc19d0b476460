// @ts-check
/** What the page at the door shows: the list, and in large words what just happened. */

/** @typedef {import("./door-store.js").Entry} Entry */

const SHOWN = 30;

/** Why an act was not taken. @type {Record<string, string>} */
export const WHY = { unknown: "no está en la lista", closed: "la lista ya estaba cerrada", stale: "después se borró" };
/** Why nothing could be sent. @type {Record<number, string>} */
export const STATUS = {
  403: "Ya no puedes recibir en esta puerta.",
  404: "Esta reunión ya no está.",
  409: "La reunión se canceló.",
  422: "No se pudo leer lo anotado: avisa a la coordinación.",
};

/** @param {string} text */
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** «18:32 h», in the meeting's own zone. @param {string} at @param {string} zone */
export function whenWords(at, zone) {
  return `${new Intl.DateTimeFormat("es-CL", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone || undefined }).format(new Date(at))} h`;
}

/**
 * The first of those who match: while nothing is looked for, who is still to come (the list begins with those who said yes).
 * @param {HTMLElement} found
 * @param {HTMLElement} more
 * @param {{ list: Entry[], words: string, zone: string, onPick: (entry: Entry) => void }} what
 */
export function showFound(found, more, { list, words, zone, onPick }) {
  const wanted = /^nodos:/i.test(words) ? [] : plain(words).split(/\s+/).filter(Boolean);
  const matching = list.filter((entry) => {
    if (wanted.length === 0) return !entry.at;
    const text = plain(`${entry.name} ${entry.school}`);
    return wanted.every((word) => text.includes(word));
  });
  found.replaceChildren(...matching.slice(0, SHOWN).map((entry) => row(entry, zone, onPick)));
  const rest = matching.length - SHOWN;
  more.hidden = rest <= 0 && matching.length > 0;
  more.textContent =
    matching.length === 0
      ? wanted.length === 0
        ? list.length === 0
          ? "La lista está vacía."
          : "Todas las personas de la lista ya están adentro."
        : "Nadie con ese nombre. Si no está en la lista, agrégalo abajo."
      : `Y ${rest} más: escribe parte del nombre.`;
}

/** @param {Entry} entry @param {string} zone @param {(entry: Entry) => void} onPick */
function row(entry, zone, onPick) {
  const item = document.createElement("li");
  item.className = entry.at ? "door-row door-row-in" : "door-row";
  const who = document.createElement("div");
  const name = document.createElement("p");
  name.className = "roll-name";
  name.textContent = entry.name;
  const school = document.createElement("p");
  school.className = "roll-school";
  school.textContent = [entry.school, entry.at ? `llegó a las ${whenWords(entry.at, zone)}` : ""].filter(Boolean).join(" · ");
  who.append(name, school);
  const button = document.createElement("button");
  button.type = "button";
  button.className = entry.at ? "button button-quiet button-small" : "button button-secondary button-small";
  button.textContent = entry.at ? "Borrar" : "Llegó";
  button.setAttribute("aria-label", `${entry.at ? "Borrar la llegada de" : "Llegó"} ${entry.name}`);
  button.addEventListener("click", () => onPick(entry));
  item.append(who, button);
  return item;
}

/**
 * Green, yellow or red, with a word, a sound and a shake: nobody at a door reads small print.
 * @param {HTMLElement} root
 * @param {{ kind: "in" | "again" | "no" | "idle", word: string, entry?: Entry, name?: string, school?: string, undo?: () => void }} result
 */
export function showResult(root, { kind, word, entry, name, school, undo }) {
  const box = /** @type {HTMLElement} */ (root.querySelector("[data-result]"));
  box.dataset.result = kind;
  /** @type {[string, string][]} */
  const words = [
    ["word", word],
    ["name", entry?.name ?? name ?? ""],
    ["school", entry?.school ?? school ?? ""],
  ];
  for (const [part, text] of words) {
    const place = root.querySelector(`[data-result-${part}]`);
    if (place) place.textContent = text;
  }
  const button = /** @type {HTMLButtonElement} */ (root.querySelector("[data-undo]"));
  button.hidden = !undo;
  button.onclick = undo ?? null;
  if (kind === "idle") return;
  navigator.vibrate?.(kind === "in" ? 80 : [80, 60, 80]);
  beep(kind === "in" ? 880 : kind === "again" ? 520 : 240);
}

/** @type {AudioContext | undefined} */
let audio;

/** @param {number} pitch */
function beep(pitch) {
  try {
    audio ??= new AudioContext();
    if (audio.state === "suspended") void audio.resume();
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    volume.gain.setValueAtTime(0.15, audio.currentTime);
    volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.25);
    tone.frequency.value = pitch;
    tone.connect(volume).connect(audio.destination);
    tone.start();
    tone.stop(audio.currentTime + 0.25);
  } catch {
    // no sound here
  }
}
