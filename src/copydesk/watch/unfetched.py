"""Why something was not fetched, and whether to come back for it."""

from copydesk.model import Reason, Rejected

TRIES = 5
"""How often a page is asked for, once a round, before it is given up."""


class Unfetched(Exception):
    """Raised in this room only; `of` turns it into the value callers see.

    `costs` is how many of its tries the address loses: none where nobody was asked, all where asking again is no use.
    """

    def __init__(self, detail: str, *, reason: Reason = Reason.UNREADABLE, costs: int = 1) -> None:
        super().__init__(detail)
        self.detail = detail
        self.reason = reason
        self.costs = costs

    def of(self, source: str) -> Rejected:
        """The rejection of `source` for this reason."""
        return Rejected(source, "read", self.reason, self.detail)


class Failed(Unfetched):
    """The host did not do what it should, which may be over soon."""


class BrokenOff(Failed):
    """It failed at once, so that asking a second time costs little."""


class Stopped(Exception):
    """The user wants the run to end; what was fetched stays."""
