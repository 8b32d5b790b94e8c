"""A large input in parts: broken off wherever, and gone on with, it gives the same bytes."""

import json
import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from copydesk.engine import shares as shares_module
from copydesk.engine.in_parts import InParts
from copydesk.engine.parts import LEDGER, Part, PartsFolder, find_part, write_part
from copydesk.engine.shares import Share, cut_shares
from copydesk.engine.tasks import Naming, Working
from copydesk.errors import CopydeskError, InputError, UsageError
from copydesk.model import Page, Rejected
from copydesk.readers import SAFE, list_files, read_files, read_raw


@pytest.fixture
def crawl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nine files, among them records whose ids are those of others, in shares of two."""
    monkeypatch.setattr(shares_module, "MOST_FILES", 2)
    folder = tmp_path / "crawl"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.txt").write_text(f"The ferry of line {number} is late again.")
    (folder / "3.txt").write_bytes(b"")
    ids = ["x", "y", "x", str(folder / "1.txt")]
    for name in "789":
        rows = [{"id": each, "text": f"Told in {name} of {each}."} for each in ids]
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return folder


def capture(address: str, hour: int) -> bytes:
    """A web archive's record of a page."""
    page = b"HTTP/1.1 200 Fine\r\nContent-Type: text/html\r\n\r\n<p>The ferry is late again.</p>"
    head = f"WARC-Target-URI: {address}\r\nWARC-Date: 2024-05-06T{hour:02}:00:00Z\r\n"
    kind = "WARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n"
    return f"WARC/1.1\r\n{kind}{head}Content-Length: {len(page)}\r\n\r\n".encode() + page + b"\r\n\r\n"


@dataclass(frozen=True)
class Copying:
    """A task that works without processes."""

    folder: Path
    told: str = ""

    def made(self, share: Share) -> dict[str, Any]:
        return {"told": self.told, "inputs": [e.told() for e in share.entries], "taken": share.taken}

    def make(self, share: Share) -> Part:
        raws = read_files(share.files, taken=share.taken)
        records = ((f"{raw}\n".encode(), not isinstance(raw, Rejected)) for raw in raws)
        return write_part(self.folder, self.made(share), records=records)

    def end(self) -> None:
        pass


def whole(crawl: Path) -> bytes:
    return b"".join(f"{raw}\n".encode() for raw in read_raw([crawl]))


def in_parts(crawl: Path, folder: Path, told: str = "") -> tuple[bytes, set[str]]:
    """What comes out, and the parts that were made for it."""
    before = {path.name for path in folder.glob("*.part")} if folder.exists() else set()
    with PartsFolder(folder) as held:
        run = InParts(held, Copying(held.path, told), SAFE)
        parts = list(run.made(list_files([crawl])))
        assert sum(part.articles + part.rejected for part in parts) == len(list(read_raw([crawl])))
        after = {path.name for path in folder.glob("*.part")}
        return b"".join(run.written()), after - before


def test_parts_together_are_what_comes_without_them(crawl: Path, tmp_path: Path) -> None:
    out, made = in_parts(crawl, tmp_path / "parts")
    assert out == whole(crawl)
    assert out.count(b"an earlier page has the same id") == 3 * 4 - 2
    assert len(made) == 12, "six shares, each with its list of names"


def test_a_later_capture_of_an_address_has_its_other_name_in_another_part_too(
    crawl: Path, tmp_path: Path
) -> None:
    for hour in range(3):
        addresses = [f"https://quay.example/{name}" for name in ("ferry", "bridge")]
        records = [capture(address, hour) for address in addresses] + [capture(addresses[0], 0)]
        (crawl / f"{hour}.warc").write_bytes(b"".join(records))
    expected = whole(crawl)
    assert expected.count(b"source='https://quay.example/ferry 2024-05-06T01") == 1
    assert in_parts(crawl, tmp_path / "parts")[0] == expected


def test_what_is_done_is_not_done_again(crawl: Path, tmp_path: Path) -> None:
    parts = tmp_path / "parts"
    in_parts(crawl, parts)
    assert in_parts(crawl, parts) == (whole(crawl), set())
    (crawl / "5.txt").write_text("The ferry is on time.")
    out, made = in_parts(crawl, parts)
    assert out == whole(crawl)
    assert len(made) == 2
    assert len(list(parts.glob("*.part"))) == 12, "what is no longer of use is gone"
    assert in_parts(crawl, parts, told="otherwise")[1]


def test_a_new_page_takes_the_id_of_a_later_one(crawl: Path, tmp_path: Path) -> None:
    parts = tmp_path / "parts"
    in_parts(crawl, parts)
    (crawl / "0.jsonl").write_text(json.dumps({"id": "y", "text": "Told first."}) + "\n")
    assert in_parts(crawl, parts)[0] == whole(crawl)


@pytest.mark.parametrize("damage", [b"", b"less", None])
def test_a_damaged_part_is_made_anew(crawl: Path, tmp_path: Path, damage: bytes | None) -> None:
    parts = tmp_path / "parts"
    in_parts(crawl, parts)
    for path in sorted(parts.glob("*.part"))[::3]:
        path.unlink() if damage is None else path.write_bytes(damage)
    for path in sorted(parts.glob("*.json"))[1::3]:
        path.unlink() if damage is None else path.write_bytes(damage)
    assert in_parts(crawl, parts)[0] == whole(crawl)


def test_killed_wherever_it_goes_on_to_the_same_bytes(crawl: Path, tmp_path: Path) -> None:
    expected, kills = whole(crawl), 0
    for step in range(1, 60, 3):
        parts = tmp_path / f"parts{step}"
        if survives(crawl, parts, step):
            break
        kills += 1
        survives(crawl, parts, step // 2 + 1)
        assert in_parts(crawl, parts)[0] == expected
        assert all(path.name.count(".") == 1 for path in parts.iterdir())
    assert kills > 12


def survives(crawl: Path, parts: Path, step: int) -> bool:
    """A run in a process that is killed at its so manyth step of writing; whether it came to its end before."""
    child = os.fork()
    if child == 0:
        left = iter(range(step - 1))

        def or_die(act: Any) -> Any:
            def acted(*given: Any) -> Any:
                if next(left, None) is None:
                    os.kill(os.getpid(), signal.SIGKILL)
                return act(*given)

            return acted

        os.fsync, Path.replace = or_die(os.fsync), or_die(Path.replace)  # type: ignore[method-assign]
        in_parts(crawl, parts)
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0


def test_two_runs_do_not_share_a_folder(tmp_path: Path) -> None:
    with PartsFolder(tmp_path / "parts"), pytest.raises(CopydeskError, match="another run"):
        PartsFolder(tmp_path / "parts")
    with PartsFolder(tmp_path / "parts"):
        pass


def test_a_folder_of_other_things_is_left_alone(crawl: Path) -> None:
    with pytest.raises(UsageError, match="other things"):
        PartsFolder(crawl)
    with pytest.raises(InputError, match="cannot keep parts"):
        PartsFolder(crawl / "0.txt")


def test_an_engine_that_ends_early_is_told(crawl: Path, tmp_path: Path) -> None:
    def first_alone(task: Any, shares: Any) -> Iterator[Part]:
        yield task.make(shares[0])

    with PartsFolder(tmp_path / "parts") as held:
        run = InParts(held, Copying(held.path), SAFE, first_alone)
        with pytest.raises(CopydeskError, match="5 of 6 parts to be made"):
            list(run.made(list_files([crawl])))
        assert not (held.path / LEDGER).exists()


def test_large_files_are_shares_by_themselves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shares_module, "MOST_BYTES", 10)
    sizes = [4, 5, 2, 30, 1, 9, 1]
    for number, size in enumerate(sizes):
        (tmp_path / f"{number}.txt").write_bytes(b"." * size)
    (tmp_path / "1.jsonl").write_bytes(b".")
    cut = [[entry.size for entry in share.entries] for share in cut_shares(list_files([tmp_path]))]
    assert cut == [[4], [1], [5, 2], [30], [1, 9], [1]]


def test_what_can_be_read_but_once_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="once"):
        list(cut_shares(list_files(["-"])))
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UsageError, match="once"):
        list(cut_shares(list_files([tmp_path / "pipe"])))


def test_a_file_that_its_maker_does_not_see_as_it_was_is_no_rejected_page(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("first")
    (share,) = cut_shares(list_files([tmp_path]))
    (tmp_path / "a.txt").unlink()
    for task in (Working(tmp_path, SAFE, cried, written, {}), Naming(tmp_path, SAFE)):
        with pytest.raises(CopydeskError, match=r"a\.txt is not there or has changed"):
            task.make(share)


def cried(page: Page) -> str | Rejected:
    """The work of the test below."""
    if page.text == "crash":
        os.kill(os.getpid(), signal.SIGKILL)
    return page.text.upper()


def written(result: str | Rejected) -> bytes:
    return result.detail.encode() if isinstance(result, Rejected) else result.encode()


def test_a_crash_costs_its_page_alone(tmp_path: Path) -> None:
    for name, text in {"a": "first", "b": "crash", "c": "last"}.items():
        (tmp_path / f"{name}.txt").write_text(text)
    (share,) = cut_shares(list_files([tmp_path]))
    working = Working(tmp_path, SAFE, cried, written, {})
    part = working.make(share)
    working.end()
    assert (part.articles, part.rejected) == (2, 1)
    assert find_part(tmp_path, part.part) == part
    assert (tmp_path / f"{part.part}.part").read_bytes() == b"FIRSTits process ended with signal 9LAST"
