"""Where a clause stands, what heads it and where its edges are."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from copydesk.annotate.modality import is_infinitive, modality_of
from copydesk.annotate.parse import Passage
from copydesk.annotate.quotations.columns import DOUBLE
from copydesk.model import Modality, Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl", "csubj", "csubjpass"))
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
"""Tags of the verbs that a clause needs one of."""
INDIRECT = frozenset("how why whether if where when what who whom which whatever whoever".split())
"""What begins an indirect question or names a thing: `exactly what they need`."""
TEMPORAL = frozenset("after before when while since until once".split())
"""What begins a clause that tells when something was."""
_JUDGING = frozenset(
    "call describe deride dismiss denounce decry condemn criticize criticise slam mock brand label dub "
    "characterize characterise praise hail tout lament liken".split()
)
"""Verbs that tell by which words somebody judged a thing."""
_JUDGED = frozenset(("oprd", "dobj", "attr", "prep"))
_LEADING = re.compile(
    r"(?:[\s,;:.…–—-]+|(?:and|but|or|yet|in which|during which)\b\s|(?:however|so|still|yet)\b(?=\s*,))+",
    re.IGNORECASE,
)
_JOINING = "and but or that as by".split()
_TRAILING = re.compile(rf"(?:[\s,;:–—-]|(?:{'|'.join(word[::-1] for word in _JOINING)})(?=\s))++")
"""What a clause may trail, read from its end: from its front each `and` of a row would be tried anew."""
_OPENING, _CLOSING = '“‘"', '”’"'


def is_clause_head(token: "Token") -> bool:
    """Whether the token is a verb with a clause of its own, or taken for an adjective: `said the rules affirm`, `said
    she was “disturbed”`."""
    if token.pos_ == "ADJ":
        if any(t.dep_ == "auxpass" for t in token.children):
            return token.dep_ == "ccomp" and has_subject(token)
        said = token.dep_ == "ccomp" and token.head.lemma_ == "say"
        return said and {"nsubj", "dobj"} <= {t.dep_ for t in token.children}
    return token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass", "amod", "compound"}


def coordinated(head: "Token") -> Iterator["Token"]:
    """`head` and the clauses joined to it that have a subject of their own."""
    yield head
    for child in head.children:
        if (child.dep_ in {"conj", "parataxis"} or _stands_before(child)) and is_clause_head(child):
            joined = coordinated(child)
            if not has_subject(child):
                next(joined)
            yield from joined


def _stands_before(clause: "Token") -> bool:
    """Whether the clause is parted by a line break from the one a parser hangs it on: two lines of a headline."""
    last = clause.right_edge
    between = clause.doc[last.i + 1 : last.i + 3]
    return clause.dep_ == "ccomp" and last.i < clause.head.i and any("\n" in t.text_with_ws for t in between)


def has_subject(token: "Token") -> bool:
    """Whether the verb has a subject of its own."""
    return any(t.dep_ in SUBJECTS for t in token.children)


def clause_heads(sentence: "Tokens") -> list["Token"]:
    """The heads of the sentence's main clauses; a headless sentence gives the first clause it holds."""
    root = sentence.root
    if is_clause_head(root):
        heads = [head for head in coordinated(root) if is_finite(head)]
        return heads + [t for t in sentence if t.tag_ == "VBG" and _is_besides(t) and calls_it(t)]
    held = next((t for t in root.children if t.dep_ not in {"relcl", "acl", "advcl"} and _is_clause(t)), None)
    return list(coordinated(held)) if held is not None else []


def _is_besides(verb: "Token") -> bool:
    """Whether the subject does it beside what the main clause tells: not what it is punished or thanked `for`."""
    return verb.dep_ == "advcl" or (verb.dep_ == "pcomp" and verb.head.lower_ not in {"for", "with"})


def calls_it(verb: "Token") -> bool:
    """Whether the verb tells by which words somebody judged a thing: `calling the plan “a disgrace”`, `criticizing
    its “rotten” hull`."""
    if verb.lemma_ not in _JUDGING:
        return False
    judged = [t for t in verb.children if t.i > verb.i and t.dep_ in _JUDGED]
    words = (t for part in judged for t in part.subtree if t.i > verb.i)
    return any(t.text in DOUBLE or t.nbor(-1).text in DOUBLE for t in words)


def _is_clause(token: "Token") -> bool:
    return is_clause_head(token) and has_subject(token)


def is_finite(head: "Token") -> bool:
    """Whether the verb has a subject, a finite form or an auxiliary other than `to`."""
    auxiliaries = [t for t in head.children if t.dep_ in {"aux", "auxpass"}]
    if any(t.lower_ == "to" for t in auxiliaries):
        return False
    return has_subject(head) or head.tag_ in {"VBD", "VBZ", "VBP"} or bool(auxiliaries)


def top_clauses(tokens: Sequence["Token"], carrier: "Token") -> list["Token"]:
    """The heads of the clauses that make up what is said.

    A verb coordinated with the carrier of the attribution is not part of it, nor is a clause that tells when that was:
    `defended her after she offered to quit`.
    """
    inside = {t.i for t in tokens}
    return [
        head
        for top in tokens
        if (top.head.i not in inside or top.head.i == top.i)
        and is_clause_head(top)
        and not (top.head.i == carrier.i and (top.dep_ == "conj" or _tells_when(top)))
        for head in coordinated(top)
        if head.i in inside
    ]


def _tells_when(clause: "Token") -> bool:
    return clause.dep_ == "advcl" and any(
        t.lower_ in TEMPORAL and t.dep_ in {"mark", "advmod"} for t in clause.children
    )


def held_clause(tokens: Sequence["Token"]) -> "Token | None":
    """The clause that a noun at the top of what is said is about: `aims of widening`, `the claim that`."""
    inside = {t.i for t in tokens}
    for noun in tokens:
        if noun.head.i in inside and noun.head.i != noun.i:
            continue
        for child in noun.children:
            if child.dep_ == "prep":
                found = next((t for t in child.children if t.dep_ == "pcomp" and is_clause_head(t)), None)
                if found is not None and found.i in inside:
                    return found
            elif child.dep_ in {"acl", "ccomp"} and child.i in inside and _marked(child):
                return child
    return None


def _marked(clause: "Token") -> bool:
    return is_infinitive(clause) or any(t.dep_ == "mark" for t in clause.children)


def is_statement(head: "Token", quoted: bool, *, uttered: bool) -> bool:
    """Whether what is said can stand as a claim: finite and no indirect question, or quoted, or promised."""
    if asks_indirectly(head) and not quoted:
        return False
    if is_finite(head):
        return True
    infinitive = is_infinitive(head)
    return uttered and (quoted or (infinitive and sum(t.is_alpha for t in head.subtree) > 3))


def asks_indirectly(head: "Token") -> bool:
    """Whether the clause is an indirect question or names a thing: `how it sank`, `exactly what they need`; not what
    begins with a clause of its own: `if it sank, they would swim`."""
    first = next(iter(head.subtree))
    if first.pos_ == "ADV" and first.i + 1 < head.i:
        first = first.nbor()
    opens_another = first.head.dep_ == "advcl" and first.head.i != head.i
    return first.lower_ in INDIRECT and not opens_another


def is_relative(head: "Token") -> bool:
    """Whether the clause is about a noun before it, also where a parser hangs it on the verb: `a bill that would`."""
    return head.dep_ == "relcl" or any(t.tag_ == "WDT" and t.dep_ in SUBJECTS for t in head.children)


def regions(heads: Sequence["Token"], limits: Span, *, passage: Passage) -> Iterator[tuple["Token", Span]]:
    """`limits` shared out among the clauses: each but the first begins at its own first word."""
    ordered = sorted(heads, key=lambda head: head.i)
    if not ordered:
        return
    starts = [limits.start]
    for before, head in pairwise(ordered):
        first = passage.span(head.left_edge).start
        if before.head == head and _stands_before(before):
            first = passage.span(before.right_edge).end
        starts.append(max(starts[-1], min(first, passage.span(head).start)))
    starts = [min(start, limits.end) for start in starts]
    for head, start, end in zip(ordered, starts, [*starts[1:], limits.end], strict=True):
        if Span(start, end).contains(passage.span(head)):
            yield head, Span(start, end)


def weightiest(head: "Token") -> "Token":
    """The verb that carries the news: `travel` in `is expected to travel`, `hold` in `plans to hold`."""
    for child in head.children:
        if child.dep_ == "xcomp" and is_clause_head(child):
            modality, polarity = modality_of(child)
            if (
                modality not in {Modality.ASSERTED, Modality.CALLED_FOR}
                or polarity is not modality_of(head)[1]
            ):
                return child
    return head


def trimmed(span: Span, passage: Passage, *, page: str) -> Span | None:
    """The span without conjunctions, commas and unpaired marks and brackets at its edges; None if bare."""
    start, end = span.start, span.end
    opening = passage.tokens(span)
    if opening is not None and opening[0].dep_ == "mark" and opening[0].lower_ == "that":
        start += len(opening[0].text_with_ws)
    while start < end:
        piece = page[start:end]
        leading, trailing = _LEADING.match(piece), _TRAILING.match(piece[::-1])
        if leading:
            start += leading.end()
        elif trailing:
            end -= trailing.end()
        elif _stray(piece[0], piece[1:], opening=True):
            start += 1
        elif _stray(piece[-1], piece[:-1], opening=False) or _full_stop(piece):
            end -= 1
        else:
            return Span(start, end)
    return None


def _stray(mark: str, rest: str, *, opening: bool) -> bool:
    """Whether a quotation mark or a bracket at an edge has no partner in the rest."""
    if mark in "()":
        return ("(" if mark == ")" else ")") not in rest
    if mark not in _OPENING + _CLOSING:
        return False
    if mark == '"':
        return rest.count('"') % 2 == 0
    if opening:
        return mark in _CLOSING or not any(c in rest for c in _CLOSING)
    return mark in _OPENING or (mark == "”" and rest.count("“") <= rest.count("”"))


def _full_stop(piece: str) -> bool:
    return piece[-1] == "." and not re.search(
        r"(?:\b\w\.){2}\Z|\b[A-Z]\.\Z|\b(?:Mr|Ms|Dr|Inc|Co|Jr|St)\.\Z", piece
    )
