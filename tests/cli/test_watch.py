"""`copydesk watch` over a server in this process: what it writes, keeps and says, and how it ends."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from copydesk.cli import whole_app
from copydesk.watch import manners

STORY = """<html lang="en"><head><title>{0} opens a bridge</title></head><body><article><h1>{0} opens a bridge</h1>
<p>{0} (Quay News) - The town of {0} opened its third bridge on Monday, the mayor said.</p>
<p>The bridge at {0} cost 12 million crowns and took three years to build, according to the town's engineers.</p>
<p>Traffic will be counted for a year, and a fourth bridge is planned, Mayor Ida Holm told reporters.</p>
</article></body></html>"""
TOWNS = ["Westhaven", "Ostmark"]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Path, str]]:
    """A folder, and the address where it is served."""
    monkeypatch.setattr(manners, "PAUSE", 0.0)
    folder = tmp_path / "site"
    folder.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield folder, f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def put_feed(folder: Path, towns: list[str]) -> None:
    items = "".join(
        f"<item><title>{town} opens a bridge</title><link>/{town}.html</link><description>In short.</description>"
        "<pubDate>Tue, 07 May 2024 09:30:00 GMT</pubDate></item>"
        for town in towns
    )
    (folder / "rss.xml").write_text(
        f"<rss version='2.0'><channel><title>The Quay</title>{items}</channel></rss>"
    )


def watch(*arguments: object) -> Result:
    result = CliRunner().invoke(whole_app(), ["watch", *map(str, arguments), "--jobs", "1"])
    assert result.exit_code == 0, result.stderr
    return result


def lines(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_round_after_round_new_pages_join_the_desk(served: tuple[Path, str], tmp_path: Path) -> None:
    folder, address = served
    desk = tmp_path / "news.desk"
    for town in TOWNS:
        (folder / f"{town}.html").write_text(STORY.format(town))
    put_feed(folder, [TOWNS[0], "Gone"])
    listed = tmp_path / "feeds.txt"
    listed.write_text(f"# the quay\n{address}/rss.xml\n{address}/none.xml\n")
    first = watch(listed, "--once", "--desk", desk)
    added, rejected = lines(first)
    assert added["source"] == f"{address}/Westhaven.html"
    assert added["story"]
    assert added["matches"] == []
    assert rejected["rejected"] == {"stage": "read", "reason": "unreadable", "detail": "404 File not found"}
    assert first.stderr.splitlines() == [
        f"{address}/none.xml: 404 File not found",
        f"{desk}: feeds 2 (unchanged 0, failed 1); pages added 1, known 0, rejected 1; on the desk 1 in stories 1",
    ]
    put_feed(folder, [TOWNS[1], TOWNS[0]])
    (record,) = lines(watch(f"{address}/rss.xml", "--once", "--desk", desk))
    assert record["source"] == f"{address}/Ostmark.html"
    assert "unchanged 1" in watch(f"{address}/rss.xml", "--once", "--desk", desk).stderr
    exported = CliRunner().invoke(whole_app(), ["export", "--findings", "--desk", str(desk)])
    (page, *_) = [r for r in lines(exported) if r["source"] == added["source"]]
    assert page["published"]["value"].startswith("2024-05-07")  # type: ignore[index]
    assert page["captured"]["evidence"]  # type: ignore[index]


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_quietly_and_what_was_written_stays(
    served: tuple[Path, str], tmp_path: Path, ending: signal.Signals
) -> None:
    folder, address = served
    desk = tmp_path / "news.desk"
    (folder / "Westhaven.html").write_text(STORY.format("Westhaven"))
    put_feed(folder, ["Westhaven"])
    command = [
        sys.executable,
        "-m",
        "copydesk",
        "watch",
        f"{address}/rss.xml",
        "--desk",
        str(desk),
        "--jobs",
        "1",
    ]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ)
    ) as running:
        assert running.stdout
        assert running.stderr
        assert json.loads(running.stdout.readline())["story"]
        assert "pages added 1" in running.stderr.readline()
        running.send_signal(ending)
        assert running.wait(timeout=60) == 0
        assert (running.stdout.read(), running.stderr.read()) == ("", "")
    listed = CliRunner().invoke(whole_app(), ["stories", "--desk", str(desk)])
    assert len(listed.stdout.splitlines()) == 1


@pytest.mark.parametrize("feed", ["no-such-file", "ftp://quay.test/rss", "http://"])
def test_what_is_no_feed_is_wrong_usage(feed: str, tmp_path: Path) -> None:
    desk = tmp_path / "news.desk"
    result = CliRunner().invoke(whole_app(), ["watch", feed, "--once", "--desk", str(desk)])
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert not desk.exists()
