"""Credits: who took a picture, and which agency's name stands under a text.

A picture's credit tells the picture's agency. It says nothing of who wrote the article.
"""

import re

from copydesk.clean.agencies import Agency, find_agency, named_agencies
from copydesk.model import Span

_LEADING = re.compile(r"©\s?(?:\d{4}\s)?(?P<who>[^\n.|:]{2,60}?)(?:\.|\s\||:|\s[-–—])\s(?=\S)")
_LABELLED = re.compile(
    r"(?:^|[.!?”\"’'»)\]]\s{1,3}|\n|\s[-–—|]\s)"
    r"(?P<credit>(?:photo(?:graph)?|foto|picture|image|bild|credit|photo credit|image credit|courtesy|"
    r"crédit photo|"
    r"crédits|fotografía|immagine|copyright|фото)s?"
    r"(?:\s(?:by|von|par|por|de|di|courtesy of|courtesy)\s|\s?:\s?|\s?/\s?)[^\n]{2,90})$",
    re.IGNORECASE,
)
_LAST_PIECE = re.compile(r"(?:[.!?”\"’'»)\]]\s{1,3}|\n|\s(?=\())(?P<credit>[^\n.!?]{2,90})[.\s]*$")
_BRACKETED = re.compile(
    r"\s(?P<credit>[(\[](?:image|photo|pic|picture|foto|bild|file photo)s?(?: credit| courtesy| by)?\s?:\s?"
    r"[^()\[\]\n]{2,60}[)\]])$",
    re.IGNORECASE,
)
"""A label and whatever it names between brackets, whatever stands before them."""
_SPELT_OUT = re.compile(
    r"(?:\s|(?<=[.!?”’)]))(?P<credit>(?:Photo |Image |Picture )?Credits?\s?:\s?[^\n:]{2,60})$"
)
_NAME = r"[^\W\d_][\w.'’&-]*"
_SHAPED = re.compile(rf"{_NAME}(?:\s{_NAME}){{0,3}}\s?/\s?{_NAME}(?:\s{_NAME}){{0,3}}")
"""An agency and a photographer, in either order, also where the agency is in no table."""
_INITIALED = r"[A-Z][\w'’-]+(?:\s[A-Z]\.?)?\s[A-Z][\w'’-]+"
_STROKED = re.compile(
    rf"\s(?P<credit>(?:[|–—-]\s)?(?:Copyright\s|©\s?)?{_INITIALED}\s?/\s?(?:via )?"
    r"(?P<who>[A-Z][\w'’-]*(?:[\s/](?:via )?[A-Z][\w'’-]*){0,4})"
    rf"|(?P<house>[A-Z]{{2,8}}) (?:Photo|Image|Pool|Handout)\s?/\s?{_INITIALED})$"
)
"""A photographer and a house that nothing parts from the words before: `the new dock Ann Roe/Getty Images`."""
_HOUSES = ("images", "pictures", "photos", "press", "photography")
"""Last words of the names of picture houses."""
_PARTS = re.compile(r"\bvia\b|[/|©(),]|\b(?:photos?|foto|picture|image|handout|pool)\b", re.IGNORECASE)
_SMALL_WORDS = frozenset(
    "via by von par por for of the courtesy photo foto and und et de handout pool file".split()
)
_SIGNATURE = re.compile(r"[(\[/–—-]\s?(?P<who>[^()\[\]\n/]{2,60}(?:/[^()\[\]\n/]{2,30}){0,3})[)\]/]?[.\s]*$")
_BYLINE_WORDS = frozenset(
    {"by", "and", "in", "of", "the", "with", "for", "de", "von", "van", "der", "bin", "al"}
)
_HELPERS = re.compile(r"Contribut(?:ing|ors?|ed)\b")
"""Who helped, at the head of a last line: `Contributing: Ann Roe, The Associated Press`."""
_HELPED = re.compile(r"\bcontributed\b")
_WRITER = re.compile(
    r"\s(?:staff |video |business |sports )?(?:writers?|journalists?|reporters?|correspondents?)\b"
)
_ALONE = 60
LONGEST_CAPTION, FEWEST_SHOWN = 900, 5
"""Characters of a caption at most; words before its credit at least."""
_CAPTION_HEAD = re.compile(
    r"FILE(?: PHOTO)?\s?[-–—:]|(?:Image copyright [^\n]{2,60} )?Image caption\b|Media playback is unsupported\b|"
    r"(?:Photo|Picture|Media) caption\b"
)
"""How captions begin that a scraper left among the paragraphs."""
_PICTURED = re.compile(r"/|\bvia\b|\bphotos?\b", re.IGNORECASE)
"""What tells a picture's credit from the agency that signs a text."""
_PICTURE_AGENCIES = frozenset(
    "getty images|getty|shutterstock|istock|alamy|epa|epa-efe|imago|picture alliance|zuma press|sipa|unsplash|pexels|"
    "afp via getty images|istockphoto|adobe stock|rex|rex/shutterstock|dreamstime|123rf|pixabay|wikimedia commons|"
    "handout|file photo|archivo|archiv|courtesy|reuters|ap photo|afp photo".split("|")
)


def find_credits(text: str, span: Span) -> list[Span]:
    """The credits inside a caption: `© Agency.` before it, `Name/Agency`, `Agency via AGENCY` or `Photo: …` after."""
    raw = span.of(text)
    stripped = raw.strip()
    start = span.start + raw.index(stripped) if stripped else span.start
    found = []
    leading = _LEADING.match(stripped)
    if leading and _names_a_source(leading["who"]):
        found.append(Span(start, start + leading.end("who") + 1))
    tail = stripped[-160:]
    trailing = _LABELLED.search(tail) or _BRACKETED.search(tail) or _SPELT_OUT.search(tail) or _stroked(tail)
    if trailing is None:
        trailing = _LAST_PIECE.search(tail)
        if trailing is None or not _is_credit(trailing["credit"]):
            return found
    offset = start + len(stripped) - len(tail)
    at = Span(offset + trailing.start("credit"), offset + trailing.end("credit"))
    if not found or at.start >= found[-1].end:
        found.append(at)
    return found


def is_signed_caption(text: str) -> bool:
    """Whether a paragraph of plain text is a picture's: `Image caption` or `FILE -` begins it, or the credit of a
    photographer and a house, or of an agency's photo, ends it."""
    stripped = text.strip()
    if len(stripped) > LONGEST_CAPTION:
        return False
    if _CAPTION_HEAD.match(stripped):
        return True
    credits = find_credits(stripped, Span(0, len(stripped)))
    if not credits or len(stripped[: credits[-1].start].split()) < FEWEST_SHOWN:
        return False
    return bool(_PICTURED.search(credits[-1].of(stripped)))


def tells_of_a_picture(line: str) -> bool:
    """Whether a line of plain text is a picture's caption, or nothing but its credit: a day there is the picture's."""
    stripped = line.strip()
    whole = Span(0, len(stripped))
    return is_signed_caption(stripped) or (
        len(stripped) <= LONGEST_CAPTION and whole in find_credits(stripped, whole)
    )


def _stroked(tail: str) -> "re.Match[str] | None":
    """A photographer and a known house, or one that is called as picture houses are, at the end."""
    match = _STROKED.search(tail)
    if match is None:
        return None
    named = re.split(r"\s?/\s?(?:via )?|\svia\s", match["who"] or match["house"])
    known = (_names_a_source(name) or name.lower().startswith("getty ") for name in named)
    return match if any(known) or named[-1].lower().endswith(_HOUSES) else None


def _is_credit(piece: str) -> bool:
    """Whether a piece holds nothing but names, one of them a source of pictures or two parted by a stroke."""
    tokens = piece.strip(" ()").replace("/", " / ").split()
    if any(t[0].islower() and t not in _SMALL_WORDS for t in tokens if t[0].isalpha()):
        return False
    if _SHAPED.fullmatch(piece.strip(" ().")):
        return True
    return any(_names_a_source(part) for part in (piece, *_PARTS.split(piece)) if part.strip())


def _names_a_source(who: str) -> bool:
    """Whether a text is an agency's name or one of the picture services."""
    plain = who.strip(" .©():")
    return find_agency(plain) is not None or plain.lower() in _PICTURE_AGENCIES


def closing_agency(byline: str) -> Agency | None:
    """The agency that a byline of nothing but names ends with: `By Ann Roe and Eva Lind The Associated Press`."""
    if any(word[0].islower() and word not in _BYLINE_WORDS for word in byline.split()):
        return None
    named = named_agencies(byline)
    return named[-1][0] if named and named[-1][1].end == len(byline) else None


def helping_agency(paragraph: str) -> Agency | None:
    """The agency whose own writer is said to have helped: `—Associated Press writer Ann Roe in Oslo contributed`.

    An agency that merely `contributed to this report` did not write it.
    """
    text = paragraph.strip(" \n_—–-*•·")
    named = named_agencies(text) if _HELPED.search(text) else []
    first = next(
        (agency for agency, span in named if text[: span.start].strip().lower() in {"", "the"}), None
    )
    return first if first and any(_WRITER.match(text, span.end) for _, span in named[:1]) else None


def find_signature(text: str, paragraph: Span, *, language: str | None = None) -> tuple[Agency, Span] | None:
    """The agency that signs the last paragraph: `(Yonhap)`, `– dpa`, or its name alone; with its span."""
    raw = paragraph.of(text).rstrip()
    stripped = raw.strip()
    if _HELPERS.match(stripped):
        return None
    if len(stripped) <= _ALONE:
        for part in (stripped, *re.split(r"[/,;&]| and | und | et ", stripped)):
            agency = find_agency(part, language=language)
            if agency:
                at = paragraph.start + raw.index(part)
                return agency, Span(at, at + len(part))
    tail = _SIGNATURE.search(stripped[-80:])
    if tail is None:
        return None
    for part in (tail["who"], *re.split(r"[/,;]", tail["who"])):
        agency = find_agency(part, language=language)
        if agency:
            at = paragraph.start + raw.rindex(part)
            return agency, Span(at, at + len(part))
    return None
