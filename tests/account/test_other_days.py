"""What is told of other days, of other acts or in other measures does not contradict."""

from pathlib import Path

import pytest

from copydesk.account import tell
from copydesk.model import AccountClaim, Status
from tests.tracing import traced

REST = (
    "\n\nThe hall of the Osthaven union stood empty for the rest of the week, and the town went on with its work. "
    "Trams ran again from the old bridge to the harbour, and the market was held as on any other day.\n"
)


def claims(folder: Path, herald: str, gazette: str) -> list[AccountClaim]:
    """The claims of two pages of two publishers, each opening with one sentence."""
    folder.mkdir(exist_ok=True)
    pages = {"a": f"Osthaven march\n\n{herald}{REST}", "b": f"A march in Osthaven\n\n{gazette}{REST}"}
    account = tell(traced(folder, pages, publishers={"a": "Osthaven Herald", "b": "Vale Gazette"}))
    return [claim for claim in account.claims if {e.source for e in claim.evidence} == {"a", "b"}]


def disputed(folder: Path, herald: str, gazette: str) -> bool:
    return any(claim.status is Status.DISPUTED for claim in claims(folder, herald, gazette))


def test_so_many_by_friday_so_many_by_sunday(tmp_path: Path) -> None:
    herald = "Police arrested 13 people on {} after a march through Osthaven turned violent, the city said."
    gazette = "More than 80 people were arrested in Osthaven on {} night as the march turned violent, the city said."
    assert disputed(tmp_path / "one", herald.format("Sunday"), gazette.format("Sunday"))
    assert not disputed(tmp_path / "two", herald.format("Friday"), gazette.format("Sunday"))


@pytest.mark.parametrize(
    ("herald", "gazette"),
    [
        (
            "Governor Ann Roe signed the harbour bill on Thursday.",
            "Governor Ann Roe is expected to sign the harbour bill passed by the council on Monday night.",
        ),
        (
            "The march was announced as Mayor Ann Roe met King Olaf of Norland in Osthaven on Friday.",
            "The announcement of the march came while Mayor Ann Roe was meeting King Olaf of Norland, with plans to "
            "meet Ola Holm on Monday.",
        ),
    ],
)
def test_the_day_of_another_act_is_not_compared(tmp_path: Path, herald: str, gazette: str) -> None:
    assert not disputed(tmp_path, herald, gazette)


def test_feet_are_not_compared_with_metres(tmp_path: Path) -> None:
    said = "The marchers crossed the Osthaven bridge, which stands {} above the river, on Monday morning."
    assert disputed(tmp_path / "one", said.format("90 feet"), said.format("60 feet"))
    assert not disputed(tmp_path / "two", said.format("90 feet"), said.format("27 metres"))
