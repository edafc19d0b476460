// @ts-check
/**
 * The page at the door: notes who comes in, by the camera, by name, or as somebody new. Every act is kept on the phone first and sent when there is a
 * line; sent twice it is done once.
 */
import { startCamera } from "./door-camera.js";
import { digest, forgetPage, keepPage } from "./door-page.js";
import { forget, keepAct, keepList, newId, readActs, readList, readRefused, settleActs } from "./door-store.js";
import { STATUS, showFound, showResult, WHY, whenWords } from "./door-view.js";

/** @typedef {import("./door-store.js").Act} Act */
/** @typedef {import("./door-store.js").Entry} Entry */
/** @typedef {import("./door-store.js").Kept} Kept */

const BATCH = 100;
const OFTEN = 20_000;

// A page that was refused has no door.
const door = document.querySelector("[data-door]");
const root = /** @type {HTMLElement} */ (door ?? document.createElement("div"));
const { door: event = "", list: listUrl = "", signIn = "", decoder = "", zone = "" } = root.dataset;
/** @param {string} name */
const part = (name) => /** @type {HTMLElement} */ (root.querySelector(`[data-${name}]`));
const search = /** @type {HTMLInputElement} */ (part("search"));

/** @type {Kept} */
let kept = { list: [], hints: [], modes: ["in_person"], closed: false, at: "", people: 0 };
/** @type {Act[]} */
let acts = [];
/** @type {string} */
let trouble = "";
/** @type {string} */
let refusedWords = "";
let sending = false;
/** Somebody came in while the last ones were being sent. */
let more = false;

const mode = () => /** @type {HTMLInputElement | null} */ (root.querySelector("[name=door-mode]:checked"))?.value ?? kept.modes[0] ?? "in_person";

/** What the phone noted stands over what the list said, until it was sent. */
function overlay() {
  for (const act of acts) {
    const entry = entryOf(act);
    if (entry) Object.assign(entry, act.what === "present" ? { mode: act.mode, at: entry.at ?? act.at } : { mode: null, at: null });
    else if (act.what === "present" && act.person) {
      kept.list.push({ i: null, a: `act:${act.id}`, name: act.person.name, school: act.person.organisation, mode: act.mode, at: act.at, yes: 0 });
    }
  }
}

/** @param {Act} act */
const entryOf = (act) =>
  kept.list.find((each) => (act.invitation_id ? each.i === act.invitation_id : act.attendance_id ? each.a === act.attendance_id : each.a === `act:${act.id}`));

function draw() {
  const inside = kept.list.filter((entry) => entry.at).length;
  const line = navigator.onLine ? "" : "Sin conexión: todo queda en este teléfono. ";
  const waiting = acts.length === 0 ? "Todo enviado." : `${acts.length} por enviar.`;
  part("state").textContent = `${line}${inside} de ${kept.list.length} adentro. ${waiting}${trouble ? ` ${trouble}` : ""}${refusedWords ? ` ${refusedWords}` : ""}`;
  part("state").dataset.waiting = String(acts.length);
  part("phone").textContent = kept.at
    ? `La lista es de las ${whenWords(kept.at, zone)}. Se borra de este teléfono cuando se cierra la lista, o con el botón.`
    : "Este teléfono todavía no tiene la lista.";
  showFound(part("found"), part("more"), { list: kept.list, words: search.value, zone, onPick });
}

/** @param {Omit<Act, "id" | "at">} what */
async function note(what) {
  /** @type {Act} */
  const act = { ...what, id: newId(), at: new Date().toISOString() };
  await keepAct(event, act);
  acts.push(act);
  overlay();
  draw();
  void sync();
  return act;
}

/** @param {Entry} entry @param {string} via */
async function comesIn(entry, via) {
  if (entry.at && entry.mode === mode()) return showResult(root, { kind: "again", entry, word: `Ya estaba: ${whenWords(entry.at, zone)}` });
  const target = entry.i ? { invitation_id: entry.i } : { attendance_id: entry.a ?? "" };
  await note({ what: "present", mode: mode(), via, ...target, label: entry.name });
  showResult(root, { kind: "in", entry, word: "Adelante", undo: () => void takeBack(entry) });
}

/** @param {Entry} entry */
async function takeBack(entry) {
  const unsent = acts.find((act) => entry.a === `act:${act.id}`);
  if (unsent) {
    await settleActs(event, [unsent.id], []);
    acts = acts.filter((act) => act !== unsent);
    kept.list = kept.list.filter((each) => each !== entry);
    draw();
  } else {
    const target = entry.i ? { invitation_id: entry.i } : { attendance_id: entry.a ?? "" };
    await note({ what: "removed", mode: entry.mode ?? mode(), via: "list", ...target, label: entry.name });
  }
  showResult(root, { kind: "idle", entry, word: "Borramos su llegada" });
}

/** @param {Entry} entry */
const onPick = (entry) => (entry.at ? takeBack(entry) : comesIn(entry, "list"));

let lastText = "";
let lastAt = 0;

/** A code that was read, by the camera or by a reader that types. @param {string} text */
async function onText(text) {
  const clean = text.trim().toUpperCase();
  if (clean === lastText && Date.now() - lastAt < 4000) return;
  lastText = clean;
  lastAt = Date.now();
  if (!clean.startsWith("NODOS:")) return showResult(root, { kind: "no", word: "No es una entrada" });
  const known = await digest(clean);
  const entry = kept.list.find((each) => each.pass === known);
  if (entry) return comesIn(entry, "qr");
  // Invited since this phone took its list, or for another meeting: the server will say.
  const act = await note({ what: "present", mode: mode(), via: "qr", pass: clean, label: "Entrada leída" });
  showResult(root, {
    kind: "again",
    word: "No está en la lista de este teléfono",
    name: "Se revisa al enviar",
    undo: () => void settleActs(event, [act.id], []).then(load).then(draw),
  });
}

/** @param {SubmitEvent} submitted */
async function addNew(submitted) {
  submitted.preventDefault();
  const form = /** @type {HTMLFormElement} */ (submitted.target);
  const values = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value).trim()]));
  const { name = "", organisation = "", email = "" } = values;
  if (!name) return;
  const hint = kept.hints.find((each) => each.name.toLowerCase() === organisation.toLowerCase());
  await note({ what: "present", mode: mode(), via: "walk_in", person: { name, organisation: hint ? "" : organisation, establishment_id: hint?.id ?? "", email }, label: name });
  form.reset();
  showResult(root, { kind: "in", word: "Agregada", name, school: organisation });
}

async function load() {
  const found = await readList(event);
  if (found) kept = found;
  acts = await readActs(event);
  const refused = await readRefused(event);
  refusedWords = refused.length > 0 ? `No se aceptaron: ${refused.map((one) => `${one.label} (${WHY[one.state] ?? "no se pudo"})`).join(", ")}.` : "";
  overlay();
}

/** @param {RequestInit} [more] */
async function ask(more = {}) {
  const answer = await fetch(listUrl, { redirect: "manual", headers: { Accept: "application/json" }, ...more });
  if (answer.type === "opaqueredirect") {
    trouble = "Tu sesión terminó: entra de nuevo, lo anotado sigue aquí.";
    part("state").insertAdjacentHTML("afterend", `<p data-enter=""><a href="${signIn}">Entrar de nuevo</a></p>`);
    return null;
  }
  root.querySelector("[data-enter]")?.remove();
  trouble = answer.ok ? "" : (STATUS[answer.status] ?? "El sitio no responde: se envía después.");
  return answer.ok ? answer.json() : null;
}

/** Sends what waits, in order, then takes the list as it is now. */
async function sync() {
  more = sending;
  if (sending || root.dataset.closed) return;
  sending = true;
  try {
    while (acts.length > 0) {
      const some = acts.slice(0, BATCH);
      const sent = some.map(({ label: _, ...act }) => act);
      const body = new URLSearchParams({ acts: JSON.stringify({ sent_at: new Date().toISOString(), acts: sent }) });
      const said = await ask({ method: "POST", body });
      if (!said) return;
      await settled(some, said.results);
      kept.closed = said.closed;
    }
    const now = await ask();
    if (!now) return;
    kept = now;
    if (kept.closed && acts.length === 0) return closeHere();
    await keepList(event, kept);
    hints();
    overlay();
  } catch {
    // No line, or one that breaks: what waits is on the disk.
  } finally {
    sending = false;
    draw();
  }
  if (more) void sync();
}

/** @param {Act[]} some @param {{ id: string, state: string }[]} results */
async function settled(some, results) {
  const refused = results.filter((one) => WHY[one.state]).map((one) => ({ id: one.id, state: one.state, label: some.find((act) => act.id === one.id)?.label ?? "" }));
  await settleActs(
    event,
    results.map((one) => one.id),
    refused,
  );
  const done = new Set(results.map((one) => one.id));
  acts = acts.filter((act) => !done.has(act.id));
  if (refused.length > 0) await load();
}

function hints() {
  part("hints").replaceChildren(
    ...kept.hints.map(({ name }) => {
      const option = document.createElement("option");
      option.value = name;
      return option;
    }),
  );
}

/** The list was closed: this phone knows nothing any more. */
async function closeHere() {
  await wipe();
  root.hidden = true;
  location.reload();
}

async function wipe() {
  await forget(event);
  await forgetPage();
}

/** @type {(() => void) | null} */
let stopCamera = null;

async function toggleCamera() {
  const video = /** @type {HTMLVideoElement} */ (part("video"));
  const button = part("camera");
  if (stopCamera) {
    stopCamera();
    stopCamera = null;
    video.hidden = true;
    button.textContent = "Leer códigos con la cámara";
    return;
  }
  try {
    video.hidden = false;
    stopCamera = await startCamera(video, decoder, (text) => void onText(text));
    button.textContent = "Apagar la cámara";
    part("camera-hint").hidden = true;
  } catch {
    video.hidden = true;
    part("camera-hint").hidden = false;
    part("camera-hint").textContent = "No pudimos usar la cámara: permite su uso en el navegador, o busca a la persona por su nombre.";
  }
}

function listen() {
  search.addEventListener("input", draw);
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    // Readers that are plugged in type what they read and end with Enter.
    if (/^nodos:/i.test(search.value.trim())) {
      void onText(search.value);
      search.value = "";
      draw();
    }
  });
  part("camera").addEventListener("click", () => void toggleCamera());
  part("walk-in").addEventListener("submit", (event) => void addNew(/** @type {SubmitEvent} */ (event)));
  part("sync").addEventListener("click", () => void sync());
  part("forget").addEventListener("click", async () => {
    if (acts.length > 0 && !confirm(`Hay ${acts.length} llegadas sin enviar. Si olvidas la lista, se pierden. ¿Olvidarla igual?`)) return;
    await wipe();
    location.assign(listUrl.replace(/puerta\/lista$/, "asistencia"));
  });
  addEventListener("online", () => void sync());
  addEventListener("offline", draw);
  document.addEventListener("visibilitychange", () => document.hidden || void sync());
  setInterval(() => document.hidden || void sync(), OFTEN);
}

async function begin() {
  await load();
  if (root.dataset.closed) {
    // What was noted before it was closed still goes; then this phone forgets.
    if (acts.length === 0) return wipe();
    delete root.dataset.closed;
    return void sync().then(() => (acts.length === 0 ? wipe() : undefined));
  }
  root.hidden = false;
  hints();
  draw();
  listen();
  void sync();
  if (document.readyState !== "complete") await new Promise((resolve) => addEventListener("load", resolve, { once: true }));
  await keepPage(decoder).catch(() => undefined);
}

if (door) void begin();
