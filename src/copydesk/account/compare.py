"""How one claim stands to another: does it tell of the same thing, bear it out, or deny it?

Boosted trees over what the two texts share and over how the second talks about it (`likeness`). Bodies and
single claims have trees of their own: the first learnt from the Fake News Challenge's headlines and bodies,
the second from Emergent's rumours and headlines (Ferreira and Vlachos, Emergent: a novel data-set for stance
classification, NAACL 2016) and ClaimDiff's sentence pairs (Ko et al., ClaimDiff: Comparing and Contrasting
Claims on Contentious Issues, 2022). For sentence pairs the trees of both orders and what the sentence vectors tell
(`bearing`) are added up: of ClaimDiff's pairs that are labelled in both orders, 95 in 100 have one label.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import exp, log
from pathlib import Path

import numpy as np

from copydesk.account.bearing import bearing
from copydesk.account.likeness import Body, Passage, comparison_features, direction_features
from copydesk.account.quantities import quantities
from copydesk.account.slots import says_not, worded_alike
from copydesk.embedding import meaning
from copydesk.forest import Forest, forest_of
from copydesk.sealed import verified_arrays

WEIGHTS = Path(__file__).parent / "weights"
CLAIM_SENTENCES = 2
"""A text of at most so many sentences is a claim, a longer one a body."""
STANCES = ("agree", "disagree", "discuss")
LENT = 0.25
"""How much of the log-odds learnt from rumours is added to what ClaimDiff's few, noisy pairs teach."""
UNRELATED_BELOW = 0.4
"""Probability of telling of the same thing under which a text is `unrelated`; the weighted challenge score's best."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How `b` stands to `a`, scores 0..1; .5 is where the answer turns from no to yes.

    `same`: b tells of what a tells of. `supports`: b makes a more believable. `contradicts`: b makes a less
    believable, or denies it. The last two do not add up to one: most that is told of one thing does neither.
    Of two claims they are the same whichever comes first.
    """

    same: float
    supports: float
    contradicts: float


def compare_claims(a: str, b: str) -> Comparison:
    """How `b`, a claim or a whole text, stands to `a`, a claim or headline. Raises `DamagedWeightsError`.

    Texts without a word tell of nothing: all scores are 0.
    """
    claim, body = Passage(a), Body(b)
    if not claim.words or not body.whole.words:
        return Comparison(0.0, 0.0, 0.0)
    heads = _heads()
    if len(body.sentences) > CLAIM_SENTENCES:
        row = comparison_features(claim, body)
        same = _odds(_score(heads["body_related"], row))
        stance = _stances(heads, "body", row=row)
        return Comparison(same, same * stance["agree"], same * stance["disagree"])
    there = _told(heads, claim_row(claim, body))
    back = _told(heads, claim_row(body.whole, Body(a)))
    vectors = bearing(meaning(a), meaning(b))
    supports, contradicts = (
        _odds(vectors[key] + (there[key] + back[key]) / 2) for key in ("strengthen", "weaken")
    )
    if _exclude(a, b):
        of_one = _odds((there["related"] + back["related"]) / 2)
        supports, contradicts = min(supports, 1 - of_one), max(contradicts, of_one)
    return Comparison(_odds(there["related"]), supports, contradicts)


def _exclude(a: str, b: str) -> bool:
    """Whether two claims in much the same words cannot both be true: one says `not`, or their figures for the same
    thing exclude each other."""
    counted = [(one, two) for one in quantities(a) for two in quantities(b) if one.comparable(two)]
    agreed = any(one.agrees(two) or one.rounds(two) for one, two in counted)
    return says_not(a, b) or (worded_alike(a, b) and bool(counted) and not agreed)


def stance_of(headline: str, body: str) -> str:
    """`agree`, `disagree`, `discuss` or `unrelated`: how `body`, a text or a claim, takes what `headline` says.

    The Fake News Challenge's classes. `discuss` reports without taking sides. Raises `DamagedWeightsError`.
    """
    claim, text = Passage(headline), Body(body)
    if not claim.words or not text.whole.words:
        return "unrelated"
    kind = "body" if len(text.sentences) > CLAIM_SENTENCES else "claim"
    row = comparison_features(claim, text) if kind == "body" else claim_row(claim, text)
    if _odds(_score(_heads()[f"{kind}_related"], row)) < UNRELATED_BELOW:
        return "unrelated"
    stances = _stances(_heads(), kind, row=row)
    return max(STANCES, key=stances.__getitem__)


def claim_row(a: Passage, b: Body) -> list[float]:
    """The features of two claims: those of any comparison, what either says beyond the other, and the cosine of their
    sentence vectors."""
    near = float(meaning(a.text) @ meaning(b.text))
    return [*comparison_features(a, b), *direction_features(a, b.whole), near]


def _told(heads: Mapping[str, Forest], row: list[float]) -> dict[str, float]:
    """The log-odds by the trees that the second claim is `related` to the first, would `strengthen` or `weaken` it."""
    related = _score(heads["claim_related"], row)
    share = _stances(heads, "claim", row=row)["disagree"]
    denied = log(share / (1 - share))
    return {
        "related": related,
        "strengthen": _score(heads["strengthen"], row) + LENT * (related - denied),
        "weaken": _score(heads["weaken"], row) + LENT * denied,
    }


def _odds(score: float) -> float:
    """The probability of log-odds."""
    return 1 / (1 + exp(-score))


def _score(forest: Forest, row: list[float]) -> float:
    return float(forest.score(np.array([row], dtype=np.float64))[0])


def _stances(heads: Mapping[str, Forest], kind: str, *, row: list[float]) -> dict[str, float]:
    """The share of each stance, given that both tell of the same thing: softmax of the classes' scores."""
    scores = {stance: _score(heads[f"{kind}_{stance}"], row) for stance in STANCES}
    top = max(scores.values())
    raised = {stance: exp(score - top) for stance, score in scores.items()}
    total = sum(raised.values())
    return {stance: value / total for stance, value in raised.items()}


@cache
def _heads() -> dict[str, Forest]:
    """The forests by name. Raises `DamagedWeightsError`."""
    arrays = verified_arrays(WEIGHTS / "comparison.npz")
    names = sorted({key.rsplit(".", 1)[0] for key in arrays})
    return {name: forest_of(arrays, f"{name}.") for name in names}
