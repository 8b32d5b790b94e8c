"""How tellings of one claim stand to it: one states, another denies, expects or allows for it."""

import re
from collections.abc import Hashable, Sequence
from itertools import combinations

from copydesk.account.acts import one_act
from copydesk.account.copies import of_two_pages
from copydesk.account.tellings import Telling
from copydesk.account.terms import cosine
from copydesk.model import Difference, DifferenceKind, Modality, Polarity, Variant
from copydesk.text import fold

SAME_SAYING = {"denied": 0.5, "not yet": 0.5, "possible": 0.6}
"""Cosine of terms from which on a telling of that stance and one of another speak of the same thing."""

ONE_MATTER = 0.6
"""Cosine of sentence vectors under which two tellings are of two matters, whatever words they share."""

_PLAIN = frozenset({"asserted", "denied"})
"""One of two at odds says yes or no: what may be and what is planned can be one."""
_NOT_YET = frozenset({Modality.PLANNED, Modality.EXPECTED, Modality.CALLED_FOR})
_NEGATED = re.compile(
    r"\b(?:not|no|never|neither|nor|none|nobody|without|cannot|prohibit\w*|forb[ai]d\w*|ban(?:s|ned|ning)?|unable|refus\w+|"
    r"fail(?:s|ed|ing)?)\b|n[’']t\b",
    re.IGNORECASE,
)
"""What makes a clause a negative one, by its own word or by a verb that says as much."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_AHEAD_OF = 3
"""Words before a clause in which what negates it stands: `did not say that`, `refused to`."""
_IF = re.compile(r"\b(?:if|unless)\b", re.IGNORECASE)
_AHEAD = re.compile(r"\b(?:will|would|shall|wo)\b|[’']ll\b", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"[“\"‘']?(?:I|We)\b")


def denied(tellings: Sequence[Telling]) -> bool:
    """Whether one telling denies or negates what another says."""
    for a, b in combinations(of_two_pages(tellings, _standing), 2):
        stances = {stance_of(a), stance_of(b)}
        if "denied" in stances and len(stances) > 1 and _same_saying(a, b):
            return True
    return False


def stances_apart(tellings: Sequence[Telling]) -> Difference | None:
    """One says it, another denies it, or says that it will or may be; both in much the same terms."""
    values: dict[str, Telling] = {}
    ordered = sorted(tellings, key=lambda t: t.is_headline)
    for a, b in combinations(of_two_pages(ordered, _standing), 2):
        stances = {stance_of(a), stance_of(b)}
        if len(stances) > 1 and stances & _PLAIN and a.source != b.source and _same_saying(a, b):
            values[stance_of(a)] = values.get(stance_of(a), a)
            values[stance_of(b)] = values.get(stance_of(b), b)
    if not values:
        return None
    variants = [Variant(_said(t), t.source, t.claim.span) for _, t in sorted(values.items())]
    return Difference(DifferenceKind.MODALITY, tuple(variants))


def stance_of(telling: Telling) -> str:
    """How the telling stands to what it tells: `asserted`, `denied`, `possible` or `not yet`."""
    modality = telling.claim.modality
    if modality is Modality.DENIED or telling.claim.polarity is Polarity.NEGATIVE:
        return "denied"
    if modality is Modality.POSSIBLE:
        return "possible"
    return "not yet" if modality in _NOT_YET else "asserted"


def _standing(telling: Telling) -> Hashable:
    """All that tells whether the telling is at odds with one of another stance."""
    claim = telling.claim
    act = claim.core.act.of(telling.found.page.text) if claim.core else None
    return telling.text, claim.modality, claim.polarity, act, frozenset(telling.terms.items())


def _same_saying(a: Telling, b: Telling) -> bool:
    """Whether two tellings of different stance are about the same: an explicit denial is of what it is aligned
    with; a `not` or a `will` may belong to something else, unless both tell of one act in common words."""
    if float(a.meaning @ b.meaning) < ONE_MATTER:
        return False
    if Modality.DENIED in {a.claim.modality, b.claim.modality}:
        return True
    if not one_act(a, b) or _quoted_within(a.text, b.text) or _both(a, b, sign=_IF):
        return False  # `not`, or `will`, is said of one thing, and the other tells of another
    stances = {stance_of(a), stance_of(b)}
    if "denied" in stances and _both(a, b, sign=_NEGATED):
        return False  # both say `not`: one of them to something the other's clause holds too
    if (
        "not yet" in stances
        and "denied" not in stances
        and (_both(a, b, sign=_AHEAD) or _both(a, b, sign=_FIRST_PERSON))
    ):
        return False
    return cosine(a.terms, b.terms) >= max(SAME_SAYING.get(stance_of(t), 0.0) for t in (a, b))


def _quoted_within(one: str, other: str) -> bool:
    """Whether the words of one stand as a whole in the other, which says more around them and says that otherwise;
    a `no` before them is about them."""
    short, long = sorted((f" {' '.join(_WORD.findall(fold(text)))} " for text in (one, other)), key=len)
    before, found, _ = long.partition(short)
    return bool(found) and not _NEGATED.search(" ".join(before.split()[-_AHEAD_OF:]))


def _both(a: Telling, b: Telling, *, sign: "re.Pattern[str]") -> bool:
    return bool(sign.search(a.text) and sign.search(b.text))


def _said(telling: Telling) -> str:
    claim = telling.claim
    return f"not {claim.modality.value}" if claim.polarity is Polarity.NEGATIVE else claim.modality.value
