"""The commands over a desk: what they write, and how they end."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from copydesk.cli import whole_app
from copydesk.cli.desk_work import story_table
from copydesk.cli.screen import Table, show_table
from copydesk.desk import StoryEntry

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("1[0-6]*"))
Lines = list[dict[str, object]]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(whole_app(), [str(argument) for argument in arguments])


def lines(result: Result) -> Lines:
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("desk") / "news.desk"
    lines(run("add", *EXAMPLES[:3], "--desk", path, "--jobs", 1))
    lines(run("add", *EXAMPLES[3:], "--desk", path, "--jobs", 1))
    return path


def without_story(records: Lines) -> Lines:
    return sorted(({**record, "story": None} for record in records), key=lambda record: str(record["source"]))


def test_what_is_exported_is_what_group_gives(desk: Path) -> None:
    exported = lines(run("export", "--desk", desk))
    assert without_story(exported) == without_story(lines(run("group", *EXAMPLES)))


def test_what_is_exported_with_findings_is_what_annotate_gives(desk: Path) -> None:
    exported = {record["source"]: record for record in lines(run("export", "--findings", "--desk", desk))}
    for record in lines(run("annotate", *EXAMPLES)):
        assert exported[record["source"]].items() >= record.items()


def test_all_stories_shown_are_what_report_gives(desk: Path, tmp_path: Path) -> None:
    shown, told = tmp_path / "shown.json", tmp_path / "told.json"
    assert run("show", "--desk", desk, "--json", shown, "-o", tmp_path / "shown.html").exit_code == 0
    assert run("report", *EXAMPLES, "--json", told).exit_code == 0
    here, there = (json.loads(path.read_text()) for path in (shown, told))
    assert here["input"] == there["input"]
    assert [story["title"] for story in here["stories"]] == [story["title"] for story in there["stories"]]


def test_a_line_an_added_page_names_those_it_shares_text_with(tmp_path: Path) -> None:
    path = tmp_path / "news.desk"
    result = run("add", *EXAMPLES, EXAMPLES[0], "--desk", path)
    added = lines(result)
    assert [record["source"] for record in added] == [str(page) for page in [*EXAMPLES, EXAMPLES[0]]]
    copy = next(record for record in added if "13-strike" in str(record["source"]))
    (match,) = [m for m in copy["matches"] if m["source"] == copy["reprint_of"]]  # type: ignore[attr-defined]
    assert match["shared"] == pytest.approx(copy["shared"], abs=1e-4)
    assert "pages added 6, known 1, rejected 1; on the desk 6 in stories 2" in result.stderr


def test_stories_passages_and_changes_are_lines_where_nobody_looks(desk: Path) -> None:
    stories = lines(run("stories", "--desk", desk))
    assert [entry["pages"] for entry in stories] == [4, 2]
    (hit, *_) = lines(run("search", "grain", "workers", "--desk", desk))
    assert hit["story"] == stories[0]["id"]
    assert [change["number"] for change in lines(run("changes", "--desk", desk))][:2] == [0, 1]


def test_a_desk_in_the_folder_that_is_added_is_no_page(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(EXAMPLES[2].read_bytes())
    for _ in range(2):
        (record,) = lines(run("add", tmp_path, "--desk", tmp_path / "news.desk"))
        assert str(record["source"]).endswith("page.html")


@pytest.mark.parametrize(
    "command", [["stories"], ["search", "grain"], ["export"], ["changes", "--undo", "1"], ["add"]]
)
@pytest.mark.parametrize("end", ["", "-wal"])
def test_no_output_takes_the_desk_s_place(command: list[str], end: str, desk: Path) -> None:
    before = desk.read_bytes()
    pages = EXAMPLES[:1] if command == ["add"] else []
    result = run(*command, *pages, "--desk", desk, "-o", f"{desk}{end}")
    assert result.exit_code == 2
    assert "is the desk" in result.stderr
    assert desk.read_bytes() == before


def test_what_cannot_be_written_is_told_before_anything_is_done(desk: Path) -> None:
    before = lines(run("changes", "--desk", desk))
    assert run("changes", "--undo", "1", "--desk", desk, "-o", desk / "x").exit_code == 2
    assert lines(run("changes", "--desk", desk)) == before


def test_no_desk_is_made_for_what_cannot_be_read_or_where_none_can_be(tmp_path: Path) -> None:
    for asked in (
        [tmp_path / "nowhere"],
        [EXAMPLES[0], "--limit", "depht=3"],
        [EXAMPLES[0], "--agencies", "no"],
    ):
        result = run("add", *asked, "--desk", tmp_path / "news.desk")
        assert result.exit_code == 2
        assert list(tmp_path.iterdir()) == []
    result = run("add", EXAMPLES[0], "--desk", tmp_path / "no-folder" / "news.desk")
    assert result.exit_code == 2
    assert result.stderr.startswith("copydesk: cannot write ")


def test_more_passages_may_be_asked_for_than_can_be_counted(desk: Path) -> None:
    assert lines(run("search", "grain", "--most", 10**20, "--desk", desk))


def test_a_table_shows_the_beginning_of_what_is_long(capsys: pytest.CaptureFixture[str]) -> None:
    show_table(Table(("title",), (("\x1b[2J[bold]" + "harbour " * 100_000,),)))
    shown = capsys.readouterr().out
    assert len(shown) < 5000
    assert "\x1b[2J" not in shown
    assert "[bold]harbour" in shown


def test_days_of_two_years_are_told_with_both() -> None:
    def row(begin: str, until: str) -> str:
        return story_table([StoryEntry("id", None, begin, until, 2, 1)]).rows[0][1]

    assert row("2024-03-01", "2024-03-02") == "2024-03-01 to 03-02"
    assert row("2023-12-31", "2024-01-02") == "2023-12-31 to 2024-01-02"


@pytest.mark.parametrize("command", ["stories", "show", "export", "changes"])
def test_without_a_desk_nothing_is_made(command: str, tmp_path: Path) -> None:
    result = run(command, "--desk", tmp_path / "news.desk")
    assert result.exit_code == 2
    assert "there is no desk" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_undone_is_one_line(desk: Path) -> None:
    assert run("changes", "--undo", 999, "--desk", desk).exit_code == 2
    result = run("changes", "--undo", 0, "--desk", desk)
    assert result.exit_code == 1
    assert result.stderr.splitlines() == ["copydesk: change 0 cannot be undone: it founded a story"]


def test_a_page_that_is_removed_is_told_as_a_change(tmp_path: Path) -> None:
    path = tmp_path / "news.desk"
    lines(run("add", *EXAMPLES[:4], "--desk", path))
    (story, *_) = lines(run("stories", "--desk", path))
    page = next(line for line in lines(run("export", "--desk", path)) if line["story"] == story["id"])
    result = run("remove", page["source"], "--desk", path)
    assert "pages removed 1; on the desk 3 in stories 2" in result.stderr
    (removed, *_) = lines(result)
    assert removed["kind"] == "removed"
    assert (removed["before"], removed["after"]) == (story["id"], None)
    assert page["source"] not in [line["source"] for line in lines(run("export", "--desk", path))]
    again = run("remove", page["source"], "--desk", path)
    assert again.exit_code == 2, again.stderr
    assert f"the desk has no page {page['source']}" in again.stderr
