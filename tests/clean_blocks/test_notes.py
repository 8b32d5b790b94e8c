"""Notes of correction and the openings of live entries keep their kind and stay in the article's text."""

import pytest

from copydesk.clean.blocks import find_blocks
from copydesk.clean.notes import mark_notes
from copydesk.model import TEXT_KINDS, BlockKind, Page
from copydesk.readers.html import render_html

LONG = "The harbour council met in the morning and heard from six engineers about the state of the quay."


def test_a_correction_is_told_from_the_report_and_stays_in_its_text() -> None:
    notes = [
        "Correction: the ferry carries 140 passengers, not 410.",
        "This article was amended on 3 May to give the right name of the ferry line.",
        "An earlier version of this article misstated the price of the repairs.",
        "Korrektur: Die Fähre fasst 140 Fahrgäste, nicht 410.",
        "Cet article a été corrigé le 3 mai : le bac transporte 140 passagers.",
    ]
    kinds = mark_notes([LONG, LONG, *notes[:3]], [BlockKind.BODY] * 2 + [BlockKind.RELATED] * 3)
    assert kinds == [BlockKind.BODY] * 2 + [BlockKind.CORRECTION] * 3
    assert all(mark_notes([note], [BlockKind.BODY]) == [BlockKind.CORRECTION] for note in notes)
    assert not BlockKind.CORRECTION.is_furniture
    assert BlockKind.CORRECTION in TEXT_KINDS


def test_ordinary_paragraphs_are_no_corrections() -> None:
    for text in (
        LONG,
        "The correction of the coast line took six years.",
        "Corrections",
        "The article in the treaty was disputed.",
    ):
        assert mark_notes([LONG, text], [BlockKind.BODY] * 2)[1] is BlockKind.BODY


def test_a_note_far_below_the_article_is_not_its_own() -> None:
    texts = [LONG, *["Menu"] * 9, "Correction: the ferry carries 140 passengers, not 410."]
    kinds = [BlockKind.BODY, *[BlockKind.NAVIGATION] * 9, BlockKind.RELATED]
    assert mark_notes(texts, kinds) == kinds


def test_the_openings_of_live_entries_are_marked_where_there_are_three() -> None:
    texts, kinds = [LONG], [BlockKind.BODY]
    for time in ("14:05 Marta Lind", "13.40 Uhr: Boote liegen still", "1:15 p.m. EDT"):
        texts += [time, LONG]
        kinds += [BlockKind.TIMESTAMP, BlockKind.BODY]
    marked = mark_notes(texts, kinds)
    assert [marked[i] for i in (1, 3, 5)] == [BlockKind.LIVE_ENTRY] * 3
    assert mark_notes(texts[:5], kinds[:5]) == kinds[:5]


def test_a_live_page_keeps_its_entries_in_order() -> None:
    entries = "".join(
        f"<div class='entry'><h3>{hour}:30 Boats at quay {hour}</h3><p>{LONG.replace('six', str(hour))}</p>"
        f"<p>Captain number {hour} said on Monday that the boats would leave as soon as the wind had dropped.</p></div>"
        for hour in range(14, 9, -1)
    )
    page = render_html(
        f"<html><body><article><h1>Storm at the quay: as it happened</h1>{entries}</article></body></html>",
        source="live",
    )
    assert isinstance(page, Page)
    blocks = find_blocks(page)
    assert isinstance(blocks, tuple)
    opened = [b.span.of(page.text).strip()[:5] for b in blocks if b.kind is BlockKind.LIVE_ENTRY]
    assert opened == ["14:30", "13:30", "12:30", "11:30", "10:30"]


STORY = [
    "The town of Westhaven opened its third bridge on Monday, after three years of works and two of quarrels.",
    "It cost 12 million crowns, the town's engineers said, which is less than what had been set aside for it.",
    "Traffic will be counted for a year, and a fourth bridge is planned, Mayor Ida Holm told reporters there.",
]


@pytest.mark.parametrize(
    "line",
    [
        "The post Westhaven opens its third bridge appeared first on Quay News.",
        "Der Beitrag Westhaven hat eine dritte Brücke erschien zuerst auf Hafenblatt.",
        "L’article Un troisième pont est apparu en premier sur Le Quai.",
        "La entrada Un tercer puente se publicó primero en El Muelle.",
    ],
)
@pytest.mark.parametrize("is_html", [True, False])
def test_the_line_that_feeds_put_under_an_item_is_none_of_its_text(line: str, is_html: bool) -> None:
    kinds = kinds_of(["Westhaven opens its third bridge", *STORY, line], is_html=is_html)
    assert kinds[line] is BlockKind.SOURCE_LINK
    assert kinds[STORY[-1]] is BlockKind.BODY


def test_a_sentence_like_that_amid_an_article_is_its_own() -> None:
    line = "The post office appeared first on a map of the town that was drawn in 1890."
    assert kinds_of([*STORY[:2], line, STORY[2]], is_html=False)[line] is BlockKind.BODY


def kinds_of(paragraphs: list[str], *, is_html: bool) -> dict[str, BlockKind]:
    """The paragraphs of a page, each with its kind."""
    html = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    bare = Page(source="a", text="\n\n".join(paragraphs))
    page = render_html(html, source="a") if is_html else bare
    assert isinstance(page, Page)
    blocks = find_blocks(page)
    assert isinstance(blocks, tuple)
    return {block.span.of(page.text).strip(): block.kind for block in blocks}
