"""Who did what to whom, in invented sentences."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.annotate.events import find_events
from copydesk.annotate.events.scheme import QUAD_OF
from copydesk.annotate.parse import Parsed, parse
from copydesk.model import Article, Block, BlockKind, Entity, Event, Mention, Modality, Page, Polarity, Span

NAMES = {
    "France": ("france", "GPE"),
    "French": ("france", "NORP"),
    "Germany": ("germany", "GPE"),
    "German": ("germany", "NORP"),
    "Turkey": ("turkey", "GPE"),
    "Japan": ("japan", "GPE"),
    "Paris": ("paris", "GPE"),
    "Xi Jinping": ("xi-jinping", "PERSON"),
    "Emmanuel Macron": ("emmanuel-macron", "PERSON"),
    "Jane Roe": ("jane-roe", "PERSON"),
    "Vale Party": ("vale-party", "ORG"),
}
OFFICE_HOLDERS = {"xi-jinping", "emmanuel-macron"}


def read(text: str) -> Parsed:
    return parse(Article("a", Page("a", text), (Block(BlockKind.BODY, Span(0, len(text)), 1.0),)))


def entities_of(text: str) -> tuple[Entity, ...]:
    found: dict[str, list[Mention]] = {}
    for name, (id, label) in NAMES.items():
        start = text.find(name)
        while start >= 0:
            after = text[start + len(name) : start + len(name) + 1]
            if not after.isalpha():
                found.setdefault(id, []).append(Mention(Span(start, start + len(name)), label))
            start = text.find(name, start + 1)
    return tuple(
        Entity(id, id, mentions[0].label, tuple(mentions), roles=("leader",) if id in OFFICE_HOLDERS else ())
        for id, mentions in found.items()
    )


def events_of(text: str) -> tuple[Event, ...]:
    return find_events(read(text), entities_of(text), times=())


def told(text: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(event.type, event.source, event.target) for event in events_of(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("France attacked Germany on Monday.", ("ASSAULT", ("france",), ("germany",))),
        ("Japan was attacked by Turkey.", ("ASSAULT", ("turkey",), ("japan",))),
        ("France and Germany held talks in Paris.", ("CONSULT", ("france",), ("germany",))),
        ("Talks between France and Turkey resumed.", ("CONSULT", ("france",), ("turkey",))),
        ("A French delegation met German officials.", ("CONSULT", ("france",), ("germany",))),
        ("Xi Jinping sent Emmanuel Macron a letter.", ("CONSULT", ("xi-jinping",), ("emmanuel-macron",))),
        ("Germany threatened to attack Turkey.", ("THREATEN", ("germany",), ("turkey",))),
        ("France accused Turkey of arming rebels.", ("ACCUSE", ("france",), ("turkey",))),
        ("Germany imposed sanctions on Turkey.", ("COERCE", ("germany",), ("turkey",))),
        ("France pledged aid to Turkey.", ("AGREE", ("france",), ("turkey",))),
        (
            "Germany marked the day with a parade attended by Xi Jinping.",
            ("CONSULT", ("xi-jinping",), ("germany",)),
        ),
    ],
)
def test_one_event_with_its_parties(
    text: str, expected: tuple[str, tuple[str, ...], tuple[str, ...]]
) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The minister said that the weather in France was mild.",
        "Germany met the deadline.",
        "Rebels attacked a village.",
        "The economy of Japan grew.",
        "Jane Roe flew to France for her holidays.",
        "Xi Jinping asked Jane Roe why it had rained.",
        "Jane Roe attacked the Vale Party on Monday.",
        "Jane Roe's attack on the Vale Party was her second this week.",
        "France attacked the decision of Germany as a mistake.",
    ],
)
def test_no_event_without_parties_or_trigger(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "After shooting Emmanuel Macron, Jane Roe said, the man walked down the hall.",
        "Jane Roe said that the man wept before shooting Emmanuel Macron.",
    ],
)
def test_a_blow_is_not_laid_to_who_tells_of_it(text: str) -> None:
    assert ("ASSAULT", ("jane-roe",), ("emmanuel-macron",)) not in told(text)


def test_the_two_sides_are_those_of_the_event_before() -> None:
    assert told("France met Germany. The two sides signed a deal.")[1] == (
        "SUPPORT",
        ("france",),
        ("germany",),
    )


def test_what_is_condemned_is_laid_to_its_doer_not_to_whom_it_befell() -> None:
    assert told("Japan condemned an attack by Turkey on France.")[0] == ("ACCUSE", ("japan",), ("turkey",))


def test_he_is_the_only_person_named_of_late() -> None:
    assert told("Xi Jinping spoke first. He met German officials.") == [
        ("CONSULT", ("xi-jinping",), ("germany",))
    ]
    assert told("Xi Jinping and Emmanuel Macron spoke first. He met German officials.") == []


def test_who_is_named_behind_what_he_is_takes_part() -> None:
    assert told("Xi Jinping met his deputy, Jane Roe, in Paris.") == [
        ("CONSULT", ("xi-jinping",), ("jane-roe",))
    ]
    assert told("A French drone struck Germany.") == [("ASSAULT", ("france",), ("germany",))]


def test_he_is_the_likeliest_of_two_if_known_to_be_a_man() -> None:
    text = "Peter Lindholm landed in Japan with Jane Roe. Later he met Emmanuel Macron."
    people = entities_of(text)
    at = text.index("Peter Lindholm")
    peter = Entity(
        "peter-lindholm", "Peter Lindholm", "PERSON", (Mention(Span(at, at + 14), "PERSON"),), roles=("king",)
    )
    found = find_events(read(text), (*people, peter), times=())
    assert [(e.type, e.source, e.target) for e in found] == [
        ("CONSULT", ("peter-lindholm",), ("emmanuel-macron",))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Xi Jinping struck down a rule of France.",
        "Xi Jinping would shoot down a plan of France.",
        "Xi Jinping called France on Friday.",
        "France vowed to read the record that Xi Jinping left.",
    ],
)
def test_words_that_only_look_like_a_deed_or_a_party(text: str) -> None:
    assert not [e for e in events_of(text) if e.type in {"ASSAULT", "REQUEST"} or e.target == ("xi-jinping",)]


def test_what_has_not_happened_is_marked() -> None:
    (event,) = events_of("Xi Jinping is expected to visit France.")
    assert (event.type, event.mode, event.modality) == ("CONSULT", "visit", Modality.EXPECTED)
    (event,) = events_of("Germany did not meet France.")
    assert event.polarity is Polarity.NEGATIVE


def test_an_event_of_a_clause_knows_its_quad_and_trigger() -> None:
    text = "Turkey released the French journalist."
    (event,) = events_of(text)
    assert event.quad == QUAD_OF[event.type]
    assert event.trigger.of(text) == "released"


WORDS = st.lists(
    st.sampled_from(
        [
            *NAMES,
            "attacked",
            "met",
            "visit",
            "by",
            "and",
            "the",
            ",",
            "to",
            "talks",
            "with",
            "\x00",
            "“",
            "’s",
        ]
    ),
    max_size=25,
)


@settings(max_examples=30)
@given(WORDS)
def test_any_text_gives_events_inside_it(words: list[str]) -> None:
    text = " ".join(words) or "."
    known = {entity.id for entity in entities_of(text)}
    for event in events_of(text):
        assert event.trigger.of(text).strip()
        assert set(event.source) | set(event.target) <= known
        assert not set(event.source) & set(event.target)
        assert event.source


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two people were killed in an air strike by France near Paris.", []),
        ("Ten German soldiers were killed in an attack by Turkey.",
         [("ASSAULT", ("turkey",), ("germany",))]),
        ("Japan is conducting military exercises.", [("MOBILIZE", ("japan",), ())]),
        ("The mayor called Emmanuel Macron a leader.", []),
        ("Xi Jinping was killed by an airstrike in Paris.", []),
    ],
)  # fmt: skip
def test_blows_drills_and_names(text: str, expected: list[object]) -> None:
    assert [event for event in told(text) if event[1]] == expected


def test_both_do_it_to_a_third_who_has_no_name() -> None:
    assert told("France and Germany fought against the rebels.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("France offers courses in German with certificates.", []),
        ("France offered Germany aid after the flood.", [("AGREE", ("france",), ("germany",))]),
        ("France stands out with German wines.", []),
        ("France stood with Germany after the flood.", [("SUPPORT", ("france",), ("germany",))]),
    ],
)
def test_goods_are_no_offer_and_what_stands_out_stands_by_nobody(
    text: str, expected: list[tuple[str, tuple[str, ...], tuple[str, ...]]]
) -> None:
    assert told(text) == expected
