"""A desk holds what was added, and its stories are those of a batch of all its pages, however they came."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import copydesk
from copydesk.desk import Added, Desk, Entry
from copydesk.errors import InputError, UsageError
from copydesk.group import group
from copydesk.group.changes import Change, ChangeKind, StaleChangeError
from copydesk.model import Reason, Rejected
from copydesk.readers import Raw
from tests.desk.kept import ARTICLES, BATCH, ENTRIES, EXAMPLES, FOUND, RAWS, keep, stories_on, told
from tests.replaying import replay


@settings(max_examples=8)
@given(st.permutations(RAWS), st.lists(st.integers(1, len(RAWS)), max_size=3).map(sorted))
def test_however_pages_come_stories_lineage_and_origins_are_the_batch_s(
    raws: list[Raw], cuts: list[int]
) -> None:
    with TemporaryDirectory() as folder:
        for start, end in zip([0, *cuts], [*cuts, len(raws)], strict=True):
            with Desk(Path(folder) / "news.desk", create=True) as desk:
                keep(desk, raws[start:end])
        with Desk(Path(folder) / "news.desk") as desk:
            assert told(stories_on(desk)) == BATCH
            assert {id for id, _ in replay(desk.changes()).items()} == {entry.id for entry in desk.stories()}
            assert len(desk.rejected()) == len(RAWS) - len(ARTICLES)


@settings(max_examples=6)
@given(st.permutations(sorted(ARTICLES)), st.integers(1, len(ARTICLES)))
def test_without_what_was_removed_the_desk_is_one_that_never_held_it(sources: list[str], count: int) -> None:
    gone, stay = set(sources[:count]), sources[count:]
    with TemporaryDirectory() as folder, Desk(Path(folder) / "news.desk", create=True) as desk:
        keep(desk, RAWS)
        before = {source: desk.story_of(source) for source in ARTICLES}
        changes = desk.remove(gone)
        assert told(stories_on(desk)) == told(group([ARTICLES[source] for source in stay]))
        assert {source for c in changes if c.kind is ChangeKind.REMOVED for source in c.articles} == gone
        moved = {source for change in changes for source in change.articles}
        assert all(desk.story_of(source) == before[source] for source in stay if source not in moved)
        stories = {entry.id for entry in desk.stories()}
        assert replay(desk.changes()).keys() == stories
        keep(desk, RAWS)
        assert told(stories_on(desk)) == BATCH


def test_nothing_of_a_removed_page_is_left_in_the_file(desk: Desk, path: Path) -> None:
    assert isinstance(RAWS[0].data, bytes)
    keep(desk, [replace(RAWS[0], data=RAWS[0].data.replace(b"ferry", b"xylocarp")), *RAWS[1:4]])
    files = [path, path.with_name(path.name + "-wal")]
    assert any(b"xylocarp" in file.read_bytes() for file in files)
    desk.remove([RAWS[0].source])
    assert not any(b"xylocarp" in file.read_bytes() for file in files)
    assert desk.search("xylocarp") == []
    assert desk.has_seen(RAWS[0].source)
    with pytest.raises(InputError, match="the desk has no page"):
        desk.remove([RAWS[0].source])


def test_a_story_whose_pages_are_all_gone_is_gone(desk: Desk) -> None:
    keep(desk, RAWS)
    story = desk.stories()[0].id
    pages = [reprint.source for reprint in desk.lineage(story)]
    joined = next(change for change in desk.changes() if change.articles[0] in pages)
    (removed, *_) = desk.remove(pages)
    assert desk.living(story) is None
    for change in (joined, removed):
        with pytest.raises(StaleChangeError):
            desk.undo(change.number)


def test_what_was_found_comes_back_as_it_was(desk: Desk) -> None:
    keep(desk, RAWS)
    back = {found.article.source: found for story in stories_on(desk) for found in story.findings}
    assert back == {
        found.article.source: found for story in group(list(ARTICLES.values())) for found in story.findings
    }


def test_stories_keep_their_ids_while_they_grow(desk: Desk) -> None:
    ferry = [raw for raw in RAWS if "ferry" in raw.source]
    keep(desk, ferry[:2])
    before = {entry.id for entry in desk.stories()}
    keep(desk, RAWS)
    assert before <= {entry.id for entry in desk.stories()}


def test_a_page_that_is_there_is_not_read_again(desk: Desk) -> None:
    keep(desk, RAWS[:3])
    again = keep(desk, [*RAWS[:2], replace(RAWS[2], data=b"other words"), RAWS[3]])
    assert [one.detail for one in again[:3] if isinstance(one, Rejected)] == [
        "on the desk already",
        "on the desk already",
        "the desk holds another page of this id",
    ]
    assert again[3] == RAWS[3].source
    assert desk.rejected() == []


def test_what_was_rejected_is_tried_again(desk: Desk) -> None:
    front = next(raw for raw in RAWS if raw.source not in ARTICLES)
    for _ in range(2):
        assert [one.reason for one in keep(desk, [front]) if isinstance(one, Rejected)] == [
            Reason.NOT_AN_ARTICLE
        ]
    assert [rejected.source for rejected in desk.rejected()] == [front.source]
    keep(desk, [replace(RAWS[0], source=front.source)])
    assert desk.rejected() == []


def test_a_run_that_ends_early_loses_nothing_that_was_written(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("copydesk.desk.intake.CHUNK", 2)

    def ends_early() -> Iterator[Entry | Rejected]:
        for number, raw in enumerate(desk.unknown(RAWS)):
            if number == 5:
                raise KeyboardInterrupt
            assert isinstance(raw, Raw)
            yield ENTRIES[raw.source]

    with pytest.raises(KeyboardInterrupt):
        list(desk.keep(ends_early()))
    assert desk.stories() == []
    assert [one for one in keep(desk, RAWS) if isinstance(one, str)] == [
        source for source in list(FOUND)[4:] if source in ARTICLES
    ]
    assert told(stories_on(desk)) == BATCH


@pytest.mark.parametrize("same", [True, False])
def test_of_two_that_add_one_page_the_first_keeps_it(path: Path, same: bool) -> None:
    raw = RAWS[0]
    with Desk(path, create=True) as one, Desk(path, create=True) as other:
        next(one.unknown([raw]))
        next(other.unknown([raw if same else replace(raw, data=b"other words")]))
        assert list(one.keep([ENTRIES[raw.source]])) == [raw.source]
        (refused,) = other.keep([ENTRIES[raw.source]])
        assert isinstance(refused, Rejected)
        assert refused.detail == ("on the desk already" if same else "the desk holds another page of this id")
        assert [entry.pages for entry in other.stories()] == [1]


def test_a_later_capture_of_an_address_is_a_page_of_its_own(desk: Desk) -> None:
    first = replace(RAWS[0], otherwise="monday")
    later = replace(RAWS[1], source=first.source, otherwise="tuesday")
    keep(desk, [first])
    (kept,) = keep(desk, [later])
    assert kept == "tuesday"
    again = keep(desk, [first, later, replace(later, source="tuesday")])
    assert {one.detail for one in again if isinstance(one, Rejected)} == {"on the desk already"}
    twice = replace(RAWS[2], source=first.source, otherwise="wednesday")
    assert [isinstance(one, Rejected) for one in keep(desk, [twice, replace(twice, source="wednesday")])] == [
        False,
        True,
    ]


def test_a_copy_names_the_pages_it_shares_text_with(desk: Desk) -> None:
    keep(desk, RAWS)
    copy = next(source for source in ARTICLES if "02-ferry" in source)
    added = desk.added(copy)
    assert isinstance(added, Added)
    assert added.reprint.of == added.matches[0].source
    assert added.matches[0].shared == pytest.approx(added.reprint.shared, abs=1e-4)


def test_an_undone_joining_stays_undone(desk: Desk) -> None:
    keep(desk, RAWS[:-4])
    change = next(c for c in desk.changes() if c.kind is ChangeKind.JOINED and "03-ferry" in c.articles[0])
    desk.undo(change.number)
    keep(desk, RAWS)
    (page,) = change.articles
    assert desk.story(page).id != change.after
    with pytest.raises(StaleChangeError):
        desk.undo(change.number)
    with pytest.raises(UsageError):
        desk.undo(10_000)


def test_the_account_is_found_by_story_by_page_and_by_an_id_that_was_merged(desk: Desk) -> None:
    for names in (["13-", "07-"], ["15-", "10-", "08-", "12-"]):
        keep(desk, [raw for name in names for raw in RAWS if name in raw.source])
    entry = desk.stories()[0]
    page = next(found.article.source for found in desk.story(entry.id).findings)
    assert desk.show(entry.id) == desk.show(page)
    (merged,) = [change for change in desk.changes() if change.kind is ChangeKind.MERGED]
    assert merged.before not in {entry.id for entry in desk.stories()}
    assert desk.story(str(merged.before)).id == desk.story(merged.articles[0]).id
    with pytest.raises(InputError):
        desk.story("nobody")


def test_a_page_that_is_called_as_a_story_does_not_take_its_place(desk: Desk) -> None:
    keep(desk, RAWS[:6])
    story, other = desk.stories()[:2]
    page = next(raw for raw in RAWS if desk.story(other.id).lineage[0].source == raw.source)
    keep(desk, [replace(page, source=story.id)])
    assert desk.story(story.id).id == story.id
    assert [desk.story(entry.id).id for entry in desk.stories()] == [entry.id for entry in desk.stories()]


def test_every_id_that_ever_was_finds_a_story(desk: Desk) -> None:
    keep(desk, RAWS)
    split = next(change for change in desk.changes() if change.kind is ChangeKind.SPLIT)
    for change in reversed(desk.changes()[split.number :]):
        with suppress(StaleChangeError):
            desk.undo(change.number)
    living = {entry.id for entry in desk.stories()}
    ever = {name for change in desk.changes() for name in (change.before, change.after) if name}
    assert living < ever
    assert {desk.story(name).id for name in ever} == living


def test_an_id_stands_for_the_story_that_its_pages_went_into(desk: Desk) -> None:
    keep(desk, RAWS)
    (first, second, *_) = [entry.id for entry in desk.stories()]
    assert desk.living(first) == first
    assert desk.living("nobody") is None
    pages = tuple(found.article.source for found in desk.story(second).findings)
    with desk._store.writing():
        desk._store.record([Change(desk.count_changes(), ChangeKind.MERGED, pages, second, first)])
    assert desk.living(second) == first
    assert desk.story(second).id == first
    assert [change.kind for change in desk.changes(first=desk.count_changes() - 1, most=5)] == [
        ChangeKind.MERGED
    ]


def test_a_desk_is_read_while_another_writes(desk: Desk, path: Path) -> None:
    keep(desk, RAWS[:3])
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM pages")
        with Desk(path) as reader:
            assert [entry.pages for entry in reader.stories()] == [3]


def test_what_is_read_together_is_of_one_moment(desk: Desk, path: Path) -> None:
    keep(desk, RAWS[:3])
    with Desk(path) as reader, reader.snapshot():
        before = reader.stories()
        keep(desk, RAWS)
        assert reader.stories() == before
        assert len(reader.story(before[0].id).findings) == before[0].pages
    with Desk(path) as reader:
        assert sum(entry.pages for entry in reader.stories()) == len(ARTICLES)


def test_from_python(tmp_path: Path) -> None:
    with copydesk.open(tmp_path / "news.desk") as desk:
        results = desk.add([EXAMPLES / "12-strike-prairie-wire.html", EXAMPLES / "16-front-page.html"])
        assert [type(result) for result in results] == [Added, Rejected]
        (entry,) = desk.stories()
        assert desk.show(entry.id).claims
    with Desk(tmp_path / "news.desk") as desk, pytest.raises(UsageError):
        desk.add([EXAMPLES])


def test_what_watching_is_to_know_is_remembered_until_it_is_told_anew(path: Path) -> None:
    with Desk(path, create=True) as desk:
        keep(desk, RAWS[:1])
        assert desk.has_seen(RAWS[0].source)
        assert not desk.has_seen(RAWS[1].source)
        assert desk.remembered("https://quay.example/rss") is None
        desk.remember({"https://quay.example/rss": "{}", "https://quay.example/a": "1"})
        desk.remember({"https://quay.example/a": "2"})
    with Desk(path) as desk:
        assert desk.remembered("https://quay.example/rss") == "{}"
        assert desk.remembered("https://quay.example/a") == "2"
