// @ts-check
/** Looks for schools in place: sends the same form as the «Buscar» button would, and takes only the list out of the page that comes back. */

/** @param {HTMLElement} box */
function improve(box) {
  const form = box.closest("form");
  const words = box.querySelector("input[type=search]");
  const button = box.querySelector("button[value=search]");
  const list = box.querySelector("[data-schools]");
  if (!form || !(words instanceof HTMLInputElement) || !(button instanceof HTMLButtonElement) || !list) return;

  async function look() {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(/** @type {HTMLFormElement} */ (form))) if (typeof value === "string") body.append(name, value);
    body.set("intent", "search");
    list?.setAttribute("aria-busy", "true");
    const answer = await fetch(location.href, { method: "POST", body, headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.querySelector("[data-schools]");
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
      Object.assign(plain, { type: "hidden", name: "intent", value: "search" });
      form?.append(plain);
      form?.submit();
    });
  }

  button.addEventListener("click", instead);
  words.addEventListener("keydown", (event) => {
    if (event.key === "Enter") instead(event);
  });
}

for (const box of document.querySelectorAll("[data-school-search]")) if (box instanceof HTMLElement) improve(box);
