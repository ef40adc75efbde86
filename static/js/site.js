/* Improves what already works without it: leaving quickly, the current part of a page, copying an address, reading
   whom to call without a network, having the player's script when somebody comes to it. */

const exit = document.getElementById("quitter");

/** Hide the page at once, then replace it, so that Back does not return here. */
function leave() {
  document.documentElement.classList.add("cache");
  document.title = "…";
  location.replace(exit.href);
}

if (exit) {
  const status = document.createElement("p");
  status.className = "lu-seulement";
  status.setAttribute("role", "status");
  exit.after(status);
  exit.setAttribute("aria-description", "Ou trois fois la touche Majuscule.");
  exit.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });

  let presses = 0;
  let timer;
  const reset = () => {
    presses = 0;
    status.textContent = "";
  };
  addEventListener("keydown", (event) => {
    if (event.key !== "Shift" || event.repeat) {
      if (event.key !== "Shift") reset();
      return;
    }
    presses += 1;
    clearTimeout(timer);
    if (presses === 3) {
      status.textContent = "Vous quittez le site.";
      leave();
      return;
    }
    status.textContent = presses === 1 ? "Encore deux fois Majuscule pour quitter." : "Encore une fois pour quitter.";
    timer = setTimeout(reset, 5000);
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) document.documentElement.classList.remove("cache");
  });
}

const links = new Map(
  [...document.querySelectorAll(".sommaire a")].map((link) => [link.hash.slice(1), link]),
);
if (links.size) {
  const mark = (id) => {
    for (const [key, link] of links) {
      if (key === id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  const targets = [...links.keys()].map((id) => document.getElementById(decodeURIComponent(id))).filter(Boolean);
  let pending = false;
  const follow = () => {
    pending = false;
    const passed = targets.filter((target) => target.getBoundingClientRect().top < innerHeight / 3);
    mark((passed.at(-1) ?? targets[0])?.id);
  };
  addEventListener(
    "scroll",
    () => {
      if (!pending) {
        pending = true;
        requestAnimationFrame(follow);
      }
    },
    { passive: true },
  );
  follow();
}

const signature = document.querySelector(".signature");
if (signature && navigator.clipboard) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "bouton bouton--sobre copier";
  button.textContent = "Copier l’adresse de cette page";
  const done = document.createElement("span");
  done.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    const canonical = document.querySelector("link[rel=canonical]")?.href ?? location.href.split("#")[0];
    try {
      await navigator.clipboard.writeText(canonical);
      done.textContent = "Adresse copiée.";
    } catch {
      done.textContent = canonical;
    }
  });
  const line = document.createElement("p");
  line.className = "copier__ligne";
  line.append(button, " ", done);
  signature.prepend(line);
}

for (const menu of document.querySelectorAll(".menu__bouton")) {
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      menu.firstElementChild.focus();
    }
  });
}

const player = document.querySelector("[data-lecteur]");
if (player) {
  const places = [player, document.querySelector("[data-transcription]")];
  let ready = false;
  const wake = async (event) => {
    if (ready) return;
    await import(player.dataset.lecteur);
    ready = true;
    const plain = event?.type === "click" && !(event.ctrlKey || event.metaKey || event.shiftKey);
    if (plain) event.target.closest("button, a[href^='#t='], span[data-t]")?.click(); // it came before what answers it
  };
  for (const place of places)
    for (const gesture of ["pointerover", "focusin", "click", "play"]) place?.addEventListener(gesture, wake, { capture: true });
  const arrive = () => location.hash.startsWith("#t=") && wake();
  addEventListener("hashchange", arrive);
  arrive();
}

const { horsLigne } = document.body.dataset;
if (horsLigne && navigator.serviceWorker) {
  const keep = () => navigator.serviceWorker.register(horsLigne).catch(() => {});
  if (document.readyState === "complete") keep();
  else addEventListener("load", keep);
}
