"""Parsed article -> entities: names tagged, merged across mentions, given roles, countries and places."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from copydesk.annotate.entities import organisations, people
from copydesk.annotate.entities.consistency import agree
from copydesk.annotate.entities.descriptions import describe
from copydesk.annotate.entities.found import Found
from copydesk.annotate.entities.fragments import without_fragments
from copydesk.annotate.entities.gazetteer import Candidate, Country, Gazetteer, load_gazetteer
from copydesk.annotate.entities.geocode import locate, options_of, vouched
from copydesk.annotate.entities.known import GOVERNMENT_SEATS
from copydesk.annotate.entities.metonymy import stands_for_government
from copydesk.annotate.entities.names import PLACES, Name, passed_over, put_right, rejoin
from copydesk.annotate.entities.roles import country_ending_at, roles_of
from copydesk.annotate.entities.tagger import load_tagger
from copydesk.annotate.entities.titles import OFFICES
from copydesk.annotate.parse import Parsed, Passage
from copydesk.model import Entity, Mention, Place
from copydesk.text import slug


class PageEntities:
    """The entities of one page while they are found, by id."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.found: dict[str, Found] = {}

    def entry(self, id: str, *, name: str, label: str) -> Found:
        """The entity of that id, new if there is none."""
        return self.found.setdefault(id, Found(id, name, label))

    def country(self, country: Country) -> Found:
        """The entity of a country."""
        entry = self.entry(country.id, name=country.name, label="GPE")
        if not entry.links:
            entry.label = "GPE"
            entry.links = (("iso3166", country.code), ("wikidata", country.wikidata))
            point = next(
                (c for c in self.gazetteer.places.candidates(country.name) if c.kind == "country"), None
            )
            entry.place = _place(point) if point else None
        return entry


def find_entities(parsed: Parsed) -> tuple[Entity, ...]:
    """The entities the article names, in order of first mention, each with all its mentions.

    Titles, possessive endings and articles are no part of a mention. A word for a country's people is a mention
    of the country, labelled NORP, that stands for it. Overlapping mentions are those of descriptions that hold a
    name (`the North Korean leader`).
    """
    gazetteer = load_gazetteer()
    names = tag(parsed, gazetteer)
    page = PageEntities(gazetteer)
    abbreviations = [
        a
        for a in organisations.learn_abbreviations(parsed.passages)
        if not gazetteer.countries.named(a.passage.doc[a.start : a.end].text)
    ]
    names = _with_defined(names, abbreviations)
    _add_people(page, [n for n in names if n.label == "PERSON"])
    _add_places(page, [n for n in names if n.label in PLACES or n.label == "NORP"])
    _add_others(
        page, [n for n in names if n.label not in PLACES | {"PERSON", "NORP"}], abbreviations=abbreviations
    )
    describe(parsed, page.found.values(), countries=gazetteer.countries)
    _complete(page)
    return tuple(sorted((_entity(f) for f in page.found.values()), key=lambda e: (e.mentions[0].span, e.id)))


def tag(parsed: Parsed, gazetteer: Gazetteer) -> list[Name]:
    """The names of the article in text order, none overlapping another."""
    runs = load_tagger().page([p.doc for p in parsed.passages])
    return put_together(parsed.passages, runs, gazetteer=gazetteer)


def put_together(
    passages: Sequence[Passage], runs: Sequence[Sequence[tuple[int, int, str]]], *, gazetteer: Gazetteer
) -> list[Name]:
    """The names of a page from the tagger's runs of tokens in each passage, borders and labels put right."""
    found: list[Name] = []
    for passage, passage_runs in zip(passages, runs, strict=True):
        after = 0
        for start, end, label in passage_runs:
            if end > after:
                right = put_right(Name(passage, max(start, after), end, label), gazetteer)
                found += right
                after = right[-1].end if right else after
        found += passed_over(passage, [n for n in found if n.passage is passage], gazetteer=gazetteer)
    found = rejoin(sorted(found, key=lambda n: n.span))
    return agree(without_fragments(found, passages), passages, gazetteer=gazetteer)


def _with_defined(names: list[Name], abbreviations: Iterable[organisations.Abbreviation]) -> list[Name]:
    """The names with each abbreviated long form as one name, and its short form wherever it stands."""
    made = list(names)
    for a in abbreviations:
        inside = [n for n in made if n.passage is a.passage and n.start < a.end and a.start < n.end]
        if any(n.start < a.start or n.end > a.end for n in inside) or any(
            n.label == "PERSON" for n in inside
        ):
            continue
        label = "FAC" if any(n.label == "FAC" for n in inside) else "ORG"
        made = [n for n in made if n not in inside]
        made.append(Name(a.passage, a.start, a.end, label))
    shorts = {a.short for a in abbreviations}
    made = [replace(n, label="ORG") if n.text in shorts and n.label in PLACES | {"MISC"} else n for n in made]
    return sorted(made, key=lambda n: n.span)


def _add_people(page: PageEntities, names: Sequence[Name]) -> None:
    roles = {id(name): roles_of(name, page.gazetteer.countries) for name in names}
    genders = [next((r.gender for r in roles[id(n)] if r.gender), "") for n in names]
    for person in people.gather(names, genders):
        entry = page.entry(person.id, name=person.name, label="PERSON")
        for name in person.names:
            entry.mentions.append(Mention(name.span, "PERSON"))
            entry.roles += roles[id(name)]
        if any(r.head in OFFICES for r in entry.roles):  # `Norland's Ann Roe` alone may be an athlete
            entry.stands_for = entry.stands_for or next((r.country for r in entry.roles if r.country), None)


def _add_places(page: PageEntities, names: Sequence[Name]) -> None:
    """Places and peoples; a people's country, and the country whose capital stands for its government."""
    where = vouched(
        locate([n for n in names if n.label in PLACES], page.gazetteer), names, gazetteer=page.gazetteer
    )
    countries, often = page.gazetteer.countries, Counter(n.text for n in names)
    for name in names:
        people_of = countries.of_people(name.text) if name.label == "NORP" else None
        if people_of:
            page.country(people_of).mentions.append(Mention(name.span, "NORP", people_of.id))
            continue
        spot = where.get(name.text)
        country = countries.named(name.text) if name.label in PLACES else None
        if country and (spot is None or spot.kind == "country" or spot.country == country.code):
            page.country(country).mentions.append(Mention(name.span, "GPE"))
            continue
        id = slug(_placed_name(name.text, spot, gazetteer=page.gazetteer) if spot else name.text)
        bearer = page.found.get(id)
        if spot and bearer and bearer.label == "PERSON" and len(bearer.mentions) >= often[name.text]:
            id = f"{id}-{name.label.lower()}"  # more often a person's name
        entry = page.entry(id, name=name.text, label=name.label)
        seat = countries.seated_in(name.text) if name.label == "GPE" else None
        acts = bool(seat and (spot is None or spot.country == seat.code) and stands_for_government(name))
        entry.mentions.append(Mention(name.span, name.label, seat.id if seat and acts else None))
        if spot and entry.place is None:
            entry.label = name.label if entry.label == "PERSON" else entry.label
            entry.place = _place(spot)
            if spot.geonames:
                entry.links = (("geonames", str(spot.geonames)),)


def _placed_name(text: str, spot: Candidate, *, gazetteer: Gazetteer) -> str:
    """The name that tells the place from a larger one of the same name: `Paris Texas`."""
    rivals = options_of(text, gazetteer)
    largest = max(rivals, key=lambda c: (c.kind == "country", c.people, -c.row), default=spot)
    if largest.row == spot.row or not largest.sure:
        return text
    if largest.country == spot.country and "region" in {largest.kind, spot.kind}:
        return text  # a land, and the province of that name which is most of it
    within = spot.country if spot.kind == "admin1" else spot.admin1.partition(".")[2] or spot.country
    return f"{text} {within}"


def _place(spot: Candidate) -> Place:
    return Place(spot.latitude, spot.longitude, spot.geonames, spot.country or None)


def _add_others(
    page: PageEntities, names: Sequence[Name], *, abbreviations: Sequence[organisations.Abbreviation]
) -> None:
    """Organisations, facilities, events and whatever else has a name."""
    countries = page.gazetteer.countries
    before = [country_ending_at(name.passage, name.start, countries=countries) for name in names]
    owners = [owner[0] if owner else "" for owner in before]
    for body in organisations.gather(names, abbreviations, owners=owners):
        counts = Counter(n.label for n in body.names)
        label = counts.most_common(1)[0][0]
        id = f"{body.id}-{label.lower()}" if body.id in page.found else body.id
        entry = page.entry(id, name=body.name, label=label)
        code = GOVERNMENT_SEATS.get(body.name)
        government = countries.by_code[code].id if code else None
        entry.stands_for = government
        entry.mentions += [Mention(n.span, n.label, government) for n in body.names]


def _complete(page: PageEntities) -> None:
    """Every id that something stands for is an entity of the page.

    A country that is named only by its capital, its officials or its people takes the mentions that stand for it.
    """
    standing: dict[str, list[Mention]] = {}
    for entry in list(page.found.values()):
        for mention in entry.mentions:
            if mention.stands_for:
                standing.setdefault(mention.stands_for, []).append(mention)
        if entry.stands_for:
            standing.setdefault(entry.stands_for, []).extend(entry.mentions[:1])
    by_id = {c.id: c for c in page.gazetteer.countries.by_code.values()}
    for id, mentions in standing.items():
        if id not in page.found:
            page.country(by_id[id]).mentions += [Mention(m.span, "GPE") for m in mentions]


def _entity(found: Found) -> Entity:
    roles: dict[str, str] = {}
    for role in found.roles:
        if role.text:
            roles.setdefault(role.text.casefold(), role.text)
    mentions = sorted(set(found.mentions), key=lambda m: (m.span, m.label))
    return Entity(
        found.id, found.name, found.label, tuple(mentions), found.links, found.stands_for,
        tuple(roles.values()), found.place,
    )  # fmt: skip
