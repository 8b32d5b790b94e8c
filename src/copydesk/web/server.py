"""Serving a desk until somebody ends it."""

import contextlib
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from copydesk.desk import Desk
from copydesk.errors import CopydeskError
from copydesk.web.app import app_over

_PATIENCE = 2
"""Seconds that a request under way has when the server is ended."""


class NotServedError(CopydeskError):
    """The host and port cannot be listened on: the port is taken, or the host is not this machine's."""


def serve(desk: Path, *, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serves the desk read-only until Ctrl-C or SIGTERM; `ready` is given the address once it can be opened. With port
    0 a free one is taken.

    Raises `InputError` where there is no desk, `NotServedError` where host and port cannot be listened on.
    """
    Desk(desk).close()
    with _listening(host, port) as listener:
        taken = listener.getsockname()[1]
        ready(f"http://{f'[{host}]' if ':' in host else host}:{taken}/")
        config = uvicorn.Config(
            app_over(desk, host=host),
            access_log=False,
            log_config=None,
            log_level="error",
            server_header=False,
            proxy_headers=False,
            lifespan="off",
            ws="none",
            timeout_graceful_shutdown=_PATIENCE,
        )
        # What the signals mean to the command, once the last answers are given.
        with contextlib.suppress(KeyboardInterrupt, SystemExit):
            uvicorn.Server(config).run(sockets=[listener])


def _listening(host: str, port: int) -> socket.socket:
    try:
        family, *_, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        return socket.create_server(address[:2], family=family)
    except (OSError, UnicodeError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise NotServedError(f"cannot serve at {host}:{port}: {why}; see --host and --port") from None
