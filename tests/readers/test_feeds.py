"""Feeds: one page an item, with what the item says of itself, and nothing that the XML would have fetched or grown."""

import gzip
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import copydesk
from copydesk.model import Article, Page, Rejected
from copydesk.readers import Limits, read_pages

STORY = (
    "<p>WESTHAVEN (Quay News) - The town of Westhaven opened its third bridge on Monday, the mayor said.</p>"
    "<p>The bridge cost 12 million crowns and took three years to build, according to the town's engineers.</p>"
    "<p>Traffic will be counted for a year, and a fourth bridge is planned, Mayor Ida Holm told reporters.</p>"
)
RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
  xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>The Quay</title><link>https://www.thequay.test/</link><atom:link href="https://x.test/rss" rel="self"/>
<image><title>Logo</title><link>https://x.test/</link></image>
<item><title>Town opens a bridge &amp;amp; a road</title><link>https://www.thequay.test/bridge</link>
  <guid isPermaLink="false">tag:thequay.test,2024:1</guid><pubDate>Mon, 06 May 2024 10:00:00 +0200</pubDate>
  <d:creator>Ida Brandt</d:creator><media:title>A picture</media:title><description>In short.</description>
  <content:encoded><![CDATA[{STORY}]]></content:encoded></item>
<item><title>Second</title><link> /second </link><guid>17</guid><author>jo@quay.test (Jo Ebner)</author>
  <description>{escape(STORY)}</description><source url="https://x.test/rss">Other Wire</source></item>
<item><guid>https://www.thequay.test/third</guid><description>Third.</description></item>
<item><description>Fourth.</description></item>
<item><title>Fifth</title></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Quay</title><link href="https://thequay.test/"/>
<entry><id>urn:uuid:1</id><title>1 &lt; 2</title><link rel="enclosure" href="a.mp3"/><link href="/bridge"/>
  <author><name>Ida Brandt</name><uri>https://x.test</uri></author><updated>2024-05-08T10:00:00Z</updated>
  <published>2024-05-06T10:00:00Z</published>
  <content type="xhtml">
    <div xmlns="http://www.w3.org/1999/xhtml"><p title='"&lt;"'>One<br/>&lt;two&gt;</p></div></content></entry>
<entry><id>urn:uuid:2</id><summary>A &lt;p&gt; in text</summary></entry>
<entry><id>urn:uuid:3</id><content type="html">&lt;p&gt;In &lt;b&gt;HTML&lt;/b&gt;&lt;/p&gt;</content></entry>
<entry><id>urn:uuid:4</id><content type="image/png">iVBOR</content>
  <summary type="text">Beside a picture</summary></entry>
<entry><id>urn:uuid:5</id><content type="image/png">iVBOR</content></entry></feed>"""
RDF = """<?xml version="1.0" encoding="iso-8859-2"?><rdf:RDF xmlns="http://purl.org/rss/1.0/"
  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><channel><title>Řeka</title></channel>
<item rdf:about="x"><link>https://reka.test/1</link>
  <description>Most přes řeku</description><dc:date>2024-05-06</dc:date>
</item></rdf:RDF>"""


def read(folder: Path, data: bytes | str, *, limits: Limits | None = None) -> list[Page | Rejected]:
    file = folder / "feed.xml"
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read_pages([file], limits=limits or Limits()))


def told(pages: list[Page | Rejected]) -> list[tuple[str, str]]:
    """Each page's source and text, each rejection's source and reason; files without their folder."""
    return [
        (
            page.source.rpartition("/")[2] if page.source.startswith("/") else page.source,
            page.text if isinstance(page, Page) else str(page.reason),
        )
        for page in pages
    ]


def rss(items: str) -> str:
    return f"<rss><channel><title>The Quay</title>{items}</channel></rss>"


def described(text: str) -> str:
    return f"<item><description>{text}</description></item>"


def test_an_item_of_rss_is_a_page(tmp_path: Path) -> None:
    first, second, third, fourth, fifth = read(tmp_path, RSS)
    assert isinstance(first, Page)
    assert first.text.startswith("Town opens a bridge & a road\n\nWESTHAVEN (Quay News) - The town")
    assert (first.source, first.url) == ("tag:thequay.test,2024:1", "https://www.thequay.test/bridge")
    assert (first.title, first.date) == ("Town opens a bridge & a road", "Mon, 06 May 2024 10:00:00 +0200")
    assert (first.captured, first.publisher, first.notes) == (None, None, ())
    assert isinstance(second, Page)
    assert second.source == second.url == "https://www.thequay.test/second"
    assert "Traffic will be counted" in second.text
    assert isinstance(third, Page)
    assert (third.source, third.url, third.text) == (*["https://www.thequay.test/third"] * 2, "Third.")
    assert isinstance(fourth, Page)
    assert (fourth.source, fourth.url) == (f"{tmp_path / 'feed.xml'}:4", None)
    assert isinstance(fifth, Rejected)
    assert (str(fifth.reason), fifth.source) == ("no_text", f"{tmp_path / 'feed.xml'}:5")


def test_an_entry_of_atom_is_a_page(tmp_path: Path) -> None:
    pages = read(tmp_path, ATOM)
    assert told(pages) == [
        ("urn:uuid:1", "1 < 2\n\nOne\n<two>"),
        ("urn:uuid:2", "A <p> in text"),
        ("urn:uuid:3", "In HTML"),
        ("urn:uuid:4", "Beside a picture"),
        ("urn:uuid:5", "no_text"),
    ]
    first = pages[0]
    assert isinstance(first, Page)
    assert (first.url, first.date) == ("https://thequay.test/bridge", "2024-05-06T10:00:00Z")
    (changed, *_) = read(tmp_path, ATOM.replace("published>", "other>"))
    assert isinstance(changed, Page)
    assert changed.date is None
    assert changed.markup
    assert ("article:modified_time", "2024-05-08T10:00:00Z") in changed.markup.meta
    assert (
        read(tmp_path, ATOM.replace("<", "<a:").replace("<a:/", "</a:").replace("xmlns=", "xmlns:a="))
        == pages
    )


def test_rss_1_is_read_in_the_encoding_it_declares(tmp_path: Path) -> None:
    (page,) = read(tmp_path, RDF.encode("iso8859-2"))
    assert isinstance(page, Page)
    assert (page.text, page.date, page.notes) == ("Most přes řeku", "2024-05-06", ("decoded as iso8859-2",))
    assert [page.text for page in read(tmp_path, RDF.encode("utf-16")) if isinstance(page, Page)] == [
        page.text
    ]


def test_what_an_item_says_is_found_as_on_other_pages(tmp_path: Path) -> None:
    (tmp_path / "feed").write_bytes(gzip.compress(RSS.encode()))
    first, second, *short = copydesk.read_many([tmp_path / "feed"])
    assert isinstance(first, Article)
    assert first.title
    assert first.title.span
    assert ([author.text for author in first.authors], first.publisher) == (["Ida Brandt"], "The Quay")
    assert first.published
    assert (first.published.value, first.published.zone) == ("2024-05-06T10:00:00", "+0200")
    assert isinstance(second, Article)
    assert ([author.text for author in second.authors], second.publisher) == (["Jo Ebner"], "Other Wire")
    reasons = [str(page.reason) for page in short if isinstance(page, Rejected)]
    assert reasons == ["not_an_article", "not_an_article", "no_text"]


def test_a_link_is_relative_to_the_bases_around_it(tmp_path: Path) -> None:
    feed = ATOM.replace("<feed", '<feed xml:base="https://q.test/news/"').replace(
        "<entry><id>urn:uuid:1</id>", '<entry xml:base="2024/"><id>1</id>'
    )
    first, second, *_ = read(
        tmp_path, feed.replace('href="https://thequay.test/"', "").replace('"/bridge"', '"b"')
    )
    assert isinstance(first, Page)
    assert first.source == first.url == "https://q.test/news/2024/b"
    assert isinstance(second, Page)
    assert second.url is None


@pytest.mark.parametrize("link", ["/bridge", "http://[q/bridge", "javascript:void(0)"])
def test_a_link_that_leads_nowhere_is_none(tmp_path: Path, link: str) -> None:
    (page,) = read(tmp_path, rss(described("Words.").replace("<item>", f"<item><link>{link}</link>")))
    assert isinstance(page, Page)
    assert (page.source, page.url) == (f"{tmp_path / 'feed.xml'}:1", None)


def test_plain_text_keeps_its_paragraphs(tmp_path: Path) -> None:
    text = "One A &amp;amp; B.\n \nTwo\nlines."
    assert told(read(tmp_path, rss(described(text))))[0][1] == "One A & B.\n\nTwo lines."
    atom = f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><content>{text}</content></entry></feed>"
    assert told(read(tmp_path, atom))[0][1] == "One A &amp; B.\n\nTwo lines."


def test_content_without_words_gives_way_to_the_description(tmp_path: Path) -> None:
    picture = "<content:encoded><![CDATA[<p><img src='a.png'>&nbsp;</p>]]></content:encoded>"
    item = described("In short.").replace("<item>", f"<item>{picture}")
    assert told(read(tmp_path, rss(item)))[0][1] == "In short."


def test_the_feeds_title_is_not_the_title_of_an_item_without_one(tmp_path: Path) -> None:
    (tmp_path / "feed").write_text(rss(described(escape(STORY))))
    (article,) = copydesk.read_many([tmp_path / "feed"])
    assert isinstance(article, Article)
    assert article.title is None


def test_a_name_that_items_share_is_no_items_own(tmp_path: Path) -> None:
    shared = "<item><guid>http://q.test/</guid><link>http://q.test/{}</link><description>Words.</description></item>"
    pages = read(tmp_path, rss(shared.format(1) + shared.format(2) + shared.format(2)))
    assert told(pages) == [
        ("http://q.test/", "Words."),
        ("http://q.test/2", "Words."),
        ("http://q.test/2", "duplicate_id"),
    ]


def test_common_faults_are_mended(tmp_path: Path) -> None:
    text = "caf&eacute;&nbsp;A & B, &unknown; &#8220;x&#8221; &#0;&#xFFFFFFFF; a\x01b"
    (page,) = read(
        tmp_path, '\n <?xml version="1.1"?>' + rss(f"<dc:creator>Jo</dc:creator>{described(text)}")
    )
    assert isinstance(page, Page)
    assert page.text == "café A & B, &unknown; “x” �� a b"
    misdeclared = "<item xmlns:content='http://q.test/'><content:encoded>A</content:encoded></item>"
    assert told(read(tmp_path, rss(misdeclared)))[0][1] == "A"
    cdata = described("<![CDATA[A & B &amp; C]]>")
    assert told(read(tmp_path, rss(cdata)))[0][1] == "A & B & C"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (rss(""), ["empty"]),
        (rss(described("One.") + described("<p>two<br></p>") + described("Three.")), ["One.", "corrupt"]),
        (rss(described("One.") + described("Two."))[:-60], ["One.", "corrupt"]),
        (rss(described("a\0b")), ["binary"]),
        (rss(described(" ")), ["no_text"]),
        (rss(described("<![CDATA[<img src='a.png'>]]>")), ["no_text"]),
        (rss("<item><description>" + "<a>" * 100_000), ["too_deep"]),
        (rss(described("One.") + described("a" * 18_000_000)), ["One.", "too_large"]),
        (rss(f"<item a='{'a' * 18_000_000}'/>"), ["too_large"]),
        (rss("<item><title>" + "<![CDATA[" * 1_000_000), ["corrupt"]),
        (rss(described("&a;")).replace("<rss", "<!DOCTYPE rss [<!ENTITY a 'aaa'>]><rss", 1), ["unsupported"]),
        (
            rss(described("&a;")).replace(
                "<rss", "<!DOCTYPE rss [<!ENTITY a SYSTEM 'file:///etc/hosts'>]><rss", 1
            ),
            ["unsupported"],
        ),
        (
            rss(described("caf&eacute;")).replace(
                "<rss", '<!DOCTYPE rss SYSTEM "http://q.test/rss.dtd"><rss', 1
            ),
            ["café"],
        ),
    ],
    ids=lambda value: None if isinstance(value, list) else value[:0],
)
def test_feeds_that_cannot_be_read_to_their_end(tmp_path: Path, data: str, expected: list[str]) -> None:
    assert [text for _, text in told(read(tmp_path, data))] == expected


def test_an_entity_bomb_does_not_go_off(tmp_path: Path) -> None:
    entities = "".join(f"<!ENTITY e{i} '{f'&e{i - 1};' * 10 if i else 'ha'}'>" for i in range(12))
    for place in (described("&e11;"), "<item a='&e11;'/>"):
        bomb = rss(place).replace("<rss", f"<!DOCTYPE rss [{entities}]><rss", 1)
        assert [text for _, text in told(read(tmp_path, bomb))] == ["unsupported"]


def test_a_cut_archive_of_a_feed_gives_the_items_before_the_cut(tmp_path: Path) -> None:
    packed = gzip.compress(
        rss("".join(described(f"Item {i}.") for i in range(3000))).encode(), compresslevel=1
    )
    *pages, damage = told(read(tmp_path, packed[: len(packed) // 2]))
    assert 100 < len(pages) < 3000
    assert pages[7] == ("feed.xml:8", "Item 7.")
    assert damage == ("feed.xml", "corrupt")


def test_limits_hold_for_feeds(tmp_path: Path) -> None:
    many = rss("".join(described(f"Item {i}.") for i in range(3000)))
    assert told(read(tmp_path, many, limits=Limits(document_bytes=1000))) == [("feed.xml", "too_large")]
    one = told(read(tmp_path, rss(described("a" * 300) + described("b")), limits=Limits(page_bytes=200)))
    assert one == [("feed.xml:1", "too_large"), ("feed.xml:2", "b")]


@given(st.binary(max_size=200), st.sampled_from([RSS, ATOM, RDF]), st.floats(0, 1))
def test_whatever_stands_in_a_feed_each_item_or_damage_is_one_line(
    tmp_path_factory: pytest.TempPathFactory, junk: bytes, feed: str, where: float
) -> None:
    data = feed.encode()
    at = 20 + int(where * (len(data) - 20))
    lines = read(tmp_path_factory.mktemp("feed"), data[:at] + junk + data[at:])
    assert lines
    assert all(isinstance(line, Page | Rejected) and line.source for line in lines)
