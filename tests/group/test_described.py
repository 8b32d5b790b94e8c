"""Who a description tells apart: bodies' people, papers, the holder of an office; never one of many."""

from pathlib import Path

import pytest

import copydesk
from copydesk.group.described import kind_described
from copydesk.model import OriginKind

IDENTIFIED = {
    "Iran’s seismologic center": OriginKind.OFFICIAL,
    "Microsoft security experts": OriginKind.OFFICIAL,
    "Marion County deputies": OriginKind.OFFICIAL,
    "A Siemens representative": OriginKind.OFFICIAL,
    "The general director": OriginKind.OFFICIAL,
    "The ship’s owner": OriginKind.OFFICIAL,
    "The judges": OriginKind.OFFICIAL,
    "A tally by the World Bank": OriginKind.DOCUMENT,
    "The indictment": OriginKind.DOCUMENT,
    "UNICEF data": OriginKind.DOCUMENT,
}
NOBODY = (
    "Siemens officials",
    "A judge in Paris",
    "A lawsuit",
    "An owner",
    "Residents of Paris",
    "Three Siemens employees",
    "The man",
    "A campaign official",
    "A Siemens campaign aide",
    "A new study published Monday",
    "A study completed in 2017",
)


def kind_of(who: str, folder: Path) -> OriginKind:
    """What `who` is where he says something."""
    text = (
        "Ferry line raises fares\n\nThe ferry line will raise its fares in June and sail less often in winter.\n\n"
        f"{who} said that the old pier would be mended by the spring. The town has had no ferry since May.\n"
    )
    (folder / "page.txt").write_text(text, encoding="utf-8")
    found = copydesk.annotate(copydesk.read(folder / "page.txt"))
    party = next(link for claim in found.claims for link in claim.attribution)
    assert party.name == who
    return kind_described(party, who.removeprefix("The ").removeprefix("A "), found=found)


@pytest.mark.parametrize("who", IDENTIFIED)
def test_some_descriptions_tell_who_it_is(who: str, tmp_path: Path) -> None:
    assert kind_of(who, tmp_path) is IDENTIFIED[who]


@pytest.mark.parametrize("who", NOBODY)
def test_others_tell_only_of_what_sort(who: str, tmp_path: Path) -> None:
    assert kind_of(who, tmp_path) is OriginKind.UNKNOWN
