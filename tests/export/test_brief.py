"""The brief on the terminal."""

import dataclasses
import io
import re
from collections.abc import Callable, Sequence

import pytest
from rich.console import Console

from copydesk.export.brief import listed, print_brief
from copydesk.model import (
    Account,
    Difference,
    DifferenceKind,
    Evidence,
    Reason,
    Rejected,
    RunSummary,
    Span,
)


def brief(accounts: Sequence[Account], summary: RunSummary, width: int = 80, terminal: bool = False) -> str:
    out = io.StringIO()
    print_brief(accounts, summary, console=Console(file=out, width=width, force_terminal=terminal))
    return out.getvalue()


def test_says_what_happened_who_says_so_and_who_copied_whom(barge: Account, summary: RunSummary) -> None:
    text = brief([barge], summary)
    for words in (
        "Saturday 5 October 2024",
        "Olof Brandt",
        barge.sourcing,
        "rests on the harbour police, The Skerry Post",
        "number: 9 people [1 2] against 12 people [3]",
        "[2] news.example, undated: word for word from 1",
        "empty.txt: empty (0 bytes)",
    ):
        assert words in text


@pytest.mark.parametrize("width", [40, 80, 200])
def test_fits_and_is_plain_when_piped(barge: Account, summary: RunSummary, width: int) -> None:
    text = brief([barge], summary, width)
    assert "\x1b" not in text
    assert all(len(line) <= width and line == line.rstrip() for line in text.splitlines())


def test_pages_cannot_steer_the_terminal(single: Callable[..., Account]) -> None:
    hostile = "\x1b]0;owned\x07 \x1b[31mred \x9b2J \u202eabc [bold]kept[/bold] \r over"
    account = single(hostile, f"Title {hostile}", f"Body {hostile}.", publisher=hostile)
    text = brief(
        [account], RunSummary(2, 1, (Rejected(hostile, "read", Reason.BINARY, hostile),)), terminal=True
    )
    # What is left is rich's own styling.
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", re.sub("\x1b\\[[0-9;]*m", "", text))
    assert "\x1b[31mred" not in text
    assert "[bold]kept[/bold]" in text


def test_many_stories_are_a_list(single: Callable[..., Account], barge: Account) -> None:
    accounts = [barge] + [single(f"{n}.txt", f"Title {n}", "A body.") for n in range(30)]
    text = brief(accounts, RunSummary(33, 33))
    assert "30 more stories" in text
    assert "and 18 more" in text
    assert len(text.splitlines()) < 60


def test_of_pages_that_tell_no_common_story_all_are_listed(single: Callable[..., Account]) -> None:
    accounts = [
        single(f"{n}.txt", f"Title {n}", "Nothing happened.", publisher="Vale Gazette") for n in range(3)
    ]
    text = brief(accounts, RunSummary(3, 3))
    assert "3 stories, each told by one page" in text
    assert "Title 0 (Vale Gazette, undated)" in text
    assert "No origin named" not in text


def test_a_claim_that_begins_with_a_pronoun_stands_beside_the_rest_of_its_sentence(
    barge: Account, summary: RunSummary
) -> None:
    lead, *rest = barge.claims
    source, start = lead.evidence[0].source, lead.evidence[0].span.start
    text, sentence = "she had seen it", "Ann Roe, who left, said she had seen it at sea."
    shown = dataclasses.replace(
        lead, text=text, sentence=Evidence(source, Span(start, start + len(sentence)), sentence, "same")
    )
    lines = brief([dataclasses.replace(barge, claims=(shown, *rest), telling=())], summary, width=100)
    assert "◆ she had seen it [1" in lines
    assert "in: Ann Roe, who left, said … at sea." in lines


def test_what_differs_between_words_is_told_in_these_words(barge: Account, summary: RunSummary) -> None:
    said = [
        dataclasses.replace(value, value=word)
        for value, word in zip(
            barge.claims[0].differences[0].values, ("agreed", "had not agreed"), strict=False
        )
    ]
    claim = dataclasses.replace(
        barge.claims[0], differences=(Difference(DifferenceKind.MODALITY, tuple(said)),)
    )
    text = brief([dataclasses.replace(barge, claims=(claim, *barge.claims[1:]))], summary, width=100)
    assert "modality: agreed [1] against had not agreed" in text


def test_claims_without_an_origin_are_counted(single: Callable[..., Account]) -> None:
    assert "No origin named (1)" in brief(
        [single("d.txt", "A quiet day", "Nothing happened.")], RunSummary(1, 1)
    )


def test_many_pages_are_cited_in_runs() -> None:
    assert listed({3, 1, 2}) == "1 2 3"
    assert listed({*range(1, 10), 12, 20, 21}) == "1–9 12 20–21"


def test_nothing_to_tell() -> None:
    assert "1 of 1 inputs rejected" in brief([], RunSummary(1, 0, (Rejected("x", "read", Reason.EMPTY, ""),)))


def test_says_so_where_a_page_is_not_in_english(single: Callable[..., Account]) -> None:
    account = single("a.txt", "Ein Titel", "Ein Satz.", language="de")
    assert "not in English (de)" in brief([account], RunSummary(1, 1))
