"""A word of time and the letter of its class, of which the shapes are made that the grammar matches."""

from dataclasses import dataclass

CLASSES = {
    name: chr(0x100 + number)
    for number, name in enumerate(
        (
            "other year day number some ordinal month weekday unit half season decade part noon clock ampm zone era "
            "iso dayword holiday the this that these a each per last next following previous same current recent "
            "latest coming ago later earlier before after early mid edge of in and or to about least fiscal old long "
            "ended possessive hyphen comma now recently daily period future more full over"
        ).split()
    )
}
"""Class name -> its letter, whichever that is. The grammar is written in the names."""


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
