"""Quotations: source, cue and content in invented sentences; marks that are never closed; mangled text."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.annotate.entities import find_entities
from copydesk.annotate.parse import parse
from copydesk.annotate.quotations import find_quotations
from copydesk.annotate.quotations.columns import CLOSES, INSIDE, OPENS, OUTSIDE, quotation_marks
from copydesk.model import Article, Block, BlockKind, Page, Quotation, Span


def article(*paragraphs: str) -> Article:
    text, blocks = "", []
    for paragraph in paragraphs:
        start = len(text)
        text += paragraph + "\n\n"
        blocks.append(Block(BlockKind.BODY, Span(start, len(text)), 1.0))
    return Article("a", Page("a.txt", text), tuple(blocks), "en")


def quotations(*paragraphs: str) -> tuple[Article, tuple[Quotation, ...]]:
    page = article(*paragraphs)
    parsed = parse(page)
    return page, find_quotations(parsed, find_entities(parsed))


def texts(page: Article, spans: tuple[Span, ...]) -> list[str]:
    return [span.of(page.page.text) for span in spans]


@pytest.mark.parametrize(
    ("sentence", "source", "content", "kind"),
    [
        ("The minister said the bridge would reopen in May.", "The minister", "the bridge would reopen in May",
         "indirect"),
        ("“The bridge is safe,” Mayor Ada Lund said.", "Mayor Ada Lund", "“The bridge is safe,”", "direct"),
        ("The bridge is safe, according to the harbour police.", "the harbour police", "The bridge is safe",
         "indirect"),
        ("Police said the driver was “completely unharmed” after the crash.", "Police",
         "the driver was “completely unharmed” after the crash", "mixed"),
    ],
)  # fmt: skip
def test_source_and_content(sentence: str, source: str, content: str, kind: str) -> None:
    page, found = quotations(sentence)
    assert [(texts(page, q.source), texts(page, q.content), q.kind) for q in found] == [
        ([source], [content], kind)
    ]


def test_speaker_is_the_entity_even_behind_a_pronoun() -> None:
    _, found = quotations("Ada Lund visited the harbour on Monday. She said that the bridge was safe.")
    assert "ada-lund" in {q.speaker for q in found}


def test_speaker_is_the_one_of_whom_the_noun_holds() -> None:
    _, found = quotations(
        "The Ministry of Fisheries opened the harbour on Monday.", "The ministry said the boats could leave."
    )
    assert any("ministry" in (q.speaker or "") for q in found)


def test_a_quotation_announced_by_a_colon_stands_in_the_next_paragraph() -> None:
    page, found = quotations("The mayor said:", "“The bridge will stay closed until spring.”")
    assert any("“The bridge will stay closed until spring.”" in texts(page, q.content) for q in found)


def test_a_mark_never_closed_costs_no_other_quotation() -> None:
    good = "“We are pleased with the harvest,” the farmer said."
    page, found = quotations(
        "The clerk said “the office is open and left.", good, "He told reporters it rained."
    )
    assert any(texts(page, q.content) == ["“We are pleased with the harvest,”"] for q in found)


@pytest.mark.parametrize(
    ("words", "runs_on", "expected"),
    [
        ("“ a b ” c", False, [OPENS, INSIDE, INSIDE, CLOSES, OUTSIDE]),
        ("c “ a b", False, [OUTSIDE, OUTSIDE, OUTSIDE, OUTSIDE]),
        ("c “ a b", True, [OUTSIDE, OPENS, INSIDE, INSIDE]),
        ('" a " b "', False, [OPENS, INSIDE, CLOSES, OUTSIDE, OUTSIDE]),
        ("“ a ‘ b ’ c ”", False, [OPENS, INSIDE, INSIDE, INSIDE, INSIDE, INSIDE, CLOSES]),
    ],
)
def test_quotation_marks(words: str, runs_on: bool, expected: list[int]) -> None:
    assert quotation_marks(words.split(), runs_on) == expected


@settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from(
            ["“", "”", '"', "‘", "said", "the mayor", ", ", ". ", ":", "according to", "told", "\n\n", "he", "\x00",
             "rain fell", "will", "Ada Lund", "🙂", "­", " "]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_mangled_text_neither_crashes_nor_leaves_the_page(pieces: list[str]) -> None:
    text = " ".join(pieces)
    page, found = quotations(*text.split("\n\n"))
    for quotation in found:
        assert quotation.content
        for span in (*quotation.content, *quotation.source, *([quotation.cue] if quotation.cue else [])):
            assert 0 <= span.start < span.end <= len(page.page.text)
    assert quotations(*text.split("\n\n"))[1] == found


def test_nobody_named_in_what_is_said_is_the_one_who_says_it() -> None:
    _, found = quotations(
        "Mayor Ada Lund opened the bridge on Monday.",
        "“I want to thank Governor Per Holm for the money,” she said.",
    )
    assert [q.speaker for q in found if q.kind == "direct"] == ["ada-lund"]


def test_who_is_named_in_what_is_said_is_not_the_speaker_wherever_else_he_is_named() -> None:
    _, found = quotations(
        "Ada Lund asked Per Holm at the bridge whether he had read Piet Morgan's diaries.",
        "“Have I an evening to spare for a novel by Piet Morgan?” he said.",
    )
    assert [q.speaker for q in found if q.kind == "direct"] != ["piet-morgan"]


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("Norway's Minister for Civil Defence Karl-Oskar Lindqvist", "karl-oskar-lindqvist"),
        ("Mayor of Quarryford Dario Nardella", "dario-nardella"),
        ("The novel's author Thomas Harrison", "thomas-harrison"),
        ("Friends of singer Ann Leeson", None),
        ("Friends of President Ann Leeson", None),
    ],
)
def test_who_ends_a_long_source_is_the_speaker(source: str, speaker: str | None) -> None:
    _, found = quotations(f"{source} said the ferry was too old to sail.")
    assert [q.speaker for q in found] == [speaker]


def test_what_somebody_is_director_of_is_not_that_person() -> None:
    _, found = quotations(
        "Louise Brown, director of the crime prevention agency, left for Oslo on Monday.",
        "The agency said the files were safe.",
    )
    assert [q.speaker for q in found] == [None]


def test_the_company_is_the_body_named_just_before() -> None:
    _, found = quotations(
        "Northern Lime Holdings Ltd closed its quarry.", "The company said the stone was spent."
    )
    assert any(q.speaker and "northern-lime" in q.speaker for q in found)


def test_a_body_told_of_before_is_not_the_one_named_last() -> None:
    _, found = quotations(
        "The dam is safe, the regional water board said.",
        "The Green Alliance said the wall had moved. The board denied that it had received a warning.",
    )
    assert [q.speaker for q in found][-1] is None


def test_who_is_quoted_is_not_who_the_quotation_tells_of() -> None:
    _, found = quotations("Ada Lund met Ruth Holm on Monday. “She is a friend of the town,” she said.")
    assert [q.speaker for q in found if q.kind == "direct"] == ["ada-lund"]


def speakers(text: str) -> dict[str, str | None]:
    page, found = quotations(text)
    return {texts(page, (q.cue,))[0]: q.speaker for q in found if q.cue}


def test_she_is_nobody_whose_given_name_is_a_mans() -> None:
    found = speakers("Anna Lund met the mayor. Jeffrey Holm bought the ferry. She said the ferry was old.")
    assert found["said"] == "anna-lund"


def test_he_who_adds_is_the_prosecutor_who_spoke_not_whoever_was_named_before() -> None:
    found = speakers(
        "Tom Varga owned the mill. The prosecutor said the mill was old. He added that it had burnt."
    )
    assert found["added"] is None


def test_whoever_goes_on_speaking_is_not_the_one_spoken_of() -> None:
    found = speakers(
        "Nangor Ferrel opened up about the last days of Hage Quorrel.\n\n"
        "Ferrel said Quorrel had been in good spirits.\n\n"
        "He added that when Quorrel came home the doctors were waiting.\n\n"
        "He recalled that Quorrel gave him an envelope."
    )
    assert [found[cue] for cue in ("said", "added", "recalled")] == ["nangor-ferrel"] * 3


def test_a_page_tells_that_somebody_is_a_woman() -> None:
    found = speakers(
        "Leslie Morrow told me that she was glad to meet the former mayor, Peter Sand, and he recalled that the "
        "harbour had been frozen."
    )
    assert found["recalled"] != "leslie-morrow"


def test_whoever_is_named_behind_the_office_speaks() -> None:
    _, found = quotations("Mayor of Lima, Ana Ruiz, said the harbour would close.")
    assert [q.speaker for q in found] == ["ana-ruiz"]


def test_a_picture_interrupts_no_quotation() -> None:
    paragraphs = (
        "Councillor Ann Lund spoke to the residents. She said: “I have listened to all of them for days.",
        "The mill at Lindry before the fire",
        "“I think the mill is a sign of better times. It has to stay.”",
    )
    page = article(*paragraphs)
    blocks = tuple(
        replace(block, kind=BlockKind.CAPTION) if at == 1 else block for at, block in enumerate(page.blocks)
    )
    read = parse(replace(page, blocks=blocks))
    found = find_quotations(read, find_entities(read))
    assert [(len(q.content), q.kind, q.speaker) for q in found] == [(2, "direct", "ann-lund")]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("The charity Oxfam said the port was shut.", "oxfam"),
        ("Medical charity Doctors Without Borders said the port was shut.", "doctors-without-borders"),
        ("A group of United Nations experts said the port was shut.", None),
    ],
)
def test_a_body_is_named_behind_what_it_is(sentence: str, speaker: str | None) -> None:
    _, found = quotations(sentence)
    assert [q.speaker for q in found] == [speaker]


def test_a_name_that_the_parser_takes_for_a_noun_speaks() -> None:
    page = article("Wolmar Trumm signed the pact.", "Trumm said not all the boats were old.")
    parsed = parse(page)
    parsed.passages[1].doc[0].pos_ = "NOUN"
    found = find_quotations(parsed, find_entities(parsed))
    assert [q.speaker for q in found if q.cue and q.cue.of(page.page.text) == "said"] == ["wolmar-trumm"]


def test_a_name_within_another_noun_is_not_who_is_meant() -> None:
    _, found = quotations(
        "Piet Morgan sits for Vale in the senate.",
        "The second-term senator went to the fair on Monday after the Lund affair had cost votes.",
        "“I believe in the fair,” he said.",
    )
    assert [q.speaker for q in found if q.kind == "direct"] == ["piet-morgan"]


def test_a_verb_joined_to_the_main_one_goes_on_with_its_subject() -> None:
    _, found = quotations(
        "Piet Morgan testified on Thursday that Minister Per Holm asked him to drop the case, "
        "but he said he refused to tell the board about it."
    )
    assert [q.speaker for q in found][-1] == "piet-morgan"
