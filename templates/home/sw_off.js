/* The page is no longer kept on devices: forget it, and go. */

addEventListener("install", (event) => event.waitUntil(skipWaiting()));
addEventListener("activate", (event) => {
  const leave = async () => {
    for (const name of await caches.keys()) await caches.delete(name);
    await registration.unregister();
  };
  event.waitUntil(leave());
});
