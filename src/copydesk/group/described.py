"""What sort of party a description means that no entity bears: `Iran’s seismologic center`, `CDC data`, `the owner`."""

import re

from copydesk.annotate.quotations.antecedents import BODIES
from copydesk.annotate.times.lexicon import DAYS, MONTHS
from copydesk.model import Annotations, Attribution, OriginKind

OFFICE = re.compile(
    r"\b(?:embass|consul|ministr|government|police|cops\b|army|military|navy|court|council|department|office|"
    r"agency|authorit|parliament|senate|congress|president|commission|committee|bureau|union|nations|"
    r"organi[sz]ation|hospital|health cent|operator|company|coast ?guard|customs|association|spokes|"
    r"prosecut|administration|campaign|school|universit|team\b|club\b|party\b|fire (?:chief|service))",
    re.IGNORECASE,
)
"""Words of a body or an office, whoever has it."""
DOCUMENT = re.compile(
    r"\b(?:report|statement|study|survey|document|letter|filing|memo|transcript)s?\b", re.IGNORECASE
)
PROPER = re.compile(r"[A-Z][\w.&-]*(?: (?:(?:of|for|and|the|&) )*[A-Z][\w.&-]*)*")
_PAPERS = frozenset(
    "indictment complaint lawsuit suit affidavit petition ruling order decree warrant autopsy autopsies record file "
    "datum data database website figure statistic tally tallies count analysis analyses poll census index page "
    "newsletter bulletin memorandum brief testimony manifesto will".split()
)
"""Papers and collections that say something where it is known whose they are, or which one is meant. (Not articles,
tweets and interviews: these are whose they are.)"""
_UNNAMED = frozenset(
    "official source aide adviser advisor ally allies insider staffer person people man men woman women boy girl kid "
    "teen teenager child children resident witness witnesses critic supporter protester protestor demonstrator "
    "activist voter fan user observer diplomat employee worker student neighbor neighbour friend relative colleague "
    "opponent proponent advocate lawmaker senator congressman congresswoman "
    "politician soldier passenger customer patient parent mother father wife husband son daughter "
    "brother sister family families victim survivor suspect operative strategist veteran member other one two "
    "host guest reader viewer".split()
)
"""People told by what they are, of whom there are many: whoever they belong to, nobody says which one speaks."""
_HELD_BY_ONE = frozenset(
    "director owner mayor governor premier chancellor chairman chairwoman chairperson chair chief commander commandant "
    "editor publisher manager coach principal superintendent pastor minister priest bishop archbishop imam rabbi "
    "rector dean boss ceo founder coroner examiner sheriff commissioner ambassador secretary treasurer general judge "
    "magistrate captain skipper king queen prince pope publicist landlord executive counsel marshal".split()
)
"""Offices of which a place, a body or a case has one: `the general director`."""
_BODIES = BODIES | frozenset(
    "center centre observatory laboratory lab service circuit jury tribunal museum airline retailer lender network "
    "studio chain maker manufacturer carrier church diocese zoo society league community district county city".split()
)
"""Bodies that a definite description tells from others of their sort: `the regional observatory`."""
_FORCES = frozenset(
    "deputy deputies trooper sheriff detective firefighter investigator seismologist epidemiologist".split()
)
"""Those who speak for the service they are in, where it is said whose it is: `Vale County deputies`."""
_BENCH = frozenset(("judges", "justices", "magistrates", "jurors"))
"""Those of one court speak as one: `the judges said`."""
_COMPLEMENT = re.compile(
    r",|\s(?:of|for|at|in|from|on|by|with|to|about|near|over|against|like|such|including|during|before|after|"
    r"who|which|that|released|filed|published|obtained|issued|compiled|provided|based|completed|conducted|unsealed|leaked|seen|reviewed)\b"
)
_DEFINITE = re.compile(r"(?:the|its|his|her|their|this|that)\s|[^,]*\w(?:['’]s|s['’])\s", re.IGNORECASE)
_SOME = re.compile(r"(?:an?|one|another|some|several|two|three|many|other)\s", re.IGNORECASE)
_ANY = re.compile(r"(?:an?|one|another|at least one|some|several|recent|new) ", re.IGNORECASE)
"""Before a paper that nobody has heard of yet."""
_WHOSE = re.compile(r" (?:of|by|from) ")
_DAYS = DAYS | frozenset(MONTHS)
_OWNERS = frozenset(("ORG", "GPE", "FAC"))


def kind_described(party: Attribution, name: str, *, found: Annotations) -> OriginKind:
    """Whether the party is an office or body, a document, or nobody knows whom; `name` is its name without articles.

    Identified is who has a body's name or is told by one (`Quayside engineers`, `a tally by the Vale Institute`), and
    who is the only one of his sort (`the owner`, `the ferry’s captain`); never one of many (`Quayside officials`).
    """
    phrase = _COMPLEMENT.split(name, maxsplit=1)[0]
    last = (phrase.split() or [""])[-1]
    word = last.lower()
    forms = {word, word.removesuffix("s")}
    if last == word and forms & _UNNAMED:  # `a campaign official`, whatever body he is of
        return OriginKind.UNKNOWN
    if OFFICE.search(name):
        return OriginKind.OFFICIAL
    if DOCUMENT.search(name):
        return OriginKind.UNKNOWN if _is_any_paper(party, name, word=word) else OriginKind.DOCUMENT
    if forms & _UNNAMED:
        return OriginKind.UNKNOWN
    if PROPER.fullmatch(name):
        return OriginKind.OFFICIAL
    definite = bool(_DEFINITE.match(party.name))
    owner = _owner_of(party, found)
    if forms & _PAPERS:
        return OriginKind.DOCUMENT if owner or definite else OriginKind.UNKNOWN
    some = bool(_SOME.match(party.name))
    by_owner = owner == "ORG" or (owner and not some and forms & (_FORCES | _BODIES | _HELD_BY_ONE))
    by_itself = definite and word in _HELD_BY_ONE | _BODIES | _BENCH
    return OriginKind.OFFICIAL if by_owner or by_itself else OriginKind.UNKNOWN


def _is_any_paper(party: Attribution, name: str, *, word: str) -> bool:
    """Whether it is a paper of which nothing tells whose it is: `a new report published Monday`, not `a Vale Post
    report`."""
    if not DOCUMENT.fullmatch(word) or not _ANY.match(party.name) or _WHOSE.search(name):
        return False
    return not any(w[0].isupper() and w.lower() not in _DAYS for w in name.split()[1:])


def _owner_of(party: Attribution, found: Annotations) -> str:
    """The label of the body or place that the description names, a body's first; "" where it names none."""
    span = party.span
    if span is None:
        return ""
    labels = {
        mention.label
        for entity in found.entities
        for mention in entity.mentions
        if span.contains(mention.span) and mention.label in _OWNERS
    }
    return "ORG" if "ORG" in labels else min(labels, default="")
