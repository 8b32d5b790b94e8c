"""Plain texts that are a table's rows, as spreadsheets and data bases write them, and no article."""

import re
from collections.abc import Sequence

_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_MARKS = (re.compile(r"\t"), re.compile(r";(?!\s)"), re.compile(r",(?!\s)"))
"""What parts fields; in running text a comma and a semicolon have a space behind them."""
FEWEST_ROWS, FEWEST_MARKS = 5, 2
MOST = 0.95
"""The share of the lines that have as many fields as the first."""


def are_rows(lines: Sequence[str]) -> bool:
    """Whether the lines are rows of one table: the same mark parts all, or nearly all, into as many fields."""
    rows = [_QUOTED.sub("", line) for line in lines if line.strip()]
    if len(rows) < FEWEST_ROWS:
        return False
    return any(_is_parted(rows, mark) for mark in _MARKS)


def _is_parted(rows: Sequence[str], mark: re.Pattern[str]) -> bool:
    fields = len(mark.findall(rows[0]))
    if fields < FEWEST_MARKS:
        return False
    return sum(len(mark.findall(row)) == fields for row in rows) >= MOST * len(rows)
