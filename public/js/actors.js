// @ts-check
/**
 * Moves the points of the map of actors: dragged by finger or mouse, or with the arrow keys. Dropping (or Enter) sends the same form that moves them
 * without a script. Escape puts a point back.
 */

const map = /** @type {SVGSVGElement | null} */ (document.querySelector("svg[data-actor-map]"));
const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-actor-move]"));
const live = document.querySelector("[data-actor-live]");

const STEP = 5;
const DRAGGED = 4; // pixels: less is a tap, which opens the actor

/** @param {SVGSVGElement} svg @param {HTMLFormElement} sender @param {Element} speaker */
function improve(svg, sender, speaker) {
  const [left, top, side] = ["left", "top", "side"].map((name) => Number(svg.dataset[name]));
  /** @type {Record<string, string>} */
  const names = JSON.parse(svg.dataset.names ?? "{}");
  const drawn = new Map();

  /** @param {number} value */
  const within = (value) => Math.min(100, Math.max(0, Math.round(value)));

  /** @param {{ power: number, interest: number }} place */
  const fieldOf = ({ power, interest }) => names[power >= 50 ? (interest >= 50 ? "manage" : "satisfy") : interest >= 50 ? "inform" : "monitor"];

  /** @param {SVGAElement} point */
  const dotOf = (point) => point.querySelector("g") ?? point;

  /** @param {SVGAElement} point */
  const placeOf = (point) => ({ power: Number(point.dataset.power), interest: Number(point.dataset.interest) });

  /** @param {string} words */
  const say = (words) => {
    speaker.textContent = words;
  };

  /** @param {SVGAElement} point @param {{ power: number, interest: number }} place */
  function show(point, place) {
    if (!drawn.has(point)) drawn.set(point, dotOf(point).getAttribute("transform"));
    point.classList.add("actor-moving");
    dotOf(point).setAttribute("transform", `translate(${left + (place.interest / 100) * side} ${top + side - (place.power / 100) * side})`);
    point.dataset.toPower = String(place.power);
    point.dataset.toInterest = String(place.interest);
    say(`${point.dataset.name}: poder ${place.power}, interés ${place.interest}. ${fieldOf(place)}.`);
  }

  /** @param {SVGAElement} point */
  const shown = (point) => ({ power: Number(point.dataset.toPower ?? point.dataset.power), interest: Number(point.dataset.toInterest ?? point.dataset.interest) });

  /** @param {SVGAElement} point */
  function putBack(point) {
    if (!drawn.has(point)) return false;
    dotOf(point).setAttribute("transform", drawn.get(point));
    drawn.delete(point);
    point.classList.remove("actor-moving");
    delete point.dataset.toPower;
    delete point.dataset.toInterest;
    return true;
  }

  /** @param {SVGAElement} point @param {string} via */
  function save(point, via) {
    const to = shown(point);
    const from = placeOf(point);
    if (to.power === from.power && to.interest === from.interest) return putBack(point);
    const values = { stakeholder_id: point.dataset.id, power: to.power, interest: to.interest, seen: point.dataset.seen, via };
    for (const [name, value] of Object.entries(values)) /** @type {HTMLInputElement} */ (sender.elements.namedItem(name)).value = String(value);
    say(`${point.dataset.name}: guardando su nuevo lugar.`);
    sender.submit();
  }

  /** @param {SVGAElement} point */
  function draggable(point) {
    /** @type {{ x: number, y: number, power: number, interest: number, far: boolean } | null} */
    let grip = null;
    point.addEventListener("dragstart", (event) => event.preventDefault());
    point.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      grip = { x: event.clientX, y: event.clientY, ...shown(point), far: false };
      point.setPointerCapture(event.pointerId);
    });
    point.addEventListener("pointermove", (event) => {
      if (!grip) return;
      const [dx, dy] = [event.clientX - grip.x, event.clientY - grip.y];
      grip.far ||= Math.hypot(dx, dy) >= DRAGGED;
      if (!grip.far) return;
      const scale = (svg.getScreenCTM()?.a ?? 1) * (side / 100);
      show(point, { power: within(grip.power - dy / scale), interest: within(grip.interest + dx / scale) });
    });
    point.addEventListener("pointerup", () => {
      const moved = grip?.far;
      grip = null;
      if (!moved) return;
      // The click that ends a drag is not one that opens the actor.
      point.addEventListener("click", (event) => event.preventDefault(), { once: true, capture: true });
      save(point, "drag");
    });
    point.addEventListener("pointercancel", () => {
      grip = null;
      putBack(point);
    });
  }

  /** @param {SVGAElement} point */
  function steerable(point) {
    /** @type {Record<string, [number, number]>} */
    const arrows = { ArrowUp: [1, 0], ArrowDown: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };
    point.addEventListener("keydown", (event) => {
      const arrow = arrows[event.key];
      if (arrow) {
        event.preventDefault();
        const { power, interest } = shown(point);
        const step = event.shiftKey ? 1 : STEP;
        show(point, { power: within(power + arrow[0] * step), interest: within(interest + arrow[1] * step) });
      } else if (event.key === "Enter" && drawn.has(point)) {
        event.preventDefault();
        save(point, "keys");
      } else if (event.key === "Escape" && putBack(point)) say(`${point.dataset.name}: sigue donde estaba.`);
    });
    point.addEventListener("blur", () => {
      if (!sender.elements.namedItem("seen") || point.dataset.toPower === undefined) return;
      if (/** @type {HTMLInputElement} */ (sender.elements.namedItem("stakeholder_id")).value === point.dataset.id) return; // on its way
      if (putBack(point)) say(`${point.dataset.name}: sigue donde estaba. Para guardar un cambio, aprieta Intro.`);
    });
  }

  for (const point of svg.querySelectorAll("a[data-id]")) {
    if (!(point instanceof SVGAElement)) continue;
    draggable(point);
    steerable(point);
  }
  say("Arrastra un punto para moverlo. Con el teclado: elige un punto, muévelo con las flechas y guarda con Intro.");
  const hint = document.querySelector("[data-actor-plain]");
  if (hint instanceof HTMLElement) hint.hidden = true;
  const back = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (back instanceof SVGAElement) {
    back.focus({ preventScroll: true });
    svg.scrollIntoView({ block: "nearest" });
  }
}

if (map && form && live) improve(map, form, live);

export {};
