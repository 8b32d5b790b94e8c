"""What an account tells rightly and wrongly, held to the labels of its story."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from copydesk.account.tellings import Telling
from copydesk.clean.agencies import find_agency
from copydesk.model import AccountClaim, Difference, Origin, OriginKind, Span
from copydesk.text import fold, slug
from quality.account_stories import Label, Told

Verdict = tuple[str, bool, str]
"""What was judged, whether it is right, and what to print where it is not."""


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


JUDGES = (_origins, _statuses, _alignment, _differences)
