"""JSON Lines, as labelled data and labels come in."""

import gzip
import json
from pathlib import Path
from typing import Any


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    """The records of a JSON Lines file, plain or gzipped. Lines end at line feeds alone: JSON may hold other ends."""
    raw = path.read_bytes()
    raw = gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw
    return [json.loads(line) for line in raw.decode("utf-8").split("\n") if line.strip()]
