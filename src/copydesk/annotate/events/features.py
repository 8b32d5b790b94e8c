"""What the coder reads off a marked sentence: its words, the words around the two actors, and the relation.

Each family is a count per feature name; the names are hashed when the weights are made, so no word of the
training sentences is kept.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from copydesk.annotate.events.actors import Cast
from copydesk.annotate.events.marking import SOURCE, TARGET, Marked, between
from copydesk.annotate.events.roles import doers
from copydesk.annotate.events.sides import Found, nominal_event, verbal_event
from copydesk.annotate.events.triggers import match_verb
from copydesk.annotate.modality import modality_of

if TYPE_CHECKING:
    from spacy.tokens import Token

BEFORE, AFTER = 2, 4
"""Words kept on either side of the stretch between the actors."""

OBJECTS = frozenset({"dobj", "nsubjpass", "attr", "acomp"})
FUTURE = frozenset({"will", "'ll", "’ll", "would", "shall", "wo"})


def word_features(marked: Marked) -> Counter[str]:
    """Words and pairs of words of the whole sentence."""
    return grams([word.lemma for word in marked.words()], 2)


def clause_features(marked: Marked) -> Counter[str]:
    """Words, pairs and triples from the first actor to the other."""
    return grams(list(between(marked.words(), before=BEFORE, after=AFTER)), 3)


def grams(words: Sequence[str], longest: int) -> Counter[str]:
    """Runs of up to `longest` words, counted."""
    return Counter(
        " ".join(words[i : i + length])
        for length in range(1, longest + 1)
        for i in range(len(words) - length + 1)
    )


def relation_features(marked: Marked) -> Counter[str]:
    """The path between the actors, the verbs the source is subject of, and what the lexicon says of them."""
    source, target = marked.head(SOURCE), marked.head(TARGET)
    above_source, above_target = list(_upwards(source, marked)), list(_upwards(target, marked))
    meeting = next((t for t in above_source if t in above_target), None)
    found = set(_path_features(source, target, path=_path(above_source, above_target, meeting=meeting)))
    verbs = [token for token in marked.doc if _does(token, marked)]
    for verb in [*verbs, *([meeting] if meeting is not None else [])]:
        found |= set(_verb_features(verb, marked))
    found |= {f"lexS:{entry.root}" for verb in verbs if (entry := match_verb(verb))}
    if any(child.dep_ == "aux" and child.lower_ in FUTURE for verb in verbs for child in verb.children):
        found.add("fut")
    found |= {name for event in found_events(marked) for name in _event_features(event)}
    return Counter(found)


def found_events(marked: Marked) -> Iterator[Found]:
    """The events of the lexicon in the sentence, with `S` and `T` for their sides."""
    cast = Cast(marked.sides, dict.fromkeys(marked.sides, "PERSON"))
    for token in marked.doc:
        if token.i in marked.sides or token.pos_ not in {"VERB", "NOUN"}:
            continue
        event = (
            verbal_event(token, cast, parties=((), ()))
            if token.pos_ == "VERB"
            else nominal_event(token, cast)
        )
        if event:
            yield event


def _upwards(token: "Token | None", marked: Marked) -> Iterator["Token"]:
    """From the token to the sentence's root, actors left out."""
    while token is not None:
        if token.i not in marked.sides:
            yield token
        if token.head.i == token.i:
            return
        token = token.head


def _path(source: Sequence["Token"], target: Sequence["Token"], *, meeting: "Token | None") -> list["Token"]:
    """From the source up to where the two ways meet and down to the target."""
    if meeting is None:
        return [*source, *reversed(target)]
    return [*source[: source.index(meeting) + 1], *reversed(target[: target.index(meeting)])]


def _path_features(
    source: "Token | None", target: "Token | None", *, path: Sequence["Token"]
) -> Iterator[str]:
    lemmas = [token.lemma_.lower() for token in path]
    yield from (f"p:{lemma}" for lemma in lemmas)
    yield from (f"pb:{a}_{b}" for a, b in zip([SOURCE, *lemmas], [*lemmas, TARGET], strict=True))
    if source is not None:
        yield f"sdep:{source.dep_}"
        yield "deps:" + "/".join(token.dep_ for token in path[:3])
    if target is not None:
        yield f"tdep:{target.dep_}"


def _does(token: "Token", marked: Marked) -> bool:
    """Whether the token is a verb whose doer the source is."""
    if token.pos_ != "VERB" or token.i in marked.sides:
        return False
    return any(marked.sides.get(t.i) == SOURCE for doer in doers(token) for t in doer.subtree)


def _verb_features(verb: "Token", marked: Marked) -> Iterator[str]:
    lemma = verb.lemma_.lower()
    yield f"v:{lemma}"
    for child in verb.children:
        if child.i in marked.sides:
            continue
        if child.dep_ == "prt":
            yield f"v:{lemma}_{child.lower_}"
        elif child.dep_ in OBJECTS:
            yield from (f"vo:{lemma}_{child.lemma_.lower()}", f"o:{child.lemma_.lower()}")
        elif child.dep_ == "prep":
            yield f"vp:{lemma}_{child.lower_}"
        elif child.dep_ in {"xcomp", "ccomp"}:
            yield from (f"vx:{lemma}_{child.lemma_.lower()}", f"x:{child.lemma_.lower()}")
        elif child.dep_ in {"aux", "neg"}:
            yield f"va:{child.lower_}"
    modality, polarity = modality_of(verb)
    yield f"mod:{modality.value}"
    if polarity.value == "negative":
        yield "neg"
    entry = match_verb(verb)
    if entry:
        yield from (f"lex:{entry.root}", f"lexm:{entry.root}/{modality.value}{polarity.value}")


def _event_features(event: Found) -> Iterable[str]:
    root = event.entry.root
    if SOURCE in event.source and TARGET in event.target:
        modality, polarity = modality_of(event.trigger)
        return f"ev:{root}", f"evm:{root}/{modality.value}{polarity.value}"
    if SOURCE in event.source:
        return (f"evS:{root}",)
    if TARGET in event.target:
        return (f"evT:{root}",)
    return (f"evr:{root}",) if TARGET in event.source else ()
