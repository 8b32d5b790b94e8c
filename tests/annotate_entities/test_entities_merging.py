"""Mentions of one person, body or country become one entity."""

from dataclasses import replace

import pytest

from copydesk.annotate.entities import find_entities
from copydesk.annotate.entities.consistency import agree
from copydesk.annotate.entities.gazetteer import load_gazetteer
from copydesk.annotate.entities.names import Name
from copydesk.annotate.parse import parse
from copydesk.model import BlockKind, Entity
from tests.annotate_entities.pages import article, parsed


def found(text: str) -> dict[str, Entity]:
    return {entity.id: entity for entity in find_entities(parsed(text))}


def wordings(text: str, id: str) -> list[str]:
    return [m.span.of(text) for m in found(text)[id].mentions]


def test_short_names_titles_and_descriptions_are_the_full_name() -> None:
    text = (
        "North Korean leader Kim Jong Un opened a dam on Tuesday. Leader Kim praised the builders. "
        "Kim also inspected a farm, and the North Korean leader thanked the soldiers."
    )
    assert wordings(text, "kim-jong-un") == ["Kim Jong Un", "Kim", "Kim", "the North Korean leader"]
    kim = found(text)["kim-jong-un"]
    assert kim.label == "PERSON"
    assert kim.roles == ("leader",)
    assert kim.stands_for == "north-korea"


def test_a_description_at_the_head_of_a_sentence_is_the_person_too() -> None:
    text = (
        "Ghanaian President Kofi Asante opened a dam on Tuesday. The Ghanaian president praised the builders."
    )
    assert wordings(text, "kofi-asante") == ["Kofi Asante", "The Ghanaian president"]


def test_hyphens_and_initials_do_not_make_another_person() -> None:
    text = (
        "President Moon Jae-in met Maria T. Lopez in Lima on Monday. Moon Jae In said the talks went well. "
        "Maria Lopez agreed with Moon."
    )
    people = {id for id, e in found(text).items() if e.label == "PERSON"}
    assert people == {"moon-jae-in", "maria-lopez"}


def test_namesakes_stay_apart() -> None:
    text = (
        "Peter Owusu and Grace Owusu were both elected. Mr Owusu thanked the voters. "
        "Mrs Owusu said the campaign had been long."
    )
    entities = found(text)
    assert len(entities["peter-owusu"].mentions) == 2
    assert len(entities["grace-owusu"].mentions) == 2


def test_roles_are_kept_as_worded() -> None:
    text = (
        "Chen Wei, vice-premier of the State Council, arrived on Friday. "
        "Russian President Vladimir Putin sent a letter. Kenyan Deputy President Rigathi Gachagua spoke."
    )
    entities = found(text)
    assert entities["chen-wei"].roles == ("vice-premier of the State Council",)
    assert entities["vladimir-putin"].roles == ("President",)
    assert entities["vladimir-putin"].stands_for == "russia"
    assert entities["rigathi-gachagua"].roles == ("Deputy President",)
    assert entities["rigathi-gachagua"].stands_for == "kenya"


def test_names_and_abbreviation_of_a_country_are_one_entity() -> None:
    text = (
        "The Democratic People's Republic of Korea held a parade. North Korea's army marched. "
        "The DPRK showed new tanks, and North Korean television broadcast it."
    )
    entity = found(text)["north-korea"]
    assert [m.span.of(text) for m in entity.mentions] == [
        "Democratic People's Republic of Korea", "North Korea", "DPRK", "North Korean",
    ]  # fmt: skip
    assert ("iso3166", "KP") in entity.links
    assert "south-korea" not in found(text)


def test_south_korean_is_not_north_korea() -> None:
    entities = found("South Korean officials visited Busan. They praised the port.")
    assert "south-korea" in entities
    assert "north-korea" not in entities
    mention = entities["south-korea"].mentions[0]
    assert (mention.label, mention.stands_for) == ("NORP", "south-korea")


@pytest.mark.parametrize(
    ("text", "id", "words"),
    [
        (
            "The army-affiliated Harvest Defence Brigade (HDB) was founded in 1970. The HDB has ten bases.",
            "harvest-defence-brigade",
            ["Harvest Defence Brigade", "HDB", "HDB"],
        ),
        (
            "The Korean Central News Agency, or KCNA, reported the launch. KCNA gave no date.",
            "kcna",
            ["Korean Central News Agency", "KCNA", "KCNA"],
        ),
        (
            "The Ministry of Defence denied it. A Defence Ministry statement followed in the afternoon.",
            "ministry-of-defence",
            ["Ministry of Defence", "Defence Ministry"],
        ),
        (
            "Norland joined the UN Harbour and Rivers Agency for Coasts (UNHRA) in May. UNHRA paid for a pier.",
            "un-harbour-and-rivers-agency-for-coasts",
            ["UN Harbour and Rivers Agency for Coasts", "UNHRA", "UNHRA"],
        ),
        (
            "The boat sank in the bay. Norland joined the UN Harbour and Rivers Agency for Coasts (UNHRA) in May.",
            "un-harbour-and-rivers-agency-for-coasts",
            ["UN Harbour and Rivers Agency for Coasts", "UNHRA"],
        ),
        (
            "Roe leads the Food Agency of Norland. She said on Monday that nobody had seen the new form (FA).",
            "food-agency-of-norland",
            ["Food Agency of Norland"],
        ),
        (
            "The Norland Harbour Boards’ (NHB) inspectors sat on Monday. Envoys said the NHB paid for it.",
            "norland-harbour-boards",
            ["Norland Harbour Boards", "NHB", "NHB"],
        ),
    ],
)
def test_abbreviations_and_word_orders_are_one_body(text: str, id: str, words: list[str]) -> None:
    assert wordings(text, id) == words


def test_a_square_is_not_the_man_it_is_named_after() -> None:
    entities = found("The crowd met at Kim Il Sung Square in Pyongyang on Saturday.")
    assert entities["kim-il-sung-square"].label == "FAC"
    assert "kim-il-sung" not in entities


def test_possessive_endings_are_no_part_of_a_mention() -> None:
    text = "Ghana's parliament met in Accra. Ghana’s finance minister Ken Boateng spoke."
    assert {m.span.of(text) for m in found(text)["ghana"].mentions} == {"Ghana"}


def test_a_body_in_short_is_the_body_and_a_company_is_nobody() -> None:
    text = (
        "The Caledonian High Court ruled on Monday for Harrow Vale Logistics. The High Court said the lease held. "
        "Harrow Vale Logistics welcomed the ruling."
    )
    entities = found(text)
    assert len([id for id in entities if "high-court" in id]) == 1
    assert entities["harrow-vale-logistics"].label == "ORG"


def test_a_surname_finds_its_bearer() -> None:
    text = "Marc Boom, chief executive of the harbour, met the crews on Monday. Boom said he was worried."
    assert wordings(text, "marc-boom") == ["Marc Boom", "Boom"]


def test_the_first_word_of_a_company_is_the_company() -> None:
    entities = found(
        "Copper miner Andra halts work\n\nAndra Metals Corp. stopped work at its mine on Thursday. Andra shares fell."
    )
    assert [e.label for e in entities.values() if "Andra" in e.name] == ["ORG"]


def test_the_first_word_of_a_company_is_its_founder_where_he_is_named_in_full() -> None:
    entities = found("Hiram Andrasson founded Andrasson Metals Corp. in Oslo. Andrasson left it last year.")
    assert {e.name for e in entities.values() if e.label == "PERSON"} == {"Hiram Andrasson"}


def test_what_stands_with_a_country_in_one_breath_is_none_of_its_people() -> None:
    entities = found(
        "Norway and Belmark will reopen their border.\n\nBelmark closed the border in 2018, Norway said."
    )
    assert entities["belmark"].label == "GPE"


def test_a_storm_is_an_event() -> None:
    entities = found(
        "Storm Edda killed three people on the coast on Saturday, the civil defence agency said."
    )
    assert entities["storm-edda"].label == "EVENT"


def test_a_word_with_an_agencys_mark_stuck_to_it_is_no_name() -> None:
    entities = found("The delegation visited a dairy in the department of Colonia.-VNA")
    assert not [e for e in entities.values() if "VNA" in e.name]


def test_a_surname_tagged_once_or_read_as_a_noun_is_its_bearers() -> None:
    text = (
        "Henning Quorrel, an analyst, questioned the trip. Quorrel speculates that it was planned.\n\n"
        "The field was dry. Leslie Morrow crossed it, and Morrow told me that Morrow would return."
    )
    assert wordings(text, "henning-quorrel") == ["Henning Quorrel", "Quorrel"]
    assert wordings(text, "leslie-morrow") == ["Leslie Morrow", "Morrow", "Morrow"]


def test_whoever_a_page_is_about_goes_by_the_surname() -> None:
    text = (
        "Mira Holt opened a school. Holt grew up in Lima, the daughter of Peter Holt and Eva Holt. "
        "Holt then studied law, and Holt now teaches."
    )
    assert len(found(text)["mira-holt"].mentions) == 4


@pytest.mark.parametrize(
    ("text", "id", "stands_for"),
    [
        ("Former French President Ann Roe spoke.", "ann-roe", None),
        ("French President Ann Roe spoke.", "ann-roe", "france"),
        ("Ann Roe, former Irish ambassador to Peru, spoke.", "ann-roe", None),
        ("Ann Roe, the Irish ambassador to Peru, spoke.", "ann-roe", "ireland"),
        ("The Labour Party of Norway leader Ann Roe spoke.", "ann-roe", None),
        ("Britain's Ann Roe won in straight sets.", "ann-roe", None),
    ],
)
def test_who_acts_for_a_country(text: str, id: str, stands_for: str | None) -> None:
    assert found(text)[id].stands_for == stands_for


def test_ages_between_names_are_no_roles() -> None:
    entities = found("Bella King, six, Ann Roe, seven, and Eva Lind, nine, were hurt.")
    assert entities["ann-roe"].roles == ()


def test_a_headline_in_capitals_makes_no_names() -> None:
    entities = found(
        "Idle Quadruple Ferries Case: What Owners Can Teach Us About Doing What Is Right\n\n"
        "The case of the quadruple ferries, idle since May, went to court. What owners do is right, the judge said."
    )
    assert not [e for e in entities.values() if len(e.name.split()) > 2]


def test_houses_are_no_persons_and_no_places() -> None:
    entities = found(
        "Shares of Nvidia and Eli Lilly rose on Monday, brokers said. A report in Dagens Nyheter praised Petronas."
    )
    assert {e.label for e in entities.values()} == {"ORG"}
    assert {"eli-lilly", "dagens-nyheter"} <= set(entities)


def test_a_country_whose_abbreviation_is_given_is_no_body() -> None:
    entities = found(
        "The president flew home from the United States (US) on Sunday. Trade with the US grew, and the United Arab "
        "Emirates (UAE) lent money."
    )
    assert {entities[id].label for id in ("united-states", "united-arab-emirates")} == {"GPE"}
    assert not [e for e in entities.values() if e.label == "ORG"]


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Mike Hall, Ph.D., said so.", "Mike Hall", "PERSON"),
        ("Edwin Poole MLA said the mill would stay.", "Edwin Poole", "PERSON"),
        ("They met the former ministers Sir John Roe and Ann Lind.", "John Roe", "PERSON"),
        ("Prof Ann Roe, of King’s College London, said so.", "King’s College London", "ORG"),
        ("AT&T declined to comment.", "AT&T", "ORG"),
        ("They rebuilt Notre Dame Cathedral in five years.", "Notre Dame Cathedral", "ORG"),
        ("Police were called to a house in Coldstream Terrace on Monday.", "Coldstream Terrace", "FAC"),
    ],
)
def test_borders_and_labels(text: str, name: str, label: str) -> None:
    assert (name, label) in {(e.name, e.label) for e in find_entities(parsed(text))}


def test_degrees_and_stars_are_no_names() -> None:
    names = {
        e.name for e in find_entities(parsed("Ann Roe, Ph.D., of Lund. The course by Google ★★★★★ is free."))
    }
    assert not any("Ph" in name or "★" in name for name in names)


def test_a_given_name_before_a_surname_makes_another_person() -> None:
    page = parsed("Peter Lindholm left Oslo on Monday.\n\nThe win over Helena Lindholm was told.")
    passage = page.passages[1]
    names = [Name(page.passages[0], 0, 2, "PERSON"), Name(passage, 4, 5, "PERSON")]
    made = agree(names, page.passages, gazetteer=load_gazetteer())
    assert [name.text for name in made] == ["Peter Lindholm", "Helena Lindholm"]
    assert "lady-lindholm" not in found("Sir Peter Lindholm left Oslo. Lady Lindholm wore a dress.")


def test_a_surname_found_once_alone_is_found_where_the_parser_takes_it_for_a_noun() -> None:
    page = parsed("Wolmar Trumm signed it, and Trumm left.\n\nTrumm has questioned the use of the guild.")
    first, second = page.passages
    second.doc[0].pos_ = "NOUN"
    names = [Name(first, 0, 2, "PERSON"), Name(first, 6, 7, "PERSON")]
    made = agree(names, page.passages, gazetteer=load_gazetteer())
    assert [name.text for name in made] == ["Wolmar Trumm", "Trumm", "Trumm"]


@pytest.mark.parametrize(
    ("text", "name", "roles"),
    [
        ("Economy Minister Marcela Holm said so.", "Marcela Holm", ("Economy Minister",)),
        ("Inspector General Ada Holm left.", "Ada Holm", ("Inspector General",)),
        ("Chief of staff Ada Holm said the office was shut.", "Ada Holm", ("Chief of staff",)),
        ("Minister of mines and energy Tom Holm left.", "Tom Holm", ("Minister of mines and energy",)),
        (
            "Mayor of Quarryford Dario Nardella said the bridge was closed.",
            "Dario Nardella",
            ("Mayor of Quarryford",),
        ),
        ("Under former president Jo Bidwell, the port fell.", "Jo Bidwell", ("former president",)),
        ("The mother of toddler Ben Frost said he was missing.", "Ben Frost", ()),
        ("After a meeting with Ada Holm, the mayor said it was over.", "Ada Holm", ()),
    ],
)
def test_the_words_that_tell_which_office(text: str, name: str, roles: tuple[str, ...]) -> None:
    assert [e.roles for e in found(text).values() if e.name == name] == [roles]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Two boys were stabbed in Roxbury Wednesday night.", {"Roxbury"}),
        ("The Owners Council - the Union of Boats - met on Monday.", {"Owners Council", "Union of Boats"}),
        ("It was released on Valentine’s Day by Ada Lund.", {"Ada Lund"}),
    ],
)
def test_names_end_where_another_phrase_begins(text: str, names: set[str]) -> None:
    assert {e.name for e in found(text).values()} & {
        "Roxbury",
        "Roxbury Wednesday",
        *names,
        "Valentine",
    } == names


def test_two_countries_have_a_defence_ministry_each() -> None:
    entities = found(
        "Norway's Defence Ministry said the raid was over. The Defence Ministry named nobody.\n\n"
        "Sweden's Defence Ministry denied it."
    )
    assert {id for id in entities if "ministry" in id} == {
        "norway-defence-ministry",
        "sweden-defence-ministry",
    }
    assert len(entities["norway-defence-ministry"].mentions) == 2


def test_a_party_and_its_seat_are_nobody() -> None:
    entities = found(
        "Sen. Mitch Lind, R-Ky., met Rep. Ada Holm (D-Calif.) and Sen. Bo Roe, D-N.Y., on Monday."
    )
    assert {e.name for e in entities.values() if e.label == "PERSON"} == {"Mitch Lind", "Ada Holm", "Bo Roe"}
    assert {e.label for e in entities.values()} == {"PERSON", "GPE"}


def test_whoever_the_title_names_in_full_goes_by_the_surname() -> None:
    text = (
        "Mark Lindholm leaves the guild\n\nRep. Mark Lindholm will leave. Debbie Lindholm, his wife, stays. "
        "Debbie Lindholm heads a fund, and Debbie Lindholm spoke. Lindholm declined to comment."
    )
    page = article(text)
    title = replace(page.blocks[0], kind=BlockKind.TITLE)
    people = find_entities(parse(replace(page, blocks=(title, *page.blocks[1:]))))
    mark = next(e for e in people if e.id == "mark-lindholm")
    assert [m.span.of(text) for m in mark.mentions] == ["Mark Lindholm", "Mark Lindholm", "Lindholm"]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Kenneth Lindholm left. Ken Lindholm returned in May.", {"kenneth-lindholm"}),
        ("Charles E. Lindholm left. Chuck Lindholm returned in May.", {"charles-lindholm"}),
        ("Paul Lindholm left. Paula Lindholm returned in May.", {"paul-lindholm", "paula-lindholm"}),
        ("Tom Lindholm left. Tim Lindholm returned in May.", {"tom-lindholm", "tim-lindholm"}),
    ],
)
def test_who_is_called_by_a_short_name_is_one_person(text: str, ids: set[str]) -> None:
    assert {id for id, entity in found(text).items() if entity.label == "PERSON"} == ids


def test_a_surname_used_from_the_start_is_not_whoever_is_named_in_full_at_the_end() -> None:
    text = (
        "President Lund will stay in office until May. The fair opened on Monday, and Lund was there. "
        "A singer, Lund’s daughter Eva Lund, sang at noon. Lund left at one."
    )
    assert wordings(text, "eva-lund") == ["Eva Lund"]
    assert wordings(text, "lund") == ["Lund", "Lund", "Lund", "Lund"]


def test_a_surname_used_once_before_the_full_name_is_its_bearers() -> None:
    text = "Lund will stay until May. Mayor Eva Lund said so at the fair on Monday."
    assert wordings(text, "eva-lund") == ["Lund", "Eva Lund"]


def test_the_president_is_no_vice_president() -> None:
    text = "Vice President Ada Holm came on Monday. The ferry was greeted by the president on Tuesday."
    assert wordings(text, "ada-holm") == ["Ada Holm"]
