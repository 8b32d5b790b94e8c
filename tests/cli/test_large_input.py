"""`--parts` and `--engine`: the same bytes as without them."""

import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from copydesk.cli import whole_app
from copydesk.engine import cluster, shares

STORY = """Harbour town opens its {nth} bridge

WESTHAVEN (Quay News) - The town of Westhaven opened its {nth} bridge on Monday, the mayor said.

"We have waited three years for this," Mayor Ada Brandt told reporters on the quay.
"""
COMMAND = [sys.executable, "-m", "copydesk"]
needs_daft = pytest.mark.skipif(not importlib.util.find_spec("daft"), reason="needs copydesk[cluster]")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(whole_app(), [str(argument) for argument in arguments])


@pytest.fixture
def crawl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(shares, "MOST_FILES", 2)
    folder = tmp_path / "crawl"
    folder.mkdir()
    for number, nth in enumerate(("first", "second", "third", "fourth")):
        (folder / f"{number}.txt").write_text(STORY.format(nth=nth))
    (folder / "4.txt").write_bytes(b"")
    for name in "56":
        rows = [{"id": nth, "text": STORY.format(nth=nth)} for nth in ("fifth", f"\u00e9 {name}", "fifth")]
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return folder


@pytest.mark.parametrize("command", ["read", "annotate", "group"])
def test_the_same_bytes_as_without_parts(crawl: Path, command: str, tmp_path: Path) -> None:
    alone = run(command, crawl, "-j1")
    parted = run(command, crawl, "-j2", "--parts", tmp_path / "parts")
    assert parted.exit_code == 0
    assert parted.stdout_bytes == alone.stdout_bytes
    again = run(command, crawl, "--parts", tmp_path / "parts", "-o", tmp_path / "out.jsonl")
    assert again.exit_code == 0
    assert (tmp_path / "out.jsonl").read_bytes() == alone.stdout_bytes
    ledger = [json.loads(line) for line in (tmp_path / "parts" / "ledger.jsonl").read_text().splitlines()]
    assert sum(part["articles"] + part["rejected"] for part in ledger) == len(alone.stdout.splitlines())
    assert ledger[0]["made"]["inputs"][0][0] == str(crawl / "0.txt")


def test_the_same_report_as_without_parts(crawl: Path, tmp_path: Path) -> None:
    files = []
    for name, more in (("alone", ("-j1",)), ("parted", ("-j2", "--parts", tmp_path / "parts"))):
        files.append((tmp_path / f"{name}.html", tmp_path / f"{name}.json"))
        assert run("report", crawl, *more, "-o", files[-1][0], "--json", files[-1][1]).exit_code == 0
    for one, other in zip(*files, strict=True):
        assert one.read_bytes() == other.read_bytes()
    read = run("read", crawl, "--parts", tmp_path / "parts")
    assert read.stdout_bytes == run("read", crawl, "-j1").stdout_bytes


@pytest.mark.parametrize("asked", [("read", "-o"), ("group", "-o"), ("report", "-o"), ("report", "--json")])
def test_what_cannot_be_written_is_said_before_parts_are_made(
    crawl: Path, tmp_path: Path, asked: tuple[str, str]
) -> None:
    (command, option), parts = asked, tmp_path / "parts"
    result = run(command, crawl, "--parts", parts, option, tmp_path / "nowhere" / "out")
    assert result.exit_code == 2
    assert not list(parts.glob("*.part"))


WATCH = """
import os, sys
def watch(event, given):
    local = event == "socket.connect" and isinstance(given[1], (str, bytes))
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname") and not local:
        with open(os.environ["REACHED_OUT"], "a") as log:
            print(event, given, file=log)
sys.addaudithook(watch)
"""
"""Python runs this at the start of each process: it writes down who reaches out to another machine."""


@needs_daft
def test_the_same_bytes_by_daft_which_tells_nobody(crawl: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(WATCH)
    log = tmp_path / "log"
    more = {"REACHED_OUT": str(log), "DO_NOT_TRACK": "0", "DAFT_ANALYTICS_ENABLED": "1"}
    more["PYTHONPATH"] = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    arguments = [*COMMAND, "read", str(crawl), "-j2", "--engine", "daft"]
    done = subprocess.run(arguments, capture_output=True, env=os.environ | more)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == run("read", crawl, "-j1").stdout_bytes
    assert not log.exists(), log.read_text()


def test_killed_at_any_time_it_goes_on(crawl: Path, tmp_path: Path) -> None:
    alone = run("read", crawl, "-j1").stdout_bytes
    arguments = [*COMMAND, "read", str(crawl), "-j2", "--parts", str(tmp_path / "parts")]
    for seconds, how in ((0.7, signal.SIGKILL), (1.0, signal.SIGINT), (1.3, signal.SIGTERM)):
        process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        process.send_signal(how)
        process.wait()
    assert subprocess.run(arguments, capture_output=True).stdout == alone


def test_what_cannot_go_with_parts_is_said(crawl: Path, tmp_path: Path) -> None:
    parts = tmp_path / "parts"
    for wrong, said in (
        (("-", "--parts", parts), "standard input can be read once"),
        ((crawl, "--parts", parts, "--site-evidence"), "all pages together"),
        ((crawl, "--parts", crawl), "holds other things"),
        ((crawl, "--engine", "ray"), "needs --parts"),
        ((crawl, "--engine", "local", "--parts", crawl / "0.txt"), "cannot keep parts"),
    ):
        result = run("read", *wrong)
        assert (result.exit_code, result.stdout) == (2, "")
        assert said in result.stderr
        assert result.stderr.count("\n") == 1


def test_an_engine_that_is_not_installed_is_said(
    crawl: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "find_spec", lambda _: None)
    result = run("read", crawl, "--engine", "daft")
    assert result.exit_code == 2
    assert result.stderr == "copydesk: this engine is not installed: pip install 'copydesk[cluster]'\n"
    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    result = run("read", crawl, "--engine", "ray", "--parts", tmp_path / "parts")
    assert result.exit_code == 2
    assert "RAY_ADDRESS" in result.stderr


def test_parts_among_the_pages_are_no_pages(crawl: Path) -> None:
    alone = run("read", crawl, "-j1").stdout_bytes
    for _ in range(2):
        assert run("read", crawl, "--parts", crawl / "parts").stdout_bytes == alone


def test_a_folder_without_files_is_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    result = run("read", tmp_path / "none", "--parts", tmp_path / "parts")
    assert result.exit_code == 0
    assert "found no file" in result.stderr
