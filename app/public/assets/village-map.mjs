// <village-map data-map="GeoJSON">: villages over the basemap, shaded by `percent`, or coloured by
// `group` where they have one. The office's pages place the element and write a table of the same
// beside it. A tap on a village is told by the event `village`, with its code; `data-groups`, a JSON
// object of codes and groups, colours villages anew.

const MAPLIBRE = "/assets/maplibre/maplibre-gl.mjs";

const fill = [
  "step", ["coalesce", ["get", "percent"], 0],
  "#f2ddc0", 40, "#d9d7b5", 60, "#a8cbb6", 80, "#6fb3a8", 95, "#2f8f86",
];

// Twelve colours that lie apart (Okabe and Ito, 2002, and darker shades); a name stands on each.
const groups = [
  "#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00",
  "#cc79a7", "#8c6bb1", "#7f7f7f", "#a6761d", "#66a61e", "#c2a5cf",
];
const grouped = ["match", ["%", ["get", "group"], groups.length], ...groups.flatMap((c, n) => [n, c]), groups[0]];

class VillageMap extends HTMLElement {
  static observedAttributes = ["data-groups"];

  attributeChangedCallback() {
    this.regroup();
  }

  connectedCallback() {
    if (!this.map) this.draw().catch((error) => console.warn("map", error));
  }

  disconnectedCallback() {
    this.map?.remove();
    this.map = undefined;
  }

  async draw() {
    const villages = JSON.parse(this.dataset.map || "null");
    if (!villages?.features?.length) return;
    sheet();
    const maplibre = await import(MAPLIBRE);
    maplibre.setWorkerUrl?.("/assets/maplibre/maplibre-gl-worker.mjs");
    this.map = new maplibre.Map({
      container: this,
      style: `/map/style.json?theme=${dark() ? "dark" : "light"}`,
      bounds: boundsOf(villages),
      fitBoundsOptions: { padding: 24 },
      cooperativeGestures: true,
      attributionControl: { compact: true },
    });
    this.map.addControl(new maplibre.NavigationControl({ showCompass: false }), "top-right");
    this.map.on("load", () => this.paint(villages));
  }

  regroup() {
    const { villages, map } = this;
    if (!villages) return;
    const of = JSON.parse(this.dataset.groups || "{}");
    for (const { properties } of villages.features) properties.group = of[properties.code] ?? properties.group;
    map.getSource("villages").setData(villages);
  }

  paint(villages) {
    const { map } = this;
    const isGrouped = villages.features.some(({ properties }) => "group" in properties);
    map.addSource("villages", { type: "geojson", data: villages });
    map.addLayer({
      id: "villages", type: "fill", source: "villages",
      paint: { "fill-color": isGrouped ? grouped : fill, "fill-opacity": dark() ? 0.45 : 0.72 },
    });
    map.addLayer({
      id: "edges", type: "line", source: "villages",
      paint: { "line-color": "#0b5c55", "line-width": 1.5 },
    });
    map.addLayer({
      id: "names", type: "symbol", source: "villages",
      layout: { "text-field": isGrouped ? ["get", "name"] : ["concat", ["get", "name"], "\n", ["get", "overdue"]], "text-size": 14 },
      paint: dark()
        ? { "text-color": "#ffffff", "text-halo-color": "#101615", "text-halo-width": 1.6 }
        : { "text-color": "#17211f", "text-halo-color": "#ffffff", "text-halo-width": 1.6 },
    });
    this.villages = villages;
    this.regroup();
    map.on("click", "villages", ({ features }) => {
      this.dispatchEvent(new CustomEvent("village", { detail: features[0].properties.code }));
    });
  }
}

function dark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function sheet() {
  if (document.querySelector("link[data-maplibre]")) return;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = "/assets/maplibre/maplibre-gl.css";
  link.dataset.maplibre = "";
  document.head.append(link);
}

function boundsOf(collection) {
  const box = [180, 90, -180, -90];
  const visit = (place) => {
    if (typeof place[0] !== "number") return place.forEach(visit);
    box[0] = Math.min(box[0], place[0]);
    box[1] = Math.min(box[1], place[1]);
    box[2] = Math.max(box[2], place[0]);
    box[3] = Math.max(box[3], place[1]);
  };
  collection.features.forEach((feature) => visit(feature.geometry.coordinates));
  return box;
}

customElements.define("village-map", VillageMap);
