"""How long an expression says that something lasts, and how that is written in ISO 8601."""

from copydesk.annotate.times.picks import Lexemes, all_of


def amount_of(lexemes: Lexemes) -> int | float | None:
    """The number of units; None where it is vague."""
    before = []
    for lexeme in lexemes:
        if lexeme.kind == "unit":
            break
        before.append(lexeme)
    if any(lexeme.text == "couple" for lexeme in before):
        return 2
    numbers = [x.value for x in before if x.kind in {"number", "day", "year"}]
    if len(numbers) > 1:
        return None
    if any(lexeme.kind == "some" for lexeme in before) and not numbers:
        return None
    amount = numbers[0] if numbers else 1 if all_of(before, "a") else None
    if not isinstance(amount, (int, float)):
        return None
    if all_of(lexemes, "half"):
        amount += 0.5
    return amount


def _written(amount: float) -> str:
    return str(int(amount)) if float(amount).is_integer() else f"{amount:g}"


def period(amount: int | float | None, unit: str) -> str:
    """The ISO 8601 duration: `P3D`, `PT5H30M`, `P2Y6M`, `PXY`."""
    if unit == "F":
        amount, unit = (None if amount is None else amount * 2), "W"
    time = unit.startswith("T")
    prefix, letter = ("PT" if time else "P"), unit.removeprefix("T")
    if unit in {"E", "C"} and amount is not None:
        amount, letter = amount * (10 if unit == "E" else 100), "Y"
    if amount is None:
        return f"{prefix}X{letter}"
    finer = {"TH": (60, "M"), "TM": (60, "S"), "Y": (12, "M")}.get(unit)
    if finer and not float(amount).is_integer() and float(amount * finer[0]).is_integer():
        whole = int(amount)
        return (
            prefix + (f"{whole}{letter}" if whole else "") + f"{int((amount - whole) * finer[0])}{finer[1]}"
        )
    return f"{prefix}{_written(amount)}{letter}"
