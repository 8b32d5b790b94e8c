"""How a run that goes on for days is ended."""

import signal
import time
from types import FrameType
from typing import Any, Self

from copydesk.watch import Stopped

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stopping:
    """Inside a `with`, Ctrl-C and SIGTERM end the run when it pauses next; asked twice, as they end any other."""

    def __init__(self) -> None:
        self.asked = False
        self._is_pausing = False
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Self:
        self._before = {each: signal.signal(each, self._ask) for each in _SIGNALS}
        return self

    def __exit__(self, *_: object) -> None:
        self._restore()

    def pause(self, seconds: float) -> None:
        """Sleeps so long. Raises `Stopped` where the end was asked for, or as soon as it is."""
        self._is_pausing = True
        try:
            if self.asked:
                raise Stopped
            time.sleep(seconds)
        finally:
            self._is_pausing = False

    def _ask(self, _: int, __: FrameType | None) -> None:
        self.asked = True
        self._restore()
        if self._is_pausing:
            raise Stopped

    def _restore(self) -> None:
        for each, handler in self._before.items():
            signal.signal(each, handler)
