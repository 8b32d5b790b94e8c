"""Who may be one witness: one person spelled twice, who speaks for whom, arms of one authority; who bears out whom."""

from pathlib import Path

import pytest

from copydesk.account import tell
from copydesk.account.witnesses import _very_words
from copydesk.group.kinship import Kin, may_be_one, one_body
from copydesk.model import Account, Independence, Origin, OriginKind, Story
from tests.tracing import traced


def told(folder: Path, texts: dict[str, str]) -> Account:
    return tell(traced(folder, texts))


def tie(story: Story, a: str, b: str) -> tuple[Independence, str]:
    found = next(t for t in story.ties if {t.a, t.b} == {a, b})
    return found.state, found.reasons[0]


@pytest.fixture(scope="module")
def quay(tmp_path_factory: pytest.TempPathFactory) -> Account:
    return told(
        tmp_path_factory.mktemp("quay"),
        {
            "a.txt": "Quay closed after storm\n\nThe old quay is unsafe and will stay shut until spring, Karolos "
            "Anders said on Monday. Mayor Ilse Haagen said that divers had found cracks in the wall of the quay.\n",
            "b.txt": "Storm shuts quay\n\nUntil spring nobody may use the quay because it is not safe, Carolos Anders "
            "said. Divers had found that the quay's wall was cracked, said Dora Mills, a spokeswoman for Mayor Ilse "
            "Haagen. Haagen's office said boats must leave. Tom Reed, a fisherman, said that his boat was gone.\n",
        },
    )


def test_one_person_in_two_spellings_is_no_second_witness(quay: Account) -> None:
    assert tie(quay.story, "carolos-anders", "karolos-anders") == (Independence.UNKNOWN, "may_be_one")


@pytest.mark.parametrize("other", ["dora-mills", "haagens-office"])
def test_a_mayor_her_spokeswoman_and_her_office_are_one_body(quay: Account, other: str) -> None:
    assert tie(quay.story, "ilse-haagen", other) == (Independence.LIKELY_DEPENDENT, "same_body")


def test_the_spokeswoman_and_the_office_of_one_mayor_are_one_body(quay: Account) -> None:
    assert tie(quay.story, "dora-mills", "haagens-office")[0] is Independence.LIKELY_DEPENDENT


def test_a_fisherman_and_the_mayor_are_two(quay: Account) -> None:
    assert tie(quay.story, "ilse-haagen", "tom-reed")[0] is Independence.KNOWN_INDEPENDENT


def test_nothing_of_it_is_corroborated(quay: Account) -> None:
    assert not [claim for claim in quay.claims if claim.status == "corroborated"]


def test_the_very_words_are_not_borne_out() -> None:
    assert _very_words(
        "He said the old mill by the river burned down", "So the old mill by the river burned down"
    )
    assert _very_words("“We stand at the very edge” he said", "the town was “at the very edge”")
    assert not _very_words("The old mill burned down on Friday", "Fire destroyed the old mill by the river")


def test_a_body_and_its_initials_are_one(tmp_path: Path) -> None:
    account = told(
        tmp_path,
        {
            "a.txt": "Ships stay in port\n\nAll ships will stay in port until pay is settled, the Northern Seamen's "
            "Union said on Monday. The harbour master said that eleven vessels were tied up.\n",
            "b.txt": "Port at a standstill\n\nNo ship will leave before there is a deal about wages, the NSU said. Its "
            "members had voted for the strike by a wide margin, the NSU said.\n",
        },
    )
    ids = {origin.id for origin in account.story.origins}
    assert "northern-seamens-union" in ids
    assert "nsu" not in ids


def test_whose_spokeswoman_somebody_is_can_stand_before_her_name(tmp_path: Path) -> None:
    account = told(
        tmp_path,
        {
            "a.txt": "Inquiry into ferry\n\nThe inquiry into the ferry has begun, Mayor Ilse Haagen said on Monday. "
            "She gave no date for its end.\n",
            "b.txt": "Ferry looked into\n\nThe ferry is being looked into by three experts, Haagen spokeswoman Dora "
            "Mills said. They would report in spring, Mills said.\n",
        },
    )
    assert tie(account.story, "dora-mills", "ilse-haagen") == (Independence.LIKELY_DEPENDENT, "same_body")


@pytest.mark.parametrize(
    ("full", "short"),
    [("the Haagen-Pohl Company", "HPC"), ("The Harbour Reporter", "THR"), ("Haagen-Pohl", "HP")],
)
def test_initials_are_those_of_every_part_of_a_name(full: str, short: str) -> None:
    one = Origin("full", full.removeprefix("The ").removeprefix("the "), OriginKind.OFFICIAL)
    assert one_body(one, Origin("short", short, OriginKind.OFFICIAL), kin=Kin({}, {}))


def test_a_representative_without_a_name_may_be_any_person() -> None:
    rep = Origin("rep", "rep", OriginKind.PERSON)
    assert may_be_one(rep, Origin("jon-whitfield", "Jon Whitfield", OriginKind.PERSON), kin=Kin({}, {}))


def test_who_is_told_by_state_and_party_may_be_whoever_sits_there() -> None:
    told_so = Origin("ohio-republican", "Ohio Republican", OriginKind.OFFICIAL)
    named = Origin("jon-whitfield", "Jon Whitfield", OriginKind.PERSON)
    assert may_be_one(told_so, named, kin=Kin({"jon-whitfield": frozenset({"chairman"})}, {}))
