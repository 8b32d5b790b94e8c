"""Who wrote a page: whose word an unattributed sentence on it is."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from copydesk.clean.datelines import find_dateline
from copydesk.group.media import acronym, is_called_a_medium, medium, undotted
from copydesk.group.parties import UNKNOWN
from copydesk.model import Annotations, Article, BlockKind, Origin, OriginKind, Reprint
from copydesk.text import fold, slug

WIRES = frozenset({OriginKind.AGENCY, OriginKind.STATE_MEDIA})
_HEARD = (
    r"\b(?:told|tells|telling|interview (?:with|to)|spoke (?:to|with)|speaking (?:to|with)|confirmed to|shared with|"
    r"provided to|obtained by|reviewed by|seen by|asked by|reached by|contacted by|repl(?:ied|ying) to|"
    r"(?:statement|comments?|e-?mail|text|text message|letter) to) "
)
"""What stands before the medium that a reporter heard or saw something for."""
_DID = (
    r" (?:has |have |had )?(?:not )?(?:also |independently |exclusively )?"
    r"(?:learned|confirmed|verified|obtained|reviewed|was told|contacted|reached out|interviewed|spoke|visited|"
    r"analy[sz]ed)\b"
)
"""What stands behind the medium whose people found something out: `VBC has learned`, `VBC has not verified`."""
_REPORTER = r"['’]s? (?:[A-Z][\w’'-]+ ){2,3}(?:has )?(?:reports|reported|said|says)\b"
"""Behind a medium's name: one of its people, `VBC's Ann Roe reported`."""
_QUOTED = re.compile(r"“[^”\n]*(?:”|$)|\"[^\"\n]*(?:\"|$)", re.MULTILINE)
_TOLD_US = re.compile(r"\btold (?:me\b|us(?=[,.]| (?:that|in|on|by|via|he|she|they|last|this)\b))")
"""Outside quotation marks: somebody told the writer."""
_HEARING = re.compile(r"\b(?:told|tells) (?:the )?(?P<who>(?:[A-Z][\w.&’'-]*)(?: [A-Z][\w.&’'-]*){0,4})")
_PRESENTER = re.compile(r"(?:['’]s?)? (?:host|anchor|presenter|correspondent)\b")
"""Behind a station's name: one of its people, to whom somebody spoke on air for all to hear."""
_LONG_AGO = re.compile(r"[^.\n]{0,20}\b(?:in (?:\w+ )?\d{4}|last year|years ago)\b")
"""Behind a paper's name: it was told for another page than this one."""
_SIGNED_OFF = re.compile(
    r"\bcontributed (?:reporting\b|to (?:this|the) (?:report|story|article|post|piece)\b)|"
    r"\b[Aa]dditional reporting by [A-Z]|^[^\w\n]*Contributing: [A-Z]|"
    r"\b(?i:follow|tweet) [^.\n]{0,70}?on Twitter:? (?:at )?@\w|"
    r"^(?:You can )?[Ff]ollow [A-Z][^.\n]{0,50} on (?:Twitter|Facebook)\b",
    re.MULTILINE,
)
"""How a newsroom ends what its own people wrote: `Ann Roe contributed to this report`, `follow her on Twitter @...`."""
_MAILED = re.compile(
    r"\b(?i:write to|e-?mail|reach|contact) [^.\n]{0,60}?\bat [\w.-]+ ?@ ?(?:[\w-]+\.)*(?P<house>[\w-]+)\.\w{2,6}\b"
)
"""`Email her at aroe@baycourier.com`: the house is named."""
_LEAST_HOUSE = 5
"""Letters that a publisher's name and its house have in common at least."""
_ELSEWHERE = frozenset(
    {
        BlockKind.RELATED,
        BlockKind.COMMENTS,
        BlockKind.COMMENT_FORM,
        BlockKind.NAVIGATION,
        BlockKind.TICKER,
        BlockKind.GALLERY,
    }
)
"""What other people or other pages' words stand in."""
_SUMMARY = 8
"""Paragraphs at the head of a page in which its dateline may stand behind a summary."""
_ASKED = re.compile(
    r"\b(?:did|do|does|has|have|had) not (?:immediately |yet )?"
    r"(?:respond(?:ed)?|repl(?:y|ied)|answer(?:ed)?|return(?:ed)?) "
    r"(?:immediately )?(?:to )?(?:an? |our |several |multiple )?(?:e-?mails? |phone calls? |calls? )?"
    r"(?:requests?|messages?|calls?|inquir(?:y|ies)|queries)\b(?: (?:for|seeking) comment)?"
    r"(?! (?:from|by|of|with) |, (?:per|according)|[^.\n]{0,40}\bby [A-Z])"
)
"""What a reporter tells of his own asking."""
_CITING = (
    r"(?:according to|by|reports? (?:in|by|from)|interview (?:with|on|in|to)|agency,?|via|quoted) (?:the )?"
)
_STAMPED = re.compile(r"(?P<who>[A-Z]{3,5})\b[\s,|:–—-]{1,3}(?=[A-Z][a-z]{2,8}\.? \d|\d)")
_EDITION = re.compile(
    r"(?<!\s)\s*+(?:\([^()]*\)|[-–—:|] (?:News|Online|Opinion|Editorial)|"
    r"\b(?:News|Online|Web|Website|Digital|Opinion|Editorial))$"
)
"""What follows a house's name in that of one of its editions: `Vale News`, `Vale Times (Online)`."""
_NO_NAMES = frozenset(
    "JAN FEB MAR APR MAY JUN JUNE JUL JULY AUG SEP SEPT OCT NOV DEC MON TUE TUES WED THU THUR FRI SAT SUN EST EDT CST "
    "CDT MST MDT PST PDT GMT BST CET IST UTC NEW LIVE NEWS DATE TIME PAGE".split()
)


def writers_of(findings: Sequence[Annotations], lineage: Sequence[Reprint]) -> dict[str, Origin]:
    """Source -> who wrote the page: whose word an unattributed sentence on it is.

    Of pages that share their text the agency wrote it, if one of them names one; else the page that the others
    are known to have copied; where nothing shows who wrote that, the one publisher that one of them shows to have
    written it.
    """
    parents = {link.source: link.of for link in lineage}
    # a notice of copyright stands under what an agency wrote too
    copied = {link.of for link in lineage if link.direction and link.reasons != ("bears_copyright",)}
    own = {f.article.source: _writer(f, copied=f.article.source in copied) for f in findings}

    def head_of(source: str) -> str:
        seen: set[str] = set()
        while (parent := parents.get(source)) in own and parent is not None and parent not in seen:
            seen.add(source)
            source = parent
        return source

    wires: dict[str, set[Origin]] = defaultdict(set)
    houses: dict[str, set[Origin]] = defaultdict(set)
    for source, writer in own.items():
        if writer != UNKNOWN:
            (wires if writer.kind in WIRES else houses)[head_of(source)].add(writer)

    def written_by(source: str) -> Origin:
        head = head_of(source)
        if own[source].kind in WIRES:
            return own[source]
        able = wires[head] if wires[head] or own[head] != UNKNOWN else houses[head]
        return min(able, key=lambda o: o.id) if len(able) == 1 else own[head]

    return {source: written_by(source) for source in own}


def names_of(article: Article) -> Iterator[str]:
    """The names of the page's publisher and agency, and their initials; the house's own where an edition is named."""
    for name in (article.publisher, article.agency.text if article.agency else None):
        if name:
            yield name
            yield acronym(name)
            house = _house_of(name)
            if house != name:
                yield house


def _house_of(name: str) -> str:
    """`VBC` for `VBC News`, `Vale Times` for `Vale Times - News`; the name itself where nothing else is left."""
    shorter = _EDITION.sub("", name)
    return _house_of(shorter) if shorter != name and len(shorter) > 1 else name


def _writer(found: Annotations, *, copied: bool) -> Origin:
    """The page's agency, or its publisher where a byline, a dateline, who told it something or copies elsewhere show
    its own work; with neither, whoever its head is signed by or its people told something."""
    article = found.article
    if article.agency:
        origin = medium(article.agency.text)
        return replace(origin, kind=OriginKind.AGENCY) if origin.kind is OriginKind.PUBLISHER else origin
    if article.publisher:
        origin = medium(article.publisher)
        bylined = any(fold(author.text) != fold(article.publisher) for author in article.authors)
        reports = copied or bylined or article.dateline or _shows_own_work(article)
        if reports or origin.kind is not OriginKind.PUBLISHER:
            return origin
        return UNKNOWN
    return _signed(article) or _told(article) or UNKNOWN


def _shows_own_work(article: Article) -> bool:
    """Whether the text shows that its publisher's people wrote it: somebody told them something (`told this newspaper`,
    `told V.Q.` on Vale Quarterly), did not answer them, or they sign it or cite what they wrote before."""
    text = article.text
    around = [block.span.of(article.page.text) for block in article.blocks if block.kind not in _ELSEWHERE]
    told = _QUOTED.sub("", text)
    if _is_dated_within(article):
        return True
    if "told this" in fold(text) or _ASKED.search(text) or _TOLD_US.search(told):
        return True
    if any(_SIGNED_OFF.search(part) or _is_mailed(part, article) for part in (text, *around)):
        return True
    names = [name for name in names_of(article) if len(name) > 1]
    if not names:
        return False
    either = "|".join(map(re.escape, names))
    lasts = "|".join(re.escape(name.split()[-1]) for name in names)
    heard = (
        rf"{_HEARD}(?:(?:[Tt]he )?(?:{either})|[Tt]he (?:{lasts}))\b|"
        rf"\b[Tt]he (?:{lasts}) (?:has )?(?:previously|first|earlier) reported\b|"
        rf"\b(?:{either})(?:{_DID}|{_REPORTER})|\A\s*[^()\n]{{0,40}}\((?:{either})\)"
    )
    return bool(re.search(heard, undotted(text)))


def _is_dated_within(article: Article) -> bool:
    """Whether a dateline stands behind a summary: `Lisbon — ` at the head of one of the first paragraphs."""
    body = [block.span for block in article.blocks if block.kind is BlockKind.BODY][1:_SUMMARY]
    heads = (find_dateline(article.page.text, span, language=article.language) for span in body)
    return any(head and head.place and head.text.endswith(("-", "–", "—")) for head in heads)


def _is_mailed(text: str, article: Article) -> bool:
    """Whether a reporter can be written to at the publisher's own house: `at aroe@wsj.com` for the one of these
    initials."""
    houses = {match["house"].lower() for match in _MAILED.finditer(text)}
    for name in names_of(article):
        one, initials = slug(name).replace("-", ""), acronym(name).lower()
        alike = (
            min(len(house), len(one)) >= _LEAST_HOUSE and (one.startswith(house) or house.startswith(one))
            for house in houses
        )
        if initials in houses or any(alike):
            return True
    return False


def _signed(article: Article) -> Origin | None:
    """The initials that stand before the time under the headline: `QNS Nov 12, 2031, 05.51AM`."""
    for block in article.blocks:
        if block.kind is BlockKind.BODY:
            break
        match = _STAMPED.match(block.span.of(article.page.text).lstrip())
        if match and match["who"] not in _NO_NAMES:
            return medium(match["who"])
    return None


def _told(article: Article) -> Origin | None:
    """The one paper or station that people told something on a page that names no publisher and cites no report of it.

    An agency is none: others print what it was told.
    """
    text = article.text
    heard = (m for m in _HEARING.finditer(text) if not _LONG_AGO.match(text, m.end()))
    names = {m["who"] for m in heard if not _PRESENTER.match(text, m.end())}
    media = {medium(name) for name in names if is_called_a_medium(name)}
    if len(media) != 1 or any(origin.kind in WIRES for origin in media):
        return None
    told = min(names, key=len)
    cited = re.search(
        rf"{_CITING}{re.escape(told)}\b|\b{re.escape(told)} (?:reported|reports|said)\b", article.text
    )
    return None if cited else media.pop()
