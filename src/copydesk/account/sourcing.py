"""How well a story is sourced: the counts, and the one line that says it."""

from collections import Counter
from collections.abc import Sequence

from copydesk.account.independent import count_independent
from copydesk.model import AccountClaim, Counts, OriginKind, Relation, Status, Story
from copydesk.text import fold

_COPIES = frozenset({Relation.VERBATIM, Relation.ABRIDGED, Relation.REWRITTEN})


def count(story: Story, claims: Sequence[AccountClaim]) -> Counts:
    """Pages, publishers, agencies and origins of a story; `unresolved` are its origins nobody can name."""
    articles = [found.article for found in story.findings]
    used = [origin for origin in story.origins if any(origin.id in claim.origins for claim in claims)]
    known = [origin for origin in used if origin.kind is not OriginKind.UNKNOWN]
    return Counts(
        pages=len(articles),
        publishers=len({fold(a.publisher) for a in articles if a.publisher}),
        agencies=len({fold(a.agency.text) for a in articles if a.agency}),
        origins=len(known),
        independent=count_independent([o.id for o in known], story.origins, story.ties),
        unresolved=len(used) - len(known),
    )


def sourcing_line(story: Story, claims: Sequence[AccountClaim], counts: Counts) -> str:
    """One line: how many pages, copies and agencies; on whom the claims rest; how many are corroborated."""
    names = {origin.id: origin.name for origin in story.origins}
    known = {origin.id for origin in story.origins if origin.kind is not OriginKind.UNKNOWN}
    rests = Counter(origin for claim in claims for origin in claim.origins if origin in known)
    copies = sum(link.relation in _COPIES for link in story.lineage)
    parts = [_number(counts.pages, "page")]
    if copies:
        parts[0] += f", {copies} of them {'a copy' if copies == 1 else 'copies'}"
    parts.append(
        _number(counts.agencies, "agency named", "agencies named") if counts.agencies else "no agency named"
    )
    if rests:
        ranked = sorted(rests, key=lambda key: (-rests[key], names[key]))
        top = [key for key in ranked if rests[key] * 2 >= rests[ranked[0]]][:2]
        parts.append(f"{_most(rests[top[0]], len(claims))} rest on {' or '.join(names[key] for key in top)}")
    else:
        parts.append("no claim names whose word it rests on")
    corroborated = sum(claim.status is Status.CORROBORATED for claim in claims)
    disputed = sum(claim.status is Status.DISPUTED for claim in claims)
    tail = f"{corroborated or 'no'} {'claim has' if corroborated == 1 else 'claims have'} a second, independent origin"
    if corroborated == 0:
        tail = "no claim has a second, independent origin"
    if disputed:
        tail += f"; {disputed} {'is' if disputed == 1 else 'are'} disputed"
    return ", ".join(parts) + "; " + tail


def _most(n: int, total: int) -> str:
    return "most claims" if 2 * n > total else _number(n, "claim")


def _number(n: int, one: str, many: str | None = None) -> str:
    return f"{n} {one if n == 1 else many or one + 's'}"
