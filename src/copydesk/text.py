"""Words, folds and slugs: the one place where text is normalised."""

import hashlib
import re
import unicodedata

WORD = re.compile(r"\w+")
LETTERS = re.compile(r"[^\W\d_]+")
"""A word without digits."""

_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\xad": None})
_QUOTED = re.compile("[‘’“”–—\xad]")
_LINE_END = re.compile("[\r\v\f\u2028\u2029]")
_LINE_ENDS = re.compile(r"(?<![\n\r\v\f\u2028\u2029])[\r\v\f\u2028\u2029]++(?!\n)")


def fold(text: str) -> str:
    """`text` compared without regard to case, quotation marks, dashes, width or white space."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        if _QUOTED.search(text):  # translating takes longer than all the rest
            text = text.translate(_QUOTES)
    return " ".join(text.split()).casefold()


def with_line_feeds(text: str) -> str:
    """`text` with a line feed for each other character that ends a line (a carriage return, a form feed, U+2028 and
    the like) where no line feed stands beside it; as long as before. U+0085 is none: on pages it is an ellipsis."""
    return _LINE_ENDS.sub(lambda match: "\n" * len(match[0]), text) if _LINE_END.search(text) else text


def words(text: str) -> list[str]:
    """The lower-cased words of `text`, in order."""
    return WORD.findall(text.lower())


def unaccented(text: str) -> str:
    """`text` without regard to case and accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def slug(text: str) -> str:
    """An id for a name: its folded letters and digits joined by hyphens, accents dropped; never empty."""
    return "-".join(WORD.findall(unaccented(text).replace("'", "").replace("’", "").replace("_", " "))) or "x"


def digest(*parts: str) -> str:
    """Twelve hexadecimal digits that stand for `parts`; lone surrogates are allowed."""
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:12]


_VOCABULARY = 1 << 20


class _StableHashes(dict[str, int]):
    """Word -> 63-bit hash, the same in every process; forgotten when the vocabulary grows too large."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _VOCABULARY:
            self.clear()
        raw = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        value = self[word] = int.from_bytes(raw, "little") >> 1
        return value


STABLE_HASHES = _StableHashes()
"""Word -> 63-bit hash; a mapping, so that hashing a page's words is one `map`."""

FUNCTION_WORDS = frozenset(
    "a an the and or but if of in on at to for from by with as into over after before about between through "
    "during against is are was were be been being have has had do does did will would shall should can could "
    "may might must not no nor it its he she they them his her their this that these those there here who whom "
    "which what when where how than then so also such other more most some any all both each own same very "
    "said says say according told we i you our your us me my s t re ve ll d one".split()
)
REFERRING = "he|she|it|they|his|her|its|their|this|that|these|those"
"""Words that mean somebody or something told of elsewhere: alternatives of a pattern."""
_ENDINGS = ("ations", "ation", "ings", "ing", "ions", "ion", "ies", "ment", "ed", "es", "s", "ly", "e", "y")


def stem(word: str) -> str:
    """A crude stem: one common English ending taken off, at least four letters kept."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
