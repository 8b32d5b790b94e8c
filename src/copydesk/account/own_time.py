"""Which time is a claim's own: of those that stand in it, the one at which what it turns on took place."""

import re
from datetime import date

from copydesk.account.dating import DETERMINED, Dated, day_of, is_day, times_of
from copydesk.model import Annotations, Article, Claim, DatedValue, Modality, Span, Stamp, Timex

_CLOSED = re.compile(r",\s(?:who|whom|whose|which|where)\b[^,]*,|\([^()]*\)")
"""An aside that is over: `, who is 55,`."""
_CLAUSE = re.compile(
    r"\b(?:who|whom|whose|which|where|that (?:was|were|is|are|had|has|have|would|will|[a-z]+ed))\b|"
    r"\b(?:before|until|till|since|once|because|although|though|unless)\s+(?!\d|midnight|noon|dark|dawn)"
    r"(?:\S+\s+){2}",
    re.I,
)
"""What opens a clause with a time of its own: `the pass that was taken in`, `since the junta was brought down in`."""
_AFTER = re.compile(r"\bafter\s+(?!\d|midnight|noon|dark|dawn)(?:\S+\s+){2}", re.I)
_BESIDE = re.compile(
    r"\b(?:as|when|while)\s+(?!of\b)(?:\S+\s+){2}|\b(?:plans?|planned|scheduled|due|set|expected|hop(?:es|ing)) to\b|"
    r"\b[a-z]{2,}ed by\b",
    re.I,
)
"""What opens the telling of another act beside the claim's own."""
SOON_AFTER = 1
"""Days: what followed on a day that lies no further before the page's own is of about that day."""
_DETERMINER = re.compile(DETERMINED, re.I)
_NOUN_FOLLOWS = re.compile(r"\s(?!(?:and|or|in|on|at|to|by|for|from|of|when|as|with|after|before)\b)[^\W\d_]")
_NAME_FOLLOWS = re.compile(r"\s[A-Z][a-z]+\s[A-Z]")
_PART = (
    r"(?:early|late|small|end|start|beginning|middle|course|rest|remainder|most|much|all|part|half|hours?|minutes?|days?|"
    r"nights?|mornings?|evenings?|afternoons?|weeks?|weekend|months?|quarters?|springs?|summers?|autumns?|falls?|"
    r"winters?|eve)"
)
"""What a time is divided into: `the night of Feb. 18`, `Friday’s early hours`."""
_YEAR = re.compile(r"\d{4}")
_ADJUNCT = re.compile(
    r"(?:^|[.,;:(“\"]\s?|\b(?:in|of|during|by|since|from|for|until|till|to|and|or|early|late|mid)[\s-]|\b(?:in|at|during)\s\S+\s)$",
    re.I,
)
_POSSESSED = re.compile(rf"(?:['’]s|(?<=s)['’])\s(?!{_PART}\b)")
_OF = re.compile(r"\b(?P<noun>[\w-]+)\sof\s$")
_FROM = re.compile(r"\b(?:from|for)\s$", re.I)
_UP_TO = re.compile(r"\b(?:by|before|until|till)\s$", re.I)
_ON = re.compile(r"\s(?:to|until|till|through|on|onwards?)\b|\s?[–-]")
_AHEAD = frozenset({Modality.PLANNED, Modality.EXPECTED, Modality.CALLED_FOR})
_REACH = 40


def own_time(found: Annotations, claim: Claim, *, dated: Dated) -> DatedValue | None:
    """When what the claim turns on took place, as its page words it; a day before anything vaguer. None if no time in
    the claim is of that, or only a vague one beside a day that cannot be resolved."""
    values = [
        v for v in times_of(found, claim, dated=dated) if _is_bounded(v) and _is_own(found, claim, value=v)
    ]
    days = [value for value in values if is_day(value)]
    if days or not values:
        return days[0] if days else None
    return (
        None
        if any(_is_open_day(timex) for timex in found.times if claim.span.contains(timex.span))
        else values[0]
    )


def _is_bounded(value: DatedValue) -> bool:
    """Whether a time says when it begins: not what lies anywhere behind another (`after the May 6 vote`)."""
    return value.begin is not None and (value.until is not None or value.begin.startswith(value.value[:10]))


def _is_open_day(timex: Timex) -> bool:
    """Whether this is a weekday, or a day of a month, whose date the page does not tell."""
    return timex.begin is None and timex.until is None and "-WXX-" in timex.value


def _is_fresh(found: Annotations, value: DatedValue) -> bool:
    """Whether a time is a day, the page's own or the one before: `ten died after a fire broke out this morning`."""
    published = _filed_on(found.article)
    if published is None or value.begin is None or not is_day(value):
        return False
    return 0 <= (published - date.fromisoformat(value.begin[:10])).days <= SOON_AFTER


def _filed_on(article: Article) -> date | None:
    """The day of the page's stamp, else of its dateline."""
    filed = article.dateline.date if article.dateline else None
    if article.published or filed is None:
        return day_of(article.published)
    return day_of(Stamp(filed, "day", None, "dateline"))


def of_other_act(found: Annotations, claim: Claim, *, time: Span) -> bool:
    """Whether a clause, a plan or a deed that is told beside the act stands between it and the time, to which the time
    may belong: `as Roe met Holm on Monday`, `the bill passed by the House on Monday`."""
    between, _ = _between(found, claim, time=time)
    return any(pattern.search(between) for pattern in (_CLAUSE, _AFTER, _BESIDE))


def _between(found: Annotations, claim: Claim, *, time: Span) -> tuple[str, bool]:
    """What stands between the claim's act, or where that is further on its beginning, and the time, closed asides left
    out; and whether the time is behind the act."""
    act = claim.core.act if claim.core else claim.span
    behind = act.end <= time.start
    start = act.end if behind else claim.span.start
    return _CLOSED.sub(" ", found.page.text[start : time.start]), behind


def _is_own(found: Annotations, claim: Claim, *, value: DatedValue) -> bool:
    """Whether no other clause and no noun stands between the time and the act, to which it would belong."""
    text, here = found.page.text, value.span
    between, behind = _between(found, claim, time=here)
    if _CLAUSE.search(between) or (_AFTER.search(between) and not _is_fresh(found, value)):
        return False
    before, after = text[max(0, here.start - _REACH) : here.start], text[here.end : here.end + _REACH]
    if _NAME_FOLLOWS.match(after) or (_DETERMINER.search(before) and _NOUN_FOLLOWS.match(after)):
        return False  # `the April raid`, `the June 15 Joint Declaration`
    if _YEAR.fullmatch(here.of(text)) and _NOUN_FOLLOWS.match(after) and not _ADJUNCT.search(before):
        return False  # `after joining 2024 talks`
    if behind and _POSSESSED.match(after):
        return False  # `criticized last week's decision`
    of_a_thing = not is_day(value) and _FROM.search(before) and not _ON.match(after)
    if claim.modality not in _AHEAD and (of_a_thing or _UP_TO.search(before)):
        return False  # `footage from 2007`, `told them to leave by Monday`
    part = _OF.search(before)
    return not part or bool(re.fullmatch(_PART, part["noun"], re.I))
