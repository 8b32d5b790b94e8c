"""What the shipped cleaner and its metadata reached on sites that they had not seen, as recorded in training.

The records lie beside the weights and are sealed with them, so that they can be held to their floors without the
data: weights that reach less are not shipped. `make train-cleaner` writes them.
"""

import json
from pathlib import Path

from copydesk.clean.trained import WEIGHTS
from copydesk.sealed import verified_bytes

RECORDS = ("cleaner.json", "metadata.json")


def measure(shared: Path) -> dict[str, float]:
    """The recorded figures, 0 to 1; shares of what was made up are turned round. `shared` is not read."""
    told: dict[str, float] = {}
    for name in RECORDS:
        told |= json.loads(verified_bytes(WEIGHTS / name))
    return {
        name.replace("invented", "not_invented"): 1 - value if "invented" in name else value
        for name, value in told.items()
    }
