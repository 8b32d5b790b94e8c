"""Attributions that the parse alone shows, where the quotation models saw none."""

import re
from collections.abc import Iterator, Set
from typing import TYPE_CHECKING

from copydesk.annotate.claims.clauses import FINITE, has_subject
from copydesk.annotate.claims.links import Naming, Saying, is_audience
from copydesk.annotate.claims.phrases import phrases_in
from copydesk.annotate.claims.sayers import antecedent, carried, is_nobody, is_saying
from copydesk.annotate.modality import is_infinitive
from copydesk.annotate.parse import Passage, child_of
from copydesk.annotate.quotations.speakers import RELATIVES
from copydesk.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

SAYING = frozenset(
    "say tell add announce write ask state declare explain note argue show find report suggest warn claim "
    "reveal confirm estimate indicate recall insist testify tweet conclude allege acknowledge contend maintain "
    "assert stress predict concede caution complain disclose rule brag remark reiterate".split()
)
_HEARD = frozenset(("tell", "hear"))
_URGING = frozenset("advise urge warn remind".split())
_QUOTED = frozenset(("quoted", "cited"))
_AHEAD = 30
"""Words behind `quoted` or `cited` in which `as saying` is looked for."""
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_SIGNED = re.compile(
    r"[—–-]{1,2}\s*(?P<who>[^—–()@\n]{2,60}?) \(@\w+\)(?: [A-Z][a-z]+\.? \d{1,2}, \d{4})?\s*$"
)
"""What a post that stands on a page ends with: `— Ann Roe (@annroe) May 4, 2031`."""
MOST = 40
"""Verbs of saying in one sentence that are looked at: what each governs may be all of the rest."""
NOTHING = frozenset("nothing no little something anything so goodbye hello yes".split())
"""What is said and tells nothing."""
_BEFORE_THAT = 12
"""Words between `said` and `that`: in whose house, to whom, when."""
_FEWEST_SAID = 5
"""Words behind `said` that can be a clause the parser did not see."""
_BEGINNING = frozenset(
    ("DT", "PRP", "PRP$", "NN", "NNS", "NNP", "NNPS", "JJ", "CD", "EX", "IN", "``", "WP", "WRB")
)
"""Tags of the words a clause begins with, unlike `a statement that was read out`."""
_LONGEST_TAIL = 5
"""Words that may follow `told` in a remark at the end of a sentence: `told this newspaper on Monday`."""


def remarks_in(passage: Passage, naming: Naming) -> list[Saying]:
    """What somebody says in the passage by the look of the parse alone."""
    present = {token.lower_ for token in passage.doc}
    found = [*_clauses_said(passage, naming), *_figures(passage, naming), *_urged(passage, naming)]
    if not present.isdisjoint(_QUOTED):
        found += _quoted_as_saying(passage, naming)
    if not present.isdisjoint(("told", "tells")):
        found += _told_behind(passage, naming)
    found += phrases_in(passage, naming, present=present)
    found += _posted(passage, naming)
    return found + list(_plainly_said(passage, naming, taken={saying.cue for saying in found}))


def _plainly_said(passage: Passage, naming: Naming, *, taken: Set[Span]) -> Iterator[Saying]:
    """`The owner said the fault harms all boats`, where the parser finds no clause: what stands behind the verb is the
    word of who stands before it."""
    verbs = [t for t in passage.doc if t.lower_ in {"said", "says"} and passage.span(t) not in taken]
    for place, verb in enumerate(verbs):
        crowded = place >= MOST and verbs[place - MOST].i >= verb.sent.start
        if crowded or verb.i <= verb.sent.start:
            continue
        subject = _plain_subject(verb)
        rest = verb.doc[verb.i + 1 : verb.sent.end]
        that = next((place for place, t in enumerate(rest) if t.lower_ == "that"), _BEFORE_THAT)
        if that < _BEFORE_THAT and not any(t.is_punct for t in rest[:that]):
            rest = rest[that + 1 :]
        if subject is None or sum(t.is_alpha for t in rest) < _FEWEST_SAID or rest[0].lower_ in NOTHING:
            continue
        begins = rest[0].tag_ in _BEGINNING - {"IN", "``"} and any(t.tag_ in FINITE for t in rest)
        if not begins or not is_saying(verb, subject, quoted=False):
            continue
        span = passage.span(passage.doc[subject.left_edge.i : max(subject.i + 1, verb.i)])
        cue = passage.span(verb)
        yield Saying((naming.link(subject, span),), (passage.span(rest),), cue, Span(span.start, cue.end))


def _plain_subject(verb: "Token") -> "Token | None":
    """Who says, before the verb: its subject, or a name that the parser takes for anything else."""
    before = verb.nbor(-1)
    subject = next((t for t in verb.children if t.dep_ == "nsubj" and t.i < verb.i), None)
    if subject is None:
        return before if before.is_title and not before.is_punct else None
    commas = sum(t.is_punct for t in verb.doc[subject.i : verb.i])
    return None if before.is_punct and commas < 2 else subject  # `Ten dead, says hospital`


def _posted(passage: Passage, naming: Naming) -> Iterator[Saying]:
    """A paragraph that a post's signature ends: all of it is the word of whoever signs."""
    text = passage.doc.text
    signed = _SIGNED.search(text) if "(@" in text else None
    if signed is None or signed.start() == 0:
        return
    name = passage.doc.char_span(*signed.span("who"), alignment_mode="expand")
    if name is None:
        return
    span, start = passage.span(name), passage.start + signed.start()
    phrase = Span(start, passage.whole.end)
    links = (naming.link(name.root, span),)
    yield Saying(links, (Span(passage.start, start),), span, phrase)


def side_of(passage: Passage, clause: "Token", *, verb: "Token") -> Span:
    """The clause as far as it stands on one side of the verb that governs it."""
    first, last = clause.left_edge, clause.right_edge
    if last.i < verb.i or first.i > verb.i:
        return Span(passage.span(first).start, passage.span(last).end)
    side = [t for t in clause.subtree if (t.i < verb.i) == (clause.i < verb.i)]
    return Span(passage.span(side[0]).start, passage.span(side[-1]).end)


def _clauses_said(passage: Passage, naming: Naming) -> Iterator[Saying]:
    """A clause under a verb of saying, or a remark set off by a comma: `..., a poll shows`."""
    verbs = [verb for verb in passage.doc if verb.lemma_ in SAYING or verb.lemma_ in _HEARD]
    for place, verb in enumerate(verbs):
        if place >= MOST and verbs[place - MOST].i >= verb.sent.start:
            continue
        said = next((t for t in verb.children if t.dep_ == "ccomp" and has_subject(t)), None)
        beyond = _behind_that(verb) if said is None else None
        subject = _subject(verb, said is not None or beyond is not None) or (
            _misread_subject(verb, naming) if beyond else None
        )
        if subject is None or is_nobody(subject, verb):
            continue
        if verb.lemma_ != "hear" and not is_saying(verb, subject, quoted=False):
            continue
        span = passage.under(subject)
        first, last = min(subject.left_edge.i, verb.i), max(verb.i, subject.right_edge.i)
        meant = antecedent(subject)
        if said is not None or beyond is not None:
            content = side_of(passage, said, verb=verb) if said is not None else passage.span(verb.sent)
            content = passage.span(beyond) if beyond is not None else content
            if content.overlaps(span) or verb.lemma_ == "hear":
                continue
        elif _set_off(verb, first):
            content = passage.span(verb.sent)
        else:
            continue
        link = naming.link(subject, span) if meant is None else naming.link(meant)
        cue, phrase = passage.span(verb), passage.span(passage.doc[first : last + 1])
        yield Saying(carried(naming, link, cue=verb), (content,), cue, phrase)


def _behind_that(verb: "Token") -> "Tokens | None":
    """`Said in an interview on Channel 9 that they had met`: what stands behind `that`, whatever the parser hangs it
    on."""
    end = verb.sent.end
    if verb.i + 2 >= end or verb.nbor().pos_ not in {"ADP", "PROPN", "NOUN", "ADV", "NUM", "PUNCT", "DET"}:
        return None
    if verb.nbor().lower_ in {"of", "that", "about"} or verb.nbor().is_quote:
        return None
    if verb.lemma_ != "tell" and any(t.dep_ == "dobj" for t in verb.children):
        return None
    for token in verb.doc[verb.i + 1 : end]:
        if token.lower_ == "that" and token.i > verb.i + 1:
            after = verb.doc[token.i + 1 : end]
            begins = len(after) > 2 and after[0].tag_ in _BEGINNING
            told = any(t.tag_ in FINITE for t in after)
            return after if begins and told else None
        if token.tag_ in FINITE or token.text in {";", ":"}:
            return None
    return None


def _misread_subject(verb: "Token", naming: Naming) -> "Token | None":
    """The name just before the verb, where the parser takes it for anything else."""
    before = verb.nbor(-1) if verb.i > verb.sent.start else None
    return before if before is not None and naming.index.at(naming.passage.span(before)) else None


def _subject(verb: "Token", says: bool) -> "Token | None":
    """Who says: the subject, of the passive too for `the court was told`. `Prosecutors allege he ...` is often
    parsed as a compound noun with a clause."""
    if verb.pos_ == "VERB":
        able = _SUBJECTS if verb.lemma_ == "tell" else {"nsubj"}
        own = child_of(verb, *able)
        if own is None and says and verb.dep_ == "conj":  # `stopped by and told them that ...`
            own = child_of(verb.head, "nsubj")
            return None if own is not None and own.lower_ in RELATIVES else own
        return own
    if says and verb.pos_ == "NOUN" and verb.dep_ == "ROOT" and verb.tag_ == "NN":
        return next((t for t in verb.lefts if t.dep_ == "compound" and t.tag_ in {"NNS", "NNPS"}), None)
    return None


def _set_off(verb: "Token", first: int) -> bool:
    """Whether the words from `first` on to the verb are a remark in the sentence: behind a comma, no object."""
    if verb.dep_ not in {"parataxis", "ccomp", "conj", "advcl"} or first <= verb.sent.start:
        return False
    if any(t.dep_ in {"ccomp", "xcomp", "mark"} for t in verb.children):
        return False
    objects = [t for t in verb.children if t.dep_ == "dobj"]
    if objects and not (verb.lemma_ == "tell" and all(is_audience(t) for t in objects)):
        return False
    return verb.doc[first - 1].text in {",", "”", '"', "—", "–"}


def _told_behind(passage: Passage, naming: Naming) -> Iterator[Saying]:
    """`..., Ida Holm, the harbour master, told this newspaper.`: often parsed as anything but what it is."""
    for verb in passage.doc:
        if verb.lower_ not in {"told", "tells"}:
            continue
        audience = next((t for t in verb.children if t.dep_ in {"dobj", "dative"} and t.i > verb.i), None)
        if audience is None or not (is_audience(audience) or audience.pos_ == "PROPN"):
            continue
        end = verb.sent.end
        if end - audience.i > _LONGEST_TAIL:
            continue
        commas = [t.i for t in verb.doc[verb.sent.start : verb.i] if t.text == ","]
        if not commas:
            continue
        commas = commas[:-1] if commas[-1] == verb.i - 1 else commas
        starts = [verb.sent.start, *(comma + 1 for comma in commas)]
        name = next((at for at in reversed(starts[1:]) if _is_name(verb.doc[at : verb.i])), None)
        at = name if name is not None else starts[-1]
        said = verb.doc[verb.sent.start : at]
        if not any(t.tag_ in FINITE for t in said):
            continue
        stop = next((comma for comma in commas if comma >= at), verb.i)
        head = verb.doc[stop - 1] if name is not None else verb.doc[at:stop].root
        links = (naming.link(head, passage.span(verb.doc[at:stop])),)
        content, phrase = passage.span(said[: len(said) - 1]), passage.span(verb.doc[at : verb.i + 1])
        yield Saying(links, (content,), passage.span(verb), phrase)


def _is_name(tokens: "Tokens") -> bool:
    """Whether the tokens begin with a name and a comma."""
    named = [t.pos_ == "PROPN" for t in tokens]
    length = named.index(False) if False in named else 0
    return length > 1 and tokens[length].text == ","


def _figures(passage: Passage, naming: Naming) -> Iterator[Saying]:
    """`Police put the toll at 12`: the figure is their word."""
    for verb in passage.doc:
        if verb.lemma_ not in {"put", "place", "value", "estimate", "peg"} or verb.pos_ != "VERB":
            continue
        subject = child_of(verb, "nsubj")
        thing = child_of(verb, "dobj")
        if subject is None or thing is None:
            continue
        # often parsed as hanging on what stands between: `put the march, to mark the day, at 30,000`
        at = next((t for t in verb.subtree if t.i > thing.i and t.dep_ == "prep" and t.lower_ == "at"), None)
        if at is None:
            continue
        if any(t.pos_ == "NUM" or t.text[-1].isdigit() for t in at.subtree):
            cue = passage.span(verb)
            span = passage.under(subject)
            yield Saying((naming.link(subject, span),), (), cue, cue, own=True)


def _urged(passage: Passage, naming: Naming) -> Iterator[Saying]:
    """`Police advised residents to stay in`: the clause is their word."""
    for verb in passage.doc:
        if verb.lemma_ not in _URGING or verb.pos_ != "VERB":
            continue
        parts = {t.dep_: t for t in verb.children}
        told = parts.get("xcomp") or parts.get("ccomp")
        if not {"nsubj", "dobj"} <= parts.keys() or told is None or "neg" in parts:
            continue
        if is_infinitive(told):
            subject, cue = parts["nsubj"], passage.span(verb)
            span = passage.under(subject)
            yield Saying((naming.link(subject, span),), (), cue, cue, own=True)


def _quoted_as_saying(passage: Passage, naming: Naming) -> Iterator[Saying]:
    """`X was quoted as saying by Y that ...`: X through Y."""
    for verb in passage.doc:
        if verb.lower_ not in _QUOTED:
            continue
        ahead = verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + 1 + _AHEAD)]
        saying = next((t for t in ahead if t.lower_ == "saying" and t.nbor(-1).lower_ == "as"), None)
        if saying is None:
            continue
        passive = any(t.dep_ == "auxpass" for t in verb.children)
        subject = quoted_party(verb) if passive else child_of(verb, "dobj")
        if subject is None:
            continue
        links = [naming.link(subject)]
        agents = [t for t in verb.subtree if t.dep_ == "pobj" and t.head.lower_ == "by" and t.i > verb.i]
        if not passive:  # `the agency quoted the governor as saying`
            agents = [t for t in verb.children if t.dep_ == "nsubj"]
        links += [naming.link(agent) for agent in agents[:1]]
        before = [t for t in verb.children if t.dep_ == "ccomp" and t.i < verb.i]
        said = next((t for t in verb.subtree if t.dep_ == "ccomp" and t.i > saying.i), None)
        if said is not None:
            content = passage.under(said)
        else:
            content = side_of(passage, before[0], verb=verb) if before else passage.span(verb.sent)
        at = passage.span(verb)
        yield Saying(tuple(links), (content,), at, at)


def quoted_party(verb: "Token") -> "Token | None":
    """Who `was quoted as saying`: the subject, or the noun just before where the parser makes it something else's."""
    subject = child_of(verb, "nsubjpass")
    auxiliary = child_of(verb, "auxpass")
    if subject is None and auxiliary is not None and auxiliary.i > verb.sent.start:
        before = auxiliary.nbor(-1)
        return before if before.pos_ in {"NOUN", "PROPN"} else None
    return subject
