"""Who someone is said to be: the words round a person's name that give an office or another role."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.annotate.entities.gazetteer import Countries
from copydesk.annotate.entities.names import Name
from copydesk.annotate.entities.titles import FEMALE_ROLES, HONORIFICS, MALE_ROLES, MODIFIERS, OFFICES, ROLES
from copydesk.annotate.parse import Passage

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_REACH = 8
"""Tokens. Longer roles than this are cut."""
_POSTS = frozenset("chief director editor editor-in-chief governor head manager mayor dean professor".split())
"""Besides the offices what is held of something: `chief of staff`."""
_KIN = frozenset("brothers children daughters kids parents sisters sons twins".split())
_FIELD = frozenset({"NOUN", "PROPN", "ADJ", "CCONJ", "DET"})
_NEVER_FIRST = frozenset({"the", "and", "of", "-", "under"})
_PAST = frozenset({"former", "ex", "late", "then", "onetime", "ousted", "deposed"})
_INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "PART", "CCONJ", "NUM", "ADP"})


@dataclass(frozen=True, slots=True)
class Role:
    """A role as worded; its head word in lower case; the country it is held for; the gender it tells."""

    text: str
    head: str
    country: str | None = None
    gender: str = ""


def role_head(passage: Passage, i: int) -> str:
    """The role word that ends at token `i`, `vice-premier` as one word; "" if it is none."""
    doc = passage.doc
    word = doc[i].lower_
    if i >= 2 and doc[i - 1].text == "-":
        joined = f"{doc[i - 2].lower_}-{word}"
        if joined in ROLES:
            return joined
    for form in (word, doc[i].lemma_.lower()):
        if form in ROLES and (form == word or doc[i].pos_ != "VERB"):
            return form
    return ""


def roles_of(name: Name, countries: Countries) -> list[Role]:
    """The roles the words round a person's name give, in text order."""
    before = _before(name, countries) or _behind_its_field(name, countries)
    found = [before, _introduced(name, countries), _after(name, countries)]
    return [role for role in found if role is not None]


def _country_meant(name: str, countries: Countries) -> str | None:
    """The id of the country that a word for it or for its people means."""
    country = countries.of_people(name) or countries.named(name)
    return country.id if country else None


def country_ending_at(passage: Passage, end: int, *, countries: Countries) -> tuple[str, int] | None:
    """The country or people named by the tokens just before `end`, and where its name begins."""
    doc = passage.doc
    if end > 0 and doc[end - 1].text in {"'s", "’s", "'", "’"}:
        end -= 1
    for length in (4, 3, 2, 1):
        if end - length < 0:
            continue
        if not doc[end - length].text[:1].isupper():
            continue
        country = _country_meant(doc[end - length : end].text, countries)
        if country:
            return country, end - length
    return None


def _before(name: Name, countries: Countries) -> Role | None:
    """`Russian President`, `former deputy prime minister`, `North Korea's` straight before the name."""
    passage, doc = name.passage, name.passage.doc
    i, gender = name.start, ""
    while i > 0 and doc[i - 1].lower_ in HONORIFICS and doc[i - 1].lower_ not in {"chief", "u"}:
        gender = gender or HONORIFICS[doc[i - 1].lower_]
        i -= 1
    head = role_head(passage, i - 1) if i else ""
    if not head:
        owner = country_ending_at(passage, i, countries=countries) if i and i == name.start else None
        if owner and doc[i - 1].lower_ in {"'s", "’s"}:
            return Role("", "", owner[0], gender)
        return Role("", "", None, gender) if gender else None
    return _widened(
        passage, i - 1 if "-" not in head else i - 3, stop=i, head=head, countries=countries, gender=gender
    )


def _behind_its_field(name: Name, countries: Countries) -> Role | None:
    """`Secretary of State`, `Mayor of Quarry`, `Minister for Civil Defence` straight before the name."""
    passage, doc = name.passage, name.passage.doc
    last = doc[name.start - 1] if name.start else None
    if last is None or last.pos_ not in {"NOUN", "PROPN"} or _is_of_persons(passage, last.i):
        return None
    first = last.i
    while first > max(0, last.i - _REACH) and doc[first].pos_ in _FIELD:
        first -= 1
    head = role_head(passage, first - 1) if first and doc[first].lower_ in {"of", "for"} else ""
    if head not in OFFICES | _POSTS:
        return None
    start = first - 1 if "-" not in head else first - 3
    role = _widened(passage, start, stop=name.start, head=head, countries=countries)
    owner = country_ending_at(passage, name.start, countries=countries)
    return _role(role.text, head, country=owner[0]) if owner and not role.country else role


def _is_of_persons(passage: Passage, i: int) -> bool:
    """Whether the word is said of a person itself: `an adviser of actor Ann Roe`."""
    return bool(role_head(passage, i)) or passage.doc[i].lower_ in HONORIFICS


def _widened(
    passage: Passage, first: int, *, stop: int, head: str, countries: Countries, gender: str = ""
) -> Role:
    """The role whose head begins at token `first` and which ends before `stop`, with the words that tell which."""
    doc, country, bare = passage.doc, None, first
    while first > 0 and stop - first < _REACH:
        owner = country_ending_at(passage, first, countries=countries)
        if owner and not _is_of_a_body(passage, owner[1]):
            is_past = owner[1] > 0 and doc[owner[1] - 1].lower_ in _PAST
            country = None if is_past else owner[0]
            break
        before = doc[first - 1]
        if before.lower_ in MODIFIERS or before.text == "-" or _is_abbreviated_office(before.text):
            first = bare = first - 1
        elif _tells_which(before, doc[first]):
            first -= 1
        else:
            first = bare if before.pos_ == "ADP" else first  # `the author of The Lamps novelist Ann Roe`
            break
    while first < stop - 1 and doc[first].lower_ in _NEVER_FIRST and not _is_under(doc, first):
        first += 1
    return _role(doc[first:stop].text, head, country=country, gender=gender)


def _tells_which(word: "Token", following: "Token") -> bool:
    """Whether the noun is part of the office's name: `Economy Minister`, `Inspector General`."""
    plain = word.ent_type_ in {"", following.ent_type_} and word.text.rstrip(".").isalpha()
    if not plain or following.lower_ == "and" or word.lower_ in _KIN:
        return False
    return word.pos_ in {"NOUN", "PROPN"} and word.dep_ == "compound" and word.head.i >= following.i


def _is_under(doc: "Doc", first: int) -> bool:
    """`Under secretary`, but not `under former president`."""
    return doc[first].lower_ == "under" and doc[first + 1].lower_ in {"secretary", "-"}


def _role(text: str, head: str, *, country: str | None, gender: str = "") -> Role:
    """The role, for a country only where it is an office that is held still."""
    held = head in OFFICES and _PAST.isdisjoint(text.lower().replace("-", " ").split())
    return Role(text, head, country if held else None, gender or _told(head))


def _is_of_a_body(passage: Passage, start: int) -> bool:
    """Whether the country that begins at token `start` is a body's: `the Labour Party of Norland leader`."""
    doc = passage.doc
    return start > 1 and doc[start - 1].lower_ == "of" and doc[start - 2].pos_ == "PROPN"


def _is_abbreviated_office(text: str) -> bool:
    """`CEO`, `MP`: two to four capitals, but not `Charles III and Queen Ada`."""
    return text.isupper() and 1 < len(text) < 5 and text.isalpha() and text not in {"II", "III", "IV"}


def _told(head: str) -> str:
    return "female" if head in FEMALE_ROLES else "male" if head in MALE_ROLES else ""


def _after(name: Name, countries: Countries) -> Role | None:
    """`, vice-premier of the State Council,` straight after the name."""
    passage, doc = name.passage, name.passage.doc
    if name.end >= len(doc) or doc[name.end].text not in {",", "(", "-", "–", "—"}:
        return None
    start = name.end + 1
    while start < len(doc) and doc[start].lower_ in {"the", "a", "an", "who", "is", "now"}:
        start += 1
    for i in range(start, min(start + 6, len(doc))):
        if doc[i].pos_ not in _INSIDE and doc[i].text not in {"-", "'s", "’s"}:
            return None
        head = role_head(passage, i)
        following = doc[i + 1].text if i + 1 < len(doc) else "."
        if head and doc[i].dep_ == "nsubj" and doc[i].head.i == i + 1 and name.end < start:
            return None  # `after talks with Ann Roe, the mayor said`
        if head and following not in {"-"} and not (head == "chief" and following.lower() in ROLES):
            return _worded(passage, start, i=i, head=head, countries=countries)
    return None


def _worded(passage: Passage, start: int, *, i: int, head: str, countries: Countries) -> Role | None:
    """The role from `start` whose head is token `i`, with the phrase it governs."""
    doc = passage.doc
    end = i + 1
    if end < len(doc) and doc[end].lower_ in {"of", "for", "at", "to", "in"}:
        while (
            end < len(doc)
            and end - i < 2 * _REACH
            and (doc[end].pos_ in _INSIDE or doc[end].text in {"-", "&"})
        ):
            end += 1
        while end > i + 1 and doc[end - 1].pos_ in {"ADP", "CCONJ", "DET", "PART"}:
            end -= 1
    elif end < len(doc) and doc[end].pos_ not in {"PUNCT", "CCONJ", "VERB", "AUX", "PRON", "SPACE", "ADV"}:
        return None
    country = None
    for k in range(start + 1, end + 1):
        owner = country_ending_at(passage, k, countries=countries)
        if owner and owner[1] >= start:
            country = country or owner[0]  # Norland's ambassador to Belmark is Norland's
            if owner[1] == start and k <= i:
                start = k + (doc[k].text in {"'s", "’s"})
    if start >= end:
        return None
    return _role(doc[start:end].text, head, country=country)


def _introduced(name: Name, countries: Countries) -> Role | None:
    """`the president of Ghana, ` straight before the name."""
    passage, doc = name.passage, name.passage.doc
    if name.start < 3 or doc[name.start - 1].text != ",":
        return None
    root = doc[name.start : name.end].root
    if root.dep_ != "appos" or root.head.i >= name.start:
        return None
    head = role_head(passage, root.head.i)
    if not head or any(token.like_num for token in doc[root.head.i : name.start]):
        return None  # `Bella King, six, Ann Roe, seven`
    start = root.head.i
    while start > 0 and (doc[start - 1].lower_ in MODIFIERS or doc[start - 1].text == "-"):
        start -= 1
    while doc[start].lower_ in {"the", "and", "of", "-"}:
        start += 1
    end = name.start - 1
    behind = country_ending_at(passage, end, countries=countries)
    owner = behind or country_ending_at(passage, start, countries=countries)
    return _role(doc[start:end].text, head, country=owner[0] if owner else None)
