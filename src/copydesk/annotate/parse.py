"""Article -> parsed passages: the one parse that every finder below reads."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from copydesk.annotate.parser import load_parser
from copydesk.model import Article, BlockKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

PARSED_KINDS = frozenset(
    {BlockKind.TITLE, BlockKind.HEADING, BlockKind.BODY, BlockKind.QUOTE, BlockKind.LIST, BlockKind.CAPTION}
)
LONGEST_PASSAGE = 20_000
"""Characters. The parser's memory grows with its input; a longer block is cut at a space."""
MOST_TOGETHER = 60_000
"""Characters of an article that are parsed together: of a longer one some passages after the others."""

Stretch = tuple[Span, BlockKind]
_PARAGRAPH = re.compile(r"\S(?:.*\S)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Passage:
    """One parsed stretch of a block. Character `i` of `doc.text` is character `start + i` of the page."""

    doc: "Doc"
    start: int
    kind: BlockKind

    def span(self, piece: "Tokens | Token") -> Span:
        """The page's characters under a token or a run of tokens."""
        if hasattr(piece, "idx"):
            return Span(self.start + piece.idx, self.start + piece.idx + len(piece.text))
        return Span(self.start + piece.start_char, self.start + piece.end_char)

    def under(self, token: "Token") -> Span:
        """The page's characters from the first to the last word of what hangs on a token."""
        return self.span(self.doc[token.left_edge.i : token.right_edge.i + 1])

    @property
    def whole(self) -> Span:
        """All of the passage's characters."""
        return self.span(self.doc[:])

    def tokens(self, span: Span) -> "Tokens | None":
        """The tokens that the page's characters `span` touch, None where none of them is this passage's."""
        return self.doc.char_span(span.start - self.start, span.end - self.start, alignment_mode="expand")


@dataclass(frozen=True, slots=True)
class Parsed:
    """An article with its title, body and caption passages parsed, in text order. No furniture."""

    article: Article
    passages: tuple[Passage, ...]

    @property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of all passages, white space trimmed."""
        found = []
        for passage in self.passages:
            for sentence in passage.doc.sents:
                match = _PARAGRAPH.search(sentence.text)
                if match:
                    start = passage.start + sentence.start_char
                    found.append(Span(start + match.start(), start + match.end()))
        return tuple(found)


def child_of(token: "Token", *dependencies: str) -> "Token | None":
    """The first token that hangs on this one by one of these dependencies."""
    return next((child for child in token.children if child.dep_ in dependencies), None)


def parse(article: Article) -> Parsed:
    """The article with its passages parsed."""
    return next(parse_many([article]))


def parse_many(articles: Iterable[Article]) -> Iterator[Parsed]:
    """The articles in order, parsed one by one: a parse of several together would depend on the company."""
    nlp = load_parser()
    for article in articles:
        stretches = list(_stretches(article))
        text = article.page.text
        docs = (
            doc for batch in _batches(stretches) for doc in nlp.pipe([span.of(text) for span, _ in batch])
        )
        yield Parsed(
            article,
            tuple(
                Passage(_bare(doc), span.start, kind)
                for doc, (span, kind) in zip(docs, stretches, strict=True)
            ),
        )


def _bare(doc: "Doc") -> "Doc":
    """The parse without the vectors it was made from: nobody reads them, and of a page of a million short lines they
    take gigabytes."""
    doc.tensor = np.zeros(0, dtype=np.float32)
    return doc


def _batches(stretches: Iterable[Stretch]) -> Iterator[list[Stretch]]:
    """The stretches in order, as many together as come to `MOST_TOGETHER` characters, at least one."""
    batch: list[Stretch] = []
    length = 0
    for stretch in stretches:
        if batch and length + len(stretch[0]) > MOST_TOGETHER:
            yield batch
            batch, length = [], 0
        batch.append(stretch)
        length += len(stretch[0])
    if batch:
        yield batch


def _stretches(article: Article) -> Iterator[Stretch]:
    """What to parse: article blocks without the dateline (its place would become a subject)."""
    text = article.page.text
    dateline = article.dateline.span if article.dateline else None
    for block in article.blocks:
        if block.kind not in PARSED_KINDS:
            continue
        start, end = block.span.start, block.span.end
        if dateline and block.span.contains(dateline):
            start = dateline.end
        while start < end:
            cut = end if end - start <= LONGEST_PASSAGE else text.rfind(" ", start, start + LONGEST_PASSAGE)
            cut = cut if cut > start else min(end, start + LONGEST_PASSAGE)
            match = _PARAGRAPH.search(text, start, cut)
            if match:
                yield Span(match.start(), match.end()), block.kind
            start = cut
