"""Which words are the source, the cue and the content of one attribution, given the word that carries it.

A linear-chain CRF (Lafferty, McCallum and Pereira, ICML 2001) labels the words around the carrier, with
features of each word's path to it through the parse, as in dependency-based semantic role labelling.
"""

from copydesk.annotate.crf import runs
from copydesk.annotate.quotations.columns import CLOSES, INSIDE, OPENS, Columns

REACH = 150
"""Words to either side of the carrier that are looked at; longer contents are cut."""

_FRAME = frozenset(("ccomp", "xcomp", "dobj", "nsubj", "nsubjpass", "prep", "dative", "attr", "agent"))
_STOPS = frozenset((",", ";", ":", "—", "-", "–"))

Relation = tuple[str, str, str, int, int]
"""The way up from the carrier, the first and second step down, how far down, and the token of the first."""


def window(words: Columns, cue: int) -> tuple[int, int]:
    """The carrier's sentence, widened while quotation marks run on over its borders."""
    start, end = words.bounds[words.sentence[cue]]
    start, end = _widened(words, start=start, end=end)
    if end < len(words) and words.marks[end] == OPENS:
        start, end = _widened(words, start=start, end=words.bounds[words.sentence[end]][1])
    if start > 0 and words.marks[start - 1] == CLOSES:
        start, end = _widened(words, start=words.bounds[words.sentence[start - 1]][0], end=end)
    return max(start, cue - REACH), min(end, cue + REACH)


def _widened(words: Columns, *, start: int, end: int) -> tuple[int, int]:
    while start > 0 and words.marks[start] in {INSIDE, CLOSES}:
        start = words.bounds[words.sentence[start - 1]][0]
    while end < len(words) and words.marks[end] in {INSIDE, CLOSES}:
        end = words.bounds[words.sentence[end]][1]
    return start, end


def relations(words: Columns, *, start: int, end: int, cue: int) -> list[Relation]:
    """How each word of the window hangs on the carrier."""
    known: dict[int, Relation] = {cue: ("", "", "", 0, -1)}
    path: list[str] = []
    at = cue
    while words.head[at] != at and len(path) < 4:
        path.append(words.dep[at])
        at = words.head[at]
        known[at] = ("^".join(path), "", "", 0, -1)
    for token in range(start, end):
        chain = []
        while token not in known and words.head[token] != token:
            chain.append(token)
            token = words.head[token]
        above = known.setdefault(token, ("~", "", "", 0, -1))
        for below in reversed(chain):
            up, first, second, depth, branch = above
            if depth == 0:
                above = (up, words.dep[below], "", 1, below)
            else:
                above = (up, first, words.dep[below] if depth == 1 else second, min(depth + 1, 5), branch)
            known[below] = above
    return [known[token] for token in range(start, end)]


def span_features(words: Columns, *, start: int, end: int, cue: int) -> list[list[str]]:
    """The features of each word in the window."""
    related = relations(words, start=start, end=end, cue=cue)
    lemma = words.lemma[cue]
    frame = ",".join(sorted({words.dep[c] for c in words.children[cue] if words.dep[c] in _FRAME}))
    quoting = f"{words.marks[cue]}{'Q' if OPENS in words.marks[start:end] else ''}"
    commas = _commas(words, start=start, end=end, cue=cue)
    low, high = words.bounds[words.sentence[cue]]
    coarse = [f"{r[0]}|{r[1]}" for r in related]
    marks = words.marks
    rows = []
    for at, token in enumerate(range(start, end)):
        side = "<" if token < cue else ">" if token > cue else "="
        way, related_to = coarse[at] + side, related[at]
        distance = token - cue
        mark = f"{marks[token]}{quoting}{side}"
        row = [
            "w=" + words.lower[token],
            "p=" + words.tag[token],
            "co=" + way,
            f"full={way}|{related_to[2]}{related_to[3]}",
            "q=" + mark + ("" if low <= token < high else "o"),
            f"lco={lemma}|{way}",
            f"sco={frame}|{way}",
            f"bd={_bucket(distance)}",
            f"cop={way}{words.pos[token]}",
            f"coq={way}{mark}",
            f"cm={max(-3, min(3, commas[at]))}{mark}",
            f"ent={words.entity[token]}{words.pos[token]}",
            f"bl={related_to[1]}|{words.lemma[related_to[4]] if related_to[4] >= 0 else ''}{side}",
        ]
        if at:
            row += [
                "-w=" + words.lower[token - 1],
                f"-q={marks[token - 1]}{marks[token]}",
                f"-co={coarse[at - 1]}>{coarse[at]}",
            ]
        else:
            row.append("first")
        if token + 1 < end:
            row += [
                "+w=" + words.lower[token + 1],
                f"+q={marks[token]}{marks[token + 1]}",
                f"+co={coarse[at]}>{coarse[at + 1]}",
            ]
        else:
            row.append("last")
        rows.append(row)
    return rows


def _commas(words: Columns, *, start: int, end: int, cue: int) -> list[int]:
    """How many commas and the like stand between each word and the carrier, negative before it."""
    counts = [0] * (end - start)
    passed = 0
    for token in range(cue + 1, end):
        counts[token - start] = passed
        passed += words.lower[token] in _STOPS
    passed = 0
    for token in range(cue - 1, start - 1, -1):
        counts[token - start] = -passed
        passed += words.lower[token] in _STOPS
    return counts


def _bucket(distance: int) -> int:
    size = abs(distance)
    size = size if size <= 3 else 4 if size < 7 else 5 if size < 15 else 6
    return size if distance > 0 else -size


def pieces(labels: list[str], start: int) -> dict[str, list[tuple[int, int]]]:
    """The half-open token ranges under each part's labels: C content, S source, K cue."""
    found: dict[str, list[tuple[int, int]]] = {"C": [], "S": [], "K": []}
    for first, end, part in runs(labels):
        found[part].append((start + first, start + end))
    return found
