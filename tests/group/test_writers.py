"""Whose word a page's own sentences are: what shows that a publisher reported itself."""

from pathlib import Path

import pytest

from tests.tracing import traced

PAGES = {
    "dash": ("Bay Courier", "Lisbon — The old ferry sank in the harbour on Monday. Nobody was on board."),
    "initials": (
        "Vale Quarterly",
        "The old ferry sank in the harbour. “I saw it go,” Ann Roe tells V.Q. on the pier.",
    ),
    "edition": (
        "Vale News (Online)",
        "The old ferry sank in the harbour. “I saw it go,” Ann Roe has told the Vale on the pier.",
    ),
    "this paper": (
        "Bay Courier",
        "The old ferry sank in the harbour. “It went,” Ann Roe told this newspaper.",
    ),
    "glued": (None, "Lisbon (QNN)The old ferry sank in the harbour on Monday. Nobody was on board."),
    "told": (
        None,
        "The old ferry sank in the harbour. “I saw it go,” Ann Roe told the Vale Chronicle on Monday.",
    ),
    "told long ago": (
        None,
        "The old ferry sank in the harbour. “I saw her launched,” Ann Roe told the Vale Chronicle in 2006.",
    ),
    "told on air": (
        None,
        "The old ferry sank in the harbour. “I saw it go,” Ann Roe told Vale News host Jo Lund on Monday.",
    ),
    "told an agency": (
        None,
        "The old ferry sank in the harbour. “I saw it go,” Ann Roe told Reuters on Monday.",
    ),
    "stamped": (
        None,
        "QNS Nov 12, 2031, 05.51AM IST LISBON:\n\nThe old ferry sank in the harbour on Monday.",
    ),
    "signed off": (
        "Bay Courier",
        "The old ferry sank in the harbour on Monday. Jo Lund contributed to this report.",
    ),
    "reachable": (
        "Bay Courier",
        "The old ferry sank in the harbour on Monday. You can follow Jo Lund on Twitter at @jolund_bay.",
    ),
    "mailed": (
        "Bay Courier",
        "The old ferry sank in the harbour on Monday. Write to Jo Lund at jo.lund@baycourier.com",
    ),
    "mailed elsewhere": (
        "Bay Courier",
        "The old ferry sank in the harbour on Monday. Write to Jo Lund at jo.lund@valepost.com",
    ),
    "asked": (
        "Bay Courier",
        "The old ferry sank in the harbour on Monday. Its owners did not respond to requests for comment.",
    ),
    "asked by others": (
        "Bay Courier",
        "The old ferry sank in the harbour on Monday. Its owners did not respond to a request from Quay News.",
    ),
    "reported before": (
        "Vale Harbour Journal",
        "The old ferry sank in the harbour on Monday. It was for sale, the Journal previously reported.",
    ),
    "headed": (
        "VBC (Web News)",
        "Lisbon (VBC) The old ferry sank in the harbour on Monday. Nobody was on board of it when it went.",
    ),
    "updated": (
        "Bay Courier",
        "The old ferry sank in the harbour on Monday. This story has been updated with more details.",
    ),
    "found out": (
        "Bay Courier",
        "The old ferry sank in the harbour on Monday. The Bay Courier has not independently verified when.",
    ),
    "its reporter": (
        "Bay Courier",
        "The old ferry sank in the harbour on Monday. It took an hour, Bay Courier's Jo Lund reported.",
    ),
    "additional": (
        "Bay Courier",
        "The old ferry sank in the harbour on Monday. Additional reporting by Jo Lund",
    ),
    "followed": (
        "Bay Courier",
        "The old ferry sank in the harbour on Monday.\n\nFollow Jo Lund on Twitter",
    ),
    "summary first": (
        "Bay Courier",
        "The old ferry sank in the harbour on Monday. Nobody was on board, they said.\n\nLisbon — It was full.",
    ),
    "told me": (
        "Bay Courier",
        "The old ferry sank in the harbour on Monday. The skipper told me that it was old.",
    ),
    "told somebody": (
        "Bay Courier",
        "The old ferry sank in the harbour on Monday. “Jo told me that it was old,” the skipper said.",
    ),
    "statement": (
        "Bay Courier",
        "The old ferry sank in the harbour on Monday. It was old, they said in a statement to the Bay Courier.",
    ),
    "statement elsewhere": (
        "Bay Courier",
        "The old ferry sank in the harbour on Monday. Its owners were sad, they said in a statement to Reuters.",
    ),
    "nothing": (
        "Bay Courier",
        "The old ferry sank in the harbour on Monday. Nobody was on board, they said.",
    ),
}
REST = (
    "Divers went down twice before noon and found the hull whole. Two red buoys mark the place until the tide turns. "
    "The ferry was built in 1931 and carried coal, sheep and, in its last summers, people who came to look at birds."
)
WRITERS = {
    "dash": "bay-courier",
    "initials": "vale-quarterly",
    "edition": "vale-news",
    "this paper": "bay-courier",
    "glued": "qnn",
    "told": "vale-chronicle",
    "told an agency": "unknown",
    "told long ago": "unknown",
    "told on air": "unknown",
    "stamped": "qns",
    "signed off": "bay-courier",
    "reachable": "bay-courier",
    "mailed": "bay-courier",
    "mailed elsewhere": "unknown",
    "asked": "bay-courier",
    "asked by others": "unknown",
    "reported before": "vale-harbour-journal",
    "headed": "vbc",
    "updated": "unknown",
    "found out": "bay-courier",
    "its reporter": "bay-courier",
    "additional": "bay-courier",
    "followed": "bay-courier",
    "summary first": "bay-courier",
    "told me": "bay-courier",
    "told somebody": "unknown",
    "statement": "bay-courier",
    "statement elsewhere": "unknown",
    "nothing": "unknown",
}


@pytest.mark.parametrize("name", WRITERS)
def test_the_writer_of_the_news(tmp_path: Path, name: str) -> None:
    publisher, text = PAGES[name]
    said = {name: publisher} if publisher else {}
    story = traced(tmp_path, {name: f"Old ferry sinks\n\n{text}\n\n{REST}"}, publishers=said)
    found = story.findings[0]
    claims = [c for c in found.claims if "in the harbour" in c.span.of(found.article.page.text)]
    assert story.claim_origins[found.article.source, claims[0].id] == WRITERS[name]


def test_a_copy_that_shows_nothing_is_the_one_house_that_shows_its_work(tmp_path: Path) -> None:
    text = f"Old ferry sinks\n\n{PAGES['nothing'][1]}\n\n{REST}\n\nWrite to Jo Lund at jo.lund@baycourier.com"
    names = ("Aldham Post", "Bay Courier")
    story = traced(tmp_path, dict.fromkeys(names, text), publishers=dict(zip(names, names, strict=True)))
    found = [
        story.claim_origins[f.article.source, c.id]
        for f in story.findings
        for c in f.claims
        if "in the harbour" in c.span.of(f.article.page.text)
    ]
    assert set(found) == {"bay-courier"}
