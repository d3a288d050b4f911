// Comforts of the form: 1 to 6 switch the roles of the platform one is at; a day is said in words, as a
// browser in another language asks it month first; what was typed is kept on leaving; being signed out is said.
(() => {
  "use strict";
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !/^[1-9]$/.test(event.key)) return;
    const platform = event.target.closest(".platform");
    if (!platform || event.target.closest("select, textarea, input:not([type=checkbox])")) return;
    const toggle = platform.querySelectorAll("[data-toggles] input")[Number(event.key) - 1];
    if (!toggle) return;
    toggle.focus();
    toggle.click();
    event.preventDefault();
  });

  // one begins at what is wrong, else at the first question; the title says which part it is
  const part = document.getElementById("part");
  if (part && document.activeElement === document.body) {
    const asked = "input:not([type=hidden]):not([tabindex]), select, textarea";
    const first = part.querySelector("[aria-invalid=true], .field-wrong input") || part.querySelector(asked);
    const chosen = first && first.type === "radio" && part.querySelector(`[name="${CSS.escape(first.name)}"]:checked`);
    const start = chosen || first || part.querySelector("button");
    if (start && start.offsetParent) start.focus({ preventScroll: !start.closest(".field-wrong") });
  }

  const language = document.documentElement.lang === "nl" ? "nl" : "en-GB";
  const inWords = new Intl.DateTimeFormat(language, { dateStyle: "full", timeZone: "UTC" });
  if (part) part.querySelectorAll("input[type=date]").forEach((day) => {
    const said = document.createElement("output");
    said.className = "quiet-words day-in-words";
    said.htmlFor = day.id;
    day.after(said);
    const say = () => {
      const known = day.valueAsNumber;
      said.textContent = Number.isNaN(known) || day.value.startsWith("0") ? "" : inWords.format(known);
    };
    day.addEventListener("change", say);
    say();
  });

  // since when: asked of the roles that are chosen; a day that stands there stays in sight
  const since = document.querySelectorAll("[data-since]");
  const chosen = [...document.querySelectorAll("[name=person_roles]")];
  const ask = () => since.forEach((one) => {
    const isHad = chosen.some((role) => role.checked && role.value === one.dataset.since);
    const isTold = one.querySelector("input").value || one.querySelector(".field-wrong");
    one.hidden = chosen.some((role) => role.checked) && !isHad && !isTold;
  });
  chosen.forEach((role) => role.addEventListener("change", ask));
  ask();

  // a tab that is closed within the second in which nothing was kept yet; a form that is sent keeps itself
  let unkept = false;
  if (part && part.hasAttribute("hx-post")) {
    part.addEventListener("input", () => { unkept = true; });
    part.addEventListener("submit", () => { unkept = false; });
    part.addEventListener("htmx:afterRequest", (event) => { if (event.detail.successful) unkept = false; });
    window.addEventListener("pagehide", () => {
      if (unkept) navigator.sendBeacon(part.getAttribute("hx-post"), new FormData(part));
    });
  }

  // an answer that is another page (the sign-in) is not what was asked for
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, target } = event.detail;
    const form = document.getElementById("part");
    if (!form || !xhr.responseURL || /\/(bewaar|zoek)\/$/.test(new URL(xhr.responseURL).pathname)) return;
    event.detail.shouldSwap = false;
    const kept = document.getElementById("kept") || target;
    kept.textContent = form.dataset.signedOut;
  });

  // nothing that is on its way may come after what is sent now
  document.addEventListener("submit", (event) => {
    if (window.htmx && event.target.id === "part") window.htmx.trigger(event.target, "htmx:abort");
  });
})();
