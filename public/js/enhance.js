// @ts-check
/**
 * Small comforts for pages that already work without a script. Loaded with `defer` on every page.
 * Forms say that they are sending; `[data-confirm]` asks first; `[data-copy]` copies;
 * `[data-autosubmit]` filters on change; the error summary takes the focus; menus close.
 */

/** @type {Map<HTMLButtonElement, string>} */
const sending = new Map();

document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  const asked = event.submitter?.dataset.confirm ?? form.dataset.confirm;
  if (asked && !confirm(asked)) return event.preventDefault();
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "1";
  const button = event.submitter;
  if (!(button instanceof HTMLButtonElement)) return;
  // After the browser has read the form: a disabled button would not send its name.
  setTimeout(() => {
    sending.set(button, button.innerHTML);
    button.disabled = true;
    button.textContent = form.dataset.sending ?? "Enviando…";
  });
});

// Back from the next page, out of the browser's memory: everything as it was.
addEventListener("pageshow", () => {
  for (const [button, html] of sending) {
    button.disabled = false;
    button.innerHTML = html;
  }
  sending.clear();
  for (const form of document.forms) delete form.dataset.sent;
});

document.addEventListener("change", (event) => {
  const input = /** @type {HTMLInputElement} */ (event.target);
  if (!/^(select-one|radio|checkbox)$/.test(input.type)) return;
  if (input.form?.matches("[data-autosubmit]")) input.form.requestSubmit();
});

document.addEventListener("click", async (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(target)) menu.removeAttribute("open");
  }
  const button = /** @type {HTMLElement | null} */ (target.closest("[data-copy]"));
  if (!button) return;
  const words = button.innerHTML;
  await navigator.clipboard.writeText(button.dataset.copy ?? "");
  button.textContent = "Copiado";
  setTimeout(() => {
    button.innerHTML = words;
  }, 2000);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details.menu[open]");
  menu?.removeAttribute("open");
  menu?.querySelector("summary")?.focus();
});

/** @type {HTMLElement | null} */ (document.querySelector("[data-error-summary]"))?.focus();

export {};
