"""Differences between whole tellings: the day of saying, sides of a town, hours, and stances that are none."""

from pathlib import Path

import pytest

from copydesk.account import tell
from copydesk.account.quantities import quantities
from tests.tracing import traced

REST = "Divers went down twice before noon and found the hull whole. Two red buoys mark the place until the tide turns."


def differing(folder: Path, *sentences: str) -> set[str]:
    """The kinds of difference, but wording, between pages that hold one of the sentences each."""
    pages = {f"p{n}": f"Ferry news\n\n{REST}\n\n{said} {REST}\n" for n, said in enumerate(sentences)}
    account = tell(traced(folder, pages))
    return {d.on.value for claim in account.claims for d in claim.differences} - {"wording"}


@pytest.mark.parametrize(
    ("one", "two", "kinds"),
    [
        (
            "The line announced late on Monday evening that it had sold the old ferry to a museum.",
            "The line announced late on Friday evening that it had sold the old ferry to a museum.",
            {"time"},
        ),
        (
            "The line bought the yard in Osthaven on Monday for 40 million euros after a year of talks.",
            "The line bought the yard in Osthaven on Monday for £34m after a year of talks.",
            set(),
        ),
        (
            "Holm said that the yard, which was sure of $250 million, got another $140 million, was no gift.",
            "The board asked whether Holm held up $250 million in aid to the yard as a means to press the owner.",
            set(),
        ),
        (
            "Fires killed 8,000 people across the islands this spring.",
            "Only 30 people were killed by the fires in Norland this spring.",
            set(),
        ),
        (
            "The board works to end the war on the islands.",
            "The board denied that it works for the owner of the ferry.",
            set(),
        ),
        (
            "The ferry was found off the east pier of Osthaven with all its lamps lit.",
            "The ferry was found off the west pier of Osthaven with all its lamps lit.",
            {"place"},
        ),
        (
            "Some 2.5 million people may call the ferry line on 0800 555111 on any day.",
            "Some 2.5 million people may call the ferry line on 0800 555 111 on any day.",
            set(),
        ),
        (
            "Some 2.5 million people may call the ferry line on any day of the year.",
            "Some 2.8 million people may call the ferry line on any day of the year.",
            {"number"},
        ),
        (
            "The ferry will be mended before June, Lund said Sunday on Harbour Radio, and will sail again.",
            "The ferry will be mended before June, Lund told the host Ada Kerr, and will sail again.",
            set(),
        ),
        (
            "The line will carry tens of thousands of sheep to the island in June.",
            "The line will carry hundreds of thousands of sheep to the island in June.",
            {"number"},
        ),
        (
            "Divers have raised the hull of the ferry but have not said when it will sail.",
            "Divers have not raised the hull of the ferry but have not said when it will sail.",
            {"modality"},
        ),
        (
            "The town did not ask the line to sail because it does not own the pier.",
            "The town asked the line not to sail because it does not own the pier.",
            set(),
        ),
        (
            "The ferry will sail to the island in June and will carry sheep.",
            "The ferry sails to the island in June and will carry sheep.",
            set(),
        ),
        (
            "The ferry sailed to the island and carried the sheep of three farms.",
            "The ferry did not sail to the island and carried the sheep of three farms.",
            {"modality"},
        ),
        (
            "The owners said on Monday that they would keep the old ferry in the harbour of Osthaven.",
            "The owners said on Monday that they would not keep the old ferry in the harbour of Osthaven.",
            {"modality"},
        ),
        (
            "The harbour office closed its three piers after the storm of Tuesday night.",
            "Anglers will likely lose work as the harbour office closed its three piers after the storm of Tuesday.",
            set(),
        ),
        (
            "The old ferry went for its sixth voyage to the island with sheep of three farms.",
            "The old ferry went for its fourth voyage to the island with sheep of three farms.",
            {"number"},
        ),
        (
            "The old ferry was moored for the winter at the Osthaven quay behind two tugs.",
            "The old ferry was moored for the winter at the Marwick quay behind two tugs.",
            {"place"},
        ),
        (
            "A helper of the member for the islands, Ms. Tora Lund of Osthaven, said that the ferry was sold.",
            "A helper of the member for the islands, Ms. Gunda Beck of Osthaven, said that the ferry was sold.",
            {"actor"},
        ),
        (
            "The old ferry beat its rival from the island by 65-53 in the yearly tug of war.",
            "The old ferry beat its rival from the island by 65-56 in the yearly tug of war.",
            {"number"},
        ),
        (
            "Fares of the old ferry to the island rose by more than 26 per cent in nine months.",
            "Fares of the old ferry to the island rose by 26.4 per cent in nine months.",
            set(),
        ),
        (
            "The owner of the old ferry told the U.S. envoy to the island of its three leaks.",
            "The owner of the old ferry told the US envoy to the island of its three leaks.",
            set(),
        ),
        (
            "On Monday the line sold the old ferry, which had carried sheep for years, to the museum of Osthaven.",
            "The line sold its old ferry to the Osthaven museum on Friday.",
            {"time"},
        ),
        (
            "On Monday the line sold the old ferry, which had carried sheep for years, to the museum of Osthaven.",
            "The line also sold its old ferry to the Osthaven museum on Friday.",
            set(),
        ),
        (
            "Ferries of the line carried 310,000 sheep to the island and back.",
            "Globally, ferries carried 4,310,000 sheep to islands and back.",
            set(),
        ),
        (
            "In 2009, the old ferry carried 3,100 sheep to the island and to the museum.",
            "The museum said that on Tuesday, at noon, 120 sheep were carried by the old ferry to its island.",
            set(),
        ),
        (
            "The old ferry of the Defense Guard was sold with its lamps to a museum in the town of Osthaven.",
            "The old ferry of the Defence Guard was sold with its lamps to a museum in the town of Osthaven.",
            set(),
        ),
    ],
)
def test_what_differs(tmp_path: Path, one: str, two: str, kinds: set[str]) -> None:
    assert differing(tmp_path, one, two) == kinds


def test_figures_that_both_pages_tell_are_not_at_odds(tmp_path: Path) -> None:
    spring = "In the spring season the line counted 35,811 sheep on its ferries to the island."
    autumn = "In the autumn season the line counted 16,206 sheep on its ferries to the island."
    assert "number" in differing(tmp_path, spring, autumn)
    assert not differing(tmp_path, f"{spring} {autumn}", f"{autumn} {spring}")


def test_hours_are_no_quantities_and_hours_long_are() -> None:
    assert not quantities("It sailed at 8.39am (0300 GMT)")
    assert [q.value for q in quantities("It sailed for 5.5 hours with 20, 000 people")] == [5.5, 20000]
