"""PATH arguments -> the files they name."""

import glob
import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from copydesk.errors import InputError
from copydesk.model import Reason, Rejected
from copydesk.readers.refusal import printable

STANDARD_INPUT = "-"
_ADDRESSES = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file to read. `source` is the path as given, in printable characters; `path` opens it."""

    source: str
    path: str


def name_files(paths: Iterable[str | os.PathLike[str]]) -> Iterator[NamedFile | Rejected]:
    """The files the paths name, in order: a folder's in name order, hidden ones left out.

    A path is a file, a folder (walked; links to folders are not followed), a glob (`**` for any depth)
    or `-` for standard input. Every path is looked at before the first file is given out. Raises
    `InputError` where one does not exist or a glob matches nothing.
    """
    named = [path for given in paths for path in _named(os.fspath(given))]
    return (found for path in named for found in _files(path))


def _named(path: str) -> list[str]:
    if path == STANDARD_INPUT:
        return [path]
    try:
        os.stat(path)
    except PermissionError:
        return [path]
    except (OSError, ValueError) as error:
        if path.startswith(_ADDRESSES):
            why = "an address, and nothing is fetched from the network; give the page as a file"
            without_login = re.sub("//.*@", "//...@", printable(path))
            raise InputError(f"cannot read {without_login}: {why}") from None
        if glob.has_magic(path) and "\0" not in path:
            matches = sorted(glob.glob(path, recursive=True))
            if matches:
                return matches
            raise InputError(f"no file matches {printable(path)}") from None
        dangling = "its target does not exist" if os.path.islink(path) else ""
        why = dangling or getattr(error, "strerror", None) or str(error)
        raise InputError(f"cannot read {printable(path)}: {why}") from None
    return [path]


def _files(path: str) -> Iterator[NamedFile | Rejected]:
    if path == STANDARD_INPUT or not os.path.isdir(path):
        yield NamedFile(printable(path), path)
        return
    waiting = [path]
    while waiting:
        here = waiting.pop()
        if not os.path.isdir(here):
            yield _walked_file(here)
            continue
        try:
            names = sorted(name for name in os.listdir(here) if not name.startswith("."))
        except OSError as error:
            yield Rejected(printable(here), "read", Reason.UNREADABLE, f"folder: {error.strerror}")
            continue
        inside = [os.path.join(here, name) for name in reversed(names)]
        waiting.extend(p for p in inside if not (os.path.islink(p) and os.path.isdir(p)))


def _walked_file(path: str) -> NamedFile | Rejected:
    """A file met on a walk; nobody named it, so what could block for ever is not opened."""
    try:
        status = os.stat(path)
    except OSError as error:
        return Rejected(printable(path), "read", Reason.UNREADABLE, error.strerror or str(error))
    if not stat.S_ISREG(status.st_mode):
        return Rejected(printable(path), "read", Reason.UNSUPPORTED, "a device, pipe or socket, not a file")
    if _is_standard_output(status):
        return Rejected(printable(path), "read", Reason.UNSUPPORTED, "this run's own output")
    return NamedFile(printable(path), path)


def _is_standard_output(status: os.stat_result) -> bool:
    """Whether a file met on a walk is what this process writes to: reading it would never end."""
    try:
        return os.path.samestat(status, os.fstat(1))
    except OSError:
        return False
