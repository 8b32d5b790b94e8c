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


def typed_options() -> list[tuple[str, str, str]]:
    """Page, command and option of each line of a page that calls a command."""
    call = re.compile(r"^    (?:\$ |[^|\n]*\| )?copydesk (\w+)([^|#\n]*)", re.M)
    pages = {
        page.name: page.read_text(encoding="utf-8")
        for page in [DOCS.parent / "README.md", *DOCS.glob("*.md")]
    }
    return [
        (page, name, option)
        for page, text in pages.items()
        for name, rest in call.findall(text)
        for option in re.findall(r"(?<=\s)--?[a-z][\w-]*", rest)
    ]


def test_every_option_that_a_page_types_is_one_of_its_command() -> None:
    commands = typer.main.get_command(whole_app()).commands  # type: ignore[attr-defined]
    known = {name: {o for p in each.params for o in p.opts} for name, each in commands.items()}
    typed = typed_options()
    assert typed
    assert [line for line in typed if line[2] not in known.get(line[1], ())] == []
