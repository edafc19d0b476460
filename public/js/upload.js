// @ts-check
/**
 * Uploads that are told and can be left: chosen files go at once, one after the other, in parts (upload-parts.js); each with its share, the time that is
 * left, and a pause. Without this script the form sends them all in one go.
 */
import { forget, Refused, Stopped, send, unfinished } from "./upload-parts.js";

const VIDEO = /\.(mp4|m4v|webm|mov|qt)$/i;
const number = new Intl.NumberFormat("es-CL", { maximumFractionDigits: 1 });
/** @param {number} bytes */
const size = (bytes) => (bytes < 999_500 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${number.format(bytes / 1e6)} MB`);

for (const form of document.querySelectorAll("form[data-upload]")) manage(/** @type {HTMLFormElement} */ (form));

/** @param {HTMLFormElement} form */
function manage(form) {
  const input = /** @type {HTMLInputElement} */ (form.querySelector("input[type=file]"));
  const list = /** @type {HTMLElement} */ (form.querySelector("[data-upload-list]"));
  const said = /** @type {HTMLElement} */ (form.querySelector("[data-upload-said]"));
  const button = /** @type {HTMLElement} */ (form.querySelector("[data-upload-send]"));
  const where = new URL(form.action).pathname;
  /** @type {Row[]} */
  const queue = [];
  let busy = false;
  button.hidden = true;
  form.addEventListener("submit", (event) => event.preventDefault());
  /** @param {string} words */
  const say = (words) => {
    said.textContent = words;
  };

  const next = async () => {
    if (busy) return;
    const row = queue.find((each) => each.state === "waiting");
    if (!row) return;
    busy = true;
    await row.run();
    busy = false;
    if (row.state === "done" && (await refresh())) row.leave();
    if (list.childElementCount === 0) list.hidden = true;
    next();
  };

  input.addEventListener("change", () => {
    for (const file of input.files ?? []) {
      if (queue.some((row) => row.file.name === file.name && row.file.size === file.size && (row.state === "waiting" || row.state === "going"))) continue;
      const row = new Row(file, where, say, next);
      queue.push(row);
      list.append(row.item);
      const wrong = impossible(file, form, input.accept);
      if (wrong) row.refuse(wrong);
    }
    list.hidden = list.childElementCount === 0;
    input.value = ""; // so that the same file can be chosen again
    next();
  });
  input.required = false;

  const begun = unfinished(where);
  if (begun.length > 0) {
    const names = begun.map((each) => `«${each.name}» (${Math.round(each.share * 100)} %)`).join(", ");
    say(`Quedó a medias: ${names}. Elige el mismo archivo y sigue desde donde quedó.`);
  }
}

/** What can be told before a byte is sent. @param {File} file @param {HTMLFormElement} form @param {string} accept */
function impossible(file, form, accept) {
  if (file.size === 0) return "Este archivo está vacío.";
  const video = VIDEO.test(file.name);
  const most = Number(video ? form.dataset.mostVideo : form.dataset.most);
  if (file.size > most) {
    const advice = video ? "Súbelo a un sitio de videos y comparte el enlace." : "Prueba con una versión más liviana o en partes.";
    return `Pesa ${size(file.size)} y el máximo es ${Math.round(most / 1_048_576)} MB. ${advice}`;
  }
  const ending = /\.[^.]+$/.exec(file.name)?.[0].toLowerCase();
  if (ending && !accept.split(",").includes(ending)) return `No recibimos archivos «${ending}». Guárdalo como PDF o en otro de los formatos de arriba.`;
  return "";
}

/** One file under way. */
class Row {
  /** @type {"waiting" | "going" | "paused" | "done" | "refused"} */
  state = "waiting";
  item = document.createElement("li");
  #bar = document.createElement("progress");
  #words = document.createElement("p");
  #pause = quiet("Pausar");
  #drop = quiet("Cancelar");
  #stop = new AbortController();
  #quarter = 0;

  /** @param {File} file @param {string} where @param {(words: string) => void} say @param {() => void} next */
  constructor(file, where, say, next) {
    this.file = file;
    this.where = where;
    this.say = say;
    this.item.className = "upload-file";
    const name = document.createElement("p");
    name.className = "upload-name";
    name.textContent = `${file.name} · ${size(file.size)}`;
    this.#bar.max = Math.max(1, file.size);
    this.#bar.value = 0;
    this.#bar.setAttribute("aria-label", `Avance de ${file.name}`);
    this.#words.className = "upload-words";
    this.#words.textContent = "Espera su turno…";
    const acts = document.createElement("div");
    acts.className = "upload-acts";
    acts.append(this.#pause, this.#drop);
    this.item.append(name, this.#bar, this.#words, acts);
    this.#pause.addEventListener("click", () => {
      if (this.state === "paused") {
        this.state = "waiting";
        this.#words.textContent = "Espera su turno…";
        this.#pause.textContent = "Pausar";
        next();
      } else this.#halt();
    });
    this.#drop.addEventListener("click", () => {
      this.state = "refused";
      this.#stop.abort();
      forget(where, file);
      this.leave();
      say(`No subimos ${file.name}.`);
    });
  }

  #halt() {
    this.state = "paused";
    this.#stop.abort();
    this.#pause.textContent = "Seguir";
    this.#words.textContent = "En pausa.";
    this.say(`${this.file.name} está en pausa.`);
  }

  async run() {
    this.state = "going";
    this.#stop = new AbortController();
    this.say(`Subiendo ${this.file.name}.`);
    try {
      await send(this.where, this.file, { signal: this.#stop.signal, onProgress: (sent, rate) => this.#show(sent, rate), onWaiting: (waiting) => waiting && this.#wait() });
      this.state = "done";
      this.#show(this.file.size, 0);
      this.#words.textContent = "Listo.";
      this.say(`${this.file.name} ya está en la lista.`);
    } catch (error) {
      if (error instanceof Stopped) return; // a tap said so, and what follows
      this.refuse(error instanceof Refused ? error.message : "No pudimos subir este archivo.");
    }
  }

  /** @param {number} sent @param {number} rate */
  #show(sent, rate) {
    if (this.state !== "going" && this.state !== "done") return;
    const share = Math.floor((sent / Math.max(1, this.file.size)) * 100);
    this.#bar.value = sent;
    this.#words.textContent = `${Math.min(share, 100)} %${rate > 0 ? ` · ${left((this.file.size - sent) / rate)}` : ""}`;
    if (sent >= this.file.size) this.#words.textContent = "Revisando el archivo…";
    const quarter = Math.floor(share / 25);
    if (quarter > this.#quarter && quarter < 4) this.say(`${this.file.name}: ${quarter * 25} %.`);
    this.#quarter = Math.max(this.#quarter, quarter);
  }

  #wait() {
    this.#words.textContent = "Sin conexión. Seguimos solos cuando vuelva, desde donde quedó.";
    this.say(`Se cortó la conexión. ${this.file.name} seguirá desde donde quedó.`);
  }

  /** @param {string} why */
  refuse(why) {
    this.state = "refused";
    this.item.classList.add("upload-refused");
    this.#words.textContent = why;
    this.#bar.hidden = true;
    this.#pause.hidden = true;
    this.#drop.textContent = "Entendido";
    this.say(`${this.file.name}: ${why}`);
  }

  leave() {
    const list = this.item.parentElement;
    this.item.remove();
    if (list) list.hidden = list.childElementCount === 0;
  }
}

/** @param {string} words */
function quiet(words) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-quiet button-small";
  button.textContent = words;
  return button;
}

/** @param {number} seconds */
function left(seconds) {
  if (seconds < 50) return "falta menos de un minuto";
  const minutes = Math.round(seconds / 60);
  if (minutes <= 1) return "falta 1 minuto";
  return minutes < 100 ? `faltan unos ${minutes} minutos` : `faltan unas ${Math.round(minutes / 60)} horas`;
}

/** What somebody has written there and not sent must not be lost. @param {Element} where */
function typed(where) {
  return [...where.querySelectorAll("input, textarea")].some((field) => /** @type {HTMLInputElement} */ (field).value !== /** @type {HTMLInputElement} */ (field).defaultValue);
}

/** The page's parts that an upload changes, as the server shows them now. Nothing else moves. */
async function refresh() {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    let whole = true;
    for (const here of document.querySelectorAll("[data-refresh]")) {
      const there = page.querySelector(`[data-refresh="${here.getAttribute("data-refresh")}"]`);
      if (typed(here)) whole = false;
      else if (there) here.replaceChildren(...there.childNodes);
    }
    return whole;
  } catch {
    return false; // the file is there; the next page shows it
  }
}
