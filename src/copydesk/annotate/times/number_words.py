"""Numbers in words: `twenty-five`, `two hundred`, `nineteen ninety-six`, `twenty-first`."""

from copydesk.annotate.times.lexeme import Lexeme
from copydesk.annotate.times.lexicon import ORDINALS, SCALES, SMALL_NUMBERS, TENS

_NUMBER_WORDS = {**SMALL_NUMBERS, **TENS, **SCALES}


def number_words(tokens: list[Lexeme], place: int) -> tuple[Lexeme | None, int]:
    """A run such as `twenty-five`, `two hundred`, `nineteen ninety-six`, `twenty-first` as one lexeme."""
    if tokens[place].text not in _NUMBER_WORDS:
        return None, 0
    end = place
    values: list[int] = []
    ordinal = False
    while end < len(tokens):
        token = tokens[end]
        if token.text in _NUMBER_WORDS:
            values.append(_NUMBER_WORDS[token.text])
        elif token.kind == "ordinal" and token.text in ORDINALS and values[-1] in TENS.values():
            values.append(ORDINALS[token.text])
            ordinal = True
            end += 1
            break
        elif not _joins(tokens, end, last=values[-1]):
            break
        end += 1
    first, last = tokens[place], tokens[end - 1]
    value = _value_of(values)
    if ordinal:
        kind = "ordinal"
    elif 1000 <= value < 2200 and len(values) > 1 and not (end < len(tokens) and tokens[end].kind == "unit"):
        kind = "year"
    else:
        kind = "number"
    return Lexeme(kind, first.start, last.end, first.text, value), end - place


def _joins(tokens: list[Lexeme], place: int, *, last: int) -> bool:
    """Whether the hyphen or `and` at `place` stands inside a number: `two hundred and forty`, not `one hundred and two
    hundred`."""
    token, ahead = tokens[place], tokens[place + 1 : place + 3]
    if token.kind == "hyphen":
        return bool(ahead) and _goes_on(ahead[0])
    if token.text != "and" or last not in SCALES.values() or not ahead:
        return False
    return ahead[0].text in SMALL_NUMBERS | TENS and all(t.text not in SCALES for t in ahead)


def _goes_on(token: Lexeme) -> bool:
    return token.text in SMALL_NUMBERS or token.text in SCALES or token.text in ORDINALS


def _value_of(values: list[int]) -> int:
    """19, 90, 6 -> 1996; 2, 1000 -> 2000; 20, 5 -> 25; 3, 100, 60, 5 -> 365."""
    if len(values) > 1 and 10 <= values[0] <= 20 and 10 <= values[1] < 100:
        return values[0] * 100 + sum(values[1:])
    total = current = 0
    for value in values:
        if value in (100, 1000):
            current = max(current, 1) * value
            if value == 1000:
                total, current = total + current, 0
        else:
            current += value
    return total + current
