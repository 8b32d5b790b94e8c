"""What is served over a desk: every link leads somewhere, nothing of a page runs, and the desk may grow meanwhile."""

import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from starlette.testclient import TestClient

import copydesk
from copydesk.desk import Desk
from copydesk.export.safe import neutral
from copydesk.group.changes import Change, ChangeKind
from copydesk.model import Account, RunSummary
from copydesk.web.asked import LONGEST_SOURCE
from copydesk.web.kept import Kept
from tests.export.html_reader import Reader, read
from tests.web.desks import BODY, EXAMPLES, HOSTILE, Client


def leads_to(reader: Reader) -> set[str]:
    """The addresses on the same site."""
    return {link for link in reader.links if link.startswith("/")}


def crawl(asking: TestClient) -> dict[str, str]:
    """Every page that can be reached, by its address; each answers, nests and has what is pointed at in it."""
    found: dict[str, str] = {}
    waiting = ["/"]
    while waiting:
        address, anchor = urldefrag(waiting.pop())
        if address not in found:
            answer = asking.get(address)
            if answer.is_redirect:
                found[address] = ""
                waiting.append(urljoin(address, answer.headers["location"]))
                continue
            assert answer.status_code == 200, address
            found[address] = answer.text
            if answer.headers["content-type"].startswith("text/html"):
                waiting += sorted(leads_to(read(answer.text)))
        if anchor:
            assert anchor in read(found[address]).ids, f"{address}#{anchor}"
    return found


@pytest.mark.parametrize("which", ["examples", "hostile"])
def test_every_link_leads_to_a_page_that_is_well_formed(
    which: str, client: Client, request: pytest.FixtureRequest
) -> None:
    path: Path = request.getfixturevalue(which)
    found = crawl(client(path))
    with Desk(path) as desk:
        stories = {entry.id for entry in desk.stories()}
        sources = {source for change in desk.changes() for source in change.articles}
    assert {f"/stories/{story}" for story in stories} <= set(found)
    assert {
        json.loads(found[f"/stories/{story}/report.json"])["stories"][0]["id"] for story in stories
    } == stories
    short = [source for source in sources if len(source) <= LONGEST_SOURCE]
    assert sum(address.startswith("/place?") for address in found) == len(short)


def test_hostile_pages_stay_text(hostile: Path, client: Client) -> None:
    asking = client(hostile)
    found = crawl(asking) | {"/search?words=crane": asking.get("/search?words=crane").text}
    for address, page in found.items():
        if page.startswith("<!DOCTYPE"):
            reader = read(page)
            assert reader.tags.count("script") == (1 if address.startswith("/stories/") else 0)
            assert not any(name.startswith("on") for name in reader.attributes)
            assert "style" not in reader.attributes
            assert "iframe" not in reader.tags
            assert not re.search("[\x00-\x08\x0e-\x1f\u202a-\u202e]", page)
            assert all(re.match("[/#?]|https?://", link) for link in reader.links)


@pytest.mark.parametrize("source", [words for words in HOSTILE if len(words) <= LONGEST_SOURCE])
def test_a_page_is_reached_by_its_id_whatever_that_is(source: str, hostile: Path, client: Client) -> None:
    asking = client(hostile)
    answer = asking.get("/place", params={"source": source, "start": 0, "end": 5})
    assert answer.status_code == 307
    location = answer.headers["location"]
    assert re.fullmatch(r"/stories/[0-9a-f]{12}\?mark=\d+-0-5#p\d+-0-5", location)
    number = location.partition("#p")[2].partition("-")[0]
    line = rf'<details class="page" id="p{number}".*?<p class="origin-line">(.*?)</p>'
    (shown,) = re.findall(line, asking.get(location).text, re.S)
    assert unescape(re.sub("<[^>]+>", "", shown)) == neutral(source)


def test_a_passage_found_is_lit_in_its_story(examples: Path, client: Client) -> None:
    asking = client(examples)
    found = asking.get("/search", params={"words": "coast guard"}).text
    assert "<mark>coast</mark> <mark>guard</mark>" in found
    for place in re.findall(r'href="(/place\?[^"]+)"', found):
        location = asking.get(unescape(place)).headers["location"]
        address, anchor = urldefrag(location)
        page = asking.get(address).text
        assert anchor in read(page).ids
        start, end = map(int, re.findall(r"\d+", anchor)[1:])
        with Desk(examples) as desk:
            source = re.findall("source=([^&]+)", place)[0].replace("%2F", "/")
            text = desk.findings(source).page.text[start:end]
        assert "coast guard" in text


def test_stories_are_listed_chosen_and_cut(examples: Path, client: Client) -> None:
    asking = client(examples)

    def titles(**asked: object) -> list[str]:
        return re.findall(r'<li><a href="/stories/[^>]*>(.*?)</a>', asking.get("/", params=asked).text)

    every = titles()
    assert len(every) == 5
    assert titles(words="FERRY") == [title for title in every if "ferry" in title.casefold()]
    assert len(titles(begin="2024-10-01", until="2024-10-31")) == 1
    assert titles(begin="", until="", words="", skip="") == every
    assert titles(order="latest") != every
    assert sorted(titles(order="latest")) == sorted(every)
    assert titles(skip=2) == every[2:]
    assert titles(skip=1000) == []
    assert titles(words="nobody") == []
    assert "5 pages · 3 publishers · 12 to 13 October 2024" in asking.get("/").text


def test_a_long_list_is_served_in_sheets(
    examples: Path, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("app", "pages"):
        monkeypatch.setattr(f"copydesk.web.{module}.MOST", 2)
    found = crawl(client(examples))
    assert {"/?skip=2", "/?skip=4", "/?order=latest&skip=4", "/changes?skip=14"} <= set(found)
    assert "3 to 4 of 5" in found["/?skip=2"]


@pytest.mark.parametrize(
    "address",
    [
        "/?begin=monday",
        "/?order=best",
        "/?skip=-1",
        "/?skip=99999999999999999999",
        f"/?words={'x' * 201}",
        f"/search?words={'x' * 501}",
        "/changes?skip=x",
        "/place",
        f"/place?source={'x' * (LONGEST_SOURCE + 1)}",
        "/place?source=x&start=-1",
        "/stories/x?mark=1",
        "/stories/x?mark=1-2-3%0a",
    ],
)
def test_what_is_asked_is_bounded(address: str, examples: Path, client: Client) -> None:
    answer = client(examples).get(address)
    assert answer.status_code == 400
    assert "This cannot be asked" in answer.text
    read(answer.text)


@pytest.mark.parametrize(
    "address",
    [
        "/stories/nobody",
        "/stories/nobody/report.json",
        "/stories/..%2f..%2fetc%2fpasswd",
        "/stories/",
        "/place?source=nobody",
        "/place?source=%ff",
        "/docs",
        "/openapi.json",
        "/static/report.css",
        "/%2e%2e/%2e%2e/etc/passwd",
        "//etc/passwd",
    ],
)
def test_unknown_addresses_are_a_plain_page(address: str, examples: Path, client: Client) -> None:
    answer = client(examples).get(f"http://127.0.0.1:8000{address}")
    assert answer.status_code == 404
    assert "Not found" in answer.text
    read(answer.text)


def test_marks_beyond_the_page_are_left_out(examples: Path, client: Client) -> None:
    asking = client(examples)
    story = re.findall(r"/stories/\w+", asking.get("/").text)[0]
    plain = asking.get(story).text
    for mark in ("9-0-5", "1-5-5", "1-0-999999999", "0-0-0"):
        assert asking.get(f"{story}?mark={mark}").text == plain


def test_words_that_are_none_find_nothing(examples: Path, client: Client) -> None:
    for words in ("", "%3F!", "%22", "%00", "%ed%a0%80", "%ff"):
        answer = client(examples).get(f"/search?words={words}")
        assert answer.status_code == 200
        assert '<h2 id="found-title">Search</h2>' in answer.text


def test_the_document_is_that_of_the_command(examples: Path, client: Client) -> None:
    with Desk(examples) as desk:
        account = desk.show(desk.stories()[0].id)
    answer = client(examples).get(f"/stories/{account.id}/report.json")
    assert answer.headers["content-type"] == "application/json"
    pages = len(account.story.findings)
    assert answer.text == copydesk.Report((account,), RunSummary(pages, pages)).to_json()


@pytest.fixture
def growing(tmp_path: Path) -> Path:
    path = tmp_path / "news.desk"
    with copydesk.open(path) as desk:
        desk.add(EXAMPLES[:4])
    return path


def test_a_story_that_went_into_another_leads_there(growing: Path, client: Client) -> None:
    with copydesk.open(growing) as desk:
        desk.add(EXAMPLES[6:8])
        first, second = (entry.id for entry in desk.stories())
        pages = tuple(found.article.source for found in desk.story(second).findings)
        with desk._store.writing():
            desk._store.record([Change(desk.count_changes(), ChangeKind.MERGED, pages, second, first)])
    asking = client(growing)
    assert asking.get(f"/stories/{second}").headers["location"] == f"/stories/{first}"
    assert asking.get(f"/stories/{second}/report.json").headers["location"] == f"/stories/{first}/report.json"
    assert f'href="/stories/{second}" class="gone"' in asking.get("/changes").text


def test_a_page_that_moves_while_it_is_asked_for_is_where_it_was(
    growing: Path, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with copydesk.open(growing) as desk:
        desk.add(EXAMPLES[6:8])
        first, second = (entry.id for entry in desk.stories())
        source = desk.story(first).findings[0].article.source
    tell = Kept.account

    def move(kept: Kept, desk: Desk, story: str) -> Account:
        with Desk(growing) as other, other._store.writing():
            other._store.record([Change(other.count_changes(), ChangeKind.MOVED, (source,), first, second)])
        return tell(kept, desk, story)

    monkeypatch.setattr(Kept, "account", move)
    answer = client(growing).get("/place", params={"source": source})
    assert answer.headers["location"].startswith(f"/stories/{first}#p")


def test_what_is_added_meanwhile_is_shown(growing: Path, client: Client) -> None:
    asking = client(growing)
    (story,) = re.findall(r'<li><a href="(/stories/\w+)"', asking.get("/").text)
    assert "4 pages" in asking.get("/").text
    assert asking.get(story).text.count('<details class="page"') == 4
    with copydesk.open(growing) as desk:
        with desk._store.writing():  # while it is written, all goes on as it was
            assert "4 pages" in asking.get("/").text
            assert asking.get(story).status_code == 200
        desk.add(EXAMPLES[4:8])
    assert "3 stories" in asking.get("/").text
    assert asking.get(story).text.count('<details class="page"') == 5


def test_an_account_is_told_once_as_long_as_it_is_the_same(
    growing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Kept()
    told: list[str] = []
    with copydesk.open(growing) as desk:
        show = desk.show

        def noting(story: str) -> Account:
            told.append(story)
            return show(story)

        monkeypatch.setattr(desk, "show", noting)
        (entry,) = desk.stories()
        first = kept.account(desk, entry.id)
        desk.add(EXAMPLES[6:7])
        assert kept.account(desk, entry.id) is first
        assert told == [entry.id]
        desk.add(EXAMPLES[4:5])
        assert kept.account(desk, entry.id) is not first
        assert told == [entry.id] * 2


def test_few_accounts_are_kept(growing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("copydesk.web.kept.MOST_PAGES", 5)
    kept = Kept()
    with copydesk.open(growing) as desk:
        desk.add(EXAMPLES[6:9])
        for entry in desk.stories():
            kept.account(desk, entry.id)
        assert list(kept._told) == [desk.stories()[-1].id]


def test_a_desk_that_is_gone_is_told_without_its_place(growing: Path, client: Client) -> None:
    asking = client(growing)
    growing.unlink()
    answer = asking.get("/")
    assert answer.status_code == 503
    assert str(growing.parent) not in answer.text


def test_an_empty_desk(tmp_path: Path, client: Client) -> None:
    copydesk.open(tmp_path / "news.desk").close()
    found = crawl(client(tmp_path / "news.desk"))
    assert "no story on this desk yet" in found["/"]
    assert set(found) == {"/", "/search", "/changes"}
    assert BODY not in found["/"]
