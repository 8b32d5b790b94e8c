"""Who is taken for a sayer: acts, knowledge, things, plans and anybody are the writer's word."""

import re
from itertools import pairwise

import pytest

from copydesk.annotate import annotate
from copydesk.annotate.claims import find_claims
from copydesk.annotate.claims.attribution import DEEPEST
from copydesk.annotate.parse import parse
from copydesk.model import Article, Block, BlockKind, Page, Span

ANNS = "Ann Roe"


def told(text: str) -> dict[str, list[str]]:
    """What each claim says, and by whom, the speaker first."""
    ends = [*(match.end() for match in re.finditer("\n\n", text)), len(text)]
    blocks = tuple(Block(BlockKind.BODY, Span(a, b), 1.0) for a, b in pairwise([0, *ends]))
    found = annotate(Article("a", Page("a.txt", text), blocks, "en"))
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
        "Divers found him hiding in a barrel three hours later.",
        "A judge ordered the skipper freed on Friday.",
        "The new engine boasts a pump that can rival many larger ones.",
        "This book describes a way to make a sail that never tears.",
        "One of the doors is slow, according to our review of the ferry.",
        "The fare will change according to your tariff.",
        "The fire prompted wild talk in the port, saying the owner had burnt the ferry.",
        "Sailors urged to stay in port as the wind rises in the bay.",
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
        (
            "A skipper took his own life after being held in a raid, police in Palermo, Sicily, said.",
            "police in Palermo, Sicily",
        ),
        ("It is a practice critics say is unfair to the crew.", "critics"),
        ("The Harbour Board today announced that it will sell the ferry.", "Harbour Board"),
        ("The owner’s campaign on Tuesday said it has three offices in Vale.", "The owner’s campaign"),
        ("Police have identified the skipper as a 40-year-old man from Vale.", "Police"),
        ("The guild called on the board to sell the ferry by June.", "The guild"),
        (
            "In an update, the Vale Line explained from 3.30pm, no boats would leave the port.",
            "Vale Line",
        ),
        ('Ann Roe tweeted late on Monday, "Many people arrested in the port for the fire."', ANNS),
        ("The ferry burnt, the Vale Press newspaper reported, citing the owner’s grandson Ann Roe.", ANNS),
    ],
)
def test_somebody_says_it(sentence: str, speaker: str) -> None:
    assert speaker in speakers(sentence)


def test_a_mark_left_open_at_the_beginning_of_a_sentence_is_open_to_the_end_of_the_paragraph() -> None:
    text = (
        "“It is an attack on the whole crew,” Ann Roe said in a statement. “For half a year my family and I have been "
        "the target of lies.\n\nShe continued: “The letters have made it worse.”"
    )
    assert {name for words, chain in told(text).items() if "lies" in words for name in chain} == {ANNS}


def test_a_heading_between_a_quotation_and_its_speaker_names_nobody() -> None:
    text = "Bo Lund said on Friday that there was no deal.\n\n{}\n\n“There was no deal about the boats,” he wrote."
    heading = "JON PENNING, A SKIPPER FROM VALE, IS FREED"
    whole = text.format(heading)
    at = whole.index(heading)
    kinds = ((BlockKind.BODY, 0, at), (BlockKind.HEADING, at, at + len(heading) + 2))
    blocks = [Block(kind, Span(start, end), 1.0) for kind, start, end in kinds]
    blocks.append(Block(BlockKind.BODY, Span(at + len(heading) + 2, len(whole)), 1.0))
    found = annotate(Article("a", Page("a.txt", whole), tuple(blocks), "en"))
    chains = [c.attribution for c in found.claims if "about the boats" in c.span.of(whole)]
    assert [link.name for chain in chains for link in chain] == ["Bo Lund"]


def test_straight_single_marks_quote_where_no_double_ones_do() -> None:
    found = told("'The sailors' boat is not above the law,' Ann Roe said. 'The time has come to scrap it.'")
    assert found
    assert all(chain == [ANNS] for chain in found.values())


def test_two_straight_single_marks_close_what_a_double_one_opened() -> None:
    found = told("\"He was faithful to the end,'' Ann Roe said. \"He showed how to finish well.''")
    assert found
    assert all(chain == [ANNS] for chain in found.values())


def test_a_long_quotation_that_ends_a_short_sentence_is_that_of_who_spoke_before() -> None:
    text = "“Nothing about it is brave,” said Ann Roe.\n\nLund “left the crew to itself and sank the best boat we had.”"
    assert [ANNS] in [chain for words, chain in told(text).items() if "best boat" in words]


def test_he_is_not_whoever_was_named_last_where_somebody_unnamed_stands_before() -> None:
    text = "Ann Roe read Bo Lund.\n\nOnce, when I told a guy on the ferry that I teach, he said, “So you teach cooks.”"
    found = told(text)
    assert any("teach" in words for words in found)
    assert not any("Lund" in name for chain in found.values() for name in chain)


def test_a_quotation_broken_over_two_paragraphs_is_that_of_who_ends_it() -> None:
    found = told(
        '"I am so glad to sail with them again.\n\nThe third time is the charm," Ann Roe said in a statement.'
    )
    assert found
    assert all(chain == [ANNS] for chain in found.values())


def test_another_witness_who_is_named_is_who_he_is() -> None:
    text = "Another witness, Bo Lund, sat in a cab opposite the Pennings. “I saw the van,” he said."
    assert [chain for words, chain in told(text).items() if "van" in words] == [["Bo Lund"]]


def test_a_sentence_of_sayings_within_sayings_is_followed_to_a_depth() -> None:
    text = "he said that " * 1500 + "the ferry sank."
    block = Block(BlockKind.BODY, Span(0, len(text)), 1.0)
    parsed = parse(Article("a", Page("a.txt", text), (block,), "en"))
    claims = find_claims(parsed, (), quotations=(), events=())
    assert claims
    assert max(len(claim.attribution) for claim in claims) <= DEEPEST + 1


def test_an_agency_that_quotes_somebody_is_named_behind_him() -> None:
    found = told("Another news agency quoted Ann Roe as saying five sailors had drowned.")
    assert ["Ann Roe", "Another news agency"] in found.values()


def test_a_sentence_that_the_parser_takes_for_a_noun_is_a_claim_all_the_same() -> None:
    assert told("The old ferry, which was built in Vale, sank during the third race between the two clubs.")
    assert told("A quake measuring 5.6 on the Vale scale jolted Quayside on Sunday, followed by two others.")
    assert not told("A heavy old ferry that carries sheep and coal across the bay.")


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("The ferry will leave on Friday, per the harbour board.", "the harbour board"),
        ("Per Quay News, the ferry will leave on Friday.", "Quay News"),
        ("Ann Roe condemned the sale of the ferry as “a disgrace” on Friday.", ANNS),
        ("Ann Roe urged the crew “to stay on board” until Friday.", ANNS),
        ("Ann Roe warned of a “harbour full of wrecks” on Friday.", ANNS),
        ("Quayside values the ferry at $13 million.", "Quayside"),
        ("The yard’s management confirmed that the ferry was old.", "The yard’s management"),
        ("“The whole bow went but the crew was safe,” marvelled resident Ann Roe.", ANNS),
        ("“The ferry is old,” tweeted Vale harbour spokeswoman Ann Roe.", ANNS),
        (
            "“The ferry is old,” Ann Roe, who went to school on it with the Lund twins, told Quay News on Friday.",
            ANNS,
        ),
        ("“I’m glad I kept the old ferry,” Ann Roe, who sold the new one, told the board to calm it.", ANNS),
        ("Ann Roe said in a statement at the time that she had sold the ferry.", ANNS),
    ],
)
def test_who_is_heard_though_models_and_parser_see_nobody(sentence: str, speaker: str) -> None:
    assert speaker in speakers(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The ferry makes three trips per day, and carries ten cars per trip.",
        "Ann Roe called Bo Lund to offer a “very old” ferry.",
        "The boys painted the ferry “as blue as the sky” on Friday.",
        "The crew said nothing to reporters who stood on the pier on Friday.",
    ],
)
def test_acts_with_words_in_marks_and_rates_are_the_writers(sentence: str) -> None:
    assert told(sentence)
    assert speakers(sentence) == set()


def test_a_quotation_in_many_broken_paragraphs_is_one() -> None:
    lines = ["Ann Roe said, “The ferry went down in an hour.", *["The crew was in the boats by then."] * 5]
    found = told("\n\n".join([*lines, "Nobody was hurt.”", "The ferry was built in May."]))
    assert {words: chain for words, chain in found.items() if "crew" in words or "hurt" in words} == {
        "The crew was in the boats by then": [ANNS],
        "Nobody was hurt": [ANNS],
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "The harbour board notified the crew on Monday that it would sell the ferry.",
        "The minister has instructed that the old ferry be sold in May.",
    ],
)
def test_that_somebody_was_notified_is_a_claim_besides_what_he_was_told(sentence: str) -> None:
    found = told(sentence)
    whole = sentence.removesuffix(".")
    assert found[whole] == []
    assert any(words in whole and words != whole and chain for words, chain in found.items())


def test_that_somebody_said_so_is_no_claim() -> None:
    assert list(told("The harbour board said it would sell the ferry.")) == ["it would sell the ferry"]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Ann Roe discounted rumours about the sale of the ferry.", {ANNS}),
        ("Ann Roe likened the storm of last week to a war.", {ANNS}),
        ("Ann Roe has not dismissed the idea of a new ferry.", set()),
        ("The storm dismissed any talk of a mild winter.", set()),
        ("Ann Roe dismissed the captain of the ferry on Monday.", set()),
    ],
)
def test_who_denies_what_others_say_or_likens_one_thing_to_another_speaks(
    sentence: str, speaker: set[str]
) -> None:
    assert speakers(sentence) == speaker


def test_a_relative_pronoun_is_whom_it_means() -> None:
    found = told("The crew invoked a clause that says owners can sell the ferry if nobody objects to it.")
    assert [chain for words, chain in found.items() if words.startswith("owners")] == [["a clause"]]


def test_who_is_quoted_in_a_quotation_has_not_the_word() -> None:
    text = (
        "Ann Roe had left the board, she said on Friday.\n\n"
        "“I feel free. A clerk said, ‘She is the best we had.’ I am going to buy the old ferry.”\n\n"
        "“I built that board out of nothing at all. And now I am going to take it back.”"
    )
    (names,) = (chain for words, chain in told(text).items() if "take it back" in words)
    assert names
    assert "A clerk" not in names
