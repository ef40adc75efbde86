// A field that ties pages (cms/chosen_pages.py): the admin's dialog finds them, the field keeps and shows those chosen.
(() => {
  const changed = (field) => field.dispatchEvent(new Event("change", { bubbles: true }));

  function keys(field) {
    return [...field.querySelectorAll("[data-chosen] input")].map((input) => input.value);
  }

  function show(field, { id, title, live }) {
    const line = field.querySelector("template").content.cloneNode(true);
    const input = line.querySelector("input");
    input.name = field.dataset.name;
    input.value = id;
    for (const place of line.querySelectorAll("[data-title]")) place.textContent = title;
    if (live) line.querySelector("[data-draft]").remove();
    field.querySelector("[data-chosen]").append(line);
  }

  function add(field, pages) {
    const already = keys(field);
    for (const page of pages) if (!already.includes(String(page.id))) show(field, page);
    changed(field);
  }

  function choose(field) {
    window.ModalWorkflow({
      url: field.dataset.chooserUrl,
      urlParams: { multiple: 1 },
      onload: new window.ChooserModalOnloadHandlerFactory().getOnLoadHandlers(),
      responses: { chosen: (pages) => add(field, pages) },
    });
  }

  document.addEventListener("click", ({ target }) => {
    const field = target.closest("[data-chosen-pages]");
    if (!field) return;
    if (target.closest("[data-choose]")) choose(field);
    const taken = target.closest("[data-take-away]");
    if (!taken) return;
    taken.closest("li").remove();
    field.querySelector("[data-choose]").focus(); // the button that had the focus is gone
    changed(field);
  });
})();
