"""Public instances as every solver gets them, and the cost by which all answers are judged."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import vrplib

FORMATS = {"cvrp": "vrplib", "vrptw": "vrplib", "solomon": "solomon"}
# Solomon's distances are doubles; solvers with integer costs get thousandths.
SCALE = 1000


@dataclass
class Instance:
    """Node 0 is the depot. Times and distances are the same numbers."""

    name: str
    coordinates: np.ndarray
    demand: list[int]
    capacity: int
    fleet: int
    windows: list[tuple[int, int]] | None
    service: list[int]
    exact: np.ndarray
    scaled: np.ndarray
    best: float

    def cost(self, routes: list[list[int]] | None) -> float | None:
        """The exact length of an answer, none where it visits not all, or not within the rules."""
        if routes is None or sorted(v for r in routes for v in r) != list(range(1, len(self.demand))):
            return None
        if len([r for r in routes if r]) > self.fleet or not all(map(self.keeps_rules, routes)):
            return None
        tours = [[0, *route, 0] for route in routes]
        return float(sum(self.exact[a, b] for tour in tours for a, b in zip(tour, tour[1:])))

    def keeps_rules(self, route: list[int]) -> bool:
        if sum(self.demand[v] for v in route) > self.capacity:
            return False
        if self.windows is None:
            return True
        now, at = self.windows[0][0], 0
        for v in [*route, 0]:
            now = max(now + self.service[at] + int(self.scaled[at, v]), self.windows[v][0])
            # Half a thousandth a leg is lost by rounding.
            if now > self.windows[v][1] + len(route):
                return False
            at = v
        return True


def instances(folder: Path, name: str) -> list[tuple[str, Instance]]:
    """Those of `bks.csv` whose file contains `name` and whose kind every peer can solve."""
    lines = (folder / "bks.csv").read_text().splitlines()[1:]
    rows = [line.split(",") for line in lines]
    known = [row for row in rows if row[0] in FORMATS and name in f"{row[0]}/{row[1]}"]
    return [(f"{row[0]}/{row[1]}", read(folder, row[0], row[1], float(row[2]))) for row in known]


def read(folder: Path, kind: str, name: str, best: float) -> Instance:
    """One instance, by the conventions of its kind (docs/solve.md)."""
    file = folder / kind / f"{name}.{'txt' if kind == 'solomon' else 'vrp'}"
    told = vrplib.read_instance(file, instance_format=FORMATS[kind], compute_edge_weights=False)
    coordinates = np.asarray(told["node_coord"], dtype=float)
    plain = np.sqrt(((coordinates[:, None, :] - coordinates[None, :, :]) ** 2).sum(-1))
    scale = {"cvrp": 1, "vrptw": 10, "solomon": SCALE}[kind]
    exact = {"cvrp": np.floor(plain + 0.5), "vrptw": np.floor(plain * 10 + 1e-9) / 10, "solomon": plain}[kind]
    count = len(coordinates)
    windows = told.get("time_window")
    return Instance(
        name=name,
        coordinates=coordinates,
        demand=[int(d) for d in told["demand"]],
        capacity=int(told["capacity"]),
        fleet=int(told.get("vehicles", count - 1)),
        windows=None if windows is None else [(int(a * scale), int(b * scale)) for a, b in windows],
        # Files of this form give the depot a service time too; nobody is served there.
        service=[0, *(int(s * scale) for s in np.broadcast_to(told.get("service_time", 0), count)[1:])],
        exact=exact,
        scaled=np.rint(exact * scale).astype(np.int64),
        best=best,
    )
