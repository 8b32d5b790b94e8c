"""Floor 6. The command line: arguments in, text out, no logic."""

import os
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typer import Typer

__all__ = ["main"]


def main() -> None:
    """The `copydesk` command."""
    # Sums over several threads can differ in their last bit, and so would the output.
    for library in ("OMP", "OPENBLAS", "MKL", "VECLIB_MAXIMUM"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    # `timeout` and service managers end a run so; what was half written is then cleared away, as on Ctrl-C.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    _open_closed_streams()
    whole_app()(prog_name="copydesk")


def whole_app() -> "Typer":
    """The command line with all its commands."""
    from copydesk.cli import commands, desk_commands, watch_command  # noqa: F401 - each tells the app its own
    from copydesk.cli.root import app

    return app


def _open_closed_streams() -> None:
    """Gives each closed standard stream the null device: else Python has none, and a file takes its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - as long as we run
