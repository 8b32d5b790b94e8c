"""The parser's own entities: its transition system (Lample et al., NAACL 2016) decoded a batch at once.

Outside an entity, what the model says of a token depends on that token alone, so the scores of all tokens come
from one product of matrices; only what goes on after a `B` is followed token by token, for all entities
together. spaCy's own loop asks each of its 74 moves at each token whether it is valid, which takes two thirds
of its time.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from spacy.tokens import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]
_TOGETHER = 16
"""Tokens after its first through which all entities that might begin are followed together. Of those that go on, only
the ones that do begin are, each alone: else one as long as its passage would be followed from each of its tokens."""


@dataclass(frozen=True, slots=True)
class Moves:
    """The columns of the model's scores: which is `O`, and the `B`, `I`, `L` and `U` of each label."""

    labels: tuple[str, ...]
    out: int
    begin: Places
    inside: Places
    last: Places
    unit: Places


class NameDecoder:
    """A part of the pipeline: sets the entities, as the entity recogniser it is made from would."""

    def __init__(self, recognizer: Any) -> None:
        model = recognizer.model
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        self._moves = _moves(recognizer.move_names)
        self._vectors = model.get_ref("tok2vec")
        self._lower: Floats = lower.get_param("W")
        self._padding: Floats = lower.get_param("pad")[0]
        self._bias: Floats = lower.get_param("b")
        self._upper: Floats = upper.get_param("W")
        self._upper_bias: Floats = upper.get_param("b")

    def __call__(self, doc: "Doc") -> "Doc":
        """The document with its entities set."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable["Doc"], batch_size: int = 256) -> Iterator["Doc"]:
        """The documents with their entities set; the model sees a batch at once."""
        remaining = iter(docs)
        while batch := list(islice(remaining, batch_size)):
            self._decode(batch)
            yield from batch

    def _decode(self, docs: Sequence["Doc"]) -> None:
        vectors: Floats = self._vectors.predict(docs)
        if not len(vectors):
            return
        marks = np.concatenate([doc.to_array(["IS_SPACE", "SENT_START"]).reshape(-1, 2) for doc in docs])
        ends = np.cumsum([len(doc) for doc in docs])
        closing = np.append(marks[1:, 1] == 1, True)
        closing[ends[ends > 0] - 1] = True
        moves = self._outside(vectors, marks[:, 0] != 0, closing=closing)
        begins = np.flatnonzero(np.isin(moves, self._moves.begin))
        reach = self._reaches(vectors, moves, closing=closing, starts=begins, furthest=_TOGETHER)

        def reached(start: int) -> int:
            """The token after the last one of the entity that begins at `start`."""
            if start not in reach:
                alone = np.array([start])
                reach.update(
                    self._reaches(vectors, moves, closing=closing, starts=alone, furthest=len(moves))
                )
            return reach[start]

        for doc, end in zip(docs, ends.tolist(), strict=True):
            start = end - len(doc)
            doc.set_ents(list(self._entities(doc, moves[start:end].tolist(), reached=reached, offset=start)))

    def _features(self, vectors: Floats, number: int) -> Floats:
        """What feature `number` adds to the hidden layer, for each row: 0 the token at hand, 1 the entity's first
        token, 2 the token before."""
        weights = self._lower[number]
        made: Floats = vectors @ weights.reshape(-1, weights.shape[-1]).T
        return made.reshape(len(vectors), *weights.shape[:-1])

    def _outside(self, vectors: Floats, space: Flags, *, closing: Flags) -> Places:
        """The best move at each token if no entity is open there."""
        hidden = self._features(vectors, 0) + self._padding[1] + self._padding[2] + self._bias
        scores = hidden.max(-1) @ self._upper.T + self._upper_bias
        moves = self._moves
        scores[:, np.concatenate([moves.inside, moves.last])] = -np.inf
        scores[np.ix_(space | closing, moves.begin)] = -np.inf
        scores[np.ix_(space, moves.unit)] = -np.inf
        best: Places = scores.argmax(1)
        return best

    def _reaches(
        self, vectors: Floats, moves: Places, *, closing: Flags, starts: Places, furthest: int
    ) -> dict[int, int]:
        """For each of `starts`, where an entity of several tokens would begin, the token after its last one; none where
        that is more than `furthest` tokens on."""
        columns = {int(column): label for label, column in enumerate(self._moves.begin)}
        labels = np.array([columns[int(moves[i])] for i in starts], dtype=np.int64)
        reach: dict[int, int] = {}
        at = starts + 1
        first = self._features(vectors[starts], 1)
        for _ in range(furthest):
            if not len(starts):
                break
            hidden = self._features(vectors[at], 0) + first + self._features(vectors[at - 1], 2) + self._bias
            state = hidden.max(-1)
            on, over = (
                (state * self._upper[columns[labels]]).sum(-1) + self._upper_bias[columns[labels]]
                for columns in (self._moves.inside, self._moves.last)
            )
            ended = closing[at] | (over > on)
            reach |= dict(zip(starts[ended].tolist(), (at[ended] + 1).tolist(), strict=True))
            starts, labels, at, first = starts[~ended], labels[~ended], at[~ended] + 1, first[~ended]
        return reach

    def _entities(
        self, doc: "Doc", moves: Sequence[int], *, reached: Callable[[int], int], offset: int
    ) -> Iterator[Span]:
        names = {int(column): label for columns in (self._moves.begin, self._moves.unit)
                 for label, column in zip(self._moves.labels, columns, strict=True)}  # fmt: skip
        units = set(self._moves.unit.tolist())
        at = 0
        while at < len(moves):
            end = at + 1
            label = names.get(moves[at])
            if label is not None:
                end = end if moves[at] in units else reached(at + offset) - offset
                yield Span(doc, at, end, label=label)
            at = end


def _moves(names: Sequence[str]) -> Moves:
    labels = tuple(name[2:] for name in names if name.startswith("B-"))
    columns = {name: i for i, name in enumerate(names)}
    begin, inside, last, unit = (
        np.array([columns[f"{kind}-{label}"] for label in labels], dtype=np.int64) for kind in "BILU"
    )
    return Moves(labels, columns["O"], begin, inside, last, unit)
