"""A user's own agencies: read with clear errors, known to a run, forgotten by the next."""

import json
from pathlib import Path

import pytest

import copydesk
from copydesk.clean.agency_file import read_agencies
from copydesk.errors import InputError
from copydesk.model import Account, OriginKind

HARBOUR = {
    "name": "Quarrywire",
    "kind": "state_media",
    "country": "NO",
    "owner": "Norland state",
    "marks": ["QW"],
}
PAGES = {
    "a.txt": "Norland opens a dam at Gullfall\n\nGULLFALL (QW) - Norland opened its largest dam at Gullfall on Monday "
    "after nine years of work, the energy ministry said. The dam feeds two hundred thousand homes in the north.\n",
    "b.txt": "Dam at Gullfall opens after nine years\n\nThe largest dam of Norland opened at Gullfall on Monday, "
    "Quarrywire reported. Farmers below the dam had asked for a later date, their union said on Sunday.\n",
}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.jsonl"
    path.write_text(json.dumps(HARBOUR) + "\n\n", encoding="utf-8")
    return path


def test_a_file_is_read_with_what_it_leaves_out(own: Path) -> None:
    (agency,) = read_agencies(own)
    assert (agency.id, agency.kind, agency.owner) == ("quarrywire", "state_media", "Norland state")
    assert agency.aliases == ()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("[1]", "not a JSON object"),
        ("{", "line 2"),
        ('{"kind": "agency"}', "no name"),
        ('{"name": "X", "kind": "paper"}', "'paper'"),
        ('{"name": "X", "land": "NO"}', "'land'"),
        ('{"name": "X", "country": "Norland"}', "'Norland'"),
        ('{"name": "X", "aliases": "Y"}', "aliases"),
        ('{"name": "Quarrywire"}', "stands in line 1"),
    ],
)
def test_a_wrong_line_is_named(own: Path, line: str, said: str) -> None:
    own.write_text(json.dumps(HARBOUR) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 2") as raised:
        read_agencies(own)
    assert said in str(raised.value)


def test_a_missing_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_agencies(tmp_path / "none.jsonl")


def test_a_run_knows_them_and_the_next_does_not(tmp_path: Path, own: Path) -> None:
    for name, text in PAGES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    paths = [tmp_path / name for name in PAGES]
    told = copydesk.report(paths, agencies=own)
    kinds = {origin.id: origin.kind for account in told.stories for origin in account.story.origins}
    assert kinds["quarrywire"] is OriginKind.STATE_MEDIA
    assert "Quarrywire" in {_agency(account, "a.txt") for account in told.stories}
    again = copydesk.report(paths)
    assert OriginKind.STATE_MEDIA not in {o.kind for account in again.stories for o in account.story.origins}


def _agency(account: Account, name: str) -> str | None:
    for found in account.story.findings:
        if found.article.source.endswith(name) and found.article.dateline:
            return found.article.dateline.agency
    return None
