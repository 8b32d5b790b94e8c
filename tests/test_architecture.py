"""Imports go down only, and siblings on a floor do not import each other."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "src" / "copydesk"

FLOORS = {
    "model": 0, "errors": 0, "text": 0, "sealed": 0, "forest": 0, "embedding": 0, "background": 0,
    "readers": 1, "clean": 1,
    "annotate": 2,
    "group": 3, "account": 3,
    "pipeline": 4,
    "desk": 5, "engine": 5, "export": 5, "watch": 5,
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


def imported_modules(path: Path) -> set[Path]:
    """The package's own files that the module names in its imports, those for types alone too."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("copydesk."):
            base = ROOT.joinpath(*str(node.module).split(".")[1:])
            named = [base, *(base / alias.name for alias in node.names)]
            found |= {file for place in named if (file := place.with_suffix(".py")).is_file()}
    return found


NETWORK = {
    "aiohttp", "ftplib", "http.client", "httpcore", "httpx", "imaplib", "poplib", "requests", "smtplib", "socket",
    "ssl", "telnetlib", "urllib.request", "urllib.robotparser", "urllib3", "websockets", "xmlrpc",
}  # fmt: skip
FETCHING, LISTENING = "watch", "web"
SERVING = {"fastapi", "starlette", "uvicorn"}


def outside_modules(path: Path) -> set[str]:
    """All that the module imports, each with the packages around it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return {".".join(name.split(".")[:end]) for name in names for end in range(1, name.count(".") + 2)}


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT)))
def test_one_room_alone_reaches_out_to_the_network(path: Path) -> None:
    used = outside_modules(path) & NETWORK
    assert not used or room(path) == FETCHING or (room(path) == LISTENING and used == {"socket"})


@pytest.mark.parametrize("path", sorted((ROOT / LISTENING).rglob("*.py")), ids=lambda p: p.name)
def test_what_listens_connects_to_nothing(path: Path) -> None:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    named = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    assert named.isdisjoint({"connect", "connect_ex", "create_connection", "socketpair", "sendto"})


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT)))
def test_one_room_alone_serves(path: Path) -> None:
    assert room(path) == LISTENING or outside_modules(path).isdisjoint(SERVING)


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


def test_no_modules_import_each_other() -> None:
    imports = {path: imported_modules(path) for path in MODULES}
    while leaves := {path for path, others in imports.items() if others.isdisjoint(imports)}:
        imports = {path: others for path, others in imports.items() if path not in leaves}
    assert not imports, f"these import each other in a circle: {sorted(map(str, imports))}"


MOST_PARAMETERS, MOST_IN_ORDER = 6, 2
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions_of(path: Path) -> list[Function]:
    """The module's functions, but for what makes a dataclass and takes its fields in their order."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    records = (n for n in nodes if isinstance(n, ast.ClassDef) and "dataclass" in decorators_of(n))
    made = {id(n) for record in records for n in record.body if getattr(n, "name", "") == "__init__"}
    return [node for node in nodes if isinstance(node, Function) and id(node) not in made]


def decorators_of(node: ast.ClassDef | Function) -> str:
    return " ".join(map(ast.unparse, node.decorator_list))


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT)))
def test_functions_take_few_parameters_and_most_of_them_by_name(path: Path) -> None:
    for function in functions_of(path):
        given = function.args
        ordered = [a.arg for a in (*given.posonlyargs, *given.args) if a.arg not in {"self", "cls"}]
        assert len(ordered) <= MOST_IN_ORDER, f"{function.name} takes {ordered} in this order"
        if "command" not in decorators_of(function):  # the parameters of a command are its options
            taken = len(ordered) + len(given.kwonlyargs)
            assert taken <= MOST_PARAMETERS, f"{function.name} takes {taken} parameters"
