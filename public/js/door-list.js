// @ts-check
/** The list by hand: each tick is saved at once, one act at a time. What cannot be saved now is saved with the button. */
import { newId } from "./door-store.js";

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-roll]"));
const state = form?.querySelector("[data-roll-state]");

/** @param {HTMLInputElement} mark */
async function save(mark) {
  const row = /** @type {HTMLElement} */ (mark.closest("[data-key]"));
  const key = row.dataset.key ?? "";
  const others = [.../** @type {NodeListOf<HTMLInputElement>} */ (row.querySelectorAll("[data-roll-mark]"))].filter((each) => each !== mark);
  // In the room or online: one of the two.
  if (mark.checked) for (const other of others) other.checked = false;
  const at = new Date().toISOString();
  const target = key.startsWith("i.") ? { invitation_id: key.slice(2) } : { attendance_id: key.slice(2) };
  const act = { id: newId(), what: mark.checked ? "present" : "removed", mode: mark.value, via: "list", at, ...target };
  if (state) state.textContent = "Guardando…";
  try {
    const body = new URLSearchParams({ acts: JSON.stringify({ sent_at: at, acts: [act] }) });
    const answer = await fetch(form?.dataset.roll ?? "", { method: "POST", body, redirect: "manual" });
    const said = answer.ok ? await answer.json() : null;
    if (!["done", "again"].includes(said?.results?.[0]?.state)) throw new Error("not saved");
    const was = /** @type {HTMLInputElement | null} */ (row.querySelector("[name=was]"));
    if (was) was.value = `${key} ${mark.checked ? mark.value : "-"}`;
    if (state) state.textContent = "Guardado.";
    for (const place of document.querySelectorAll("[data-totals]")) place.textContent = said.sentence;
  } catch {
    if (state) state.textContent = "Sin conexión: guarda la lista con el botón cuando vuelva.";
  }
}

form?.addEventListener("change", (event) => {
  const mark = /** @type {HTMLInputElement} */ (event.target);
  if (mark.matches("[data-roll-mark]")) void save(mark);
});
