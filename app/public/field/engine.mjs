// Works beside the page, so that the page never waits: puts the rest of a day into a new order, holds the
// station's files for finding doors, makes PINs slow to guess. It lies below /field: what it loads then comes from the service worker
// where there is no network. Each question has a number, which its answer repeats.
let engine, files;

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
