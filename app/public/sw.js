// Keeps the phone's skeleton and bundle, one cache a build, and the build before: a page that is open
// while a new build comes goes on with its own until it is loaded again. A navigation below /field is
// answered with the skeleton, whichever page it asks for (docs/decisions/0003). The API is never
// cached: the phone's own store holds what it may hold. The map of the station's area is kept by the
// engine (app/public/field/engine.mjs) and read here.
const BUILD = "{{hash}}";
const CACHE = `rounds-field-${BUILD}`;
const MAP = { cacheName: "rounds-map", ignoreVary: true };
const SKELETON = "/field";
const FILES = [
  SKELETON,
  "{{pkg}}/field.css",
  "{{pkg}}/field.js",
  "{{pkg}}/field_bg.wasm",
  "{{pkg}}/engine.js",
  "{{pkg}}/engine_bg.wasm",
  "/field/engine.mjs",
  "/field/map-worker.mjs",
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
      .then((names) => names.filter((name) => name.startsWith("rounds-field-") && name !== CACHE))
      // In the order in which they were made; the last is the build before.
      .then((old) => Promise.all(old.slice(0, -1).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (url.pathname === "/field" || url.pathname.startsWith("/field/")) {
      event.respondWith(network(request).catch(() => skeleton()));
    }
    return;
  }
  if (url.pathname.startsWith("/pkg/") || FILES.includes(url.pathname)) {
    event.respondWith(kept(request).then((kept) => kept ?? fetch(request)));
  } else if (url.pathname.startsWith("/map/tiles/")) {
    event.respondWith(caches.match(request, MAP).then((kept) => kept ?? fetch(request)));
  } else if (url.pathname === "/map/style.json" || url.pathname.startsWith("/assets/maplibre/")) {
    const mapped = async () => (await caches.match(request, MAP)) ?? fetch(request);
    event.respondWith(network(request).catch(mapped));
  }
});

async function skeleton() {
  return (await caches.open(CACHE)).match(SKELETON);
}

// From this build; what it does not have may be of the build before.
async function kept(request) {
  return (await (await caches.open(CACHE)).match(request)) ?? caches.match(request);
}

// The open lock of the phone, in memory alone: a page that is loaded again goes on where it was
// (app/src/device/lock/held.rs). Gone with this worker.
let held = null;
self.addEventListener("message", ({ data, ports: [port] }) => {
  if ("hold" in data) held = data.hold;
  else if (data.give) port.postMessage(held);
});

// A network that does not answer soon is no network: the skeleton of this build starts at once.
function network(request) {
  return Promise.race([
    fetch(request),
    new Promise((_, fail) => setTimeout(() => fail(new Error("slow")), 2500)),
  ]);
}
