"""The one line on how well a story is sourced."""

from pathlib import Path

import copydesk


def line_of(text: str, folder: Path) -> str:
    page = folder / "page.txt"
    page.write_text(text, encoding="utf-8")
    return copydesk.report([page]).stories[0].sourcing


def test_a_page_in_another_language_has_no_claims_and_says_why(tmp_path: Path) -> None:
    paragraph = (
        "Der Hafenmeister teilte am Montag mit, dass die Fähre wegen des Sturms im Hafen bleibt. "
        "Die Reederei will am Dienstag entscheiden, ob sie wieder fährt, und die Fahrgäste entschädigen. "
    )
    text = "Fähre bleibt im Hafen\n\n" + paragraph * 2
    assert "claims are found in English only, not in de" in line_of(text, tmp_path)
