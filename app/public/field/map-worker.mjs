// The map's worker, below /field: what it loads then comes from the service worker where there is no network.
import "/assets/maplibre/maplibre-gl-worker.mjs";
