// @ts-check
/**
 * Looks something up within a form, in place: sends the same form as the «Buscar» button would, and takes only the list out of the
 * page that comes back. `[data-event-search]` holds the words, the button and the list (`[data-found]`); its value tells several apart.
 */

/** @param {HTMLElement} box */
function improve(box) {
  const form = box.closest("form");
  const words = box.querySelector("input[type=search]");
  const button = box.querySelector("button[name=intent]");
  const list = box.querySelector("[data-found]");
  if (!form || !(words instanceof HTMLInputElement) || !(button instanceof HTMLButtonElement) || !list) return;
  const same = `[data-event-search="${box.dataset.eventSearch}"] [data-found]`;

  async function look() {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(/** @type {HTMLFormElement} */ (form))) if (typeof value === "string") body.append(name, value);
    body.set("intent", /** @type {HTMLButtonElement} */ (button).value);
    list?.setAttribute("aria-busy", "true");
    const answer = await fetch(location.href, { method: "POST", body, headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.querySelector(same);
    if (!answer.ok || !found) throw new Error("no list in the answer");
    list?.replaceChildren(...found.childNodes);
    list?.removeAttribute("aria-busy");
  }

  /** @param {Event} event */
  function instead(event) {
    event.preventDefault();
    // Whatever goes wrong, the plain way is still there.
    look().catch(() => {
      const plain = document.createElement("input");
      Object.assign(plain, { type: "hidden", name: "intent", value: /** @type {HTMLButtonElement} */ (button).value });
      form?.append(plain);
      form?.submit();
    });
  }

  button.addEventListener("click", instead);
  words.addEventListener("keydown", (event) => {
    if (event.key === "Enter") instead(event);
  });
}

for (const box of document.querySelectorAll("[data-event-search]")) if (box instanceof HTMLElement) improve(box);

export {};
