/* A form that the admin is saving by itself is sent once that is done, and is not saved again on its way: otherwise the
   next version would be taken for one written in another window. */
(() => {
  let isSaving = false;
  let isLeaving = false;
  let sendAgain = null;

  document.addEventListener("w-autosave:save", (event) => {
    if (isLeaving) event.preventDefault();
    else isSaving = true;
  });

  for (const end of ["success", "error"]) {
    document.addEventListener(`w-autosave:${end}`, () => {
      isSaving = false;
      sendAgain?.();
      sendAgain = null;
    });
  }

  document.addEventListener(
    "submit",
    (event) => {
      if (!isSaving || !event.target.matches("[data-edit-form]")) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const { target, submitter } = event;
      sendAgain = () => {
        if (submitter) submitter.disabled = false; // a button that was clicked waits: closed, it would not say which it is
        target.requestSubmit(submitter);
      };
    },
    true,
  );

  document.addEventListener("submit", (event) => {
    isLeaving = !event.defaultPrevented && event.target.matches("[data-edit-form]");
  });
  addEventListener("pageshow", () => {
    isLeaving = false;
  });
})();
