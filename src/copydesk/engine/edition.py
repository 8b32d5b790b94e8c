"""Which copydesk this is: what two of them make of one page may differ."""

from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


@cache
def edition() -> str:
    """The version, and a sum over the code and the models: the same on machines that do the same."""
    digest = sha256()
    for path in sorted(path for path in _PACKAGE.rglob("*") if path.is_file()):
        if path.suffix != ".pyc":
            digest.update(f"{path.relative_to(_PACKAGE).as_posix()}\0".encode())
            digest.update(sha256(path.read_bytes()).digest())
    return f"{version('copydesk')}+{digest.hexdigest()[:16]}"
