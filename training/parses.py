"""Parses of texts to learn from: they take longer than training, and are kept in the folder for temporary files."""

import hashlib
import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from spacy.tokens import Doc, DocBin

from copydesk.annotate.parser import PARSER_SHA256, load_parser


def parsed(texts: Sequence[str]) -> Iterator[Doc]:
    """The parse of each text, in order; made once for these texts and this parser."""
    nlp = load_parser()
    key = hashlib.sha256((PARSER_SHA256 + json.dumps(texts)).encode()).hexdigest()[:16]
    kept = Path(tempfile.gettempdir()) / "copydesk" / f"{key}.spacy"
    if not kept.exists():
        kept.parent.mkdir(exist_ok=True)
        DocBin(docs=nlp.pipe(texts)).to_disk(kept)
    return DocBin().from_disk(kept).get_docs(nlp.vocab)
