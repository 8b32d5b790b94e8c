"""Words, folds and slugs: the one place where text is normalised."""

import hashlib
import re
import unicodedata

WORD = re.compile(r"\w+")

_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\xad": None})


def fold(text: str) -> str:
    """`text` compared without regard to case, quotation marks, dashes, width or white space."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_QUOTES).split()).casefold()


def words(text: str) -> list[str]:
    """The lower-cased words of `text`, in order."""
    return WORD.findall(text.lower())


def slug(text: str) -> str:
    """An id for a name: its folded letters and digits joined by hyphens, accents dropped; never empty."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return "-".join(WORD.findall(plain.replace("'", "").replace("’", "").replace("_", " "))) or "x"


def digest(*parts: str) -> str:
    """Twelve hexadecimal digits that stand for `parts`; lone surrogates are allowed."""
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:12]
