"""How well a story is sourced: the counts, and the one line that says it."""

from collections import Counter
from collections.abc import Sequence

from copydesk.account.independent import Standing, count_independent
from copydesk.model import AccountClaim, Counts, OriginKind, Relation, Status, Story
from copydesk.text import fold

_COPIES = frozenset({Relation.VERBATIM, Relation.ABRIDGED, Relation.REWRITTEN})


def count(story: Story, claims: Sequence[AccountClaim], *, standing: Standing) -> Counts:
    """Pages, publishers, agencies and origins of a story; `unresolved` are its origins nobody can name."""
    articles = [found.article for found in story.findings]
    resting = {key for claim in claims for key in claim.origins}
    used = [origin for origin in story.origins if origin.id in resting]
    known = [origin for origin in used if origin.kind is not OriginKind.UNKNOWN]
    return Counts(
        pages=len(articles),
        publishers=len({fold(a.publisher) for a in articles if a.publisher}),
        agencies=len({fold(a.agency.text) for a in articles if a.agency}),
        origins=len(known),
        independent=count_independent([o.id for o in known], standing),
        unresolved=len(used) - len(known),
    )


def sourcing_line(story: Story, claims: Sequence[AccountClaim], *, counts: Counts) -> str:
    """One line: how many pages, copies and agencies; on whom the claims rest; how many rest on others too."""
    names = {origin.id: origin.name for origin in story.origins}
    parts = [_number(counts.pages, one="page")]
    copies = sum(link.relation in _COPIES for link in story.lineage)
    if copies:
        parts[0] += f" ({_number(copies, one='copy', many='copies')})"
    parts.append(
        _number(counts.agencies, one="agency named", many="agencies named")
        if counts.agencies
        else "no agency named"
    )
    if not claims:
        return ", ".join(parts) + "; " + _why_no_claims(story)
    main = _main_origin(story, claims)
    if main is None:
        return ", ".join(parts) + "; no claim names whose word it rests on"
    apart = {
        t.b if t.a == main else t.a
        for t in story.ties
        if main in {t.a, t.b} and t.state == "known-independent"
    }
    resting = sum(main in claim.origins for claim in claims)
    others = sum(bool(apart & set(claim.origins)) for claim in claims)
    tail = [
        f"of {_number(len(claims), one='claim')} {resting} rest{'s' if resting == 1 else ''} on {names[main]}",
        f"{others or 'none'} on others known to be independent",
    ]
    for status, word in ((Status.CORROBORATED, "corroborated"), (Status.DISPUTED, "disputed")):
        if n := sum(claim.status is status for claim in claims):
            tail.append(f"{n} {'is' if n == 1 else 'are'} {word}")
    return ", ".join(parts) + "; " + ", ".join(tail)


def _why_no_claims(story: Story) -> str:
    languages = {found.article.language or "en" for found in story.findings}
    if "en" in languages:
        return "no claims found"
    return f"claims are found in English only, not in {', '.join(sorted(languages))}"


def _main_origin(story: Story, claims: Sequence[AccountClaim]) -> str | None:
    """The known origin most claims rest on; a party the text names weighs more than the page's own writer."""
    known = {origin.id for origin in story.origins if origin.kind is not OriginKind.UNKNOWN}
    weights: Counter[str] = Counter()
    for found in story.findings:
        for claim in found.claims:
            attributed = any(link.role in {"speaker", "origin"} for link in claim.attribution)
            weights[story.claim_origins[found.article.source, claim.id]] += 3 if attributed else 2
    used = {key for claim in claims for key in claim.origins if key in known}
    return min(used, key=lambda key: (-weights[key], key), default=None)


def _number(n: int, *, one: str, many: str | None = None) -> str:
    return f"{n} {one if n == 1 else many or one + 's'}"
