"""What spares a pattern its trial must never spare it a match."""

from hypothesis import given
from hypothesis import strategies as st

from copydesk.clean import landmarks, names, stamps
from copydesk.clean.clues import locate

PARTS = (
    "auth", "author", "by-line", "by_line", "by-_line", "byline", "posted-by", "p-name", "date", "time-stamp",
    "data-pub", "updat", "mise-a-jour", "title", "hed", "nav", "site-header", "footer", "relat", "most-read", "ad-",
    "article", "meta", "_head", "comment", "entry-title", "post", "bio", "author-bio", "x", "-", "col", "b1",
)  # fmt: skip
PIECES = (
    "12", "3", "2031", "31", "5", ". ", ". März ", " de septiembre de ", "/", "-", " tháng ", " năm ", "年", "月", "日",
    "th ", ", ", " May ", " gada ", " words in between that are far too many to belong to a date ",
)  # fmt: skip


@given(st.lists(st.sampled_from(PARTS), max_size=4).map("".join))
def test_a_class_speaks_for_all_its_patterns(name: str) -> None:
    wanted = sum(flag for flag, pattern in landmarks._PATTERNS if pattern.search(name))
    assert landmarks._speaks(name) == wanted


@given(
    st.lists(
        st.sampled_from(
            (
                "by",
                "By:",
                "BY ",
                "story",
                "photos ",
                "von",
                "escrito ",
                "por ",
                "a cura di ",
                "記者：",
                "文 ",
                " ",
                "Text",
            )
        ),
        max_size=4,
    ).map("".join)
)
def test_every_cue_is_tried(opening: str) -> None:
    text = opening + " Ada Quill"
    assert str(names.match_cue(text)) == str(names.CUE.match(text))


@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
def test_every_date_is_tried(text: str) -> None:
    openings = set(stamps._openings(text))
    for digits in stamps._DIGITS.finditer(text):
        if len(digits.group()) in (1, 2, 4) and digits.start() not in openings:
            assert stamps._DATE.match(text, digits.start()) is None


def test_a_value_is_found_whatever_its_case_and_gaps() -> None:
    text = "FERRIES\n LEAVE İZMİR AT DAWN"
    found = locate(text, "Ferries leave izmir at dawn")
    assert found is not None
    assert found.of(text) == text
