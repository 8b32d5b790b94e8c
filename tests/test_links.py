"""What the docs point to is there: pages, headings, files of the code, modules that are run."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", *ROOT.glob("docs/*.md")])
DECISIONS = sorted(ROOT.glob("docs/decisions/*.md"))
"""These say how it was when they were made: what they name may be gone."""
HOMES = (ROOT, ROOT / "src" / "copydesk", ROOT / "src" / "copydesk" / "clean", ROOT / "docs")
"""Where a path that a page names may begin."""


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links(page: Path) -> Iterator[tuple[Path, str]]:
    """The file and the anchor, which may be empty, of each link that leads into the project."""
    for target in re.findall(r"\]\((?!https?:)([^)\s]+)\)", page.read_text(encoding="utf-8")):
        file, _, anchor = target.partition("#")
        yield (page.parent / file).resolve() if file else page, anchor


@pytest.mark.parametrize("page", [*PAGES, *DECISIONS], ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for file, anchor in links(page):
        assert file.exists(), file
        assert not anchor or anchor in anchors(file), f"{file.name}#{anchor}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_is_named_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for module in re.findall(r"python -m ((?:quality|training|bench|tests)[\w.]*)", text):
        path = ROOT.joinpath(*module.split("."))
        assert path.is_dir() or path.with_suffix(".py").exists(), module
    for name in re.findall(r"`((?:[\w-]+/)+[\w-]+\.(?:py|jsonl?|txt))`", text):
        assert any((home / name).exists() for home in HOMES), name
