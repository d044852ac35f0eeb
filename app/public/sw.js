// Keeps the phone's skeleton and bundle, one cache a build. A navigation below /field is answered
// with the skeleton, whichever page it asks for (docs/decisions/0003). The API is never cached: the
// phone's own store holds what it may hold.
const BUILD = "{{hash}}";
const CACHE = `rounds-field-${BUILD}`;
const SKELETON = "/field";
const FILES = [
  SKELETON,
  "{{pkg}}/field.css",
  "{{pkg}}/field.js",
  "{{pkg}}/field_bg.wasm",
  "{{pkg}}/engine.js",
  "{{pkg}}/engine_bg.wasm",
  "/field/engine.mjs",
  "/assets/field/start.mjs",
  "/assets/field/scan.mjs",
  "/assets/field/map.mjs",
  "/assets/field/icons.svg",
  "/assets/field/icon.svg",
  "/assets/jsqr/jsqr.mjs",
  "/manifest.webmanifest",
];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((n) => n.startsWith("rounds-field-") && n !== CACHE).map((n) => caches.delete(n))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (url.pathname === "/field" || url.pathname.startsWith("/field/")) {
      event.respondWith(network(request).catch(() => caches.match(SKELETON)));
    }
    return;
  }
  if (FILES.includes(url.pathname)) {
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  }
});

// A network that does not answer soon is no network: the skeleton of this build starts at once.
function network(request) {
  return Promise.race([
    fetch(request),
    new Promise((_, fail) => setTimeout(() => fail(new Error("slow")), 2500)),
  ]);
}
