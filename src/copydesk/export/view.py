"""What the report shows of a story, worked out from its account: numbers, names, anchors, tables."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, groupby
from typing import TypeVar

from copydesk.account.dating import date_times
from copydesk.export.clocks import Clocks, find_clocks
from copydesk.export.dates import in_words
from copydesk.export.lines import page_origins
from copydesk.export.page_view import PageView
from copydesk.export.safe import one_line
from copydesk.model import (
    Account,
    AccountClaim,
    DatedValue,
    Difference,
    DifferenceKind,
    Evidence,
    Independence,
    Modality,
    Polarity,
    Relation,
    Span,
    Status,
    Tie,
    TimelineEntry,
    Variant,
)

RELATION_WORDS = {
    Relation.VERBATIM: "word for word from",
    Relation.ABRIDGED: "cut from",
    Relation.REWRITTEN: "rewritten from",
    Relation.CITES: "cites",
}

Placed = TypeVar("Placed", Evidence, Variant, DatedValue)


@dataclass(frozen=True, slots=True)
class StoryView:
    """One story as the report shows it. `number` counts the stories from 1; `dependent` are the pairs of origins, by id
    and in order, that are likely dependent."""

    number: int
    account: Account
    pages: tuple[PageView, ...]
    by_source: Mapping[str, PageView] = field(repr=False)
    by_id: Mapping[str, AccountClaim] = field(repr=False)
    dated: Mapping[tuple[str, Span], DatedValue] = field(repr=False)
    dependent: frozenset[tuple[str, str]] = field(repr=False)

    def anchor(self, source: str, span: Span) -> str:
        """The id of the characters `span` of the page `source`."""
        return f"p{self.page(source).number}-{span.start}-{span.end}"

    def page(self, source: str) -> PageView:
        """The page of that source."""
        return self.by_source[source]

    @property
    def caution(self) -> str:
        """A sentence where pages are not in English, the one language in which things are found; else empty."""
        languages = sorted({p.found.article.language or "en" for p in self.pages} - {"en"})
        if not languages:
            return ""
        count = sum((page.found.article.language or "en") != "en" for page in self.pages)
        pages = "The page is" if len(self.pages) == 1 else f"{count} of {len(self.pages)} pages are"
        which = f"{pages} not in English ({', '.join(languages)})"
        return f"{which}: names, times, quotations and claims are found in English only."

    def one_a_page(self, places: Iterable[Placed]) -> list[Placed]:
        """The first of `places` on each page, in the order of the pages."""
        first: dict[str, Placed] = {}
        for place in places:
            first.setdefault(place.source, place)
        return sorted(first.values(), key=lambda place: self.page(place.source).number)

    def words(self, value: DatedValue) -> str:
        """The expression that `value` was resolved from, as the page has it."""
        return value.span.of(self.page(value.source).found.page.text)

    def entity(self, id: str) -> str:
        """The name of an entity of the account; its id where the account does not list it."""
        return next((e.name for e in self.account.entities if e.id == id), id)

    def origin(self, id: str) -> str:
        """The name of an origin."""
        return next((o.name for o in self.account.story.origins if o.id == id), id)

    def rests_on(self, origins: Sequence[str], most: int | None) -> str:
        """The names of these origins, `most` of them in full, or all; where one is unknown, says so last."""
        named = [one_line(self.origin(id)) for id in origins if id != "unknown"]
        if not named:
            return "nobody who is named"
        more = f" and {len(named) - most} more" if most and len(named) > most else ""
        return (
            ", ".join(named[:most]) + more + ("; elsewhere nobody is named" if "unknown" in origins else "")
        )

    def in_sentence(self, claim: AccountClaim) -> tuple[str, str, str]:
        """What stands before the claim in its sentence, the claim, and what stands behind it."""
        before, found, after = claim.sentence.text.partition(claim.text) if claim.sentence else ("", "", "")
        return (before, found, after) if found else ("", claim.text, "")

    def witnesses(self, claim: AccountClaim, most: int | None = None) -> str:
        """Whom a claim rests on, `most` of them in full; where there are several, how many of them are independent."""
        pairs = list(combinations(sorted(id for id in claim.origins if id != "unknown"), 2))
        how_many = ""
        if claim.independent > 1:
            how_many = f" · {claim.independent} independent"
        elif pairs:
            all_lean = self.dependent.issuperset(pairs)
            how_many = " · likely dependent" if all_lean else " · not known to be independent"
        return self.rests_on(claim.origins, most) + how_many

    def shares(self) -> list[tuple[Status, int]]:
        """How many claims have each status, best sourced first, the empty left out."""
        return [(status, len(found)) for status in Status if (found := self.with_status(status))]

    def with_status(self, status: Status) -> list[AccountClaim]:
        """The claims of that status, what the pages report as new before background."""
        return sorted((c for c in self.account.claims if c.status == status), key=lambda c: c.background)

    @property
    def differing(self) -> list[AccountClaim]:
        """The claims with a difference in more than wording."""
        return [claim for claim in self.account.claims if self.differences(claim)]

    def timeline(self, *, background: bool) -> list[tuple[str, list[tuple[str, TimelineEntry]]]]:
        """News or background entries under their days in words, each with its time of day, in order.

        Of periods that begin on one day the longer comes first: a year, a month, a week, the day. What is of one time
        comes as the account's claims do.
        """
        rank = {claim.id: i for i, claim in enumerate(self.account.claims)}
        told = sorted(self.account.timeline, key=lambda entry: (*_when(entry), rank[entry.claim]))
        entries = [entry for entry in told if self.by_id[entry.claim].background == background]
        dated = [(*in_words(entry.time.value).partition(", ")[::2], entry) for entry in entries]
        days = groupby(dated, key=lambda item: item[0])
        return [(day, [(hour, entry) for _, hour, entry in items]) for day, items in days]

    def differences(self, claim: AccountClaim) -> list[Difference]:
        """What differs between pages, in more than wording."""
        return [
            difference
            for difference in claim.differences
            if difference.on != DifferenceKind.WORDING and len({v.source for v in difference.values}) > 1
        ]

    def variants(self, difference: Difference) -> list[tuple[str, list[Variant]]]:
        """What the tellings say where they differ, and which say it; times with what they resolve to."""
        said: dict[str, tuple[str, list[Variant]]] = {}
        for variant in difference.values:
            words = one_line(variant.value)
            time = self.dated.get((variant.source, variant.span))
            if difference.on == DifferenceKind.TIME and time and in_words(time.value) not in words:
                words = f"{words} ({in_words(time.value)})"
            elif difference.on == DifferenceKind.MODALITY:
                words = self._standing(variant)
            said.setdefault(words.casefold(), (words, []))[1].append(variant)
        return list(said.values())

    def _standing(self, variant: Variant) -> str:
        """How a telling puts the claim: as a fact, as planned, as not so; else the words that differ."""
        if variant.value not in set(Modality):
            return one_line(variant.value)
        claims = self.page(variant.source).found.claims
        claim = next((claim for claim in claims if claim.span.overlaps(variant.span)), None)
        if claim and claim.polarity == Polarity.NEGATIVE and variant.value == Modality.ASSERTED:
            return "as not so"
        return "as a fact" if variant.value == Modality.ASSERTED else f"as {plain_code(variant.value)}"

    @property
    def ties(self) -> list[tuple[str, Sequence[Tie]]]:
        """The ties by state, the telling ones first."""
        return [
            (str(state), found)
            for state in (Independence.KNOWN_INDEPENDENT, Independence.LIKELY_DEPENDENT, Independence.UNKNOWN)
            if (found := [tie for tie in self.account.story.ties if tie.state == state])
        ]

    @property
    def clocks(self) -> list[Clocks]:
        """The times of each page, if somewhere they differ or were inferred; else nothing."""
        return find_clocks(self.pages, self.dated, when=self.account.when)


def view_stories(accounts: Iterable[Account]) -> tuple[StoryView, ...]:
    """The stories in the order given, their pages numbered through."""
    views, number = [], 0
    for i, account in enumerate(accounts, 1):
        origins = page_origins(account.story)
        pages = []
        for j, (found, reprint) in enumerate(
            zip(account.story.findings, account.story.lineage, strict=True), 1
        ):
            number += 1
            pages.append(PageView(number, str(j), found, reprint, origins.get(found.article.source, ())))
        dated = {(value.source, value.span): value for value in date_times(account.story).values()}
        by_source = {page.source: page for page in pages}
        by_id = {claim.id: claim for claim in account.claims}
        dependent = frozenset(
            (tie.a, tie.b) for tie in account.story.ties if tie.state is Independence.LIKELY_DEPENDENT
        )
        views.append(StoryView(i, account, tuple(pages), by_source, by_id, dated, dependent))
    return tuple(views)


def lineage_in_words(view: StoryView, page: PageView) -> str:
    """How a page stands to the page it derives from, in a sentence a reader understands."""
    reprint = page.reprint
    if reprint.of is None or reprint.of not in view.by_source:
        if reprint.relation == Relation.INDEPENDENT:
            return "its own reporting"
        relations = {other.reprint.relation for other in view.pages if other.reprint.of == page.source}
        if relations - {Relation.CITES, Relation.INDEPENDENT}:
            return "the text others carry"
        if len(view.pages) == 1:
            return "the only page"
        others, them = ("the others", "them") if len(view.pages) > 2 else ("the other", "it")
        return f"shares no text with {others}" + (f"; cited by {them}" if relations else "")
    parent = view.page(reprint.of)
    words = f"{RELATION_WORDS.get(reprint.relation, 'shares text with')} {parent.label}"
    if reprint.shared:
        words += f", {reprint.shared:.0%} of it"
    if not reprint.direction:
        words += "; who was first is unknown"
    return words


def plain_code(code: str) -> str:
    """A reason code in words: `same_owner` as "same owner"."""
    return code.replace("_", " ").replace("-", " ")


def _when(entry: TimelineEntry) -> tuple[str, int, str, str]:
    """Sorts entries by the day they begin on, then the longer period first, whose value is the shorter."""
    period = entry.time.value.partition("T")[0]
    begin = str(entry.time.begin)
    return begin[:10], len(period), period, begin
