"""Imports go down only, and siblings on a floor do not import each other."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "src" / "copydesk"

FLOORS = {
    "model": 0, "errors": 0, "text": 0, "sealed": 0, "embedding": 0, "background": 0,
    "readers": 1, "clean": 1,
    "annotate": 2,
    "group": 3, "account": 3,
    "pipeline": 4,
    "desk": 5, "engine": 5, "export": 5,
    "cli": 6, "web": 6,
}  # fmt: skip
PUBLIC = {"__init__", "__main__"}


def room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names = [node.module or ""]
            if node.module == "copydesk":
                names = [f"copydesk.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        rooms |= {name.split(".")[1] for name in names if name.startswith("copydesk.")}
    return rooms


MODULES = sorted(p for p in ROOT.rglob("*.py") if room(p) not in PUBLIC)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_down_only(path: Path) -> None:
    here = room(path)
    for other in imported_rooms(path) - {here}:
        assert FLOORS[other] < FLOORS[here] or FLOORS[other] == 0, f"{here} imports {other}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_modules_fit_on_a_few_screens(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") < 500
    assert path.name != "utils.py"
