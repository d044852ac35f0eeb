// Works beside the page, so that the page never waits: puts the rest of a day into a new order, holds the
// station's files for finding doors, fetches the map of its area, makes PINs slow to guess. It lies below /field: what it loads then comes from the service worker
// where there is no network. Each question has a number, which its answer repeats.
let engine, files;

// What draws the map.
const DRAWING = ["maplibre-gl.mjs", "maplibre-gl-worker.mjs", "maplibre-gl.css"].map((file) => `/assets/maplibre/${file}`);
const ANY = { ignoreVary: true };
// Below this the room is left to records and photos.
const ROOM = 100e6;

const tasks = {
  // The ways of the round lie in the phone's cache (app/src/device/roads.rs).
  async order({ Area }, { cache, path, ask, rounds }) {
    const kept = await (await caches.open(cache)).match(path);
    const area = new Area(new Uint8Array(await kept.arrayBuffer()));
    try {
      return area.reorder(ask, rounds);
    } finally {
      area.free();
    }
  },
  // What is not here yet, tile by tile; what belongs to another area or map goes first. A fetch that is cut
  // off goes on there with the next list.
  async map(_, { cache, list }) {
    const { tiles, deepest } = JSON.parse(list);
    const styles = ["light", "sun", "dark"].map((theme) => `/map/style.json?theme=${theme}`);
    const kept = await caches.open(cache);
    const wanted = new Set([...tiles, ...styles, ...DRAWING].map((path) => new URL(path, location).href));
    for (const { url } of await kept.keys()) if (!wanted.has(url)) await kept.delete(url);
    for (const path of tiles) {
      if (await kept.match(path, ANY)) continue;
      if (await isNearlyFull()) return;
      await kept.put(path, await unhurried(path));
    }
    for (const path of styles) await kept.put(path, await unhurried(`${path}&deepest=${deepest}`));
    for (const path of DRAWING) await kept.put(path, await unhurried(path));
  },
  stretch: ({ stretch }, { pin, salt }) => stretch(pin, salt),
  hold({ Files }, { text }) {
    files?.free();
    files = new Files();
    return text ? files.take(text) : "";
  },
  take: (_, { text }) => files.take(text),
  text: () => files.text(),
  find: (_, { typed, from, count }) => files.find(typed, from, count),
  file: (_, { id }) => files.file(id),
};

self.onmessage = async ({ data: { number, pkg, task, ...question } }) => {
  try {
    const module = await (engine ??= load(pkg));
    self.postMessage({ number, answer: await tasks[task](module, question) });
  } catch (problem) {
    self.postMessage({ number, fault: String(problem) });
  }
};

async function load(pkg) {
  const module = await import(`${pkg}/engine.js`);
  await module.default({ module_or_path: `${pkg}/engine_bg.wasm` });
  return module;
}

async function unhurried(path) {
  const answer = await fetch(path, { priority: "low" });
  if (!answer.ok) throw new Error(`${answer.status} ${path}`);
  return answer;
}

async function isNearlyFull() {
  const { quota, usage } = await navigator.storage.estimate();
  return quota - usage < ROOM;
}
