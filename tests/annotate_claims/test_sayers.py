"""Who is taken for a sayer: acts, knowledge, things, plans and anybody are the writer's word."""

import pytest

from copydesk.annotate import annotate
from copydesk.model import Article, Block, BlockKind, Page, Span

ANNS = "Ann Roe"


def told(text: str) -> dict[str, list[str]]:
    """What each claim says, and by whom, the speaker first."""
    block = Block(BlockKind.BODY, Span(0, len(text)), 1.0)
    found = annotate(Article("a", Page("a.txt", text), (block,), "en"))
    return {claim.span.of(text): [link.name for link in claim.attribution] for claim in found.claims}


def speakers(text: str) -> set[str]:
    """Everybody whom a claim of the text rests on."""
    return {name for chain in told(text).values() for name in chain}


@pytest.mark.parametrize(
    "sentence",
    [
        "The town council offered several sheds to turn into workshops.",
        "Ann Roe agreed to be questioned by the harbour police.",
        "The price of herring crashed, signalling that the boats would stay in port.",
        "Bad roads mean that the lessons are now held by radio.",
        "You will find that the older boats are cheaper.",
        "Your puppy has learnt that the door stays shut.",
        "It is worth remembering that the ferry was old.",
        "The oil should be changed according to the maintenance schedule.",
        "If all goes according to plan, three boats will leave in May.",
        "Even wealthy think tanks like the Vale Institute have studied the port.",
        "Many paints claim to keep the rust away.",
    ],
)
def test_nobody_says_it_but_the_writer(sentence: str) -> None:
    assert told(sentence)
    assert speakers(sentence) == set()


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Ann Roe signalled that the boats would stay in port.", ANNS),
        ("The court heard that the ferry was old.", "The court"),
        ("The court ruled 5-4, with two judges absent, that the ferry must be scrapped.", "The court"),
        ("Ann Roe said in an interview on “Harbour Sunday” that the ferry was old.", ANNS),
        ("The harbour office says in a release that the crew found the ferry empty.", "The harbour office"),
        ("Two boats were damaged and a cook slightly hurt, the harbour master, Ann Roe, told QNA.", ANNS),
        ("A survey of 400 sailors found that most boats are old.", "A survey of 400 sailors"),
        ("The survey office put the quake at magnitude-5.4 on Monday.", "The survey office"),
    ],
)
def test_somebody_says_it(sentence: str, speaker: str) -> None:
    assert speaker in speakers(sentence)


def test_an_agency_that_quotes_somebody_is_named_behind_him() -> None:
    found = told("Another news agency quoted Ann Roe as saying five sailors had drowned.")
    assert ["Ann Roe", "Another news agency"] in found.values()


def test_a_sentence_that_the_parser_takes_for_a_noun_is_a_claim_all_the_same() -> None:
    assert told("The old ferry, which was built in Vale, sank during the third race between the two clubs.")
    assert not told("A heavy old ferry that carries sheep and coal across the bay.")
