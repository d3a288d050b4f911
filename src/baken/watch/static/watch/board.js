// The board brings itself up to date while somebody works with it, and only then: a page that nobody looks
// at must not keep its reader signed in.
(() => {
  "use strict";
  const EVERY = 20_000;
  const AT_WORK = 5 * 60_000;
  let last = Date.now();
  for (const sign of ["keydown", "pointerdown", "pointermove", "scroll"]) {
    document.addEventListener(sign, () => { last = Date.now(); }, { passive: true });
  }
  setInterval(() => {
    const board = document.querySelector("[data-board]");
    // whoever goes through the rows by keyboard keeps their place
    if (!board || document.hidden || Date.now() - last > AT_WORK || board.contains(document.activeElement)) return;
    window.htmx.trigger(board, "board-due");
  }, EVERY);
})();
