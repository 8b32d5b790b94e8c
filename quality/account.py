"""How well accounts are told: whose word claims rest on, their status, and where pages differ.

    python -m quality.account            the figures on each part of the set, with 95 per cent intervals
    python -m quality.account --wrong    what is told otherwise than it was read, to be looked at

`labels/corroboration.jsonl` holds stories of three to six pages, read and labelled before copydesk told
them: central claims with each telling's place and origin, the claim's status, and the differences between
the pages, real ones and planted ones (`edits` of copies: offset and replacement, our own words). No text of
the data. Stories marked `held_back` were told by copydesk only when the work on the others was done, those
marked `second` only after the work that followed, those marked `third` after that on the second, and so on; the
`tenth` was told once when the work on the ninth was done. The claims of the seventh to the ninth were labelled
twice, by readers who did not see each other's labels.
"""

import argparse
import hashlib
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from copydesk.account import tell
from copydesk.account.tellings import Telling
from copydesk.clean.agencies import find_agency
from copydesk.group import group_reprints, trace_origins
from copydesk.model import (
    Account,
    AccountClaim,
    Annotations,
    Difference,
    Origin,
    OriginKind,
    Rejected,
    Span,
    Story,
)
from copydesk.pipeline import to_findings, to_page
from copydesk.readers import Raw
from copydesk.text import fold, slug
from quality.jsonl import read_jsonl
from quality.scoring import SHARED, with_shared

ROOT = Path(__file__).parents[1]
LABELS = Path(__file__).parent / "labels" / "corroboration.jsonl"
LATER = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
PARTS: dict[str, bool | str] = {"open": False, "held_back": True} | {part: part for part in LATER}
"""The parts of the set, and how their stories are marked."""
SETS = ("stories/neus-train", "stories/allsides-train-join", "stories/ecbplus", "load/kcna")

Label = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """A labelled story and its account; `sources` are its pages' in the order of the label."""

    label: Label
    account: Account
    sources: tuple[str, ...]


def measure(shared: Path = SHARED) -> dict[str, float]:
    """The figures, 0..1: `seen_` over the first two parts, the others' each under its name.

    All are seen by now, and rules were made from the errors of all but the tenth: a guard against regression.
    """
    labels = [label for part in ("open", "held_back") for label in read_labels(held_back=PARTS[part])]
    told = {f"seen_{name}": value for name, value in score(told_stories(labels, shared)).items()}
    for part in LATER:
        figures = score(told_stories(read_labels(held_back=PARTS[part]), shared))
        told |= {f"{part}_{name}": value for name, value in figures.items()}
    return told


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


def raw_pages(label: Label, shared: Path = SHARED) -> Iterator[Raw]:
    """The story's pages with their edits made. Raises `ValueError` where the data is not what was labelled."""
    for number, page in enumerate(label["pages"]):
        source = f"{number}-{page['of'].rsplit('/', 1)[-1]}"
        if page["of"].startswith("examples/"):
            path = ROOT / page["of"]
            data: bytes | str = path.read_bytes()
            said: dict[str, str] = {}
        else:
            record = _records(shared)[page["of"]]
            data, said = plain_text(record), {k: record[k] for k in ("date",) if record.get(k)}
            said |= {"publisher": record["outlet"]} if record.get("outlet") else {}
        if page["edits"]:
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
def _records(shared: Path) -> dict[str, dict[str, Any]]:
    wanted = {page["of"] for label in read_labels() for page in label["pages"]}
    records = (record for name in SETS for record in read_jsonl(shared / "data" / f"{name}.jsonl.gz"))
    return {record["id"]: record for record in records if record["id"] in wanted}


def score(stories: Iterable[Told]) -> dict[str, float]:
    """Shares, 0..1: tellings whose origin is right, claims whose status is; pairs of tellings aligned;
    differences found, and right among those given. A figure of nothing, as of planted differences where there is
    none, is left out."""
    tallies = [tally(told) for told in stories]
    total = sum(tallies, Counter[str]())
    return {
        name: share for name, share in _shares(tallies).items() if name not in _NAMES or total[name + " of"]
    }


def tally(told: Told) -> Counter[str]:
    """What is right of a story under each figure's name, and out of how many under the name and ` of`."""
    counts: Counter[str] = Counter()
    for judge in (_origins, _statuses, _alignment, _differences):
        for name, right, _ in judge(told):
            counts[name] += right
            counts[name + " of"] += 1
    return counts


def intervals(tallies: Sequence[Counter[str]], *, rounds: int = 2000) -> dict[str, tuple[float, float]]:
    """The figures' 95 per cent intervals: between the 2.5th and 97.5th percentile of `rounds` samples of as many
    stories, drawn with replacement (Efron, 1979); the same each time."""
    draw = random.Random(0)
    samples = [_shares(draw.choices(tallies, k=len(tallies))) for _ in range(rounds)]
    found = {name: sorted(sample[name] for sample in samples) for name in samples[0]}
    return {name: (values[rounds // 40], values[-1 - rounds // 40]) for name, values in found.items()}


def _shares(tallies: Iterable[Counter[str]]) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for one in tallies:
        counts.update(one)
    share = {name: counts[name] / max(1, counts[name + " of"]) for name in _NAMES}
    return share | {
        f"{name}_f1": _harmonic(share[f"{name}_precision"], share[f"{name}_recall"])
        for name in ("alignment", "differences")
    }


_NAMES = (
    "origin_right",
    "status_right",
    "alignment_precision",
    "alignment_recall",
    "differences_precision",
    "differences_recall",
    "planted_found",
)
Verdict = tuple[str, bool, str]
"""What was judged, whether it is right, and what to print where it is not."""


def _harmonic(a: float, b: float) -> float:
    return 2 * a * b / (a + b) if a + b else 0.0


def _origins(told: Told) -> Iterator[Verdict]:
    origins = {origin.id: origin for origin in told.account.story.origins}
    for claim in told.label["claims"]:
        for telling in claim["tellings"]:
            source, span = _place(told, telling)
            found = _claim_at(told, source, span)
            origin = origins[told.account.story.claim_origins[source, found]] if found else None
            right = origin is not None and any(_is(name, origin) for name in telling["origin"].split("|"))
            name = origin.id if origin else "no claim"
            yield "origin_right", right, f"{_text(told, telling)!r}: {name}, not {telling['origin']}"


def _is(name: str, origin: Origin) -> bool:
    """Whether a labelled name means this origin: the same slug, agency, or a part of a longer name."""
    if name in {"unknown", "unnamed"}:
        return origin.kind is OriginKind.UNKNOWN
    agency = find_agency(name)
    if agency or fold(name) == fold(origin.name):
        return fold(name) == fold(origin.name) or bool(agency and agency.id == origin.id)
    long, short = f"-{origin.id}-", f"-{slug(name)}-"
    return short in long or long in short


def _statuses(told: Told) -> Iterator[Verdict]:
    for claim in told.label["claims"]:
        holding = [_account_claim(told, *_place(told, telling)) for telling in claim["tellings"]]
        tally = Counter(held.id for held in holding if held)
        chosen = next((h for h in holding if h and tally[h.id] == max(tally.values())), None)
        status = chosen.status.value if chosen else "no claim"
        detail = f"{_text(told, claim['tellings'][0])!r}: {status}, not {claim['status']}"
        yield "status_right", status == claim["status"], detail


def _alignment(told: Told) -> Iterator[Verdict]:
    placed = [
        (number, telling, held.id)
        for number, claim in enumerate(told.label["claims"])
        for telling in claim["tellings"]
        if (held := _account_claim(told, *_place(told, telling)))
    ]
    for (a, one, x), (b, two, y) in combinations(placed, 2):
        if one["page"] == two["page"]:
            continue
        detail = f"{_text(told, one)!r} and {_text(told, two)!r}"
        if x == y:
            yield "alignment_precision", a == b, "joined " + detail
        if a == b:
            yield "alignment_recall", x == y, "apart " + detail


def _differences(told: Told) -> Iterator[Verdict]:
    labelled = told.label["differences"]
    given = [
        difference
        for claim in told.account.claims
        for difference in claim.differences
        if difference.on != "wording" and len({value.source for value in difference.values}) > 1
    ]
    for label in labelled:
        if not label.get("optional"):
            found = any(_same_difference(told, label, one) for one in given)
            detail = f"{label['on']} {[_text(told, v) for v in label['values']]} not found"
            yield "differences_recall", found, detail
            if label.get("planted"):
                yield "planted_found", found, detail
    for one in given:
        matching = [label for label in labelled if _same_difference(told, label, one)]
        if not matching or not all(label.get("optional") for label in matching):
            values = [(value.value, value.source[:1], value.span.start) for value in one.values]
            yield "differences_precision", bool(matching), f"{one.on} {values}"


def _same_difference(told: Told, label: Label, given: Difference) -> bool:
    """Whether two pages' differing values of the label are among those given, on the same point."""
    hit = [
        told.sources[place["page"]]
        for place in label["values"]
        for value in given.values
        if value.source == told.sources[place["page"]]
        and value.span.overlaps(Span(place["start"], place["end"]))
    ]
    return label["on"] == given.on.value and len(set(hit)) > 1


def _place(told: Told, telling: Label) -> tuple[str, Span]:
    return told.sources[telling["page"]], Span(telling["start"], telling["end"])


def _claim_at(told: Told, source: str, span: Span) -> str | None:
    """The id of the page's claim that covers most of the span, the shortest of equals."""
    claims = [
        c for found in told.account.story.findings if found.article.source == source for c in found.claims
    ]
    common = {c.id: min(c.span.end, span.end) - max(c.span.start, span.start) for c in claims}
    able = [c for c in claims if 2 * common[c.id] >= span.end - span.start]
    best = min(able, key=lambda c: (-common[c.id], c.span.end - c.span.start), default=None)
    return best.id if best else None


def _account_claim(told: Told, source: str, span: Span) -> AccountClaim | None:
    """The account's claim with evidence that covers most of the span, the shortest evidence of equals."""
    held = [
        (min(e.span.end, span.end) - max(e.span.start, span.start), -len(e.text), claim)
        for claim in told.account.claims
        for e in claim.evidence
        if e.source == source
    ]
    able = [item for item in held if 2 * item[0] >= span.end - span.start]
    return max(able, key=lambda item: item[:2])[2] if able else None


def index_at(source: str, tellings: Sequence[Telling], place: Label) -> int | None:
    """The index of the page's telling that covers most of the labelled place, the shortest of equals."""
    span = Span(place["start"], place["end"])
    common = {
        i: min(t.claim.span.end, span.end) - max(t.claim.span.start, span.start)
        for i, t in enumerate(tellings)
        if t.source == source
    }
    able = [i for i in common if 2 * common[i] >= span.end - span.start]
    return min(able, key=lambda i: (-common[i], len(tellings[i].text)), default=None)


def _text(told: Told, place: Label) -> str:
    source, span = _place(told, place)
    texts = [f.article.page.text for f in told.account.story.findings if f.article.source == source]
    return f"{place['page']}:{span.of(texts[0])}" if texts else f"{place['page']}: (rejected)"


def main(arguments: list[str] | None = None) -> int:
    """Prints the table, or what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--part", choices=[*PARTS, "all"], default="all")
    options = with_shared(parser).parse_args(arguments)
    parts = list(PARTS) if options.part == "all" else [options.part]
    told = {part: list(told_stories(read_labels(held_back=PARTS[part]), options.shared)) for part in parts}
    for part, stories in told.items():
        claims = sum(len(story.label["claims"]) for story in stories)
        print(f"{part.replace('_', ' ')}: {len(stories)} stories, {claims} claims")
        between = intervals([tally(story) for story in stories])
        for name, value in score(stories).items():
            print(f"  {name:24} {value:.3f}  {between[name][0]:.3f} to {between[name][1]:.3f}")
        for story in stories if options.wrong else ():
            print("==", story.label["story"])
            for judge in (_origins, _statuses, _alignment, _differences):
                for name, right, detail in judge(story):
                    if not right:
                        print(f"   {name}: {detail}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
