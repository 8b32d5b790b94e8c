"""Which agency, state medium or publisher a name is."""

import re

from copydesk.clean.agencies import Agency, find_agency
from copydesk.model import Origin, OriginKind
from copydesk.text import slug

_PRESS = re.compile(
    r"\b(?:(?:News )?Wire|Newswire|News(?: Service| Agency)?|Press|Times|Post|Herald|Gazette|Tribune|Chronicle|Daily|"
    r"Journal|Telegraph|Mirror|Courier|Broadcasting|Television|TV|Radio)$|"
    r"(?<=\w )(?:Advocate|Examiner|Inquirer|Sentinel|Observer|Standard|Express|Globe|Guardian|Independent|Bulletin|"
    r"Dispatch|Echo|Mail|Star|Sun|Record|Register|Argus|Mercury|Reporter|Live|Live TV|Online)$"
)
_NAMES = re.compile(
    r"(?:The )?(?:ABC|Al Jazeera|Al Arabiya|Axios|BBC|Breitbart|Business Insider|Buzz[Ff]eed|CBC|CBS|CNBC|CNN|CTV|"
    r"Daily Beast|Der Spiegel|Deutsche Welle|El Pa[ií]s|Financial Times|HuffPost|Huffington Post|ITV|Le Monde|MSNBC|"
    r"NBC|NPR|Newsmax|Newsweek|PBS|Politico|POLITICO|Univision|Vox|WSJ|Washington Examiner|ZDF)(?: News)?"
)
"""Media whose names do not say that they are; none that may mean anything else."""
_IN_BRACKETS = re.compile(r"(?<=\w) ?\([^()]*\)$")
_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,}")
_DETERMINER = re.compile(
    r"^(?:(?:neither|both|even|only|the|an?|its|his|her|their|our|this|that)\s+)+", re.IGNORECASE
)
_WRITERS = frozenset({OriginKind.AGENCY, OriginKind.STATE_MEDIA, OriginKind.PUBLISHER})


def medium(name: str) -> Origin:
    """The origin that an agency or publisher of this name is."""
    name = undotted(_IN_BRACKETS.sub("", name)) or name
    agency = find_agency(name)
    if agency:
        return of_agency(agency)
    return Origin(slug(without_determiner(name)), name, OriginKind.PUBLISHER)


def is_called_a_medium(name: str) -> bool:
    """Whether a name is known as a medium's or says that it is one: in the table of agencies, or one that ends as
    papers' names do."""
    return find_agency(name) is not None or bool(_PRESS.search(name) or _NAMES.fullmatch(name))


def undotted(text: str) -> str:
    """The text with initials written without dots: `VQ` for `V.Q.`"""
    return _INITIALS.sub(lambda match: match[0].replace(".", ""), text)


def of_agency(agency: Agency) -> Origin:
    """The origin that an agency or state medium of the table is."""
    kind = OriginKind.STATE_MEDIA if agency.kind == "state_media" else OriginKind.AGENCY
    return Origin(agency.id, agency.name, kind, agency.country)


def is_medium(origin: Origin) -> bool:
    """Whether the origin is a medium: an agency, a state medium or a publisher."""
    return origin.kind in _WRITERS


def without_determiner(name: str) -> str:
    """The name without the articles, possessives and the like before it."""
    return _DETERMINER.sub("", name)


def acronym(name: str) -> str:
    """The initials of a name's capitalised words, the name itself where it has one such word."""
    initials = "".join(word[0] for word in name.split() if word[:1].isupper())
    return initials if len(initials) >= 2 else name
