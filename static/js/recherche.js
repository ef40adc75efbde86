/* Suggestions under the search field: the WAI-ARIA 1.2 editable combobox with list autocomplete.
   The form works without it. What is typed is asked of this site alone, and kept nowhere. */

const DELAY = 150;
const MIN_LETTERS = 2;

/** An element with its attributes and its text. */
function make(tag, attributes, text = "") {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = text;
  return element;
}

function enhance(form) {
  const input = form.elements.q;
  const list = make("ul", { role: "listbox", id: `${input.id}-suggestions`, class: "suggestions", "aria-label": "Suggestions" });
  const said = make("p", { class: "lu-seulement", "aria-live": "polite" });
  let found = [];
  let active = -1;
  let timer;
  let request;

  list.hidden = true;
  input.after(list, said);
  const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);

  const isOpen = () => !list.hidden;

  function activate(index) {
    active = index;
    [...list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
    if (index < 0) {
      input.removeAttribute("aria-activedescendant");
    } else {
      input.setAttribute("aria-activedescendant", list.children[index].id);
      list.children[index].scrollIntoView({ block: "nearest" });
    }
  }

  function show(suggestions) {
    found = suggestions;
    list.replaceChildren(
      ...found.map(({ title, kind }, place) => {
        const option = make("li", { role: "option", id: `${list.id}-${place}` });
        option.append(make("span", {}, title), " ", make("span", { class: "surtitre" }, kind));
        return option;
      }),
    );
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(isOpen()));
    activate(-1);
  }

  /** Forget what was suggested, and what was about to be. */
  function close() {
    clearTimeout(timer);
    request?.abort();
    said.textContent = "";
    show([]);
  }

  async function ask() {
    request?.abort();
    const current = (request = new AbortController());
    const address = `${form.dataset.suggestions}?${new URLSearchParams({ q: input.value })}`;
    try {
      const answer = await fetch(address, { signal: current.signal, cache: "no-store", referrerPolicy: "no-referrer" });
      const { suggestions } = await answer.json();
      if (current.signal.aborted) return;
      show(suggestions);
      const count = suggestions.length;
      said.textContent = count ? `${count} suggestion${count > 1 ? "s" : ""}.` : "Aucune suggestion.";
    } catch {
      if (!current.signal.aborted) close();
    }
  }

  function later(delay) {
    clearTimeout(timer);
    if (input.value.trim().length < MIN_LETTERS) close();
    else timer = setTimeout(ask, delay);
  }

  function leaveFor(index) {
    const { url } = found[index];
    close();
    location.assign(url);
  }

  /** From the field to the first or the last option, round and round through the field. */
  function move(step) {
    const places = found.length + 1;
    activate(((active + 1 + step + places) % places) - 1);
  }

  input.addEventListener("input", () => later(DELAY));
  input.addEventListener("blur", close);
  form.addEventListener("submit", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) leaveFor([...list.children].indexOf(option));
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen()) later(0);
      else if (!event.altKey) move(event.key === "ArrowDown" ? 1 : -1);
      else if (event.key === "ArrowUp") close();
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      leaveFor(active);
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (!isOpen()) input.value = "";
      close();
    } else if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(event.key)) {
      activate(-1); // the caret moves in the field, which is read again
    }
  });
  addEventListener("pageshow", close);
}

for (const form of document.querySelectorAll("form[data-suggestions]")) enhance(form);
