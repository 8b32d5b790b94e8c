"""Where the labelled data lies, and the scorer that comes with it."""

import argparse
import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType

SHARED = Path(__file__).parents[2] / "shared"
"""The folder of the labelled data unless another is named: beside this one."""


def with_shared(parser: argparse.ArgumentParser, *, required: bool = True) -> argparse.ArgumentParser:
    """The parser with `--shared`, for another folder of the labelled data; where it is `required`, a folder without
    any is wrong usage."""
    kind = _with_data if required else Path
    parser.add_argument("--shared", type=kind, default=str(SHARED), help="the folder of the labelled data")
    return parser


def _with_data(name: str) -> Path:
    if not (Path(name) / "data").is_dir():
        raise argparse.ArgumentTypeError(f"no labelled data at {name}")
    return Path(name)


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
