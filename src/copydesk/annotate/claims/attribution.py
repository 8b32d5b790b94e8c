"""Who says a claim and through whom: chains of attribution from the quotations and the parse."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from copydesk.annotate.claims.framed import framed_in, introduced_in
from copydesk.annotate.claims.links import Naming, Saying, chained
from copydesk.annotate.claims.places import Places
from copydesk.annotate.claims.quoted import quoted_in
from copydesk.annotate.claims.remarks import SAYING, remarks_in
from copydesk.annotate.claims.spoken import spoken_in
from copydesk.annotate.claims.verdicts import judged_in
from copydesk.annotate.entities.lookup import EntityIndex
from copydesk.annotate.parse import Passage
from copydesk.annotate.quotations.columns import CLOSES, INSIDE, between_marks
from copydesk.model import Article, Attribution, Quotation, Span
from copydesk.text import slug

LONGEST_REMARK = 8
"""Words behind a quotation among which the verb that tells who said it stands."""
DEEPEST = 12
"""Sayings one over another from which on no others are looked for: nobody writes so."""


def chain_of(
    where: Span, placed: Places[Saying], *, is_quoted: Callable[[Span], bool]
) -> tuple[Attribution, ...]:
    """The links over `where`, the speaker first: the closest saying over it, and each over the cue of that.

    `placed` has every saying of the passage by its cue and its content. Whose cue stands between quotation marks is
    quoted by whoever speaks outside them, and never quotes him.
    """
    sayings = placed.at(where)
    own = [s for s in sayings if s.own and s.cue.contains(where)]
    covering = [s for s in sayings if s.covers(where)]
    plain = [s for s in covering if not s.through]
    told = {s.cue for s in plain if any(other.covers(s.cue) for other in plain if other != s)}
    over = own[:1] or sorted(plain, key=lambda s: (s.cue not in told, s.size, s.cue))[:1]
    for saying in over:
        if len(over) > DEEPEST:
            break
        over += [
            s
            for s in placed.at(saying.cue)
            if s.covers(saying.cue)
            and not s.through
            and s not in over
            and (is_quoted(saying.cue) or not is_quoted(s.cue))
        ]
    over += sorted((s for s in covering if s.through), key=lambda s: (s.size, s.cue))
    return chained(over)


def house_links(article: Article, index: EntityIndex) -> tuple[Attribution, ...]:
    """The article's own agency and publisher, the outermost links of every chain on its page; with their entities
    where the text names them."""

    def entity_of(name: str) -> str | None:
        named = index.entity(slug(name))
        return named.id if named else None

    links = []
    if article.agency:
        span = article.agency.span or (article.dateline.span if article.dateline else None)
        links.append(Attribution("agency", article.agency.text, entity_of(article.agency.text), span))
    if article.publisher:
        links.append(Attribution("publisher", article.publisher, entity_of(article.publisher)))
    return tuple(links)


def sayings_in(
    passage: Passage, quotations: Sequence[tuple[int, Quotation]], *, index: EntityIndex, marks: Sequence[int]
) -> list[Saying]:
    """What is said by somebody in the passage, as the quotations and the parse tell.

    What stands between the same quotation marks (`marks`, a state for each token) is said by the same.
    """
    naming = Naming(passage, index)
    between = tuple(passage.span(passage.doc[first : last + 1]) for first, last in between_marks(marks))
    found = list(spoken_in(naming, quotations, marks=marks, between=between))
    for framed in framed_in(passage, naming):
        if not any(_says_as_much(saying, framed) for saying in found):
            found = [*(saying for saying in found if not saying.cue.overlaps(framed.cue)), framed]
    said = [part for saying in found for part in saying.content]
    for saying in introduced_in(passage, naming, marks=marks):
        if not any(part.overlaps(saying.content[0]) for part in said):
            found.append(saying)
    for more in (
        _ended(passage, naming, marks=marks),
        remarks_in(passage, naming),
        judged_in(passage, naming),
    ):
        taken = {saying.cue for saying in found}
        found += [saying for saying in more if saying.cue not in taken]
    found = [_within_brackets(_as_cited(saying, passage, between=between), passage) for saying in found]
    return found + list(quoted_in(passage, naming, marks=marks, told=found))


def _says_as_much(saying: Saying, framed: Saying) -> bool:
    """Whether the saying has the cue and the party of one that its sentence's form tells, and half of its content."""
    party, other = saying.links[0].span, framed.links[0].span
    same = party is not None and other is not None and party.overlaps(other)
    whole = framed.content[0]
    held = sum(max(0, min(part.end, whole.end) - max(part.start, whole.start)) for part in saying.content)
    return same and saying.cue.overlaps(framed.cue) and 2 * held >= len(whole)


def _as_cited(saying: Saying, passage: Passage, *, between: Sequence[Span]) -> Saying:
    """What somebody quotes from others is what he says: `“It burnt, according to her,” Roe said`."""
    stretch = next((part for part in between if part.contains(saying.cue)), None) if saying.through else None
    if stretch is None:
        return saying
    within = (
        Span(max(p.start, stretch.start), min(p.end, stretch.end))
        for p in saying.content
        if p.overlaps(stretch)
    )
    return replace(saying, content=tuple(within), through=False)


def _within_brackets(saying: Saying, passage: Passage) -> Saying:
    """Who speaks between brackets says what stands there, if anything does: `none was hurt (the Post says one was)`."""
    cue = passage.tokens(saying.cue)
    if cue is None:
        return saying
    sentence = cue.sent
    before = [t for t in passage.doc[sentence.start : cue.start] if t.text in {"(", ")"}]
    if not before or before[-1].text == ")":
        return saying
    end = next((t for t in passage.doc[cue.end : sentence.end] if t.text == ")"), sentence[-1])
    around = Span(passage.span(before[-1]).start, passage.span(end).end)
    within = tuple(
        Span(max(p.start, around.start), min(p.end, around.end)) for p in saying.content if p.overlaps(around)
    )
    beyond = any(part.start >= saying.phrase.end for part in within)
    return replace(saying, content=within) if beyond else saying


def _ended(passage: Passage, naming: Naming, *, marks: Sequence[int]) -> Iterator[Saying]:
    """Who says what an earlier passage began and this one ends: `... the third time is the charm,” Ann Roe said.`"""
    if not marks or marks[0] != INSIDE or CLOSES not in marks:
        return
    close = marks.index(CLOSES)
    for verb in passage.doc[close + 1 : close + 1 + LONGEST_REMARK]:
        subject = next((t for t in verb.children if t.dep_ == "nsubj" and t.i > close), None)
        if verb.sent.start > close:
            return
        if verb.lemma_ in SAYING and subject is not None:
            content = passage.span(passage.doc[: close + 1])
            span = passage.under(subject)
            cue = passage.span(verb)
            phrase = Span(min(cue.start, span.start), max(cue.end, span.end))
            yield Saying((naming.link(subject, span),), (content,), cue, phrase)
            return
