"""Why an input cannot be read, on its way to becoming a `Rejected`."""

from copydesk.model import Reason, Rejected


class Refusal(Exception):
    """Raised inside the readers only; `of` turns it into the value callers see."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail

    def of(self, source: str) -> Rejected:
        """The rejection of `source` for this reason."""
        return Rejected(source, "read", self.reason, self.detail)


def printable(name: str) -> str:
    """`name` with what UTF-8 cannot hold (undecodable bytes of a file name) written as escapes."""
    return (
        name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        if has_surrogate(name)
        else name
    )


def has_surrogate(text: str) -> bool:
    """Whether `text` holds a lone surrogate, which no encoding of Unicode can carry."""
    return any("\ud800" <= char <= "\udfff" for char in text)
