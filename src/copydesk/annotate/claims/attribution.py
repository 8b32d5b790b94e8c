"""Who says a claim and through whom: chains of attribution from the quotations and the parse."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from typing import TYPE_CHECKING

from copydesk.annotate.claims.clauses import INDIRECT, SUBJECTS, calls_it, has_subject, top_clauses
from copydesk.annotate.claims.links import PERSONS, Naming, Saying, chained
from copydesk.annotate.claims.places import Places
from copydesk.annotate.claims.quoted import quoted_in, tells_words
from copydesk.annotate.claims.remarks import NOTHING, SAYING, less_subject, quoted_party, remarks_in, side_of
from copydesk.annotate.claims.sayers import able_to_speak, antecedent, carried, is_quoted, is_saying
from copydesk.annotate.claims.verdicts import judged_in
from copydesk.annotate.entities.lookup import EntityIndex
from copydesk.annotate.parse import Passage
from copydesk.annotate.quotations.columns import CLOSES, INSIDE, OPENS
from copydesk.annotate.quotations.speakers import BODIES, DOCUMENTS, source_head, speaking_span
from copydesk.model import Article, Attribution, Quotation, Span
from copydesk.text import slug

if TYPE_CHECKING:
    from spacy.tokens import Token

HEARSAY = frozenset(
    "report say allege rumor rumour believe claim quote understand accuse suspect think".split()
)
"""The cues whose passive without an agent is hearsay: `is said to have left`."""
OPINIONS = frozenset(("believe", "think"))
"""Of these, those that are hearsay of one event only: `is believed to have left`, not `to be usual`."""
COMMITTING = frozenset(
    "deny admit confirm acknowledge announce claim allege accuse blame estimate forecast predict plead report "
    "describe insist reveal disclose declare recall mention concede project boast testify pledge promise vow".split()
)
"""Verbs whose subject stands for what their objects say: `denied arson`, `blamed the rebels for the fire`."""
NAMING = frozenset(("identify", "list"))
"""Verbs whose subject stands for what they call their objects: `identified the man as Roe`."""
SHOWING = frozenset(("confirm", "reveal", "disclose"))
"""Of these, those that things do too: `the tests confirmed the fault`."""
ACTS = frozenset(("ensure", "guarantee", "sign", "introduce"))
"""Verbs of doing that are taken for cues, as is `made sure that the ferry sailed`: the writer's word."""
BLAMING = frozenset(
    "blame criticise criticize praise slam blast attack mock condemn fault chide thank".split()
)
"""Verbs whose object is who said it: `blamed him for saying`."""
GRANTED = frozenset(
    "motion request bid appeal petition bail access entry visa application permission asylum".split()
)
"""What is refused by who denies it: an act, no statement."""


PLAIN = frozenset("say tell add argue warn explain allege maintain contend assert caution".split())
"""Verbs that are nothing but saying."""
FEWEST_SAID = 4
"""Words from which on what somebody said is a statement though the parser shows no clause."""
LONGEST_REMARK = 8
"""Words behind a quotation among which the verb that tells who said it stands."""
DEEPEST = 12
"""Sayings one over another from which on no others are looked for: nobody writes so."""


def chain_of(where: Span, placed: Places[Saying]) -> tuple[Attribution, ...]:
    """The links over `where`, the speaker first: the closest saying over it, and each over the cue of that.

    `placed` has every saying of the passage by its cue and its content.
    """
    sayings = placed.at(where)
    own = [s for s in sayings if s.own and s.cue.contains(where)]
    covering = [s for s in sayings if s.covers(where)]
    over = own[:1] or sorted((s for s in covering if not s.through), key=lambda s: (s.size, s.cue))[:1]
    for saying in over:
        if len(over) > DEEPEST:
            break
        over += [s for s in placed.at(saying.cue) if s.covers(saying.cue) and not s.through and s not in over]
    over += sorted((s for s in covering if s.through), key=lambda s: (s.size, s.cue))
    return chained(over)


def house_links(article: Article) -> tuple[Attribution, ...]:
    """The article's own agency and publisher, the outermost links of every chain on its page."""
    links = []
    if article.agency:
        span = article.agency.span or (article.dateline.span if article.dateline else None)
        links.append(Attribution("agency", article.agency.text, slug(article.agency.text), span))
    if article.publisher:
        links.append(Attribution("publisher", article.publisher, slug(article.publisher)))
    return tuple(links)


def sayings_in(
    passage: Passage, quotations: Sequence[tuple[int, Quotation]], *, index: EntityIndex, marks: Sequence[int]
) -> list[Saying]:
    """What is said by somebody in the passage, as the quotations and the parse tell.

    What stands between the same quotation marks (`marks`, a state for each token) is said by the same.
    """
    naming = Naming(passage, index)
    between = list(_quoted_stretches(passage, marks))
    opened = [quoted.start for quoted in between]
    whole = passage.span(passage.doc[:])
    cues = frozenset(quotation.cue for _, quotation in quotations if quotation.cue)
    found = []
    for number, quotation in quotations:
        cue = _carrier_of(passage, quotation.cue) if quotation.cue and whole.contains(quotation.cue) else None
        if cue is not None and (
            _is_act(cue) or not _is_said(passage, whole, quotation=quotation, cue=cue, marks=marks)
        ):
            continue
        if cue is not None and cue.lower_ == "according":
            source = tuple(less_subject(passage, span, according=cue) for span in quotation.source)
            quotation = replace(quotation, source=source)
        links = _links(quotation, naming, cue=cue) if cue is not None else ()
        if (
            cue is not None
            and not quotation.source
            and _is_in_quotation(passage, links, cue=cue, marks=marks)
        ):
            continue
        if cue is not None and links:
            phrase = _phrase(quotation, passage.span(cue))
            named = links[0].span
            if not quotation.source and named and not any(part.overlaps(named) for part in quotation.content):
                phrase = Span(min(phrase.start, named.start), max(phrase.end, named.end))
            content = _scope(passage, quotation, cue=cue, cues=cues)
            if _is_aside(passage, quotation):
                content = _within_aside(passage, content, cue=cue)
            near = {
                n
                for part in content
                for n in range(max(bisect_right(opened, part.start) - 1, 0), bisect_left(opened, part.end))
                if part.overlaps(between[n])
            }
            content += tuple(between[n] for n in sorted(near) if not between[n].overlaps(phrase))
            through = cue.lower_ == "according"
            own = _commits(cue) or tells_words(cue, content, passage=passage, marks=marks)
            own = own or _says_unparsed(passage, content, cue=cue)
            own = own or (cue.lemma_ in SAYING and all(part.end <= phrase.start for part in content))
            found.append(Saying(links, content, passage.span(cue), phrase, number, through, own))
    taken = {saying.cue for saying in found}
    found += [saying for saying in _ended(passage, naming, marks=marks) if saying.cue not in taken]
    taken |= {saying.cue for saying in found}
    found += [saying for saying in remarks_in(passage, naming) if saying.cue not in taken]
    taken |= {saying.cue for saying in found}
    found += [saying for saying in judged_in(passage, naming) if saying.cue not in taken]
    found = [_within_brackets(_as_cited(saying, passage, between=between), passage) for saying in found]
    return found + list(quoted_in(passage, naming, marks=marks, told=found))


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


def _is_in_quotation(
    passage: Passage, links: Sequence[Attribution], *, cue: "Token", marks: Sequence[int]
) -> bool:
    """Whether a sayer who is only understood stands between the marks while the verb stands outside: `“I left,” Roe,
    who was there, told us`, parsed as if `I` told."""
    span = links[0].span if links else None
    if span is None or marks[cue.i] == INSIDE:
        return False
    named = passage.tokens(span)
    return named is not None and marks[named.root.i] == INSIDE


def _says_unparsed(passage: Passage, content: Sequence[Span], *, cue: "Token") -> bool:
    """Whether what the cue tells is words enough and no clause to the parser: `said the fault harms all boats`, with
    `harms` for a noun."""
    parts = {t.dep_ for t in cue.children}
    if cue.lemma_ not in SAYING or cue.dep_ == "relcl" or parts & {"neg", "auxpass"}:
        return False
    if (cue.tag_ == "VBN" and "aux" not in parts) or (cue.i + 1 < len(cue.doc) and cue.nbor().lower_ == "to"):
        return False  # `a man said to have left`
    whole = passage.span(passage.doc[:])
    behind = [part for part in content if part.start >= passage.span(cue).end and whole.contains(part)]
    for part in behind:
        tokens = passage.tokens(part)
        words = [t for t in tokens or () if t.is_alpha and t.lower_ != "that"]
        if tokens is None or len(words) < FEWEST_SAID or words[0].lower_ in INDIRECT | NOTHING:
            continue
        if cue.lemma_ not in PLAIN and not tokens[0].is_quote:
            continue
        return not any(has_subject(head) for head in top_clauses(list(tokens), cue))
    return False


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
            span = passage.span(passage.doc[subject.left_edge.i : subject.right_edge.i + 1])
            cue = passage.span(verb)
            phrase = Span(min(cue.start, span.start), max(cue.end, span.end))
            yield Saying((naming.link(subject, span),), (content,), cue, phrase)
            return


def _is_said(
    passage: Passage, whole: Span, *, quotation: Quotation, cue: "Token", marks: Sequence[int]
) -> bool:
    """Whether the quotation's source is by its cue the sayer of its content, as far as that stands in the passage."""
    span = speaking_span(passage, quotation.source, cue=quotation.cue)
    head = source_head(passage, span) if span is not None else None
    states = [
        marks[token.i]
        for part in quotation.content
        if whole.contains(Span(part.start, part.start))
        for token in passage.doc.char_span(
            part.start - passage.start, min(part.end, whole.end) - passage.start, alignment_mode="expand"
        )
        or ()
    ]
    return is_saying(cue, head, quoted=is_quoted(states))


def _is_act(cue: "Token") -> bool:
    """Whether the cue tells what somebody did, not what he said himself."""
    if cue.lemma_ in {"quote", "cite"}:  # `quoted X as saying that`: X's word, told apart
        return any(t.lower_ == "as" and any(c.lower_ == "saying" for c in t.children) for t in cue.children)
    sure = cue.lemma_ == "make" and any(t.lower_ in {"sure", "certain"} for t in cue.children)
    return sure or cue.lemma_ in ACTS


def _is_aside(passage: Passage, quotation: Quotation) -> bool:
    """Whether the source is the middle of `— a practice critics say is unfair —`: `a` goes with no plural."""
    span = speaking_span(passage, quotation.source, cue=quotation.cue)
    head = source_head(passage, span) if span is not None else None
    return head is not None and head.tag_ == "NNS" and any(t.lower_ in {"a", "an"} for t in head.children)


def _within_aside(passage: Passage, content: Sequence[Span], *, cue: "Token") -> tuple[Span, ...]:
    """The part of the content between the cue and the mark that closes the aside."""
    marks = (t for t in passage.doc[cue.i + 1 : cue.sent.end] if t.text in {"—", "–", "--", ",", ")"})
    end = next((passage.span(mark).start for mark in marks), passage.span(cue.sent).end)
    start = passage.span(cue).end
    parts = (Span(max(part.start, start), min(part.end, end)) for part in content if part.end > start)
    return tuple(part for part in parts if part.start < part.end)


def _quoted_stretches(passage: Passage, marks: Sequence[int]) -> Iterator[Span]:
    opened = None
    for token, mark in zip(passage.doc, marks, strict=True):
        if mark == OPENS:
            opened = passage.start + token.idx
        elif mark == CLOSES and opened is not None:
            yield Span(opened, passage.span(token).end)
            opened = None


def _carrier_of(passage: Passage, cue: Span) -> "Token | None":
    """The word of the cue that governs what is said: a verb of saying it hangs by, `according`, its last verb."""
    tokens = passage.tokens(cue)
    if tokens is None:
        return None
    if tokens.root.lemma_ in SAYING:
        return tokens.root
    verbs = [t for t in tokens if t.pos_ == "VERB"]
    return next((t for t in tokens if t.lower_ == "according"), verbs[-1] if verbs else tokens.root)


def _phrase(quotation: Quotation, cue: Span) -> Span:
    """From source to cue where they stand side by side, else the cue alone."""
    near = min(quotation.source, key=lambda s: abs(s.start - cue.start), default=cue)
    low, high = min(near.start, cue.start), max(near.end, cue.end)
    between = Span(low, high)
    return cue if any(part.overlaps(between) for part in quotation.content) else between


def _scope(passage: Passage, quotation: Quotation, *, cue: "Token", cues: Set[Span]) -> tuple[Span, ...]:
    """The content, with the clause the parse puts under the cue where the quotation lacks it.

    It is the whole sentence where the content holds the sentence's main verb, and ends where a verb joined to the
    cue says something itself (`cues`): `did not name him, but the paper says ...`.
    """
    sentence, content = cue.sent, quotation.content
    joined = next(
        (t for t in cue.children if t.dep_ == "conj" and t.i > cue.i and passage.span(t) in cues), None
    )
    if joined is not None and quotation.kind != "direct" and has_subject(joined):
        end = passage.span(joined.left_edge).start
        content = tuple(Span(p.start, min(p.end, end)) for p in content if p.start < end) or content
    if sentence.root.i != cue.i and any(part.contains(passage.span(sentence.root)) for part in content):
        return (passage.span(sentence), *content)
    for child in cue.children if cue.lemma_ in SAYING | HEARSAY | COMMITTING else ():
        if child.dep_ == "ccomp" and has_subject(child):
            clause = side_of(passage, child, verb=cue)
            beyond = [part for part in content if not part.overlaps(clause)]
            lacking = len(beyond) == len(content) or _misses(passage, child, content=content)
            if lacking and not any(part.overlaps(clause) for part in quotation.source):
                within = [part for part in content if part.overlaps(clause)]
                low, high = min([clause, *within]).start, max(part.end for part in [clause, *within])
                content = (*beyond, Span(low, high))
    return content


def _misses(passage: Passage, clause: "Token", *, content: Sequence[Span]) -> bool:
    """Whether the content ends before the clause's verb, or holds it without its subject: `said she was “wet”`."""
    held = [part for part in content if part.contains(passage.span(clause))]
    subject = next((t for t in clause.children if t.dep_ in SUBJECTS), clause)
    return not any(part.contains(passage.span(subject)) for part in held)


def _commits(cue: "Token") -> bool:
    """Whether the cue's clause is itself the speaker's word: `has denied arson`, but not `denied the motion`."""
    if any(t.dep_ == "neg" for t in cue.children):
        return False
    if calls_it(cue) and not _is_passive(cue):
        return cue.dep_ in {"ROOT", "conj", "advcl", "pcomp"}
    if cue.lemma_ == "call" and not _is_passive(cue) and _calls_on(cue):
        return cue.dep_ in {"ROOT", "conj"}
    if cue.lemma_ in NAMING and not _is_passive(cue):
        return {"nsubj", "dobj"} <= {t.dep_ for t in cue.children} and any(
            t.lower_ == "as" for t in cue.subtree
        )
    if any(t.dep_ == "xcomp" and t.tag_ == "VB" for t in cue.children) and not _is_passive(cue):
        return False
    if _is_passive(cue):
        return _is_hearsay(cue) or (cue.lemma_ in COMMITTING and any(t.dep_ == "agent" for t in cue.children))
    if cue.lemma_ == "deny":
        return not any(t.dep_ == "dobj" and t.lemma_ in GRANTED for t in cue.children)
    subject = next((t for t in cue.children if t.dep_ == "nsubj"), None)
    if subject is not None and subject.lemma_ in DOCUMENTS:
        return cue.lemma_ in COMMITTING or cue.lemma_ in SAYING
    if cue.lemma_ in SHOWING and subject is not None and subject.pos_ == "NOUN":
        return subject.lemma_ in PERSONS or subject.lemma_ in BODIES
    return cue.lemma_ in COMMITTING


def _calls_on(cue: "Token") -> bool:
    """`The guild called on the board to resign`."""
    if any(t.dep_ == "nsubj" and t.lower_ == "it" for t in cue.children):
        return False
    return any(t.lower_ == "on" and t.i == cue.i + 1 for t in cue.children) and any(
        t.dep_ in {"xcomp", "ccomp", "advcl"} and any(c.lower_ == "to" for c in t.children)
        for t in cue.subtree
    )


def _is_passive(cue: "Token") -> bool:
    return any(t.dep_ == "auxpass" for t in cue.children)


def _is_hearsay(cue: "Token") -> bool:
    """Whether the passive cue tells of one event that somebody unnamed told: `is believed to have left`."""
    if cue.lemma_ not in HEARSAY or not _is_passive(cue):
        return False
    told = next((t for t in cue.children if t.dep_ in {"xcomp", "ccomp"}), None)
    if cue.lemma_ in OPINIONS and told is not None:
        return told.tag_ == "VBG" or any(t.dep_ == "aux" and t.lemma_ == "have" for t in told.children)
    return True


def _links(quotation: Quotation, naming: Naming, *, cue: "Token") -> tuple[Attribution, ...]:
    """The speaker, and the medium that carries his word where the cue names one (`told Reuters`)."""
    passage = naming.passage
    span = speaking_span(passage, quotation.source, cue=quotation.cue)
    head = source_head(passage, span) if span is not None else _understood(cue) or _named_beside(cue, naming)
    if head is None and cue.lower_ == "quoted":
        head = quoted_party(cue)
    if head is not None and (noun := antecedent(head)) is not None:
        head, span = noun, None
    if head is not None:
        return carried(naming, naming.link(head, span, speaker=quotation.speaker), cue=cue)
    if _is_hearsay(cue):
        return carried(naming, Attribution("origin", cue.text, None, passage.span(cue)), cue=cue)
    return ()


def _named_beside(cue: "Token", naming: Naming) -> "Token | None":
    """The name that the parser takes for anything but the subject of a verb of saying: `O'Roe said`, `said O'Roe`, or
    that begins its sentence: `O'Roe, who was absent, said`."""
    if cue.lemma_ not in SAYING or cue.tag_ not in {"VBD", "VBZ", "VBN"}:
        return None
    near = [cue.i - 1]
    inverted = cue.i > cue.sent.start and cue.nbor(-1).is_punct and cue.lemma_ != "tell"
    if (
        inverted
        and cue.i + 2 < len(cue.doc)
        and not any(t.tag_ in {"VBD", "VBZ"} for t in cue.doc[cue.i + 1 : cue.i + 3])
    ):
        near.append(cue.i + 1)
    if cue.i > cue.sent.start and cue.nbor(-1).text == ",":
        near.append(cue.sent.start)
    for place in near:
        if cue.sent.start <= place < cue.sent.end and cue.doc[place].is_title:
            found = naming.index.mention_at(naming.passage.span(cue.doc[place]))
            if found is not None and found[0].label in {"PERSON", "ORG"}:
                return cue.doc[place]
    return None


def _understood(cue: "Token") -> "Token | None":
    """The subject of the verb a participle or infinitive hangs on: `left, saying`, `went on to say`."""
    verb = cue
    if (
        cue.dep_ == "pcomp" and cue.lemma_ in SAYING and cue.head.head.i != cue.i
    ):  # `was blamed for saying`, `drew fire for saying`
        verb = cue.head.head
        if verb.lemma_ in BLAMING:
            return next((t for t in verb.children if t.dep_ in {"dobj", "nsubjpass"}), None)
        verb = verb.head if verb.dep_ == "dobj" else verb
    while verb.dep_ in {"advcl", "xcomp", "conj"} and verb.head.i != verb.i:
        if any(t.dep_ in {"nsubj", "nsubjpass"} for t in verb.children):
            break
        verb = verb.head
    subject = next((t for t in verb.children if t.dep_ == "nsubj"), None) if verb != cue else None
    thing = subject is not None and subject.pos_ == "NOUN" and not able_to_speak(subject, papers=True)
    return None if thing else subject
