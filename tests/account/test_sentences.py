"""The sentence an account shows for a claim begins where a reader can begin; the fullest report comes first."""

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.account.claims import _sentence
from copydesk.account.sentences import MOST_SENTENCES, _readable, leans
from copydesk.model import Annotations, Page, Span
from copydesk.pipeline import by_weight, to_findings
from tests.tracing import accounts_of

TEXT = (
    "“The quay is safe”, she told them on Monday, and the ferry sailed at noon.\n\n, and the sheep came too."
)


def telling(sentences: list[Span], claim: Span, text: str = TEXT) -> Any:
    found = SimpleNamespace(page=SimpleNamespace(text=text), sentences=tuple(sentences))
    return SimpleNamespace(found=found, claim=SimpleNamespace(span=claim), source="a")


def test_a_sentence_broken_at_a_comma_is_shown_whole() -> None:
    first = TEXT.index(",")
    end = TEXT.index("\n")
    shown = _sentence(telling([Span(0, first), Span(first, end)], Span(TEXT.index("the ferry"), end - 1)))
    assert shown.text == TEXT[:end] == TEXT[shown.span.start : shown.span.end]


def test_a_paragraph_that_begins_with_a_comma_is_shown_without_it() -> None:
    start, end = TEXT.index("\n") + 2, len(TEXT)
    shown = _sentence(telling([Span(0, start - 2), Span(start, end)], Span(end - 20, end - 1)))
    assert shown.text == "and the sheep came too."


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_what_is_shown_stands_on_the_page(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    shown = _sentence(telling([Span(0, len(text))] if text else [], Span(start, end), text))
    assert shown.text == text[shown.span.start : shown.span.end]


LONG = """Keeper of Port Lindry light retires after forty years

Mira Holt, the keeper of the Port Lindry light, will retire in May after forty years, the harbour board said on Monday.

“I never once let it go dark,” Holt said. “My father kept it before me. The sea was worse in his day.”

In a letter to the board, she asked for a successor from the town.

One of the cranes beside the tower fell in March.

Here is what the board plans for the tower:

The board will light the tower by wire from June.

“We will miss her,” he said.

When the lamp went out I ran up the stairs in the dark.

Despite this, the tower will stand empty in winter. Others want it pulled down. None have said who would pay."""


@pytest.fixture(scope="module")
def retiring() -> Annotations:
    found = to_findings(Page("a", LONG))
    assert isinstance(found, Annotations)
    return found


@pytest.mark.parametrize(
    ("words", "leaning"),
    [
        ("Mira Holt, the keeper", False),
        ("“I never once let it go dark,” Holt", False),
        ("The sea was worse", True),
        ("In a letter to the board, she", True),
        ("One of the cranes", False),
        ("Here is what", True),
        ("The board will light", False),
        ("“We will miss her,” he", True),
        ("When the lamp went out I ran", True),
        ("Despite this,", True),
        ("Others want", False),
        ("None have said", True),
    ],
)
def test_what_leans_on_the_sentence_before(retiring: Annotations, words: str, leaning: bool) -> None:
    at = LONG.index(words)
    sentence = next(s for s in retiring.sentences if s.start <= at < s.end)
    assert leans(retiring, sentence) is leaning


def test_an_account_announces_nothing_it_does_not_tell(retiring: Annotations) -> None:
    account = accounts_of([retiring])[0]
    claims = {claim.id: claim for claim in account.claims}
    told = [sentence.text for key in account.telling if (sentence := claims[key].sentence)]
    assert any(text.startswith("Mira Holt") for text in told)
    assert not any(text.endswith(":") for text in told)


COURT = """Westhaven woke to thick fog on Monday. Forty ferries waited at the old quay. Bakers had sold out by noon.

The harbour board met in the lamp room. Coal has become dear since the winter. Nine cranes stood idle in the rain.

Painters climbed the north tower with their buckets. A choir sang under the clock for an hour. Schools stayed shut for
the whole of the day.

Snow closed the high road to Lemsal. Lorries slid into a ditch near the mill. Doctors opened a ward in the barracks.

Fishermen mended nets behind the smokehouse. Tailors hung their cloth out to dry. Goats strayed into the park.

Judge Bo Lund returned the badge to the reporter Mira Holt in the town hall at dusk."""


def test_an_account_tells_what_the_headlines_tell() -> None:
    found = to_findings(Page("a", f"Judge returns badge to reporter\n\n{COURT}"))
    assert isinstance(found, Annotations)
    account = accounts_of([found])[0]
    claims = {claim.id: claim for claim in account.claims}
    told = [sentence.text for key in account.telling if (sentence := claims[key].sentence)]
    assert len(told) == MOST_SENTENCES
    assert any("returned the badge" in text for text in told)


def test_a_sentence_broken_before_a_name_is_not_told() -> None:
    claim = SimpleNamespace(
        sentence=SimpleNamespace(text="The two men were arrested this morning, said Sgt.")
    )
    assert not _readable(claim)  # type: ignore[arg-type]


def test_of_undated_single_pages_the_fullest_comes_first() -> None:
    accounts: list[Any] = [
        SimpleNamespace(
            counts=SimpleNamespace(pages=pages),
            claims=range(claims),
            id=name,
            story=SimpleNamespace(findings=()),
        )
        for pages, claims, name in ((1, 3, "a"), (1, 9, "c"), (2, 1, "d"), (1, 9, "b"))
    ]
    assert [account.id for account in by_weight(accounts)] == ["d", "b", "c", "a"]


def test_she_is_told_where_she_can_be_nobody_else() -> None:
    pages = [
        "Holt leaves the light\n\nKeeper Mira Holt left the Port Lindry light on Monday after forty years on the rock. "
        "The harbour board thanked Mira Holt with a clock and a dinner for ninety guests in the town hall.",
        "Keeper goes\n\nKeeper Mira Holt left the Port Lindry light on Monday after forty years on the rock. "
        "She plans to open a boatyard in Norland with two of her brothers next summer.",
    ]
    findings = [to_findings(Page(str(number), text)) for number, text in enumerate(pages)]
    (account,) = accounts_of([found for found in findings if isinstance(found, Annotations)])
    claims = {claim.id: claim for claim in account.claims}
    shown = [sentence.text for key in account.telling if (sentence := claims[key].sentence)]
    assert any(text.startswith("She plans") for text in shown)
