"""A desk's file: any name, one writer, and whatever is wrong with it is told."""

import resource
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Timer

import pytest

from copydesk.desk import Desk
from copydesk.desk.file import APPLICATION
from copydesk.errors import DeskError, InputError
from tests.desk.kept import (
    BATCH,
    RAWS,
    keep,
    stories_on,
    told,
)


def test_who_waits_to_write_says_so_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("copydesk.desk.file._TURN", 0.01)
    said: list[str] = []
    Desk(path, create=True).close()
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:

        def say(line: str) -> None:
            said.append(line)
            Timer(0.1, other.rollback).start()

        other.execute("BEGIN IMMEDIATE")
        with Desk(path, say=say) as desk:
            desk.remember({"https://quay.example/": "{}"})
            desk.remember({"https://pier.example/": "{}"})
    assert said == [f"waiting for another copydesk that writes to {path}"]


@pytest.mark.parametrize("which", ["text", "database", "later"])
def test_another_file_is_no_desk_and_is_left_alone(path: Path, which: str) -> None:
    if which == "text":
        path.write_text("Harbour town opens its third bridge\n" * 100)
    else:
        with sqlite3.connect(path) as base:
            base.execute("CREATE TABLE notes (text)")
            if which == "later":
                base.execute(f"PRAGMA application_id = {APPLICATION}")
                base.execute("PRAGMA user_version = 99")
        base.close()
    before = path.read_bytes()
    with pytest.raises(InputError):
        Desk(path, create=True)
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", [":memory:", "file:news?mode=memory", "100% of a?b#c", "'\"; --"])
def test_a_desk_may_have_any_name(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Desk(Path(name), create=True) as desk:
        keep(desk, RAWS[:1])
    assert [path.name for path in tmp_path.iterdir()] == [name]
    with Desk(Path(name)) as desk:
        assert len(desk.stories()) == 1


def test_an_empty_file_is_no_desk_yet(path: Path) -> None:
    path.touch()
    with pytest.raises(InputError, match="there is no desk"):
        Desk(path)
    assert path.read_bytes() == b""
    with Desk(path, create=True) as desk:
        assert desk.stories() == []


@pytest.mark.parametrize(
    ("table", "column", "use"),
    [
        ("contents", "findings", lambda desk: desk.story(RAWS[0].source)),
        ("contents", "profile", lambda desk: keep(desk, RAWS[3:4])),
        ("pages", "reprint", lambda desk: desk.stories()),
        ("compared", "prints", lambda desk: keep(desk, RAWS[3:4])),
        ("compared", "key", lambda desk: keep(desk, RAWS[3:4])),
        ("arrays", "data", lambda desk: keep(desk, RAWS[3:4])),
    ],
)
def test_damage_is_told_whatever_it_hits(
    desk: Desk, path: Path, table: str, column: str, use: Callable[[Desk], object]
) -> None:
    keep(desk, RAWS[:3])
    with closing(sqlite3.connect(path)) as base, base:
        (data,) = base.execute(f"SELECT {column} FROM {table}").fetchone()
        at = len(data) // 2
        base.execute(
            f"UPDATE {table} SET {column} = ?", (data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :],)
        )
    with Desk(path) as damaged, pytest.raises(DeskError, match=r"news\.desk is damaged"):
        use(damaged)


def test_what_is_no_bytes_is_damage(desk: Desk, path: Path) -> None:
    keep(desk, RAWS[:3])
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("UPDATE changes SET change = 'words'")
    with pytest.raises(DeskError, match="is damaged"):
        desk.changes()


@pytest.mark.parametrize("table", ["pages", "contents", "compared", "arrays", "changes", "links"])
def test_what_is_missing_is_told(desk: Desk, path: Path, table: str) -> None:
    keep(desk, RAWS[:3])
    with closing(sqlite3.connect(path)) as base, base:
        base.execute(f"DROP TABLE {table}")
    with Desk(path) as damaged, pytest.raises(DeskError, match=f"no such table: {table}"):
        keep(damaged, RAWS[3:4])


def test_a_full_disk_loses_nothing_that_was_written(desk: Desk) -> None:
    keep(desk, RAWS[:3])
    before = desk.stories()
    most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, most[1]))
    try:
        with pytest.raises(DeskError, match="cannot be written"):
            keep(desk, RAWS)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, most)
    assert desk.stories() == before
    keep(desk, RAWS)
    assert told(stories_on(desk)) == BATCH


def test_a_desk_that_is_not_there_is_made_only_to_be_added_to(path: Path) -> None:
    with pytest.raises(InputError, match="copydesk add"):
        Desk(path)
    assert not path.exists()
