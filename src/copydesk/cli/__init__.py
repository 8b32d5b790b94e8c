"""Floor 6. The command line: arguments in, text out, no logic."""

import os

__all__ = ["main"]


def main() -> None:
    """The `copydesk` command."""
    # Sums over several threads can differ in their last bit, and so would the output.
    for library in ("OMP", "OPENBLAS", "MKL", "VECLIB_MAXIMUM"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    from copydesk.cli.commands import app

    app(prog_name="copydesk")
