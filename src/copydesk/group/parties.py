"""Names in attributions -> origins: the same party however a page words it."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from copydesk.annotate.times.lexicon import MONTHS
from copydesk.clean.agencies import Agency, agencies, find_agency, named_agencies
from copydesk.group.described import DOCUMENT, OFFICE, PROPER, kind_described
from copydesk.group.holders import ABOVE, office_in
from copydesk.group.media import acronym, is_called_a_medium, medium, of_agency, undotted, without_determiner
from copydesk.group.names import MAIN
from copydesk.model import PLACE_LABELS, Annotations, Attribution, Entity, Origin, OriginKind
from copydesk.text import REFERRING, fold, slug

UNKNOWN = Origin("unknown", "unknown", OriginKind.UNKNOWN)

_STATE_MEDIA = re.compile(
    r"\b(?:state|government|official|party)[- ](?:run |owned |controlled )?"
    r"(?:news )?(?:media|television|tv|radio|news ?paper|news agency|broadcaster|news)\b",
    re.IGNORECASE,
)
_ON_AIR = re.compile(
    r"television|\btv\b|radio|broadcast|\b(?:CCTV|CGTN|IRIB|KCTV|RT|NHK|TRT|RAI)\b", re.IGNORECASE
)
"""Media that are seen or heard."""
_UNNAMED = re.compile(
    r"^(?>(?:an?|the|one|two|three|some|several|many|other|local|senior|unnamed|anonymous|various|"
    r"\w+ese|\w+an|\w+ish|[A-Z]\w+) )*"
    r"(?:sources?|officials?|witness(?:es)?|analysts?|experts?|residents?|diplomats?|observers?|reports|"
    r"(?:media|news|press) report|"
    r"people|critics|activists|media|insiders?|lawyers?|investigators?|they|he|she|it|who|which|that)\b"
    r"(?! (?:of|at|for|from)\b)|^(?:one|another|others|some|several|many|most|both|someone|somebody)$",
    re.IGNORECASE,
)
_HEARSAY = re.compile(
    r"^(?:it |is |are |was |were )*(?:reportedly|allegedly|purportedly|supposedly|apparently|"
    r"said|reported|believed|thought|alleged|rumou?red|quoted|cited|accused|suspected|understood|claimed)$",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    rf"(?:the|an?|{REFERRING}|who|which|you|one|someone|somebody|anyone|everyone)|"
    r"(?:some|one|many|most|all|both|none) of(?: the| them| whom| which)?",
    re.IGNORECASE,
)
"""Words that name nobody where they are left as they stand."""
_SOMEONES = re.compile(
    r"^(?:his|her|their|my|[^,]+['’]s?) (?:\w+ )?"
    r"(?:father|mother|parents|wife|husband|widow|brother|sister|son|daughter|family|"
    r"lawyers?|attorneys?|agent|manager|doctors?|publicist|rep(?:resentative)?s?)\b",
    re.IGNORECASE,
)
_MEDIUM = re.compile(
    r"^(?:the )?(?:news )?(?:agency|wire|newspaper|paper|daily|broadcaster|outlet|station|magazine|tabloid)$",
    re.IGNORECASE,
)
_SENT_FROM = re.compile(
    r"(?:\w+ )?(?:reports?|dispatch(?:es)?|stories|news) (?:from|in|out of) ", re.IGNORECASE
)
"""`reports from Lisbon`: where they come from, not whose they are."""
_APPOSED = re.compile(r"(?<=\w)(?:, (?:the|an?|its|his|her|one of)|,? (?:which|whose)) [^,]*,?$")
"""`Quayside, the country’s largest builder,`."""
_INDEFINITE = re.compile(r"(?:an?|one|another|some) ", re.IGNORECASE)
_TITLED = re.compile(
    r"(?=.*\b(?!(?:of|the|for|in|at|and|to|from|on|with|by|over|de|al|von|van)\b)[a-z][\w-]{1,40}+ "
    r"(?P<who>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){1,3})$).*"
)
"""`head of the agency Captain Roe`: an office, then who holds it."""
_WHEN = re.compile(
    r"(?<!ed),? (?:over the weekend|earlier this \w+|"
    r"(?:earlier |late |early )?(?:on |this |last )(?:\w+day|week|month|year)|"
    rf"in (?:early |late |mid-)?(?:{'|'.join(month.title() for month in MONTHS if len(month) > 2)})(?: \d{{4}})?)$"
)
"""When somebody spoke, where it stands behind his name: `the mayor on Friday`."""
_SEEN_BY = re.compile(
    r" (?:(?:reviewed|seen|obtained|viewed|read|verified) by|(?:shared with|provided to|given to|leaked to)) .*"
)
"""Who got to see a paper: `a copy reviewed by Reuters` is not Reuters’."""
_OTHERS_NAMED = re.compile(r" (?:by|to|with|about|against|from|like|of) (?:\w+ )?[A-Z]| by ")
_RELATIVE = re.compile(
    r"(?<!\s)(?:\s*+,)?\s++(?:who|whom|whose|which|where|on the eve)\b| in the \w+ where\b"
)
"""Where the description of a party goes on to tell about it: `the school, which ...`."""
_MANY = re.compile(
    r"(?:(?:about|nearly|almost|around|roughly|over|more than|at least|an? estimated|estimated) )?"
    r"(?:(?:\d[\d.,]*|[\w-]+(?= per ?cent\b)) ?(?:%|per ?cent\b|of (?:the )?\w+|in \d+\b)|"
    r"(?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|a dozen) (?:out )?(?-i:[a-z]))|"
    r"(?:dozens|scores|hundreds|thousands|millions|majority|many|most|several|some|numerous|multiple|various) "
    r"(?:of )?[a-z]",
    re.IGNORECASE,
)
"""`54 percent of those asked`, `dozens of hospitals`: so many are no one party."""
_CAPITALISED = re.compile(r"[A-Z][a-z]+")
_OPENING = " \t\n“”\"‘’'([—–-"
"""What may stand before the first word of a sentence."""
_ISSUED = re.compile(
    r"(?:[\w-]+ ){0,3}(?:report|statement|study|survey|letter|filing|order|announcement|article|story|data|figure|"
    r"analysis|poll|information|record|research|release)s? "
    r"(?:(?:released|published|issued|compiled|collected|conducted|carried out|prepared|sent) )?"
    r"(?:from|by|of|in) (?:the )?(.+)",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:of|for|to|with|by|from|against|about|like|including|such as|near|under|between|at) (?:[^\s,]+ ){0,3}$"
)
"""What stands before a person named in a phrase about others."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the story's pages know together: the state media they name, the media that wrote them (by name
    and acronym), every entity by id, and (role, person) by the office's last word."""

    state_media: tuple[Agency, ...]
    media: Mapping[str, Origin]
    entities: Mapping[str, Entity]
    bearers: Mapping[str, Set[tuple[str, str]]]


def context_of(findings: Sequence[Annotations]) -> Context:
    """The context of a story's pages."""
    texts = [found.article.text for found in findings]
    texts += [link.name for found in findings for claim in found.claims for link in claim.attribution]
    named = {agency.id: agency for text in texts for agency, _ in named_agencies(text)}
    media: dict[str, Origin] = {}
    for article in (found.article for found in findings):
        for name in filter(None, (article.publisher, article.agency.text if article.agency else None)):
            media |= dict.fromkeys((fold(name), fold(acronym(name))), medium(name))
    entities = {entity.id: entity for found in findings for entity in found.entities}
    bearers: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    persons = (entity for found in findings for entity in found.entities if entity.label == "PERSON")
    for person in persons:
        for role in map(fold, person.roles):
            bearers[office_in(role).split(" ")[-1]].add((role, person.id))
    state_media = tuple(named[key] for key in sorted(named) if named[key].kind == "state_media")
    return Context(state_media, media, entities, bearers)


def resolve_party(
    party: Attribution, found: Annotations, *, context: Context, cited: Origin | None
) -> Origin:
    """The origin behind a name as one page words it.

    `cited` is the medium the page cited last, which "the agency" stands for. A short description ("the coast
    guard") is the office on the page whose name ends so. Unnamed sources have kind `unknown`.
    """
    name = _bare(party.name)
    told_by = _medium_of(party, name, found=found, context=context, cited=cited)
    if told_by:
        return told_by
    if _HEARSAY.match(name) or _PRONOUN.fullmatch(party.name):
        return UNKNOWN
    issued = _ISSUED.match(name)
    if issued and _SENT_FROM.match(name) and _is_place(issued[1], found):
        return UNKNOWN
    if issued:
        issuer = next((e for e in found.entities if fold(issued[1]).startswith(fold(e.name))), None)
        if issuer:
            named = Attribution("origin", issuer.name, issuer.id)
            return resolve_party(named, found, context=context, cited=cited)
    entity = (
        context.entities.get(party.entity or "")
        or _named_within(name, found)
        or _ends_so(name, found)
        or _surnamed(name, context)
        or (None if _INDEFINITE.match(party.name) else _bearer(name, found, context=context))
    )
    return (
        _as_worded(party, name, found=found) if entity is None else _as_entity(entity, name, context=context)
    )


def _bare(name: str) -> str:
    """The name without articles, what is told about its bearer and when he spoke."""
    name = _RELATIVE.split(without_determiner(name), maxsplit=1)[0].strip(" ,")
    name = _WHEN.sub("", name) or name
    proper = _APPOSED.sub("", name)
    return proper if PROPER.fullmatch(proper) else name


def _medium_of(
    party: Attribution, name: str, *, found: Annotations, context: Context, cited: Origin | None
) -> Origin | None:
    """The agency, state medium or publisher that the party is, by its bare name or as the page words it."""
    if _MEDIUM.match(party.name) and cited:
        return cited
    known = context.media.get(fold(undotted(name))) or context.media.get(fold(party.name))
    if known:
        return known
    own = _SEEN_BY.sub("", party.name)
    agency = find_agency(name) or next((agency for agency, _ in named_agencies(own)), None)
    if agency:
        return of_agency(agency)
    if _STATE_MEDIA.search(party.name):
        return _state_media(party, context)
    return medium(_in_full(name, found)) if is_called_a_medium(name) else None


def _in_full(name: str, found: Annotations) -> str:
    """The name of a paper called by its last word, `the Journal`, where the page names one body so in full."""
    able = {e.name for e in found.entities if e.label == "ORG" and fold(e.name).endswith(f" {fold(name)}")}
    return min(able) if len(able) == 1 and " " not in name else name


def _as_entity(entity: Entity, name: str, *, context: Context) -> Origin:
    """The origin that an entity is where it goes by this name."""
    if entity.label == "PERSON":
        state = context.entities.get(entity.stands_for or "")
        return Origin(entity.id, entity.name, OriginKind.PERSON, country_of(entity) or country_of(state))
    if entity.label in {"GPE", "NORP", "LOC"} and OFFICE.search(name) and not OFFICE.search(entity.name):
        # "its Pyongyang embassy": the office speaks, not the place that tells it from others.
        return Origin(slug(name), name, OriginKind.OFFICIAL, country_of(entity))
    # a ministry is itself, though it acts for its state
    key = entity.id if entity.label == "ORG" else entity.stands_for or entity.id
    return Origin(key, entity.name, OriginKind.OFFICIAL, country_of(entity))


def _as_worded(party: Attribution, name: str, *, found: Annotations) -> Origin:
    """The origin behind a name that no entity bears."""
    if DOCUMENT.fullmatch(name) and party.name.lower().startswith(("a ", "an ", "one ", "another ")):
        return UNKNOWN
    titled = _TITLED.fullmatch(name)
    if titled and not OFFICE.search(titled["who"]) and not _OTHERS_NAMED.search(name):
        return Origin(slug(titled["who"]), titled["who"], OriginKind.PERSON)
    if _SOMEONES.match(party.name):
        return Origin(slug(name), name, OriginKind.PERSON)
    if not re.search(r"[^\W\d_]", party.name):
        return UNKNOWN
    if _UNNAMED.search(party.name):
        return Origin(slug(f"unnamed {name}"), party.name, OriginKind.UNKNOWN)
    if _SEEN_BY.search(party.name):
        shown = _SEEN_BY.sub("", name)
        told = DOCUMENT.search(shown) or " " in shown
        return Origin(slug(name), name, OriginKind.DOCUMENT if told else OriginKind.UNKNOWN)
    common = _MANY.match(name) or _is_common_word(party, found)
    return Origin(
        slug(name), name, OriginKind.UNKNOWN if common else kind_described(party, name, found=found)
    )


def _is_common_word(party: Attribution, found: Annotations) -> bool:
    """Whether it is one word that has its capital only from the sentence it opens: `Proponents say`."""
    if party.span is None or not _CAPITALISED.fullmatch(party.name) or OFFICE.search(party.name):
        return False
    text, span = found.article.page.text, party.span
    if re.search(rf"[a-z,] {party.name}\b", text):
        return False
    opens = any(not text[s.start : span.start].strip(_OPENING) for s in found.sentences if s.contains(span))
    return opens and not any(m.span.overlaps(span) for e in found.entities for m in e.mentions)


def is_hedge(name: str) -> bool:
    """Whether the name is a word of doubt: `reportedly`, `is believed`."""
    return bool(_HEARSAY.match(name))


def country_of(entity: Entity | None) -> str | None:
    """The ISO 3166 code linked to an entity."""
    return dict(entity.links).get("iso3166") if entity else None


def _state_media(party: Attribution, context: Context) -> Origin:
    """`state media` is the one the story names, if it names one (of the country in question); `state television` is
    no news agency."""
    country = country_of(context.entities.get(party.entity or ""))
    on_air = bool(_ON_AIR.search(party.name))
    named = [a for a in context.state_media if country in {None, a.country} and _may_be(a, on_air=on_air)]
    if len(named) == 1:
        return of_agency(named[0])
    if country:
        able = [
            a
            for a in agencies()
            if a.country == country and a.kind == "state_media" and _may_be(a, on_air=on_air)
        ]
        if len(able) == 1:
            return of_agency(able[0])
    sort = "television" if on_air else "media"
    return Origin(slug(f"state {sort} {country or ''}"), party.name, OriginKind.STATE_MEDIA, country)


def _may_be(agency: Agency, *, on_air: bool) -> bool:
    """Whether the medium may be meant: any, where nothing is said of pictures or sound."""
    return not on_air or any(_ON_AIR.search(name) for name in (agency.name, *agency.aliases, *agency.marks))


def _is_place(name: str, found: Annotations) -> bool:
    """Whether the name begins with that of a place on the page."""
    return any(e.label in PLACE_LABELS and fold(name).startswith(fold(e.name)) for e in found.entities)


def _named_within(name: str, found: Annotations) -> Entity | None:
    """`one passenger, the teacher Petros Damaskinos`: the person whose full name the phrase holds.

    Not in `a letter sent to Petros Damaskinos`, `villagers led by Petros Damaskinos`, `Petros Damaskinos’s rival`:
    others speak.
    """
    if DOCUMENT.search(name):
        return None
    able = [e for e in found.entities if e.label == "PERSON" and " " in e.name and fold(e.name) in fold(name)]
    if len(able) != 1:
        return None
    before, _, after = fold(name).partition(fold(able[0].name))
    return None if _OTHERS.search(before) or after.startswith(("'", "’")) else able[0]


def _bearer(name: str, found: Annotations, *, context: Context) -> Entity | None:
    """`the mayor`, `the director of the clinic`, where the story's pages give that role to one person; of several to
    one whom this page names."""
    if _TITLED.fullmatch(name):
        return None
    role = fold(name)
    held = context.bearers.get(office_in(role).split(" ")[-1], frozenset())
    able = {who for other, who in held if _may_hold(role, other)}
    if len(able) > 1:
        named = {entity.id: len(entity.mentions) for entity in found.entities if entity.id in able}
        main = max(sorted(named), key=lambda key: named[key], default="")
        others = sum(named.values()) - named.get(main, 0)
        # `the president` may be any
        able = {main} if main and named[main] >= max(MAIN * others, 1 if " " in role else MAIN) else set()
    return context.entities[min(able)] if len(able) == 1 else None


def _may_hold(role: str, other: str) -> bool:
    """Whether who has the role `other` may be called by `role`: `mayor` for `new mayor` and `mayor of Vale`, but not
    for `vice mayor`, nor `director of the clinic` for `director of the port`."""
    if role == other:
        return True
    told, held = role.split(" of ")[0], office_in(other)
    if (told != role and held != other) or re.search(r"[^s]s$", told):  # several
        return False
    longer, shorter = max(told, held, key=len), min(told, held, key=len)
    before = longer.removesuffix(shorter)
    return before != longer and before[-1:] in {"", " "} and ABOVE.isdisjoint(before.split())


def _surnamed(name: str, context: Context) -> Entity | None:
    """`Pennings`, where one person of the story bears that name."""
    tail = f"-{slug(name)}"
    able = [e for key, e in context.entities.items() if e.label == "PERSON" and key.endswith(tail)]
    return able[0] if len(able) == 1 and " " not in name else None


def _ends_so(name: str, found: Annotations) -> Entity | None:
    """`the coast guard`, where the page names one body only whose name ends with those words."""
    tail = fold(name)
    able = [e for e in found.entities if e.label == "ORG" and fold(e.name).endswith(" " + tail)]
    return able[0] if len(able) == 1 else None
