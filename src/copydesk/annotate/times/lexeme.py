"""A word of time and the letter of its class, of which the shapes are made that the grammar matches."""

from dataclasses import dataclass

CLASSES = {
    "other": ".",
    "year": "Y",
    "day": "d",
    "number": "n",
    "some": "X",
    "ordinal": "o",
    "month": "M",
    "weekday": "W",
    "unit": "U",
    "half": "K",
    "season": "S",
    "decade": "D",
    "part": "P",
    "noon": "N",
    "clock": "T",
    "ampm": "A",
    "zone": "Z",
    "era": "B",
    "iso": "I",
    "dayword": "G",
    "holiday": "F",
    "the": "t",
    "this": "h",
    "that": "g",
    "these": "j",
    "a": "a",
    "each": "e",
    "per": "/",
    "last": "l",
    "next": "x",
    "following": "f",
    "previous": "q",
    "same": "s",
    "current": "c",
    "recent": "r",
    "latest": "L",
    "coming": "i",
    "ago": "p",
    "later": "k",
    "earlier": "b",
    "before": "1",
    "after": "2",
    "early": "y",
    "mid": "m",
    "edge": "E",
    "of": "v",
    "in": "w",
    "and": "&",
    "or": "|",
    "to": ">",
    "about": "~",
    "least": "=",
    "fiscal": "$",
    "old": "3",
    "long": "4",
    "ended": "5",
    "possessive": "'",
    "hyphen": "-",
    "comma": ",",
    "now": "!",
    "recently": "?",
    "daily": "7",
    "period": "8",
    "future": "9",
    "more": "+",
    "full": "0",
    "over": "V",
}
"""Class name -> its letter. The grammar is written in the names."""


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A token: its class, its characters and, where it has one, its number or code."""

    kind: str
    start: int
    end: int
    text: str
    value: int | float | str | None = None


def shape(lexemes: list[Lexeme]) -> str:
    """One letter a lexeme: what the grammar matches."""
    return "".join(CLASSES[lexeme.kind] for lexeme in lexemes)
