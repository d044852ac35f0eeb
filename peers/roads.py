"""OSRM and RoutingKit on an extract, on foot: preparation, 1,000 x 1,000 times, one route, memory.

    target/peers/bin/python peers/roads.py [EXTRACT]

Beside them, what `cargo bench -p server --bench roads` says of the same extract.
"""

import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import numpy as np
import osmium
import pyroutingkit

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "server/assets/sample/liechtenstein.osm.pbf"
OSRM = Path(sys.prefix) / "osrm"
PORT = 5987
POINTS = 1000
ROUTES = 500
# Ways that people walk, roughly: what both peers then share is the shape of the graph, not the tag rules.
CLOSED = {"motorway", "motorway_link", "trunk", "trunk_link", "construction", "proposed", "raceway"}


class Streets:
    """Every node of every way that can be walked, and the seconds between neighbours."""

    def __init__(self, extract: Path):
        self.at: dict[int, tuple[float, float]] = {}
        arcs = []
        for way in osmium.FileProcessor(str(extract)).with_locations().with_filter(osmium.filter.KeyFilter("highway")):
            if not way.is_way() or way.tags["highway"] in CLOSED:
                continue
            nodes = [n for n in way.nodes if n.location.valid()]
            self.at.update({n.ref: (n.location.lon, n.location.lat) for n in nodes})
            arcs += [(a.ref, b.ref) for a, b in zip(nodes, nodes[1:])]
        number = {ref: n for n, ref in enumerate(self.at)}
        pairs = np.array([(number[a], number[b]) for a, b in arcs], dtype=np.uint32)
        self.tail = np.concatenate([pairs[:, 0], pairs[:, 1]])
        self.head = np.concatenate([pairs[:, 1], pairs[:, 0]])
        self.lon, self.lat = np.array(list(self.at.values()), dtype=np.float32).T
        north = np.radians(self.lat[self.tail] - self.lat[self.head]) * 6_371_000
        east = np.radians(self.lon[self.tail] - self.lon[self.head]) * 6_371_000 * np.cos(np.radians(self.lat[self.tail]))
        self.weight = np.maximum(np.hypot(north, east) / 1.4 * 1000, 1).astype(np.uint32)


def main(extract: str = str(SAMPLE)) -> None:
    streets = Streets(Path(extract))
    chosen = random.Random(1).sample(range(len(streets.lon)), POINTS)
    print(f"{extract}: {len(streets.lon):,} nodes of streets")
    routing_kit(streets, chosen)
    osrm(Path(extract), [(float(streets.lon[n]), float(streets.lat[n])) for n in chosen])
    bench = ["cargo", "bench", "--locked", "-p", "server", "--bench", "roads", "--", str(Path(extract).resolve())]
    subprocess.run(bench, check=True, cwd=ROOT)


def routing_kit(streets: Streets, chosen: list[int]) -> None:
    def prepared():
        cch = pyroutingkit.CCH()
        cch.build_topology(streets.tail, streets.head, streets.lat, streets.lon, len(streets.lon))
        cch.customize_weights(streets.weight)
        return cch

    cch, preparation = timed(prepared)
    points = np.array(chosen, dtype=np.uint32)
    _, matrix = timed(lambda: cch.distances_many_to_many(points, points))
    told("RoutingKit", preparation, matrix, [timed(lambda: cch.query(a, b))[1] for a, b in pairs(chosen)])


def osrm(extract: Path, points: list[tuple[float, float]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        network = Path(folder) / "network.osrm"

        def prepared():
            copy = Path(folder) / ("network.osm.pbf" if extract.suffix == ".pbf" else "network.osm.gz")
            copy.write_bytes(extract.read_bytes())
            run("osrm-extract", "-p", OSRM / "share/profiles/foot.lua", "-t", "1", copy)
            run("osrm-contract", "-t", "1", network)

        _, preparation = timed(prepared)
        command = [OSRM / "bin/osrm-routed", "-i", "127.0.0.1", "-p", str(PORT), "-t", "1",
                   "--max-table-size", str(POINTS), network]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            until_ready()
            table, matrix = timed(lambda: ask("table", points, "annotations=duration"))
            assert len(table["durations"]) == POINTS
            routes = [timed(lambda: ask("route", pair, "overview=full"))[1] for pair in pairs(points)]
            told("OSRM over HTTP", preparation, matrix, routes)
            print(f"  memory  {peak_mb(server.pid):8.1f} MB  osrm-routed at its most")
        finally:
            server.terminate()
            server.wait()


def run(name: str, *arguments) -> None:
    subprocess.run([OSRM / "bin" / name, *arguments], check=True, stdout=subprocess.DEVNULL)


def ask(service: str, points, options: str) -> dict:
    path = ";".join(f"{lon:.6f},{lat:.6f}" for lon, lat in points)
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/{service}/v1/foot/{path}?{options}") as answer:
        return json.load(answer)


def until_ready() -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/").close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("osrm-routed did not start")


def peak_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def pairs(points: list) -> list:
    return [(points[n % POINTS], points[(n * 37 + 11) % POINTS]) for n in range(ROUTES)]


def timed(work):
    began = time.perf_counter()
    return work(), time.perf_counter() - began


def told(name: str, preparation: float, matrix: float, routes: list[float]) -> None:
    print(f"{name}: preparation {preparation:.2f} s, {POINTS} x {POINTS} {matrix:.3f} s, "
          f"route {statistics.median(routes) * 1e6:.0f} µs")


if __name__ == "__main__":
    main(*sys.argv[1:])
