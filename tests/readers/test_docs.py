"""`docs/input.md` and `docs/cli.md` say what is so."""

import re
from dataclasses import fields
from pathlib import Path

import typer

from copydesk.cli import whole_app
from copydesk.model import Reason
from copydesk.readers import SAFE

DOCS = Path(__file__).parents[2] / "docs"


def first_cells(page: str, heading: str) -> list[tuple[str, str]]:
    """The first two cells of each row of the table under a heading."""
    section = (DOCS / page).read_text(encoding="utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return re.findall(r"^\| (`[^|]*) \| ([^|]*) \|", section, re.M)


def test_every_reason_is_told() -> None:
    assert [cell.strip("`") for cell, _ in first_cells("input.md", "Rejected")] == [str(r) for r in Reason]


def test_every_limit_is_told_with_its_default() -> None:
    told = {name.strip("`"): int(value) for name, value in first_cells("input.md", "Limits")}
    assert told == {field.name: getattr(SAFE, field.name) for field in fields(SAFE)}


def test_every_command_and_option_is_told() -> None:
    text = (DOCS / "cli.md").read_text(encoding="utf-8")
    command = typer.main.get_command(whole_app())
    for name, each in command.commands.items():  # type: ignore[attr-defined]
        assert f"\n    copydesk {name} " in text
        for parameter in each.params:
            assert all(f"`{option}" in text for option in parameter.opts if option.startswith("-")), name
