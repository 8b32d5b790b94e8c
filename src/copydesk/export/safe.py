"""What a page may say on a screen or in a file: characters that steer a display are replaced, addresses are checked."""

import re
from urllib.parse import urlsplit

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
"""Stands for each neutralised character, one for one, so that offsets keep their meaning."""

# C0 and C1 controls but tab and newline (terminal escapes start here), the bidirectional controls that make
# text read as something else (Unicode TR 36, 3.2), and lone surrogates, which no encoding can carry.
_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def neutral(text: str) -> str:
    """`text`, as long as it was, without characters that steer a terminal or a browser."""
    return _STEERING.sub(REPLACEMENT, text)


def as_bytes(text: str) -> bytes:
    """`text` as it is written: a lone surrogate, which UTF-8 cannot hold, as the escape that JSON has, \\ud800."""
    return text.encode("utf-8", "backslashreplace")


def one_line(text: str) -> str:
    """`text` neutralised, on one line, with single spaces."""
    return " ".join(neutral(text).split())


def shortened(text: str, most: int) -> str:
    """`text` on one line; of a longer one the beginning, `most` characters with the mark that it goes on."""
    line = one_line(text)
    return line if len(line) <= most else line[: most - 1] + "…"


def web_address(url: str | None) -> str | None:
    """`url` if it is an absolute http or https address, else None."""
    if url is None or neutral(url) != url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in {"http", "https"} and parts.netloc else None
