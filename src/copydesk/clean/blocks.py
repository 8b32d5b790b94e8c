"""Page -> blocks that tile it: each a stretch of the article, or a stretch of the site's furniture."""

import re

from copydesk.clean.segments import find_segments
from copydesk.model import Block, BlockKind, Page, Reason, Rejected, Span

_END = re.compile(r"[.!?。！？…][\"'”’»)\]]*$")
_AFTER = re.compile(
    r"(related|source link|leave a (reply|comment)|you may also like|more from|read more)\b", re.I
)


def find_blocks(page: Page) -> tuple[Block, ...] | Rejected:
    """The page's blocks in order. White space between two belongs to the first of them."""
    segments = find_segments(page)
    if not segments:
        return Rejected(page.source, "clean", Reason.EMPTY, "the page holds no text")
    kinds = []
    over = titled = False
    for segment in segments:
        text = segment.span.of(page.text)
        prose = len(text.split()) >= 8 and _END.search(text)
        over = over or (BlockKind.BODY in kinds and bool(_AFTER.match(text)))
        if prose and not over:
            kinds.append(BlockKind.BODY)
        elif not titled and len(text.split()) >= 4:
            titled = True
            kinds.append(BlockKind.TITLE)
        else:
            kinds.append(BlockKind.OTHER)
    if BlockKind.BODY not in kinds:
        return Rejected(page.source, "clean", Reason.NOT_AN_ARTICLE, "no running text stands on the page")
    starts = [0, *(segment.span.start for segment in segments[1:])]
    ends = [*starts[1:], len(page.text)]
    return tuple(
        Block(kind, Span(start, end), 0.5, segment.element if segment.element >= 0 else None)
        for kind, start, end, segment in zip(kinds, starts, ends, segments, strict=True)
    )
