"""What a page declares may be broken: half a surrogate pair, an address that is none."""

from copydesk.clean.linked_data import read_linked_data
from copydesk.clean.recurring import site_of
from copydesk.model import Page


def test_half_a_surrogate_pair_gets_into_no_name() -> None:
    script = (
        '{"@type": "NewsArticle", "headline": "Ferry \\ud83d sinks", "datePublished": "2024-05-07",'
        ' "author": "Ada \\udc00 Brandt", "publisher": {"name": "Quay \\ud83d News \\u20ac \\ud83d\\ude80"}}'
    )
    (article,) = read_linked_data([script])
    assert article.headlines == ("Ferry ? sinks",)
    assert [party.name for party in article.authors] == ["Ada ? Brandt"]
    assert article.publisher == "Quay ? News € 🚀"


def test_the_posts_of_a_live_page_are_not_the_page() -> None:
    script = (
        '{"@type": "LiveBlogPosting", "headline": "Storm: live", "datePublished": "2031-05-07", "liveBlogUpdate":'
        ' [{"@type": "BlogPosting", "headline": "Ferry stops", "datePublished": "2031-05-08"}]}'
    )
    page, post = read_linked_data([script])
    assert (page.published, page.rank) == ("2031-05-07", 0)
    assert (post.published, post.rank) == ("2031-05-08", 3)


def test_an_address_that_is_none_names_no_site() -> None:
    assert site_of(Page("a", "text", url="http://[quay", publisher="Quay News")) == "Quay News"
    assert site_of(Page("a", "text", url="https://www.quay.example/ferry")) == "quay.example"
    assert site_of(Page("a", "text", url="https://www2.quay.example/ferry")) == "quay.example"
    assert site_of(Page("a", "text")) is None
