// Puts the rest of a day into a new order, beside the page, so that the page never waits. The ways of the
// round lie in the phone's cache (app/src/device/roads.rs). It lies below /field: what it loads then comes
// from the service worker where there is no network.
let engine;

self.onmessage = async ({ data: { pkg, cache, path, ask, rounds } }) => {
  try {
    const { Area } = await (engine ??= load(pkg));
    const kept = await (await caches.open(cache)).match(path);
    const area = new Area(new Uint8Array(await kept.arrayBuffer()));
    self.postMessage({ order: area.reorder(ask, rounds) });
    area.free();
  } catch (problem) {
    self.postMessage({ fault: String(problem) });
  }
};

async function load(pkg) {
  const module = await import(`${pkg}/engine.js`);
  await module.default({ module_or_path: `${pkg}/engine_bg.wasm` });
  return module;
}
