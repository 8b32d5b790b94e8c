"""What the served desks are made of."""

from collections.abc import Callable
from pathlib import Path

from starlette.testclient import TestClient

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*"))
HOSTILE = [
    "../../etc/passwd",
    "a/b?c=d&e=%2F#f",
    "%00%0d%0aSet-Cookie: x=1",
    "line\nof\r\nlines",
    "\"><script>alert(1)</script>'",
    "' onmouseover='alert(1)",
    "{{ 7 * 7 }} </title></style>",
    "\u202egnp.exe \x1b[31m",
    "javascript:alert(1)",
    "http://news.example/a b?q=\"1\"&r='2'#s",
    "x" * 3000,
]
BODY = (
    "The harbour office of Port Linde closed its eastern gate on Monday after a crane fell, officials said. "
    "No one was hurt when the crane came down, the harbour master told reporters. "
    "Work at the gate is to begin again within a week, the office said."
)

Client = Callable[[Path], TestClient]
"""Asks the desk at this path."""
