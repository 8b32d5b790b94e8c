"""Pages whose lines do not end in line feeds: old Macintosh texts, form feeds, the separators of Unicode.

They are read as if they did, character for character, so that every span is one into the page as received.
"""

from dataclasses import replace

from copydesk.model import Article, Page, Snippet
from copydesk.text import with_line_feeds


def with_lines(page: Page) -> Page:
    """The page as it is read: each line of a plain text ends in a line feed. The same page where all do."""
    if page.markup is not None:
        return page
    text = with_line_feeds(page.text)
    return page if text is page.text else replace(page, text=text)


def as_received(article: Article, page: Page) -> Article:
    """What was found on `with_lines(page)` as the article of `page`: its values are the page's own characters."""
    if article.page is page:
        return article
    dateline = article.dateline
    return replace(
        article,
        page=page,
        title=_cut(article.title, page),
        section=_cut(article.section, page),
        authors=tuple(author for each in article.authors if (author := _cut(each, page))),
        agency=_cut(article.agency, page),
        dateline=dateline and replace(dateline, text=dateline.span.of(page.text)),
    )


def _cut(snippet: Snippet | None, page: Page) -> Snippet | None:
    return replace(snippet, text=snippet.span.of(page.text)) if snippet and snippet.span else snippet
