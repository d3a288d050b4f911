// Choosing an outcome above brings one to the words it asks for. The page works without this file.
(() => {
  "use strict";
  const form = () => document.getElementById("afweging-formulier");

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-outcome]");
    if (!link || !form()) return;
    const choice = form().querySelector(`[name=outcome][value="${CSS.escape(link.dataset.outcome)}"]`);
    if (!choice) return;
    event.preventDefault();
    choice.checked = true;
    choice.dispatchEvent(new Event("input", { bubbles: true }));
    const kinds = link.dataset.outcome === "urgent" ? [...form().querySelectorAll("[name=kind]")] : [];
    const open = kinds.length && !kinds.some((kind) => kind.checked) ? kinds[0] : [...form().querySelectorAll("textarea")].find((field) => !field.value.trim());
    const next = open || form().querySelector("button[type=submit]");
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  });

  // who unfolded the words of one advert reads the next one unfolded too
  let unfolded = null;
  document.addEventListener("toggle", (event) => {
    if (event.target.matches && event.target.matches("details.fold")) unfolded = event.target.open;
  }, true);
  document.addEventListener("htmx:afterSwap", () => {
    const fold = document.querySelector("details.fold");
    if (fold && unfolded !== null) fold.open = unfolded;
  });

  const wrong = form() && form().querySelector(".field-wrong textarea, .field-wrong input");
  if (wrong) wrong.focus();

  // all of the paper is on the paper
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    opened.forEach((part) => { part.open = true; });
  });
  window.addEventListener("afterprint", () => opened.forEach((part) => { part.open = false; }));
})();
