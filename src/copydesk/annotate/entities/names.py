"""Names: runs of tokens with a label, their borders and labels put right by rule."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from unicodedata import category

from copydesk.annotate.entities.gazetteer import Gazetteer
from copydesk.annotate.entities.gender import is_given_name
from copydesk.annotate.entities.known import BODY_NAMES, GOVERNMENT_SEATS, TERRITORIES
from copydesk.annotate.entities.titles import FACILITIES, HONORIFICS, ROLES, SURNAME_FIRST, WATERS_AND_LANDS
from copydesk.annotate.parse import Passage
from copydesk.annotate.times.lexicon import DAYS, MONTHS
from copydesk.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PLACES = frozenset({"GPE", "LOC"})
_EDGES = frozenset(
    {"the", "'s", "’s", "'", "’", "“", "”", '"', "(", ")", ",", ".", "-", "–", "—", ":", ";", "a", "an"}
)
_TAIL = _EDGES - {".", "the", "a", "an"}
_LONGEST_SYLLABLE = 5
_COMPANIES = frozenset(
    """
    Agency Airlines Airways Associates Association Authority Bank Brothers Capital Co Commission Committee
    Communications Company Consulting Corp Corporation Council Department Energy Enterprises Federation Foods
    Foundation Fund Group Holdings Inc Industries Institute International Laboratories Logistics Ltd Media
    Ministry Motors Network Organisation Organization Partners Party Pharmaceuticals Plc Productions Railways
    Records Resources Shipping Society Solutions Studios Systems Technologies Technology Telecom Times Tribune
    University Ventures
    """.split()
)
"""Last words of bodies' names that are nobody's surname."""
_LAWS = frozenset(
    {"Act", "Amendment", "Accord", "Accords", "Agreement", "Constitution", "Protocol", "Treaty"}
)
_FIRMS = frozenset(
    {"Airlines", "Bank", "Co", "Company", "Corp", "Corporation", "Group", "Holdings", "Inc", "Ltd", "Plc"}
)
_WINDS = frozenset({"Cyclone", "Hurricane", "Storm", "Typhoon"})
_SIGNED = re.compile(r"\w\.[-–—][A-Z]{2}")
"""A sentence's last word with the agency's mark stuck to it (`Colonia.-VNA`): one token, and no name."""
_NO_PARTIES = frozenset(
    "DNA PCR MRI ICU OPD IVF GP GPs MP MPs MEP MEPs CEO CFO COO CTO QC MBE OBE CBE LLB MBA PhD GDP CPI VAT ATM PIN SMS "
    "SUV SUVs UFO GPS LED LNG IOU FAQ HR UI ID PM AM TV VIP PPE CV RIP".split()
)
"""Abbreviations of things, ranks and tests, which name no one and no body; those that may (`KC`, `CCTV`) are not among
them."""
_DEGREES = frozenset("PhD Ph.D Ph.D. M.D. Ed.D. Psy.D. D.Phil. B.A. M.A. B.Sc. M.Sc. J.D.".split())
"""No names at all."""
_AFTER_NAMES = _DEGREES | frozenset("MP MLA MSP MEP TD MBE OBE CBE KBE QC KC FRS MD RN CPA CFP".split())
"""What stands behind a person's name and is no part of it."""
_ADDRESSED = frozenset("mr mr. mrs mrs. ms ms. sen. rep. gov. gen. lt. col. capt. maj. sgt.".split())
_KNIGHTED = frozenset({"Sir", "Baroness"})
_HYPHENS = frozenset({"-", "–"})
_STREETS = frozenset(
    "Street Avenue Boulevard Road Lane Drive Terrace Highway Expressway Airport Stadium".split()
)
_SURNAMES = frozenset({"Hall", "Park", "Church", "Temple", "Market"})
"""Of the last words of buildings' names those that are people's too."""
_WHERE = frozenset("in at near to from into around outside inside through the of".split())
_HOUSES = frozenset({"College", "University", "Hospital", "School"})
"""Named after their patrons: `King's College`, `St Thomas' Hospital`."""
_TIMES = frozenset({"DATE", "TIME"})
_DATES = DAYS | MONTHS.keys() | frozenset("jan. feb. mar. apr. aug. sept. oct. nov. dec.".split())


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens `[start, end)` of a passage's document that name something."""

    passage: Passage
    start: int
    end: int
    label: str

    @property
    def span(self) -> Span:
        """The page's characters."""
        return self.passage.span(self.passage.doc[self.start : self.end])

    @property
    def text(self) -> str:
        """The words as they stand, line breaks and runs of spaces as one space."""
        return " ".join(self.passage.doc[self.start : self.end].text.split())


def put_right(name: Name, gazetteer: Gazetteer) -> list[Name]:
    """The name with its borders trimmed or widened and its label settled.

    Empty if nothing is left or it is a date; two for `Lima, Peru`.
    """
    start, end = _trimmed(name)
    doc = name.passage.doc
    bare = doc[start:end].text
    if start >= end or not any(c.isalnum() for c in bare) or bare in _DEGREES or _is_date(name):
        return []
    if bare.isdigit() and bare != name.text:  # `★★★★☆ (2`
        return []
    if any(_SIGNED.search(token.text) for token in doc[start:end]):
        return []
    if _is_of_a_day(doc, end):
        return []
    seat = _seat_start(doc, start)
    if seat:
        return [replace(name, start=seat, end=max(end, seat + 1), label="GPE")]
    name = replace(name, start=start, end=end)
    if name.label in PLACES and end - start > 1 and doc[start].lower_ in _ADDRESSED:  # `Sen. Ann Roe`
        return put_right(replace(name, label="PERSON"), gazetteer)
    joint = next((i for i in range(start + 1, end - 1) if _parts(name, i)), 0)
    if joint:
        halves = [replace(name, end=joint), replace(name, start=joint + 1)]
        return [part for half in halves for part in put_right(half, gazetteer)]
    if name.label == "PERSON" and _is_where_held(doc, start, end=end):  # `Mayor of Quarryford Ann Roe`
        return [replace(name, end=start + 1, label="GPE"), replace(name, start=start + 1)]
    knight = next((i for i in range(start + 1, end - 1) if doc[i].text in _KNIGHTED), 0)
    if name.label == "ORG" and knight:  # `Labour's Lord Roe`, `ministers Sir John Roe and Ann Lind`
        return put_right(replace(name, start=knight + 1, label="PERSON"), gazetteer)
    if name.label in {"ORG", "FAC"} and doc[start].text in _HOUSES:
        name = replace(name, start=_patron_start(name))
    if end < len(doc) and doc[end].text in FACILITIES and name.label in {"PERSON", "FAC", "LOC", "ORG"}:
        return [replace(name, end=end + 1, label="FAC" if name.label != "ORG" else "ORG")]
    if end < len(doc) and doc[end].text == "peninsula" and name.label in {"NORP", "LOC"}:
        return [replace(name, end=end + 1, label="LOC")]
    return [replace(name, label=_settled(name, gazetteer))]


def _is_of_a_day(doc: "Doc", end: int) -> bool:
    """Whether a feast's day is named by the name that ends before token `end`: `St Valentine's Day`."""
    following = [token.text for token in doc[end : end + 2]]
    return following in (["'s", "Day"], ["’s", "Day"])


def _seat_start(doc: "Doc", start: int) -> int:
    """Where the state or town begins that a party has the seat of, at or behind token `start`; 0 if there is none:
    `Sen. Ann Roe, D-Calif.`"""
    before, party = doc[max(start - 1, 0)].text, doc[start].text
    if before not in {",", "("} or party not in {"D", "R", "I"} or start + 2 >= len(doc):
        return 0
    joined = not (doc[start].whitespace_ or doc[start + 1].whitespace_)
    return start + 2 if doc[start + 1].text in _HYPHENS and joined else 0


def _is_where_held(doc: "Doc", start: int, *, end: int) -> bool:
    """Whether the first word of a person's name is where an office is held: `of` stands before it and a given name
    behind."""
    if end - start < 3 or start < 2 or doc[start - 1].lower_ != "of" or doc[start - 2].lower_ not in ROLES:
        return False
    return is_given_name(doc[start + 1].text) and not is_given_name(doc[start].text)


def _parts(name: Name, i: int) -> bool:
    """Whether token `i` stands between two names: a dash (`Quay Alliance - the Union of Owners`), in a place's name a
    comma (`Lima, Peru`)."""
    doc = name.passage.doc
    dash = doc[i].text in {"-", "–", "—"} and doc[i - 1].whitespace_ and doc[i].whitespace_
    return bool(dash) or (name.label == "LOC" and doc[i].text == ",")


def passed_over(passage: Passage, names: Sequence[Name], *, gazetteer: Gazetteer) -> list[Name]:
    """The parser's entities that overlap no name but are a country, its people, a government's seat or a well-known
    body for sure."""
    taken = {i for name in names for i in range(name.start, name.end)}
    countries, found = gazetteer.countries, list[Name]()
    for entity in passage.doc.ents:
        name = Name(passage, entity.start, entity.end, entity.label_)
        if name.label in {"GPE", "NORP", "ORG", "FAC"} and taken.isdisjoint(range(name.start, name.end)):
            found += put_right(name, gazetteer)

    def is_known(text: str) -> bool:
        listed = text in GOVERNMENT_SEATS or text in BODY_NAMES
        return listed or bool(countries.named(text) or countries.of_people(text))

    return [name for name in found if is_known(name.text)]


def rejoin(names: Sequence[Name]) -> list[Name]:
    """The names, in text order, with a facility named after a person in one piece."""
    made: list[Name] = []
    for name in names:
        last = made[-1] if made else None
        touching = last is not None and last.passage is name.passage and last.end == name.start
        if last and touching and name.label == "FAC" and last.label == "PERSON":
            made[-1] = replace(name, start=last.start)
        else:
            made.append(name)
    return made


def _given_name_end(name: Name) -> int:
    """Where a Korean, Chinese or Vietnamese name of two words ends: `Moon Jae-in`, `Moon Jae In` go on."""
    doc, end = name.passage.doc, name.end
    if end - name.start != 2 or doc[name.start].lower_ not in SURNAME_FIRST or end >= len(doc):
        return end
    if (
        doc[end].text == "-"
        and end + 1 < len(doc)
        and not doc[end - 1].whitespace_
        and not doc[end].whitespace_
    ):
        given = doc[end + 1]
        return end + 2 if given.is_lower and len(given) <= _LONGEST_SYLLABLE else end
    following = doc[end]
    goes_on = following.is_title and following.is_alpha and 1 < len(following) <= _LONGEST_SYLLABLE
    return end + 1 if goes_on and not following.is_sent_start else end


def _patron_start(name: Name) -> int:
    """Where the name begins with the patron before it: `King's College London` for `College London`."""
    doc, start = name.passage.doc, name.start
    if start < 2 or doc[start - 1].lower_ not in {"'s", "’s"} or not doc[start - 2].is_title:
        return start
    saint = start > 2 and doc[start - 3].text.rstrip(".") in {"St", "Saint"}
    return start - 3 if saint else start - 2


def _is_ornament(text: str) -> bool:
    """Stars, ticks and other pictures, but not the marks of trade."""
    return all(category(c) == "So" and c not in "®™©" for c in text)


def _trimmed(name: Name) -> tuple[int, int]:
    """The tokens without articles, possessive endings, quotation marks and, before people, titles."""
    doc, start, end = name.passage.doc, name.start, name.end
    while start < end and (
        doc[start].lower_ in _EDGES or doc[start].is_space or _is_ornament(doc[start].text)
    ):
        start += 1
    while start < end and (
        doc[end - 1].lower_ in _TAIL or doc[end - 1].is_space or _is_ornament(doc[end - 1].text)
    ):
        end -= 1
    while end - start > 1 and _begins_a_time(doc[end - 1]):
        end -= 1
    if name.label == "PERSON":
        while start < end - 1 and (doc[start].lower_ in HONORIFICS or doc[start].lower_ in ROLES):
            start += 1
        while end - start > 2 and doc[end - 1].text in _AFTER_NAMES:
            end -= 2 if doc[end - 2].text == "," else 1
        end = _given_name_end(replace(name, start=start, end=end))
    return start, end


def _begins_a_time(token: "Token") -> bool:
    """Whether a weekday begins a time of its own to the parser too: `in Quarry Wednesday night`, not `Black Friday`."""
    weekday = token.lower_ in DAYS
    return weekday and token.ent_type_ in _TIMES and token.ent_iob_ == "B"


def _is_date(name: Name) -> bool:
    tokens = name.passage.doc[name.start : name.end]
    timely = all(t.ent_type_ in _TIMES or t.is_upper for t in tokens)  # `Wednesday AEST`
    return name.label == "MISC" and timely and tokens[0].lower_ in _DATES


def is_company(text: str) -> bool:
    """Whether a name of several words ends as only companies' do."""
    *first, last = text.split()
    return bool(first) and last.rstrip(".").capitalize() in _FIRMS


def _may_be_called(name: Name, last: str) -> bool:
    """Whether a person is named who is called like a building: `Ann Hall said`, but not `in Ann Hall`."""
    doc, start = name.passage.doc, name.start
    where = start > 0 and doc[start - 1].lower_ in _WHERE
    return last in _SURNAMES and name.end - start == 2 and not where and is_given_name(doc[start].text)


def _settled(name: Name, gazetteer: Gazetteer) -> str:
    """GPE told from LOC, peoples from places, facilities from people by their last word."""
    text, countries = name.text, gazetteer.countries
    last = text.split()[-1]
    if text in GOVERNMENT_SEATS or text in BODY_NAMES:
        return "ORG"
    if text in _NO_PARTIES:
        return "MISC"
    if text.split()[0] in _WINDS and " " in text:
        return "EVENT"
    if name.label != "ORG" and last in _LAWS and " " in text:
        return "MISC"
    if name.label == "PERSON" and last in FACILITIES and " " in text:
        return "PERSON" if _may_be_called(name, last) else "FAC"
    if name.label in PLACES and last in _STREETS and " " in text and not gazetteer.places.size(text):
        return "FAC"
    if name.label == "PERSON" and "&" in text:
        return "ORG"
    if name.label == "PERSON" and last.rstrip(".") in _COMPANIES and " " in text:
        return "ORG"
    if name.label != "PERSON" and (countries.named(text) or text in TERRITORIES):
        return "GPE"
    if name.label in {"LOC", "MISC"} and countries.of_people(text):
        return "NORP"
    if name.label != "LOC":
        return name.label
    if last.lower() in WATERS_AND_LANDS or text.split()[0].lower() in {
        "lake",
        "mount",
        "gulf",
        "cape",
        "river",
    }:
        return "LOC"
    kinds = {c.kind for c in gazetteer.places.candidates(text)}
    if kinds & {"country", "admin1", "admin2", "city"} and "region" not in kinds:
        return "GPE"
    given = {t.ent_type_ for t in name.passage.doc[name.start : name.end]}
    return "LOC" if "region" in kinds or ("LOC" in given and "GPE" not in given) else "GPE"
