"""One name, one kind a page: labels brought to agreement, and repeats the tagger passed over."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from copydesk.annotate.entities.gazetteer import Gazetteer
from copydesk.annotate.entities.gender import is_given_name
from copydesk.annotate.entities.known import BODY_NAMES
from copydesk.annotate.entities.names import PLACES, Name, is_company
from copydesk.annotate.entities.people import parts_of, surname_index
from copydesk.annotate.entities.titles import HONORIFICS, ROLES
from copydesk.annotate.parse import Passage

_CLEAR = 2
"""How many times as often another label must be to replace one, and a name be found for its repeats to count."""


def agree(names: Sequence[Name], passages: Iterable[Passage], *, gazetteer: Gazetteer) -> list[Name]:
    """The names with the labels the page mostly gives their words, and their untagged repeats, in text order."""
    settled = _no_persons(_surnames(_majority(_widened(names)), gazetteer))
    return _in_full(sorted([*settled, *_repeats(settled, passages)], key=lambda n: n.span))


def _kind(label: str) -> str:
    return "LOC" if label in PLACES else label


def _counts(names: Iterable[Name]) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {}
    for name in names:
        counts.setdefault(name.text, Counter())[name.label] += 1
    return counts


def _widened(names: Sequence[Name]) -> list[Name]:
    """Each name that is the end of a longer one of the page as that one, where it stands in full."""
    longer: dict[str, list[str]] = {}
    for text in {name.text for name in names}:
        words = text.split()
        for start in range(1, len(words)):
            longer.setdefault(" ".join(words[start:]), []).append(text)
    made: list[Name] = []
    for name in names:
        doc, end = name.passage.doc, name.end
        stop = made[-1].end if made and made[-1].passage is name.passage else 0
        for text in sorted(longer.get(name.text, ()), key=lambda text: (-len(text), text)):
            span = doc[end - 1].idx + len(doc[end - 1])
            whole = doc.char_span(span - len(text), span) if span >= len(text) else None
            if whole is not None and whole.text == text and whole.start >= stop:
                name = replace(name, start=whole.start)
                break
        made.append(name)
    return made


def _majority(names: Sequence[Name]) -> list[Name]:
    """Each name with the label its words have at least twice as often, if there is one."""
    counts = _counts(names)
    made = []
    for name in names:
        top, n = counts[name.text].most_common(1)[0]
        own = sum(k for label, k in counts[name.text].items() if _kind(label) == _kind(name.label))
        made.append(
            replace(name, label=top) if _kind(top) != _kind(name.label) and n >= _CLEAR * own else name
        )
    return made


def _surnames(names: Sequence[Name], gazetteer: Gazetteer) -> list[Name]:
    """A lone word that is part of a person's full name on the page is that person's, unless a country's name
    or more often something else."""
    parts: set[str] = set()
    for name in names:
        if name.label == "PERSON" and " " in name.text:
            parts.update(parts_of(name.text))
    counts = _counts(names)
    made = []
    for name in names:
        word, labels = parts_of(name.text), counts[name.text]
        lone = name.label != "PERSON" and len(word) == 1 and word[0] in parts
        often = labels["PERSON"] * (
            1 if name.label in PLACES else _CLEAR
        )  # more towns than bodies bear such a name
        if lone and often >= labels[name.label] and not gazetteer.countries.named(name.text):
            name = replace(name, label="PERSON")
        made.append(name)
    return made


def _no_persons(names: Sequence[Name]) -> list[Name]:
    """A lone word that nobody on the page is fully named by is no person if a company's name begins with it, or
    if it stands with a place in one breath (`Norland and Belmark`)."""
    full = {p for n in names if n.label == "PERSON" and " " in n.text for p in parts_of(n.text)}
    firms = {n.text.split()[0] for n in names if n.label == "ORG" and is_company(n.text)}
    firms |= {word for n in names if n.text in BODY_NAMES for word in n.text.split()}
    beside = {b.text for a, b in _paired(names) if a.label in PLACES}
    beside |= {a.text for a, b in _paired(names) if b.label in PLACES}
    made = []
    for name in names:
        if name.label == "PERSON" and " " not in name.text and full.isdisjoint(parts_of(name.text)):
            label = "ORG" if name.text in firms else "GPE" if name.text in beside else "PERSON"
            name = replace(name, label=label)
        made.append(name)
    return made


def _paired(names: Sequence[Name]) -> Iterator[tuple[Name, Name]]:
    """Names with nothing but an `and` between them."""
    for first, second in pairwise(names):
        near = first.passage is second.passage and second.start == first.end + 1
        if near and first.passage.doc[first.end].lower_ == "and":
            yield first, second


def _repeats(names: Sequence[Name], passages: Iterable[Passage]) -> list[Name]:
    """Proper nouns that repeat, untagged, a name found at least twice, a people or party, or the surname of a person
    named in full; the last two also where the parser takes them for other words but adverbs, if the page does not
    write them as such."""
    counts = _counts(names)
    wanted = {t: c.most_common(1)[0][0] for t, c in counts.items() if c.total() >= _CLEAR and len(t) > 2}
    surnames = _surnames_in_full(counts)
    wanted |= dict.fromkeys(surnames, "PERSON")
    groups = {text for text, labels in counts.items() if set(labels) == {"NORP"} and text.istitle()}
    wanted |= dict.fromkeys(groups, "NORP")
    sure = surnames | groups
    by_first: dict[str, list[str]] = {}
    for text in sorted(wanted, key=len, reverse=True):
        by_first.setdefault(text.split()[0], []).append(text)
    taken: dict[int, set[int]] = {}
    for name in names:
        taken.setdefault(name.passage.start, set()).update(range(name.start, name.end))
    passages = list(passages)
    common = {t.text for passage in passages for t in passage.doc if t.is_lower}
    found = []
    for passage in passages:
        words = [t.text for t in passage.doc]
        used = taken.setdefault(passage.start, set())
        for i, word in enumerate(words):
            if i in used or word not in by_first:
                continue
            pos = passage.doc[i].pos_
            if pos == "ADV" or (pos != "PROPN" and (word not in sure or word.lower() in common)):
                continue
            end = _matched(passage, i, texts=by_first[word], used=used)
            going_on = end < len(words) and words[end][:1].isupper() and (end not in used or word in surnames)
            if end and not going_on:
                found.append(Name(passage, i, end, wanted[" ".join(passage.doc[i:end].text.split())]))
                used.update(range(i, end))
    return found


def _surnames_in_full(counts: Mapping[str, Counter[str]]) -> set[str]:
    """The surnames of the persons named in full that are, alone, nothing else's name."""
    surnames: set[str] = set()
    for text, labels in counts.items():
        words = text.split()
        if len(words) > 1 and labels.most_common(1)[0][0] == "PERSON":
            surname = words[surname_index(parts_of(text)) and -1]
            if len(surname) > 2 and set(counts.get(surname, ())) <= {"PERSON"}:
                surnames.add(surname)
    return surnames


def _in_full(names: Sequence[Name]) -> list[Name]:
    """The names, in text order, with the given name that stands untagged before a lone surname: `Ann Roe` is not the
    Roe who is named elsewhere."""
    made: list[Name] = []
    for name in names:
        doc, start = name.passage.doc, name.start
        taken = made[-1].end if made and made[-1].passage is name.passage else 0
        if name.label == "PERSON" and name.end - start == 1 and taken < start:
            before = doc[start - 1]
            titled = before.lower_ in HONORIFICS or before.lower_ in ROLES
            if before.pos_ == "PROPN" and before.is_title and not titled and is_given_name(before.text):
                name = replace(name, start=start - 1)
        made.append(name)
    return made


def _matched(passage: Passage, i: int, *, texts: Sequence[str], used: set[int]) -> int:
    """The end of the longest of `texts` that stands at token `i`, 0 if none does."""
    doc = passage.doc
    for text in texts:
        if doc.text.startswith(text, doc[i].idx):
            span = doc.char_span(doc[i].idx, doc[i].idx + len(text))
            if span is not None and not used.intersection(range(span.start, span.end)):
                return int(span.end)
    return 0
