"""All solvers on public instances, one thread, one seed: gaps to the best known in %, as a table.

    target/peers/bin/python peers/table.py [FOLDER] [SECONDS,…] [NAME]

FOLDER holds `bks.csv` and a folder a set, as crates/planner/benches/vrp does.
"""

import sys
import time
from pathlib import Path

import rounds
from instance import Instance, instances
from solvers import SOLVERS

BUNDLED = Path(__file__).parent.parent / "crates/planner/benches/vrp"


def main(folder: str = str(BUNDLED), seconds: str = "1,5,30", name: str = "") -> None:
    limits = [float(limit) for limit in seconds.split(",")]
    print(f"| instance, after {seconds.replace(',', ' / ')} s | Rounds | {' | '.join(SOLVERS)} |")
    print("|---" * (len(SOLVERS) + 2) + "|", flush=True)
    for file, it in instances(Path(folder), name):
        ours = [f"{gap:.2f}" for gap in rounds.gaps(Path(folder).resolve(), limits, file)]
        theirs = [[gap(it, solve, limit) for limit in limits] for solve in SOLVERS.values()]
        cells = [" / ".join(row) for row in [ours, *theirs]]
        print(f"| {file} | {' | '.join(cells)} |", flush=True)


def gap(it: Instance, solve, limit: float) -> str:
    """The gap of a solver's answer; with the seconds it took, where it kept no limit."""
    began = time.perf_counter()
    cost = it.cost(solve(it, limit))
    took = time.perf_counter() - began
    told = "none" if cost is None else f"{100 * (cost / it.best - 1):.2f}"
    return told if took < 1.5 * limit + 10 else f"{told} ({took:.0f} s)"


if __name__ == "__main__":
    main(*sys.argv[1:])
