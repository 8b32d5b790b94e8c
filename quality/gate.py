"""Quality floors that only go up: `python -m quality.gate check | raise [AREA ...]`.

Every area's `measure(shared)` gives named figures, the higher the better. `floors.json` holds the least each
may be, with the hash of the data it was measured on. `check` fails where a figure falls below its floor;
`raise` lifts floors to just under what is measured now and never lowers one. The area `unseen` holds the figures
out of fold that were recorded with the weights: it needs no data.
"""

import argparse
import hashlib
import importlib
import json
import sys
from pathlib import Path

from quality.scoring import with_shared

AREAS = (
    "unseen",
    "cleaning",
    "metadata",
    "times",
    "entities",
    "quotations",
    "events",
    "lineage",
    "stories",
    "claims",
    "comparison",
    "account",
)
WITHOUT_DATA = ("unseen",)
FLOORS = Path(__file__).parent / "floors.json"
SLACK = 0.003
"""How far under the measured figure a raised floor lies: what another machine's arithmetic may move."""


def data_hash(shared: Path) -> str:
    """A hash over the names and sizes of the labelled files."""
    total = hashlib.sha256()
    for path in sorted(p for p in (shared / "data").rglob("*") if p.is_file()):
        total.update(f"{path.relative_to(shared).as_posix()} {path.stat().st_size}\n".encode())
    return total.hexdigest()[:16]


def measure(area: str, shared: Path) -> dict[str, float]:
    """The area's figures now."""
    module = importlib.import_module(f"quality.{area}")
    return {f"{area}.{name}": round(float(value), 4) for name, value in module.measure(shared).items()}


def main() -> int:
    parser = with_shared(argparse.ArgumentParser(description=__doc__), required=False)
    parser.add_argument("action", choices=["check", "raise"])
    parser.add_argument("areas", nargs="*")
    options = parser.parse_args()
    areas = options.areas or AREAS
    held = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {"data": None, "floors": {}}
    floors, found = held["floors"], held["data"]
    if (options.shared / "data").is_dir():
        found = data_hash(options.shared)
        if held["data"] not in {None, found}:
            print(f"the data is not that of the floors ({found}, not {held['data']})")
            return 1
    elif areas := [area for area in areas if area in WITHOUT_DATA]:
        print(f"no labelled data at {options.shared}: held are {', '.join(areas)} alone")
    else:
        print(f"no labelled data at {options.shared}: the quality gate is skipped")
        return 0
    failed = 0
    for area in areas:
        for name, value in sorted(measure(area, options.shared).items()):
            floor = floors.get(name)
            below = floor is not None and value < floor
            failed += below
            told = "none" if floor is None else format(floor, ".4f")
            print(f"{name:48} {value:8.4f}  floor {told}{'  BELOW' if below else ''}", flush=True)
            if options.action == "raise" and (floor is None or value - SLACK > floor):
                floors[name] = round(value - SLACK, 4)
    if options.action == "raise":
        FLOORS.write_text(
            json.dumps({"data": found, "floors": dict(sorted(floors.items()))}, indent=1) + "\n",
            encoding="utf-8",
        )
        return 0
    print(f"{failed} figures below their floor")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
