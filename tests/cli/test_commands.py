"""The command line: what it writes, and how it ends."""

import io
import json
import os
import shlex
import signal
import subprocess
import sys
import time
from dataclasses import fields
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from copydesk.cli import whole_app
from copydesk.cli.screen import written_lines
from copydesk.readers.limits import Limits

STORY = """Harbour town opens its third bridge

WESTHAVEN (Quay News) - The town of Westhaven opened its third bridge on Monday, the mayor said.

"We have waited three years for this," Mayor Ada Brandt told reporters on the quay.

The bridge cost 12 million crowns, according to the town's engineers.
"""
COMMAND = [sys.executable, "-m", "copydesk"]


def run(*arguments: object, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(whole_app(), [str(argument) for argument in arguments], input=stdin)


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pages").mkdir()
    for name in "cab":
        (tmp_path / "pages" / f"{name}.txt").write_text(STORY)
    (tmp_path / "pages" / "d.txt").write_bytes(b"")
    return tmp_path / "pages"


def test_read_writes_one_line_a_page(folder: Path) -> None:
    result = run("read", folder, "-j1")
    assert result.exit_code == 0
    *articles, rejected = lines(result.stdout)
    assert [Path(str(record["source"])).name for record in articles] == ["a.txt", "b.txt", "c.txt"]
    assert articles[0]["title"] == {"text": "Harbour town opens its third bridge", "start": 0, "end": 35}
    assert "three years" in str(articles[0]["text"])
    assert rejected["rejected"] == {"stage": "read", "reason": "empty", "detail": "no bytes"}


@pytest.mark.parametrize("command", ["read", "annotate", "group", "report"])
def test_a_folder_without_files_is_said_to_be_one(tmp_path: Path, command: str) -> None:
    (tmp_path / ".hidden.txt").write_text(STORY)
    result = run(command, tmp_path, "-j1")
    assert result.exit_code == 0
    said = " ".join(result.stderr.split())
    assert said == f"copydesk: found no file in {tmp_path} (hidden ones are left out, and links to folders)"


def test_a_path_that_is_not_there_is_said_on_one_line() -> None:
    result = run("read", "no\nsuch\x1b[31m page")
    assert result.exit_code == 2
    assert result.stderr == "copydesk: no file matches no such\ufffd[31m page\n"


@pytest.mark.parametrize("named", ["folder", "glob"])
def test_what_an_earlier_run_wrote_among_the_pages_is_no_page(folder: Path, named: str) -> None:
    pages = folder if named == "folder" else folder / "*"
    told = []
    for _ in range(2):
        result = run("report", pages, "-j1", "-o", folder / "report.html", "--json", folder / "report.json")
        assert result.exit_code == 0
        told.append([(folder / name).read_bytes() for name in ("report.html", "report.json")])
    assert told[0] == told[1]
    assert run("read", folder, "-j1", "-o", folder / "read.jsonl").exit_code == 0
    written = lines((folder / "read.jsonl").read_text())
    again = run("read", pages, "-j1", "--site-evidence", "-o", folder / "read.jsonl")
    assert again.exit_code == 0
    assert [line["source"] for line in lines((folder / "read.jsonl").read_text())] == [
        line["source"] for line in written
    ]


def test_the_only_page_is_not_overwritten(folder: Path) -> None:
    result = run("read", folder / "a.txt", "-o", folder / ".." / folder.name / "a.txt")
    assert result.exit_code == 2
    assert (folder / "a.txt").read_text() == STORY


def test_a_page_that_is_named_is_not_overwritten_by_what_is_told_of_others(folder: Path) -> None:
    result = run("read", folder / "a.txt", folder / "b.txt", "-o", folder / "b.txt")
    assert result.exit_code == 2
    assert "cannot be both read and written" in result.stderr
    assert "bridge" in (folder / "b.txt").read_text()


def test_a_report_and_its_json_do_not_overwrite_each_other(folder: Path) -> None:
    told = folder / "told"
    result = run("report", folder / "a.txt", "-o", told, "--json", folder / ".." / folder.name / "told")
    assert result.exit_code == 2
    assert "name two files" in result.stderr
    assert not told.exists()
    assert run("report", folder / "a.txt", "-o", "/dev/null", "--json", "/dev/null").exit_code == 0


def test_every_field_of_the_contract_is_there(folder: Path) -> None:
    (article, *_) = lines(run("read", folder / "a.txt").stdout)
    assert article.keys() >= {
        "source", "id", "language", "title", "authors", "publisher", "agency", "dateline", "published",
        "captured", "text", "blocks",
    }  # fmt: skip
    (findings, *_) = lines(run("annotate", folder / "a.txt").stdout)
    assert findings.keys() >= article.keys() | {
        "sentences", "entities", "times", "quotations", "claims", "events",
    }  # fmt: skip
    (grouped, *_) = lines(run("group", folder / "a.txt").stdout)
    assert grouped.keys() >= {
        "source", "story", "reprint_of", "relation", "direction", "shared", "origins",
    }  # fmt: skip


def test_standard_input_is_a_page_or_records() -> None:
    assert lines(run("read", "-", stdin=STORY.encode()).stdout)[0]["source"] == "-"
    records = "".join(json.dumps({"id": name, "text": STORY}) + "\n" for name in ("x", "y"))
    assert [record["source"] for record in lines(run("read", "-", stdin=records.encode()).stdout)] == [
        "x",
        "y",
    ]


MOTTO = "The Quay News has told the stories of the harbour towns since the winter of 1871."


def site_pages() -> list[dict[str, str]]:
    """Four articles of one site, each of lines that no other has but the last."""
    told = (
        ("Westhaven", "bridge", "Ada Brandt"),
        ("Easthaven", "library", "Ole Ruud"),
        ("Northhaven", "ferry quay", "Ines Falk"),
        ("Southhaven", "market hall", "Per Tofte"),
    )
    return [
        {
            "id": town,
            "publisher": "Quay News",
            "text": f"{town} opens its new {what}\n\nThe town of {town} opened its new {what} on Monday after"
            f' three years, the mayor said.\n\n"We have waited long for the {what}," Mayor {mayor} told reporters.\n\n'
            f"The {what} cost 12 million crowns, according to the engineers of {town}.\n\n{MOTTO}\n",
        }
        for town, what, mayor in told
    ]


def test_site_evidence_takes_lines_that_recur_for_furniture_whatever_the_order(tmp_path: Path) -> None:
    forth, back = tmp_path / "forth.jsonl", tmp_path / "back.jsonl"
    records = [json.dumps(page) for page in site_pages()]
    forth.write_text("\n".join(records))
    back.write_text("\n".join(reversed(records)))
    found = lines(run("read", forth, "-j1", "--site-evidence").stdout)
    assert len(found) == len(records)
    assert all(
        MOTTO not in str(article["text"]) and "12 million" in str(article["text"]) for article in found
    )
    again = lines(run("read", back, "-j1", "--site-evidence").stdout)
    assert sorted(again, key=str) == sorted(found, key=str)


def test_site_evidence_is_the_same_in_many_processes(tmp_path: Path) -> None:
    corpus = tmp_path / "pages.jsonl"
    pages = [page | {"id": f"{page['id']}-{n}"} for n in range(2) for page in site_pages()]
    corpus.write_text("\n".join(map(json.dumps, pages)))
    alone, shared = (run("read", corpus, f"-j{jobs}", "--site-evidence") for jobs in (1, 2))
    assert alone.stdout == shared.stdout
    assert MOTTO not in str(lines(alone.stdout)[0]["text"])


def test_site_evidence_needs_pages_that_can_be_read_twice() -> None:
    result = run("read", "-", "--site-evidence", stdin=STORY.encode())
    assert result.exit_code == 2
    assert "twice" in result.stderr


def test_group_keeps_the_input_order_and_its_rejected_lines(folder: Path) -> None:
    result = lines(run("group", folder / "c.txt", folder / "d.txt", folder / "a.txt").stdout)
    assert [Path(str(record["source"])).name for record in result] == ["c.txt", "d.txt", "a.txt"]
    assert result[0]["story"] == result[2]["story"]
    assert "rejected" in result[1]


def test_report_writes_what_it_is_told_to(folder: Path, tmp_path: Path) -> None:
    html, document = tmp_path / "r.html", tmp_path / "r.json"
    result = run("report", folder, "-o", html, "--json", document)
    assert result.exit_code == 0, result.stderr
    assert html.read_text().lstrip().lower().startswith("<!doctype html>")
    counted = json.loads(document.read_text())["input"]
    assert counted == {"pages": 4, "articles": 3, "rejected": 1, "reasons": {"empty": 1}}
    assert "bridge" in result.stdout


def test_output_goes_to_a_file_that_is_whole_or_not_there(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    result = run("read", folder, "-o", file)
    assert (result.exit_code, result.stdout) == (0, "")
    assert len(lines(file.read_text())) == 4
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("command", [["read"], ["report", "--json", "/dev/null"]])
def test_a_full_disk_is_one_line_that_names_the_file(folder: Path, command: list[str]) -> None:
    result = run(*command, folder / "a.txt", "-o", "/dev/full")
    assert result.exit_code == 1
    assert result.stderr == "copydesk: /dev/full: No space left on device\n"


def test_a_dash_is_standard_output_where_that_is_free(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert run("read", "a.txt", "-o", "-").stdout == run("read", "a.txt").stdout
    result = run("report", "a.txt", "--json", "-")
    assert (result.exit_code, "name a file" in result.stderr) == (2, True)
    assert not (folder / "-").exists()


def test_output_through_a_link_is_written_where_the_link_leads(folder: Path, tmp_path: Path) -> None:
    link = tmp_path / "latest.jsonl"
    link.symlink_to(tmp_path / "told.jsonl")
    assert run("read", folder / "a.txt", "-o", link).exit_code == 0
    assert link.is_symlink()
    assert len(lines((tmp_path / "told.jsonl").read_text())) == 1


def test_output_in_the_folder_that_is_read(folder: Path) -> None:
    assert run("read", folder, "-o", folder / "out.jsonl").exit_code == 0
    assert len(lines((folder / "out.jsonl").read_text())) == 4


def test_standard_output_in_the_folder_that_is_read(folder: Path) -> None:
    with open(folder / "b2.jsonl", "wb") as file:
        subprocess.run([*COMMAND, "read", str(folder), "-j1"], stdout=file, check=True)
    written = lines((folder / "b2.jsonl").read_text())
    reasons = [str(record["rejected"]["detail"]) for record in written if "rejected" in record]  # type: ignore[index]
    assert reasons == ["this run's own output", "no bytes"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["read", "nowhere.txt"], "nowhere.txt"),
        (["read", "no*where.txt"], "no file matches"),
        (["read", "https://news.example/a?page=1"], "nothing is fetched"),
        (["read", "-", "--limit", "page_bytes=many"], "page_bytes"),
        (["read", "-", "--limit", "page_bytes=0"], "page_bytes"),
        (["read", "-", "-o", "no/such/folder/x.jsonl"], "no/such/folder"),
        (["report", "-", "--json", "/"], "cannot write /"),
        (["read"], "PATH"),
        (["read", "-", "--jobs", "0"], "jobs"),
        (["frobnicate"], "frobnicate"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_why(arguments: list[str], says: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert says in result.stderr
    assert "Traceback" not in result.stderr


def test_an_unforeseen_error_ends_with_1_and_one_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the desk is on fire")

    monkeypatch.setattr("copydesk.cli.group_work.group_corpus", fail)
    result = run("group", folder, "-j1")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "the desk is on fire" in result.stderr


def test_limits_reach_the_reader(folder: Path) -> None:
    (only,) = lines(run("read", folder / "a.txt", "--limit", "page_bytes=100").stdout)
    assert only["rejected"] == {"stage": "read", "reason": "too_large", "detail": "over 100 bytes"}


def test_help_gives_each_limit_with_its_default() -> None:
    text = " ".join(run("read", "--help").stdout.replace("│", " ").split())
    assert all(f"{field.name} ({field.default})" in text for field in fields(Limits))


def test_help_and_version() -> None:
    assert run("--version").stdout.startswith("copydesk 0")
    for command in ("read", "annotate", "group", "report"):
        text = run(command, "--help").stdout
        assert "Example" in text
        assert f"copydesk {command}" in text


def test_an_address_that_is_none_costs_no_page(tmp_path: Path) -> None:
    told = {"id": "a", "publisher": "Quay News", "text": STORY, "url": "http://[::1"}
    (tmp_path / "pages.jsonl").write_text(json.dumps(told))
    for more in ((), ("--site-evidence",)):
        (only,) = lines(run("read", tmp_path, "-j1", *more).stdout)
        assert (only["url"], only["notes"]) == (None, ["`url` is no address: left out"])


def test_what_utf8_cannot_hold_is_written_as_json_writes_it(tmp_path: Path) -> None:
    file = tmp_path / "lines.jsonl"
    written_lines([json.dumps({"publisher": "\ud800"}, ensure_ascii=False)], file)
    assert file.read_bytes() == b'{"publisher": "\\ud800"}'


def test_a_closed_pipe_ends_it_quietly(folder: Path) -> None:
    records = "".join(json.dumps({"id": str(i), "text": STORY}) + "\n" for i in range(400))
    (folder / "many.jsonl").write_text(records)
    with subprocess.Popen(
        [*COMMAND, "read", "-j1", str(folder / "many.jsonl")],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        assert json.loads(process.stdout.readline())["source"] == "0"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def _hear_interrupts() -> None:
    """What a shell starts in the background ignores them, and so would its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_ended_leaves_nothing_half_written(
    folder: Path, tmp_path: Path, number: int, status: int
) -> None:
    records = "".join(json.dumps({"id": str(i), "text": STORY}) + "\n" for i in range(20_000))
    (folder / "many.jsonl").write_text(records)
    out = tmp_path / "out"
    out.mkdir()
    with subprocess.Popen(
        [*COMMAND, "read", "-j2", str(folder), "-o", str(out / "lines.jsonl")],
        stderr=subprocess.PIPE, start_new_session=True, preexec_fn=_hear_interrupts,
    ) as process:  # fmt: skip
        while not list(out.iterdir()):
            time.sleep(0.01)
        os.killpg(process.pid, number) if number == signal.SIGINT else process.terminate()
        assert process.stderr is not None
        assert process.stderr.read() == b""
    assert process.returncode == status
    assert list(out.iterdir()) == []


@pytest.mark.parametrize("closed", ["0<&-", "1>&-", "2>&-", "0<&- 1>&- 2>&-"])
def test_a_closed_stream_is_an_empty_one(folder: Path, tmp_path: Path, closed: str) -> None:
    file = tmp_path / "lines.jsonl"
    command = shlex.join([*COMMAND, "read", "-", str(folder / "a.txt"), "-o", str(file)])
    done = subprocess.run(["sh", "-c", f"{command} {closed}"], stdin=subprocess.DEVNULL, check=False)
    assert done.returncode == 0
    empty, article = lines(file.read_text())
    assert "rejected" in empty
    assert article["title"]


def test_output_is_utf8_whatever_the_locale(folder: Path) -> None:
    (folder / "a.txt").write_text(STORY.replace("Ada", "Åda"), encoding="utf-8")
    done = subprocess.run(
        [*COMMAND, "read", str(folder / "a.txt")],
        env=os.environ | {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
        capture_output=True, check=True,
    )  # fmt: skip
    assert "Åda" in json.loads(io.TextIOWrapper(io.BytesIO(done.stdout), "utf-8").read())["text"]


def test_completion_can_be_shown() -> None:
    told = os.environ | {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}  # whatever shell runs the tests
    done = subprocess.run(
        [*COMMAND, "--show-completion", "bash"], capture_output=True, text=True, check=False, env=told
    )
    assert "complete" in done.stdout
