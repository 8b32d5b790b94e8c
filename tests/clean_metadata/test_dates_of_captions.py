"""The day in a picture's caption is the picture's: it does not date a text that gives no other."""

import pytest

from copydesk.clean import clean_page
from copydesk.model import Article
from copydesk.pipeline import to_page
from copydesk.readers import Raw

TITLE = "Brenfold council votes to rebuild bridge"
BODY = [
    "The council of Brenfold voted on Monday to rebuild the old bridge over the river Sarn after years of dispute.",
    "Mayor Ilse Tarrant told reporters that work would begin in the spring and take about two years to finish.",
    "Residents have long complained about the detour, which adds half an hour to the journey into the city centre.",
    "Engineers warned last year that the pillars would not stand another flood of the kind seen in the valley.",
]
CAPTIONS = [
    "People walk over the old bridge in Brenfold, Oct. 5, 2020. (Photo by Ann Roe/Vale News)",
    "FILE - The old bridge in Brenfold, March 3, 2019. (Ann Roe/Vale News)",
    "Mayor Ilse Tarrant speaks in Brenfold on October 5, 2020. REUTERS/Ann Roe",
    "Photo: Ann Roe / Oct. 5, 2020",
    "A view of the old bridge, in Brenfold, Norland, Monday, Oct. 5, 2020. (AP Photo/Ann Roe)",
]


def published(paragraphs: list[str]) -> str | None:
    article = clean_page(to_page(Raw("page", "\n\n".join(paragraphs), False)))  # type: ignore[arg-type]
    assert isinstance(article, Article)
    return article.published.day if article.published else None


@pytest.mark.parametrize("caption", CAPTIONS)
@pytest.mark.parametrize("place", [0, 2, 4])
def test_a_caption_does_not_date_a_text(caption: str, place: int) -> None:
    assert published([TITLE, *BODY[:place], caption, *BODY[place:]]) is None


@pytest.mark.parametrize("caption", CAPTIONS)
def test_the_day_under_the_title_does_beside_a_caption(caption: str) -> None:
    assert published([TITLE, "Published: 9 October 2020", BODY[0], caption, *BODY[1:]]) == "2020-10-09"


@pytest.mark.parametrize("line", ["By Ann Roe / May 3, 2024", "May 3, 2024 / 5:00 PM / Vale News"])
def test_a_line_of_names_and_a_day_is_no_credit(line: str) -> None:
    assert published([TITLE, line, *BODY]) == "2024-05-03"
