"""Sentences whose form tells whose word they are, whatever the parser makes of it: `..., the Post reports.`, `As the
Post reports, ...`, `the crowd chanted: “...”`."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from copydesk.annotate.claims.clauses import FINITE
from copydesk.annotate.claims.links import Naming, Saying
from copydesk.annotate.claims.sayers import able_to_speak, is_uttered
from copydesk.annotate.parse import Passage
from copydesk.annotate.quotations.antecedents import DOCUMENTS
from copydesk.annotate.quotations.columns import DOUBLE, between_marks
from copydesk.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

_TELLING = frozenset("report reports reported say says said note notes noted write writes wrote".split())
_PUTTING = _TELLING | frozenset("explain explains explained observe observes observed put puts".split())
_LONGEST_NAME = 8
"""Words of a name in such a remark."""
_LONGEST_HOW = 8
"""Words between the verb and the comma in `As the Post reports in a new article,`."""
_NEAREST = 4
"""Words from the verb to the colon: `responded on Twitter:`."""
_NAMED = frozenset(("ORG", "PERSON"))


def framed_in(passage: Passage, naming: Naming) -> Iterator[Saying]:
    """What a remark at the end or the beginning of a sentence makes somebody's word."""
    for sentence in passage.doc.sents:
        yield from _ended_by(sentence, naming)
        yield from _opened_by(sentence, naming)


def introduced_in(passage: Passage, naming: Naming, *, marks: Sequence[int]) -> Iterator[Saying]:
    """What a colon brings between quotation marks as somebody's word."""
    for start, end in between_marks(marks):
        if passage.doc[start].text in DOUBLE and end - start > 1:
            yield from _introduced(naming, start=start, end=end)


def _ended_by(sentence: "Tokens", naming: Naming) -> Iterator[Saying]:
    """`It sank on Friday, the Post reports.`, `..., reported the Post.`"""
    doc, passage = sentence.doc, naming.passage
    last = next((t.i for t in reversed(list(sentence)) if not t.is_punct and not t.is_space), sentence.start)
    first = max(sentence.start, last - _LONGEST_NAME)
    comma = next((t.i for t in reversed(list(doc[first : last + 1])) if t.text in {",", "”", '"'}), None)
    if comma is None or last - comma < 2 or comma - sentence.start < 2:
        return
    verb = doc[last] if doc[last].lower_ in _TELLING else doc[comma + 1]
    if verb.lower_ not in _TELLING or not any(t.tag_ in FINITE for t in doc[sentence.start : comma]):
        return
    behind = verb.i == comma + 1
    name = doc[comma + 2 : last + 1] if behind else doc[comma + 1 : last]
    named = _party(name, naming, papers=behind)
    if named is None:
        return
    whole = Span(passage.span(doc[comma + 1]).start, passage.span(doc[last]).end)
    content = Span(passage.span(doc[sentence.start]).start, passage.span(doc[comma]).start)
    link = naming.link(named, passage.span(name))
    yield Saying((link,), (content,), passage.span(verb), whole)


def _opened_by(sentence: "Tokens", naming: Naming) -> Iterator[Saying]:
    """`As the Post reports in a new article, it sank.`"""
    doc, passage = sentence.doc, naming.passage
    opening = next((t for t in doc[sentence.start : sentence.start + 3] if t.lower_ == "as"), None)
    if opening is None or (opening.i > sentence.start and opening.nbor(-1).text not in {",", "“", '"'}):
        return
    ahead = doc[opening.i + 1 : min(opening.i + 1 + _LONGEST_NAME, sentence.end)]
    verb = next((t for t in ahead if t.lower_ in _PUTTING), None)
    if verb is None:
        return
    after = doc[verb.i + 1 : min(verb.i + 2 + _LONGEST_HOW, sentence.end)]
    comma = next((t for t in after if t.text == ","), None)
    if comma is None or any(t.tag_ in FINITE or t.lower_ == "that" for t in doc[verb.i + 1 : comma.i]):
        return
    name = doc[opening.i + 1 : verb.i]
    named = _party(name, naming, papers=False)
    if named is None or comma.i + 2 >= sentence.end:
        return
    phrase = Span(passage.span(opening).start, passage.span(comma).end)
    content = Span(phrase.end, passage.span(sentence).end)
    link = naming.link(named, passage.span(name))
    yield Saying((link,), (content,), passage.span(verb), phrase)


def _party(name: "Tokens", naming: Naming, *, papers: bool) -> "Token | None":
    """The last word of a name that the tokens are, but for an article; with `papers` also `the report`."""
    if not len(name):
        return None
    bare = name[1:] if name[0].lower_ == "the" else name
    if len(bare) == 1 and papers and bare is not name and bare[0].lemma_.lower() in DOCUMENTS:
        return bare[0]
    found = naming.index.mention_at(naming.passage.span(bare)) if len(bare) else None
    if found is None or found[0].label not in _NAMED or found[0].span != naming.passage.span(bare):
        return None
    return bare[-1]


def _introduced(naming: Naming, *, start: int, end: int) -> Iterator[Saying]:
    """`As he spoke, the crowd began chanting: “It sank!”`: what stands behind the colon is the crowd's."""
    doc, passage = naming.passage.doc, naming.passage
    if start < 2 or doc[start - 1].text != ":":
        return
    sentence = doc[start - 1].sent
    before = doc[sentence.start : start - 1]
    verb = next(
        (t for t in reversed(list(before)) if t.pos_ == "VERB" and is_uttered(t.lemma_.lower())), None
    )
    if verb is None or verb.tag_ == "VB" or any(t.is_punct for t in doc[verb.i : start - 1]):
        return
    if start - 1 - verb.i > _NEAREST:
        return
    subject = next(
        (t for t in reversed(list(doc[sentence.start : verb.i])) if t.dep_ == "nsubj" and t.head.i >= t.i),
        None,
    )
    if subject is None or subject.pos_ == "PRON" or not able_to_speak(subject, papers=True):
        return
    span = passage.span(doc[subject.left_edge.i : subject.i + 1])
    phrase = Span(passage.span(sentence).start, passage.span(doc[start - 1]).end)
    stretch = passage.span(doc[start : end + 1])
    yield Saying((naming.link(subject, span),), (stretch,), passage.span(verb), phrase)
