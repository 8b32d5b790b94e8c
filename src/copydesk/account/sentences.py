"""Which sentences tell the story in the fewest words, and in which order."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence

from copydesk.account.tellings import ends_sentence
from copydesk.account.terms import Named, claim_terms, containment, weigh
from copydesk.account.within import sentences_at
from copydesk.embedding import meaning
from copydesk.model import AccountClaim, Annotations, BlockKind, Span, Status, Story
from copydesk.text import REFERRING, fold, words

MOST_SENTENCES = 9
NEW_ENOUGH = 0.35
"""A sentence with less than this share of its weight still untold adds nothing."""
SAID_ALREADY = 0.7
"""Cosine of sentence vectors beyond which a sentence says what a chosen one of another page says."""
LEANS, LEANS_ON_PERSON, LEANS_ON_TOLD = 0.3, 0.6, 0.8
"""What is left of the news of a sentence that leans on the one before it on its page, `She will ...`; of one that means
whom the account is about, if the one before names nobody else; and of one where that is told."""
_OF_ONE_PERSON = re.compile(r"(?:He|She|His|Her)\b")
_LEANING = re.compile(
    rf"(?:But|And|Or|So|Meanwhile|However|Also|Accordingly|Instead|Then|Regardless|{REFERRING.title()}|"
    r"Both|Such|There|Here|Neither(?! of\b)|(?:One|Another)(?! of\b))\b|"
    r"(?:(?:The )?(?:Latter|latter|Rest|rest|Others?|others?)|None|Some|Many|Most|Several|Few|All)"
    r"(?: of (?:them|these|those|whom))? (?:is|are|was|were|ha[sd]|have|do(?:es)?|did|will|would|can|could|may|might|"
    r"must|should|also|sa(?:y|id))\b|"
    r"(?:If|When|While|As|Though|Although|Since|Because|Among|After|Before|In|At|By|For|From|With|Despite|Under|Until|"
    r"Shortly after|Shortly before) (?:those|these|that|this|such|them|him)\b"
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_FIRST_PERSON = re.compile(
    r"(?:^|[^\w\s] ?|\b[a-z][\w’']* )I(?:['’](?:m|d|ll|ve))? [a-z]|\b(?:my|myself|me)\b"
)
"""Somebody who does not say who he is, outside quotation marks: `I wrote`; not `World War I began`."""
_PRONOUN_BEHIND = re.compile(
    r"[^,“”\"]{1,60}, (?:he|she|they|it)\b|.*[,?!.][”\"’'] (?:he|she|they|it)\b|.*, (?:he|she|they) \w+\.$"
)
"""`In a later post, he ...`; `“...,” she said`; `..., they added.`: whom it means stands in another sentence."""
_TITLED = re.compile(
    r"\b(?:Sgt|Lt|Col|Gen|Sens?|Reps?|Govs?|Drs?|Mr|Mrs|Ms|Capt|Cpl|Maj|Profs?|Rev|Supt|Det)\.$"
)
"""How a sentence ends that was broken before a name: `said Sgt.`"""
_BESIDE = frozenset((BlockKind.CAPTION, BlockKind.HEADING))
LEAD_CHARACTERS = 1500
"""How far into an article its gravest claims reach: the inverted pyramid."""


def choose_telling(story: Story, claims: Sequence[AccountClaim]) -> tuple[str, ...]:
    """The ids of the claims whose sentences, read in order, tell the story.

    Greedy maximal coverage (Nemhauser, Wolsey and Fisher, 1978) of the terms of all news claims, each term
    weighed by how well its claims are attested; then put in the order in which their pages tell them.
    """
    pages = {found.article.source: found for found in story.findings}
    readable = [claim for claim in claims if _readable(claim)]
    able = [claim for claim in readable if not claim.background and _leads_in_body(pages, claim)]
    able = able or readable or [claim for claim in claims if claim.sentence]
    leaning = [c.sentence is not None and leans(pages[c.sentence.source], c.sentence.span) for c in able]
    named = {source: Named.on(found) for source, found in pages.items()}
    terms = weigh([claim_terms(named[c.sentence.source], c.sentence.span) for c in able if c.sentence])
    headed = _terms_of_headlines(pages, named)
    weights = [_weight(pages, c) * (1 + containment(headed, t)) for c, t in zip(able, terms, strict=True)]
    chosen: list[int] = []
    told: dict[str, float] = {}
    sentences: set[str] = set()
    left = dict.fromkeys(range(len(able)))

    def news(i: int) -> float:
        untold = 1 - containment(terms[i], told)
        return untold * _standing(pages, able[i], chosen=[able[j] for j in chosen]) if leaning[i] else untold

    while left and len(chosen) < MOST_SENTENCES:
        best = max(left, key=lambda i: (weights[i] * news(i), -i))
        del left[best]
        if sentences & _sentences(pages, able[best]) or _is_said(able[best], [able[i] for i in chosen]):
            continue
        if chosen and news(best) < NEW_ENOUGH:
            if leaning[best]:
                continue
            break
        chosen.append(best)
        sentences |= _sentences(pages, able[best])
        told.update(terms[best])
    return tuple(able[i].id for i in sorted(chosen, key=lambda i: _order(pages, able[i])))


def _terms_of_headlines(pages: Mapping[str, Annotations], named: Mapping[str, Named]) -> Counter[str]:
    """The terms of the pages' headlines, each counted by the headlines it stands in."""
    titles = ((source, found.article.title) for source, found in pages.items())
    headed = (claim_terms(named[source], title.span) for source, title in titles if title and title.span)
    return Counter(term for terms in headed for term in terms)


def _is_said(claim: AccountClaim, chosen: Sequence[AccountClaim]) -> bool:
    """Whether a chosen sentence of another page says what the claim's sentence says.

    What stands on one page in like sentences is two things: each medal, each guest. Only what might be chosen is
    encoded.
    """
    ours = claim.sentence
    elsewhere = [c.sentence for c in chosen if c.sentence and ours and c.sentence.source != ours.source]
    return ours is not None and any(
        float(meaning(ours.text) @ meaning(theirs.text)) > SAID_ALREADY for theirs in elsewhere
    )


def _weight(pages: Mapping[str, Annotations], claim: AccountClaim) -> float:
    """How much a claim belongs into the account: told by many, told early, in dispute."""
    tellers = {e.source for e in claim.evidence}
    early = max(
        1 - e.span.start / max(LEAD_CHARACTERS, len(pages[e.source].page.text)) for e in claim.evidence
    )
    weight = (1 + 0.6 * (len(tellers) - 1)) * (0.4 + early)
    if claim.status is Status.DISPUTED:
        weight *= 1.3
    return weight


def leans(found: Annotations, sentence: Span) -> bool:
    """Whether a sentence cannot be read by itself: it goes on from the one before, or does not name who speaks."""
    text = sentence.of(found.page.text)
    if _LEANING.match(text) or _FIRST_PERSON.search(_QUOTED.sub("", text)):
        return True
    quoted = [q for q in found.quotations if any(part.contains(sentence) for part in q.content)]
    if any(not any(sentence.contains(source) for source in q.source) for q in quoted):
        return True
    pronoun = _PRONOUN_BEHIND.match(text)
    if not pronoun:
        return False
    able = {"PERSON"} if pronoun.group().endswith(("he", "she")) else {"PERSON", "ORG"}
    parties = (m.span for e in found.entities if e.label in able for m in e.mentions)
    return not any(sentence.start <= span.start < sentence.start + pronoun.end() for span in parties)


def _standing(
    pages: Mapping[str, Annotations], claim: AccountClaim, *, chosen: Sequence[AccountClaim]
) -> float:
    """What is left of the news of a sentence that leans on the one before it on its page, beside those chosen."""
    ours, told = claim.sentence, [c.sentence for c in chosen if c.sentence]
    sentences = pages[ours.source].sentences if ours else ()
    here = bisect_left(sentences, ours.span) if ours else 0
    if ours is None or not here:
        return LEANS
    before = sentences[here - 1]
    if any((one.source, one.span) == (ours.source, before) for one in told):
        return LEANS_ON_TOLD
    meant = _persons(pages[ours.source], before)
    often = Counter(person for one in told for person in _persons(pages[one.source], one.span)).most_common(2)
    about = {person for person, count in often if count > often[-1][1] or len(often) == 1}
    return LEANS_ON_PERSON if _OF_ONE_PERSON.match(ours.text) and meant and meant == about else LEANS


def _persons(found: Annotations, span: Span) -> set[str]:
    """The ids of the persons named in a stretch of the page."""
    persons = (entity for entity in found.entities if entity.label == "PERSON")
    return {entity.id for entity in persons if any(span.contains(m.span) for m in entity.mentions)}


def _order(pages: Mapping[str, Annotations], claim: AccountClaim) -> tuple[float, str, int]:
    """Where a claim comes in the tellings: its earliest relative place on the pages that tell it."""
    places = [e.span.start / max(1, len(pages[e.source].page.text)) for e in claim.evidence]
    first = claim.evidence[0]
    return (round(min(places), 3), first.source, first.span.start)


def _readable(claim: AccountClaim) -> bool:
    """Whether the claim's sentence is one a reader can follow: five words or more, no quotation cut in two,
    no headline, not in capitals, not begun elsewhere; one that neither asks nor announces what comes next."""
    if claim.sentence is None or len(words(claim.sentence.text)) < 5:
        return False
    text = claim.sentence.text
    whole = ends_sentence(text) and text.count("“") == text.count("”") and text.count('"') % 2 == 0
    return whole and not (
        text.isupper() or text[0].islower() or text.endswith((":", "?")) or _TITLED.search(text)
    )


def _leads_in_body(pages: Mapping[str, Annotations], claim: AccountClaim) -> bool:
    """Whether its first telling stands in running text, not in a headline, a heading or under a picture."""
    first = claim.evidence[0]
    article = pages[first.source].article
    if article.title and article.title.span and article.title.span.overlaps(first.span):
        return False
    return not any(block.kind in _BESIDE and block.span.overlaps(first.span) for block in article.blocks)


def _sentences(pages: Mapping[str, Annotations], claim: AccountClaim) -> set[str]:
    """The folded sentences in which the claim is told, on whatever page."""
    told = set()
    for evidence in claim.evidence:
        found = pages[evidence.source]
        around = sentences_at(found.sentences, evidence.span)
        told |= {fold(s.of(found.page.text)) for s in around}
    return told
