"""Each quotation and each event once for a story: no scrap, no part of another, no other's words."""

from pathlib import Path

from copydesk.account import tell
from tests.tracing import traced

PAGE = """Harbour board votes on the quay

WESTHAVEN, May 7, 2019 - {}

The board will meet again in June, when the harbour master is to report on the state of the cranes and of the old slip.
"""


def _quotations(folder: Path, *sentences: str) -> list[list[str]]:
    """The versions of each quotation of pages with one of these sentences each."""
    pages = {str(number): PAGE.format(sentence) for number, sentence in enumerate(sentences)}
    return [[version.text for version in q.versions] for q in tell(traced(folder, pages)).quotations]


def test_a_quotation_within_another_is_told_once(tmp_path: Path) -> None:
    told = _quotations(
        tmp_path,
        "Ilse Haagen indicated she had acted out of fear when the builders began throwing stones while shouting they "
        "“were going to sink the old ferry”.",
    )
    assert [len(versions) for versions in told] == [1]


def test_a_word_in_quotation_marks_is_no_quotation(tmp_path: Path) -> None:
    told = _quotations(
        tmp_path, "Mayor Ilse Haagen said the decision of the board was “disappointing” for the town."
    )
    assert told == []


def test_common_words_make_no_version_of_another_utterance(tmp_path: Path) -> None:
    told = _quotations(
        tmp_path,
        "“It is not a secret that I have sold,” Mayor Ilse Haagen said on Monday. “We have built the quay, and it is "
        "the best that a town of our size could not have a hope to get, and I have thanked every man that sold us "
        "stone,” Haagen said later.",
    )
    assert [len(versions) for versions in told] == [1, 1]
