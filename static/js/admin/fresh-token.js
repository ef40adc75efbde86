/* A form left open while one had to connect again is still accepted: it is sent with the token of today, not with the one
   that it was opened with. */
(() => {
  const FIELD = "csrfmiddlewaretoken";

  document.addEventListener("formdata", ({ formData, target }) => {
    const token = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie);
    const isOurs = new URL(target.getAttribute("action") ?? "", location.href).origin === location.origin;
    if (token && isOurs && formData.has(FIELD)) formData.set(FIELD, token[1]);
  });
})();
