"""Parsed article -> its time expressions, anchored to the page's day where it was written."""

from dataclasses import replace

from copydesk.annotate.parse import Parsed
from copydesk.annotate.times.grammar import expressions
from copydesk.annotate.times.intervals import spanning
from copydesk.annotate.times.keep import kept
from copydesk.annotate.times.localday import local_day
from copydesk.annotate.times.resolve import Context
from copydesk.annotate.times.tag import read_on, tells_history
from copydesk.model import BlockKind, Span, Timex


def find_times(parsed: Parsed) -> tuple[Timex, ...]:
    """The article's time expressions in text order; spans are into its page.

    Relative ones count from the page's day in the dateline's zone (anchor `published`), or from another
    expression of the text (`text`). On an undated page they stay open (`XXXX-WXX-6`, anchor `none`) until
    `resolve_timex` is given a day. Captions and titles tell of nothing to the passages around them.
    """
    today = local_day(parsed.article)
    read = []
    for passage in parsed.passages:
        text = passage.doc.text
        read.append((passage, [e for e in expressions(text) if kept(e, text, doc=passage.doc)]))
    day = today.day if today else None
    history = day is not None and tells_history([e for _, found in read for e in found], day)
    start = Context(day, today.maybe if today else (), history=history)
    context = start
    out = []
    for passage, found in read:
        aside = passage.kind in {BlockKind.TITLE, BlockKind.CAPTION}
        text = passage.doc.text
        told = list(read_on(found, text, doc=passage.doc, context=start if aside else context))
        for timex in spanning([timex for timex, _ in told], text):
            span = Span(passage.start + timex.span.start, passage.start + timex.span.end)
            out.append(replace(timex, span=span))
        if told and not aside:
            context = told[-1][1]
    return tuple(out)
