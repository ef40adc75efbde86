/* The player of a testimony: key moments, speed, jumps, keyboard, and a transcript that follows.
   The browser's own player works without it: ``site.js`` asks for it at the first gesture towards the player or the
   transcript, or when the address names a moment. Nothing is remembered, not even a place or a speed. */

const JUMP = 15;
const player = document.querySelector("[data-lecteur]");
const transcript = document.querySelector("[data-transcription]");
const audio = player.querySelector("audio");
const follow = player.querySelector("[data-suivre]");
const wave = player.querySelector(".onde");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** The moment that an address names, « #t=83 » or « #t=1:23 »: that of the words that stand there, to the hundredth. */
function momentOf(hash) {
  const named = /^#t=(?:npt:)?((?:\d+:){0,2}\d+(?:\.\d+)?)$/.exec(hash)?.[1];
  const exact = named && document.getElementById(hash.slice(1))?.dataset.t;
  return named && Number(exact ?? named.split(":").reduce((total, part) => total * 60 + Number(part), 0));
}

const lines = [...(transcript?.querySelectorAll("span[data-t]") ?? [])].map((element) => ({ element, start: Number(element.dataset.t) }));
const moments = [...player.querySelectorAll(".moments a")].map((element) => ({ element, start: momentOf(element.hash) }));

/** The last thing that has begun at this time. */
const begun = (things, time) => things.findLast(({ start }) => start <= time + 0.05);

function mark(things, current) {
  for (const { element } of things) {
    if (element === current?.element) element.setAttribute("aria-current", "true");
    else element.removeAttribute("aria-current");
  }
}

let line;
function show() {
  const time = audio.currentTime;
  if (audio.duration) wave?.style.setProperty("--lu", time / audio.duration);
  mark(moments, begun(moments, time));
  const now = begun(lines, time);
  if (now === line) return;
  line = now;
  mark(lines, line);
  if (follow?.checked && line) line.element.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
}

/** Go to a moment, as soon as the browser knows how long the recording is. */
function seek(time) {
  const go = () => {
    audio.currentTime = Math.min(Math.max(time, 0), audio.duration || time);
    show();
  };
  if (audio.readyState >= HTMLMediaElement.HAVE_METADATA) go();
  else {
    audio.addEventListener("loadedmetadata", go, { once: true });
    audio.preload = "metadata";
  }
}

const play = () => audio.play().catch(() => {}); // a browser that refuses shows its own button
const toggle = () => (audio.paused ? play() : audio.pause());
const jump = (seconds) => seek(audio.currentTime + seconds);

function listen(time) {
  seek(time);
  play();
}

/** Place the recording where the address says, and the reader on what is said there. Nothing is played. */
function arrive() {
  const time = momentOf(location.hash);
  if (time === undefined) return;
  seek(time);
  const target = begun(lines, time)?.element.closest("p")?.querySelector("a");
  target?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: "center" });
}

const keys = { k: toggle, j: () => jump(-JUMP), l: () => jump(JUMP), ArrowLeft: () => jump(-JUMP), ArrowRight: () => jump(JUMP), Home: () => seek(0) };

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("select, input")) return;
  const isSpace = event.key === " " && event.target === audio;
  const action = isSpace ? toggle : keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!action) return;
  event.preventDefault();
  event.stopPropagation();
  action();
}

function clicked(event) {
  const time = momentOf(event.target.closest("a")?.hash ?? "");
  if (time !== undefined && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
    event.preventDefault();
    listen(time);
    return;
  }
  const told = event.target.closest("span[data-t]");
  if (told && getSelection().isCollapsed) listen(Number(told.dataset.t));
}

for (const place of [player, transcript]) {
  place?.addEventListener("keydown", pressed, { capture: true });
  place?.addEventListener("click", clicked);
}
player.addEventListener("click", (event) => {
  const button = event.target.closest("[data-saut]");
  if (button) jump(Number(button.dataset.saut));
});
const speed = player.querySelector("[data-vitesse]");
const setSpeed = () => {
  audio.playbackRate = Number(speed.value);
};
speed.addEventListener("change", setSpeed);
wave?.addEventListener("click", (event) => {
  const box = wave.getBoundingClientRect();
  if (audio.duration) listen(((event.clientX - box.left) / box.width) * audio.duration);
});
for (const name of ["timeupdate", "seeked", "loadedmetadata"]) audio.addEventListener(name, show);
addEventListener("hashchange", arrive);
document.documentElement.classList.add("lecteur-pret");
setSpeed();
show();
// Once the page is loaded: until then the browser, which goes to the same place by itself, would take the focus away.
if (document.readyState === "complete") arrive();
else addEventListener("load", () => setTimeout(arrive), { once: true });
