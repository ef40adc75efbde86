/* Once an image is chosen in a text, what comes next is to say what it shows: that field is ready to be typed. */
(() => {
  const FRAMES = 300; // five seconds: the dialog must have closed

  function focus(field, frames) {
    if (!document.querySelector("body > .modal")) field.select(); // what the library knows of the image is there already
    else if (frames) requestAnimationFrame(() => focus(field, frames - 1));
  }

  document.addEventListener("change", ({ target }) => {
    if (!target.value || target.type !== "hidden" || !target.name.endsWith("-image-image")) return;
    const field = document.getElementById(target.id.replace(/image$/, "alt_text"));
    if (field) requestAnimationFrame(() => focus(field, FRAMES));
  });
})();
