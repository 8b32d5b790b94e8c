"""Copies are found in whole, in part and inside longer pages; set phrases and quotations are no copies."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.group.bodies import body_text, read_body
from copydesk.group.copying import ADDED, common_stretches
from copydesk.group.fingerprints import fingerprints
from copydesk.group.index import Index
from copydesk.group.reprints import compare, find_links, group_reprints
from copydesk.model import Article, Block, BlockKind, Page, Relation, Reprint, Snippet, Span, Stamp

WORDS = [f"{a}{b}" for a in "bdfgklmnprst" for b in ("alo", "eri", "ino", "ombe", "usta", "yrre", "anto")]


def prose(seed: int, count: int) -> str:
    dice = random.Random(seed)
    return " ".join(dice.choice(WORDS) for _ in range(count)).capitalize() + "."


def article(source: str, text: str, *, agency: str | None = None, day: str | None = None) -> Article:
    stamp = Stamp(day, "day", None, "timestamp") if day else None
    block = Block(BlockKind.BODY, Span(0, len(text)), 1.0)
    agency_named = Snippet(agency) if agency else None
    return Article(source, Page(source, text), (block,), published=stamp, agency=agency_named)


def link(links: tuple[Reprint, ...], source: str) -> Reprint:
    return next(found for found in links if found.source == source)


WIRE = "\n\n".join(prose(i, 45) for i in range(6))


def test_a_verbatim_copy_points_at_the_earlier_page() -> None:
    links = group_reprints([article("b", WIRE, day="2024-05-02"), article("a", WIRE, day="2024-05-01")])
    assert link(links, "b").of == "a"
    assert link(links, "b").relation is Relation.VERBATIM
    assert link(links, "b").direction
    assert link(links, "a").relation is Relation.ORIGINAL


def test_a_copy_that_names_the_agency_points_at_the_agency_s_page() -> None:
    cut = "\n\n".join(WIRE.split("\n\n")[:4])
    wire = replace(article("wire", WIRE), publisher="Quarrywire")
    copy = replace(article("a-copy", WIRE), publisher="Vale Gazette")
    signed = replace(article("signed", cut, agency="Quarrywire"), publisher="Osthaven Herald")
    assert link(group_reprints([wire, copy, signed]), "signed").of == "wire"


def test_without_evidence_the_direction_is_unknown() -> None:
    links = group_reprints([article("a", WIRE), article("b", WIRE)])
    assert [found.direction for found in links] == [False, False]


def test_a_cut_story_is_abridged() -> None:
    cut = "\n\n".join(WIRE.split("\n\n")[:3])
    found = link(group_reprints([article("long", WIRE), article("short", cut)]), "short")
    assert (found.of, found.relation) == ("long", Relation.ABRIDGED)
    assert found.shared > 0.9


def test_three_paragraphs_inside_a_longer_page_are_found() -> None:
    host = "\n\n".join([*[prose(100 + i, 60) for i in range(6)], *WIRE.split("\n\n")[:3]])
    links = group_reprints([article("wire", WIRE), article("host", host)])
    assert sum(found.of is not None for found in links) == 1
    assert {found.relation for found in links if found.of} == {Relation.REWRITTEN}


def test_shared_spans_are_the_same_words_on_both_pages() -> None:
    pages = {
        "wire": article("wire", WIRE, day="2024-05-01"),
        "new": article("new", prose(9, 20) + " " + WIRE.replace("\n\n", " "), day="2024-05-02"),
    }
    found = link(group_reprints(list(pages.values())), "new")
    assert found.spans
    for here, there in found.spans:
        mine, theirs = here.of(pages["new"].page.text), there.of(pages["wire"].page.text)
        assert mine.split() == theirs.split()


def test_two_reporters_quoting_the_same_words_have_not_copied() -> None:
    quote = f"“{prose(5, 40)}”"
    links = group_reprints(
        [article("a", prose(1, 90) + " " + quote), article("b", prose(2, 90) + " " + quote)]
    )
    assert all(found.of is None for found in links)


@pytest.mark.parametrize("opened", ["“", "„", "«", "``", '"', "'", "‘", " 'a", "(@a", "„a ", "‘a’b "])
def test_marks_that_are_never_closed_quote_nothing_and_are_not_searched_for_ever(opened: str) -> None:
    assert read_body(article("a", opened * 10_000)).quoted == 0


def test_a_page_of_one_word_over_and_over_stands_in_its_like_as_one_stretch() -> None:
    again = "again " * 20_000
    one, other = article("one", again), article("other", again + "and so on and on")
    assert compare(one, other)
    ((here, there),) = common_stretches(read_body(one), read_body(other))
    assert here == there == Span(0, len(again.rstrip()))


def test_a_set_phrase_is_no_copy() -> None:
    phrase = prose(77, 15)
    links = group_reprints([article(str(i), prose(200 + i, 120) + " " + phrase) for i in range(5)])
    assert all(found.of is None for found in links)


def test_the_order_of_pages_does_not_matter() -> None:
    pages = [
        article("a", WIRE),
        article("b", WIRE[:700]),
        article("c", prose(3, 80)),
        article("d", WIRE[200:]),
    ]
    expected = {found.source: found for found in group_reprints(sorted(pages, key=lambda page: page.source))}
    backwards = {found.source: found for found in group_reprints(pages[::-1])}
    assert {s: f.relation for s, f in expected.items()} == {s: f.relation for s, f in backwards.items()}


def test_a_notice_filled_in_for_another_day_is_no_copy() -> None:
    form = "{} of the {} society received a floral basket from {} on {}, and it was handed over at the hall by {}"
    frame = f" {prose(5, 22).lower()} "
    names = (
        ("Brano", "Velik", "Dorna", "May 3", "Kerim Sol"),
        ("Tosk", "Amer", "Hulia", "June 9", "Ida Prell"),
    )
    pages = [
        article(f"{i}", form.format(*five) + frame + f"in {five[0]} and {five[1]}.")
        for i, five in enumerate(names)
    ]
    assert all(found.of is None for found in group_reprints(pages))


def test_a_list_of_names_is_no_copy() -> None:
    those_present = " ".join(word.capitalize() for word in prose(8, 60).split())
    pages = [article(str(i), f"{prose(300 + i, 60)} Present were {those_present}") for i in range(2)]
    assert compare(*pages) is None


def test_a_new_lead_makes_a_copy_rewritten() -> None:
    page = article("new", prose(40, 14) + " " + WIRE, day="2024-05-02")
    found = link(group_reprints([article("wire", WIRE, day="2024-05-01"), page]), "new")
    assert (found.of, found.relation) == ("wire", Relation.REWRITTEN)


@pytest.mark.parametrize(("added", "relation"), [(ADDED - 1, Relation.VERBATIM), (ADDED, Relation.REWRITTEN)])
def test_from_so_many_new_words_in_a_row_on_something_was_added(added: int, relation: Relation) -> None:
    half = WIRE.index(" ", len(WIRE) // 2)
    new = article("new", WIRE[:half] + " ashore" * added + WIRE[half:], day="2024-05-02")
    found = link(group_reprints([article("wire", WIRE, day="2024-05-01"), new]), "new")
    assert (found.of, found.relation) == ("wire", relation)


@settings(max_examples=15)
@given(st.randoms(use_true_random=False))
def test_a_new_page_is_joined_to_the_stored_ones_as_in_the_batch(dice: random.Random) -> None:
    stock = [prose(i, 40) for i in range(12)]
    pages = [article(f"p{i}", "\n\n".join(dice.sample(stock, dice.randint(1, 5)))) for i in range(12)]
    index, joined = Index(), {}
    for i, page in enumerate(pages):
        for earlier, _ in index.add_and_pair([page.source], fingerprints([body_text(page)])):
            link = compare(pages[earlier], page)
            if link:
                joined[earlier, i] = link
    assert joined == find_links(pages)


def test_a_page_spliced_from_two_wires_is_joined_to_both() -> None:
    other = "\n\n".join(prose(60 + i, 45) for i in range(6))
    spliced = article("spliced", WIRE[: len(WIRE) // 2] + " " + other[: len(other) // 2])
    assert compare(spliced, article("one", WIRE))
    assert compare(spliced, article("two", other))


@settings(max_examples=60)
@given(st.text(max_size=400), st.randoms(use_true_random=False), st.integers(0, 3))
def test_any_two_texts_can_be_compared(odd: str, dice: random.Random, kept: int) -> None:
    """Of which one may hold passages of the other, among whatever else."""
    stock = [prose(i, 40) for i in range(4)]
    two = "\n\n".join(dice.sample([*stock[:kept], odd, prose(9, 40)], kept + 2))
    pages = [article("a", "\n\n".join([*stock, odd])), article("b", two)]
    for found in group_reprints(pages):
        assert 0 <= found.shared <= 1
        for here, there in found.spans:
            assert here.of(pages[found.source != "a"].page.text)
            assert there.of(pages[found.of != "a"].page.text)
