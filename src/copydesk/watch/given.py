"""FEED arguments -> the addresses they name."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from copydesk.errors import InputError, UsageError
from copydesk.readers.refusal import printable
from copydesk.watch.addresses import masked, web_address
from copydesk.watch.unfetched import Unfetched


def named_feeds(given: Iterable[str]) -> list[str]:
    """The addresses of the feeds, each once: an argument is one, or a file that lists some, one a line.

    Raises `InputError` where a file cannot be read, `UsageError` where something is no address.
    """
    return list(dict.fromkeys(address for argument in given for address in _addresses(argument)))


def _addresses(argument: str) -> Iterator[str]:
    if "://" in argument:
        yield _checked(argument, masked(argument))
        return
    name = printable(masked(argument))
    try:
        lines = Path(argument).read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise UsageError(f"{name} is no list of addresses: not UTF-8") from None
    except (OSError, ValueError) as error:
        raise InputError(f"cannot read {name}: {getattr(error, 'strerror', None) or error}") from None
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield _checked(line.strip(), f"{name}:{number}")


def _checked(address: str, where: str) -> str:
    try:
        return str(web_address(address))
    except Unfetched as error:
        raise UsageError(f"{where}: {error.detail}") from None
