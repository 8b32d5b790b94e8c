"""What the lexemes of a matched pattern hold, kind by kind."""

from collections.abc import Sequence

from copydesk.annotate.times.lexeme import Lexeme

Lexemes = Sequence[Lexeme]


def all_of(lexemes: Lexemes, *kinds: str) -> list[Lexeme]:
    """The lexemes of these kinds."""
    return [lexeme for lexeme in lexemes if lexeme.kind in kinds]


def number_of(lexemes: Lexemes, *kinds: str) -> int | None:
    """The whole number of the first lexeme of these kinds that has one."""
    for lexeme in lexemes:
        if lexeme.kind in kinds and isinstance(lexeme.value, int):
            return lexeme.value
    return None


def code_of(lexemes: Lexemes, kind: str) -> str | None:
    """The code of the first lexeme of the kind that has one: a unit, a season, a holiday."""
    for lexeme in lexemes:
        if lexeme.kind == kind and isinstance(lexeme.value, str):
            return lexeme.value
    return None


_WHICH = {
    "last": -1,
    "previous": -1,
    "latest": -1,
    "this": 0,
    "current": 0,
    "next": 1,
    "coming": 1,
    "following": 1,
}


def which_of(lexemes: Lexemes) -> int | None:
    """-1 for the last of its sort, 0 for this one, 1 for the next; None where nothing tells."""
    for lexeme in reversed(lexemes):
        if lexeme.kind in _WHICH:
            return _WHICH[lexeme.kind]
    return None


def is_of_text(lexemes: Lexemes) -> bool:
    """Whether it is counted from a time told before, not from the page's day."""
    return any(lexeme.kind in {"following", "previous", "that", "same", "these"} for lexeme in lexemes)


def time_of_day(lexemes: Lexemes) -> str:
    """`T10:35`, `TMO`, empty where no time of day stands."""
    half = code_of(lexemes, "ampm")
    for index, lexeme in enumerate(lexemes):
        if lexeme.kind == "noon" and isinstance(lexeme.value, str):
            return lexeme.value
        nextkind = lexemes[index + 1].kind if index + 1 < len(lexemes) else ""
        if lexeme.kind == "clock" or (lexeme.kind in {"day", "number"} and nextkind == "ampm"):
            pieces = str(lexeme.text).replace(".", ":").split(":")
            if not all(piece.isdigit() for piece in pieces):
                pieces = [str(lexeme.value)]
            hour = int(pieces[0])
            if hour > 24 or (len(pieces) > 1 and int(pieces[1]) > 59):
                return ""
            if half == "pm" and hour < 12:
                hour += 12
            elif half == "am" and hour == 12:
                hour = 0
            return "T" + ":".join([f"{hour:02d}", *(pieces[1:] or ["00"])])
    part = code_of(lexemes, "part") or ""
    named = number_of(lexemes, "day", "number")
    if part and named is not None and named <= 12 and not all_of(lexemes, "month", "weekday"):
        late = part in {"TAF", "TEV", "TNI"} and named < 12
        return f"T{named + 12 * late:02d}:00"
    return part or ("TNI" if any(x.text == "tonight" for x in lexemes) else "")
