/* Keeps one page on the device, to be read without a network: whom to call. No other page, nothing about the visitor. */

const { cache, page, files, admin } = {{ kept|safe }};

async function save() {
  const kept = await caches.open(cache);
  await kept.addAll([page, ...files].map((url) => new Request(url, { cache: "reload", credentials: "omit" })));
  await skipWaiting();
}

async function takeOver() {
  for (const name of await caches.keys()) if (name !== cache) await caches.delete(name);
  await registration.navigationPreload?.enable();
  await clients.claim();
}

/** The network's answer; without a network, what was kept. */
async function answer(event, kept) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch (error) {
    const copy = await caches.match(kept, { cacheName: cache });
    if (copy) return copy;
    throw error;
  }
}

addEventListener("install", (event) => event.waitUntil(save()));
addEventListener("activate", (event) => event.waitUntil(takeOver()));
addEventListener("fetch", (event) => {
  const { method, mode, destination, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin) return;
  if (mode === "navigate" && destination === "document" && !pathname.startsWith(admin)) {
    event.respondWith(answer(event, page));
  } else if (files.includes(pathname)) {
    event.respondWith(answer(event, pathname));
  }
});
