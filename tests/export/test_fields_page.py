"""docs/fields.md describes every field of every output and every block kind, and nothing else."""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from copydesk.cli.desk_work import change_lines, hit_lines, story_lines
from copydesk.desk import Hit, Match, Passage, StoryEntry
from copydesk.export.document import report_document
from copydesk.export.lines import (
    article_record,
    findings_record,
    group_records,
    rejected_record,
)
from copydesk.group.changes import Change, ChangeKind
from copydesk.model import (
    ARTICLE_KINDS,
    Account,
    AccountEntity,
    Annotations,
    BlockKind,
    Dateline,
    Place,
    Reason,
    Rejected,
    RunSummary,
    Snippet,
    Span,
    Stamp,
)

PAGE = (Path(__file__).parents[2] / "docs" / "fields.md").read_text(encoding="utf-8")
OPEN = {"entities[].links", "input.reasons"}
"""Fields whose keys are data."""


def section(title: str) -> str:
    found = re.search(rf"^##+ {re.escape(title)}\n(.*?)(?=^##+ |\Z)", PAGE, re.M | re.S)
    assert found, title
    return found.group(1)


def described(title: str) -> set[str]:
    return set(re.findall(r"^\| `([^`]+)` \|", section(title), re.M))


def paths(value: Any, path: str = "") -> Iterator[str]:
    if path:
        yield path
    if path in OPEN:
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list) and value and not path.endswith(("sentences", "cue", "trigger")):
        for inner in value:
            if isinstance(inner, list):
                yield f"{path}[]"
            else:
                yield from paths(inner, f"{path}[]")
    elif isinstance(value, list):
        yield f"{path}[]"


def leaves(value: Any) -> set[str]:
    found = set(paths(value))
    lists = {path.removesuffix("[]") for path in found if path.endswith("[]")}
    return (found - lists) - {"cue[]", "trigger[]"}


@pytest.fixture
def full(barge: Account) -> Annotations:
    """Findings in which nothing is absent."""
    found = barge.story.findings[0]
    here = Span(0, 1)
    stamp = Stamp("2024-10-05T18:00", "minute", "UTC", "timestamp", here)
    article = replace(
        found.article,
        section=Snippet("World", here),
        authors=(Snippet("A. Writer", here),),
        dateline=Dateline("TURKU (Nordwire) -", here, "Turku", "Nordwire", "2024-10-05"),
        published=stamp,
        captured=stamp,
        page=replace(found.article.page, notes=("a note",)),
    )
    entities = tuple(
        replace(entity, place=Place(60.0, 20.0, 1, "AX"), roles=("role",), links=(("iso3166", "AX"),))
        for entity in found.entities
    )
    quotations = tuple(replace(quotation, source=(here,)) for quotation in found.quotations)
    claims = tuple(replace(claim, events=("e1",), quotations=(0,)) for claim in found.claims)
    events = tuple(replace(event, target=("x",)) for event in found.events)
    times = tuple(replace(time, alternatives=("2024-10-12",)) for time in found.times)
    return Annotations(article, found.sentences, entities, times, quotations, claims, events)


def test_read(full: Annotations) -> None:
    assert leaves(article_record(full.article)) == described("read")


def test_rejected() -> None:
    record = rejected_record(Rejected("x", "read", Reason.EMPTY, "0 bytes"))
    assert leaves(record) == described("rejected")
    assert all(f"`{reason}`" in section("rejected") for reason in Reason)


def test_annotate(full: Annotations) -> None:
    spans = {"events[].trigger[]", "quotations[].cue[]"}
    names = {path.removesuffix("[]") if path in spans else path for path in leaves(findings_record(full))}
    assert names - leaves(article_record(full.article)) == described("annotate")


def test_group(barge: Account) -> None:
    records = group_records(barge.story).values()
    assert set().union(*map(leaves, records)) == described("group")


def test_what_a_desk_gives() -> None:
    match, passage = Match("a", 1.0, 1.0), Passage("a", Span(0, 1), "x")
    entry = StoryEntry("id", "title", "2024-10-12", "2024-10-12", 1, 1)
    change = Change(1, ChangeKind.MERGED, ("a",), "one", "other", 0)
    assert described("add") == leaves({"matches": [asdict(match)]})
    for title, lines in (
        ("stories", story_lines([entry])),
        ("search", hit_lines([Hit("id", passage, (), None, None)])),
        ("changes", change_lines([change])),
    ):
        assert leaves(json.loads(next(lines))) == described(title)


def test_report(barge: Account) -> None:
    place = AccountEntity("aland", "Aland", "LOC", 1, 1, ("role",))
    entities = tuple(replace(entity, roles=("role",)) for entity in barge.entities)
    first = replace(barge.claims[0], sentence=barge.claims[0].evidence[0])
    account = replace(barge, where=(place,), entities=entities, claims=(first, *barge.claims[1:]))
    document = report_document([account], RunSummary(1, 0, (Rejected("x", "read", Reason.EMPTY, ""),)))
    assert leaves(document) == described("report")


def test_block_kinds() -> None:
    listed = re.findall(r"^\| `([^`]+)` \|", section("Block kinds"), re.M)
    assert listed == [str(kind) for kind in BlockKind]
    article, furniture = section("Block kinds").split("furniture", 1)
    assert all(f"| `{kind}` |" in (article if kind in ARTICLE_KINDS else furniture) for kind in BlockKind)
