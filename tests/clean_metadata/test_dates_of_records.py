"""A text whose record tells the day of publication is dated by it, whatever other days it speaks of."""

import pytest

from copydesk.clean import clean_page
from copydesk.model import Article
from copydesk.pipeline import to_page
from copydesk.readers import Raw

OPENINGS = [
    "Ada Quill, who leads the harbour office, issued a statement on November 22 about the winter that is to come.",
    "The delegation led by Jon Marsh left Lindry on Tuesday after a visit of four days to the mills of the valley.",
    "A meeting of women was held on Monday in the town hall, which opened on May 4, 1998 and has served since then.",
    "The council will decide on December 1 whether the ferry is to run at night, as people of both banks asked it to.",
]
REST = " It was told to all who had come, and to those who had stayed at home by way of the radio of the harbour.\n\n"


@pytest.mark.parametrize("opening", OPENINGS)
@pytest.mark.parametrize("paragraphs", [1, 3, 8])
def test_the_record_s_day_is_the_text_s(opening: str, paragraphs: int) -> None:
    text = f"Harbour of Lindry is ready for the winter\n\n{opening}{REST * paragraphs}"
    page = to_page(Raw("page", text, False, (("date", "2012-11-28"),)))
    article = clean_page(page)  # type: ignore[arg-type]
    assert isinstance(article, Article)
    assert article.published is not None
    assert article.published.day == "2012-11-28"
