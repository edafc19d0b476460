// @ts-check
/** Shows the button that prints, where there is a script to do it. */
for (const button of document.querySelectorAll("[data-print]")) {
  button.removeAttribute("hidden");
  button.addEventListener("click", () => print());
}
for (const hint of document.querySelectorAll("[data-print-hint]")) hint.remove();

export {};
