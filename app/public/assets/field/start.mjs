// Starts the phone's app on its skeleton. The folder of the bundle comes from the page, so that this
// file need not change with each build.
const pkg = document.body.dataset.pkg;

if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register("/sw.js", { scope: "/field" }).catch(() => {
    // Without it the app still runs; it only starts without a network no more.
  });
}

const { default: start } = await import(`${pkg}/field.js`);
await start({ module_or_path: `${pkg}/field_bg.wasm` });
document.getElementById("start")?.remove();
