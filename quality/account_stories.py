"""The stories that accounts are held to, made of the shared data as their labels say."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from copydesk.account import tell
from copydesk.group import group_reprints, trace_origins
from copydesk.model import Account, Annotations, Rejected, Story
from copydesk.pipeline import to_findings, to_page
from copydesk.readers import Raw
from quality.jsonl import read_jsonl
from quality.scoring import SHARED

ROOT = Path(__file__).parents[1]
LABELS = Path(__file__).parent / "labels" / "corroboration.jsonl"
LATER = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
PARTS: dict[str, bool | str] = {"open": False, "held_back": True} | {part: part for part in LATER}
"""The parts of the set, and how their stories are marked."""
SETS = ("stories/neus-train", "stories/allsides-train-join", "stories/ecbplus", "load/kcna")

Label = Mapping[str, Any]
Records = Mapping[str, Mapping[str, Any]]
"""The shared data's records by their ids."""


@dataclass(frozen=True, slots=True)
class Told:
    """A labelled story and its account; `sources` are its pages' in the order of the label."""

    label: Label
    account: Account
    sources: tuple[str, ...]


def read_labels(*, held_back: bool | str | None = None) -> list[Label]:
    """The labelled stories; with `held_back` only those of the part so marked."""
    found = read_jsonl(LABELS)
    return [label for label in found if held_back is None or label["held_back"] == held_back]


def told_stories(labels: Iterable[Label], shared: Path = SHARED) -> Iterator[Told]:
    """Each labelled story, told; which pages belong together is given, all else is found."""
    for label in labels:
        raws = list(raw_pages(label, shared))
        yield Told(label, tell(story_of(raws)), tuple(raw.source for raw in raws))


def story_of(raws: Iterable[Raw]) -> Story:
    """The pages as one story, whatever they tell, with their origins."""
    found = [found for raw in raws if isinstance(found := _findings(raw), Annotations)]
    return trace_origins(found, group_reprints([one.article for one in found]))


def _findings(raw: Raw) -> Annotations | Rejected:
    page = to_page(raw)
    return page if isinstance(page, Rejected) else to_findings(page)


def raw_pages(label: Label, shared: Path = SHARED, *, records: Records | None = None) -> Iterator[Raw]:
    """The story's pages with their edits made, from the `records` of them, those of all labelled stories unless given.
    Raises `ValueError` where the data is not what was labelled."""
    for number, page in enumerate(label["pages"]):
        source = f"{number}-{page['of'].rsplit('/', 1)[-1]}"
        if page["of"].startswith("examples/"):
            path = ROOT / page["of"]
            data: bytes | str = path.read_bytes()
            said: dict[str, str] = {}
        else:
            record = (records or _labelled_records(shared))[page["of"]]
            data, said = plain_text(record), {k: record[k] for k in ("date",) if record.get(k)}
            said |= {"publisher": record["outlet"]} if record.get("outlet") else {}
        if page.get("edits"):
            data = _edited(data if isinstance(data, str) else data.decode("utf-8"), page["edits"])
        if page.get("publisher"):
            said["publisher"] = page["publisher"]
        raw = Raw(source, data, page["of"].endswith(".html"), tuple(sorted(said.items())))
        if page["sha256"] != digest_of(data):
            raise ValueError(f"{label['story']}: {page['of']} is not the text that was labelled")
        yield raw


def digest_of(data: bytes | str) -> str:
    """Sixteen hexadecimal digits that tell one page's data from another's."""
    whole = data.encode("utf-8") if isinstance(data, str) else data
    return hashlib.sha256(whole).hexdigest()[:16]


def plain_text(record: Mapping[str, Any]) -> str:
    """The record's headline and text as a page would have them: tokens joined again, addresses left out."""
    text = record["text"]
    if record["id"].startswith("ecb-"):
        text = _joined(text, hyphens=record["id"].endswith("ecbplus")).replace("\n", "\n\n")
    return "\n\n".join(part for part in (record.get("headline"), text) if part)


def _joined(text: str, *, hyphens: bool) -> str:
    """Text whose tokens stand apart, put together."""
    lines = text.split("\n")
    text = "\n".join(lines[1:] if lines[0].startswith("http") else lines)
    for pattern, replacement in _JOINTS:
        text = re.sub(pattern, replacement, text)
    return re.sub(r"(?<=[\w.]) - (?=\w)", "-", text) if hyphens else text


_JOINTS = (
    (r"`` ?", "“"),
    (r" ?''", "”"),
    (r" ('s|'S|n't|'re|'ve|'ll|'d|'m|')(?=[\s.,;:!?)]|$)", r"\1"),
    (r" ([.,;:!?)\]%])", r"\1"),
    (r"([(\[$£€#]) ", r"\1"),
    (r"(?<=\d): (?=\d)", ":"),
    (r"\b([A-Za-z])\. ([A-Za-z])\.", r"\1.\2."),
    (r"(?<=\d)\. (?=\d)", "."),
)


def _edited(text: str, edits: Sequence[tuple[int, int, str]]) -> str:
    for start, end, replacement in sorted(edits, reverse=True):
        text = text[:start] + replacement + text[end:]
    return text


@cache
def _labelled_records(shared: Path) -> Records:
    return records_of(read_labels(), shared)


def records_of(labels: Iterable[Label], shared: Path = SHARED) -> Records:
    """The records of the stories' pages."""
    wanted = {page["of"] for label in labels for page in label["pages"]}
    records = (record for name in SETS for record in read_jsonl(shared / "data" / f"{name}.jsonl.gz"))
    return {record["id"]: record for record in records if record["id"] in wanted}
