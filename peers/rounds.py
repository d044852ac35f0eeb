"""Gaps of Rounds to the best known, as `cargo bench -p planner --bench solve` prints them."""

import re
import subprocess
from pathlib import Path

LINE = re.compile(r"\| +([\d.]+) s +[\d.]+ +(-?[\d.]+) %")


def gaps(folder: Path, limits: list[float], name: str) -> list[float]:
    """One gap in % a limit."""
    told = subprocess.run(
        ["cargo", "bench", "--locked", "-p", "planner", "--bench", "solve", "--", str(folder),
         ",".join(f"{limit:g}" for limit in limits), name],
        check=True, capture_output=True, text=True,
    )
    return [float(gap) for _, gap in LINE.findall(told.stdout)]
