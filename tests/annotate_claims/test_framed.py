"""Whose word a sentence is by its form: remarks at its ends, colons, blocks by which a speech goes on, and acts."""

import pytest

from copydesk.annotate.claims import find_claims
from copydesk.annotate.entities import find_entities
from copydesk.annotate.parse import parse
from copydesk.annotate.quotations import find_quotations
from copydesk.model import Article, Block, BlockKind, Page, Span
from tests.annotate_claims.test_claims import claims, told


def paragraphs(*texts: str) -> dict[str, list[str]]:
    """What each claim of a page of these paragraphs says, and by whom."""
    text = "\n\n".join(texts)
    blocks, at = [], 0
    for part in texts:
        blocks.append(Block(BlockKind.BODY, Span(at, at + len(part)), 1.0))
        at += len(part) + 2
    parsed = parse(Article("a", Page("a.txt", text), tuple(blocks), "en"))
    entities = find_entities(parsed)
    found = find_claims(parsed, entities, quotations=find_quotations(parsed, entities), events=())
    return {claim.span.of(text): [link.name for link in claim.attribution] for claim in found}


@pytest.mark.parametrize(
    "text",
    [
        "Members will vote on his removal and he will be suspended if two-thirds of the group votes in favor of "
        "removal, the Vale Bay Times reports.",
        "Roe was paid in shares now worth roughly $400,000 for serving on the board prior to her confirmation, "
        "reported the Vale Bay Times.",
        "As the Vale Bay Times reports, the ferry expert Ann Roe had, by January, collected a huge number of ropes.",
        "Instead, as the Vale Bay Times reports in a terrific new article, officials at the Ferry Agency halted tests.",
    ],
)
def test_a_remark_at_either_end_tells_whose_word_a_sentence_is(text: str) -> None:
    found = told(text)
    assert found
    assert all(chain == ["Vale Bay Times"] for chain in found.values())


def test_what_a_colon_brings_is_said_by_who_stands_before_it() -> None:
    found = paragraphs(
        "Police said on Monday that a man was hurt near the harbour.",
        "As Lind continued to rail against the coverage, the crowd began chanting: “The Courier stinks!”",
    )
    assert found["“The Courier stinks!”"] == ["the crowd"]


def test_whoever_is_quoted_does_not_quote_the_one_who_quotes_him() -> None:
    found = told(
        "“You might have asked yourselves,” Ida Nilsen said, “a lot of people may ask, why would someone keep a boat?”"
    )
    assert found
    assert all(chain[-1] == "Ida Nilsen" for chain in found.values())


def test_a_speech_goes_on_until_somebody_else_speaks() -> None:
    found = paragraphs(
        "Ida Nilsen, head of the guild, said it is 18 years since the founder died, adding:",
        "The founder put forth the plan for the docks and worked for the sailors.",
        "He sincerely helped the people of various towns in their struggle.",
        "Olav Berg, chief of the other guild, recalled that the founder led it for a long period.",
        "The docks were closed on Monday for the whole of the day.",
    )
    assert [chain[-1:] for chain in found.values()] == [["Ida Nilsen"]] * 3 + [["Olav Berg"], []]


def test_who_releases_a_statement_says_what_follows_a_colon() -> None:
    found = paragraphs(
        "On Wednesday, the Harbour Board released a strongly worded statement expressing concerns about the plan:",
        "The Harbour Board takes its duties to the court seriously. We are committed to working with all of them.",
    )
    assert list(found.values())[-2:] == [["Harbour Board"]] * 2


def test_what_is_added_is_said_by_who_spoke_before() -> None:
    found = told(
        "In their memo, Holm’s lawyers contend that the charge is not valid because he was asserting his right, adding "
        "that it would hurt the state."
    )
    assert {chain[-1] for chain in found.values()} == {"Holm’s lawyers"}


@pytest.mark.parametrize(
    "text",
    [
        "The senate confirmed Ada Lund as the new head of the ferry board.",
        "Ada Lund announced as the new head of the ferry board.",
        "Mr Lund reported directly to the head of the ferry board.",
        "Ada Lund has never argued a motion in court.",
        "All told, they will have three days to mend the ferry.",
    ],
)
def test_acts_are_nobodys_word(text: str) -> None:
    assert list(told(text).values()) == [[]]


def test_so_many_of_a_people_are_not_their_state() -> None:
    _, found = claims("More than eight in 10 Norwegians think the ferries are too slow.")
    assert [link.entity for claim in found for link in claim.attribution] == [None]


def test_a_name_in_marks_inside_a_quotation_ends_nothing() -> None:
    found = told("“What comes up for “Ferry News” is only fake news. They have it rigged,” Ada Lund wrote.")
    assert found
    assert all(chain == ["Ada Lund"] for chain in found.values())


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The ferry would sink, state senator Ted Holm, a Democrat, said.", "Ted Holm"),
        ("The Turkish sailor who hired Lund, Ekim Alpin, said the firm had registered.", "Ekim Alpin"),
    ],
)
def test_a_name_amid_what_its_bearer_is_means_him(text: str, who: str) -> None:
    assert list(told(text).values()) == [[who]]
