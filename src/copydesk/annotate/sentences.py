"""Sentences where no parse is made: of articles in languages the parser does not know."""

import re

from copydesk.annotate.parse import PARSED_KINDS
from copydesk.model import Article, Span

_SENTENCE = re.compile(r"[^\s](?:[^.!?。！？।؟\n]|[.!?](?=\S)){0,2000}[.!?。！？।؟]*[”\"»’)\]]*", re.DOTALL)


def split_sentences(article: Article) -> tuple[Span, ...]:
    """The sentences of title, body and captions by their final marks and line ends, in text order."""
    text = article.page.text
    return tuple(
        Span(match.start(), match.end())
        for block in article.blocks
        if block.kind in PARSED_KINDS
        for match in _SENTENCE.finditer(text, block.span.start, block.span.end)
    )
