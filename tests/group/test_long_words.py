"""A page whose head is one endless word is grouped like any other."""

from copydesk.embedding import LONGEST, meaning


def test_of_an_endless_text_the_beginning_counts() -> None:
    endless = "bridge " * LONGEST
    assert (meaning(endless) == meaning(endless[:LONGEST])).all()
