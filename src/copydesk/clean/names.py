"""Names of people as bylines print them: cut out of a line, and how much one looks like a person's.

The table of given and family names (`data/names.txt.gz`, `training/names.py`) is compiled from Faker (MIT).
"""

import gzip
import re
from functools import cache, lru_cache
from pathlib import Path

from copydesk.clean.agencies import find_agency
from copydesk.clean.stamps import WEEKDAY, month_number
from copydesk.text import fold, words

CUE = re.compile(
    r"^(?:(?:an? |this |eine? )?(?:article |post |story |text |words |photos? |report(?:ed)? |posted |published |"
    r"written |authored |created |review |reporting |opinion |analysis |column |was |kolumne |kommentar |analyse |"
    r"interview |gastbeitrag |essay |reportage )*(?:by|von|par|por|di|door|av|af|autor(?:in)?|autorin/autor|authors?|"
    r"text|od|napisał|tekst|автор(?:ы)?|текст|yazar|penulis|oleh|reporter|kirjoittaja|escrito por|publicado por|"
    r"scritto da|a cura di|"
    r"publié par|écrit par|geschrieben von|verfasst von|geschreven door|skrevet av|skriven av|tác giả|文|記者|記者：)"
    r"\s?:?\s+|(?:by|von|autor(?:in|en)?|authors?|author\(s\)|contributors?|text|writer|written by|words)\s?:\s*"
    r"|author\(s\)\s+)",
    re.IGNORECASE,
)
_OPENING = re.compile(r"[^\s:]+")
_OPENINGS = frozenset(
    "an a this ein eine was opinion analysis column kolumne kommentar analyse interview gastbeitrag essay reportage "
    "autorin/autor article post story text words photo photos report reported posted published written "
    "authored created review reporting "
    "by von par por di door av af autor autorin author authors od napisał tekst автор авторы текст yazar "
    "penulis oleh reporter kirjoittaja escrito publicado scritto a publié écrit geschrieben verfasst geschreven "
    "skrevet skriven tác 文 記者 記者： writer autoren author(s) contributor contributors".split()
)
"""The words that a cue begins with."""
_SPLIT = re.compile(
    r"\s*(?:[,;|/•·\n\t»>]|\s(?:and|und|et|og|och|ja|ve|и|та|&|with|mit|avec|con|e|y|i|en|/)\s|&|\s[–—-]\s|、|，|・)\s*",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:\s*\(.{0,60}|\s*\[.{0,60}|\s+(?:기자|特派員|記者|记者|編集委員|기자입니다)|\s+(?:in|on|at|is|(?i:for)|from|aus|à|en)\s.{0,80}"
    r"|(?:\s+|\s*[|•·]\s*)(?:on\s)?(?:(?P<word>[^\W\d_]{3,9})\.?\s*)?\d.{0,60}|\s*[:@].{0,60}|\s*\.$"
    r"|\s+(?:Published|Updated|Posted)\b.{0,60})$"
)
"""What follows a name; the word before a number may be the last of the name: `Ann Roe 4 May`."""
_DESKS = (
    "Senior|Chief|Lead|Deputy|Staff|News|Sports?|Political|Politics|Special|Foreign|Business|Crime|Education|Health|Science|"
    "Managing|Contributing|Digital|Assistant|Associate|Travel|Features?|Showbiz|Entertainment|Lifestyle|Environment|"
    "Technology|Tech|Culture|Arts|Food|Money|Royal|Live|Video|Audience|Social|Affairs|Data|Court|Legal|Consumer|Finance|"
    "Financial|Economics|City|Local|National|World|Europe|Asia|Defence|Defense|Security|Religion|Film|Music|TV|Football|"
    "Transport|Housing|Property|Motoring|Media|Community|Weekend|Opinion|Trends|Trending|General|Freelance"
)
_POST = re.compile(
    rf"\s(?:(?:{_DESKS})\s)*"
    r"(?:Staff|Writer|Reporter|Correspondent|Editor|Journalist|Columnist|Contributor|Producer"
    r"|(?:Chef)?[Rr]edakteur(?:in)?|Korrespondent(?:in)?|Reporterin|Journalistin|Volontär(?:in)?|Autor(?:in)?)$"
)
"""What somebody is, behind the name with no comma before it: `Ann Roe Staff Writer`."""
_HEAD = re.compile(
    r"^(?:mr\.?|mrs\.?|ms\.?|by|von|par|por|von:|and|und|et|og|och)\s+|^(?-i:By)(?=(?-i:[A-Z][a-z]))",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    "de da do dos das del della di van von der den ten ter la le al el bin ibn af y e zu".split()
)
ROLES = frozenset(
    "staff admin administrator editor editors editorial team desk newsroom redaktion redaction redazione redacción "
    "redacao redação rédaction toimitus redactie redaksjon redaktionen webdesk agencies agency correspondent "
    "reporter reporters writer writers journalist author authors guest contributor contributors news press bureau "
    "service network online digital magazine media group inc ltd llc company company's university institute blog "
    "user anonymous unknown superuser webmaster root sponsored content partner web producer publisher publishing "
    "office department support marketing home about contact subscribe follow share more read view all posts latest "
    "twitter facebook instagram linkedin email print published updated by minutes min ago comments comment profile "
    "photo image credit video autor redakcja redakce редакция haber merkezi 編集部 新聞 the our your this "
    "takeaways expert experts analyst analysts columnist specialist director manager president founder cofounder ceo "
    "cto cfo coo dietitian nutritionist attorney officer consultant strategist researcher reviewer advisor adviser "
    "coordinator engineer developer critic blogger freelancer executive podcast newsletter".split()
)
_GLUED = re.compile(r"(?<=[a-zß-ÿ])[A-Z][a-zß-ÿ]{2,}")
"""A word of which a page has lost the space before it."""
_MINUTES = re.compile(r"\d+[\s-]?min", re.IGNORECASE)
"""How long a text takes to read."""
_LONGEST = 60
_TABLE = Path(__file__).parent / "data" / "names.txt.gz"


def match_cue(text: str) -> re.Match[str] | None:
    """The cue of a byline that `text` opens with: `By `, `Von: `."""
    opening = _OPENING.match(text)
    return CUE.match(text) if opening and opening.group().lower() in _OPENINGS else None


def _without_cue(text: str) -> str:
    cue = match_cue(text)
    return text[cue.end() :] if cue else text


def split_names(text: str) -> tuple[str, ...]:
    """The names in a byline: its cue, titles, roles in brackets and what follows a name cut away."""
    return _split(" ".join(text.split())[:400])


@lru_cache(maxsize=1 << 12)
def _split(text: str) -> tuple[str, ...]:
    text = _without_cue(_GLUED.sub(_parted, text)).strip(" :–—-|•·,")
    names = []
    for piece in _SPLIT.split(text):
        piece = _HEAD.sub("", _without_cue(piece).strip(" :–—-|•·\"'*"))
        piece = _without_tail(piece).strip(" :–—-|•·,\"'*")
        piece = _once(_without_house(_without_post(piece)))
        if 2 <= len(piece) <= _LONGEST and len(piece.split()) <= 6 and _may_name(piece):
            names.append(piece)
    return tuple(dict.fromkeys(names))[:12]


def _parted(glued: re.Match[str]) -> str:
    """The word with a space before it where it cannot be the end of a name: `Ann RoeUpdated`, `Ann RoeMay 4`."""
    word = glued[0]
    return f" {word}" if word.lower() in ROLES or month_number(word) is not None else word


def _may_name(piece: str) -> bool:
    """Whether it has letters and is no month, no time to read, nor what only announces a name."""
    return (
        any(c.isalpha() for c in piece)
        and not _MINUTES.match(piece)
        and month_number(piece) is None
        and not (match_cue(piece + " ") and not _without_cue(piece + " "))
    )


def _once(piece: str) -> str:
    """A name that is said twice over, once."""
    parts = piece.split()
    half = len(parts) // 2
    return " ".join(parts[:half]) if half > 1 and parts[:half] == parts[half:] else piece


def _without_tail(piece: str) -> str:
    """A name without what follows it, such as a place, an address or a date."""
    tail = _TAIL.search(piece)
    if tail is None:
        return piece
    before, word = piece[: tail.start()], tail["word"]
    return piece[: tail.end("word")] if word and _ends_name(word, before) else before


def _ends_name(word: str, before: str) -> bool:
    """Whether a word between the rest of a name and a number is its last: no month, no day of the week, no role."""
    if (
        not word[0].isupper()
        or month_number(word) is not None
        or WEEKDAY.search(word)
        or word.lower() in ROLES
    ):
        return False
    return not is_full_name(before.strip()) or _table().get(fold(word), "") in ("f", "b")


def _without_post(piece: str) -> str:
    """A full name without what the person is at the paper."""
    name = _POST.sub("", piece)
    return name if name != piece and is_full_name(name) else piece


def is_full_name(name: str) -> bool:
    """Whether `name` has the shape of a person's full name, in capitals or not."""
    return looks_personal(name.title() if name.isupper() else name)


def _without_house(piece: str) -> str:
    """A full name without the agency that stands behind it: `Ann Roe The Associated Press`."""
    parts = piece.split()
    for end in range(2, len(parts)):
        name = " ".join(parts[:end])
        if is_full_name(name) and find_agency(" ".join(parts[end:])) is not None:
            return name
    return piece


@lru_cache(maxsize=1 << 12)
def looks_personal(name: str) -> bool:
    """Whether `name` has the shape of a person's full name: two to five capitalised words, no role among them."""
    tokens = name.split()
    if not 2 <= len(tokens) <= 5 or not tokens[0][0].isupper() or not tokens[-1][0].isupper():
        return False
    if any(not (c.isalpha() or c in " .'’-") for c in name) or name.isupper():
        return False
    return all(t[0].isupper() or t in _PARTICLES for t in tokens) and not set(words(name)) & ROLES


def people_in(line: str) -> tuple[str, ...]:
    """The people whose names a line is, none where it says anything else."""
    names = split_names(line)
    nothing_else = len(" ".join(names)) > 0.7 * len(line)
    return names if nothing_else and all(map(looks_personal, names)) else ()


@cache
def _table() -> dict[str, str]:
    """Folded name -> `g` given, `f` family or `b` both."""
    lines = gzip.decompress(_TABLE.read_bytes()).decode("utf-8").split("\n")
    return dict(line.split("\t") for line in lines)


@lru_cache(maxsize=1 << 12)
def known_parts(name: str) -> tuple[bool, bool, float, float]:
    """What the table knows of `name`: whether its first word is a given name and its last a family name, and
    the shares of its words that are given names, and names of either sort."""
    kinds = [_table().get(fold(part).strip(".,"), "") for part in name.split()] or [""]
    return (
        kinds[0] in ("g", "b"),
        kinds[-1] in ("f", "b"),
        sum(kind in ("g", "b") for kind in kinds) / len(kinds),
        sum(kind != "" for kind in kinds) / len(kinds),
    )
