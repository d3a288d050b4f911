// Keys and small comforts. Every page works without this file; nothing here decides anything.
(() => {
  "use strict";
  const typing = (target) => target.closest("input:not([type=checkbox]):not([type=radio]), select, textarea, [contenteditable]");

  const rows = () => [...document.querySelectorAll("[data-rows] > *")].filter((row) => row.querySelector("a, button"));

  function move(step) {
    const all = rows();
    if (!all.length) return;
    const now = all.findIndex((row) => row.contains(document.activeElement));
    const next = all[Math.max(0, Math.min(all.length - 1, now < 0 ? 0 : now + step))];
    next.querySelector("a, button").focus();
  }

  // the words of adverts on this page, all at once
  const unfold = (open) => document.querySelectorAll("details.fold").forEach((one) => { one.open = open; });

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (typing(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (event.key === "j" || event.key === "k") {
      move(event.key === "j" ? 1 : -1);
      event.preventDefault();
      return;
    }
    if (event.key === "?") {
      const keys = document.getElementById("keys");
      if (keys) keys.showModal();
      event.preventDefault();
      return;
    }
    const thing = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!thing) return;
    event.preventDefault();
    if (thing.matches("input:not([type=checkbox]):not([type=radio]), select, textarea")) thing.focus();
    else if (thing.closest("details.fold")) unfold(!thing.closest("details.fold").open);
    else thing.click();
  });

  // what is said aloud after a part of the page was replaced
  document.addEventListener("htmx:afterSwap", (event) => {
    const said = event.detail.target.querySelector("[data-say]");
    if (said) document.getElementById("said").textContent = said.textContent;
  });

  // a form that was changed and not sent asks before one leaves it
  let changed = false;
  document.addEventListener("input", (event) => {
    if (event.target.closest("form[data-keep]")) changed = true;
  });
  document.addEventListener("submit", () => { changed = false; });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful && event.target.closest && event.target.closest("form[data-keep]")) changed = false;
  });
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });

  // a number that is asked for again each minute: in the menu, and in the title of the page; without a sound
  const asked = document.querySelector("[data-ask]");
  if (asked) {
    const title = document.title;
    const tell = (number) => {
      asked.textContent = number;
      asked.hidden = number === 0;
      document.title = number ? `(${number}) ${title}` : title;
    };
    tell(Number(asked.textContent));
    window.setInterval(async () => {
      // whoever is out is sent nowhere by a page that asks by itself
      const answer = await fetch(asked.dataset.ask, { redirect: "manual" }).catch(() => null);
      if (answer && answer.ok) tell(Number(await answer.text()) || 0);
    }, 60000);
  }

  // on a narrow screen a row becomes a small block; each cell then says which column it is
  function stack(root) {
    root.querySelectorAll("table[data-stack]:not(.stacked)").forEach((table) => {
      const labels = [...table.querySelectorAll("thead th")].map((head) => head.textContent.replace(/[▲▼]/g, "").trim());
      // blocks would lose their meaning as a table, so that is said in words
      const roles = { thead: "rowgroup", tbody: "rowgroup", tr: "row", "thead th": "columnheader", "tbody th": "rowheader", td: "cell" };
      table.setAttribute("role", "table");
      for (const [selector, role] of Object.entries(roles)) table.querySelectorAll(selector).forEach((part) => part.setAttribute("role", role));
      table.querySelectorAll("tbody tr").forEach((row) => [...row.children].forEach((cell, at) => { cell.dataset.label = labels[at] || ""; }));
      table.classList.add("stacked");
    });
  }
  stack(document);
  document.addEventListener("htmx:afterSettle", (event) => stack(event.detail.target.parentElement || document));

  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
})();
