/* A new page is typed at once: its first field takes the focus when its tab shows, unless somebody chose another. */
(() => {
  const FRAMES = 300; // five seconds: the tab is hidden until the admin's own script has run

  function focus(frames) {
    const field = document.querySelector("form input[autofocus]");
    if (!field || document.activeElement !== document.body) return;
    if (field.checkVisibility()) field.focus();
    else if (frames) requestAnimationFrame(() => focus(frames - 1));
  }

  document.addEventListener("DOMContentLoaded", () => focus(FRAMES));
})();
