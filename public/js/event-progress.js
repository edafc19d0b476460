// @ts-check
/** Follows a mailing: asks for the page again every two seconds and changes only what it says, until everything is out. */

const EVERY = 2000;
const LONGEST = 30_000;

/** @param {number} pause */
function follow(pause) {
  const here = document.querySelector("[data-progress=going]");
  if (!here) return;
  setTimeout(async () => {
    if (document.hidden) return follow(pause);
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const there = page.querySelector("[data-progress]");
      if (!there) throw new Error("another page");
      here.setAttribute("data-progress", there.getAttribute("data-progress") ?? "done");
      if (there.innerHTML !== here.innerHTML) here.replaceChildren(...there.childNodes);
      follow(EVERY);
    } catch {
      follow(Math.min(LONGEST, pause * 2)); // offline for a while: ask less often
    }
  }, pause);
}

follow(EVERY);

export {};
