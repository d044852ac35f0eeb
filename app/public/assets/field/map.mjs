// <rounds-map>: today's line and numbered stops on the server's own map. `data-round` holds what to
// show as JSON; the pins are links, which the app's router follows.
// The deepest zoom of the server's tiles.
const DEEPEST = 14;
const EMPTY = { type: "FeatureCollection", features: [] };

class RoundsMap extends HTMLElement {
  static observedAttributes = ["data-round"];

  async connectedCallback() {
    try {
      const library = await load();
      if (!this.isConnected) return;
      this.map = new library.Map({
        container: this,
        style: `/map/style.json?theme=${theme()}`,
        attributionControl: { compact: true },
        dragRotate: false,
        pitchWithRotate: false,
      });
      this.library = library;
      this.map.once("style.load", () => this.draw(true));
      this.map.once("error", () => this.without());
      this.map.on("webglcontextlost", () => this.rebuild());
    } catch {
      this.textContent = this.dataset.failed;
    }
  }

  disconnectedCallback() {
    this.map?.remove();
    this.map = null;
  }

  // Without the server's map the line and the stops still show where to go.
  without() {
    if (this.map?.isStyleLoaded() || this.map?.getStyle()?.layers?.length) return;
    this.map.setStyle({ version: 8, sources: {}, layers: [] });
    this.title = this.dataset.failed;
  }

  // Without a network a large area has a coarser map.
  note() {
    if (!(this.map.getSource("map")?.maxzoom < DEEPEST)) return;
    const note = Object.assign(document.createElement("p"), { className: "map__note", textContent: this.dataset.limited });
    note.setAttribute("role", "status");
    this.append(note);
  }

  // Phones take the graphics away from pages in the background.
  rebuild() {
    this.disconnectedCallback();
    this.connectedCallback();
  }

  attributeChangedCallback() {
    if (this.map?.isStyleLoaded()) this.draw(false);
  }

  draw(fit) {
    if (!this.dataset.round || !this.map) return;
    if (fit) this.note();
    const round = JSON.parse(this.dataset.round);
    this.line(round.line);
    this.pins(round);
    if (fit) {
      const bounds = new this.library.LngLatBounds(round.start, round.start);
      for (const stop of round.stops) bounds.extend(stop.at);
      this.map.fitBounds(bounds, { padding: 48, maxZoom: 17, animate: false });
    }
    if (round.here) this.map.easeTo({ center: round.here, zoom: Math.max(this.map.getZoom(), 16) });
  }

  line(points) {
    const ink = getComputedStyle(this).getPropertyValue("--brand").trim();
    const data = points.length > 1
      ? { type: "Feature", properties: {}, geometry: { type: "LineString", coordinates: points } }
      : EMPTY;
    const source = this.map.getSource("walk");
    if (source) return source.setData(data);
    this.map.addSource("walk", { type: "geojson", data });
    this.map.addLayer({
      id: "walk",
      type: "line",
      source: "walk",
      layout: { "line-join": "round", "line-cap": "round" },
      paint: { "line-color": ink, "line-width": 5, "line-opacity": 0.85 },
    });
  }

  pins(round) {
    this.markers?.forEach((marker) => marker.remove());
    this.markers = grouped(round.stops).map((group) => {
      const open = group.find((stop) => !stop.done) ?? group[0];
      const pin = document.createElement("a");
      pin.className = open.done ? "pin pin--done" : "pin";
      pin.href = open.href;
      pin.textContent = open.done ? "✓" : open.number;
      pin.setAttribute("aria-label", group.map((stop) => `${stop.number} ${stop.name}`).join(", "));
      return new this.library.Marker({ element: pin }).setLngLat(open.at).addTo(this.map);
    });
    if (round.here) {
      const dot = document.createElement("span");
      dot.className = "pin-here";
      this.markers.push(new this.library.Marker({ element: dot }).setLngLat(round.here).addTo(this.map));
    }
  }
}

// One pin a door point: the dwellings of a building stand on top of each other.
function grouped(stops) {
  const groups = new Map();
  for (const stop of stops) {
    const place = stop.at.join();
    groups.set(place, [...(groups.get(place) ?? []), stop]);
  }
  return [...groups.values()];
}

function theme() {
  const chosen = document.documentElement.dataset.theme;
  return chosen || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}

let loading;
function load() {
  loading ??= (async () => {
    const sheet = Object.assign(document.createElement("link"), {
      rel: "stylesheet",
      href: "/assets/maplibre/maplibre-gl.css",
    });
    document.head.append(sheet);
    const library = await import("/assets/maplibre/maplibre-gl.mjs");
    const map = library.default ?? library;
    (map.setWorkerUrl ?? library.setWorkerUrl)?.("/field/map-worker.mjs");
    return { ...library, ...map };
  })();
  loading.catch(() => (loading = undefined));
  return loading;
}

customElements.get("rounds-map") ?? customElements.define("rounds-map", RoundsMap);
