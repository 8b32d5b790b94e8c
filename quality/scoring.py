"""The scorer that comes with the labelled data."""

import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType


@cache
def load_scorer(shared: Path) -> ModuleType:
    """`score/score.py` of the shared folder. Raises `FileNotFoundError` if it is not there."""
    path = shared / "score" / "score.py"
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
