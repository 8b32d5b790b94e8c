"""The short texts that title lines are learnt from."""

from training.short_texts import COPIES, short_texts

LINES = [
    "Courier", "Home", "News", "Harbour", "Weather", "Tides", "", "Harbour reopens after storms", "By Mira Holt",
    "The harbour reopened.", "Ferries left at dawn.", "Lamps are lit again.", "More news", "Contact",
]  # fmt: skip
LABELS = ["drop"] * 7 + ["title", "drop", "keep", "keep", "keep", "drop", "drop"]


def test_the_title_is_where_it_is_said_to_be() -> None:
    for number in range(60):
        texts = short_texts(f"page-{number}", LINES, LABELS, site="courier")
        assert len(texts) == COPIES
        for short in texts:
            lines = short.text.split("\n")
            if short.title is not None:
                assert lines[short.title] == LINES[7]
            else:
                assert LINES[7] not in lines


def test_the_same_page_gives_the_same_texts() -> None:
    assert short_texts("page", LINES, LABELS, site="courier") == short_texts(
        "page", LINES, LABELS, site="courier"
    )


def test_a_page_without_a_title_gives_none() -> None:
    assert short_texts("page", LINES[8:], LABELS[8:], site="courier") == []
