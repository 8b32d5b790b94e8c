"""What was found out of short texts, kept for the pages that follow."""

from collections.abc import Callable


class Remembered(dict[str, int]):
    """A number for each text, made by `of` where it is first asked for; forgotten when there are `most`.

    Numbers are looked up in half the time of `lru_cache`, whose entries the collector of garbage follows besides.
    """

    def __init__(self, of: Callable[[str], int], *, most: int) -> None:
        super().__init__()
        self._of = of
        self._most = most

    def __missing__(self, text: str) -> int:
        if len(self) >= self._most:
            self.clear()
        number = self[text] = self._of(text)
        return number
