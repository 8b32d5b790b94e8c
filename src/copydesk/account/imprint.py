"""What a newsroom says of its own page, which is no news: who helped, when it was updated, where to sign up."""

import re
from dataclasses import replace

from copydesk.account.within import sentences_at
from copydesk.model import Annotations, Span

_PAGE = (
    r"(?:This|The(?: following)?|An earlier version of this) (?:breaking |developing )?(?:news )?"
    r"(?:story|article|report|post|piece|interview|transcript|column)"
)
_IMPRINT = re.compile(
    r"\bcontributed (?:reporting\b|to (?:this|the) (?:report|story|article|post|piece)\b)|"
    r"\b[Aa]dditional reporting by [A-Z]|"
    rf"^\W*{_PAGE} (?:(?:has been|was|is|will be) )?(?:being |first |originally |also )*"
    r"(?:updated|corrected|edited|clarified|published|republished|featured|appeared|misstated)\b|"
    r"^\W*(?:This|Our|The|Their) (?:conversation|interview) (?:has been|was) (?:lightly )?(?:edited|condensed)\b|"
    r"^\W*(?:The )?(?:opinions|views) expressed (?:by|in|here)\b|"
    r"^\W*This is a (?:developing|breaking) (?:news )?story\b|"
    r"^\W*(?:Sign up (?:for|to|here)|Subscribe to|Click here|Write to [A-Z]|Tune in(?:to)?|"
    r"Follow (?:us|[A-Z]\w+ [A-Z]\w+) on)\b"
)

_OF_A_WRITER = re.compile(
    r"\W*(?:[A-Z][\w.’'-]+ ){2,3}is an? (?:[\w’'.-]+ ){0,8}?"
    r"(?:editor|columnist|writer|reporter|correspondent|contributor|fellow)\b"
)
"""`Ann Roe is a contributing editor to the Vale Post`."""
LAST = 3
"""Sentences at a page's end among which it tells who wrote it."""


def without_imprint(found: Annotations) -> Annotations:
    """The findings without the claims in sentences such as `Ann Roe contributed to this report`."""
    told = (
        claim
        for claim in found.claims
        if not any(_is_imprint(found, sentence) for sentence in sentences_at(found.sentences, claim.span))
    )
    return replace(found, claims=tuple(told))


def _is_imprint(found: Annotations, sentence: Span) -> bool:
    """Whether the sentence is about the page, or at its end, or with the publisher's name, about who wrote it."""
    text = sentence.of(found.page.text)
    if _IMPRINT.search(text):
        return True
    house = found.article.publisher
    near = (house is not None and house in text) or sentence in found.sentences[-LAST:]
    return near and _OF_A_WRITER.match(text) is not None
